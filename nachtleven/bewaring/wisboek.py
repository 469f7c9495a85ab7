"""The erasure journal: what was erased on request, by id, so that a restored backup can be made to forget it again.

A file in the data folder, outside every backup: a line of JSON an erasure, on disk before the erasure is committed,
each bound to the line before by a keyed MAC. It holds ids and moments, no words and no numbers of a person.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from nachtleven.fouten import WisboekFout

BEGIN = "0" * 64
"""What the first line is bound to."""

BESTAND = "wisboek.jsonl"
"""Its name in the data folder."""


@dataclass(frozen=True, slots=True)
class Wisregel:
    """One thing that was erased: `soort` melding or bericht. A bericht also names the gateway's id.

    By that id the message is known after a restore though the backup is older, so that it isn't fetched again.
    """

    soort: str
    id: UUID
    moment: datetime
    poort: str = ""
    poort_id: str = ""

    def als_velden(self) -> dict[str, str]:
        """Give its fields as they are written."""
        velden = {"soort": self.soort, "id": str(self.id), "moment": self.moment.astimezone(UTC).isoformat()}
        return velden | ({"poort": self.poort, "poort_id": self.poort_id} if self.poort_id else {})


@dataclass(frozen=True, slots=True)
class Wiskop:
    """How far the journal is: how many lines, and the MAC of the last; kept elsewhere it shows lines that were cut."""

    aantal: int
    mac: str


class Wisboek:
    """The journal in a file; made when first written. Safe between threads and processes of one machine."""

    def __init__(self, bestand: Path, sleutel: bytes) -> None:
        self.bestand, self._sleutel = bestand, sleutel

    def schrijf(self, regels: Sequence[Wisregel]) -> None:
        """Add lines at the end; they are on disk when this returns.

        Raises:
            WisboekFout: it can't be written, or what stands there is not whole; then nothing may be erased.
        """
        if not regels:
            return
        with self._open() as vlag:
            kop = _laatste(self._gelezen(_heel(vlag)))
            nieuw, vorige = [], kop.mac
            for nummer, regel in enumerate(regels, start=kop.aantal + 1):
                velden = {"n": nummer, **regel.als_velden()}
                vorige = self._mac(vorige, velden)
                nieuw.append(json.dumps({**velden, "mac": vorige}) + "\n")
            os.lseek(vlag, 0, os.SEEK_END)
            _schrijf_alles(vlag, "".join(nieuw).encode())
            os.fsync(vlag)

    def lees(self) -> list[Wisregel]:
        """Give all lines in order; none where there is no journal.

        Raises:
            WisboekFout: a line was changed, added or dropped, or the file can't be read.
        """
        return [regel for regel, _ in self._regels()]

    def kop(self) -> Wiskop:
        """Give how far it is.

        Raises:
            WisboekFout: as for `lees`.
        """
        return _laatste(self._regels())

    def bevat(self, kop: Wiskop) -> bool:
        """Tell whether the journal still holds all up to a head that was kept elsewhere.

        Raises:
            WisboekFout: as for `lees`.
        """
        macs = [BEGIN, *(mac for _, mac in self._regels())]
        return kop.aantal < len(macs) and hmac.compare_digest(macs[kop.aantal], kop.mac)

    def _regels(self) -> list[tuple[Wisregel, str]]:
        try:
            return list(self._gelezen(self.bestand.read_bytes()))
        except FileNotFoundError:
            return []
        except OSError as fout:
            raise WisboekFout(f"het wisboek is niet te lezen: {fout.strerror}") from fout

    def _gelezen(self, inhoud: bytes) -> Iterator[tuple[Wisregel, str]]:
        """Read whole lines and hold each against the one before; a last line without an end was never confirmed."""
        vorige = BEGIN
        for nummer, lijn in enumerate(inhoud.split(b"\n")[:-1], start=1):
            try:
                velden = json.loads(lijn)
                mac = str(velden.pop("mac"))
                if velden["n"] != nummer or not hmac.compare_digest(self._mac(vorige, velden), mac):
                    raise WisboekFout(f"het wisboek klopt niet vanaf lijn {nummer}")
                yield _als_regel(velden), mac
            except (ValueError, KeyError, TypeError, AttributeError) as fout:
                raise WisboekFout(f"het wisboek is niet te lezen vanaf lijn {nummer}") from fout
            vorige = mac

    def _mac(self, vorige: str, velden: dict[str, object]) -> str:
        inhoud = json.dumps([vorige, velden], sort_keys=True, ensure_ascii=True).encode()
        return hmac.new(self._sleutel, inhoud, hashlib.sha256).hexdigest()

    @contextmanager
    def _open(self) -> Iterator[int]:
        """Open the file for adding, alone; its name is on disk too."""
        try:
            self.bestand.parent.mkdir(parents=True, exist_ok=True)
            vlag = os.open(self.bestand, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(vlag, fcntl.LOCK_EX)
                yield vlag
            finally:
                os.close(vlag)
            _leg_vast(self.bestand.parent)
        except OSError as fout:
            raise WisboekFout(f"het wisboek is niet te schrijven: {fout.strerror}") from fout


def _heel(vlag: int) -> bytes:
    """Give what stands in the file and cut off a last line that a process left half-written."""
    grootte = os.fstat(vlag).st_size
    inhoud = os.pread(vlag, grootte, 0)
    heel = inhoud.rfind(b"\n") + 1
    if heel != grootte:
        os.ftruncate(vlag, heel)
    return inhoud[:heel]


def _schrijf_alles(vlag: int, inhoud: bytes) -> None:
    while inhoud:
        inhoud = inhoud[os.write(vlag, inhoud) :]


def _leg_vast(map_: Path) -> None:
    vlag = os.open(map_, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(vlag)
    finally:
        os.close(vlag)


def _laatste(regels: Sequence[tuple[Wisregel, str]] | Iterator[tuple[Wisregel, str]]) -> Wiskop:
    macs = [mac for _, mac in regels]
    return Wiskop(len(macs), macs[-1] if macs else BEGIN)


def _als_regel(velden: dict[str, str]) -> Wisregel:
    return Wisregel(
        velden["soort"],
        UUID(velden["id"]),
        datetime.fromisoformat(velden["moment"]),
        velden.get("poort", ""),
        velden.get("poort_id", ""),
    )
