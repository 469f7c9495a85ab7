"""What needs somebody now, by role; and who is away, with who stands in."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.nacht import lokaal
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.dossiers import lees_dag
from nachtleven.web.huis import boek, huis
from nachtleven.web.opvolgwaarden import Afwezigheid
from nachtleven.web.rechten import IEDEREEN_BINNEN, voor

blauwdruk = Blueprint("vandaag", __name__)


@blauwdruk.get("/vandaag")
@voor(*IEDEREEN_BINNEN)
def bord() -> str:
    """Show what needs this role now, what is lost first standing first."""
    return _toon({}, {})


def _toon(fouten: dict[str, str], getypt: dict[str, str]) -> str:
    vandaag = huis().bron.vandaag(current_user.rol, huis().klok())
    collegas = huis().bureau.opvolging.collegas() if current_user.rol is Gebruikersrol.ONTHAAL else ()
    vervangers = {a.gebruiker: a for a in vandaag.afwezigen}
    return render_template(
        "vandaag.html", vandaag=vandaag, collegas=collegas, vervangers=vervangers, fouten=fouten, getypt=getypt
    )


@blauwdruk.post("/vandaag/afwezig")
@voor(Gebruikersrol.ONTHAAL)
def meld_afwezig() -> tuple[str, int] | Response:
    """Mark oneself or a colleague away until a day, with who stands in."""
    getypt = {n: request.form.get(n, "").strip()[:80] for n in ("gebruiker", "tot", "vervanger")}
    collegas, fouten = huis().bureau.opvolging.collegas(), {}
    for veld in ("gebruiker", "vervanger"):
        if getypt[veld] not in collegas:
            fouten[veld] = _("Kies een collega uit de lijst.")
    if not fouten and getypt["gebruiker"] == getypt["vervanger"]:
        fouten["vervanger"] = _("Kies iemand anders om over te nemen.")
    tot, zin = lees_dag(getypt["tot"])
    if tot is None or tot < lokaal(huis().klok()).date():
        fouten["tot"] = zin or _("Kies tot en met welke dag: vandaag of later.")
    if fouten or tot is None:
        return _toon(fouten, getypt), 400
    afwezig = Afwezigheid(getypt["gebruiker"], tot, getypt["vervanger"])
    huis().bureau.opvolging.meld_afwezig(afwezig, current_user.naam, huis().klok())
    boek(current_user.naam, "afwezig_gemeld", "gebruiker", afwezig.gebruiker, afwezig.vervanger)
    return redirect(url_for("vandaag.bord", _anchor="afwezig"), 303)


@blauwdruk.post("/vandaag/terug")
@voor(Gebruikersrol.ONTHAAL)
def meld_terug() -> Response:
    """End an absence."""
    gebruiker = request.form.get("gebruiker", "").strip()[:80]
    huis().bureau.opvolging.meld_terug(gebruiker)
    boek(current_user.naam, "terug_gemeld", "gebruiker", gebruiker)
    return redirect(url_for("vandaag.bord", _anchor="afwezig"), 303)
