"""A long period cut into months, each with the rows that touch it, so that the cost grows with the rows alone.

Comes in: a Periode and its Gegevens, in any order. Goes out: the parts in order; together they are the period. A row
that touches two parts is given with both; findings are made in the part in which it begins.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

from nachtleven.register.tijdlijn import MINUUT, Stuk, stuk
from nachtleven.toezicht.gegevens import Gegevens, Periode

MAAND = timedelta(days=31)
Rij = TypeVar("Rij")


def per_maand(periode: Periode, gegevens: Gegevens, marge: timedelta) -> Iterator[tuple[Periode, Gegevens]]:
    """Give the parts of the period, a month each, with their rows; a short period is one part, as it is.

    `marge`: how far from the time told a log line may stand, by the rules.
    """
    if periode.tot - periode.van <= MAAND:
        yield periode, gegevens
        return
    inzetten = _Rijen.van(gegevens.inzetten, lambda i: stuk(i.van, i.tot))
    incidenten = _Rijen.van(gegevens.incidenten, lambda i: stuk(i.van, i.tot))
    controles = _Rijen.van(gegevens.controles, lambda c: stuk(c.tijdstip, c.tijdstip))
    meldingen = _Rijen.van(gegevens.meldingen, lambda m: stuk(m.van, m.tot))
    begin = periode.van
    while begin < periode.tot:
        deel = Periode(begin, min(begin + MAAND, periode.tot))
        van_meldingen = meldingen.die_raken(deel.van, deel.tot)
        # what is told widely is held against rows as far as its own end
        breed = [stuk(m.van, m.tot) for m in van_meldingen]
        breed += [stuk(i.van, i.tot) for i in incidenten.die_raken(deel.van, deel.tot)]
        van = min((van for van, _ in breed), default=deel.van)
        tot = max((tot for _, tot in breed), default=deel.tot)
        ruim = min(van, deel.van) - marge - MINUUT, max(tot, deel.tot) + marge + MINUUT
        yield (
            deel,
            replace(
                gegevens,
                inzetten=inzetten.die_raken(*ruim),
                incidenten=incidenten.die_raken(*ruim),
                controles=controles.die_raken(deel.van, deel.tot),
                meldingen=van_meldingen,
            ),
        )
        begin = deel.tot


@dataclass(frozen=True, slots=True)
class _Rijen(Generic[Rij]):
    """Rows by begin; `verste[i]` is the latest end among the first i + 1."""

    rijen: Sequence[Rij]
    begin: Sequence[datetime]
    verste: Sequence[datetime]

    @classmethod
    def van(cls, rijen: Sequence[Rij], stuk_van: Callable[[Rij], Stuk]) -> "_Rijen[Rij]":
        geordend = sorted(rijen, key=lambda rij: stuk_van(rij)[0])
        stukken = [stuk_van(rij) for rij in geordend]
        return cls(geordend, [van for van, _ in stukken], list(accumulate((tot for _, tot in stukken), max)))

    def die_raken(self, van: datetime, tot: datetime) -> Sequence[Rij]:
        """Give a run of rows that holds all that share a moment with [van, tot); those before it ended by `van`."""
        return self.rijen[bisect_right(self.verste, van) : bisect_left(self.begin, tot)]
