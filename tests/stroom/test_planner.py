"""Real planner processes: each report is made once and whole, and a planner that is told to stop stops."""

import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Executable, func, select, text

from nachtleven import instellingen
from nachtleven.berichten import Bericht
from nachtleven.instellingen import Voor
from nachtleven.opslag import schema
from nachtleven.opslag.tabellen import ClaimRij, HartslagRij, RapportRij
from nachtleven.samenstelling import Onderdelen, stel_samen
from nachtleven.taken.rapporten import te_maken
from tests.proefpoort import omgeving
from tests.proefserver import erf

WACHT_S = 90


@pytest.fixture
def huis(tmp_path: Path, database_url: str) -> tuple[dict[str, str], Onderdelen]:
    """A database of either kind with a melding in a month that is closed."""
    zet = erf({**omgeving(tmp_path), "NACHTLEVEN_DATABASE_URL": database_url})
    delen = stel_samen(instellingen.laad(zet, Voor.PLANNER), lambda: datetime.now(UTC))
    schema.werk_bij(delen.opslag.motor)
    toen = datetime.now(UTC) - timedelta(days=50)
    delen.ontvangst.neem_over(Bericht("twilio", "E1", "+32470000001", "8989", "ik mocht net niet binnen", toen))
    return zet, delen


def gemaakt(delen: Onderdelen) -> list[str]:
    """Give the names of the reports in the archive, each as often as it is there."""
    with delen.opslag.lezen() as sessie:
        return sorted(f"{r.periode}-{r.versie}" for r in sessie.scalars(select(RapportRij)))


def tel(delen: Onderdelen, vraag: Executable) -> int:
    with delen.opslag.lezen() as sessie:
        return int(sessie.scalar(vraag) or 0)


def draaien(delen: Onderdelen) -> int:
    """Count the planners that gave a sign of life."""
    return tel(delen, select(func.count()).select_from(HartslagRij))


def test_two_planners_make_each_report_once_and_stop_when_told(huis: tuple[dict[str, str], Onderdelen]) -> None:
    zet, delen = huis
    verwacht = sorted(opdracht.naam for opdracht in te_maken(delen))
    assert verwacht
    woorden = [sys.executable, "-m", "nachtleven", "planner"]
    with subprocess.Popen(woorden, env=zet) as een, subprocess.Popen(woorden, env=zet) as twee:
        tot = time.monotonic() + WACHT_S
        try:
            while (gemaakt(delen) != verwacht or draaien(delen) < 2) and time.monotonic() < tot:
                threading.Event().wait(0.2)
        finally:
            begin = time.monotonic()
            for proces in (een, twee):
                proces.send_signal(signal.SIGTERM)
            uit = [proces.wait(30) for proces in (een, twee)]
    assert (uit, time.monotonic() - begin < 10) == ([0, 0], True)
    assert gemaakt(delen) == verwacht
    archief = delen.instellingen.data / "rapporten"
    with delen.opslag.lezen() as sessie:
        for rij in sessie.scalars(select(RapportRij)):
            namen = {pad.name for pad in (archief / rij.map).iterdir()}
            assert {"rapport.json", "rapport.html", "rapport.pdf", "rapport.xlsx", "tabellen"} <= namen
    assert not list(archief.glob(".bouw-*"))
    delen.opslag.sluit()


def test_a_planner_that_is_told_to_stop_in_the_middle_leaves_nothing_that_another_must_wait_for(
    huis: tuple[dict[str, str], Onderdelen],
) -> None:
    zet, delen = huis
    verwacht = len(te_maken(delen))
    begonnen = select(func.count()).select_from(ClaimRij).where(ClaimRij.soort == "rapport")
    with subprocess.Popen([sys.executable, "-m", "nachtleven", "planner"], env=zet) as planner:
        tot = time.monotonic() + WACHT_S
        while not tel(delen, begonnen) and time.monotonic() < tot:
            threading.Event().wait(0.1)
        planner.send_signal(signal.SIGTERM)
        assert planner.wait(10) == 0
    assert tel(delen, begonnen.where(ClaimRij.klaar.is_(None), ClaimRij.lease_tot >= datetime.now(UTC))) == 0
    if not delen.opslag.is_sqlite:
        banen = "SELECT count(*) FROM procrastinate_jobs"
        assert tel(delen, text(f"{banen} WHERE status <> 'todo'")) == 0
        assert tel(delen, text(f"{banen} WHERE task_name = 'rapport'")) + len(gemaakt(delen)) == verwacht
    delen.opslag.sluit()
