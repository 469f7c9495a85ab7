"""Alembic's environment: the connection comes from `opslag.schema`, never from an ini file."""

from alembic import context
from sqlalchemy import Connection

from nachtleven.opslag import (
    apisleutels,
    diensttabellen,
    dossiertabellen,
    opvolgtabellen,
    rapporten,
    registertabellen,
    tabellen,
    toezichttabellen,
)

TABELLEN = (
    registertabellen.ZaakRij,
    tabellen.BerichtRij,
    diensttabellen.AlarmRij,
    toezichttabellen.BevindingRij,
    opvolgtabellen.ToewijzingRij,
    dossiertabellen.DossierRij,
    rapporten.BijschriftRij,
    apisleutels.ApisleutelRij,
)

verbinding = context.config.attributes["verbinding"]
if not isinstance(verbinding, Connection):
    raise TypeError("de migraties draaien over een verbinding van opslag.schema")
context.configure(
    connection=verbinding,
    target_metadata=tabellen.BerichtRij.metadata,
    render_as_batch=verbinding.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
