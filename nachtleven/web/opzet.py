"""The screens put on an application: blueprints, log-in, CSRF, headers, error pages."""

from datetime import timedelta

from flask import Flask, abort, current_app, g, make_response, render_template, request
from flask_babel import Babel, gettext
from flask_limiter import RateLimitExceeded
from flask_login import AnonymousUserMixin, LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, ServiceUnavailable
from werkzeug.wrappers import Response

from nachtleven.fouten import NietGevonden, OpslagFout, SpoelFout
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.toegang.sessies import DUUR_HOOGSTENS
from nachtleven.web import (
    aanmelden,
    alarmen,
    antwoorden,
    api,
    auditwoorden,
    balie,
    beheer,
    beheergebruikers,
    beheerinvoer,
    berichten,
    bewijswoorden,
    bijlagen,
    dossiers,
    kaart,
    melden,
    meldingen,
    opvolging,
    portiers,
    publiek,
    rapporten,
    registerwoorden,
    stadslogin,
    toezicht,
    toezichtwerk,
    vandaag,
    verslagen,
    zaken,
    zoeken,
)
from nachtleven.web.aangemeld import laad
from nachtleven.web.grenzen import wachttijd
from nachtleven.web.huis import Huis, huis, zet_huis
from nachtleven.web.koppen import zet_koppen
from nachtleven.web.nachtbeeld import nachtbeeld
from nachtleven.web.rechten import BUITEN, bewaak, niet_verklaard, rollen_van
from nachtleven.web.vertalen import SCHERMTALEN, Catalogi, huidige_taal, kies_schermtaal
from nachtleven.web.woorden import FILTERS, namenparen, rolparen, taalparen, woordparen
from nachtleven.web.woordenboek import N_

BLAUWDRUKKEN = (
    publiek.blauwdruk,
    melden.blauwdruk,
    aanmelden.blauwdruk,
    vandaag.blauwdruk,
    meldingen.blauwdruk,
    kaart.blauwdruk,
    portiers.blauwdruk,
    toezicht.blauwdruk,
    toezichtwerk.blauwdruk,
    rapporten.blauwdruk,
    verslagen.blauwdruk,
    antwoorden.blauwdruk,
    alarmen.blauwdruk,
    opvolging.blauwdruk,
    balie.blauwdruk,
    berichten.blauwdruk,
    bijlagen.blauwdruk,
    zoeken.blauwdruk,
    dossiers.blauwdruk,
    zaken.blauwdruk,
    stadslogin.blauwdruk,
    beheer.blauwdruk,
    beheergebruikers.blauwdruk,
    beheerinvoer.blauwdruk,
    api.blauwdruk,
)
_NAVIGATIE = (
    (N_("Vandaag"), "vandaag.bord"),
    (N_("Meldingen"), "meldingen.lijst"),
    (N_("Berichten"), "berichten.lijst"),
    (N_("Dossiers"), "dossiers.lijst"),
    (N_("Zaken"), "zaken.lijst"),
    (N_("Kaart"), "kaart.opzoeken"),
    (N_("Toezicht"), "toezicht.lijst"),
    (N_("Signalen"), "toezichtwerk.signalen"),
    (N_("Portiers"), "portiers.lijst"),
    (N_("Rapporten"), "rapporten.lijst"),
    (N_("Beheer"), "beheer.dienst"),
    (N_("Gebruikers"), "beheergebruikers.lijst"),
    (N_("Inlezen"), "beheerinvoer.importeren"),
    (N_("Instellingen"), "beheer.instellingen"),
    (N_("Auditlog"), "beheer.audit"),
)
_KAMER_VAN = {
    "antwoorden": "meldingen",
    "balie": "meldingen",
    "opvolging": "meldingen",
    "toezichtwerk": "toezicht",
    "verslagen": "rapporten",
    "zoeken": "meldingen",
}
"""Blueprints without an entry of their own in the menu, with the one whose room they are in."""
_FORMULIER_HOOGSTENS = 256 * 1024
_NUL = "\x00"
_ONS = 500
"""From this status on the fault is ours."""


def zet_op(app: Flask, wat: Huis, *, veilig: bool) -> None:
    """Put the screens on the application; `veilig`: the public address is https, so cookies go over that only.

    Comes after the blueprints of BUITEN, which it leaves out of CSRF protection.

    Raises:
        ValueError: a route declares neither its roles nor that it is public.
    """
    zet_huis(app.extensions, wat)
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=veilig,
        SESSION_COOKIE_NAME="__Host-nachtleven" if veilig else "nachtleven",
        PERMANENT_SESSION_LIFETIME=DUUR_HOOGSTENS,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
        WTF_CSRF_TIME_LIMIT=None,
        MAX_FORM_MEMORY_SIZE=_FORMULIER_HOOGSTENS,
    )
    babel = Babel(app, default_locale="nl", default_timezone="Europe/Brussels", locale_selector=kies_schermtaal)
    babel.domain_instance = Catalogi()
    app.jinja_env.filters.update(FILTERS, nachtbeeld=nachtbeeld, **registerwoorden.FILTERS)
    app.jinja_env.filters.update(**auditwoorden.FILTERS, **bewijswoorden.FILTERS)
    app.jinja_env.globals.update(woordparen=woordparen, namenparen=namenparen, taalparen=taalparen, rolparen=rolparen)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for blauwdruk in BLAUWDRUKKEN:
        app.register_blueprint(blauwdruk)
    _bescherm(app)
    app.context_processor(_omgeving)
    app.register_error_handler(HTTPException, _foutblad)
    app.register_error_handler(NietGevonden, _niet_gevonden)
    app.register_error_handler(OpslagFout, _geen_opslag)
    app.register_error_handler(SpoelFout, _geen_opslag)
    if vergeten := niet_verklaard(app):
        raise ValueError(f"routes zonder verklaarde rol: {', '.join(vergeten)}")


