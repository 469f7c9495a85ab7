"""Mail against a real SMTP server: whole, over TLS where it leaves this machine, and every refusal an error of ours."""

import email
import ipaddress
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, ClassVar

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nachtleven.fouten import PoortFout
from nachtleven.post import Bijlage, Mail, verstuur_mail
from tests.proefserver import vrije_poort

MAIL = Mail(
    "meldpunt@stad.example", ("een@stad.example", "twee@stad.example"), "Spoed bij 8989 KAN-4TR-F", "Dag é", "abc-1"
)


@dataclass
class Bus:
    """Takes mail in; `antwoord` is what the server says to it."""

    antwoord: str = "250 OK"
    gekregen: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    async def handle_DATA(self, _server: object, _sessie: object, brief: Any) -> str:  # noqa: ANN401 - aiosmtpd's
        if self.antwoord.startswith("250"):
            gelezen = email.message_from_bytes(brief.content, policy=policy.default)
            assert isinstance(gelezen, EmailMessage)
            self.gekregen.append((brief.rcpt_tos, gelezen))
        return self.antwoord


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def server(bus: Bus) -> Iterator[str]:
    """A plain server on this machine."""
    draait = Controller(bus, hostname="127.0.0.1", port=vrije_poort())
    draait.start()
    yield f"smtp://127.0.0.1:{draait.port}"
    draait.stop()


