"""herlezen: when a message was read deeply, behind the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("berichten", sa.Column("herlezen", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_berichten_herlezen_ontvangen"), "berichten", ["herlezen", "ontvangen"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_berichten_herlezen_ontvangen"), table_name="berichten")
    op.drop_column("berichten", "herlezen")
