from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nachtleven.register.kaartstaat import Gebrek, gebreken, zeker_in_orde
from nachtleven.register.portiers import Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak

ZAAK = Zaak("z1", "Fictief", (), "Straat", "1", "9000", "Gent", "", None, portier=True)
FEEST = Zaak("z2", "Feest", (), "Straat", "2", "9000", "Gent", "", None, portier=True, gelegenheid=True)
TEL = timedelta(seconds=1)


def kaart(
    geldig: tuple[date, date] = (date(2024, 1, 1), date(2028, 12, 31)),
    schorsing: tuple[date | None, date | None] = (None, None),
    firma: date | None = None,
    statuut: Statuut = Statuut.VERGUNDE_ONDERNEMING,
) -> Kaart:
    return Kaart("K 1", "Niemand", Vergunning("Firma", "V1", firma), statuut, *geldig, *schorsing)


def utc(jaar: int, maand: int, dag: int, uur: int = 0) -> datetime:
    return datetime(jaar, maand, dag, uur, tzinfo=UTC)


# 24 October 2026 is the night in which the clock goes back: Brussels midnight is 22:00 UTC before, 23:00 UTC after.
MIDDERNACHT_24 = utc(2026, 10, 24, 22)
MIDDERNACHT_25 = utc(2026, 10, 25, 23)
# 28 March 2026 is the night in which the clock goes forward.
MIDDERNACHT_28_MAART = utc(2026, 3, 28, 23)


@pytest.mark.parametrize(
    ("eind", "verwacht"),
    [
        pytest.param(MIDDERNACHT_25 - TEL, (), id="a_second_before_the_midnight_after"),
        pytest.param(MIDDERNACHT_25, (), id="exactly_the_midnight_after"),
        pytest.param(MIDDERNACHT_25 + TEL, (Gebrek.NIET_GELDIG,), id="a_second_past_it"),
    ],
)
def test_a_card_holds_until_the_midnight_after_its_last_day(eind: datetime, verwacht: tuple[Gebrek, ...]) -> None:
    geldig = kaart((date(2024, 1, 1), date(2026, 10, 25)))
    assert gebreken(geldig, ZAAK, eind - timedelta(hours=3), eind) == verwacht


@pytest.mark.parametrize(
    ("begin", "verwacht"),
    [
        pytest.param(MIDDERNACHT_28_MAART - TEL, (Gebrek.NIET_GELDIG,), id="a_second_before"),
        pytest.param(MIDDERNACHT_28_MAART, (), id="exactly_midnight"),
        pytest.param(MIDDERNACHT_28_MAART + TEL, (), id="a_second_after"),
    ],
)
def test_a_card_holds_from_midnight_of_its_first_day(begin: datetime, verwacht: tuple[Gebrek, ...]) -> None:
    geldig = kaart((date(2026, 3, 29), date(2028, 1, 1)))
    assert gebreken(geldig, ZAAK, begin, begin + timedelta(hours=3)) == verwacht


@pytest.mark.parametrize(
    ("van", "tot", "is_geschorst"),
    [
        pytest.param(MIDDERNACHT_24 - timedelta(hours=2), MIDDERNACHT_24, False, id="ends_when_it_begins"),
        pytest.param(MIDDERNACHT_24 - timedelta(hours=2), MIDDERNACHT_24 + TEL, True, id="ends_a_second_in_it"),
        pytest.param(MIDDERNACHT_25 - TEL, MIDDERNACHT_25 + timedelta(hours=1), True, id="begins_in_its_last_second"),
        pytest.param(MIDDERNACHT_25, MIDDERNACHT_25 + timedelta(hours=1), False, id="begins_when_it_is_over"),
    ],
)
def test_a_suspension_runs_to_the_midnight_after_its_last_day(
    van: datetime, tot: datetime, *, is_geschorst: bool
) -> None:
    geschorst = kaart(schorsing=(date(2026, 10, 25), date(2026, 10, 25)))
    assert (Gebrek.GESCHORST in gebreken(geschorst, ZAAK, van, tot)) is is_geschorst


