"""Counts in SQL for a report: group-bys over the meldingen of a period, by night, into small frames."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime

import pandas as pd
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.nacht import nacht_van
from nachtleven.opslag.duren import mediaan
from nachtleven.opslag.gevolgtellingen import tel_opvolging, tel_redenen_deur
from nachtleven.opslag.nachtblok import Nachtblok, frame, maak_blok, paren, per_code, per_nacht, per_waarde
from nachtleven.opslag.nachtmaten import CONTACT, NUMMER, Maat
from nachtleven.opslag.nachttellingen import Nachtboek, eerste_nacht, open_nachtboek
from nachtleven.opslag.nalevingtellingen import Nalevingteller
from nachtleven.opslag.rapporten import vorige_aanbevelingen
from nachtleven.opslag.registertabellen import InvoerRij, InzetRij, ZaakRij
from nachtleven.opslag.tabellen import BerichtRij, MelderRij, MeldingRij, VerloopRij
from nachtleven.opslag.zaakverledens import verledens
from nachtleven.toezicht.plichten import Plichten

ZONDER_PLICHTEN = Plichten(())
_NACHT_UUR = ("nacht", "uur", "aantal")
_KENMERKEN = (Maat.KANAAL, Maat.TAAL, Maat.ROL, Maat.ZAAK_HOE)
_BLOK = 500
_MINUTEN_PER_DAG = 1440
_CACHE_KB = 100_000
"""What SQLite may keep in memory of the file while it counts; its own default reads each page over and over."""


def tel(sessie: Session, periode: Periode, moment: datetime, plichten: Plichten = ZONDER_PLICHTEN) -> Tellingen:
    """Count what a report of this period needs; `moment` only tells whether the period is over.

    `plichten`: by which nights that nobody judged yet are judged; without any, only findings that are kept count.
    """
    if sessie.get_bind().dialect.name == "sqlite":
        sessie.execute(text(f"PRAGMA cache_size=-{_CACHE_KB}"))
    teller = Nalevingteller(sessie, plichten, moment)
    boek = open_nachtboek(sessie, periode.tot)
    geteld, *delen = (
        replace(
            _tel(boek, deel, moment),
            redenen=tel_redenen_deur(sessie, deel, plichten),
            opvolging=tel_opvolging(sessie, deel),
            plichten=teller.tel(deel),
        )
        for deel in (periode, *periode.kwartalen)
    )
    tot = min(periode.tot, nacht_van(moment))
    signaalzaken = verledens(boek, periode, tot)
    return replace(
        geteld,
        verledens=signaalzaken,
        namen=_namen(sessie, {*map(str, filter(None, geteld.zaken["zaak"])), *(v.zaak for v in signaalzaken)}),
        aanbevelingen=tuple(vorige_aanbevelingen(sessie, periode.soort, periode.code)),
        delen=tuple(zip(periode.kwartalen, delen, strict=True)),
    )


def _tel(boek: Nachtboek, periode: Periode, moment: datetime) -> Tellingen:
    sessie, blok = boek.sessie, maak_blok(boek, periode)
    eerder = per_nacht(boek, eerste_nacht(sessie) or periode.van, periode.van)
    gronden, feiten = blok.codes(Maat.GRONDEN), blok.codes(Maat.FEITEN)
    midden, tienden = (mediaan(blok.getallen(maat)) for maat in (Maat.DUUR, Maat.ANTWOORDTIJD))
    bij, zonder, *nummer = (blok.sommen[Maat.NUMMER][naam] for naam in NUMMER)
    return Tellingen(
        per_nacht=frame([*eerder.items(), *blok.per_nacht.items()], ("nacht", "aantal")),
        per_uur=frame([(*nacht_uur, aantal) for nacht_uur, aantal in sorted(blok.uren.items())], _NACHT_UUR),
        kenmerken={maat.value: per_waarde(blok.sommen[maat]) for maat in _KENMERKEN},
        gronden=per_code(gronden),
        feiten=per_code(feiten),
        zonder={"gronden": gronden.get((), 0), "feiten": feiten.get((), 0)},
        paren=paren(gronden),
        zaken=_zaken(sessie, periode, blok),
        contact={naam: blok.sommen[Maat.CONTACT][naam] for naam in CONTACT},
        mediaan_dagen=None if midden is None else round(midden / _MINUTEN_PER_DAG, 1),
        afgevoerd={naam: blok.sommen[Maat.AFGEVOERD][naam] for naam in ("ingetrokken", "gewist")},
        stroom=_stroom(boek, periode, blok, sum(eerder.values())),
        berichten={"bij_melding": bij, "zonder_melding": zonder},
        nummer=dict(zip(NUMMER[2:], nummer, strict=True))
        | {"nieuwe_melders": _nieuwe_melders(sessie, periode), "via_code": blok.sommen[Maat.VIA_CODE][""]},
        antwoordtijd_s=None if tienden is None else round(tienden / 10, 1),
        gemaakt=_gemaakt(sessie, periode),
        voorlopig=periode.is_voorlopig(moment),
    )


def _nieuwe_melders(sessie: Session, periode: Periode) -> int:
    """Count who wrote for the first time: known only as long as a number is kept."""
    vraag = select(func.count()).select_from(MelderRij)
    return int(sessie.scalar(vraag.where(MelderRij.eerste >= periode.begin, MelderRij.eerste < periode.einde)) or 0)


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


def _stroom(boek: Nachtboek, periode: Periode, blok: Nachtblok, eerder: int) -> dict[str, int]:
    """Count the flow: a melding enters with its night and leaves when it is closed, never before it entered."""
    van_eerder = boek.sommen(eerste_nacht(boek.sessie) or periode.van, periode.van, (Maat.DICHT,))[Maat.DICHT]
    al_dicht = sum(aantal for nacht, aantal in van_eerder.items() if nacht < periode.van.isoformat())
    weg = sum(aantal for nacht, aantal in van_eerder.items() if nacht < periode.tot.isoformat()) - al_dicht
    begin, gesloten = eerder - al_dicht, weg + blok.dicht_voor(periode.tot)
    einde = begin + blok.aantal - gesloten
    return {"open_begin": begin, "nieuw": blok.aantal, "gesloten": gesloten, "open_einde": einde}


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
