"""The use cases of the oversight: a period judged by the regulation, as lines to print; a finished night, kept."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from nachtleven.nacht import lokaal, nacht_van, nachtgrenzen
from nachtleven.opslag import oordelen, toezicht, werk
from nachtleven.opslag.werk import Eis
from nachtleven.portier import toets
from nachtleven.samenstelling import Onderdelen
from nachtleven.toezicht.bevindingen import Bevinding
from nachtleven.toezicht.gegevens import Periode
from nachtleven.toezicht.plichten import Plichten, laad_plichten


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


def oordeel_nacht(delen: Onderdelen, plichten: Plichten, nacht: date, nummer: int, eis: Eis) -> bool:
    """Judge a night and keep its findings, in the transaction that finishes the claim; False where it was lost.

    The rows are read outside the write lock. The register's word about venues goes with the last night that is over.
    """
    moment = delen.klok()
    periode = Periode(*nachtgrenzen(nacht))
    with delen.opslag.lezen() as sessie:
        gegevens = toezicht.gegevens(sessie, periode)
    bevindingen = toets(periode, gegevens, plichten)
    met_register = nacht == nacht_van(moment) - timedelta(days=1)
    with delen.opslag.schrijven() as sessie:
        if not werk.rond_af(sessie, eis, delen.klok()):
            return False
        if oordelen.is_ingehaald(sessie, nacht, nummer):
            return True
        oordelen.Boekhouding(sessie, nacht, moment).boek(bevindingen, met_register=met_register)
        oordelen.rond_oordeel_af(sessie, nacht, nummer, moment, len(bevindingen))
    return True


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
