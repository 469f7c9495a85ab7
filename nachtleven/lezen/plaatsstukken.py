"""The pieces of a text in which venues are looked for: single words, and stretches of up to four of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Venster:
    """A stretch of pieces [begin, eind) by number, their keys joined.

    `kaal`: an ending or a beginning was taken off, the letters of `aanhang`.
    """

    begin: int
    eind: int
    sleutel: str
    kaal: bool
    aanhang: str = ""


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
    uit: list[Venster] = []
    for begin in range(len(stukken)):
        tekst = ""
        for eind in range(begin + 1, min(begin + LANGSTE_RIJ, len(stukken)) + 1):
            laatste = stukken[eind - 1].sleutel
            tekst += laatste
            if len(tekst) > LANGSTE or (stukken[eind - 1].na_leesteken and eind - 1 > begin):
                break
            uit.append(Venster(begin, eind, tekst, kaal=False))
            uit += [
                Venster(begin, eind, tekst[len(kop) :], kaal=True, aanhang=kop)
                for kop in voorvoegsels
                if tekst.startswith(kop) and len(tekst) - len(kop) >= kortste_stam
            ]
            if eind - begin <= 2 and len(laatste) > kortste_stam and laatste.isalpha():
                uit += [
                    Venster(begin, eind, tekst[: -len(staart)], kaal=True, aanhang=staart)
                    for staart in achtervoegsels
                    if laatste.endswith(staart) and len(laatste) - len(staart) >= kortste_stam
                ]
                uit += [
                    Venster(begin, eind, tekst[: -len(staart)] + eerder, kaal=True, aanhang=staart)
                    for staart, eerder in buigingen
                    if laatste.endswith(staart) and len(laatste) - len(staart) >= kortste_stam
                ]
    return uit


def eindigt(stukken: Sequence[Stuk], plek: int, frasen: Frasen) -> bool:
    """Tell whether one of the phrases ends at this piece, itself the last word of it."""
    if plek < 0:
        return False
    return any(
        len(frase) <= plek + 1
        and all(stukken[plek - len(frase) + 1 + i].sleutel == woord for i, woord in enumerate(frase))
        for frase in frasen.get(stukken[plek].sleutel, ())
    )
