"""The audit chain: each line bound to the one before by a keyed MAC, so that none can be changed, added or dropped.

Dropping the newest lines shows only against a head that was kept elsewhere (the daily mail). Lines hold ids, no words
of a person. Source: HMAC-SHA-256, RFC 2104.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

BEGIN = "0" * 64
"""What the first line is bound to."""


@dataclass(frozen=True, slots=True)
class Auditregel:
    """One act: who did what to which thing, and for what. `volgnummer` from 1 without gaps."""

    volgnummer: int
    moment: datetime
    gebruiker: str
    handeling: str
    soort: str
    voorwerp: str
    doel: str = ""


def keten(vorige_mac: str, regel: Auditregel, sleutel: bytes) -> str:
    """Give the MAC of a line bound to the one before, 64 hexadecimal signs."""
    velden = [
        vorige_mac,
        regel.volgnummer,
        regel.moment.astimezone(UTC).isoformat(timespec="microseconds"),
        regel.gebruiker,
        regel.handeling,
        regel.soort,
        regel.voorwerp,
        regel.doel,
    ]
    return hmac.new(sleutel, json.dumps(velden, ensure_ascii=True).encode(), hashlib.sha256).hexdigest()


def controleer(rijen: Iterable[tuple[Auditregel, str]], sleutel: bytes) -> int | None:
    """Give the number at which the chain first breaks, None where it is whole; lines with their MAC, in order."""
    vorige, verwacht = BEGIN, 1
    for regel, mac in rijen:
        if regel.volgnummer != verwacht or not hmac.compare_digest(keten(vorige, regel, sleutel), mac):
            return verwacht
        vorige, verwacht = mac, verwacht + 1
    return None
