"""The web form's way into the same intake: a sender known by a return code, and the conversation shown back to them.

The code is the only way back, so it is long, and never stands in an address. A spooled text shows once it is taken in.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from nachtleven.aanname import Aanname
from nachtleven.berichten import Bericht, Kanaal
from nachtleven.kenmerken import ALFABET, controleteken, klopt
from nachtleven.opslag import webgesprek
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.webgesprek import Webregel
from nachtleven.telefoonnummers import WEB, normaliseer

POORT = "web"
_LENGTE = 15
_GROEP = 4


def maak_terugkeercode(kies: Callable[[int], int] = secrets.randbelow) -> str:
    """Make a return code: sixteen signs in fours, the last a check character (about 67 bits)."""
    tekens = "".join(ALFABET[kies(len(ALFABET))] for _ in range(_LENGTE))
    return _toon(tekens + controleteken(tekens))


def lees_terugkeercode(tekst: str) -> str | None:
    """Give the code that a person typed, in its one spelling, or None where the check fails."""
    tekens = "".join(t for t in tekst[:80].upper() if t.isalnum())
    return _toon(tekens) if len(tekens) == _LENGTE + 1 and klopt(tekens) else None


def _toon(tekens: str) -> str:
    return "-".join(tekens[i : i + _GROEP] for i in range(0, len(tekens), _GROEP))


@dataclass(frozen=True, slots=True)
class Webpost:
    """Takes texts of the web form in. `nummer`: the short number, to which they are meant."""

    aanname: Aanname
    opslag: Opslag
    nummer: str
    klok: Callable[[], datetime]

    def schrijf(self, code: str, formulier: str, tekst: str) -> str | None:
        """Keep a text of the sender with this code and give what is said; the same form again is the same text.

        Raises:
            SpoelFout: it could be kept nowhere.
        """
        return self.aanname.neem_aan(
            Bericht(POORT, formulier, f"{WEB}{code}", self.nummer, tekst, self.klok(), Kanaal.WEB)
        )

    def gesprek(self, code: str) -> Sequence[Webregel]:
        """Give the conversation of the sender with this code, oldest first; empty: nobody has it.

        Raises:
            OpslagFout: the database is away.
        """
        with self.opslag.lezen() as sessie:
            melder = self.opslag.pseudoniemen.melder(normaliseer(f"{WEB}{code}"))
            return webgesprek.regels(sessie, self.opslag, melder)
