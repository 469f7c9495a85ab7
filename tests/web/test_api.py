"""The API: what a token opens, and that every answer is as the description says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import schemathesis
from click.testing import CliRunner
from flask_limiter import Limiter
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from sqlalchemy import select
from werkzeug.test import TestResponse

from nachtleven.cli import main
from nachtleven.fouten import BezetFout
from nachtleven.opslag.apisleutels import ApisleutelRij, Apisleutels
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AuditRij, RapportRij
from nachtleven.toegang.apisleutels import Bereik, hash_geheim, lees_token
from nachtleven.web.api import EINDPUNTEN
from nachtleven.web.apischema import schema_van
from tests.proefpoort import ADRES, NU_PROEF, Deurproef, omgeving, open_deur, open_deur_met_zaken

TABELLEN = {
    "per_maand": [
        {"maand": "2025-10", "aantal": None, "afgeschermd": True},
        {"maand": "2025-11", "aantal": 14, "aandeel": 0.7},
    ],
    "plichten": [{"plicht": "logboek", "aard": "signaal", "aantal": 9}],
    "signalen": [],
}
ALLES = frozenset(Bereik)


@dataclass
class Platform:
    """The city's data platform: the application, and a client's token by what it may read."""

    deur: Deurproef
    tokens: dict[str, str]

    @property
    def limiet(self) -> Limiter:
        (wachter,) = self.deur.app.extensions["limiter"]
        assert isinstance(wachter, Limiter)
        return wachter

    def haal(self, pad: str, client: str | None = "alles", **koppen: str) -> TestResponse:
        if client is not None:
            koppen["Authorization"] = f"Bearer {self.tokens.get(client, client)}"
        return self.deur.client.get(f"/api/v1{pad}", headers=koppen, base_url=ADRES)


def bewaar_rapport(deur: Deurproef, periode: str, **anders: object) -> UUID:
    """Keep an approved shareable report; its figures say of which edition they are."""
    waarden: dict[str, Any] = {
        "id": uuid4(), "soort": "kwartaal", "periode": periode, "versie": "deelbaar", "uitgave": 1,
        "gemaakt": NU_PROEF, "voorlopig": False, "hash": "0" * 64, "staat": "goedgekeurd", "goedgekeurd": NU_PROEF,
    }  # fmt: skip
    waarden |= anders
    plek = f"{waarden['soort']}/{periode}-{waarden['versie']}-{waarden['uitgave']}"
    map_ = deur.delen.instellingen.data / "rapporten" / plek
    map_.mkdir(parents=True)
    (map_ / "rapport.json").write_text(json.dumps({"tabellen": TABELLEN}), encoding="utf-8")
    with deur.delen.opslag.schrijven() as sessie:
        sessie.add(RapportRij(**{"map": plek, **waarden}))
    id_ = waarden["id"]
    assert isinstance(id_, UUID)
    return id_


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    deur = open_deur_met_zaken(tmp_path_factory.mktemp("api"))
    bewaar_rapport(deur, "2025-K4", uitgave=1)
    bewaar_rapport(deur, "2025-K4", uitgave=2)
    bewaar_rapport(deur, "2025-K3")
    bewaar_rapport(deur, "2026-K1", staat="concept", goedgekeurd=None)
    bewaar_rapport(deur, "2026-02", soort="maand", versie="intern")
    sleutels = Apisleutels(deur.delen.opslag)
    tokens = {"alles": sleutels.maak("platform", ALLES, NU_PROEF)}
    tokens |= {b.value: sleutels.maak(f"alleen {b.value}", frozenset({b}), NU_PROEF) for b in Bereik}
    yield Platform(deur, tokens)
    deur.delen.opslag.sluit()


PADEN = [(e.pad.replace("<uuid:id_>", "{id}"), soort) for e in EINDPUNTEN for soort in GenerationMode]


@pytest.mark.parametrize(
    ("pad", "soort"), [deel for deel in PADEN if deel != ("/openapi.json", GenerationMode.NEGATIVE)]
)
def test_every_answer_is_as_the_description_says(platform: Platform, pad: str, soort: GenerationMode) -> None:
    platform.limiet.enabled = False
    beschreven = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", platform.deur.app)
    koppen = {"Authorization": f"Bearer {platform.tokens['alles']}"}

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=beschreven[f"/api/v1{pad}"]["GET"].as_strategy(generation_mode=soort))
    def vraag(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(base_url=ADRES, headers=koppen)

    vraag()
    platform.limiet.enabled = True


def test_venues_come_a_page_at_a_time_with_nothing_personal(platform: Platform) -> None:
    eerste = platform.haal("/zaken?hoogstens=2").json
    assert eerste is not None
    assert [zaak["zaak_id"] for zaak in eerste["zaken"]] == ["P1", "P2"]
    tweede = platform.haal(f"/zaken?hoogstens=2&na={eerste['volgende']}").json
    assert tweede is not None
    assert ([zaak["zaak_id"] for zaak in tweede["zaken"]], tweede["volgende"]) == (["P3"], None)
    assert {"telefoon", "email", "ondernemingsnummer", "code"}.isdisjoint(eerste["zaken"][0])


def test_only_approved_shareable_reports_are_read_and_of_each_period_the_last_edition(platform: Platform) -> None:
    gelezen = platform.haal("/rapporten").json
    assert gelezen is not None
    assert [(r["periode"], r["uitgave"]) for r in gelezen["rapporten"]] == [("2025-K4", 2), ("2025-K3", 1)]
    heel = platform.haal(f"/rapporten/{gelezen['rapporten'][0]['id']}").json
    assert heel is not None
    assert heel["tabellen"] == TABELLEN


def test_counts_are_those_of_the_report_as_it_was_shielded(platform: Platform) -> None:
    laatste = platform.haal("/tellingen").json
    assert laatste is not None
    assert laatste["rapport"]["periode"] == "2025-K4"
    assert laatste["tabellen"] == {"per_maand": TABELLEN["per_maand"]}
    bevindingen = platform.haal("/bevindingen?periode=2025-K3").json
    assert bevindingen is not None
    assert bevindingen["tabellen"] == {"plichten": TABELLEN["plichten"]}
    assert platform.haal("/tellingen?soort=jaar").status_code == 404


@pytest.mark.parametrize(
    ("pad", "token", "status"),
    [
        pytest.param("/zaken", None, 401, id="nobody"),
        pytest.param("/zaken", "nl_" + "0" * 32 + "_" + "a" * 43, 401, id="a_token_that_never_was"),
        pytest.param("/zaken", "onzin", 401, id="no_token_at_all"),
        pytest.param("/zaken", "tellingen", 403, id="for_something_else"),
        pytest.param("/tellingen", "zaken", 403, id="venues_are_not_counts"),
        pytest.param("/bevindingen", "tellingen", 403, id="counts_are_not_findings"),
        pytest.param("/rapporten", "rapporten", 200, id="its_own"),
        pytest.param("/openapi.json", None, 200, id="the_description_is_for_anybody"),
        pytest.param("/zaken?hoogstens=0", "zaken", 400, id="none"),
        pytest.param("/zaken?hoogstens=1001", "zaken", 400, id="too_many"),
        pytest.param("/zaken?wachtwoord=x", "zaken", 400, id="a_question_that_is_not_there"),
        pytest.param("/zaken?na=a&na=b", "zaken", 400, id="asked_twice"),
        pytest.param("/tellingen?periode=2026-K5", "tellingen", 400, id="a_fifth_quarter"),
        pytest.param("/nergens", None, 404, id="no_such_question"),
    ],
)
def test_who_may_ask_what(platform: Platform, pad: str, token: str | None, status: int) -> None:
    antwoord = platform.haal(pad, token)
    assert antwoord.status_code == status
    if status >= 400:
        assert antwoord.mimetype == "application/problem+json"
    assert (antwoord.headers.get("WWW-Authenticate") == "Bearer") is (status == 401)


def test_only_reading_is_possible(platform: Platform) -> None:
    kop = {"Authorization": f"Bearer {platform.tokens['alles']}"}
    antwoord = platform.deur.client.delete("/api/v1/zaken", headers=kop, base_url=ADRES)
    assert antwoord.status_code == 405
    assert "GET" in antwoord.headers["Allow"]


def test_each_question_stands_in_the_audit_log_by_the_client(platform: Platform) -> None:
    assert platform.haal("/tellingen?periode=2025-K3", "tellingen").status_code == 200
    with platform.deur.delen.opslag.lezen() as sessie:
        laatste = sessie.scalars(select(AuditRij).order_by(AuditRij.volgnummer.desc()).limit(1)).one()
        assert (laatste.gebruiker, laatste.handeling) == ("api:alleen tellingen", "api_gelezen")
        assert laatste.voorwerp == "tellingen periode=2025-K3"


def test_a_client_that_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    deur = open_deur(tmp_path)
    sleutels = Apisleutels(deur.delen.opslag)
    tokens = {naam: sleutels.maak(naam, ALLES, NU_PROEF) for naam in ("gulzig", "ander")}
    proef = Platform(deur, tokens)
    statussen = [proef.haal("/rapporten", "gulzig").status_code for _ in range(61)]
    assert (set(statussen[:60]), statussen[60]) == ({200}, 429)
    assert int(proef.haal("/rapporten", "gulzig").headers["Retry-After"]) > 0
    assert proef.haal("/rapporten", "ander").status_code == 200
    deur.delen.opslag.sluit()


def test_of_a_token_only_the_hash_is_kept_and_revoked_it_opens_nothing(opslag: Opslag) -> None:
    sleutels = Apisleutels(opslag)
    token = sleutels.maak("platform", frozenset({Bereik.ZAKEN}), NU_PROEF)
    gelezen = lees_token(token)
    assert gelezen is not None
    with opslag.lezen() as sessie:
        rij = sessie.get_one(ApisleutelRij, gelezen[0])
        assert rij.hash == hash_geheim(gelezen[1])
        assert gelezen[1] not in (rij.hash, rij.naam, rij.bereiken)
    client = sleutels.wie(token)
    assert client is not None
    assert client.bereiken == {Bereik.ZAKEN}
    sleutels.trek_in("platform", NU_PROEF + timedelta(days=1))
    assert sleutels.wie(token) is None
    with pytest.raises(BezetFout):
        sleutels.maak("platform", ALLES, NU_PROEF)


def test_the_command_makes_shows_and_revokes_a_client(tmp_path: Path) -> None:
    deur = open_deur(tmp_path)
    roep = CliRunner()
    zet = omgeving(tmp_path)
    deur.delen.opslag.sluit()
    gemaakt = roep.invoke(main, ["api", "maak", "data platform", "--bereik", "zaken"], env=zet)
    assert gemaakt.exit_code == 0, gemaakt.stderr
    assert lees_token(gemaakt.stdout.strip()) is not None
    assert roep.invoke(main, ["api", "maak", "data platform", "--bereik", "zaken"], env=zet).exit_code == 1
    assert roep.invoke(main, ["api", "trek-in", "data platform"], env=zet).exit_code == 0
    assert roep.invoke(main, ["api", "trek-in", "niemand"], env=zet).exit_code == 1
    regel = json.loads(roep.invoke(main, ["api", "lijst"], env=zet).stdout)
    assert (regel["naam"], regel["bereiken"]) == ("data platform", ["zaken"])
    assert regel["ingetrokken"] is not None
    assert gemaakt.stdout.strip() not in str(regel)


def test_an_answer_is_made_of_nothing_that_can_not_be_described() -> None:
    with pytest.raises(TypeError):
        schema_van(set[str], {})
