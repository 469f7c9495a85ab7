"""What staff may write to whom, and how it reads."""

from functools import lru_cache
from pathlib import Path

import pytest

from nachtleven.berichten import aantal_delen, is_gsm7
from nachtleven.gesprekken.antwoordteksten import TALEN, Antwoordboek, laad_antwoordboek
from nachtleven.gesprekken.brieven import Bereikbaarheid, Brief, Schrijfrem, Sjabloon, rem_op, schrijf_brief
from nachtleven.meldingen import Contactwens, Status

WAARDEN = {"kenmerk": "KAN-4TR-F", "nazorg": "nazorg.stad.example"}


@lru_cache
def boek() -> Antwoordboek:
    return laad_antwoordboek(Path("config"))


@pytest.mark.parametrize(
    ("status", "wens", "gestopt", "nummer", "rem"),
    [
        pytest.param(Status.TE_CONTACTEREN, None, False, True, None, id="nothing_against_it"),
        pytest.param(Status.AFGEROND, Contactwens.BEL, False, True, None, id="after_closing"),
        pytest.param(Status.IN_ONDERZOEK, Contactwens.SMS, False, True, None, id="text_only"),
        pytest.param(Status.IN_ONDERZOEK, Contactwens.GEEN, False, True, Schrijfrem.GEEN_CONTACT, id="no_contact"),
        pytest.param(Status.IN_ONDERZOEK, None, True, True, Schrijfrem.GESTOPT, id="stop"),
        pytest.param(Status.INGETROKKEN, None, False, True, Schrijfrem.INGETROKKEN, id="withdrawn"),
        pytest.param(Status.GEWIST, None, False, True, Schrijfrem.INGETROKKEN, id="erased"),
        pytest.param(Status.TE_CONTACTEREN, None, False, False, Schrijfrem.GEEN_NUMMER, id="no_number"),
    ],
)
def test_the_wish_of_the_melder_decides_whether_staff_may_write(
    status: Status,
    wens: Contactwens | None,
    gestopt: bool,  # noqa: FBT001 - a table
    nummer: bool,  # noqa: FBT001 - a table
    rem: Schrijfrem | None,
) -> None:
    assert rem_op(Bereikbaarheid(status, wens, gestopt, nummer)) is rem


@pytest.mark.parametrize("taal", TALEN)
@pytest.mark.parametrize("sjabloon", Sjabloon)
def test_each_sentence_that_stands_ready_names_the_melding_and_fits(taal: str, sjabloon: Sjabloon) -> None:
    tekst = schrijf_brief(Brief(sjabloon), boek(), taal, WAARDEN)
    assert "KAN-4TR-F" in tekst
    assert ("nazorg.stad.example" in tekst) is (sjabloon is Sjabloon.NAZORG)
    assert aantal_delen(tekst) <= (1 if is_gsm7(tekst) else 2)
    assert "?" not in tekst


@pytest.mark.parametrize(
    ("tekst", "past"),
    [
        pytest.param("We hebben de zaak gesproken.", True, id="a_sentence"),
        pytest.param("", False, id="nothing"),
        pytest.param(" \n\x07", False, id="nothing_to_be_seen"),
        pytest.param("x" * 459, True, id="three_parts"),
        pytest.param("x" * 460, False, id="four_parts"),
        pytest.param("я" * 201, True, id="three_parts_in_another_alphabet"),
        pytest.param("я" * 202, False, id="four_parts_in_another_alphabet"),
        pytest.param("{kenmerk} {onbekend} {", True, id="braces_are_braces"),
    ],
)
def test_own_words_go_as_they_are_up_to_three_parts(tekst: str, past: bool) -> None:  # noqa: FBT001 - a table
    brief = Brief(None, tekst)
    assert brief.past is past
    if past:
        assert schrijf_brief(brief, boek(), "nl", WAARDEN) == tekst
    else:
        with pytest.raises(ValueError, match="niets te versturen"):
            schrijf_brief(brief, boek(), "nl", WAARDEN)
