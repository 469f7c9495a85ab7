"""Typed cells of a spreadsheet, and the files that are refused unread."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

import openpyxl
import pytest

from nachtleven.bestanden.rekenblad import lees_rekenblad
from nachtleven.bestanden.tabelbestand import Kolommen, Tabel
from nachtleven.fouten import InvoerFout

KOLOMMEN = Kolommen(("naam", "dag"), (), frozenset({"dag"}))


def blad(*rijen: Sequence[object]) -> bytes:
    boek, uit = openpyxl.Workbook(), io.BytesIO()
    for rij in rijen:
        boek.worksheets[0].append(list(rij))
    boek.save(uit)
    return uit.getvalue()


def lees(inhoud: bytes) -> Tabel:
    return lees_rekenblad("x.xlsx", inhoud, KOLOMMEN)


def reden(inhoud: bytes) -> str:
    with pytest.raises(InvoerFout) as gevangen:
        lees(inhoud)
    return gevangen.value.rijen[0].reden


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        pytest.param(104233, "104233", id="a_number"),
        pytest.param(104233.0, "104233", id="a_number_without_point_zero"),
        pytest.param(51.05, "51.05", id="a_fraction"),
        pytest.param(True, "ja", id="a_yes"),
        pytest.param(" Café ", "Café", id="a_text"),
    ],
)
def test_a_typed_cell_reads_as_it_was_meant(cel: object, tekst: str) -> None:
    assert lees(blad(["naam", "dag"], [cel, "x"])).rijen == [(2, {"naam": tekst, "dag": "x"})]


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        pytest.param(date(2026, 3, 1), "2026-03-01", id="a_day"),
        pytest.param(datetime(2026, 3, 1, 23, 15), "2026-03-01T23:15:00", id="a_moment"),  # noqa: DTZ001 (a cell has no zone)
        pytest.param(datetime(2026, 3, 1), "2026-03-01T00:00:00", id="midnight"),  # noqa: DTZ001 (a cell has no zone)
    ],
)
def test_a_typed_date_is_written_iso_in_a_column_of_time(cel: object, tekst: str) -> None:
    assert lees(blad(["naam", "dag"], ["a", cel])).rijen[0][1]["dag"] == tekst


@pytest.mark.parametrize(
    ("cel", "waarom"),
    [
        pytest.param("=1+1", "formule", id="a_formula"),
        pytest.param(date(2026, 12, 14), "datum", id="a_house_number_made_a_date"),
        pytest.param(1.5e17, "15 cijfers", id="a_number_too_long_to_be_kept"),
        pytest.param(time(2, 0), "zonder dag", id="an_hour_alone"),
        pytest.param("#N/A", "foutwaarde", id="an_error_value"),
    ],
)
def test_a_cell_that_is_not_what_was_typed_is_refused(cel: object, waarom: str) -> None:
    [fout] = lees(blad(["naam", "dag"], ["a", "b"], [cel, "c"])).fouten
    assert (fout.lijn, fout.veld) == (3, "naam")
    assert waarom in fout.reden


def test_empty_rows_are_skipped_and_lines_stay_row_numbers() -> None:
    assert [lijn for lijn, _ in lees(blad(["naam", "dag"], [], ["a", "b"], [None, " "], ["c", "d"])).rijen] == [3, 5]


def _met_deel(inhoud: bytes, naam: str, deel: bytes) -> bytes:
    uit = io.BytesIO(inhoud)
    with zipfile.ZipFile(uit, "a", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr(naam, deel)
    return uit.getvalue()


def test_a_file_that_unpacks_to_far_too_much_is_refused_unread() -> None:
    assert "te groot" in reden(_met_deel(blad(["naam", "dag"]), "xl/bom.xml", b" " * 11_000_000))


def test_a_file_that_declares_entities_is_refused_unread() -> None:
    assert "documenttype" in reden(_met_deel(blad(["naam", "dag"]), "xl/x.xml", b"<?xml version='1.0'?><!DOCTYPE a>"))


def test_another_archive_is_not_a_spreadsheet() -> None:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr("lees.txt", "mij")
    assert ".xlsx" in reden(uit.getvalue())


def test_a_cut_file_is_not_a_spreadsheet() -> None:
    assert ".xlsx" in reden(blad(["naam", "dag"], ["a", "b"])[:-300])
