"""sticker code: whether a text of a melding named its venue by its sticker; step: how far claimed work is."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("meldingen", sa.Column("via_code", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("claims", sa.Column("stap", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_column("stap")
    with op.batch_alter_table("meldingen", schema=None) as batch_op:
        batch_op.drop_column("via_code")
