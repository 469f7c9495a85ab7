"""What the machines that watch us may ask, as rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nachtleven.alarmen import Alarmsoort
from nachtleven.opslag.alarmen import sla_alarm
from tests.proefpoort import METRICS, Deurproef, open_deur, velden


@pytest.fixture(scope="module")
def deur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deurproef]:
    """A door without venues."""
    proef = open_deur(tmp_path_factory.mktemp("deur"))
    yield proef
    proef.delen.opslag.sluit()


@pytest.fixture
def weg(tmp_path: Path) -> Deurproef:
    """A door whose database is away."""
    return open_deur(tmp_path, bij=False, NACHTLEVEN_DATABASE_URL="postgresql+psycopg://n@127.0.0.1:1/n")


def test_a_process_that_lives_says_so_without_a_database(weg: Deurproef) -> None:
    assert weg.client.get("/healthz").status_code == 200


def test_ready_says_the_state_of_each_part(deur: Deurproef) -> None:
    antwoord = deur.client.get("/readyz")
    assert antwoord.status_code == 200
    assert antwoord.json is not None
    assert {"database", "schema", "spoel", "planner"} <= antwoord.json.keys()
    assert (antwoord.json["database"], antwoord.json["schema"]) == ("ok", "ok")


def test_without_a_schema_it_is_ready_to_spool_and_says_what_is_wrong(tmp_path: Path) -> None:
    leeg = open_deur(tmp_path, bij=False)
    antwoord = leeg.client.get("/readyz")
    assert (antwoord.status_code, antwoord.json is not None) == (200, True)
    assert "db upgrade" in antwoord.get_json()["reden"]
    leeg.delen.opslag.sluit()


def test_without_a_database_it_is_ready_as_long_as_it_can_spool(weg: Deurproef) -> None:
    antwoord = weg.client.get("/readyz")
    assert antwoord.status_code == 200
    assert antwoord.get_json()["database"] == "niet bereikbaar"
    assert antwoord.get_json()["spoel"] == "ok"


def test_without_a_database_and_a_spool_it_is_not_ready_and_says_why(weg: Deurproef, tmp_path: Path) -> None:
    (tmp_path / "spoel").write_text("in de weg")
    antwoord = weg.client.get("/readyz")
    assert antwoord.status_code == 503
    assert "database: niet bereikbaar" in antwoord.get_json()["reden"]
    assert "spoel: niet beschrijfbaar" in antwoord.get_json()["reden"]


def test_a_full_spool_is_told_with_how_many_wait(weg: Deurproef) -> None:
    weg.post(velden(1))
    assert weg.client.get("/readyz").get_json()["spoel"] == "1 wachtend"


@pytest.mark.parametrize(
    ("kop", "status"),
    [
        pytest.param({}, 401, id="without"),
        pytest.param({"Authorization": "Bearer een-ander"}, 401, id="wrong"),
        pytest.param({"Authorization": f"Basic {METRICS}"}, 401, id="another_scheme"),
        pytest.param({"Authorization": f"Bearer {METRICS}"}, 200, id="right"),
    ],
)
def test_figures_are_for_who_has_the_token(deur: Deurproef, kop: dict[str, str], status: int) -> None:
    antwoord = deur.client.get("/metrics", headers=kop)
    assert antwoord.status_code == status
    assert ("nachtleven_berichten" in antwoord.text) == (status == 200)


def test_figures_come_in_the_form_that_prometheus_names(deur: Deurproef) -> None:
    antwoord = deur.client.get("/metrics", headers={"Authorization": f"Bearer {METRICS}"})
    assert antwoord.content_type.startswith("text/plain; version=")
    assert f"nachtleven_berichten {float(deur.tel().binnen)}" in antwoord.text


def test_each_kind_of_alarm_has_a_figure(deur: Deurproef) -> None:
    kop = {"Authorization": f"Bearer {METRICS}"}
    assert 'nachtleven_alarm{soort="gemist"} 0.0' in deur.client.get("/metrics", headers=kop).text
    with deur.delen.opslag.schrijven() as sessie:
        sla_alarm(sessie, Alarmsoort.GEMIST, deur.delen.klok(), 3)
    assert 'nachtleven_alarm{soort="gemist"} 3.0' in deur.client.get("/metrics", headers=kop).text


def test_figures_come_also_while_the_database_is_away(weg: Deurproef) -> None:
    antwoord = weg.client.get("/metrics", headers={"Authorization": f"Bearer {METRICS}"})
    assert (antwoord.status_code, "nachtleven_database_bruikbaar 0.0" in antwoord.text) == (200, True)


def test_without_a_token_in_the_settings_there_are_no_figures(tmp_path: Path) -> None:
    uit = open_deur(tmp_path, NACHTLEVEN_METRICS_TOKEN="")
    assert uit.client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    uit.delen.opslag.sluit()
