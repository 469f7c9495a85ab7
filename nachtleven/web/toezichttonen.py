"""What the screens of the oversight show, as values; what a role may not see is left out before they are made."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from nachtleven.register.kaartstaat import Gebrek
from nachtleven.toezicht.opvolging import BevindingStaat
from nachtleven.web.tonen import VerloopRegel


@dataclass(frozen=True, slots=True)
class BevindingRegel:
    """A finding in a list. `met_uur`: its times may be shown; otherwise only the night. `nacht` None: of the register.

    `andere_zaken`: names of the other venue of a pair. `melding`: the kenmerk, for onthaal alone.
    """

    id: UUID
    plicht: str
    titel: str
    ernst: str
    aard: str
    zaak_id: str
    zaak: str
    kaartnummer: str
    van: datetime
    tot: datetime
    nacht: date | None
    met_uur: bool
    staat: BevindingStaat
    tegen: date | None
    gevonden: datetime
    andere_zaken: tuple[str, ...] = ()
    uit_melding: bool = False
    vrijgegeven: datetime | None = None
    ingetrokken: datetime | None = None
    intrekreden: str | None = None
    melding: str | None = None


@dataclass(frozen=True, slots=True)
class BewijsRegel:
    """One row that proves a finding, with its columns as they stand now: (column, value). `nummer` names it in a form.

    `velden`: what of it can be corrected, with the value that stands, as a form takes it; empty: nothing.
    """

    nummer: int
    soort: str
    sleutel: str
    tekst: str
    kolommen: tuple[tuple[str, str], ...] = ()
    velden: tuple[tuple[str, str], ...] = ()
    bekend_van: datetime | None = None


@dataclass(frozen=True, slots=True)
class BevindingBlad:
    """One finding whole, as the police see it."""

    regel: BevindingRegel
    versie: int
    vraagt: str
    bron: str
    bewijs: tuple[BewijsRegel, ...]
    verloop: tuple[VerloopRegel, ...]


@dataclass(frozen=True, slots=True)
class Bevindingfilter:
    """What the list of findings is narrowed to; None: not narrowed. `na`: the key of the last row seen."""

    staat: BevindingStaat | None = None
    plicht: str | None = None
    zaak: str | None = None
    kaart: str | None = None
    met_ingetrokken: bool = False
    na: tuple[datetime, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Bevindingbladzijde:
    """A page of findings, newest first; `volgende` is the key of the older ones."""

    regels: tuple[BevindingRegel, ...]
    volgende: tuple[datetime, UUID] | None
    aantal: int


@dataclass(frozen=True, slots=True)
class Bevindingbewerking:
    """Who changes which finding, when, and which version they saw."""

    id: UUID
    versie: int
    door: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Deurpersoon:
    """Somebody whom the bewakingsregister names at a door, [van, tot). What was and is not in order.

    `toen`: at the moment asked, by what is known now; `toen_bekend`: by what the register said then; `nu`: now.
    """

    kaartnummer: str
    naam: str | None
    werkgever: str
    van: datetime
    tot: datetime
    toen: tuple[Gebrek, ...]
    toen_bekend: tuple[Gebrek, ...]
    nu: tuple[Gebrek, ...]


@dataclass(frozen=True, slots=True)
class KaartRegel:
    """A card in a list, with what is not in order with it now."""

    kaartnummer: str
    sleutel: str
    werkgever: str
    statuut: str
    geldig_van: date
    geldig_tot: date
    geschorst_van: date | None
    geschorst_tot: date | None
    werkgever_geldig_tot: date | None
    nu: tuple[Gebrek, ...]
    naam: str | None = None


@dataclass(frozen=True, slots=True)
class InzetRegel:
    """A shift of a card, with what was not in order during it."""

    zaak_id: str
    zaak: str
    van: datetime
    tot: datetime
    gebreken: tuple[Gebrek, ...]


@dataclass(frozen=True, slots=True)
class Kaartversie:
    """What the register said of a card in [van, tot); None: still."""

    van: datetime
    tot: datetime | None
    kaart: KaartRegel


@dataclass(frozen=True, slots=True)
class KaartBlad:
    """A card whole: its state, its versions in the register, newest first, shifts, venues with counts, findings."""

    kaart: KaartRegel
    versies: tuple[Kaartversie, ...]
    inzetten: tuple[InzetRegel, ...]
    aantal_inzetten: int
    zaken: tuple[tuple[str, int], ...]
    bevindingen: tuple[BevindingRegel, ...]


@dataclass(frozen=True, slots=True)
class Kaartantwoord:
    """The answer at the door. `kaart` None: unknown, and `lijkt_op` holds the numbers that are near.

    `redenen`: what is not in order. `hier`: the shift at this door now. `elders`: names of other doors at which the
    card is signed in now. `register_van`: the moment of the register's last import.
    """

    gevraagd: str
    kaart: KaartRegel | None
    redenen: tuple[Gebrek, ...]
    hier: InzetRegel | None
    elders: tuple[str, ...]
    lijkt_op: tuple[str, ...]
    register_van: datetime | None

    @property
    def oordeel(self) -> str:
        """Give the one word: in_orde, niet_in_orde or onbekend."""
        if self.kaart is None:
            return "onbekend"
        return "niet_in_orde" if self.redenen else "in_orde"


@dataclass(frozen=True, slots=True)
class NieuweControle:
    """One duty looked at in an inspection. `id` is made by who typed it, so that sending it twice keeps it once."""

    id: UUID
    zaak_id: str
    tijdstip: datetime
    plicht: str
    oordeel: str
    kaartnummer: str
    nota: str


@dataclass(frozen=True, slots=True)
class NieuweLoglijn:
    """A line of a venue's log that the police type. `id` as with an inspection."""

    id: UUID
    zaak_id: str
    van: datetime
    tot: datetime
    soort: str
    reden: str
    aantal: int | None
    kaartnummer: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Logboeklijn:
    """A line of a venue's log as it stands, for the police: columns, and what can be corrected as a form takes it.

    `correcties`: (moment, who, why) of each time that somebody corrected it, the last first.
    """

    nummer: str
    geverifieerd: bool
    kolommen: tuple[tuple[str, str], ...]
    velden: tuple[tuple[str, str], ...]
    bekend_van: datetime
    correcties: tuple[tuple[datetime, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Logtelling:
    """One night at one venue: per reason how many were refused by the log, and how many meldingen told of a refusal.

    A line without a number counts as one. `meldingen` None: the role may not see it.
    """

    nacht: date
    zaak_id: str
    zaak: str
    redenen: tuple[tuple[str, int], ...]
    geweigerd: int
    meldingen: int | None


@dataclass(frozen=True, slots=True)
class Portiertelling:
    """How many cards there are in which state, for roles that see no person: (words, how many)."""

    kaarten: int
    regels: tuple[tuple[str, int], ...]
