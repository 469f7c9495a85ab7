"""`nachtleven sticker`: the sticker of a venue."""

from pathlib import Path

import click

from nachtleven.opdrachten import vorm


@click.command()
@click.argument("zaak_id")
@click.option("--uit", "bestand", type=click.Path(dir_okay=False, path_type=Path), required=True)
@vorm.vertaal_fouten
def sticker(zaak_id: str, bestand: Path) -> None:
    """Maak de deursticker van een zaak als PDF (A6)."""
    from nachtleven import instellingen
    from nachtleven.fouten import NietGevonden
    from nachtleven.opslag.registers import zaken
    from nachtleven.stickers import maak_pdf, sticker_van

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    with delen.opslag.lezen() as sessie:
        zaak = zaken(sessie, [zaak_id]).get(zaak_id)
    if zaak is None:
        raise NietGevonden("zaak", zaak_id)
    bestand.write_bytes(maak_pdf([sticker_van(zaak, delen.stad.nummer)]))
    click.echo(str(bestand), err=True)
