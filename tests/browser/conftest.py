"""A real server with fictional registers, a user of each role, and a real browser that goes to it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from nachtleven import instellingen
from nachtleven.demo.verschuiven import SOORTEN, schrijf_register
from nachtleven.instellingen import Voor
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.registerinvoer import voer_in
from nachtleven.samenstelling import stel_samen
from nachtleven.taken.oordelen import oordeel
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.toegang.gebruikers import Gebruikersrol
from tests.proefpoort import velden
from tests.proefserver import Proefserver, server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WACHTWOORD = "vier verzonnen woorden hier"
GEDULD_MS = 30_000

collect_ignore = [] if CHROMIUM else ["test_verhalen.py", "test_axe.py", "test_schermen.py"]


def pytest_report_header() -> str:
    """Say at the top of the run whether a browser plays."""
    return f"browser: {CHROMIUM}" if CHROMIUM else "browser: no chromium on this machine, the browser tests are skipped"


@dataclass(frozen=True)
class Gebouw:
    """The server, the secrets of the users' code apps, and the sessions that were begun: a code works once."""

    server: Proefserver
    geheimen: dict[str, str]
    sessies: dict[str, dict[str, object]] = field(default_factory=dict)


@dataclass
class Toneel:
    """The server and its users, with a browser that goes to it."""

    server: Proefserver
    browser: Browser
    geheimen: dict[str, str]
    sessies: dict[str, dict[str, object]]

    def adres(self, pad: str) -> str:
        return self.server.adres + pad

    def blad(self, rol: str | None = None, **anders: object) -> Page:
        """Give a page of a browser of its own, logged in with this role; None: nobody."""
        staat = self._sessie(rol) if rol else None
        context: BrowserContext = self.browser.new_context(storage_state=staat, locale="nl-BE", **anders)  # type: ignore[arg-type]  # playwright's own dictionary
        context.set_default_timeout(GEDULD_MS)
        return context.new_page()

    def _sessie(self, rol: str) -> dict[str, object]:
        if rol not in self.sessies:
            blad = self.blad()
            self.meld_aan(blad, rol)
            self.sessies[rol] = dict(blad.context.storage_state())
            blad.context.close()
        return self.sessies[rol]

    def meld_aan(self, blad: Page, naam: str, moment: datetime | None = None) -> None:
        """Fill the log-in form in; the code is that of this moment, now where none is given."""
        blad.goto(self.adres("/aanmelden"))
        blad.get_by_label("Gebruikersnaam").fill(naam)
        blad.get_by_label("Wachtwoord").fill(WACHTWOORD)
        blad.get_by_label("Code uit je app").fill(pyotp.TOTP(self.geheimen[naam]).at(moment or datetime.now(UTC)))
        blad.get_by_role("button", name="Meld aan").click()

    def sms(self, nummer: int, tekst: str) -> None:
        """Let a text come in as the gateway brings it."""
        assert self.server.post(velden(nummer, tekst)).status == 200


def _vul(proef: Proefserver, map_: Path) -> dict[str, str]:
    """Take the fictional registers in, judge the last nights and make the users; give the apps' secrets."""
    nu = datetime.now(UTC)
    delen = stel_samen(instellingen.laad(proef.omgeving, Voor.PLANNER), lambda: nu)
    for soort in SOORTEN:
        bestand = map_ / f"{soort}.csv"
        schrijf_register(soort, nu, bestand)
        voer_in(delen, soort, bestand, door="test")
    oordeel(Werkplaats(delen))
    accounts = Accountopslag(delen.opslag)
    gemaakt = [
        accounts.maak(naam, rol, nu, wachtwoord=WACHTWOORD)
        for naam, rol in [*((r.value, r) for r in Gebruikersrol), ("els", Gebruikersrol.ONTHAAL)]
    ]
    delen.opslag.sluit()
    return {g.naam: str(g.totp) for g in gemaakt}


@pytest.fixture(scope="session")
def gebouw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gebouw]:
    map_ = tmp_path_factory.mktemp("browser")
    with server(map_, workers=1) as proef:
        yield Gebouw(proef, _vul(proef, map_))


@pytest.fixture(scope="module")
def toneel(gebouw: Gebouw) -> Iterator[Toneel]:
    """The stage of one module: while the browser's driver plays, its event loop runs in this thread."""
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield Toneel(gebouw.server, browser, gebouw.geheimen, gebouw.sessies)
        browser.close()


@pytest.fixture
def open_blad(toneel: Toneel) -> Iterator[Callable[..., Page]]:
    """Give pages that are closed after the test."""
    open_: list[Page] = []

    def maak(rol: str | None = None, **anders: object) -> Page:
        open_.append(toneel.blad(rol, **anders))
        return open_[-1]

    yield maak
    for blad in open_:
        blad.context.close()
