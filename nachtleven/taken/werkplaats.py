"""What a periodic job is given: the parts of the house, a leased claim for its work, and whether to stop."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from nachtleven.fouten import Fout
from nachtleven.ontvangst import procesnaam
from nachtleven.opslag import werk
from nachtleven.opslag.wachtrij import Wachtsoort
from nachtleven.opslag.werk import Eis
from nachtleven.samenstelling import Onderdelen

log = structlog.get_logger()

LEASE = timedelta(seconds=45)


class Werkplaats:
    """One process's place of work. Its claims are leased, kept alive by `klop`, and given back when it stops.

    `begonnen`: the work that comes round that this process has done once.
    """

    def __init__(self, delen: Onderdelen, stop: threading.Event | None = None) -> None:
        self.delen = delen
        self.naam = procesnaam()
        self.stop = stop or threading.Event()
        self.begonnen: set[str] = set()
        self._eisen: set[Eis] = set()
        self._slot = threading.Lock()

    def klop(self) -> None:
        """Give a sign of life and push out the leases of what is under way."""
        nu = self.delen.klok()
        with self._slot:
            eisen = tuple(self._eisen)
        with self.delen.opslag.schrijven() as sessie:
            werk.klopt_hart(sessie, "planner", self.naam, nu)
            for eis in eisen:
                werk.verleng(sessie, eis, nu + LEASE)

    def met_eis(self, soort: str, periode: str, doe: Callable[[Eis], bool]) -> bool:
        """Do a piece of work that is done once among all processes; `doe` finishes the claim with what it keeps.

        False: another holds it, it was finished before, or `doe` could not finish it (then it is given back).
        """
        eis = Eis(soort, periode, self.naam)
        with self.delen.opslag.schrijven() as sessie:
            if not werk.eis_op(sessie, eis, self.delen.klok(), LEASE):
                return False
        with self._slot:
            self._eisen.add(eis)
        gedaan = False
        try:
            gedaan = doe(eis)
        except Fout:
            log.exception("werk_mislukt", soort=soort, periode=periode)
        finally:
            with self._slot:
                self._eisen.discard(eis)
            if not gedaan:
                with self.delen.opslag.schrijven() as sessie:
                    werk.geef_terug(sessie, eis, self.delen.klok())
        return gedaan

    def geef_terug(self) -> None:
        """Give back every unfinished claim, so that another process need not wait."""
        with self._slot:
            eisen, self._eisen = tuple(self._eisen), set()
        if not eisen:
            return
        with self.delen.opslag.schrijven() as sessie:
            for eis in eisen:
                werk.geef_terug(sessie, eis, self.delen.klok())


@dataclass(frozen=True, slots=True)
class Werksoort:
    """Work that waits in rows: how to see what is due, by key, the first first, and how to do one piece of it.

    `doe` may be called for what is not due, or is somebody else's: it then does nothing and gives False. `elke_s`: how
    often the planner looks at the rows where there is no queue.
    """

    werk: Wachtsoort
    elke_s: int
    wachtend: Callable[[Werkplaats], Sequence[str]]
    doe: Callable[[Werkplaats, str], bool]

    def werk_af(self, plaats: Werkplaats) -> list[str]:
        """Do what is due here and now, until told to stop; give the keys of what was done."""
        gedaan = []
        for sleutel in self.wachtend(plaats):
            if plaats.stop.is_set():
                break
            if self.doe(plaats, sleutel):
                gedaan.append(sleutel)
        return gedaan


@dataclass(frozen=True, slots=True)
class Taak:
    """A job: its name in the log, how often it runs in seconds, and what it does."""

    naam: str
    elke_s: int
    doe: Callable[[Werkplaats], object]
