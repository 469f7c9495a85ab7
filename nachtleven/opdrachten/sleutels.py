"""`nachtleven sleutels`: the master keys."""

import click

from nachtleven.opdrachten import vorm


@click.group()
def sleutels() -> None:
    """De hoofdsleutels."""


@sleutels.command("toon")
@click.option("--json", "als_json", is_flag=True, help="Een JSON-object per lijn.")
@vorm.vertaal_fouten
def sleutels_toon(als_json: bool) -> None:  # noqa: FBT001 - click's own
    """Toon welke hoofdsleutels nog in gebruik zijn, bij hun id; nooit de sleutel zelf."""
    from nachtleven import instellingen
    from nachtleven.bewaring.sleutels import toon_sleutels

    for stand in toon_sleutels(vorm.delen(instellingen.Voor.OPSLAG)):
        if als_json:
            velden = {"id": stand.id, "eerste": stand.is_eerste, "gegeven": stand.is_gegeven}
            vorm.schrijf(velden | {"aantallen": stand.aantallen, "mag_weg": stand.mag_weg})
            continue
        wat = "versleutelt" if stand.is_eerste else "mag weg" if stand.mag_weg else "nog nodig"
        aantallen = ", ".join(f"{naam} {aantal}" for naam, aantal in sorted(stand.aantallen.items()))
        niet = "" if stand.is_gegeven else " (niet gegeven: wat eronder staat is onleesbaar)"
        click.echo(f"{stand.id}: {wat}{niet}" + (f": {aantallen}" if aantallen else ""))


@sleutels.command("herwikkel")
@vorm.vertaal_fouten
def sleutels_herwikkel() -> None:
    """Wikkel alle levende sleutels in de eerste hoofdsleutel; het werk kan intussen doorgaan."""
    from nachtleven import instellingen
    from nachtleven.bewaring.sleutels import herwikkel
    from nachtleven.bewaring.wissen import OPDRACHTREGEL

    click.echo(f"{herwikkel(vorm.delen(instellingen.Voor.OPSLAG), OPDRACHTREGEL)} sleutels herwikkeld")
