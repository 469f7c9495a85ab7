"""Counting what happens too often to write down each time: bad signatures, in memory, now and then to the database."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from nachtleven.fouten import OpslagFout
from nachtleven.opslag.alarmen import tel_bij
from nachtleven.opslag.motor import Opslag

log = structlog.get_logger()

_TUSSENPOOS = timedelta(seconds=5)


class Foutenteller:
    """Counts in one process. The first is written at once; under attack at most one write every five seconds follows.

    What is counted and not yet written is written with the next call, whichever it is.
    """

    def __init__(self, opslag: Opslag, soort: str, klok: Callable[[], datetime]) -> None:
        self._opslag, self._soort, self._klok = opslag, soort, klok
        self._slot = threading.Lock()
        self._aantal = 0
        self._vorige: datetime | None = None

    def tel(self) -> None:
        """Count one."""
        with self._slot:
            self._aantal += 1
        self.schrijf()

    def schrijf(self) -> None:
        """Write what was counted, if there is any and the last time was long enough ago."""
        if not self._aantal:
            return
        nu = self._klok()
        with self._slot:
            if self._vorige is not None and nu - self._vorige < _TUSSENPOOS:
                return
            aantal, self._aantal, self._vorige = self._aantal, 0, nu
        try:
            with self._opslag.schrijven() as sessie:
                tel_bij(sessie, self._soort, nu, aantal)
        except OpslagFout:
            log.warning("teller_niet_bewaard", soort=self._soort)
            with self._slot:
                self._aantal += aantal
