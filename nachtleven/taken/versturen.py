"""Sending what waits: answers that came too late for the gateway's own, what staff wrote, calls to who is on call."""

from functools import partial
from uuid import UUID

from nachtleven.opslag import uitpost
from nachtleven.opslag.postrij import Postrij
from nachtleven.taken.rondes import poort_van
from nachtleven.taken.werkplaats import Werkplaats, Werksoort
from nachtleven.verzending import Uitgang, Verzender


def verstuur(plaats: Werkplaats) -> int:
    """Send what is due, the calls to who is on call first; give how many went."""
    return sum(len(soort.werk_af(plaats)) for soort in POST)


def _wachtende(soort: type[Postrij], plaats: Werkplaats) -> list[str]:
    with plaats.delen.opslag.lezen() as sessie:
        return [str(rij) for rij in uitpost.te_versturen(sessie, soort, plaats.delen.klok())]


def _verstuur_een(soort: type[Postrij], plaats: Werkplaats, sleutel: str) -> bool:
    delen, zet = plaats.delen, plaats.delen.instellingen
    uitgang = Uitgang(poort_van(delen), zet.publiek_adres, zet.smtp)
    return Verzender(delen.opslag, delen.stad, uitgang, delen.klok, plaats.naam).verstuur(soort, UUID(sleutel))


POST = tuple(
    Werksoort(werk, 2, partial(_wachtende, soort), partial(_verstuur_een, soort))
    for soort, werk in uitpost.WERK.items()
)