def test_a_suspension_without_an_end_lasts_until_lifted() -> None:
    geschorst = kaart((date(2024, 1, 1), date.max), (date(2025, 1, 1), None))
    ver = utc(2090, 1, 1)
    assert gebreken(geschorst, ZAAK, ver, ver + TEL) == (Gebrek.GESCHORST,)


@pytest.mark.parametrize(
    ("eind", "verlopen"),
    [
        pytest.param(MIDDERNACHT_25, False, id="exactly_the_midnight_after"),
        pytest.param(MIDDERNACHT_25 + TEL, True, id="goes_on_after_it"),
    ],
)
def test_a_firm_is_licensed_until_the_midnight_after_its_last_day(eind: datetime, *, verlopen: bool) -> None:
    gevonden = gebreken(kaart(firma=date(2026, 10, 25)), ZAAK, eind - timedelta(hours=5), eind)
    assert (Gebrek.VERGUNNING_VERLOPEN in gevonden) is verlopen


def test_a_volunteer_works_only_at_an_occasional_event() -> None:
    vrijwilliger = kaart(statuut=Statuut.VRIJWILLIGER)
    assert gebreken(vrijwilliger, ZAAK, MIDDERNACHT_24, MIDDERNACHT_25) == (Gebrek.STATUUT_NIET_TOEGELATEN,)
    assert gebreken(vrijwilliger, FEEST, MIDDERNACHT_24, MIDDERNACHT_25) == ()


def test_of_a_card_that_is_not_in_the_register_nothing_else_is_said() -> None:
    assert gebreken(None, ZAAK, MIDDERNACHT_24, MIDDERNACHT_25) == (Gebrek.ONBEKEND,)


def test_a_moment_is_its_whole_minute() -> None:
    laatste_minuut = MIDDERNACHT_25 - timedelta(minutes=1)
    geldig = kaart((date(2024, 1, 1), date(2026, 10, 25)))
    assert gebreken(geldig, ZAAK, laatste_minuut, laatste_minuut) == ()
    assert gebreken(geldig, ZAAK, MIDDERNACHT_25, MIDDERNACHT_25) == (Gebrek.NIET_GELDIG,)


dagen = st.dates(date(2026, 10, 20), date(2026, 10, 28))
geen_of_dag = st.none() | dagen
KWARTIER = timedelta(minutes=15)


@given(
    geldig=st.tuples(dagen, dagen),
    schorsing=st.tuples(geen_of_dag, geen_of_dag),
    firma=geen_of_dag,
    statuut=st.sampled_from(list(Statuut)),
    begin=st.integers(0, 8 * 96),
    kwartieren=st.integers(1, 40),
)
def test_within_the_stretch_that_is_sure_a_card_has_no_gebrek_at_any_door(
    geldig: tuple[date, date],
    schorsing: tuple[date | None, date | None],
    firma: date | None,
    statuut: Statuut,
    begin: int,
    kwartieren: int,
) -> None:
    een = kaart(geldig, schorsing, firma, statuut)
    van = utc(2026, 10, 20) + begin * KWARTIER
    tot = van + kwartieren * KWARTIER
    zeker_van, zeker_tot = zeker_in_orde(een)
    if schorsing == (None, None) and statuut is not Statuut.VRIJWILLIGER:
        assert (zeker_van <= van and tot <= zeker_tot) is (gebreken(een, ZAAK, van, tot) == ())
    elif zeker_van <= van and tot <= zeker_tot:
        assert gebreken(een, ZAAK, van, tot) == gebreken(een, FEEST, van, tot) == ()


def test_a_card_that_is_not_in_the_register_is_never_sure() -> None:
    zeker_van, zeker_tot = zeker_in_orde(None)
    assert zeker_van > zeker_tot
