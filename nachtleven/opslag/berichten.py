"""Queries on messages: how far one is, who holds it, and what ends its understanding: its one answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Table, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from nachtleven.alarmen import Alarmsoort
from nachtleven.berichten import Bericht, Kanaal
from nachtleven.gesprek import Aandacht
from nachtleven.opslag import wachtrij
from nachtleven.opslag.alarmen import sla_alarm
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MeldingRij, UitpostRij
from nachtleven.opslag.typen import Rij
from nachtleven.opslag.versleuteling import Datasleutel

_ber, _ant = (cast("Table", tabel.__table__) for tabel in (BerichtRij, AntwoordRij))
_ROND_AF, _ANTWOORD = update(_ber).where(_ber.c.id == bindparam("rij")), insert(_ant)

TE_LEZEN, GELEZEN, PERSOON, VREEMD = "te_lezen", "gelezen", "persoon", "vreemd"
DIRECT, UIT, GEEN, PROEF = "direct", "uit", "geen", "proef"
_RUST = timedelta(seconds=3)
"""How long a message that could not be understood is left alone, so that its tries are not over at once."""


@dataclass(frozen=True, slots=True)
class Houder:
    """Who takes up work, now, and until when it is theirs."""

    naam: str
    moment: datetime
    tot: datetime


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a kept message is. `antwoord` is what was said in the gateway's answer, None: nothing, or not yet."""

    staat: str
    lease_tot: datetime | None
    kaal: bool
    wijze: str | None
    antwoord: str | None
    taal: str | None


@dataclass(slots=True)
class Gehouden:
    """The row of a message that is kept from others until the transaction ends.

    What is decided on it is noted here (`aandacht`, `melding_id`, `incident_id`) and written once, by `rond_af`.
    """

    id: UUID
    poort: str
    kanaal: str
    melder: str
    sleutel: bytes | None
    ontvangen: datetime
    staat: str
    aandacht: str | None
    melding_id: UUID | None
    incident_id: UUID | None


def zoek(sessie: Session, poort: str, poort_id: str) -> UUID | None:
    """Give the id of a kept message by the gateway's own."""
    return sessie.scalar(select(BerichtRij.id).where(BerichtRij.poort == poort, BerichtRij.poort_id == poort_id))


def stand(sessie: Session, opslag: Opslag, rij: UUID) -> Stand:
    """Tell how far a kept message is, with the answer that was said."""
    bericht = sessie.get_one(BerichtRij, rij)
    antwoord = sessie.scalar(select(AntwoordRij).where(AntwoordRij.bericht_id == rij))
    gezegd = None
    if antwoord is not None and antwoord.tekst_geheim is not None and bericht.sleutel is not None:
        sleutel = opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
        gezegd = sleutel.ontsleutel(f"antwoord {antwoord.id}", antwoord.tekst_geheim)
    return Stand(
        staat=bericht.staat,
        lease_tot=bericht.lease_tot,
        kaal=bericht.kaal,
        wijze=antwoord.wijze if antwoord else None,
        antwoord=gezegd,
        taal=antwoord.taal if antwoord else bericht.taal,
    )


def pak(sessie: Session, rij: UUID, houder: Houder, *, hoogstens: int) -> bool:
    """Take a message that waits, or whose holder died, for understanding; False where somebody else has it."""
    vrij = or_(BerichtRij.lease_tot.is_(None), BerichtRij.lease_tot < houder.moment)
    gevolg = sessie.execute(
        update(BerichtRij)
        .where(BerichtRij.id == rij, BerichtRij.staat == TE_LEZEN, vrij, BerichtRij.pogingen < hoogstens)
        .values(houder=houder.naam, lease_tot=houder.tot, pogingen=BerichtRij.pogingen + 1)
        .returning(BerichtRij.id)
    )
    return gevolg.scalar() is not None


def laat_los(sessie: Session, rij: UUID, moment: datetime, *, hoogstens: int, kaal: bool) -> None:
    """Give back a message that could not be understood; after so many tries a person gets it, with an alarm."""
    bericht = sessie.get_one(BerichtRij, rij)
    if bericht.staat != TE_LEZEN:
        return
    bericht.houder, bericht.lease_tot = None, None
    bericht.kaal = bericht.kaal or kaal
    if bericht.pogingen >= hoogstens:
        bericht.staat, bericht.aandacht = PERSOON, Aandacht.PERSOON.value
        sla_alarm(sessie, Alarmsoort.PERSOON, moment)
    else:
        wachtrij.leg_klaar(sessie, wachtrij.BERICHT, [str(rij)], moment + _RUST)


def wachtende(sessie: Session, moment: datetime, *, hoogstens: int) -> Sequence[UUID]:
    """Give the messages that nobody holds, oldest first; those that died too often go to a person."""
    vrij = or_(BerichtRij.lease_tot.is_(None), BerichtRij.lease_tot < moment)
    opgegeven = sessie.scalars(
        update(BerichtRij)
        .where(BerichtRij.staat == TE_LEZEN, vrij, BerichtRij.pogingen >= hoogstens)
        .values(staat=PERSOON, aandacht=Aandacht.PERSOON.value, houder=None, lease_tot=None)
        .returning(BerichtRij.id)
    ).all()
    if opgegeven:
        sla_alarm(sessie, Alarmsoort.PERSOON, moment, len(opgegeven))
    vraag = select(BerichtRij.id).where(BerichtRij.staat == TE_LEZEN, vrij).order_by(BerichtRij.ontvangen)
    return sessie.scalars(vraag.limit(500)).all()


