"""Queries on the registers: what is known now, and what an import makes of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Row, Select, Table, bindparam, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import (
    ControleRij,
    IncidentRij,
    InvoerRij,
    InzetRij,
    KaartRij,
    ZaakindexRij,
    ZaakRij,
)
from nachtleven.opslag.tabellen import SleutelRij
from nachtleven.opslag.versleuteling import Datasleutel
from nachtleven.register.logboek import Controle, Incident, IncidentSoort, Oordeel, Reden
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak

_NAAM = "register"

# the door asks these of every message: made once, and without the rows as objects
_zaak, _inzet = cast("Table", ZaakRij.__table__), cast("Table", InzetRij.__table__)
_ZAKEN = select(_zaak).where(_zaak.c.bekend_tot.is_(None)).order_by(_zaak.c.zaak_id)
_DEZE_ZAKEN = _ZAKEN.where(_zaak.c.zaak_id.in_(bindparam("ids", expanding=True)))
_INZETTEN = (
    select(_inzet.c.kaartnummer, _inzet.c.zaak_id, _inzet.c.van, _inzet.c.tot)
    .where(_inzet.c.zaak_id == bindparam("zaak"), _inzet.c.bekend_tot.is_(None))
    .where(_inzet.c.van < bindparam("tot"), _inzet.c.van > bindparam("sinds"), _inzet.c.tot > bindparam("van"))
    .order_by(_inzet.c.van, _inzet.c.kaartnummer)
)


def registersleutel(sessie: Session, opslag: Opslag) -> Datasleutel:
    """Give the key of the registers' personal columns; made at its first use."""
    rij = sessie.get(SleutelRij, _NAAM)
    if rij is not None:
        return opslag.kluis.open_sleutel(rij.gewikkeld, "sleutels", rij.id)
    nieuw = uuid4()
    sleutel, gewikkeld = opslag.kluis.nieuwe_sleutel("sleutels", nieuw)
    sessie.add(SleutelRij(naam=_NAAM, id=nieuw, gewikkeld=gewikkeld))
    sessie.flush()
    return sleutel


def zaak_van(rij: ZaakRij | Row[Any]) -> Zaak:
    """Give a version of a venue as a value; its telephone number stays closed."""
    return Zaak(
        zaak_id=rij.zaak_id,
        naam=rij.naam,
        aliassen=tuple(filter(None, rij.aliassen.split("|"))),
        straat=rij.straat,
        huisnummer=rij.huisnummer,
        postcode=rij.postcode,
        gemeente=rij.gemeente,
        wijk=rij.wijk,
        capaciteit=rij.capaciteit,
        portier=rij.portier,
        lat=rij.lat,
        lon=rij.lon,
        ondernemingsnummer=rij.ondernemingsnummer,
        email=rij.email,
        camera=rij.camera,
        affiche=rij.affiche,
        gelegenheid=rij.gelegenheid,
        code=rij.code,
    )


def zaken(sessie: Session, ids: Iterable[str] | None = None) -> dict[str, Zaak]:
    """Give the venues that the register holds now, by id; all, or these."""
    gevraagd = None if ids is None else set(ids)
    sessie.flush()
    if gevraagd is None:
        rijen = sessie.execute(_ZAKEN)
    elif gevraagd:
        rijen = sessie.execute(_DEZE_ZAKEN, {"ids": sorted(gevraagd)})
    else:
        return {}
    return {rij.zaak_id: zaak_van(rij) for rij in rijen}


def zaak_ids(sessie: Session) -> set[str]:
    """Give the ids of the venues that the register holds now."""
    return set(sessie.scalars(select(ZaakRij.zaak_id).where(ZaakRij.bekend_tot.is_(None))))


