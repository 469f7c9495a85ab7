"""The values of the conversation: what is known of a sender, the text that came, and what is to be done and said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from nachtleven.lezen.lezing import Lezing, Rol
from nachtleven.meldingen import Contactwens, Melding, Termijnen
from nachtleven.register.zaken import Zaak


class Zaakuitkomst(Protocol):
    """What linking decided on the venue; `koppelen.ZaakKoppeling` is one."""

    @property
    def zaak(self) -> str | None:
        """The one venue meant, or None."""

    @property
    def kandidaten(self) -> tuple[str, ...]:
        """Two or more venues that fit, best first; else empty."""


@dataclass(frozen=True, slots=True)
class Registernummer:
    """A telephone number that the registers know: of a portier or an uitbater, with their one venue where known."""

    rol: Rol
    zaak: str | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of a sender before this text.

    `meldingen`: all that are not erased, closed ones too, in any order. `taal`: the last language they wrote in.
    `ingelicht`: they were told how it goes on. `berichten_dit_uur`: their texts in the hour before this one.
    `laatste_antwoorden`: the texts last sent to them, to know an echo; `laatst_geantwoord`: when the last was made.
    `zelfde_tekst_dit_uur`: how many of their texts
    of the hour before were this very text. `register`: their number is in the registers.
    """

    meldingen: tuple[Melding, ...] = ()
    gestopt: bool = False
    taal: str | None = None
    ingelicht: bool = False
    contactwens: Contactwens | None = None
    berichten_dit_uur: int = 0
    zelfde_tekst_dit_uur: int = 0
    laatste_antwoorden: tuple[str, ...] = ()
    laatst_geantwoord: datetime | None = None
    register: Registernummer | None = None


@dataclass(frozen=True, slots=True)
class Binnengekomen:
    """One text, read and linked, as the conversation takes it up.

    `zaken`: the venues by id, at least those of `koppeling` and of the sender's meldingen. `kenmerk`, `lognummer`:
    free ones, used when a melding or a log line is opened. `moment`: when it is answered, at or after `ontvangen`.
    """

    tekst: str
    ontvangen: datetime
    moment: datetime
    lezing: Lezing
    koppeling: Zaakuitkomst
    zaken: Mapping[str, Zaak]
    kenmerk: str
    lognummer: str


@dataclass(frozen=True, slots=True)
class Gegevens:
    """What the answers tell of the service itself: the free short number, other ways in, whom to ask.

    `zorgcentrum`: the name or number of the centre for sexual violence; empty: it is not mentioned.
    """

    nummer: str
    privacy: str
    zorgcentrum: str = ""
    lang_nummer: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Gespreksregels:
    """The city's settings of the conversation.

    `max_berichten_per_uur`: above it texts are kept but unanswered. `laat_na_minuten`: an answer later than this
    after the receipt has its own wording. `veel_meldingen`: from so many meldingen of one sender within the term of
    joining on, a person looks.
    """

    termijnen: Termijnen
    gegevens: Gegevens
    max_berichten_per_uur: int = 20
    laat_na_minuten: int = 120
    veel_meldingen: int = 5
    max_vragen: int = 2


class Actie(StrEnum):
    """What is to be done with a text."""

    NIEUW = "nieuw"
    VOEG_TOE = "voeg_toe"
    INCIDENT = "incident"
    TREK_IN = "trek_in"
    STOP = "stop"
    START = "start"
    HELP = "help"
    GEEN = "geen"


class Antwoordsoort(StrEnum):
    """What kind of answer is given."""

    BEVESTIGING = "bevestiging"
    TOEGEVOEGD = "toegevoegd"
    VRAAG_ZAAK = "vraag_zaak"
    KEUZE = "keuze"
    VRAAG_NACHT = "vraag_nacht"
    VRAAG_WIS = "vraag_wis"
    CONTACT = "contact"
    INCIDENT = "ontvangst_incident"
    INGETROKKEN = "ingetrokken"
    NIETS_TE_WISSEN = "niets_te_wissen"
    GESLOTEN = "gesloten"
    STOP = "stop"
    START = "start"
    HULP = "hulp"
    INFORMATIE = "informatie"
    ONBEGREPEN = "onbegrepen"
    SPOED = "spoed"
    KAAL = "kaal"
    GEEN = "geen"


class Aandacht(StrEnum):
    """Why a person should look. PERSOON: nothing could be read in it, after all tries.

    ANDERS_GELEZEN: read again it tells of a melding where none was opened, or of none where one was.
    """

    SPOED = "spoed"
    VEEL_MELDINGEN = "veel_meldingen"
    NIEUWE_MELDERS = "nieuwe_melders"
    TE_VEEL_BERICHTEN = "te_veel_berichten"
    VRAAG = "vraag"
    GESLOTEN = "gesloten"
    ONBEGREPEN = "onbegrepen"
    INCIDENT_ZONDER_ZAAK = "incident_zonder_zaak"
    WISSEN = "wissen"
    PERSOON = "persoon"
    ANDERS_GELEZEN = "anders_gelezen"


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What to do with one text and what to say.

    `kenmerk`: the melding that the text belongs to, a new one for NIEUW, else None. `meldingen`: every melding that
    changes, in its new state, the new one included. `taal`: of the answer. `antwoord` None: nothing is said.
    `ingelicht`, `contactwens`: what is known of the sender from now on. `zaak`, `geverifieerd`: for INCIDENT, the
    venue of the log line (None: a person finds it) and whether its writer's number is in the registers.
    `wis_alles`: the sender wants all data erased, also texts that belong to no melding.
    """

    actie: Actie
    taal: str
    kenmerk: str | None = None
    meldingen: tuple[Melding, ...] = ()
    antwoord: str | None = None
    soort: Antwoordsoort = Antwoordsoort.GEEN
    ingelicht: bool = False
    contactwens: Contactwens | None = None
    zaak: str | None = None
    geverifieerd: bool = False
    wis_alles: bool = False
    aandacht: frozenset[Aandacht] = field(default_factory=frozenset)
