"""The archive of built reports, and their files."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, send_file
from flask_babel import gettext as _
from flask_login import current_user

from nachtleven.rapportleven import Bouwstap
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.koppen import RAPPORT_BELEID
from nachtleven.web.rechten import na_bevestiging, voor
from nachtleven.web.tonen import RapportRegel
from nachtleven.web.woordenboek import N_

blauwdruk = Blueprint("rapporten", __name__)

_LEZERS = (Gebruikersrol.ONTHAAL, Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE, Gebruikersrol.POLITIE)
_SOORTEN = {
    "rapport.html": (N_("Lezen"), "text/html"),
    "rapport.pdf": ("PDF", "application/pdf"),
    "rapport.xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "rapport.json": ("JSON", "application/json"),
}
_STAPPEN = {
    Bouwstap.TELLEN.value: N_("cijfers tellen"),
    Bouwstap.AFSCHERMEN.value: N_("kleine aantallen afschermen"),
    Bouwstap.TEKENEN.value: N_("grafieken tekenen"),
    Bouwstap.OPMAKEN.value: N_("bladzijden opmaken"),
}
_IN_HET_BLAD = frozenset({"rapport.html", "rapport.pdf"})
_VOOR_POLITIE = ("tabellen/plichten.csv", "tabellen/portierplicht.csv")
"""The compliance part: the only tables of a report that the police see."""


def bestanden(map_: Path, rol: Gebruikersrol) -> list[tuple[str, str]]:
    """List (file, name) of a built report that this role may fetch; a file that isn't there is left out."""
    if rol is Gebruikersrol.POLITIE:
        namen = [(naam, _("Tabel %(naam)s", naam=Path(naam).stem)) for naam in _VOOR_POLITIE]
    else:
        tabellen = sorted(f"tabellen/{p.name}" for p in map_.glob("tabellen/*.csv"))
        namen = [(naam, titel) for naam, (titel, _soort) in _SOORTEN.items()]
        namen += [(naam, Path(naam).stem.replace("_", " ")) for naam in tabellen]
    return [(naam, titel) for naam, titel in namen if (map_ / naam).is_file()]


def _map(regel: RapportRegel) -> Path:
    """Give the report's folder; one that would lie outside of the archive is not found."""
    archief = huis().archief.resolve()
    map_ = (archief / regel.map).resolve()
    if not map_.is_relative_to(archief):
        abort(404)
    return map_


@blauwdruk.get("/rapporten")
@voor(*_LEZERS)
def lijst() -> str:
    """Show the archive."""
    rijen = []
    for regel in huis().bron.rapporten():
        alle = bestanden(_map(regel), current_user.rol)
        voorop = alle if current_user.rol is Gebruikersrol.POLITIE else [b for b in alle if b[0] in _SOORTEN]
        rijen.append((regel, voorop, [b for b in alle if b not in voorop]))
    bezig = [(aanbouw, *_hoever(aanbouw.stap)) for aanbouw in huis().bron.in_aanbouw(huis().klok())]
    return render_template("rapporten.html", rijen=rijen, bezig=bezig, stappen=len(_STAPPEN))


def _hoever(stap: str) -> tuple[int, str]:
    """Give the number of a step, from 1, and its name; one that just began is at the first."""
    namen = list(_STAPPEN)
    nummer = namen.index(stap) if stap in namen else 0
    return nummer + 1, _(_STAPPEN[namen[nummer]])


@blauwdruk.get("/rapporten/<uuid:id_>/<path:bestand>")
@voor(*_LEZERS)
@na_bevestiging
def haal(id_: UUID, bestand: str) -> Response:
    """Give one file of a report: to read in the browser without any power there, else to keep."""
    regel = huis().bron.rapport(id_)
    if regel is None:
        abort(404)
    map_ = _map(regel)
    if bestand not in {naam for naam, _titel in bestanden(map_, current_user.rol)}:
        abort(404)
    boek(current_user.naam, "rapport_geopend", "rapport", str(id_), bestand)
    _naam, soort = _SOORTEN.get(bestand, ("", "text/csv"))
    naam = f"{regel.soort}-{regel.periode}-{regel.versie}-{Path(bestand).name}"
    inhoud = BytesIO((map_ / bestand).read_bytes())
    antwoord = send_file(inhoud, soort, as_attachment=bestand not in _IN_HET_BLAD, download_name=naam)
    if bestand == "rapport.html":
        antwoord.headers["Content-Security-Policy"] = RAPPORT_BELEID
    return antwoord
