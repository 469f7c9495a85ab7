"""Queries on alarms and the counters they are raised by."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nachtleven.alarmen import Alarm, Alarmsoort
from nachtleven.opslag.diensttabellen import AlarmRij, TellerRij

_BEWAAR_TELLERS = timedelta(days=7)


def sla_alarm(sessie: Session, soort: Alarmsoort, moment: datetime, aantal: int = 1) -> None:
    """Raise an alarm, or count it with the open one of its kind."""
    maak = postgresql.insert if sessie.get_bind().dialect.name == "postgresql" else sqlite.insert
    nieuw = maak(AlarmRij).values(id=uuid4(), soort=soort.value, sinds=moment, laatst=moment, aantal=aantal)
    gemaakt = sessie.execute(nieuw.on_conflict_do_nothing().returning(AlarmRij.id)).scalar()
    if gemaakt is None:
        open_ = AlarmRij.soort == soort.value, AlarmRij.opgelost.is_(None)
        sessie.execute(update(AlarmRij).where(*open_).values(laatst=moment, aantal=AlarmRij.aantal + aantal))


def houd_alarm(sessie: Session, soort: Alarmsoort, moment: datetime, aantal: int) -> None:
    """Keep the alarm of a condition that still stands: opened once, its figure that of now."""
    open_ = AlarmRij.soort == soort.value, AlarmRij.opgelost.is_(None)
    staat = update(AlarmRij).where(*open_).values(laatst=moment, aantal=aantal).returning(AlarmRij.id)
    if sessie.execute(staat).scalar() is None:
        sla_alarm(sessie, soort, moment, aantal)


def los_op(sessie: Session, soort: Alarmsoort, moment: datetime) -> bool:
    """Close the open alarm of a kind; False: none was open."""
    dicht = (
        update(AlarmRij)
        .where(AlarmRij.soort == soort.value, AlarmRij.opgelost.is_(None))
        .values(opgelost=moment)
        .returning(AlarmRij.id)
    )
    return sessie.execute(dicht).scalar() is not None


def openstaande(sessie: Session) -> tuple[Alarm, ...]:
    """Give the open alarms, oldest first."""
    vraag = select(AlarmRij).where(AlarmRij.opgelost.is_(None)).order_by(AlarmRij.sinds)
    return tuple(Alarm(Alarmsoort(r.soort), r.sinds, r.laatst, r.aantal) for r in sessie.scalars(vraag))


def tel_bij(sessie: Session, soort: str, moment: datetime, aantal: int) -> None:
    """Add to the counter of this minute: one row a minute, however often it happens."""
    minuut = moment.replace(second=0, microsecond=0)
    maak = postgresql.insert if sessie.get_bind().dialect.name == "postgresql" else sqlite.insert
    nieuw = maak(TellerRij).values(soort=soort, minuut=minuut, aantal=aantal)
    erbij = {"aantal": TellerRij.aantal + aantal}
    sessie.execute(nieuw.on_conflict_do_update(index_elements=["soort", "minuut"], set_=erbij))


def geteld_sinds(sessie: Session, soort: str, sinds: datetime) -> int:
    """Give how often it happened since a moment, by whole minutes."""
    vraag = select(func.coalesce(func.sum(TellerRij.aantal), 0)).where(TellerRij.soort == soort)
    return int(sessie.scalar(vraag.where(TellerRij.minuut >= sinds)) or 0)


def ruim_tellers(sessie: Session, moment: datetime) -> None:
    """Drop the counters that nobody asks for any more."""
    sessie.execute(delete(TellerRij).where(TellerRij.minuut < moment - _BEWAAR_TELLERS))
