"""Users and the audit log as they are kept; a code app's secret is encrypted under a key of the row."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from nachtleven.fouten import BezetFout
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AuditRij, GebruikerRij
from nachtleven.toegang.audit import BEGIN, Auditregel, controleer, keten
from nachtleven.toegang.gebruikers import (
    Gebruiker,
    Gebruikersrol,
    Inlog,
    hash_wachtwoord,
    nieuw_wachtwoord,
    nieuwe_totp,
)
from nachtleven.toegang.sessies import stempel


@dataclass(frozen=True, slots=True)
class NieuweGebruiker:
    """A user just made, with what is shown once; `totp` None: none was set up."""

    naam: str
    rol: Gebruikersrol
    wachtwoord: str
    totp: str | None


class Accountopslag:
    """Users in the database."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def maak(
        self, naam: str, rol: Gebruikersrol, moment: datetime, *, met_totp: bool = True, wachtwoord: str | None = None
    ) -> NieuweGebruiker:
        """Make a user with a one-time password to change at the first log-in; a given password need not be changed.

        Raises:
            BezetFout: the name is taken.
        """
        rij_id, geheim = uuid4(), nieuwe_totp() if met_totp else None
        gekozen = wachtwoord or nieuw_wachtwoord()
        sleutel, gewikkeld = self._opslag.kluis.nieuwe_sleutel("gebruikers", rij_id)
        rij = GebruikerRij(
            id=rij_id,
            naam=naam,
            rol=rol.value,
            wachtwoord_hash=hash_wachtwoord(gekozen),
            totp_sleutel=gewikkeld if geheim else None,
            totp_geheim=sleutel.versleutel("totp", geheim) if geheim else None,
            moet_wijzigen=wachtwoord is None,
            actief=True,
            gemaakt=moment,
            mislukt=0,
        )
        try:
            with self._opslag.schrijven() as sessie:
                sessie.add(rij)
        except IntegrityError as fout:
            raise BezetFout(f"er is al een gebruiker {naam}") from fout
        return NieuweGebruiker(naam, rol, gekozen, geheim)

    def inlog(self, naam: str) -> Inlog | None:
        """Give what a log-in by this name is checked against."""
        with self._opslag.lezen() as sessie:
            rij = sessie.scalar(select(GebruikerRij).where(GebruikerRij.naam == naam))
            if rij is None:
                return None
            totp = None
            if rij.totp_geheim is not None:
                sleutel = self._opslag.kluis.open_sleutel(rij.totp_sleutel, "gebruikers", rij.id)
                totp = sleutel.ontsleutel("totp", rij.totp_geheim)
            return Inlog(_gebruiker(rij), rij.wachtwoord_hash, totp)

    def gebruiker(self, id_: UUID) -> Gebruiker | None:
        """Give a user by id."""
        with self._opslag.lezen() as sessie:
            rij = sessie.get(GebruikerRij, id_)
            return _gebruiker(rij) if rij else None

    def noteer_inlog(self, id_: UUID, moment: datetime) -> None:
        """Keep when a user last logged in."""
        with self._opslag.schrijven() as sessie:
            sessie.execute(update(GebruikerRij).where(GebruikerRij.id == id_).values(laatst_aangemeld=moment))

    def wijzig_wachtwoord(self, id_: UUID, wachtwoord_hash: str) -> None:
        """Replace a password; the user need not change it again."""
        waarden = {"wachtwoord_hash": wachtwoord_hash, "moet_wijzigen": False}
        with self._opslag.schrijven() as sessie:
            sessie.execute(update(GebruikerRij).where(GebruikerRij.id == id_).values(**waarden))


def _gebruiker(rij: GebruikerRij) -> Gebruiker:
    return Gebruiker(
        id=rij.id,
        naam=rij.naam,
        rol=Gebruikersrol(rij.rol),
        moet_wijzigen=rij.moet_wijzigen,
        actief=rij.actief,
        stempel=stempel(rij.wachtwoord_hash),
    )


_POGINGEN = 5


class Auditopslag:
    """The audit log in the database: only ever added to, each line bound to the one before."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def schrijf(self, regel: Auditregel) -> None:
        """Add a line at the end; where two write at once, the number's uniqueness lets one try again.

        Raises:
            IntegrityError: others kept taking the number.
        """
        for poging in range(1, _POGINGEN + 1):
            try:
                with self._opslag.schrijven() as sessie:
                    self._voeg_toe(sessie, regel)
            except IntegrityError:
                if poging == _POGINGEN:
                    raise
            else:
                return

    def _voeg_toe(self, sessie: Session, regel: Auditregel) -> None:
        vorige = sessie.scalar(select(AuditRij).order_by(AuditRij.volgnummer.desc()).limit(1))
        nummer = vorige.volgnummer + 1 if vorige else 1
        genummerd = Auditregel(
            nummer, regel.moment, regel.gebruiker, regel.handeling, regel.soort, regel.voorwerp[:200], regel.doel[:200]
        )
        mac = keten(vorige.mac if vorige else BEGIN, genummerd, self._opslag.pseudoniemen.audit)
        sessie.add(
            AuditRij(
                volgnummer=nummer,
                moment=genummerd.moment,
                gebruiker=genummerd.gebruiker,
                handeling=genummerd.handeling,
                soort=genummerd.soort,
                voorwerp=genummerd.voorwerp,
                doel=genummerd.doel,
                mac=mac,
            )
        )

    def kop(self) -> tuple[int, str]:
        """Give the number and the MAC of the newest line; (0, BEGIN) where there is none."""
        with self._opslag.lezen() as sessie:
            rij = sessie.scalar(select(AuditRij).order_by(AuditRij.volgnummer.desc()).limit(1))
            return (rij.volgnummer, rij.mac) if rij else (0, BEGIN)

    def bevat(self, volgnummer: int, mac: str) -> bool:
        """Tell whether the line of this number stands there with this MAC, as a head that was kept elsewhere says."""
        with self._opslag.lezen() as sessie:
            staat = sessie.scalar(select(AuditRij.mac).where(AuditRij.volgnummer == volgnummer))
        return hmac.compare_digest(staat or (BEGIN if volgnummer == 0 else ""), mac)

    def controleer(self) -> int | None:
        """Give the number at which the log first breaks, None where it is whole."""
        with self._opslag.lezen() as sessie:
            rijen = sessie.scalars(select(AuditRij).order_by(AuditRij.volgnummer)).yield_per(1000)
            paren = (
                (Auditregel(r.volgnummer, r.moment, r.gebruiker, r.handeling, r.soort, r.voorwerp, r.doel), r.mac)
                for r in rijen
            )
            return controleer(paren, self._opslag.pseudoniemen.audit)
