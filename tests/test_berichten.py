from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.twiml.messaging_response import MessagingResponse

from nachtleven.berichten import aantal_delen, is_gsm7, leesbaar


@pytest.mark.parametrize(
    ("tekst", "delen"),
    [
        pytest.param("", 1, id="an_empty_text_takes_one"),
        pytest.param("a" * 160, 1, id="160_fit"),
        pytest.param("a" * 161, 2, id="161_do_not"),
        pytest.param("a" * 306, 2, id="two_parts_of_153"),
        pytest.param("a" * 307, 3, id="one_more"),
        pytest.param("€" * 80, 1, id="a_euro_sign_counts_double"),
        pytest.param("€" * 81, 2, id="81_euro_signs_do_not_fit"),
        pytest.param("ç" * 70, 1, id="outside_the_alphabet_70_fit"),
        pytest.param("ç" * 71, 2, id="71_do_not"),
        pytest.param("😀" * 35, 1, id="an_emoji_takes_two"),
        pytest.param("😀" * 36, 2, id="36_emoji_do_not_fit"),
    ],
)
def test_a_text_takes_as_many_parts_as_the_network_makes(tekst: str, delen: int) -> None:
    assert aantal_delen(tekst) == delen


@pytest.mark.parametrize(
    ("teken", "past"), [("é", True), ("à", True), ("Ç", True), ("ç", False), ("ê", False), ("ï", False)]
)
def test_the_basic_alphabet_holds_some_accents_and_not_others(teken: str, past: bool) -> None:  # noqa: FBT001 - a row of the table
    assert is_gsm7(teken) is past


@given(st.text(st.characters(codec=None)))
def test_what_is_left_always_parses_as_xml(tekst: str) -> None:
    antwoord = MessagingResponse()
    antwoord.message(leesbaar(tekst))
    ElementTree.fromstring(str(antwoord).encode())  # noqa: S314 - our own answer
