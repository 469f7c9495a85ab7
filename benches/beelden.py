"""The pictures of the screens, made with the demo in Debian's chromium. Run: `make beelden` (PORT=… for another port).

Into docs/beelden/ go those that the README and the docs show. `python benches/beelden.py --alles MAP` makes every
screen for every role at 1280 and 390 px, light and dark, into a folder, to be looked at; `--adres URL` takes a demo
that plays already.
"""

import argparse
import contextlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from nachtleven import instellingen
from nachtleven.demo.voorstelling import WACHTWOORD

WORTEL = Path(__file__).parent.parent
BEELDEN = WORTEL / "docs" / "beelden"
HOOGSTENS = 300_000
"""Bytes of a picture that is kept with the project."""
GEDULD_S = 180.0


@dataclass(frozen=True, slots=True)
class Beeld:
    """One picture: whose screen, at which address or where a link on it leads (`volg`: a CSS selector), how wide.

    `wacht`: what must stand there first; the demo's planner judges the nights after it opens.
    """

    naam: str
    rol: str | None
    pad: str
    volg: str = ""
    breed: int = 1280
    thema: str = "light"
    hoog: int | None = 1000
    wacht: str = ""


_EERSTE_MELDING, _EERSTE_ZAAK = "main table th a.kenmerk", "main table th a"
_EEN_RIJ = "main table tbody tr"

VAN_DE_DOCS = (
    Beeld("publiek", None, "/"),
    Beeld("vandaag", "onthaal", "/vandaag"),
    Beeld("meldingen", "onthaal", "/meldingen"),
    Beeld("melding", "onthaal", "/vandaag", "section[aria-labelledby='twijfel'] li:nth-child(3) h3 a", hoog=1300),
    Beeld("berichten", "onthaal", "/berichten"),
    Beeld("dossier", "onthaal", "/dossiers?staat=open", _EERSTE_MELDING, hoog=1300),
    Beeld("zaken", "economie", "/zaken"),
    Beeld("zaak", "economie", "/vandaag", "section[aria-labelledby='afspraken'] h3 a"),
    Beeld("kaart", "politie", "/kaart", breed=390, thema="dark", hoog=844),
    Beeld("melden", None, "/melden?taal=nl", breed=390, hoog=844),
    Beeld("aanmelden", None, "/aanmelden"),
    Beeld("melding_nieuw", "onthaal", "/meldingen/nieuw"),
    Beeld("zaak_blad", "preventie", "/zaken/Z002/blad"),
    Beeld("sticker", "preventie", "/zaken/Z002/sticker"),
    Beeld("toezicht", "politie", "/toezicht", wacht=_EEN_RIJ),
    Beeld("bevinding", "politie", "/toezicht", _EERSTE_ZAAK, wacht=_EEN_RIJ, hoog=1300),
    Beeld("portier", "politie", "/portiers/104233"),
    Beeld("logboeken", "politie", "/toezicht/logboek"),
    Beeld("signalen", "onthaal", "/toezicht/signalen", wacht=_EEN_RIJ),
    Beeld("rapporten", "preventie", "/rapporten", wacht=_EEN_RIJ),
    Beeld("rapport", "preventie", "/rapporten", _EERSTE_ZAAK, wacht=_EEN_RIJ),
    Beeld("beheer", "beheer", "/beheer"),
    Beeld("gebruikers", "beheer", "/beheer/gebruikers"),
    Beeld("auditlog", "beheer", "/beheer/audit"),
)

_ROLLEN = ("onthaal", "economie", "preventie", "politie", "beheer")
_SCHERMEN = (
    ("vandaag", "/vandaag", ""),
    ("meldingen", "/meldingen", ""),
    ("melding", "/meldingen?status=te_contacteren", _EERSTE_MELDING),
    ("melding_verwezen", "/meldingen?status=doorverwezen", _EERSTE_MELDING),
    ("melding_nieuw", "/meldingen/nieuw", ""),
    ("berichten", "/berichten", ""),
    ("dossiers", "/dossiers", ""),
    ("dossier", "/dossiers", _EERSTE_MELDING),
    ("zaken", "/zaken", ""),
    ("zaak", "/zaken", _EERSTE_ZAAK),
    ("zaak_blad", "/zaken/Z001/blad", ""),
    ("sticker", "/zaken/Z001/sticker", ""),
    ("toezicht", "/toezicht", ""),
    ("rapporten", "/rapporten", ""),
)


def alle() -> Iterator[Beeld]:
    """Give every screen of every role, at both widths, in both themes."""
    for rol in _ROLLEN:
        for breed, thema in ((1280, "light"), (390, "light"), (1280, "dark"), (390, "dark")):
            for naam, pad, volg in _SCHERMEN:
                vol = f"{rol}-{naam}-{breed}-{'donker' if thema == 'dark' else 'licht'}"
                yield Beeld(vol, rol, pad, volg, breed, thema, None)


