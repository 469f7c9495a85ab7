"""Retention, every night by one planner: what is past its term goes. What failed is taken up again within a minute."""

from datetime import timedelta
from functools import partial

from nachtleven.bewaring.bewaren import bewaar
from nachtleven.bewaring.termijnen import tot_volgende
from nachtleven.opslag.rondes import Ronde
from nachtleven.taken.rondes import Rooster, Uitslag, doe_ronde
from nachtleven.taken.werkplaats import Werkplaats

BEWAARRONDE = Rooster("bewaring", timedelta(days=1))


def bewaar_niet_langer(plaats: Werkplaats) -> bool:
    """Let go of what is past its term, at the hour of the city's configuration; False: not now, or not by us."""
    return doe_ronde(plaats, BEWAARRONDE, partial(_doe, plaats))


def _doe(plaats: Werkplaats, _ronde: Ronde) -> Uitslag:
    nu = plaats.delen.klok()
    bewaar(plaats.delen, "planner", lambda: not plaats.stop.is_set())
    return Uitslag(nu, binnen=tot_volgende(nu, plaats.delen.stad.bewaring.uur))
