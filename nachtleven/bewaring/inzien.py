"""The use case of access: what is held of a melding, with the looking itself in the audit log."""

from typing import Any

from nachtleven.bewaring.wissen import OPDRACHTREGEL
from nachtleven.fouten import NietGevonden
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.opslag import inzage
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.audit import Auditregel


def zie_in(delen: Onderdelen, kenmerk: str, *, door: str = OPDRACHTREGEL) -> dict[str, Any]:
    """Give all that is held of a melding, who saw it included; this look is kept before anything is shown.

    Raises:
        NietGevonden: there is no such melding.
        SleutelFout: no key of now opens what is held.
    """
    gelezen = lees_kenmerk(kenmerk) or kenmerk
    with delen.opslag.lezen() as sessie:
        velden = inzage.toon(sessie, delen.opslag, gelezen)
    if velden is None:
        raise NietGevonden("melding", kenmerk)
    regel = Auditregel(0, delen.klok(), door, "inzage", "melding", gelezen, "recht van inzage")
    Auditopslag(delen.opslag).schrijf(regel)
    return velden
