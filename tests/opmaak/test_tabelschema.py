import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from frictionless import Resource, system

from nachtleven.cijfers.aandelen import met_aandelen
from nachtleven.cijfers.periodes import lees_periode
from nachtleven.cijfers.tabellen import SLEUTELS, Rij, Tabel
from nachtleven.opmaak.schrijven import schrijf
from nachtleven.rapport import Rapport

GEVULD = {
    "per_jaar": (Rij(("2025",), 118), Rij(("2026",), 131)),
    "per_maand": (Rij(("2025-03",), 7), Rij(("2026-03",), 9), Rij(("2026-04",), None)),
    "per_uur_weekdag": (Rij(("za", 1), 31), Rij(("za", 2), None)),
    "per_grond": (Rij(("raciaal",), 71), Rij(("geloof",), None), Rij(("niet_vermeld",), 20)),
    "grondparen": (Rij(("geloof", "raciaal"), 9),),
    "per_straat": (Rij(('Kaai, "nieuw"; 3',), 40),),
    "signalen": (
        Rij(("Z04", "meer_dan_verwacht", 9.1, 4, 15), 22, {"sinds_maand": 7}),
        Rij(("Z05", "te_weinig_om_te_zien", None, None, None), 2),
    ),
    "plichten": (Rij(("logboek", "vaststelling"), 17, {"zaken": 9, "controles": 46}),),
    "stroom": (Rij(("nieuw",), 131),),
}


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tabellen = met_aandelen({naam: Tabel(naam, GEVULD.get(naam, ())) for naam in SLEUTELS})
    gemaakt = datetime(2027, 1, 9, 5, 30, tzinfo=UTC)
    rapport = Rapport(lees_periode("jaar", "2026"), "intern", gemaakt, voorlopig=False, drempel=5, tabellen=tabellen)
    plek = tmp_path_factory.mktemp("verslag")
    schrijf(replace(rapport), plek)
    return plek / "tabellen"


@pytest.mark.parametrize("naam", SLEUTELS)
def test_each_csv_is_what_its_schema_says(map_: Path, naam: str) -> None:
    with system.use_context(trusted=True):
        bron = Resource(path=str(map_ / f"{naam}.csv"), schema=str(map_ / f"{naam}.schema.json"))
        verslag = bron.validate()
    fouten = [fout.message for taak in verslag.tasks for fout in taak.errors]
    assert fouten == []


def test_a_schema_tells_what_each_column_and_code_means(map_: Path) -> None:
    inhoud = json.loads((map_ / "per_grond.schema.json").read_text("utf-8"))
    velden = {veld["name"]: veld for veld in inhoud["fields"]}
    assert list(velden) == ["grond", "aantal", "afgeschermd", "aandeel", "aandeel_van", "aandeel_tot"]
    assert "raciaal: Raciale kenmerken" in velden["grond"]["description"]
    assert "Leeg: afgeschermd" in velden["aantal"]["description"]
    assert inhoud["primaryKey"] == ["grond"]
