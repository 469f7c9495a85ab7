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
        pytest.param("pe piept 21-B-77", ["21B77"], id="a_letter_between"),
        pytest.param("71.55.K om 01u55 gevecht", ["7155K"], id="stops_that_are_no_time"),
        pytest.param("E 90-17 B, om 2u20 geweigerd", ["E9017B"], id="a_letter_with_a_space_behind"),
        pytest.param("kaart be-903 half vijf", ["BE903"], id="small_letters_and_a_stroke"),
        pytest.param("carte 41 7 02, 6 refus", ["41702"], id="uneven_groups"),
        pytest.param("sa carte SI-40.92 je l'ai notée", ["SI4092"], id="letters_that_are_a_word_too"),
        pytest.param("nummer von dem: lk20551", ["LK20551"], id="small_letters_grown_on"),
        pytest.param("tel047055 of ref20551", [], id="small_letters_of_something_else"),
        pytest.param("underground 2208, 6631", [], id="four_figures_of_nobody"),
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


@pytest.mark.parametrize(
    ("tekst", "nummers"),
    [
        pytest.param("ampère 6631. twintig voor twee weigering", ["6631"], id="four_figures"),
        pytest.param("UG door here, 19-331. At 2.20 removed one", ["19331"], id="five_with_a_stroke"),
        pytest.param("2230 man buiten, 2026 was rustiger", [], id="an_hour_and_a_year"),
        pytest.param("kaart 551203, om half drie nog wat 4471 binnen", ["551203"], id="none_beside_a_card"),
    ],
)
def test_a_doorman_who_writes_gives_a_number_of_his_own(tekst: str, nummers: list[str]) -> None:
    assert [een.nummer for een in LEZER.lees(tekst, (), van_deur=True)] == nummers


def test_figures_that_go_on_behind_a_name_are_no_name() -> None:
    assert [een.nummer for een in LEZER.lees("D17-552, 2h20 : entrée refusée", (Woorden(0, 3),))] == ["D17552"]
    assert not LEZER.lees("D17 2500 voor ons", (Woorden(0, 3),))
