"""What of a text's words the content model weighs: letters of words, words, pairs, and the ideas they stand for.

The reading and the training of the model go through this room, so both see the same features.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.tekst import Token, sleutel

RIJEN = 1 << 15
"""Rows of the model; features share them by hash."""

MEESTE_WOORDEN = 160
"""Words that count; a longer text tells no more."""

KORTSTE, LANGSTE = 2, 5
"""Letters of the pieces of a word, its edges counted as letters."""

BEREIK = 4
"""Words after a denial that it covers."""

ZAAK = "<zaak>"
LANGSTE_WOORD = 24
CIJFER = re.compile(r"\d")

LANG_GETAL = 5
"""Figures of a number that is no year, time or price."""

NIET, WANT = "niet", "want"
"""The ideas of denial and of a reason, as `begrippen` of the word tables call them."""


@dataclass(frozen=True, slots=True)
class Stuk:
    """A word as it is weighed: its key with figures as 0, `ZAAK` for a venue; its place in the text as typed."""

    woord: str
    plek: Woorden


@lru_cache(maxsize=1 << 16)
def rij(kenmerk: str) -> int:
    """Give the row of a feature."""
    return crc32(kenmerk.encode("utf-8", "replace")) % RIJEN


def stukken(tokens: Sequence[Token], zaken: Sequence[Woorden]) -> tuple[Stuk, ...]:
    """Give the words to weigh; the words of one venue are one, so that no venue's name is learned."""
    uit: list[Stuk] = []
    for token in tokens[:MEESTE_WOORDEN]:
        plek = Woorden(token.begin, token.eind)
        in_zaak = any(zaak.begin < token.eind and token.begin < zaak.eind for zaak in zaken)
        if in_zaak and uit and uit[-1].woord == ZAAK:
            uit[-1] = Stuk(ZAAK, Woorden(uit[-1].plek.begin, token.eind))
        elif in_zaak:
            uit.append(Stuk(ZAAK, plek))
        elif token.sleutel:
            uit.append(Stuk(_gestalte(token.sleutel[:LANGSTE_WOORD]), plek))
    return tuple(uit)


def _gestalte(sleutel_van_woord: str) -> str:
    """Give a number its shape, 0 for every figure; one figure among letters is a letter to those who type so."""
    cijfers = len(CIJFER.findall(sleutel_van_woord))
    getal = cijfers > 1 or cijfers == len(sleutel_van_woord)
    return CIJFER.sub("0", sleutel_van_woord) if getal else sleutel_van_woord


@lru_cache(maxsize=1 << 15)
def woordrijen(woord: str) -> tuple[int, ...]:
    """Give the rows of the letter pieces of a word."""
    if woord == ZAAK:
        return (rij(ZAAK),)
    rand = f"<{woord}>"
    delen = {rand[i : i + n] for n in range(KORTSTE, LANGSTE + 1) for i in range(len(rand) - n + 1)}
    return tuple(rij(deel) for deel in sorted(delen))


def paarrij(links: str, rechts: str) -> int:
    """Give the row of two words beside each other."""
    return rij(f"{links} {rechts}")


class Begrippen:
    """The ideas that words of any language stand for, from `talen/inhoud/*.toml`."""

    def __init__(self, folder: Path) -> None:
        """Load every table; raises ConfiguratieFout where a file doesn't parse."""
        self._heel: dict[str, set[str]] = {}
        self._begin: dict[str, set[str]] = {}
        self._paren: dict[tuple[str, str], set[str]] = {}
        for pad in sorted(folder.glob("*.toml")):
            for begrip, woorden in lees_toml(pad).get("begrippen", {}).items():
                self._zet(begrip, woorden)
        self._lengtes = sorted({len(begin) for begin in self._begin})
        self._gekend = lru_cache(maxsize=1 << 15)(self._zoek)

    def _zet(self, begrip: str, woorden: str) -> None:
        for vorm in woorden.split():
            if "_" in vorm:
                links, _, rechts = vorm.partition("_")
                self._paren.setdefault((sleutel(links), sleutel(rechts)), set()).add(begrip)
            elif vorm.endswith("*"):
                self._begin.setdefault(sleutel(vorm), set()).add(begrip)
            else:
                self._heel.setdefault(sleutel(vorm), set()).add(begrip)

    def van_woord(self, woord: str) -> tuple[str, ...]:
        """Give the ideas of one word."""
        return self._gekend(woord)

    def _zoek(self, woord: str) -> tuple[str, ...]:
        uit = set(self._heel.get(woord, ()))
        if len(woord) >= LANG_GETAL and not woord.strip("0"):
            uit.add("getal")
        for lengte in self._lengtes:
            if lengte > len(woord):
                break
            uit |= self._begin.get(woord[:lengte], set())
        return tuple(sorted(uit))

    def van_paar(self, links: str, rechts: str) -> tuple[str, ...]:
        """Give the ideas of two words beside each other."""
        return tuple(sorted(self._paren.get((links, rechts), ())))


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


def lees_toml(pad: Path) -> Mapping[str, Mapping[str, str]]:
    """Read a word table; raises ConfiguratieFout where it doesn't parse."""
    try:
        return tomllib.loads(pad.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fout:
        raise ConfiguratieFout(str(pad), "bestand", str(fout)) from fout
