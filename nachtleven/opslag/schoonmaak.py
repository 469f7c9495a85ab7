"""After an erasure: nothing of it stays in the files of the database.

SQLite overwrites what it frees with zeros (secure_delete); what passed through the write-ahead log goes when that is
truncated. PostgreSQL keeps the bytes of dead rows in their pages, also after a VACUUM: the tables that hold something
of a person are written anew, without them. Everybody waits for such a table meanwhile, so that one that is too large to
do that quickly is only vacuumed. What stays there, and in the write log, only dropping the master key of then erases.
"""

import sqlite3

from sqlalchemy import Connection, PoolProxiedConnection
from sqlalchemy.exc import OperationalError

from nachtleven.opslag.motor import Opslag, onbruikbaar

HERSCHRIJF_BYTES = 256 * 1024**2
"""The largest table, with its indexes, that is written anew while everything waits for it."""

_SLOT_S = 2
"""How long it waits for a table: whoever comes after it waits as long."""

GEDULD_S = 5.0
"""How long those are waited for who still see the rows as they were."""

_ADEM_S = 0.1
_GEEN_SLOT = "55P03"

_TABELLEN = """
    SELECT quote_ident(t.relname), pg_total_relation_size(t.oid), pg_has_role(t.relowner, 'USAGE') FROM pg_class t
    WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace AND (
        t.relname = 'melders'
        OR EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = t.oid AND k.atttypid = 'bytea'::regtype)
        OR EXISTS (SELECT FROM pg_constraint v WHERE v.conrelid = t.oid AND v.confrelid = to_regclass('meldingen'))
    ) ORDER BY t.relname
"""  # what holds keys or ciphertext, or hangs on a melding

_KIJKERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < %s
    AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
"""


def maak_schoon(opslag: Opslag, *, geduld_s: float = GEDULD_S, hoogstens: int = HERSCHRIJF_BYTES) -> bool:
    """Clean up after an erasure; False: something of it may be in the files still, until the next time.

    On SQLite because somebody reads the old pages; on PostgreSQL also because somebody holds a table, or because it
    has more than `hoogstens` bytes or is not ours: then it is never written anew here.

    Raises:
        OpslagFout: the database can't be reached.
    """
    return _leeg_log(opslag, geduld_s) if opslag.is_sqlite else _herschrijf(opslag, geduld_s, hoogstens)


def _leeg_log(opslag: Opslag, geduld_s: float) -> bool:
    try:
        return _leeg_log_van(opslag.motor.raw_connection(), geduld_s)
    except (sqlite3.Error, OperationalError) as fout:
        raise onbruikbaar(getattr(fout, "orig", fout)) from fout


def _leeg_log_van(verbinding: PoolProxiedConnection, geduld_s: float) -> bool:
    cursor = verbinding.cursor()
    try:
        (gewoon,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {int(geduld_s * 1000)}")
        try:
            gevolg = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()  # busy, pages in the log, moved
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {gewoon}")
    finally:
        verbinding.close()
    return not gevolg[0]


def _herschrijf(opslag: Opslag, geduld_s: float, hoogstens: int) -> bool:
    try:
        with opslag.motor.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
            vrij = _wacht_op_kijkers(verbinding, geduld_s)
            tabellen = verbinding.exec_driver_sql(_TABELLEN).all()
            gedaan = [_ruim(verbinding, naam, klein=grootte <= hoogstens) and ons for naam, grootte, ons in tabellen]
    except OperationalError as fout:
        raise onbruikbaar(fout.orig) from fout
    return vrij and all(gedaan)


def _wacht_op_kijkers(verbinding: Connection, geduld_s: float) -> bool:
    """Wait until nobody sees the rows of before any more: what is seen, is copied along. False: somebody stays."""
    begin = verbinding.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    for _ in range(1 + int(geduld_s / _ADEM_S)):
        if not verbinding.exec_driver_sql(_KIJKERS, (begin,)).scalar_one():
            return True
        verbinding.exec_driver_sql("SELECT pg_sleep(%s)", (_ADEM_S,))
    return False


def _ruim(verbinding: Connection, tabel: str, *, klein: bool) -> bool:
    """Write a table anew, or only free its dead rows; False: something of them stays."""
    verbinding.exec_driver_sql(f"SET lock_timeout = '{_SLOT_S}s'")
    try:
        verbinding.exec_driver_sql(f"VACUUM {'FULL ' if klein else ''}{tabel}")
    except OperationalError as fout:
        if getattr(fout.orig, "sqlstate", None) != _GEEN_SLOT:
            raise
        return False
    finally:
        verbinding.exec_driver_sql("RESET lock_timeout")
    return klein
