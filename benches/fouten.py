"""Nothing is lost, whatever breaks: each fault tried many times, and what was lost by it (0).

Lost is: a message that was confirmed and is kept nowhere, one kept twice, a text sent twice or never, half a report, a
register changed by half a file, or an error that isn't a sentence of ours.

Run: `make bench-fouten`, or `python benches/fouten.py [--klein] [FAULT …]`. A full disk is a small file system of its
own for who may mount one, else a limit on the size of files. Ends with 1 where anything was lost.
"""

import itertools
import logging
import os
import random
import resource
import shutil
import signal
import socket
import socketserver
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlalchemy import func, select

from benches.verlies import speel as speel_nacht
from nachtleven import logboek
from nachtleven.demo import nepgateway
from nachtleven.fouten import ConfiguratieFout, InvoerFout, PoortFout
from nachtleven.opslag import schema, schemaversie
from nachtleven.opslag.motor import maak_motor
from nachtleven.opslag.registertabellen import ZaakRij
from nachtleven.opslag.tabellen import BerichtRij, RapportRij, UitpostRij
from nachtleven.post import Mail, verstuur_mail
from nachtleven.registerinvoer import voer_in
from nachtleven.samenstelling import Onderdelen
from nachtleven.stad import laad_stad
from nachtleven.taken.rapporten import maak_rapporten
from nachtleven.taken.versturen import verstuur
from nachtleven.taken.werkplaats import Werkplaats
from tests.conftest import Klok
from tests.proefhuis import maak_bericht
from tests.proefpoort import ADRES, NU_PROEF, ZAKEN, Deurproef, open_deur, teken, velden
from tests.proefserver import Proefserver, server

WORTEL = Path(__file__).parent.parent
GEDULD_S = 15
"""How long the gateway waits for an answer."""


@dataclass(frozen=True)
class Uitslag:
    """How often a fault was tried, what was lost by it, and what was said or seen."""

    keren: int
    verloren: int
    gezien: str


def huis(map_: Path, **anders: str) -> Deurproef:
    """Make the application over a database of its own, with three venues."""
    deur = open_deur(map_, **anders)
    lijst = map_ / "zaken.csv"
    lijst.write_text(ZAKEN, encoding="utf-8")
    voer_in(deur.delen, "zaken", lijst, door="bench")
    return deur


def verloren(delen: Onderdelen, sids: Sequence[str]) -> int:
    """Take the spool in, and count the confirmed messages that are kept nowhere, or not once."""
    delen.aanname.neem_spoel_in()
    with delen.opslag.lezen() as sessie:
        vraag = select(BerichtRij.poort_id, func.count()).group_by(BerichtRij.poort_id)
        per_id = {str(sid): int(aantal) for sid, aantal in sessie.execute(vraag)}
    return sum(per_id.get(sid, 0) != 1 for sid in set(sids))


def bestand_van(delen: Onderdelen) -> Path:
    return Path(str(delen.opslag.motor.url.database))


def is_heel(delen: Onderdelen) -> bool:
    with delen.opslag.lezen() as sessie:
        return sessie.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


# a full disk


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


# the clock


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


# killed


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


def migratie_onderbroken(map_: Path, keren: int) -> Uitslag:
    kies, weg, halverwege = random.Random(1), 0, 0
    for keer in range(keren):
        url = f"sqlite:///{map_ / f'migratie{keer}.db'}"

        def migreer(_uit: int, url: str = url) -> None:
            schema.werk_bij(maak_motor(url))

        _dood(*_kind(migreer), kies.uniform(0.02, 1.0))
        motor = maak_motor(url)
        with motor.connect() as verbinding:
            versie = schemaversie.huidige_versie(verbinding)
        halverwege += versie is None
        weg += versie not in (None, schemaversie.nieuwste_versie())
        schema.werk_bij(motor)
        weg += not schemaversie.is_bij(motor)
        motor.dispose()
    return Uitslag(keren, weg, f"{halverwege} were killed before the end, left nothing, and went well the next time")


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


# files


def half_register(map_: Path, keren: int) -> Uitslag:
    deur, kies = huis(map_), random.Random(4)
    vol, half, gezegd = ZAKEN.encode(), map_ / "half.csv", Counter[str]()

    def zaken() -> int:
        with deur.delen.opslag.lezen() as sessie:
            return int(sessie.scalar(select(func.count()).select_from(ZaakRij)) or 0)

    voor, weg = zaken(), 0
    for _ in range(keren):
        waar = kies.randrange(1, len(vol) - len("nee\n"))
        if vol[:waar].endswith((b",j", b",ja", b",n", b",nee", b"\n")):
            waar += 5  # a file that ends with a whole last cell is whole: nothing shows that more was meant
        half.write_bytes(vol[:waar])
        try:
            voer_in(deur.delen, "zaken", half, door="bench")
            gezegd["taken"] += 1
        except InvoerFout:
            gezegd["refused"] += 1
        weg += zaken() != voor
    deur.delen.opslag.sluit()
    return Uitslag(keren, weg + gezegd["taken"], f"refused with the line and the reason: {gezegd['refused']}")


