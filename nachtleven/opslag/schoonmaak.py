"""After an erasure: nothing of it stays in the files of the database.

SQLite overwrites what it frees with zeros (secure_delete); what passed through the write-ahead log goes when that is
truncated. PostgreSQL frees dead rows by VACUUM; their bytes stay until the space is used again, and in the archived
log: there only dropping the master key of then erases.
"""

from sqlalchemy.exc import OperationalError

from nachtleven.fouten import OpslagFout
from nachtleven.opslag.motor import Opslag


def maak_schoon(opslag: Opslag) -> bool:
    """Clean up after an erasure; False: a reader held the old pages, so that it must be done again later.

    Raises:
        OpslagFout: the database can't be reached.
    """
    return _leeg_log(opslag) if opslag.is_sqlite else _ruim_rijen(opslag)


def _leeg_log(opslag: Opslag) -> bool:
    verbinding = opslag.motor.raw_connection()
    try:
        cursor = verbinding.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        gevolg = cursor.fetchone()  # busy, pages in the log, pages moved
        cursor.close()
    finally:
        verbinding.close()
    return gevolg is not None and not gevolg[0]


def _ruim_rijen(opslag: Opslag) -> bool:
    try:
        with opslag.motor.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
            verbinding.exec_driver_sql("VACUUM")
    except OperationalError as fout:
        raise OpslagFout("de gewiste rijen konden niet opgeruimd worden") from fout
    return True
