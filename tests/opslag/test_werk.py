from datetime import UTC, datetime, timedelta

from nachtleven.opslag import werk
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.werk import Eis

NU = datetime(2026, 3, 7, 3, tzinfo=UTC)
DUUR = timedelta(seconds=45)
EEN, ANDER = Eis("rapport", "2026-02-intern", "een"), Eis("rapport", "2026-02-intern", "ander")


def eis_op(opslag: Opslag, eis: Eis, moment: datetime) -> bool:
    with opslag.schrijven() as sessie:
        return werk.eis_op(sessie, eis, moment, DUUR)


def rond_af(opslag: Opslag, eis: Eis, moment: datetime) -> bool:
    with opslag.schrijven() as sessie:
        return werk.rond_af(sessie, eis, moment)


def test_a_piece_of_work_has_one_holder_at_a_time(opslag: Opslag) -> None:
    assert eis_op(opslag, EEN, NU)
    assert not eis_op(opslag, ANDER, NU)
    assert not eis_op(opslag, ANDER, NU + DUUR)


def test_a_holder_that_died_gives_its_work_up_when_the_lease_ends(opslag: Opslag) -> None:
    assert eis_op(opslag, EEN, NU)
    assert eis_op(opslag, ANDER, NU + DUUR + timedelta(seconds=1))
    assert not rond_af(opslag, EEN, NU + DUUR)
    assert rond_af(opslag, ANDER, NU + DUUR)


def test_a_lease_pushed_out_stays_with_its_holder(opslag: Opslag) -> None:
    assert eis_op(opslag, EEN, NU)
    with opslag.schrijven() as sessie:
        assert werk.verleng(sessie, EEN, NU + 2 * DUUR)
        assert not werk.verleng(sessie, ANDER, NU + 2 * DUUR)
    assert not eis_op(opslag, ANDER, NU + DUUR + timedelta(seconds=1))


def test_finished_work_is_never_claimed_again(opslag: Opslag) -> None:
    assert eis_op(opslag, EEN, NU)
    assert rond_af(opslag, EEN, NU)
    assert not eis_op(opslag, ANDER, NU + timedelta(days=400))


def test_work_given_back_is_free_at_once(opslag: Opslag) -> None:
    assert eis_op(opslag, EEN, NU)
    with opslag.schrijven() as sessie:
        werk.geef_terug(sessie, EEN, NU)
    assert eis_op(opslag, ANDER, NU)


def test_the_last_sign_of_life_of_any_process_counts(opslag: Opslag) -> None:
    with opslag.schrijven() as sessie:
        assert werk.laatste_hartslag(sessie, "planner") is None
        werk.klopt_hart(sessie, "planner", "een", NU)
        werk.klopt_hart(sessie, "planner", "ander", NU - DUUR)
        sessie.flush()
        assert werk.laatste_hartslag(sessie, "planner") == NU
