"""`nachtleven meldingen`: the meldingen written out."""

from datetime import datetime

import click

from nachtleven.opdrachten import vorm


@click.group()
def meldingen() -> None:
    """De meldingen."""


@meldingen.command("exporteer")
@click.option("--jsonl", is_flag=True, required=True, help="Een JSON-object per lijn.")
@click.option("--van", type=vorm.Dag(), help="Vanaf, inbegrepen.")
@click.option("--tot", type=vorm.Dag(), help="Tot, niet inbegrepen.")
@vorm.vertaal_fouten
def meldingen_exporteer(jsonl: bool, van: datetime | None, tot: datetime | None) -> None:  # noqa: FBT001, ARG001 - click's own
    """Schrijf de meldingen uit, ook de gewiste; zonder telefoonnummers."""
    from nachtleven import instellingen
    from nachtleven.opslag import uitvoer

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    with delen.opslag.lezen() as sessie:
        for rij in uitvoer.meldingen(sessie, van, tot):
            vorm.schrijf(rij)
