"""The description of the API (OpenAPI 3.1), made of the endpoints and of the classes they give: nothing is typed twice.

Source: OpenAPI 3.1.1; JSON Schema 2020-12; RFC 9457 (problem details); RFC 6750 (bearer tokens).
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from nachtleven.toegang.apisleutels import Bereik

VERSIE = "1.0.0"
_ENKEL: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    UUID: {"type": "string", "format": "uuid"},
    type(None): {"type": "null"},
}


@dataclass(frozen=True, slots=True)
class Apifout:
    """What is wrong with a question, as RFC 9457 has it."""

    title: str
    status: int
    detail: str


@dataclass(frozen=True, slots=True)
class Vraagveld:
    """A parameter in the query: a text by a pattern, one of some words, or a number between two."""

    naam: str
    uitleg: str
    patroon: str = ""
    keuze: tuple[str, ...] = ()
    tussen: tuple[int, int] | None = None
    standaard: str = ""


@dataclass(frozen=True, slots=True)
class Eindpunt:
    """One question of the API. `bereik` None: anybody may ask. `id_in_pad`: the last part of its path is an id."""

    pad: str
    naam: str
    bereik: Bereik | None
    geeft: type | None
    vragen: tuple[Vraagveld, ...] = ()
    id_in_pad: bool = False
    kan_ontbreken: bool = False


def beschrijf(eindpunten: Sequence[Eindpunt], samenvattingen: Mapping[str, str], begin: str) -> dict[str, Any]:
    """Describe the endpoints; `samenvattingen` by name; `begin` is the path they all stand under."""
    delen: dict[str, Any] = {}
    paden = {
        f"{begin}{eindpunt.pad.replace('<uuid:id_>', '{id}')}": {
            "get": _bewerking(eindpunt, samenvattingen[eindpunt.naam], delen)
        }
        for eindpunt in eindpunten
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Meldpunt nachtleven",
            "version": VERSIE,
            "summary": "Alleen lezen: zaken, en wat in goedgekeurde deelbare verslagen staat.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": paden,
        "components": {
            "schemas": dict(sorted(delen.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _bewerking(eindpunt: Eindpunt, samenvatting: str, delen: dict[str, Any]) -> dict[str, Any]:
    fout = {"application/problem+json": {"schema": schema_van(Apifout, delen)}}
    inhoud = schema_van(eindpunt.geeft, delen) if eindpunt.geeft else {"type": "object"}
    antwoorden = {"200": {"description": "Gevonden", "content": {"application/json": {"schema": inhoud}}}}
    gevallen = {"400": "Een vraag die niet bestaat of niet past", "429": "Te vaak gevraagd"}
    if eindpunt.bereik is not None:
        gevallen |= {"401": "Geen geldig token", "403": "Dit token mag dit niet lezen", "503": "De opslag is weg"}
    if eindpunt.id_in_pad or eindpunt.kan_ontbreken:
        gevallen["404"] = "Er is er geen"
    antwoorden |= {code: {"description": wat, "content": fout} for code, wat in sorted(gevallen.items())}
    pad = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    vragen = [{"name": v.naam, "in": "query", "description": v.uitleg, "schema": _vorm(v)} for v in eindpunt.vragen]
    return {
        "operationId": eindpunt.naam,
        "summary": samenvatting,
        "parameters": ([pad] if eindpunt.id_in_pad else []) + vragen,
        "responses": antwoorden,
        "security": [{"token": [eindpunt.bereik.value]}] if eindpunt.bereik else [],
    }


def _vorm(vraag: Vraagveld) -> dict[str, Any]:
    if vraag.tussen:
        laag, hoog = vraag.tussen
        return {"type": "integer", "minimum": laag, "maximum": hoog, "default": int(vraag.standaard)}
    if vraag.keuze:
        return {"type": "string", "enum": list(vraag.keuze)}
    return {"type": "string", "pattern": f"^(?:{vraag.patroon})$"}


def schema_van(soort: Any, delen: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - any type that an answer is made of
    """Give the JSON Schema of a type; that of a class goes among `delen`, and is pointed at.

    Raises:
        TypeError: an answer may not be made of this.
    """
    oorsprong, argumenten = get_origin(soort), get_args(soort)
    if oorsprong in (types.UnionType, Union):
        return {"anyOf": [schema_van(deel, delen) for deel in argumenten]}
    if oorsprong in (tuple, list):
        return {"type": "array", "items": schema_van(argumenten[0], delen)}
    if oorsprong is dict:
        return {"type": "object", "additionalProperties": schema_van(argumenten[1], delen)}
    if soort in _ENKEL:
        return _ENKEL[soort]
    if isinstance(soort, type) and issubclass(soort, StrEnum):
        return {"type": "string", "enum": [waarde.value for waarde in soort]}
    if not hasattr(soort, "__dataclass_fields__"):
        raise TypeError(f"geen soort van een antwoord: {soort}")
    if soort.__name__ not in delen:
        hints, namen = get_type_hints(soort), [veld.name for veld in fields(soort)]
        delen[soort.__name__] = {
            "type": "object",
            "properties": {naam: schema_van(hints[naam], delen) for naam in namen},
            "required": namen,
            "additionalProperties": False,
        }
    return {"$ref": f"#/components/schemas/{soort.__name__}"}
