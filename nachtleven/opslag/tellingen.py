"""Counts in SQL for a report: group-bys over the meldingen of a period, by night, into small frames."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import and_, case, func, select, text
from sqlalchemy.orm import Session

from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.meldingen import NIET_GETELD
from nachtleven.nacht import nacht_van
from nachtleven.opslag.duren import mediaan
from nachtleven.opslag.gevolgtellingen import tel_opvolging, tel_redenen_deur
from nachtleven.opslag.nachtblok import (
    CONTACT,
    TELT,
    Nachtblok,
    frame,
    paren,
    per_code,
    per_waarde,
    tel_blok,
)
from nachtleven.opslag.nalevingtellingen import Nalevingteller
from nachtleven.opslag.nummertellingen import tel_nummer
from nachtleven.opslag.rapporten import vorige_aanbevelingen
from nachtleven.opslag.registertabellen import InvoerRij, InzetRij, ZaakRij
from nachtleven.opslag.tabellen import BerichtRij, MeldingRij, VerloopRij
from nachtleven.opslag.zaakverledens import verledens
from nachtleven.toezicht.plichten import Plichten

ZONDER_PLICHTEN = Plichten(())
_NIET_GETELD = tuple(status.value for status in NIET_GETELD)
_NACHT_UUR = ("nacht", "uur", "aantal")
_BLOK = 500
_DAG_S = 86_400
_CACHE_KB = 100_000
"""What SQLite may keep in memory of the file while it counts; its own default reads each page over and over."""


def tel(sessie: Session, periode: Periode, moment: datetime, plichten: Plichten = ZONDER_PLICHTEN) -> Tellingen:
    """Count what a report of this period needs; `moment` only tells whether the period is over.

    `plichten`: by which nights that nobody judged yet are judged; without any, only findings that are kept count.
    """
    if sessie.get_bind().dialect.name == "sqlite":
        sessie.execute(text(f"PRAGMA cache_size=-{_CACHE_KB}"))
    teller = Nalevingteller(sessie, plichten, moment)
    blok = tel_blok(sessie, periode)
    geteld, *delen = (
        replace(
            _tel(sessie, deel, blok if deel is periode else tel_blok(sessie, deel), moment),
            redenen=tel_redenen_deur(sessie, deel, plichten),
            opvolging=tel_opvolging(sessie, deel),
            plichten=teller.tel(deel),
        )
        for deel in (periode, *periode.kwartalen)
    )
    tot = min(periode.tot, nacht_van(moment))
    signaalzaken = verledens(sessie, periode, tot, blok.zaken if tot == periode.tot else None)
    return replace(
        geteld,
        verledens=signaalzaken,
        namen=_namen(sessie, {*map(str, filter(None, geteld.zaken["zaak"])), *(v.zaak for v in signaalzaken)}),
        aanbevelingen=tuple(vorige_aanbevelingen(sessie, periode.soort, periode.code)),
        delen=tuple(zip(periode.kwartalen, delen, strict=True)),
    )


def _tel(sessie: Session, periode: Periode, blok: Nachtblok, moment: datetime) -> Tellingen:
    eerder = _eerder(sessie, periode)
    berichten, nummer, antwoordtijd = tel_nummer(sessie, periode)
    nummer["via_code"] = blok.via_code
    return Tellingen(
        per_nacht=_per_nacht([*eerder, *sorted(blok.per_nacht.items())]),
        per_uur=frame([(*nacht_uur, aantal) for nacht_uur, aantal in sorted(blok.uren.items())], _NACHT_UUR),
        kenmerken={naam: per_waarde(blok.kenmerken[naam]) for naam in ("kanaal", "taal", "rol", "zaak_hoe")},
        gronden=per_code(blok.gronden),
        feiten=per_code(blok.feiten),
        zonder={"gronden": blok.gronden[()], "feiten": blok.feiten[()]},
        paren=paren(blok.gronden),
        zaken=_zaken(sessie, periode, blok),
        contact={naam: blok.kenmerken["contact"][naam] for naam in CONTACT},
        mediaan_dagen=_mediaan_dagen(blok),
        afgevoerd=_afgevoerd(sessie, periode),
        stroom=_stroom(sessie, periode, blok),
        berichten=berichten,
        nummer=nummer,
        antwoordtijd_s=antwoordtijd,
        gemaakt=_gemaakt(sessie, periode),
        voorlopig=periode.is_voorlopig(moment),
    )


def _eerder(sessie: Session, periode: Periode) -> list[tuple[date, int]]:
    vraag = select(MeldingRij.nacht, func.count()).where(MeldingRij.nacht < periode.van, TELT)
    rijen = sessie.execute(vraag.group_by(MeldingRij.nacht).order_by(MeldingRij.nacht))
    return [(nacht, aantal) for nacht, aantal in rijen]


def _per_nacht(rijen: list[tuple[date, int]]) -> pd.DataFrame:
    return frame(rijen, ("nacht", "aantal"))


def _zaken(sessie: Session, periode: Periode, blok: Nachtblok) -> pd.DataFrame:
    aantallen = Counter[str]()
    for per_zaak in blok.zaken.values():
        aantallen.update(per_zaak)
    bekend = sorted(zaak for zaak in aantallen if zaak)
    plaatsen, alleen = _plaatsen(sessie, periode, bekend), _met_een_portier(sessie, periode)
    rijen: list[tuple[object, ...]] = [
        (zaak, *plaatsen.get(zaak, (None, None, None)), zaak in alleen, aantallen[zaak]) for zaak in bekend
    ]
    if "" in aantallen:
        rijen.append((None, None, None, None, False, aantallen[""]))
    return frame(rijen, ("zaak", "straat", "wijk", "portier", "eigen", "aantal"))


def _namen(sessie: Session, zaken: Set[str]) -> dict[str, str]:
    """Give the names of venues as they were last known; of two with one name each with its id."""
    gevonden: dict[str, str] = {}
    op_volgorde = sorted(zaken)
    for begin in range(0, len(op_volgorde), _BLOK):
        vraag = select(ZaakRij.zaak_id, ZaakRij.naam).where(ZaakRij.zaak_id.in_(op_volgorde[begin : begin + _BLOK]))
        gevonden |= dict(sessie.execute(vraag.order_by(ZaakRij.bekend_van)).all())
    vaak = Counter(gevonden.values())
    return {zaak: naam if vaak[naam] == 1 else f"{naam} ({zaak})" for zaak, naam in gevonden.items() if naam}


def _plaatsen(
    sessie: Session, periode: Periode, zaken: Sequence[str]
) -> dict[str, tuple[str | None, str | None, bool]]:
    """Give street, zone and duty of venues: of the version known at the period's end, else of the first after it."""
    gevonden: dict[str, tuple[str | None, str | None, bool]] = {}
    for begin in range(0, len(zaken), _BLOK):
        vraag = select(ZaakRij.zaak_id, ZaakRij.straat, ZaakRij.wijk, ZaakRij.portier, ZaakRij.bekend_van)
        vraag = vraag.where(ZaakRij.zaak_id.in_(zaken[begin : begin + _BLOK])).order_by(ZaakRij.bekend_van)
        for zaak, straat, wijk, portier, bekend_van in sessie.execute(vraag):
            if zaak not in gevonden or bekend_van < periode.einde:
                gevonden[zaak] = (straat or None, wijk or None, portier)
    return gevonden


