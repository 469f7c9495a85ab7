"""Kaart, Vergunning and Inzet: who may work a door, for whom, and who stood where."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Statuut(StrEnum):
    """On what footing a guard works."""

    VERGUNDE_ONDERNEMING = "vergunde_onderneming"
    INTERNE_DIENST = "interne_dienst"
    VRIJWILLIGER = "vrijwilliger"


@dataclass(frozen=True, slots=True)
class Vergunning:
    """The licence of a guarding firm; `geldig_tot` is its last day, None where the register doesn't say."""

    werkgever: str
    nummer: str
    geldig_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Kaart:
    """An identification card of a guard. Days are Brussels days; every `…_tot` is the last day itself.

    A `geschorst_van` without `geschorst_tot` is a suspension until lifted. Numbers are text: their format is not
    published. Source: law of 2 October 2017, art. 76-80.
    """

    kaartnummer: str
    naam: str
    vergunning: Vergunning
    statuut: Statuut
    geldig_van: date
    geldig_tot: date
    geschorst_van: date | None = None
    geschorst_tot: date | None = None
    telefoon: str = ""


@dataclass(frozen=True, slots=True)
class Inzet:
    """A shift of one portier at one venue, [van, tot) in UTC, as the bewakingsregister of the venue holds it."""

    kaartnummer: str
    zaak_id: str
    van: datetime
    tot: datetime


def sleutel_kaartnummer(tekst: str) -> str:
    """Give the card number for comparing: letters and digits only, upper case."""
    if tekst.isalnum() and tekst.isupper() and tekst.isascii():
        return tekst
    return "".join(teken for teken in tekst.upper() if teken.isalnum())
