"""A Lezing as the fields that `nachtleven lees` prints; codes only, moments in Brussels time."""

from typing import Any

from nachtleven.koppelen import ZaakKoppeling
from nachtleven.lezen.lezing import Lezing
from nachtleven.nacht import lokaal


def als_regel(lezing: Lezing, koppeling: ZaakKoppeling) -> dict[str, Any]:
    """Give the fields by name; sets are sorted, candidates best first."""
    return {
        "taal": lezing.taal,
        "soort": lezing.soort.value,
        "rol": lezing.rol.value if lezing.rol else None,
        "zaak": koppeling.zaak,
        "kandidaten": list(koppeling.kandidaten),
        "tijdstip": lokaal(lezing.tijd.moment).isoformat() if lezing.tijd else None,
        "gronden": sorted(lezing.gronden),
        "feiten": sorted(feit.value for feit in lezing.feiten),
        "kaartnummers": list(lezing.kaartnummers),
        "spoed": lezing.spoed,
    }