def _met_een_portier(sessie: Session, periode: Periode) -> set[str]:
    vraag = select(InzetRij.zaak_id).where(
        InzetRij.van < periode.einde, InzetRij.tot > periode.begin, InzetRij.bekend_tot.is_(None)
    )
    vraag = vraag.group_by(InzetRij.zaak_id).having(func.count(InzetRij.kaart_sleutel.distinct()) == 1)
    return set(sessie.scalars(vraag))


def _mediaan_dagen(blok: Nachtblok) -> float | None:
    midden = mediaan(blok.duren)
    return None if midden is None else round(midden / _DAG_S, 1)


def _afgevoerd(sessie: Session, periode: Periode) -> dict[str, int]:
    vraag = select(MeldingRij.status, func.count()).where(
        MeldingRij.nacht >= periode.van, MeldingRij.nacht < periode.tot, MeldingRij.status.in_(_NIET_GETELD)
    )
    geteld = dict(sessie.execute(vraag.group_by(MeldingRij.status)).all())
    return {naam: geteld.get(naam, 0) for naam in ("ingetrokken", "gewist")}


def _stroom(sessie: Session, periode: Periode, blok: Nachtblok) -> dict[str, int]:
    """Count the flow: a melding enters with its night and leaves when it is closed, never before it entered."""
    gesloten = MeldingRij.gesloten
    in_periode_dicht = and_(gesloten >= periode.begin, gesloten < periode.einde)
    open_, dicht = (func.sum(case((geldt, 1), else_=0)) for geldt in (gesloten.is_(None), in_periode_dicht))
    later = func.sum(case((gesloten >= periode.einde, 1), else_=0))
    nog, weg, straks = sessie.execute(select(open_, dicht, later).where(MeldingRij.nacht < periode.van, TELT)).one()
    begin, gesloten_nu = int((nog or 0) + (weg or 0) + (straks or 0)), int(weg or 0) + blok.gesloten
    nieuw = blok.aantal
    einde = begin + nieuw - gesloten_nu
    return {"open_begin": begin, "nieuw": nieuw, "gesloten": gesloten_nu, "open_einde": einde}


def _gemaakt(sessie: Session, periode: Periode) -> datetime:
    """Give the last moment of what was counted; of nothing: the period's begin."""
    tot = MeldingRij.nacht < periode.tot
    momenten = [
        sessie.scalar(select(func.max(MeldingRij.ontvangen)).where(tot)),
        sessie.scalar(select(func.max(BerichtRij.ontvangen)).where(BerichtRij.ontvangen < periode.einde)),
        sessie.scalar(
            select(func.max(BerichtRij.ontvangen)).join(MeldingRij, BerichtRij.melding_id == MeldingRij.id).where(tot)
        ),
        sessie.scalar(
            select(func.max(VerloopRij.moment)).join(MeldingRij, VerloopRij.melding_id == MeldingRij.id).where(tot)
        ),
        sessie.scalar(select(func.max(InvoerRij.moment))),
    ]
    return max((m for m in momenten if m is not None), default=periode.begin)
