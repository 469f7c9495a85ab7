"""The documents that people sign say what is so: every personal column is explained, every test named exists."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from nachtleven import opslag
from nachtleven.opslag.typen import Tabel

WORTEL = Path(__file__).resolve().parents[2]
for _deel in pkgutil.iter_modules(opslag.__path__, "nachtleven.opslag."):
    importlib.import_module(_deel.name)  # every table is known once its module was read
PERSOONLIJK = re.compile(r"_geheim$|_pseudoniem$|_door$|^(melder|pseudoniem|kaartnummer|door|gebruiker)$")
BEDREIGINGEN = (
    *("Vervalste webhook", "Herhaling", "Een nieuwsgierige collega", "Een oneerlijke beheerder"),
    *("Een gestolen laptop", "Een gelekte reservekopie", "Een zaak die wil weten wie klaagde"),
    *("Een portier die zijn logboek achteraf schrijft", "Een campagne van valse meldingen"),
    *("Andermans melding wissen met een vervalst nummer", "Een portier te kijk gezet door de cijfers"),
    *("SQL, HTML, CSV, formules, typst", "SSRF langs adressen van beelden", "Smokkelen van verzoeken"),
    *("Trage bezoekers", "Uitpakbommen in XLSX"),
)
"""What the page on threats deals with at least."""


def lees(naam: str) -> str:
    return (WORTEL / "docs" / naam).read_text(encoding="utf-8")


def uitgelegd() -> dict[str, list[str]]:
    """Give the row of each column that the page on personal data explains."""
    rijen = re.findall(r"^\| `(\w+\.\w+)` \|(.+)\|$", lees("privacy.md"), flags=re.MULTILINE)
    return {veld: [cel.strip() for cel in rest.split("|")] for veld, rest in rijen}


def overige() -> dict[str, list[str]]:
    """Give of each table the columns that the page names without more."""
    rijen = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|", lees("privacy.md"), flags=re.MULTILINE)
    return {tabel: re.findall(r"`(\w+)`", velden) for tabel, velden in rijen}


def test_every_column_of_every_table_is_named_once() -> None:
    kolommen = sorted(f"{t.name}.{kolom.name}" for t in Tabel.metadata.sorted_tables for kolom in t.columns)
    los = [f"{tabel}.{kolom}" for tabel, namen in overige().items() for kolom in namen]
    assert sorted([*uitgelegd(), *los]) == kolommen


def test_every_personal_column_is_explained() -> None:
    kolommen = {
        f"{tabel.name}.{kolom.name}"
        for tabel in Tabel.metadata.sorted_tables
        for kolom in tabel.columns
        if PERSOONLIJK.search(kolom.name)
    }
    assert sorted(kolommen - uitgelegd().keys()) == []


def test_what_is_explained_of_a_table_exists_and_is_whole() -> None:
    tabellen_ = Tabel.metadata.tables
    velden = uitgelegd()
    weg = [v for v in velden if (t := v.split(".")[0]) in tabellen_ and v.split(".")[1] not in tabellen_[t].columns]
    assert weg == []
    assert [veld for veld, cellen in velden.items() if len(cellen) != 5 or not all(cellen)] == []
    assert {cellen[2] for cellen in velden.values()} <= set("ATPBS")


def hoofdstuk(kop: str) -> str:
    """Give what stands under a threat's heading."""
    _, _, rest = lees("veiligheid.md").partition(f"### {kop}\n")
    return re.split(r"^##", rest, flags=re.MULTILINE)[0]


def test_the_page_deals_with_each_threat_once() -> None:
    koppen = re.findall(r"^### (.+)$", lees("veiligheid.md"), flags=re.MULTILINE)
    assert len(koppen) == len(set(koppen))
    assert sorted(set(BEDREIGINGEN) - set(koppen)) == []


@pytest.mark.parametrize("bedreiging", re.findall(r"^### (.+)$", lees("veiligheid.md"), flags=re.MULTILINE))
def test_every_threat_has_what_stops_it_and_a_test_that_shows_it(bedreiging: str) -> None:
    tekst = hoofdstuk(bedreiging)
    assert re.findall(r"`(test_\w+)`", tekst)
    assert len(re.sub(r"`test_\w+`", "", tekst).split()) > 8


def test_every_test_that_the_documents_name_exists() -> None:
    bekend = {
        naam
        for pad in (WORTEL / "tests").rglob("test_*.py")
        for naam in re.findall(r"^def (test_\w+)", pad.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    genoemd = set(re.findall(r"`(test_\w+)`", lees("veiligheid.md")))
    assert len(genoemd) > 30
    assert sorted(genoemd - bekend) == []


@pytest.mark.parametrize("naam", ["privacy.md", "dpia.md", "veiligheid.md", "sleutels.md"])
def test_a_document_leads_only_to_documents_that_are_there(naam: str) -> None:
    doelen = re.findall(r"\]\((?!http)([^)#]+)", lees(naam))
    assert [doel for doel in doelen if not (WORTEL / "docs" / doel).exists()] == []
