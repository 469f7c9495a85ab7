"""Passwords, codes, the brake on guessing, the end of sessions and the audit chain, as pure rules."""

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import FrameType
from uuid import UUID

import pyotp
import pytest
from argon2 import extract_parameters

from nachtleven.toegang.audit import BEGIN, Auditregel, controleer, keten
from nachtleven.toegang.gebruikers import (
    Gebruiker,
    Gebruikersrol,
    Inlog,
    controleer_inlog,
    geen_wachtwoord,
    hash_wachtwoord,
    nieuw_wachtwoord,
    passende_stap,
    wachtwoord_klopt,
)
from nachtleven.toegang.sessies import Rem, is_verlopen, stempel
from nachtleven.toegang.wachtwoorden import Wachtwoordgebrek, gebreken_wachtwoord

NU = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)
SLEUTEL = b"s" * 32
ELS = Gebruiker(UUID(int=1), "els", Gebruikersrol.ONTHAAL, moet_wijzigen=False, actief=True, stempel="s")


@pytest.mark.parametrize(
    ("wachtwoord", "gebrek"),
    [
        pytest.param("kx7%vRq2!mz", Wachtwoordgebrek.KORT, id="eleven_signs"),
        pytest.param("kx7%vRq2!mzT", None, id="twelve_signs"),
        pytest.param("aaaaaaaaaaaaaaaa", Wachtwoordgebrek.RAADBAAR, id="one_sign_over_and_over"),
        pytest.param("Welkom2026!!", Wachtwoordgebrek.RAADBAAR, id="a_word_that_everybody_tries"),
        pytest.param("Wachtwoord-8989", Wachtwoordgebrek.RAADBAAR, id="the_words_of_this_house"),
        pytest.param("azertyuiop123", Wachtwoordgebrek.RAADBAAR, id="a_row_of_the_keyboard"),
        pytest.param("wandel-els.vdm-2026", Wachtwoordgebrek.NAAM, id="the_name_in_it"),
        pytest.param("x1y2z3" * 34, Wachtwoordgebrek.LANG, id="too_long"),
        pytest.param("vier losse woorden", None, id="words"),
    ],
)
def test_a_password_is_long_hard_to_guess_and_without_the_name(
    wachtwoord: str, gebrek: Wachtwoordgebrek | None
) -> None:
    assert gebreken_wachtwoord(wachtwoord, "Els.Vdm") == ([gebrek] if gebrek else [])


def test_an_unknown_user_never_fits_any_password() -> None:
    hash_ = hash_wachtwoord("vier losse woorden")
    assert wachtwoord_klopt(hash_, "vier losse woorden")
    assert not wachtwoord_klopt(hash_, "vijf losse woorden")
    assert not wachtwoord_klopt(None, "vier losse woorden")
    assert not wachtwoord_klopt(geen_wachtwoord(), geen_wachtwoord())


@pytest.mark.parametrize(
    "wie",
    [
        pytest.param(None, id="nobody"),
        pytest.param({}, id="another_password"),
        pytest.param({"wachtwoord_hash": geen_wachtwoord()}, id="no_password_here"),
        pytest.param({"gebruiker": replace(ELS, actief=False)}, id="switched_off"),
    ],
)
def test_whoever_is_refused_cost_exactly_one_look_at_a_password(wie: dict[str, object] | None) -> None:
    inlog = None if wie is None else replace(Inlog(ELS, hash_wachtwoord("vier losse woorden"), None), **wie)  # type: ignore[arg-type]  # fields by name
    gedaan: list[str] = []
    gezien: list[str] = []

    def kijk(kader: FrameType, wat: str, _waarde: object) -> None:
        if wat == "call" and kader.f_code.co_name in ("verify", "hash") and "argon2" in kader.f_code.co_filename:
            gedaan.append(kader.f_code.co_name)
            gezien.append(kader.f_locals["hash"])

    sys.setprofile(kijk)
    try:
        bewijs = controleer_inlog(inlog, "een ander wachtwoord", "", NU, met_code=False)
    finally:
        sys.setprofile(None)
    assert (bewijs, gedaan) == (None, ["verify"])
    assert extract_parameters(gezien[0]) == extract_parameters(hash_wachtwoord("een ander wachtwoord"))


def test_a_one_time_password_will_do_as_a_password_and_is_another_each_time() -> None:
    een, ander = nieuw_wachtwoord(), nieuw_wachtwoord()
    assert een != ander
    assert len(een) == 19


