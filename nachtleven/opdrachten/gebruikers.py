"""`nachtleven gebruiker`: the users."""

import click

from nachtleven.opdrachten import vorm


@click.group()
def gebruiker() -> None:
    """De gebruikers."""


@gebruiker.command("maak")
@click.argument("naam")
@click.option("--rol", type=click.Choice(["onthaal", "economie", "preventie", "politie", "beheer"]), required=True)
@click.option("--json", "als_json", is_flag=True)
@vorm.vertaal_fouten
def gebruiker_maak(naam: str, rol: str, als_json: bool) -> None:  # noqa: FBT001 - click's own
    """Maak een gebruiker; toon het eenmalige wachtwoord en het TOTP-geheim deze ene keer."""
    from nachtleven import instellingen
    from nachtleven.accounts import maak_gebruiker

    gemaakt = maak_gebruiker(vorm.delen(instellingen.Voor.OPSLAG), naam, rol)
    if als_json:
        vorm.schrijf(gemaakt)
    else:
        for veld, waarde in gemaakt.items():
            click.echo(f"{veld}: {waarde}")
