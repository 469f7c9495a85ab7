"""Meldingen as the lists show them: a batch of rows made into values with as many queries as there are tables."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.dossiers.toestemming import Instantie
from nachtleven.meldingen import Status
from nachtleven.nacht import dagbegin, lokaal
from nachtleven.opslag.aandacht import lees_redenen
from nachtleven.opslag.dossiertabellen import DossierMeldingRij, DossierRij
from nachtleven.opslag.opvolgtabellen import ToestemmingRij, ToewijzingRij
from nachtleven.opslag.registertabellen import ZaakRij
from nachtleven.opslag.tabellen import MeldingFeitRij, MeldingGrondRij, MeldingKandidaatRij, MeldingRij, VerloopRij
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.tonen import Bladzijde, GrondStand, Meldingfilter, MeldingRegel

VERWEZEN_POLITIE = "verwezen_politie"
WACHT_OP_CONTACT = tuple(s.value for s in (Status.NIEUW, Status.VRAAG_GESTELD, Status.TE_CONTACTEREN))
"""The states in which nobody spoke to the sender yet."""


def zichtbaar(rol: Gebruikersrol) -> list[ColumnElement[bool]]:
    """Give the conditions under which a role may see a melding.

    The police see what was referred to them, until the melder takes that consent back.
    """
    if rol is not Gebruikersrol.POLITIE:
        return []
    verwezen = select(VerloopRij.melding_id).where(VerloopRij.handeling == VERWEZEN_POLITIE)
    weg = (Status.GEWIST.value, Status.INGETROKKEN.value)
    naar_ons = ToestemmingRij.naar == Instantie.POLITIE.value
    staat = select(ToestemmingRij.melding_id).where(naar_ons, ToestemmingRij.ingetrokken.is_(None))
    terug = select(ToestemmingRij.melding_id).where(naar_ons, ToestemmingRij.melding_id.not_in(staat))
    return [MeldingRij.id.in_(verwezen), MeldingRij.id.not_in(terug), MeldingRij.status.not_in(weg)]


def bladzijde(sessie: Session, rol: Gebruikersrol, filter_: Meldingfilter, hoogstens: int) -> Bladzijde:
    """Give a page, newest first, and how many fit in all."""
    politie = rol is Gebruikersrol.POLITIE
    filter_ = replace(filter_, taal=None, contact_tot=None, bij=()) if politie else filter_
    voorwaarden = [*zichtbaar(rol), *_gefilterd(filter_, bevestigd=politie)]
    aantal = sessie.scalar(select(func.count()).select_from(MeldingRij).where(*voorwaarden)) or 0
    vraag = select(MeldingRij).where(*voorwaarden).order_by(MeldingRij.ontvangen.desc(), MeldingRij.id.desc())
    if filter_.na:
        moment, id_ = filter_.na
        ouder = or_(MeldingRij.ontvangen < moment, and_(MeldingRij.ontvangen == moment, MeldingRij.id < id_))
        vraag = vraag.where(ouder)
    rijen = sessie.scalars(vraag.limit(hoogstens + 1)).all()
    blad = rijen[:hoogstens]
    volgende = (blad[-1].ontvangen, blad[-1].id) if len(rijen) > hoogstens else None
    return Bladzijde(tuple(regels(sessie, blad, rol)), volgende, aantal)


def _gefilterd(filter_: Meldingfilter, *, bevestigd: bool) -> list[ColumnElement[bool]]:
    """Give the conditions of a filter; `bevestigd`: a ground counts only where a person confirmed it."""
    gezet: list[ColumnElement[bool]] = []
    if filter_.status:
        gezet.append(MeldingRij.status == filter_.status.value)
    if filter_.zaak:
        kandidaat = select(MeldingKandidaatRij.melding_id).where(MeldingKandidaatRij.zaak_id == filter_.zaak)
        gezet.append(or_(MeldingRij.zaak_id == filter_.zaak, MeldingRij.id.in_(kandidaat)))
    if filter_.nacht:
        gezet.append(MeldingRij.nacht == filter_.nacht)
    if filter_.taal:
        gezet.append(MeldingRij.taal == filter_.taal)
    if filter_.kanaal:
        gezet.append(MeldingRij.kanaal == filter_.kanaal)
    if filter_.grond:
        met = select(MeldingGrondRij.melding_id).where(
            MeldingGrondRij.grond == filter_.grond,
            MeldingGrondRij.bevestigd.is_(True) if bevestigd else MeldingGrondRij.bevestigd.is_not(False),
        )
        gezet.append(MeldingRij.id.in_(met))
    return gezet + _termijn(filter_)


def _termijn(filter_: Meldingfilter) -> list[ColumnElement[bool]]:
    gezet: list[ColumnElement[bool]] = []
    if filter_.contact_tot:
        wacht = MeldingRij.contact_voor < filter_.contact_tot, MeldingRij.gecontacteerd.is_(None)
        gezet += [*wacht, MeldingRij.status.in_(WACHT_OP_CONTACT)]
    if filter_.bij:
        van_hen = select(ToewijzingRij.melding_id).where(ToewijzingRij.gebruiker.in_(filter_.bij))
        gezet.append(MeldingRij.id.in_(van_hen))
    return gezet


def regels(sessie: Session, rijen: Sequence[MeldingRij], rol: Gebruikersrol) -> list[MeldingRegel]:
    """Give rows as values, in their order, without what the role may not see.

    The police see no hour, and of the sender neither language nor role; of the grounds what a person confirmed.
    """
    ids = [rij.id for rij in rijen]
    kandidaten = kandidaat_ids(sessie, ids)
    zaken = {r.zaak_id for r in rijen if r.zaak_id} | {z for lijst in kandidaten.values() for z in lijst}
    namen = zaaknamen(sessie, zaken)
    gronden, feiten = _gronden(sessie, ids), _feiten(sessie, ids)
    gemaakt = [
        _regel(rij, namen, tuple(namen.get(z, z) for z in kandidaten.get(rij.id, ())), gronden, feiten) for rij in rijen
    ]
    bij, dossiers = _toegewezen(sessie, ids), _dossiers(sessie, ids)
    gemaakt = [
        replace(regel, toegewezen=bij.get(rij.id), dossier=dossiers.get(rij.id))
        for rij, regel in zip(rijen, gemaakt, strict=True)
    ]
    if rol is not Gebruikersrol.ONTHAAL:
        gemaakt = [replace(regel, aandacht=()) for regel in gemaakt]
    return [_voor_politie(regel) for regel in gemaakt] if rol is Gebruikersrol.POLITIE else gemaakt


def _toegewezen(sessie: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    vraag = select(ToewijzingRij.melding_id, ToewijzingRij.gebruiker).where(ToewijzingRij.melding_id.in_(ids))
    return dict(sessie.execute(vraag).all())


def _dossiers(sessie: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    vraag = select(DossierMeldingRij.melding_id, DossierRij.kenmerk)
    vraag = vraag.join(DossierRij, DossierRij.id == DossierMeldingRij.dossier_id)
    return dict(sessie.execute(vraag.where(DossierMeldingRij.melding_id.in_(ids))).all())


def _voor_politie(regel: MeldingRegel) -> MeldingRegel:
    gronden = tuple(stand for stand in regel.gronden if stand.bevestigd)
    zonder_melder = replace(regel, taal=None, rol=None, gronden=gronden, toegewezen=None)
    dag = dagbegin(lokaal(regel.ontvangen).date())
    return replace(
        zonder_melder, tijdstip=None, ontvangen=dag, contact_voor=None, beelden_voor=None, gecontacteerd=None
    )


def zaaknamen(sessie: Session, ids: set[str]) -> dict[str, str]:
    """Give the names of venues as the register holds them now."""
    if not ids:
        return {}
    vraag = select(ZaakRij.zaak_id, ZaakRij.naam).where(ZaakRij.zaak_id.in_(ids), ZaakRij.bekend_tot.is_(None))
    return dict(sessie.execute(vraag).all())


def kandidaat_ids(sessie: Session, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Give the candidates of each melding, best first."""
    gevonden: dict[UUID, list[str]] = {}
    vraag = select(MeldingKandidaatRij.melding_id, MeldingKandidaatRij.zaak_id)
    vraag = vraag.where(MeldingKandidaatRij.melding_id.in_(ids)).order_by(MeldingKandidaatRij.rang)
    for melding, zaak in sessie.execute(vraag):
        gevonden.setdefault(melding, []).append(zaak)
    return gevonden


