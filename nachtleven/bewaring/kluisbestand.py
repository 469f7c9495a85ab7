"""An encrypted file written and read as a stream: AES-256-GCM in pieces, under a key of its own from a master key.

A file is: a mark, the id of the master key, a salt, then pieces of a length (4 bytes) and a ciphertext. The nonce
counts the pieces and says which is the last, and each piece is bound to the head: none can be changed, moved, dropped
or added.
Source: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015); RFC 5869 (HKDF).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase, BufferedReader
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from nachtleven.fouten import ReserveFout, SleutelFout
from nachtleven.opslag.versleuteling import SLEUTELID, Kluis

_MERK = b"NLRES1\n"
_ZOUT = 16
_BLOK = 1 << 20
_LENGTE = 4
_TAG = 16
_DOEL = "nachtleven reservekopie"


def _nonce(nummer: int, *, laatste: bool) -> bytes:
    return nummer.to_bytes(11, "big") + bytes([laatste])


class Kluisschrijver(BufferedIOBase):
    """Takes bytes and writes them encrypted; the file is whole only once it was closed without an error."""

    def __init__(self, bestand: IO[bytes], kluis: Kluis) -> None:
        self._bestand, self._rest, self._nummer = bestand, bytearray(), 0
        zout = os.urandom(_ZOUT)
        self._kop = _MERK + kluis.eerste + zout
        self._gcm = AESGCM(kluis.leid_af(kluis.eerste, zout, _DOEL))
        bestand.write(self._kop)

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, inhoud: bytes, /) -> int:  # type: ignore[override]  # tarfile hands over bytes
        """Take bytes; whole pieces are written at once."""
        self._rest += inhoud
        while len(self._rest) > _BLOK:
            self._stuk(bytes(self._rest[:_BLOK]), laatste=False)
            del self._rest[:_BLOK]
        return len(inhoud)

    def rond_af(self) -> None:
        """Write the last piece, and bring the file to disk."""
        self._stuk(bytes(self._rest), laatste=True)
        self._bestand.flush()
        os.fsync(self._bestand.fileno())

    def _stuk(self, inhoud: bytes, *, laatste: bool) -> None:
        geheim = self._gcm.encrypt(_nonce(self._nummer, laatste=laatste), inhoud, self._kop)
        self._bestand.write(len(geheim).to_bytes(_LENGTE, "big") + geheim)
        self._nummer += 1


class Kluislezer(BufferedIOBase):
    """Gives the bytes of an encrypted file; every piece is checked before any of it is given."""

    def __init__(self, bestand: BufferedReader, kluis: Kluis) -> None:
        self._bestand, self._rest, self._nummer, self._klaar = bestand, b"", 0, False
        self._kop = bestand.read(len(_MERK) + SLEUTELID + _ZOUT)
        if len(self._kop) != len(_MERK) + SLEUTELID + _ZOUT or not self._kop.startswith(_MERK):
            raise ReserveFout("dit is geen reservekopie")
        sleutelid, zout = self._kop[len(_MERK) : -_ZOUT], self._kop[-_ZOUT:]
        try:
            self._gcm = AESGCM(kluis.leid_af(sleutelid, zout, _DOEL))
        except SleutelFout as fout:
            raise ReserveFout(f"de hoofdsleutel {sleutelid.hex()} van deze reservekopie is niet gegeven") from fout

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, aantal: int | None = -1, /) -> bytes:
        """Give up to so many bytes; all that is left where that is None or negative.

        Raises:
            ReserveFout: the file was changed, or ends too early.
        """
        alles = aantal is None or aantal < 0
        while not self._klaar and (alles or len(self._rest) < (aantal or 0)):
            self._rest += self._stuk()
        gegeven = self._rest if alles else self._rest[:aantal]
        self._rest = self._rest[len(gegeven) :]
        return gegeven

    def _stuk(self) -> bytes:
        lengte = int.from_bytes(self._bestand.read(_LENGTE), "big")
        if lengte > _BLOK + _TAG:
            raise ReserveFout("de reservekopie is niet heel, of werd veranderd")
        geheim = self._bestand.read(lengte)
        laatste = not self._bestand.peek(1)
        try:
            inhoud = self._gcm.decrypt(_nonce(self._nummer, laatste=laatste), geheim, self._kop)
        except (InvalidTag, ValueError) as fout:
            raise ReserveFout("de reservekopie is niet heel, of werd veranderd") from fout
        self._nummer, self._klaar = self._nummer + 1, laatste
        return inhoud


@contextmanager
def nieuw_bestand(pad: Path, kluis: Kluis) -> Iterator[Kluisschrijver]:
    """Write an encrypted file, readable by its owner only; it has its name once it is whole and on disk.

    Raises:
        ReserveFout: it can't be written; nothing of it stays.
    """
    half = pad.with_name(f".{pad.name}.half")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as bestand:
            schrijver = Kluisschrijver(bestand, kluis)
            yield schrijver
            schrijver.rond_af()
        half.rename(pad)
        map_ = os.open(pad.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(map_)
        finally:
            os.close(map_)
    except OSError as fout:
        raise ReserveFout(f"de reservekopie kan niet geschreven worden: {fout.strerror}") from fout
    finally:
        half.unlink(missing_ok=True)
