import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest

from nachtleven.cijfers.periodes import lees_periode
from nachtleven.cijfers.tabellen import SLEUTELS, Rij, Tabel
from nachtleven.opmaak.gegevens import als_cel
from nachtleven.opmaak.schrijven import schrijf
from nachtleven.rapport import Rapport

BOOS = '=HYPERLINK("x") #panic("y") <script> *vet*'
GEVULD = {
    "per_jaar": (Rij(("2026",), 1234),),
    "per_kanaal": (Rij(("sms",), 1200), Rij(("web",), 34)),
    "per_grond": (Rij(("raciaal",), 700), Rij(("geloof",), None), Rij(("niet_vermeld",), None)),
    "per_straat": (Rij((BOOS,), 40), Rij(("onbekend",), None)),
    "afhandeling": (Rij(("binnen_termijn",), 900, {"mediaan_dagen": 2.5}), Rij(("buiten_termijn",), None)),
    "nummer_8989": (Rij(("meldingen",), 1234),),
}


def maak(soort: str = "jaar", code: str = "2026", gevuld: dict[str, tuple[Rij, ...]] = GEVULD) -> Rapport:
    tabellen = {naam: Tabel(naam, gevuld.get(naam, ())) for naam in SLEUTELS}
    gemaakt = datetime(2027, 1, 9, 5, 30, tzinfo=UTC)
    return Rapport(lees_periode(soort, code), "deelbaar", gemaakt, voorlopig=False, drempel=5, tabellen=tabellen)


@pytest.fixture(scope="module")
def uit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("verslag")
    schrijf(maak(), map_)
    return map_


def test_equal_reports_give_equal_bytes_in_every_form(uit: Path, tmp_path: Path) -> None:
    schrijf(maak(), tmp_path)
    namen = sorted(str(bestand.relative_to(uit)) for bestand in uit.rglob("*.*"))
    assert {"rapport.json", "rapport.html", "rapport.xlsx", "rapport.pdf"} <= set(namen)
    assert [naam for naam in namen if (uit / naam).read_bytes() != (tmp_path / naam).read_bytes()] == []


def test_json_holds_every_table_and_the_bounds_of_the_nights(uit: Path) -> None:
    inhoud = json.loads((uit / "rapport.json").read_text("utf-8"))
    assert inhoud["periode"] == {"van": "2026-01-01T12:00:00+01:00", "tot": "2027-01-01T12:00:00+01:00"}
    assert inhoud["gemaakt"] == "2027-01-09T06:30:00+01:00"
    assert list(inhoud["tabellen"]) == list(SLEUTELS)
    assert inhoud["tabellen"]["per_grond"][:2] == [
        {"grond": "raciaal", "aantal": 700},
        {"grond": "geloof", "aantal": None, "afgeschermd": True},
    ]
    assert inhoud["tabellen"]["afhandeling"][0]["mediaan_dagen"] == 2.5


def test_a_csv_tells_a_hidden_count_from_zero(uit: Path) -> None:
    rijen = list(csv.DictReader(io.StringIO((uit / "tabellen" / "per_grond.csv").read_text("utf-8"))))
    assert rijen[1] == {"grond": "geloof", "aantal": "", "afgeschermd": "ja"}
    assert (uit / "tabellen" / "signalen.csv").read_text("utf-8").startswith("zaak,soort,verwacht")


def test_a_name_of_the_register_stays_text_in_every_form(uit: Path) -> None:
    assert "<script" not in (uit / "rapport.html").read_text("utf-8")
    boek = openpyxl.load_workbook(uit / "rapport.xlsx")
    assert boek["per_straat"]["A2"].value == BOOS
    assert boek["per_straat"]["A2"].data_type == "s"
    tekst = "".join(bladzijde.extract_text() for bladzijde in pypdf.PdfReader(uit / "rapport.pdf").pages)
    assert "#panic" in tekst
    (rij, _) = csv.DictReader(io.StringIO((uit / "tabellen" / "per_straat.csv").read_text("utf-8")))
    assert rij["straat"] == f"'{BOOS}"


@pytest.mark.parametrize(
    ("waarde", "cel"),
    [
        *((f"{teken}1", f"'{teken}1") for teken in "=+-@\t\r"),
        *((heel, heel) for heel in ("Bar = Bar", "'t Zilver", "2026-K1", "", None, -3, 2.5)),
    ],
)
def test_only_a_text_that_a_spreadsheet_would_reckon_with_is_marked_as_text(waarde: object, cel: object) -> None:
    assert als_cel(waarde) == cel  # type: ignore[arg-type]  # a table of each kind


def test_the_workbook_has_a_sheet_a_table_typed_and_with_a_frozen_header(uit: Path) -> None:
    boek = openpyxl.load_workbook(uit / "rapport.xlsx")
    assert boek.sheetnames == ["toelichting", *SLEUTELS]
    blad = boek["per_grond"]
    assert [cel.value for cel in blad[2]] == ["raciaal", 700, None]
    assert [cel.value for cel in blad[3]] == ["geloof", None, "ja"]
    assert all(boek[naam].freeze_panes == "A2" for naam in SLEUTELS)


def test_the_page_needs_nothing_from_elsewhere_and_says_what_figures_do_not_say(uit: Path) -> None:
    pagina = (uit / "rapport.html").read_text("utf-8")
    assert "http" not in pagina
    assert "src=" not in pagina
    assert pagina.index("Wat deze cijfers niet zeggen") < pagina.index("<table")
    assert "1\u202f234" in pagina


def test_the_pdf_is_tagged_named_and_in_its_language(uit: Path) -> None:
    pdf = pypdf.PdfReader(uit / "rapport.pdf")
    assert str(pdf.root_object["/Lang"]).lower().startswith("nl")
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.metadata is not None
    assert "2026" in str(pdf.metadata.title)
    assert len(pdf.outline) > 0


def test_a_report_without_any_row_is_still_written(tmp_path: Path) -> None:
    schrijf(maak("kwartaal", "2026-K1", {}), tmp_path)
    assert len(list(tmp_path.rglob("*.*"))) == 2 * len(SLEUTELS) + 4
