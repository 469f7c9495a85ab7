from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nachtleven.nacht import BRUSSEL, dagbegin, lokaal, nacht_van, nachtgrenzen, overlapt, weekdag

VRIJDAG = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("moment", "nacht"),
    [
        pytest.param(datetime(2026, 3, 7, 2, tzinfo=BRUSSEL), VRIJDAG, id="two_in_the_morning_is_of_the_eve"),
        pytest.param(datetime(2026, 3, 7, 11, 59, 59, tzinfo=BRUSSEL), VRIJDAG, id="just_before_noon"),
        pytest.param(datetime(2026, 3, 7, 12, tzinfo=BRUSSEL), date(2026, 3, 7), id="noon_begins_the_next"),
        pytest.param(datetime(2026, 3, 7, 1, tzinfo=UTC), VRIJDAG, id="a_moment_in_utc_is_read_in_brussels"),
    ],
)
def test_a_night_belongs_to_the_evening_it_began(moment: datetime, nacht: date) -> None:
    assert nacht_van(moment) == nacht


@pytest.mark.parametrize(
    ("nacht", "uren"),
    [
        pytest.param(date(2026, 3, 28), 23, id="spring"),
        pytest.param(date(2026, 10, 24), 25, id="autumn"),
        pytest.param(VRIJDAG, 24, id="any_other"),
    ],
)
def test_a_night_lasts_from_noon_to_noon_also_when_the_clock_changes(nacht: date, uren: int) -> None:
    van, tot = nachtgrenzen(nacht)
    assert tot - van == timedelta(hours=uren)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the zone follows
def test_every_moment_lies_in_the_night_it_is_said_to_belong_to(moment: datetime) -> None:
    van, tot = nachtgrenzen(nacht_van(moment))
    assert van <= moment < tot


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="tijdzone"):
        lokaal(datetime(2026, 3, 7))  # noqa: DTZ001 - the point of the test


def test_a_day_begins_at_brussels_midnight() -> None:
    assert dagbegin(date(2026, 7, 1)) == datetime(2026, 6, 30, 22, tzinfo=UTC)


def test_a_friday_night_is_called_vr() -> None:
    assert weekdag(VRIJDAG) == "vr"


def test_stretches_that_touch_share_no_moment() -> None:
    een, twee, drie = (datetime(2026, 3, 7, uur, tzinfo=UTC) for uur in (1, 2, 3))
    assert not overlapt(een, twee, twee, drie)
    assert overlapt(een, drie, twee, drie)
