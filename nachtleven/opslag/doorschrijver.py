"""What was committed on the embedded database brought to disk, once for all who wait: its group commit.

SQLite in WAL mode with synchronous=FULL waits for the disk inside its write lock, so that every writer waits for every
other's disk. A commit with synchronous=NORMAL is whole, and seen by all processes, but not yet on disk; here its thread
waits until it is, outside the lock, and one flush serves all that committed before it began.
Source: https://sqlite.org/wal.html, "Performance Considerations"; https://sqlite.org/pragma.html#pragma_synchronous.
"""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from nachtleven.fouten import OpslagFout


class Doorschrijver:
    """Flushes the write-ahead log of one database file for the threads of one process.

    After a flush that failed the system may call the next one good though the pages are gone: everybody who asked until
    then is told. The file stays open, for an error is told once to each who had it open. `spoel` flushes an open file.
    """

    def __init__(self, database: Path, spoel: Callable[[int], None] = os.fdatasync) -> None:
        self._log, self._spoel = database.with_name(f"{database.name}-wal"), spoel
        self._beurt = threading.Condition()
        self.gevraagd = self._klaar = self._mislukt = 0
        self._bezig = False
        self._open: tuple[int, tuple[int, int]] | None = None

    def wacht(self) -> None:
        """Return once all that this thread committed is on disk.

        Raises:
            OpslagFout: the disk did not take it.
        """
        with self._beurt:
            self.gevraagd += 1
            mijn = self.gevraagd
            self._beurt.wait_for(lambda: not self._bezig or self._is_beslist(mijn))
            if self._is_beslist(mijn):
                self._zeg(mijn)
                return
            self._bezig, tot = True, self.gevraagd
        gelukt = False
        try:
            self._schrijf_door()
            gelukt = True
        except OSError as fout:
            raise OpslagFout("de schijf nam niet aan wat bewaard is") from fout
        finally:
            with self._beurt:
                self._bezig = False
                if gelukt:
                    self._klaar = max(self._klaar, tot)
                else:
                    self._mislukt = self.gevraagd
                self._beurt.notify_all()

    @property
    def bestand(self) -> int | None:
        """The inode of the log that was flushed last."""
        return self._open[1][1] if self._open else None

    def sluit(self) -> None:
        """Let go of the file."""
        with self._beurt:
            if self._open is not None:
                os.close(self._open[0])
                self._open = None

    def _is_beslist(self, mijn: int) -> bool:
        return mijn <= max(self._klaar, self._mislukt)

    def _zeg(self, mijn: int) -> None:
        if mijn > self._klaar:
            raise OpslagFout("de schijf nam niet aan wat bewaard is")

    def _schrijf_door(self) -> None:
        """Flush the log. There is none when it was written into the database, which is on disk before it goes."""
        try:
            staat = self._log.stat()
        except FileNotFoundError:
            return
        welke = staat.st_dev, staat.st_ino
        if self._open is None or self._open[1] != welke:
            self.sluit()
            self._open = os.open(self._log, os.O_RDONLY), welke
            self._schrijf_naam_door()
        self._spoel(self._open[0])

    def _schrijf_naam_door(self) -> None:
        """Flush the folder too: a new file that no folder names is lost."""
        map_ = os.open(self._log.parent, os.O_RDONLY)
        try:
            os.fsync(map_)
        finally:
            os.close(map_)
