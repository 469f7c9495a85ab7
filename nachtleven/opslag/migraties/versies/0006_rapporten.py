"""rapporten: hoe ver een verslag is, en wat iemand erbij schreef."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("rapporten") as batch_op:
        batch_op.add_column(sa.Column("staat", sa.String(length=40), nullable=False, server_default="concept"))
        batch_op.add_column(sa.Column("goedgekeurd", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("goedgekeurd_door", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("verzonden", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("wijziging", sa.String(length=1000), nullable=True))
    op.create_table(
        "rapport_bijschriften",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rapport_id", sa.Uuid(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("tekst", sa.String(length=1000), nullable=False),
        sa.Column("opvolging", sa.String(length=40), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["rapport_id"], ["rapporten.id"], name=op.f("fk_rapport_bijschriften_rapport_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rapport_bijschriften")),
    )
    op.create_index(op.f("ix_rapport_bijschriften_rapport_id"), "rapport_bijschriften", ["rapport_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_rapport_bijschriften_rapport_id"), table_name="rapport_bijschriften")
    op.drop_table("rapport_bijschriften")
    with op.batch_alter_table("rapporten") as batch_op:
        for kolom in ("wijziging", "verzonden", "goedgekeurd_door", "goedgekeurd", "staat"):
            batch_op.drop_column(kolom)
