"""What the API gives, as values; each is described in its OpenAPI document by its fields alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

Cel = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class OpenbareZaak:
    """A venue as anybody may know it."""

    zaak_id: str
    naam: str
    straat: str
    huisnummer: str
    postcode: str
    gemeente: str
    wijk: str
    capaciteit: int | None
    portier: bool
    gelegenheid: bool
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Uitgave:
    """The newest approved edition of a shareable report; `map` is its folder under the archive."""

    id: UUID
    soort: str
    periode: str
    uitgave: int
    gemaakt: datetime
    goedgekeurd: datetime
    map: str
    hash: str


@dataclass(frozen=True, slots=True)
class Zakenblad:
    """A page of venues; `volgende` is what `na` is asked with for the next page, None: this is the last."""

    zaken: tuple[OpenbareZaak, ...]
    volgende: str | None


@dataclass(frozen=True, slots=True)
class Rapportkop:
    """A report that may be read."""

    id: UUID
    soort: str
    periode: str
    uitgave: int
    gemaakt: datetime
    goedgekeurd: datetime


@dataclass(frozen=True, slots=True)
class Rapportlijst:
    """The reports that may be read, newest period first."""

    rapporten: tuple[Rapportkop, ...]


@dataclass(frozen=True, slots=True)
class Telblad:
    """Tables of one report; where a small number is shielded, `aantal` is null and `afgeschermd` true."""

    rapport: Rapportkop
    tabellen: dict[str, tuple[dict[str, Cel], ...]]
