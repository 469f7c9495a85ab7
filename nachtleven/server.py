"""The web server: granian, whose own runtime waits for headers, as `wachtkamer` waits for bodies.

So slow clients hold no thread.
Chosen by trying; see docs/adr/0003-webserver.md. A worker that dies is replaced; SIGTERM lets requests finish.
"""

import socket

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from nachtleven.fouten import BezetFout


def bedien(host: str, port: int, workers: int) -> None:
    """Serve until told to stop.

    Raises:
        BezetFout: the port is taken.
    """
    neem_poort_op_proef(host, port)
    Granian(
        "nachtleven.wachtkamer:uit_omgeving",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        backlog=2048,
        factory=True,
        http1_settings=HTTP1Settings(header_read_timeout=30_000),
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        websockets=False,
        log_level=LogLevels.warning,
        process_name=None,
    ).serve()


def neem_poort_op_proef(host: str, port: int) -> None:
    """Find out whether a port is free.

    Raises:
        BezetFout: it is taken.
    """
    soort = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(soort, socket.SOCK_STREAM) as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((host, port))
        except OSError as fout:
            raise BezetFout(f"poort {port} op {host} is niet vrij: kies een andere ({fout.strerror})") from fout
