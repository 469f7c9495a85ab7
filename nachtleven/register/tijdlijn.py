"""Tijdlijn: rows that each last a stretch of time, sorted once, asked many times which share a moment with another.

Stretches are half-open [van, tot) and aware. Nothing here asks the clock.
"""

import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

import numpy as np

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


def kluwens(
    rijen: Iterable[Rij], sleutel_van: Callable[[Rij], str], stuk_van: Callable[[Rij], Stuk]
) -> Iterator[Sequence[Rij]]:
    """Give the rows of one key that hang together in time, two or more, each beginning before an earlier one has ended.

    Begin and end are taken by whole seconds, outward, so that a run may hold rows that only nearly touch; no two rows
    that share a moment are in different runs. A row with an empty key stands alone. Almost all rows of a year do: they
    are told apart by columns of numbers, in one pass, without visiting each row again in the order of its key.
    """
    nummers: dict[str, int] = {}
    gezien: list[Rij] = []
    sleutels, begins, einden = array("q"), array("q"), array("q")
    for rij in rijen:
        if naam := sleutel_van(rij):
            van, tot = stuk_van(rij)
            gezien.append(rij)
            sleutels.append(nummers.setdefault(naam, len(nummers)))
            begins.append(math.floor(van.timestamp()))
            einden.append(math.ceil(tot.timestamp()))
    if not gezien:
        return
    sleutel, begin, eind = (np.frombuffer(kolom, np.int64) for kolom in (sleutels, begins, einden))
    # each key has a stretch of the numbers to itself
    sprong = sleutel * int(eind.max() - begin.min() + 1)
    volgorde = np.argsort(begin + sprong, kind="stable")
    begint_los = (begin + sprong)[volgorde][1:] >= np.maximum.accumulate((eind + sprong)[volgorde])[:-1]
    grenzen = [0, *(np.flatnonzero(begint_los) + 1).tolist(), len(gezien)]
    for eerste, einde in pairwise(grenzen):
        if einde - eerste > 1:
            yield [gezien[plaats] for plaats in volgorde[eerste:einde]]
