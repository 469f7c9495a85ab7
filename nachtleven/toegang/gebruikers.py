"""Gebruiker: who works here, in which role, and what proves it: a password and a code from an app.

Passwords are kept as argon2id, a code is RFC 6238 (six digits, half a minute, one step of slack either way).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from uuid import UUID

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

WACHTWOORD_LENGTE = 12
WACHTWOORD_HOOGSTENS = 200
_VERSCHILLENDE_TEKENS = 6
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
    """A user as the screens need one. `stempel` changes with the password, which ends older sessions."""

    id: UUID
    naam: str
    rol: Gebruikersrol
    moet_wijzigen: bool
    actief: bool
    stempel: str


@dataclass(frozen=True, slots=True)
class Inlog:
    """What a log-in is checked against; `totp` None: no app was set up."""

    gebruiker: Gebruiker
    wachtwoord_hash: str
    totp: str | None


def hash_wachtwoord(wachtwoord: str) -> str:
    """Give the argon2id hash, with its parameters and salt in it."""
    return _HASHER.hash(wachtwoord)


@cache
def _niemand() -> str:
    """Give a hash that nobody's password fits, made once a process."""
    return hash_wachtwoord(secrets.token_urlsafe(24))


def wachtwoord_klopt(wachtwoord_hash: str | None, wachtwoord: str) -> bool:
    """Tell whether the password fits. None (no such user) takes as long as a wrong password and never fits."""
    try:
        past = _HASHER.verify(wachtwoord_hash or _niemand(), wachtwoord[:WACHTWOORD_HOOGSTENS])
    except (VerificationError, InvalidHashError):
        return False
    return past and wachtwoord_hash is not None


def totp_klopt(geheim: str, code: str, moment: datetime) -> bool:
    """Tell whether a code fits this moment or the half minute before or after; blanks in it don't matter."""
    cijfers = "".join(code.split())
    return (
        cijfers.isascii() and cijfers.isdigit() and pyotp.TOTP(geheim).verify(cijfers, for_time=moment, valid_window=1)
    )


def inlog_klopt(inlog: Inlog | None, wachtwoord: str, code: str, moment: datetime) -> bool:
    """Tell whether password and code prove this user; an unknown or inactive one costs the same time and fails."""
    past = wachtwoord_klopt(inlog.wachtwoord_hash if inlog else None, wachtwoord)
    if inlog is None or not past or not inlog.gebruiker.actief:
        return False
    return inlog.totp is None or totp_klopt(inlog.totp, code, moment)


def gebreken_wachtwoord(wachtwoord: str, naam: str) -> list[str]:
    """Say in Dutch what is wrong with a new password; empty: it will do."""
    gebreken = []
    if len(wachtwoord) < WACHTWOORD_LENGTE:
        gebreken.append(f"Neem minstens {WACHTWOORD_LENGTE} tekens. Vier losse woorden werken goed.")
    if len(wachtwoord) > WACHTWOORD_HOOGSTENS:
        gebreken.append(f"Neem hoogstens {WACHTWOORD_HOOGSTENS} tekens.")
    if len(set(wachtwoord.lower())) < _VERSCHILLENDE_TEKENS:
        gebreken.append("Er zitten te weinig verschillende tekens in.")
    if naam and naam.lower() in wachtwoord.lower():
        gebreken.append("Je gebruikersnaam staat erin. Laat die weg.")
    return gebreken


def nieuw_wachtwoord() -> str:
    """Make a one-time password of 80 bits in four groups, which its user must change at the first log-in."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def nieuwe_totp() -> str:
    """Make the secret for a code app, base32."""
    return pyotp.random_base32()


def totp_adres(geheim: str, naam: str) -> str:
    """Give the otpauth address that a code app reads."""
    return pyotp.TOTP(geheim).provisioning_uri(name=naam, issuer_name="Nachtleven")
