"""Taking up the kept messages that were not understood."""

from nachtleven.taken.werkplaats import Werkplaats


def haal_in(plaats: Werkplaats) -> int:
    """Take up what waits, oldest first; give how many were tried."""
    ontvangst = plaats.delen.ontvangst
    gedaan = 0
    for rij in ontvangst.wachtende():
        if plaats.stop.is_set():
            break
        gedaan += ontvangst.haal_in(rij)
    return gedaan
