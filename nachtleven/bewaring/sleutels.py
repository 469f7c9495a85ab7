"""The use case of changing master keys while everything runs: which are in use, and wrapping the living keys anew.

Only keys that still live are wrapped anew. What was erased stands in old backups and logs under the master key of
then, and is unreadable for good as soon as that is dropped.
"""

from dataclasses import dataclass

import structlog

from nachtleven.opslag import hoofdsleutels
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.opslag.schoonmaak import maak_schoon
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.audit import Auditregel

log = structlog.get_logger()

_BLOK = 500
_SPOEL = "spoel"


@dataclass(frozen=True, slots=True)
class Sleutelstand:
    """A master key by its id: whether it is the first, whether it is among those given, and what stands under it."""

    id: str
    is_eerste: bool
    is_gegeven: bool
    aantallen: dict[str, int]

    @property
    def mag_weg(self) -> bool:
        """Whether nothing of now needs it any more."""
        return not self.is_eerste and not self.aantallen


def toon_sleutels(delen: Onderdelen) -> list[Sleutelstand]:
    """Give every master key that is given or in use, the first first."""
    kluis = delen.opslag.kluis
    with delen.opslag.lezen() as sessie:
        gebruik = hoofdsleutels.in_gebruik(sessie)
    for sleutelid in delen.aanname.spoel.sleutelids():
        onder = gebruik.setdefault(sleutelid, {})
        onder[_SPOEL] = onder.get(_SPOEL, 0) + 1
    standen = [
        Sleutelstand(een.hex(), een == kluis.eerste, een in kluis.ids, gebruik.get(een, {}))
        for een in sorted({*kluis.ids, *gebruik})
    ]
    return sorted(standen, key=lambda stand: not stand.is_eerste)


def herwikkel(delen: Onderdelen, door: str) -> int:
    """Wrap every living key with the first master key, in small transactions; give how many. Again does the rest.

    Raises:
        SleutelFout: a key stands under a master key that is not given.
    """
    with delen.opslag.lezen() as sessie:
        kolommen = hoofdsleutels.sleutelkolommen(sessie)
    gedaan = 0
    for een in kolommen:
        while aantal := hoofdsleutels.herwikkel(delen.opslag, een, _BLOK):
            gedaan += aantal
    maak_schoon(delen.opslag)
    regel = Auditregel(0, delen.klok(), door, "herwikkeld", "sleutel", delen.opslag.kluis.eerste.hex(), str(gedaan))
    Auditopslag(delen.opslag).schrijf(regel)
    log.info("herwikkeld", aantal=gedaan)
    return gedaan
