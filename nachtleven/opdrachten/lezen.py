"""`nachtleven lees`: texts read against the registers as well as we can, nothing kept."""

from typing import IO

import click

from nachtleven.opdrachten import vorm


@click.command()
@click.option("--jsonl", is_flag=True, required=True, help="Een JSON-object per lijn.")
@click.argument("bestand", type=click.File(encoding="utf-8-sig"))
@vorm.vertaal_fouten
def lees(jsonl: bool, bestand: IO[str]) -> None:  # noqa: FBT001, ARG001 - click's own
    """Lees teksten tegen de registers; bewaar niets."""
    from nachtleven import instellingen
    from nachtleven.koppelen import koppel_zaak
    from nachtleven.regels import lees_regels, moment, tekst
    from nachtleven.toonlezing import als_regel

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    regels = lees_regels(vorm.naam(bestand), bestand, lambda r: (r["id"], moment(r, "ontvangen"), tekst(r, "tekst")))
    lezer = delen.diepe_lezers.lezer()
    lezer.bereid([inhoud for _, _, inhoud in regels])
    for kenmerk, ontvangen, inhoud in regels:
        lezing = lezer.lees(inhoud, ontvangen)
        vorm.schrijf({"id": kenmerk, **als_regel(lezing, koppel_zaak(lezing))})
