"""Incident and Controle: what a door wrote down of its own, and what an inspection saw."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncidentSoort(StrEnum):
    """What a log line is about."""

    WEIGERING = "weigering"
    VERWIJDERING = "verwijdering"
    GEWELD = "geweld"
    ANDERE = "andere"


class Reden(StrEnum):
    """The reason that a log gives for a refusal."""

    VOL = "vol"
    GEDRAG = "gedrag"
    LEEFTIJD = "leeftijd"
    KLEDING = "kleding"
    EERDERE_PROBLEMEN = "eerdere_problemen"
    PRIVAAT = "privaat"
    ANDERE = "andere"


@dataclass(frozen=True, slots=True)
class Incident:
    """One line of a venue's log; may cover a stretch of time, [van, tot) in UTC; van == tot is that minute.

    `gelogd`: when it was written. `geverifieerd`: it came from a register file, the police or a telephone number in
    the registers; anything else proves nothing. `nummer`: the log number that the writer was told.
    """

    zaak_id: str
    van: datetime
    tot: datetime
    soort: IncidentSoort
    reden: Reden
    aantal: int | None
    kaartnummer: str
    tekst: str
    gelogd: datetime
    geverifieerd: bool
    nummer: str = ""


class Oordeel(StrEnum):
    """What an inspection found on one duty."""

    OK = "ok"
    NIET_OK = "niet_ok"


@dataclass(frozen=True, slots=True)
class Controle:
    """One duty looked at in one inspection visit; `kaartnummer` is empty where it is about the venue."""

    zaak_id: str
    tijdstip: datetime
    plicht: str
    oordeel: Oordeel
    kaartnummer: str
    nota: str
