"""Counts in SQL for a report: group-bys over the meldingen of a period, by night, into small frames."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.meldingen import NIET_GETELD
from nachtleven.nacht import nacht_van
from nachtleven.opslag.duren import mediaan, seconden
from nachtleven.opslag.nummertellingen import antwoordtijd, tel_berichten, tel_nummer
from nachtleven.opslag.registertabellen import InvoerRij, InzetRij, ZaakRij
from nachtleven.opslag.tabellen import BerichtRij, MeldingFeitRij, MeldingGrondRij, MeldingRij, VerloopRij
from nachtleven.opslag.zaakverledens import verledens

_NIET_GETELD = tuple(status.value for status in NIET_GETELD)
_BLOK = 500
_DAG_S = 86_400


def tel(sessie: Session, periode: Periode, moment: datetime) -> Tellingen:
    """Count what a report of this period needs; `moment` only tells whether the period is over."""
    tot = min(periode.tot, nacht_van(moment))
    geteld = _tel(sessie, periode, moment)
    delen = tuple((deel, _tel(sessie, deel, moment)) for deel in periode.kwartalen)
    return replace(geteld, verledens=verledens(sessie, periode, tot), delen=delen)


def _tel(sessie: Session, periode: Periode, moment: datetime) -> Tellingen:
    contact, mediaan_dagen = _contact(sessie, periode)
    return Tellingen(
        per_nacht=_per_nacht(sessie, periode),
        per_uur=_per_uur(sessie, periode),
        kenmerken={
            "kanaal": _per_waarde(sessie, periode, MeldingRij.kanaal),
            "taal": _per_waarde(sessie, periode, MeldingRij.taal),
            "rol": _per_waarde(sessie, periode, MeldingRij.rol),
            "zaak_hoe": _per_waarde(sessie, periode, _ZAAK_HOE),
        },
        gronden=_per_code(sessie, periode, MeldingGrondRij.grond),
        feiten=_per_code(sessie, periode, MeldingFeitRij.feit),
        zonder={
            "gronden": _zonder(sessie, periode, MeldingGrondRij.grond),
            "feiten": _zonder(sessie, periode, MeldingFeitRij.feit),
        },
        paren=_paren(sessie, periode),
        zaken=_zaken(sessie, periode),
        contact=contact,
        mediaan_dagen=mediaan_dagen,
        afgevoerd=_afgevoerd(sessie, periode),
        stroom=_stroom(sessie, periode),
        berichten=tel_berichten(sessie, periode),
        nummer=tel_nummer(sessie, periode),
        antwoordtijd_s=antwoordtijd(sessie, periode),
        gemaakt=_gemaakt(sessie, periode),
        voorlopig=periode.is_voorlopig(moment),
    )


_ZAAK_HOE = case((MeldingRij.zaak_id.is_(None), None), else_=func.coalesce(MeldingRij.zaak_hoe, "zeker"))
_TELT = MeldingRij.status.not_in(_NIET_GETELD)


def _in(periode: Periode) -> ColumnElement[bool]:
    return and_(MeldingRij.nacht >= periode.van, MeldingRij.nacht < periode.tot, _TELT)


def _frame(rijen: Iterable[Sequence[Any]], kolommen: Sequence[str]) -> pd.DataFrame:
    """Make a frame of objects, so that None stays None; `aantal` becomes int64."""
    frame = pd.DataFrame([tuple(rij) for rij in rijen], columns=list(kolommen), dtype=object)
    return frame.astype({"aantal": "int64"})


def _per_nacht(sessie: Session, periode: Periode) -> pd.DataFrame:
    vraag = select(MeldingRij.nacht, func.count()).where(MeldingRij.nacht < periode.tot, _TELT)
    vraag = vraag.group_by(MeldingRij.nacht).order_by(MeldingRij.nacht)
    return _frame(sessie.execute(vraag), ("nacht", "aantal"))


def _per_uur(sessie: Session, periode: Periode) -> pd.DataFrame:
    vraag = select(MeldingRij.nacht, MeldingRij.uur, func.count()).where(_in(periode))
    vraag = vraag.group_by(MeldingRij.nacht, MeldingRij.uur).order_by(MeldingRij.nacht, MeldingRij.uur)
    return _frame(sessie.execute(vraag), ("nacht", "uur", "aantal"))


def _per_waarde(sessie: Session, periode: Periode, waarde: Any) -> pd.DataFrame:  # noqa: ANN401 - any SQL expression
    deel = select(waarde.label("waarde")).where(_in(periode)).subquery()
    vraag = select(deel.c.waarde, func.count()).group_by(deel.c.waarde)
    rijen = sorted(sessie.execute(vraag), key=lambda rij: (rij[0] is None, rij[0] or ""))
    return _frame(rijen, ("waarde", "aantal"))


def _gedragen(kolom: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a mapped column of either table
    """Give the condition that a code counts: not one that a person rejected, never an empty one."""
    verworpen = kolom.class_.bevestigd.is_not(False) if kolom.class_ is MeldingGrondRij else None
    return and_(kolom != "", verworpen) if verworpen is not None else kolom != ""


def _per_code(sessie: Session, periode: Periode, kolom: Any) -> pd.DataFrame:  # noqa: ANN401 - same
    vraag = select(kolom, func.count()).join(MeldingRij, MeldingRij.id == kolom.class_.melding_id)
    vraag = vraag.where(_in(periode), _gedragen(kolom)).group_by(kolom)
    return _frame(sorted(map(tuple, sessie.execute(vraag))), ("code", "aantal"))


def _zonder(sessie: Session, periode: Periode, kolom: Any) -> int:  # noqa: ANN401 - same
    heeft = select(kolom).where(kolom.class_.melding_id == MeldingRij.id, _gedragen(kolom)).exists()
    return _getal(sessie, select(func.count()).select_from(MeldingRij).where(_in(periode), ~heeft))


def _paren(sessie: Session, periode: Periode) -> pd.DataFrame:
    een, ander = aliased(MeldingGrondRij), aliased(MeldingGrondRij)
    vraag = select(een.grond, ander.grond, func.count()).join(MeldingRij, MeldingRij.id == een.melding_id)
    vraag = vraag.join(ander, and_(ander.melding_id == een.melding_id, een.grond < ander.grond))
    vraag = vraag.where(_in(periode), een.bevestigd.is_not(False), ander.bevestigd.is_not(False))
    rijen = [(*sorted((a, b)), aantal) for a, b, aantal in sessie.execute(vraag.group_by(een.grond, ander.grond)).all()]
    return _frame(sorted(rijen), ("code_a", "code_b", "aantal"))


def _zaken(sessie: Session, periode: Periode) -> pd.DataFrame:
    vraag = select(MeldingRij.zaak_id, func.count()).where(_in(periode)).group_by(MeldingRij.zaak_id)
    aantallen = dict(sessie.execute(vraag).all())
    bekend = sorted(zaak for zaak in aantallen if zaak is not None)
    plaatsen, alleen = _plaatsen(sessie, periode, bekend), _met_een_portier(sessie, periode)
    rijen: list[tuple[object, ...]] = [
        (zaak, *plaatsen.get(zaak, (None, None, None)), zaak in alleen, aantallen[zaak]) for zaak in bekend
    ]
    if None in aantallen:
        rijen.append((None, None, None, None, False, aantallen[None]))
    return _frame(rijen, ("zaak", "straat", "wijk", "portier", "eigen", "aantal"))


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


def _contact(sessie: Session, periode: Periode) -> tuple[dict[str, int], float | None]:
    deel = select(
        case(
            (MeldingRij.gecontacteerd.is_not(None) & MeldingRij.contact_voor.is_(None), "binnen_termijn"),
            (MeldingRij.contact_voor.is_(None), "zonder_termijn"),
            (MeldingRij.gecontacteerd.is_(None), "niet_gecontacteerd"),
            (MeldingRij.gecontacteerd <= MeldingRij.contact_voor, "binnen_termijn"),
            else_="buiten_termijn",
        ).label("maat")
    )
    groepen = deel.where(_in(periode)).subquery()
    per_maat = select(groepen.c.maat, func.count()).group_by(groepen.c.maat)
    geteld: dict[str, int] = dict(sessie.execute(per_maat).all())
    namen = ("binnen_termijn", "buiten_termijn", "niet_gecontacteerd", "zonder_termijn")
    duur = seconden(sessie, MeldingRij.ontvangen, MeldingRij.gecontacteerd)
    midden = mediaan(sessie, select(duur).where(_in(periode), MeldingRij.gecontacteerd.is_not(None)), duur)
    dagen = None if midden is None else round(midden / _DAG_S, 1)
    return {naam: geteld.get(naam, 0) for naam in namen}, dagen


def _afgevoerd(sessie: Session, periode: Periode) -> dict[str, int]:
    vraag = select(MeldingRij.status, func.count()).where(
        MeldingRij.nacht >= periode.van, MeldingRij.nacht < periode.tot, MeldingRij.status.in_(_NIET_GETELD)
    )
    geteld = dict(sessie.execute(vraag.group_by(MeldingRij.status)).all())
    return {naam: geteld.get(naam, 0) for naam in ("ingetrokken", "gewist")}


def _stroom(sessie: Session, periode: Periode) -> dict[str, int]:
    """Count the flow: a melding enters with its night and leaves when it is closed, never before it entered."""
    dicht_voor = and_(MeldingRij.gesloten.is_not(None), MeldingRij.gesloten < periode.begin)
    dicht_in = and_(MeldingRij.gesloten.is_not(None), MeldingRij.gesloten < periode.einde)
    eerder = and_(MeldingRij.nacht < periode.van, _TELT)
    begin = _getal(sessie, _tel_waar(eerder, or_(MeldingRij.gesloten.is_(None), MeldingRij.gesloten >= periode.begin)))
    nieuw = _getal(sessie, _tel_waar(_in(periode)))
    gesloten = _getal(sessie, _tel_waar(eerder, dicht_in, ~dicht_voor)) + _getal(
        sessie, _tel_waar(_in(periode), dicht_in)
    )
    return {"open_begin": begin, "nieuw": nieuw, "gesloten": gesloten, "open_einde": begin + nieuw - gesloten}


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


def _tel_waar(*voorwaarden: ColumnElement[bool]) -> Any:  # noqa: ANN401 - SQLAlchemy's select of one int
    return select(func.count()).select_from(MeldingRij).where(*voorwaarden)


def _getal(sessie: Session, vraag: Any) -> int:  # noqa: ANN401 - same
    return int(sessie.scalar(vraag) or 0)
