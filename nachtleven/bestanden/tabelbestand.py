"""A delimited text file as a table of texts: encoding, separator, header, and the physical line of every row.

Comes in: the bytes of a file. Goes out: rows of texts under the names of known columns. What the texts mean is not
read here.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from nachtleven.fouten import FouteRij, InvoerFout

SCHEIDINGEN = (",", ";", "\t")
_BOM8 = b"\xef\xbb\xbf"
_BOMMEN16 = (b"\xff\xfe", b"\xfe\xff")
_VREEMD_SCHRIFT = re.compile("[\u0700-\u07ff]")
"""Syriac to N'Ko: what pairs beginning with Ü, Ý, Þ or ß in Windows-1252 look like as UTF-8."""
_REDENEN = {
    "unexpected end of data": "een aanhalingsteken dat hier begint, wordt nergens gesloten",
    "field larger than field limit": "een veld is veel te lang; misschien ontbreekt een aanhalingsteken",
}


@dataclass(frozen=True, slots=True)
class Kolommen:
    """The columns that a kind of file knows; `tijd`: those that hold a day or a moment."""

    verplicht: tuple[str, ...]
    optioneel: tuple[str, ...] = ()
    tijd: frozenset[str] = frozenset()

    def bekend(self) -> dict[str, str]:
        """Give the column by the spelling that header names are compared in."""
        return {sleutel_kolom(naam): naam for naam in self.verplicht + self.optioneel}


@dataclass(frozen=True, slots=True)
class Kop:
    """The header: where each known column stands, how many fields it has, and what it says that nobody reads."""

    plaatsen: Mapping[str, int]
    breedte: int
    opmerkingen: tuple[str, ...]


@dataclass(slots=True)
class Tabel:
    """A file being read: rows as (line, text by column) in file order, the bad rows so far, remarks."""

    bestand: str
    rijen: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    fouten: list[FouteRij] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)


def sleutel_kolom(naam: str) -> str:
    """Give a column name for comparing: no case, spaces, underscores or hyphens."""
    return "".join(teken for teken in naam.casefold() if not teken.isspace() and teken not in "_-\ufeff")


def lees_kop(bestand: str, namen: Sequence[str], kolommen: Kolommen) -> Kop:
    """Find the known columns in a header.

    Raises:
        InvoerFout: a required column is missing, or a known one stands there twice.
    """
    bekend, plaatsen, vreemd = kolommen.bekend(), dict[str, int](), list[str]()
    for plaats, naam in enumerate(namen):
        kolom = bekend.get(sleutel_kolom(naam))
        if kolom is None:
            vreemd.append(leesbaar(naam))
        elif kolom in plaatsen:
            raise InvoerFout(bestand, [FouteRij(1, kolom, "deze kolom staat tweemaal in de kopregel")])
        else:
            plaatsen[kolom] = plaats
    mist = [naam for naam in kolommen.verplicht if naam not in plaatsen]
    if mist:
        raise InvoerFout(bestand, [FouteRij(1, "", _mist(mist, namen))])
    opmerkingen = tuple(f"de kolom '{naam}' is niet bekend en wordt niet gelezen" for naam in vreemd if naam)
    return Kop(plaatsen, len(namen), opmerkingen)


def _mist(mist: Sequence[str], namen: Sequence[str]) -> str:
    gevonden = ", ".join(filter(None, map(leesbaar, islice(namen, 30)))) or "niets"
    return f"de kopregel mist {'de kolom' if len(mist) == 1 else 'de kolommen'} {', '.join(mist)}; er staat: {gevonden}"


def leesbaar(tekst: str) -> str:
    """Give a piece of a file for in a message: one line of at most 60 printable characters."""
    schoon = "".join(teken if teken.isprintable() else " " for teken in tekst[:200]).strip()
    return schoon if len(schoon) <= 60 else schoon[:59] + "…"


