"""How long a session lasts, and the brake on guessing passwords."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

STIL_HOOGSTENS = timedelta(minutes=30)
"""Without a request for this long, a session ends."""

DUUR_HOOGSTENS = timedelta(hours=10)
"""However busy, a session ends after a working day."""

VRIJE_POGINGEN = 4
_LANGSTE_WACHT = timedelta(minutes=15)
_VERGEET_NA = timedelta(hours=1)
_HOOGSTENS_ONTHOUDEN = 10_000


def is_verlopen(begonnen: datetime, laatst: datetime, moment: datetime) -> bool:
    """Tell whether a session has ended; at the last moment itself it still runs."""
    return moment - laatst > STIL_HOOGSTENS or moment - begonnen > DUUR_HOOGSTENS


BEVESTIGD = timedelta(minutes=15)
"""So long after proving who one is, files may be taken out and users managed without proving it again."""


def is_pas_bevestigd(bewezen: datetime, moment: datetime) -> bool:
    """Tell whether somebody proved who they are not long ago; at the last moment itself it still holds."""
    return timedelta() <= moment - bewezen <= BEVESTIGD


def stempel(*delen: str) -> str:
    """Give the mark that a session carries: another password, role or turn, another mark."""
    return hashlib.sha256("\0".join(delen).encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Stand:
    mislukt: int
    vrij_op: datetime
    laatst: datetime


def _wacht(mislukt: int) -> timedelta:
    if mislukt <= VRIJE_POGINGEN:
        return timedelta()
    return min(timedelta(seconds=2 ** min(mislukt - VRIJE_POGINGEN, 16)), _LANGSTE_WACHT)


class Rem:
    """Slows down who keeps guessing, by address and account together, so that nobody can lock out somebody else.

    After four failures each next one doubles the wait, from two seconds to a quarter of an hour. Kept in memory, for
    one process; the oldest of 10,000 pairs is forgotten first.
    """

    def __init__(self) -> None:
        self._standen: OrderedDict[tuple[str, str], _Stand] = OrderedDict()
        self._slot = Lock()

    def wacht(self, adres: str, naam: str, moment: datetime) -> timedelta:
        """Give how long this address must still wait for this account; zero: it may try."""
        with self._slot:
            stand = self._standen.get((adres, naam.lower()))
            return max(stand.vrij_op - moment, timedelta()) if stand else timedelta()

    def mislukt(self, adres: str, naam: str, moment: datetime) -> None:
        """Count a failure."""
        plaats = (adres, naam.lower())
        with self._slot:
            stand = self._standen.pop(plaats, None)
            aantal = stand.mislukt + 1 if stand and moment - stand.laatst < _VERGEET_NA else 1
            self._standen[plaats] = _Stand(aantal, moment + _wacht(aantal), moment)
            if len(self._standen) > _HOOGSTENS_ONTHOUDEN:
                self._standen.popitem(last=False)

    def gelukt(self, adres: str, naam: str) -> None:
        """Forget the failures of this address for this account."""
        with self._slot:
            self._standen.pop((adres, naam.lower()), None)
