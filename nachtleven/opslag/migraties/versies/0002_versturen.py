"""versturen."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "alarmen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatst", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("opgelost", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarmen")),
    )
    op.create_index(
        "ix_alarmen_open",
        "alarmen",
        ["soort"],
        unique=True,
        sqlite_where=sa.text("opgelost IS NULL"),
        postgresql_where=sa.text("opgelost IS NULL"),
    )
    op.create_table(
        "tellers",
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("minuut", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("soort", "minuut", name=op.f("pk_tellers")),
    )
    op.create_table(
        "rondes",
        sa.Column("naam", sa.String(length=40), nullable=False),
        sa.Column("goed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("volgende", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mislukt", sa.Integer(), nullable=False),
        sa.Column("houder", sa.String(length=80), nullable=True),
        sa.Column("lease_tot", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("naam", name=op.f("pk_rondes")),
    )
    op.create_table(
        "proeven",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("verstuurd", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terug", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_proeven")),
    )
    op.create_table(
        "oproepen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("wijze", sa.String(length=40), nullable=False),
        sa.Column("plaats", sa.Integer(), nullable=False),
        sa.Column("onderwerp", sa.String(length=40), nullable=False),
        sa.Column("ontvangen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staat", sa.String(length=40), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende", sa.DateTime(timezone=True), nullable=False),
        sa.Column("houder", sa.String(length=80), nullable=True),
        sa.Column("lease_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("poort_id", sa.String(length=200), nullable=True),
        sa.Column("foutcode", sa.Integer(), nullable=True),
        sa.Column("bijgewerkt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["bericht_id"], ["berichten.id"], name=op.f("fk_oproepen_bericht_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oproepen")),
        sa.UniqueConstraint("bericht_id", "wijze", "plaats", name=op.f("uq_oproepen_bericht_id_wijze_plaats")),
    )
    with op.batch_alter_table("oproepen", schema=None) as batch_op:
        batch_op.create_index("ix_oproepen_wacht", ["staat", "volgende"], unique=False)
        batch_op.create_index(batch_op.f("ix_oproepen_onderwerp_gemaakt"), ["onderwerp", "gemaakt"], unique=False)
        batch_op.create_index(batch_op.f("ix_oproepen_poort_id"), ["poort_id"], unique=False)


def downgrade() -> None:
    for tabel in ("oproepen", "proeven", "rondes", "tellers", "alarmen"):
        op.drop_table(tabel)
