"""`nachtleven rapport`: the reports."""

from pathlib import Path

import click

from nachtleven.opdrachten import vorm


@click.group()
def rapport() -> None:
    """De verslagen."""


@rapport.command("maak")
@click.option("--soort", type=click.Choice(["maand", "kwartaal", "jaar"]), required=True)
@click.option("--periode", required=True, help="2026-03, 2026-K1 of 2026.")
@click.option("--uit", "map_uit", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--versie", type=click.Choice(["intern", "deelbaar"]))
@click.option("--taal", type=click.Choice(["nl", "en", "fr"]), help="Anders die van de stad.")
@vorm.vertaal_fouten
def rapport_maak(soort: str, periode: str, map_uit: Path, versie: str | None, taal: str | None) -> None:
    """Bouw het verslag van een periode."""
    from nachtleven import instellingen
    from nachtleven.rapport import lees_periode
    from nachtleven.rapportbouw import Verslagvorm, maak_in
    from nachtleven.rapportleven import Bouwstap

    gelezen, stappen = lees_periode(soort, periode), list(Bouwstap)
    delen = vorm.delen(instellingen.Voor.OPSLAG)

    def zeg(stap: Bouwstap) -> None:
        click.echo(f"{stappen.index(stap) + 1} van {len(stappen)}: {stap.value}", err=True)

    maak_in(delen, gelezen, Verslagvorm(versie, taal), map_uit, zeg)
    click.echo(str(map_uit), err=True)


@rapport.command("verbeter")
@click.option("--soort", type=click.Choice(["maand", "kwartaal", "jaar"]), required=True)
@click.option("--periode", required=True, help="2026-03, 2026-K1 of 2026.")
@click.option("--versie", type=click.Choice(["intern", "deelbaar"]), required=True)
@click.option("--reden", required=True, help="Waarom er een nieuwe uitgave komt; staat erbij.")
@vorm.vertaal_fouten
def rapport_verbeter(soort: str, periode: str, versie: str, reden: str) -> None:
    """Maak een nieuwe uitgave van een verslag; de vorige blijft zoals ze was."""
    from nachtleven import instellingen
    from nachtleven.rapport import lees_periode
    from nachtleven.rapportbouw import Opdracht, verbeter

    gelezen = lees_periode(soort, periode)
    opdracht = Opdracht(soort, gelezen.van, gelezen.tot, versie)
    click.echo(verbeter(vorm.delen(instellingen.Voor.OPSLAG), opdracht, reden))
