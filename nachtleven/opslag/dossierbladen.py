"""Dossiers as the screens show them, by role: the list, and one whole. The police see what was referred to them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.dossiers.waarden import Dossierstaat, Stuksoort, Stukstaat, Uitkomst
from nachtleven.fouten import SleutelFout
from nachtleven.nacht import nachtgrenzen
from nachtleven.opslag.dossiertabellen import (
    DossierMeldingRij,
    DossierregelRij,
    DossierRij,
    DossierstukRij,
    MaatregelRij,
)
from nachtleven.opslag.maatregelen import maatregelen
from nachtleven.opslag.meldingregels import regels, zaaknamen, zichtbaar
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgblad import zelfde_voorval
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.zaakregels import logregels
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.dossierwaarden import (
    Dossierblad,
    Dossierbladzijde,
    Dossierfilter,
    Dossierregel,
    Dossierverloop,
    Stukregel,
)

_SOORTEN = [soort.value for soort in Stuksoort]


class Dossierbron:
    """Reads dossiers; each question is a transaction of its own."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def dossiers(self, rol: Gebruikersrol, filter_: Dossierfilter, hoogstens: int) -> Dossierbladzijde:
        """Give a page of dossiers, newest first."""
        waar = _zichtbaar(rol)
        if filter_.staat:
            waar.append(DossierRij.staat == filter_.staat.value)
        if filter_.uitkomst:
            waar.append(DossierRij.uitkomst == filter_.uitkomst.value)
        with self._opslag.lezen() as sessie:
            aantal = sessie.scalar(select(func.count()).select_from(DossierRij).where(*waar)) or 0
            vraag = select(DossierRij).where(*waar).order_by(DossierRij.geopend.desc(), DossierRij.id.desc())
            if filter_.na:
                moment, id_ = filter_.na
                gelijk = and_(DossierRij.geopend == moment, DossierRij.id < id_)
                vraag = vraag.where(or_(DossierRij.geopend < moment, gelijk))
            rijen = sessie.scalars(vraag.limit(hoogstens + 1)).all()
            blad = rijen[:hoogstens]
            volgende = (blad[-1].geopend, blad[-1].id) if len(rijen) > hoogstens else None
            return Dossierbladzijde(tuple(_regels(sessie, blad, rol)), volgende, aantal)

    def dossier(self, kenmerk: str, rol: Gebruikersrol) -> Dossierblad | None:
        """Give one dossier as this role sees it; what a person wrote is for onthaal."""
        with self._opslag.lezen() as sessie:
            rij = sessie.scalar(select(DossierRij).where(DossierRij.kenmerk == kenmerk, *_zichtbaar(rol)))
            return self._blad(sessie, rij, rol) if rij else None

    def _blad(self, sessie: Session, rij: DossierRij, rol: Gebruikersrol) -> Dossierblad:
        leden = sessie.scalars(_leden(rij, rol).order_by(MeldingRij.ontvangen)).all()
        stukken = select(DossierstukRij).where(DossierstukRij.dossier_id == rij.id)
        onthaal, politie = rol is Gebruikersrol.ONTHAAL, rol is Gebruikersrol.POLITIE
        voorstel = self._voorstel(sessie, leden) if onthaal else []
        return Dossierblad(
            regel=_regels(sessie, [rij], rol)[0],
            versie=rij.versie,
            meldingen=tuple(regels(sessie, leden, rol)),
            voorstel=tuple(regels(sessie, voorstel, rol)),
            stukken=tuple(
                Stukregel(s.id, Stuksoort(s.soort), Stukstaat(s.staat), s.termijn, s.bijgewerkt)
                for s in sorted(
                    sessie.scalars(stukken), key=lambda s: (list(Stuksoort).index(Stuksoort(s.soort)), s.id)
                )
            ),
            verloop=() if politie else self._verloop(sessie, rij, rol),
            maatregelen=maatregelen(sessie, MaatregelRij.dossier_id == rij.id),
            logboek=logregels(sessie, rij.zaak_id, nachtgrenzen(rij.nacht)) if rij.zaak_id else (),
        )

    def _voorstel(self, sessie: Session, leden: Sequence[MeldingRij]) -> list[MeldingRij]:
        al = {m.id for m in leden}
        gevonden = {ander.id: ander for m in leden for ander in zelfde_voorval(sessie, m) if ander.id not in al}
        elders = select(DossierMeldingRij.melding_id).where(DossierMeldingRij.melding_id.in_(gevonden))
        bezet = set(sessie.scalars(elders))
        return [ander for id_, ander in gevonden.items() if id_ not in bezet]

    def _verloop(self, sessie: Session, rij: DossierRij, rol: Gebruikersrol) -> tuple[Dossierverloop, ...]:
        vraag = select(DossierregelRij).where(DossierregelRij.dossier_id == rij.id)
        regels_ = sessie.scalars(vraag.order_by(DossierregelRij.moment.desc(), DossierregelRij.id)).all()
        return tuple(
            Dossierverloop(
                r.moment, r.door, r.handeling, r.onderwerp, r.van, r.naar,
                self._toelichting(rij, r) if rol is Gebruikersrol.ONTHAAL else None,
            )
            for r in regels_
        )  # fmt: skip

    def _toelichting(self, rij: DossierRij, regel: DossierregelRij) -> str | None:
        if regel.toelichting_geheim is None:
            return None
        try:
            sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "dossiers", rij.id)
            return sleutel.ontsleutel(f"verloop {regel.id}", regel.toelichting_geheim)
        except SleutelFout:
            return None


