"""Judging the nights: each finished one once among all processes, and again when more is known about it."""

from datetime import date, timedelta
from functools import partial

from nachtleven.nachttoets import oordeel_nacht
from nachtleven.opslag import oordelen, wachtrij
from nachtleven.taken.werkplaats import Werkplaats, Werksoort
from nachtleven.toezicht.plichten import laad_plichten

PER_BEURT = 60
"""Nights a turn, so that a planner that is told to stop does so soon."""
TERUG = timedelta(days=1100)
"""How far back nights are judged by themselves; `portier controleer` judges any."""


def oordeel(plaats: Werkplaats) -> list[date]:
    """Judge what is due, newest first; give the nights that this process judged."""
    return [date.fromisoformat(nacht) for nacht in NACHTEN.werk_af(plaats)]


def _wachtende(plaats: Werkplaats) -> list[str]:
    delen = plaats.delen
    with delen.opslag.schrijven() as sessie:
        oordelen.vraag_oordelen(sessie, delen.klok(), TERUG)
        return [str(nacht) for nacht in oordelen.te_oordelen(sessie, PER_BEURT)]


def _oordeel_een(plaats: Werkplaats, sleutel: str) -> bool:
    delen, nacht = plaats.delen, date.fromisoformat(sleutel)
    with delen.opslag.lezen() as sessie:
        nummer = oordelen.gevraagd_nummer(sessie, nacht)
    if nummer is None:
        return False
    plichten = laad_plichten(delen.stad.map)
    return plaats.met_eis("oordeel", f"{nacht}/{nummer}", partial(oordeel_nacht, delen, plichten, nacht, nummer))


NACHTEN = Werksoort(wachtrij.OORDEEL, 60, _wachtende, _oordeel_een)
