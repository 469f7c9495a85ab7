"""The words by which a short answer or a command is known, in all languages at once, spelled plainly.

A melder answers in any language to a question in any other, so the words of all languages are one set.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_GELIJK = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "'": " ", "’": " ", "ʼ": " "})


class Woordsoort(StrEnum):
    """What a word of a conversation says."""

    MELDING = "melding"
    WEET_NIET = "weet_niet"
    NEE = "nee"
    GEEN_VAN_DEZE = "geen_van_deze"
    BEDANKT = "bedankt"
    BEL = "bel"
    SMS = "sms"
    NIET_BELLEN = "niet_bellen"
    BEL_MIJ_NIET = "bel_mij_niet"
    START = "start"
    STOP = "stop"
    WIS = "wis"
    HULP = "hulp"
    ALLES = "alles"
    GEGEVENS = "gegevens"
    LAATSTE = "laatste"
    EERSTE = "eerste"
    TWEEDE = "tweede"
    DERDE = "derde"
    AUTOMATISCH = "automatisch"
    NOG_IETS = "nog_iets"


RANG = (Woordsoort.EERSTE, Woordsoort.TWEEDE, Woordsoort.DERDE)
"""The ordinals, in order."""


@lru_cache(64)
def plat(tekst: str) -> str:
    """Give the words of a text for comparing: no case, accents or signs, one space between two.

    One text is compared some fifteen times; what was compared last is remembered, and soon forgotten.
    """
    klein = unicodedata.normalize("NFKD", tekst).casefold().translate(_GELIJK)
    los = unicodedata.normalize("NFKD", klein).casefold()
    kaal = "".join(teken for teken in los if not unicodedata.combining(teken))
    return " ".join("".join(teken if teken.isalnum() else " " for teken in kaal).split())


@dataclass(frozen=True, slots=True)
class Woordenboek:
    """The plain words and phrases of every kind, of all languages together."""

    woorden: Mapping[Woordsoort, frozenset[str]]

    def is_een(self, tekst: str, soort: Woordsoort) -> bool:
        """Tell whether the text is such a word or phrase and nothing else."""
        return plat(tekst) in self.woorden[soort]

    def bevat(self, tekst: str, soort: Woordsoort) -> bool:
        """Tell whether such a word or phrase stands in the text as whole words."""
        vlak = f" {plat(tekst)} "
        return any(f" {woord} " in vlak for woord in self.woorden[soort])

    def begint_met(self, tekst: str, soort: Woordsoort) -> bool:
        """Tell whether the text begins with such a word."""
        vlak = f"{plat(tekst)} "
        return any(vlak.startswith(f"{woord} ") for woord in self.woorden[soort])
