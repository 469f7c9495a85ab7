"""A gateway for tests: settings of a house of one's own, a small register, and posts signed as Twilio signs them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from flask import Flask
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from nachtleven import instellingen
from nachtleven.app import create_app
from nachtleven.instellingen import Voor, nieuwe_sleutel
from nachtleven.opslag import berichten, schema
from nachtleven.registerinvoer import voer_in
from nachtleven.samenstelling import Onderdelen, stel_samen
from tests.conftest import Klok

NU_PROEF = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)

ADRES = "https://meldpunt.stad.example"
TOKENS = ("verzonnen-token-van-vroeger", "verzonnen-token-van-nu")
METRICS = "verzonnen-meettoken"
KOP_ZAKEN = "zaak_id,naam,aliassen,straat,huisnummer,postcode,gemeente,wijk,capaciteit,portier"
ZAKEN = f"""{KOP_ZAKEN}
P1,Bar Kwikzilver,'t Zilver,Kwikstraat,3,9000,Gent,Kwikwijk,90,nee
P2,Club Kwikzilver & <Zonen>,,Molenberg,12,9000,Gent,Molenwijk,700,ja
P3,De Blauwe Otter,Otter,Otterkaai,7,9000,Gent,Otterwijk,300,ja
"""


def omgeving(data: Path, adres: str = ADRES) -> dict[str, str]:
    """Give every setting that `serve` needs, with keys of its own."""
    return {
        "NACHTLEVEN_DATA": str(data),
        "NACHTLEVEN_ENCRYPTION_KEYS": nieuwe_sleutel(),
        "NACHTLEVEN_PSEUDONYM_KEY": nieuwe_sleutel(),
        "NACHTLEVEN_SECRET_KEY": nieuwe_sleutel(),
        "NACHTLEVEN_PUBLIC_URL": adres,
        "NACHTLEVEN_TWILIO_ACCOUNT_SID": "ACverzonnen",
        "NACHTLEVEN_TWILIO_AUTH_TOKEN": ",".join(TOKENS),
        # an address that nobody answers: whatever happens, no test reaches a gateway
        "NACHTLEVEN_TWILIO_API_URL": "http://127.0.0.1:9",
        "NACHTLEVEN_METRICS_TOKEN": METRICS,
    }


def velden(nummer: int | str, tekst: str = "geweigerd aan de deur", **anders: str) -> MultiDict[str, str]:
    """Give the form fields of a message as the gateway posts them; a number or the gateway's own id."""
    sid = nummer if isinstance(nummer, str) else f"SM{nummer:032x}"
    van = f"+3247{nummer:07d}" if isinstance(nummer, int) else "+32470000000"
    form = {"MessageSid": sid, "AccountSid": "ACverzonnen", "From": van, "To": "8989", "Body": tekst}
    return MultiDict({**form, **anders})


def teken(adres: str, form: MultiDict[str, str], token: str = TOKENS[0]) -> dict[str, str]:
    """Give the header that says the gateway posted this form to this address."""
    return {"X-Twilio-Signature": RequestValidator(token).compute_signature(adres, form)}


def gezegd(twiml: str) -> list[str]:
    """Give the texts of an answer; raises where it is no XML."""
    wortel = ET.fromstring(twiml)  # noqa: S314 - our own answer
    assert wortel.tag == "Response"
    return ["".join(deel.itertext()) for deel in wortel.iter("Message")]


@dataclass
class Deurproef:
    """The application over a database of its own, with what stands behind it."""

    app: Flask
    delen: Onderdelen

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def post(self, form: MultiDict[str, str], token: str = TOKENS[0], pad: str = "/sms", na: str = "") -> TestResponse:
        """Post a form signed for the path; `na` is a query string after it."""
        return self.client.post(pad + na, data=form, headers=teken(ADRES + pad + na, form, token))

    def tel(self) -> berichten.Telling:
        with self.delen.opslag.lezen() as sessie:
            return berichten.tel(sessie)

    def bekend(self, sid: str) -> bool:
        with self.delen.opslag.lezen() as sessie:
            return berichten.zoek(sessie, "twilio", sid) is not None


def open_deur(data: Path, *, bij: bool = True, **anders: str) -> Deurproef:
    """Make the application; `bij`: bring the schema up to date first."""
    delen = stel_samen(instellingen.laad({**omgeving(data), **anders}, Voor.SERVE), Klok(NU_PROEF))
    if bij:
        schema.werk_bij(delen.opslag.motor)
    return Deurproef(create_app(delen), delen)


def open_deur_met_zaken(data: Path, **anders: str) -> Deurproef:
    """Make the application over three fictional venues."""
    proef = open_deur(data, bij=True, **anders)
    (data / "zaken.csv").write_text(ZAKEN, encoding="utf-8")
    voer_in(proef.delen, "zaken", data / "zaken.csv", door="test")
    return proef