def open_bericht(sessie: Session, opslag: Opslag, rij: UUID) -> Bericht:
    """Give a kept message as it came.

    Raises:
        SleutelFout: it was erased.
    """
    bericht = sessie.get_one(BerichtRij, rij)
    sleutel = opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
    bijlagen = bericht.bijlagen_geheim
    return Bericht(
        poort=bericht.poort,
        poort_id=bericht.poort_id,
        van=sleutel.ontsleutel("van", bericht.van_geheim or b""),
        naar=bericht.naar,
        tekst=sleutel.ontsleutel("tekst", bericht.tekst_geheim or b""),
        ontvangen=bericht.ontvangen,
        kanaal=Kanaal(bericht.kanaal),
        bijlagen=tuple(json.loads(sleutel.ontsleutel("bijlagen", bijlagen))) if bijlagen else (),
    )


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer to keep; `tekst` None: nothing is said, and `wijze` is then `geen`."""

    soort: str
    taal: str
    wijze: str
    tekst: str | None


@dataclass(frozen=True, slots=True)
class Afronding:
    """What ends the understanding of a message: its reading as it is kept, kind and language, the answer, when."""

    lezing: str
    soort: str
    taal: str | None
    antwoord: Antwoord
    moment: datetime


def rond_af(sessie: Session, opslag: Opslag, bericht: Gehouden, afronding: Afronding) -> None:
    """Write all that was decided on a message, with its one answer, under its key; nobody holds it any more."""
    sleutel = opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
    waarden: Rij = {
        "rij": bericht.id,
        "soort": afronding.soort,
        "taal": afronding.taal,
        "lezing_geheim": sleutel.versleutel("lezing", afronding.lezing),
        "melding_id": bericht.melding_id,
        "incident_id": bericht.incident_id,
        "aandacht": bericht.aandacht,
        "staat": GELEZEN,
        "gelezen": afronding.moment,
        "houder": None,
        "lease_tot": None,
    }
    sessie.execute(_ROND_AF, waarden)
    _bewaar_antwoord(sessie, sleutel, bericht, afronding.antwoord, afronding.moment)


def _bewaar_antwoord(
    sessie: Session, sleutel: Datasleutel, bericht: Gehouden, antwoord: Antwoord, moment: datetime
) -> None:
    """Keep the one answer to a message; one that goes out by itself gets its outbox row in this transaction."""
    rij = uuid4()
    geheim = sleutel.versleutel(f"antwoord {rij}", antwoord.tekst) if antwoord.tekst is not None else None
    waarden: Rij = {
        "id": rij,
        "bericht_id": bericht.id,
        "melding_id": bericht.melding_id,
        "soort": antwoord.soort,
        "taal": antwoord.taal,
        "wijze": antwoord.wijze if antwoord.tekst is not None else GEEN,
        "tekst_geheim": geheim,
        "gemaakt": moment,
    }
    sessie.execute(_ANTWOORD, waarden)
    op_scherm = bericht.kanaal == Kanaal.WEB.value  # its sender reads it there
    if antwoord.tekst is not None and antwoord.wijze == UIT and not op_scherm:
        post = uuid4()
        sessie.add(UitpostRij(id=post, antwoord_id=rij, staat="wacht", pogingen=0, volgende=moment, bijgewerkt=moment))
        wachtrij.leg_klaar(sessie, wachtrij.ANTWOORD, [str(post)])


@dataclass(frozen=True, slots=True)
class Telling:
    """How many messages stand where; `uit` by state of the outbox."""

    binnen: int
    te_lezen: int
    gelezen: int
    antwoorden: int
    uit: dict[str, int]


def tel(sessie: Session) -> Telling:
    """Count the messages, the answers and the outbox."""
    per_staat = dict(sessie.execute(select(BerichtRij.staat, func.count()).group_by(BerichtRij.staat)).all())
    uit = dict(sessie.execute(select(UitpostRij.staat, func.count()).group_by(UitpostRij.staat)).all())
    return Telling(
        binnen=sum(per_staat.values()),
        te_lezen=per_staat.get(TE_LEZEN, 0) + per_staat.get(PERSOON, 0),
        gelezen=per_staat.get(GELEZEN, 0),
        antwoorden=sessie.scalar(select(func.count()).select_from(AntwoordRij)) or 0,
        uit=uit,
    )


def kenmerk_van(sessie: Session, rij: UUID) -> str | None:
    """Give the kenmerk of the melding that a message belongs to."""
    vraag = select(MeldingRij.kenmerk).join(BerichtRij, BerichtRij.melding_id == MeldingRij.id)
    return sessie.scalar(vraag.where(BerichtRij.id == rij))
