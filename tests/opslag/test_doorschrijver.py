"""What waits for the disk on the embedded database: once for all, and never told of success after a failure."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from nachtleven.fouten import OpslagFout
from nachtleven.opslag.doorschrijver import Doorschrijver
from nachtleven.opslag.motor import Opslag


class Schijf:
    """A disk whose flush waits until the test lets it go, and breaks where it is told to."""

    def __init__(self) -> None:
        self.begonnen, self.verder, self.kapot, self.keren = threading.Event(), threading.Event(), False, 0

    def __call__(self, bestand: int) -> None:
        self.keren += 1
        self.begonnen.set()
        assert self.verder.wait(10)
        if self.kapot:
            raise OSError(5, "Input/output error")
        os.fdatasync(bestand)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    verbinding = sqlite3.connect(tmp_path / "proef.db")
    verbinding.execute("PRAGMA journal_mode=WAL")
    verbinding.execute("CREATE TABLE proef (id INTEGER)")
    yield verbinding
    verbinding.close()


def _wacht_samen(door: Doorschrijver, schijf: Schijf, aantal: int) -> list[str]:
    """Let one thread begin to flush and so many wait behind it, then let the disk go on; give what each was told."""
    gezegd: list[str] = []

    def wacht() -> None:
        try:
            door.wacht()
            gezegd.append("op schijf")
        except OpslagFout:
            gezegd.append("niet")

    draden = [threading.Thread(target=wacht) for _ in range(aantal + 1)]
    draden[0].start()
    assert schijf.begonnen.wait(10)
    for draad in draden[1:]:
        draad.start()
    while door.gevraagd <= aantal:
        schijf.verder.wait(0.001)
    schijf.verder.set()
    for draad in draden:
        draad.join(10)
    return gezegd


def test_all_who_wait_during_one_flush_share_the_next(tmp_path: Path, log: sqlite3.Connection) -> None:
    schijf = Schijf()
    assert _wacht_samen(Doorschrijver(tmp_path / "proef.db", schijf), schijf, 6) == ["op schijf"] * 7
    assert schijf.keren == 2, "who asked after it began is not served by it, but all of them by one more"


def test_after_a_flush_that_failed_everybody_who_asked_until_then_is_told(
    tmp_path: Path, log: sqlite3.Connection
) -> None:
    schijf = Schijf()
    door, schijf.kapot = Doorschrijver(tmp_path / "proef.db", schijf), True
    assert _wacht_samen(door, schijf, 3) == ["niet"] * 4
    assert schijf.keren == 1, "a second try may be called good though the pages are gone"
    schijf.kapot = False
    door.wacht()
    assert schijf.keren == 2


def test_a_log_that_was_made_anew_is_the_one_that_is_flushed(tmp_path: Path, log: sqlite3.Connection) -> None:
    schijf = Doorschrijver(tmp_path / "proef.db")
    schijf.wacht()
    eerste = schijf.bestand
    log.close()  # the last connection takes the log with it
    assert not (tmp_path / "proef.db-wal").exists()
    schijf.wacht()
    with sqlite3.connect(tmp_path / "proef.db") as weer:
        weer.execute("INSERT INTO proef VALUES (1)")
        weer.commit()
        schijf.wacht()
        assert schijf.bestand == (tmp_path / "proef.db-wal").stat().st_ino
        assert eerste is not None
    weer.close()
    schijf.sluit()


def test_a_write_is_flushed_before_its_transaction_returns(opslag_sqlite: Opslag) -> None:
    with opslag_sqlite.schrijven() as sessie:
        sessie.execute(text("INSERT INTO stoplijst VALUES ('proef', '2026-03-07')"))
        assert sessie.scalar(text("PRAGMA synchronous")) == 1, "inside the lock nobody waits for the disk"
    assert opslag_sqlite.doorschrijver is not None
    assert opslag_sqlite.doorschrijver.bestand == Path(f"{opslag_sqlite.motor.url.database}-wal").stat().st_ino


def test_what_writes_past_the_use_cases_waits_for_the_disk_itself(opslag_sqlite: Opslag) -> None:
    with opslag_sqlite.schrijven() as sessie:
        sessie.execute(text("INSERT INTO stoplijst VALUES ('proef', '2026-03-07')"))
    zelf = opslag_sqlite.motor.execution_options(schrijft=True)  # as a migration does
    with zelf.begin() as verbinding:
        assert verbinding.exec_driver_sql("PRAGMA synchronous").scalar() == 2
