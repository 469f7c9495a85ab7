"""Logging in and out, changing a password, and proving again who one is."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from nachtleven.toegang.gebruikers import Inlogbewijs, controleer_inlog, hash_wachtwoord, wachtwoord_klopt
from nachtleven.toegang.wachtwoorden import (
    WACHTWOORD_HOOGSTENS,
    WACHTWOORD_LENGTE,
    Wachtwoordgebrek,
    gebreken_wachtwoord,
)
from nachtleven.web.aangemeld import begin_sessie, bevestig_sessie
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import IEDEREEN_BINNEN, eigen_pad, openbaar, voor
from nachtleven.web.vertalen import KOEKJE, SCHERMTALEN

blauwdruk = Blueprint("aanmelden", __name__)

_NAAM_HOOGSTENS = 80


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
    fouten = {} if naam else {"naam": _("Vul je gebruikersnaam in.")}
    if not wachtwoord:
        fouten["wachtwoord"] = _("Vul je wachtwoord in.")
    if fouten:
        return _toon(fouten, naam), 400
    if wacht := hier.rem.wacht(adres, naam, nu):
        zin = _(
            "Te vaak geprobeerd. Wacht %(seconden)s seconden en probeer dan opnieuw.", seconden=int(wacht.seconds) + 1
        )
        return _toon({"naam": zin}, naam), 429
    bewijs = controleer_inlog(hier.accounts.inlog(naam), wachtwoord, code, nu, met_code=hier.met_code)
    if bewijs is None or not _gebruik(bewijs):
        hier.rem.mislukt(adres, naam, nu)
        zin = _("Naam, wachtwoord of code klopt niet. Kijk ze na en probeer opnieuw; een code werkt maar één keer.")
        return _toon({"wachtwoord": zin}, naam), 400
    hier.rem.gelukt(adres, naam)
    hier.accounts.noteer_inlog(bewijs.gebruiker.id, nu)
    begin_sessie(bewijs.gebruiker)
    boek(bewijs.gebruiker.naam, "aangemeld", "gebruiker", str(bewijs.gebruiker.id))
    return redirect(eigen_pad(request.form.get("verder")) or url_for("vandaag.bord"), 303)


def _gebruik(bewijs: Inlogbewijs) -> bool:
    """Use up the code; False where somebody was before."""
    return bewijs.stap is None or huis().accounts.gebruik_code(bewijs.gebruiker.id, bewijs.stap)


def _toon(fouten: dict[str, str], naam: str) -> str:
    verder = eigen_pad(request.values.get("verder"))
    return render_template("aanmelden.html", fouten=fouten, naam=naam, verder=verder, met_code=huis().met_code)


@blauwdruk.post("/afmelden")
@voor(*IEDEREEN_BINNEN)
def meld_af() -> Response:
    """End the session."""
    logout_user()
    session.clear()
    return redirect(url_for("aanmelden.formulier"), 303)


@blauwdruk.post("/aanmelden/taal")
@openbaar
def kies_taal() -> Response:
    """Read the screens in another language from now on: kept with the user, and in a cookie for the log-in page."""
    taal = request.form.get("taal", "")
    antwoord = redirect(eigen_pad(request.form.get("verder")) or url_for("aanmelden.formulier"), 303)
    if taal in SCHERMTALEN:
        antwoord.set_cookie(
            KOEKJE, taal, max_age=timedelta(days=365), secure=request.is_secure, httponly=True, samesite="Lax"
        )
        if current_user.is_authenticated:
            huis().accounts.zet_taal(current_user.gebruiker.id, taal)
    return antwoord


@blauwdruk.route("/aanmelden/bevestig", methods=["GET", "POST"])
@voor(*IEDEREEN_BINNEN)
def bevestig() -> str | tuple[str, int] | Response:
    """Ask the password again, before files go out or users are managed."""
    verder = eigen_pad(request.values.get("verder"))
    if current_user.gebruiker.extern:
        return redirect(url_for("stadslogin.heen", opnieuw="ja", verder=verder), 303)
    if request.method == "GET":
        return render_template("bevestig.html", fouten={}, verder=verder)
    if zin := _gebrek_oud(request.form.get("wachtwoord", "")):
        return render_template("bevestig.html", fouten={"wachtwoord": zin}, verder=verder), 400
    bevestig_sessie()
    boek(current_user.naam, "bevestigd", "gebruiker", str(current_user.gebruiker.id))
    return redirect(verder or url_for("vandaag.bord"), 303)


@blauwdruk.route("/aanmelden/wachtwoord", methods=["GET", "POST"])
@voor(*IEDEREEN_BINNEN)
def wachtwoord() -> str | tuple[str, int] | Response:
    """Change one's own password; the present one is asked again."""
    if current_user.gebruiker.extern:
        return redirect(url_for("vandaag.bord"), 303)
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
    fouten = {}
    if zin := _gebrek_oud(oud):
        fouten["oud"] = zin
    stad = huis().stad
    if gebreken := gebreken_wachtwoord(nieuw, current_user.naam, (stad.nummer, stad.sleutelwoord)):
        fouten["nieuw"] = " ".join(_zin(gebrek) for gebrek in gebreken)
    elif nieuw == oud:
        fouten["nieuw"] = _("Kies een ander wachtwoord dan dat van nu.")
    return fouten


def _gebrek_oud(oud: str) -> str | None:
    """Hold what was typed against the present password, no faster than at the log-in; None: it fits."""
    hier, naam = huis(), current_user.naam
    adres, nu = request.remote_addr or "", huis().klok()
    if hier.rem.wacht(adres, naam, nu):
        return str(_("Te vaak geprobeerd. Wacht een kwartier."))
    inlog = hier.accounts.inlog(naam)
    if not wachtwoord_klopt(inlog.wachtwoord_hash if inlog else None, oud):
        hier.rem.mislukt(adres, naam, nu)
        return str(_("Dat is niet je wachtwoord van nu."))
    hier.rem.gelukt(adres, naam)
    return None


def _zin(gebrek: Wachtwoordgebrek) -> str:
    zinnen = {
        Wachtwoordgebrek.KORT: _(
            "Neem minstens %(aantal)s tekens. Vier losse woorden werken goed.", aantal=WACHTWOORD_LENGTE
        ),
        Wachtwoordgebrek.LANG: _("Neem hoogstens %(aantal)s tekens.", aantal=WACHTWOORD_HOOGSTENS),
        Wachtwoordgebrek.NAAM: _("Je gebruikersnaam staat erin. Laat die weg."),
        Wachtwoordgebrek.RAADBAAR: _(
            "Dit is te makkelijk te raden. Neem vier losse woorden die niets met elkaar te maken hebben."
        ),
    }
    return str(zinnen[gebrek])
