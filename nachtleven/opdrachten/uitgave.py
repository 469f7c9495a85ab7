"""`nachtleven opendata` and `nachtleven onderzoek`: the shielded figures for everybody, and for one purpose."""

from pathlib import Path

import click

from nachtleven.opdrachten import vorm

_JAAR = click.IntRange(2000, 9000)
_MAP = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--jaar", type=_JAAR, required=True)
@click.option("--uit", "map_uit", type=_MAP, required=True)
@vorm.vertaal_fouten
def opendata(jaar: int, map_uit: Path) -> None:
    """Schrijf de deelbare tabellen van een jaar, met hun beschrijving, om te publiceren."""
    from nachtleven import instellingen
    from nachtleven.rapportuitgave import schrijf_opendata

    tabellen = schrijf_opendata(vorm.delen(instellingen.Voor.OPSLAG), jaar, map_uit)
    click.echo(f"{map_uit}: {len(tabellen)} tabellen", err=True)


@click.command()
@click.option("--jaar", "jaren", type=_JAAR, required=True, multiple=True, help="Mag meer dan eens.")
@click.option("--aanvrager", required=True, help="Wie de cijfers vraagt.")
@click.option("--doel", required=True, help="Waarvoor; komt in het auditlog.")
@click.option("--uit", "map_uit", type=_MAP, required=True)
@vorm.vertaal_fouten
def onderzoek(jaren: tuple[int, ...], aanvrager: str, doel: str, map_uit: Path) -> None:
    """Schrijf de afgeschermde cijfers voor een onderzoek, met het doel erbij."""
    from nachtleven import instellingen
    from nachtleven.rapportuitgave import Onderzoek, schrijf_onderzoek

    gevraagd = Onderzoek(aanvrager, doel, tuple(sorted(set(jaren))))
    aantal = schrijf_onderzoek(vorm.delen(instellingen.Voor.OPSLAG), gevraagd, map_uit)
    click.echo(f"{map_uit}: {aantal} rijen", err=True)