@pytest.fixture(scope="session")
def papieren(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of one's own with its key in one file."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proef")])
    nu = datetime.now(UTC)
    bewijs = (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(sleutel.public_key())
        .serial_number(1)
        .not_valid_before(nu - timedelta(days=1))
        .not_valid_after(nu + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(sleutel, hashes.SHA256())
    )
    geheim = sleutel.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    plek = tmp_path_factory.mktemp("papieren") / "proef.pem"
    plek.write_bytes(geheim + bewijs.public_bytes(serialization.Encoding.PEM))
    return plek


def serverkant(papieren: Path) -> ssl.SSLContext:
    kant = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    kant.load_cert_chain(papieren)
    return kant


def test_a_mail_arrives_whole_with_its_attachments(server: str, bus: Bus) -> None:
    bijlagen = (Bijlage("verslag.pdf", "application/pdf", b"%PDF-1.7 \x00\xff"),)
    verstuur_mail(server, Mail(MAIL.van, MAIL.naar, MAIL.onderwerp, MAIL.tekst, MAIL.kenmerk, bijlagen))
    ((lezers, brief),) = bus.gekregen
    assert lezers == ["een@stad.example", "twee@stad.example"]
    assert (brief["From"], brief["Subject"]) == ("meldpunt@stad.example", "Spoed bij 8989 KAN-4TR-F")
    assert (brief["Message-ID"], brief["Auto-Submitted"]) == ("<abc-1@stad.example>", "auto-generated")
    tekst, bijlage = brief.iter_parts()
    assert tekst.get_content().strip() == "Dag é"
    assert (bijlage.get_filename(), bijlage.get_content()) == ("verslag.pdf", b"%PDF-1.7 \x00\xff")


def test_starttls_is_used_where_it_is_offered_and_the_password_goes_over_it_alone(papieren: Path, bus: Bus) -> None:
    gezien: list[bool] = []

    def keur(_s: SMTP, sessie: Any, _b: object, _m: str, wie: Any) -> AuthResult:  # noqa: ANN401 - aiosmtpd's
        gezien.append(sessie.ssl is not None)
        return AuthResult(success=(wie.login, wie.password) == (b"jan@stad", b"ge:heim"), handled=False)

    draait = Controller(
        bus, hostname="127.0.0.1", port=vrije_poort(), tls_context=serverkant(papieren), require_starttls=True,
        authenticator=keur, auth_required=True,
    )  # fmt: skip
    draait.start()
    try:
        adres = f"127.0.0.1:{draait.port}"
        vertrouw = ssl.create_default_context(cafile=str(papieren))
        verstuur_mail(f"smtp://jan%40stad:ge%3Aheim@{adres}", MAIL, vertrouw=vertrouw)
        with pytest.raises(PoortFout) as fout:
            verstuur_mail(f"smtp://jan%40stad:fout@{adres}", MAIL, vertrouw=vertrouw)
        with pytest.raises(PoortFout):
            verstuur_mail(f"smtp://{adres}", MAIL)  # a certificate that this machine doesn't know
    finally:
        draait.stop()
    assert (len(bus.gekregen), set(gezien)) == (1, {True})
    assert (fout.value.code, fout.value.opnieuw) == (535, False)


def test_smtps_speaks_tls_from_the_start(papieren: Path, bus: Bus) -> None:
    draait = Controller(bus, hostname="127.0.0.1", port=vrije_poort(), ssl_context=serverkant(papieren))
    draait.start()
    try:
        vertrouw = ssl.create_default_context(cafile=str(papieren))
        verstuur_mail(f"smtps://127.0.0.1:{draait.port}", MAIL, vertrouw=vertrouw)
    finally:
        draait.stop()
    assert len(bus.gekregen) == 1


@pytest.mark.parametrize(
    ("antwoord", "opnieuw"),
    [pytest.param("451 later", True, id="later"), pytest.param("554 nooit", False, id="never")],
)
def test_a_refusal_says_whether_a_later_try_may_do(server: str, bus: Bus, antwoord: str, opnieuw: bool) -> None:  # noqa: FBT001 - a table
    bus.antwoord = antwoord
    with pytest.raises(PoortFout) as fout:
        verstuur_mail(server, MAIL)
    assert (fout.value.code, fout.value.opnieuw) == (int(antwoord[:3]), opnieuw)


class Prater(socketserver.StreamRequestHandler):
    """Greets, and answers each command by its table; a mail that it takes is counted."""

    groet: ClassVar[bytes]
    antwoorden: ClassVar[dict[bytes, bytes]]
    genomen: ClassVar[list[bytes]]

    def handle(self) -> None:
        self.wfile.write(self.groet + b"\r\n")
        while opdracht := self.rfile.readline()[:4].upper():
            self.wfile.write(self.antwoorden.get(opdracht, b"250 goed") + b"\r\n")
            if opdracht == b"DATA":
                self.genomen.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write(b"250 genomen\r\n")


@contextmanager
def prater(groet: bytes = b"220 hier", **antwoorden: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Start such a server; give its address and what it took."""
    tabel = {b"DATA": b"354 ga door", b"QUIT": b"221 dag"} | {n.encode(): w for n, w in antwoorden.items()}
    genomen: list[bytes] = []
    soort = type("Zo", (Prater,), {"groet": groet, "antwoorden": tabel, "genomen": genomen})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), soort) as draait:
        draad = threading.Thread(target=draait.serve_forever)
        draad.start()
        try:
            yield f"smtp://127.0.0.1:{draait.server_address[1]}", genomen
        finally:
            draait.shutdown()
            draad.join()


@pytest.mark.parametrize("dag", [b"221 dag", b"250 goed", b"421 weg", b"onzin"])
def test_what_was_taken_is_sent_whatever_the_server_says_to_goodbye(dag: bytes) -> None:
    with prater(QUIT=dag) as (adres, genomen):
        verstuur_mail(adres, MAIL)
    assert len(genomen) == 1


def test_a_refused_reader_stays_the_reason_whatever_the_server_says_to_goodbye() -> None:
    with prater(RCPT=b"451 later", QUIT=b"250 goed") as (adres, genomen), pytest.raises(PoortFout) as fout:
        verstuur_mail(adres, MAIL)
    assert (fout.value.code, fout.value.opnieuw, genomen) == (451, True, [])


@pytest.mark.parametrize(
    ("groet", "opnieuw"),
    [
        pytest.param(b"onzin", True, id="no_reply_at_all"),
        pytest.param(b"421 straks", True, id="busy"),
        pytest.param(b"554 nee", False, id="never"),
    ],
)
def test_only_a_server_that_says_never_is_not_asked_again(groet: bytes, *, opnieuw: bool) -> None:
    with prater(groet) as (adres, _), pytest.raises(PoortFout) as fout:
        verstuur_mail(adres, MAIL)
    assert fout.value.opnieuw is opnieuw


def test_a_server_that_is_away_may_be_tried_again() -> None:
    with pytest.raises(PoortFout) as fout:
        verstuur_mail(f"smtp://127.0.0.1:{vrije_poort()}", MAIL)
    assert fout.value.opnieuw
