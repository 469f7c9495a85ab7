"""Alarm: what can be wrong with the service itself, and when bad signatures become a burst. Values only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HANDTEKENING_TELLER = "handtekening"
"""The name of the counter of bad signatures."""

SALVO, SALVO_VENSTER = 10, timedelta(minutes=10)
"""So many bad signatures within so long are a burst: a token that is wrong, or somebody who tries."""


class Alarmsoort(StrEnum):
    """What is wrong. `bijhalen`: the gateway's list could not be read for so long that something may be missed.

    `audit`: the audit log or the erasure journal is not whole.
    """

    GEMIST = "gemist"
    HANDTEKENING = "handtekening"
    WEBHOOK = "webhook"
    PROEF = "proef"
    DODE_LETTER = "dode_letter"
    PERSOON = "persoon"
    BIJHALEN = "bijhalen"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm that is open: since when, the last time, how often."""

    soort: Alarmsoort
    sinds: datetime
    laatst: datetime
    aantal: int
