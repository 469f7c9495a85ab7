"""Queries on periodic work: claims that are leased, and signs of life."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nachtleven.opslag.tabellen import ClaimRij, HartslagRij, MeldingRij


@dataclass(frozen=True, slots=True)
class Eis:
    """A piece of periodic work, by kind and period, and who holds it."""

    soort: str
    periode: str
    houder: str


def eis_op(sessie: Session, eis: Eis, moment: datetime, duur: timedelta) -> bool:
    """Claim a piece of work for a while; False where it is finished or another holds it and is not overdue."""
    maak = postgresql.insert if sessie.get_bind().dialect.name == "postgresql" else sqlite.insert
    nieuw = maak(ClaimRij).values(soort=eis.soort, periode=eis.periode, houder=eis.houder, lease_tot=moment + duur)
    gemaakt = sessie.execute(nieuw.on_conflict_do_nothing().returning(ClaimRij.soort)).scalar()
    if gemaakt is not None:
        return True
    vrij = or_(ClaimRij.lease_tot < moment, ClaimRij.houder == eis.houder)
    over = (
        update(ClaimRij)
        .where(ClaimRij.soort == eis.soort, ClaimRij.periode == eis.periode, ClaimRij.klaar.is_(None), vrij)
        .values(houder=eis.houder, lease_tot=moment + duur)
        .returning(ClaimRij.soort)
    )
    return sessie.execute(over).scalar() is not None


def verleng(sessie: Session, eis: Eis, tot: datetime) -> bool:
    """Push the end of a lease out while the work goes on; False where it was lost to another."""
    langer = (
        update(ClaimRij)
        .where(ClaimRij.soort == eis.soort, ClaimRij.periode == eis.periode, ClaimRij.houder == eis.houder)
        .where(ClaimRij.klaar.is_(None))
        .values(lease_tot=tot)
        .returning(ClaimRij.soort)
    )
    return sessie.execute(langer).scalar() is not None


def zet_stap(sessie: Session, eis: Eis, stap: str) -> None:
    """Tell how far a piece of work is, of a claim that is still ours."""
    van_ons = ClaimRij.soort == eis.soort, ClaimRij.periode == eis.periode, ClaimRij.houder == eis.houder
    sessie.execute(update(ClaimRij).where(*van_ons, ClaimRij.klaar.is_(None)).values(stap=stap))


def onder_handen(sessie: Session, soort: str, moment: datetime) -> list[tuple[str, str]]:
    """Give the work of a kind that somebody does now, by its period, with its step (empty: none told yet)."""
    vraag = select(ClaimRij.periode, ClaimRij.stap).where(ClaimRij.soort == soort, ClaimRij.klaar.is_(None))
    vraag = vraag.where(ClaimRij.lease_tot >= moment).order_by(ClaimRij.periode)
    return [(periode, stap or "") for periode, stap in sessie.execute(vraag)]


def rond_af(sessie: Session, eis: Eis, moment: datetime) -> bool:
    """Mark a claim finished, in the transaction that keeps its result; False where another took it over."""
    klaar = (
        update(ClaimRij)
        .where(ClaimRij.soort == eis.soort, ClaimRij.periode == eis.periode, ClaimRij.houder == eis.houder)
        .where(ClaimRij.klaar.is_(None))
        .values(klaar=moment)
        .returning(ClaimRij.soort)
    )
    return sessie.execute(klaar).scalar() is not None


def vrije(sessie: Session, soort: str, periodes: Sequence[str], moment: datetime) -> list[str]:
    """Give those pieces of work, in the order given, that are not finished and that nobody holds now."""
    bezet = or_(ClaimRij.klaar.is_not(None), ClaimRij.lease_tot >= moment)
    vraag = select(ClaimRij.periode).where(ClaimRij.soort == soort, ClaimRij.periode.in_(periodes), bezet)
    niet = set(sessie.scalars(vraag))
    return [periode for periode in periodes if periode not in niet]


def geef_terug(sessie: Session, eis: Eis, moment: datetime) -> None:
    """Give an unfinished claim back, so that another need not wait for the end of the lease."""
    sessie.execute(
        update(ClaimRij)
        .where(ClaimRij.soort == eis.soort, ClaimRij.periode == eis.periode, ClaimRij.houder == eis.houder)
        .where(ClaimRij.klaar.is_(None))
        .values(lease_tot=moment - timedelta(seconds=1))
    )


def klopt_hart(sessie: Session, soort: str, proces: str, moment: datetime) -> None:
    """Keep a sign of life of a process."""
    sessie.merge(HartslagRij(proces=proces, soort=soort, moment=moment))


def laatste_hartslag(sessie: Session, soort: str) -> datetime | None:
    """Give the last sign of life of any process of a kind."""
    return sessie.scalar(select(func.max(HartslagRij.moment)).where(HartslagRij.soort == soort))


def heeft_meldingen(sessie: Session, eerste: date, laatste: date) -> bool:
    """Tell whether any melding's night lies between two days, both inclusive."""
    vraag = select(MeldingRij.id).where(MeldingRij.nacht >= eerste, MeldingRij.nacht <= laatste)
    return sessie.scalar(vraag.limit(1)) is not None
