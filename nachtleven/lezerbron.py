"""The readers of this process, with the venue index of the newest import: a new import is read with within seconds.

One answers; the deep one, loaded when it is first asked for, reads again behind the answer.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from nachtleven.lezen.index import ZaakIndex, bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.opslag import registers
from nachtleven.opslag.motor import Opslag

_KIJK_NA = timedelta(seconds=1)


class Lezerbron:
    """Gives the reader; asks the database at most once a second whether a newer index is there."""

    def __init__(self, opslag: Opslag, config: Path, klok: Callable[[], datetime], *, diep: bool = False) -> None:
        self._opslag, self._config, self._klok, self._diep = opslag, config, klok, diep
        self._slot = threading.Lock()
        self._index: int | None = None
        self._lezer: Lezer | None = None
        self._gekeken: datetime | None = None

    def lezer(self) -> Lezer:
        """Give the reader over the newest register; an empty register reads everything but venues.

        Raises:
            OpslagFout: the database can't be reached and nothing was loaded yet.
        """
        huidige = self._lezer
        if huidige is not None and (self._is_vers() or not self._slot.acquire(blocking=False)):
            return huidige  # where another thread loads a newer one, the old one reads on
        if huidige is None:
            self._slot.acquire()
        try:
            self._lezer = nieuwste = self._ververs(self._lezer)
            self._gekeken = self._klok()
        finally:
            self._slot.release()
        return nieuwste

    def _is_vers(self) -> bool:
        return self._gekeken is not None and self._klok() - self._gekeken < _KIJK_NA

    def _ververs(self, huidige: Lezer | None) -> Lezer:
        with self._opslag.lezen() as sessie:
            nieuwste = registers.nieuwste_index(sessie)
            if huidige is not None and nieuwste == self._index:
                return huidige
            inhoud = registers.laad_index(sessie, nieuwste) if nieuwste is not None else None
        index = ZaakIndex.uit_bytes(inhoud) if inhoud is not None else bouw_index((), {})
        self._index = nieuwste
        return huidige.met_index(index) if huidige is not None else Lezer(self._config, index, diep=self._diep)
