"""How a word sounds, roughly: spellings of one name by people of fourteen languages come out alike or nearly so."""

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase
from zlib import crc32

KLANKEN = (
    ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("cz", "s"), ("sh", "s"), ("sj", "s"), ("ch", "h"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "j"), ("ck", "k"), ("ce", "se"), ("ci", "si"),
    ("cy", "si"), ("qu", "kw"), ("eau", "o"), ("oe", "u"), ("ou", "u"), ("oo", "o"), ("ee", "e"), ("ij", "i"),
    ("ei", "i"), ("ie", "i"), ("au", "aw"), ("ks", "x"), ("ts", "s"), ("tz", "s"), ("dj", "j"),
    *((een + "yu", een + "u") for een in "bdfgklmnprstz"),
)  # fmt: skip
"""Groups of letters that sound as one, replaced in this order, longest first; the last for a soft u as in люкс."""

LETTERS = str.maketrans({"y": "i", "c": "k", "q": "k", "v": "w", "z": "s", "f": "w"})
DUBBEL = re.compile(r"([^\d\n])\1+")
DUBBELE = tuple((een + een, een) for een in ascii_lowercase)
KLINKERS = str.maketrans("", "", "aeiouwyjh")
MEDEKLINKERS = str.maketrans({"p": "b", "q": "k", "g": "k", "c": "k", "z": "s", "v": "f"})


@lru_cache(maxsize=1 << 14)
def klank(sleutel: str) -> str:
    """Give the sound of a key (`tekst.sleutel`): letters that people swap made one, doubles made single."""
    return klanken([sleutel])[0]


def klanken(sleutels: Sequence[str]) -> list[str]:
    """Give the sounds of keys, in order: laid in one row, a line each, which is ten times sooner than one by one."""
    if not sleutels:
        return []
    rij = "\n".join(sleutels)
    for letters, een in KLANKEN:
        rij = rij.replace(letters, een)
    return _enkel(rij.translate(LETTERS)).split("\n")


def _enkel(tekst: str) -> str:
    """Give a text with doubled letters single; for plain letters that is sooner without a pattern."""
    if not tekst.isascii():
        return DUBBEL.sub(r"\1", tekst)
    for dubbel, een in DUBBELE:
        while dubbel in tekst:
            tekst = tekst.replace(dubbel, een)
    return tekst


@lru_cache(maxsize=1 << 14)
def geraamte(sleutel: str) -> str:
    """Give the consonants of a key, as a script without vowels would write them."""
    sleutel = sleutel.replace("tsh", "ch").replace("x", "ks")
    for letters, een in KLANKEN[:11]:
        sleutel = sleutel.replace(letters, een)
    return DUBBEL.sub(r"\1", sleutel.replace("v", "f").translate(KLINKERS).translate(MEDEKLINKERS))


def geraamten(naam: str) -> tuple[str, ...]:
    """Give the consonants of a name as they may be written: a Dutch g also as the sound that is left out like an h."""
    return tuple({geraamte(naam), geraamte(naam.replace("g", "h")), geraamte(naam.replace("ch", "k"))})


def merk(tekst: str) -> int:
    """Give the number by which a sound is looked up, 32 bits."""
    return crc32(tekst.encode("utf-8", "replace"))


def cijfers(sleutel: str) -> str:
    """Give the figures of a key, which must be the same where the letters may differ."""
    return "".join(teken for teken in sleutel if teken.isdigit())
