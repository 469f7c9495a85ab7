"""Queries of retention: what is past its term, and letting go of it. What is held (`vastgehouden`) stays whole.

A melding whose text is past its term keeps what is counted (venue, night, hour, grounds, facts), no key, no minute
and no sender. Each selection gives what is still there, so that doing it twice does nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, MetaData, Table, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from nachtleven.meldingen import Status
from nachtleven.nacht import dagbegin, lokaal, middag, nacht_van
from nachtleven.opslag import verteld, wissen
from nachtleven.opslag.berichten import GELEZEN, VREEMD
from nachtleven.opslag.diensttabellen import AlarmRij, OproepRij, ProefRij
from nachtleven.opslag.postrij import Postrij
from nachtleven.opslag.registertabellen import IncidentRij
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    BerichtRij,
    HartslagRij,
    MeldingKaartRij,
    MeldingKandidaatRij,
    MeldingRij,
    UitpostRij,
    VerloopRij,
)
from nachtleven.opslag.uitpost import BEZORGD, DOOD, GESTOPT, MISLUKT, VERSTUURD

_KLAAR = (VERSTUURD, BEZORGD, MISLUKT, DOOD, GESTOPT)
_DICHT = (Status.AFGEROND.value, Status.INGETROKKEN.value)
_AF = (GELEZEN, VREEMD)


@dataclass(frozen=True, slots=True)
class Grenzen:
    """The moments before which something is past its term."""

    nummer: datetime
    tekst: datetime
    logboek: datetime
    post: datetime
    alarm: datetime
    hartslag: datetime


def _gesloten_voor(grens: datetime) -> ColumnElement[bool]:
    vrij = MeldingRij.vastgehouden.is_(False)
    return and_(MeldingRij.status.in_(_DICHT), MeldingRij.gesloten <= grens, vrij)


def _los_voor(grens: datetime) -> ColumnElement[bool]:
    """Give the condition of a message of no melding and no log line that came before then."""
    los = and_(BerichtRij.melding_id.is_(None), BerichtRij.incident_id.is_(None))
    return and_(los, BerichtRij.ontvangen <= grens, BerichtRij.staat.in_(_AF))


def meldingen_met_nummer(sessie: Session, grenzen: Grenzen) -> Sequence[UUID]:
    """Give the meldingen whose number is past its term, in the melding or with one of its messages."""
    met = select(BerichtRij.melding_id).where(BerichtRij.van_geheim.is_not(None), BerichtRij.melding_id.is_not(None))
    heeft = or_(MeldingRij.nummer_geheim.is_not(None), MeldingRij.id.in_(met))
    vraag = select(MeldingRij.id).where(_gesloten_voor(grenzen.nummer), heeft)
    return sessie.scalars(vraag.order_by(MeldingRij.id)).all()


def berichten_met_nummer(sessie: Session, grenzen: Grenzen) -> Sequence[UUID]:
    """Give the messages of no melding whose number is past its term; of a log line too."""
    op_lijn = and_(BerichtRij.incident_id.is_not(None), BerichtRij.melding_id.is_(None))
    lijn = and_(op_lijn, BerichtRij.ontvangen <= grenzen.nummer, BerichtRij.staat.in_(_AF))
    vraag = select(BerichtRij.id).where(or_(_los_voor(grenzen.nummer), lijn), BerichtRij.van_geheim.is_not(None))
    return sessie.scalars(vraag.order_by(BerichtRij.id)).all()


def laat_nummers_los(sessie: Session, ids: Sequence[UUID]) -> None:
    """Forget the numbers of these meldingen and of their messages."""
    sessie.execute(update(MeldingRij).where(MeldingRij.id.in_(ids)).values(nummer_geheim=None))
    sessie.execute(update(BerichtRij).where(BerichtRij.melding_id.in_(ids)).values(van_geheim=None))


def laat_afzenders_los(sessie: Session, ids: Sequence[UUID]) -> None:
    """Forget the numbers of these messages."""
    sessie.execute(update(BerichtRij).where(BerichtRij.id.in_(ids)).values(van_geheim=None))


def meldingen_met_tekst(sessie: Session, grenzen: Grenzen) -> Sequence[UUID]:
    """Give the meldingen whose words are past their term."""
    vraag = select(MeldingRij.id).where(_gesloten_voor(grenzen.tekst), MeldingRij.sleutel.is_not(None))
    return sessie.scalars(vraag.order_by(MeldingRij.id)).all()


def laat_teksten_los(sessie: Session, ids: Sequence[UUID]) -> None:
    """Leave of these meldingen what is counted: their keys go, with every word, the minute, the cards, the sender."""
    geheimen = _met_geheimen(sessie)
    for rij in sessie.scalars(select(MeldingRij).where(MeldingRij.id.in_(ids))).all():
        berichten = [een.id for een in wissen.berichten_van(sessie, rij.id)]
        melders = {rij.melder} if rij.melder else set()
        _vergroof(rij)
        _vergroof_momenten(sessie, rij.id)
        verteld.vergroof(sessie, rij.kenmerk)
        sessie.flush()
        waarde: Any = rij.id if sessie.get_bind().dialect.name == "postgresql" else rij.id.hex
        for tabel, kolom in geheimen:
            sessie.execute(delete(tabel).where(tabel.c[kolom] == waarde))
        sessie.execute(delete(MeldingKaartRij).where(MeldingKaartRij.melding_id == rij.id))
        if rij.zaak_id is not None:
            sessie.execute(delete(MeldingKandidaatRij).where(MeldingKandidaatRij.melding_id == rij.id))
        sessie.execute(update(VerloopRij).where(VerloopRij.melding_id == rij.id).values(toelichting_geheim=None))
        wissen.leeg_antwoorden_van(sessie, rij.id)
        wissen.wis_berichten(sessie, berichten, melders)
        wissen.laat_dossiers_los(sessie, wissen.dossiers_van(sessie, rij.id))


def _vergroof(rij: MeldingRij) -> None:
    rij.sleutel = rij.nummer_geheim = rij.melder = rij.contactwens = rij.vraag = rij.aandacht = None
    rij.tijdstip = rij.tijdstip_van = rij.tijdstip_tot = None
    rij.ontvangen = dagbegin(lokaal(rij.ontvangen).date())
    was_te_laat = bool(rij.gecontacteerd and rij.contact_voor and rij.gecontacteerd > rij.contact_voor)
    rij.gecontacteerd, rij.beelden_voor, rij.beelden_alarm = _dag(rij.gecontacteerd), _dag(rij.beelden_voor), None
    rij.contact_voor = _dag(rij.contact_voor, terug=was_te_laat)  # too late on the day itself stays too late
    rij.gesloten = rij.gesloten and _nachtbegin(rij.gesloten)
    rij.versie += 1


def _dag(moment: datetime | None, *, terug: int = 0) -> datetime | None:
    """Give the begin of a moment's day, or of so many days before."""
    return moment and dagbegin(lokaal(moment).date() - timedelta(days=terug))


