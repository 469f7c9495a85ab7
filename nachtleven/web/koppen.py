"""The headers on every answer: no script or style but our own, no frames, nothing kept of what a person sees."""

from flask import current_app, request, session
from flask.wrappers import Response

BELEID = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of our own pages: no inline script or style, nothing from elsewhere."""

RAPPORT_BELEID = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'"
)
"""That of a built report, one file with its style in it: it can't run, send or load anything."""

_FOUT = 400


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
    if request.is_secure or current_app.config["SESSION_COOKIE_SECURE"]:
        koppen["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if not _mag_bewaard(antwoord.status_code):
        koppen["Cache-Control"] = "no-store"
    return antwoord


def _mag_bewaard(status: int) -> bool:
    """Tell whether an answer may be kept on the way: our own style, and the public page as everybody sees it."""
    if status >= _FOUT:
        return False
    return request.endpoint == "static" or (request.blueprint == "publiek" and "_user_id" not in session)
