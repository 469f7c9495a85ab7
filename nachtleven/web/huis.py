"""What the screens need from the rest: where they read, where they write, the clock, and the city's public figures."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast
from uuid import UUID

from flask import current_app

from nachtleven.alarmen import Alarmsoort
from nachtleven.gesprekken.brieven import Brief
from nachtleven.meldingen import Status
from nachtleven.rapportleven import Bijschriftsoort, Opvolging, Rapportstand
from nachtleven.toegang.audit import Auditregel
from nachtleven.toegang.gebruikers import Gebruiker, Gebruikersrol, Inlog
from nachtleven.toegang.sessies import Rem
from nachtleven.web.beheerwaarden import Beheer
from nachtleven.web.bureau import Bureau
from nachtleven.web.toezichthuis import Toezicht
from nachtleven.web.tonen import (
    Bewerking,
    Bladzijde,
    Keuzezaak,
    MeldingBlad,
    Meldingfilter,
    RapportAanbouw,
    RapportRegel,
    Vandaag,
)
from nachtleven.webpost import Webpost

_PLAATS = "nachtleven_web"


class Bron(Protocol):
    """Where the screens read. A melding the role may not see is as one that isn't there."""

    def vandaag(self, rol: Gebruikersrol, moment: datetime) -> Vandaag:
        """Give what needs this role now."""
        ...

    def meldingen(self, rol: Gebruikersrol, filter_: Meldingfilter, hoogstens: int) -> Bladzijde:
        """Give a page of meldingen, newest first."""
        ...

    def melding(self, kenmerk: str, rol: Gebruikersrol) -> MeldingBlad | None:
        """Give one melding as this role sees it."""
        ...

    def zaken(self) -> list[Keuzezaak]:
        """Give the venues that most meldingen are about, by name."""
        ...

    def zoek_zaken(self, woord: str, hoogstens: int) -> list[Keuzezaak]:
        """Give the venues whose name or street holds this word."""
        ...

    def rapporten(self) -> list[RapportRegel]:
        """Give the built reports, newest period first."""
        ...

    def rapport(self, id_: UUID) -> RapportRegel | None:
        """Give one built report."""
        ...

    def in_aanbouw(self, moment: datetime) -> list[RapportAanbouw]:
        """Give the reports that are being built now."""
        ...


class Werk(Protocol):
    """Where the screens write. Each raises NietGevonden, or VerouderdFout where the seen version is not the last."""

    def kies_zaak(self, bewerking: Bewerking, zaak_id: str | None) -> None:
        """Settle the venue; None: none of the candidates."""
        ...

    def beoordeel_grond(self, bewerking: Bewerking, grond: str, bevestigd: bool | None) -> None:  # noqa: FBT001 - the value itself
        """Confirm a ground, reject it, or take that back."""
        ...

    def verander_staat(self, bewerking: Bewerking, naar: Status, reden: str, verwezen_naar: str | None) -> None:
        """Change the state by the table; raises OvergangFout."""
        ...

    def noteer(self, bewerking: Bewerking, tekst: str) -> None:
        """Keep a note; several people may note at once, so no version is asked."""
        ...

    def noteer_contact(self, bewerking: Bewerking, tekst: str) -> None:
        """Keep that the melder was reached."""
        ...

    def kijk_na(self, bewerking: Bewerking, gezien: Collection[str]) -> None:
        """Let the reasons that were seen ask for nobody any more; no version is asked."""
        ...

    def los_alarm_op(self, soort: Alarmsoort, moment: datetime) -> None:
        """Close an open alarm; one that is closed stays so."""
        ...


class Brieven(Protocol):
    """Where what staff write to a melder goes."""

    def schrijf_terug(self, bewerking: Bewerking, brief: Brief) -> None:
        """Queue a text; raises NietGevonden, VerouderdFout, or WensFout where the melder may not get it."""
        ...