def _nachtbegin(moment: datetime, plaats: int = 0) -> datetime:
    """Give the begin of a moment's night; what happened later has a later `plaats` and stays after it."""
    return middag(nacht_van(moment)) + timedelta(microseconds=plaats)


def _vergroof_momenten(sessie: Session, melding: UUID) -> None:
    """Bring what was written and done to the begin of its night, in the same order; venue and minute are the melder.

    An answer stays as long after its message as it was.
    """
    bij = select(BerichtRij).where(BerichtRij.melding_id == melding).order_by(BerichtRij.ontvangen, BerichtRij.id)
    verschoven: dict[UUID | None, timedelta] = {}
    for plaats, bericht in enumerate(sessie.scalars(bij).all()):
        nieuw = _nachtbegin(bericht.ontvangen, plaats)
        verschoven[bericht.id] = nieuw - bericht.ontvangen
        bericht.ontvangen = bericht.bewaard = nieuw
        bericht.gelezen, bericht.herlezen = bericht.gelezen and nieuw, bericht.herlezen and nieuw
    hierop = or_(AntwoordRij.melding_id == melding, AntwoordRij.bericht_id.in_(verschoven))
    for antwoord in sessie.scalars(select(AntwoordRij).where(hierop)).all():
        erbij = verschoven.get(antwoord.bericht_id)
        antwoord.gemaakt = _nachtbegin(antwoord.gemaakt) if erbij is None else antwoord.gemaakt + erbij
    regels = select(VerloopRij).where(VerloopRij.melding_id == melding).order_by(VerloopRij.moment, VerloopRij.id)
    for plaats, regel in enumerate(sessie.scalars(regels).all()):
        regel.moment = _nachtbegin(regel.moment, plaats)


