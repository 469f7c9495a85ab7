"""The life of a built report: a draft that a person reads, approved, then sent to the consultation.

Figures never change: what a person adds stands beside them. A correction is a new edition that says what changed and
why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Rapportstaat(StrEnum):
    """How far a built report is."""

    CONCEPT = "concept"
    GOEDGEKEURD = "goedgekeurd"
    VERZONDEN = "verzonden"


RAPPORTOVERGANGEN: Mapping[Rapportstaat, frozenset[Rapportstaat]] = {
    Rapportstaat.CONCEPT: frozenset({Rapportstaat.GOEDGEKEURD}),
    Rapportstaat.GOEDGEKEURD: frozenset({Rapportstaat.VERZONDEN}),
    Rapportstaat.VERZONDEN: frozenset(),
}
"""To which states each may go; nothing published goes back."""


class Bouwstap(StrEnum):
    """How far the building of a report is, in this order."""

    TELLEN = "tellen"
    AFSCHERMEN = "afschermen"
    TEKENEN = "tekenen"
    OPMAKEN = "opmaken"


class Bijschriftsoort(StrEnum):
    """What a person adds to a draft."""

    OPMERKING = "opmerking"
    AANBEVELING = "aanbeveling"


class Opvolging(StrEnum):
    """What came of a recommendation."""

    OPEN = "open"
    OVERGENOMEN = "overgenomen"
    DEELS = "deels_overgenomen"
    NIET = "niet_overgenomen"


@dataclass(frozen=True, slots=True)
class Bijschrift:
    """A remark or a recommendation with a report, by whom; `opvolging` is of a recommendation alone."""

    id: UUID
    soort: Bijschriftsoort
    tekst: str
    opvolging: Opvolging
    door: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Rapportstand:
    """A built report as the screens and the post need it: where it stands, who approved it, what was added."""

    id: UUID
    naam: str
    map: str
    hash: str
    staat: Rapportstaat
    goedgekeurd_door: str | None
    wijziging: str | None
    bijschriften: tuple[Bijschrift, ...]


def vergelijk(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> dict[str, int]:
    """Give, of two editions' rapport.json, the tables that differ and in how many rows; equal ones are left out."""
    uit = {}
    for naam, rijen in nieuw["tabellen"].items():
        eerder = oud["tabellen"].get(naam, [])
        anders = [rij for rij in rijen if rij not in eerder] or [rij for rij in eerder if rij not in rijen]
        if anders:
            uit[naam] = len(anders)
    return uit
