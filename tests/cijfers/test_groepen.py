from pathlib import Path

import pytest

from nachtleven.cijfers.groepen import laad_groepen
from nachtleven.fouten import ConfiguratieFout
from nachtleven.rapport import Rapportinstellingen

CONFIG = Path(__file__).parent.parent.parent / "config"


def test_the_citys_groups_are_those_that_hold_without_a_file() -> None:
    assert laad_groepen(CONFIG) == Rapportinstellingen(5).groepen


@pytest.mark.parametrize(
    ("weg", "erbij"),
    [
        pytest.param('dagen = ["zo"]', 'dagen = ["za"]', id="a_weekday_twice"),
        pytest.param("uren = [22, 23]", "uren = [22]", id="an_hour_nowhere"),
        pytest.param("uren = [22, 23]", 'uren = ["laat"]', id="an_hour_that_is_a_word"),
        pytest.param("[[uren]]", "[[uur]]", id="no_hours"),
        pytest.param("[[uren]]", "[[", id="no_toml"),
    ],
)
def test_groups_that_do_not_add_up_are_refused(tmp_path: Path, weg: str, erbij: str) -> None:
    tekst = (CONFIG / "rapport.toml").read_text()
    (tmp_path / "rapport.toml").write_text(tekst.replace(weg, erbij))
    with pytest.raises(ConfiguratieFout):
        laad_groepen(tmp_path)
