"""A Table Schema beside each CSV: what a row is, and each column's kind and meaning (Frictionless, version 1)."""

import json
from collections.abc import Mapping
from typing import Any

from nachtleven.cijfers.tabellen import Tabel
from nachtleven.opmaak.gegevens import verdere_kolommen
from nachtleven.opmaak.woorden import Woorden

_GETALLEN = frozenset({"verwacht"})
_GEHEEL = frozenset({"ondergrens", "bovengrens", "vorig_jaar", "sinds_maand", "zaken", "opnieuw", "vorige_periode"})
_GEHEEL_OOK = frozenset({"controles", "niet_ok", "nagekomen", "niet_nagekomen"})


def als_schema(tabel: Tabel, woorden: Woorden) -> str:
    """Write the schema of a table's CSV; keys are codes, a hidden count is an empty field."""
    return json.dumps(schema(tabel, woorden), ensure_ascii=False, indent=1) + "\n"


def schema(tabel: Tabel, woorden: Woorden) -> dict[str, Any]:
    """Give the schema as a value."""
    velden = [_sleutelveld(kolom, woorden) for kolom in tabel.kolommen]
    velden.append(_veld("aantal", "integer", woorden.zinnen["schema"]["aantal"], {"minimum": 0}))
    velden.append(_veld("afgeschermd", "string", woorden.zinnen["schema"]["afgeschermd"], {"enum": ["ja"]}))
    for kolom in verdere_kolommen(tabel):
        soort = "integer" if kolom in _GEHEEL | _GEHEEL_OOK else "number"
        velden.append(_veld(kolom, soort, woorden.zinnen["schema"].get(kolom) or woorden.kolommen.get(kolom, kolom)))
    noot = f"{woorden.titels[tabel.naam]}. {woorden.noten.get(tabel.naam, '')}".strip()
    eigen = [kolom for kolom in tabel.kolommen if kolom not in _GETALLEN | _GEHEEL]
    return {"description": noot, "fields": velden, "primaryKey": eigen, "missingValues": [""]}


def _sleutelveld(kolom: str, woorden: Woorden) -> dict[str, Any]:
    soort = "number" if kolom in _GETALLEN else "integer" if kolom in _GEHEEL else "string"
    namen = "; ".join(f"{code}: {naam}" for code, naam in woorden.namen(kolom).items())
    beschrijving = f"{woorden.kolommen.get(kolom, kolom)}. {namen}".strip()
    return _veld(kolom, soort, beschrijving, {} if soort != "string" else {"required": True})


def _veld(naam: str, soort: str, beschrijving: str, grenzen: Mapping[str, Any] | None = None) -> dict[str, Any]:
    veld: dict[str, Any] = {"name": naam, "type": soort, "description": beschrijving}
    return {**veld, "constraints": dict(grenzen)} if grenzen else veld
