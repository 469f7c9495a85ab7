"""A request waits until it is whole; only then it costs a thread."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from nachtleven.wachtkamer import HOOGSTENS, Wachtkamer, wsgi_omgeving


@dataclass
class Vraagproef:
    """A request as granian tells of it."""

    headers: Mapping[str, str] = field(default_factory=lambda: {"content-length": "3", "host": "meldpunt.example"})
    method: str = "POST"
    path: str = "/sms"
    query_string: str = "a=%20b"
    http_version: str = "1.1"
    server: str = "127.0.0.1:8989"
    client: str = "192.0.2.1:5000"
    scheme: str = "http"
    authority: str | None = None


class Lijnproef:
    """A connection that brings these pieces, and then, if it is `traag`, nothing more."""

    def __init__(self, *stukken: bytes, traag: bool = False) -> None:
        self._stukken, self._traag = list(stukken), traag
        self.gezegd: list[tuple[int, dict[str, str], bytes]] = []

    def __aiter__(self) -> "Lijnproef":
        return self

    async def __anext__(self) -> bytes:
        if self._stukken:
            return self._stukken.pop(0)
        if self._traag:
            await asyncio.Event().wait()
        raise StopAsyncIteration

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.gezegd.append((status, dict(headers), body))


class Appproef:
    """A WSGI application that says what it got, and remembers that its answer was closed."""

    def __init__(self) -> None:
        self.gesloten = 0
        self.gekregen: list[bytes] = []

    def __call__(self, omgeving: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        self.gekregen.append(omgeving["wsgi.input"].read())
        begin("201 Created", [("X-Proef", "1")])
        return self

    def __iter__(self) -> Any:  # noqa: ANN401 - an iterator of bytes
        return iter([b"a", b"b"])

    def close(self) -> None:
        self.gesloten += 1


def vraag_(app: Appproef, vraag: Vraagproef, lijn: Lijnproef) -> list[tuple[int, dict[str, str], bytes]]:
    asyncio.run(Wachtkamer(app, draden=1, geduld=0.05).__rsgi__(vraag, lijn))
    return lijn.gezegd


def test_the_pieces_of_a_body_are_given_as_one() -> None:
    app = Appproef()
    assert vraag_(app, Vraagproef(), Lijnproef(b"a", b"", b"bc")) == [(201, {"x-proef": "1"}, b"ab")]
    assert (app.gekregen, app.gesloten) == ([b"abc"], 1)


def test_a_body_that_does_not_come_costs_no_thread_and_is_given_up() -> None:
    app = Appproef()
    ((status, _, _),) = vraag_(app, Vraagproef(), Lijnproef(b"a", traag=True))
    assert (status, app.gekregen) == (408, [])


@pytest.mark.parametrize(
    ("koppen", "stukken"),
    [
        pytest.param({"content-length": str(HOOGSTENS + 1)}, [], id="it_says_so"),
        pytest.param({"transfer-encoding": "chunked"}, [b"x" * HOOGSTENS, b"x"], id="it_turns_out_so"),
    ],
)
def test_a_body_over_the_limit_is_not_waited_for(koppen: dict[str, str], stukken: list[bytes]) -> None:
    app = Appproef()
    ((status, _, _),) = vraag_(app, Vraagproef(headers=koppen), Lijnproef(*stukken, traag=True))
    assert (status, app.gekregen) == (413, [])


def test_a_request_without_a_body_is_not_waited_for() -> None:
    app = Appproef()
    vraag_(app, Vraagproef(headers={}, method="GET"), Lijnproef(traag=True))
    assert app.gekregen == [b""]


def test_the_environment_is_that_of_wsgi() -> None:
    koppen = {"host": "meldpunt.example", "content-type": "text/plain", "x-twilio-signature": "abc=", "x_real": "nep"}
    omgeving = wsgi_omgeving(Vraagproef(headers=koppen, path="/café"), b"abc")
    assert omgeving["PATH_INFO"].encode("latin-1").decode() == "/café"
    assert (omgeving["QUERY_STRING"], omgeving["CONTENT_LENGTH"], omgeving["CONTENT_TYPE"]) == (
        "a=%20b", "3", "text/plain",
    )  # fmt: skip
    assert (omgeving["HTTP_HOST"], omgeving["HTTP_X_TWILIO_SIGNATURE"]) == ("meldpunt.example", "abc=")
    assert (omgeving["REMOTE_ADDR"], omgeving["SERVER_NAME"], omgeving["SERVER_PORT"]) == (
        "192.0.2.1", "127.0.0.1", "8989",
    )  # fmt: skip


def test_a_header_with_an_underscore_poses_as_no_other() -> None:
    omgeving = wsgi_omgeving(Vraagproef(headers={"x_forwarded_for": "203.0.113.9"}), b"")
    assert not [naam for naam in omgeving if "FORWARDED" in naam]
