"""The use case of access: what is held of a melding or a sender, with the looking itself in the audit log."""

from typing import Any

from nachtleven.bewaring.wissen import OPDRACHTREGEL
from nachtleven.fouten import NietGevonden
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.opslag import inzage
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.samenstelling import Onderdelen
from nachtleven.telefoonnummers import gemaskeerd, normaliseer
from nachtleven.toegang.audit import Auditregel

_WAAROM = "recht van inzage"


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
    regel = Auditregel(0, delen.klok(), door, "inzage", "melding", gelezen, _WAAROM)
    Auditopslag(delen.opslag).schrijf(regel)
    return velden


def zie_afzender_in(delen: Onderdelen, nummer: str, *, door: str = OPDRACHTREGEL) -> dict[str, Any]:
    """Give all that is held of who has this number; the look is kept with each melding, and never the number.

    Raises:
        NietGevonden: nothing is held of it.
        SleutelFout: no key of now opens what is held.
    """
    with delen.opslag.lezen() as sessie:
        velden = inzage.toon_afzender(sessie, delen.opslag, normaliseer(nummer))
    if not any(velden.values()):
        raise NietGevonden("afzender", gemaskeerd(nummer))
    boek, nu = Auditopslag(delen.opslag), delen.klok()
    for melding in velden["meldingen"]:
        boek.schrijf(Auditregel(0, nu, door, "inzage", "melding", melding["kenmerk"], _WAAROM))
    boek.schrijf(Auditregel(0, nu, door, "inzage", "afzender", "", _WAAROM))
    return velden
