"""The dossiers: the list, one whole, and what onthaal does in it."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.dossiers.waarden import (
    STUKOVERGANGEN,
    Dossierstaat,
    Maatregelsoort,
    Maatregelstaat,
    Stuksoort,
    Stukstaat,
    Uitkomst,
)
from nachtleven.fouten import NietGevonden, OvergangFout, VerouderdFout
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.dossierwaarden import Dossierfilter, Stukwijziging
from nachtleven.web.huis import boek, huis
from nachtleven.web.meldingblad import LEZERS
from nachtleven.web.meldingfilter import lees_sleutel
from nachtleven.web.rechten import voor
from nachtleven.web.tonen import Bewerking
from nachtleven.web.verschillen import verschillen_dossier

blauwdruk = Blueprint("dossiers", __name__)

_PER_BLAD = 25
_TEKST_HOOGSTENS = 4000
_MET = ("melder", "zaak", "getuige")
_VELDEN = (
    *("melding", "stuk", "staat", "termijn", "toelichting", "met", "verslag"),
    *("nota", "uitkomst", "besluit", "soort"),
)


@blauwdruk.get("/dossiers")
@voor(*LEZERS)
def lijst() -> str:
    """Show the newest dossiers that fit the filters."""
    staat, uitkomst = request.args.get("staat", ""), request.args.get("uitkomst", "")
    fouten = {}
    if staat and staat not in set(Dossierstaat):
        fouten["staat"] = _("Kies iets uit de lijst.")
    if uitkomst and uitkomst not in set(Uitkomst):
        fouten["uitkomst"] = _("Kies iets uit de lijst.")
    filter_ = Dossierfilter(
        staat=Dossierstaat(staat) if staat and "staat" not in fouten else None,
        uitkomst=Uitkomst(uitkomst) if uitkomst and "uitkomst" not in fouten else None,
        na=lees_sleutel(request.args.get("na", "")),
    )
    bladzijde = huis().bureau.dossiers.dossiers(current_user.rol, filter_, _PER_BLAD)
    gekozen = {n: w for n, w in request.args.items() if w and n != "na"}
    ouder = None
    if bladzijde.volgende:
        moment, id_ = bladzijde.volgende
        ouder = "?" + urlencode({**gekozen, "na": f"{moment.isoformat()}~{id_}"})
    return render_template(
        "dossiers.html", bladzijde=bladzijde, filter=filter_, fouten=fouten, ouder=ouder,
        eerste="?" + urlencode(gekozen), ruw=request.args, staten=list(Dossierstaat), uitkomsten=list(Uitkomst),
    )  # fmt: skip


@blauwdruk.get("/dossiers/<kenmerk>")
@voor(*LEZERS)
def blad(kenmerk: str) -> tuple[str, int]:
    """Show one dossier."""
    return _toon(kenmerk, {}, {})


def _toon(kenmerk: str, fouten: dict[str, str], getypt: dict[str, str], code: int = 200) -> tuple[str, int]:
    gevonden = huis().bureau.dossiers.dossier(kenmerk, current_user.rol)
    if gevonden is None:
        abort(404)
    boek(current_user.naam, "bekeken", "dossier", kenmerk)
    waarden = {
        "blad": gevonden,
        "regel": gevonden.regel,
        "mag_werken": current_user.rol is Gebruikersrol.ONTHAAL,
        "mag_maatregel": current_user.rol in MAATREGELAARS,
        "overgangen": STUKOVERGANGEN,
        "stuksoorten": list(Stuksoort),
        "uitkomsten": list(Uitkomst),
        "soorten": list(Maatregelsoort),
        "maatregelstaten": list(Maatregelstaat),
        "met_wie": _MET,
        "verschillen": verschillen_dossier(gevonden, getypt) if code == 409 else [],
    }
    return render_template("dossier.html", fouten=fouten, getypt=getypt, verouderd=code == 409, **waarden), code


MAATREGELAARS = (Gebruikersrol.ONTHAAL, Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE)
"""The roles that note what was agreed with a venue."""


def _getypt() -> dict[str, str]:
    return {veld: request.form.get(veld, "").strip()[:_TEKST_HOOGSTENS] for veld in _VELDEN}


def _doe(
    kenmerk: str, daad: Callable[[Bewerking], object], getypt: dict[str, str], slot: tuple[str, str]
) -> tuple[str, int] | Response:
    """Do it and lead back; where another was first, show what was typed beside what stands there now."""
    versie = request.form.get("versie", "")
    if not versie.isdecimal():
        abort(400)
    try:
        daad(Bewerking(kenmerk, int(versie), current_user.naam, huis().klok()))
    except (VerouderdFout, OvergangFout):
        return _toon(kenmerk, {}, getypt, 409)
    boek(current_user.naam, slot[0], "dossier", kenmerk)
    return redirect(url_for("dossiers.blad", kenmerk=kenmerk, _anchor=slot[1]), 303)


@blauwdruk.post("/dossiers/<kenmerk>/meldingen")
@voor(Gebruikersrol.ONTHAAL)
def verander_leden(kenmerk: str) -> tuple[str, int] | Response:
    """Put a melding in, or take one out."""
    getypt, werk = _getypt(), huis().bureau.dossierwerk
    melding = lees_kenmerk(getypt["melding"])
    if melding is None:
        return _toon(kenmerk, {"melding": _("Dit kenmerk klopt niet. Lees het nog eens na.")}, getypt, 400)
    eruit = bool(request.form.get("eruit"))
    daad = werk.haal_weg if eruit else werk.voeg_toe
    try:
        return _doe(kenmerk, lambda b: daad(b, melding), getypt, ("leden_gewijzigd", "meldingenkop"))
    except NietGevonden as fout:
        if fout.wat != "melding":
            raise
        return _toon(kenmerk, {"melding": _("Er is geen melding met dit kenmerk.")}, getypt, 400)


@blauwdruk.post("/dossiers/<kenmerk>/stuk")
@voor(Gebruikersrol.ONTHAAL)
def zet_stuk(kenmerk: str) -> tuple[str, int] | Response:
    """Change how far a piece of evidence is, and its term."""
    getypt, fouten = _getypt(), {}
    try:
        id_ = UUID(getypt["stuk"])
    except ValueError:
        abort(404)
    if getypt["staat"] not in set(Stukstaat):
        fouten["staat"] = _("Kies hoe ver het is.")
    termijn, zin = lees_dag(getypt["termijn"])
    fouten |= {"termijn": zin} if zin else {}
    if fouten:
        return _toon(kenmerk, fouten, getypt, 400)
    wijziging = Stukwijziging(id_, Stukstaat(getypt["staat"]), termijn, getypt["toelichting"])
    werk = huis().bureau.dossierwerk
    return _doe(kenmerk, lambda b: werk.zet_stuk(b, wijziging), getypt, ("stuk_gewijzigd", "stukkenkop"))


def lees_dag(tekst: str) -> tuple[date | None, str]:
    """Read a day; the sentence says what is wrong with it, empty: nothing."""
    try:
        return (date.fromisoformat(tekst) if tekst else None), ""
    except ValueError:
        return None, _("Schrijf de dag als 2026-11-21.")


@blauwdruk.post("/dossiers/<kenmerk>/stukken")
@voor(Gebruikersrol.ONTHAAL)
def voeg_stuk_toe(kenmerk: str) -> tuple[str, int] | Response:
    """Add a place for a piece of evidence."""
    getypt = _getypt()
    if getypt["soort"] not in set(Stuksoort):
        return _toon(kenmerk, {"soort": _("Kies welk stuk erbij komt.")}, getypt, 400)
    soort, werk = Stuksoort(getypt["soort"]), huis().bureau.dossierwerk
    return _doe(kenmerk, lambda b: werk.voeg_stuk_toe(b, soort), getypt, ("stuk_erbij", "stukkenkop"))


@blauwdruk.post("/dossiers/<kenmerk>/contact")
@voor(Gebruikersrol.ONTHAAL)
def noteer_contact(kenmerk: str) -> tuple[str, int] | Response:
    """Keep an attempt to reach somebody."""
    getypt, fouten = _getypt(), {}
    if getypt["met"] not in _MET:
        fouten["met"] = _("Kies met wie.")
    if not getypt["verslag"]:
        fouten["verslag"] = _("Schrijf kort wat er gezegd is, of dat je niemand bereikte.")
    if fouten:
        return _toon(kenmerk, fouten, getypt, 400)
    bereikt, werk = bool(request.form.get("bereikt")), huis().bureau.dossierwerk
    return _doe(
        kenmerk,
        lambda b: werk.noteer_contact(b, getypt["met"], bereikt=bereikt, tekst=getypt["verslag"]),
        getypt,
        ("contact", "geschiedenis"),
    )


@blauwdruk.post("/dossiers/<kenmerk>/nota")
@voor(Gebruikersrol.ONTHAAL)
def noteer(kenmerk: str) -> tuple[str, int] | Response:
    """Keep a note."""
    getypt, werk = _getypt(), huis().bureau.dossierwerk
    if not getypt["nota"]:
        return _toon(kenmerk, {"nota": _("Schrijf eerst je nota.")}, getypt, 400)
    return _doe(kenmerk, lambda b: werk.noteer(b, getypt["nota"]), getypt, ("nota", "geschiedenis"))


@blauwdruk.post("/dossiers/<kenmerk>/sluit")
@voor(Gebruikersrol.ONTHAAL)
def sluit(kenmerk: str) -> tuple[str, int] | Response:
    """Close it with its outcome, or give a closed one another."""
    getypt, fouten = _getypt(), {}
    if getypt["uitkomst"] not in set(Uitkomst):
        fouten["uitkomst"] = _("Kies de uitkomst.")
    if not getypt["besluit"]:
        fouten["besluit"] = _("Schrijf in een zin waarop je dat steunt.")
    if fouten:
        return _toon(kenmerk, fouten, getypt, 400)
    uitkomst, werk = Uitkomst(getypt["uitkomst"]), huis().bureau.dossierwerk
    slot = "dossier_gesloten", "uitkomstkop"
    return _doe(kenmerk, lambda b: werk.sluit(b, uitkomst, getypt["besluit"]), getypt, slot)


@blauwdruk.post("/dossiers/<kenmerk>/heropen")
@voor(Gebruikersrol.ONTHAAL)
def heropen(kenmerk: str) -> tuple[str, int] | Response:
    """Take it up again."""
    getypt, werk = _getypt(), huis().bureau.dossierwerk
    if not getypt["besluit"]:
        return _toon(kenmerk, {"besluit": _("Schrijf in een zin waarom het weer open gaat.")}, getypt, 400)
    slot = "dossier_heropend", "uitkomstkop"
    return _doe(kenmerk, lambda b: werk.heropen(b, getypt["besluit"]), getypt, slot)
