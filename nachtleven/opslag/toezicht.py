"""Queries of the oversight: the rows that touch a period, as the registers hold them now; what a text says of a door.

Rows are asked by column, not as objects of the tables: a year of a city is some hundred thousand of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from nachtleven.lezen.deurwoorden import Deur
from nachtleven.lezen.lezing import Feit
from nachtleven.meldingen import NIET_GETELD
from nachtleven.opslag import registers
from nachtleven.opslag.registertabellen import ControleRij, IncidentRij, InzetRij, KaartRij, ZaakRij
from nachtleven.opslag.tabellen import MeldingFeitRij, MeldingKaartRij, MeldingRij
from nachtleven.opslag.toezichttabellen import MeldingDeurRij
from nachtleven.register.logboek import Controle, Incident, IncidentSoort, Oordeel, Reden
from nachtleven.register.portiers import Inzet
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.gegevens import Feitmelding, Gegevens, Periode, VroegereKaart

_RUIM = timedelta(days=2)
_MET_PORTIER = frozenset({Feit.FOUILLERING.value, Feit.GEEN_KAART.value})
"""Facts that only a doorman can give cause for."""
_HOOGSTENS_IDS = 5000
_deur = cast("Table", MeldingDeurRij.__table__)
_DEZE_DEUR = _deur.c.melding_id == bindparam("melding")
_DEUR = select(_deur.c.portier, _deur.c.redenen).where(_DEZE_DEUR)
_NIEUWE_DEUR, _DEUR_BIJ = insert(_deur), update(_deur).where(_DEZE_DEUR)


def gegevens(sessie: Session, periode: Periode) -> Gegevens:
    """Give all that a period is judged on, with the rows of just before and after that touch it."""
    ruim = Periode(periode.van - _RUIM, periode.tot + _RUIM)
    inzetten, incidenten = _inzetten(sessie, ruim), _incidenten(sessie, ruim)
    controles, meldingen = _controles(sessie, ruim), _meldingen(sessie, ruim)
    genoemd = {i.zaak_id for i in inzetten} | {i.zaak_id for i in incidenten} | {c.zaak_id for c in controles}
    genoemd |= {m.zaak_id for m in meldingen if m.zaak_id}
    nu = _zaken(sessie, genoemd)
    verdwenen = _verdwenen_zaken(sessie, genoemd - nu.keys())
    zaken = nu | verdwenen
    van_inzetten = select(InzetRij.kaart_sleutel).where(
        InzetRij.bekend_tot.is_(None), InzetRij.van >= ruim.van, InzetRij.van < ruim.tot
    )
    return Gegevens(
        zaken=zaken,
        kaarten=registers.kaarten(sessie, van_inzetten),
        inzetten=inzetten,
        incidenten=incidenten,
        controles=controles,
        meldingen=_feitmeldingen(sessie, meldingen, zaken, ruim),
        verdwenen=frozenset(verdwenen),
        vroegere_kaarten=_vroegere_kaarten(sessie, van_inzetten),
    )


def _zaken(sessie: Session, ids: set[str]) -> dict[str, Zaak]:
    """Give these venues and those of which the register says that something is not there."""
    vraag = select(ZaakRij).where(ZaakRij.bekend_tot.is_(None)).order_by(ZaakRij.zaak_id)
    if len(ids) <= _HOOGSTENS_IDS:
        vraag = vraag.where(or_(ZaakRij.zaak_id.in_(ids), ZaakRij.camera.is_(False), ZaakRij.affiche.is_(False)))
    return {rij.zaak_id: registers.zaak_van(rij) for rij in sessie.scalars(vraag)}


def _verdwenen_zaken(sessie: Session, ids: set[str]) -> dict[str, Zaak]:
    """Give the venues that left the register, as they last were."""
    vraag = select(ZaakRij).where(ZaakRij.zaak_id.in_(ids)).order_by(ZaakRij.bekend_van)
    return {rij.zaak_id: registers.zaak_van(rij) for rij in sessie.scalars(vraag)} if ids else {}


def _vroegere_kaarten(sessie: Session, sleutels: Select[str]) -> dict[str, list[VroegereKaart]]:
    """Give the versions of cards that are in the register no more, the first known first."""
    nu = aliased(KaartRij)
    staat_er = select(nu.id).where(nu.kaart_sleutel == KaartRij.kaart_sleutel, nu.bekend_tot.is_(None)).exists()
    vraag = select(KaartRij).where(KaartRij.bekend_tot.is_not(None), KaartRij.kaart_sleutel.in_(sleutels), ~staat_er)
    gevonden = defaultdict(list)
    for rij in sessie.scalars(vraag.order_by(KaartRij.bekend_van)):
        if rij.bekend_tot is not None:
            versie = VroegereKaart(registers.kaart_van(rij), rij.bekend_van, rij.bekend_tot)
            gevonden[rij.kaart_sleutel].append(versie)
    return dict(gevonden)


def _inzetten(sessie: Session, ruim: Periode) -> list[Inzet]:
    vraag = (
        select(InzetRij.kaartnummer, InzetRij.zaak_id, InzetRij.van, InzetRij.tot)
        .where(InzetRij.bekend_tot.is_(None), InzetRij.van >= ruim.van, InzetRij.van < ruim.tot)
        .order_by(InzetRij.van, InzetRij.id)
    )
    return [Inzet(*rij) for rij in sessie.execute(vraag)]


def _incidenten(sessie: Session, ruim: Periode) -> list[Incident]:
    r = IncidentRij
    vraag = (
        select(r.zaak_id, r.van, r.tot, r.soort, r.reden, r.aantal, r.kaartnummer, r.gelogd, r.geverifieerd, r.nummer)
        .where(r.bekend_tot.is_(None), r.zaak_id.is_not(None), r.van >= ruim.van, r.van < ruim.tot)
        .order_by(r.van, r.nummer)
    )
    return [
        Incident(zaak or "", van, tot, IncidentSoort(soort), Reden(reden), aantal, kaart, "", gelogd, zeker, nummer)
        for zaak, van, tot, soort, reden, aantal, kaart, gelogd, zeker, nummer in sessie.execute(vraag)
    ]


def _controles(sessie: Session, ruim: Periode) -> list[Controle]:
    r = ControleRij
    vraag = (
        select(r.zaak_id, r.tijdstip, r.plicht, r.oordeel, r.kaartnummer)
        .where(r.bekend_tot.is_(None), r.tijdstip >= ruim.van, r.tijdstip < ruim.tot)
        .order_by(r.tijdstip, r.id)
    )
    return [
        Controle(zaak, moment, plicht, Oordeel(oordeel), kaart, "")
        for zaak, moment, plicht, oordeel, kaart in sessie.execute(vraag)
    ]


def _binnen(vraag: Select[UUID, str], ruim: Periode) -> Select[UUID, str]:
    return vraag.where(MeldingRij.tijdstip >= ruim.van, MeldingRij.tijdstip < ruim.tot)


def _meldingen(sessie: Session, ruim: Periode) -> list[MeldingRij]:
    return list(
        sessie.scalars(
            select(MeldingRij)
            .where(MeldingRij.zaak_id.is_not(None), MeldingRij.tijdstip >= ruim.van, MeldingRij.tijdstip < ruim.tot)
            .where(MeldingRij.status.not_in([status.value for status in NIET_GETELD]))
            .where(MeldingRij.samengevoegd_met.is_(None))  # the one that it went to tells it
            .order_by(MeldingRij.tijdstip, MeldingRij.kenmerk)
        )
    )


def _feitmeldingen(
    sessie: Session, rijen: Iterable[MeldingRij], zaken: dict[str, Zaak], ruim: Periode
) -> list[Feitmelding]:
    """Make them values. At a venue that works with doormen a refusal is a doorman's; elsewhere one must be told of."""
    feiten = defaultdict(set)
    vraag = select(MeldingFeitRij.melding_id, MeldingFeitRij.feit)
    for melding_id, feit in sessie.execute(_binnen(vraag.join(MeldingRij), ruim)):
        feiten[melding_id].add(feit)
    kaart = select(MeldingKaartRij.melding_id, MeldingKaartRij.kaartnummer).where(MeldingKaartRij.bron == "tekst")
    met_kaart = {melding_id for melding_id, _ in sessie.execute(_binnen(kaart.join(MeldingRij), ruim))}
    deur = {
        rij.melding_id: rij
        for rij in sessie.scalars(
            select(MeldingDeurRij)
            .join(MeldingRij)
            .where(MeldingRij.tijdstip >= ruim.van, MeldingRij.tijdstip < ruim.tot)
        )
    }
    gevonden = []
    for rij in rijen:
        eigen, aan_deur, zaak = feiten[rij.id], deur.get(rij.id), zaken.get(rij.zaak_id or "")
        genoemd = rij.id in met_kaart or bool(eigen & _MET_PORTIER) or (aan_deur is not None and aan_deur.portier)
        redenen = [r for r in (aan_deur.redenen.split(",") if aan_deur else ()) if r]
        moment = rij.tijdstip or rij.ontvangen
        gevonden.append(
            Feitmelding(
                kenmerk=rij.kenmerk,
                zaak_id=rij.zaak_id or "",
                van=rij.tijdstip_van or moment,
                tot=rij.tijdstip_tot or moment,
                ontvangen=rij.ontvangen,
                feiten=frozenset(eigen),
                reden=Reden(redenen[0]) if len(redenen) == 1 else None,
                portier_genoemd=genoemd or (Feit.GEWEIGERD in eigen and zaak is not None and zaak.portier),
                tijdstip=moment,
            )
        )
    return gevonden


def houd_deur(sessie: Session, melding_id: UUID, deur: Deur, *, is_nieuw: bool) -> None:
    """Keep what one more text of a melding says of the door, beside what its other texts said; of a new one: none."""
    if not deur.portier and deur.reden is None:
        return
    rij = None if is_nieuw else sessie.execute(_DEUR, {"melding": melding_id}).one_or_none()
    eerder = filter(None, rij.redenen.split(",")) if rij else ()
    redenen = {*eerder, *([deur.reden.value] if deur.reden else [])}
    waarden = {"portier": deur.portier or bool(rij and rij.portier), "redenen": ",".join(sorted(redenen))}
    if rij is None:
        sessie.execute(_NIEUWE_DEUR, {"melding_id": melding_id, **waarden})
    else:
        sessie.execute(_DEUR_BIJ, {"melding": melding_id, **waarden})
