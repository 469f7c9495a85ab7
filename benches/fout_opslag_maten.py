"""Faults of what the messages are kept on: a full disk, a lock, a stopped server, a clock, connections that hang."""

import itertools
import os
import resource
import socket
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from benches.fout_maten import GEDULD_S, Uitslag, bestand_van, huis, is_heel, verloren
from benches.verlies import speel as speel_nacht
from tests.conftest import Klok
from tests.proefpoort import velden
from tests.proefserver import Proefserver, server


@contextmanager
def _vol_door_bestand(plek: Path) -> Iterator[None]:
    ballast = plek / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as vuller:
        for stuk in (65_536, 512):
            with suppress(OSError):
                while True:
                    vuller.write(b"x" * stuk)
    yield
    ballast.unlink()


@contextmanager
def _vol_door_grens(_plek: Path) -> Iterator[None]:
    voor = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256, voor[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, voor)


def _maak_logboek_leeg(bestand: Path) -> None:
    """Let the database begin its write-ahead log anew: in an old one there may be room on a full disk."""
    with closing(sqlite3.connect(bestand, timeout=10)) as verbinding:
        verbinding.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def schijf_vol(map_: Path, keren: int) -> Uitslag:
    plek = map_ / "schijf"
    plek.mkdir()
    koppel = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(plek)]
    eigen = os.geteuid() == 0 and subprocess.run(koppel, check=False, capture_output=True).returncode == 0
    maak_vol = _vol_door_bestand if eigen else _vol_door_grens
    deur = huis(plek)
    bevestigd, statussen, nummers = [], Counter[int](), itertools.count(1)

    def stuur() -> None:
        form = velden(next(nummers))
        status = deur.post(form).status_code
        statussen[status] += 1
        if status == 200:
            bevestigd.append(form["MessageSid"])

    try:
        for ronde in range(max(1, keren // 20)):
            if ronde % 2 == 0:
                _maak_logboek_leeg(bestand_van(deur.delen))
            with maak_vol(plek):
                for _ in range(20):
                    stuur()
                klaar = deur.client.get("/readyz")
            stuur()
        weg = (
            verloren(deur.delen, bevestigd) + (statussen[500] > 0) + (statussen[503] == 0) + (klaar.status_code == 500)
        )
        weg += not is_heel(deur.delen)
    finally:
        deur.delen.opslag.sluit()
        if eigen:
            subprocess.run(["umount", str(plek)], check=False)
    waar = "a file system of its own" if eigen else "a limit on files"
    return Uitslag(sum(statussen.values()), weg, f"{waar}; answers {dict(statussen)}")


# locked, restarted, slow: the real server


@contextmanager
def _slot(bestand: Path) -> Iterator[None]:
    verbinding = sqlite3.connect(bestand, isolation_level=None, timeout=30, check_same_thread=False)
    verbinding.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        verbinding.execute("ROLLBACK")
        verbinding.close()


def _neem_in(proef: Proefserver, sids: Sequence[str]) -> int:
    """Take the spool in by our own command, and count what is kept not once."""
    proef.doe("sms", "spoel")
    bestand = Path(proef.omgeving["NACHTLEVEN_DATA"]) / "nachtleven.db"
    with sqlite3.connect(bestand) as verbinding:
        per_id = dict(verbinding.execute("SELECT poort_id, count(*) FROM berichten GROUP BY poort_id"))
    verbinding.close()
    return sum(per_id.get(sid, 0) != 1 for sid in set(sids))


def database_op_slot(map_: Path, keren: int) -> Uitslag:
    """Hold the write lock for so many seconds, with bursts of 64 messages at once, some the same."""
    with server(map_, workers=2) as proef, ThreadPoolExecutor(64) as draden:
        proef.post(velden(1))
        gekregen = []
        with _slot(map_ / "nachtleven.db"):
            tot = time.monotonic() + keren
            for ronde in itertools.count(1):
                if time.monotonic() > tot:
                    break
                nummers = [1, 1, *(ronde * 1000 + n // 2 for n in range(62))]
                gekregen += draden.map(lambda n: proef.post(velden(n)), nummers)
        gekregen.append(proef.post(velden(900_000)))
        weg = _neem_in(proef, [a.sid for a in gekregen])
    traag = max(a.duur for a in gekregen)
    weg += sum(a.status != 200 for a in gekregen) + (traag > GEDULD_S)
    return Uitslag(len(gekregen), weg, f"locked {keren} s; the slowest answer took {traag:.1f} s")


def trage_verbindingen(map_: Path, keren: int) -> Uitslag:
    kop = b"POST /sms HTTP/1.1\r\nHost: x\r\n"
    helften = [
        kop + b"X-Twi",
        kop + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nMessageSid=SM",
        kop + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"P",
    ]
    with server(map_, workers=2) as proef, ExitStack() as open_:
        for nummer in range(keren):
            traag = open_.enter_context(socket.create_connection(("127.0.0.1", proef.poort), timeout=10))
            traag.sendall(helften[nummer % len(helften)])
        with ThreadPoolExecutor(4) as draden:
            gekregen = list(draden.map(lambda n: proef.post(velden(n)), range(1, 41)))
        weg = _neem_in(proef, [a.sid for a in gekregen])
    traagst = max(a.duur for a in gekregen)
    weg += sum(a.status != 200 for a in gekregen) + (traagst > GEDULD_S)
    return Uitslag(keren, weg, f"40 messages meanwhile, the slowest took {traagst:.1f} s")


def postgresql_herstart(_map: Path, keren: int) -> Uitslag:
    goed = speel_nacht("postgresql", keren, 10.0)
    return Uitslag(keren, int(not goed), "stopped for 10 s and two workers killed, see above")


def klok_terug(map_: Path, keren: int) -> Uitslag:
    deur = huis(map_)
    klok = deur.delen.klok
    assert isinstance(klok, Klok)
    sids, antwoorden = [], Counter[str]()
    for nummer in range(keren):
        klok.verder(hours=-1 if nummer % 10 == 5 else 0, minutes=3)
        form = velden(nummer, f"geweigerd bar kwikzilver {nummer}")
        eerste, tweede = deur.post(form), deur.post(form)
        antwoorden["same" if eerste.data == tweede.data and eerste.status_code == 200 else "other"] += 1
        sids.append(form["MessageSid"])
    klok.verder(hours=1)
    for rij in deur.delen.ontvangst.wachtende():
        deur.delen.ontvangst.haal_in(rij)
    weg = verloren(deur.delen, sids) + antwoorden["other"] + deur.tel().te_lezen
    deur.delen.opslag.sluit()
    return Uitslag(
        keren, weg, f"{keren // 10} times an hour back; the repeat got the same answer {antwoorden['same']} times"
    )
