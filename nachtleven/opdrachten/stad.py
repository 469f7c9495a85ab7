"""`nachtleven stad`: another city."""

from pathlib import Path

import click

from nachtleven.opdrachten import vorm


@click.group()
def stad() -> None:
    """De configuratie van een stad."""


@stad.command("nieuw")
@click.argument("doel", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@vorm.vertaal_fouten
def stad_nieuw(doel: Path) -> None:
    """Schrijf een becommentarieerde beginconfiguratie in DIR en zeg wat er nog ontbreekt."""
    from nachtleven.nieuwestad import BESTAND, maak, wat_na_te_kijken, wat_ontbreekt

    maak(doel)
    for gebrek in wat_ontbreekt(doel / BESTAND):
        click.echo(f"{doel / BESTAND}: {gebrek}")
    for plek in wat_na_te_kijken():
        click.echo(f"na te kijken: {doel}/{plek}")
    click.echo(f"zet daarna NACHTLEVEN_CONFIG={doel / BESTAND} en draai `nachtleven doctor`", err=True)
