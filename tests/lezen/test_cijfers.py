"""Every measure of reading on the texts set aside, held to what was reached minus a point."""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

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


def meet(*, diep: bool) -> dict[str, float]:
    """Give every measure of `make lees-score` on the set-aside parts of all sets, each against its own register."""
    with pytest.MonkeyPatch.context() as tijdelijk:
        tijdelijk.syspath_prepend("benches")
        waarden, kromme = import_module("lees_score").gemeten("apart", diep=diep)
        ijkfout = import_module("lees_maten").ijkfout(kromme)
    return {naam: breuk.waarde for naam, breuk in waarden.items()} | {"ece_zaak": ijkfout}


@pytest.fixture(scope="module")
def gemeten() -> dict[str, float]:
    return meet(diep=False)


@pytest.fixture(scope="module")
def diep_gemeten() -> dict[str, float]:
    return meet(diep=True)


@pytest.mark.parametrize(
    ("maat", "minstens"),
    [
        pytest.param("zaak_precision", 0.968, id="zaak_precision"),
        pytest.param("zaak_recall", 0.861, id="zaak_recall"),
        pytest.param("zaak_recall_not_literal", 0.741, id="zaak_recall_not_literal"),
        pytest.param("zaak_in_top3", 0.908, id="zaak_in_top3"),
        pytest.param("doubt_not_linked", 0.93, id="doubt_not_linked"),
        pytest.param("doubt_candidates_complete", 0.803, id="doubt_candidates_complete"),
        pytest.param("none_not_linked", 0.971, id="none_not_linked"),
        pytest.param("taal_accuracy", 0.981, id="taal_accuracy"),
        pytest.param("soort_accuracy", 0.93, id="soort_accuracy"),
        pytest.param("rol_accuracy", 0.862, id="rol_accuracy"),
        pytest.param("tijdstip_within_margin", 0.946, id="tijdstip_within_margin"),
        pytest.param("tijdstip_not_just_received", 0.937, id="tijdstip_not_just_received"),
        pytest.param("tijdstip_null_kept", 0.892, id="tijdstip_null_kept"),
        pytest.param("gronden_f1", 0.809, id="gronden_f1"),
        pytest.param("feiten_f1", 0.792, id="feiten_f1"),
        pytest.param("kaartnummers_f1", 0.927, id="kaartnummers_f1"),
        pytest.param("spoed_recall", 0.874, id="spoed_recall"),
        pytest.param("spoed_precision", 0.817, id="spoed_precision"),
    ],
)
def test_texts_set_aside_are_read_as_well_as_they_were(gemeten: dict[str, float], maat: str, minstens: float) -> None:
    assert gemeten[maat] >= minstens


@pytest.mark.parametrize(
    ("maat", "minstens"),
    [
        pytest.param("soort_accuracy", 0.952, id="soort_accuracy"),
        pytest.param("rol_accuracy", 0.867, id="rol_accuracy"),
        pytest.param("gronden_f1", 0.827, id="gronden_f1"),
        pytest.param("feiten_f1", 0.804, id="feiten_f1"),
        pytest.param("kaartnummers_f1", 0.934, id="kaartnummers_f1"),
        pytest.param("spoed_recall", 0.874, id="spoed_recall"),
        pytest.param("spoed_precision", 0.864, id="spoed_precision"),
    ],
)
def test_texts_set_aside_are_read_deeply_as_well_as_they_were(
    diep_gemeten: dict[str, float], maat: str, minstens: float
) -> None:
    assert diep_gemeten[maat] >= minstens


def test_the_sureness_of_a_venue_set_aside_is_what_it_says(gemeten: dict[str, float]) -> None:
    assert gemeten["ece_zaak"] <= 0.05
