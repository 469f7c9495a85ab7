"""Queries on a message that comes in: keeping it as it came, and what it is read with."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import BindParameter, Table, bindparam, exists, insert, or_, select
from sqlalchemy.orm import Session

from nachtleven.berichten import Bericht
from nachtleven.meldingen import Vraag
from nachtleven.opslag.berichten import TE_LEZEN, VREEMD, Houder, open_bericht
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import BerichtRij, MelderRij, MeldingRij
from nachtleven.opslag.typen import Rij
from nachtleven.telefoonnummers import normaliseer

_ber, _mer, _mel = (cast("Table", tabel.__table__) for tabel in (BerichtRij, MelderRij, MeldingRij))
_afzender: BindParameter[str] = bindparam("afzender")
_VRAGEN = tuple(vraag.value for vraag in (Vraag.ZAAK, Vraag.KEUZE, Vraag.NACHT))
_eerder = _ber.alias("eerder")
_BEWAAR = insert(_ber).returning(
    exists().where(_eerder.c.melder == _afzender, _eerder.c.id != bindparam("rij")).label("schreef_eerder")
)
_VOORAF = select(
    select(_mer.c.taal).where(_mer.c.pseudoniem == _afzender).scalar_subquery().label("van_taal"),
    exists()
    .where(_mel.c.melder == _afzender, _mel.c.ontvangen >= bindparam("sinds"))
    .where(or_(*(_mel.c.vraag == vraag for vraag in _VRAGEN)))
    .label("gevraagd"),
)


class Bewaring(StrEnum):
    """How a message is kept.

    GEHOUDEN: who keeps it goes on to understand it. KAAL: its sender had the plain confirmation, and nobody holds it.
    VREEMD: it was meant for another number, and is not read.
    """

    GEHOUDEN = "gehouden"
    KAAL = "kaal"
    VREEMD = "vreemd"


@dataclass(frozen=True, slots=True)
class Afzender:
    """Who wrote: the pseudonym that knows the sender, and the number while it is needed."""

    melder: str
    nummer: str


@dataclass(frozen=True, slots=True)
class Voorkennis:
    """What a text is read with: its sender's last language, and whether we asked them for a venue or a night."""

    taal: str | None
    gevraagd: bool


ZONDER_VOORKENNIS = Voorkennis(None, gevraagd=False)
"""What the first text of a sender is read with."""


def _afzender_van(opslag: Opslag, bericht: Bericht) -> Afzender:
    nummer = normaliseer(bericht.van)
    return Afzender(opslag.pseudoniemen.melder(nummer), nummer)


@dataclass(frozen=True, slots=True)
class Bewaard:
    """A kept message: its row, as it came, its sender, and whether there may be another one of theirs."""

    id: UUID
    bericht: Bericht
    afzender: Afzender
    schreef_eerder: bool


def bewaar(
    sessie: Session, opslag: Opslag, bericht: Bericht, houder: Houder, hoe: Bewaring = Bewaring.GEHOUDEN
) -> Bewaard:
    """Keep a message as it came. That takes nothing but the table of messages, so that nothing else can prevent it.

    Raises:
        IntegrityError: this (poort, poort_id) is there already.
    """
    rij, afzender = uuid4(), _afzender_van(opslag, bericht)
    sleutel, gewikkeld = opslag.kluis.nieuwe_sleutel("berichten", rij)
    bijlagen = sleutel.versleutel("bijlagen", json.dumps(bericht.bijlagen)) if bericht.bijlagen else None
    gehouden = hoe is Bewaring.GEHOUDEN
    waarden: Rij = {
        "id": rij,
        "poort": bericht.poort,
        "poort_id": bericht.poort_id,
        "kanaal": bericht.kanaal.value,
        "melder": afzender.melder,
        "sleutel": gewikkeld,
        "van_geheim": sleutel.versleutel("van", bericht.van),
        "naar": bericht.naar[:80].replace("\0", ""),
        "tekst_geheim": sleutel.versleutel("tekst", bericht.tekst),
        "bijlagen_geheim": bijlagen,
        "ontvangen": bericht.ontvangen,
        "bewaard": houder.moment,
        "staat": VREEMD if hoe is Bewaring.VREEMD else TE_LEZEN,
        "pogingen": 1 if gehouden else 0,
        "houder": houder.naam if gehouden else None,
        "lease_tot": houder.tot if gehouden else None,
        "kaal": hoe is Bewaring.KAAL,
    }
    schreef_eerder = sessie.scalar(_BEWAAR, {**waarden, "afzender": afzender.melder, "rij": rij})
    return Bewaard(rij, bericht, afzender, bool(schreef_eerder))


def open_bewaard(sessie: Session, opslag: Opslag, rij: UUID) -> Bewaard:
    """Give a message that was kept before.

    Raises:
        SleutelFout: it was erased.
    """
    bericht = open_bericht(sessie, opslag, rij)
    return Bewaard(rij, bericht, _afzender_van(opslag, bericht), schreef_eerder=True)


def voorkennis(sessie: Session, afzender: Afzender, sinds: datetime) -> Voorkennis:
    """Give what a text of this sender is read with; a question counts that was asked on a melding since then."""
    return Voorkennis(*sessie.execute(_VOORAF, {"afzender": afzender.melder, "sinds": sinds}).one())
