"""Networks for tests: one for each host, with only a loopback of its own, where the machine lets us make one."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CLONE_NEWNET = 0x40000000
_NODIG = ("unshare", "nsenter", "ip", "hostname", "sh")


def mag_netten() -> bool:
    """Tell whether this machine lets us make networks: Linux, the programs for it, and the right to."""
    if any(shutil.which(naam) is None for naam in _NODIG):
        return False
    proef = ["unshare", "--net", "--uts", "ip", "link", "set", "lo", "up"]
    return subprocess.run(proef, capture_output=True, check=False).returncode == 0


class Net:
    """A network and a host name of its own; `woorden` begin what is to run in it."""

    def __init__(self, naam: str) -> None:
        self.naam = naam
        houder = f"ip link set lo up && hostname {naam} && echo klaar && exec sleep infinity"
        self._houder = subprocess.Popen(["unshare", "--net", "--uts", "sh", "-c", houder], stdout=subprocess.PIPE)
        assert self._houder.stdout is not None
        assert self._houder.stdout.readline() == b"klaar\n"
        self._plaats = Path(f"/proc/{self._houder.pid}/ns")
        self.woorden = ("nsenter", f"--net={self._plaats / 'net'}", f"--uts={self._plaats / 'uts'}", "--")

    @contextmanager
    def binnen(self) -> Iterator[None]:
        """Let what this thread connects to be in the network, until the end."""
        hier = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        try:
            _ga_in(str(self._plaats / "net"))
            yield
        finally:
            _verhuis(hier)
            os.close(hier)

    def weg(self) -> None:
        """Let it go; what still runs in it keeps it as long as it lives."""
        self._houder.kill()
        self._houder.communicate()


def _ga_in(pad: str) -> None:
    daar = os.open(pad, os.O_RDONLY)
    try:
        _verhuis(daar)
    finally:
        os.close(daar)


def _verhuis(naar: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(naar, _CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
