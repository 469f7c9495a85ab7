"""The one way in for every message: into the database, or into the spool while that is away, and later from there.

Whoever hands a message over may tell its sender that it was kept as soon as `neem_aan` returns.
"""

import threading
import time
from collections.abc import Callable

import structlog

from nachtleven.berichten import Bericht
from nachtleven.fouten import OpslagFout, SpoelFout
from nachtleven.ontvangst import Ontvangst
from nachtleven.spoel import Spoel

log = structlog.get_logger()


TRAAG_S = 1.0
"""A database that takes longer than this to say no holds a thread, and with it the messages behind."""
RUST_S = 0.5
"""Seconds that such a database is left alone, before one message tries it again."""
_PROEF_S = 15.0
"""Longer than any try lasts."""


class Rustpoos:
    """Remembers that the database is slow to fail, so that one message waits for it and the others don't.

    Without it, more messages than threads under a held lock wait in rows of five seconds, and the gateway gives up.
    `uur` gives seconds that only go forward.
    """

    def __init__(self, uur: Callable[[], float] = time.monotonic) -> None:
        self._uur, self._tot, self._slot = uur, 0.0, threading.Lock()

    def begin(self) -> float | None:
        """Give the moment at which a try begins; None: somebody tries, or just did, so don't."""
        with self._slot:
            nu = self._uur()
            if nu < self._tot:
                return None
            if self._tot:
                self._tot = nu + _PROEF_S
            return nu

    def gelukt(self) -> None:
        """Note that the database answered: everybody may try again."""
        self._tot = 0.0

    def mislukt(self, begin: float) -> None:
        """Note that a try failed; only one that took long makes others wait."""
        with self._slot:
            nu = self._uur()
            self._tot = nu + RUST_S if nu - begin > TRAAG_S else 0.0


class Aanname:
    """Takes messages in over an intake and a spool."""

    def __init__(self, ontvangst: Ontvangst, spoel: Spoel, rust: Rustpoos | None = None) -> None:
        self._ontvangst, self.spoel, self._rust = ontvangst, spoel, rust or Rustpoos()

    def neem_aan(self, bericht: Bericht) -> str | None:
        """Keep one message and give the text to answer it with now; None: nothing is said.

        Without a database it is spooled and gets the plain confirmation; its own answer follows when it is taken in.

        Raises:
            SpoelFout: it could be kept nowhere.
        """
        begin = self._rust.begin()
        if begin is None:
            return self._spoel(bericht)
        try:
            antwoord = self._ontvangst.neem_aan(bericht)
        except OpslagFout:
            self._rust.mislukt(begin)
            return self._spoel(bericht)
        self._rust.gelukt()
        return antwoord

    def _spoel(self, bericht: Bericht) -> str:
        self.spoel.bewaar(bericht)
        log.warning("bericht_gespoeld")
        return self._ontvangst.kale_bevestiging()

    def neem_spoel_in(self, stop: threading.Event | None = None) -> int:
        """Take in what waits in the spool, in the order of receipt, each once; give how many files.

        What was kept in the database after all is only let go of. A file that can't be opened is set apart.

        Raises:
            OpslagFout: the database is away; what was not taken in stays.
        """
        genomen = 0
        with self.spoel.alleen() as van_ons:
            for bestand in self.spoel.wachtend() if van_ons else ():
                if stop is not None and stop.is_set():
                    break
                try:
                    bericht = self.spoel.open_bericht(bestand)
                except SpoelFout:
                    log.exception("spoelbestand_kapot", bestand=bestand.name)
                    self.spoel.zet_apart(bestand)
                    continue
                self._ontvangst.neem_later_aan(bericht)
                self.spoel.verwijder(bestand)
                genomen += 1
        return genomen
