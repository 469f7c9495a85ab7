"""Sending what waits: answers that came too late for the gateway's own, what staff wrote, calls to who is on call."""

from nachtleven.taken.rondes import poort_van
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.verzending import Uitgang, Verzender, wachtende


def verstuur(plaats: Werkplaats) -> int:
    """Send what is due; give how many went."""
    delen = plaats.delen
    te_doen = wachtende(delen.opslag, delen.klok())
    if not te_doen:
        return 0
    zet = delen.instellingen
    uitgang = Uitgang(poort_van(delen), zet.publiek_adres, zet.smtp)
    verzender = Verzender(delen.opslag, delen.stad, uitgang, delen.klok, plaats.naam)
    gedaan = 0
    for soort, rij in te_doen:
        if plaats.stop.is_set():
            break
        gedaan += verzender.verstuur(soort, rij)
    return gedaan
