"""`nachtleven sms`: the messages."""

from typing import IO

import click

from nachtleven.opdrachten import vorm


@click.group()
def sms() -> None:
    """De berichten."""


@sms.command("importeer")
@click.argument("bestand", type=click.File(encoding="utf-8-sig"))
@vorm.vertaal_fouten
def sms_importeer(bestand: IO[str]) -> None:
    """Neem de uitvoer van een poort in alsof elk bericht op zijn eigen moment aankwam; verstuur niets."""
    from nachtleven import instellingen
    from nachtleven.smsinvoer import lees_uitvoer, neem_over

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    berichten = lees_uitvoer(vorm.naam(bestand), bestand, delen.stad.nummer.kort)
    overgeslagen = 0
    for genomen in neem_over(delen, berichten):
        if genomen is None:
            overgeslagen += 1
        else:
            vorm.schrijf(genomen)
    click.echo(f"{len(berichten) - overgeslagen} ingenomen, {overgeslagen} waren er al", err=True)


@sms.command("overzicht")
@click.option("--json", "als_json", is_flag=True, required=True)
@vorm.vertaal_fouten
def sms_overzicht(als_json: bool) -> None:  # noqa: FBT001, ARG001 - click's own
    """Tel de berichten en de antwoorden."""
    from nachtleven import instellingen
    from nachtleven.opslag import berichten

    delen = vorm.delen(instellingen.Voor.OPSLAG)
    with delen.opslag.lezen() as sessie:
        telling = berichten.tel(sessie)
    vorm.schrijf(
        {
            "in": telling.binnen,
            "te_lezen": telling.te_lezen,
            "gelezen": telling.gelezen,
            "spoel": delen.aanname.spoel.aantal(),
            "antwoorden": telling.antwoorden,
            "uit": telling.uit,
        }
    )


@sms.command("spoel")
@vorm.vertaal_fouten
def sms_spoel() -> None:
    """Neem nu op wat in de spoel wacht."""
    from nachtleven import instellingen

    genomen = vorm.delen(instellingen.Voor.OPSLAG).aanname.neem_spoel_in()
    click.echo(f"{genomen} uit de spoel opgenomen", err=True)
