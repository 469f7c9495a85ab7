"""wachtrij: on PostgreSQL the tables and functions of Procrastinate, as the installed package brings them.

The comment on the queue's table says up to which of the package's own migrations it goes (docs/beheer.md, the rules for
a migration). And, on both databases, stickers that are asked for many venues at once.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

revision = "0018"
down_revision = "0017"

STAND = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
"""The newest of the package's own migrations that this program knows."""

TABELLEN = (
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_jobs",
    "procrastinate_workers",
)
SOORTEN = ("procrastinate_job_to_defer_v1", "procrastinate_job_event_type", "procrastinate_job_status")

_FUNCTIES = """
DO $$
DECLARE functie regprocedure;
BEGIN
    FOR functie IN
        SELECT oid FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND proname ^@ 'procrastinate_'
    LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', functie);
    END LOOP;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "stickervellen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gevraagd", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("zaken", sa.Text(), nullable=False),
        sa.Column("klaar", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stickervellen")),
    )
    if op.get_bind().dialect.name != "postgresql":
        return
    _draai(SchemaManager.get_schema())
    _draai(f"COMMENT ON TABLE procrastinate_jobs IS '{STAND}'")


def downgrade() -> None:
    op.drop_table("stickervellen")
    if op.get_bind().dialect.name != "postgresql":
        return
    for tabel in TABELLEN:
        _draai(f"DROP TABLE {tabel} CASCADE")
    _draai(_FUNCTIES)
    for soort in SOORTEN:
        _draai(f"DROP TYPE {soort} CASCADE")


def _draai(bron: str) -> None:
    """Run SQL as it is: many statements at once, and no sign in it is a parameter."""
    echt: Any = op.get_bind().connection.driver_connection
    echt.execute(bron)
