"""wachtrij: on PostgreSQL the tables and functions of Procrastinate, as the installed package brings them.

The comment on its table says up to which of the package's own migrations they go (docs/beheer.md, Bijwerken).
"""

from typing import Any

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0018"
down_revision = "0016"

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
    verbinding = op.get_bind()
    if verbinding.dialect.name != "postgresql":
        return
    _draai(SchemaManager.get_schema())
    _draai(f"COMMENT ON TABLE procrastinate_jobs IS '{STAND}'")


def downgrade() -> None:
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
