"""A house with an intake, a journal and a clock that a test moves, over a database of either kind."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from nachtleven import instellingen
from nachtleven.aanname import Aanname
from nachtleven.instellingen import Voor
from nachtleven.lezen.lezing import Lezing, Soort
from nachtleven.opslag import uitvoer
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import BerichtRij, MeldingRij
from nachtleven.samenstelling import Onderdelen, stel_samen
from nachtleven.spoel import Spoel
from tests.conftest import Klok
from tests.proefhuis import STAD, VAN, Woordlezer, maak_bericht, maak_ontvangst
from tests.proefpoort import omgeving


class Wislezer(Woordlezer):
    """Reads as the other does, and what begins with "wis" as a withdrawal."""

    def lees(
        self, tekst: str, ontvangen: datetime, vorige_taal: str | None = None, *, gevraagd: bool = False
    ) -> Lezing:
        lezing = super().lees(tekst, ontvangen, vorige_taal, gevraagd=gevraagd)
        return dataclasses.replace(lezing, soort=Soort.WIS) if tekst.startswith("wis ") else lezing


@dataclass
class Bewaarhuis:
    """The parts of a process, and what a test asks of them."""

    delen: Onderdelen
    klok: Klok
    nummer: int = 0

    @property
    def opslag(self) -> Opslag:
        return self.delen.opslag

    def stuur(self, tekst: str, van: str = VAN) -> str | None:
        """Let a text come in now; give the answer."""
        self.nummer += 1
        return self.delen.ontvangst.neem_aan(maak_bericht(self.nummer, tekst, self.klok(), van))

    def meld(self, tekst: str = "geweigerd aan zaak1 om mijn kleur", van: str = VAN) -> str:
        """Let a melding come in; give its kenmerk."""
        bekend = {rij["kenmerk"] for rij in self.meldingen()}
        self.stuur(tekst, van)
        (nieuw,) = {str(rij["kenmerk"]) for rij in self.meldingen()} - bekend
        return nieuw

    def meldingen(self) -> list[dict[str, Any]]:
        with self.opslag.lezen() as sessie:
            return list(uitvoer.meldingen(sessie, None, None))

    def rij(self, kenmerk: str) -> MeldingRij:
        with self.opslag.lezen() as sessie:
            rij = sessie.scalars(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk)).one()
            sessie.expunge_all()
            return rij

    def berichten(self) -> list[BerichtRij]:
        with self.opslag.lezen() as sessie:
            rijen = list(sessie.scalars(select(BerichtRij).order_by(BerichtRij.poort_id)))
            sessie.expunge_all()
            return rijen

    def zet(self, kenmerk: str, **waarden: object) -> None:
        """Change a melding as staff would have."""
        with self.opslag.schrijven() as sessie:
            rij = sessie.scalars(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk)).one()
            for naam, waarde in waarden.items():
                setattr(rij, naam, waarde)


@pytest.fixture
def maak_huis(klok: Klok, tmp_path: Path) -> Callable[[Opslag], Bewaarhuis]:
    """Make a house over a database."""

    def maak(opslag: Opslag) -> Bewaarhuis:
        zet = instellingen.laad(omgeving(tmp_path / "data"), Voor.PLANNER)
        zet = dataclasses.replace(zet, database_url=opslag.motor.url.render_as_string(hide_password=False))
        ontvangst = maak_ontvangst(opslag, klok, Wislezer())
        aanname = Aanname(ontvangst, Spoel(tmp_path / "data" / "spoel", opslag.kluis))
        delen = dataclasses.replace(
            stel_samen(zet, klok), opslag=opslag, stad=STAD, ontvangst=ontvangst, aanname=aanname
        )
        return Bewaarhuis(delen, klok)

    return maak


@pytest.fixture
def huis(maak_huis: Callable[[Opslag], Bewaarhuis], opslag: Opslag) -> Bewaarhuis:
    """A house over an empty database of either kind."""
    return maak_huis(opslag)


@pytest.fixture
def huis_sqlite(maak_huis: Callable[[Opslag], Bewaarhuis], opslag_sqlite: Opslag) -> Bewaarhuis:
    """A house over an empty embedded database."""
    return maak_huis(opslag_sqlite)
