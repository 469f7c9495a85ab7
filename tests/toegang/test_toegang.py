"""Passwords, codes, the brake on guessing, the end of sessions and the audit chain, as pure rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from nachtleven.toegang.audit import BEGIN, Auditregel, controleer, keten
from nachtleven.toegang.gebruikers import (
    gebreken_wachtwoord,
    hash_wachtwoord,
    nieuw_wachtwoord,
    totp_klopt,
    wachtwoord_klopt,
)
from nachtleven.toegang.sessies import Rem, is_verlopen, stempel

NU = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)
SLEUTEL = b"s" * 32


@pytest.mark.parametrize(
    ("wachtwoord", "goed"),
    [
        pytest.param("a1b2c3d4e5f", False, id="eleven_signs"),
        pytest.param("a1b2c3d4e5f6", True, id="twelve_signs"),
        pytest.param("aaaaaaaaaaaaaaaa", False, id="one_sign_over_and_over"),
        pytest.param("wandel-els.vdm-2026", False, id="the_name_in_it"),
        pytest.param("x1y2z3" * 34, False, id="too_long"),
        pytest.param("vier losse woorden", True, id="words"),
    ],
)
def test_a_password_is_long_varied_and_without_the_name(wachtwoord: str, *, goed: bool) -> None:
    assert (gebreken_wachtwoord(wachtwoord, "Els.Vdm") == []) is goed


def test_an_unknown_user_never_fits_any_password() -> None:
    hash_ = hash_wachtwoord("vier losse woorden")
    assert wachtwoord_klopt(hash_, "vier losse woorden")
    assert not wachtwoord_klopt(hash_, "vijf losse woorden")
    assert not wachtwoord_klopt(None, "vier losse woorden")
    assert not wachtwoord_klopt("geen hash", "vier losse woorden")


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
    assert totp_klopt(geheim, f"{code[:3]} {code[3:]}", halve_minuut) is goed
    assert not totp_klopt(geheim, "١٢٣٤٥٦", halve_minuut)
    assert not totp_klopt(geheim, "", halve_minuut)


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


def test_another_password_is_another_mark() -> None:
    assert stempel("a") != stempel("b")


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
