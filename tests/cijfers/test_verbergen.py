"""Attacks on shared reports by integer programming: no hidden count may have fewer than three possible values."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from nachtleven.cijfers.tabellen import Tabel
from nachtleven.rapport import Rapport, Rapportinstellingen, lees_periode, maak_rapport


def _laad(naam: str) -> ModuleType:
    """Load a neighbour of this file: tests are no package."""
    plek = importlib.util.spec_from_file_location(f"cijfers_{naam}", Path(__file__).parent / f"{naam}.py")
    assert plek is not None
    assert plek.loader is not None
    module = importlib.util.module_from_spec(plek)
    sys.modules[plek.name] = module
    plek.loader.exec_module(module)
    return module


verzinsel, aanval = _laad("verzinsel"), _laad("aanval")
GEVALLEN = [
    pytest.param(zaad, hoeveel, zaken, id=f"{hoeveel}_meldingen_{zaken}_zaken_{zaad}")
    for zaad, (hoeveel, zaken) in enumerate([(12, 5), (60, 25), (130, 25), (400, 40), (400, 8), (1200, 60)] * 2)
]


def maak(zaad: int, hoeveel: int, zaken: int, tekst: str = "2026-K2") -> tuple[Rapport, pd.DataFrame]:
    periode = lees_periode("kwartaal" if "K" in tekst else "jaar", tekst)
    geteld = verzinsel.geteld(verzinsel.verzin(zaad, hoeveel, zaken), periode)
    return maak_rapport(geteld, periode, "deelbaar", geteld.gemaakt, Rapportinstellingen(5)), geteld.zaken


def _dicht(tabel: Tabel) -> set[str]:
    return {str(rij.sleutel[0]) for rij in tabel.rijen if rij.aantal is None}


@pytest.mark.parametrize(("zaad", "hoeveel", "zaken"), GEVALLEN)
def test_no_place_is_given_back_by_the_sums_over_it(zaad: int, hoeveel: int, zaken: int) -> None:
    rapport, frame = maak(zaad, hoeveel, zaken)
    if rapport.tabellen["stroom"].rijen[1].aantal is None:
        return
    atomen = [{k: "onbekend" if w is None else w for k, w in rij.items()} for rij in frame.to_dict("records")]
    for atoom in atomen:
        atoom["portier"] = {"True": "ja", "False": "nee"}.get(str(atoom["portier"]), "onbekend")
    sommen: list[tuple[list[int], int]] = [(list(range(len(atomen))), int(frame["aantal"].sum()))]
    cellen: list[tuple[int, ...]] = []
    for kolom, naam in (
        ("zaak", "per_zaak"),
        ("straat", "per_straat"),
        ("wijk", "per_wijk"),
        ("portier", "portierplicht"),
    ):
        for rij in rapport.tabellen[naam].rijen:
            leden = [i for i, atoom in enumerate(atomen) if atoom[kolom] == rij.sleutel[0]]
            if rij.aantal is None:
                cellen.append(tuple(leden))
            elif leden:
                sommen.append((leden, rij.aantal))
    krap = [(c, g) for c, g in zip(cellen, aanval.grenzen(cellen, sommen, len(atomen)), strict=True) if g[1] - g[0] < 2]
    assert krap == []


@pytest.mark.parametrize(("zaad", "hoeveel", "zaken"), GEVALLEN)
@pytest.mark.parametrize("naam", ["per_uur_weekdag", "per_kanaal", "per_taal", "per_rol"])
def test_no_part_of_the_whole_is_given_back(zaad: int, hoeveel: int, zaken: int, naam: str) -> None:
    rapport, frame = maak(zaad, hoeveel, zaken)
    rijen = rapport.tabellen[naam].rijen
    dicht = [i for i, rij in enumerate(rijen) if rij.aantal is None]
    rest = int(frame["aantal"].sum()) - sum(rij.aantal or 0 for rij in rijen)
    if dicht and rapport.tabellen["stroom"].rijen[1].aantal is not None:
        assert len(dicht) > 1
        assert rest - len(dicht) >= 2


@pytest.mark.parametrize("tekst", ["2026-K3", "2026"])
def test_no_shown_count_is_small(tekst: str) -> None:
    rapport, _ = maak(5, 300, 25, tekst)
    klein = [(naam, rij) for naam, t in rapport.tabellen.items() for rij in t.rijen if 0 < (rij.aantal or 0) < 5]
    assert klein == []


def test_a_busy_year_stays_readable() -> None:
    rapport, _ = maak(2, 1200, 25, "2026")
    for naam in ("per_taal", "per_rol", "per_grond", "portierplicht", "per_maand", "per_uur_weekdag"):
        rijen = [rij for rij in rapport.tabellen[naam].rijen if rij.aantal != 0]
        assert len(_dicht(rapport.tabellen[naam])) * 2 <= len(rijen), naam


@pytest.mark.parametrize("zaad", range(4))
def test_a_year_hides_what_its_quarters_hide(zaad: int) -> None:
    jaar, _ = maak(zaad, 500, 25, "2026")
    for tekst in ("2026-K1", "2026-K2", "2026-K3", "2026-K4"):
        kwartaal, _ = maak(zaad, 500, 25, tekst)
        for naam in kwartaal.tabellen:
            if naam != "per_jaar":
                dicht = {rij.sleutel for rij in kwartaal.tabellen[naam].rijen if rij.aantal is None}
                assert dicht <= {rij.sleutel for rij in jaar.tabellen[naam].rijen if rij.aantal is None}, naam
