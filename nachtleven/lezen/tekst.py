"""Words of a text with their places, and the key by which words are compared across scripts and spellings."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WOORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652]+[^\W_]*)*")

_CYRILLISCH = dict(
    zip(
        "абвгґдеёєжзийіїклмнопрстуфхцчшщъыьэюя",
        "a b v g g d e e e zh z i i i i k l m n o p r s t u f h c ch sh sht a i  e iu ia".split(" "),
        strict=True,
    )
)
_ARABISCH = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh",
    "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ى": "a", "ة": "a",
    "ئ": "i", "ؤ": "u", "ء": "", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ک": "k", "ی": "i", "ـ": "",
}  # fmt: skip
_GRIEKS = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f h ps o".split(), strict=True)
)
_LATIJN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_TEKENS = str.maketrans({**_CYRILLISCH, **_ARABISCH, **_GRIEKS, **_LATIJN})


@dataclass(frozen=True, slots=True)
class Token:
    """A word at [begin, eind) of the text: `vorm` as it stands there, `sleutel` for comparing (may be empty)."""

    begin: int
    eind: int
    vorm: str
    sleutel: str


def tokens(tekst: str) -> tuple[Token, ...]:
    """Give the words of a text: runs of letters and digits of any script; apostrophes and hyphens part them."""
    return tuple(
        Token(vondst.start(), vondst.end(), vondst.group(), sleutel(vondst.group()))
        for vondst in _WOORD.finditer(tekst)
    )


@lru_cache(maxsize=1 << 16)
def sleutel(tekst: str) -> str:
    """Give the key of a text: lower case latin letters and digits, marks stripped, other scripts transliterated.

    Spaces stay; what has no letter in the tables (Chinese, emoji) falls away.
    """
    klein = tekst.lower().translate(_TEKENS)
    ontleed = unicodedata.normalize("NFKD", klein)
    kaal = "".join(t for t in ontleed if not unicodedata.combining(t)).translate(_TEKENS)
    return "".join(str(unicodedata.digit(t)) if t.isdigit() else t for t in kaal if t.isascii() or t.isdigit())
