"""What is known of a sender before a text of theirs is answered: one question, and more only where there is more.

The questions are made once and given their values each time, for the door asks them of every message.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BindParameter, Row, Table, bindparam, exists, func, literal, or_, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from nachtleven.gesprek import Registernummer, Stand
from nachtleven.lezen.lezing import Rol
from nachtleven.meldingen import Contactwens, Melding, Status, Vraag
from nachtleven.opslag.berichten import Gehouden
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
_melder: BindParameter[str] = bindparam("melder")

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
_een = select(literal(1).label("een")).subquery()

_VOORAF = select(
    select(_mer.taal).where(_mer.pseudoniem == _melder).scalar_subquery().label("taal"),
    exists()
    .where(_mel.melder == _melder, _mel.ontvangen >= bindparam("sinds"))
    .where(or_(*(_mel.vraag == vraag.value for vraag in (Vraag.ZAAK, Vraag.KEUZE, Vraag.NACHT))))
    .label("gevraagd"),
)
_WIE = select(
    _mer.pseudoniem,
    _mer.taal,
    _mer.ingelicht,
    _mer.contactwens,
    _mer.laatste,
    exists().where(_stop.pseudoniem == bindparam("stop")).label("gestopt"),
    exists().where(_kaart.telefoon_pseudoniem == bindparam("register"), _kaart.bekend_tot.is_(None)).label("portier"),
    select(func.count()).where(*_nummer_van_zaak).scalar_subquery().label("zaken"),
    select(func.min(_zaak.zaak_id)).where(*_nummer_van_zaak).scalar_subquery().label("zaak"),
    select(func.max(_ant.gemaakt)).where(*_geantwoord).scalar_subquery().label("geantwoord"),
    exists().where(*_van_het_uur).label("uur"),
    exists().where(*_van_melder).label("meldingen"),
    exists().where(_mel.kenmerk == bindparam("kenmerk")).label("kenmerk_bezet"),
).select_from(_een.outerjoin(cast("Table", MelderRij.__table__), _mer.pseudoniem == _melder))
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
_MAAK = postgresql.insert(MelderRij).on_conflict_do_nothing()
_HOUD = select(_mer.pseudoniem).where(_mer.pseudoniem == _melder).with_for_update()


@dataclass(frozen=True, slots=True)
class Afzender:
    """Who wrote: the pseudonym that knows the sender, and the number while it is needed."""

    melder: str
    nummer: str


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A text to answer, and the kenmerk that a melding it opens would have."""

    tekst: str
    kenmerk: str


@dataclass(frozen=True, slots=True)
class Voorkennis:
    """What a text is read with: its sender's last language, and whether we asked them for a venue or a night."""

    taal: str | None
    gevraagd: bool


@dataclass(frozen=True, slots=True)
class Voorgeschiedenis:
    """What the conversation is told of the sender, with the rows of their meldingen by kenmerk, and of the sender.

    `laatste`: when they last wrote, None: never yet. `kenmerk_bezet`: the kenmerk that was proposed is another's.
    """

    stand: Stand
    rijen: Mapping[str, MeldingRij]
    laatste: datetime | None
    kenmerk_bezet: bool


def voorkennis(sessie: Session, melder: str, sinds: datetime) -> Voorkennis:
    """Give what a text of this sender is read with; a question counts that was asked on a melding since then."""
    rij = sessie.execute(_VOORAF, {"melder": melder, "sinds": sinds}).one()
    return Voorkennis(rij.taal, bool(rij.gevraagd))


def houd_melder(sessie: Session, melder: str, moment: datetime) -> None:
    """Let two messages of one sender wait for each other, so that the second sees what the first did.

    On SQLite the write lock does that already; elsewhere the sender's row is locked until the transaction ends.
    """
    if sessie.get_bind().dialect.name == "postgresql":
        sessie.execute(_MAAK, {"pseudoniem": melder, "ingelicht": False, "eerste": moment, "laatste": moment})
        sessie.execute(_HOUD, {"melder": melder})


def voorgeschiedenis(
    sessie: Session, opslag: Opslag, bericht: Gehouden, afzender: Afzender, voorstel: Voorstel
) -> Voorgeschiedenis:
    """Give what is known of the sender of a message before it, and whether the kenmerk is free."""
    waarden = {
        "melder": afzender.melder,
        "stop": opslag.pseudoniemen.stop(afzender.nummer),
        "register": opslag.pseudoniemen.register(afzender.nummer),
        "bericht": bericht.id,
        "ontvangen": bericht.ontvangen,
        "uur_voor": bericht.ontvangen - timedelta(hours=1),
        "kenmerk": voorstel.kenmerk,
    }
    wie = sessie.execute(_WIE, waarden).one()
    uur = _teksten_van_het_uur(sessie, opslag, waarden) if wie.uur else []
    rijen = sessie.scalars(_MELDINGEN, {"melder": afzender.melder}).all() if wie.meldingen else []
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
    return Voorgeschiedenis(stand, {rij.kenmerk: rij for rij in rijen}, wie.laatste, bool(wie.kenmerk_bezet))


def _registernummer(wie: Row[Any]) -> Registernummer | None:
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
    for rij in sessie.execute(_ANTWOORDEN, {"melder": melder}):
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
