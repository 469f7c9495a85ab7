"""The spool: messages kept as files while the database is away, each encrypted under a key of its own.

Comes in: a Bericht whose sender was already believed. Goes out: the same Bericht, in the order of receipt. A file is
there whole or not at all, readable by its owner only, and on disk (file and folder) before `bewaar` returns.
A file is: two bytes with the length of the wrapped key, the wrapped key, the message as encrypted JSON.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from nachtleven.berichten import Bericht, Kanaal
from nachtleven.fouten import SleutelFout, SpoelFout
from nachtleven.opslag.versleuteling import SLEUTELID, SLEUTELID_VANAF, Kluis

_TABEL, _KOLOM = "spoel", "bericht"
_STAART, _HALF, _KAPOT = ".bericht", ".half", ".kapot"
_LENGTE = 2
_PROEF = b"\0" * 4096


class Spoel:
    """The spool folder of this machine; made when first needed. Safe between threads and processes."""

    def __init__(self, folder: Path, kluis: Kluis) -> None:
        self._map, self._kluis = folder, kluis

    def bewaar(self, bericht: Bericht) -> None:
        """Keep a message; it is durable when this returns.

        Raises:
            SpoelFout: it could not be written; nothing of it stays.
        """
        id_ = uuid4()
        sleutel, gewikkeld = self._kluis.nieuwe_sleutel(_TABEL, id_)
        inhoud = sleutel.versleutel(_KOLOM, json.dumps(_als_json(bericht)))
        moment = bericht.ontvangen.astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
        self._schrijf(f"{moment}-{id_.hex}{_STAART}", len(gewikkeld).to_bytes(_LENGTE, "big") + gewikkeld + inhoud)

    def wachtend(self) -> list[Path]:
        """Give the files that wait, in the order of receipt."""
        return sorted(self._map.glob(f"*{_STAART}"))

    def aantal(self) -> int:
        """Count the files that wait."""
        return len(self.wachtend())

    def open_bericht(self, bestand: Path) -> Bericht:
        """Read a message back.

        Raises:
            SpoelFout: the file is damaged, or no present key opens it.
        """
        try:
            ruw = bestand.read_bytes()
            lengte = int.from_bytes(ruw[:_LENGTE], "big")
            id_ = UUID(hex=bestand.stem.rpartition("-")[2])
            sleutel = self._kluis.open_sleutel(ruw[_LENGTE : _LENGTE + lengte], _TABEL, id_)
            velden = json.loads(sleutel.ontsleutel(_KOLOM, ruw[_LENGTE + lengte :]))
            return _als_bericht(velden)
        except (OSError, ValueError, KeyError, SleutelFout) as fout:
            raise SpoelFout(f"{bestand.name}: niet te openen ({type(fout).__name__})") from fout

    def verwijder(self, bestand: Path) -> None:
        """Let go of a file whose message is kept elsewhere."""
        bestand.unlink(missing_ok=True)
        self._leg_vast()

    def zet_apart(self, bestand: Path) -> None:
        """Keep a file that can't be opened, out of the way: a person looks at it."""
        bestand.rename(bestand.with_suffix(_KAPOT))
        self._leg_vast()

    def alle(self) -> list[Path]:
        """Give the files that wait and those set apart."""
        return [*self.wachtend(), *sorted(self._map.glob(f"*{_KAPOT}"))]

    def sleutelids(self) -> list[bytes]:
        """Give the id of the master key of each file that waits or was set apart, as far as it can be read."""
        begin = _LENGTE + SLEUTELID_VANAF
        koppen = (self._kop(pad, begin + SLEUTELID) for pad in self.alle())
        return [kop[begin:] for kop in koppen if len(kop) == begin + SLEUTELID]

    def _kop(self, bestand: Path, lengte: int) -> bytes:
        try:
            with bestand.open("rb") as open_:
                return open_.read(lengte)
        except OSError:
            return b""  # taken in meanwhile

    def kapotte(self, voor: datetime) -> list[Path]:
        """Give the files set apart, or left half-written, that were last touched before then."""
        weg = [*self._map.glob(f"*{_KAPOT}"), *self._map.glob(f".*{_HALF}")]
        return sorted(pad for pad in weg if datetime.fromtimestamp(pad.stat().st_mtime, UTC) <= voor)

    def ruim_kapotte(self, voor: datetime) -> int:
        """Let go of those files; give how many."""
        weg = self.kapotte(voor)
        for bestand in weg:
            bestand.unlink(missing_ok=True)
        if weg:
            self._leg_vast()
        return len(weg)

    def is_beschrijfbaar(self) -> bool:
        """Tell whether a message could be kept here now."""
        try:
            self._schrijf(f"proef-{secrets.token_hex(8)}{_HALF}", _PROEF).unlink()
        except (SpoelFout, OSError):
            return False
        return True

    @contextmanager
    def alleen(self) -> Iterator[bool]:
        """Hold the spool for taking it in; False where another process on this machine does so now."""
        if not self._map.is_dir():
            yield True
            return
        with (self._map / ".slot").open("w") as slot:
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def _schrijf(self, naam: str, inhoud: bytes) -> Path:
        half, heel = self._map / f".{naam}{_HALF}", self._map / naam
        try:
            self._map.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as bestand:
                bestand.write(inhoud)
                bestand.flush()
                os.fsync(bestand.fileno())
            half.rename(heel)
            self._leg_vast()
        except OSError as fout:
            with suppress(OSError):
                half.unlink()
            raise SpoelFout(f"de spoel kan niet schrijven: {fout.strerror}") from fout
        return heel

    def _leg_vast(self) -> None:
        """Bring the folder's names to disk."""
        map_ = os.open(self._map, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(map_)
        finally:
            os.close(map_)


def _als_json(bericht: Bericht) -> dict[str, object]:
    return {
        "poort": bericht.poort,
        "poort_id": bericht.poort_id,
        "van": bericht.van,
        "naar": bericht.naar,
        "tekst": bericht.tekst,
        "ontvangen": bericht.ontvangen.isoformat(),
        "kanaal": bericht.kanaal.value,
        "bijlagen": list(bericht.bijlagen),
    }


def _als_bericht(velden: dict[str, str]) -> Bericht:
    return Bericht(
        poort=velden["poort"],
        poort_id=velden["poort_id"],
        van=velden["van"],
        naar=velden["naar"],
        tekst=velden["tekst"],
        ontvangen=datetime.fromisoformat(velden["ontvangen"]),
        kanaal=Kanaal(velden["kanaal"]),
        bijlagen=tuple(velden["bijlagen"]),
    )
