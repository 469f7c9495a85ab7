"""A copy of the database while it is in use, put back somewhere else, and what it holds.

SQLite: its own online copy. PostgreSQL: pg_dump and pg_restore, which must be on the path and no older than the server;
the copy and the counts are of one snapshot.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, func, inspect, select, table, text
from sqlalchemy.exc import DBAPIError

from nachtleven.fouten import ReserveFout
from nachtleven.instellingen import omgeving
from nachtleven.opslag.motor import Opslag, maak_motor

_VELDEN = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}  # nosec B105 - the name of a variable, no password
_BEHEER = "postgres"


@dataclass(frozen=True, slots=True)
class Programmas:
    """Where pg_dump and pg_restore are looked for; None: on the process's own path."""

    pad: str | None = None

    def draai(self, naam: str, url: URL, *woorden: str) -> None:
        """Run one of them on a database; its password goes by the environment, never by the call.

        Raises:
            ReserveFout: it isn't there, or it failed.
        """
        programma = shutil.which(naam, path=self.pad)
        if programma is None:
            raise ReserveFout(f"{naam} is niet gevonden: installeer PostgreSQL's programma's, zo nieuw als de server")
        gegeven = create_engine(url).dialect.create_connect_args(url)[1]
        eigen = {_VELDEN[naam_]: str(waarde) for naam_, waarde in gegeven.items() if naam_ in _VELDEN}
        gedaan = subprocess.run(  # noqa: S603 - a program of ours with words of ours
            [programma, *woorden], env={**omgeving(), **eigen}, capture_output=True, text=True, check=False
        )
        if gedaan.returncode:
            laatste = gedaan.stderr.strip().splitlines()[-1:] or ["zonder uitleg"]
            raise ReserveFout(f"{naam} is mislukt: {laatste[0]}")


