"""Reporting by the web form: the same intake, the same conversation, and nothing of it in an address."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from nachtleven.opslag.tabellen import BerichtRij, MeldingRij, UitpostRij
from nachtleven.telefoonnummers import normaliseer
from nachtleven.web.melden import samengevoegd, zinnen
from nachtleven.web.woorden import TALEN
from nachtleven.webpost import lees_terugkeercode, maak_terugkeercode
from tests.proefpoort import Deurproef, open_deur, open_deur_met_zaken


@pytest.fixture(scope="module")
def deur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deurproef]:
    proef = open_deur_met_zaken(tmp_path_factory.mktemp("melden"), NACHTLEVEN_PUBLIC_URL="http://localhost")
    proef.app.config["WTF_CSRF_ENABLED"] = False
    yield proef
    proef.delen.opslag.sluit()


@pytest.fixture
def browser(deur: Deurproef) -> FlaskClient:
    return deur.app.test_client()


def formulier(bladzijde: str) -> str:
    """Give the name of the form on a page."""
    gevonden = re.search(r'name="formulier" value="([^"]+)"', bladzijde)
    assert gevonden
    return gevonden[1]


def code(bladzijde: str) -> str:
    """Give the return code on a page."""
    gevonden = re.search(r'class="kenmerk" dir="ltr">([A-Z0-9-]+)<', bladzijde)
    assert gevonden
    return gevonden[1]


def meld(browser: FlaskClient, **velden: str) -> str:
    """Fill the form in and give the page that follows."""
    leeg = formulier(browser.get("/melden").text)
    antwoord = browser.post("/melden", data={"formulier": leeg, **velden}, follow_redirects=True)
    assert antwoord.status_code == 200
    return antwoord.text


def test_every_language_has_every_sentence_of_the_form() -> None:
    assert set(zinnen()) == set(TALEN)
    assert {frozenset(een) for een in zinnen().values()} == {frozenset(zinnen()["nl"])}
    assert all("{code}" in een["bewaar"] for een in zinnen().values())
    assert all(zin.strip() for een in zinnen().values() for zin in een.values())


@pytest.mark.parametrize("taal", list(TALEN))
def test_the_form_opens_in_every_language_and_the_public_page_leads_to_it(browser: FlaskClient, taal: str) -> None:
    assert f"/melden?taal={taal}" in browser.get(f"/?taal={taal}").text
    blad = browser.get(f"/melden?taal={taal}")
    assert f'<html lang="{taal}"' in blad.text
    assert "<script" not in blad.text


def test_what_is_reported_is_answered_on_screen_with_its_kenmerk(browser: FlaskClient, deur: Deurproef) -> None:
    blad = meld(
        browser, tekst="ik mocht niet binnen om mijn huidskleur", waar="De Blauwe Otter", wanneer="gisteren 23u"
    )
    with deur.delen.opslag.lezen() as sessie:
        rij = sessie.scalars(select(MeldingRij).order_by(MeldingRij.ontvangen.desc(), MeldingRij.kenmerk)).first()
        assert rij is not None
        assert (rij.kanaal, rij.zaak_id) == ("web", "P3")
        assert rij.kenmerk in blad


def test_nothing_goes_into_the_outbox_for_who_reads_the_answer_on_screen(browser: FlaskClient, deur: Deurproef) -> None:
    meld(browser, tekst="geweigerd aan de deur")
    with deur.delen.opslag.lezen() as sessie:
        assert sessie.scalar(select(func.count()).select_from(UitpostRij)) == 0


def test_the_same_form_sent_twice_is_one_report(browser: FlaskClient, deur: Deurproef) -> None:
    leeg = formulier(browser.get("/melden").text)
    for _ in range(2):
        browser.post("/melden", data={"formulier": leeg, "tekst": "geweigerd aan de deur"})
    with deur.delen.opslag.lezen() as sessie:
        vraag = select(func.count()).select_from(BerichtRij).where(BerichtRij.poort_id == leeg)
        assert sessie.scalar(vraag) == 1


def test_more_can_be_written_to_the_same_report(browser: FlaskClient) -> None:
    blad = meld(browser, tekst="ik mocht gisteravond niet binnen in De Blauwe Otter")
    verder = {"formulier": formulier(blad), "tekst": "nog iets: de portier had een rode jas aan"}
    later = browser.post("/melden/gesprek", data=verder, follow_redirects=True).text
    assert "Toegevoegd" in later
    assert "rode jas" in later


def test_the_code_leads_another_browser_back_and_withdraws(browser: FlaskClient, deur: Deurproef) -> None:
    gekregen = code(meld(browser, tekst="ik mocht gisteravond niet binnen in De Blauwe Otter"))
    ander = deur.app.test_client()
    blad = ander.post("/melden/terug", data={"code": gekregen.lower().replace("-", " ")}, follow_redirects=True).text
    assert "De Blauwe Otter" in blad
    weg = ander.post("/melden/gesprek", data={"formulier": formulier(blad), "tekst": "WIS"}, follow_redirects=True)
    assert "Ingetrokken" in weg.text


@pytest.mark.parametrize("getypt", ["", "AAAA-AAAA-AAAA-AAAA", "x" * 500, maak_terugkeercode(lambda n: n - 1)])
def test_a_code_that_nobody_has_opens_nothing(browser: FlaskClient, getypt: str) -> None:
    antwoord = browser.post("/melden/terug", data={"code": getypt})
    assert antwoord.status_code == 400
    assert zinnen()["nl"]["onbekend"] in antwoord.text


def test_without_a_code_there_is_no_conversation_to_see(browser: FlaskClient) -> None:
    assert browser.get("/melden/gesprek").location == "/melden?taal=nl"


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(browser: FlaskClient) -> None:
    antwoord = browser.post("/melden", data={"wanneer": "vrijdag"})
    assert antwoord.status_code == 400
    assert zinnen()["nl"]["leeg"] in antwoord.text
    assert 'value="vrijdag"' in antwoord.text


def test_a_street_alone_is_enough(browser: FlaskClient, deur: Deurproef) -> None:
    assert "Melding" in meld(browser, waar="Otterkaai")


def test_the_code_of_a_sticker_fills_the_venue_in(browser: FlaskClient) -> None:
    assert 'value=""' in browser.get("/melden?zaak=<script>").text
    assert "<script>" not in browser.get("/melden?zaak=<script>").text


def test_no_page_with_a_conversation_is_kept_by_a_browser_or_names_the_code_in_its_address(
    browser: FlaskClient,
) -> None:
    leeg = formulier(browser.get("/melden").text)
    antwoord = browser.post("/melden", data={"formulier": leeg, "tekst": "geweigerd aan de deur"})
    assert antwoord.location == "/melden/gesprek?taal=nl"
    assert browser.get("/melden/gesprek").headers["Cache-Control"] == "no-store"


def test_without_a_database_the_report_is_spooled_and_the_code_still_given(tmp_path: Path) -> None:
    weg = open_deur(tmp_path, bij=False, NACHTLEVEN_DATABASE_URL="postgresql+psycopg://n@127.0.0.1:1/n")
    weg.app.config["WTF_CSRF_ENABLED"] = False
    antwoord = weg.app.test_client().post("/melden", data={"formulier": "f1", "tekst": "geweigerd"})
    assert antwoord.status_code == 200
    assert lees_terugkeercode(code(antwoord.text))
    assert weg.delen.ontvangst.kale_bevestiging() in antwoord.text
    assert weg.delen.aanname.spoel.aantal() == 1


@given(st.lists(st.integers(min_value=0, max_value=22), min_size=15, max_size=15))
def test_a_code_is_read_back_in_any_spelling(cijfers: list[int]) -> None:
    reeks = iter(cijfers)
    gemaakt = maak_terugkeercode(lambda _: next(reeks))
    assert lees_terugkeercode(gemaakt.lower().replace("-", " ")) == gemaakt
    assert normaliseer(f"web:{gemaakt}") == f"WEB:{gemaakt}"


def test_what_was_typed_is_kept_a_line_each() -> None:
    assert samengevoegd({"tekst": "a", "waar": "", "wanneer": "c", "nummer": "0470"}) == "a\nc\ntel/mail: 0470"