def _bescherm(app: Flask) -> None:
    beheerder = LoginManager()
    beheerder.session_protection = None
    beheerder.init_app(app)
    beheerder.user_loader(laad)
    csrf = CSRFProtect()
    for naam in BUITEN & app.blueprints.keys():
        csrf.exempt(app.blueprints[naam])
    csrf.init_app(app)
    app.before_request(weiger_nul)
    app.before_request(bewaak)
    app.after_request(zet_koppen)


def weiger_nul() -> None:
    """Refuse a path (404) or a field (400) with a NUL in it: no form sends one, and PostgreSQL can't keep it."""
    if request.blueprint in BUITEN:
        return
    velden = (waarde for lijst in request.values.lists() for waarde in (lijst[0], *lijst[1]))
    if _NUL in request.path:
        abort(404)
    if any(_NUL in waarde for waarde in velden):
        abort(400)


def _omgeving() -> dict[str, object]:
    """Give every template the clock, the city and the rooms this user may enter."""
    rol: Gebruikersrol | None = current_user.rol if current_user.is_authenticated else None
    talen = {"taal": huidige_taal(), "schermtalen": SCHERMTALEN, "stad_aan": stadslogin.is_aan()}
    return {"nu": huis().klok(), "stad": huis().stad, "rol": rol, "kamers": _kamers(rol) if rol else [], **talen}


def _kamers(rol: Gebruikersrol) -> list[tuple[str, str, str]]:
    """Give the rooms of a role: name, endpoint, and page where one is in it, true where one is on a page behind it."""
    eigen = [(naam, punt) for naam, punt in _NAVIGATIE if rol in (rollen_van(current_app, punt) or ())]
    hier = request.endpoint or ""
    kamer = hier.split(".")[0]
    achter = next((punt for _naam, punt in eigen if punt.split(".")[0] == _KAMER_VAN.get(kamer, kamer)), "")
    if hier in {punt for _naam, punt in eigen}:
        return [(gettext(naam), punt, "page" if punt == hier else "") for naam, punt in eigen]
    return [(gettext(naam), punt, "true" if punt == achter else "") for naam, punt in eigen]


def _foutblad(fout: HTTPException) -> Response | HTTPException:
    """Answer an error with a page that says what to do; outside of the screens as it is."""
    if request.blueprint in BUITEN or fout.code is None or fout.response is not None:
        return fout
    if api.is_api():
        return api.fout(fout)
    if fout.code >= _ONS:
        _vergeet_wie()
    try:
        return _toon_fout(fout, fout.code)
    except OpslagFout as weg:
        return _geen_opslag(weg)


def _toon_fout(fout: HTTPException, code: int) -> Response:
    rollen = rollen_van(current_app, request.endpoint) if request.endpoint else None
    te_vaak = fout if isinstance(fout, RateLimitExceeded) else None
    if te_vaak and request.blueprint == "melden":
        blad = melden.te_vaak()
    else:
        blad = render_template("fout.html", code=code, rollen=sorted(rollen or ()))
    antwoord = make_response(blad, code)
    if isinstance(fout, MethodNotAllowed) and fout.valid_methods:
        antwoord.headers["Allow"] = ", ".join(sorted(fout.valid_methods))
    if te_vaak:
        antwoord.headers["Retry-After"] = str(wachttijd(te_vaak))
    return antwoord


def _niet_gevonden(_fout: NietGevonden) -> tuple[str, int] | Response:
    if api.is_api():
        return api.fout(NotFound())
    return render_template("fout.html", code=404, rollen=[]), 404


def _geen_opslag(fout: OpslagFout | SpoelFout) -> Response:
    """Say that the database is away, without asking it who is looking."""
    if request.blueprint in BUITEN:
        raise fout
    if api.is_api():
        return api.fout(ServiceUnavailable())
    _vergeet_wie()
    return make_response(render_template("opslag_weg.html"), 503)


def _vergeet_wie() -> None:
    """Go on as nobody for the rest of this request: the page about a fault must not cause it again."""
    g._login_user = AnonymousUserMixin()  # noqa: SLF001 - where Flask-Login keeps it for one request
