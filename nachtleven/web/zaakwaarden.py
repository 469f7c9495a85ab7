"""What the screens show of venues. Nothing here names a doorman or a melder."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from nachtleven.register.zaken import Zaak
from nachtleven.web.maatregelwaarden import Maatregelregel
from nachtleven.web.tonen import LogRegel, MeldingRegel


@dataclass(frozen=True, slots=True)
class Zaakregel:
    """A venue in the list; `afspraken`: how many still run."""

    zaak: Zaak
    afspraken: int


@dataclass(frozen=True, slots=True)
class Zaakfilter:
    """What the list of venues is narrowed to; `na` is (name, id) of the last one seen."""

    woord: str = ""
    wijk: str = ""
    portier: bool | None = None
    na: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Vellenkeuze:
    """What came of asking the stickers of `aantal` venues; `id` None: they are none, or more than `hoogstens`."""

    id: UUID | None
    aantal: int
    hoogstens: int


@dataclass(frozen=True, slots=True)
class Stickervel:
    """A PDF with stickers that was asked for; `te_laat`: it should have been there long ago."""

    id: UUID
    aantal: int
    klaar: bool
    te_laat: bool


@dataclass(frozen=True, slots=True)
class Zaakbladzijde:
    """A page of venues, by name; `volgende` is the key for those after it."""

    regels: tuple[Zaakregel, ...]
    volgende: tuple[str, str] | None
    aantal: int
    wijken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maandcijfer:
    """How many meldingen of one month; `aantal` None: too few to show."""

    maand: date
    aantal: int | None


@dataclass(frozen=True, slots=True)
class Meldingverloop:
    """The meldingen of a year up to now, by month; `totaal` None: too few to show."""

    maanden: tuple[Maandcijfer, ...]
    totaal: int | None
    drempel: int

    @property
    def hoogste(self) -> int:
        """Give the highest month that is shown."""
        return max((m.aantal or 0 for m in self.maanden), default=0)


@dataclass(frozen=True, slots=True)
class Controleregel:
    """What one inspection saw of one duty."""

    tijdstip: datetime
    plicht: str
    oordeel: str


@dataclass(frozen=True, slots=True)
class Controletelling:
    """How often the inspections of a year saw one duty in order, and not."""

    plicht: str
    ok: int
    niet_ok: int


@dataclass(frozen=True, slots=True)
class Zaakblad:
    """One venue whole, for one role: `controles` for the police, `controletellingen` where only counts may be seen."""

    zaak: Zaak
    verloop: Meldingverloop
    meldingen: tuple[MeldingRegel, ...]
    logboek: tuple[LogRegel, ...]
    maatregelen: tuple[Maatregelregel, ...]
    controles: tuple[Controleregel, ...] | None
    controletellingen: tuple[Controletelling, ...] | None
    alleen: bool
