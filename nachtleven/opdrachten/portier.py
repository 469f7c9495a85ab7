"""`nachtleven portier`: how the duties of the doorman regulation are met."""

from datetime import datetime

import click

from nachtleven.opdrachten import vorm


@click.group()
def portier() -> None:
    """De naleving van het portierreglement."""


@portier.command("plichten")
@click.option(
    "--dag", "nacht", type=click.DateTime(["%Y-%m-%d"]), help="De avond van de nacht; anders de nacht van nu."
)
@vorm.vertaal_fouten
def portier_plichten(nacht: datetime | None) -> None:
    """Toon de plichten die in een nacht gelden: code, ernst, sinds wanneer, titel, wat ze vragen, bron."""
    from nachtleven import instellingen, klok
    from nachtleven.nacht import nacht_van
    from nachtleven.stad import laad_stad
    from nachtleven.toezicht.plichten import laad_plichten

    dag = nacht.date() if nacht else nacht_van(klok.nu())
    plek = laad_stad(instellingen.laad(instellingen.omgeving(), instellingen.Voor.CONFIG).config).map
    for plicht in laad_plichten(plek).op(dag):
        for regel in plicht.regels():
            click.echo(regel)


@portier.command("controleer")
@click.option("--van", type=vorm.Dag(), required=True, help="Vanaf, inbegrepen.")
@click.option("--tot", type=vorm.Dag(), required=True, help="Tot, niet inbegrepen.")
@click.option("--jsonl", is_flag=True, required=True, help="Een JSON-object per lijn.")
@vorm.vertaal_fouten
def portier_controleer(van: datetime, tot: datetime, jsonl: bool) -> None:  # noqa: FBT001, ARG001 - click's own
    """Toon de bevindingen van een periode, elk met haar bewijs."""
    from nachtleven import instellingen
    from nachtleven.nachttoets import controleer

    for regel in controleer(vorm.delen(instellingen.Voor.OPSLAG), van, tot):
        vorm.schrijf(regel)