def _gronden(sessie: Session, ids: Sequence[UUID]) -> dict[UUID, list[GrondStand]]:
    gevonden: dict[UUID, list[GrondStand]] = {}
    vraag = select(MeldingGrondRij).where(MeldingGrondRij.melding_id.in_(ids)).order_by(MeldingGrondRij.grond)
    for rij in sessie.scalars(vraag):
        gevonden.setdefault(rij.melding_id, []).append(GrondStand(rij.grond, rij.bevestigd))
    return gevonden


def _feiten(sessie: Session, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    gevonden: dict[UUID, list[str]] = {}
    vraag = select(MeldingFeitRij.melding_id, MeldingFeitRij.feit).where(MeldingFeitRij.melding_id.in_(ids))
    for melding, feit in sessie.execute(vraag):
        gevonden.setdefault(melding, []).append(feit)
    return {melding: sorted(lijst, key=lambda f: (f != "geweigerd", f)) for melding, lijst in gevonden.items()}


def _regel(
    rij: MeldingRij,
    namen: dict[str, str],
    kandidaten: tuple[str, ...],
    gronden: dict[UUID, list[GrondStand]],
    feiten: dict[UUID, list[str]],
) -> MeldingRegel:
    return MeldingRegel(
        kenmerk=rij.kenmerk,
        status=Status(rij.status),
        kanaal=rij.kanaal,
        soort=rij.soort,
        ontvangen=rij.ontvangen,
        nacht=rij.nacht,
        nacht_bekend=rij.nacht_bekend,
        tijdstip=rij.tijdstip,
        taal=rij.taal,
        rol=rij.rol,
        zaak_id=rij.zaak_id,
        zaak=namen.get(rij.zaak_id, rij.zaak_id) if rij.zaak_id else None,
        zaak_hoe=rij.zaak_hoe,
        kandidaten=() if rij.zaak_id else kandidaten,
        gronden=tuple(gronden.get(rij.id, ())),
        feiten=tuple(feiten.get(rij.id, ())),
        spoed=rij.spoed,
        contact_voor=rij.contact_voor,
        gecontacteerd=rij.gecontacteerd,
        beelden_voor=rij.beelden_voor,
        aandacht=lees_redenen(rij.aandacht),
    )
