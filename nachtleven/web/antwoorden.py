"""Writing back to a melder: a sentence that stands ready in their language, or words of one's own."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.fouten import VerouderdFout, WensFout
from nachtleven.gesprekken.brieven import DELEN_HOOGSTENS, Brief, Sjabloon
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import voor
from nachtleven.web.tonen import Bewerking

blauwdruk = Blueprint("antwoorden", __name__)

EIGEN = "eigen_woorden"
_TEKST_HOOGSTENS = 1000


@blauwdruk.get("/meldingen/<kenmerk>/antwoord")
@voor(Gebruikersrol.ONTHAAL)
def formulier(kenmerk: str) -> tuple[str, int]:
    """Show the form by itself."""
    return _toon(kenmerk, {}, {}, 200)


@blauwdruk.post("/meldingen/<kenmerk>/antwoord")
@voor(Gebruikersrol.ONTHAAL)
def schrijf(kenmerk: str) -> tuple[str, int] | Response:
    """Queue a text to the melder; what was typed stays in the form where it can't be sent."""
    getypt = {naam: request.form.get(naam, "").strip()[:_TEKST_HOOGSTENS] for naam in ("sjabloon", "brief")}
    echt = lees_kenmerk(kenmerk)
    versie = request.form.get("versie", "")
    if echt is None or not versie.isdecimal():
        abort(404 if echt is None else 400)
    brief, fouten = lees_brief(getypt)
    if fouten or brief is None:
        return _toon(echt, fouten, getypt, 400)
    try:
        huis().brieven.schrijf_terug(Bewerking(echt, int(versie), current_user.naam, huis().klok()), brief)
    except (VerouderdFout, WensFout):
        return _toon(echt, {}, getypt, 409)
    boek(current_user.naam, "geschreven", "melding", echt, getypt["sjabloon"])
    return redirect(url_for("meldingen.blad", kenmerk=echt, _anchor="gesprek"), 303)


def lees_brief(getypt: dict[str, str]) -> tuple[Brief | None, dict[str, str]]:
    """Read the form; what is not in order is named beside its field."""
    keuze = getypt["sjabloon"]
    if keuze in set(Sjabloon):
        return Brief(Sjabloon(keuze)), {}
    if keuze != EIGEN:
        return None, {"sjabloon": _("Kies een zin, of “Eigen woorden”.")}
    brief = Brief(None, getypt["brief"])
    if brief.past:
        return brief, {}
    zin = (
        _("Hou het bij %(aantal)s sms’en; je tekst staat er nog.", aantal=DELEN_HOOGSTENS)
        if getypt["brief"]
        else _("Schrijf eerst je tekst.")
    )
    return None, {"brief": zin}


def _toon(kenmerk: str, fouten: dict[str, str], getypt: dict[str, str], code: int) -> tuple[str, int]:
    echt = lees_kenmerk(kenmerk)
    blad = huis().bron.melding(echt, current_user.rol) if echt else None
    if blad is None:
        abort(404)
    waarden = {"blad": blad, "regel": blad.regel, "fouten": fouten, "getypt": getypt, "verouderd": code == 409}
    return render_template("antwoord.html", **waarden), code
