from collections.abc import Collection

import pytest

from nachtleven.cijfers.speelruimte import heeft_ruimte, maak_net

A, B = ("s1", "w1", "ja"), ("s2", "w1", "ja")
Zaken = list[tuple[int, tuple[str, str, str], bool]]


@pytest.mark.parametrize(
    ("zaken", "dicht", "veilig"),
    [
        pytest.param([(2, A, True), (9, A, False)], ([], [], []), False, id="one_hidden_is_what_is_left_over"),
        pytest.param([(2, A, True), (2, A, True)], ([], [], []), True, id="two_of_two_can_be_one_and_three"),
        pytest.param([(1, A, True), (2, A, True)], ([], [], []), False, id="a_sum_of_three_leaves_two_values"),
        pytest.param([(2, A, True), (9, B, True)], ([], [], []), False, id="shown_streets_give_them_back"),
        pytest.param([(2, A, True), (9, B, True)], (["s1", "s2"], [], []), True, id="hidden_streets_trade"),
        pytest.param([(2, A, False), (9, B, False)], (["s1", "s2"], [], []), False, id="streets_of_shown_venues"),
    ],
)
def test_a_hidden_count_keeps_three_values(zaken: Zaken, dicht: tuple[Collection[str], ...], veilig: bool) -> None:  # noqa: FBT001 - a column of the table
    assert heeft_ruimte(maak_net(zaken, dicht), 2) is veilig
