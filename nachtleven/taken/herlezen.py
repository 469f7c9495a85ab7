"""Reading again: what the quick reading answered is read deeply within a minute, and what it proposed is put right."""

from datetime import timedelta
from functools import partial

import structlog

from nachtleven.opslag.herlezen import te_herlezen, werk_bij
from nachtleven.opslag.rondes import Ronde
from nachtleven.taken.rondes import Rooster, Uitslag, doe_ronde
from nachtleven.taken.werkplaats import Werkplaats

log = structlog.get_logger()

ROOSTER = Rooster("herlezen", timedelta(minutes=1))
PER_BEURT = 200
"""Messages a turn; where more wait the next turn follows at once."""


def herlees(plaats: Werkplaats) -> bool:
    """Read again what waits if it is time to; False: it isn't, or another planner does it."""
    return doe_ronde(plaats, ROOSTER, partial(_lees, plaats))


def _lees(plaats: Werkplaats, _: Ronde) -> Uitslag:
    delen = plaats.delen
    nu = delen.klok()
    with delen.opslag.lezen() as sessie:
        wachtend = te_herlezen(sessie, delen.opslag, nu, PER_BEURT)
    if not wachtend:
        return Uitslag(nu)
    lezer = delen.diepe_lezers.lezer()
    lezer.bereid([een.tekst for een in wachtend])
    gedaan = 0
    for een in wachtend:
        if plaats.stop.is_set():
            return Uitslag(None, timedelta(0))
        lezing = lezer.lees(een.tekst, een.ontvangen, een.taal)
        with delen.opslag.schrijven() as sessie:
            gedaan += werk_bij(sessie, delen.opslag, een.id, lezing, delen.klok())
    log.info("berichten_herlezen", aantal=gedaan)
    return Uitslag(nu, timedelta(0) if len(wachtend) == PER_BEURT else None)
