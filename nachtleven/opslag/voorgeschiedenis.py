"""What is known of a message and its sender before it is answered: one question, and more only where there is more.

The questions are made once and given their values each time, for the door asks them of every message.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BindParameter, Row, String, Table, bindparam, exists, false, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from nachtleven.gesprek import Registernummer, Stand
from nachtleven.lezen.lezing import Rol
from nachtleven.meldingen import Contactwens, Melding, Status, Vraag
from nachtleven.opslag.aankomst import Afzender
from nachtleven.opslag.berichten import TE_LEZEN, Gehouden
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import KaartRij, ZaakRij
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    BerichtRij,
    MelderRij,
    MeldingKandidaatRij,
    MeldingRij,
    StopRij,
)

_ANTWOORDEN_TERUG = 3
_TEKSTEN_HOOGSTENS = 100

_ber, _ant, _mer, _mel, _kan, _stop, _kaart, _zaak = (
    cast("Table", tabel.__table__).c
    for tabel in (BerichtRij, AntwoordRij, MelderRij, MeldingRij, MeldingKandidaatRij, StopRij, KaartRij, ZaakRij)
)
_dit, _van = cast("Table", BerichtRij.__table__).alias("dit"), cast("Table", MelderRij.__table__)
_melder: BindParameter[str] = bindparam("afzender", type_=String)

_van_het_uur = (
    _ber.melder == _melder,
    _ber.ontvangen > bindparam("uur_voor"),
    _ber.ontvangen <= bindparam("ontvangen"),
    _ber.id != bindparam("bericht"),
    _ber.sleutel.is_not(None),
)
_van_melder = _mel.melder == _melder, _mel.status != Status.GEWIST.value
_geantwoord = _ant.bericht_id == _ber.id, _ber.melder == _melder, _ant.tekst_geheim.is_not(None)
_nummer_van_zaak = _zaak.telefoon_pseudoniem == bindparam("register"), _zaak.bekend_tot.is_(None)
_GEHOUDEN = tuple(veld.name for veld in fields(Gehouden))

_WIE = (
    select(
        *(_dit.c[naam] for naam in _GEHOUDEN),
        _mer.taal,
        _mer.ingelicht,
        _mer.contactwens,
        _mer.laatste,
        exists().where(_stop.pseudoniem == bindparam("stop")).label("gestopt"),
        exists()
        .where(_kaart.telefoon_pseudoniem == bindparam("register"), _kaart.bekend_tot.is_(None))
        .label("portier"),
        select(func.count()).where(*_nummer_van_zaak).scalar_subquery().label("zaken"),
        select(func.min(_zaak.zaak_id)).where(*_nummer_van_zaak).scalar_subquery().label("zaak"),
        select(func.max(_ant.gemaakt)).where(*_geantwoord).scalar_subquery().label("geantwoord"),
        exists().where(*_van_het_uur).label("uur"),
        exists().where(*_van_melder).label("meldingen"),
        exists().where(_mel.kenmerk == bindparam("kenmerk")).label("kenmerk_bezet"),
    )
    .select_from(_dit.outerjoin(_van, _mer.pseudoniem == _melder))
    .where(_dit.c.id == bindparam("bericht"))
)
_UUR = select(_ber.id, _ber.sleutel, _ber.tekst_geheim).where(*_van_het_uur).limit(_TEKSTEN_HOOGSTENS)
_ANTWOORDEN = (
    select(_ant.id, _ant.tekst_geheim, _ber.id.label("bericht"), _ber.sleutel)
    .where(*_geantwoord, _ber.sleutel.is_not(None))
    .order_by(_ant.gemaakt.desc())
    .limit(_ANTWOORDEN_TERUG)
)
_MELDINGEN = (
    select(MeldingRij)
    .where(MeldingRij.melder == _melder, MeldingRij.status != Status.GEWIST.value)
    .order_by(MeldingRij.ontvangen)
)
_TE_LEZEN = (
    select(_melder, false(), _ber.ontvangen, _ber.ontvangen)
    .where(_ber.id == bindparam("bericht"), _ber.staat == TE_LEZEN)
    .with_for_update()
)
_HOUD = (
    postgresql.insert(_van)
    .from_select([_mer.pseudoniem, _mer.ingelicht, _mer.eerste, _mer.laatste], _TE_LEZEN)
    .on_conflict_do_update(index_elements=[_mer.pseudoniem], set_={_mer.laatste: _mer.laatste})
)


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A text to answer, when it came, and the kenmerk that a melding it opens would have."""

    tekst: str
    ontvangen: datetime
    kenmerk: str


@dataclass(frozen=True, slots=True)
class Voorgeschiedenis:
    """What the conversation is told of the sender, with the message itself, and the rows of their meldingen by kenmerk.

    `laatste`: when they last wrote, None: never yet. `kenmerk_bezet`: the kenmerk that was proposed is another's.
    """

    bericht: Gehouden
    stand: Stand
    rijen: Mapping[str, MeldingRij]
    laatste: datetime | None
    kenmerk_bezet: bool


