"""Who may see which route. Every route declares its roles or that it is public; what declares nothing is refused."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.aangemeld import is_bevestigd

Zicht = Callable[..., Any]

BUITEN = frozenset({"sms", "kannel", "gezondheid"})
"""Blueprints that guard themselves: by a gateway's signature or secret, a token, or as they only say that we live."""

_KENMERK, _BEVESTIGING, _BEREIK = "_rollen", "_na_bevestiging", "_bereik"
_API = "api"
"""The blueprint that asks for a token; only there may a route declare what a client reads."""
IEDEREEN_BINNEN = tuple(Gebruikersrol)


def voor(*rollen: Gebruikersrol) -> Callable[[Zicht], Zicht]:
    """Declare the roles that may use a route; at least one."""
    if not rollen:
        raise ValueError("een route voor niemand")

    def merk(zicht: Zicht) -> Zicht:
        setattr(zicht, _KENMERK, frozenset(rollen))
        return zicht

    return merk


def openbaar(zicht: Zicht) -> Zicht:
    """Declare that anybody may use a route."""
    setattr(zicht, _KENMERK, frozenset())
    return zicht


def voor_client(bereik: str) -> Callable[[Zicht], Zicht]:
    """Declare that a client of the API with a token for this may use a route, and nobody who is logged in."""

    def merk(zicht: Zicht) -> Zicht:
        setattr(zicht, _BEREIK, bereik)
        return zicht

    return merk


def bereik_van(app: Flask, endpoint: str) -> str | None:
    """Give what a client's token must be for; None: the route asks for none."""
    bereik: str | None = getattr(app.view_functions.get(endpoint), _BEREIK, None)
    return bereik if endpoint.split(".")[0] == _API else None


def na_bevestiging(zicht: Zicht) -> Zicht:
    """Declare that who uses a route must have proved not long ago who they are."""
    setattr(zicht, _BEVESTIGING, True)
    return zicht


def rollen_van(app: Flask, endpoint: str) -> frozenset[Gebruikersrol] | None:
    """Give the roles a route declares; empty: public; None: it declares nothing."""
    if endpoint == "static":
        return frozenset()
    gevonden: frozenset[Gebruikersrol] | None = getattr(app.view_functions[endpoint], _KENMERK, None)
    return gevonden


def niet_verklaard(app: Flask) -> list[str]:
    """List the routes that declare neither roles, a client's token nor that they are public, but those of BUITEN."""
    return sorted(
        {
            regel.endpoint
            for regel in app.url_map.iter_rules()
            if regel.endpoint.split(".")[0] not in BUITEN
            and rollen_van(app, regel.endpoint) is None
            and bereik_van(app, regel.endpoint) is None
        }
    )


def bewaak() -> Response | None:
    """Before each request: let it through, send nobody to the log-in page, and refuse the wrong role (403)."""
    if request.endpoint is None or request.blueprint in BUITEN:
        return None
    if bereik_van(current_app, request.endpoint) is not None:
        return None  # the API's own door asks for the token
    rollen = rollen_van(current_app, request.endpoint)
    if rollen is None:
        abort(403)
    if not rollen:
        return None
    if not current_user.is_authenticated:
        verder = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("aanmelden.formulier", verder=verder))
    if current_user.moet_wijzigen and request.blueprint != "aanmelden":
        return redirect(url_for("aanmelden.wachtwoord"))
    if current_user.rol not in rollen:
        abort(403)
    if getattr(current_app.view_functions[request.endpoint], _BEVESTIGING, False) and not is_bevestigd():
        verder = request.full_path.rstrip("?") if request.method == "GET" else _vorig_pad()
        return redirect(url_for("aanmelden.bevestig", verder=verder), 303)
    return None


def _vorig_pad() -> str | None:
    """Give the path of our own page that the request says it came from."""
    delen = urlsplit(request.referrer or "")
    return eigen_pad(delen.path) if delen.netloc == request.host else None


def eigen_pad(adres: str | None) -> str | None:
    """Give a path of our own that a link may lead back to, None for any other address."""
    if not adres or not adres.startswith("/") or adres.startswith("//") or "\\" in adres:
        return None
    delen = urlsplit(adres)
    return adres if not delen.scheme and not delen.netloc and adres.isprintable() else None