def lees_tekstbestand(bestand: str, inhoud: bytes, kolommen: Kolommen) -> Tabel:
    """Read a delimited text file; empty rows are skipped, rows of another width are bad.

    Raises:
        InvoerFout: it is no text, or has no usable header.
    """
    tekst = unicodedata.normalize("NFC", ontcijfer(bestand, inhoud))
    tabel = Tabel(bestand)
    rijen = _rijen(tekst, _scheiding(tekst, kolommen), tabel.fouten)
    eerste = next(rijen, None)
    if eerste is None or tabel.fouten or eerste[0] != 1:
        raise InvoerFout(bestand, tabel.fouten or [FouteRij(1, "", "de eerste lijn is leeg, er is geen kopregel")])
    kop = lees_kop(bestand, eerste[1], kolommen)
    tabel.opmerkingen.extend(kop.opmerkingen)
    for lijn, velden in rijen:
        _voeg_toe(tabel, kop, lijn, velden)
    return tabel


def _voeg_toe(tabel: Tabel, kop: Kop, lijn: int, velden: list[str]) -> None:
    if not any(map(str.strip, velden)):
        return
    if len(velden) < kop.breedte or any(map(str.strip, velden[kop.breedte :])):
        reden = f"{len(velden)} velden, de kopregel heeft er {kop.breedte}"
        tabel.fouten.append(FouteRij(lijn, "", reden))
        return
    tabel.rijen.append((lijn, {kolom: velden[plaats].strip() for kolom, plaats in kop.plaatsen.items()}))


def ontcijfer(bestand: str, inhoud: bytes) -> str:
    """Give the text: UTF-8 with or without a byte order mark, else Windows-1252.

    Without a mark a few letters of Windows-1252 are letters of UTF-8 together ("ß€" is one of N'Ko): text that would
    hold scripts no register of ours is written in is taken for Windows-1252.

    Raises:
        InvoerFout: UTF-16, or a byte that neither has.
    """
    if inhoud.startswith(_BOMMEN16):
        raise InvoerFout(bestand, [FouteRij(1, "", "het bestand is UTF-16; bewaar het als CSV UTF-8")])
    try:
        tekst = inhoud.decode("utf-8-sig")
        if inhoud.startswith(_BOM8) or not _VREEMD_SCHRIFT.search(tekst):
            return tekst
    except UnicodeDecodeError as fout:
        if inhoud.startswith(_BOM8):
            raise InvoerFout(bestand, [_byte(inhoud, fout.start + len(_BOM8))]) from fout
    try:
        return inhoud.decode("cp1252")
    except UnicodeDecodeError as fout:
        raise InvoerFout(bestand, [_byte(inhoud, fout.start)]) from fout


def _byte(inhoud: bytes, plaats: int) -> FouteRij:
    plaats = min(plaats, len(inhoud) - 1)
    lijn = 1 + inhoud[:plaats].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
    return FouteRij(lijn, "", f"byte {inhoud[plaats]:02X} is geen teken in UTF-8 of Windows-1252")


def _scheiding(tekst: str, kolommen: Kolommen) -> str:
    """Give the separator under which the header names the most known columns."""
    bekend = kolommen.bekend()

    def raak(scheiding: str) -> int:
        _, kop = next(_rijen(tekst, scheiding, []), (1, []))
        return sum(sleutel_kolom(naam) in bekend for naam in kop)

    return max(SCHEIDINGEN, key=raak)


def _rijen(tekst: str, scheiding: str, fouten: list[FouteRij]) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the physical line it starts on, empty lines left out; what can't be read goes to `fouten`."""
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    while True:
        lijn = lezer.line_num + 1
        try:
            velden = next(lezer)
        except StopIteration:
            return
        except csv.Error as fout:
            fouten.append(FouteRij(lijn, "", _waarom(str(fout))))
            continue
        if velden:
            yield lijn, velden


def _waarom(fout: str) -> str:
    vast = (reden for begin, reden in _REDENEN.items() if fout.startswith(begin))
    return next(vast, "na een sluitend aanhalingsteken volgt iets anders dan het scheidingsteken")
