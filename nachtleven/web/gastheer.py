"""Which host a page may be asked of: the public address, and this machine itself.

Another name in a request is somebody else's page that points here (DNS rebinding), or a link that would leave with us.
The webhooks and the health routes stand outside: a gateway's signature covers the address already, and a message must
not be lost on a proxy that names us otherwise.
"""

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import HTTPException

from nachtleven.web.rechten import BUITEN

EIGEN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class VerkeerdeGastheer(HTTPException):
    """A page asked of a host that isn't ours (421, RFC 9110 section 15.5.20)."""

    code = 421
    description = "This host is not ours."


def gastheer_van(kop: str) -> str:
    """Give the host that a Host header names, small, without its port; empty where it names none."""
    try:
        return (urlsplit(f"//{kop}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def zet_gastheer(app: Flask, publiek_adres: str) -> None:
    """Refuse what is asked of another host than that of the public address or this machine; the port may differ."""
    toegelaten = EIGEN_MACHINE | {gastheer_van(urlsplit(publiek_adres).netloc)}

    def bewaak_gastheer() -> None:
        if request.blueprint not in BUITEN and gastheer_van(request.host) not in toegelaten:
            raise VerkeerdeGastheer

    app.before_request(bewaak_gastheer)
