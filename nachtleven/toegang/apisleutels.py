"""The tokens of the city's data platform: one a client, for what that client may read, known to us by its hash alone.

A token is `nl_`, the id of its row and a secret of 32 random bytes; a secret that long needs no slow hash.
"""

import base64
import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

_VORM = re.compile(r"nl_([0-9a-f]{32})_([A-Za-z0-9_-]{43})")


class Bereik(StrEnum):
    """What a client may read."""

    ZAKEN = "zaken"
    TELLINGEN = "tellingen"
    BEVINDINGEN = "bevindingen"
    RAPPORTEN = "rapporten"


@dataclass(frozen=True, slots=True)
class Apiclient:
    """Who reads, and what they may; `ingetrokken` None: their token still opens."""

    id: UUID
    naam: str
    bereiken: frozenset[Bereik]
    gemaakt: datetime
    ingetrokken: datetime | None


def nieuw_geheim() -> str:
    """Make a secret."""
    return base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()


def schrijf_token(id_: UUID, geheim: str) -> str:
    """Write what the client is given."""
    return f"nl_{id_.hex}_{geheim}"


def lees_token(token: str) -> tuple[UUID, str] | None:
    """Give the row and the secret that a token names; None: it is none."""
    gevonden = _VORM.fullmatch(token)
    return (UUID(hex=gevonden[1]), gevonden[2]) if gevonden else None


def hash_geheim(geheim: str) -> str:
    """Give what is kept of a secret."""
    return hashlib.sha256(geheim.encode()).hexdigest()


def geheim_klopt(geheim: str, bewaard: str) -> bool:
    """Tell whether a secret is the one that was kept, in the same time whatever it is."""
    return hmac.compare_digest(hash_geheim(geheim), bewaard)
