"""The queue for tests: what stands in it, and the workers of a planner that do it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from nachtleven.opslag.motor import Opslag
from nachtleven.taken.lijst import WERKSOORTEN
from nachtleven.taken.werkers import Werkers
from nachtleven.taken.werkplaats import Werkplaats, Werksoort

GEDULD_S = 30


def banen(opslag: Opslag) -> list[tuple[str, str, str]]:
    """Give what stands in the queue: kind, key and state, in the order it was laid."""
    vraag = "SELECT task_name, args->>'sleutel', status::text FROM procrastinate_jobs ORDER BY id"
    with opslag.lezen() as sessie:
        return [(naam, sleutel, staat) for naam, sleutel, staat in sessie.execute(text(vraag))]


def wacht_tot(klaar: Callable[[], bool]) -> None:
    """Wait until it is so; fail where it does not come to that."""
    for _ in range(GEDULD_S * 20):
        if klaar():
            return
        threading.Event().wait(0.05)
    pytest.fail("it did not come to that in time")


@contextmanager
def aan_het_werk(plaats: Werkplaats, doet: Callable[[Werksoort, str], object] | None = None) -> Iterator[None]:
    """Let the workers of one planner work, and stop them at the end."""
    stop = threading.Event()
    ploeg = Werkers(plaats.delen.opslag.motor, WERKSOORTEN, doet or (lambda s, sleutel: s.doe(plaats, sleutel)), stop)
    draad = ploeg.begin()
    try:
        yield
    finally:
        stop.set()
        draad.join(GEDULD_S)
        assert not draad.is_alive()
