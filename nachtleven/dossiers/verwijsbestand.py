"""The file that goes to another service: a zip with one page to read and the same as JSON, exactly what was allowed.

Comes in: values that were already cut to the consent. Equal values give equal bytes, so that a hash proves them.
"""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from io import BytesIO

from nachtleven.dossiers.toestemming import Deel
from nachtleven.nacht import lokaal

_OUDSTE = (1980, 1, 1, 0, 0, 0)
"""The moment that a zip can name at the earliest; every entry bears it."""

_KOP = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{titel}</title><style>
body { font: 1rem/1.5 sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
dt { font-weight: 700 } pre { white-space: pre-wrap }
</style></head><body><h1>{titel}</h1><p>Hierin staat alleen wat de melder toeliet.</p>
"""


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """What goes out. What was not allowed is None or empty. `toestemming`: for what, how and when it was given."""

    kenmerk: str
    naar: str
    gemaakt: datetime
    dienst: str
    toestemming: str
    delen: tuple[Deel, ...]
    zaak: str
    nacht: str
    tijdstip: str | None
    gronden: tuple[str, ...]
    feiten: tuple[str, ...]
    teksten: tuple[str, ...] = ()
    contact: str | None = None

    @property
    def regels(self) -> list[tuple[str, str]]:
        """Give the facts as (name, value), in the order of the page."""
        paren: Sequence[tuple[str, str | None]] = (
            ("Kenmerk", self.kenmerk),
            ("Zaak", self.zaak),
            ("Nacht", self.nacht),
            ("Tijdstip", self.tijdstip),
            ("Gronden", ", ".join(self.gronden) or "niet vermeld"),
            ("Wat er gebeurde", ", ".join(self.feiten) or "niet vermeld"),
            ("Contact", self.contact),
            ("Toestemming", self.toestemming),
            ("Gemaakt", f"{lokaal(self.gemaakt):%Y-%m-%d %H:%M}, {self.dienst}"),
        )
        return [(naam, waarde) for naam, waarde in paren if waarde]


def maak_bestand(verwijzing: Verwijzing) -> bytes:
    """Make the zip."""
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in (("melding.html", _als_html(verwijzing)), ("melding.json", _als_json(verwijzing))):
            zip_.writestr(zipfile.ZipInfo(naam, _OUDSTE), inhoud.encode())
    return uit.getvalue()


def hash_van(bestand: bytes) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(bestand).hexdigest()


def _als_json(verwijzing: Verwijzing) -> str:
    velden = {naam: waarde for naam, waarde in asdict(verwijzing).items() if waarde not in (None, ())}
    velden["gemaakt"] = verwijzing.gemaakt.isoformat()
    velden["delen"] = sorted(verwijzing.delen)
    return json.dumps(velden, ensure_ascii=False, indent=2, sort_keys=True)


def _als_html(verwijzing: Verwijzing) -> str:
    rijen = "".join(f"<dt>{escape(naam)}</dt><dd>{escape(waarde)}</dd>" for naam, waarde in verwijzing.regels)
    teksten = "".join(f'<pre dir="auto">{escape(tekst)}</pre>' for tekst in verwijzing.teksten)
    gesprek = f"<h2>Wat de melder schreef</h2>{teksten}" if teksten else ""
    titel = f"Melding {escape(verwijzing.kenmerk)} voor {escape(verwijzing.naar)}"
    kop = _KOP.replace("{titel}", titel)
    return f"{kop}<dl>{rijen}</dl>{gesprek}</body></html>\n"
