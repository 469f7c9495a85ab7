"""What the screens show of messages that belong to no melding and wait for a person, and of attachments."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Losbericht:
    """A message that belongs to no melding, for onthaal. `redenen`: why a person must look, as codes.

    `tekst` None: not to be opened. `antwoord`: what its sender was told, None: nothing. `bijlagen`: how many there are.
    """

    id: UUID
    ontvangen: datetime
    kanaal: str
    taal: str | None
    redenen: tuple[str, ...]
    tekst: str | None
    antwoord: str | None
    bijlagen: int


@dataclass(frozen=True, slots=True)
class Losbladzijde:
    """The first of those that wait, urgent ones first, then the oldest; `aantal` counts them all."""

    regels: tuple[Losbericht, ...]
    aantal: int
