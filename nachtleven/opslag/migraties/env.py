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
    stickervellen,
    tabellen,
    tellingtabellen,
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
    stickervellen.StickervelRij,
    tellingtabellen.NachttellingRij,
)

WACHTRIJ = "procrastinate_"
"""How the tables of the queue begin: they are its own, none of our models."""


def is_van_ons(naam: str | None, soort: str, _ouder: object) -> bool:
    """Tell whether a table that is there should be one of our models."""
    return soort != "table" or naam is None or not naam.startswith(WACHTRIJ)


verbinding = context.config.attributes["verbinding"]
if not isinstance(verbinding, Connection):
    raise TypeError("de migraties draaien over een verbinding van opslag.schema")
context.configure(
    connection=verbinding,
    target_metadata=tabellen.BerichtRij.metadata,
    render_as_batch=verbinding.dialect.name == "sqlite",
    compare_type=True,
    include_name=is_van_ons,
)
with context.begin_transaction():
    context.run_migrations()
