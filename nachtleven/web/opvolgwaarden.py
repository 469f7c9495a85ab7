"""What the screens show and take of following a melding up: whose it is, contact, consent, referrals, absence."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from nachtleven.dossiers.toestemming import Deel, Instantie, Toestemming, Vraagwijze
from nachtleven.meldingen import Contactwens


class Veilig(StrEnum):
    """Whether it is safe to call: somebody else may pick up."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Contactafspraak:
    """How a melder can be reached: how, when in their words, whether that is safe, an interpreter, a minor."""

    hoe: Contactwens | None
    wanneer: str
    veilig: Veilig
    tolk: bool
    minderjarig: bool


@dataclass(frozen=True, slots=True)
class Afwezigheid:
    """A user who is away up to and including a day, and who stands in."""

    gebruiker: str
    tot: date
    vervanger: str


@dataclass(frozen=True, slots=True)
class NieuweToestemming:
    """A yes of a melder to be noted."""

    naar: Instantie
    delen: frozenset[Deel]
    hoe: Vraagwijze


@dataclass(frozen=True, slots=True)
class Verwijsregel:
    """A file that went to another service; `hash` is its SHA-256."""

    id: UUID
    naar: Instantie
    moment: datetime
    door: str
    hash: str


@dataclass(frozen=True, slots=True)
class Opvolging:
    """How a melding is followed up, for onthaal; of the others only the dossier's kenmerk is filled.

    `samengevoegd_met`: the melding that its messages went to. `delen`: the ones whose messages came here.
    `voorstel`: meldingen that may be on the same event; `dossier_voorstel`: a dossier that one of them is in.
    `nummer`: the telephone number, masked.
    """

    toegewezen: str | None = None
    afspraak: Contactafspraak | None = None
    toestemmingen: tuple[Toestemming, ...] = ()
    verwijzingen: tuple[Verwijsregel, ...] = ()
    samengevoegd_met: str | None = None
    delen: tuple[str, ...] = ()
    dossier: str | None = None
    voorstel: tuple[str, ...] = ()
    dossier_voorstel: str | None = None
    nummer: str | None = None
