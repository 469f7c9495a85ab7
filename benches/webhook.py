"""The webhook under load, beside the least that could be written, on this machine, in one run.

(a) a minimal Flask app with signature check and one plain durable INSERT, (b) the same with the signature check alone,
both behind gunicorn (2 workers of 4 threads; installed for the bench alone; where that can't be, werkzeug's threaded
server, and the output says so); and ours: signature, encrypted durable insert, reading, linking, answer.
Rounds of each alternate. Then 50 messages a second, and the burst of a festival night: 5,000 in 60 seconds.

Run: `make bench-webhook`, or `python benches/webhook.py [MESSAGES A ROUND] [ROUNDS] [SECONDS OF BURST]`.
"""

import http.client
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.proefpoort import TOKENS, teken, velden
from tests.proefserver import Proefserver, erf, server, vrije_poort

DATA = Path("tests/lezen/data/hoofd")
DRADEN, DRADEN_OPEN, GEDULD_S = 8, 48, 30
TEMPO, TEMPO_S, SALVO, GRENS_S = 50, 15, 5000, 10.0
GUNICORN = "gunicorn>=23"
_nummers = itertools.count(1)


@dataclass(frozen=True)
class Doel:
    """Where messages go: the port, and what it is."""

    naam: str
    poort: int


@dataclass(frozen=True)
class Brief:
    """A message made ready: the body and its headers."""

    lichaam: bytes
    koppen: dict[str, str]


def maak(doel: Doel, aantal: int, teksten: list[str]) -> list[Brief]:
    """Make so many messages, each with an id and a sender of its own, signed for this target."""
    adres, brieven = f"http://127.0.0.1:{doel.poort}/sms", []
    for _ in range(aantal):
        nummer = next(_nummers)
        form = velden(nummer, teksten[nummer % len(teksten)])
        koppen = {**teken(adres, form), "Content-Type": "application/x-www-form-urlencoded"}
        brieven.append(Brief(urlencode(form.to_dict()).encode(), koppen))
    return brieven


class Bezorger:
    """Posts over a connection of its own, kept open. A connection that broke is made once more."""

    def __init__(self, doel: Doel) -> None:
        self._doel = doel
        self._lijn: http.client.HTTPConnection | None = None

    def post(self, brief: Brief) -> int:
        for poging in range(2):
            try:
                if self._lijn is None:
                    self._lijn = http.client.HTTPConnection("127.0.0.1", self._doel.poort, timeout=GEDULD_S)
                self._lijn.request("POST", "/sms", brief.lichaam, brief.koppen)
                antwoord = self._lijn.getresponse()
                antwoord.read()
            except (OSError, http.client.HTTPException):
                self._lijn = None
                if poging:
                    return 0
            else:
                return antwoord.status
        return 0


def stuur(
    doel: Doel, brieven: list[Brief], tempo: float | None, draden: int
) -> tuple[float, list[float], Counter[int]]:
    """Send them all; give the seconds it took, each one's delay, and the statuses.

    With a `tempo` (a second) each has its moment, and its delay counts from that moment, though it was sent later.
    """
    beurt, slot = iter(enumerate(brieven)), threading.Lock()
    duren: list[float] = []
    statussen: Counter[int] = Counter()
    begin = time.monotonic()

    def werk() -> None:
        bezorger = Bezorger(doel)
        while True:
            with slot:
                nummer, brief = next(beurt, (0, None))
            if brief is None:
                return
            moment = begin + nummer / tempo if tempo else time.monotonic()
            time.sleep(max(moment - time.monotonic(), 0.0))
            status = bezorger.post(brief)
            with slot:
                duren.append(time.monotonic() - moment)
                statussen[status] += 1

    with ThreadPoolExecutor(draden) as uitvoerder:
        for taak in [uitvoerder.submit(werk) for _ in range(draden)]:
            taak.result()
    return time.monotonic() - begin, duren, statussen


