"""The clock of everything periodic: it runs the jobs of `taken/` until it is told to stop.

Any number of planners may run. Each job asks what is due and claims it with a leased row, so that each piece of work
is done once; a planner that dies gives its work up when the lease ends. Nothing is kept in the scheduler itself.
"""

import threading
import time
from collections.abc import Callable, Sequence

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from nachtleven.samenstelling import Onderdelen
from nachtleven.taken.lijst import TAKEN
from nachtleven.taken.werkplaats import Taak, Werkplaats

log = structlog.get_logger()

_UITLOOP_S = 5.0
_DRADEN = 10


class Planner:
    """One planner process; `draai` goes on until the event it is given is set."""

    def __init__(self, delen: Onderdelen, stop: threading.Event, taken: Sequence[Taak] = TAKEN) -> None:
        self._delen, self._stop, self._taken = delen, stop, taken
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
        for taak in self._taken:
            rooster.add_job(self._veilig(taak), "interval", seconds=taak.elke_s, next_run_time=self._delen.klok())
        rooster.start()
        log.info("planner_begonnen", proces=self._plaats.naam)
        self._stop.wait()
        rooster.shutdown(wait=False)
        self._plaats.geef_terug()
        af = self._loop_uit()
        log.info("planner_gestopt", proces=self._plaats.naam, af=af)
        return af

    def _loop_uit(self) -> bool:
        """Wait a while for what is under way; True: it ended."""
        tot = time.monotonic() + _UITLOOP_S
        draden = [draad for draad in threading.enumerate() if draad.name.startswith("planner")]
        for draad in draden:
            draad.join(timeout=max(0.0, tot - time.monotonic()))
        return not any(draad.is_alive() for draad in draden)

    def _veilig(self, taak: Taak) -> Callable[[], None]:
        """Wrap a job: what breaks is told and tried again at the next turn."""

        def doe() -> None:
            try:
                taak.doe(self._plaats)
            except Exception:
                log.exception("taak_mislukt", taak=taak.naam)

        return doe
