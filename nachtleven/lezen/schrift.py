"""Scripts: which one a word is in; how alike a name is to what was typed in one without short vowels.

Both are compared in Latin letters.
"""

from functools import lru_cache
from string import ascii_lowercase

GROEPEN = (
    ("tsch", "c"), ("tsh", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("sj", "s"), ("ch", "c"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "j"), ("ck", "k"), ("qu", "kw"), ("x", "ks"),
    ("eau", "o"), ("ou", "u"), ("oe", "u"), ("oo", "o"), ("ee", "e"), ("ij", "y"), ("aa", "a"), ("uu", "u"),
)  # fmt: skip
"""Letters that are one sound, replaced in this order."""

LETTERS = str.maketrans({"p": "b", "q": "k", "g": "k", "v": "f", "z": "s"})
HALF = {frozenset(paar): 0.4 for paar in ("cs", "hk", "jk", "cj", "hc", "td", "fw", "fb", "js")}
"""Consonants that may stand for each other."""
KLINKERS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"}
"""What each vowel, and each letter that stands for one, sounds like."""
ZACHT = frozenset("aeiouywh")
"""Letters that may be left out, or written where nothing is heard."""
LICHT = 0.3
VERSCHIL = 0.25
SPELING = 1e-6
"""What sums of weights may be off."""


def schrift(vorm: str) -> str:
    """Name the script a word begins in; everything but Arabic and Cyrillic counts as Latin."""
    teken = vorm[:1]
    if "\u0600" <= teken <= "\u08ff" or "\ufb50" <= teken <= "\ufefc":
        return "arabisch"
    return "cyrillisch" if "\u0400" <= teken <= "\u052f" else "latijn"


@lru_cache(maxsize=1 << 14)
def _klanken(sleutel: str) -> str:
    for letters, een in GROEPEN:
        sleutel = sleutel.replace(letters, een)
    kaal = sleutel.translate(LETTERS)
    return "".join(teken for n, teken in enumerate(kaal) if n == 0 or teken != kaal[n - 1])


def _anders(een: str, ander: str) -> float:
    if een == ander:
        return 0.0
    if een in KLINKERS and ander in KLINKERS:
        return 0.05 if KLINKERS[een] == KLINKERS[ander] else VERSCHIL
    return HALF.get(frozenset((een, ander)), 1.0)


@lru_cache(maxsize=1 << 8)
def _letter(een: str) -> tuple[float, dict[str, float]]:
    """Give what a letter weighs, and what it costs to stand for the others that don't cost the full weight of 1."""
    anders = {ander: kosten for ander in ascii_lowercase if (kosten := _anders(een, ander)) < 1}
    return LICHT if een in ZACHT else 1.0, anders | {een: 0.0}


def schriftgelijk(getypt: str, naam: str, minst: float) -> float:
    """Give how alike two keys are, 0 to 1: vowels and h weigh little, consonants that are written alike nothing.

    0 too where it is surely less than `minst`.
    """
    a, b = [_letter(teken) for teken in _klanken(getypt)], _klanken(naam)
    gewichten = [(teken, _letter(teken)[0]) for teken in b]
    rij = [0.0]
    for _, zwaar in gewichten:
        rij.append(rij[-1] + zwaar)
    gewicht = max(rij[-1], sum(zwaar for zwaar, _ in a))
    meest = (1.0 - minst) * gewicht + SPELING
    for weg, anders in a:
        links = rij[0] + weg
        nieuw = [links]
        for schuin, boven, (ander, zwaar) in zip(rij, rij[1:], gewichten, strict=False):
            links = min(boven + weg, links + zwaar, schuin + anders.get(ander, 1.0))
            nieuw.append(links)
        rij = nieuw
        if min(rij) > meest:
            return 0.0
    return 1.0 - rij[-1] / gewicht if gewicht else 0.0
