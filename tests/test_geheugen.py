"""The threads of a process share two heaps, and what is made at its start is never looked through."""

import gc
import platform
import subprocess
import sys

import pytest

from nachtleven import geheugen

_PROEF = """
import ctypes, threading
from nachtleven import geheugen
if {klein}:
    geheugen.houd_klein()
wacht = threading.Barrier(9)
def neem():
    blokken = [bytes(5000) for _ in range(200)]
    wacht.wait()
draden = [threading.Thread(target=neem) for _ in range(8)]
for draad in draden:
    draad.start()
wacht.wait()
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def hopen(*, klein: bool) -> int:
    gedaan = subprocess.run(
        [sys.executable, "-c", _PROEF.format(klein=klein)], capture_output=True, text=True, check=True
    )
    return gedaan.stdout.count("<heap")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has heaps to count")
def test_threads_share_two_heaps() -> None:
    assert hopen(klein=True) <= 2 < hopen(klein=False)


def test_what_is_made_at_the_start_is_left_alone_and_collecting_goes_on_after_it() -> None:
    try:
        with geheugen.zonder_opruimen():
            gemaakt: list[object] = []
            bezig = gc.isenabled()
        assert (bezig, gc.isenabled()) == (False, True)
        assert not any(deel is gemaakt for deel in gc.get_objects())
    finally:
        gc.unfreeze()
