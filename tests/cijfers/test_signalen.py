import numpy as np
import pytest
from scipy.stats import nbinom

from nachtleven.cijfers.signalen import (
    VALS_ALARM,
    Signaal,
    Signaalsoort,
    Zaakverleden,
    grenzen,
    schat_spreiding,
    zoek_signalen,
)

OPEN = (1.0,) * 12


def stad(*, groot: tuple[int, ...], eerder: int = 24, maanden: int = 12) -> list[Zaakverleden]:
    """Make nineteen venues of about four reports a year and one, the first, with its own past."""
    klein = [Zaakverleden(f"k{n}", 4 + n % 9, 24.0, (0, 1, 0) * 4, OPEN) for n in range(19)]
    return [Zaakverleden("groot", eerder, 24.0, groot[:maanden], OPEN[:maanden]), *klein]


def eerste(zaken: list[Zaakverleden]) -> Signaal:
    return zoek_signalen(zaken)[0]


@pytest.mark.parametrize(
    ("groot", "soort"),
    [
        pytest.param((1,) * 12, Signaalsoort.GEEN, id="as_expected"),
        pytest.param((3, 3, 2, 3, 4, 3, 3, 2, 3, 4, 3, 3), Signaalsoort.SIGNAAL, id="three_times_as_many"),
        pytest.param((0,) * 12, Signaalsoort.GEEN, id="fewer_is_no_signal"),
        pytest.param((2,) + (1,) * 11, Signaalsoort.GEEN, id="one_more_is_chance"),
    ],
)
def test_a_venue_is_named_only_for_more_than_its_own_past_lets_expect(
    groot: tuple[int, ...], soort: Signaalsoort
) -> None:
    assert eerste(stad(groot=groot)).soort is soort


def test_a_venue_with_few_expected_reports_is_said_to_be_undecidable_whatever_it_gets() -> None:
    signaal = eerste(stad(groot=(2,) * 12, eerder=1))
    assert (signaal.soort, signaal.sinds) == (Signaalsoort.TE_WEINIG, None)


def test_a_signal_once_given_stays_when_later_months_are_quiet() -> None:
    halverwege = eerste(stad(groot=(4,) * 6, maanden=6))
    heel = eerste(stad(groot=(4,) * 6 + (0,) * 6))
    assert halverwege.sinds is not None
    assert halverwege.sinds == heel.sinds


def test_twice_the_nights_open_lets_twice_the_reports_be_expected() -> None:
    zaken = stad(groot=(2,) * 12)
    dubbel = [Zaakverleden("groot", 24, 24.0, (2,) * 12, (2.0,) * 12), *zaken[1:]]
    assert eerste(dubbel).verwacht == pytest.approx(2 * eerste(zaken).verwacht)


def test_the_count_and_expectation_are_those_of_the_reports_period() -> None:
    zaak, *rest = stad(groot=(0,) * 9 + (1, 2, 3))
    kwartaal = Zaakverleden(zaak.zaak, zaak.eerder, zaak.blootstelling_eerder, zaak.aantallen, OPEN, in_periode=3)
    signaal, jaar = eerste([kwartaal, *rest]), eerste([zaak, *rest])
    assert signaal.aantal == 6
    assert signaal.verwacht == pytest.approx(jaar.verwacht / 4)


def test_without_an_earlier_year_nothing_is_told_of_anybody() -> None:
    zaken = [Zaakverleden("a", 0, 0.0, (9,) * 12, OPEN), Zaakverleden("b", 0, 0.0, (0,) * 12, OPEN)]
    assert {s.soort for s in zoek_signalen(zaken)} == {Signaalsoort.TE_WEINIG}
    assert zoek_signalen([]) == []


@pytest.mark.parametrize(("vorm", "tempo", "open_"), [(2.0, 0.4, 1.0), (18.0, 2.4, 1.0), (60.0, 24.5, 12.0)])
def test_the_limits_of_chance_are_those_of_the_negative_binomial(vorm: float, tempo: float, open_: float) -> None:
    verdeling = nbinom(vorm, tempo / (tempo + open_))
    assert grenzen(vorm, tempo, open_) == (int(verdeling.ppf(0.025)), int(verdeling.ppf(0.975)))


def test_the_shape_of_the_city_is_found_again() -> None:
    r = np.random.default_rng(1)
    aantallen = r.poisson(2 * r.gamma(2.0, 2.5, 4000)).tolist()
    spreiding = schat_spreiding(aantallen, [2.0] * 4000)
    assert spreiding is not None
    assert spreiding.vorm == pytest.approx(2.0, rel=0.15)
    assert spreiding.vorm / spreiding.tempo == pytest.approx(5.0, rel=0.05)


def test_city_years_without_change_stay_under_the_criterion() -> None:
    r = np.random.default_rng(7)
    vals = 0
    for _ in range(120):
        tempo = r.gamma(2.0, 2.5, 25)
        eerder, nu = r.poisson(2 * tempo), r.poisson(np.repeat(tempo[:, None] / 12, 12, axis=1))
        zaken = [Zaakverleden(str(n), int(eerder[n]), 24.0, tuple(map(int, nu[n])), OPEN) for n in range(25)]
        vals += any(s.sinds for s in zoek_signalen(zaken))
    assert vals / 120 <= VALS_ALARM + 0.05
