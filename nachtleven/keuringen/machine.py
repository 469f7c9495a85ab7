"""Looking at the machine: the data folder, where keys are, room on the disk, the spool, the clock beside others'."""

import shutil
import stat
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nachtleven.keuringen.waarden import Keurpunt, fout, goed, let_op
from nachtleven.spoel import Spoel

_GIB = 1024**3
_KRAP, _WEINIG = 5 * _GIB, 1 * _GIB
_SLEUTELS = ("ENCRYPTION_KEYS", "PSEUDONYM_KEY", "SECRET_KEY")
_ANDEREN = stat.S_IRWXG | stat.S_IRWXO
_SPELING, _TE_VEEL = timedelta(seconds=5), timedelta(seconds=30)
"""A code of the log-in app holds for half a minute, with as much slack either way."""
_GEBOUWD = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right stands before the program was written."""


def keur_map(data: Path) -> Keurpunt:
    """Look whether the data folder is there and closed to others."""
    naam = "datamap"
    if not data.is_dir():
        return fout(
            naam, f"{data} bestaat niet", f"maak de map: install -d -m 0700 {data}, als de gebruiker die serve draait"
        )
    if data.stat().st_mode & _ANDEREN:
        return let_op(naam, f"{data} is ook voor anderen open", f"sluit ze: chmod 0700 {data}")
    return goed(naam, str(data))


def keur_sleutelplek(omgeving: Mapping[str, str], data: Path) -> Keurpunt:
    """Look whether a key stands in a file in the data folder: who takes or copies that folder would have it too."""
    naam = "plaats van de sleutels"
    bestanden = [omgeving.get(f"NACHTLEVEN_{sleutel}_FILE", "") for sleutel in _SLEUTELS]
    erbij = [pad for pad in bestanden if pad and Path(pad).resolve().is_relative_to(data.resolve())]
    if erbij:
        return let_op(
            naam, f"{', '.join(erbij)} in de datamap",
            "leg ze elders, het best waar ze alleen in het geheugen bestaan (LoadCredential= van systemd); zie "
            "docs/sleutels.md",
        )  # fmt: skip
    return goed(naam, "niet in de datamap")


def keur_schijf(vrij: int) -> Keurpunt:
    """Look at the bytes that are free where the data folder stands."""
    naam, gezien = "schijf", f"{vrij / _GIB:.1f} GiB vrij"
    if vrij < _WEINIG:
        return fout(naam, gezien, "maak nu plaats: zonder schijf kan geen bericht bewaard worden, ook niet in de spoel")
    if vrij < _KRAP:
        return let_op(naam, gezien, "maak plaats of vergroot de schijf; ruim oude reservekopieën en verslagen op")
    return goed(naam, gezien)


def vrije_bytes(data: Path) -> int:
    """Give the free bytes of the disk on which a folder stands, or will stand."""
    plek = next(pad for pad in (data, *data.parents) if pad.is_dir())
    return shutil.disk_usage(plek).free


def keur_spoel(spoel: Spoel, moment: datetime) -> Keurpunt:
    """Look whether a message could be spooled, and what waits there."""
    naam = "spoel"
    if not spoel.is_beschrijfbaar():
        return fout(
            naam, "niet beschrijfbaar", "geef de gebruiker die serve draait schrijfrecht op de map spoel in de datamap"
        )
    kapot = len(spoel.kapotte(moment))
    if kapot:
        return let_op(
            naam, f"{kapot} onleesbare bestanden",
            "zet de hoofdsleutel van toen terug achteraan in NACHTLEVEN_ENCRYPTION_KEYS, hernoem .kapot naar .bericht, "
            "en draai `nachtleven sms spoel`",
        )  # fmt: skip
    wachtend = spoel.aantal()
    if wachtend:
        return let_op(naam, f"{wachtend} berichten wachten", "herstel de database; de planner neemt ze dan zelf op")
    return goed(naam, "leeg en beschrijfbaar")


def keur_klok(ons: datetime, anders: datetime | None, van_wie: str) -> Keurpunt:
    """Look at our clock beside another's; None: the other did not tell the time."""
    naam = f"klok ({van_wie})"
    if ons < _GEBOUWD:
        return fout(naam, f"de klok staat op {ons:%Y-%m-%d %H:%M} UTC", "zet de klok gelijk: timedatectl set-ntp true")
    if anders is None:
        return goed(naam, "na 2026; niemand om mee te vergelijken")
    scheef = abs(ons - anders)
    gezien = f"{scheef.total_seconds():.0f} s verschil"
    if scheef > _TE_VEEL:
        return fout(
            naam, gezien,
            "zet de klok gelijk: timedatectl set-ntp true; uren van meldingen en codes bij het aanmelden kloppen niet",
        )  # fmt: skip
    if scheef > _SPELING:
        return let_op(naam, gezien, "kijk of de tijdsdienst loopt: timedatectl status")
    return goed(naam, gezien)