@pytest.mark.parametrize(
    ("seconden", "goed"),
    [
        pytest.param(0, True, id="now"),
        pytest.param(-30, True, id="the_half_minute_before"),
        pytest.param(30, True, id="the_half_minute_after"),
        pytest.param(-61, False, id="a_minute_old"),
        pytest.param(90, False, id="too_early"),
    ],
)
def test_a_code_fits_its_half_minute_and_its_neighbours(seconden: int, *, goed: bool) -> None:
    geheim, halve_minuut = "JBSWY3DPEHPK3PXP" * 2, NU.replace(second=0)
    code = pyotp.TOTP(geheim).at(halve_minuut + timedelta(seconds=seconden))
    stap = int(halve_minuut.timestamp()) // 30 + seconden // 30
    assert passende_stap(geheim, f"{code[:3]} {code[3:]}", halve_minuut) == (stap if goed else None)
    assert passende_stap(geheim, "١٢٣٤٥٦", halve_minuut) is None
    assert passende_stap(geheim, "", halve_minuut) is None


@pytest.mark.parametrize(
    ("anders", "met_code", "goed"),
    [
        pytest.param({}, True, True, id="all_fits"),
        pytest.param({"stap": int(NU.timestamp()) // 30}, True, False, id="the_code_was_used"),
        pytest.param({"stap": int(NU.timestamp()) // 30 + 1}, True, False, id="a_later_code_was_used"),
        pytest.param({"totp": None}, True, False, id="no_app"),
        pytest.param({"totp": None}, False, True, id="no_app_in_the_demo"),
        pytest.param({"wachtwoord_hash": geen_wachtwoord()}, True, False, id="no_password_here"),
    ],
)
def test_who_enters_has_a_password_and_a_code_that_was_not_used(
    anders: dict[str, object], *, met_code: bool, goed: bool
) -> None:
    geheim = "JBSWY3DPEHPK3PXP" * 2
    inlog = replace(Inlog(ELS, hash_wachtwoord("vier losse woorden"), geheim), **anders)  # type: ignore[arg-type]  # fields by name
    code = pyotp.TOTP(geheim).at(NU)
    assert (controleer_inlog(inlog, "vier losse woorden", code, NU, met_code=met_code) is not None) is goed
    weg = replace(inlog, gebruiker=replace(ELS, actief=False))
    assert controleer_inlog(weg, "vier losse woorden", code, NU, met_code=met_code) is None


def test_the_wait_doubles_and_ends_at_a_quarter_of_an_hour() -> None:
    rem, wachten = Rem(), []
    for _ in range(20):
        rem.mislukt("192.0.2.1", "Els", NU)
        wachten.append(rem.wacht("192.0.2.1", "els", NU).total_seconds())
    assert wachten[:8] == [0, 0, 0, 0, 2, 4, 8, 16]
    assert wachten[-1] == 900
    assert rem.wacht("192.0.2.2", "els", NU) == timedelta()
    assert rem.wacht("192.0.2.1", "noor", NU) == timedelta()
    rem.gelukt("192.0.2.1", "els")
    assert rem.wacht("192.0.2.1", "els", NU) == timedelta()


def test_a_session_ends_by_silence_or_by_age() -> None:
    uur = timedelta(hours=1)
    assert not is_verlopen(NU, NU + 9 * uur, NU + 9 * uur)
    assert not is_verlopen(NU, NU, NU + timedelta(minutes=30))
    assert is_verlopen(NU, NU, NU + timedelta(minutes=30, seconds=1))
    assert is_verlopen(NU, NU + 10 * uur, NU + 10 * uur + timedelta(seconds=1))


def test_another_password_role_or_turn_is_another_mark() -> None:
    assert len({stempel("a", "politie", "0"), stempel("b", "politie", "0"), stempel("a", "beheer", "0")}) == 3
    assert stempel("a", "bc") != stempel("ab", "c")


def _keten() -> list[tuple[Auditregel, str]]:
    rijen, vorige = [], BEGIN
    for nummer in range(1, 5):
        regel = Auditregel(nummer, NU, "els", "bekeken", "melding", f"K{nummer}", "gesprek")
        vorige = keten(vorige, regel, SLEUTEL)
        rijen.append((regel, vorige))
    return rijen


def test_a_whole_chain_is_whole_and_needs_its_key() -> None:
    assert controleer(_keten(), SLEUTEL) is None
    assert controleer([], SLEUTEL) is None
    assert controleer(_keten(), b"t" * 32) == 1


@pytest.mark.parametrize("veld", ["gebruiker", "handeling", "soort", "voorwerp", "doel"])
def test_every_field_of_a_line_is_bound(veld: str) -> None:
    rijen = _keten()
    rijen[2] = (replace(rijen[2][0], **{veld: "anders"}), rijen[2][1])  # type: ignore[arg-type]  # a str field by name
    assert controleer(rijen, SLEUTEL) == 3


def test_a_moved_swapped_or_dropped_line_breaks_the_chain() -> None:
    rijen = _keten()
    assert controleer([rijen[0], rijen[2], rijen[1], rijen[3]], SLEUTEL) == 2
    assert controleer([rijen[0], *rijen[2:]], SLEUTEL) == 2
    assert controleer(rijen[1:], SLEUTEL) == 1
    assert controleer([(replace(rijen[0][0], moment=NU + timedelta(seconds=1)), rijen[0][1])], SLEUTEL) == 1
