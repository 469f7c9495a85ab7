import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from nachtleven.bestanden.soorten import RegisterSoort
from nachtleven.demo.verschuiven import PEILDAG, SOORTEN, laatste_nacht, schrijf_register, verleden, weken_sinds
from nachtleven.inlezen import lees_register
from nachtleven.nacht import BRUSSEL, lokaal, nacht_van


def brussel(*delen: int) -> datetime:
    return datetime(*delen, tzinfo=BRUSSEL)  # type: ignore[arg-type, misc]  # year to minute


@pytest.mark.parametrize(
    ("nu", "weken"),
    [
        pytest.param(brussel(2026, 11, 16, 11, 59), -1, id="before_noon_on_monday_is_still_sundays_night"),
        pytest.param(brussel(2026, 11, 16, 12, 0), 0, id="noon_on_the_peildag"),
        pytest.param(brussel(2026, 11, 23, 11, 59), 0, id="a_week_on_before_noon"),
        pytest.param(brussel(2026, 11, 23, 12, 0), 1, id="a_week_on_at_noon"),
        pytest.param(brussel(2030, 7, 1, 20, 0), 189, id="years_on"),
    ],
)
def test_the_data_move_by_whole_weeks(nu: datetime, weken: int) -> None:
    assert weken_sinds(nu) == timedelta(weeks=weken)


@pytest.mark.parametrize(
    "nu",
    [
        pytest.param(brussel(2026, 11, 23, 0, 5), id="just_after_sunday"),
        pytest.param(brussel(2026, 11, 23, 12, 0), id="monday_noon"),
        pytest.param(brussel(2027, 3, 28, 3, 30), id="the_clock_went_forward"),
        pytest.param(brussel(2027, 10, 31, 2, 30), id="the_clock_goes_back"),
        pytest.param(brussel(2028, 2, 29, 23, 59), id="leap_day"),
    ],
)
def test_all_that_is_past_lies_before_now_with_its_weekday_and_clock_time(nu: datetime) -> None:
    regels = [json.loads(regel) for regel in verleden(nu)]
    momenten = [datetime.fromisoformat(regel["ontvangen"]) for regel in regels]
    assert nu - timedelta(days=14) < max(momenten) < nu
    oud = [json.loads(regel)["ontvangen"] for regel in verleden(datetime.combine(PEILDAG, nu.time(), UTC))]
    for was, werd in zip(oud, momenten, strict=True):
        eerst = lokaal(datetime.fromisoformat(was))
        assert (werd.isoweekday(), werd.hour, werd.minute) == (eerst.isoweekday(), eerst.hour, eerst.minute)


def test_the_past_is_two_hundred_messages_over_more_than_half_a_year() -> None:
    regels = [json.loads(regel) for regel in verleden(brussel(2027, 1, 15, 12, 0))]
    momenten = sorted(datetime.fromisoformat(regel["ontvangen"]) for regel in regels)
    assert 190 <= len(regels) <= 210
    assert momenten[-1] - momenten[0] > timedelta(days=200)
    assert len({regel["id"] for regel in regels}) == len(regels)


def test_the_last_night_is_about_twenty_messages() -> None:
    assert 18 <= len(laatste_nacht()) <= 25


def test_every_number_is_one_that_nobody_has() -> None:
    afzenders = {json.loads(regel)["van"] for regel in verleden(brussel(2027, 1, 15, 12, 0))}
    assert all(van.startswith("+32400") for van in afzenders | {van for van, _ in laatste_nacht()})


@pytest.mark.parametrize("nu", [brussel(2026, 11, 24, 9, 0), brussel(2029, 6, 2, 1, 0)])
def test_every_register_is_taken_in_without_a_bad_row(tmp_path: Path, nu: datetime) -> None:
    zaken: set[str] = set()
    for soort in SOORTEN:
        pad = tmp_path / f"{soort}.csv"
        schrijf_register(soort, nu, pad)
        gelezen = lees_register(RegisterSoort(soort), pad, moment=nu, bekende_zaken=zaken, plichten=())
        assert gelezen.rijen
        if soort == "zaken":
            with pad.open(encoding="utf-8", newline="") as bestand:
                zaken = {rij["zaak_id"] for rij in csv.DictReader(bestand)}


def test_somebody_stands_at_a_door_tonight_and_stood_there_last_night(tmp_path: Path) -> None:
    nu = brussel(2027, 5, 5, 23, 30)
    schrijf_register("inzet", nu, tmp_path / "inzet.csv")
    with (tmp_path / "inzet.csv").open(encoding="utf-8", newline="") as bestand:
        avonden = [nacht_van(datetime.fromisoformat(rij["van"])) for rij in csv.DictReader(bestand)]
    assert avonden.count(date(2027, 5, 5)) >= 10
    assert avonden.count(date(2027, 5, 4)) >= 10
