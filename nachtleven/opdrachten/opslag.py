"""`nachtleven db`: the schema of the database."""

import click

from nachtleven.opdrachten import vorm


@click.group()
def db() -> None:
    """De database."""


@db.command("upgrade")
@vorm.vertaal_fouten
def db_upgrade() -> None:
    """Maak het schema of breng het bij."""
    from nachtleven import instellingen
    from nachtleven.opslag import schema
    from nachtleven.samenstelling import open_opslag

    opslag = open_opslag(instellingen.laad(instellingen.omgeving(), instellingen.Voor.OPSLAG))
    voor, na = schema.werk_bij(opslag.motor)
    click.echo(f"schema staat op {na}" + ("" if voor == na else f" (was {voor or 'leeg'})"), err=True)
