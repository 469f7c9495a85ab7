from hypothesis import given
from hypothesis import strategies as st

from nachtleven.toezicht.deurvragen import bijna_gelijk

nummers = st.text(alphabet="0123456789ABC", min_size=1, max_size=12)


@given(nummers, st.data())
def test_one_slip_of_the_thumb_is_always_among_them(sleutel: str, data: st.DataObject) -> None:
    plek = data.draw(st.integers(0, len(sleutel) - 1))
    soort = "0123456789" if sleutel[plek].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ander = sleutel[:plek] + data.draw(st.sampled_from(soort)) + sleutel[plek + 1 :]
    korter, langer = sleutel[:plek] + sleutel[plek + 1 :], sleutel[:plek] + "7" + sleutel[plek:]
    assert {ander, korter, langer} - {sleutel, ""} <= bijna_gelijk(sleutel)


@given(nummers)
def test_a_number_is_not_near_itself_and_its_neighbours_are_few(sleutel: str) -> None:
    assert sleutel not in bijna_gelijk(sleutel)
    assert len(bijna_gelijk(sleutel)) < 50 * (len(sleutel) + 1)


def test_two_neighbours_swapped_are_near_and_two_slips_are_not() -> None:
    assert "104328" in bijna_gelijk("104238")
    assert "114328" not in bijna_gelijk("104238")


def test_of_a_number_longer_than_any_card_nothing_is_near() -> None:
    assert bijna_gelijk("1" * 21) == set()
