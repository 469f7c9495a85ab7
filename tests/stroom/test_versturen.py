"""Real planner processes against a gateway of this machine: what was missed comes in, and its answer goes out once."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

from nachtleven import instellingen
from nachtleven.demo.nepgateway import Nepgateway, draai
from nachtleven.instellingen import Voor
from nachtleven.opslag import alarmen, berichten, schema
from nachtleven.opslag.tabellen import UitpostRij
from nachtleven.samenstelling import Onderdelen, stel_samen
from tests.proefpoort import omgeving
from tests.proefserver import erf

WACHT_S = 60


@dataclass
class TrageGateway(Nepgateway):
    """Takes the first text and then does not answer until it is told to."""

    aangenomen: threading.Event = field(default_factory=threading.Event)
    mag_verder: threading.Event = field(default_factory=threading.Event)

    def neem_aan(self, velden: dict[str, str]) -> dict[str, object]:
        gemaakt = super().neem_aan(velden)
        self.aangenomen.set()
        self.mag_verder.wait(WACHT_S)
        return gemaakt


@contextmanager
def planner(zet: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a planner, and be sure that it is gone at the end."""
    with subprocess.Popen([sys.executable, "-m", "nachtleven", "planner"], env=zet) as proces:
        try:
            yield proces
        finally:
            proces.kill()


def wacht_tot(is_zo: Callable[[], bool]) -> bool:
    tot = time.monotonic() + WACHT_S
    while not is_zo() and time.monotonic() < tot:
        threading.Event().wait(0.1)
    return is_zo()


def uitpost(delen: Onderdelen) -> UitpostRij:
    with delen.opslag.lezen() as sessie:
        rij = sessie.scalars(select(UitpostRij)).one()
        sessie.expunge(rij)
        return rij


def test_a_planner_killed_while_it_sends_leaves_a_text_that_is_sent_once(tmp_path: Path) -> None:
    with draai(TrageGateway()) as gateway:
        assert isinstance(gateway, TrageGateway)
        zet = erf({**omgeving(tmp_path), "NACHTLEVEN_TWILIO_API_URL": gateway.adres})
        delen = stel_samen(instellingen.laad(zet, Voor.PLANNER), lambda: datetime.now(UTC))
        schema.werk_bij(delen.opslag.motor)
        toen = datetime.now(UTC) - timedelta(hours=14)
        gateway.komt_binnen("SMgemist", "+32470000001", "ik mocht net niet binnen", toen)
        with planner(zet) as eerste:
            assert gateway.aangenomen.wait(WACHT_S)
            eerste.send_signal(signal.SIGKILL)
            eerste.wait(WACHT_S)
        assert uitpost(delen).staat == "bezig"
        gateway.mag_verder.set()
        with delen.opslag.schrijven() as sessie:  # as if the lease of two minutes were over
            sessie.execute(update(UitpostRij).values(lease_tot=toen))
        with planner(zet) as tweede:
            assert wacht_tot(lambda: uitpost(delen).staat == "verstuurd")
            begin = time.monotonic()
            tweede.send_signal(signal.SIGTERM)
            assert (tweede.wait(30), time.monotonic() - begin < 10) == (0, True)
        (gestuurd,) = gateway.verstuurd
        assert (gestuurd["to"], uitpost(delen).poort_id) == ("+32470000001", gestuurd["sid"])
        assert str(gestuurd["body"]).startswith("Sorry dat dit laat komt")
        with delen.opslag.lezen() as sessie:
            assert berichten.zoek(sessie, "twilio", "SMgemist") is not None
            assert [een.soort.value for een in alarmen.openstaande(sessie)] == ["gemist"]
        delen.opslag.sluit()
