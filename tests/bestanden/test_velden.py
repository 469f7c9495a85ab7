"""What a single field of a register file may say."""

from datetime import UTC, date, datetime

import pytest

from nachtleven.bestanden import velden
from nachtleven.bestanden.velden import Veldfout


@pytest.mark.parametrize(
    ("tekst", "uur", "minuut"),
    [
        pytest.param("2026-03-29T01:59:59", 0, 59, id="just_before_the_clock_jumps"),
        pytest.param("2026-03-29T03:00", 1, 0, id="just_after_the_clock_jumped"),
        pytest.param("2026-10-25T01:59", 23, 59, id="just_before_the_hour_that_comes_twice"),
        pytest.param("2026-10-25T03:00", 2, 0, id="just_after_the_hour_that_came_twice"),
        pytest.param("2026-10-25T02:30:00+02:00", 0, 30, id="the_first_of_the_two_by_its_offset"),
        pytest.param("2026-10-25T02:30:00+01:00", 1, 30, id="the_second_of_the_two_by_its_offset"),
        pytest.param("2026-07-01 23:15:00.5Z", 23, 15, id="a_space_and_a_fraction"),
    ],
)
def test_a_moment_without_offset_is_brussels_time(tekst: str, uur: int, minuut: int) -> None:
    gelezen = velden.moment(tekst)
    assert gelezen.tzinfo is UTC
    assert (gelezen.hour, gelezen.minute) == (uur, minuut)


@pytest.mark.parametrize(
    ("tekst", "reden"),
    [
        pytest.param("2026-03-29T02:00", "vooruit", id="first_minute_that_is_not"),
        pytest.param("2026-03-29T02:59:59", "vooruit", id="last_second_that_is_not"),
        pytest.param("2026-10-25T02:00", "tweemaal", id="first_minute_that_comes_twice"),
        pytest.param("2026-10-25T02:59:59", "tweemaal", id="last_second_that_comes_twice"),
        pytest.param("20260301T231500", "geen moment", id="compact_form"),
        pytest.param("2026-W10-1T23:15", "geen moment", id="week_form"),
        pytest.param("2026-03-01T23:15+0100", "geen moment", id="offset_without_colon"),
        pytest.param("2026-03-01", "geen moment", id="day_only"),
        pytest.param("2026-02-30T10:00Z", "bestaat niet", id="no_such_day"),
        pytest.param("0026-03-01T10:00Z", "jaar", id="a_year_typed_wrong"),
    ],
)
def test_an_unreadable_moment_is_refused_and_never_guessed(tekst: str, reden: str) -> None:
    with pytest.raises(Veldfout, match=reden):
        velden.moment(tekst)


@pytest.mark.parametrize("tekst", ["2026-03-01", "01/03/2026", "1/3/2026", "2026-03-01T00:00:00"])
def test_a_day_is_written_iso_or_day_first(tekst: str) -> None:
    assert velden.dag(tekst) == date(2026, 3, 1)


@pytest.mark.parametrize("tekst", ["03/13/2026", "2026-3-1", "1-3-2026", "2026-03-01T12:00", "morgen", "²026-03-01"])
def test_what_is_no_day_is_refused(tekst: str) -> None:
    with pytest.raises(Veldfout):
        velden.dag(tekst)


@pytest.mark.parametrize("tekst", ["0470 12 34 56", "+32 470/12.34.56", "0032470123456", "(0470) 12-34-56"])
def test_a_telephone_number_has_one_spelling(tekst: str) -> None:
    assert velden.telefoon(tekst) == "+32470123456"


@pytest.mark.parametrize("tekst", ["8989", "0800 BLOEM", "12", "+", "0470 12 34 56 of later", "٠٤٧٠"])
def test_what_nobody_can_call_is_refused(tekst: str) -> None:
    with pytest.raises(Veldfout):
        velden.telefoon(tekst)


@pytest.mark.parametrize(("tekst", "waarde"), [("51,05", 51.05), ("-90", -90.0), ("90.0", 90.0)])
def test_degrees_take_a_comma_and_end_at_the_pole(tekst: str, waarde: float) -> None:
    assert velden.breedtegraad(tekst) == waarde


@pytest.mark.parametrize("tekst", ["90.01", "-91", "nan", "inf", "1e1", "51.0.5"])
def test_degrees_beyond_the_pole_are_refused(tekst: str) -> None:
    with pytest.raises(Veldfout):
        velden.breedtegraad(tekst)


def test_yes_and_no_have_many_spellings() -> None:
    assert {velden.ja_nee(t) for t in ("ja", "J", "Yes", "1")} == {True}
    assert {velden.ja_nee(t) for t in ("nee", "N", "no", "0")} == {False}


def test_an_alias_counts_once_and_an_empty_one_not() -> None:
    assert velden.aliassen("De Ster| Ster ||De Ster") == ("De Ster", "Ster")


def test_moments_are_compared_in_utc_whatever_their_offset() -> None:
    assert velden.moment("2026-03-01T00:30:00+01:00") == datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
