"""Between the web server and Flask: a request waits here until it is whole, then a thread answers it.

Comes in: a request as granian gives it, whose body may still be on its way. Goes out: a WSGI call with the whole body.
Granian's own WSGI interface holds a thread while a body comes in, so that some thirty clients with half a body stop
every message; here they hold only memory, a bounded bit each, for a bounded time.
Source: RSGI 1.x, PEP 3333.
"""

import asyncio
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from nachtleven import geheugen

DRADEN = 16
HOOGSTENS = 8 * 1024 * 1024
"""Bytes of a body, on any route; the webhook refuses sooner."""
GEDULD_S = 30.0
"""Seconds in which a body must have come in."""

_KORT = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Vraag(Protocol):
    """What granian tells of a request (its RSGI scope)."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None
    headers: Mapping[str, str]


class Lijn(Protocol):
    """The connection of a request (granian's RSGI protocol): its body in pieces, and the way to answer."""

    def __aiter__(self) -> "Lijn":
        """Give the pieces of the body."""
        ...

    async def __anext__(self) -> bytes:
        """Wait for the next piece."""
        ...

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answer."""
        ...


@runtime_checkable
class Sluitbaar(Protocol):
    """A WSGI answer that wants to be closed."""

    def close(self) -> None:
        """Give back what it holds."""
        ...


class TeGroot(Exception):
    """A body over the limit."""


@dataclass(frozen=True, slots=True)
class Geantwoord:
    """A whole answer."""

    status: int
    koppen: list[tuple[str, str]]
    lichaam: bytes


class Wachtkamer:
    """An RSGI application around a WSGI one."""

    def __init__(self, app: Wsgi, *, draden: int = DRADEN, geduld: float = GEDULD_S) -> None:
        self._app, self._geduld = app, geduld
        self._draden = ThreadPoolExecutor(draden, thread_name_prefix="web")

    async def __rsgi__(self, vraag: Vraag, lijn: Lijn) -> None:
        """Answer one request."""
        try:
            lichaam = await asyncio.wait_for(lees_lichaam(vraag, lijn), self._geduld)
        except TeGroot:
            lijn.response_bytes(413, _KORT, b"te groot")
            return
        except TimeoutError:
            lijn.response_bytes(408, _KORT, b"te traag")
            return
        omgeving = wsgi_omgeving(vraag, lichaam)
        gegeven = await asyncio.get_running_loop().run_in_executor(self._draden, beantwoord, self._app, omgeving)
        lijn.response_bytes(gegeven.status, gegeven.koppen, gegeven.lichaam)


async def lees_lichaam(vraag: Vraag, lijn: Lijn) -> bytes:
    """Wait for the whole body.

    Raises:
        TeGroot: it is over the limit, or says it will be.
    """
    gezegd = vraag.headers.get("content-length", "")
    if gezegd.isdecimal() and int(gezegd) > HOOGSTENS:
        raise TeGroot
    if not gezegd and "transfer-encoding" not in vraag.headers and vraag.http_version == "1.1":
        return b""
    lichaam = bytearray()
    async for stuk in lijn:
        lichaam += stuk
        if len(lichaam) > HOOGSTENS:
            raise TeGroot
    return bytes(lichaam)


def wsgi_omgeving(vraag: Vraag, lichaam: bytes) -> dict[str, Any]:
    """Make the WSGI environment; a header with an underscore in its name is left out, for it could pose as another."""
    gastheer, _, poort = vraag.server.rpartition(":")
    koppen: dict[str, str] = {}
    for naam, waarde in vraag.headers.items():
        if "_" not in naam:
            sleutel = "HTTP_" + naam.upper().replace("-", "_")
            tussen = "; " if naam == "cookie" else ","
            koppen[sleutel] = koppen[sleutel] + tussen + waarde if sleutel in koppen else waarde
    if vraag.authority:
        koppen.setdefault("HTTP_HOST", vraag.authority)
    soort = koppen.pop("HTTP_CONTENT_TYPE", "")
    koppen.pop("HTTP_CONTENT_LENGTH", None)
    koppen.pop("HTTP_TRANSFER_ENCODING", None)
    return {
        "REQUEST_METHOD": vraag.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": vraag.path.encode().decode("latin-1"),
        "QUERY_STRING": vraag.query_string,
        "CONTENT_TYPE": soort,
        "CONTENT_LENGTH": str(len(lichaam)),
        "REMOTE_ADDR": vraag.client.rpartition(":")[0],
        "SERVER_NAME": gastheer,
        "SERVER_PORT": poort,
        "SERVER_PROTOCOL": f"HTTP/{vraag.http_version}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": vraag.scheme,
        "wsgi.input": io.BytesIO(lichaam),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **koppen,
    }


def beantwoord(app: Wsgi, omgeving: dict[str, Any]) -> Geantwoord:
    """Call a WSGI application and give its whole answer; what it raises goes on."""
    begin: list[tuple[str, list[tuple[str, str]]]] = []

    def begin_antwoord(status: str, koppen: list[tuple[str, str]], _exc_info: object = None) -> Callable[[bytes], None]:
        begin.append((status, koppen))
        return stukken.append

    stukken: list[bytes] = []
    antwoord = app(omgeving, begin_antwoord)
    try:
        stukken.extend(antwoord)
    finally:
        if isinstance(antwoord, Sluitbaar):
            antwoord.close()
    status, koppen = begin[-1]
    return Geantwoord(
        int(status.split(" ", 1)[0]), [(naam.lower(), waarde) for naam, waarde in koppen], b"".join(stukken)
    )


def uit_omgeving() -> Wachtkamer:
    """Make the application from the environment; what a web worker calls."""
    geheugen.houd_klein()
    with geheugen.zonder_opruimen():
        from nachtleven.app import uit_omgeving as maak_app

        return Wachtkamer(maak_app())
