"""rapport.json and the CSV tables: the report as data, keys as codes."""

import csv
import io
import json
from typing import Any

from nachtleven.cijfers.tabellen import Rij, Tabel
from nachtleven.nacht import lokaal
from nachtleven.rapport import Rapport

_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def als_json(rapport: Rapport) -> str:
    """Write rapport.json; moments in Brussels time."""
    gegevens: dict[str, Any] = {
        "soort": rapport.periode.soort,
        "periode": {
            "van": lokaal(rapport.periode.begin).isoformat(),
            "tot": lokaal(rapport.periode.einde).isoformat(),
        },
        "versie": rapport.versie,
        "gemaakt": lokaal(rapport.gemaakt).isoformat(),
        "drempel": rapport.drempel,
    }
    if rapport.voorlopig:
        gegevens["voorlopig"] = True
    gegevens["tabellen"] = {naam: [_rij(tabel, rij) for rij in tabel.rijen] for naam, tabel in rapport.tabellen.items()}
    return json.dumps(gegevens, ensure_ascii=False, indent=1) + "\n"


def _rij(tabel: Tabel, rij: Rij) -> dict[str, Any]:
    uit: dict[str, Any] = dict(zip(tabel.kolommen, rij.sleutel, strict=True))
    uit["aantal"] = rij.aantal
    if rij.afgeschermd:
        uit["afgeschermd"] = True
    return uit | dict(rij.verder)


def verdere_kolommen(tabel: Tabel) -> tuple[str, ...]:
    """Name the columns after `aantal`, of any of its rows."""
    return tuple(dict.fromkeys(kolom for rij in tabel.rijen for kolom in rij.verder))


def als_cel(waarde: str | float | None) -> str | float | None:
    """Give a cell of a CSV file: a text that a spreadsheet would reckon with gets an apostrophe before it.

    Source: OWASP, CSV Injection.
    """
    return f"'{waarde}" if isinstance(waarde, str) and waarde.startswith(_FORMULE) else waarde


def als_csv(tabel: Tabel) -> str:
    """Write one table: key columns, aantal, afgeschermd (ja or empty), further columns; a hidden count is empty."""
    verder = verdere_kolommen(tabel)
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\r\n")
    schrijver.writerow((*tabel.kolommen, "aantal", "afgeschermd", *verder))
    for rij in tabel.rijen:
        eind = ["" if rij.verder.get(kolom) is None else rij.verder[kolom] for kolom in verder]
        aantal = "" if rij.aantal is None else rij.aantal
        cellen = (*rij.sleutel, aantal, "ja" if rij.afgeschermd else "", *eind)
        schrijver.writerow([als_cel(cel) for cel in cellen])
    return uit.getvalue()
