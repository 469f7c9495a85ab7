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

RUIM = 2.0
"""Quality from which a name was likely said."""

HAAST = 0.01
ZWAAR = 2.5
"""How strong a sign is that says nearly everything, so that a few examples are enough to learn its weight."""


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
    return max(0.0, 3.0 + 0.5 * tekens["voluit"] - 6 * tekens["fout"] - 2 * tekens["deel"])


def _gemeend(tekens: Tekens, sterk: float) -> bool:
    """Tell whether a find is likely a name, and no ordinary word by chance."""
    omgeving = any(tekens[teken] for teken in ("plaats", "hoofdletter", "soort", "zin", "kop"))
    return sterk >= RUIM and (omgeving or (sterk >= ZEKER and tekens["gewoon"] < 1))


def _naast_anderen(nummer: int, gevonden: Sequence[Gevonden], sterk: Sequence[float]) -> Tekens:
    plek, tekens = gevonden[nummer]
    eigen = sterk[nummer]
    anderen = [(waar, t, sterk[n]) for n, (waar, t) in enumerate(gevonden) if n != nummer]
    zelfde = [(waar, t, s) for waar, t, s in anderen if waar.begin < plek.eind and plek.begin < waar.eind]
    gemeend = [
        (waar, t) for waar, t, s in anderen if (waar.eind <= plek.begin or waar.begin >= plek.eind) and _gemeend(t, s)
    ]
    eerder = any(waar.eind <= plek.begin for waar, _ in gemeend)
    return {
        "half": ZWAAR * any(_is_heler(t, tekens) for _, t, _ in zelfde),
        "in_langer": ZWAAR * any(_is_langer(waar, t, s, gevonden[nummer]) for waar, t, s in zelfde),
        "gelijken": float(min(2, sum(abs(s - eigen) < 0.25 for *_, s in zelfde))),
        "elders_sterker": float(bool(gemeend) and eigen < ZEKER),
        "elders_ook": float(bool(gemeend)),
        "later": float(eerder),
        "verder": ZWAAR * eerder * (bool(tekens["daarna"] or tekens["elders"]) + bool(tekens["goed"])) / 2,
        "gevolgd": ZWAAR * any(waar.begin >= plek.eind and (t["daarna"] or t["elders"]) for waar, t in gemeend),
        "ontkend_ander": ZWAAR * (bool(tekens["ontkend"]) and any(s >= RUIM for *_, s in anderen)),
    }


def _is_heler(ander: Tekens, eigen: Tekens) -> bool:
    """Tell whether of the same letters the other find is the whole name, and this one only a part of a longer one."""
    zelfde = ander["lang"] == eigen["lang"] and abs(ander["fout"] - eigen["fout"]) < HAAST
    heel = bool(ander["precies"] or ander["voluit"]) and not (eigen["precies"] or eigen["voluit"])
    return zelfde and heel and not eigen["rest"]


def _is_langer(waar: Woorden, tekens: Tekens, sterk: float, ander: Gevonden) -> bool:
    """Tell whether a find takes in another one and explains more of its letters."""
    plek, kleiner = ander
    lengte = (waar.eind - waar.begin) - (plek.eind - plek.begin)
    if sterk < RUIM or lengte <= 0:
        return False
    return bool(kleiner["leeg"]) or (
        waar.begin <= plek.begin and plek.eind <= waar.eind and tekens["lang"] > kleiner["lang"]
    )
