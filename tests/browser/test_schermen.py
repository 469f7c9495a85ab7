"""Every page at 320 px, at 200% and by keyboard; right to left; and the pages that say that something is wrong."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from nachtleven.toegang.gebruikers import Gebruikersrol
from tests.browser.conftest import Toneel
from tests.browser.test_axe import gebreken, loop_langs

Openen = Callable[..., Page]
pytestmark = pytest.mark.xdist_group("browser")
TE_BREED = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OMLIJND = "e => getComputedStyle(e).outlineStyle !== 'none' || getComputedStyle(e).boxShadow !== 'none'"
SMAL = {"width": 320, "height": 640}


@pytest.mark.parametrize("rol", [None, *Gebruikersrol], ids=str)
def test_no_page_scrolls_sideways_at_320_px_nor_at_200_per_cent(
    toneel: Toneel, open_blad: Openen, rol: str | None
) -> None:
    toneel.sms(202, "Gisteren om 1u geweigerd bij Nova omdat ik een hoofddoek draag")
    blad = open_blad(rol, viewport=SMAL, reduced_motion="reduce")
    te_breed = []
    for pad in loop_langs(toneel, blad, rol):
        for breed, hoog in ((320, 640), (640, 400)):  # 640 css px is a screen of 1280 at 200%
            blad.set_viewport_size({"width": breed, "height": hoog})
            if blad.evaluate(TE_BREED) > 0:
                te_breed.append(f"{pad} op {breed}")
        blad.set_viewport_size({"width": 320, "height": 640})
    assert te_breed == []


def test_the_keyboard_alone_chooses_a_venue_and_the_focus_is_seen(toneel: Toneel, open_blad: Openen) -> None:
    toneel.sms(203, "Gisteren rond 2u niet binnen gemogen in Nova")
    blad = open_blad("onthaal")
    blad.goto(toneel.adres("/meldingen"))
    blad.keyboard.press("Tab")
    expect(blad.locator(":focus")).to_have_text("Naar de inhoud")
    expect(blad.locator(":focus")).to_be_in_viewport()
    blad.keyboard.press("Enter")
    _tab_tot(blad, re.compile(r"^\w{3}-\w{3}-\w$"))
    blad.keyboard.press("Enter")
    blad.wait_for_url(re.compile(r"/meldingen/\w{3}-"))
    for _ in range(120):
        blad.keyboard.press("Tab")
        if blad.locator("input[name=zaak]:focus").count():
            break
    blad.keyboard.press("Space")
    expect(blad.locator("input[name=zaak]:checked")).to_have_count(1)
    _tab_tot(blad, re.compile("Bevestig de zaak"))
    blad.keyboard.press("Enter")
    expect(blad.locator("h1")).to_contain_text("Nova")


def _tab_tot(blad: Page, tekst: re.Pattern[str]) -> None:
    """Go on with the tab key to what has this text; every stop on the way shows that it has the focus."""
    for _ in range(120):
        blad.keyboard.press("Tab")
        hier = blad.locator(":focus")
        assert hier.evaluate(OMLIJND), hier.evaluate("e => e.outerHTML.slice(0, 120)")
        if tekst.search(hier.inner_text().strip()):
            return
    raise AssertionError(tekst)


def test_arabic_runs_from_right_to_left_and_keeps_numbers_from_left_to_right(toneel: Toneel, open_blad: Openen) -> None:
    blad = open_blad(viewport=SMAL)
    for pad in ("/?taal=ar", "/melden?taal=ar"):
        blad.goto(toneel.adres(pad))
        assert blad.locator("html").get_attribute("dir") == "rtl"
        assert blad.evaluate(TE_BREED) <= 0
        kop = blad.locator("h1").evaluate("e => getComputedStyle(e).direction")
        merk = blad.locator("a.merk bdi").evaluate("e => getComputedStyle(e).direction")
        assert (kop, merk) == ("rtl", "ltr")
        assert gebreken(blad) == []


@pytest.mark.parametrize("taal", ["nl", "fr", "en", "tr", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt", "ar"])
def test_the_public_pages_are_whole_in_fourteen_languages(toneel: Toneel, open_blad: Openen, taal: str) -> None:
    blad = open_blad(viewport=SMAL)
    for pad in ("/", "/melden", "/toegankelijkheid"):
        blad.goto(toneel.adres(f"{pad}?taal={taal}"))
        assert blad.locator("html").get_attribute("lang") == taal
        assert blad.evaluate(TE_BREED) <= 0
        expect(blad.locator("main")).not_to_contain_text("{")


@pytest.mark.parametrize("thema", ["light", "dark"])
def test_axe_finds_nothing_where_something_is_wrong(toneel: Toneel, open_blad: Openen, thema: str) -> None:
    gevonden = []
    blad = open_blad(None, color_scheme=thema, reduced_motion="reduce")
    blad.goto(toneel.adres("/melden?taal=nl"))
    blad.locator("form").first.get_by_role("button").click()
    expect(blad.locator("#tekst-fout")).to_be_visible()
    gevonden += gebreken(blad)
    onthaal = open_blad("onthaal", color_scheme=thema, reduced_motion="reduce")
    onthaal.goto(toneel.adres("/meldingen/nieuw"))
    onthaal.get_by_role("button", name="Bewaar de melding").click()
    expect(onthaal.locator("#kanaal-fout")).to_be_visible()
    expect(onthaal.locator("[role=alert]")).to_be_focused()
    gevonden += gebreken(onthaal)
    for rol, pad in (("onthaal", "/meldingen/ACD-EFG-J"), ("beheer", "/meldingen")):
        wie = open_blad(rol, color_scheme=thema, reduced_motion="reduce")
        wie.goto(toneel.adres(pad))
        gevonden += gebreken(wie)
    assert gevonden == []
