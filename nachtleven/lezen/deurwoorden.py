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
_STER = "*"


@dataclass(frozen=True, slots=True)
class Deur:
    """What one text says of the door. `reden`: None where none was told, or more than one."""

    portier: bool
    reden: Reden | None


@dataclass(frozen=True, slots=True)
class Deurzinnen:
    """Phrases as keys of words. `begin`: the beginnings of single words; `heel`: all others, by their first word.

    The last word of one of several may be a beginning too: it then still has its star.
    """

    begin: tuple[str, ...]
    heel: Mapping[str, tuple[Zin, ...]]


@dataclass(frozen=True, slots=True)
class Deurwoorden:
    """The phrases that name a doorman, those of each reason, and what denies one; safe to share by threads."""

    portier: Deurzinnen
    redenen: Mapping[Reden, Deurzinnen]
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


def _plaatsen(woorden: Sequence[str], zinnen: Deurzinnen) -> Iterator[int]:
    """Give where a phrase begins."""
    for plek, woord in enumerate(woorden):
        if woord.startswith(zinnen.begin) or any(_staat(woorden, plek, zin) for zin in zinnen.heel.get(woord, ())):
            yield plek


def _staat(woorden: Sequence[str], plek: int, zin: Zin) -> bool:
    return plek + len(zin) <= len(woorden) and all(map(_past, woorden[plek : plek + len(zin)], zin))


def _past(woord: str, vorm: str) -> bool:
    return woord.startswith(vorm[:-1]) if vorm.endswith(_STER) else woord == vorm


def _zinnen(teksten: Iterable[str]) -> Deurzinnen:
    begin: set[str] = set()
    heel: dict[str, set[Zin]] = {}
    for tekst in teksten:
        ster = _STER if tekst.endswith(_STER) else ""
        woorden = [token.sleutel for token in tokens(tekst) if token.sleutel]
        if not woorden:
            raise ValueError(f"geen woord in '{tekst}'")
        if ster and len(woorden) == 1:
            begin.add(woorden[0])
        else:
            heel.setdefault(woorden[0], set()).add((*woorden[:-1], woorden[-1] + ster))
    return Deurzinnen(tuple(sorted(begin)), {woord: tuple(sorted(zinnen)) for woord, zinnen in heel.items()})


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
