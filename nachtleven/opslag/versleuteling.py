"""Encryption at rest: AES-256-GCM, a data key per row that holds a person's words, each wrapped by a master key.

A wrapped key is version, key id (4 bytes), nonce (12), ciphertext; a value is version, nonce, ciphertext. The
additional data binds every value to its table, column and row, so that a value moved elsewhere does not open.
Source: NIST SP 800-38D (GCM), RFC 5869 (HKDF).
"""

import hashlib
import hmac
import os
from collections.abc import Sequence
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from nachtleven.fouten import SleutelFout

_VERSIE = b"\x01"
_NONCE = 12
SLEUTELID = 4
"""Bytes of the id of a master key, which stand in a wrapped key after its version."""
SLEUTELID_VANAF = 1


def _plaats(tabel: str, kolom: str, rij: UUID) -> bytes:
    return f"{tabel}|{kolom}|".encode() + rij.bytes


class Datasleutel:
    """The key of one row: encrypts its columns. Destroying its wrapped form erases them."""

    __slots__ = ("_gcm", "_rij", "_tabel", "ruw")

    def __init__(self, ruw: bytes, tabel: str, rij: UUID) -> None:
        self.ruw = ruw
        self._gcm, self._tabel, self._rij = AESGCM(ruw), tabel, rij

    def versleutel(self, kolom: str, waarde: str) -> bytes:
        """Encrypt a text for this column of this row."""
        nonce = os.urandom(_NONCE)
        plaats = _plaats(self._tabel, kolom, self._rij)
        return _VERSIE + nonce + self._gcm.encrypt(nonce, waarde.encode("utf-8", "surrogatepass"), plaats)

    def ontsleutel(self, kolom: str, geheim: bytes) -> str:
        """Decrypt what `versleutel` made for the same column and row.

        Raises:
            SleutelFout: it was made for another place, by another key, or was changed.
        """
        plaats = _plaats(self._tabel, kolom, self._rij)
        try:
            ruw = self._gcm.decrypt(geheim[1 : 1 + _NONCE], geheim[1 + _NONCE :], plaats)
        except (InvalidTag, ValueError) as fout:
            raise SleutelFout(f"{self._tabel}.{kolom}: waarde en sleutel horen niet bij elkaar") from fout
        return ruw.decode("utf-8", "surrogatepass")


class Kluis:
    """The master keys: the first wraps, all unwrap."""

    def __init__(self, sleutels: Sequence[bytes]) -> None:
        self._ruw = {hashlib.sha256(s).digest()[:SLEUTELID]: s for s in sleutels}
        self._sleutels = {hashlib.sha256(s).digest()[:SLEUTELID]: AESGCM(s) for s in sleutels}
        self.eerste = hashlib.sha256(sleutels[0]).digest()[:SLEUTELID]

    @property
    def ids(self) -> frozenset[bytes]:
        """The ids of the master keys; `eerste` is that of the one that wraps."""
        return frozenset(self._sleutels)

    def leid_af(self, sleutelid: bytes, zout: bytes, doel: str) -> bytes:
        """Give the key for a purpose of its own under this master key and salt.

        Raises:
            SleutelFout: that master key is not among those given.
        """
        ruw = self._ruw.get(sleutelid)
        if ruw is None:
            raise SleutelFout("geen van de hoofdsleutels past")
        return HKDF(SHA256(), 32, zout, doel.encode()).derive(ruw)

    def nieuwe_sleutel(self, tabel: str, rij: UUID) -> tuple[Datasleutel, bytes]:
        """Make a data key for a row; give it with its wrapped form, which the row keeps."""
        ruw = os.urandom(32)
        return Datasleutel(ruw, tabel, rij), self._wikkel(ruw, tabel, rij)

    def open_sleutel(self, gewikkeld: bytes | None, tabel: str, rij: UUID) -> Datasleutel:
        """Unwrap the data key of a row.

        Raises:
            SleutelFout: the key was destroyed (None), or its master key is not among those given.
        """
        if gewikkeld is None:
            raise SleutelFout(f"{tabel}: de sleutel is gewist")
        begin = 1 + SLEUTELID
        meester = self._sleutels.get(gewikkeld[1:begin])
        if meester is None:
            raise SleutelFout(f"{tabel}: geen van de hoofdsleutels past")
        try:
            ruw = meester.decrypt(
                gewikkeld[begin : begin + _NONCE], gewikkeld[begin + _NONCE :], _plaats(tabel, "sleutel", rij)
            )
        except (InvalidTag, ValueError) as fout:
            raise SleutelFout(f"{tabel}: de sleutel hoort niet bij deze rij") from fout
        return Datasleutel(ruw, tabel, rij)

    def is_oud(self, gewikkeld: bytes) -> bool:
        """Tell whether a wrapped key was made with another master key than the first."""
        return gewikkeld[1 : 1 + SLEUTELID] != self.eerste

    def herwikkel(self, gewikkeld: bytes, tabel: str, rij: UUID) -> bytes:
        """Wrap the same data key with the first master key."""
        return self._wikkel(self.open_sleutel(gewikkeld, tabel, rij).ruw, tabel, rij)

    def _wikkel(self, ruw: bytes, tabel: str, rij: UUID) -> bytes:
        nonce = os.urandom(_NONCE)
        geheim = self._sleutels[self.eerste].encrypt(nonce, ruw, _plaats(tabel, "sleutel", rij))
        return _VERSIE + self.eerste + nonce + geheim


class Pseudoniemen:
    """Keyed names for telephone numbers: one family for senders, one for the registers, one for the STOP list.

    The number is given in E.164; the same number gives the same 64 hexadecimal signs within a family, and nothing
    that links one family to another without the key.
    """

    def __init__(self, sleutel: bytes) -> None:
        self._melder, self._register, self._stop, self.audit, self.wisboek = (
            HKDFExpand(SHA256(), 32, f"nachtleven {doel}".encode()).derive(sleutel)
            for doel in ("melder", "register", "stop", "audit", "wisboek")
        )

    def melder(self, nummer: str) -> str:
        """Name a sender."""
        return _hmac(self._melder, nummer)

    def register(self, nummer: str) -> str:
        """Name a number of the registers."""
        return _hmac(self._register, nummer)

    def stop(self, nummer: str) -> str:
        """Name a number on the STOP list, which outlives erasure."""
        return _hmac(self._stop, nummer)


def _hmac(sleutel: bytes, nummer: str) -> str:
    return hmac.digest(sleutel, nummer.encode(), "sha256").hex()
