"""Fetching an attachment at the gateway, when staff ask for it: from the gateway's own hosts, checked at every step.

An address comes with a message, and whoever forged one would choose it. So: https on its own port, a host of the
gateway, no address on a private network, each redirect judged anew, the credentials to the service itself alone, known
kinds and a limit. A host can't be made to point inside between the look-up and the call: its certificate would not fit.
"""

import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from nachtleven.fouten import PoortFout

if TYPE_CHECKING:
    import requests

HOOGSTENS = 10 * 1024 * 1024
"""Bytes of an attachment."""

_FAMILIES = (".twilio.com", ".twiliocdn.com")
_SOORTEN = ("image/", "audio/", "video/")
_GEWOON, _WEIGERT = "application/pdf", frozenset({"image/svg+xml"})
_STAPPEN, _STUK = 3, 64 * 1024
_GEDULD_S, _HEEL_S = (5, 10), 25.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Media:
    """An attachment as the gateway gave it: its kind (MIME, without parameters) and its bytes."""

    soort: str
    inhoud: bytes


def zoek_adressen(host: str) -> Sequence[str]:
    """Give the network addresses of a host; none where it has none."""
    try:
        return [str(plek[4][0]) for plek in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


class Mediapoort:
    """The gateway's attachments. `basis`: another base address of its service; `zoek` looks a host up."""

    def __init__(
        self, account: str, token: str, basis: str = "", zoek: Callable[[str], Sequence[str]] = zoek_adressen
    ) -> None:
        self._account, self._token, self._zoek = account, token, zoek
        self._eigen = urlsplit(basis).hostname or "api.twilio.com"

    def haal(self, adres: str) -> Media:
        """Fetch one attachment.

        Raises:
            PoortFout: the address is none of the gateway's, it refuses, or what it gives is too large or of no kind
                that is taken.
        """
        import requests  # where it is needed: a web process that answers messages never is

        einde = time.monotonic() + _HEEL_S
        with requests.Session() as sessie:
            for _ in range(_STAPPEN + 1):
                host = self._keur(adres)
                try:
                    verder = self._vraag(sessie, adres, host, einde)
                except requests.RequestException as fout:
                    raise PoortFout(f"de poort is niet bereikbaar: {type(fout).__name__}") from fout
                if isinstance(verder, Media):
                    return verder
                adres = urljoin(adres, verder)
        raise PoortFout("de bijlage wordt te vaak doorgestuurd", opnieuw=False)

    def _keur(self, adres: str) -> str:
        """Give the host of an address of the gateway; any other address is refused before anything is sent."""
        try:
            delen = urlsplit(adres)
            host, poort = (delen.hostname or "").rstrip("."), delen.port
        except ValueError as fout:
            raise PoortFout("geen adres van de poort", opnieuw=False) from fout
        van_hen = host == self._eigen or host.endswith(_FAMILIES)
        if delen.scheme != "https" or poort not in (None, 443) or delen.username or delen.password or not van_hen:
            raise PoortFout("geen adres van de poort", opnieuw=False)
        gevonden = self._zoek(host)
        if not gevonden:
            raise PoortFout("de host van de poort is niet te vinden")
        if not all(ip_address(plek.partition("%")[0]).is_global for plek in gevonden):
            raise PoortFout("een adres binnen een eigen netwerk", opnieuw=False)
        return host

    def _vraag(self, sessie: "requests.Session", adres: str, host: str, einde: float) -> Media | str:
        """Ask one address; give what it holds, or where it sends us on."""
        van_ons = host in (self._eigen, "api.twilio.com")

        def teken(vraag: "requests.PreparedRequest") -> "requests.PreparedRequest":
            if van_ons:
                vraag.prepare_auth((self._account, self._token))
            return vraag

        with sessie.get(adres, auth=teken, allow_redirects=False, stream=True, timeout=_GEDULD_S) as antwoord:
            if antwoord.status_code in _REDIRECTS and "Location" in antwoord.headers:
                return antwoord.headers["Location"]
            if not antwoord.ok:
                opnieuw = antwoord.status_code >= 500
                raise PoortFout("de poort gaf de bijlage niet", status=antwoord.status_code, opnieuw=opnieuw)
            return Media(_soort(antwoord), _lees(antwoord, einde))


def _soort(antwoord: "requests.Response") -> str:
    soort = antwoord.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if (soort.startswith(_SOORTEN) or soort == _GEWOON) and soort not in _WEIGERT:
        return soort
    raise PoortFout("een soort bijlage die hier niet geopend wordt", opnieuw=False)


def _lees(antwoord: "requests.Response", einde: float) -> bytes:
    """Read the body up to the limit, whatever length it says it has."""
    gelezen = bytearray()
    for stuk in antwoord.iter_content(_STUK):
        gelezen += stuk
        if len(gelezen) > HOOGSTENS:
            raise PoortFout("de bijlage is groter dan 10 MB", opnieuw=False)
        if time.monotonic() > einde:
            raise PoortFout("de bijlage komt te traag")
    return bytes(gelezen)
