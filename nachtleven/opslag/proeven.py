"""Queries on the probe texts: which were sent, and which came round."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from nachtleven.opslag.diensttabellen import ProefRij


def noteer_proef(sessie: Session, code: str, moment: datetime) -> None:
    """Keep that a probe is being sent, before it is: it may be back sooner than the sender."""
    sessie.add(ProefRij(code=code, verstuurd=moment))


def is_terug(sessie: Session, code: str, moment: datetime) -> bool:
    """Note that a probe came round; False: none of ours has this code."""
    terug = update(ProefRij).where(ProefRij.code == code).values(terug=moment).returning(ProefRij.code)
    return sessie.execute(terug).scalar() is not None


def laatste_proef(sessie: Session) -> tuple[datetime, bool] | None:
    """Give when the last probe was sent and whether it came round; None: none was sent."""
    rij = sessie.scalar(select(ProefRij).order_by(ProefRij.verstuurd.desc()).limit(1))
    return (rij.verstuurd, rij.terug is not None) if rij else None