def typfout_in_config(map_: Path, keren: int) -> Uitslag:
    kies, gezegd, weg = random.Random(5), Counter[str](), 0
    bron = WORTEL / "config"
    for keer in range(keren):
        plek = map_ / f"config{keer}"
        shutil.copytree(bron, plek)
        bestand = plek / "nachtleven.toml"
        tekst = bestand.read_text("utf-8")
        waar = kies.randrange(len(tekst))
        bestand.write_text(tekst[:waar] + kies.choice(["", "x", '"', "]", "=", "\n"]) + tekst[waar + 1 :], "utf-8")
        try:
            laad_stad(bestand)
            gezegd["still right"] += 1
        except ConfiguratieFout as fout:
            gezegd["refused"] += 1
            weg += "nachtleven.toml" not in str(fout)
        shutil.rmtree(plek)
    return Uitslag(
        keren, weg, f"refused with file and place: {gezegd['refused']}; only a comment or text: {gezegd['still right']}"
    )


# suppliers


def twilio_weigert(map_: Path, keren: int) -> Uitslag:
    """Let each text meet one fault of the gateway: 500, 429, a hang-up before it was taken, or after."""
    nep = nepgateway.Nepgateway()
    stoor, slot = itertools.cycle(["500", "429", "voor", "na", ""]), threading.Lock()
    gewoon = nep.neem_aan

    class Val(Exception):
        """The gateway hangs up."""

    def neem_aan(velden_: dict[str, str]) -> dict[str, object]:
        with slot:
            wat = next(stoor)
            if wat in ("500", "429", "voor"):
                raise Val
            gemaakt = gewoon(velden_)
            if wat == "na":
                raise Val
            return gemaakt

    nep.neem_aan = neem_aan  # type: ignore[method-assign]  # the fake's fault
    socketserver.BaseServer.handle_error, bewaar = lambda *_: None, socketserver.BaseServer.handle_error  # type: ignore[method-assign, assignment, misc]
    try:
        with nepgateway.draai(nep):
            deur = huis(map_, NACHTLEVEN_TWILIO_API_URL=nep.adres)
            klok = deur.delen.klok
            assert isinstance(klok, Klok)
            for nummer in range(keren):
                bericht = maak_bericht(nummer, f"geweigerd bar kwikzilver {nummer}", klok(), f"+3247{nummer:07d}")
                deur.delen.ontvangst.neem_later_aan(bericht)
            for _ in range(16):
                verstuur(Werkplaats(deur.delen))
                klok.verder(hours=3)
    finally:
        socketserver.BaseServer.handle_error = bewaar  # type: ignore[method-assign]
    with deur.delen.opslag.lezen() as sessie:
        staten = Counter(str(staat) for staat in sessie.scalars(select(UitpostRij.staat)))
    deur.delen.opslag.sluit()
    per_lezer = Counter(str(een["to"]) for een in nep.verstuurd)
    weg = sum(aantal != 1 for aantal in per_lezer.values()) + (keren - len(per_lezer)) + (keren - staten["verstuurd"])
    return Uitslag(keren, weg, f"outbox {dict(staten)}; each reader got one text")


