"""bewaren: when a message that belongs to no melding is erased."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("berichten", sa.Column("wissen_op", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_berichten_wissen_op"), "berichten", ["wissen_op"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_berichten_wissen_op"), table_name="berichten")
    with op.batch_alter_table("berichten", schema=None) as batch_op:
        batch_op.drop_column("wissen_op")
