"""Queries for the administrator: the audit log in pages, and how the service is doing."""

from collections.abc import Callable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nachtleven.nacht import daggrenzen
from nachtleven.opslag import berichten, werk
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.opslag.alarmen import openstaande
from nachtleven.opslag.diensttabellen import OproepRij, RondeRij
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AuditRij, UitpostRij
from nachtleven.toegang.audit import Auditregel
from nachtleven.web.beheerwaarden import Auditfilter, Dienststand, Rondestand


class Auditboek(Auditopslag):
    """The audit log as it is read: by user, thing and day, in pages by number."""

    def lees(self, filter_: Auditfilter, hoogstens: int) -> Sequence[Auditregel]:
        """Give the lines that fit, newest first."""
        vraag = select(AuditRij).order_by(AuditRij.volgnummer.desc()).limit(hoogstens)
        for kolom, waarde in (
            (AuditRij.gebruiker, filter_.gebruiker),
            (AuditRij.voorwerp, filter_.voorwerp),
            (AuditRij.soort, filter_.soort),
        ):
            if waarde:
                vraag = vraag.where(kolom == waarde)
        if filter_.dag:
            begin, einde = daggrenzen(filter_.dag, filter_.dag)
            vraag = vraag.where(AuditRij.moment >= begin, AuditRij.moment < einde)
        if filter_.na is not None:
            vraag = vraag.where(AuditRij.volgnummer < filter_.na)
        with self._opslag.lezen() as sessie:
            return [
                Auditregel(r.volgnummer, r.moment, r.gebruiker, r.handeling, r.soort, r.voorwerp, r.doel)
                for r in sessie.scalars(vraag)
            ]

    def laatste(self) -> int:
        """Give the number of the newest line; 0: there is none."""
        with self._opslag.lezen() as sessie:
            return sessie.scalar(select(func.max(AuditRij.volgnummer))) or 0


class Dienstlezer:
    """How the service is doing. `spoel` counts the files that wait and those that can't be read."""

    def __init__(self, opslag: Opslag, spoel: Callable[[], tuple[int, int]]) -> None:
        self._opslag, self._spoel = opslag, spoel

    def stand(self) -> Dienststand:
        """Give how the service is doing."""
        wachtend, kapot = self._spoel()
        with self._opslag.lezen() as sessie:
            return Dienststand(
                uitpost=_per_staat(sessie, UitpostRij),
                oproepen=_per_staat(sessie, OproepRij),
                te_lezen=berichten.tel(sessie).te_lezen,
                hartslag=werk.laatste_hartslag(sessie, "planner"),
                spoel=wachtend,
                spoel_kapot=kapot,
                rondes=tuple(
                    Rondestand(r.naam, r.goed, r.volgende, r.mislukt)
                    for r in sessie.scalars(select(RondeRij).order_by(RondeRij.naam))
                ),
                alarmen=openstaande(sessie),
            )


def _per_staat(sessie: Session, soort: type[UitpostRij] | type[OproepRij]) -> tuple[tuple[str, int], ...]:
    vraag = select(soort.staat, func.count()).group_by(soort.staat).order_by(soort.staat)
    return tuple((staat, aantal) for staat, aantal in sessie.execute(vraag))
