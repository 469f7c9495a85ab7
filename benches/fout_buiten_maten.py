"""Faults that come from outside: files, settings, the gateway."""

import dataclasses
import itertools
import json
import random
import shutil
import threading
import time
from collections import Counter
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import func, select

from benches.fout_maten import Uitslag, huis
from nachtleven.demo import nepgateway
from nachtleven.fouten import ConfiguratieFout, InvoerFout
from nachtleven.opslag.registertabellen import ZaakRij
from nachtleven.opslag.tabellen import UitpostRij
from nachtleven.poorten.twilio import TIJD_S
from nachtleven.registerinvoer import voer_in
from nachtleven.stad import laad_stad
from nachtleven.taken.versturen import verstuur
from nachtleven.taken.werkplaats import Werkplaats
from tests.conftest import Klok
from tests.proefhuis import maak_bericht
from tests.proefpoort import ZAKEN

WORTEL = Path(__file__).parent.parent


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
    zoals_bedoeld = laad_stad(bron / "nachtleven.toml")
    for keer in range(keren):
        plek = map_ / f"config{keer}"
        shutil.copytree(bron, plek)
        bestand = plek / "nachtleven.toml"
        tekst = bestand.read_text("utf-8")
        waar = kies.randrange(len(tekst))
        bestand.write_text(tekst[:waar] + kies.choice(["", "x", '"', "]", "=", "\n"]) + tekst[waar + 1 :], "utf-8")
        try:
            gelezen = dataclasses.replace(laad_stad(bestand), map=zoals_bedoeld.map)
            gezegd["the same" if gelezen == zoals_bedoeld else "another value"] += 1
        except ConfiguratieFout as fout:
            gezegd["refused"] += 1
            weg += "nachtleven.toml" not in str(fout)
        shutil.rmtree(plek)
    return Uitslag(
        keren, weg,
        f"refused with file and place: {gezegd['refused']}; says the same: {gezegd['the same']}; a name, an address or "
        f"a figure that may be meant: {gezegd['another value']}",
    )  # fmt: skip


class _Storingen(BaseHTTPRequestHandler):
    """The gateway on a bad day: it refuses, hangs up or is late, before or after it took the text."""

    nep = nepgateway.Nepgateway()
    beurt = itertools.cycle(("500", "429", "hangs up before", "hangs up after", "late before", "late after", ""))
    slot = threading.Lock()
    gedaan: ClassVar[Counter[str]] = Counter()

    def do_POST(self) -> None:
        lichaam = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with self.slot:
            wat = next(self.beurt)
            self.gedaan[wat or "taken"] += 1
            gemaakt: dict[str, object] = {}
            if not wat or wat.endswith("after"):
                gemaakt = self.nep.neem_aan({naam: waarden[0] for naam, waarden in parse_qs(lichaam).items()})
        if wat.startswith("late"):
            time.sleep(TIJD_S + 1)
        if wat.startswith("hangs"):
            self.connection.close()
            return
        self._zeg(201 if gemaakt else int(wat) if wat.isdigit() else 503, gemaakt)

    def do_GET(self) -> None:
        delen = urlsplit(self.path)
        self._zeg(200, self.nep.lijst(delen.path, parse_qs(delen.query).get("To", [None])[0]))

    def _zeg(self, status: int, wat: dict[str, object]) -> None:
        with suppress(OSError):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(wat).encode())

    def log_message(self, *_wat: object) -> None:
        """Say nothing: a line would hold a number."""


class _Poort(ThreadingHTTPServer):
    def handle_error(self, *_wat: object) -> None:
        """Say nothing of a connection that the fault itself cut."""


def twilio_weigert(map_: Path, keren: int) -> Uitslag:
    """Let each text meet the gateway on a bad day: 500, 429, hung up or too late, before it was taken or after."""
    with _Poort(("127.0.0.1", 0), _Storingen) as poort:
        threading.Thread(target=poort.serve_forever, daemon=True).start()
        deur = huis(map_, NACHTLEVEN_TWILIO_API_URL=f"http://127.0.0.1:{poort.server_port}")
        klok = deur.delen.klok
        assert isinstance(klok, Klok)
        for nummer in range(keren):
            bericht = maak_bericht(nummer, f"geweigerd bar kwikzilver {nummer}", klok(), f"+3247{nummer:07d}")
            deur.delen.ontvangst.neem_later_aan(bericht)
        for _ in range(16):
            verstuur(Werkplaats(deur.delen))
            klok.verder(hours=3)
        poort.shutdown()
    with deur.delen.opslag.lezen() as sessie:
        staten = Counter(str(staat) for staat in sessie.scalars(select(UitpostRij.staat)))
    deur.delen.opslag.sluit()
    per_lezer = Counter(str(een["to"]) for een in _Storingen.nep.verstuurd)
    weg = sum(aantal != 1 for aantal in per_lezer.values()) + (keren - len(per_lezer)) + (keren - staten["verstuurd"])
    return Uitslag(keren, weg, f"{dict(_Storingen.gedaan)}; outbox {dict(staten)}; each reader got one text")
