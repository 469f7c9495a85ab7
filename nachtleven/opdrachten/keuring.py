"""`nachtleven doctor`: a look at the whole installation."""

import sys

import click

from nachtleven.opdrachten import vorm

_TEKENS = {"goed": "goed  ", "let_op": "let op", "fout": "FOUT  ", "niet_gezien": "-     "}


@click.command()
@click.option("--json", "als_json", is_flag=True, help="Een JSON-object per punt.")
@vorm.vertaal_fouten
def doctor(als_json: bool) -> None:  # noqa: FBT001 - click's own
    """Kijk de hele installatie na en zeg bij elk punt wat te doen; verandert en verstuurt niets.

    Eindigt met 0 als alles werkt, 1 als er iets niet werkt, 2 als de instellingen of de stad niet te lezen zijn.
    """
    from nachtleven import instellingen, klok, logboek
    from nachtleven.keuring import keur, uitgang

    logboek.zet_op()
    punten = []
    for punt in keur(instellingen.omgeving(), klok.nu):
        punten.append(punt)
        if als_json:
            vorm.schrijf({"naam": punt.naam, "oordeel": punt.oordeel.value, "gezien": punt.gezien, "doe": punt.doe})
            continue
        click.echo(f"{_TEKENS[punt.oordeel]}  {punt.naam}: {punt.gezien}")
        if punt.doe:
            click.echo(f"        doe: {punt.doe}")
    sys.exit(uitgang(punten))
