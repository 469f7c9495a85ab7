"""The workers of the queue on PostgreSQL: they are woken, take the next job of their lane, and do the work it names.

A job is delivered at least once; the claim in the row it is about makes that once. So a job that failed, or that says
what is no longer due, simply goes: what is still due is queued again from the rows. The job of a planner that died is
found by the heartbeat of its worker, after the lease of its claim has run out.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg
import structlog
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import ConnectorException, ProcrastinateException, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.utils import utcnow
from sqlalchemy import Engine

from nachtleven.opslag.wachtrij import SLEUTEL, Spoor
from nachtleven.taken.werkplaats import LEASE, Werksoort

log = structlog.get_logger()

SPOREN = ((Spoor.VLUG, 4), (Spoor.TRAAG, 2))
"""How many jobs of each lane one planner does at a time."""

_DRADEN = sum(tegelijk for _, tegelijk in SPOREN) + 2
"""A thread for each of them, and for looking up the server's name meanwhile."""

DOOD_NA_S = LEASE.total_seconds() + 15
"""After so long without a heartbeat a worker is dead: its claims have run out by then."""
_KIJK_S = 10.0
_VANGNET_S = 5.0
"""How often a worker looks by itself, for what was queued for later."""
_OPNIEUW_S = 2.0
_STOPBLIK_S = 0.1
_VERBINDING = {"connect_timeout": 3, "tcp_user_timeout": 15_000}
"""How long the queue's own connections wait for a server, in seconds, and for one that has gone silent, in ms."""

Doet = Callable[[Werksoort, str], object]


class Werkers:
    """The workers of one planner, in a thread of their own, until `stop` is set.

    `doe` does a job, by its kind and key, and raises nothing.
    """

    def __init__(self, motor: Engine, soorten: Sequence[Werksoort], doe: Doet, stop: threading.Event) -> None:
        self._stop, self._doe, self._bezig = stop, doe, set[int]()
        gegeven = {**motor.dialect.create_connect_args(motor.url)[1], **_VERBINDING}
        self._app = App(
            connector=PsycopgConnector(kwargs=gegeven, min_size=1, max_size=4, timeout=_VANGNET_S),
            worker_defaults={
                "wait": True,
                "install_signal_handlers": False,
                "delete_jobs": "always",
                "fetch_job_polling_interval": _VANGNET_S,
                "stalled_worker_timeout": DOOD_NA_S,
            },
        )
        for soort in soorten:
            self._app.task(name=soort.werk.naam, queue=soort.werk.spoor.value, pass_context=True)(self._taak(soort))
        self._lus: asyncio.AbstractEventLoop | None = None

    def _taak(self, soort: Werksoort) -> Callable[..., None]:
        def doe(context: JobContext, **gegeven: str) -> None:
            nummer = context.job.id or 0
            self._bezig.add(nummer)
            try:
                self._doe(soort, gegeven[SLEUTEL])
            finally:
                self._bezig.discard(nummer)

        return doe

    def begin(self) -> threading.Thread:
        """Start them; the thread that is given ends once they were told to stop and finished what was under way."""
        draad = threading.Thread(target=self._draai, name="planner-werkers", daemon=True)
        draad.start()
        return draad

    def geef_terug(self) -> None:
        """Give back the jobs that are still under way, so that another need not wait: this process ends now."""
        if self._lus is not None and self._lus.is_running():
            with contextlib.suppress(TimeoutError):
                asyncio.run_coroutine_threadsafe(self._leg_terug(), self._lus).result(_OPNIEUW_S)

    async def _leg_terug(self) -> None:
        for nummer in tuple(self._bezig):
            with contextlib.suppress(ConnectorException):
                await self._app.job_manager.retry_job_by_id_async(nummer, utcnow())

    def _draai(self) -> None:
        try:
            while not self._stop.is_set():
                try:
                    asyncio.run(self._werk())
                except (ProcrastinateException, psycopg.Error, OSError) as fout:
                    log.warning("wachtrij_weg", fout=type(fout).__name__)
                self._stop.wait(_OPNIEUW_S)
        finally:
            self._stop.set()  # whatever else breaks: a planner without workers ends, and is started anew

    async def _werk(self) -> None:
        """Work until told to stop or until the queue can't be reached any more; what is under way is finished."""
        self._lus = asyncio.get_running_loop()
        self._lus.set_default_executor(ThreadPoolExecutor(_DRADEN, thread_name_prefix="werker"))
        async with self._app.open_async():
            werk = [self._app.run_worker_async(queues=[b.value], name=b.value, concurrency=n) for b, n in SPOREN]
            delen = [asyncio.create_task(deel) for deel in (self._tot_stop(), self._neem_vastgelopen_op(), *werk)]
            klaar, _ = await asyncio.wait(delen, return_when=asyncio.FIRST_COMPLETED)
            for deel in delen:
                deel.cancel()
            await asyncio.gather(*delen, return_exceptions=True)
            for deel in klaar:
                deel.result()

    async def _tot_stop(self) -> None:
        while not self._stop.is_set():
            await asyncio.sleep(_STOPBLIK_S)

    async def _neem_vastgelopen_op(self) -> None:
        """Queue again the jobs of workers that died; where that work was queued anew meanwhile, the old job goes."""
        manager = self._app.job_manager
        while True:
            for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DOOD_NA_S):
                log.warning("werk_vastgelopen", soort=job.task_name)
                with contextlib.suppress(ConnectorException):  # another planner was first
                    try:
                        await manager.retry_job(job)
                    except UniqueViolation:
                        await manager.finish_job(job, Status.FAILED, delete_job=True)
            await asyncio.sleep(_KIJK_S)
