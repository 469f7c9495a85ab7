"""`nachtleven backup`: backups made, looked through and put back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nachtleven.opdrachten import vorm

if TYPE_CHECKING:
    from nachtleven.bewaring.reservekopie import Reservestaat

_BESTAND = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def backup() -> None:
    """De reservekopieën."""


@backup.command("maak")
@click.option(
    "--uit", "map_uit", type=click.Path(file_okay=False, path_type=Path), required=True, help="De map ervoor."
)
@vorm.vertaal_fouten
def backup_maak(map_uit: Path) -> None:
    """Maak een versleutelde kopie terwijl alles doorgaat, en kijk ze na door ze terug te zetten."""
    from nachtleven import instellingen
    from nachtleven.bewaring.reservekopie import maak
    from nachtleven.opslag.kopie import Programmas

    pad, staat = maak(vorm.delen(instellingen.Voor.OPSLAG), map_uit, Programmas())
    click.echo(str(pad))
    _toon(staat)


@backup.command("controleer")
@click.argument("bestand", type=_BESTAND)
@vorm.vertaal_fouten
def backup_controleer(bestand: Path) -> None:
    """Zet een kopie terug op een plaats apart en vergelijk aantallen, auditlog en verslagen."""
    from nachtleven import fouten
    from nachtleven.bewaring.reservekopie import controleer
    from nachtleven.opslag.kopie import Programmas

    staat = controleer(vorm.delen_zonder_schema(), bestand, Programmas())
    _toon(staat)
    if staat.gebreken:
        raise fouten.ReserveFout("\n".join(staat.gebreken))
    click.echo("de kopie klopt")


@backup.command("herstel")
@click.argument("bestand", type=_BESTAND)
@click.option("--zonder-wisboek", is_flag=True, help="Ook als het wisboek verloren ging: wat gewist was, komt terug.")
@vorm.vertaal_fouten
def backup_herstel(bestand: Path, zonder_wisboek: bool) -> None:  # noqa: FBT001 - click's own
    """Zet een kopie terug waar nog niets staat; wat sindsdien gewist werd, wordt eerst opnieuw gewist."""
    from nachtleven.bewaring.reservekopie import herstel
    from nachtleven.opslag.kopie import Programmas

    gedaan = herstel(vorm.delen_zonder_schema(), bestand, Programmas(), zonder_wisboek=zonder_wisboek)
    _toon(gedaan.staat)
    click.echo(f"teruggezet; {gedaan.opnieuw_gewist} opnieuw gewist")


def _toon(staat: "Reservestaat") -> None:
    from nachtleven.nacht import lokaal

    click.echo(
        f"gemaakt {lokaal(staat.gemaakt):%d/%m/%Y %H:%M}: {staat.rijen} rijen, "
        f"{staat.rapporten} verslagen, {staat.spoel} in de spoel",
        err=True,
    )
