"""A real server for tests: `nachtleven serve` as a process of its own on a free port, and what posts to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry
from werkzeug.datastructures import MultiDict

from nachtleven import instellingen
from nachtleven.instellingen import Voor
from nachtleven.opslag import schema
from nachtleven.registerinvoer import voer_in
from nachtleven.samenstelling import stel_samen
from tests.proefpoort import omgeving, teken

_GEDULD_S = 30


@dataclass(frozen=True)
class Antwoord:
    """What a post gave: status 0 where the connection broke; `duur` in seconds."""

    sid: str
    status: int
    tekst: str
    duur: float


@dataclass
class Proefserver:
    """A running server; `omgeving` is what its processes are started with, `map` the folder, None: this one."""

    poort: int
    omgeving: Mapping[str, str]
    map: Path | None = None
    proces: "subprocess.Popen[bytes] | None" = None

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    def doe(self, *woorden: str, invoer: str | None = None) -> str:
        """Run a command on the same database; give its standard output."""
        gedaan = subprocess.run(
            [sys.executable, "-m", "nachtleven", *woorden],
            cwd=self.map, env=dict(self.omgeving), input=invoer, capture_output=True, text=True, check=False,
            timeout=4 * _GEDULD_S,
        )  # fmt: skip
        assert gedaan.returncode == 0, gedaan.stderr
        return gedaan.stdout

    def werkers(self) -> list[int]:
        """Give the process ids of the web workers."""
        assert self.proces is not None
        kinderen = Path(f"/proc/{self.proces.pid}/task/{self.proces.pid}/children").read_text(encoding="ascii")
        pids = [int(kind) for kind in kinderen.split()]
        return [pid for pid in pids if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def haal(self, pad: str) -> requests.Response:
        """Get a page; wait until the server answers and is ready."""
        wacht = Retry(total=1800, backoff_factor=0.05, backoff_max=0.05, status_forcelist=[503])
        with requests.Session() as sessie:
            sessie.mount("http://", HTTPAdapter(max_retries=wacht))
            return sessie.get(self.adres + pad, timeout=_GEDULD_S)

    def post(self, form: MultiDict[str, str]) -> Antwoord:
        """Post one signed message over a connection of its own."""
        adres, sid, begin = f"{self.adres}/sms", form["MessageSid"], time.monotonic()
        try:
            kreeg = requests.post(adres, data=form.to_dict(), headers=teken(adres, form), timeout=_GEDULD_S)
        except requests.ConnectionError:
            return Antwoord(sid, 0, "", time.monotonic() - begin)
        return Antwoord(sid, kreeg.status_code, kreeg.text, time.monotonic() - begin)


def vrije_poort() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


def erf(anders: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a process: ours without any setting of the program, and these."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("NACHTLEVEN_")}
    return {**schoon, **anders}


@contextmanager
def server(data: Path, *, workers: int = 2, zaken: Path | None = None) -> Iterator[Proefserver]:
    """Start a server over a database of its own, with these venues; end it by its process id."""
    poort = vrije_poort()
    proef = Proefserver(poort, erf(omgeving(data, f"http://127.0.0.1:{poort}")))
    delen = stel_samen(instellingen.laad(proef.omgeving, Voor.SERVE), lambda: datetime.now(UTC))
    schema.werk_bij(delen.opslag.motor)
    if zaken is not None:
        voer_in(delen, "zaken", zaken, door="test")
    delen.opslag.sluit()
    with start(proef, data, workers=workers):
        yield proef


@contextmanager
def start(proef: Proefserver, data: Path, *, workers: int) -> Iterator[None]:
    """Start the web process and wait until it is ready; its standard error goes to a file in the data folder."""
    woorden = [sys.executable, "-m", "nachtleven", "serve", "--port", str(proef.poort), "--workers", str(workers)]
    with (
        (data / "server.log").open("wb") as log,
        subprocess.Popen(woorden, env=dict(proef.omgeving), cwd=proef.map, stderr=log) as proces,
    ):
        proef.proces = proces
        try:
            assert proef.haal("/readyz").status_code == 200
            yield
        finally:
            proces.send_signal(signal.SIGTERM)
            try:
                proces.wait(_GEDULD_S)
            except subprocess.TimeoutExpired:
                proces.kill()
