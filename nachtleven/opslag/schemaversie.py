"""At which migration a database stands, and which is this program's newest; without Alembic, which is slow to import.

The web process asks this alone. The versions are read from the migrations' own files, the chain as Alembic reads it.
"""

import re
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, Engine, column, inspect, select, table
from sqlalchemy.exc import DBAPIError

from nachtleven.fouten import OpslagFout

_TABEL = "alembic_version"
_VERSIE = re.compile(r'^revision = "(\w+)"$', re.MULTILINE)
_VOORGANGER = re.compile(r'^down_revision = "(\w+)"$', re.MULTILINE)


@cache
def _keten() -> dict[str, str | None]:
    """Give the migration before each; read once a process."""
    keten: dict[str, str | None] = {}
    for bestand in (files("nachtleven.opslag") / "migraties" / "versies").iterdir():
        if bestand.name.endswith(".py"):
            inhoud = bestand.read_text("utf-8")
            voorganger = _VOORGANGER.search(inhoud)
            keten |= dict.fromkeys(_VERSIE.findall(inhoud), voorganger[1] if voorganger else None)
    return keten


def eigen_versies() -> frozenset[str]:
    """Give all migrations of this program."""
    return frozenset(_keten())


def nieuwste_versie() -> str:
    """Give the newest migration of this program.

    Raises:
        OpslagFout: there is none, or more than one.
    """
    hoofden = _keten().keys() - set(_keten().values())
    if len(hoofden) != 1:
        raise OpslagFout("er is geen ene nieuwste migratie")
    return hoofden.pop()


def huidige_versie(verbinding: Connection) -> str | None:
    """Give the migration the database stands at; None: an empty one."""
    if not inspect(verbinding).has_table(_TABEL):
        return None
    versie: str | None = verbinding.scalar(select(column("version_num")).select_from(table(_TABEL)))
    return versie


def is_bij(motor: Engine) -> bool:
    """Tell whether the schema is the newest, or of a version after this program's.

    A later version only adds, so that this one goes on while it is brought in, and can be gone back to.

    Raises:
        OpslagFout: the database can't be reached.
    """
    try:
        with motor.connect() as verbinding:
            huidige = huidige_versie(verbinding)
    except DBAPIError as fout:
        raise OpslagFout("de database is niet bereikbaar") from fout
    return huidige == nieuwste_versie() or (huidige is not None and huidige not in eigen_versies())
