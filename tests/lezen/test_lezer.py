"""Any text gives a reading that explains itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.lezen.lezing import Lezing
from nachtleven.register.zaken import Zaak

ONTVANGEN = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)
ZAAK = Zaak("Z1", "Meridiaan", (), "Molenstraat", "1", "9000", "Gent", "", capaciteit=None, portier=True)
LEZER = Lezer(Path("config"), bouw_index((ZAAK,), {}))


@pytest.mark.parametrize(
    "tekst",
    [
        pytest.param("", id="empty"),
        pytest.param("🙂🙂", id="emoji"),
        pytest.param("bij nova " * 178, id="longest"),
        pytest.param("7" * 1600, id="one_long_number"),
        pytest.param("\u202eabc\u200d\u200bdef", id="right_to_left_marks"),
        pytest.param("Меридиан ميريديان meridiaan", id="mixed_scripts"),
        pytest.param("\x00\ud800", id="no_character_at_all"),
    ],
)
def test_any_text_gives_a_reading(tekst: str) -> None:
    assert isinstance(LEZER.lees(tekst, ONTVANGEN), Lezing)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_every_explanation_points_into_the_text(tekst: str) -> None:
    lezing = LEZER.lees(tekst, ONTVANGEN)
    for verklaring in lezing.verklaringen:
        assert 0 <= verklaring.zekerheid <= 1
        assert all(0 <= woord.begin < woord.eind <= len(tekst) for woord in verklaring.woorden)


def test_a_refusal_at_a_venue_is_read_whole() -> None:
    lezing = LEZER.lees("De portier van Meridiaan weigerde mij binnen te laten", ONTVANGEN)
    assert lezing.zaken[0].zaak_id == "Z1"
    assert lezing.taal == "nl"


def test_another_index_is_read_with_the_same_words() -> None:
    assert LEZER.met_index(bouw_index((), {})).lees("geweigerd bij Meridiaan", ONTVANGEN).zaken == ()


@pytest.mark.parametrize(
    ("tekst", "gevraagd", "zaak", "tijd"),
    [
        pytest.param("nee, meridiaan", True, True, False, id="a_corrected_venue_where_it_was_asked"),
        pytest.param("gisteravond rond 23u", True, False, True, id="a_time_where_it_was_asked"),
        pytest.param("gisteravond rond 23u", False, False, False, id="a_time_out_of_the_blue_is_chatter"),
        pytest.param("weet ik niet", True, False, False, id="no_answer_has_no_time"),
    ],
)
def test_an_answer_to_our_question_is_read_as_one(
    tekst: str,
    gevraagd: bool,  # noqa: FBT001 - a table
    zaak: bool,  # noqa: FBT001 - a table
    tijd: bool,  # noqa: FBT001 - a table
) -> None:
    lezing = LEZER.lees(tekst, ONTVANGEN, "nl", gevraagd=gevraagd)
    assert any(gevonden.zekerheid > 0.75 for gevonden in lezing.zaken) is zaak
    assert (lezing.tijd is not None) is tijd
