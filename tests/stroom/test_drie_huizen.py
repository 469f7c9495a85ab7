"""Three hosts on one PostgreSQL, one of them killed in the middle of the night: nobody notices but the caretaker.

A host here is a network namespace with a name of its own: a web process with its workers and a planner, with a data
folder for its spool. Only the archive of reports is shared, as `docs/beheer.md` asks, and the socket of the database.
Where no namespace can be made, or the database is behind a port, a host is those processes as process groups.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import create_engine, func, make_url, select, text

from nachtleven import instellingen
from nachtleven.berichten import Bericht
from nachtleven.instellingen import Voor
from nachtleven.opslag import schema
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, ClaimRij, RapportRij
from nachtleven.samenstelling import Onderdelen, stel_samen
from nachtleven.taken.rapporten import te_maken
from tests.proefnet import Net, mag_netten
from tests.proefpoort import gezegd, omgeving, velden
from tests.proefserver import Antwoord, Proefserver, erf, vrije_poort

AANTAL, DRADEN, GEDULD_S = 150, 6, 200
WOORDEN = (sys.executable, "-m", "nachtleven")


@dataclass
class Host:
    """A web process and a planner, each the head of a process group of its own, and what posts to it."""

    proef: Proefserver
    log: BinaryIO
    net: Net | None
    groepen: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def begin(self, *rest: str) -> int:
        """Start one of its processes; give its id."""
        waar = self.net.woorden if self.net else ()
        proces = subprocess.Popen(
            [*waar, *WOORDEN, *rest],
            env=dict(self.proef.omgeving),
            stderr=self.log,
            start_new_session=True,
        )
        self.groepen.append(proces)
        return proces.pid

    def post(self, nummer: int) -> Antwoord:
        """Bring it a message."""
        with self.binnen():
            return self.proef.post(velden(nummer, "geweigerd aan de deur"))

    def binnen(self) -> AbstractContextManager[None]:
        """Be in its network."""
        return self.net.binnen() if self.net else nullcontext()

    def dood(self) -> None:
        """Kill every process of the host at once, as a power cut does."""
        for groep in self.groepen:
            os.killpg(groep.pid, signal.SIGKILL)
            groep.wait(30)

    def stop(self) -> list[int]:
        """Ask every process to stop; give the exit codes."""
        for groep in self.groepen:
            groep.send_signal(signal.SIGTERM)
        return [groep.wait(30) for groep in self.groepen]


@contextmanager
def host(zet: dict[str, str], archief: Path, data: Path, net: Net | None) -> Iterator[Host]:
    """Start the web process of a host over the database of these settings."""
    data.mkdir()
    (data / "rapporten").symlink_to(archief, target_is_directory=True)
    poort = vrije_poort()
    eigen = {**zet, "NACHTLEVEN_DATA": str(data), "NACHTLEVEN_PUBLIC_URL": f"http://127.0.0.1:{poort}"}
    with (data / "log").open("wb") as log:
        hier = Host(Proefserver(poort, eigen), log, net)
        try:
            hier.begin("serve", "--port", str(poort), "--workers", "1")
            yield hier
        finally:
            for groep in hier.groepen:
                if groep.poll() is None:
                    groep.kill()
                    groep.wait(30)


@pytest.fixture
def netten(postgres_adres: str) -> Iterator[list[Net] | list[None]]:
    """Three networks; none where they can't be had, or where the database could not be reached from them."""
    over_een_poort = not str(make_url(postgres_adres).query.get("host", "")).startswith("/")
    if over_een_poort or not mag_netten():
        yield [None] * 3
        return
    gemaakt = [Net(f"host{n}") for n in range(3)]
    yield gemaakt
    for net in gemaakt:
        net.weg()


@pytest.fixture
def stad(tmp_path: Path, postgres_adres: str) -> Iterator[tuple[dict[str, str], Onderdelen, Path]]:
    """One empty PostgreSQL database with a melding in a month that is closed, and a shared archive."""
    beheer = create_engine(postgres_adres, isolation_level="AUTOCOMMIT")
    naam = f"drie_{os.getpid()}"
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {naam}"))
    adres = beheer.url.set(database=naam).render_as_string(hide_password=False)
    zet = erf({**omgeving(tmp_path / "hier"), "NACHTLEVEN_DATABASE_URL": adres})
    delen = stel_samen(instellingen.laad(zet, Voor.PLANNER), lambda: datetime.now(UTC))
    schema.werk_bij(delen.opslag.motor)
    toen = datetime.now(UTC) - timedelta(days=50)
    delen.ontvangst.neem_over(Bericht("twilio", "E1", "+32470000001", "8989", "ik mocht net niet binnen", toen))
    archief = tmp_path / "archief"
    archief.mkdir()
    yield zet, delen, archief
    delen.opslag.sluit()
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"DROP DATABASE {naam} WITH (FORCE)"))
    beheer.dispose()


