"""Two lengths, or one that is no number: the server answers once and hangs up; what hides behind is not done."""

import socket
from collections.abc import Iterator

import pytest

from tests.proefserver import Proefserver, server

_KOP = b"POST /healthz HTTP/1.1\r\nHost: localhost\r\n"
_VERSTOPT = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(scope="module")
def draait(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proefserver]:
    with server(tmp_path_factory.mktemp("smokkel"), workers=1) as proef:
        yield proef


def stuur(proef: Proefserver, wat: bytes) -> bytes:
    """Send bytes as they are; give all that comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", proef.poort), timeout=10) as lijn:
        lijn.sendall(wat)
        return b"".join(iter(lambda: lijn.recv(65536), b""))


@pytest.mark.parametrize(
    ("koppen", "lichaam"),
    [
        pytest.param(b"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n", id="a_length_and_chunks"),
        pytest.param(b"Transfer-Encoding: chunked\r\nContent-Length: 9\r\n", b"0\r\n\r\n", id="chunks_and_a_length"),
        pytest.param(b"Content-Length: 0\r\nContent-Length: 44\r\n", b"", id="two_lengths"),
        pytest.param(b"Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n", b"", id="an_unknown_encoding"),
        pytest.param(b"Transfer-Encoding : chunked\r\nContent-Length: 0\r\n", b"", id="a_blank_before_the_colon"),
        pytest.param(b"X: a\rContent-Length: 0\r\n", b"", id="half_a_line_end"),
        pytest.param(b"X: a\r\n b\r\nContent-Length: 0\r\n", b"", id="a_folded_line"),
        pytest.param(b"Content-Length: -1\r\n", b"", id="less_than_nothing"),
        pytest.param(b"Content-Length: +0\r\n", b"", id="a_sign"),
    ],
)
def test_a_request_hidden_behind_another_is_not_done(draait: Proefserver, koppen: bytes, lichaam: bytes) -> None:
    gekregen = stuur(draait, _KOP + koppen + b"\r\n" + lichaam + _VERSTOPT)
    assert gekregen.count(b"HTTP/1.1 ") == 1
    assert gekregen.split(b" ", 2)[1] in (b"400", b"405")
    assert b"schema" not in gekregen


def test_two_requests_after_another_are_both_answered(draait: Proefserver) -> None:
    gewoon = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
    laatste = gewoon + b"Connection: close\r\n\r\n"
    assert stuur(draait, gewoon + b"\r\n" + laatste).count(b"HTTP/1.1 200") == 2
