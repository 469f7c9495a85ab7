"""Scripts: which one a word is in; how alike a name is to what was typed in one without short vowels.

Both are compared in Latin letters.
"""

from functools import lru_cache

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


def schrift(vorm: str) -> str:
    """Name the script a word begins in; everything but Arabic and Cyrillic counts as Latin."""
    teken = vorm[:1]
    if "\u0600" <= teken <= "\u08ff" or "\ufb50" <= teken <= "\ufefc":
        return "arabisch"
    return "cyrillisch" if "\u0400" <= teken <= "\u052f" else "latijn"


@lru_cache(maxsize=1 << 15)
def _klanken(sleutel: str) -> str:
    for letters, een in GROEPEN:
        sleutel = sleutel.replace(letters, een)
    kaal = sleutel.translate(LETTERS)
    return "".join(teken for n, teken in enumerate(kaal) if n == 0 or teken != kaal[n - 1])


def _weg(teken: str) -> float:
    return LICHT if teken in ZACHT else 1.0


def _anders(een: str, ander: str) -> float:
    if een == ander:
        return 0.0
    if een in KLINKERS and ander in KLINKERS:
        return 0.05 if KLINKERS[een] == KLINKERS[ander] else VERSCHIL
    return HALF.get(frozenset((een, ander)), 1.0)


def schriftgelijk(getypt: str, naam: str) -> float:
    """Give how alike two keys are, 0 to 1: vowels and h weigh little, consonants that are written alike nothing."""
    a, b = _klanken(getypt), _klanken(naam)
    rij = [0.0]
    for teken in b:
        rij.append(rij[-1] + _weg(teken))
    gewicht = max(rij[-1], sum(map(_weg, a)))
    for een in a:
        vorige, rij = rij, [rij[0] + _weg(een)]
        for plek, ander in enumerate(b, 1):
            rij.append(min(vorige[plek] + _weg(een), rij[-1] + _weg(ander), vorige[plek - 1] + _anders(een, ander)))
    return 1.0 - rij[-1] / gewicht if gewicht else 0.0
