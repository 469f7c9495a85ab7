"""The features of the letter model: one word → the rows of the weight table it touches.

The trainer (`benches/leer_taal.py`) and the reader share this room, so that both cut words alike. What makes two
languages differ in writing is kept: marks and scripts stay, only case goes.
"""

import re
import unicodedata
from zlib import crc32

RIJEN = 1 << 14
"""Rows of the weight table; features share rows by their checksum."""

WOORD = re.compile(r"(?:[^\W_]+(?:['’][^\W\d_]+)?)")
LETTER = re.compile(r"[^\W\d_]")
STREEPJES = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Arabic stretching and marks without width: they say nothing and cut words in two."""

LANGSTE = 24
"""Letters of a word that count; longer runs are noise."""


def taalwoorden(tekst: str) -> list[str]:
    """Give the words that hold a letter, in lower case, composed (NFC), apostrophes straight."""
    schoon = unicodedata.normalize("NFC", STREEPJES.sub("", tekst)).lower().replace("’", "'")
    return [woord for woord in WOORD.findall(schoon) if LETTER.search(woord)]


def rijen(woord: str) -> list[int]:
    """Give the rows of one word: the word itself and its runs of one to four letters, its edges marked."""
    rand = f"<{woord[:LANGSTE]}>"
    stukken = {f"={rand}"}
    for lengte in (1, 2, 3, 4):
        stukken.update([rand[i : i + lengte] for i in range(len(rand) - lengte + 1)])
    stukken -= {"<", ">"}
    return [crc32(stuk.encode()) % RIJEN for stuk in sorted(stukken)]
