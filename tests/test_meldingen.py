from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from nachtleven.fouten import OvergangFout
from nachtleven.meldingen import (
    OVERGANGEN,
    Aanknoping,
    Melding,
    Status,
    Termijnen,
    Vraag,
    beelden_alarm,
    beelden_voor,
    contact_voor,
    ga_over,
    gaat_over_nu,
    kies_melding,
    wissen_op,
)

TERMIJNEN = Termijnen(contact_dagen=7, beelden_dagen=30, beelden_alarm_dagen=7, wis_dagen=14, toevoeg_dagen=7)
ZATERDAG = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
NACHT = date(2026, 3, 6)


def melding(kenmerk: str = "AAA-AAA-A", **velden: object) -> Melding:
    vast = {"status": Status.TE_CONTACTEREN, "ontvangen": ZATERDAG, "nacht": NACHT, "nacht_bekend": True}
    return Melding(kenmerk=kenmerk, **{**vast, **velden})  # type: ignore[arg-type]  # a factory for tables


def aanknoping(**velden: object) -> Aanknoping:
    vast = {"zaken": frozenset(), "nacht": NACHT, "vertelt": True, "ontvangen": ZATERDAG + timedelta(hours=1)}
    return Aanknoping(**{**vast, **velden})  # type: ignore[arg-type]  # a factory for tables


@pytest.mark.parametrize(("van", "naar"), list(product(Status, Status)))
def test_a_state_changes_only_as_the_table_allows(van: Status, naar: Status) -> None:
    if naar in OVERGANGEN[van]:
        assert ga_over(van, naar) is naar
        return
    with pytest.raises(OvergangFout) as fout:
        ga_over(van, naar)
    assert (fout.value.van, fout.value.naar) == (van, naar)


def test_a_melder_may_withdraw_from_every_state_but_the_end() -> None:
    for status in set(Status) - {Status.INGETROKKEN, Status.GEWIST}:
        assert ga_over(status, Status.INGETROKKEN)


def test_what_is_erased_stays_erased() -> None:
    assert OVERGANGEN[Status.GEWIST] == frozenset()
    assert set(OVERGANGEN) == set(Status)


def test_the_terms_count_from_receipt_and_from_the_facts() -> None:
    assert contact_voor(ZATERDAG, TERMIJNEN) - ZATERDAG == timedelta(days=7)
    assert beelden_voor(ZATERDAG, TERMIJNEN) - ZATERDAG == timedelta(days=30)
    assert beelden_alarm(ZATERDAG, TERMIJNEN) - ZATERDAG == timedelta(days=23)
    assert wissen_op(ZATERDAG, TERMIJNEN) - ZATERDAG == timedelta(days=14)


@pytest.mark.parametrize(
    ("uur", "minuut", "nu"),
    [
        pytest.param(17, 59, False, id="just_before_six_in_the_evening"),
        pytest.param(18, 0, True, id="six_in_the_evening"),
        pytest.param(2, 0, True, id="two_in_the_morning"),
        pytest.param(7, 59, True, id="just_before_eight"),
        pytest.param(8, 0, False, id="eight_in_the_morning"),
    ],
)
def test_no_time_word_means_now_only_at_night(uur: int, minuut: int, nu: bool) -> None:  # noqa: FBT001  # a table
    assert gaat_over_nu(datetime(2026, 1, 10, uur - 1, minuut, tzinfo=UTC)) is nu


@pytest.mark.parametrize(
    ("bestaand", "tekst", "komt_bij"),
    [
        pytest.param({"zaak": "Z1"}, {"zaken": frozenset({"Z1"})}, True, id="same_night_same_venue"),
        pytest.param({"zaak": "Z1"}, {}, True, id="same_night_venue_not_named"),
        pytest.param({}, {"zaken": frozenset({"Z1"})}, True, id="same_night_melding_without_venue"),
        pytest.param({"kandidaten": ("Z1", "Z2")}, {"zaken": frozenset({"Z2"})}, True, id="one_of_the_candidates"),
        pytest.param({"zaak": "Z1"}, {"zaken": frozenset({"Z2"})}, False, id="another_venue"),
        pytest.param({"zaak": "Z1"}, {"nacht": date(2026, 3, 7)}, False, id="the_night_after"),
        pytest.param({"zaak": "Z1"}, {"nacht": date(2026, 3, 5)}, False, id="the_night_before"),
        pytest.param({"zaak": "Z1"}, {"nacht": None}, False, id="night_unknown_stands_alone"),
        pytest.param({"vraag": Vraag.ZAAK}, {"nacht": None}, True, id="night_unknown_but_it_answers"),
        pytest.param({"status": Status.AFGEROND}, {}, False, id="closed"),
        pytest.param({"status": Status.INGETROKKEN}, {}, False, id="withdrawn"),
        pytest.param({"zaak": "Z1"}, {"vertelt": False, "nacht": None}, True, id="it_only_adds"),
        pytest.param(
            {"zaak": "Z1"}, {"vertelt": False, "ontvangen": ZATERDAG + timedelta(days=7)}, True, id="adds_on_day_seven"
        ),
        pytest.param(
            {"zaak": "Z1"},
            {"vertelt": False, "ontvangen": ZATERDAG + timedelta(days=7, seconds=1)},
            False,
            id="adds_too_late",
        ),
        pytest.param(
            {"zaak": "Z1"}, {"ontvangen": ZATERDAG + timedelta(days=20)}, True, id="tells_of_that_night_weeks_later"
        ),
        pytest.param(
            {"zaak": "Z1"}, {"zaken": frozenset({"Z2"}), "verbetert": True}, True, id="a_correction_names_another"
        ),
    ],
)
def test_a_text_joins_the_melding_of_its_own_night_and_venue(
    bestaand: dict[str, object],
    tekst: dict[str, object],
    komt_bij: bool,  # noqa: FBT001  # a table
) -> None:
    gevonden = kies_melding([melding("AAA-AAA-A", **bestaand)], aanknoping(**tekst), TERMIJNEN)
    assert (gevonden is not None) is komt_bij


def test_an_addition_goes_to_the_melding_that_waits_for_an_answer() -> None:
    wacht = melding("AAA-AAA-A", vraag=Vraag.NACHT, status=Status.VRAAG_GESTELD)
    later = melding("CCC-CCC-C", ontvangen=ZATERDAG + timedelta(minutes=5))
    gekozen = kies_melding([later, wacht], aanknoping(vertelt=False), TERMIJNEN)
    assert gekozen is wacht


def test_an_addition_goes_to_the_latest_where_none_waits() -> None:
    eerst, later = melding("AAA-AAA-A"), melding("CCC-CCC-C", ontvangen=ZATERDAG + timedelta(minutes=5))
    assert kies_melding([later, eerst], aanknoping(vertelt=False), TERMIJNEN) is later
