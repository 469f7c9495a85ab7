"""The stories of the dashboard, played in a real browser against a real server."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Toneel
from tests.proefqr import PDFTOPPM, lees_qr

Openen = Callable[..., Page]
pytestmark = pytest.mark.xdist_group("browser")


def _open_melding(toneel: Toneel, blad: Page, nummer: int, tekst: str) -> str:
    """Let a text come in and open its melding, the newest; give its kenmerk."""
    toneel.sms(nummer, tekst)
    blad.goto(toneel.adres("/meldingen"))
    koppeling = blad.locator("main a[href^='/meldingen/']").filter(has_text=re.compile(r"^\w{3}-\w{3}-\w$")).first
    kenmerk = koppeling.inner_text()
    blad.goto(toneel.adres(f"/meldingen/{kenmerk}"))
    return kenmerk


def test_who_gives_name_password_and_code_is_in_and_a_code_works_once(toneel: Toneel, open_blad: Openen) -> None:
    blad, ander, moment = open_blad(), open_blad(), datetime.now(UTC)
    toneel.meld_aan(blad, "els", moment)
    expect(blad).to_have_url(toneel.adres("/vandaag"))
    toneel.meld_aan(ander, "els", moment)
    expect(ander.locator("#wachtwoord-fout")).to_contain_text("een code werkt maar één keer")


def test_a_text_arrives_and_is_followed_up_to_a_referral(toneel: Toneel, open_blad: Openen) -> None:
    blad = open_blad("onthaal")
    tekst = "Gisteren rond 1u niet binnen gemogen in Nova, de portier zei geen Marokkanen vandaag"
    kenmerk = _open_melding(toneel, blad, 101, tekst)
    expect(blad.get_by_text("geen Marokkanen")).to_be_visible()
    blad.locator("label.keuze").filter(has_text="Club Nova").first.click()
    blad.get_by_role("button", name="Bevestig de zaak").click()
    expect(blad.locator("h1")).to_contain_text("Club Nova")
    blad.get_by_role("button", name=re.compile("^Bevestig: ")).first.click()
    expect(blad.locator("section[aria-labelledby=gronden]")).to_contain_text("Bevestigd")
    blad.locator("#sjabloon").select_option("eigen_woorden")
    blad.locator("#brief").fill("Dag, we bekijken je verhaal en bellen je deze week.")
    blad.get_by_role("button", name="Verstuur de sms").click()
    expect(blad.locator("section.gesprek")).to_contain_text("we bekijken je verhaal")
    blad.get_by_text("Noteer een toestemming").click()
    blad.locator("#naar").select_option("unia")
    blad.locator("#gevraagd").select_option("telefoon")
    blad.get_by_role("button", name="Bewaar de toestemming").click()
    blad.get_by_role("button", name=re.compile("^Maak het bestand voor")).click()
    with blad.expect_download() as haal:
        blad.get_by_role("link", name=re.compile("^Bestand voor")).click()
    assert haal.value.suggested_filename == f"{kenmerk}.zip"


def test_an_officer_checks_a_card_on_a_telephone_and_records_an_inspection(toneel: Toneel, open_blad: Openen) -> None:
    blad = open_blad("politie", viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    blad.goto(toneel.adres("/kaart"))
    blad.locator("#nummer").fill("104233")
    blad.locator("#deur").select_option(index=1)
    blad.locator("#zoek").get_by_role("button").tap()
    expect(blad.locator(".antwoord h2")).to_have_text(re.compile("In orde|Niet in orde"))
    expect(blad.get_by_text("Kevin De Backer")).to_be_visible()
    breed = blad.evaluate("document.documentElement.scrollWidth")
    assert breed <= 360
    blad.locator("#plicht label").first.tap()
    blad.locator("#oordeel label").first.tap()
    blad.get_by_role("button", name=re.compile("Bewaar")).tap()
    expect(blad.get_by_text("Controle bewaard")).to_be_visible()


def test_a_venues_sheet_and_its_sticker_are_printed_and_its_code_is_read_back(
    toneel: Toneel, open_blad: Openen, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    blad = open_blad("preventie")
    blad.goto(toneel.adres("/zaken/Z002/blad"))
    expect(blad.locator("h1")).to_contain_text("Club Nova")
    druk = PdfReader(io.BytesIO(blad.pdf(format="A4")))
    assert 1 <= len(druk.pages) <= 2
    assert "Club Nova" in druk.pages[0].extract_text()
    gekregen = blad.request.get(toneel.adres("/zaken/Z002/sticker.pdf"))
    sticker = PdfReader(io.BytesIO(gekregen.body()))
    assert len(sticker.pages) == 1
    assert "8989" in sticker.pages[0].extract_text()
    if PDFTOPPM is None:
        pytest.skip("no pdftoppm here: the sticker's code is not read back")
    code = blad.locator("dd.kenmerk").first.inner_text()
    (gelezen,) = lees_qr(gekregen.body(), tmp_path)
    assert re.fullmatch(rf"(?i)sms(?:to)?:8989\b.*{code}.*", gelezen)


def test_the_web_form_takes_a_report_without_any_script(toneel: Toneel, open_blad: Openen) -> None:
    blad = open_blad(java_script_enabled=False)
    blad.goto(toneel.adres("/melden?taal=nl"))
    blad.locator("#tekst").fill(
        "Zaterdag om 2u geweigerd bij De Kroon, ze zeiden dat het vol was en anderen mochten door"
    )
    blad.locator("form").first.get_by_role("button").click()
    expect(blad.locator("article").first).to_contain_text("De Kroon")
    expect(blad.locator("bdi.kenmerk")).to_have_text(re.compile(r"\S{8,}"))


def test_the_wrong_role_is_told_clearly_whose_page_it_is(toneel: Toneel, open_blad: Openen) -> None:
    blad = open_blad("beheer")
    gekregen = blad.goto(toneel.adres("/meldingen"))
    assert gekregen is not None
    assert gekregen.status == 403
    expect(blad.locator("h1")).to_have_text("Dit ziet een andere dienst")
    expect(blad.locator("main")).to_contain_text("Jouw rol is beheer")


def test_of_two_who_edit_one_dossier_the_second_is_told_and_loses_nothing(toneel: Toneel, open_blad: Openen) -> None:
    een, ander = open_blad("onthaal"), open_blad("onthaal")
    _open_melding(toneel, een, 102, "Vannacht om 1u geweigerd aan Club Zero op de deur, omdat ik zwart ben")
    een.get_by_role("button", name=re.compile("dossier", re.IGNORECASE)).first.click()
    een.goto(een.url)
    if "/dossiers/" not in een.url:
        een.locator("a[href^='/dossiers/']").last.click()
    ander.goto(een.url)
    for blad, uitkomst, woorden in (
        (een, "gegrond", "De beelden tonen het."),
        (ander, "bemiddeld", "Ze spraken het uit."),
    ):
        blad.get_by_text("Sluit het dossier").click()
        blad.locator("#uitkomst").select_option(uitkomst)
        blad.locator("#besluit").fill(woorden)
    een.get_by_role("button", name="Bewaar de uitkomst").click()
    expect(een.locator("main")).to_contain_text("De beelden tonen het.")
    with ander.expect_response(lambda r: r.request.method == "POST") as antwoord:
        ander.get_by_role("button", name="Bewaar de uitkomst").click()
    assert antwoord.value.status == 409
    expect(ander.locator("#verouderd")).to_contain_text("Iemand was je voor")
    expect(ander.locator("#besluit")).to_have_value("Ze spraken het uit.")
