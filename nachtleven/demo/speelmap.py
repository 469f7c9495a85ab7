"""The demo's own folder, emptied at each start where its marker says that it is a demo's; and the demo's own keys."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from nachtleven.fouten import BezetFout
from nachtleven.instellingen import DEMOMERK, nieuwe_sleutel

MERK = DEMOMERK
_ONZE = "NACHTLEVEN_"
_BLIJFT = frozenset({"NACHTLEVEN_CONFIG", "NACHTLEVEN_CONFIG_FILE"})


def kies_map(omgeving: Mapping[str, str]) -> Path:
    """Give the demo's folder: `demo` under NACHTLEVEN_DATA, else under `var`."""
    return (Path(omgeving.get("NACHTLEVEN_DATA", "").strip() or "var") / "demo").absolute()


@contextmanager
def verse_map(plek: Path) -> Iterator[None]:
    """Empty the folder, or make it, and hold it for this demo alone.

    Raises:
        BezetFout: something else than a demo is in it, or another demo is playing in it.
    """
    plek.mkdir(parents=True, exist_ok=True)
    greep = os.open(plek, os.O_RDONLY)
    try:
        try:
            fcntl.flock(greep, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fout:
            raise BezetFout(f"in {plek} speelt al een demo: sluit die eerst") from fout
        _maak_leeg(plek)
        yield
    finally:
        os.close(greep)


def _maak_leeg(plek: Path) -> None:
    inhoud = sorted(plek.iterdir())
    if inhoud and not (plek / MERK).is_file():
        raise BezetFout(f"{plek} is niet leeg en niet van de demo: kies een andere NACHTLEVEN_DATA")
    (plek / MERK).write_text("Deze map wordt bij elke start van de demo leeggemaakt.\n", encoding="utf-8")
    for pad in inhoud:
        if pad.is_dir() and not pad.is_symlink():
            shutil.rmtree(pad)
        elif pad.name != MERK:
            pad.unlink()


def maak_omgeving(basis: Mapping[str, str], plek: Path, adres: str, gateway: str) -> dict[str, str]:
    """Give the environment of the demo's processes: all of ours is its own, its secrets in files of its folder.

    `gateway` is the address of the demo's own gateway: whatever happens, the demo reaches no other.
    """
    kluis = plek / "sleutels"
    kluis.mkdir(mode=0o700)
    geheimen = {
        "ENCRYPTION_KEYS": nieuwe_sleutel(),
        "PSEUDONYM_KEY": nieuwe_sleutel(),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
    }
    eigen = {
        "NACHTLEVEN_DATA": str(plek),
        "NACHTLEVEN_PUBLIC_URL": adres,
        "NACHTLEVEN_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "NACHTLEVEN_TWILIO_API_URL": gateway,
    }
    for naam, waarde in geheimen.items():
        pad = kluis / naam.lower()
        pad.touch(mode=0o600)
        pad.write_text(waarde, encoding="utf-8")
        eigen[f"{_ONZE}{naam}_FILE"] = str(pad)
    rest = {naam: waarde for naam, waarde in basis.items() if not naam.startswith(_ONZE) or naam in _BLIJFT}
    return {**rest, **eigen}
