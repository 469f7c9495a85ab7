"""The database connection: SQLite in WAL mode or PostgreSQL, and the two kinds of transaction over it.

Writing on SQLite takes the write lock at the start (BEGIN IMMEDIATE), so that two writers wait for each other instead
of failing halfway. Every commit is on disk before `schrijven` returns: the wait for the disk stands outside the lock
and serves all who wait (`doorschrijver`). What writes past `Opslag`, as a migration, waits inside (synchronous=FULL).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, cast

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
from nachtleven.opslag.doorschrijver import Doorschrijver
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen

_REDENEN = (
    *((code, "de schijf is vol") for code in ("SQLITE_FULL", "53100")),
    *((code, "een ander proces houdt ze te lang vast") for code in ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03")),
    ("SQLITE_CANTOPEN", "het bestand is niet te openen"),
    *((code, "ze mag niet geschreven worden") for code in ("SQLITE_READONLY", "25006")),
    ("SQLITE_IOERR", "de schijf geeft een fout"),
    *((code, "ze weigert de gebruiker of het wachtwoord") for code in ("28", "42501")),
    ("3D000", "ze bestaat niet"),
    ("42P01", "het schema is niet bij; voer `nachtleven db upgrade` uit"),
    *((code, "de server stopt of is weg") for code in ("57P", "08")),
    ("53", "de server heeft te weinig plaats of verbindingen"),
)
"""Why a database can't be used, by the begin of SQLite's name for it or of the SQLSTATE."""

_VERBIND_S = 3
_BEURT_S = 0.5
"""How long a thread waits for the others of its process before it asks the database for the lock itself."""


def maak_motor(url: str, geduld_s: int = 15) -> Engine:
    """Make the engine for a database address; connects to nothing yet. A SQLite file's folder is made, its owner's.

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
        Path(adres.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # the connection that was used last goes first: the pages it read are still good where none but it wrote since
    motor = create_engine(adres, connect_args={"timeout": geduld_s}, pool_size=16, max_overflow=32, pool_use_lifo=True)
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
    opties, echt = verbinding.get_execution_options(), cast("Any", verbinding.connection.dbapi_connection)
    echt.execute(f"PRAGMA synchronous={'NORMAL' if opties.get('schrijft_door') else 'FULL'}")
    verbinding.exec_driver_sql("BEGIN IMMEDIATE" if opties.get("schrijft") else "BEGIN")


class Opslag:
    """The database with the keys to it. Use cases open their transactions here; queries get the session."""

    def __init__(self, motor: Engine, kluis: Kluis, pseudoniemen: Pseudoniemen) -> None:
        self.motor, self.kluis, self.pseudoniemen = motor, kluis, pseudoniemen
        self._schrijfmotor = motor.execution_options(schrijft=True, schrijft_door=True)
        bestand = motor.url.database if self.is_sqlite else None
        self.doorschrijver = Doorschrijver(Path(bestand)) if bestand and bestand != ":memory:" else None
        self._slot = threading.Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.motor.dialect.name == "sqlite"

    @contextmanager
    def lezen(self) -> Iterator[Session]:
        """Open a transaction that only reads; it begins with the first question, and what it wrote would be undone.

        Raises:
            OpslagFout: the database can't be reached.
        """
        with _vertaal(), Session(self.motor) as sessie:
            yield sessie

    @contextmanager
    def schrijven(self) -> Iterator[Session]:
        """Open a transaction that writes; it is durable when this returns, undone when it raises.

        Raises:
            OpslagFout: the database can't be reached or stays locked.
        """
        beurt = _om_de_beurt(self._slot) if self.is_sqlite else nullcontext()
        with beurt, _vertaal(), Session(self._schrijfmotor) as sessie, sessie.begin():
            yield sessie
        self.zeker()

    def zeker(self) -> None:
        """Return once all that was written or read here is on disk: what another process wrote may be read sooner.

        Raises:
            OpslagFout: the disk did not take it.
        """
        if self.doorschrijver is not None:
            self.doorschrijver.wacht()

    def sluit(self) -> None:
        """Give back all connections."""
        self.motor.dispose()
        if self.doorschrijver is not None:
            self.doorschrijver.sluit()


@contextmanager
def _om_de_beurt(slot: threading.Lock) -> Iterator[None]:
    """Let the threads of one process write in turns: those that poll for SQLite's lock wait far longer than it is held.

    Who has waited long enough goes on and asks the database itself.
    """
    van_ons = slot.acquire(timeout=_BEURT_S)
    try:
        yield
    finally:
        if van_ons:
            slot.release()


def onbruikbaar(fout: BaseException | None) -> OpslagFout:
    """Give our error for a driver's, with the reason where it is known; never its words, which may quote a row."""
    code = getattr(fout, "sqlite_errorname", None) or getattr(fout, "sqlstate", None)
    anders = f"{type(fout).__name__} {code}" if code else "ze is niet bereikbaar"
    reden = next((zin for begin, zin in _REDENEN if code and code.startswith(begin)), anders)
    return OpslagFout(f"de database is niet bruikbaar: {reden}")


@contextmanager
def _vertaal() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, InternalError, ProgrammingError) as fout:
        raise onbruikbaar(fout.orig) from fout
    except DBAPIError as fout:
        if type(fout) is DatabaseError:
            # SQLite says so of a file that is damaged, or none of its own
            raise OpslagFout("de database is beschadigd, of geen database") from fout
        if fout.connection_invalidated:
            raise OpslagFout("de verbinding met de database brak af") from fout
        raise
