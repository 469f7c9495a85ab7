"""A report in French or English says all that the Dutch one says, and nothing of it in Dutch."""

import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from nachtleven.cijfers.aandelen import met_aandelen
from nachtleven.cijfers.periodes import lees_periode
from nachtleven.cijfers.tabellen import SLEUTELS, Rij, Tabel
from nachtleven.opmaak.schrijven import schrijf
from nachtleven.opmaak.woorden import TALEN, Woorden, laad_woorden
from nachtleven.rapport import Rapport

ANDERE = TALEN[1:]
NEDERLANDS = re.compile(r"\b(het|een|niet|voor|naar|wordt|worden|zijn|deze|meldingen|zaak|verslag|nacht|uur)\b")
ERBIJ = ("zaken", "opnieuw", "vorige_periode", "vorig_jaar", "controles", "niet_ok", "nagekomen", "niet_nagekomen")


def bladeren(waarde: Any, plek: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - parsed TOML
    if isinstance(waarde, str):
        yield plek, waarde
    for naam, deel in (
        waarde.items() if isinstance(waarde, dict) else enumerate(waarde) if isinstance(waarde, list) else ()
    ):
        yield from bladeren(deel, f"{plek}/{naam}")


def alles(woorden: Woorden) -> dict[str, str]:
    delen = {"codes": woorden.codes, "titels": woorden.titels, "noten": woorden.noten, "kolommen": woorden.kolommen}
    return dict(bladeren({**delen, "zinnen": woorden.zinnen}))


def velden(tekst: str) -> set[str]:
    return {naam for _, naam, _, _ in string.Formatter().parse(tekst) if naam}


@pytest.mark.parametrize("taal", ANDERE)
def test_every_word_stands_in_each_language_with_the_same_values(taal: str) -> None:
    eigen, ander = alles(laad_woorden()), alles(laad_woorden(taal))
    assert ander.keys() == eigen.keys()
    assert {plek for plek in eigen if velden(eigen[plek]) != velden(ander[plek])} == set()
    assert all(ander.values())


def test_a_language_that_we_do_not_write_is_dutch() -> None:
    assert laad_woorden("tr") == laad_woorden("nl")


def rapport() -> Rapport:
    """Make a report in which every table holds every code that has a name."""
    woorden, tabellen = laad_woorden(), {}
    for naam, kolommen in SLEUTELS.items():
        codes = [list(woorden.namen(kolom)) or [f"{kolom[:1].upper()}1"] for kolom in kolommen]
        rijen = [Rij(sleutel, 40, dict.fromkeys(ERBIJ, 3)) for sleutel in product(*codes)]
        tabellen[naam] = Tabel(naam, tuple(rijen[:40]) if naam != "plichten" else tuple(rijen))
    tabellen |= {
        "per_jaar": Tabel("per_jaar", (Rij(("2025",), 1118), Rij(("2026",), 1131))),
        "per_maand": Tabel("per_maand", tuple(Rij((f"2026-{n:02d}",), n, {"vorig_jaar": n}) for n in range(1, 13))),
        "per_uur_weekdag": Tabel("per_uur_weekdag", (Rij(("za", "0-2"), 31), Rij(("za", "2-4"), None))),
        "per_zaak": Tabel("per_zaak", (Rij(("Q7",), None), Rij(("onbekend",), 8))),
        "signalen": Tabel(
            "signalen", tuple(Rij((f"Q{n}", s, 9.1, 4, 15), 22) for n, s in enumerate(woorden.namen("soort")))
        ),
        "aanbevelingen": Tabel("aanbevelingen", tuple(Rij(("Abc.", s), 1) for s in woorden.namen("opvolging"))),
    }
    gemaakt = datetime(2027, 1, 9, 5, 30, tzinfo=UTC)
    periode = lees_periode("kwartaal", "2026-K4")
    return Rapport(periode, "deelbaar", gemaakt, voorlopig=True, drempel=5, tabellen=met_aandelen(tabellen))


@pytest.fixture(scope="module", params=ANDERE)
def geschreven(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    plek = tmp_path_factory.mktemp(request.param)
    schrijf(rapport(), plek, taal=request.param)
    return request.param, plek


def is_nederlands(tekst: str, taal: str) -> bool:
    """Tell whether a text is Dutch: of our Dutch words and not of this language's, or with a Dutch word in it."""
    eigen = set(alles(laad_woorden()).values()) - set(alles(laad_woorden(taal)).values())
    return tekst in eigen or bool(NEDERLANDS.search(tekst))


def test_the_page_holds_no_dutch(geschreven: tuple[str, Path]) -> None:
    taal, plek = geschreven
    ruw = (plek / "rapport.html").read_text("utf-8")
    assert f'<html lang="{laad_woorden(taal).zinnen["taalcode"]}">' in ruw
    kaal = re.sub(r"<style>.*?</style>", "", ruw, flags=re.DOTALL)
    teksten = [unescape(deel).strip() for deel in re.findall(r">([^<]+)<", kaal)]
    teksten += [unescape(deel) for deel in re.findall(r'(?:title|aria-label)="([^"]*)"', kaal)]
    assert len(teksten) > 300
    assert sorted({tekst for tekst in teksten if tekst and is_nederlands(tekst, taal)}) == []


def test_the_document_holds_no_dutch_and_names_its_language(geschreven: tuple[str, Path]) -> None:
    taal, plek = geschreven
    pdf = PdfReader(plek / "rapport.pdf")
    assert str(pdf.root_object["/Lang"]).lower().startswith(taal)
    lijnen = [lijn.strip() for blad in pdf.pages for lijn in blad.extract_text().splitlines()]
    assert sorted({lijn for lijn in lijnen if lijn and is_nederlands(lijn, taal)}) == []


def test_the_notes_of_the_workbook_hold_no_dutch(geschreven: tuple[str, Path]) -> None:
    taal, plek = geschreven
    blad = openpyxl.load_workbook(plek / "rapport.xlsx").worksheets[0]
    regels = [str(cel.value) for rij in blad.iter_rows() for cel in rij if cel.value]
    assert len(regels) > 20
    assert sorted(regel for regel in regels if is_nederlands(regel.partition(": ")[2] or regel, taal)) == []


def test_figures_are_the_same_in_every_language(geschreven: tuple[str, Path], tmp_path: Path) -> None:
    _, plek = geschreven
    schrijf(rapport(), tmp_path)
    assert (plek / "rapport.json").read_bytes() == (tmp_path / "rapport.json").read_bytes()
    for pad in tmp_path.glob("tabellen/*.csv"):
        assert pad.read_bytes() == (plek / "tabellen" / pad.name).read_bytes()
