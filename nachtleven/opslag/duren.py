"""Lengths of time counted by the database, alike on SQLite and PostgreSQL."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Float, cast, func, literal
from sqlalchemy.orm import InstrumentedAttribute, Session

_DAG_S = 86_400
_AVOND = 11
"""Hours after which, in UTC, a night's shifts begin: 12:00 in Brussels in winter, 13:00 in summer."""

Momentkolom = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]


def seconden(dialect: str, van: Momentkolom, tot: Momentkolom) -> ColumnElement[float]:
    """Give the seconds from one moment to another, to the millisecond."""
    if dialect == "postgresql":
        return cast(func.extract("epoch", tot - van), Float)
    return (func.julianday(tot) - func.julianday(van)) * _DAG_S


def avonddag(sessie: Session, van: Momentkolom) -> ColumnElement[Any]:
    """Give the day on which the night of a moment began; between 12:00 and 13:00 in summer that may be a day early."""
    if sessie.get_bind().dialect.name == "postgresql":
        return cast(func.timezone("UTC", van) - literal(timedelta(hours=_AVOND)), Date)
    return func.date(van, f"-{_AVOND} hours")


def uur_tekst(dialect: str, moment: Momentkolom) -> ColumnElement[str]:
    """Give the hour of a moment in UTC as text, `2026-03-07 22`; of no moment NULL."""
    if dialect == "postgresql":
        return func.to_char(func.timezone("UTC", moment), "YYYY-MM-DD HH24")
    return func.strftime("%Y-%m-%d %H", moment)


def mediaan(duren: Mapping[int, int]) -> float | None:
    """Give the middle of lengths that each occur so often; of an even number the mean of the two, of none None."""
    alle, gezien = sum(duren.values()), 0
    midden: list[int] = []
    for duur in sorted(duren):
        for plaats in ((alle - 1) // 2, alle // 2):
            if gezien <= plaats < gezien + duren[duur]:
                midden.append(duur)
        gezien += duren[duur]
    return sum(midden) / 2 if midden else None
