"""On PostgreSQL: what is due in the rows and has no job is queued, so that a job that was lost loses nothing.

A report that is due by the calendar, and a message whose web process died, never had a job: they get theirs here. So
does everything after a restore. By one planner at a time, however many there are.
"""

from datetime import timedelta

import structlog

from nachtleven.opslag import wachtrij
from nachtleven.taken.rondes import Rooster, Uitslag, doe_ronde
from nachtleven.taken.werkplaats import Taak, Werkplaats, Werksoort

log = structlog.get_logger()

MINSTENS_S = 10
"""The rows of a kind are looked through no sooner again than this."""


def veegtaak(soort: Werksoort) -> Taak:
    """Give the job that queues what waits of a kind."""
    elke_s = max(soort.elke_s, MINSTENS_S)
    # a little sooner than the planner looks, so that its next look never comes a moment too early
    rooster = Rooster(f"veeg_{soort.werk.naam}", timedelta(seconds=elke_s - 1), bij_start=True)

    def veeg(plaats: Werkplaats) -> bool:
        return doe_ronde(plaats, rooster, lambda _ronde: _veeg(plaats, soort))

    return Taak(rooster.naam, elke_s, veeg)


def _veeg(plaats: Werkplaats, soort: Werksoort) -> Uitslag:
    wachtend = soort.wachtend(plaats)
    with plaats.delen.opslag.schrijven() as sessie:
        aantal = wachtrij.leg_klaar(sessie, soort.werk, wachtend)
    if aantal:
        log.info("werk_klaargelegd", soort=soort.werk.naam, aantal=aantal)
    return Uitslag(plaats.delen.klok())
