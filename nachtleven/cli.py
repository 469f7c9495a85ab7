"""The command line: every command of `opdrachten/` under one name.

Results go to standard output, messages to standard error; 0 done, 1 not done, 2 a wrong call.
"""

import click

from nachtleven.opdrachten import (
    api,
    audit,
    backup,
    berichten,
    bewaring,
    gebruikers,
    keuring,
    lezen,
    meldingen,
    opslag,
    portier,
    processen,
    rapport,
    registers,
    sleutels,
    stad,
    sticker,
    uitgave,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nachtleven")
def main() -> None:
    """Meldpunt nachtleven: van een sms aan de deur tot het verslag voor het nachtlevenoverleg."""


for opdracht in (
    opslag.db,
    registers.register,
    lezen.lees,
    berichten.sms,
    meldingen.meldingen,
    portier.portier,
    rapport.rapport,
    uitgave.opendata,
    uitgave.onderzoek,
    sticker.sticker,
    gebruikers.gebruiker,
    api.api,
    bewaring.wis,
    bewaring.inzage,
    bewaring.bewaring,
    sleutels.sleutels,
    backup.backup,
    audit.audit,
    keuring.doctor,
    stad.stad,
    processen.serve,
    processen.planner,
    processen.demo,
):
    main.add_command(opdracht)