def houder_van_een_verslag(delen: Onderdelen) -> str | None:
    """Name the process that is making a report now."""
    bezig = select(ClaimRij.houder).where(ClaimRij.soort == "rapport", ClaimRij.klaar.is_(None))
    with delen.opslag.lezen() as sessie:
        return sessie.scalar(bezig.limit(1))


def gemaakt(delen: Onderdelen) -> list[str]:
    with delen.opslag.lezen() as sessie:
        return sorted(f"{r.periode}-{r.versie}" for r in sessie.scalars(select(RapportRij)))


def wachtrij(delen: Onderdelen) -> list[str]:
    """Give the kinds of the jobs in the queue."""
    with delen.opslag.lezen() as sessie:
        return list(sessie.scalars(text("SELECT task_name FROM procrastinate_jobs")))


def niet_eens_beantwoord(delen: Onderdelen, sids: set[str]) -> list[str]:
    """Give those that are not kept once, read, with one answer."""
    vraag = select(BerichtRij.poort_id, BerichtRij.staat, func.count(AntwoordRij.id)).outerjoin(AntwoordRij)
    with delen.opslag.lezen() as sessie:
        rijen = sessie.execute(vraag.group_by(BerichtRij.id, BerichtRij.poort_id, BerichtRij.staat)).all()
    goed = Counter(sid for sid, staat, antwoorden in rijen if (staat, antwoorden) == ("gelezen", 1))
    return sorted(sid for sid in sids if goed[sid] != 1 or sum(rij[0] == sid for rij in rijen) != 1)


def wacht_tot(klaar: Callable[[], bool], tot: float) -> None:
    while not klaar() and time.monotonic() < tot:
        threading.Event().wait(0.2)


def test_a_host_that_is_killed_in_the_night_loses_no_message_and_no_report(
    stad: tuple[dict[str, str], Onderdelen, Path], netten: list[Net] | list[None], tmp_path: Path
) -> None:
    zet, delen, archief = stad
    verwacht = sorted(opdracht.naam for opdracht in te_maken(delen))
    assert verwacht
    tot = time.monotonic() + GEDULD_S
    with ExitStack() as huizen, ThreadPoolExecutor(DRADEN) as draden:
        hosts = [huizen.enter_context(host(zet, archief, tmp_path / f"host{n}", net)) for n, net in enumerate(netten)]
        for een in hosts:
            with een.binnen():
                assert een.proef.haal("/readyz").status_code == 200
        planners = {een.begin("planner"): een for een in hosts}

        def stuur(nummer: int) -> Antwoord:
            """Bring a message to a host, and to the next one while none took it."""
            for keer in range(len(hosts)):
                kreeg = hosts[(nummer + keer) % len(hosts)].post(nummer)
                if kreeg.status == 200:
                    break
            return kreeg

        post = [draden.submit(stuur, nummer) for nummer in range(1, AANTAL + 1)]
        wacht_tot(lambda: houder_van_een_verslag(delen) is not None, tot)
        houder = houder_van_een_verslag(delen)
        assert houder is not None, "no planner began a report"
        naam, proces, _ = houder.split(":")
        slachtoffer = planners[int(proces)]
        assert slachtoffer.net is None or slachtoffer.net.naam == naam
        slachtoffer.dood()
        eerste = {antwoord.sid: antwoord for antwoord in (taak.result() for taak in post)}
        over = [een for een in hosts if een is not slachtoffer]
        assert {antwoord.status for antwoord in eerste.values()} == {200}

        wacht_tot(lambda: niet_eens_beantwoord(delen, set(eerste)) == [] and gemaakt(delen) == verwacht, tot)
        assert niet_eens_beantwoord(delen, set(eerste)) == []
        assert gemaakt(delen) == verwacht
        wacht_tot(lambda: wachtrij(delen) == [], tot)
        assert wachtrij(delen) == []
        weer = [over[nummer % 2].post(nummer) for nummer in range(1, 31)]
        assert [gezegd(a.tekst) for a in weer] == [gezegd(eerste[a.sid].tekst) for a in weer]
        assert [een.stop() for een in over] == [[0, 0], [0, 0]]
    with delen.opslag.lezen() as sessie:
        mappen = [archief / rij.map for rij in sessie.scalars(select(RapportRij))]
    assert all((map_ / "rapport.json").is_file() and (map_ / "rapport.pdf").is_file() for map_ in mappen)


def test_what_listens_on_one_host_is_not_reached_from_another(netten: list[Net] | list[None]) -> None:
    een, ander, _ = netten
    if een is None or ander is None:
        pytest.skip("no network namespaces here: the hosts are process groups")
    with een.binnen(), socket.create_server(("127.0.0.1", 0)) as deur:
        adres = deur.getsockname()
        socket.create_connection(adres, 5).close()
        with ander.binnen(), pytest.raises(ConnectionRefusedError):
            socket.create_connection(adres, 5)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(adres, 5)
