"""What the rooms of the administrator show and need: users, the audit log, the state of the service, the settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from nachtleven.alarmen import Alarm
from nachtleven.toegang.audit import Auditregel
from nachtleven.toegang.gebruikers import Gebruiker, Gebruikersrol


@dataclass(frozen=True, slots=True)
class Gebruikersregel:
    """A user as the administrator sees one."""

    gebruiker: Gebruiker
    gemaakt: datetime
    laatst_aangemeld: datetime | None
    met_code: bool


@dataclass(frozen=True, slots=True)
class NieuweGebruiker:
    """A user just made or recovered, with what is shown once; `totp` None: none was set up."""

    naam: str
    rol: Gebruikersrol
    wachtwoord: str
    totp: str | None


@dataclass(frozen=True, slots=True)
class Auditfilter:
    """Which lines of the audit log: of a user, on a thing, of a Brussels day, before a number; all may be absent."""

    gebruiker: str = ""
    voorwerp: str = ""
    soort: str = ""
    dag: date | None = None
    na: int | None = None


@dataclass(frozen=True, slots=True)
class Rondestand:
    """Work that comes round: when it last went well, when it is due, how often it failed since."""

    naam: str
    goed: datetime | None
    volgende: datetime
    mislukt: int


@dataclass(frozen=True, slots=True)
class Dienststand:
    """How the service is doing. `uitpost` and `oproepen`: how many in each state; `hartslag`: the planner's last."""

    uitpost: tuple[tuple[str, int], ...]
    oproepen: tuple[tuple[str, int], ...]
    te_lezen: int
    hartslag: datetime | None
    spoel: int
    spoel_kapot: int
    rondes: tuple[Rondestand, ...]
    alarmen: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True)
class Instellingstand:
    """One setting as it stands: its value (a secret's is not shown), where it comes from, what it means."""

    naam: str
    waarde: str
    bron: str
    uitleg: str


class Gebruikersbeheer(Protocol):
    """Where users are managed. A change raises NietGevonden where there is no such user."""

    def lijst(self) -> list[Gebruikersregel]:
        """Give all users by name."""
        ...

    def gebruiker(self, id_: UUID) -> Gebruiker | None:
        """Give a user by id."""
        ...

    def maak(self, naam: str, rol: Gebruikersrol, moment: datetime) -> NieuweGebruiker:
        """Make a user with a one-time password; raises BezetFout where the name is taken."""
        ...

    def zet_rol(self, id_: UUID, rol: Gebruikersrol) -> None:
        """Give a user another role; their sessions end."""
        ...

    def zet_actief(self, id_: UUID, *, actief: bool) -> None:
        """Let a user in or keep them out; their sessions end."""
        ...

    def herstel(self, id_: UUID) -> NieuweGebruiker:
        """Give a user a new one-time password and code app."""
        ...


class Auditlezer(Protocol):
    """Where the audit log is read."""

    def lees(self, filter_: Auditfilter, hoogstens: int) -> Sequence[Auditregel]:
        """Give the lines that fit, newest first."""
        ...

    def controleer(self) -> int | None:
        """Give the number at which the chain first breaks, None where it is whole."""
        ...

    def laatste(self) -> int:
        """Give the number of the newest line; 0: there is none."""
        ...


class Dienstbron(Protocol):
    """Where the state of the service is read."""

    def stand(self) -> Dienststand:
        """Give how the service is doing."""
        ...


@dataclass(frozen=True, slots=True)
class Beheer:
    """Everything that the rooms of the administrator are given."""

    gebruikers: Gebruikersbeheer
    audit: Auditlezer
    dienst: Dienstbron
    instellingen: tuple[Instellingstand, ...]
    stad: tuple[Instellingstand, ...]
