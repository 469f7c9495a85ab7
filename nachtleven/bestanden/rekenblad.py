"""A spreadsheet (.xlsx) as a table of texts: the first sheet, typed dates written as ISO, numbers as they were typed.

A formula is refused: what it shows depends on who opened the file last. A file that would unpack to far more than a
register needs is refused before anything of it is parsed.
"""

import io
import struct
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Protocol
from xml.etree.ElementTree import ParseError  # the error alone, the file is weighed first  # nosec B405

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from nachtleven.bestanden.tabelbestand import Kolommen, Kop, Tabel, lees_kop
from nachtleven.fouten import FouteRij, InvoerFout

MERK = b"PK\x03\x04"
"""The first bytes of every .xlsx."""

MAX_UITGEPAKT = 300_000_000
"""Bytes, all parts together: 50,000 venues take about 60 million."""
MAX_VERHOUDING = 150
"""Unpacked to packed, for parts of more than MIN_VERDACHT bytes; a sheet of equal rows stays under 100."""
MIN_VERDACHT = 10_000_000
MAX_DELEN = 2_000
MAX_RIJEN = 1_048_576
MAX_KOLOMMEN = 200
_EXACT = 10**15
# What the library raises on a file that is no proper spreadsheet; it has no error of its own for that.
_KAPOT = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    InvalidFileException,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    EOFError,
    OSError,
    RuntimeError,
)


class Cel(Protocol):
    """What is asked of a cell."""

    @property
    def value(self) -> object:
        """Give the typed value; None for an empty cell."""

    @property
    def data_type(self) -> str:
        """Give the kind: f is a formula, e an error."""

    @property
    def number_format(self) -> str:
        """Give the format that it is shown in."""


def lees_rekenblad(bestand: str, inhoud: bytes, kolommen: Kolommen) -> Tabel:
    """Read the first sheet; the line of a row is its row number. Empty rows are skipped.

    Raises:
        InvoerFout: no proper or a suspiciously large file, or no usable header.
    """
    try:
        _bewaak(bestand, inhoud)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which are not read
            return _lees(bestand, inhoud, kolommen)
    except _KAPOT as fout:
        raise InvoerFout(bestand, [FouteRij(1, "", "het bestand is geen leesbaar .xlsx")]) from fout


def _bewaak(bestand: str, inhoud: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        delen = archief.infolist()
        te_veel = len(delen) > MAX_DELEN or sum(deel.file_size for deel in delen) > MAX_UITGEPAKT
        if te_veel or any(map(_verdacht, delen)):
            raise InvoerFout(bestand, [FouteRij(1, "", "het .xlsx is uitgepakt veel te groot")])
        for deel in delen:
            if deel.filename.endswith((".xml", ".rels")) and _heeft_doctype(archief, deel):
                raise InvoerFout(bestand, [FouteRij(1, "", "het .xlsx bevat een documenttype; dat wordt geweigerd")])


def _verdacht(deel: zipfile.ZipInfo) -> bool:
    if deel.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return True  # no spreadsheet program writes another, and they pack far denser
    return deel.file_size > MIN_VERDACHT and deel.file_size > MAX_VERHOUDING * max(deel.compress_size, 1)


def _heeft_doctype(archief: zipfile.ZipFile, deel: zipfile.ZipInfo) -> bool:
    """Tell whether entities could be declared: a document type stands before the first element, near the begin."""
    with archief.open(deel) as stroom:
        return b"<!DOCTYPE" in stroom.read(4_096).replace(b"\0", b"")


def _lees(bestand: str, inhoud: bytes, kolommen: Kolommen) -> Tabel:
    boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, keep_links=False)
    blad = boek.worksheets[0]
    blad.reset_dimensions()
    tabel = Tabel(bestand)
    if len(boek.worksheets) > 1:
        tabel.opmerkingen.append(f"alleen het eerste van de {len(boek.worksheets)} bladen wordt gelezen")
    rijen = _genummerd(blad.iter_rows(max_row=MAX_RIJEN, max_col=MAX_KOLOMMEN))
    _, eerste = next(rijen, (1, ()))
    namen = [_tekst(cel) if cel.data_type != "f" else "" for cel in eerste]
    if not any(namen):
        raise InvoerFout(bestand, [FouteRij(1, "", "de eerste rij is leeg, er is geen kopregel")])
    kop = lees_kop(bestand, namen, kolommen)
    tabel.opmerkingen.extend(kop.opmerkingen)
    for lijn, cellen in rijen:
        _voeg_toe(tabel, kop, kolommen, (lijn, cellen))
    return tabel


def _genummerd(rijen: Iterable[tuple[Cel, ...]]) -> Iterator[tuple[int, tuple[Cel, ...]]]:
    return enumerate(rijen, start=1)


def _voeg_toe(tabel: Tabel, kop: Kop, kolommen: Kolommen, rij: tuple[int, tuple[Cel, ...]]) -> None:
    lijn, cellen = rij
    waarden, fouten = dict[str, str](), list[FouteRij]()
    for kolom, plaats in kop.plaatsen.items():
        waarden[kolom] = ""
        if plaats < len(cellen) and cellen[plaats].value is not None:
            reden = _bezwaar(cellen[plaats], is_tijd=kolom in kolommen.tijd)
            if reden:
                fouten.append(FouteRij(lijn, kolom, reden))
            else:
                waarden[kolom] = _tekst(cellen[plaats])
    tabel.fouten.extend(fouten)
    if not fouten and any(waarden.values()):
        tabel.rijen.append((lijn, waarden))


def _bezwaar(cel: Cel, *, is_tijd: bool) -> str:
    """Say why the cell can't be taken; empty when it can."""
    waarde = cel.value
    if cel.data_type == "f":
        return "een formule; plak de waarde in de plaats"
    if cel.data_type == "e":
        return "een foutwaarde van het rekenblad"
    if isinstance(waarde, date) and not is_tijd:
        return "het rekenblad maakte hier een datum van; maak er tekst van"
    if isinstance(waarde, (int, float)) and abs(waarde) >= _EXACT:
        return "een getal van meer dan 15 cijfers bewaart een rekenblad niet juist; maak er tekst van"
    if not isinstance(waarde, (str, bool, int, float, date)):
        return "een uur of duur zonder dag"
    return ""


def _tekst(cel: Cel) -> str:
    waarde = cel.value
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float):
        return str(int(waarde)) if waarde.is_integer() else str(waarde)
    if isinstance(waarde, datetime):
        return _dag_of_moment(waarde, cel.number_format)
    return "" if waarde is None else unicodedata.normalize("NFC", str(waarde)).strip()


def _dag_of_moment(waarde: datetime, formaat: str) -> str:
    """Write the day where the cell shows no hour; times are floats in the file, so they are rounded to the second."""
    heel = (waarde + timedelta(microseconds=500_000)).replace(microsecond=0)
    toont_uur = "h" in formaat.lower()
    return heel.isoformat() if toont_uur or (heel.hour, heel.minute, heel.second) != (0, 0, 0) else str(heel.date())
