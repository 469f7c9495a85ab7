"""What an import's screen shows: what a register file would change, with examples, before it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invoervoorbeeld:
    """One row as an example: what happens to it, which row, and per changed column what it was and becomes."""

    wat: str
    rij: str
    velden: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Invoeruitkomst:
    """What a file changes or changed. `bewijs` names the file that was put aside; empty: it can't be kept.

    `fouten`: (line, field, reason) of every bad row, at most a hundred; then nothing can be kept.
    """

    soort: str
    bestand: str
    bewijs: str
    nieuw: int = 0
    gewijzigd: int = 0
    gelijk: int = 0
    weg: int = 0
    voorbeelden: tuple[Invoervoorbeeld, ...] = ()
    opmerkingen: tuple[str, ...] = ()
    fouten: tuple[tuple[int, str, str], ...] = ()
    aantal_fouten: int = 0
