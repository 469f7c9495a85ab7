"""What one text of a register file says: days, moments, numbers, choices, telephone numbers, cards.

Each reader takes a text without white space around it, not empty, and gives its value or raises Veldfout.
"""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

import phonenumbers

from nachtleven.bestanden.tabelbestand import leesbaar
from nachtleven.nacht import BRUSSEL
from nachtleven.register.portiers import sleutel_kaartnummer

Keuze = TypeVar("Keuze", bound=StrEnum)

_JA = frozenset({"ja", "j", "yes", "y", "1", "true", "waar"})
_NEE = frozenset({"nee", "neen", "n", "no", "0", "false", "onwaar"})
_DAG_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00)?)?")
_DAG_HIER = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_AANTAL = re.compile(r"[0-9]{1,9}")
_GRAAD = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]{1,20})?")
_TELEFOON = re.compile(r"\+?[0-9 ()./\u00a0-]{3,40}")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")
_EERSTE_JAAR, _LAATSTE_JAAR = 1900, 2199


class Veldfout(ValueError):
    """A text that its column can't hold; the message says why, in Dutch."""


class Kolomfout(Veldfout):
    """What is wrong with one column of a row: which, and why."""

    def __init__(self, kolom: str, waarom: str) -> None:
        super().__init__(f"{kolom}: {waarom}")
        self.kolom, self.waarom = kolom, waarom


def ja_nee(tekst: str) -> bool:
    """Read ja or nee, in the spellings that exports use."""
    klein = tekst.casefold()
    if klein in _JA or klein in _NEE:
        return klein in _JA
    raise Veldfout(f"'{leesbaar(tekst)}' is geen ja of nee")


@lru_cache(maxsize=50_000)
def dag(tekst: str) -> date:
    """Read a day: 2026-03-01 or 1/3/2026 (day first). A time after it may only be midnight."""
    iso, hier = _DAG_ISO.fullmatch(tekst), _DAG_HIER.fullmatch(tekst)
    delen = iso.groups() if iso else hier.groups()[::-1] if hier else ()
    if not delen:
        raise Veldfout(f"'{leesbaar(tekst)}' is geen dag; schrijf jjjj-mm-dd of dd/mm/jjjj")
    try:
        gelezen = date(*map(int, delen))
    except ValueError as fout:
        raise Veldfout(f"de dag '{leesbaar(tekst)}' bestaat niet") from fout
    if gelezen.year < _EERSTE_JAAR:
        raise Veldfout(f"het jaar {gelezen.year} kan niet juist zijn")
    return gelezen


@lru_cache(maxsize=200_000)
def moment(tekst: str) -> datetime:
    """Read a moment, in UTC: 2026-03-01T23:15, seconds and offset (Z, +01:00) optional; without offset it is Brussels.

    An hour that the change of clocks skips or repeats is refused where no offset says which.
    """
    vorm = _MOMENT.fullmatch(tekst)
    if vorm is None:
        raise Veldfout(f"'{leesbaar(tekst)}' is geen moment; schrijf jjjj-mm-ddTuu:mm:ss+01:00")
    try:
        gelezen = datetime.fromisoformat(tekst)
    except ValueError as fout:
        raise Veldfout(f"het moment '{leesbaar(tekst)}' bestaat niet") from fout
    if not _EERSTE_JAAR <= gelezen.year <= _LAATSTE_JAAR:
        raise Veldfout(f"het jaar {gelezen.year} kan niet juist zijn")
    return (gelezen if vorm[1] else _brussel(gelezen)).astimezone(UTC)


def _brussel(naief: datetime) -> datetime:
    hier = naief.replace(tzinfo=BRUSSEL)
    eerst, daarna = hier.utcoffset(), hier.replace(fold=1).utcoffset()
    if eerst == daarna or eerst is None or daarna is None:
        return hier
    uur = naief.strftime("%H:%M")
    if eerst < daarna:
        raise Veldfout(f"{uur} bestaat die nacht niet: de klok ging toen vooruit")
    raise Veldfout(f"{uur} komt die nacht tweemaal voor: de klok ging terug; schrijf het tijdsverschil erbij (+01:00)")


def aantal(tekst: str) -> int:
    """Read a whole number of 0 or more."""
    if _AANTAL.fullmatch(tekst):
        return int(tekst)
    raise Veldfout(f"'{leesbaar(tekst)}' is geen geheel getal van 0 of meer")


def breedtegraad(tekst: str) -> float:
    """Read a latitude in degrees, -90 to 90; point or comma."""
    return _graad(tekst, 90)


def lengtegraad(tekst: str) -> float:
    """Read a longitude in degrees, -180 to 180; point or comma."""
    return _graad(tekst, 180)


def _graad(tekst: str, grens: int) -> float:
    if _GRAAD.fullmatch(tekst):
        graad = float(tekst.replace(",", "."))
        if -grens <= graad <= grens:
            return graad
    raise Veldfout(f"'{leesbaar(tekst)}' is geen aantal graden van -{grens} tot {grens}")


@lru_cache(maxsize=100_000)
def telefoon(tekst: str) -> str:
    """Read a telephone number, Belgian where it has no country, as E.164."""
    try:
        gelezen = phonenumbers.parse(tekst, "BE") if _TELEFOON.fullmatch(tekst) else None
    except phonenumbers.NumberParseException:
        gelezen = None
    if gelezen is None or not phonenumbers.is_possible_number(gelezen):
        raise Veldfout(f"'{leesbaar(tekst)}' is geen telefoonnummer")
    return phonenumbers.format_number(gelezen, phonenumbers.PhoneNumberFormat.E164)


def email(tekst: str) -> str:
    """Read one e-mail address."""
    if _EMAIL.fullmatch(tekst):
        return tekst
    raise Veldfout(f"'{leesbaar(tekst)}' is geen e-mailadres")


def kaartnummer(tekst: str) -> str:
    """Read a card number: text as it stands, with at least one letter or digit."""
    if sleutel_kaartnummer(tekst):
        return tekst
    raise Veldfout(f"'{leesbaar(tekst)}' bevat geen letter of cijfer")


def aliassen(tekst: str) -> tuple[str, ...]:
    """Read names separated by |, each once, in their order."""
    return tuple(dict.fromkeys(naam for deel in tekst.split("|") if (naam := deel.strip())))


def kies(soort: type[Keuze], tekst: str) -> Keuze:
    """Read one of the words of a choice, in any case; a space counts as an underscore."""
    woord = "_".join(tekst.casefold().split())
    for keuze in soort:
        if keuze.value == woord:
            return keuze
    raise Veldfout(f"'{leesbaar(tekst)}' kan hier niet; het kan zijn: {', '.join(soort)}")
