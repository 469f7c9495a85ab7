"""Bringing the schema of a database to the newest migration, and telling whether it is there."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from nachtleven.fouten import OpslagFout


def alembic_config(verbinding: Connection | None = None) -> Config:
    """Make Alembic's configuration over a connection; without one only the scripts can be asked for."""
    config = Config()
    config.set_main_option("script_location", str(files("nachtleven.opslag") / "migraties"))
    config.set_main_option("version_locations", str(files("nachtleven.opslag") / "migraties" / "versies"))
    config.set_main_option("path_separator", "os")
    config.attributes["verbinding"] = verbinding
    return config


def werk_bij(motor: Engine) -> tuple[str | None, str]:
    """Run the migrations that are missing, in one transaction; give the version before and after.

    Raises:
        OpslagFout: the database can't be reached or refuses.
    """
    try:
        with motor.execution_options(schrijft=True).connect() as verbinding, verbinding.begin():
            voor = huidige_versie(verbinding)
            if voor is not None and voor not in _eigen_versies():
                return voor, voor  # a version after this program's: nothing to do here
            command.upgrade(alembic_config(verbinding), "head")
            return voor, nieuwste_versie()
    except DBAPIError as fout:
        raise OpslagFout(f"de migratie is niet gelukt, er is niets veranderd: {fout.orig}") from fout


def huidige_versie(verbinding: Connection) -> str | None:
    """Give the migration the database stands at; None: an empty one."""
    return MigrationContext.configure(verbinding).get_current_revision()


def nieuwste_versie() -> str:
    """Give the newest migration of this program."""
    hoofd = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if hoofd is None:
        raise OpslagFout("er zijn geen migraties")
    return hoofd


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
    return huidige == nieuwste_versie() or (huidige is not None and huidige not in _eigen_versies())


def _eigen_versies() -> frozenset[str]:
    return frozenset(deel.revision for deel in ScriptDirectory.from_config(alembic_config()).walk_revisions())
