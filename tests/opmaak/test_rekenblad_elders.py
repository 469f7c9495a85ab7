"""The workbook as another program reads it: LibreOffice opens an example year, keeps it, and nothing is lost."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from nachtleven.opmaak.schrijven import schrijf
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tellingen import tel
from nachtleven.rapport import Rapport, Rapportinstellingen, lees_periode, maak_rapport
from tests.test_rapport_nagerekend import LATER, Jaar, voeg_toe

SOFFICE = shutil.which("soffice")
Blad = list[tuple[Any, ...]]


def verslag(opslag: Opslag) -> Rapport:
    periode = lees_periode("jaar", "2026")
    with opslag.schrijven() as sessie:
        voeg_toe(sessie, Jaar().maak())
    with opslag.lezen() as sessie:
        geteld = tel(sessie, periode, LATER)
    return maak_rapport(geteld, periode, "intern", geteld.gemaakt, Rapportinstellingen(5))


def bladen(bestand: Path) -> dict[str, Blad]:
    """Give of every sheet its rows: what stands in each cell, and of which type."""
    boek = openpyxl.load_workbook(bestand)
    return {
        blad.title: [tuple((cel.value, cel.data_type) for cel in rij if cel.value not in (None, "")) for rij in blad]
        for blad in boek.worksheets
    }


def herschrijf(bestand: Path, map_uit: Path, soort: str) -> Path:
    """Let LibreOffice open a file and write it in a form; it gets a home of its own."""
    assert SOFFICE is not None
    thuis = map_uit / "thuis"
    thuis.mkdir(parents=True)
    opdracht = [SOFFICE, f"-env:UserInstallation={thuis.as_uri()}", "--headless", "--norestore", "--convert-to", soort]
    omgeving = {**os.environ, "HOME": str(thuis)}
    subprocess.run(
        [*opdracht, "--outdir", str(map_uit), str(bestand)], check=True, timeout=120, env=omgeving, capture_output=True
    )
    return map_uit / f"{bestand.stem}.{soort}"


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine: its reading of the workbook is not tried")
def test_libreoffice_reads_every_cell_of_the_workbook_as_openpyxl_does(opslag: Opslag, tmp_path: Path) -> None:
    rapport = verslag(opslag)
    schrijf(rapport, tmp_path)
    ons = bladen(tmp_path / "rapport.xlsx")
    assert list(ons) == ["toelichting", *rapport.tabellen]
    assert sum(len(rijen) for rijen in ons.values()) > 300
    assert bladen(herschrijf(tmp_path / "rapport.xlsx", tmp_path / "elders", "xlsx")) == ons
