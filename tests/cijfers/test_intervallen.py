import pytest
from scipy.stats import chi2

from nachtleven.cijfers.intervallen import garwood, wilson


@pytest.mark.parametrize("aantal", [0, 1, 2, 5, 20, 131, 5_000])
def test_a_counts_limits_are_those_of_chi_square(aantal: int) -> None:
    laag = chi2.ppf(0.025, 2 * aantal) / 2 if aantal else 0.0
    assert garwood(aantal) == pytest.approx((laag, chi2.ppf(0.975, 2 * aantal + 2) / 2), rel=1e-6)


def test_a_shares_limits_are_wilsons() -> None:
    assert wilson(33, 46) == pytest.approx((0.57454, 0.82703), abs=2e-3)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == pytest.approx(1.0)


@pytest.mark.parametrize(("deel", "geheel"), [(-1, 5), (6, 5)])
def test_a_part_lies_within_the_whole(deel: int, geheel: int) -> None:
    with pytest.raises(ValueError, match="deel"):
        wilson(deel, geheel)
