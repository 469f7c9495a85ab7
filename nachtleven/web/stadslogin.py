"""The city's single sign-on: OpenID Connect with PKCE, state and nonce; the role comes from a claim.

Off where no issuer is set. A user is known by issuer and subject, never by name; the name is what the city gives.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, abort, current_app, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from nachtleven.fouten import BezetFout, PoortFout
from nachtleven.toegang.gebruikers import Gebruiker, Gebruikersrol
from nachtleven.web.aangemeld import begin_sessie
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import eigen_pad, openbaar

if TYPE_CHECKING:
    from nachtleven.poorten.stadslogin import Stadspoort

blauwdruk = Blueprint("stadslogin", __name__)

_PLAATS = "nachtleven_stadslogin"
_VERS = timedelta(minutes=5)
"""So long ago at most one proved to the city who one is, where that was asked again."""
_VERDER, _OPNIEUW = "stad_verder", "stad_opnieuw"


@dataclass(frozen=True, slots=True)
class Stadslogin:
    """How the single sign-on is reached. `claim` holds a word or a list of words, which `rollen` maps to a role."""

    uitgever: str
    client: str
    geheim: str
    publiek_adres: str
    claim: str
    rollen: Mapping[str, Gebruikersrol]


def zet_stadslogin(app: Flask, wat: Stadslogin | None) -> None:
    """Keep the sign-on with the application; asks the city nothing yet."""
    if wat is None:
        app.extensions[_PLAATS] = None
        return
    from nachtleven.poorten.stadslogin import Stadspoort

    app.extensions[_PLAATS] = (wat, Stadspoort(app, wat.uitgever, wat.client, wat.geheim))


def is_aan() -> bool:
    """Tell whether the city's sign-on is set."""
    return current_app.extensions.get(_PLAATS) is not None


def _stad() -> "tuple[Stadslogin, Stadspoort]":
    gevonden: tuple[Stadslogin, Stadspoort] | None = current_app.extensions.get(_PLAATS)
    if gevonden is None:
        abort(404)
    return gevonden


@blauwdruk.get("/aanmelden/stad")
@openbaar
def heen() -> tuple[str, int] | Response:
    """Send to the city's log-in; `opnieuw`: one must prove anew who one is."""
    wat, poort = _stad()
    opnieuw = request.args.get("opnieuw") == "ja"
    session[_VERDER], session[_OPNIEUW] = eigen_pad(request.args.get("verder")), opnieuw
    try:
        return poort.heen(wat.publiek_adres + url_for("stadslogin.terug"), opnieuw=opnieuw)
    except PoortFout:
        return _geweigerd(_("De aanmelding van de stad is niet bereikbaar. Probeer later opnieuw."), 502)


@blauwdruk.get("/aanmelden/stad/terug")
@openbaar
def terug() -> tuple[str, int] | Response:
    """Take the city's answer: hold it against what was asked, find or make the user, begin a session."""
    wat, poort = _stad()
    verder, opnieuw = session.pop(_VERDER, None), session.pop(_OPNIEUW, False)
    try:
        gekregen = poort.bevestigd()
    except PoortFout as fout:
        if fout.opnieuw:
            return _geweigerd(_("De aanmelding van de stad is niet bereikbaar. Probeer later opnieuw."), 502)
        return _geweigerd(_("De stad bevestigde niet wie je bent. Begin opnieuw."), 400)
    if gekregen.get("iss") != wat.uitgever or (opnieuw and not _is_vers(gekregen)):
        return _geweigerd(_("De stad bevestigde niet wie je bent. Begin opnieuw."), 400)
    rol = rol_van(gekregen.get(wat.claim), wat.rollen)
    if rol is None:
        return _geweigerd(_("De stad geeft je geen rol voor dit meldpunt. Vraag het aan beheer."), 403)
    gebruiker = _gebruiker(gekregen, rol)
    if gebruiker is None or not gebruiker.actief:
        return _geweigerd(_("Met deze naam kun je niet aanmelden. Vraag het aan beheer."), 403)
    huis().accounts.noteer_inlog(gebruiker.id, huis().klok())
    begin_sessie(gebruiker)
    boek(gebruiker.naam, "aangemeld_stad", "gebruiker", str(gebruiker.id))
    return redirect(eigen_pad(verder) or url_for("vandaag.bord"), 303)


def _geweigerd(zin: str, code: int) -> tuple[str, int]:
    blad = render_template(
        "aanmelden.html", fouten={"naam": zin}, naam="", verder=None, met_code=huis().met_code, stad_aan=True
    )
    return blad, code


def _is_vers(gekregen: Mapping[str, Any]) -> bool:
    """Tell whether the city says that one proved a moment ago who one is."""
    gezegd = gekregen.get("auth_time")
    return isinstance(gezegd, int) and abs(huis().klok().timestamp() - gezegd) <= _VERS.total_seconds()


def rol_van(waarde: object, rollen: Mapping[str, Gebruikersrol]) -> Gebruikersrol | None:
    """Give the one role that a claim's words map to; None: none does, or more than one, which is never guessed."""
    woorden = waarde if isinstance(waarde, list) else [waarde]
    gevonden = {rollen[w] for w in woorden if isinstance(w, str) and w in rollen}
    return gevonden.pop() if len(gevonden) == 1 else None


def _gebruiker(gekregen: Mapping[str, Any], rol: Gebruikersrol) -> Gebruiker | None:
    """Find the user by issuer and subject, with the role of now, or make one; None: the name is somebody else's."""
    accounts, wie = huis().accounts, f"{gekregen['iss']} {gekregen['sub']}"
    gebruiker = accounts.externe(wie)
    if gebruiker is None:
        naam = re.sub(r"[^A-Za-z0-9._-]", "-", str(gekregen.get("preferred_username") or gekregen["sub"]))[:80]
        try:
            return accounts.maak_extern(naam, rol, wie, huis().klok())
        except BezetFout:
            return None
    if gebruiker.rol is not rol:
        accounts.zet_rol(gebruiker.id, rol)
        boek(gebruiker.naam, "rol_gewijzigd", "gebruiker", gebruiker.naam, rol.value)
        return accounts.gebruiker(gebruiker.id)
    return gebruiker