def _met_geheimen(sessie: Session) -> list[tuple[Table, str]]:
    """Give the tables of secrets under a melding's key, as the database has them; not its history, which stays."""
    gelezen = MetaData()
    gelezen.reflect(sessie.connection())
    return [
        (tabel, sleutel.parent.name)
        for tabel in gelezen.sorted_tables
        for sleutel in tabel.foreign_keys
        if sleutel.column.table.name == MeldingRij.__tablename__ and (sleutel.ondelete or "").upper() == "CASCADE"
        if tabel.name != VerloopRij.__tablename__ and any(k.name.endswith("_geheim") for k in tabel.columns)
    ]


def losse_berichten(sessie: Session, grenzen: Grenzen) -> Sequence[UUID]:
    """Give the messages of no melding and no log line whose words are past their term."""
    vraag = select(BerichtRij.id).where(_los_voor(grenzen.tekst), BerichtRij.sleutel.is_not(None))
    return sessie.scalars(vraag.order_by(BerichtRij.id)).all()


def loglijnen(sessie: Session, grenzen: Grenzen) -> Sequence[UUID]:
    """Give the log lines that came as a text and whose words are past their term."""
    vraag = select(IncidentRij.id).where(IncidentRij.sleutel.is_not(None), IncidentRij.gelogd <= grenzen.logboek)
    return sessie.scalars(vraag.order_by(IncidentRij.id)).all()


def laat_loglijnen_los(sessie: Session, ids: Sequence[UUID]) -> None:
    """Destroy the words of these log lines and the messages they came from; when, where and why stay."""
    sessie.execute(update(IncidentRij).where(IncidentRij.id.in_(ids)).values(sleutel=None, tekst_geheim=None))
    van_lijn = BerichtRij.incident_id.in_(ids), BerichtRij.melding_id.is_(None)
    wissen.wis_berichten(sessie, sessie.scalars(select(BerichtRij.id).where(*van_lijn)).all())


def post(sessie: Session, grenzen: Grenzen) -> Sequence[UUID]:
    """Give what was sent, or given up, so long ago; calls to who is on call too."""
    return [
        rij
        for soort in (UitpostRij, OproepRij)
        for rij in sessie.scalars(select(soort.id).where(_oude_post(soort, grenzen.post)).order_by(soort.id))
    ]


def _oude_post(soort: type[Postrij], grens: datetime) -> ColumnElement[bool]:
    return and_(soort.staat.in_(_KLAAR), soort.bijgewerkt <= grens)


def laat_post_los(sessie: Session, ids: Sequence[UUID]) -> None:
    """Drop these rows of the outbox and of the calls."""
    for soort in (UitpostRij, OproepRij):
        sessie.execute(delete(soort).where(soort.id.in_(ids)))


def alarmen(sessie: Session, grenzen: Grenzen) -> Sequence[UUID]:
    """Give the alarms that were closed so long ago."""
    return sessie.scalars(select(AlarmRij.id).where(AlarmRij.opgelost <= grenzen.alarm).order_by(AlarmRij.id)).all()


def laat_alarmen_los(sessie: Session, ids: Sequence[UUID]) -> None:
    """Drop these alarms."""
    sessie.execute(delete(AlarmRij).where(AlarmRij.id.in_(ids)))


def proeven(sessie: Session, grenzen: Grenzen) -> Sequence[str]:
    """Give the probe texts sent so long ago."""
    return sessie.scalars(select(ProefRij.code).where(ProefRij.verstuurd <= grenzen.alarm)).all()


def laat_proeven_los(sessie: Session, codes: Sequence[str]) -> None:
    """Drop these probes."""
    sessie.execute(delete(ProefRij).where(ProefRij.code.in_(codes)))


def hartslagen(sessie: Session, grenzen: Grenzen) -> Sequence[str]:
    """Give the processes that gave no sign of life for so long."""
    return sessie.scalars(select(HartslagRij.proces).where(HartslagRij.moment <= grenzen.hartslag)).all()


def laat_hartslagen_los(sessie: Session, processen: Sequence[str]) -> None:
    """Drop these signs of life."""
    sessie.execute(delete(HartslagRij).where(HartslagRij.proces.in_(processen)))
