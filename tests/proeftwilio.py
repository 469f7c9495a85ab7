"""Twilio's REST service for tests, over `responses`: message resources as it gives them, pages, and odd answers."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs

import requests
import responses

BASIS = "https://api.twilio.com"
ACCOUNT = "ACverzonnen"
MESSAGES = f"{BASIS}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
NUMMERS = f"{BASIS}/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json"
KORTE = f"{BASIS}/2010-04-01/Accounts/{ACCOUNT}/SMS/ShortCodes.json"


def bron(sid: str, moment: datetime, **anders: object) -> dict[str, object]:
    """Make a message resource: one that came in, unless said otherwise."""
    vast: dict[str, object] = {
        "sid": sid, "body": "geweigerd", "direction": "inbound", "from": "+32470000001", "to": "8989",
        "date_sent": format_datetime(moment), "date_created": format_datetime(moment), "status": "received",
        "num_media": "0", "error_code": None, "account_sid": ACCOUNT, "uri": f"/2010-04-01/{sid}.json",
        "subresource_uris": {},
    }  # fmt: skip
    return {**vast, **anders}


def blad(bronnen: Sequence[Mapping[str, object]], verder: str | None = None) -> dict[str, object]:
    """Make a page of the message list; `verder` is the path of the next one."""
    return {"messages": list(bronnen), "next_page_uri": verder, "page": 0, "page_size": 200, "uri": "/x"}


class Nabootsing:
    """Takes texts in and lists them, as the service does; `val_om` is raised, once, after a text was taken."""

    def __init__(self, net: responses.RequestsMock, klok: Callable[[], datetime]) -> None:
        self.klok = klok
        self.verstuurd: list[dict[str, object]] = []
        self.binnen: list[dict[str, object]] = []
        self.antwoorden: list[tuple[int, str]] = []
        self.val_om: BaseException | None = None
        self.lijst_stuk: list[int] = []
        self.gevraagd = 0
        net.add_callback(responses.POST, MESSAGES, callback=self._neem_aan)
        net.add_callback(responses.GET, MESSAGES, callback=self._geef_lijst)

    def _neem_aan(self, verzoek: requests.PreparedRequest) -> tuple[int, dict[str, str], str]:
        if self.antwoorden:
            status, tekst = self.antwoorden.pop(0)
            if status >= 400 or not tekst:
                return status, {}, tekst
        velden = {naam: waarde[0] for naam, waarde in parse_qs(str(verzoek.body)).items()}
        gemaakt = bron(
            f"SMuit{len(self.verstuurd):03d}", self.klok(), body=velden["Body"], direction="outbound-api",
            to=velden["To"], status="queued", date_sent=None, bewijs=velden.get("StatusCallback"),
            **{"from": velden.get("From", velden.get("MessagingServiceSid"))},
        )  # fmt: skip
        self.verstuurd.append(gemaakt)
        if self.val_om is not None:
            fout, self.val_om = self.val_om, None
            raise fout
        return 201, {}, json.dumps(gemaakt)

    def _geef_lijst(self, verzoek: requests.PreparedRequest) -> tuple[int, dict[str, str], str]:
        self.gevraagd += 1
        if self.lijst_stuk:
            return self.lijst_stuk.pop(0), {}, "<html>"
        vraag: dict[str, Any] = verzoek.params  # type: ignore[attr-defined]  # responses adds them
        naar = vraag.get("To")
        alles = [een for een in self.verstuurd + self.binnen if naar in (None, een["to"])]
        return 200, {}, json.dumps(blad(list(reversed(alles))))


def uur(moment: datetime, uren: float) -> datetime:
    """Give the moment so many hours before."""
    return moment - timedelta(hours=uren)
