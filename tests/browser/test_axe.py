"""axe finds nothing on any page that a role can reach by links, in light and in dark."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from nachtleven.toegang.gebruikers import Gebruikersrol
from tests.browser.conftest import Toneel

pytestmark = pytest.mark.xdist_group("browser")
_WISSELEND = re.compile(r"/(?:[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]|Z\d{3}|\d{4,})(?=/|$)")
_GEEN_BLAD = re.compile(r"\.(?:pdf|csv|json|xlsx|html|zip|svg|css|js)$|/verwijzing/")
_HOOGSTENS = 40


def _soort(pad: str) -> str:
    """Give what kind of page an address is: its path without the ids in it."""
    return _WISSELEND.sub("/*", pad)


def gebreken(blad: Page, alleen: list[str] | None = None) -> list[str]:
    """Give what axe finds on a page, with all that folds opened; `alleen`: these rules only."""
    blad.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    keuze = {"runOnly": alleen} if alleen else {"rules": {"target-size": {"enabled": True}}}
    gevonden = Axe().run(blad, options=keuze).response["violations"]
    return [f"{g['id']}: {knoop['html'][:160]}" for g in gevonden for knoop in g["nodes"][:3]]


def loop_langs(toneel: Toneel, blad: Page, rol: str | None) -> Iterator[str]:
    """Open one page of each kind that a role can reach by links, and give its path; all of them answer."""
    te_gaan, gezien = ["/vandaag"] if rol else ["/", "/melden", "/aanmelden"], set[str]()
    while te_gaan and len(gezien) < _HOOGSTENS:
        pad = te_gaan.pop(0)
        if _soort(pad) in gezien:
            continue
        gezien.add(_soort(pad))
        gekregen = blad.goto(toneel.adres(pad))
        assert gekregen is not None
        assert gekregen.status == 200, pad
        te_gaan += _koppelingen(blad, toneel)
        yield pad
    assert 3 <= len(gezien) < _HOOGSTENS


@pytest.mark.parametrize("rol", [None, *Gebruikersrol], ids=str)
def test_axe_finds_nothing_on_any_page(toneel: Toneel, open_blad: Callable[..., Page], rol: str | None) -> None:
    toneel.sms(201, "Gisteren om 1u geweigerd bij Nova omdat ik een hoofddoek draag")
    blad = open_blad(rol, reduced_motion="reduce")  # no colour is looked at halfway its change
    gevonden: list[str] = []
    for pad in loop_langs(toneel, blad, rol):
        gevonden += [f"{pad} {g}" for g in gebreken(blad)]
        blad.emulate_media(color_scheme="dark")
        gevonden += [f"{pad} donker {g}" for g in gebreken(blad, ["color-contrast"])]
        blad.emulate_media(color_scheme="light")
    assert gevonden == []


def _koppelingen(blad: Page, toneel: Toneel) -> list[str]:
    """Give the paths of our own pages that a page links to, without what is fetched as a file."""
    adressen = blad.eval_on_selector_all(
        "a[href]", "knopen => knopen.map(k => new URL(k.getAttribute('href'), k.baseURI).href)"
    )
    paden = [urlsplit(a).path for a in adressen if a.startswith(toneel.server.adres)]
    return [p for p in dict.fromkeys(paden) if not _GEEN_BLAD.search(p)]
