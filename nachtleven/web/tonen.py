"""What the screens show, as values: made by `opslag.schermen`, read by the templates. Moments are aware, UTC.

No value here holds a telephone number; only BerichtTekst and Notitie hold a person's words, for onthaal alone.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from nachtleven.alarmen import Alarm
from nachtleven.meldingen import Status
from nachtleven.web.maatregelwaarden import Maatregelregel, Stuktaak
from nachtleven.web.opvolgwaarden import Afwezigheid, Opvolging


@dataclass(frozen=True, slots=True)
class GrondStand:
    """A ground with a melding; `bevestigd` None: read, and nobody looked yet."""

    grond: str
    bevestigd: bool | None


@dataclass(frozen=True, slots=True)
class Keuzezaak:
    """A venue to choose from, with enough to tell it from its namesake."""

    zaak_id: str
    naam: str
    adres: str
    portier: bool


@dataclass(frozen=True, slots=True)
class MeldingRegel:
    """One melding in a list. `zaak` is its name, None where not known; then `kandidaten` names what it may be.

    `aandacht`: why a person must look, as codes, for onthaal.
    """

    kenmerk: str
    status: Status
    kanaal: str
    soort: str
    ontvangen: datetime
    nacht: date
    nacht_bekend: bool
    tijdstip: datetime | None
    taal: str | None
    rol: str | None
    zaak_id: str | None
    zaak: str | None
    zaak_hoe: str | None
    kandidaten: tuple[str, ...]
    gronden: tuple[GrondStand, ...]
    feiten: tuple[str, ...]
    spoed: bool
    contact_voor: datetime | None
    gecontacteerd: datetime | None
    beelden_voor: datetime | None
    aandacht: tuple[str, ...]
    toegewezen: str | None = None
    dossier: str | None = None


@dataclass(frozen=True, slots=True)
class Stukje:
    """A stretch of a text; `nummers` are the rows of the explanation that it gave, empty: it gave none."""

    tekst: str
    nummers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BerichtTekst:
    """One text of the conversation; `van_melder` False: what we answered. None: erased or not to be opened.

    `bijlagen`: how many came along; they stay at the gateway until somebody asks for one.
    """

    moment: datetime
    van_melder: bool
    taal: str | None
    stukjes: tuple[Stukje, ...] | None
    stand: str
    id: UUID | None = None
    bijlagen: int = 0


@dataclass(frozen=True, slots=True)
class Uitleg:
    """What one stretch was read as; `zekerheid` 0 to 1; `bevestigd` as with a ground."""

    nummer: int
    woorden: str
    veld: str
    waarde: str
    zekerheid: float
    bevestigd: bool | None


@dataclass(frozen=True, slots=True)
class DienstRegel:
    """A doorman on duty then, for the police: the shift and what was not in order, empty: nothing."""

    kaartnummer: str
    naam: str | None
    werkgever: str
    van: datetime | None
    tot: datetime | None
    bron: str
    gebreken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogRegel:
    """A line of the venue's log of that night, [van, tot)."""

    van: datetime
    tot: datetime
    soort: str
    reden: str
    aantal: int | None
    gelogd: datetime
    geverifieerd: bool
    naderhand: bool
    dekt: bool


@dataclass(frozen=True, slots=True)
class VerloopRegel:
    """One thing that happened to a melding; `toelichting` is for onthaal."""

    moment: datetime
    door: str
    handeling: str
    van: str | None
    naar: str | None
    toelichting: str | None


@dataclass(frozen=True, slots=True)
class MeldingBlad:
    """One melding whole, for one role: what that role may not see is empty or None."""

    regel: MeldingRegel
    versie: int
    tijdstip_van: datetime | None
    tijdstip_tot: datetime | None
    kandidaten: tuple[Keuzezaak, ...]
    gesprek: tuple[BerichtTekst, ...]
    uitleg: tuple[Uitleg, ...]
    diensten: tuple[DienstRegel, ...] | None
    logboek: tuple[LogRegel, ...]
    verloop: tuple[VerloopRegel, ...]
    andere: tuple[MeldingRegel, ...]
    contactwens: str | None
    schrijfrem: str | None = None
    opvolging: Opvolging = field(default_factory=Opvolging)


