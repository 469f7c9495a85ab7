"""What every gateway takes and gives: a text to send, what became of it, and what its error codes mean to us.

Source of the codes: Twilio's error and warning dictionary.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nachtleven.berichten import Bericht

AFGEMELD = 21610
"""The number is on the gateway's own STOP list."""

HERKANSBAAR = frozenset({30001, 30003, 30008, 30017, 30022})
"""Undelivered for a cause that passes: a full queue, a phone that is off, an unknown error, a congested network.

What is not here is final: 30004 blocked, 30005 no such phone, 30006 a landline, 30007 filtered by the carrier.
"""

STATEN = {
    "queued": "verstuurd",
    "sending": "verstuurd",
    "sent": "verstuurd",
    "accepted": "verstuurd",
    "scheduled": "verstuurd",
    "delivered": "bezorgd",
    "read": "bezorgd",
    "undelivered": "mislukt",
    "failed": "mislukt",
    "canceled": "mislukt",
}
"""The gateway's word for what became of a text, as a state of the outbox."""


@dataclass(frozen=True, slots=True)
class Uitgaand:
    """A text to send. `bewijs`: the address that receipts go to, empty: none."""

    naar: str
    tekst: str
    bewijs: str = ""


@dataclass(frozen=True, slots=True)
class Verstuurd:
    """A text as the gateway has it: its id there, the state in our words, and its error code where there is one."""

    poort_id: str
    staat: str
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Bezorgbewijs:
    """A delivery receipt: the gateway's id and its own word for the state, with the row and try its address names."""

    poort_id: str
    staat: str
    code: int | None = None
    rij: UUID | None = None
    poging: int = 0


@dataclass(frozen=True, slots=True)
class Webhookadres:
    """Where the gateway brings the texts for one of its numbers; `adres` empty: nowhere, or somewhere we can't see."""

    nummer: str
    adres: str


class Smspoort(Protocol):
    """A gateway that sends. Every call raises PoortFout where it is refused or not answered."""

    def verstuur(self, wat: Uitgaand) -> Verstuurd:
        """Send one text."""
        ...

    def verstuurd_sinds(self, naar: str, tekst: str, sinds: datetime) -> list[Verstuurd]:
        """Give what was sent through the gateway's API with this text to this number since a moment, newest first."""
        ...

    def bladen_binnen(self, sinds: datetime) -> Iterator[list[Bericht]]:
        """Give the texts that came in since a moment, a page at a time."""
        ...

    def webhookadressen(self) -> list[Webhookadres]:
        """Give where the gateway brings the texts of each of its numbers."""
        ...
