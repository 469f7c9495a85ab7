"""A gateway of the demo's own: it takes texts as Twilio's REST service does, keeps them, and sends nobody anything."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from nachtleven import klok

_HOST = "127.0.0.1"


@dataclass
class Nepgateway:
    """What the fake gateway holds: texts that were sent through it, and texts that came in to it alone."""

    verstuurd: list[dict[str, object]] = field(default_factory=list)
    binnen: list[dict[str, object]] = field(default_factory=list)
    adres: str = ""

    def neem_aan(self, velden: dict[str, str]) -> dict[str, object]:
        """Take a text and give it as a message resource."""
        moment = format_datetime(klok.nu())
        gemaakt: dict[str, object] = {
            "sid": f"SM{len(self.verstuurd):032x}", "to": velden.get("To"), "body": velden.get("Body"),
            "from": velden.get("From") or velden.get("MessagingServiceSid"), "direction": "outbound-api",
            "status": "queued", "date_created": moment, "date_sent": None, "error_code": None, "num_media": "0",
        }  # fmt: skip
        self.verstuurd.append(gemaakt)
        return gemaakt

    def komt_binnen(self, sid: str, van: str, tekst: str, moment: datetime) -> None:
        """Let a text have come to the gateway, and to nobody else."""
        tijd = format_datetime(moment.astimezone(UTC))
        self.binnen.append(
            {
                "sid": sid, "from": van, "to": "8989", "body": tekst, "direction": "inbound", "status": "received",
                "date_created": tijd, "date_sent": tijd, "error_code": None, "num_media": "0",
            }
        )  # fmt: skip

    def lijst(self, pad: str, naar: str | None) -> dict[str, object]:
        """Give the list that is asked for, on one page; the account has no numbers of its own."""
        if pad.endswith("/Messages.json"):
            alles = [een for een in self.verstuurd + self.binnen if naar in (None, een["to"])]
            return {"messages": alles[::-1], "next_page_uri": None}
        soort = "short_codes" if pad.endswith("ShortCodes.json") else "incoming_phone_numbers"
        return {soort: [], "next_page_uri": None}


@contextmanager
def draai(nep: Nepgateway) -> Iterator[Nepgateway]:
    """Let it answer at an address of this machine until the end."""

    class Antwoorder(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            lichaam = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            velden = {naam: waarden[0] for naam, waarden in parse_qs(lichaam).items()}
            self._zeg(201, nep.neem_aan(velden))

        def do_GET(self) -> None:
            delen = urlsplit(self.path)
            self._zeg(200, nep.lijst(delen.path, parse_qs(delen.query).get("To", [None])[0]))

        def _zeg(self, status: int, wat: dict[str, object]) -> None:
            inhoud = json.dumps(wat).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, *_wat: object) -> None:
            """Say nothing: a line would hold a number."""

    with ThreadingHTTPServer((_HOST, 0), Antwoorder) as server:
        nep.adres = f"http://{_HOST}:{server.server_port}"
        draad = threading.Thread(target=server.serve_forever, daemon=True)
        draad.start()
        try:
            yield nep
        finally:
            server.shutdown()
            draad.join()
