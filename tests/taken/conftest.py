"""A planner's place of work over a database of its own, with a gateway of which `responses` plays the other side."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import responses
from sqlalchemy import select

from nachtleven import instellingen
from nachtleven.aanname import Aanname
from nachtleven.alarmen import Alarm
from nachtleven.instellingen import Voor
from nachtleven.ontvangst import Ontvangst
from nachtleven.opslag import alarmen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import UitpostRij
from nachtleven.samenstelling import Onderdelen, regels_van, stel_samen
from nachtleven.spoel import Spoel
from nachtleven.stad import Stad
from nachtleven.taken.werkplaats import Werkplaats
from tests.conftest import Klok
from tests.proefhuis import BOEK, STAD, Woordlezer, maak_bericht
from tests.proefpoort import omgeving
from tests.proeftwilio import Nabootsing


@dataclass
class Proefplaats:
    """The place of work, what stands around it, and the gateway it speaks with."""

    delen: Onderdelen
    plaats: Werkplaats
    twilio: Nabootsing
    klok: Klok
    lezer: Woordlezer

    def ander(self) -> Werkplaats:
        """Give the place of work of another planner process."""
        return Werkplaats(self.delen)

    def met(self, **anders: object) -> Werkplaats:
        """Give a place of work in a city that differs in this."""
        stad: Stad = dataclasses.replace(self.delen.stad, **anders)  # type: ignore[arg-type]  # a test names the fields
        return Werkplaats(dataclasses.replace(self.delen, stad=stad, ontvangst=_ontvangst(self, stad)))

    def uitpost(self) -> list[UitpostRij]:
        with self.delen.opslag.lezen() as sessie:
            rijen = list(sessie.scalars(select(UitpostRij).order_by(UitpostRij.bijgewerkt)))
            sessie.expunge_all()
            return rijen

    def alarmen(self) -> dict[str, Alarm]:
        with self.delen.opslag.lezen() as sessie:
            return {een.soort.value: een for een in alarmen.openstaande(sessie)}

    def wacht_met_antwoord(self, tekst: str = "geweigerd", nummer: int = 1, van: str = "+32470000001") -> None:
        """Keep a message whose answer must go through the outbox."""
        self.lezer.kapot = True
        self.delen.ontvangst.neem_aan(maak_bericht(nummer, tekst, self.klok(), van))
        self.lezer.kapot = False
        for rij in self.delen.ontvangst.wachtende():
            self.delen.ontvangst.haal_in(rij)


def _ontvangst(proef: Proefplaats, stad: Stad) -> Ontvangst:
    return Ontvangst(proef.delen.opslag, stad, proef.lezer, (regels_van(stad), BOEK), proef.klok)


@pytest.fixture
def net() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as nep:
        yield nep


@pytest.fixture
def maak_proef(net: responses.RequestsMock, klok: Klok, tmp_path: Path) -> Callable[..., Proefplaats]:
    """Make a place of work over a database; what is named goes into the environment."""

    def maak(opslag: Opslag, **anders: str) -> Proefplaats:
        zet = instellingen.laad({**omgeving(tmp_path), "NACHTLEVEN_TWILIO_API_URL": "", **anders}, Voor.PLANNER)
        lezer = Woordlezer()
        ontvangst = Ontvangst(opslag, STAD, lezer, (regels_van(STAD), BOEK), klok)
        aanname = Aanname(ontvangst, Spoel(tmp_path / "spoel", opslag.kluis))
        delen = dataclasses.replace(
            stel_samen(zet, klok), opslag=opslag, stad=STAD, ontvangst=ontvangst, aanname=aanname
        )
        return Proefplaats(delen, Werkplaats(delen), Nabootsing(net, klok), klok, lezer)

    return maak


@pytest.fixture
def proef(maak_proef: Callable[..., Proefplaats], opslag_sqlite: Opslag) -> Proefplaats:
    return maak_proef(opslag_sqlite)


@pytest.fixture
def nu(klok: Klok) -> datetime:
    return klok()
