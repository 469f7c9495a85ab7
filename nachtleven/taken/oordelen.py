"""Judging the nights: each finished one once among all processes, and again when more is known about it."""

from datetime import date, timedelta
from functools import partial

from nachtleven.nachttoets import oordeel_nacht
from nachtleven.opslag import oordelen
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.toezicht.plichten import laad_plichten

PER_BEURT = 60
"""Nights a turn, so that a planner that is told to stop does so soon."""
TERUG = timedelta(days=1100)
"""How far back nights are judged by themselves; `portier controleer` judges any."""


def oordeel(plaats: Werkplaats) -> list[date]:
    """Judge what is due, newest first; give the nights that this process judged."""
    delen = plaats.delen
    with delen.opslag.schrijven() as sessie:
        oordelen.vraag_oordelen(sessie, delen.klok(), TERUG)
        nachten = oordelen.te_oordelen(sessie, PER_BEURT)
    if not nachten:
        return []
    plichten = laad_plichten(delen.stad.map)
    gedaan = []
    for nacht, nummer in nachten:
        if plaats.stop.is_set():
            break
        if plaats.met_eis("oordeel", f"{nacht}/{nummer}", partial(oordeel_nacht, delen, plichten, nacht, nummer)):
            gedaan.append(nacht)
    return gedaan
