"""nachttellingen: figures counted ahead by night, and triggers that tell which nights changed since.

Triggers, because a night is stale whoever wrote: a person, a bulk erasure, a process of the version before. A message
counts by the bar night of its receipt, from 12:00 in Brussels, which is 10:00 or 11:00 UTC: both days are told. It also
makes the earlier messages of its melding answered, so their nights are told too.

SQLite, one writer at a time, keeps each night once. PostgreSQL keeps a row a change: to look whether one is there
already would be to miss a change that is counted and cleared meanwhile, and to share a row would make writers wait.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_GETELD = {
    "meldingen": "nacht, uur, status, kanaal, rol, taal, zaak_id, zaak_hoe, via_code, ontvangen, contact_voor,"
    " gecontacteerd, gesloten, samengevoegd_met",
    "melding_gronden": "melding_id, grond, bevestigd",
    "melding_feiten": "melding_id, feit",
    "berichten": "ontvangen, staat, melding_id",
    "antwoorden": "bericht_id, soort, wijze, gemaakt",
}
"""Of each table that is counted, the columns that a figure hangs on."""

_DAGEN = {
    "sqlite": ("date({rij}.ontvangen, '-10 hours')", "date({rij}.ontvangen, '-11 hours')"),
    "postgresql": (
        "CAST({rij}.ontvangen AT TIME ZONE 'UTC' - INTERVAL '10 hours' AS date)",
        "CAST({rij}.ontvangen AT TIME ZONE 'UTC' - INTERVAL '11 hours' AS date)",
    ),
}


def _nachten(tabel: str, rij: str, dialect: str) -> str:
    """Give the query for the nights that a row of a table is counted in; `rij`: NEW or OLD."""
    if tabel == "meldingen":
        return f"SELECT {rij}.nacht AS nacht"
    if tabel in {"melding_gronden", "melding_feiten"}:
        vraag = "SELECT m.nacht AS nacht FROM meldingen m WHERE m.id = {rij}.melding_id"
        return vraag.format(rij=rij)
    bronnen = {
        "antwoorden": {"b": f" FROM berichten b WHERE b.id = {rij}.bericht_id"},
        "berichten": {rij: "", "b": f" FROM berichten b WHERE b.melding_id = {rij}.melding_id"},
    }
    return " UNION ".join(
        f"SELECT {dag.format(rij=wie)} AS nacht{vanwaar}"
        for wie, vanwaar in bronnen[tabel].items()
        for dag in _DAGEN[dialect]
    )


def _op_sqlite(naam: str, tabel: str, wanneer: str, vraag: str) -> None:
    nieuw = ("INSERT INTO nachtwijzigingen (nacht) SELECT nacht FROM (", vraag, ") AS d")
    eens = "WHERE NOT EXISTS (SELECT 1 FROM nachtwijzigingen w WHERE w.nacht = d.nacht)"
    op.execute(f"CREATE TRIGGER {naam} AFTER {wanneer} ON {tabel} BEGIN {''.join(nieuw)} {eens}; END")


def _op_postgresql(naam: str, tabel: str, wanneer: str, vraag: str) -> None:
    op.execute(
        f"CREATE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" INSERT INTO nachtwijzigingen (nacht) {vraag}; RETURN NULL; END $$"
    )
    op.execute(f"CREATE TRIGGER {naam} AFTER {wanneer} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}()")


_WANNEER = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def upgrade() -> None:
    op.create_table(
        "nachttellingen",
        sa.Column("maat", sa.String(length=40), nullable=False),
        sa.Column("nacht", sa.Date(), nullable=False),
        sa.Column("waarde", sa.String(length=400), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("maat", "nacht", "waarde", name=op.f("pk_nachttellingen")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nachtwijzigingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nacht", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nachtwijzigingen")),
    )
    op.create_index(op.f("ix_nachtwijzigingen_nacht"), "nachtwijzigingen", ["nacht"], unique=False)
    dialect = op.get_bind().dialect.name
    maak = _op_postgresql if dialect == "postgresql" else _op_sqlite
    for tabel, kolommen in _GETELD.items():
        for wanneer, rijen in _WANNEER.items():
            vraag = " UNION ".join(_nachten(tabel, rij, dialect) for rij in rijen)
            van_kolommen = f"UPDATE OF {kolommen}" if wanneer == "UPDATE" else wanneer
            maak(f"nachttelling_{tabel}_{wanneer.lower()}", tabel, van_kolommen, vraag)


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for tabel in _GETELD:
        for wanneer in _WANNEER:
            naam = f"nachttelling_{tabel}_{wanneer.lower()}"
            op.execute(f"DROP TRIGGER {naam} ON {tabel}" if postgresql else f"DROP TRIGGER {naam}")
            if postgresql:
                op.execute(f"DROP FUNCTION {naam}()")
    op.drop_table("nachtwijzigingen")
    op.drop_table("nachttellingen")
