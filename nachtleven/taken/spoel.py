"""Taking in what was spooled while the database was away."""

from nachtleven.taken.werkplaats import Werkplaats


def neem_spoel_in(plaats: Werkplaats) -> int:
    """Take in the spool of this machine; give how many messages."""
    return plaats.delen.aanname.neem_spoel_in(plaats.stop)
