"""What the screens show and take of dossiers and measures. Moments are aware, UTC; no value holds a number."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from nachtleven.dossiers.waarden import (
    Dossierstaat,
    Stuksoort,
    Stukstaat,
    Uitkomst,
)
from nachtleven.web.maatregelwaarden import Maatregelregel
from nachtleven.web.tonen import LogRegel, MeldingRegel


@dataclass(frozen=True, slots=True)
class Dossierregel:
    """One dossier in a list. `zaak` is its venue's name, None: not known. `beelden` None: it asks for none."""

    kenmerk: str
    staat: Dossierstaat
    uitkomst: Uitkomst | None
    zaak_id: str | None
    zaak: str | None
    nacht: date
    geopend: datetime
    aantal: int
    beelden: Stukstaat | None
    beelden_voor: datetime | None


@dataclass(frozen=True, slots=True)
class Stukregel:
    """A piece of evidence of a dossier; `termijn`: before when it must be here."""

    id: UUID
    soort: Stuksoort
    staat: Stukstaat
    termijn: datetime | None
    bijgewerkt: datetime


@dataclass(frozen=True, slots=True)
class Dossierverloop:
    """One thing that happened in a dossier; `toelichting` is for onthaal."""

    moment: datetime
    door: str
    handeling: str
    onderwerp: str | None
    van: str | None
    naar: str | None
    toelichting: str | None


@dataclass(frozen=True, slots=True)
class Dossierblad:
    """One dossier whole, for one role. `voorstel`: meldingen that may be on the same event, not in it yet."""

    regel: Dossierregel
    versie: int
    meldingen: tuple[MeldingRegel, ...]
    voorstel: tuple[MeldingRegel, ...]
    stukken: tuple[Stukregel, ...]
    verloop: tuple[Dossierverloop, ...]
    maatregelen: tuple[Maatregelregel, ...]
    logboek: tuple[LogRegel, ...]


@dataclass(frozen=True, slots=True)
class Dossierfilter:
    """What the list of dossiers is narrowed to; `na` is the key of the last row seen."""

    staat: Dossierstaat | None = None
    uitkomst: Uitkomst | None = None
    na: tuple[datetime, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Dossierbladzijde:
    """A page of dossiers, newest first; `volgende` is the key for the older ones."""

    regels: tuple[Dossierregel, ...]
    volgende: tuple[datetime, UUID] | None
    aantal: int


@dataclass(frozen=True, slots=True)
class Stukwijziging:
    """What a piece of evidence becomes; `termijn` None: none, or as it was where the state is the same."""

    id: UUID
    naar: Stukstaat
    termijn: date | None
    tekst: str
