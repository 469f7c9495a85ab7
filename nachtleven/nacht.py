"""The bar night: a night belongs to the evening it began and runs from 12:00 to 12:00, Brussels.

All moments are aware; intervals are half-open [van, tot). Nothing here asks the clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BRUSSEL = ZoneInfo("Europe/Brussels")
"""The city's zone."""

MIDDAG = time(12)
WEEKDAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")


def lokaal(moment: datetime) -> datetime:
    """Give the moment in Brussels time."""
    if moment.tzinfo is None:
        raise ValueError("een moment zonder tijdzone")
    return moment.astimezone(BRUSSEL)


def nacht_van(moment: datetime) -> date:
    """Give the day on whose evening the night of this moment began: before 12:00 that is the day before."""
    hier = lokaal(moment)
    return hier.date() if hier.time() >= MIDDAG else hier.date() - timedelta(days=1)


def middag(dag: date) -> datetime:
    """Give 12:00 of that day, in UTC."""
    return datetime.combine(dag, MIDDAG, BRUSSEL).astimezone(UTC)


def nachtgrenzen(nacht: date) -> tuple[datetime, datetime]:
    """Give the night's [van, tot) in UTC: 12:00 of its day to 12:00 of the next, 23 to 25 hours."""
    return middag(nacht), middag(nacht + timedelta(days=1))


def dagbegin(dag: date) -> datetime:
    """Give 00:00 of that day, in UTC."""
    return datetime.combine(dag, time(0), BRUSSEL).astimezone(UTC)


def daggrenzen(eerste: date, laatste: date) -> tuple[datetime, datetime]:
    """Give [00:00 of the first day, the midnight after the last), in UTC."""
    return dagbegin(eerste), dagbegin(laatste + timedelta(days=1))


def weekdag(nacht: date) -> str:
    """Give the two-letter Dutch weekday of a night: ma to zo."""
    return WEEKDAGEN[nacht.weekday()]


def overlapt(van: datetime, tot: datetime, andere_van: datetime, andere_tot: datetime) -> bool:
    """Tell whether two half-open stretches share a moment; touching ends share none."""
    return van < andere_tot and andere_van < tot
