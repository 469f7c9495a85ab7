"""Twilio's REST service as a Smspoort; receiving stands in `sms.py`. Only the planner imports this room.

Every fault of the library or the line becomes a PoortFout here. Source: Twilio's Message resource and error dictionary.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance, MessagePage

from nachtleven.berichten import Bericht
from nachtleven.fouten import PoortFout
from nachtleven.poorten.waarden import STATEN, Uitgaand, Verstuurd, Webhookadres

POORT = "twilio"
TIJD_S = 5.0
"""How long a connection, and then an answer, may take; the planner must be able to stop within ten seconds."""
_BLADEN_HOOGSTENS = 200
_PER_BLAD = 200
_DIENST = "MG"
_GEEN_TOEGANG, _TE_VEEL, _STUK = 401, 429, 500
_BIJLAGEN_HOOGSTENS = 10


class Omleiding(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    """Sends the library's requests to another base address, and tries each token while they are being rotated.

    The library's own host can't be replaced: region and edge only put a word in its middle. It logs each address, in
    which numbers stand, so it is given a log that goes nowhere.
    """

    def __init__(self, basis: str, account: str, tokens: tuple[str, ...]) -> None:
        stil = logging.getLogger("nachtleven.twilio.stil")
        stil.disabled = True
        super().__init__(timeout=TIJD_S, logger=stil)
        self._basis, self._account = basis.rstrip("/"), account
        self._tokens = list(tokens)
        self.moment: datetime | None = None

    def request(  # noqa: PLR0913 - the library's signature
        self,
        method: str,
        url: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,  # noqa: ARG002 - the library's signature; ours go in its place
        **rest: object,
    ) -> Response:
        """Make a request.

        Raises:
            PoortFout: too many requests, or the service is out of order; said here, where the status is known.
        """
        antwoord = None
        for token in tuple(self._tokens):
            wie = (self._account, token)
            antwoord = super().request(method, self._naar(url), params, data, headers, wie, **rest)
            self.moment = _moment((antwoord.headers or {}).get("Date", "")) or self.moment
            if antwoord.status_code != _GEEN_TOEGANG:
                self._tokens.sort(key=lambda een, goed=token: een != goed)  # type: ignore[misc]  # the default is bound here
                break
        if antwoord is None:
            raise PoortFout("geen token", opnieuw=True)
        if antwoord.status_code == _TE_VEEL or antwoord.status_code >= _STUK:
            raise PoortFout(f"de poort gaf {antwoord.status_code}", status=antwoord.status_code)
        return antwoord

    def _naar(self, url: str) -> str:
        if not self._basis:
            return url
        delen = urlsplit(url)
        return self._basis + delen.path + (f"?{delen.query}" if delen.query else "")


class Twiliopoort:
    """Twilio as a gateway. `afzender`: a number of ours, or a messaging service (MG…)."""

    def __init__(self, account: str, tokens: tuple[str, ...], afzender: str, basis: str = "") -> None:
        self._http = http = Omleiding(basis, account, tokens)
        # an environment of its own: the library would take region and edge from the process's
        omgeving = {"TWILIO_REGION": "", "TWILIO_EDGE": ""}
        self._client = Client(account, tokens[0] if tokens else "-", http_client=http, environment=omgeving)
        self._afzender = afzender

    @property
    def moment(self) -> datetime | None:
        """The moment that the service's last answer was dated with; None: it did not say."""
        return self._http.moment

    def verstuur(self, wat: Uitgaand) -> Verstuurd:
        """Send one text.

        Raises:
            PoortFout: it was refused, or nobody knows whether it was taken.
        """
        soort = "messaging_service_sid" if self._afzender.startswith(_DIENST) else "from_"
        velden = {"to": wat.naar, "body": wat.tekst, soort: self._afzender}
        if wat.bewijs:
            velden["status_callback"] = wat.bewijs
        with _vertaal():
            gemaakt = self._client.messages.create(**velden)
        if not isinstance(gemaakt.sid, str) or not gemaakt.sid:
            raise PoortFout("de poort nam een bericht aan zonder nummer te geven")
        return _verstuurd(gemaakt)

    def verstuurd_sinds(self, naar: str, tekst: str, sinds: datetime) -> list[Verstuurd]:
        """Give what was sent through the API with this text to this number since a moment, newest first.

        Asked by number alone: what still waits at the gateway has no date by which it could be found.

        Raises:
            PoortFout: the list could not be read.
        """
        gevonden = []
        for blad in self._bladen(to=naar):
            for een in blad:
                past = (een.body or "").strip() == tekst.strip() and str(een.direction) == "outbound-api"
                if past and een.sid and een.date_created and een.date_created >= sinds:
                    gevonden.append(_verstuurd(een))
            oudste = min((een.date_created for een in blad if een.date_created), default=None)
            if oudste is not None and oudste < sinds:
                break
        return gevonden

    def bladen_binnen(self, sinds: datetime) -> Iterator[list[Bericht]]:
        """Give the texts that came in since a moment, a page at a time.

        Raises:
            PoortFout: a page could not be read, or the pages have no end; what was given before it stands.
        """
        for blad in self._bladen(date_sent_after=sinds):
            binnen = [een for een in blad if str(een.direction) == "inbound" and een.sid and een.from_]
            berichten = [self._bericht(een, sinds) for een in binnen]
            yield [een for een in berichten if een.ontvangen >= sinds]

    def webhookadressen(self) -> list[Webhookadres]:
        """Give where Twilio brings the texts of each number and short code of the account.

        An application set on the number goes before its own address, so that then none is given.

        Raises:
            PoortFout: the numbers could not be read.
        """
        with _vertaal():
            nummers = self._client.incoming_phone_numbers.page(page_size=_PER_BLAD)
            kort = self._client.short_codes.page(page_size=_PER_BLAD)
            gewoon = [
                Webhookadres(str(een.phone_number), "" if een.sms_application_sid else str(een.sms_url or ""))
                for een in nummers
            ]
            return gewoon + [Webhookadres(str(een.short_code), str(een.sms_url or "")) for een in kort]

    def _bladen(self, **filter_: object) -> Iterator[list[MessageInstance]]:
        """Give the message list a page at a time, to its end.

        Raises:
            PoortFout: a page could not be read; or it repeats itself or has no end, which asking again won't help.
        """
        with _vertaal():
            blad: MessagePage | None = self._client.messages.page(page_size=_PER_BLAD, **filter_)
        adressen: set[str] = set()
        gezien: set[str] = set()
        for _ in range(_BLADEN_HOOGSTENS):
            if blad is None:
                return
            with _vertaal():
                rijen, verder = list(blad), blad.next_page_url
            nieuw = [een for een in rijen if een.sid not in gezien]
            gezien.update(str(een.sid) for een in rijen)
            if rijen and not nieuw:
                raise PoortFout("een blad van de lijst herhaalt zich", opnieuw=False)
            yield nieuw
            if verder in adressen:
                raise PoortFout("de lijst wijst terug naar een blad dat al gelezen is", opnieuw=False)
            if verder:
                adressen.add(verder)
            with _vertaal():
                blad = blad.next_page() if verder else None
        raise PoortFout("de lijst heeft geen einde", opnieuw=False)

    def _bericht(self, een: MessageInstance, anders: datetime) -> Bericht:
        moment = een.date_sent or een.date_created or anders
        aantal = str(een.num_media or "0")
        bijlagen = self._bijlagen(een) if aantal.isdecimal() and int(aantal) else ()
        return Bericht(
            POORT, str(een.sid), str(een.from_), str(een.to or ""), str(een.body or ""), _in_utc(moment),
            bijlagen=bijlagen,
        )  # fmt: skip

    def _bijlagen(self, een: MessageInstance) -> tuple[str, ...]:
        """Give the addresses of the media with a message, as the webhook has them."""
        with _vertaal():
            stukken = self._client.messages(een.sid).media.page(page_size=_BIJLAGEN_HOOGSTENS)
            paden = [str(stuk.uri).removesuffix(".json") for stuk in stukken if stuk.uri]
        return tuple(f"https://api.twilio.com{pad}" for pad in paden)


