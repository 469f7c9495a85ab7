import secrets
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from nachtleven.kenmerken import ALFABET, klopt, lees_kenmerk, lees_zaakcode, maak_kenmerk, maak_zaakcode

tekens = st.text(st.sampled_from(ALFABET), min_size=7, max_size=7)


def test_a_kenmerk_has_no_signs_that_an_ear_or_a_hand_confuses() -> None:
    assert not set("0O1IL5S2Z8BQ6") & set(ALFABET)


def test_a_kenmerk_is_read_back_in_any_case_and_with_any_parting(kies: Callable[[int], int]) -> None:
    kenmerk = maak_kenmerk(kies)
    for getypt in (kenmerk, kenmerk.lower(), kenmerk.replace("-", ""), kenmerk.replace("-", " "), f" {kenmerk} "):
        assert lees_kenmerk(getypt) == kenmerk


@given(tekens, st.integers(0, 6), st.sampled_from(ALFABET))
def test_one_wrong_sign_is_always_found(goed: str, plaats: int, ander: str) -> None:
    fout = goed[:plaats] + ander + goed[plaats + 1 :]
    if klopt(goed) and fout != goed:
        assert not klopt(fout)


@given(tekens, st.integers(0, 5))
def test_two_swapped_neighbours_are_always_found(goed: str, plaats: int) -> None:
    fout = goed[:plaats] + goed[plaats + 1] + goed[plaats] + goed[plaats + 2 :]
    if klopt(goed) and fout != goed:
        assert not klopt(fout)


def test_a_zaakcode_holds_a_digit_so_that_no_word_is_one() -> None:
    for _ in range(200):
        code = maak_zaakcode(secrets.randbelow)
        assert lees_zaakcode(code.lower()) == code
        assert code[1].isdigit()


@given(st.text())
def test_any_text_is_a_kenmerk_or_is_not(tekst: str) -> None:
    lees_kenmerk(tekst)
    lees_zaakcode(tekst)
