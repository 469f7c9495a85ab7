"""What of a text's words the content model weighs: letters of words, words, pairs, and the ideas they stand for.

The reading and the training of the model go through this room, so both see the same features.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.tekst import Token, sleutel
from nachtleven.lezen.tijdcitaat import alle_citaten
from nachtleven.lezen.woordtabel import lees_toml

RIJEN = 1 << 18
"""Rows of the model; features share them by hash, few enough to one that what shares it seldom blurs it."""

MEESTE_WOORDEN = 160
"""Words that count; a longer text tells no more."""

KORTSTE, LANGSTE = 2, 5
"""Letters of the pieces of a word, its edges counted as letters."""

BEREIK = 4
"""Words after a denial that it covers."""

ZAAK = "<zaak>"
ARABISCH = re.compile(r"[\u0621-\u064a]")
AANGEHECHT = re.compile(r"^(?:[wfbk]?al|w?ll)")
KORTSTE_KERN = 3
"""Letters that an Arabic word keeps when what is written onto it is taken off."""

LANGSTE_WOORD = 24
CIJFER = re.compile(r"\d")

LANG_GETAL = 5
"""Figures of a number that is no year, time or price."""

STADSTAAL = "nl"
"""The language that people of any other mix into theirs."""

NIET, WANT = "niet", "want"
"""The ideas of denial and of a reason, as `begrippen` of the word tables call them."""
SCHRIJVER = frozenset({"ikzelf", "aanmij", "wijzelf"})
PERSONEN = SCHRIJVER | {"vreemde", "hijzij", "gezien"}
MIJN, VERWANT = "mijn", "verwant"
WIE = PERSONEN | {MIJN, VERWANT, "ikwel"}
"""The ideas of who is in a text. Their words are so short that each is another one in some other language."""
IN_TAAL = "@"
"""What stands between an idea that holds in one language only and that language."""


@dataclass(frozen=True, slots=True)
class Stuk:
    """A word as it is weighed: its key with figures as 0, `ZAAK` for a venue; its place in the text as typed.

    `citaat`: it stands between quotation marks, so somebody else said it.
    """

    woord: str
    plek: Woorden
    citaat: bool = False


@lru_cache(maxsize=1 << 14)
def vaste_rij(kenmerk: str) -> int:
    """Give the row of a feature of which there are not too many: it is kept."""
    return rij(kenmerk)


def rij(kenmerk: str) -> int:
    """Give the row of a feature."""
    return crc32(kenmerk.encode("utf-8", "replace")) % RIJEN


def stukken(tekst: str, tokens: Sequence[Token], zaken: Sequence[Woorden]) -> tuple[Stuk, ...]:
    """Give the words to weigh; the words of one venue are one, so that no venue's name is learned."""
    uit: list[Stuk] = []
    citaten = alle_citaten(tekst)
    for token in tokens[:MEESTE_WOORDEN]:
        plek = Woorden(token.begin, token.eind)
        in_zaak = bool(zaken) and any(zaak.begin < token.eind and token.begin < zaak.eind for zaak in zaken)
        if in_zaak and uit and uit[-1].woord == ZAAK:
            uit[-1] = Stuk(ZAAK, Woorden(uit[-1].plek.begin, token.eind))
        elif in_zaak:
            uit.append(Stuk(ZAAK, plek))
        elif token.sleutel:
            geciteerd = bool(citaten) and any(begin <= token.begin < eind for begin, eind in citaten)
            uit.append(Stuk(_gewogen_woord(token.vorm, token.sleutel), plek, geciteerd))
    return tuple(uit)


@lru_cache(maxsize=1 << 14)
def _gewogen_woord(vorm: str, sleutel_van_woord: str) -> str:
    return _gestalte(kaal(vorm, sleutel_van_woord)[:LANGSTE_WOORD])


def kaal(vorm: str, sleutel_van_woord: str) -> str:
    """Give the key of a word without what Arabic writes onto it: the article, and "and", "in", "for" before that."""
    if not ARABISCH.match(vorm):
        return sleutel_van_woord
    kern = AANGEHECHT.sub("", sleutel_van_woord)
    return kern if len(kern) >= KORTSTE_KERN else sleutel_van_woord


def _gestalte(sleutel_van_woord: str) -> str:
    """Give a number its shape, 0 for every figure; one figure among letters is a letter to those who type so."""
    cijfers = len(CIJFER.findall(sleutel_van_woord))
    getal = cijfers > 1 or cijfers == len(sleutel_van_woord)
    return CIJFER.sub("0", sleutel_van_woord) if getal else sleutel_van_woord


def woordrijen(woord: str) -> tuple[int, ...]:
    """Give the rows of the letter pieces of a word."""
    if woord == ZAAK:
        return (rij(ZAAK),)
    rand = f"<{woord}>"
    delen = {rand[i : i + n] for n in range(KORTSTE, LANGSTE + 1) for i in range(len(rand) - n + 1)}
    return tuple([crc32(deel.encode("utf-8", "replace")) % RIJEN for deel in sorted(delen)])


def paarrij(links: str, rechts: str) -> int:
    """Give the row of two words beside each other."""
    return rij(f"{links} {rechts}")


Zin = tuple[tuple[str, ...], str]
"""The words of a phrase, with `*` behind what is only the beginning of one, and the idea that it stands for."""


