"""The face of the oversight: a night or a longer period judged by the rules of each of its nights.

Comes in: a Periode, the Gegevens and the Plichten. Goes out: Bevindingen, each once, in an order that is the same
from run to run. A row belongs to the period in which it begins, so consecutive nights together give what the whole
stretch gives; only what the register says of a venue itself (see `zichtplichten`) comes back every night, with the
same key. It asks no clock, keeps nothing, and decides about nobody.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, groupby

from nachtleven.toezicht.bevindingen import Bevinding
from nachtleven.toezicht.deurplichten import toets_bewakingsregister, toets_een_deur, toets_zaak_aangemeld
from nachtleven.toezicht.gegevens import Gegevens, Periode, Zitting
from nachtleven.toezicht.kaartplichten import toets_kaarten
from nachtleven.toezicht.logboekplichten import toets_logboek, toets_reden
from nachtleven.toezicht.plichten import Plichten
from nachtleven.toezicht.zichtplichten import toets_controles, toets_kaart_getoond, toets_register

TOETSEN: tuple[Callable[[Zitting], Iterator[Bevinding]], ...] = (
    toets_kaarten,
    toets_een_deur,
    toets_zaak_aangemeld,
    toets_bewakingsregister,
    toets_logboek,
    toets_reden,
    toets_controles,
    toets_kaart_getoond,
    toets_register,
)
"""Every group of duties, each judged on its own."""


def toets(periode: Periode, gegevens: Gegevens, plichten: Plichten) -> list[Bevinding]:
    """Judge the period; by begin, duty, venue and key. Of two with one key (a row given twice) the first stays."""
    zitting = Zitting(periode, gegevens, plichten)
    per_sleutel: dict[str, Bevinding] = {}
    with _zonder_opruimen():
        for bevinding in chain.from_iterable(toets_groep(zitting) for toets_groep in TOETSEN):
            per_sleutel.setdefault(bevinding.sleutel, bevinding)

    def begin(sleutel: str) -> float:
        return per_sleutel[sleutel].van.timestamp()

    def daarna(sleutel: str) -> tuple[str, str, str]:
        return per_sleutel[sleutel].plicht, per_sleutel[sleutel].zaak_id, sleutel

    te_gelijk = groupby(sorted(per_sleutel, key=begin), key=begin)
    return [per_sleutel[sleutel] for _, sleutels in te_gelijk for sleutel in sorted(sleutels, key=daarna)]


@contextmanager
def _zonder_opruimen() -> Iterator[None]:
    """Hold the search for circles of objects: judging makes none, and each search visits every row of the year."""
    zocht = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if zocht:
            gc.enable()
