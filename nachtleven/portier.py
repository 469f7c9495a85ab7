"""The face of the oversight: a night or a longer period judged by the rules of each of its nights.

Comes in: a Periode, the Gegevens and the Plichten. Goes out: Bevindingen, each once, in an order that is the same
from run to run. A row belongs to the period in which it begins, so consecutive nights together give what the whole
stretch gives; only what the register says of a venue itself (see `zichtplichten`) comes back every night, with the
same key. It asks no clock, keeps nothing, and decides about nobody.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from nachtleven.toezicht.bevindingen import Bevinding
from nachtleven.toezicht.deurplichten import toets_bewakingsregister, toets_een_deur, toets_zaak_aangemeld
from nachtleven.toezicht.gegevens import Gegevens, Periode, Zitting
from nachtleven.toezicht.kaartplichten import toets_kaarten
from nachtleven.toezicht.logboekplichten import toets_logboek, toets_reden
from nachtleven.toezicht.plichten import Plichten
from nachtleven.toezicht.tijdvakken import per_maand
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
)
"""Every group of duties that is about rows, each judged on its own."""


def toets(periode: Periode, gegevens: Gegevens, plichten: Plichten) -> list[Bevinding]:
    """Judge the period; by begin, duty, venue and key. Of two with one key (a row given twice) the first stays."""
    zittingen = (Zitting(deel, rijen, plichten) for deel, rijen in per_maand(periode, gegevens, plichten.verste_marge))
    over_rijen = chain.from_iterable(toets_groep(zitting) for zitting in zittingen for toets_groep in TOETSEN)
    per_sleutel: dict[str, Bevinding] = {}
    for bevinding in chain(over_rijen, toets_register(Zitting(periode, gegevens, plichten))):
        per_sleutel.setdefault(bevinding.sleutel, bevinding)
    op_volgorde = sorted((b.van, b.plicht, b.zaak_id, sleutel) for sleutel, b in per_sleutel.items())
    return [per_sleutel[sleutel] for *_, sleutel in op_volgorde]
