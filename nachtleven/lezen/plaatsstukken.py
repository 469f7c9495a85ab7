"""The pieces of a text in which venues are looked for: single words, and stretches of up to four of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nachtleven.lezen.klank import klanken
from nachtleven.lezen.plaatswoorden import Frasen
from nachtleven.lezen.tekst import Token, sleutel

DELEN = re.compile(r"[^'’‘`´ʼ]+")
MEESTE = 320
"""Pieces looked at; the longest joined SMS holds fewer words."""
LANGSTE = 40
"""Letters of a stretch; a longer one is no name."""
LANGSTE_RIJ = 4
LEESTEKENS = frozenset(',;:.!?()\n"“”…،؟')
"""Signs over which no name goes; a stop without a space may stand in initials."""


@dataclass(frozen=True, slots=True)
class Stuk:
    """One word or part of one: [begin, eind) in characters, as typed, its key.

    `vast`: grown onto the piece before. `na_leesteken`: a comma, a stop or the like parts it from the piece before.
    """

    begin: int
    eind: int
    vorm: str
    sleutel: str
    vast: bool
    na_leesteken: bool


class Venster(NamedTuple):
    """A stretch of pieces [begin, eind) by number, their keys joined, and the sound of that.

    `kaal`: an ending or a beginning was taken off, the letters of `aanhang`. A tuple: sixty are made a text.
    """

    begin: int
    eind: int
    sleutel: str
    kaal: bool
    aanhang: str
    geluid: str


def knip(tekst: str, tokens: Sequence[Token]) -> list[Stuk]:
    """Cut words at their apostrophes: Aurora'da gives aurora and da, the second `vast`."""
    uit: list[Stuk] = []
    vorige = 0
    for token in tokens[:MEESTE]:
        tussen = tekst[vorige : token.begin]
        vorige = token.eind
        los = tussen not in (" ", "") and any(teken in LEESTEKENS for teken in tussen) and tussen != "."
        if token.vorm.isalnum():
            uit.append(Stuk(token.begin, token.eind, token.vorm, token.sleutel, vast=False, na_leesteken=los))
            continue
        for deel in DELEN.finditer(token.vorm):
            if kaal := sleutel(deel.group()):
                begin = token.begin + deel.start()
                uit.append(
                    Stuk(
                        begin,
                        begin + len(deel.group()),
                        deel.group(),
                        kaal,
                        deel.start() > 0,
                        los and deel.start() == 0,
                    )
                )
    return uit[:MEESTE]


def vensters(
    stukken: Sequence[Stuk],
    achtervoegsels: Sequence[str],
    voorvoegsels: Sequence[str],
    buigingen: Sequence[tuple[str, str]],
    kortste_stam: int,
) -> list[Venster]:
    """Give every stretch, and again without each ending or beginning that is grown onto it.

    A stem has at least `kortste_stam` letters. `buigingen`: endings that stand in the place of other letters.
    """
    rij = _stroken(stukken, achtervoegsels, voorvoegsels, buigingen, kortste_stam)
    geluiden = klanken([sleutel_van_strook for _, _, sleutel_van_strook, _, _ in rij])
    return [Venster(*strook, geluid) for strook, geluid in zip(rij, geluiden, strict=True)]


def _stroken(
    stukken: Sequence[Stuk],
    achtervoegsels: Sequence[str],
    voorvoegsels: Sequence[str],
    buigingen: Sequence[tuple[str, str]],
    kortste_stam: int,
) -> list[tuple[int, int, str, bool, str]]:
    """Give what `vensters` gives, without the sounds."""
    koppen = tuple(voorvoegsels)
    staarten = [*((staart, "") for staart in achtervoegsels), *buigingen]
    eindes = [_eindes(stuk.sleutel, staarten, kortste_stam) for stuk in stukken]
    uit: list[tuple[int, int, str, bool, str]] = []
    for begin in range(len(stukken)):
        tekst = ""
        for eind in range(begin + 1, min(begin + LANGSTE_RIJ, len(stukken)) + 1):
            tekst += stukken[eind - 1].sleutel
            if len(tekst) > LANGSTE or (stukken[eind - 1].na_leesteken and eind - 1 > begin):
                break
            uit.append((begin, eind, tekst, False, ""))
            if tekst.startswith(koppen):
                uit += [
                    (begin, eind, tekst[len(kop) :], True, kop)
                    for kop in koppen
                    if tekst.startswith(kop) and len(tekst) - len(kop) >= kortste_stam
                ]
            if eindes[eind - 1] and eind - begin <= 2:
                uit += [
                    (begin, eind, tekst[: -len(staart)] + eerder, True, staart) for staart, eerder in eindes[eind - 1]
                ]
    return uit


def _eindes(woord: str, staarten: Sequence[tuple[str, str]], kortste_stam: int) -> list[tuple[str, str]]:
    """Give the endings that a word has beside a stem that is long enough, and what stood there before them."""
    if len(woord) <= kortste_stam or not woord.isalpha():
        return []
    ruimte = len(woord) - kortste_stam
    return [paar for paar in staarten if len(paar[0]) <= ruimte and woord.endswith(paar[0])]


def eindigt(stukken: Sequence[Stuk], plek: int, frasen: Frasen) -> bool:
    """Tell whether one of the phrases ends at this piece, itself the last word of it."""
    passend = frasen.get(stukken[plek].sleutel) if plek >= 0 else None
    return passend is not None and any(
        len(frase) <= plek + 1
        and all(stukken[plek - len(frase) + 1 + i].sleutel == woord for i, woord in enumerate(frase))
        for frase in passend
    )
