"""Mail out: one message with its attachments, over the server that NACHTLEVEN_SMTP_URL names.

`smtps://user:password@host:465` speaks TLS from the start; `smtp://…:587` must offer STARTTLS, but for a server on this
very machine. Nothing is sent over an open line to anywhere else.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import SplitResult, unquote, urlsplit

from nachtleven.fouten import PoortFout

TIJD_S = 8.0
_POORTEN = {"smtps": 465, "smtp": 587}
_HIER = frozenset({"localhost", "127.0.0.1", "::1"})
_VOORGOED = range(500, 600)
"""The replies after which no later try will do; a reply that is none (-1) may be somebody else's bad day."""


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file with a mail: its name, its media type (`application/pdf`) and its bytes."""

    naam: str
    soort: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to send. `kenmerk` becomes its Message-ID: who gets the same mail twice sees it once."""

    van: str
    naar: tuple[str, ...]
    onderwerp: str
    tekst: str
    kenmerk: str
    bijlagen: tuple[Bijlage, ...] = ()


def verstuur_mail(url: str, mail: Mail, *, vertrouw: ssl.SSLContext | None = None) -> None:
    """Send one mail to all its readers. `vertrouw`: whom TLS trusts, None: the machine's own list.

    Raises:
        PoortFout: the server is away or refused; `code` is its SMTP reply, `opnieuw` whether a later try may do.
    """
    adres = urlsplit(url)
    with _vertaal(), _verbinding(adres, vertrouw or ssl.create_default_context()) as server:
        if adres.username:
            server.login(unquote(adres.username), unquote(adres.password or ""))
        geweigerd = server.send_message(_bericht(mail))
    if geweigerd:
        code = next(iter(geweigerd.values()))[0]
        raise PoortFout("de mailserver weigerde een deel van de lezers", code=code, opnieuw=code not in _VOORGOED)


def probeer_mail(url: str, *, vertrouw: ssl.SSLContext | None = None) -> None:
    """Knock at the server and log in, without sending anything.

    Raises:
        PoortFout: the server is away or refused.
    """
    adres = urlsplit(url)
    with _vertaal(), _verbinding(adres, vertrouw or ssl.create_default_context()) as server:
        if adres.username:
            server.login(unquote(adres.username), unquote(adres.password or ""))
        server.noop()


def _bericht(mail: Mail) -> EmailMessage:
    bericht = EmailMessage()
    bericht["From"], bericht["To"], bericht["Subject"] = mail.van, ", ".join(mail.naar), mail.onderwerp
    bericht["Date"] = formatdate(localtime=False)
    bericht["Message-ID"] = f"<{mail.kenmerk}@{mail.van.rpartition('@')[2]}>"
    bericht["Auto-Submitted"] = "auto-generated"
    bericht.set_content(mail.tekst)
    for bijlage in mail.bijlagen:
        hoofd, _, onder = bijlage.soort.partition("/")
        bericht.add_attachment(bijlage.inhoud, maintype=hoofd, subtype=onder, filename=bijlage.naam)
    return bericht


@contextmanager
def _verbinding(adres: SplitResult, vertrouw: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    host, poort = adres.hostname or "", adres.port or _POORTEN[adres.scheme]
    if adres.scheme == "smtps":
        with _afscheid(smtplib.SMTP_SSL(host, poort, timeout=TIJD_S, context=vertrouw)) as server:
            yield server
        return
    with _afscheid(smtplib.SMTP(host, poort, timeout=TIJD_S)) as server:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=vertrouw)
        elif host not in _HIER:
            raise PoortFout("de mailserver kan geen STARTTLS", opnieuw=False)
        yield server


@contextmanager
def _afscheid(server: smtplib.SMTP) -> Iterator[smtplib.SMTP]:
    """Hang up in the end; what the server says to goodbye changes nothing of what it took or refused before."""
    try:
        yield server
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.close()


@contextmanager
def _vertaal() -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPRecipientsRefused as fout:
        code = next(iter(fout.recipients.values()))[0]
        raise PoortFout("de mailserver weigerde alle lezers", code=code, opnieuw=code not in _VOORGOED) from fout
    except smtplib.SMTPResponseException as fout:
        code = fout.smtp_code
        raise PoortFout("de mailserver weigerde", code=code, opnieuw=code not in _VOORGOED) from fout
    except (smtplib.SMTPException, OSError) as fout:
        raise PoortFout(f"de mailserver is niet bereikbaar: {type(fout).__name__}") from fout
