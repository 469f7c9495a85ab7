"""Queries on work that comes round: done by one process at a time, and sooner again where it failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nachtleven.opslag.berichten import Houder
from nachtleven.opslag.diensttabellen import RondeRij


@dataclass(frozen=True, slots=True)
class Ronde:
    """One turn of such work: when it last went well (None: never), and how often it failed since."""

    naam: str
    goed: datetime | None
    mislukt: int


def neem_ronde(sessie: Session, naam: str, houder: Houder, *, meteen: bool = False) -> Ronde | None:
    """Take a turn that is due (`meteen`: also one that isn't); None where another holds it or it can wait."""
    maak = postgresql.insert if sessie.get_bind().dialect.name == "postgresql" else sqlite.insert
    sessie.execute(maak(RondeRij).values(naam=naam, volgende=houder.moment, mislukt=0).on_conflict_do_nothing())
    vrij = or_(RondeRij.lease_tot.is_(None), RondeRij.lease_tot < houder.moment)
    neem = update(RondeRij).where(RondeRij.naam == naam, vrij)
    if not meteen:
        neem = neem.where(RondeRij.volgende <= houder.moment)
    genomen = neem.values(houder=houder.naam, lease_tot=houder.tot).returning(RondeRij.goed, RondeRij.mislukt)
    rij = sessie.execute(genomen).one_or_none()
    return Ronde(naam, rij.goed, rij.mislukt) if rij else None


def stand_van(sessie: Session, naam: str) -> Ronde | None:
    """Give how such work stands; None: it was never done."""
    rij = sessie.get(RondeRij, naam)
    return Ronde(naam, rij.goed, rij.mislukt) if rij else None


def is_aan_de_beurt(sessie: Session, naam: str, moment: datetime) -> bool:
    """Tell cheaply whether a turn is due, without taking it."""
    rij = sessie.get(RondeRij, naam)
    return rij is None or (rij.volgende <= moment and (rij.lease_tot is None or rij.lease_tot < moment))


def sluit_ronde(sessie: Session, naam: str, houder: str, *, goed: datetime | None, volgende: datetime) -> None:
    """End a turn that went well; `goed` None: it did what it could, but the last good moment stays where it was."""
    waarden = {"volgende": volgende, "mislukt": 0, "houder": None, "lease_tot": None}
    waarden |= {"goed": goed} if goed else {}
    sessie.execute(update(RondeRij).where(RondeRij.naam == naam, RondeRij.houder == houder).values(**waarden))


def mislukte_ronde(sessie: Session, ronde: Ronde, houder: Houder, hoogstens: timedelta) -> None:
    """End a turn that failed: it is due again after 2, 4, 8 … seconds, at most after `hoogstens`."""
    pauze = min(timedelta(seconds=2 ** min(ronde.mislukt + 1, 20)), hoogstens)
    waarden = {"volgende": houder.moment + pauze, "mislukt": ronde.mislukt + 1, "houder": None, "lease_tot": None}
    sessie.execute(
        update(RondeRij).where(RondeRij.naam == ronde.naam, RondeRij.houder == houder.naam).values(**waarden)
    )
