"""Lengths of time counted by the database, alike on SQLite and PostgreSQL."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Float, Select, cast, func, literal
from sqlalchemy.orm import InstrumentedAttribute, Session

_DAG_S = 86_400
_AVOND = 11
"""Hours after which, in UTC, a night's shifts begin: 12:00 in Brussels in winter, 13:00 in summer."""

Momentkolom = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]


def seconden(sessie: Session, van: Momentkolom, tot: Momentkolom) -> ColumnElement[float]:
    """Give the seconds from one moment to another, to the millisecond."""
    if sessie.get_bind().dialect.name == "postgresql":
        return cast(func.extract("epoch", tot - van), Float)
    return (func.julianday(tot) - func.julianday(van)) * _DAG_S


def avonddag(sessie: Session, van: Momentkolom) -> ColumnElement[Any]:
    """Give the day on which the night of a moment began; between 12:00 and 13:00 in summer that may be a day early."""
    if sessie.get_bind().dialect.name == "postgresql":
        return cast(func.timezone("UTC", van) - literal(timedelta(hours=_AVOND)), Date)
    return func.date(van, f"-{_AVOND} hours")


def mediaan(sessie: Session, vraag: Select[Any], duur: ColumnElement[float]) -> float | None:
    """Give the median of a length over the rows of a query; None: there are none.

    `vraag` selects that length alone.
    """
    aantal = sessie.scalar(vraag.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    if not aantal:
        return None
    midden = sessie.scalars(vraag.order_by(duur).offset((aantal - 1) // 2).limit(2 - aantal % 2)).all()
    return float(sum(midden) / len(midden))
