from pathlib import Path

import pytest

from nachtleven.lezen.kaartnummers import Kaartlezer
from nachtleven.lezen.lezing import Woorden

LEZER = Kaartlezer(Path("config/talen/inhoud/kaart.toml"))


@pytest.mark.parametrize(
    ("tekst", "nummers"),
    [
        pytest.param("portier 714 206, 2u30 geweigerd", ["714206"], id="with_a_space"),
        pytest.param("badge 60 44 10 tel 0470 12 34 56", ["604410"], id="in_pairs_and_a_telephone"),
        pytest.param("carte PT-2291", ["PT2291"], id="letters_and_figures"),
        pytest.param("kaart e 5512", ["E5512"], id="lower_case"),
        pytest.param("jansens318420 gast buiten", ["318420"], id="against_a_name"),
        pytest.param("рaport nr بطاقة ٦٠٠١٢٩", ["600129"], id="arabic_figures"),
        pytest.param("kaart 2024/00993", ["202400993"], id="year_and_number"),
        pytest.param("kaarten 104611 en 118093", ["104611", "118093"], id="two"),
        pytest.param("badge 7 1 2 2 4.", ["71224"], id="single_figures"),
        pytest.param("badge 6-6-2-0-9 hield mij tegen", ["66209"], id="single_figures_with_strokes"),
        pytest.param("kaart 44 / 8190 / x", ["448190X"], id="wide_strokes_and_a_letter"),
        pytest.param("carte LND 0093 K, sac vidé", ["LND0093K"], id="letters_before_and_behind"),
        pytest.param("kaart 90.01.77 liet mij niet binnen", ["900177"], id="with_stops"),
        pytest.param("kaart 90150. 02.50 drie man buiten", ["90150"], id="no_time_behind_it"),
        pytest.param("kaart 90-3341: 6 weigeringen", ["903341"], id="no_count_behind_it"),
        pytest.param("portier 30-02-71", ["300271"], id="a_day_that_does_not_exist"),
        pytest.param("studentenkaart 2026-33", [], id="another_card"),
        pytest.param("bel mij op 0471234567", [], id="telephone"),
        pytest.param("+32 471 23 45 67", [], id="telephone_abroad"),
        pytest.param("om 23.45 of 0u30, 25 euro, in 2026", [], id="times_prices_years"),
        pytest.param("dossier 2026/118402", [], id="file_reference"),
        pytest.param("your code is 482913", [], id="code"),
        pytest.param("25/10/2026 vol 900/900", [], id="date_and_capacity"),
        pytest.param("geen nummer gezien", [], id="none"),
    ],
)
def test_a_card_number_is_what_nothing_beside_it_explains_otherwise(tekst: str, nummers: list[str]) -> None:
    assert [vondst.nummer for vondst in LEZER.lees(tekst, ())] == nummers


def test_figures_in_a_venues_name_are_no_card() -> None:
    assert LEZER.lees("Loods 10423", [Woorden(0, 11)]) == ()
