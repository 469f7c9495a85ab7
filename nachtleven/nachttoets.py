"""The use case of the oversight: a period judged by the regulation on registers and meldingen, as lines to print."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from nachtleven.nacht import lokaal
from nachtleven.opslag import toezicht
from nachtleven.portier import toets
from nachtleven.samenstelling import Onderdelen
from nachtleven.toezicht.bevindingen import Bevinding
from nachtleven.toezicht.gegevens import Periode
from nachtleven.toezicht.plichten import laad_plichten


def controleer(delen: Onderdelen, van: datetime, tot: datetime) -> Iterator[dict[str, Any]]:
    """Judge what begins in [van, tot); give a line a finding, the same from run to run.

    Raises:
        ConfiguratieFout: the regulation's file is wrong.
    """
    plichten = laad_plichten(delen.stad.map)
    periode = Periode(van.astimezone(UTC), tot.astimezone(UTC))
    with delen.opslag.lezen() as sessie:
        gegevens = toezicht.gegevens(sessie, periode)
    for bevinding in toets(periode, gegevens, plichten):
        yield als_regel(bevinding)


def als_regel(bevinding: Bevinding) -> dict[str, Any]:
    """Give a finding's fields by name; moments in Brussels time."""
    return {
        "plicht": bevinding.plicht,
        "aard": bevinding.aard.value,
        "zaak": bevinding.zaak_id,
        "kaartnummer": bevinding.kaartnummer or None,
        "van": lokaal(bevinding.van).isoformat(),
        "tot": lokaal(bevinding.tot).isoformat(),
        "bewijs": [{"soort": b.soort.value, "sleutel": b.sleutel, "tekst": b.tekst} for b in bevinding.bewijs],
    }