def smtp_weigert(_map: Path, keren: int) -> Uitslag:
    zinnen = [b"220 hier\r\n", b"554 nee\r\n", b"421 straks\r\n", b"", b"onzin\r\n"]
    beurt, gezegd = itertools.cycle(zinnen), Counter[str]()

    class Weigeraar(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(next(beurt))
            with suppress(OSError):
                for regel in self.rfile:
                    self.wfile.write(b"250 goed\r\n" if regel[:4].upper() in (b"EHLO", b"HELO") else b"451 later\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Weigeraar) as mailserver:
        draad = threading.Thread(target=mailserver.serve_forever, daemon=True)
        draad.start()
        url = f"smtp://127.0.0.1:{mailserver.server_address[1]}"
        for keer in range(keren):
            try:
                verstuur_mail(url, Mail("a@stad.example", ("b@stad.example",), "x", "y", str(keer)))
                gezegd["sent"] += 1
            except PoortFout as fout:
                gezegd["later" if fout.opnieuw else "never"] += 1
        mailserver.shutdown()
        draad.join()
    return Uitslag(keren, gezegd["sent"], f"an error of ours each time: {dict(gezegd)}")


# hostile bodies


def vijandig(kies: random.Random, nummer: int) -> bytes:
    """Make a body: fields as they should be, broken, doubled, endless, of odd characters, or no form at all."""
    vreemd = ["\x00", "\ud800", "‮", "😀" * 400, "%00%ff%", "'; DROP TABLE berichten;--", "{{7*7}}", "=1+1", "\r\nX: y",
              "<script>", "9" * 5000, "-1", "1e309", "٣", "é" * 1700, "\u0000\u0000", "../../etc", "​"]  # fmt: skip
    namen = ["MessageSid", "From", "To", "Body", "NumMedia", "MediaUrl0", "SmsSid", "ErrorCode", "x" * 300, ""]
    soort = kies.randrange(6)
    if soort == 0:
        return kies.randbytes(kies.randrange(2000))
    if soort == 1:
        return b"&".join(b"%s=%%%s" % (naam.encode(), kies.randbytes(2).hex().encode()) for naam in namen)
    if soort == 2:
        return b"a=1&" * kies.randrange(1, 18_000)
    delen = [(kies.choice(namen), kies.choice([*vreemd, "8989", "geweigerd"])) for _ in range(kies.randrange(12))]
    delen += [("MessageSid", f"SM{nummer}"), ("From", kies.choice([*vreemd, "+32470000001"])), ("To", "8989")]
    delen += [("Body", "".join(kies.choice(vreemd) for _ in range(kies.randrange(4))))]
    kies.shuffle(delen)
    return b"&".join(f"{n}={w}".encode("utf-8", "surrogatepass") for n, w in delen)


def vijandige_berichten(map_: Path, keren: int) -> Uitslag:
    from werkzeug.datastructures import MultiDict
    from werkzeug.formparser import parse_form_data
    from werkzeug.test import EnvironBuilder

    deur, kies = huis(map_), random.Random(89)
    deur.app.config["PROPAGATE_EXCEPTIONS"] = False
    statussen, bevestigd = Counter[int](), 0
    client = deur.client
    for nummer in range(keren):
        lichaam, koppen = vijandig(kies, nummer), {"X-Twilio-Signature": kies.choice(["", "AAAA", "é", "x" * 9000])}
        soort = "application/x-www-form-urlencoded"
        pad = "/sms/status" if nummer % 10 == 9 else "/sms"
        if nummer % 2:
            omgeving = EnvironBuilder(method="POST", data=lichaam, content_type=soort).get_environ()
            _, form, _ = parse_form_data(omgeving)
            koppen = teken(ADRES + pad, MultiDict(form))
        else:
            soort = kies.choice([soort, "multipart/form-data; boundary=x", "text/plain", "application/json", "", "é"])
        status = client.post(pad, data=lichaam, headers=koppen, content_type=soort).status_code
        statussen[status] += 1
        bevestigd += status == 200
    binnen = deur.tel().binnen
    weg = (
        sum(aantal for status, aantal in statussen.items() if status >= 500) + (binnen == 0) + (not is_heel(deur.delen))
    )
    nog = deur.post(velden(1)).status_code
    deur.delen.opslag.sluit()
    return Uitslag(
        keren, weg + (nog != 200), f"answers {dict(sorted(statussen.items()))}; kept {binnen}; the next one is read"
    )


FOUTEN: dict[str, tuple[Callable[[Path, int], Uitslag], int, int]] = {
    "schijf_vol": (schijf_vol, 400, 20),
    "database_op_slot": (database_op_slot, 60, 0),
    "postgresql_herstart": (postgresql_herstart, 300, 0),
    "klok_terug": (klok_terug, 100, 10),
    "gedood": (gedood, 200, 6),
    "half_register": (half_register, 100, 0),
    "typfout_in_config": (typfout_in_config, 150, 15),
    "migratie_onderbroken": (migratie_onderbroken, 20, 3),
    "rapport_gedood": (rapport_gedood, 8, 0),
    "smtp_weigert": (smtp_weigert, 50, 5),
    "twilio_weigert": (twilio_weigert, 40, 10),
    "vijandige_berichten": (vijandige_berichten, 10_000, 300),
    "trage_verbindingen": (trage_verbindingen, 200, 0),
}
"""Fault: how it is tried, how often in the bench and in the tests; 0: not in the tests, or elsewhere there."""


def main(woorden: Sequence[str]) -> int:
    klein = "--klein" in woorden
    gevraagd = [woord for woord in woorden if not woord.startswith("-")] or list(FOUTEN)
    totaal, begin = 0, time.monotonic()
    for naam in gevraagd:
        probeer, groot, weinig = FOUTEN[naam]
        keren = weinig if klein else groot
        if not keren:
            continue
        with tempfile.TemporaryDirectory() as tijdelijk:
            sinds = time.monotonic()
            uitslag = probeer(Path(tijdelijk), keren)
        totaal += uitslag.verloren
        duur = time.monotonic() - sinds
        sys.stdout.write(
            f"{naam:22} tried {uitslag.keren:6}  lost {uitslag.verloren}  ({duur:.0f} s) {uitslag.gezien}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"lost in all: {totaal}, in {time.monotonic() - begin:.0f} s\n")
    return 1 if totaal else 0


if __name__ == "__main__":
    logboek.zet_op(logging.CRITICAL)
    sys.exit(main(sys.argv[1:]))
