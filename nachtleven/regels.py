"""JSONL in: one JSON object a line, every bad line named before anything is done with the good ones."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from nachtleven.fouten import FouteRij, InvoerFout

T = TypeVar("T")


def lees_regels(bestand: str, lijnen: Iterable[str], maak: Callable[[dict[str, Any]], T]) -> list[T]:
    """Make a value of every line; empty lines are passed over.

    `maak` raises KeyError for a missing field and ValueError, with the field's name before a colon, for a bad one.

    Raises:
        InvoerFout: with every bad line.
    """
    goed, fout = [], []
    for nummer, lijn in enumerate(lijnen, start=1):
        if not lijn.strip():
            continue
        try:
            ruw = json.loads(lijn)
        except ValueError as reden:
            fout.append(FouteRij(nummer, "", f"geen JSON ({reden})"))
            continue
        if not isinstance(ruw, dict):
            fout.append(FouteRij(nummer, "", "geen JSON-object"))
            continue
        try:
            goed.append(maak(ruw))
        except KeyError as reden:
            fout.append(FouteRij(nummer, str(reden.args[0]), "ontbreekt"))
        except ValueError as reden:
            veld, _, waarom = str(reden).partition(": ")
            fout.append(FouteRij(nummer, veld, waarom))
    if fout:
        raise InvoerFout(bestand, fout)
    return goed


def tekst(ruw: dict[str, Any], veld: str) -> str:
    """Give a field that must be a text."""
    waarde = ruw[veld]
    if not isinstance(waarde, str):
        raise ValueError(f"{veld}: geen tekst")  # noqa: TRY004 - a bad value of the input, not of the call
    return waarde


def moment(ruw: dict[str, Any], veld: str) -> datetime:
    """Give a field that must be a moment with an offset."""
    try:
        gelezen = datetime.fromisoformat(tekst(ruw, veld))
    except ValueError:
        raise ValueError(f"{veld}: geen ISO 8601-moment") from None
    if gelezen.tzinfo is None:
        raise ValueError(f"{veld}: een moment zonder afwijking van UTC")
    return gelezen
