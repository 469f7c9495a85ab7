"""The signs by which one venue that was found differs from the others found in the same text.

A name that was said whole outdoes the same word as a part of a longer name; a word inside a longer name is that name;
what is merely alike gives way to a venue that was surely named elsewhere in the text.
"""

from collections.abc import Sequence

from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.plaatstekens import Tekens

Gevonden = tuple[Woorden, Tekens]
"""Where a name stands, and its signs so far."""

ZEKER = 3.0
"""Quality from which a name was surely said."""


def vergelijktekens(gevonden: Sequence[Gevonden]) -> list[Tekens]:
    """Give the signs of each find beside all others, in order; finds by a street alone are left out beforehand."""
    sterk = [_sterkte(tekens) for _, tekens in gevonden]
    return [_naast_anderen(nummer, gevonden, sterk) for nummer in range(len(gevonden))]


def _sterkte(tekens: Tekens) -> float:
    """Give how surely the name itself was said, 0 to 4, whatever stands round it."""
    if tekens["precies"]:
        return 4.0
    if tekens["precies_kern"]:
        return 3.5
    if tekens["vertaald"]:
        return 2.5 - tekens["deel"]
    return max(0.0, 3.5 - 6 * tekens["fout"] - 2 * tekens["deel"] - 0.3 * tekens["kaal"])


def _naast_anderen(nummer: int, gevonden: Sequence[Gevonden], sterk: Sequence[float]) -> Tekens:
    plek, eigen = gevonden[nummer][0], sterk[nummer]
    zelfde, langer, los = 0.0, 0.0, 0.0
    gelijken = 0
    for ander, (waar, tekens) in enumerate(gevonden):
        if ander == nummer:
            continue
        if waar.begin < plek.eind and plek.begin < waar.eind:
            zelfde = max(zelfde, sterk[ander] - eigen)
            gelijken += abs(sterk[ander] - eigen) < 0.5
            ruimer = waar.eind - waar.begin > plek.eind - plek.begin
            if ruimer and sterk[ander] >= ZEKER and tekens["lang"] > gevonden[nummer][1]["lang"]:
                langer = 1.0
        elif tekens["gewoon"] == 0 or tekens["plaats"] or tekens["soort"]:
            los = max(los, sterk[ander] - eigen)
    return {
        "overtroffen": min(zelfde, 2.0),
        "overtroffen_net": float(0.3 < zelfde <= 0.6),
        "in_langer": langer,
        "elders_sterker": min(los, 2.0),
        "gelijken": float(min(gelijken, 2)),
    }
