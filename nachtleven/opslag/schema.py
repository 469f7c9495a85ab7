"""Bringing the schema of a database to the newest migration; what only asks for the version is in `schemaversie`."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from nachtleven.fouten import OpslagFout
from nachtleven.opslag.schemaversie import eigen_versies, huidige_versie, nieuwste_versie

_IN_STEEKPROEF = """
    SELECT quote_ident(t.relname), quote_ident(k.attname) FROM pg_attribute k JOIN pg_class t ON t.oid = k.attrelid
    WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
    AND k.attnum > 0 AND NOT k.attisdropped AND k.atttypid = 'bytea'::regtype AND coalesce(k.attstattarget, -1) <> 0
"""


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
            if voor is not None and voor not in eigen_versies():
                return voor, voor  # a version after this program's: nothing to do here
            command.upgrade(alembic_config(verbinding), "head")
            if verbinding.dialect.name == "postgresql":
                _houd_uit_steekproef(verbinding)
            return voor, nieuwste_versie()
    except DBAPIError as fout:
        raise OpslagFout(f"de migratie is niet gelukt, er is niets veranderd: {fout.orig}") from fout


def _houd_uit_steekproef(verbinding: Connection) -> None:
    """Keep keys and ciphertexts out of the samples that PostgreSQL takes of columns: no erasure reaches those."""
    for tabel, kolom in verbinding.exec_driver_sql(_IN_STEEKPROEF).all():
        verbinding.exec_driver_sql(f"ALTER TABLE {tabel} ALTER COLUMN {kolom} SET STATISTICS 0")
