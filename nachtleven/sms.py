"""The webhook of the gateway. Size, signature, fields, kept, answered as TwiML, in that order.

Behind this file nobody knows the gateway. Source: Twilio's webhook security and TwiML reference.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

import structlog
from flask import Blueprint, Response, current_app, request
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse
from werkzeug.exceptions import RequestEntityTooLarge

from nachtleven.aanname import Aanname
from nachtleven.berichten import Bericht, leesbaar
from nachtleven.fouten import OpslagFout, SpoelFout
from nachtleven.foutenteller import Foutenteller
from nachtleven.opslag import zendingen
from nachtleven.opslag.motor import Opslag
from nachtleven.poorten.waarden import Bezorgbewijs

log = structlog.get_logger()

POORT = "twilio"
HOOGSTENS = 64 * 1024
_PLAATS = "nachtleven_deur"
_LANGSTE_ID = 200
_BIJLAGEN_HOOGSTENS = 10
_CODE_CIJFERS = 9
"""The gateway's error codes have five digits; what has more than this is none."""

blauwdruk = Blueprint("sms", __name__)


@dataclass(frozen=True, slots=True)
class Deur:
    """What the webhook is given. `adres`: scheme, host and port that the gateway calls; `tokens`: all that may sign.

    `teller` counts the bad signatures.
    """

    aanname: Aanname
    opslag: Opslag
    adres: str
    tokens: tuple[str, ...]
    klok: Callable[[], datetime]
    teller: Foutenteller


def zet_deur(extensies: dict[str, object], deur: Deur) -> None:
    """Keep what the webhook is given with the application."""
    extensies[_PLAATS] = deur


def _deur() -> Deur:
    return cast("Deur", current_app.extensions[_PLAATS])


@blauwdruk.post("/sms")
def ontvang() -> Response:
    """Take one message in: 413, 403, 400 in that order; else kept and answered as TwiML; 503 only if it wasn't kept."""
    deur = _deur()
    weigering = _weiger(deur)
    if weigering is not None:
        return weigering
    bericht = _lees_velden(deur.klok())
    if bericht is None:
        return _kort("MessageSid, From of To ontbreekt", 400)
    try:
        antwoord = deur.aanname.neem_aan(bericht)
    except SpoelFout:
        log.exception("bericht_niet_bewaard")
        return _kort("nu niet te bewaren", 503)
    return _twiml(antwoord)


@blauwdruk.post("/sms/status")
def ontvang_status() -> Response:
    """Take one delivery receipt in; receipts come in any order and more than once; 503 only if it wasn't kept."""
    deur = _deur()
    weigering = _weiger(deur)
    if weigering is not None:
        return weigering
    sid = request.form.get("MessageSid") or request.form.get("SmsSid")
    staat = request.form.get("MessageStatus") or request.form.get("SmsStatus")
    if not sid or not staat:
        return _kort("MessageSid of MessageStatus ontbreekt", 400)
    code = request.form.get("ErrorCode", "")
    foutcode = int(code) if code.isdecimal() and len(code) <= _CODE_CIJFERS else None
    try:
        with deur.opslag.schrijven() as sessie:
            bewijs = Bezorgbewijs(leesbaar(sid), staat, foutcode, *_rij_en_poging())
            zendingen.neem_bewijs(sessie, deur.opslag, bewijs, deur.klok())
    except OpslagFout:
        log.exception("bewijs_niet_bewaard")
        return _kort("nu niet te bewaren", 503)
    return _kort("", 204)


def _rij_en_poging() -> tuple[UUID | None, int]:
    """Give the outbox row and the try that the receipt's address names; it is signed with the rest."""
    try:
        return UUID(request.args.get("rij", "")), int(request.args.get("poging", "0")[:_CODE_CIJFERS])
    except ValueError:
        return None, 0


def _weiger(deur: Deur) -> Response | None:
    """Refuse what is too large or not signed by the gateway."""
    request.max_content_length = HOOGSTENS
    try:
        request.get_data(cache=True, parse_form_data=False)
    except RequestEntityTooLarge:
        return _kort("te groot", 413)
    if not _is_getekend(deur):
        log.warning("handtekening_fout", pad=request.path)
        deur.teller.tel()
        return _kort("handtekening klopt niet", 403)
    deur.teller.schrijf()
    return None


def _is_getekend(deur: Deur) -> bool:
    handtekening = request.headers.get("X-Twilio-Signature", "")
    vraag = request.query_string.decode("ascii", "replace")
    adres = f"{deur.adres}{request.path}" + (f"?{vraag}" if vraag else "")
    keurders = [RequestValidator(token) for token in deur.tokens]
    # nearly always the address is signed as it is set; only else it is tried with and without a port, as they advise
    zoals_gezet = (keurder.compute_signature(adres, request.form) for keurder in keurders)
    if any(hmac.compare_digest(eigen.encode(), handtekening.encode()) for eigen in zoals_gezet):
        return True
    return any(keurder.validate(adres, request.form, handtekening) for keurder in keurders)


def _lees_velden(ontvangen: datetime) -> Bericht | None:
    velden = request.form
    sid, van, naar = (leesbaar(velden.get(naam, "")).strip() for naam in ("MessageSid", "From", "To"))
    if not sid or not van or not naar:
        return None
    if len(sid) > _LANGSTE_ID:
        sid = hashlib.sha256(sid.encode()).hexdigest()
    aantal = velden.get("NumMedia", "0")
    media = range(min(int(aantal), _BIJLAGEN_HOOGSTENS)) if aantal.isdecimal() and len(aantal) < 4 else ()
    bijlagen = tuple(velden[f"MediaUrl{n}"] for n in media if f"MediaUrl{n}" in velden)
    return Bericht(POORT, sid, van, naar, velden.get("Body", ""), ontvangen, bijlagen=bijlagen)


def _twiml(antwoord: str | None) -> Response:
    lichaam = MessagingResponse()
    if antwoord:
        lichaam.message(leesbaar(antwoord))
    return Response(str(lichaam), mimetype="text/xml")


def _kort(tekst: str, status: int) -> Response:
    return Response(tekst, status=status, mimetype="text/plain")
