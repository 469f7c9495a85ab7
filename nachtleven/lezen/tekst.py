"""Words of a text with their places, and the key by which words of any script and spelling are compared."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MERKEN = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
BREEDTELOOS = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufe00-\ufe0f"
"""Marks on letters, and signs without width: both stand inside words and cut none in two."""

WOORD = re.compile(
    rf"[^\W_]+(?:(?:[{MERKEN}{BREEDTELOOS}]+(?=[^\W_{MERKEN}{BREEDTELOOS}])|[{MERKEN}]|['’‘`´ʼ](?=[^\W_]))[^\W_]*)*"
)
"""A word keeps the apostrophes inside it: l'autre, Paris'te."""

LATIJN = str.maketrans(
    {
        # Latin letters that NFKD does not take apart
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        # Cyrillic: Russian, Ukrainian, Bulgarian
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ы": "y",
        "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѕ": "z",
        # Arabic, with the letters Persian and Kurdish add
        "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
        "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
        "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ى": "a", "ة": "a",
        "ء": "", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ک": "k", "ی": "y", "ڭ": "g", "ۋ": "v", "ٱ": "a",
        # Greek
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
        "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
        "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip


class Token(NamedTuple):
    """One word: [begin, eind) in characters of the text as it was typed, the word as typed, its key."""

    begin: int
    eind: int
    vorm: str
    sleutel: str


@lru_cache(maxsize=1 << 15)
def sleutel(tekst: str) -> str:
    """Give the letters and digits by which a text is compared: lower case, without marks, in Latin letters.

    Spaces and punctuation go too. Letters of scripts not known here stay as they are; empty where none are left.
    """
    if tekst.isascii():
        kaal = tekst.lower()
    else:
        kaal = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", tekst).lower()).translate(LATIJN)
    return kaal if kaal.isalnum() else "".join(filter(str.isalnum, kaal))


def tokens(tekst: str) -> tuple[Token, ...]:
    """Cut a text into words, in order; whatever holds no letter or digit is no word."""
    return tuple([Token(*w.span(), vorm := w.group(), sleutel(vorm)) for w in WOORD.finditer(tekst)])
