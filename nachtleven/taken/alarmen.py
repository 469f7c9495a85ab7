"""Watching the service itself: bursts of bad signatures, where the gateway brings our texts, the daily probe."""

import secrets
from datetime import timedelta
from functools import partial

from nachtleven.alarmen import HANDTEKENING_TELLER, SALVO, SALVO_VENSTER, Alarmsoort
from nachtleven.opslag import alarmen, proeven, rondes
from nachtleven.opslag.rondes import Ronde
from nachtleven.poorten.waarden import Uitgaand
from nachtleven.proefbericht import nieuwe_code, proeftekst
from nachtleven.taken.bijhalen import ROOSTER as BIJHAALROOSTER
from nachtleven.taken.rondes import Rooster, Uitslag, doe_ronde, poort_van
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.telefoonnummers import normaliseer

WEBHOOKRONDE = Rooster("webhookadres", timedelta(hours=1))
PROEFRONDE = Rooster("proefbericht", timedelta(days=1))
_RUST = timedelta(hours=1)
"""After so long without a bad signature the burst is over."""
_BLIND_NA, _BLIND_BIJ = timedelta(hours=1), 12
"""After so long without a good look, and so many failed ones in a row, texts may be waiting there unseen."""
_HEEN_EN_WEER = timedelta(minutes=15)
"""How long a probe text may take to come round."""


def let_op_handtekeningen(plaats: Werkplaats) -> None:
    """Raise the alarm of a burst of bad signatures, and close it when it has been quiet."""
    nu = plaats.delen.klok()
    with plaats.delen.opslag.schrijven() as sessie:
        aantal = alarmen.geteld_sinds(sessie, HANDTEKENING_TELLER, nu - SALVO_VENSTER)
        if aantal >= SALVO:
            alarmen.houd_alarm(sessie, Alarmsoort.HANDTEKENING, nu, aantal)
        elif not alarmen.geteld_sinds(sessie, HANDTEKENING_TELLER, nu - _RUST):
            alarmen.los_op(sessie, Alarmsoort.HANDTEKENING, nu)
        alarmen.ruim_tellers(sessie, nu)


def let_op_bijhalen(plaats: Werkplaats) -> None:
    """Raise the alarm of a gateway whose list could not be read for an hour, and close it after a good look."""
    nu = plaats.delen.klok()
    with plaats.delen.opslag.schrijven() as sessie:
        stand = rondes.stand_van(sessie, BIJHAALROOSTER.naam)
        if stand is None or (stand.goed is not None and stand.goed > nu - _BLIND_NA):
            alarmen.los_op(sessie, Alarmsoort.BIJHALEN, nu)
        elif stand.mislukt >= _BLIND_BIJ:
            alarmen.houd_alarm(sessie, Alarmsoort.BIJHALEN, nu, stand.mislukt)


def controleer_webhook(plaats: Werkplaats) -> bool:
    """Ask the gateway, every hour, where it brings the texts for our numbers; off without a public address."""
    if not plaats.delen.instellingen.publiek_adres:
        return False
    return doe_ronde(plaats, WEBHOOKRONDE, partial(_kijk_naar_adressen, plaats))


def _kijk_naar_adressen(plaats: Werkplaats, _ronde: Ronde) -> Uitslag:
    delen = plaats.delen
    goed = f"{delen.instellingen.publiek_adres}/sms"
    onze = {normaliseer(nummer) for nummer in delen.stad.nummer.eigen}
    adressen = poort_van(delen).webhookadressen()
    elders = [een for een in adressen if normaliseer(een.nummer) in onze and een.adres.rstrip("/") != goed]
    nu = delen.klok()
    with delen.opslag.schrijven() as sessie:
        if elders:
            alarmen.houd_alarm(sessie, Alarmsoort.WEBHOOK, nu, len(elders))
        else:
            alarmen.los_op(sessie, Alarmsoort.WEBHOOK, nu)
    return Uitslag(nu)


def stuur_proef(plaats: Werkplaats) -> bool:
    """Send a probe text to our own number every day, and raise the alarm of one that doesn't come round."""
    nummer = plaats.delen.stad.nummer.proef
    if not nummer:
        return False
    _kijk_naar_proef(plaats)
    return doe_ronde(plaats, PROEFRONDE, partial(_stuur, plaats, nummer))


def _kijk_naar_proef(plaats: Werkplaats) -> None:
    nu = plaats.delen.klok()
    with plaats.delen.opslag.schrijven() as sessie:
        laatste = proeven.laatste_proef(sessie)
        if laatste is None:
            return
        verstuurd, is_terug = laatste
        if is_terug:
            alarmen.los_op(sessie, Alarmsoort.PROEF, nu)
        elif verstuurd < nu - _HEEN_EN_WEER:
            alarmen.houd_alarm(sessie, Alarmsoort.PROEF, nu, 1)


def _stuur(plaats: Werkplaats, nummer: str, _ronde: Ronde) -> Uitslag:
    code, nu = nieuwe_code(secrets.randbelow), plaats.delen.klok()
    with plaats.delen.opslag.schrijven() as sessie:
        proeven.noteer_proef(sessie, code, nu)
    poort_van(plaats.delen).verstuur(Uitgaand(nummer, proeftekst(code)))
    return Uitslag(nu)
