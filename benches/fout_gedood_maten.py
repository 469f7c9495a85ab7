"""Processes killed at a random point: while they take messages, migrate, build a report."""

import itertools
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, select

from benches.fout_maten import Uitslag, huis, is_heel, verloren
from benches.verlies import postgresql_
from nachtleven.opslag import schema, schemaversie
from nachtleven.opslag.motor import maak_motor
from nachtleven.opslag.tabellen import RapportRij
from nachtleven.taken.rapporten import maak_rapporten
from nachtleven.taken.werkplaats import Werkplaats
from tests.conftest import Klok
from tests.proefhuis import maak_bericht
from tests.proefpoort import NU_PROEF

_MET_SERVER = 10
"""From how many tries on a server of its own is started too."""


def _kind(doe: Callable[[int], None]) -> tuple[int, int]:
    """Run something in a child of this process; give its process id and where it writes what it confirmed."""
    lezen, schrijven = os.pipe()
    pid = os.fork()
    if pid:
        os.close(schrijven)
        return pid, lezen
    code = 1
    try:
        os.close(lezen)
        doe(schrijven)
        code = 0
    finally:
        os._exit(code)


def _dood(pid: int, lezen: int, na: float, *, na_eerste: bool = False) -> list[str]:
    """Kill a child of ours after so many seconds, counted from its first line or its start; give its lines."""
    eerste = os.read(lezen, 1) if na_eerste else b""
    time.sleep(na)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(lezen, "rb") as uit:
        regels = (eerste + uit.read()).split(b"\n")
    return [regel.decode() for regel in regels[:-1]]


def gedood(map_: Path, keren: int) -> Uitslag:
    deur, kies = huis(map_), random.Random(8989)
    delen = deur.delen
    delen.ontvangst.neem_aan(maak_bericht(0, "geweigerd bar kwikzilver", NU_PROEF))  # loads the reader
    bevestigd: list[str] = []
    heel = True
    for keer in range(keren):
        delen.opslag.sluit()

        def neem_aan(uit: int, keer: int = keer) -> None:
            for nummer in itertools.count(1 + keer * 10_000):
                bericht = maak_bericht(nummer, f"geweigerd bar kwikzilver {nummer}", NU_PROEF)
                delen.aanname.neem_aan(bericht)
                os.write(uit, f"{bericht.poort_id}\n".encode())

        bevestigd += _dood(*_kind(neem_aan), kies.uniform(0.0, 0.3), na_eerste=keer % 2 == 0)
        heel = heel and (keer % 20 != 0 or is_heel(delen))
    klok = delen.klok
    assert isinstance(klok, Klok)
    klok.verder(minutes=1)
    for rij in delen.ontvangst.wachtende():
        delen.ontvangst.haal_in(rij)
    weg = verloren(delen, bevestigd) + (not heel) + (not is_heel(delen)) + deur.tel().te_lezen
    delen.opslag.sluit()
    return Uitslag(keren, weg, f"{len(bevestigd)} messages confirmed before the kills, all kept once and read")


def _lege_databases(map_: Path, keren: int, server: str) -> Iterator[str]:
    """Give the addresses of empty databases, by turns embedded and on a server, where there is one."""
    for keer in range(keren):
        if not server or keer % 2 == 0:
            yield f"sqlite:///{map_ / f'migratie{keer}.db'}"
            continue
        beheer = create_engine(server, isolation_level="AUTOCOMMIT")
        with beheer.connect() as verbinding:
            verbinding.exec_driver_sql(f"CREATE DATABASE migratie{keer}")
        yield beheer.url.set(database=f"migratie{keer}").render_as_string(hide_password=False)
        beheer.dispose()


def migratie_onderbroken(map_: Path, keren: int) -> Uitslag:
    """Kill the making of a schema; lost is one that is left half, or can't be made the next time."""
    kies, weg, halverwege = random.Random(1), 0, Counter[str]()
    with ExitStack() as open_:
        server = open_.enter_context(postgresql_(map_, 0.0))[0] if keren >= _MET_SERVER else ""
        for url in _lege_databases(map_, keren, server):

            def migreer(_uit: int, url: str = url) -> None:
                schema.werk_bij(maak_motor(url))

            _dood(*_kind(migreer), kies.uniform(0.02, 1.0))
            motor = maak_motor(url)
            with motor.connect() as verbinding:
                versie = schemaversie.huidige_versie(verbinding)
            halverwege[motor.dialect.name] += versie is None
            weg += versie not in (None, schemaversie.nieuwste_versie())
            schema.werk_bij(motor)
            weg += not schemaversie.is_bij(motor)
            motor.dispose()
    hoe = " and ".join(f"{aantal} on {soort}" for soort, aantal in sorted(halverwege.items()))
    return Uitslag(keren, weg, f"killed before the end: {hoe}; they left nothing, and went well the next time")


def rapport_gedood(map_: Path, keren: int) -> Uitslag:
    deur = huis(map_)
    delen, klok = deur.delen, deur.delen.klok
    assert isinstance(klok, Klok)
    delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd bar kwikzilver", klok()))
    klok.moment = datetime(2026, 4, 20, 10, tzinfo=UTC)
    kies, archief, weg, gedaan = random.Random(3), map_ / "rapporten", 0, 0
    for _ in range(keren):
        delen.opslag.sluit()
        _dood(*_kind(lambda _uit: maak_rapporten(Werkplaats(delen)) and None), kies.uniform(0.3, 6.0))
        with delen.opslag.lezen() as sessie:
            rijen = list(sessie.scalars(select(RapportRij.map)))
        gedaan = len(rijen)
        weg += sum(not (archief / naam / "rapport.json").is_file() for naam in rijen)
        klok.verder(minutes=5)
    gemaakt = maak_rapporten(Werkplaats(delen))
    with delen.opslag.lezen() as sessie:
        perioden = list(sessie.execute(select(RapportRij.soort, RapportRij.periode, RapportRij.versie)))
    weg += len(perioden) != len(set(perioden)) or not perioden
    weg += sum(
        not (pad / naam).is_file()
        for pad in archief.iterdir() if not pad.name.startswith(".")
        for naam in ("rapport.html", "rapport.pdf", "rapport.xlsx", "rapport.json")
    )  # fmt: skip
    delen.opslag.sluit()
    return Uitslag(keren, weg, f"{gedaan} made meanwhile, {len(gemaakt)} after; each once and whole")
