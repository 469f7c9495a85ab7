"""What a melder said yes to: to whom something may go, and which parts of it. Without a yes nothing leaves.

Unia takes all grounds but sex and gender, which go to the Institute for the Equality of Women and Men (IGVM). The
police never get a text, a number or a minute.

Source: laws of 10 May 2007 (discrimination, gender); Unia on its own competence.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Instantie(StrEnum):
    """To whom a melding can be referred."""

    UNIA = "unia"
    IGVM = "igvm"
    POLITIE = "politie"


class Deel(StrEnum):
    """A part of a melding that a melder may release. FEITEN: what happened, where, which night, which grounds."""

    FEITEN = "feiten"
    TEKST = "tekst"
    CONTACT = "contact"


MAG_NAAR: Mapping[Instantie, frozenset[Deel]] = {
    Instantie.UNIA: frozenset(Deel),
    Instantie.IGVM: frozenset(Deel),
    Instantie.POLITIE: frozenset({Deel.FEITEN}),
}
"""What may be asked for each: the sender and the text never go to the police."""

VOOR_IGVM = frozenset({"geslacht", "genderidentiteit"})
"""The grounds of the Institute."""


class Vraagwijze(StrEnum):
    """How consent was asked."""

    TELEFOON = "telefoon"
    SMS = "sms"
    BALIE = "balie"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Toestemming:
    """A yes of a melder: to whom, for what, how it was asked, when and by whom noted; `ingetrokken`: taken back."""

    id: UUID
    naar: Instantie
    delen: frozenset[Deel]
    hoe: Vraagwijze
    moment: datetime
    door: str
    ingetrokken: datetime | None = None

    @property
    def geldt(self) -> bool:
        """Tell whether it still stands."""
        return self.ingetrokken is None


def toegelaten(naar: Instantie, delen: Collection[Deel]) -> frozenset[Deel]:
    """Give the parts that may go there of those asked; the facts always go with it."""
    return frozenset({Deel.FEITEN, *delen}) & MAG_NAAR[naar]


def stel_voor(gronden: Collection[str]) -> Instantie:
    """Give who is competent for these grounds: the Institute where one is of sex or gender, else Unia."""
    return Instantie.IGVM if VOOR_IGVM & set(gronden) else Instantie.UNIA
