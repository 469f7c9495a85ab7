"""A reading as it is kept: JSON, written field by field, for every message has one."""

import json
from typing import Any

from nachtleven.lezen.lezing import Lezing, Tijdlezing, Woorden


def schrijf_lezing(lezing: Lezing) -> str:
    """Give a reading as the text that is kept: its fields in their order, sets sorted, moments in ISO 8601."""
    return json.dumps(
        {
            "taal": lezing.taal,
            "soort": lezing.soort,
            "rol": lezing.rol,
            "zaken": [
                {"zaak_id": z.zaak_id, "zekerheid": z.zekerheid, "hoe": z.hoe, "woorden": _woorden(z.woorden)}
                for z in lezing.zaken
            ],
            "tijd": _tijd(lezing.tijd) if lezing.tijd else None,
            "gronden": sorted(lezing.gronden),
            "feiten": sorted(lezing.feiten),
            "kaartnummers": lezing.kaartnummers,
            "spoed": lezing.spoed,
            "verklaringen": [
                {"veld": v.veld, "waarde": v.waarde, "woorden": _woorden(v.woorden), "zekerheid": v.zekerheid}
                for v in lezing.verklaringen
            ],
        }
    )


def lezing_als_json(lezing: Lezing) -> dict[str, Any]:
    """Give a reading as it is kept, in values that JSON knows."""
    gemaakt: dict[str, Any] = json.loads(schrijf_lezing(lezing))
    return gemaakt


def _tijd(tijd: Tijdlezing) -> dict[str, Any]:
    return {
        "moment": tijd.moment.isoformat(),
        "van": tijd.van.isoformat(),
        "tot": tijd.tot.isoformat(),
        "genoemd": tijd.genoemd,
        "nacht_bekend": tijd.nacht_bekend,
        "woorden": _woorden(tijd.woorden),
        "zekerheid": tijd.zekerheid,
    }


def _woorden(stukken: tuple[Woorden, ...]) -> list[dict[str, int]]:
    return [{"begin": stuk.begin, "eind": stuk.eind} for stuk in stukken]
