"""The clock of everything periodic, and the workers of the queue: they do what stands in `taken/` until told to stop.

Any number of planners may run. Whoever does a piece of work claims it with a leased row, so that it is done once; a
planner that dies gives its work up when the lease ends. Nothing is kept in the scheduler itself. On the embedded
database there is no queue: the clock does that work too.
"""

import threading
import time
from collections.abc import Callable
from functools import partial

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from nachtleven.samenstelling import Onderdelen
from nachtleven.taken.lijst import ALLES_ZELF, MET_WACHTRIJ, WERKSOORTEN
from nachtleven.taken.werkers import Werkers
from nachtleven.taken.werkplaats import Werkplaats, Werksoort

log = structlog.get_logger()

_UITLOOP_S = 5.0
_DRADEN = 10


class Planner:
    """One planner process; `draai` goes on until the event it is given is set."""

    def __init__(self, delen: Onderdelen, stop: threading.Event) -> None:
        self._delen, self._stop = delen, stop
        self._plaats = Werkplaats(delen, stop)

    def draai(self) -> bool:
        """Run until told to stop, then give unfinished work back. False: a job is still under way after some seconds.

        What such a job leaves is whole or not there, so the process may end under it.
        """
        rooster = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(_DRADEN, pool_kwargs={"thread_name_prefix": "planner"})},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="Europe/Brussels",
        )
        opslag = self._delen.opslag
        for taak in ALLES_ZELF if opslag.is_sqlite else MET_WACHTRIJ:
            doe = partial(self._veilig, taak.naam, partial(taak.doe, self._plaats))
            rooster.add_job(doe, "interval", seconds=taak.elke_s, next_run_time=self._delen.klok())
        rooster.start()
        werkers = None if opslag.is_sqlite else Werkers(opslag.motor, WERKSOORTEN, self._doe_werk, self._stop)
        if werkers is not None:
            werkers.begin()
        log.info("planner_begonnen", proces=self._plaats.naam)
        self._stop.wait()
        rooster.shutdown(wait=False)
        af = self._loop_uit()
        self._plaats.geef_terug()
        if werkers is not None:
            werkers.geef_terug()
        log.info("planner_gestopt", proces=self._plaats.naam, af=af)
        return af

    def _loop_uit(self) -> bool:
        """Wait a while for what is under way; True: it ended."""
        tot = time.monotonic() + _UITLOOP_S
        draden = [draad for draad in threading.enumerate() if draad.name.startswith("planner")]
        for draad in draden:
            draad.join(timeout=max(0.0, tot - time.monotonic()))
        return not any(draad.is_alive() for draad in draden)

    def _doe_werk(self, soort: Werksoort, sleutel: str) -> None:
        self._veilig(soort.werk.naam, partial(soort.doe, self._plaats, sleutel))

    def _veilig(self, naam: str, doe: Callable[[], object]) -> None:
        """Do a job: what breaks is told and tried again at its next turn, or when it is queued again."""
        with structlog.contextvars.bound_contextvars(taak=naam):
            try:
                doe()
            except Exception:
                log.exception("taak_mislukt")
