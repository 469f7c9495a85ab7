"""What the screens of the oversight need from the rest: where findings, doors, logs and imports are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from nachtleven.toezicht.opvolging import BevindingStaat, Wederwoord
from nachtleven.toezicht.plichten import Plichten
from nachtleven.web.invoertonen import Invoeruitkomst
from nachtleven.web.toezichttonen import (
    Bevindingbewerking,
    BevindingBlad,
    Bevindingbladzijde,
    Bevindingfilter,
    Deurpersoon,
    Kaartantwoord,
    KaartBlad,
    KaartRegel,
    Logboeklijn,
    Logtelling,
    NieuweControle,
    NieuweLoglijn,
    Portiertelling,
)


class Bevindingen(Protocol):
    """Where findings are kept. A change raises NietGevonden, or VerouderdFout where the seen version isn't the last."""

    def lijst(self, filter_: Bevindingfilter, hoogstens: int) -> Bevindingbladzijde:
        """Give a page of what the police may see, newest first."""
        ...

    def blad(self, id_: UUID) -> BevindingBlad | None:
        """Give one finding as the police see it; None: not there, or not released."""
        ...

    def signalen(
        self, na: tuple[datetime, UUID] | None, hoogstens: int, *, vrijgegeven: bool = False
    ) -> Bevindingbladzijde:
        """Give a page of what rests on a melding, for onthaal: what waits for a release, or what was released."""
        ...

    def verander_staat(self, bewerking: Bevindingbewerking, naar: BevindingStaat, nota: str) -> None:
        """Change the state by the table, with the officer's words; raises OvergangFout."""
        ...

    def noteer(self, bewerking: Bevindingbewerking, tekst: str) -> None:
        """Keep an officer's note."""
        ...

    def zet_termijn(self, bewerking: Bevindingbewerking, tegen: date | None) -> None:
        """Set or clear the due date."""
        ...

    def hoor(self, bewerking: Bevindingbewerking, wie: Wederwoord, tekst: str) -> None:
        """Keep the answer of the venue or the doorman."""
        ...

    def corrigeer(self, bewerking: Bevindingbewerking, bewijs: int, waarden: Mapping[str, str], waarom: str) -> None:
        """Correct the row of a piece of evidence as a new version; raises VeldFout with what is wrong."""
        ...

    def geef_vrij(self, id_: UUID, door: str, moment: datetime) -> None:
        """Release a signal to the police; raises NietGevonden for what does not rest on a melding."""
        ...


class Deur(Protocol):
    """Who stands at which door, and the cards."""

    def antwoord(self, nummer: str, zaak_id: str | None, moment: datetime) -> Kaartantwoord:
        """Give the answer for a number or a part of it, at this door, at this moment."""
        ...

    def aan_de_deur(self, zaak_id: str, moment: datetime, nu: datetime) -> list[Deurpersoon]:
        """Give who was on duty at a venue at a moment."""
        ...

    def zoek(self, woord: str, nu: datetime, hoogstens: int) -> list[KaartRegel]:
        """Give the cards whose number or firm holds this word; empty: those that need a look first."""
        ...

    def blad(self, sleutel: str, nu: datetime) -> KaartBlad | None:
        """Give one card whole."""
        ...

    def telling(self, nu: datetime) -> Portiertelling:
        """Count the cards by state."""
        ...

    def leg_vast(self, controle: NieuweControle, moment: datetime) -> bool:
        """Keep an inspection; False where it was there already. Raises NietGevonden for an unknown venue."""
        ...

    def deuren(self) -> list[tuple[str, str]]:
        """Give the venues for a list of choices: id and name with street, those with doormen first."""
        ...


class Zaaklog(Protocol):
    """The venues' logs."""

    def schrijf(self, lijn: NieuweLoglijn, moment: datetime) -> bool:
        """Keep a line that the police type; False where it was there already. Raises NietGevonden."""
        ...

    def lijnen(self, zaak_id: str, nacht: date) -> tuple[str, list[Logboeklijn]] | None:
        """Give the venue's name and the lines of its log of that night; None: it never was a venue."""
        ...

    def corrigeer(self, nummer: str, waarden: Mapping[str, str], waarom: str, wie: tuple[str, datetime]) -> None:
        """Correct a line as a new version, by whom and when; raises NietGevonden, or Veldfout with what is wrong."""
        ...

    def tellingen(self, eerste: date, laatste: date, *, met_meldingen: bool) -> list[Logtelling]:
        """Give the counts of the nights from the first to the last, newest first."""
        ...


class Invoerbalie(Protocol):
    """Where register files are taken in: looked at first, then kept."""

    def bekijk(self, soort: str, naam: str, inhoud: bytes) -> Invoeruitkomst:
        """Tell what a file would change, and put it aside; nothing is kept."""
        ...

    def bewaar(self, bewijs: str, door: str) -> Invoeruitkomst:
        """Keep the file that was looked at; raises NietGevonden where it is no longer there."""
        ...


@dataclass(frozen=True, slots=True)
class Toezicht:
    """Everything the screens of the oversight are given; `plichten`: those of the file."""

    bevindingen: Bevindingen
    deur: Deur
    zaaklog: Zaaklog
    invoer: Invoerbalie
    plichten: Plichten
