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
@click.option("--json", "als_json", is_flag=True, help="Eén JSON-object, met voorbeelden (met --droog) en foute rijen.")
@click.option("--door", default="opdrachtregel", help="Wie invoert, voor de geschiedenis van het register.")
@vorm.vertaal_fouten
def register_importeer(soort: str, bestand: str, droog: bool, als_json: bool, door: str) -> None:  # noqa: FBT001 - click's own
    """Voer een registerbestand in: helemaal of niet."""
    from nachtleven import instellingen
    from nachtleven.fouten import InvoerFout
    from nachtleven.registerinvoer import als_regel, fouten_als_regel, voer_in

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    with vorm.als_pad(bestand) as pad:
        try:
            gevolg = voer_in(delen, soort, pad, door=door, droog=droog)
        except InvoerFout as fout:
            if als_json:
                vorm.schrijf(fouten_als_regel(fout))
            raise
    if als_json:
        vorm.schrijf(als_regel(gevolg))
        return
    for opmerking in gevolg.opmerkingen:
        click.echo(opmerking, err=True)
    verschil = gevolg.verschil
    click.echo(
        f"{soort}: {verschil.nieuw} nieuw, {verschil.gewijzigd} gewijzigd, "
        f"{verschil.gelijk} ongewijzigd, {verschil.weg} weg" + (" (droog: niets bewaard)" if droog else "")
    )