def kaarten(
    sessie: Session, sleutels: Iterable[str] | Select[str], bekend_op: datetime | None = None
) -> dict[str, Kaart]:
    """Give cards by their number for comparing, as known now or at a moment; without the holders' names."""
    gevraagd = sleutels if isinstance(sleutels, Select) else set(sleutels)
    vraag = select(KaartRij).where(KaartRij.kaart_sleutel.in_(gevraagd))
    if bekend_op is None:
        vraag = vraag.where(KaartRij.bekend_tot.is_(None))
    else:
        tot = or_(KaartRij.bekend_tot.is_(None), KaartRij.bekend_tot > bekend_op)
        vraag = vraag.where(KaartRij.bekend_van <= bekend_op, tot)
    return {rij.kaart_sleutel: kaart_van(rij) for rij in sessie.scalars(vraag)}


def kaart_van(rij: KaartRij) -> Kaart:
    """Give a version of a card as a value, without its holder's name and number."""
    return Kaart(
        kaartnummer=rij.kaartnummer,
        naam="",
        vergunning=Vergunning(rij.werkgever, rij.werkgever_vergunning, rij.werkgever_geldig_tot),
        statuut=Statuut(rij.statuut),
        geldig_van=rij.geldig_van,
        geldig_tot=rij.geldig_tot,
        geschorst_van=rij.geschorst_van,
        geschorst_tot=rij.geschorst_tot,
    )


def inzetten(sessie: Session, zaak_id: str, van: datetime, tot: datetime) -> list[Inzet]:
    """Give the shifts at a venue that share a moment with [van, tot), by start."""
    sessie.flush()
    waarden = {"zaak": zaak_id, "tot": tot, "sinds": van - timedelta(days=2), "van": van}
    return [Inzet(r.kaartnummer, r.zaak_id, r.van, r.tot) for r in sessie.execute(_INZETTEN, waarden)]


def incidenten(sessie: Session, zaak_id: str, van: datetime, tot: datetime) -> list[Incident]:
    """Give the log lines of a venue that touch [van, tot], by start; their texts stay closed."""
    vraag = (
        select(IncidentRij)
        .where(IncidentRij.zaak_id == zaak_id, IncidentRij.bekend_tot.is_(None))
        .where(IncidentRij.van <= tot, IncidentRij.tot >= van)
        .order_by(IncidentRij.van, IncidentRij.nummer)
    )
    return [incident_van(rij) for rij in sessie.scalars(vraag)]


def incident_van(rij: IncidentRij) -> Incident:
    """Give a version of a log line as a value, without its text."""
    return Incident(
        zaak_id=rij.zaak_id or "",
        van=rij.van,
        tot=rij.tot,
        soort=IncidentSoort(rij.soort),
        reden=Reden(rij.reden),
        aantal=rij.aantal,
        kaartnummer=rij.kaartnummer,
        tekst="",
        gelogd=rij.gelogd,
        geverifieerd=rij.geverifieerd,
        nummer=rij.nummer,
    )


def controle_van(rij: ControleRij) -> Controle:
    """Give a version of an inspection as a value, without its note."""
    return Controle(rij.zaak_id, rij.tijdstip, rij.plicht, Oordeel(rij.oordeel), rij.kaartnummer, "")


def bewaar_index(sessie: Session, invoer: int, inhoud: bytes, moment: datetime) -> None:
    """Keep the index over the venues of an import."""
    sessie.add(ZaakindexRij(invoer_id=invoer, gemaakt=moment, inhoud=inhoud))


def nieuwste_index(sessie: Session) -> int | None:
    """Give the number of the newest index; None: no venues were imported yet."""
    return sessie.scalar(select(func.max(ZaakindexRij.invoer_id)))


def laad_index(sessie: Session, invoer: int) -> bytes:
    """Give the index of an import."""
    return sessie.get_one(ZaakindexRij, invoer).inhoud


def nieuwste_zakeninvoer(sessie: Session) -> int | None:
    """Give the number of the newest import of venues."""
    return sessie.scalar(select(func.max(InvoerRij.id)).where(InvoerRij.soort == "zaken"))
