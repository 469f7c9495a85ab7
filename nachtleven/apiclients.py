"""Making and revoking a client of the API, each with its line in the audit log."""

from collections.abc import Iterable

from nachtleven.opslag.accounts import Auditopslag
from nachtleven.opslag.apisleutels import Apisleutels
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.apisleutels import Bereik
from nachtleven.toegang.audit import Auditregel

_DOOR = "opdracht"


def maak_client(delen: Onderdelen, naam: str, bereiken: Iterable[str]) -> str:
    """Make a client; give its token, which is shown this once.

    Raises:
        BezetFout: the name is taken.
    """
    mag = frozenset(Bereik(bereik) for bereik in bereiken)
    token = Apisleutels(delen.opslag).maak(naam, mag, delen.klok())
    _boek(delen, "api_gemaakt", naam, " ".join(sorted(mag)))
    return token


def trek_in(delen: Onderdelen, naam: str) -> None:
    """Let a client's token open nothing more.

    Raises:
        NietGevonden: no such client.
    """
    Apisleutels(delen.opslag).trek_in(naam, delen.klok())
    _boek(delen, "api_ingetrokken", naam, "")


def _boek(delen: Onderdelen, handeling: str, naam: str, doel: str) -> None:
    Auditopslag(delen.opslag).schrijf(Auditregel(0, delen.klok(), _DOOR, handeling, "api", naam, doel))
