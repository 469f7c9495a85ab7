"""Tijdlijn: rows that each last a stretch of time, sorted once, asked many times which share a moment with another.

Stretches are half-open [van, tot) and aware. Nothing here asks the clock.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

MINUUT = timedelta(minutes=1)

Rij = TypeVar("Rij")
Stuk = tuple[datetime, datetime]


def stuk(van: datetime, tot: datetime) -> Stuk:
    """Give the stretch that [van, tot) stands for: itself, or where it has no length the whole minute of `van`."""
    if van < tot:
        return van, tot
    minuut = van.replace(second=0, microsecond=0)
    return minuut, minuut + MINUUT


@dataclass(frozen=True, slots=True)
class Tijdlijn(Generic[Rij]):
    """Rows by the begin of their stretch; `verste[i]` is the latest end among the first i + 1 rows."""

    rijen: tuple[Rij, ...]
    begin: tuple[datetime, ...]
    eind: tuple[datetime, ...]
    verste: tuple[datetime, ...]

    def raakt(self, van: datetime, tot: datetime) -> bool:
        """Tell whether any row shares a moment with [van, tot)."""
        tot_hier = bisect_left(self.begin, tot)
        return tot_hier > 0 and self.verste[tot_hier - 1] > van

    def die_raken(self, van: datetime, tot: datetime) -> Iterator[Rij]:
        """Give the rows that share a moment with [van, tot), the last to begin first."""
        for plaats in range(bisect_left(self.begin, tot) - 1, -1, -1):
            if self.verste[plaats] <= van:
                return
            if self.eind[plaats] > van:
                yield self.rijen[plaats]


def maak_tijdlijn(rijen: Iterable[Rij], stuk_van: Callable[[Rij], Stuk]) -> Tijdlijn[Rij]:
    """Sort the rows by the stretch that `stuk_van` gives; rows of the same stretch stay in the order they came."""
    paren = sorted(((stuk_van(rij), rij) for rij in rijen), key=lambda paar: paar[0])
    eind = tuple(tot for (_, tot), _ in paren)
    return Tijdlijn(
        rijen=tuple(rij for _, rij in paren),
        begin=tuple(van for (van, _), _ in paren),
        eind=eind,
        verste=tuple(accumulate(eind, max)),
    )
