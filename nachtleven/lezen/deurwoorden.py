"""What a melder's text says of the door: whether a doorman is named, and the reason that was given for the refusal.

The words are data: `config/lezen/deurwoorden.toml`. Two reasons in one text give none, and nothing is guessed: a text
without such a word says nothing of it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.tekst import sleutel, tokens
from nachtleven.register.logboek import Reden

Zin = tuple[str, ...]
Zinnen = Mapping[str, frozenset[Zin]]
"""Phrases by the first sign of their first word."""
_STER = "*"


@dataclass(frozen=True, slots=True)
class Deur:
    """What one text says of the door. `reden`: None where none was told, or more than one."""

    portier: bool
    reden: Reden | None


@dataclass(frozen=True, slots=True)
class Deurwoorden:
    """The phrases as keys of words, those that end in a star by their beginnings; safe to share by threads."""

    portier: Zinnen
    redenen: Mapping[Reden, Zinnen]
    ontkenning: frozenset[str]

    def lees(self, tekst: str) -> Deur:
        """Read one text."""
        woorden = [token.sleutel for token in tokens(tekst) if token.sleutel]
        portier = next(_plaatsen(woorden, self.portier), None) is not None
        verteld = {
            reden
            for reden, zinnen in self.redenen.items()
            if any(plek == 0 or woorden[plek - 1] not in self.ontkenning for plek in _plaatsen(woorden, zinnen))
        }
        return Deur(portier, verteld.pop() if len(verteld) == 1 else None)


def _plaatsen(woorden: Sequence[str], zinnen: Zinnen) -> Iterator[int]:
    """Give where a phrase begins."""
    for plek, woord in enumerate(woorden):
        for zin in zinnen.get(woord[0], ()):
            if plek + len(zin) <= len(woorden) and all(map(_past, woorden[plek : plek + len(zin)], zin)):
                yield plek


def _past(woord: str, vorm: str) -> bool:
    return woord.startswith(vorm[:-1]) if vorm.endswith(_STER) else woord == vorm


def _zinnen(teksten: Iterable[str]) -> Zinnen:
    gevonden: dict[str, frozenset[Zin]] = {}
    for tekst in teksten:
        ster = _STER if tekst.endswith(_STER) else ""
        woorden = [token.sleutel for token in tokens(tekst) if token.sleutel]
        if not woorden:
            raise ValueError(f"geen woord in '{tekst}'")
        zin = (*woorden[:-1], woorden[-1] + ster)
        gevonden[zin[0][0]] = gevonden.get(zin[0][0], frozenset()) | {zin}
    return gevonden


def laad_deurwoorden(config: Path) -> Deurwoorden:
    """Read the words of a folder like `config/`.

    Raises:
        ConfiguratieFout: the file is not there, doesn't parse, or names a reason that doesn't exist.
    """
    bestand = config / "lezen" / "deurwoorden.toml"
    try:
        ruw = tomllib.loads(bestand.read_text(encoding="utf-8"))
        portier = _zinnen(zin for zinnen in ruw["portier"].values() for zin in zinnen)
        redenen = {Reden(naam): _zinnen(zinnen) for naam, zinnen in ruw["redenen"].items()}
        return Deurwoorden(portier, redenen, frozenset(sleutel(woord) for woord in ruw["ontkenning"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fout:
        raise ConfiguratieFout(str(bestand), "bestand", str(fout)) from fout
