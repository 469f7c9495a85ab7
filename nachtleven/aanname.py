"""The one way in for every message: into the database, or into the spool while that is away, and later from there.

Whoever hands a message over may tell its sender that it was kept as soon as `neem_aan` returns.
"""

import threading

import structlog

from nachtleven.berichten import Bericht
from nachtleven.fouten import OpslagFout, SpoelFout
from nachtleven.ontvangst import Ontvangst
from nachtleven.spoel import Spoel

log = structlog.get_logger()


class Aanname:
    """Takes messages in over an intake and a spool."""

    def __init__(self, ontvangst: Ontvangst, spoel: Spoel) -> None:
        self._ontvangst, self.spoel = ontvangst, spoel

    def neem_aan(self, bericht: Bericht) -> str | None:
        """Keep one message and give the text to answer it with now; None: nothing is said.

        Without a database it is spooled and gets the plain confirmation; its own answer follows when it is taken in.

        Raises:
            SpoelFout: it could be kept nowhere.
        """
        try:
            return self._ontvangst.neem_aan(bericht)
        except OpslagFout:
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
