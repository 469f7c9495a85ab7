"""aandacht: all reasons for a person to look, of meldingen and of messages that belong to none."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0007"


def upgrade() -> None:
    _wissel(sa.column("aandacht", sa.String), sa.String(200))
    op.create_index(op.f("ix_meldingen_aandacht_ontvangen"), "meldingen", ["aandacht", "ontvangen"])
    op.add_column("berichten", sa.Column("aandacht", sa.String(200), nullable=True))
    op.execute("UPDATE berichten SET aandacht = 'persoon' WHERE staat = 'persoon'")
    op.create_index(op.f("ix_berichten_aandacht_ontvangen"), "berichten", ["aandacht", "ontvangen"])


def downgrade() -> None:
    op.drop_index(op.f("ix_berichten_aandacht_ontvangen"), table_name="berichten")
    op.drop_column("berichten", "aandacht")
    op.drop_index(op.f("ix_meldingen_aandacht_ontvangen"), table_name="meldingen")
    _wissel(sa.func.substr(sa.column("aandacht"), 1, 40), sa.String(40))


def _wissel(waarde: sa.ColumnElement[str], soort: sa.String) -> None:
    """Put a column of this type in the place of the old one; no batch: on SQLite the children go with the old table."""
    op.add_column("meldingen", sa.Column("aandacht_nieuw", soort, nullable=True))
    tabel = sa.table("meldingen", sa.column("aandacht"), sa.column("aandacht_nieuw"))
    op.execute(tabel.update().where(tabel.c.aandacht.is_not(None)).values(aandacht_nieuw=waarde))
    op.drop_column("meldingen", "aandacht")
    op.execute("ALTER TABLE meldingen RENAME COLUMN aandacht_nieuw TO aandacht")
