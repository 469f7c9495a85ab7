"""Writes a report in all its forms into a folder."""

from collections.abc import Callable
from pathlib import Path

from nachtleven.opmaak.bladzijden import maak_bladzijden
from nachtleven.opmaak.gegevens import als_csv, als_json
from nachtleven.opmaak.html import als_html
from nachtleven.opmaak.pdf import als_pdf
from nachtleven.opmaak.rekenblad import schrijf_xlsx
from nachtleven.opmaak.tabelschema import als_schema
from nachtleven.opmaak.woorden import TALEN, laad_woorden
from nachtleven.rapport import Rapport
from nachtleven.rapportleven import Bouwstap


def schrijf(
    rapport: Rapport, map: Path, stap: Callable[[Bouwstap], None] = lambda _: None, taal: str = TALEN[0]
) -> None:
    """Write rapport.json, .html, .pdf, .xlsx and tabellen/*.csv, each of these with its schema.

    What stands there under these names is replaced. `stap` is told how far it is; `taal`: of what people read.
    """
    woorden = laad_woorden(taal)
    stap(Bouwstap.TEKENEN)
    lees = maak_bladzijden(rapport, woorden)
    stap(Bouwstap.OPMAKEN)
    tabellen = map / "tabellen"
    tabellen.mkdir(parents=True, exist_ok=True)
    for naam, tabel in rapport.tabellen.items():
        (tabellen / f"{naam}.csv").write_bytes(als_csv(tabel).encode("utf-8"))
        (tabellen / f"{naam}.schema.json").write_bytes(als_schema(tabel, woorden).encode("utf-8"))
    (map / "rapport.json").write_bytes(als_json(rapport).encode("utf-8"))
    (map / "rapport.html").write_bytes(als_html(lees).encode("utf-8"))
    (map / "rapport.pdf").write_bytes(als_pdf(lees, rapport.gemaakt))
    schrijf_xlsx(rapport, woorden, map / "rapport.xlsx")