def schrijf_kopie(opslag: Opslag, naar: Path, programmas: Programmas) -> dict[str, int]:
    """Write a copy of the database to a file; give how many rows each of its tables holds.

    Raises:
        ReserveFout: the copy can't be made.
    """
    if not opslag.is_sqlite:
        return _stort(opslag.motor, naar, programmas)
    van = Path(str(opslag.motor.url.database))
    try:
        bron, doel = sqlite3.connect(f"{van.absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(naar)
        try:
            bron.backup(doel)
        finally:
            bron.close()
            doel.close()
    except sqlite3.Error as fout:
        raise ReserveFout(f"de database kan niet gekopieerd worden: {fout}") from fout
    motor = maak_motor(f"sqlite:///{naar}")
    try:
        with motor.connect() as verbinding:
            return tel_rijen(verbinding)
    finally:
        motor.dispose()


def _stort(motor: Engine, naar: Path, programmas: Programmas) -> dict[str, int]:
    try:
        with motor.connect().execution_options(isolation_level="REPEATABLE READ") as verbinding:
            beeld = verbinding.scalar(text("SELECT pg_export_snapshot()"))
            telling = tel_rijen(verbinding)
            woorden = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={beeld}", f"--file={naar}")
            programmas.draai("pg_dump", motor.url, *woorden)
            return telling
    except DBAPIError as fout:
        raise ReserveFout(f"de database kan niet gekopieerd worden: {type(fout.orig).__name__}") from fout


def tel_rijen(verbinding: Connection) -> dict[str, int]:
    """Count the rows of every table there is, by name."""
    namen = sorted(inspect(verbinding).get_table_names())
    return {naam: verbinding.scalar(select(func.count()).select_from(table(naam))) or 0 for naam in namen}


def is_leeg(url: str) -> bool:
    """Tell whether there is no database of ours at this address yet: no file, or no table.

    Raises:
        ReserveFout: what stands there can't be looked into.
    """
    adres = maak_motor(url).url
    if adres.get_backend_name() == "sqlite":
        pad = str(adres.database)
        return not any(Path(f"{pad}{staart}").exists() for staart in ("", "-wal", "-shm"))
    with _beheer(adres) as verbinding:
        if adres.database not in _databases(verbinding):
            return True
    motor = maak_motor(url)
    try:
        return not inspect(motor).get_table_names()
    finally:
        motor.dispose()


@contextmanager
def teruggezet(kopie: Path, opslag: Opslag, programmas: Programmas) -> Iterator[Opslag]:
    """Put a copy back in a place of its own, beside the database of these settings, and open it with the same keys.

    The place is gone at the end, unless it was given its own name by `neem_in_gebruik`.

    Raises:
        ReserveFout: it can't be put back.
    """
    adres = opslag.motor.url
    if opslag.is_sqlite:
        eigen = Opslag(maak_motor(f"sqlite:///{kopie}"), opslag.kluis, opslag.pseudoniemen)
        try:
            yield eigen
        finally:
            eigen.sluit()
        return
    naam = f"{adres.database}_herstel_{token_hex(4)}"
    with _beheer(adres) as verbinding:
        verbinding.exec_driver_sql(f'CREATE DATABASE "{naam}"')
    eigen = Opslag(maak_motor(_als_tekst(adres.set(database=naam))), opslag.kluis, opslag.pseudoniemen)
    try:
        woorden = ("--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={naam}", str(kopie))
        programmas.draai("pg_restore", adres.set(database=naam), *woorden)
        yield eigen
    finally:
        eigen.sluit()
        with _beheer(adres) as verbinding:
            verbinding.exec_driver_sql(f'DROP DATABASE IF EXISTS "{naam}" WITH (FORCE)')


def neem_in_gebruik(eigen: Opslag, doel: Opslag) -> None:
    """Give what was put back the name of the database of the settings, in one step; an empty one there gives way.

    Raises:
        ReserveFout: somebody is connected to it, or it may not be done.
    """
    van, naar = eigen.motor.url.database, doel.motor.url.database
    eigen.sluit()
    doel.sluit()
    if eigen.is_sqlite:
        _verhuis(Path(str(van)), Path(str(naar)))
        return
    with _beheer(doel.motor.url) as verbinding:
        verbinding.exec_driver_sql(f'DROP DATABASE IF EXISTS "{naar}"')
        verbinding.exec_driver_sql(f'ALTER DATABASE "{van}" RENAME TO "{naar}"')


def _verhuis(van: Path, naar: Path) -> None:
    """Copy a closed database file, maybe to another disk, and give it its name once it is whole and on disk."""
    log = Path(f"{van}-wal")
    if log.exists() and log.stat().st_size:
        raise ReserveFout("de teruggezette database is nog in gebruik")
    naar.parent.mkdir(parents=True, exist_ok=True)
    half = naar.with_name(f".{naar.name}.half")
    try:
        shutil.copyfile(van, half)
        with half.open("rb+") as bestand:
            os.fsync(bestand.fileno())
        half.replace(naar)
    except OSError as fout:
        raise ReserveFout(f"de database kan niet op haar plaats gezet worden: {fout.strerror}") from fout
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def _beheer(adres: URL) -> Iterator[Connection]:
    motor = create_engine(adres.set(database=_BEHEER), isolation_level="AUTOCOMMIT")
    try:
        with motor.connect() as verbinding:
            yield verbinding
    except DBAPIError as fout:
        raise ReserveFout(f"de databaseserver weigert: {str(fout.orig).splitlines()[0]}") from fout
    finally:
        motor.dispose()


def _databases(verbinding: Connection) -> set[str]:
    return set(verbinding.scalars(text("SELECT datname FROM pg_database")))


def _als_tekst(adres: URL) -> str:
    return adres.render_as_string(hide_password=False)


def verschillen(verwacht: Mapping[str, int], gevonden: Mapping[str, Any]) -> list[str]:
    """Name the tables that hold another number of rows than they should."""
    paren = {naam: (verwacht.get(naam), gevonden.get(naam)) for naam in sorted({*verwacht, *gevonden})}
    return [f"{naam}: {er} in plaats van {nodig}" for naam, (nodig, er) in paren.items() if nodig != er]
