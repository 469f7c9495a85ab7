"""What a look at the installation gives: one point, how it stands, and what to do about it. Values only."""

from dataclasses import dataclass
from enum import StrEnum


class Puntstand(StrEnum):
    """How a point stands. `let_op` keeps nothing from working; `niet_gezien` could not be looked at."""

    GOED = "goed"
    LET_OP = "let_op"
    FOUT = "fout"
    NIET_GEZIEN = "niet_gezien"


@dataclass(frozen=True, slots=True)
class Keurpunt:
    """One point that was looked at: its name, how it stands, what was seen, and what to do (empty: nothing)."""

    naam: str
    oordeel: Puntstand
    gezien: str
    doe: str = ""


def goed(naam: str, gezien: str) -> Keurpunt:
    """Say that a point is in order."""
    return Keurpunt(naam, Puntstand.GOED, gezien)


def let_op(naam: str, gezien: str, doe: str) -> Keurpunt:
    """Say that a point wants a look, though everything works."""
    return Keurpunt(naam, Puntstand.LET_OP, gezien, doe)


def fout(naam: str, gezien: str, doe: str) -> Keurpunt:
    """Say that a point keeps something from working."""
    return Keurpunt(naam, Puntstand.FOUT, gezien, doe)


def niet_gezien(naam: str, waarom: str) -> Keurpunt:
    """Say that a point could not be looked at."""
    return Keurpunt(naam, Puntstand.NIET_GEZIEN, waarom)