def gunicorn_map(map_: Path) -> Path | None:
    """Install gunicorn in a folder of its own; None where it can't be had."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    woorden = [uv, "pip", "install", "-q", "--python", sys.executable, "--target", str(map_), GUNICORN]
    try:
        gedaan = subprocess.run(woorden, capture_output=True, check=False, timeout=120)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return map_ if gedaan.returncode == 0 else None


@contextmanager
def minimaal(maat: str, map_: Path, gunicorn: Path | None) -> Iterator[Doel]:
    """Start a minimal app and wait until it answers; end it by its process id."""
    poort = vrije_poort()
    anders = {
        "MAAT": maat,
        "TOKEN": TOKENS[0],
        "ADRES": f"http://127.0.0.1:{poort}",
        "BESTAND": str(map_ / f"{maat}.db"),
    }
    hier = str(Path(__file__).parent)
    if gunicorn:
        woorden = ["-m", "gunicorn", "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{poort}", "webhook_maten:app"]
        anders["PYTHONPATH"] = f"{gunicorn}:{hier}"
    else:
        woorden = ["-m", "flask", "--app", "webhook_maten:app", "run", "--port", str(poort), "--with-threads"]
        anders["PYTHONPATH"] = hier
    with subprocess.Popen(
        [sys.executable, *woorden], env=erf(anders), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as proces:
        try:
            Proefserver(poort, {}).haal("/readyz")
            yield Doel(f"({'a' if maat == 'bewaart' else 'b'}) {maat}", poort)
        finally:
            proces.terminate()
            proces.wait(GEDULD_S)


def zekerste(duren: list[float], deel: float) -> float:
    """Give the delay that this part of all stays under, in milliseconds."""
    return sorted(duren)[min(int(len(duren) * deel), len(duren) - 1)] * 1000


def geheugen(proef: Proefserver) -> list[int]:
    """Give the resident memory of each web worker in MiB."""
    uit = []
    for pid in proef.werkers():
        regels = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
        uit += [int(regel.split()[1]) // 1024 for regel in regels if regel.startswith("VmRSS")]
    return uit


def rekentijd(proef: Proefserver) -> float:
    """Give the seconds of processor that the web workers used; it says the same on a busy machine."""
    uit = 0.0
    for pid in proef.werkers():
        velden_ = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        uit += (int(velden_[11]) + int(velden_[12])) / os.sysconf("SC_CLK_TCK")
    return uit


def vergelijk(doelen: list[Doel], aantal: int, rondes: int, teksten: list[str]) -> None:
    """Let the targets take turns; print the medians and the ratios."""
    snelheid: dict[str, list[float]] = {doel.naam: [] for doel in doelen}
    for ronde in range(rondes + 1):
        for doel in doelen:
            duur, _, statussen = stuur(doel, maak(doel, aantal, teksten), None, DRADEN)
            assert statussen == {200: aantal}, (doel.naam, statussen)
            if ronde:  # the first warms up
                snelheid[doel.naam].append(aantal / duur)
    midden = {naam: statistics.median(waarden) for naam, waarden in snelheid.items()}
    for naam, waarden in snelheid.items():
        print(f"{naam:14} mediaan {midden[naam]:7.0f} berichten/s   rondes {min(waarden):.0f}-{max(waarden):.0f}")
    ons, a, b = (midden[doel.naam] for doel in doelen)
    paren = [o / x for o, x in zip(snelheid[doelen[0].naam], snelheid[doelen[1].naam], strict=True)]
    print(f"ons/(a) {ons / a:.2f} (per ronde {min(paren):.2f}-{max(paren):.2f}; doel 0,50)   ons/(b) {ons / b:.2f}")


def main() -> None:
    gegeven = [int(woord) for woord in sys.argv[1:]]
    aantal, rondes, salvo_s = (gegeven + [200, 5, 60][len(gegeven) :])[:3]
    teksten = [json.loads(lijn)["tekst"] for lijn in (DATA / "berichten.jsonl").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as plek:
        map_ = Path(plek)
        gunicorn = gunicorn_map(map_ / "gunicorn")
        print(
            f"{os.cpu_count()} kernen, belasting vooraf {os.getloadavg()[0]:.1f}; (a) en (b) achter "
            f"{'gunicorn, 2 werkers van 4 draden' if gunicorn else 'werkzeug met draden: gunicorn was niet te krijgen'}"
        )
        (map_ / "ons").mkdir()
        begin = time.monotonic()
        with server(map_ / "ons", zaken=DATA / "zaken.csv") as proef:
            ons = Doel("ons", proef.poort)
            print(f"opgestart tot /readyz: {time.monotonic() - begin:.1f} s (met schema en register)")
            with minimaal("bewaart", map_, gunicorn) as a, minimaal("tekent", map_, gunicorn) as b:
                vergelijk([ons, a, b], aantal, rondes, teksten)
            voor = rekentijd(proef)
            _, duren, statussen = stuur(ons, maak(ons, TEMPO * TEMPO_S, teksten), TEMPO, DRADEN_OPEN)
            per_stuk = (rekentijd(proef) - voor) / (TEMPO * TEMPO_S) * 1000
            print(
                f"{TEMPO}/s, {TEMPO_S} s: p50 {zekerste(duren, 0.5):.0f} ms, p99 {zekerste(duren, 0.99):.0f} ms "
                f"(doel 100), {per_stuk:.1f} ms processor per bericht, statussen {dict(statussen)}"
            )
            brieven = maak(ons, SALVO * salvo_s // 60, teksten)
            _, duren, statussen = stuur(ons, brieven, SALVO / 60, DRADEN_OPEN)
            telling = json.loads(proef.doe("sms", "overzicht", "--json"))
            te_laat = sum(duur > GRENS_S for duur in duren)
            print(
                f"salvo {len(brieven)} in {salvo_s} s: p50 {zekerste(duren, 0.5):.0f} ms, "
                f"p99 {zekerste(duren, 0.99):.0f} ms, "
                f"langste {max(duren):.1f} s, na {GRENS_S:.0f} s {te_laat}, statussen {dict(statussen)}"
            )
            gestuurd = aantal * (rondes + 1) + TEMPO * TEMPO_S + len(brieven)
            print(
                f"gestuurd {gestuurd}, bewaard {telling['in']}, gelezen {telling['gelezen']}, "
                f"gespoeld {telling['spoel']}, verloren {gestuurd - telling['in'] - telling['spoel']}"
            )
            print(f"geheugen van de werkers na {gestuurd} berichten: {geheugen(proef)} MiB")


if __name__ == "__main__":
    main()
