"""`nachtleven wis` and `inzage`: the rights of who sent a melding; `bewaring`: what is past its term, and holds."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click

from nachtleven.opdrachten import vorm


@click.command()
@click.argument("kenmerk")
@click.option("--nu", is_flag=True, help="Meteen, niet pas na de termijn van de stad.")
@vorm.vertaal_fouten
def wis(kenmerk: str, nu: bool) -> None:  # noqa: FBT001 - click's own
    """Wis een melding, na de termijn van de stad of meteen; er blijft een grafsteen zonder inhoud."""
    from nachtleven import instellingen
    from nachtleven.bewaring.wissen import wis as wis_melding
    from nachtleven.nacht import lokaal

    gevolg = wis_melding(vorm.delen(instellingen.Voor.OPSLAG), kenmerk, nu=nu)
    wanneer = f"wordt gewist op {lokaal(gevolg.op):%d/%m/%Y %H:%M}" if gevolg.op else "gewist"
    click.echo(f"{gevolg.kenmerk}: {wanneer}")
    if not gevolg.schoon:
        click.echo("in de databasebestanden kan er nog iets van staan; de planner ruimt elke nacht op", err=True)


@click.command()
@click.argument("kenmerk", required=False)
@click.option("--nummer", "van_nummer", is_flag=True, help="Van een afzender: lees het nummer van standaardinvoer.")
@click.option("--json", "als_json", is_flag=True, help="Als een JSON-object.")
@vorm.vertaal_fouten
def inzage(kenmerk: str | None, van_nummer: bool, als_json: bool) -> None:  # noqa: FBT001 - click's own
    """Toon wat er van een melding of van een afzender bewaard is, en wie het zag; het bekijken zelf wordt geboekt."""
    from nachtleven import instellingen
    from nachtleven.bewaring.inzien import zie_afzender_in, zie_in

    if (kenmerk is None) is not van_nummer:
        raise click.UsageError("geef een kenmerk, of --nummer en het nummer op standaardinvoer")
    delen = vorm.delen(instellingen.Voor.OPSLAG)
    nummer = sys.stdin.readline().strip() if van_nummer else ""
    velden = zie_in(delen, kenmerk) if kenmerk else zie_afzender_in(delen, nummer)
    if als_json:
        vorm.schrijf(velden)
        return
    for lijn in _lijnen(velden):
        click.echo(lijn)


@click.group(invoke_without_command=True)
@click.option("--droog", is_flag=True, help="Alleen tonen wat zou gaan.")
@click.pass_context
@vorm.vertaal_fouten
def bewaring(ctx: click.Context, droog: bool) -> None:  # noqa: FBT001 - click's own
    """Laat los wat over zijn termijn is; de planner doet dit elke nacht."""
    if ctx.invoked_subcommand is not None:
        return
    from nachtleven import instellingen
    from nachtleven.bewaring.bewaren import bewaar, toon_vervallen
    from nachtleven.bewaring.wissen import OPDRACHTREGEL

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    for naam, aantal in (toon_vervallen(delen) if droog else bewaar(delen, OPDRACHTREGEL)).items():
        click.echo(f"{naam}: {aantal}")
    if droog:
        click.echo("droog: niets gewist", err=True)


@bewaring.command("houd")
@click.argument("kenmerken", nargs=-1, required=True)
@click.option("--reden", required=True, help="Waarvoor, zoals het in het auditlog komt; geen namen.")
@click.option("--los", is_flag=True, help="Hef het vasthouden op.")
@vorm.vertaal_fouten
def bewaring_houd(kenmerken: tuple[str, ...], reden: str, los: bool) -> None:  # noqa: FBT001 - click's own
    """Houd meldingen vast, of al die van een dossier, zodat er niets van gewist wordt, of laat ze los; alle of geen."""
    from nachtleven import instellingen
    from nachtleven.bewaring.bewaren import houd_vast
    from nachtleven.bewaring.wissen import OPDRACHTREGEL

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    houd_vast(delen, kenmerken, OPDRACHTREGEL, vast=not los, reden=reden)
    click.echo(f"{len(kenmerken)} {'losgelaten' if los else 'vastgehouden'}", err=True)


def _lijnen(velden: Mapping[str, Any], diep: int = 0) -> Iterator[str]:
    """Write fields one a line, what is nested indented; what is empty is left out."""
    for naam, waarde in velden.items():
        if waarde is None or waarde in ([], "", {}):
            continue
        kop = f"{'  ' * diep}{naam}:"
        if isinstance(waarde, dict):
            yield kop
            yield from _lijnen(waarde, diep + 1)
        elif isinstance(waarde, list) and any(isinstance(deel, dict) for deel in waarde):
            yield kop
            for deel in waarde:
                eerste, *rest = list(_lijnen(deel, diep + 2)) or [""]
                yield f"{'  ' * (diep + 1)}- {eerste.lstrip()}"
                yield from rest
        else:
            yield f"{kop} {_tekst(waarde)}"


def _tekst(waarde: object) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return ", ".join(map(str, waarde)) if isinstance(waarde, list) else str(waarde)
