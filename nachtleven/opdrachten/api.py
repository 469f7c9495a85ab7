"""`nachtleven api`: the clients that read the API."""

import re

import click

from nachtleven.opdrachten import vorm

_NAAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}")


@click.group()
def api() -> None:
    """De clients van de API: wie met een token zaken en tellingen leest."""


@api.command("maak")
@click.argument("naam")
@click.option(
    "--bereik", "bereiken", type=click.Choice(["zaken", "tellingen", "bevindingen", "rapporten"]), multiple=True,
    required=True, help="Wat de client mag lezen; mag meermaals.",
)  # fmt: skip
@vorm.vertaal_fouten
def api_maak(naam: str, bereiken: tuple[str, ...]) -> None:
    """Maak een client en toon zijn token deze ene keer."""
    from nachtleven import instellingen
    from nachtleven.apiclients import maak_client

    if not _NAAM.fullmatch(naam):
        raise click.UsageError("een naam heeft 1 tot 60 letters, cijfers, spaties, punten en streepjes")
    click.echo(maak_client(vorm.delen(instellingen.Voor.OPSLAG), naam, bereiken))


@api.command("trek-in")
@click.argument("naam")
@vorm.vertaal_fouten
def api_trek_in(naam: str) -> None:
    """Trek het token van een client in; het opent meteen niets meer."""
    from nachtleven import instellingen
    from nachtleven.apiclients import trek_in

    trek_in(vorm.delen(instellingen.Voor.OPSLAG), naam)
    click.echo(f"{naam}: ingetrokken", err=True)


@api.command("lijst")
@vorm.vertaal_fouten
def api_lijst() -> None:
    """Toon de clients, een JSON-object per regel; nooit een token."""
    from nachtleven import instellingen
    from nachtleven.opslag.apisleutels import Apisleutels

    for client in Apisleutels(vorm.delen(instellingen.Voor.OPSLAG).opslag).lijst():
        vorm.schrijf(
            {
                "naam": client.naam,
                "bereiken": sorted(client.bereiken),
                "gemaakt": client.gemaakt.isoformat(),
                "ingetrokken": client.ingetrokken.isoformat() if client.ingetrokken else None,
            }
        )