def _zichtbaar(rol: Gebruikersrol) -> list[ColumnElement[bool]]:
    voorwaarden = zichtbaar(rol)
    if not voorwaarden:
        return []
    van_hen = select(DossierMeldingRij.dossier_id).join(MeldingRij, MeldingRij.id == DossierMeldingRij.melding_id)
    return [DossierRij.id.in_(van_hen.where(*voorwaarden))]


def _leden(rij: DossierRij, rol: Gebruikersrol) -> Any:  # noqa: ANN401 - SQLAlchemy's select
    erin = select(DossierMeldingRij.melding_id).where(DossierMeldingRij.dossier_id == rij.id)
    return select(MeldingRij).where(MeldingRij.id.in_(erin), *zichtbaar(rol))


def _regels(sessie: Session, rijen: Sequence[DossierRij], rol: Gebruikersrol) -> list[Dossierregel]:
    ids = [rij.id for rij in rijen]
    namen = zaaknamen(sessie, {rij.zaak_id for rij in rijen if rij.zaak_id})
    beelden = _beelden(sessie, ids)
    tel = select(DossierMeldingRij.dossier_id, func.count()).where(DossierMeldingRij.dossier_id.in_(ids))
    tel = tel.join(MeldingRij, MeldingRij.id == DossierMeldingRij.melding_id).where(*zichtbaar(rol))
    aantallen = dict(sessie.execute(tel.group_by(DossierMeldingRij.dossier_id)).all())
    gemaakt = []
    for rij in rijen:
        stuk = beelden.get(rij.id)
        gemaakt.append(
            Dossierregel(
                kenmerk=rij.kenmerk,
                staat=Dossierstaat(rij.staat),
                uitkomst=Uitkomst(rij.uitkomst) if rij.uitkomst else None,
                zaak_id=rij.zaak_id,
                zaak=namen.get(rij.zaak_id, rij.zaak_id) if rij.zaak_id else None,
                nacht=rij.nacht,
                geopend=rij.geopend,
                aantal=aantallen.get(rij.id, 0),
                beelden=Stukstaat(stuk.staat) if stuk else None,
                beelden_voor=stuk.termijn if stuk else None,
            )
        )
    return gemaakt


def _beelden(sessie: Session, ids: Sequence[UUID]) -> dict[UUID, DossierstukRij]:
    vraag = select(DossierstukRij).where(DossierstukRij.dossier_id.in_(ids))
    return {s.dossier_id: s for s in sessie.scalars(vraag.where(DossierstukRij.soort == Stuksoort.BEELDEN.value))}
