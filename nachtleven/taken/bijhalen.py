"""Catching up: what came to the gateway and not to us, since it gives up on a webhook after 15 seconds.

The message list is looked through at a planner's start and every five minutes, from a day before the last good look
on, two days back at the very first. What is missing is taken in oldest first, as of its own moment.
"""

from datetime import datetime, timedelta
from functools import partial

import structlog

from nachtleven.alarmen import Alarmsoort
from nachtleven.berichten import Bericht
from nachtleven.fouten import PoortFout
from nachtleven.opslag.alarmen import sla_alarm
from nachtleven.opslag.rondes import Ronde
from nachtleven.taken.rondes import Rooster, Uitslag, doe_ronde, poort_van
from nachtleven.taken.werkplaats import Werkplaats

log = structlog.get_logger()

ROOSTER = Rooster("bijhalen", timedelta(minutes=5), bij_start=True)
EERSTE_BLIK, OVERLAP = timedelta(hours=48), timedelta(hours=24)
RIJP_NA = timedelta(seconds=30)
"""Younger than this a message may still be on its way through the webhook, which is waited for 15 seconds."""
_GEDULD = 3
"""After so many failed looks in a row, what could be read of the list is taken in though older ones may be missing."""


def haal_bij(plaats: Werkplaats) -> bool:
    """Look through the gateway's list if it is time to, and take in what the webhook missed."""
    return doe_ronde(plaats, ROOSTER, partial(_kijk, plaats))


def _kijk(plaats: Werkplaats, ronde: Ronde) -> Uitslag:
    plaats.delen.aanname.neem_spoel_in(plaats.stop)  # what waits there did reach us
    nu = plaats.delen.klok()
    sinds = ronde.goed - OVERLAP if ronde.goed else nu - EERSTE_BLIK
    gevonden: list[Bericht] = []
    fout: PoortFout | None = None
    try:
        for blad in poort_van(plaats.delen).bladen_binnen(sinds):
            gevonden += blad
            if plaats.stop.is_set():
                return Uitslag(None, timedelta(0))
    except PoortFout as gevangen:
        if gevangen.opnieuw and ronde.mislukt < _GEDULD:
            raise
        fout = gevangen
    rijp = [een for een in gevonden if een.ontvangen <= nu - RIJP_NA]
    klaar = _neem_op(plaats, sorted(rijp, key=lambda een: een.ontvangen))
    if fout is not None and fout.opnieuw:
        raise fout
    if fout is not None:
        log.warning("lijst_onvolledig", reden=fout.reden)
    return Uitslag(nu if klaar and fout is None else None, RIJP_NA if len(rijp) < len(gevonden) else None)


def _neem_op(plaats: Werkplaats, gevonden: list[Bericht]) -> bool:
    """Take in what isn't there yet, with an alarm for what was; False where it was told to stop on the way."""
    ontvangst, nieuw = plaats.delen.ontvangst, 0
    try:
        for een in gevonden:
            if plaats.stop.is_set():
                return False
            if not ontvangst.is_bekend(een):
                nieuw += ontvangst.neem_op(een)
    finally:
        if nieuw:
            _alarmeer(plaats, nieuw, plaats.delen.klok())
    return True


def _alarmeer(plaats: Werkplaats, aantal: int, moment: datetime) -> None:
    log.warning("berichten_gemist", aantal=aantal)
    with plaats.delen.opslag.schrijven() as sessie:
        sla_alarm(sessie, Alarmsoort.GEMIST, moment, aantal)
