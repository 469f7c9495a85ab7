"""The clock of everything periodic: taking up kept messages, and the reports of closed periods.

Any number of planners may run. Each job asks what is due and claims it with a leased row, so that each piece of work
is done once; a planner that dies gives its work up when the lease ends. Nothing is kept in the scheduler itself.
"""

import signal
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from nachtleven.fouten import Fout
from nachtleven.nacht import middag
from nachtleven.ontvangst import procesnaam
from nachtleven.opslag import werk
from nachtleven.opslag.werk import Eis
from nachtleven.rapportbouw import Opdracht, bouw
from nachtleven.samenstelling import Onderdelen

log = structlog.get_logger()

LEASE = timedelta(seconds=45)
_HARTSLAG_S, _INHALEN_S, _RAPPORTEN_S = 10, 3, 60
_UITLOOP_S = 7.0


class Planner:
    """One planner process. `werk_af` runs all that is due once; `draai` goes on until it is told to stop."""

    def __init__(self, delen: Onderdelen) -> None:
        self._delen = delen
        self._naam = procesnaam()
        self._eisen: set[Eis] = set()
        self._slot = threading.Lock()
        self._stop = threading.Event()

    def draai(self) -> None:
        """Run until SIGTERM or SIGINT; unfinished work is given back. Stops within ten seconds."""
        for teken in (signal.SIGTERM, signal.SIGINT):
            signal.signal(teken, lambda *_: self._stop.set())
        rooster = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(4, pool_kwargs={"thread_name_prefix": "planner"})},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="Europe/Brussels",
        )
        for taak, seconden in (
            (self.klop, _HARTSLAG_S),
            (self.haal_in, _INHALEN_S),
            (self.maak_rapporten, _RAPPORTEN_S),
        ):
            rooster.add_job(self._taak(taak), "interval", seconds=seconden, next_run_time=self._delen.klok())
        rooster.start()
        log.info("planner_begonnen", proces=self._naam)
        self._stop.wait()
        rooster.shutdown(wait=False)
        self.geef_terug()
        for draad in threading.enumerate():
            if draad.name.startswith("planner"):
                draad.join(timeout=_UITLOOP_S)
        log.info("planner_gestopt", proces=self._naam)

    def stop(self) -> None:
        """Ask a running planner to stop."""
        self._stop.set()

    def klop(self) -> None:
        """Give a sign of life and push out the leases of what is under way."""
        nu = self._delen.klok()
        with self._slot:
            eisen = tuple(self._eisen)
        with self._delen.opslag.schrijven() as sessie:
            werk.klopt_hart(sessie, "planner", self._naam, nu)
            for eis in eisen:
                werk.verleng(sessie, eis, nu + LEASE)

    def haal_in(self) -> int:
        """Take up the kept messages that were not understood; give how many were tried."""
        gedaan = 0
        for rij in self._delen.ontvangst.wachtende():
            if self._stop.is_set():
                break
            gedaan += self._delen.ontvangst.haal_in(rij)
        return gedaan

    def maak_rapporten(self) -> list[Opdracht]:
        """Build the reports that closed periods still lack; give those that this planner built."""
        gemaakt = []
        for opdracht in self.te_maken():
            if self._stop.is_set():
                break
            if self._met_eis(Eis("rapport", opdracht.naam, self._naam), opdracht):
                gemaakt.append(opdracht)
        return gemaakt

    def te_maken(self) -> list[Opdracht]:
        """Give the reports of the last closed periods that hold meldingen, oldest first, built or not."""
        nu, stad = self._delen.klok(), self._delen.stad
        wacht = timedelta(days=stad.wachttijd_dagen)
        gesloten = [o for o in periodes_voor(nu, stad.terug + 1) if middag(o.tot) + wacht <= nu]
        opdrachten = []
        with self._delen.opslag.lezen() as sessie:
            for soort in ("maand", "kwartaal", "jaar"):
                van_soort = [o for o in gesloten if o.soort == soort][: stad.terug]
                opdrachten += [o for o in van_soort if werk.heeft_meldingen(sessie, o.van, o.tot - timedelta(days=1))]
        met_versies = [
            versie for o in opdrachten for versie in ((o,) if o.soort == "maand" else (o, o.met_versie("deelbaar")))
        ]
        return sorted(met_versies, key=lambda o: (o.tot, o.van, o.versie))

    def geef_terug(self) -> None:
        """Give back every unfinished claim, so that another planner need not wait."""
        with self._slot:
            eisen, self._eisen = tuple(self._eisen), set()
        if not eisen:
            return
        with self._delen.opslag.schrijven() as sessie:
            for eis in eisen:
                werk.geef_terug(sessie, eis, self._delen.klok())

    def _met_eis(self, eis: Eis, opdracht: Opdracht) -> bool:
        with self._delen.opslag.schrijven() as sessie:
            if not werk.eis_op(sessie, eis, self._delen.klok(), LEASE):
                return False
        with self._slot:
            self._eisen.add(eis)
        gemaakt = False
        try:
            gemaakt = bouw(self._delen, opdracht, eis)
        except Fout:
            log.exception("rapport_mislukt", rapport=opdracht.naam)
        finally:
            with self._slot:
                self._eisen.discard(eis)
            if not gemaakt:
                with self._delen.opslag.schrijven() as sessie:
                    werk.geef_terug(sessie, eis, self._delen.klok())
        return gemaakt

    def _taak(self, taak: Callable[[], object]) -> Callable[[], None]:
        """Wrap a job: what breaks is told and tried again at the next turn."""

        def doe() -> None:
            try:
                taak()
            except Exception:
                log.exception("taak_mislukt", taak=taak.__name__)

        return doe


def periodes_voor(moment: datetime, aantal: int) -> list[Opdracht]:
    """Give the last so many months, quarters and years that began before this moment, newest first of each kind."""
    opdrachten = []
    for soort, maanden in (("maand", 1), ("kwartaal", 3), ("jaar", 12)):
        begin = _begin(moment.date() + timedelta(days=1), maanden)
        for terug in range(aantal + 1):
            van = _plus(begin, -terug * maanden)
            opdrachten.append(Opdracht(soort, van, _plus(van, maanden), "intern"))
    return opdrachten


def _begin(dag: date, maanden: int) -> date:
    return date(dag.year, (dag.month - 1) // maanden * maanden + 1, 1)


def _plus(dag: date, maanden: int) -> date:
    maand = dag.year * 12 + dag.month - 1 + maanden
    return date(maand // 12, maand % 12 + 1, 1)