def maak(browser: Browser, adres: str, beelden: Sequence[Beeld], naar: Path) -> None:
    """Make the pictures, each with a session of its own role; a screen that the role may not see is left out."""
    for rol, breed, thema in dict.fromkeys((b.rol, b.breed, b.thema) for b in beelden):
        kader = browser.new_context(
            color_scheme="dark" if thema == "dark" else "light",
            viewport={"width": breed, "height": 900},
            locale="nl-BE",
            timezone_id="Europe/Brussels",
            reduced_motion="reduce",
        )
        blad = kader.new_page()
        if rol:
            _meld_aan(blad, adres, rol)
        for beeld in beelden:
            if (beeld.rol, beeld.breed, beeld.thema) == (rol, breed, thema):
                _neem(blad, adres, beeld, naar)
        kader.close()


def _meld_aan(blad: Page, adres: str, rol: str) -> None:
    blad.goto(f"{adres}/aanmelden")
    blad.fill("#naam", rol)
    blad.fill("#wachtwoord", WACHTWOORD)
    blad.click("button.knop--eerst")
    blad.wait_for_url("**/vandaag")


def _neem(blad: Page, adres: str, beeld: Beeld, naar: Path) -> None:
    antwoord = blad.goto(adres + beeld.pad)
    if antwoord is None or antwoord.status != 200:
        print(f"{beeld.naam}: {antwoord.status if antwoord else 'geen antwoord'}, niet gemaakt")
        return
    if beeld.wacht:
        _wacht_op(blad, beeld.wacht)
    if beeld.volg:
        doel = blad.locator(beeld.volg).first
        if not doel.count():
            print(f"{beeld.naam}: niets om te volgen, niet gemaakt")
            return
        doel.click()
        blad.wait_for_load_state()
    blad.evaluate("scrollTo(0, 0)")  # a link may lead to the middle of a page
    te_breed = blad.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    doel_pad = naar / f"{beeld.naam}.png"
    if beeld.hoog:
        blad.set_viewport_size({"width": beeld.breed, "height": beeld.hoog})
    blad.screenshot(path=doel_pad, full_page=beeld.hoog is None)
    groot = doel_pad.stat().st_size
    print(f"{beeld.naam}: {groot // 1000} kB{f', {te_breed} px te breed' if te_breed > 0 else ''}")


def _wacht_op(blad: Page, keuze: str) -> None:
    """Look again every few seconds until it stands on the page, or patience is gone."""
    einde = time.monotonic() + GEDULD_S
    while not blad.locator(keuze).count() and time.monotonic() < einde:
        blad.wait_for_timeout(3000)
        blad.reload()


@contextlib.contextmanager
def speel_demo(poort: int) -> Iterator[str]:
    """Play the demo on a port until the pictures are made; give its address once it is ready."""
    omgeving = {**instellingen.omgeving(), "PORT": str(poort)}
    proces = subprocess.Popen([sys.executable, "-m", "nachtleven", "demo"], env=omgeving, stdout=subprocess.PIPE)
    try:
        einde = time.monotonic() + GEDULD_S
        for regel in proces.stdout or ():
            if b"Stoppen met" in regel:
                break
            if time.monotonic() > einde:
                raise SystemExit("de demo is niet op tijd klaar")
        else:
            raise SystemExit("de demo stopte")
        yield f"http://127.0.0.1:{poort}"
    finally:
        proces.terminate()
        proces.wait(30)


def main() -> int:
    """Make the pictures; 1 where one is over the limit."""
    lezer = argparse.ArgumentParser(description="de beelden van de schermen")
    lezer.add_argument("--alles", type=Path, help="every screen of every role into this folder")
    lezer.add_argument("--adres", help="the address of a demo that plays already")
    lezer.add_argument("--rol", help="with --alles: this role alone")
    keuze = lezer.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        print("er is geen chromium op deze machine: geen beelden gemaakt")
        return 1
    naar = keuze.alles or BEELDEN
    naar.mkdir(parents=True, exist_ok=True)
    beelden = [b for b in alle() if keuze.rol in (None, b.rol)] if keuze.alles else VAN_DE_DOCS
    with contextlib.ExitStack() as stapel:
        poort = int(instellingen.omgeving().get("PORT") or 8990)
        adres = keuze.adres or stapel.enter_context(speel_demo(poort))
        browser = stapel.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        maak(browser, adres, beelden, naar)
        browser.close()
    return int(not keuze.alles and any(p.stat().st_size > HOOGSTENS for p in naar.glob("*.png")))


if __name__ == "__main__":
    sys.exit(main())
