"""What the desk needs beside reading a melding: following it up, dossiers, venues, finding, typing in, the sticker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from nachtleven.balie import Baliemelding
from nachtleven.dossiers.waarden import Maatregelstaat, Stuksoort, Uitkomst
from nachtleven.poorten.media import Media
from nachtleven.register.zaken import Zaak
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.berichtwaarden import Losbladzijde
from nachtleven.web.dossierwaarden import Dossierblad, Dossierbladzijde, Dossierfilter, Stukwijziging
from nachtleven.web.maatregelwaarden import NieuweMaatregel
from nachtleven.web.opvolgwaarden import Afwezigheid, Contactafspraak, NieuweToestemming
from nachtleven.web.tonen import Bewerking, MeldingRegel
from nachtleven.web.zaakwaarden import Stickervel, Vellenkeuze, Zaakblad, Zaakbladzijde, Zaakfilter


class Opvolgwerk(Protocol):
    """Where follow-up is kept. What changes a melding raises NietGevonden, or VerouderdFout for an old version."""

    def wijs_toe(self, bewerking: Bewerking, gebruiker: str | None) -> None:
        """Give the melding to a colleague, None: to nobody."""
        ...

    def spreek_contact_af(self, bewerking: Bewerking, afspraak: Contactafspraak) -> None:
        """Keep how the melder can be reached."""
        ...

    def zet_moment(self, bewerking: Bewerking, tijdstip: datetime | None, *, alleen_nacht: bool) -> None:
        """Settle when it happened; with `alleen_nacht` only the night of that moment."""
        ...

    def zet_feiten(self, bewerking: Bewerking, feiten: frozenset[str]) -> None:
        """Make these the facts."""
        ...

    def noteer_toestemming(self, bewerking: Bewerking, nieuw: NieuweToestemming) -> None:
        """Note a yes of the melder."""
        ...

    def trek_toestemming_in(self, bewerking: Bewerking, id_: UUID) -> None:
        """Take a yes back."""
        ...

    def meld_afwezig(self, afwezig: Afwezigheid, door: str, moment: datetime) -> None:
        """Mark a colleague away; raises NietGevonden where one of the two is no colleague."""
        ...

    def meld_terug(self, gebruiker: str) -> None:
        """End an absence."""
        ...

    def collegas(self) -> tuple[str, ...]:
        """Give the names of the active users of onthaal."""
        ...

    def afwezigen(self, dag: date) -> tuple[Afwezigheid, ...]:
        """Give who is away on this day."""
        ...


class Verwijswerk(Protocol):
    """Where referrals are made and kept."""

    def verwijs(self, bewerking: Bewerking, toestemming: UUID) -> UUID:
        """Make the file of a consent that stands; raises NietGevonden, VerouderdFout, OvergangFout, SleutelFout."""
        ...

    def bestand(self, kenmerk: str, id_: UUID, rol: Gebruikersrol) -> bytes:
        """Give a file as it went out; raises NietGevonden or SleutelFout."""
        ...


class Samenvoegwerk(Protocol):
    """Where meldingen are merged and split; all raise NietGevonden, VerouderdFout or OvergangFout."""

    def voeg_samen(self, bewerking: Bewerking, met: str) -> None:
        """Bring what this melding holds to another and close this one."""
        ...

    def maak_los(self, bewerking: Bewerking) -> None:
        """Undo a merge."""
        ...

    def splits(self, bewerking: Bewerking, berichten: Sequence[UUID], kenmerk: str) -> None:
        """Make a new melding of some of the messages."""
        ...


class Dossierwerk(Protocol):
    """Where dossiers are changed; all raise NietGevonden, VerouderdFout or OvergangFout."""

    def open_dossier(self, kenmerken: tuple[str, ...], door: str, moment: datetime) -> str:
        """Open one over meldingen, or let them join the one that one of them is in; give its kenmerk."""
        ...

    def voeg_toe(self, bewerking: Bewerking, melding: str) -> None:
        """Put a melding in."""
        ...

    def haal_weg(self, bewerking: Bewerking, melding: str) -> None:
        """Take a melding out."""
        ...

    def zet_stuk(self, bewerking: Bewerking, wijziging: Stukwijziging) -> None:
        """Change a piece of evidence."""
        ...

    def voeg_stuk_toe(self, bewerking: Bewerking, soort: Stuksoort) -> None:
        """Add a place for a piece of evidence."""
        ...

    def noteer_contact(self, bewerking: Bewerking, met: str, *, bereikt: bool, tekst: str) -> None:
        """Keep an attempt to reach the melder, the venue or a witness."""
        ...

    def noteer(self, bewerking: Bewerking, tekst: str) -> None:
        """Keep a note."""
        ...

    def sluit(self, bewerking: Bewerking, uitkomst: Uitkomst, tekst: str) -> None:
        """Close it with its outcome."""
        ...

    def heropen(self, bewerking: Bewerking, tekst: str) -> None:
        """Take it up again."""
        ...


class Dossierlezer(Protocol):
    """Where dossiers are read."""

    def dossiers(self, rol: Gebruikersrol, filter_: Dossierfilter, hoogstens: int) -> Dossierbladzijde:
        """Give a page, newest first."""
        ...

    def dossier(self, kenmerk: str, rol: Gebruikersrol) -> Dossierblad | None:
        """Give one as this role sees it."""
        ...


class Maatregelwerk(Protocol):
    """Where measures are kept."""

    def voeg_toe(self, nieuw: NieuweMaatregel, door: str, moment: datetime) -> None:
        """Note one; raises NietGevonden."""
        ...

    def verander(self, id_: UUID, versie: int, naar: Maatregelstaat, door: str, moment: datetime) -> str:
        """Change its state and give its venue; raises NietGevonden, VerouderdFout, OvergangFout."""
        ...


class Stickerwerk(Protocol):
    """Where stickers for many venues are asked."""

    def vraag(self, filter_: Zaakfilter, moment: datetime) -> Vellenkeuze:
        """Ask those of a list."""
        ...

    def stand(self, id_: UUID, moment: datetime) -> Stickervel | None:
        """Tell how far they are."""
        ...

    def pdf(self, id_: UUID) -> bytes | None:
        """Give them once they are made."""
        ...


class Zaaklezer(Protocol):
    """Where venues are read."""

    def zaken(self, filter_: Zaakfilter, hoogstens: int) -> Zaakbladzijde:
        """Give a page, by name."""
        ...

    def zaak(self, zaak_id: str) -> Zaak | None:
        """Give one as the register holds it."""
        ...

    def blad(self, zaak_id: str, rol: Gebruikersrol, moment: datetime, *, afgeschermd: bool = False) -> Zaakblad | None:
        """Give one with what happened there; `afgeschermd`: with no small count."""
        ...


class Zoeker(Protocol):
    """Where meldingen are found by what is exact."""

    def op_nummer(self, nummer: str) -> tuple[MeldingRegel, ...]:
        """Give those of a telephone number."""
        ...

    def op_kaart(self, kaartnummer: str, rol: Gebruikersrol) -> tuple[MeldingRegel, ...]:
        """Give those with a card."""
        ...


class Bijlagen(Protocol):
    """Where attachments come from; `bijlagen.Bijlagekast` is one."""

    def haal(self, kenmerk: str, bericht: UUID, nummer: int) -> Media:
        """Fetch one of a message of this melding; raises NietGevonden, SleutelFout or PoortFout."""
        ...


class Berichtenbak(Protocol):
    """Where messages that belong to no melding wait for a person; acts raise NietGevonden."""

    def wachtende(self, hoogstens: int) -> Losbladzijde:
        """Give the first of those that wait."""
        ...

    def kijk_na(self, id_: UUID) -> None:
        """Let one wait no longer."""
        ...

    def open_melding(self, id_: UUID, kenmerk: str, door: str, moment: datetime) -> str:
        """Open a melding of one and give its kenmerk; raises SleutelFout where it was erased."""
        ...


class Loket(Protocol):
    """Where typed reports go in; `balie.Balie` is one."""

    def neem_op(self, melding: Baliemelding, door: str) -> str | None:
        """Take one in and give its kenmerk, None where it is read later."""
        ...


@dataclass(frozen=True, slots=True)
class Bureau:
    """Everything that the desk is given. `nieuw_kenmerk` makes a free one; `sticker` makes the PDF of a venue."""

    opvolging: Opvolgwerk
    verwijzen: Verwijswerk
    samenvoegen: Samenvoegwerk
    dossierwerk: Dossierwerk
    dossiers: Dossierlezer
    maatregelen: Maatregelwerk
    zaken: Zaaklezer
    stickers: Stickerwerk
    zoeker: Zoeker
    loket: Loket
    losse: Berichtenbak
    bijlagen: Bijlagen
    nieuw_kenmerk: Callable[[], str]
    sticker: Callable[[Zaak], bytes]