def houd_vast(sessie: Session, rij: UUID, afzender: Afzender) -> None:
    """Keep others from a message until the transaction ends, and from its sender, whose messages wait for each other.

    So the second sees what the first did. On SQLite the write lock does that already; elsewhere the rows are locked,
    those of a message that still waits to be read.
    """
    if sessie.get_bind().dialect.name == "postgresql":
        sessie.execute(_HOUD, {"bericht": rij, "afzender": afzender.melder})


def voorgeschiedenis(
    sessie: Session, opslag: Opslag, rij: UUID, afzender: Afzender, voorstel: Voorstel
) -> Voorgeschiedenis | None:
    """Give what is known of a message and of its sender before it, and whether the kenmerk is free.

    None: the message waits no more to be read.
    """
    waarden = {
        "afzender": afzender.melder,
        "stop": opslag.pseudoniemen.stop(afzender.nummer),
        "register": opslag.pseudoniemen.register(afzender.nummer),
        "bericht": rij,
        "ontvangen": voorstel.ontvangen,
        "uur_voor": voorstel.ontvangen - timedelta(hours=1),
        "kenmerk": voorstel.kenmerk,
    }
    wie = sessie.execute(_WIE, waarden).one()
    if wie.staat != TE_LEZEN:
        return None
    uur = _teksten_van_het_uur(sessie, opslag, waarden) if wie.uur else []
    rijen = sessie.scalars(_MELDINGEN, {"afzender": afzender.melder}).all() if wie.meldingen else []
    kandidaten = _kandidaten(sessie, [rij.id for rij in rijen])
    stand = Stand(
        meldingen=tuple(_melding(rij, kandidaten.get(rij.id, ())) for rij in rijen),
        gestopt=bool(wie.gestopt),
        taal=wie.taal,
        ingelicht=bool(wie.ingelicht),
        contactwens=Contactwens(wie.contactwens) if wie.contactwens else None,
        berichten_dit_uur=len(uur),
        zelfde_tekst_dit_uur=sum(eerder == voorstel.tekst for eerder in uur),
        laatste_antwoorden=_laatste_antwoorden(sessie, opslag, afzender.melder) if wie.geantwoord else (),
        laatst_geantwoord=wie.geantwoord,
        register=_registernummer(wie),
    )
    gehouden = Gehouden(*wie[: len(_GEHOUDEN)])
    return Voorgeschiedenis(gehouden, stand, {een.kenmerk: een for een in rijen}, wie.laatste, bool(wie.kenmerk_bezet))


def _registernummer(wie: Row[*tuple[Any, ...]]) -> Registernummer | None:
    """Tell whose number it is; a card goes before a venue, and one of several venues is none of them."""
    if wie.portier:
        return Registernummer(Rol.PORTIER, None)
    return Registernummer(Rol.UITBATER, wie.zaak if wie.zaken == 1 else None) if wie.zaken else None


def _teksten_van_het_uur(sessie: Session, opslag: Opslag, waarden: Mapping[str, Any]) -> list[str]:
    teksten = []
    for rij in sessie.execute(_UUR, dict(waarden)):
        sleutel = opslag.kluis.open_sleutel(rij.sleutel, "berichten", rij.id)
        teksten.append(sleutel.ontsleutel("tekst", rij.tekst_geheim or b""))
    return teksten


def _laatste_antwoorden(sessie: Session, opslag: Opslag, melder: str) -> tuple[str, ...]:
    gezegd = []
    for rij in sessie.execute(_ANTWOORDEN, {"afzender": melder}):
        sleutel = opslag.kluis.open_sleutel(rij.sleutel, "berichten", rij.bericht)
        gezegd.append(sleutel.ontsleutel(f"antwoord {rij.id}", rij.tekst_geheim or b""))
    return tuple(gezegd)


def _kandidaten(sessie: Session, meldingen: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    gevonden: dict[UUID, tuple[str, ...]] = {}
    if meldingen:
        vraag = select(_kan.melding_id, _kan.zaak_id).where(_kan.melding_id.in_(meldingen)).order_by(_kan.rang)
        for melding, zaak in sessie.execute(vraag):
            gevonden[melding] = (*gevonden.get(melding, ()), zaak)
    return gevonden


def _melding(rij: MeldingRij, kandidaten: tuple[str, ...]) -> Melding:
    return Melding(
        kenmerk=rij.kenmerk,
        status=Status(rij.status),
        ontvangen=rij.ontvangen,
        nacht=rij.nacht,
        nacht_bekend=rij.nacht_bekend,
        zaak=rij.zaak_id,
        kandidaten=kandidaten,
        tijdstip=rij.tijdstip,
        tijdstip_van=rij.tijdstip_van,
        tijdstip_tot=rij.tijdstip_tot,
        vraag=Vraag(rij.vraag) if rij.vraag else None,
        vragen=rij.vragen,
        spoed=rij.spoed,
        wissen_op=rij.wissen_op,
    )
