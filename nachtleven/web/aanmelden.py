"""Logging in and out, and changing a password."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from nachtleven.toegang.gebruikers import gebreken_wachtwoord, hash_wachtwoord, inlog_klopt, wachtwoord_klopt
from nachtleven.web.aangemeld import begin_sessie
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import IEDEREEN_BINNEN, eigen_pad, openbaar, voor

blauwdruk = Blueprint("aanmelden", __name__)

_NAAM_HOOGSTENS = 80
_LEEG = {"naam": "Vul je gebruikersnaam in.", "wachtwoord": "Vul je wachtwoord in."}


@blauwdruk.get("/aanmelden")
@openbaar
def formulier() -> str | Response:
    """Show the log-in form."""
    if current_user.is_authenticated:
        return redirect(eigen_pad(request.args.get("verder")) or url_for("vandaag.bord"))
    return _toon({}, "")


@blauwdruk.post("/aanmelden")
@openbaar
def meld_aan() -> tuple[str, int] | Response:
    """Check name, password and code; say nothing about which of them was wrong."""
    naam = request.form.get("naam", "").strip()[:_NAAM_HOOGSTENS]
    wachtwoord, code = request.form.get("wachtwoord", ""), request.form.get("code", "")
    hier, nu, adres = huis(), huis().klok(), request.remote_addr or ""
    if not naam or not wachtwoord:
        leeg = {"naam": "" if naam else _LEEG["naam"], "wachtwoord": "" if wachtwoord else _LEEG["wachtwoord"]}
        return _toon({veld: zin for veld, zin in leeg.items() if zin}, naam), 400
    if wacht := hier.rem.wacht(adres, naam, nu):
        seconden = int(wacht.total_seconds()) + 1
        return _toon({"naam": f"Te vaak geprobeerd. Wacht {seconden} seconden en probeer dan opnieuw."}, naam), 429
    inlog = hier.accounts.inlog(naam)
    if not inlog_klopt(inlog, wachtwoord, code, nu) or inlog is None:
        hier.rem.mislukt(adres, naam, nu)
        return _toon({"wachtwoord": "Naam, wachtwoord of code klopt niet. Kijk ze na en probeer opnieuw."}, naam), 400
    hier.rem.gelukt(adres, naam)
    hier.accounts.noteer_inlog(inlog.gebruiker.id, nu)
    begin_sessie(inlog.gebruiker)
    boek(inlog.gebruiker.naam, "aangemeld", "gebruiker", str(inlog.gebruiker.id))
    return redirect(eigen_pad(request.form.get("verder")) or url_for("vandaag.bord"), 303)


def _toon(fouten: dict[str, str], naam: str) -> str:
    verder = eigen_pad(request.values.get("verder"))
    return render_template("aanmelden.html", fouten=fouten, naam=naam, verder=verder)


@blauwdruk.post("/afmelden")
@voor(*IEDEREEN_BINNEN)
def meld_af() -> Response:
    """End the session."""
    logout_user()
    session.clear()
    return redirect(url_for("aanmelden.formulier"), 303)


@blauwdruk.route("/aanmelden/wachtwoord", methods=["GET", "POST"])
@voor(*IEDEREEN_BINNEN)
def wachtwoord() -> str | tuple[str, int] | Response:
    """Change one's own password; the present one is asked again."""
    if request.method == "GET":
        return render_template("wachtwoord.html", fouten={})
    nieuw, oud = request.form.get("nieuw", ""), request.form.get("oud", "")
    fouten = _gebreken(oud, nieuw)
    if fouten:
        return render_template("wachtwoord.html", fouten=fouten), 400
    hier, gebruiker = huis(), current_user.gebruiker
    hier.accounts.wijzig_wachtwoord(gebruiker.id, hash_wachtwoord(nieuw))
    boek(gebruiker.naam, "wachtwoord_gewijzigd", "gebruiker", str(gebruiker.id))
    if vers := hier.accounts.gebruiker(gebruiker.id):
        begin_sessie(vers)
    return redirect(url_for("vandaag.bord"), 303)


def _gebreken(oud: str, nieuw: str) -> dict[str, str]:
    """Give what is wrong with each field."""
    hier, naam = huis(), current_user.naam
    adres, nu = request.remote_addr or "", huis().klok()
    inlog = hier.accounts.inlog(naam)
    fouten = {}
    if hier.rem.wacht(adres, naam, nu):
        fouten["oud"] = "Te vaak geprobeerd. Wacht een kwartier."
    elif not wachtwoord_klopt(inlog.wachtwoord_hash if inlog else None, oud):
        hier.rem.mislukt(adres, naam, nu)
        fouten["oud"] = "Dat is niet je wachtwoord van nu."
    if gebreken := gebreken_wachtwoord(nieuw, naam):
        fouten["nieuw"] = " ".join(gebreken)
    elif nieuw == oud:
        fouten["nieuw"] = "Kies een ander wachtwoord dan dat van nu."
    return fouten