class Verslagen(Protocol):
    """What a person does with a built report."""

    def stand(self, id_: UUID) -> Rapportstand | None:
        """Give where a report stands; None: there is no such report."""
        ...

    def voeg_toe(self, id_: UUID, soort: Bijschriftsoort, tekst: str, door: str, moment: datetime) -> None:
        """Add a remark or recommendation; raises NietGevonden, or VerouderdFout where it is no draft any more."""
        ...

    def keur_goed(self, id_: UUID, door: str, moment: datetime) -> None:
        """Approve a draft; raises NietGevonden, or VerouderdFout where it is none any more."""
        ...

    def volg_op(self, bijschrift: UUID, opvolging: Opvolging) -> None:
        """Tell what came of a recommendation; raises NietGevonden."""
        ...


class Accounts(Protocol):
    """Where users are kept."""

    def inlog(self, naam: str) -> Inlog | None:
        """Give what a log-in by this name is checked against."""
        ...

    def gebruiker(self, id_: UUID) -> Gebruiker | None:
        """Give a user by id."""
        ...

    def gebruik_code(self, id_: UUID, stap: int) -> bool:
        """Use up a code; False where it was used already."""
        ...

    def externe(self, wie: str) -> Gebruiker | None:
        """Give the user with this issuer and subject at the single sign-on."""
        ...

    def maak_extern(self, naam: str, rol: Gebruikersrol, wie: str, moment: datetime) -> Gebruiker:
        """Make a user who logs in at the single sign-on; raises BezetFout where the name is taken."""
        ...

    def zet_rol(self, id_: UUID, rol: Gebruikersrol) -> None:
        """Give a user another role; their sessions end."""
        ...

    def zet_taal(self, id_: UUID, taal: str) -> None:
        """Keep in which language this user reads the screens."""
        ...

    def noteer_inlog(self, id_: UUID, moment: datetime) -> None:
        """Keep when a user last logged in."""
        ...

    def wijzig_wachtwoord(self, id_: UUID, wachtwoord_hash: str) -> None:
        """Replace a password; the user need not change it again."""
        ...


class Auditlog(Protocol):
    """Where acts are kept."""

    def schrijf(self, regel: Auditregel) -> None:
        """Add a line; its number is given by the log."""
        ...


@dataclass(frozen=True, slots=True)
class Meldwegen:
    """The ways to reach the reporting point, and the promise, as the city's configuration has them; empty: none."""

    nummer: str
    sleutelwoord: str
    lang_nummer: str = ""
    email: str = ""
    contact_dagen: int = 7
    webformulier: bool = False


@dataclass(frozen=True, slots=True)
class Huis:
    """Everything the screens are given. `archief`: the folder of the reports; `toezicht`: what the oversight needs.

    `met_code`: nobody enters without a code from an app; False in the demo alone.
    """

    bron: Bron
    werk: Werk
    accounts: Accounts
    audit: Auditlog
    klok: Callable[[], datetime]
    archief: Path
    toezicht: Toezicht
    stad: Meldwegen
    rem: Rem = field(default_factory=Rem)
    brieven: Brieven = field(kw_only=True)
    bureau: Bureau = field(kw_only=True)
    beheer: Beheer = field(kw_only=True)
    webpost: Webpost | None = None
    verslagen: Verslagen | None = None
    met_code: bool = True


def zet_huis(extensies: dict[str, object], huis: Huis) -> None:
    """Keep what the screens are given with the application."""
    extensies[_PLAATS] = huis


def huis() -> Huis:
    """Give what the screens were given."""
    return cast("Huis", current_app.extensions[_PLAATS])


def boek(gebruiker: str, handeling: str, soort: str, voorwerp: str, doel: str = "") -> None:
    """Write an act to the audit log, now."""
    hier = huis()
    hier.audit.schrijf(Auditregel(0, hier.klok(), gebruiker, handeling, soort, voorwerp, doel))
