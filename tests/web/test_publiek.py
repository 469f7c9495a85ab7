"""The public page in its languages, and the reports' files."""

from collections.abc import Callable

import pytest

from nachtleven.web.publiek import teksten, verklaring
from nachtleven.web.woorden import TALEN
from tests.web.conftest import RAPPORT, Wereld

RAPPORTPAD = f"/rapporten/{RAPPORT}"


@pytest.mark.parametrize("taal", list(TALEN))
def test_the_public_page_is_whole_in_every_language(wereld: Wereld, taal: str) -> None:
    antwoord = wereld.als(None).get(f"/?taal={taal}")
    assert f'<html lang="{taal}"' in antwoord.text
    assert all(wat in antwoord.text for wat in ("8989", "MELDING", "112", "STOP", "WIS", "meldpunt@stad.example"))
    assert ('dir="rtl">\n<head>' in antwoord.text) is (taal == "ar")
    assert "{" not in antwoord.text
    assert len(antwoord.data) < 60_000


@pytest.mark.parametrize("taal", list(TALEN))
def test_the_accessibility_statement_is_whole_in_every_language(wereld: Wereld, taal: str) -> None:
    antwoord = wereld.als(None).get(f"/toegankelijkheid?taal={taal}")
    assert (antwoord.headers["Content-Language"], "{" in antwoord.text) == (taal, False)
    for wat in ("8989", "WCAG 2.2", "EN 301 549", "meldpunt@stad.example", "26/11/2026"):
        assert wat in antwoord.text
    assert f'href="/toegankelijkheid?taal={taal}"' in wereld.als(None).get(f"/?taal={taal}").text


@pytest.mark.parametrize("zinnen_van", [teksten, verklaring], ids=["the_page", "the_statement"])
def test_every_language_has_every_sentence(zinnen_van: Callable[[], dict[str, dict[str, str]]]) -> None:
    alle = zinnen_van()
    assert set(alle) == set(TALEN)
    assert {frozenset(zinnen) for zinnen in alle.values()} == {frozenset(alle["nl"])}
    assert all(zin.strip() for zinnen in alle.values() for zin in zinnen.values())


@pytest.mark.parametrize(
    ("gevraagd", "aanvaard", "taal"),
    [
        pytest.param("tr", "fr", "tr", id="asked_for_goes_first"),
        pytest.param(None, "fr-BE,fr;q=0.9,nl;q=0.5", "fr", id="the_browsers_best"),
        pytest.param(None, "ja,zh", "nl", id="none_of_ours_is_dutch"),
        pytest.param("xx", "de", "de", id="an_unknown_one_is_passed_over"),
        pytest.param(None, "", "nl", id="nothing_said"),
    ],
)
def test_the_page_opens_in_the_readers_language(wereld: Wereld, gevraagd: str | None, aanvaard: str, taal: str) -> None:
    pad = f"/?taal={gevraagd}" if gevraagd else "/"
    antwoord = wereld.als(None).get(pad, headers={"Accept-Language": aanvaard})
    assert antwoord.headers["Content-Language"] == taal
    assert "Accept-Language" in antwoord.headers["Vary"]


def test_a_report_can_be_read_without_any_power_in_the_browser(wereld: Wereld) -> None:
    antwoord = wereld.als("economie").get(f"{RAPPORTPAD}/rapport.html")
    assert antwoord.text == "inhoud"
    assert antwoord.headers["Content-Security-Policy"].startswith("sandbox")
    json = wereld.als("economie").get(f"{RAPPORTPAD}/rapport.json")
    assert json.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("rol", "bestand", "code"),
    [
        pytest.param("politie", "tabellen/plichten.csv", 200, id="the_police_see_the_duties"),
        pytest.param("politie", "rapport.html", 404, id="and_not_the_rest"),
        pytest.param("politie", "tabellen/per_zaak.csv", 404, id="nor_the_venues"),
        pytest.param("onthaal", "tabellen/per_zaak.csv", 200, id="onthaal_sees_all"),
        pytest.param("onthaal", "../../geheim.txt", 404, id="nothing_outside_of_the_archive"),
        pytest.param("onthaal", "rapport.xlsx", 404, id="what_was_not_built"),
        pytest.param("beheer", "rapport.html", 403, id="beheer_none"),
    ],
)
def test_each_role_gets_its_part_of_a_report(wereld: Wereld, rol: str, bestand: str, code: int) -> None:
    assert wereld.als(rol).get(f"{RAPPORTPAD}/{bestand}").status_code == code


def test_an_unknown_address_is_a_page_that_helps(wereld: Wereld) -> None:
    antwoord = wereld.als(None).get("/bestaat-niet")
    assert antwoord.status_code == 404
    assert "Deze pagina bestaat niet" in antwoord.text
