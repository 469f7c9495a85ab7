"""The demo's web server and planner: processes of their own, whose output goes to a file, ended with the demo."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nachtleven.fouten import Fout

_UITLOOP_S, _TUSSENPOOS_S = 12.0, 0.1


@dataclass(frozen=True, slots=True)
class Kindproces:
    """One of our commands while it runs, and the file that holds what it says."""

    opdracht: str
    logboek: Path
    proces: subprocess.Popen[bytes]


@contextmanager
def kind(argumenten: tuple[str, ...], omgeving: Mapping[str, str], logboek: Path) -> Iterator[Kindproces]:
    """Run one of our commands beside us; at the end it is asked to stop, and after twelve seconds made to.

    It gets a session of its own, so that a Ctrl-C reaches it through us alone.
    """
    with logboek.open("wb") as uitvoer:
        proces = subprocess.Popen(  # noqa: S603 - our own command and arguments
            [sys.executable, "-m", "nachtleven", *argumenten],
            env=dict(omgeving),
            stdin=subprocess.DEVNULL,
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Kindproces(argumenten[0], logboek, proces)
    finally:
        proces.terminate()
        try:
            proces.wait(_UITLOOP_S)
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.wait()


def wacht_op(vraag: Callable[[], bool], seconden: float, *processen: Kindproces) -> bool:
    """Ask until it is so; False after so many seconds.

    Raises:
        Fout: one of the processes has stopped meanwhile.
    """
    einde = time.monotonic() + seconden
    while not vraag():
        bewaak(*processen)
        if time.monotonic() > einde:
            return False
        time.sleep(_TUSSENPOOS_S)
    return True


def bewaak(*processen: Kindproces) -> None:
    """Raise Fout where one of the processes has stopped."""
    for een in processen:
        code = een.proces.poll()
        if code is not None:
            raise Fout(f"`nachtleven {een.opdracht}` stopte met code {code}; zie {een.logboek}")
