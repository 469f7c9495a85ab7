"""Gebruiker: who works here, in which role, and what proves it: a password and a code from an app.

Passwords are kept as argon2id. A code is RFC 6238: six digits, half a minute, one step of slack either way, and none
that was used before: its step must lie after that of the last one.
"""

import hmac
import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from uuid import UUID

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

_WACHTWOORD_HOOGSTENS = 200
_STAP_S = 30
_GEEN_HASH = "!"
"""Kept in place of a hash for who has no password here: nothing fits it."""
_HASHER = PasswordHasher()


class Gebruikersrol(StrEnum):
    """The service a user works for, which decides what they see."""

    ONTHAAL = "onthaal"
    ECONOMIE = "economie"
    PREVENTIE = "preventie"
    POLITIE = "politie"
    BEHEER = "beheer"


@dataclass(frozen=True, slots=True)
class Gebruiker:
    """A user as the screens need one. `stempel` changes with password, role, code app and each act that ends sessions.

    `taal`: of the screens, None: the browser's. `extern`: logs in at the city's single sign-on, not here.
    """

    id: UUID
    naam: str
    rol: Gebruikersrol
    moet_wijzigen: bool
    actief: bool
    stempel: str
    taal: str | None = None
    extern: bool = False


@dataclass(frozen=True, slots=True)
class Inlog:
    """What a log-in is checked against; `totp` None: no app was set up. `stap`: of the last code that was used."""

    gebruiker: Gebruiker
    wachtwoord_hash: str
    totp: str | None
    stap: int = -1


@dataclass(frozen=True, slots=True)
class Inlogbewijs:
    """That name, password and code fitted; `stap`: of the code, to be used up; None: no code was asked."""

    gebruiker: Gebruiker
    stap: int | None


def hash_wachtwoord(wachtwoord: str) -> str:
    """Give the argon2id hash, with its parameters and salt in it."""
    return _HASHER.hash(wachtwoord)


@cache
def _niemand() -> str:
    """Give a hash that nobody's password fits, one a process: with the parameters of ours, its salt and outcome drawn.

    To reckon one takes a tenth of a second, of the start of the process or, which tells that nobody has that name, of
    the first who is refused.
    """
    zout, uitkomst = (
        b64encode(secrets.token_bytes(lengte)).decode().rstrip("=") for lengte in (_HASHER.salt_len, _HASHER.hash_len)
    )
    kosten = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${kosten}${zout}${uitkomst}"


def wachtwoord_klopt(wachtwoord_hash: str | None, wachtwoord: str) -> bool:
    """Tell whether the password fits. No such user, or none with a password, takes as long and never fits."""
    heeft = wachtwoord_hash is not None and wachtwoord_hash.startswith("$argon2")
    try:
        past = _HASHER.verify(wachtwoord_hash if heeft else _niemand(), wachtwoord[:_WACHTWOORD_HOOGSTENS])  # type: ignore[arg-type]  # a hash where it has one
    except (VerificationError, InvalidHashError):
        return False
    return past and heeft


def passende_stap(geheim: str, code: str, moment: datetime) -> int | None:
    """Give the half minute that a code belongs to, this one or a neighbour, None: neither; blanks don't matter."""
    cijfers, nu = "".join(code.split()), int(moment.timestamp()) // _STAP_S
    if not (cijfers.isascii() and cijfers.isdigit()):
        return None
    maker = pyotp.TOTP(geheim)
    return next((s for s in (nu, nu - 1, nu + 1) if hmac.compare_digest(maker.generate_otp(s), cijfers)), None)


def controleer_inlog(
    inlog: Inlog | None, wachtwoord: str, code: str, moment: datetime, *, met_code: bool
) -> Inlogbewijs | None:
    """Give the proof that this is the user; None: it isn't. An unknown or inactive one costs the same time.

    `met_code`: who has no app may not enter either. A code of a step that was used before does not count.
    """
    past = wachtwoord_klopt(inlog.wachtwoord_hash if inlog else None, wachtwoord)
    if inlog is None or not past or not inlog.gebruiker.actief:
        return None
    if inlog.totp is None:
        return None if met_code else Inlogbewijs(inlog.gebruiker, None)
    stap = passende_stap(inlog.totp, code, moment)
    return Inlogbewijs(inlog.gebruiker, stap) if stap is not None and stap > inlog.stap else None


def geen_wachtwoord() -> str:
    """Give what is kept in place of a hash for who has no password here."""
    return _GEEN_HASH


def nieuw_wachtwoord() -> str:
    """Make a one-time password of 79 bits in four groups, which its user must change at the first log-in."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _teken in range(4)) for _groep in range(4))


def nieuwe_totp() -> str:
    """Make the secret for a code app, base32."""
    return pyotp.random_base32()


def totp_adres(geheim: str, naam: str) -> str:
    """Give the otpauth address that a code app reads."""
    return pyotp.TOTP(geheim).provisioning_uri(name=naam, issuer_name="Nachtleven")
