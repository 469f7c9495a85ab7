"""The headers on every answer: no script or style but our own, no frames, nothing kept of what a person sees."""

from flask import request
from flask.wrappers import Response
from flask_login import current_user

BELEID = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of our own pages: no inline script or style, nothing from elsewhere."""

RAPPORT_BELEID = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'"
)
"""That of a built report, one file with its style in it: it can't run, send or load anything."""


def zet_koppen(antwoord: Response) -> Response:
    """Add the headers; a route's own policy stays."""
    koppen = antwoord.headers
    koppen.setdefault("Content-Security-Policy", BELEID)
    koppen["X-Content-Type-Options"] = "nosniff"
    koppen["X-Frame-Options"] = "DENY"
    koppen["Referrer-Policy"] = "same-origin"
    koppen["Cross-Origin-Opener-Policy"] = "same-origin"
    koppen["Cross-Origin-Resource-Policy"] = "same-origin"
    koppen["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.is_secure:
        koppen["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint != "static" and (current_user.is_authenticated or request.blueprint in ("aanmelden", "melden")):
        koppen["Cache-Control"] = "no-store"
    return antwoord
