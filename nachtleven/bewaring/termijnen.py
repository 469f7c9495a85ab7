"""How long what is kept, as the city's configuration says; months are calendar months, Brussels days."""

import calendar
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from nachtleven.nacht import BRUSSEL, lokaal


@dataclass(frozen=True, slots=True)
class Bewaartermijnen:
    """The terms. `nummer_maanden`, `tekst_maanden`: after a melding was closed, else after a text came in.

    `logboek_maanden`: the words of a log line that came as a text. `post_dagen`: what was sent, or given up.
    `alarm_dagen`: alarms that are closed, and probes. `hartslag_dagen`: signs of life, and stickers made for many
    venues. `kapot_dagen`: spool files that can't be opened. `reserve_dagen`: how long a backup is kept.
    `sleutel_dagen`: how long after a change the old master key may live. `uur`: at which hour of the night it is done.
    """

    nummer_maanden: int
    tekst_maanden: int
    logboek_maanden: int
    post_dagen: int
    alarm_dagen: int
    hartslag_dagen: int
    kapot_dagen: int
    reserve_dagen: int
    sleutel_dagen: int
    uur: int


NAMEN = tuple(Bewaartermijnen.__dataclass_fields__)
"""The names of the terms, as the configuration has them."""


def maanden_terug(moment: datetime, maanden: int) -> datetime:
    """Give the same Brussels day and hour so many months before; a day that month lacks is its last."""
    hier = lokaal(moment)
    plaats = hier.year * 12 + hier.month - 1 - maanden
    jaar, maand = plaats // 12, plaats % 12 + 1
    dag = min(hier.day, calendar.monthrange(jaar, maand)[1])
    return hier.replace(year=jaar, month=maand, day=dag).astimezone(moment.tzinfo)


def tot_volgende(moment: datetime, uur: int) -> timedelta:
    """Give how long it is until the next full Brussels hour of this name, more than nothing and at most a day."""
    hier = lokaal(moment)
    vandaag = datetime.combine(hier.date(), time(uur), BRUSSEL)
    morgen = datetime.combine(hier.date() + timedelta(days=1), time(uur), BRUSSEL)
    volgende = vandaag if vandaag.astimezone(moment.tzinfo) > moment else morgen
    return volgende.astimezone(moment.tzinfo) - moment
