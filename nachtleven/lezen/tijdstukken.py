"""The pieces of a text as the time grammar sees them: words, digit runs, known phrases taken together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nachtleven.lezen.tekst import Token, sleutel
from nachtleven.lezen.tijdtabellen import Tags, Tijdtabel

APOSTROF = re.compile("['’‘`´ʼ]")
ZONDER_APOSTROF = re.compile("[^'’‘`´ʼ]+")
CIJFERS_OF_LETTERS = re.compile(r"\d+|[^\W\d_]+")
SCHEIDING = re.compile(r"[,;:!?()\n،؛؟]")
LANGSTE_GETAL = 8
MEESTE = 400
"""Pieces looked at; the longest joined SMS holds fewer words."""


@dataclass(slots=True)
class Stuk:
    """One piece: its stretch in the text, its search key, its number if digits, its tags, the text just before it."""

    begin: int
    eind: int
    sleutel: str
    cijfers: str
    tags: Tags
    ervoor: str

    @property
    def getal(self) -> int | None:
        """The number it stands for, in digits or as a word."""
        return int(self.cijfers) if self.cijfers else self.tags.get("getallen")

    def is_een(self, tag: str) -> bool:
        """Tell whether it has this tag."""
        return tag in self.tags


def stukken(tekst: str, tokens: Sequence[Token], tabel: Tijdtabel) -> list[Stuk]:
    """Cut a text into pieces, phrases of the table taken together, the longest first."""
    los = [stuk for token in tokens[:MEESTE] for stuk in _los(token, tabel.frasen)]
    uit: list[Stuk] = []
    plek, vorige = 0, 0
    while plek < len(los):
        lang, tags = _frase(tekst, los, plek, tabel)
        eerste, laatste = los[plek], los[plek + lang - 1]
        uit.append(
            Stuk(eerste[0], laatste[1], eerste[2] if lang == 1 else "", eerste[3], tags, tekst[vorige : eerste[0]])
        )
        plek, vorige = plek + lang, laatste[1]
    return uit


Los = tuple[int, int, str, str]
Frasen = Mapping[str, tuple[tuple[tuple[str, ...], Tags], ...]]
MATEN = frozenset({"uur", "vm", "nm", "eenheden", "munt", "geteld", "rang", "ongeveer"})


def _los(token: Token, frasen: Frasen) -> list[Los]:
    vorm = token.vorm
    if vorm.isalpha() or (token.sleutel in frasen and not APOSTROF.search(vorm) and not vorm.isdigit()):
        return [(token.begin, token.eind, token.sleutel, "")]
    uit: list[Los] = []
    for run in ZONDER_APOSTROF.finditer(vorm):
        woord, begin = run.group(), token.begin + run.start()
        if woord[0].isdecimal() and sleutel(woord) not in frasen and _is_maat(woord, frasen):
            uit += [_deel(begin + deel.start(), deel.group()) for deel in CIJFERS_OF_LETTERS.finditer(woord)]
        else:
            uit.append(_deel(begin, woord))
    return uit


def _is_maat(woord: str, frasen: Frasen) -> bool:
    """Tell whether the letters after the digits are an hour, unit, count, rank or "about": 2u30, 8th, 1ish; not 7na."""
    letters = [deel for deel in CIJFERS_OF_LETTERS.findall(woord) if not deel.isdecimal()]
    if not letters:
        return True
    return len(letters) == 1 and any(
        frase == (sleutel(letters[0]),) and MATEN & tags.keys() for frase, tags in frasen.get(sleutel(letters[0]), ())
    )


def _deel(begin: int, tekst: str) -> Los:
    cijfers = str(int(tekst)).zfill(len(tekst)) if tekst.isdecimal() and len(tekst) <= LANGSTE_GETAL else ""
    return begin, begin + len(tekst), sleutel(tekst), cijfers


def _frase(tekst: str, los: list[Los], plek: int, tabel: Tijdtabel) -> tuple[int, Tags]:
    """Give the length and the tags of the longest phrase that begins here; one piece without tags where none does."""
    for woorden, tags in tabel.frasen.get(los[plek][2], ()):
        delen = los[plek : plek + len(woorden)]
        if len(woorden) == 1 or (tuple(deel[2] for deel in delen) == woorden and _aan_een_stuk(tekst, delen)):
            return len(woorden), tags
    return 1, {}


def _aan_een_stuk(tekst: str, delen: list[Los]) -> bool:
    """Tell whether no comma, bracket or end of a sentence stands between the words of a phrase."""
    return not SCHEIDING.search("".join(tekst[een[1] : ander[0]] for een, ander in pairwise(delen)))