class Begrippen:
    """The ideas that words of any language stand for, from `talen/inhoud/*.toml`."""

    def __init__(self, folder: Path) -> None:
        """Load every table; raises ConfiguratieFout where a file doesn't parse."""
        self._heel: dict[str, set[str]] = {}
        self._begin: dict[str, set[str]] = {}
        self._zinnen: dict[str, list[Zin]] = {}
        self._zinnen_begin: dict[str, list[Zin]] = {}
        for pad in sorted(folder.glob("*.toml")):
            inhoud = lees_toml(pad)
            for begrip, woorden in inhoud.get("begrippen", {}).items():
                per_taal = begrip in WIE or begrip == NIET
                namen = [f"{begrip}{IN_TAAL}{taal}" for taal in _talen(inhoud, pad)] if per_taal else [begrip]
                self._zet(namen, woorden)
        self._lengtes = sorted({len(begin) for begin in self._begin})
        self._zinlengtes = sorted({len(begin) for begin in self._zinnen_begin})
        self._gekend = lru_cache(maxsize=1 << 14)(self._zoek)
        self._begonnen = lru_cache(maxsize=1 << 14)(self._begint)

    def _zet(self, begrippen: Sequence[str], woorden: str) -> None:
        for vorm in woorden.split():
            if "_" in vorm:
                eerste, *rest = (_patroon(deel) for deel in vorm.split("_") if sleutel(deel))
                waar = self._zinnen_begin if eerste.endswith("*") else self._zinnen
                waar.setdefault(eerste.rstrip("*"), []).extend(((eerste, *rest), een) for een in begrippen)
            elif vorm.endswith("*"):
                self._begin.setdefault(kaal(vorm, sleutel(vorm)), set()).update(begrippen)
            else:
                self._heel.setdefault(kaal(vorm, sleutel(vorm)), set()).update(begrippen)

    def _zoek(self, woord: str, taal: str | None) -> tuple[str, ...]:
        """Give the ideas of one word in a text of this language."""
        uit = set(self._heel.get(woord, ()))
        if len(woord) >= LANG_GETAL and not woord.strip("0"):
            uit.add("getal")
        for lengte in self._lengtes:
            if lengte > len(woord):
                break
            uit |= self._begin.get(woord[:lengte], set())
        return tuple(sorted({een for naam in uit if (een := _in_taal(naam, taal))}))

    def _begint(self, woord: str, taal: str | None) -> tuple[Mapping[str, Sequence[Zin]], Sequence[Zin]]:
        """Give the phrases that may begin with a word: those by their second word, and those it only begins."""
        heel: dict[str, list[Zin]] = {}
        begin: list[Zin] = []
        open_ = [self._zinnen_begin.get(woord[:lengte], ()) for lengte in self._zinlengtes if lengte <= len(woord)]
        for delen, naam in chain(self._zinnen.get(woord, ()), *open_):
            begrip = _in_taal(naam, taal)
            if begrip:
                tweede = delen[1] if len(delen) > 1 else "*"
                (begin if tweede.endswith("*") else heel.setdefault(tweede, [])).append((delen, begrip))
        return heel, begin

    def van_tekst(self, woorden: Sequence[str], taal: str | None) -> list[tuple[str, ...]]:
        """Give the ideas of every word of a text; a phrase counts at its last word.

        A word that denies in another language only ("la", "ma") does not deny; the city's own denies in any.
        """
        per_woord = [self._gekend(woord, taal) for woord in woorden]
        for plaats, woord in enumerate(woorden):
            heel, begin = self._begonnen(woord, taal)
            volgende = woorden[plaats + 1] if plaats + 1 < len(woorden) else ""
            for delen, begrip in (*heel.get(volgende, ()), *begin):
                einde = plaats + len(delen)
                if einde <= len(woorden) and all(map(_past, delen[1:], woorden[plaats + 1 : einde])):
                    per_woord[einde - 1] = tuple(sorted({*per_woord[einde - 1], begrip}))
        return per_woord


def _in_taal(naam: str, taal: str | None) -> str:
    """Give the idea of a name such as `niet@fr` that holds in a text of this language; empty where it doesn't."""
    begrip, _, eigen = naam.partition(IN_TAAL)
    telt = not eigen or taal is None or eigen == taal or (begrip == NIET and eigen == STADSTAAL)
    return begrip if telt else ""


def _talen(inhoud: Mapping[str, Any], pad: Path) -> Sequence[str]:
    """Give the languages of a table: those it names, else the one it is called after."""
    return [str(taal) for taal in inhoud.get("talen", [pad.stem])]


def _patroon(vorm: str) -> str:
    return kaal(vorm, sleutel(vorm)) + ("*" if vorm.endswith("*") else "")


def _past(patroon: str, woord: str) -> bool:
    return woord.startswith(patroon[:-1]) if patroon.endswith("*") else woord == patroon


def ontkend(begrippen: Sequence[Sequence[str]], plaats: int) -> bool:
    """Tell whether a word of denial covers a word: shortly before it, with no reason opened in between.

    "niet omwille van mijn kleur" denies the colour, "niet binnen omdat ik zwart ben" doesn't.
    """
    for eerder in range(plaats - 1, max(-1, plaats - BEREIK - 1), -1):
        if NIET in begrippen[eerder]:
            return True
        if WANT in begrippen[eerder]:
            return eerder > 0 and NIET in begrippen[eerder - 1]
    return False
