"""apisleutels: the clients that read the API, each known by the hash of its token."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "apisleutels",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("naam", sa.String(length=60), nullable=False),
        sa.Column("bereiken", sa.String(length=200), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apisleutels")),
        sa.UniqueConstraint("naam", name=op.f("uq_apisleutels_naam")),
    )


def downgrade() -> None:
    op.drop_table("apisleutels")
