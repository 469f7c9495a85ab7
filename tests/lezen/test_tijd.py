"""What is a time and what isn't, the changes of the clock, and what holds for any text."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.lezen.lezing import Soort, Tijdlezing
from nachtleven.lezen.tekst import tokens
from nachtleven.lezen.tijd import Tijdlezer
from nachtleven.nacht import BRUSSEL, lokaal

LEZER = Tijdlezer(Path("config"))
TALEN = ["nl", "fr", "en", "tr", "ar", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt", None]
NACHT = datetime(2026, 5, 17, 3, 10, tzinfo=BRUSSEL)


def lees(
    tekst: str, ontvangen: datetime = NACHT, taal: str | None = "nl", soort: Soort = Soort.MELDING
) -> Tijdlezing | None:
    return LEZER.lees(tekst, tokens(tekst), taal, soort, ontvangen)


def moment(tekst: str, ontvangen: datetime = NACHT, taal: str | None = "nl") -> str:
    lezing = lees(tekst, ontvangen, taal)
    return lokaal(lezing.moment).isoformat() if lezing else ""


@pytest.mark.parametrize(
    ("taal", "tekst"),
    [
        pytest.param("nl", "ik moest 15 euro betalen en zij 5", id="a_price"),
        pytest.param("nl", "we waren met 4 en zij met 12", id="a_head_count"),
        pytest.param("nl", "portier kaart 104233 liet mij niet binnen", id="a_card_number"),
        pytest.param("nl", "bel mij op 0470 12 34 56", id="a_telephone"),
        pytest.param("nl", "Steenweg 12, niet binnen", id="a_house_number"),
        pytest.param("nl", "hij is 22 jaar", id="an_age"),
        pytest.param("nl", "dit gebeurt hier 24/7", id="round_the_clock"),
        pytest.param("nl", "teller 900/900, vol", id="a_counter"),
        pytest.param("nl", "kaart 16.2207.45 weigert", id="a_card_with_points"),
        pytest.param("nl", "inkom 12.50 euro voor ons", id="a_price_with_cents"),
        pytest.param("en", "refused by 2 security guards", id="two_guards"),
        pytest.param("ar", "7na 3rab ma dkhelnach", id="letters_written_as_digits"),
        pytest.param("bg", "4ovek ot vratata ni varna", id="bulgarian_four"),
    ],
)
def test_other_numbers_are_no_times(taal: str, tekst: str) -> None:
    lezing = lees(tekst, taal=taal)
    assert lezing is not None
    assert not lezing.genoemd
    assert lezing.moment == NACHT


@pytest.mark.parametrize(
    ("taal", "tekst"),
    [
        ("nl", "elke keer hetzelfde, nooit binnen"),
        ("nl", "een tijdje terug geweigerd"),
        ("en", "a while back they refused me"),
        ("fr", "l'été passé on m'a refusé"),
        ("de", "vor ein paar Monaten"),
        ("pl", "w zeszłym roku nie wpuścili"),
        ("ru", "как-то раз не пустили"),
        ("tr", "geçen ay almadılar"),
    ],
)
def test_a_habit_or_a_while_back_has_no_moment(taal: str, tekst: str) -> None:
    assert lees(tekst, taal=taal) is None


@pytest.mark.parametrize(
    ("uur", "minuut", "bekend"), [(17, 59, False), (18, 0, True), (23, 0, True), (7, 59, True), (8, 0, False)]
)
def test_without_a_time_word_the_night_is_known_between_six_and_eight(uur: int, minuut: int, bekend: bool) -> None:  # noqa: FBT001 - a row of the table
    ontvangen = datetime(2026, 5, 17, uur, minuut, tzinfo=BRUSSEL)
    lezing = lees("niet binnen gelaten", ontvangen)
    assert lezing is not None
    assert (lezing.nacht_bekend, lezing.genoemd) == (bekend, False)


@pytest.mark.parametrize(
    ("tekst", "ontvangen", "verwacht"),
    [
        pytest.param("om 2u30 (zomeruur)", "2026-10-25T03:30:00+01:00", "2026-10-25T02:30:00+02:00", id="told_summer"),
        pytest.param("om 2u30 (winteruur)", "2026-10-25T03:30:00+01:00", "2026-10-25T02:30:00+01:00", id="told_winter"),
        pytest.param("om 1u30", "2026-10-25T03:30:00+01:00", "2026-10-25T01:30:00+02:00", id="before_autumn"),
        pytest.param("om 1u30", "2026-03-29T05:00:00+02:00", "2026-03-29T01:30:00+01:00", id="before_spring"),
        pytest.param("om 2u30", "2026-10-25T02:40:00+02:00", "2026-10-25T02:30:00+02:00", id="second_still_to_come"),
    ],
)
def test_a_time_near_the_change_of_the_clock_has_the_offset_of_then(tekst: str, ontvangen: str, verwacht: str) -> None:
    assert moment(tekst, datetime.fromisoformat(ontvangen)) == verwacht


def test_an_hour_that_the_clock_skips_is_still_a_moment_before_the_receipt() -> None:
    lezing = lees("om 2u30", datetime.fromisoformat("2026-03-29T04:00:00+02:00"))
    assert lezing is not None
    assert lezing.moment == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tekst", "van", "tot"),
    [
        ("02u-02u15 vol", "02:00", "02:15"),
        ("tussen 1u en 1u45 gesloten", "01:00", "01:45"),
        ("van 23u30 tot 2u 17 weigeringen", "23:30", "02:00"),
    ],
)
def test_a_log_line_covers_its_stretch(tekst: str, van: str, tot: str) -> None:
    lezing = LEZER.lees(tekst, tokens(tekst), "nl", Soort.INCIDENT, NACHT)
    assert lezing is not None
    assert f"{lokaal(lezing.moment):%H:%M}" == van
    assert f"{lokaal(lezing.tot):%H:%M}" == tot


def test_early_in_the_night_the_weekday_evening_is_the_night_still_running() -> None:
    assert moment("vrijdagavond geweigerd", datetime(2026, 5, 16, 0, 40, tzinfo=BRUSSEL)).startswith("2026-05-15T22:00")


@pytest.mark.parametrize("soort", [Soort.STOP, Soort.HELP, Soort.WIS, Soort.RUIS])
def test_a_text_that_tells_nothing_has_no_moment(soort: Soort) -> None:
    assert lees("gisteravond om 11u", soort=soort) is None


def test_a_compliment_that_looks_back_keeps_its_night_and_a_question_has_none() -> None:
    dag = datetime(2026, 5, 17, 12, 0, tzinfo=BRUSSEL)
    terugblik = lees("de portier was gisteravond heel vriendelijk", dag, soort=Soort.VRAAG)
    assert terugblik is not None
    assert f"{lokaal(terugblik.moment):%d %H:%M}" == "16 22:00"
    assert lees("tot hoe laat is het open?", dag, soort=Soort.VRAAG) is None


def test_the_words_that_gave_the_time_are_shown() -> None:
    tekst = "aan de deur om kwart voor twee"
    lezing = lees(tekst)
    assert lezing is not None
    assert [tekst[w.begin : w.eind] for w in lezing.woorden] == ["kwart voor twee"]


STUKJES = """
om half kwart voor na over tot 1 2 12 23 24 30 02:15 2u30 14/3 31/2 uur u geleden gisteren vrijdag avond nacht weekend
vorig 3 weken min 0 99 - : / . ٣ в пол второго saat buçukta الساعة ونص pm am maart zomeruur
"""
TIJDACHTIG = st.lists(st.sampled_from(STUKJES.split()), max_size=12).map(" ".join)
MOMENTEN = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)).map(lambda m: m.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once


@settings(max_examples=400, deadline=None)
@given(st.one_of(TIJDACHTIG, st.text(max_size=200)), MOMENTEN, st.sampled_from(TALEN), st.sampled_from(list(Soort)))
def test_a_moment_lies_in_its_stretch_and_never_after_the_receipt(
    tekst: str, ontvangen: datetime, taal: str | None, soort: Soort
) -> None:
    lezing = LEZER.lees(tekst, tokens(tekst), taal, soort, ontvangen)
    if lezing is not None:
        assert lezing.moment <= ontvangen
        assert lezing.van <= lezing.moment < lezing.tot <= ontvangen + timedelta(minutes=1)
        assert 0 <= lezing.zekerheid <= 1
        assert all(0 <= w.begin < w.eind <= len(tekst) for w in lezing.woorden)
