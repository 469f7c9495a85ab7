"""rapport.xlsx: a sheet of notes, then a sheet a table; no text ever becomes a formula or a link."""

from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from nachtleven.cijfers.tabellen import Tabel
from nachtleven.nacht import lokaal
from nachtleven.opmaak.bladzijden import periodenaam, regels
from nachtleven.opmaak.gegevens import verdere_kolommen
from nachtleven.opmaak.woorden import Woorden
from nachtleven.rapport import Rapport

_OPTIES = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def schrijf_xlsx(rapport: Rapport, woorden: Woorden, bestand: Path) -> None:
    """Write the workbook, dated with the moment of the data, so that equal reports give equal bytes."""
    with Workbook(str(bestand), _OPTIES) as boek:
        boek.set_properties(
            {"title": woorden.zinnen["titel"], "created": lokaal(rapport.gemaakt).replace(tzinfo=None, microsecond=0)}
        )
        vet = boek.add_format({"bold": True, "bottom": 1})
        _toelichting(boek.add_worksheet("toelichting"), rapport, woorden)
        for tabel in rapport.tabellen.values():
            _blad(boek.add_worksheet(tabel.naam), tabel, vet)


def _toelichting(blad: Worksheet, rapport: Rapport, woorden: Woorden) -> None:
    zinnen = woorden.zinnen
    lijnen = [
        zinnen["titel"],
        f"{zinnen['ondertitel']}, {periodenaam(rapport, woorden)}",
        "",
        zinnen["grenzen_kop"],
        *zinnen["grenzen"],
        "",
        *regels(rapport, woorden),
        "",
        *(f"{naam}: {woorden.titels[naam]}. {woorden.noten.get(naam, '')}".strip() for naam in rapport.tabellen),
    ]
    blad.set_column(0, 0, 110)
    for nummer, lijn in enumerate(lijnen):
        blad.write_string(nummer, 0, lijn)


def _blad(blad: Worksheet, tabel: Tabel, vet: object) -> None:
    verder = verdere_kolommen(tabel)
    kop = (*tabel.kolommen, "aantal", "afgeschermd", *verder)
    for kolom, naam in enumerate(kop):
        blad.write_string(0, kolom, naam, vet)
    blad.freeze_panes(1, 0)
    blad.set_column(0, len(kop) - 1, 18)
    for nummer, rij in enumerate(tabel.rijen, start=1):
        cellen = (*rij.sleutel, rij.aantal, "ja" if rij.afgeschermd else None, *(rij.verder.get(k) for k in verder))
        for kolom, cel in enumerate(cellen):
            if isinstance(cel, str):
                blad.write_string(nummer, kolom, cel)
            elif cel is not None:
                blad.write_number(nummer, kolom, cel)
