"""Words keep their place in the text; keys make spellings of one word alike."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nachtleven.lezen.tekst import sleutel, tokens


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        pytest.param("Café", "cafe", id="marks_go"),
        pytest.param("Cafe\u0301", "cafe", id="loose_marks_go"),
        pytest.param("İSTANBUL", "istanbul", id="dotted_capital"),
        pytest.param("Straße", "strasse", id="sharp_s"),
        pytest.param("Łódź", "lodz", id="polish_l"),
        pytest.param("Аврора", "avrora", id="cyrillic"),
        pytest.param("Київ", "kiiv", id="ukrainian"),
        pytest.param("нощ", "nosht", id="bulgarian"),
        pytest.param("نوفا", "nwfa", id="arabic"),
        pytest.param("Αθήνα", "athina", id="greek"),
        pytest.param("\uff21\uff22", "ab", id="full_width"),
        pytest.param("'t Hof", "thof", id="punctuation_and_spaces_go"),
        pytest.param("🙂", "", id="nothing_left"),
        pytest.param("ab\u200bcd", "abcd", id="zero_width"),
    ],
)
def test_spellings_of_one_word_have_one_key(tekst: str, verwacht: str) -> None:
    assert sleutel(tekst) == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("🙂🙂", [], id="emoji_only"),
        pytest.param("bij Nova, om 1u!", ["bij", "Nova", "om", "1u"], id="plain"),
        pytest.param("l'autre 'jour'", ["l'autre", "jour"], id="inner_apostrophes_stay"),
        pytest.param("de_zaak", ["de", "zaak"], id="underscore_cuts"),
        pytest.param("cafe\u0301s ici", ["cafe\u0301s", "ici"], id="loose_marks_stay_inside"),
        pytest.param("no\u200dva bar", ["no\u200dva", "bar"], id="zero_width_stays_inside"),
    ],
)
def test_a_text_is_cut_into_its_words(tekst: str, verwacht: list[str]) -> None:
    assert [token.vorm for token in tokens(tekst)] == verwacht


@given(st.text())
def test_every_word_stands_where_it_says(tekst: str) -> None:
    gevonden = tokens(tekst)
    assert all(tekst[token.begin : token.eind] == token.vorm for token in gevonden)
    assert all(a.eind <= b.begin for a, b in pairwise(gevonden))


@given(st.text())
def test_a_key_is_its_own_key(tekst: str) -> None:
    assert sleutel(sleutel(tekst)) == sleutel(tekst)
    assert all(teken.isalnum() for teken in sleutel(tekst))
