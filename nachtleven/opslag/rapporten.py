"""Queries on built reports: their state, what a person added, and the recommendations of the one before."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from nachtleven.fouten import NietGevonden, VerouderdFout
from nachtleven.opslag import wachtrij
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import RapportRij
from nachtleven.opslag.typen import Sleutel, Tabel, Woord
from nachtleven.rapportleven import (
    RAPPORTOVERGANGEN,
    Bijschrift,
    Bijschriftsoort,
    Opvolging,
    Rapportstaat,
    Rapportstand,
)


class BijschriftRij(Tabel):
    """A remark or recommendation of a person with a built report; names nobody."""

    __tablename__ = "rapport_bijschriften"

    id: Mapped[Sleutel]
    rapport_id: Mapped[UUID] = mapped_column(ForeignKey("rapporten.id"), index=True)
    soort: Mapped[Woord]
    tekst: Mapped[str] = mapped_column(String(1000))
    opvolging: Mapped[Woord]
    door: Mapped[str] = mapped_column(String(80))
    moment: Mapped[datetime]


class Rapportleven:
    """What a person does with a draft, each in a transaction of its own."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def stand(self, id_: UUID) -> Rapportstand | None:
        """Give where a report stands; None: there is no such report."""
        with self._opslag.lezen() as sessie:
            rij = sessie.get(RapportRij, id_)
            return stand_van(sessie, rij) if rij else None

    def voeg_toe(self, id_: UUID, soort: Bijschriftsoort, tekst: str, door: str, moment: datetime) -> None:
        """Add a remark or recommendation to a draft.

        Raises:
            NietGevonden: no such report.
            VerouderdFout: it is no draft any more.
        """
        with self._opslag.schrijven() as sessie:
            _concept(sessie, id_)
            rij = BijschriftRij(
                id=uuid4(), rapport_id=id_, soort=soort.value, tekst=tekst, opvolging=Opvolging.OPEN.value, door=door,
                moment=moment,
            )  # fmt: skip
            sessie.add(rij)

    def keur_goed(self, id_: UUID, door: str, moment: datetime) -> None:
        """Approve a draft: from then on nothing is added.

        Raises:
            NietGevonden: no such report.
            VerouderdFout: it is no draft any more.
        """
        with self._opslag.schrijven() as sessie:
            rij = _concept(sessie, id_)
            rij.staat, rij.goedgekeurd_door, rij.goedgekeurd = Rapportstaat.GOEDGEKEURD.value, door, moment
            wachtrij.leg_klaar(sessie, wachtrij.RAPPORTPOST, [stand_van(sessie, rij).naam])

    def volg_op(self, bijschrift: UUID, opvolging: Opvolging) -> None:
        """Tell what came of a recommendation, at any time.

        Raises:
            NietGevonden: no such recommendation.
        """
        with self._opslag.schrijven() as sessie:
            rij = sessie.get(BijschriftRij, bijschrift)
            if rij is None or rij.soort != Bijschriftsoort.AANBEVELING.value:
                raise NietGevonden("aanbeveling", str(bijschrift))
            rij.opvolging = opvolging.value


def _concept(sessie: Session, id_: UUID) -> RapportRij:
    rij = sessie.scalar(select(RapportRij).where(RapportRij.id == id_).with_for_update())
    if rij is None:
        raise NietGevonden("rapport", str(id_))
    if Rapportstaat.GOEDGEKEURD not in RAPPORTOVERGANGEN[Rapportstaat(rij.staat)]:
        raise VerouderdFout(0, 1)
    return rij


def stand_van(sessie: Session, rij: RapportRij) -> Rapportstand:
    """Give a row as a value."""
    vraag = select(BijschriftRij).where(BijschriftRij.rapport_id == rij.id)
    bijschriften = tuple(
        Bijschrift(b.id, Bijschriftsoort(b.soort), b.tekst, Opvolging(b.opvolging), b.door, b.moment)
        for b in sessie.scalars(vraag.order_by(BijschriftRij.moment, BijschriftRij.id))
    )
    naam = f"{rij.periode}-{rij.versie}-{rij.uitgave}"
    staat = Rapportstaat(rij.staat)
    return Rapportstand(rij.id, naam, rij.map, rij.hash, staat, rij.goedgekeurd_door, rij.wijziging, bijschriften)


def te_verzenden(sessie: Session) -> list[Rapportstand]:
    """Give the approved reports that were not sent, oldest first."""
    vraag = select(RapportRij).where(RapportRij.staat == Rapportstaat.GOEDGEKEURD.value)
    return [stand_van(sessie, rij) for rij in sessie.scalars(vraag.order_by(RapportRij.gemaakt, RapportRij.id))]


def noteer_verzonden(sessie: Session, id_: UUID, moment: datetime) -> None:
    """Keep that a report was sent."""
    rij = sessie.get_one(RapportRij, id_)
    rij.staat, rij.verzonden = Rapportstaat.VERZONDEN.value, moment


def laatste_uitgave(sessie: Session, soort: str, periode: str, versie: str) -> RapportRij | None:
    """Give the newest edition of a report."""
    vraag = select(RapportRij).where(
        RapportRij.soort == soort, RapportRij.periode == periode, RapportRij.versie == versie
    )
    return sessie.scalar(vraag.order_by(RapportRij.uitgave.desc()).limit(1))


def vorige_aanbevelingen(sessie: Session, soort: str, periode: str) -> Sequence[tuple[str, str]]:
    """Give the recommendations of the last approved report of this kind before a period, and what came of them."""
    eerder = (RapportRij.soort == soort, RapportRij.periode < periode, RapportRij.staat != Rapportstaat.CONCEPT.value)
    laatste = sessie.scalar(select(func.max(RapportRij.periode)).where(*eerder))
    vraag = select(BijschriftRij.tekst, BijschriftRij.opvolging).join(RapportRij)
    vraag = vraag.where(RapportRij.soort == soort, RapportRij.periode == laatste)
    vraag = vraag.where(BijschriftRij.soort == Bijschriftsoort.AANBEVELING.value, *eerder)
    return [(tekst, opvolging) for tekst, opvolging in sessie.execute(vraag.order_by(BijschriftRij.moment))]
