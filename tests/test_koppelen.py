"""A venue is linked only where one is clearly meant; doubt gives candidates, never a guess."""

from pathlib import Path

import pytest

from nachtleven.fouten import ConfiguratieFout
from nachtleven.koppelen import Drempels, ZaakKoppeling, koppel_zaak, laad_drempels
from nachtleven.lezen.lezing import Hoe, Lezing, Soort, ZaakScore

DREMPELS = Drempels(koppel=0.8, voorsprong=0.5, kandidaat=0.3, deel=0.25, meeste=3)


def lezing(*kansen: float) -> Lezing:
    zaken = tuple(ZaakScore(f"Z{n}", kans, Hoe.NAAM, ()) for n, kans in enumerate(kansen))
    return Lezing("nl", Soort.MELDING, None, zaken, None, frozenset(), frozenset(), (), spoed=False, verklaringen=())


@pytest.mark.parametrize(
    ("kansen", "verwacht"),
    [
        pytest.param((), ZaakKoppeling(None), id="nothing_found"),
        pytest.param((0.81,), ZaakKoppeling("Z0"), id="just_above"),
        pytest.param((0.80,), ZaakKoppeling("Z0"), id="on_the_line"),
        pytest.param((0.79,), ZaakKoppeling(None), id="one_that_is_not_sure_is_asked"),
        pytest.param((0.48, 0.48), ZaakKoppeling(None, ("Z0", "Z1")), id="two_venues_never_guess"),
        pytest.param((0.10, 0.60), ZaakKoppeling(None), id="a_far_second_is_no_candidate"),
        pytest.param((0.20, 0.60), ZaakKoppeling(None, ("Z1", "Z0")), id="best_first"),
        pytest.param((0.1, 0.1), ZaakKoppeling(None), id="likely_no_venue_at_all"),
        pytest.param((0.24, 0.24, 0.24, 0.24), ZaakKoppeling(None, ("Z0", "Z1", "Z2")), id="no_more_than_the_most"),
    ],
)
def test_doubt_gives_candidates_and_never_a_guess(kansen: tuple[float, ...], verwacht: ZaakKoppeling) -> None:
    assert koppel_zaak(lezing(*kansen), DREMPELS) == verwacht


def test_the_thresholds_of_the_configuration_are_those_used_without_one() -> None:
    assert laad_drempels(Path("config")) == Drempels()


def test_a_threshold_that_is_no_chance_is_named(tmp_path: Path) -> None:
    (tmp_path / "lezen.toml").write_text(
        "[koppelen]\nkoppel = 1.5\nvoorsprong = 0.5\nkandidaat = 0.3\ndeel = 0.2\nmeeste = 9\n", encoding="utf-8"
    )
    with pytest.raises(ConfiguratieFout, match="koppel"):
        laad_drempels(tmp_path)
