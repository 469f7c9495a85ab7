"""Counts in SQL for a report: group-bys over the meldingen of a period, by night, into small frames."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_, func, or_, select, text
from sqlalchemy.orm import Session

from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.meldingen import NIET_GETELD
from nachtleven.nacht import nacht_van
from nachtleven.opslag.duren import mediaan, seconden
from nachtleven.opslag.gevolgtellingen import tel_opvolging, tel_redenen_deur
from nachtleven.opslag.nachtblok import (
    CONTACT,
    TELT,
    combinaties,
    frame,
    in_periode,
    paren,
    per,
    per_code,
    per_waarde,
    tel_blok,
)
from nachtleven.opslag.nalevingtellingen import Nalevingteller
from nachtleven.opslag.nummertellingen import tel_berichten, tel_nummer
from nachtleven.opslag.rapporten import vorige_aanbevelingen
from nachtleven.opslag.registertabellen import InvoerRij, InzetRij, ZaakRij
from nachtleven.opslag.tabellen import BerichtRij, MeldingFeitRij, MeldingGrondRij, MeldingRij, VerloopRij
from nachtleven.opslag.zaakverledens import verledens
from nachtleven.toezicht.plichten import Plichten

ZONDER_PLICHTEN = Plichten(())
_NIET_GETELD = tuple(status.value for status in NIET_GETELD)
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
    tot = min(periode.tot, nacht_van(moment))
    teller = Nalevingteller(sessie, plichten, moment)
    geteld, *delen = (
        replace(
            _tel(sessie, deel, moment),
            redenen=tel_redenen_deur(sessie, deel, plichten),
            opvolging=tel_opvolging(sessie, deel),
            plichten=teller.tel(deel),
        )
        for deel in (periode, *periode.kwartalen)
    )
    aanbevelingen = tuple(vorige_aanbevelingen(sessie, periode.soort, periode.code))
    per_deel = tuple(zip(periode.kwartalen, delen, strict=True))
    return replace(geteld, verledens=verledens(sessie, periode, tot), aanbevelingen=aanbevelingen, delen=per_deel)


def _tel(sessie: Session, periode: Periode, moment: datetime) -> Tellingen:
    blok = tel_blok(sessie, periode)
    gronden = combinaties(sessie, periode, MeldingGrondRij.grond)
    feiten = combinaties(sessie, periode, MeldingFeitRij.feit)
    geheel = int(blok["aantal"].sum())
    return Tellingen(
        per_nacht=_per_nacht(sessie, periode, blok),
        per_uur=per(blok, "nacht", "uur"),
        kenmerken={naam: per_waarde(blok, naam) for naam in ("kanaal", "taal", "rol", "zaak_hoe")},
        gronden=per_code(gronden),
        feiten=per_code(feiten),
        zonder={"gronden": geheel - sum(gronden.values()), "feiten": geheel - sum(feiten.values())},
        paren=paren(gronden),
        zaken=_zaken(sessie, periode),
        contact={naam: int(blok.loc[blok["contact"] == naam, "aantal"].sum()) for naam in CONTACT},
        mediaan_dagen=_mediaan_dagen(sessie, periode),
        afgevoerd=_afgevoerd(sessie, periode),
        stroom=_stroom(sessie, periode),
        berichten=tel_berichten(sessie, periode),
        **_van_nummer(sessie, periode),
        gemaakt=_gemaakt(sessie, periode),
        voorlopig=periode.is_voorlopig(moment),
    )


def _van_nummer(sessie: Session, periode: Periode) -> dict[str, Any]:
    nummer, antwoordtijd = tel_nummer(sessie, periode)
    return {"nummer": nummer, "antwoordtijd_s": antwoordtijd}


def _per_nacht(sessie: Session, periode: Periode, blok: pd.DataFrame) -> pd.DataFrame:
    vraag = select(MeldingRij.nacht, func.count()).where(MeldingRij.nacht < periode.van, TELT)
    vraag = vraag.group_by(MeldingRij.nacht).order_by(MeldingRij.nacht)
    eerder = frame(sessie.execute(vraag), ("nacht", "aantal"))
    return pd.concat([eerder, per(blok, "nacht")], ignore_index=True) if len(eerder) else per(blok, "nacht")


def _zaken(sessie: Session, periode: Periode) -> pd.DataFrame:
    vraag = select(MeldingRij.zaak_id, func.count()).where(in_periode(periode)).group_by(MeldingRij.zaak_id)
    aantallen = dict(sessie.execute(vraag).all())
    bekend = sorted(zaak for zaak in aantallen if zaak is not None)
    plaatsen, alleen = _plaatsen(sessie, periode, bekend), _met_een_portier(sessie, periode)
    rijen: list[tuple[object, ...]] = [
        (zaak, *plaatsen.get(zaak, (None, None, None)), zaak in alleen, aantallen[zaak]) for zaak in bekend
    ]
    if None in aantallen:
        rijen.append((None, None, None, None, False, aantallen[None]))
    return frame(rijen, ("zaak", "straat", "wijk", "portier", "eigen", "aantal"))


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


def _mediaan_dagen(sessie: Session, periode: Periode) -> float | None:
    duur = seconden(sessie, MeldingRij.ontvangen, MeldingRij.gecontacteerd)
    midden = mediaan(sessie, select(duur).where(in_periode(periode), MeldingRij.gecontacteerd.is_not(None)), duur)
    return None if midden is None else round(midden / _DAG_S, 1)


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
    eerder = and_(MeldingRij.nacht < periode.van, TELT)
    begin = _getal(sessie, _tel_waar(eerder, or_(MeldingRij.gesloten.is_(None), MeldingRij.gesloten >= periode.begin)))
    nieuw = _getal(sessie, _tel_waar(in_periode(periode)))
    gesloten = _getal(sessie, _tel_waar(eerder, dicht_in, ~dicht_voor)) + _getal(
        sessie, _tel_waar(in_periode(periode), dicht_in)
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
