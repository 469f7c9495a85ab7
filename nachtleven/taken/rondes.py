"""Work that comes round, at the gateway or elsewhere outside: by one process at a time, sooner again where it fails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from nachtleven.fouten import PoortFout
from nachtleven.opslag import rondes
from nachtleven.opslag.berichten import Houder
from nachtleven.opslag.rondes import Ronde
from nachtleven.poorten.twilio import Twiliopoort
from nachtleven.samenstelling import Onderdelen
from nachtleven.taken.werkplaats import Werkplaats

log = structlog.get_logger()

_LEASE = timedelta(seconds=45)
"""So long a process that died holds a round. One that takes longer may be joined by another; nothing is done twice."""


@dataclass(frozen=True, slots=True)
class Rooster:
    """How often a piece of work comes round. `bij_start`: each process also does it when it begins."""

    naam: str
    elke: timedelta
    bij_start: bool = False


@dataclass(frozen=True, slots=True)
class Uitslag:
    """How a turn went. `goed`: up to which moment it is done (None: not wholly). `binnen`: when to come back sooner."""

    goed: datetime | None
    binnen: timedelta | None = None


def doe_ronde(plaats: Werkplaats, rooster: Rooster, doe: Callable[[Ronde], Uitslag]) -> bool:
    """Do a turn if it is due; False: it isn't, another does it, or it failed. A failure is told, never raised."""
    delen = plaats.delen
    nu = delen.klok()
    meteen = rooster.bij_start and rooster.naam not in plaats.begonnen
    with delen.opslag.lezen() as sessie:
        if not meteen and not rondes.is_aan_de_beurt(sessie, rooster.naam, nu):
            return False
    houder = Houder(plaats.naam, nu, nu + _LEASE)
    with delen.opslag.schrijven() as sessie:
        ronde = rondes.neem_ronde(sessie, rooster.naam, houder, meteen=meteen)
    if ronde is None:
        return False
    plaats.begonnen.add(rooster.naam)
    try:
        uitslag = doe(ronde)
    except PoortFout as fout:
        log.warning("ronde_mislukt", ronde=rooster.naam, reden=fout.reden, status=fout.status, code=fout.code)
        with delen.opslag.schrijven() as sessie:
            rondes.mislukte_ronde(sessie, ronde, houder, rooster.elke)
        return False
    with delen.opslag.schrijven() as sessie:
        volgende = nu + (rooster.elke if uitslag.binnen is None else uitslag.binnen)
        rondes.sluit_ronde(sessie, rooster.naam, plaats.naam, goed=uitslag.goed, volgende=volgende)
    return True


def poort_van(delen: Onderdelen) -> Twiliopoort:
    """Make the gateway of the settings."""
    zet = delen.instellingen
    return Twiliopoort(zet.twilio_account, zet.twilio_tokens, delen.stad.nummer.afzender, zet.twilio_api)
