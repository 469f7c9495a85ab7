"""accounts: codes that count once, sessions that are revoked, a language, and who logs in at the city's sign-on."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("gebruikers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("totp_stap", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ronde", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("taal", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("extern", sa.String(length=300), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_gebruikers_extern"), ["extern"])
    for kolom in ("moment", "gebruiker", "voorwerp"):
        op.create_index(op.f(f"ix_audit_{kolom}"), "audit", [kolom], unique=False)


def downgrade() -> None:
    for kolom in ("voorwerp", "gebruiker", "moment"):
        op.drop_index(op.f(f"ix_audit_{kolom}"), table_name="audit")
    with op.batch_alter_table("gebruikers", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_gebruikers_extern"), type_="unique")
        for kolom in ("extern", "taal", "ronde", "totp_stap"):
            batch_op.drop_column(kolom)