@dataclass(frozen=True, slots=True)
class Meldingfilter:
    """What a list of meldingen is narrowed to; None: not narrowed. `na` is the key of the last row seen.

    `contact_tot`: contact is due before then and was not made. `bij`: assigned to one of these users.
    """

    status: Status | None = None
    zaak: str | None = None
    nacht: date | None = None
    taal: str | None = None
    kanaal: str | None = None
    grond: str | None = None
    contact_tot: datetime | None = None
    bij: tuple[str, ...] = ()
    na: tuple[datetime, UUID] | None = None

    @property
    def is_gezet(self) -> bool:
        """Tell whether anything is narrowed."""
        return any((self.status, self.zaak, self.nacht, self.taal, self.kanaal, self.grond, self.contact_tot, self.bij))


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """A page of a list, newest first; `volgende` is the key for the older ones, None at the end."""

    regels: tuple[MeldingRegel, ...]
    volgende: tuple[datetime, UUID] | None
    aantal: int


@dataclass(frozen=True, slots=True)
class Uitblijver:
    """A message that could not be understood, or an answer that did not arrive, and waits for a person."""

    wat: str
    moment: datetime
    kenmerk: str | None


@dataclass(frozen=True, slots=True)
class Vandaag:
    """What needs somebody now; lists the role may not see are empty.

    `aandacht`: meldingen marked for a person, what already stands in `spoed` for that alone aside. `losse`: how many
    messages that belong to no melding wait; `losse_spoed`: one of them is urgent. `bevindingen`: how many findings
    nobody looked at, `bevindingen_tegen`: how many of any state have a term that is near or past. `signalen`: how many
    wait for a release. These two stand as one row each and count as one thing.
    """

    spoed: tuple[MeldingRegel, ...] = ()
    aandacht: tuple[MeldingRegel, ...] = ()
    contact: tuple[MeldingRegel, ...] = ()
    beelden: tuple[MeldingRegel, ...] = ()
    stukken: tuple[Stuktaak, ...] = ()
    twijfel: tuple[MeldingRegel, ...] = ()
    verwezen: tuple[MeldingRegel, ...] = ()
    uitblijvers: tuple[Uitblijver, ...] = ()
    alarmen: tuple[Alarm, ...] = ()
    afspraken: tuple[Maatregelregel, ...] = ()
    afwezigen: tuple[Afwezigheid, ...] = ()
    contact_totaal: int = 0
    aandacht_totaal: int = 0
    losse: int = 0
    losse_spoed: bool = False
    bevindingen: int = 0
    bevindingen_tegen: int = 0
    signalen: int = 0
    laatste_bericht: datetime | None = None
    berichten_nacht: int = 0
    meldingen_nacht: int = 0

    @property
    def aantal(self) -> int:
        """Count the things that need somebody."""
        eerste = (self.beelden, self.stukken, self.twijfel, self.verwezen)
        rest = (*eerste, self.uitblijvers, self.alarmen, self.afspraken)
        lang = max(self.contact_totaal, len(self.contact)) + max(self.aandacht_totaal, len(self.aandacht))
        rijen = bool(self.bevindingen or self.bevindingen_tegen) + bool(self.signalen)
        return len(self.spoed) + lang + self.losse + rijen + sum(map(len, rest))


@dataclass(frozen=True, slots=True)
class RapportRegel:
    """A built report; `map` is its folder under the archive, `staat` a word of Rapportstaat."""

    id: UUID
    soort: str
    periode: str
    versie: str
    uitgave: int
    gemaakt: datetime
    voorlopig: bool
    map: str
    staat: str = "concept"


@dataclass(frozen=True, slots=True)
class RapportAanbouw:
    """A report that is being built now; `stap`: how far, a word of Bouwstap (empty: it just began)."""

    periode: str
    versie: str
    stap: str


@dataclass(frozen=True, slots=True)
class Bewerking:
    """Who changes a melding, when, and which version they saw."""

    kenmerk: str
    versie: int
    door: str
    moment: datetime
