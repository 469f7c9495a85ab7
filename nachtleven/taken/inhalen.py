"""Taking up the kept messages that were not understood."""

from uuid import UUID

from nachtleven.opslag import wachtrij
from nachtleven.taken.werkplaats import Werkplaats, Werksoort


def haal_in(plaats: Werkplaats) -> int:
    """Take up what waits, oldest first; give how many were tried."""
    return len(BERICHTEN.werk_af(plaats))


def _wachtende(plaats: Werkplaats) -> list[str]:
    return [str(rij) for rij in plaats.delen.ontvangst.wachtende()]


def _haal_een_in(plaats: Werkplaats, sleutel: str) -> bool:
    return plaats.delen.ontvangst.haal_in(UUID(sleutel))


BERICHTEN = Werksoort(wachtrij.BERICHT, 3, _wachtende, _haal_een_in)
