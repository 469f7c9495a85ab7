"""`nachtleven register`: register files in."""

import click

from nachtleven.opdrachten import vorm


@click.group()
def register() -> None:
    """De registers."""


@register.command("importeer")
@click.argument("soort", type=click.Choice(["zaken", "portiers", "inzet", "incidenten", "controles"]))
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--droog", is_flag=True, help="Alleen nakijken, niets bewaren.")
@vorm.vertaal_fouten
def register_importeer(soort: str, bestand: str, droog: bool) -> None:  # noqa: FBT001 - click's own
    """Voer een registerbestand in: helemaal of niet."""
    from nachtleven import instellingen
    from nachtleven.registerinvoer import voer_in

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    with vorm.als_pad(bestand) as pad:
        gevolg = voer_in(delen, soort, pad, door="opdrachtregel", droog=droog)
    for opmerking in gevolg.opmerkingen:
        click.echo(opmerking, err=True)
    verschil = gevolg.verschil
    click.echo(
        f"{soort}: {verschil.nieuw} nieuw, {verschil.gewijzigd} gewijzigd, "
        f"{verschil.gelijk} ongewijzigd, {verschil.weg} weg" + (" (droog: niets bewaard)" if droog else "")
    )
