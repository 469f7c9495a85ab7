from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nachtleven.gesprekken.antwoordteksten import laad_antwoordboek
from nachtleven.gesprekken.opdrachten import contactwens, genoemd_kenmerk
from nachtleven.gesprekken.woorden import Woordenboek, Woordsoort, plat
from nachtleven.meldingen import Contactwens


@lru_cache
def woorden() -> Woordenboek:
    return laad_antwoordboek(Path("config")).woorden


@pytest.mark.parametrize(
    ("tekst", "vlak"),
    [
        pytest.param("  Hé,  ÇA va?! ", "he ca va", id="accents_and_signs"),
        pytest.param("HAYIR ılık", "hayir ilik", id="turkish_dotless_i"),
        pytest.param("Łódź", "lodz", id="polish_l"),
        pytest.param("don't", "don t", id="apostrophe"),
        pytest.param("؟!", "", id="signs_only"),
    ],
)
def test_words_are_compared_without_case_accents_and_signs(tekst: str, vlak: str) -> None:
    assert plat(tekst) == vlak


@given(st.text())
def test_flattening_twice_changes_nothing(tekst: str) -> None:
    assert plat(plat(tekst)) == plat(tekst)


@pytest.mark.parametrize(
    ("tekst", "kenmerk"),
    [
        pytest.param("wis KAN-4TR-F aub", "KAN-4TR-F", id="as_written"),
        pytest.param("wis kan4trf", "KAN-4TR-F", id="without_hyphens"),
        pytest.param("kan 4tr f", "KAN-4TR-F", id="with_spaces"),
        pytest.param("KAN-4TR-A", None, id="check_fails"),
        pytest.param("geen kenmerk hier", None, id="none"),
    ],
)
def test_a_kenmerk_is_found_in_a_text(tekst: str, kenmerk: str | None) -> None:
    assert genoemd_kenmerk(tekst) == kenmerk


def test_no_word_says_both_stop_and_something_else() -> None:
    soorten = woorden().woorden
    for soort in (Woordsoort.START, Woordsoort.HULP, Woordsoort.WIS, Woordsoort.MELDING, Woordsoort.BEL):
        assert not soorten[Woordsoort.STOP] & soorten[soort]


def test_calling_and_not_calling_are_told_apart_in_every_language() -> None:
    soorten = woorden().woorden
    assert not soorten[Woordsoort.BEL] & soorten[Woordsoort.NIET_BELLEN]
    assert contactwens("PAS APPELER", woorden()) is Contactwens.GEEN
    assert contactwens("ze wilden de politie niet bellen", woorden()) is None
