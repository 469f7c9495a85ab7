"""How often: per address for who is nobody yet, per user behind the log-in. One table, held by Flask-Limiter.

The webhooks and the health routes are not in it and never will be: what a gateway brings is kept, however much.
Counted in the memory of one process, or in Redis, so that several processes count together. Where Redis is away, each
process counts for itself: a limit that fails must not shut the door.
"""

import ipaddress
from typing import cast

from flask import Flask, g, request, session
from flask.typing import RouteCallable
from flask_limiter import Limiter, RateLimitExceeded

GRENZEN: dict[str, tuple[str, str]] = {
    "aanmelden.meld_aan": ("20 per minute; 200 per hour", "POST"),
    "aanmelden.wachtwoord": ("10 per minute", "POST"),
    "melden.verstuur": ("30 per 10 minutes", "POST"),
    "melden.schrijf_verder": ("60 per 10 minutes", "POST"),
    "melden.keer_terug": ("10 per minute; 60 per hour", "POST"),
    "zoeken.zoek": ("60 per minute", "POST"),
    "kaart.opzoeken": ("60 per minute", "GET"),
    "rapporten.haal": ("60 per minute", "GET"),
    "opvolging.haal_verwijzing": ("30 per minute", "GET"),
    "zaken.vraag_stickervel": ("10 per minute", "POST"),
    "zaken.sticker_pdf": ("30 per minute", "GET"),
    "toezichtwerk.bekijk_bestand": ("20 per minute", "POST"),
    "toezichtwerk.bewaar_bestand": ("20 per minute", "POST"),
    "api.zaken": ("120 per minute", "GET"),
    "api.rapporten": ("60 per minute", "GET"),
    "api.rapport": ("60 per minute", "GET"),
    "api.tellingen": ("60 per minute", "GET"),
    "api.bevindingen": ("60 per minute", "GET"),
    "api.openapi": ("60 per minute", "GET"),
}
"""Endpoint: how often, and by which method. Wide enough for a whole bar, or a whole city hall, behind one address."""

_GEHEUGEN = "memory://"
_REDIS_S = 1
_NETWERK_V6 = 64


def adressleutel(adres: str | None) -> str:
    """Give what an address is counted by: itself, for IPv6 its network of 64 bits, as one customer has all of it."""
    try:
        gelezen = ipaddress.ip_address((adres or "").strip("[]"))
    except ValueError:
        return "onbekend"
    if isinstance(gelezen, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((gelezen, _NETWERK_V6), strict=False))
    return str(gelezen)


def _wie() -> str:
    """Give the client of the API, the user of the session, without asking the database; else the address."""
    if "apiclient" in g:
        return f"client {g.apiclient}"
    gebruiker = session.get("_user_id")
    return f"gebruiker {gebruiker}" if gebruiker else f"adres {adressleutel(request.remote_addr)}"


def zet_grenzen(app: Flask, redis: str) -> None:
    """Put the table on the application; comes after the routes. `redis`: the address of Redis, empty: memory."""
    opties: dict[str, str | int] = {"socket_connect_timeout": _REDIS_S, "socket_timeout": _REDIS_S} if redis else {}
    wachter = Limiter(
        _wie,
        app=app,
        storage_uri=redis or _GEHEUGEN,
        storage_options=opties,
        in_memory_fallback_enabled=bool(redis),
        key_prefix="nachtleven",
    )
    for endpoint, (grens, methode) in GRENZEN.items():
        zicht = app.view_functions[endpoint]
        app.view_functions[endpoint] = cast("RouteCallable", wachter.limit(grens, methods=[methode])(zicht))


def wachttijd(fout: RateLimitExceeded) -> int:
    """Give the seconds after which a limit that was passed surely lets in again: its whole stretch."""
    return fout.limit.limit.get_expiry()
