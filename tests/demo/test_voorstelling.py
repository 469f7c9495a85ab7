import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from nachtleven.demo.voorstelling import WACHTWOORD

HOOGSTENS_S = 110.0


def vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


def start(data: Path, poort: int) -> subprocess.Popen[str]:
    omgeving = {**os.environ, "NACHTLEVEN_DATA": str(data), "PORT": str(poort)}
    return subprocess.Popen(
        [sys.executable, "-m", "nachtleven", "demo"],
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def gespeeld(data: Path, poort: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A demo that is ready, with what it said until then."""
    proces = start(data, poort)
    wekker = threading.Timer(HOOGSTENS_S, proces.terminate)
    wekker.start()
    try:
        assert proces.stdout is not None
        gezegd = []
        for regel in proces.stdout:
            gezegd.append(regel)
            if regel.startswith("Stoppen"):
                break
        yield proces, "".join(gezegd)
    finally:
        wekker.cancel()
        proces.terminate()
        proces.communicate()


def meld_aan(adres: str, naam: str) -> requests.Session:
    sessie = requests.Session()
    sessie.trust_env = False
    merk = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', sessie.get(f"{adres}/aanmelden", timeout=20).text)
    assert merk is not None
    velden = {"naam": naam, "wachtwoord": WACHTWOORD, "csrf_token": merk[1]}
    antwoord = sessie.post(f"{adres}/aanmelden", data=velden, headers={"Referer": f"{adres}/aanmelden"}, timeout=20)
    assert antwoord.url == f"{adres}/vandaag"
    return sessie


def tel(data: Path, tabel: str) -> int:
    databank = sqlite3.connect(data / "demo" / "nachtleven.db")
    try:
        return int(databank.execute(f"SELECT count(*) FROM {tabel}").fetchone()[0])  # noqa: S608 - the test's own words
    finally:
        databank.close()


def komt_er(data: Path, tabel: str) -> bool:
    """Tell whether a row comes within two minutes: on a busy machine the reports come after the demo opens."""
    tot = time.monotonic() + 120
    while not tel(data, tabel) and time.monotonic() < tot:
        threading.Event().wait(0.5)
    return tel(data, tabel) > 0


def test_the_demo_shows_everything_and_leaves_nothing_running(tmp_path: Path) -> None:
    poort = vrije_poort()
    adres = f"http://127.0.0.1:{poort}"
    with gespeeld(tmp_path, poort) as (proces, gezegd):
        assert all(f"{adres}{pad}" in gezegd for pad in ("/", "/vandaag", "/meldingen", "/rapporten")), gezegd
        assert WACHTWOORD in gezegd
        assert requests.get(f"{adres}/readyz", timeout=20).json()["klaar"] is True
        assert "8989" in requests.get(f"{adres}/", timeout=20).text
        with meld_aan(adres, "onthaal") as sessie:
            for pad in ("/vandaag", "/meldingen", "/rapporten"):
                assert sessie.get(f"{adres}{pad}", timeout=20).status_code == 200
        assert 215 <= tel(tmp_path, "berichten") <= 235
        assert 120 <= tel(tmp_path, "meldingen") <= 190
        assert komt_er(tmp_path, "rapporten")
        assert tel(tmp_path, "meldingen WHERE status IN ('afgerond', 'doorverwezen', 'in_onderzoek')") >= 80

        tweede = start(tmp_path / "elders", poort)
        klacht, _ = tweede.communicate(timeout=60)
        assert (tweede.returncode, f"poort {poort}" in klacht) == (1, True)
        assert not (tmp_path / "elders").exists()

        proces.send_signal(signal.SIGTERM)
        assert proces.wait(timeout=30) == 0
        with socket.socket() as proef:
            assert proef.connect_ex(("127.0.0.1", poort)) != 0
