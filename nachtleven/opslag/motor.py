"""The database connection: SQLite in WAL mode or PostgreSQL, and the two kinds of transaction over it.

Writing on SQLite takes the write lock at the start (BEGIN IMMEDIATE), so that two writers wait for each other instead
of failing halfway; every commit is on disk before it returns (synchronous=FULL).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.orm import Session

from nachtleven.fouten import OpslagFout
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen

_VERBIND_S = 3


def maak_motor(url: str, geduld_s: int = 15) -> Engine:
    """Make the engine for a database address; connects to nothing yet. A SQLite file's folder is made.

    `geduld_s`: how long a statement waits for a lock, and for a server that has gone silent, in seconds.
    """
    adres = make_url(url)
    if adres.get_backend_name() != "sqlite":
        wacht = {
            "connect_timeout": _VERBIND_S,
            "tcp_user_timeout": geduld_s * 1000,
            "options": f"-c lock_timeout={geduld_s}s",
        }
        return create_engine(adres, pool_pre_ping=True, pool_size=8, max_overflow=16, connect_args=wacht)
    if adres.database and adres.database != ":memory:":
        Path(adres.database).parent.mkdir(parents=True, exist_ok=True)
    motor = create_engine(adres, connect_args={"timeout": geduld_s}, pool_size=16, max_overflow=32)
    event.listen(motor, "connect", _zet_sqlite)
    event.listen(motor, "begin", _begin_sqlite)
    return motor


def _zet_sqlite(verbinding: Any, _record: Any) -> None:  # noqa: ANN401 - a DBAPI connection has no type
    verbinding.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        verbinding.execute(f"PRAGMA {pragma}")


def _begin_sqlite(verbinding: Connection) -> None:
    schrijft = verbinding.get_execution_options().get("schrijft", False)
    verbinding.exec_driver_sql("BEGIN IMMEDIATE" if schrijft else "BEGIN")


class Opslag:
    """The database with the keys to it. Use cases open their transactions here; queries get the session."""

    def __init__(self, motor: Engine, kluis: Kluis, pseudoniemen: Pseudoniemen) -> None:
        self.motor, self.kluis, self.pseudoniemen = motor, kluis, pseudoniemen
        self._schrijfmotor = motor.execution_options(schrijft=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.motor.dialect.name == "sqlite"

    @contextmanager
    def lezen(self) -> Iterator[Session]:
        """Open a transaction that only reads.

        Raises:
            OpslagFout: the database can't be reached.
        """
        with _vertaal(), Session(self.motor) as sessie, sessie.begin():
            yield sessie

    @contextmanager
    def schrijven(self) -> Iterator[Session]:
        """Open a transaction that writes; it is durable when this returns, undone when it raises.

        Raises:
            OpslagFout: the database can't be reached or stays locked.
        """
        with _vertaal(), Session(self._schrijfmotor) as sessie, sessie.begin():
            yield sessie

    def sluit(self) -> None:
        """Give back all connections."""
        self.motor.dispose()


@contextmanager
def _vertaal() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, InternalError, ProgrammingError) as fout:
        raise OpslagFout(f"de database is niet bruikbaar: {type(fout.orig).__name__}") from fout
    except DBAPIError as fout:
        if type(fout) is DatabaseError:
            # SQLite says so of a file that is damaged, or none of its own
            raise OpslagFout("de database is beschadigd, of geen database") from fout
        if fout.connection_invalidated:
            raise OpslagFout("de verbinding met de database brak af") from fout
        raise
