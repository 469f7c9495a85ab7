"""Users and the audit log as they are kept; a code app's secret is encrypted under a key of the row."""

import hmac
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from nachtleven.fouten import BezetFout, NietGevonden
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AuditRij, GebruikerRij
from nachtleven.toegang.audit import BEGIN, Auditregel, controleer, keten
from nachtleven.toegang.gebruikers import (
    Gebruiker,
    Gebruikersrol,
    Inlog,
    geen_wachtwoord,
    hash_wachtwoord,
    nieuw_wachtwoord,
    nieuwe_totp,
)
from nachtleven.toegang.sessies import stempel
from nachtleven.web.beheerwaarden import Gebruikersregel, NieuweGebruiker


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
        gekozen = wachtwoord or nieuw_wachtwoord()
        rij = _nieuwe_rij(naam, rol, hash_wachtwoord(gekozen), moment)
        rij.moet_wijzigen = wachtwoord is None
        geheim = self._zet_totp(rij) if met_totp else None
        self._bewaar(rij)
        return NieuweGebruiker(naam, rol, gekozen, geheim)

    def maak_extern(self, naam: str, rol: Gebruikersrol, wie: str, moment: datetime) -> Gebruiker:
        """Make a user who logs in at the city's single sign-on; `wie`: its issuer and subject.

        Raises:
            BezetFout: the name is taken.
        """
        rij = _nieuwe_rij(naam, rol, geen_wachtwoord(), moment)
        rij.extern = wie
        gemaakt = _gebruiker(rij)
        self._bewaar(rij)
        return gemaakt

    def _bewaar(self, rij: GebruikerRij) -> None:
        naam = rij.naam
        try:
            with self._opslag.schrijven() as sessie:
                sessie.add(rij)
        except IntegrityError as fout:
            raise BezetFout(f"er is al een gebruiker {naam}") from fout

    def _zet_totp(self, rij: GebruikerRij) -> str:
        """Give a row a new secret for a code app, under a new key."""
        geheim = nieuwe_totp()
        sleutel, rij.totp_sleutel = self._opslag.kluis.nieuwe_sleutel("gebruikers", rij.id)
        rij.totp_geheim, rij.totp_stap = sleutel.versleutel("totp", geheim), None
        return geheim

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
            return Inlog(_gebruiker(rij), rij.wachtwoord_hash, totp, -1 if rij.totp_stap is None else rij.totp_stap)

    def gebruiker(self, id_: UUID) -> Gebruiker | None:
        """Give a user by id."""
        with self._opslag.lezen() as sessie:
            rij = sessie.get(GebruikerRij, id_)
            return _gebruiker(rij) if rij else None

    def externe(self, wie: str) -> Gebruiker | None:
        """Give the user with this issuer and subject at the single sign-on."""
        with self._opslag.lezen() as sessie:
            rij = sessie.scalar(select(GebruikerRij).where(GebruikerRij.extern == wie))
            return _gebruiker(rij) if rij else None

    def lijst(self) -> list[Gebruikersregel]:
        """Give all users by name."""
        with self._opslag.lezen() as sessie:
            rijen = sessie.scalars(select(GebruikerRij).order_by(GebruikerRij.naam))
            return [
                Gebruikersregel(_gebruiker(r), r.gemaakt, r.laatst_aangemeld, r.totp_geheim is not None) for r in rijen
            ]

    def gebruik_code(self, id_: UUID, stap: int) -> bool:
        """Use up the code of a step; False where it, or a later one, was used already: of two at once one gets it."""
        vrij = or_(GebruikerRij.totp_stap.is_(None), GebruikerRij.totp_stap < stap)
        gebruik = update(GebruikerRij).where(GebruikerRij.id == id_, vrij).values(totp_stap=stap)
        with self._opslag.schrijven() as sessie:
            return sessie.execute(gebruik.returning(GebruikerRij.id)).scalar() is not None

    def noteer_inlog(self, id_: UUID, moment: datetime) -> None:
        """Keep when a user last logged in."""
        with self._opslag.schrijven() as sessie:
            sessie.execute(update(GebruikerRij).where(GebruikerRij.id == id_).values(laatst_aangemeld=moment))

    def wijzig_wachtwoord(self, id_: UUID, wachtwoord_hash: str) -> None:
        """Replace a password; the user need not change it again, and older sessions end."""
        self._wijzig(id_, wachtwoord_hash=wachtwoord_hash, moet_wijzigen=False)

    def zet_taal(self, id_: UUID, taal: str) -> None:
        """Keep in which language this user reads the screens."""
        with self._opslag.schrijven() as sessie:
            sessie.execute(update(GebruikerRij).where(GebruikerRij.id == id_).values(taal=taal))

    def zet_rol(self, id_: UUID, rol: Gebruikersrol) -> None:
        """Give a user another role; their sessions end. Raises NietGevonden."""
        self._wijzig(id_, rol=rol.value)

    def zet_actief(self, id_: UUID, *, actief: bool) -> None:
        """Let a user in or keep them out; their sessions end. Raises NietGevonden."""
        self._wijzig(id_, actief=actief)

    def herstel(self, id_: UUID) -> NieuweGebruiker:
        """Give a user who lost password or telephone new ones; the old ones and all sessions end.

        Raises:
            NietGevonden: there is no such user, or they log in at the single sign-on.
        """
        gekozen = nieuw_wachtwoord()
        with self._opslag.schrijven() as sessie:
            rij = sessie.get(GebruikerRij, id_)
            if rij is None or rij.extern is not None:
                raise NietGevonden("gebruiker", str(id_))
            rij.wachtwoord_hash, rij.moet_wijzigen, rij.ronde = hash_wachtwoord(gekozen), True, rij.ronde + 1
            geheim = self._zet_totp(rij)
            return NieuweGebruiker(rij.naam, Gebruikersrol(rij.rol), gekozen, geheim)

    def _wijzig(self, id_: UUID, **waarden: Any) -> None:  # noqa: ANN401 - columns
        nieuw = update(GebruikerRij).where(GebruikerRij.id == id_).values(ronde=GebruikerRij.ronde + 1, **waarden)
        with self._opslag.schrijven() as sessie:
            if sessie.execute(nieuw.returning(GebruikerRij.id)).scalar() is None:
                raise NietGevonden("gebruiker", str(id_))


def _nieuwe_rij(naam: str, rol: Gebruikersrol, wachtwoord_hash: str, moment: datetime) -> GebruikerRij:
    return GebruikerRij(
        id=uuid4(),
        naam=naam,
        rol=rol.value,
        wachtwoord_hash=wachtwoord_hash,
        moet_wijzigen=False,
        actief=True,
        gemaakt=moment,
        mislukt=0,
        ronde=0,
    )


def _gebruiker(rij: GebruikerRij) -> Gebruiker:
    return Gebruiker(
        id=rij.id,
        naam=rij.naam,
        rol=Gebruikersrol(rij.rol),
        moet_wijzigen=rij.moet_wijzigen,
        actief=rij.actief,
        stempel=stempel(rij.wachtwoord_hash, rij.rol, str(rij.ronde)),
        taal=rij.taal,
        extern=rij.extern is not None,
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
