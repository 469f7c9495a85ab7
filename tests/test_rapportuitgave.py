"""What leaves the house: the open data of a year, and figures for a research with a purpose."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from frictionless import Resource, system

from tests.test_cli import Huis, jsonl, regels, voorbeeld  # noqa: F401 - the fixture is found by its name

TEKSTEN = [
    {
        "id": f"M{n}",
        "van": f"+3247000{n:04d}",
        "ontvangen": f"2024-{1 + n % 12:02d}-{7 + n % 3:02d}T01:00:00+01:00",
        "tekst": "mocht niet binnen in de Blauwe Otter om mijn huidskleur",
    }
    for n in range(60)
]


@pytest.fixture(scope="module")
def gevuld(voorbeeld: Huis) -> Huis:  # noqa: F811 - same
    """A house with a year of messages."""
    regels(voorbeeld.doe("sms", "importeer", "-", invoer=jsonl(*TEKSTEN)))
    return voorbeeld


def kop(huis: Huis) -> str:
    """Give the head of the audit log: it is another after anything was added."""
    return huis.doe("audit", "controleer").stdout.splitlines()[0]


def test_the_open_data_of_a_year_validate_and_are_described(gevuld: Huis, tmp_path: Path) -> None:
    gevolg = gevuld.doe("opendata", "--jaar", "2024", "--uit", str(tmp_path / "open"))
    assert gevolg.exit_code == 0, gevolg.stderr
    catalogus = json.loads((tmp_path / "open" / "catalogus.jsonld").read_text("utf-8"))
    (dataset,) = catalogus["dcat:dataset"]
    assert catalogus["dct:license"]["@id"].startswith("https://")
    beschreven = {d["@id"].rsplit("/", 1)[-1]: d for d in dataset["dcat:distribution"]}
    bestanden = {pad.name: pad for pad in (tmp_path / "open").glob("*.csv")}
    assert set(beschreven) == set(bestanden)
    assert {"per_maand.csv", "per_grond.csv", "plichten.csv"} <= set(bestanden)
    assert not {"per_zaak.csv", "signalen.csv", "aanbevelingen.csv"} & set(bestanden)
    for naam, pad in bestanden.items():
        som = beschreven[naam]["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert som == hashlib.sha256(pad.read_bytes()).hexdigest()
        with system.use_context(trusted=True):
            bron = Resource(path=str(pad), schema=str(pad.with_suffix(".schema.json")))
            assert bron.validate().valid or pad.read_bytes().count(b"\r\n") == 1, naam


def test_what_is_told_of_a_dataset_is_what_dcat_ap_asks(gevuld: Huis, tmp_path: Path) -> None:
    gevuld.doe("opendata", "--jaar", "2024", "--uit", str(tmp_path))
    catalogus = json.loads((tmp_path / "catalogus.jsonld").read_text("utf-8"))
    assert {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"} <= set(catalogus)
    (dataset,) = catalogus["dcat:dataset"]
    asked = {"dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:theme", "dct:temporal"}
    assert asked <= set(dataset)
    for distributie in dataset["dcat:distribution"]:
        assert {"dcat:accessURL", "dct:license", "dct:format", "dct:title"} <= set(distributie)
    assert dataset["dct:temporal"]["dcat:endDate"]["@value"] == "2024-12-31"


def test_a_year_that_is_not_over_is_not_published(gevuld: Huis, tmp_path: Path) -> None:
    gevolg = gevuld.doe("opendata", "--jaar", "8000", "--uit", str(tmp_path / "open"))
    assert gevolg.exit_code == 1
    assert not (tmp_path / "open").exists()


def test_figures_for_research_are_shielded_have_a_purpose_and_are_logged(gevuld: Huis, tmp_path: Path) -> None:
    voor = kop(gevuld)
    vraag = ("--jaar", "2024", "--aanvrager", "Vakgroep Voorbeeld", "--doel", "thesis over deurbeleid")
    gevolg = gevuld.doe("onderzoek", *vraag, "--uit", str(tmp_path / "uit"))
    assert gevolg.exit_code == 0, gevolg.stderr
    assert kop(gevuld) != voor
    doel = json.loads((tmp_path / "uit" / "doel.json").read_text("utf-8"))
    assert (doel["doel"], doel["aanvrager"], doel["drempel"]) == ("thesis over deurbeleid", "Vakgroep Voorbeeld", 5)
    with (tmp_path / "uit" / "cijfers.csv").open(encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    assert {rij["periode"] for rij in rijen} == {"2024-K1", "2024-K2", "2024-K3", "2024-K4", "2024"}
    klein = [
        r for r in rijen if r["tabel"] in {"per_taal", "per_grond", "per_zaak"} and r["aantal"] in {"1", "2", "3", "4"}
    ]
    assert klein == []
    grond = [r["aantal"] for r in rijen if (r["periode"], r["tabel"], r["sleutel"]) == ("2024", "per_grond", "raciaal")]
    assert grond == ["60"]


@pytest.mark.parametrize("leeg", [pytest.param("--doel", id="no_purpose"), pytest.param("--aanvrager", id="nobody")])
def test_without_a_purpose_or_a_name_nothing_is_given(gevuld: Huis, tmp_path: Path, leeg: str) -> None:
    vraag = {"--jaar": "2024", "--aanvrager": "iemand", "--doel": "iets", "--uit": str(tmp_path / "uit"), leeg: "  "}
    gevolg = gevuld.doe("onderzoek", *(deel for paar in vraag.items() for deel in paar))
    assert gevolg.exit_code == 1
    assert not (tmp_path / "uit").exists()
