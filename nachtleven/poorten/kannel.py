"""The smsbox of Kannel: the way in through an aggregator of our own country, and the reply in the body of the answer.

Its sms-service has get-url (or post-url) `…/kannel?van=%p&naar=%P&tekst=%a&id=%I&tijd=%t&codering=%c&tekenset=%C`, a
`geheim=…` beside them, and `concatenation` on, so that long messages come joined. A body of text stands for `tekst`.
Behind this file nobody knows the gateway. Source: Kannel 1.4.5 user's guide, chapter "Setting up SMS services".
"""

import codecs
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import cast
from urllib.parse import parse_qsl

import structlog
from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from nachtleven.aanname import Aanname
from nachtleven.berichten import Bericht, leesbaar
from nachtleven.fouten import SpoelFout

log = structlog.get_logger()

POORT = "kannel"
HOOGSTENS = 64 * 1024
_PLAATS = "nachtleven_kannel"
_LANGSTE_ID = 200
_UCS2 = "2"
_TIJD = "%Y-%m-%d %H:%M:%S"

Netwerk = IPv4Network | IPv6Network

blauwdruk = Blueprint("kannel", __name__)


@dataclass(frozen=True, slots=True)
class Smsbox:
    """What the route is given: who may call it (`netwerken`), with which secret; an empty secret: there is none."""

    aanname: Aanname
    geheim: str
    netwerken: Sequence[Netwerk]
    klok: Callable[[], datetime]


def zet_smsbox(extensies: dict[str, object], smsbox: Smsbox) -> None:
    """Keep what the route is given with the application."""
    extensies[_PLAATS] = smsbox


@blauwdruk.route("/kannel", methods=["GET", "POST"])
def ontvang() -> Response:
    """Take one message in: 404 while off; 413, 403, 400 in that order; else kept; 503 only if it wasn't kept."""
    smsbox = cast("Smsbox", current_app.extensions[_PLAATS])
    if not smsbox.geheim:
        return _kort("deze weg staat uit", 404)
    request.max_content_length = HOOGSTENS
    try:
        lichaam = request.get_data(cache=True, parse_form_data=False)
    except RequestEntityTooLarge:
        return _kort("te groot", 413)
    velden = lees_velden(request.query_string, lichaam, request.mimetype)
    if not _mag(smsbox, velden.get("geheim", b"")):
        log.warning("kannel_geweigerd")
        return _kort("adres of geheim klopt niet", 403)
    bericht = lees_bericht(velden, smsbox.klok())
    if bericht is None:
        return _kort("van, naar of id ontbreekt", 400)
    try:
        antwoord = smsbox.aanname.neem_aan(bericht)
    except SpoelFout:
        log.exception("bericht_niet_bewaard")
        return _kort("nu niet te bewaren", 503)
    return _kort(antwoord or "", 200)


def lees_velden(vraag: bytes, lichaam: bytes, soort: str) -> dict[str, bytes]:
    """Give the fields as bytes, of the query string and of a form; a body of text is the field `tekst`."""
    delen = [vraag.decode("latin-1")]
    if soort == "application/x-www-form-urlencoded":
        delen.append(lichaam.decode("latin-1"))
    velden = {
        naam: waarde.encode("latin-1")
        for deel in delen
        for naam, waarde in parse_qsl(deel, keep_blank_values=True, encoding="latin-1")
    }
    if lichaam and soort.startswith("text/"):
        velden["tekst"] = lichaam
    return velden


def lees_bericht(velden: dict[str, bytes], nu: datetime) -> Bericht | None:
    """Make a message of the fields; None where one that it can't do without is missing.

    `tijd` is UTC, when the message centre had it; unreadable, or later than now: now.
    """
    van, naar, id_ = (
        leesbaar(velden.get(naam, b"").decode("utf-8", "replace")).strip() for naam in ("van", "naar", "id")
    )
    if not van or not naar or not id_ or len(id_) > _LANGSTE_ID:
        return None
    codering, tekenset = (velden.get(naam, b"").decode("ascii", "replace") for naam in ("codering", "tekenset"))
    tekst = ontcijfer(velden.get("tekst", b""), codering, tekenset)
    return Bericht(POORT, id_, van, naar, tekst, min(_moment(velden.get("tijd", b"")) or nu, nu))


def ontcijfer(ruw: bytes, codering: str, tekenset: str) -> str:
    """Give the text of its bytes: in the named character set, else UCS-2 where the coding says so, else UTF-8."""
    try:
        naam = codecs.lookup(tekenset).name if tekenset else "utf-16-be" if codering == _UCS2 else "utf-8"
        return ruw.decode(naam)
    except (LookupError, UnicodeDecodeError):
        return ruw.decode("utf-8", "replace")


def _moment(ruw: bytes) -> datetime | None:
    try:
        return datetime.strptime(ruw.decode("ascii", "replace").strip(), _TIJD).replace(tzinfo=UTC)
    except ValueError:
        return None


def _mag(smsbox: Smsbox, geheim: bytes) -> bool:
    try:
        adres = ip_address((request.remote_addr or "").strip("[]"))
    except ValueError:
        return False
    van_daar = any(adres in netwerk for netwerk in smsbox.netwerken)
    return hmac.compare_digest(geheim, smsbox.geheim.encode()) and van_daar


def _kort(tekst: str, status: int) -> Response:
    return Response(tekst, status=status, content_type="text/plain; charset=utf-8")
