"""What the screens show of measures at venues, and of evidence that is due."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from nachtleven.dossiers.waarden import Maatregelsoort, Maatregelstaat, Stuksoort, Stukstaat


@dataclass(frozen=True, slots=True)
class Maatregelregel:
    """What was agreed with, or imposed on, a venue."""

    id: UUID
    zaak_id: str
    zaak: str
    soort: Maatregelsoort
    tekst: str
    termijn: date | None
    staat: Maatregelstaat
    gemaakt: datetime
    door: str
    bijgewerkt: datetime
    bijgewerkt_door: str
    versie: int
    dossier: str | None


@dataclass(frozen=True, slots=True)
class NieuweMaatregel:
    """A measure to note; `dossier` is the kenmerk of the dossier that it came from."""

    zaak_id: str
    soort: Maatregelsoort
    tekst: str
    termijn: date | None
    dossier: str | None = None


@dataclass(frozen=True, slots=True)
class Stuktaak:
    """A piece of evidence that is due, for the day's list."""

    dossier: str
    soort: Stuksoort
    staat: Stukstaat
    termijn: datetime
    zaak: str | None
    nacht: date