def _moment(kop: str) -> datetime | None:
    """Read the date of an answer; None where it has none that can be read."""
    try:
        return _in_utc(parsedate_to_datetime(kop))
    except ValueError:
        return None


def _verstuurd(een: Any) -> Verstuurd:  # noqa: ANN401 - the library has no types
    code = een.error_code if isinstance(een.error_code, int) else None
    return Verstuurd(str(een.sid), STATEN.get(str(een.status), "verstuurd"), code)


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@contextmanager
def _vertaal() -> Iterator[None]:
    """Turn what the library, the line or a mangled answer raises into PoortFout, with the gateway's own facts."""
    try:
        yield
    except TwilioRestException as fout:
        opnieuw = fout.status in (_GEEN_TOEGANG, _TE_VEEL) or fout.status >= _STUK
        raise PoortFout("de poort weigerde", status=fout.status, code=fout.code, opnieuw=opnieuw) from fout
    except TwilioException as fout:
        antwoord = fout.args[1] if len(fout.args) > 1 else None
        status = antwoord.status_code if isinstance(antwoord, Response) else None
        raise PoortFout("de poort weigerde de lijst", status=status) from fout
    except RequestException as fout:
        raise PoortFout(f"de poort is niet bereikbaar: {type(fout).__name__}") from fout
    except (ValueError, KeyError, TypeError, AttributeError) as fout:
        raise PoortFout("de poort antwoordde iets onleesbaars") from fout
