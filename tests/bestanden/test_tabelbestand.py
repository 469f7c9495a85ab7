"""Encodings, separators, headers and line numbers of delimited text."""

import pytest

from nachtleven.bestanden.tabelbestand import Kolommen, Tabel, lees_tekstbestand
from nachtleven.fouten import FouteRij, InvoerFout

KOLOMMEN = Kolommen(("zaak_id", "naam"), ("nota",))


def lees(inhoud: bytes) -> Tabel:
    return lees_tekstbestand("x.csv", inhoud, KOLOMMEN)


def fouten(inhoud: bytes) -> tuple[FouteRij, ...]:
    with pytest.raises(InvoerFout) as gevangen:
        lees(inhoud)
    return gevangen.value.rijen


@pytest.mark.parametrize("kop", [b"zaak_id,naam", b"ZAAK ID , Naam", b"Zaak-Id;naam", b"zaak_id\tNAAM"])
def test_a_header_is_known_in_any_case_spacing_and_separator(kop: bytes) -> None:
    rij = kop.replace(b"zaak_id", b"1")
    assert set(lees(kop + b"\n" + rij).rijen[0][1]) == {"zaak_id", "naam"}


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_survive_every_encoding(codering: str) -> None:
    assert lees("zaak_id,naam\n1,Café €".encode(codering)).rijen == [(2, {"zaak_id": "1", "naam": "Café €"})]


@pytest.mark.parametrize("naam", ["ß€", "Ü€ Bar", "Þ¿", "Café ß€"])
def test_letters_of_windows_that_look_like_another_script_stay_what_they_are(naam: str) -> None:
    assert lees(f"zaak_id,naam\n1,{naam}".encode("cp1252")).rijen == [(2, {"zaak_id": "1", "naam": naam})]


def test_a_byte_that_no_encoding_has_is_named_with_its_line() -> None:
    [fout] = fouten(b"zaak_id,naam\r\n1,a\r\n2,\x81\r\n")
    assert (fout.lijn, "81" in fout.reden) == (3, True)


def test_a_broken_byte_after_an_utf8_mark_is_not_taken_for_windows() -> None:
    [fout] = fouten(b"\xef\xbb\xbfzaak_id,naam\n1,caf\xe9\n")
    assert (fout.lijn, "E9" in fout.reden) == (2, True)


def test_utf16_is_refused_by_name() -> None:
    assert "UTF-16" in fouten("zaak_id,naam\n1,a".encode("utf-16"))[0].reden


def test_the_line_of_a_row_is_where_it_starts_in_the_file() -> None:
    tabel = lees(b'zaak_id,naam,nota\r\n\r\n1,a,"een\r\ntwee"\r\n,,\r\n2,b,c\r\n')
    assert [(lijn, rij["nota"]) for lijn, rij in tabel.rijen] == [(3, "een\r\ntwee"), (6, "c")]


def test_an_unclosed_quote_is_named_where_it_starts() -> None:
    tabel = lees(b'zaak_id,naam\n1,a\n2,"b\n3,c\n')
    assert [(fout.lijn, "aanhalingsteken" in fout.reden) for fout in tabel.fouten] == [(3, True)]


def test_a_missing_column_is_one_error_that_says_what_stands_there() -> None:
    [fout] = fouten(b"zaak,naam\n1,a\n2,b\n")
    assert fout.lijn == 1
    assert "zaak_id" in fout.reden
    assert "zaak, naam" in fout.reden


def test_a_column_that_stands_there_twice_is_refused() -> None:
    assert fouten(b"zaak_id,naam,Naam\n1,a,b\n")[0].veld == "naam"


def test_an_unknown_column_is_noted_and_not_read() -> None:
    tabel = lees(b"zaak_id,naam,kleur\n1,a,rood\n")
    assert tabel.rijen == [(2, {"zaak_id": "1", "naam": "a"})]
    assert "kleur" in tabel.opmerkingen[0]


@pytest.mark.parametrize("inhoud", [b"", b"\n\n", b"\xef\xbb\xbf", b"\nzaak_id,naam\n"])
def test_without_a_header_in_the_first_line_there_is_nothing_to_read(inhoud: bytes) -> None:
    assert fouten(inhoud)[0].lijn == 1
