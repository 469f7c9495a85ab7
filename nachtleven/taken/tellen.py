"""Counting the nights that are over ahead, so that a report of many years takes no longer than one of a few nights."""

from nachtleven.nacht import nacht_van
from nachtleven.rapportbouw import tel_vooruit
from nachtleven.taken.werkplaats import Werkplaats


def tel_nachten(plaats: Werkplaats) -> int:
    """Count the nights that are over and changed since they were counted; give how many.

    Any number of processes may: one at a time counts. The night that runs is left: it changes with every message.
    """
    return tel_vooruit(plaats.delen, nacht_van(plaats.delen.klok()), plaats.stop.is_set)
