"""The signs by which one venue that was found differs from the others found in the same text.

A name that was said whole outdoes the same word as a part of a longer name; a word inside a longer name is that name;
what is merely alike gives way to a venue that was surely named elsewhere in the text.
"""

from collections.abc import Sequence

from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.plaatstekens import ZWAAR, Tekens
from nachtleven.lezen.plaatswoorden import Frasen, zegt
from nachtleven.lezen.tekst import tokens

Gevonden = tuple[Woorden, Tekens, int, str]
"""Where a name stands best, its signs so far, where it is first said, and the key of the part that was said."""

ZEKER = 3.0
"""Quality from which a name was surely said."""

RUIM = 2.0
"""Quality from which a name was likely said."""

HAAST = 0.01
VER_HERSTEL = 24
"""Characters between a slip and the name that is meant."""


def vergelijktekens(gevonden: Sequence[Gevonden]) -> list[Tekens]:
    """Give the signs of each find beside all others, in order; finds by a street alone are left out beforehand."""
    sterk = [_sterkte(tekens) for _, tekens, *_ in gevonden]
    return [_naast_anderen(nummer, gevonden, sterk) for nummer in range(len(gevonden))]


def hersteld(tekst: str, plekken: Sequence[Woorden], frasen: Frasen) -> list[float]:
    """Give for each place, in order, whether the writer takes it back for another name: "Nova, no sorry, Luna"."""
    return [ZWAAR * any(_neemt_terug(tekst, een, ander, frasen) for ander in plekken) for een in plekken]


def _neemt_terug(tekst: str, een: Woorden, ander: Woorden, frasen: Frasen) -> bool:
    tussen = tekst[een.eind : ander.begin]
    return 0 < len(tussen) <= VER_HERSTEL and zegt([token.sleutel for token in tokens(tussen)], frasen)


def _sterkte(tekens: Tekens) -> float:
    """Give how surely the name itself was said, 0 to 4, whatever stands round it."""
    if tekens["precies"]:
        return 4.0
    if tekens["precies_kern"]:
        return 3.5
    if tekens["vertaald"]:
        return 2.5 - tekens["deel"]
    return max(0.0, 3.0 + 0.5 * tekens["voluit"] - 6 * tekens["fout"] - 2 * tekens["deel"])


def is_gemeend(tekens: Tekens) -> bool:
    """Tell whether a find is likely a name, and no ordinary word by chance."""
    return _gemeend(tekens, _sterkte(tekens))


def _gemeend(tekens: Tekens, sterk: float) -> bool:
    omgeving = any(tekens[teken] for teken in ("plaats", "hoofdletter", "soort", "zin", "kop"))
    return sterk >= RUIM and (omgeving or (sterk >= ZEKER and tekens["gewoon"] < 1))


def _naast_anderen(nummer: int, gevonden: Sequence[Gevonden], sterk: Sequence[float]) -> Tekens:
    plek, tekens, eerst, naam = gevonden[nummer]
    eigen = sterk[nummer]
    anderen = [(waar, t, sterk[n]) for n, (waar, t, *_) in enumerate(gevonden) if n != nummer]
    zelfde = [(waar, t, s) for waar, t, s in anderen if waar.raakt(plek)]
    gelijknamig = [t for n, (_, t, _, ander) in enumerate(gevonden) if n != nummer and ander == naam]
    gemeend = [
        (begin, t)
        for n, (waar, t, begin, _) in enumerate(gevonden)
        if (waar.eind <= plek.begin or waar.begin >= plek.eind) and _gemeend(t, sterk[n])
    ]
    vertrek = bool(tekens["van"]) and any(begin > eerst and t["naar"] for begin, t in gemeend)
    aankomst = bool(tekens["naar"]) and any(begin < eerst and t["van"] for begin, t in gemeend)
    eerder = any(begin < eerst for begin, _ in gemeend)
    straks = any(begin > eerst for begin, _ in gemeend)
    return {
        "half": ZWAAR
        * any(_is_heler(t, tekens) for t in (gelijknamig if tekens["fout"] else [t for _, t, _ in zelfde])),
        "kaal_ander": ZWAAR * (bool(tekens["kaal"]) and any(s > ZEKER and not t["kaal"] for _, t, s in zelfde)),
        "in_langer": ZWAAR * any(_is_langer(waar, t, s, gevonden[nummer]) for waar, t, s in zelfde),
        "gelijken": float(min(2, sum(abs(s - eigen) < 0.25 for *_, s in zelfde))),
        "elders_sterker": float(bool(gemeend) and eigen < ZEKER),
        "elders_ook": float(bool(gemeend)),
        "later": float(eerder),
        "verder": ZWAAR * eerder * (bool(tekens["daarna"] or tekens["elders"]) + bool(tekens["goed"])) / 2,
        "vooraf": ZWAAR * straks * bool(tekens["eerst"]),
        "goed_vooraf": ZWAAR * straks * bool(tekens["goed"]),
        "ontkend_vlak_ander": ZWAAR * bool(tekens["ontkend_vlak"] and gemeend),
        "vertrek": ZWAAR * vertrek,
        "aankomst": ZWAAR * aankomst,
        "slecht_ander": ZWAAR * (not tekens["slecht"] and any(t["slecht"] for _, t in gemeend)),
        "slecht_alleen": ZWAAR * (bool(tekens["slecht"]) and any(not t["slecht"] for _, t in gemeend)),
        "gevolgd": ZWAAR * any(begin > eerst and (t["daarna"] or t["elders"]) for begin, t in gemeend),
        "rest_anders": ZWAAR * (not tekens["rest"] and any(_deelt(t, tekens) and t["rest"] for _, t, _ in zelfde)),
        "ontkend_ander": ZWAAR * (bool(tekens["ontkend"]) and any(s >= RUIM for *_, s in anderen)),
    }


def _is_heler(ander: Tekens, eigen: Tekens) -> bool:
    """Tell whether of the same letters the other find is the whole name, and this one only a part of a longer one."""
    heel = bool(ander["precies"] or ander["voluit"]) and not (eigen["precies"] or eigen["voluit"])
    return _deelt(ander, eigen) and heel and not eigen["rest"]


def _deelt(ander: Tekens, eigen: Tekens) -> bool:
    """Tell whether two finds share the same letters of their names, as alike."""
    return ander["lang"] == eigen["lang"] and abs(ander["fout"] - eigen["fout"]) < HAAST


def _is_langer(waar: Woorden, tekens: Tekens, sterk: float, ander: Gevonden) -> bool:
    """Tell whether a find takes in another one and explains more of its letters."""
    plek, kleiner, *_ = ander
    lengte = (waar.eind - waar.begin) - (plek.eind - plek.begin)
    if sterk < RUIM or lengte <= 0:
        return False
    return bool(kleiner["leeg"]) or (
        waar.begin <= plek.begin and plek.eind <= waar.eind and tekens["lang"] > kleiner["lang"]
    )
