"""Language and time on the texts set aside, held to what was reached minus a point."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from nachtleven.lezen.lezing import Soort
from nachtleven.lezen.taal import Taalherkenner
from nachtleven.lezen.tekst import tokens
from nachtleven.lezen.tijd import Tijdlezer

CONFIG = Path("config")
DATA = Path("tests/lezen/data")
SETS = ("enfrde", "hoofd", "nl", "rest", "slav", "trar")


def apart() -> Iterator[dict[str, Any]]:
    for naam in SETS:
        with (DATA / naam / "apart.jsonl").open(encoding="utf-8") as regels:
            yield from (json.loads(regel) for regel in regels)


def afwijking(goud: dict[str, Any], lezer: Tijdlezer) -> float | None:
    """Give the minutes between the moment read and the gold, None where none was read."""
    ontvangen = datetime.fromisoformat(goud["ontvangen"])
    lezing = lezer.lees(goud["tekst"], tokens(goud["tekst"]), goud["taal"], Soort(goud["soort"]), ontvangen)
    if lezing is None:
        return None
    return abs((lezing.moment - datetime.fromisoformat(goud["tijdstip"])).total_seconds()) / 60


def test_the_language_of_texts_set_aside_is_told_as_well_as_it_was() -> None:
    herkenner = Taalherkenner(CONFIG)
    goed = [herkenner.lees(goud["tekst"], tokens(goud["tekst"])).taal == goud["taal"] for goud in apart()]
    assert sum(goed) / len(goed) >= 0.986


def test_the_moment_of_texts_set_aside_is_read_as_well_as_it_was() -> None:
    lezer = Tijdlezer(CONFIG)
    goed = []
    for goud in apart():
        if goud["tijdstip"]:
            minuten = afwijking(goud, lezer)
            goed.append(minuten is not None and minuten <= goud["marge_min"])
    assert sum(goed) / len(goed) >= 0.95
