"""The queue's own tables: brought by the installed package, gone again, and held against what the package has since."""

from pathlib import Path

from alembic import command
from procrastinate.schema import SchemaManager
from sqlalchemy import text

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.schema import alembic_config, werk_bij

OVER = """
    SELECT count(*) FROM (
        SELECT relname AS naam FROM pg_class UNION SELECT proname FROM pg_proc UNION SELECT typname FROM pg_type) AS al
    WHERE naam ^@ 'procrastinate_'
"""


def tel_over(opslag: Opslag) -> int:
    with opslag.lezen() as sessie:
        return sessie.scalar(text(OVER)) or 0


def test_the_queue_goes_without_a_trace_and_comes_back(opslag_postgresql: Opslag) -> None:
    voor, motor = tel_over(opslag_postgresql), opslag_postgresql.motor
    assert voor
    with motor.connect() as verbinding, verbinding.begin():
        command.downgrade(alembic_config(verbinding), "base")
    assert tel_over(opslag_postgresql) == 0
    werk_bij(motor)
    assert tel_over(opslag_postgresql) == voor


def test_the_queue_says_up_to_which_of_the_packages_migrations_it_goes(opslag_postgresql: Opslag) -> None:
    """Where this fails, a new version of the package brings migrations: docs/beheer.md says what to write."""
    nieuwste = max(pad.name for pad in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    with opslag_postgresql.lezen() as sessie:
        assert sessie.scalar(text("SELECT obj_description('procrastinate_jobs'::regclass)")) == nieuwste
