"""The demo's data moved to the present: they were written around one Monday, the peildag, and move by whole weeks.

Weekdays and clock times stay what they were, so that "vrijdag" in a text is still a Friday, and a doorman's shift still
covers the text about it. Goes out: register files and exports as the ordinary imports take them.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from nachtleven.nacht import BRUSSEL, lokaal, nacht_van

GEGEVENS = Path(__file__).parent / "gegevens"
PEILDAG = date(2026, 11, 16)
"""The Monday that the packaged data were written around; all that is past in them lies before it."""

_NACHT = PEILDAG - timedelta(days=1)
_MOMENTEN = frozenset({"van", "tot", "gelogd", "tijdstip", "ontvangen"})
_DAGEN = frozenset({"geldig_van", "geldig_tot", "geschorst_van", "geschorst_tot"})

SOORTEN = ("zaken", "portiers", "inzet", "incidenten", "controles")
"""The registers in the order in which they are imported."""


def weken_sinds(nu: datetime) -> timedelta:
    """Give the whole weeks from the peildag to the Monday of the present night's week; may be negative."""
    nacht = nacht_van(nu)
    return nacht - timedelta(days=nacht.weekday()) - PEILDAG


def schrijf_register(soort: str, nu: datetime, doel: Path) -> None:
    """Write a register file with its moments and days moved; the shifts get those of the night that is and was."""
    rijen = [_verschoven(rij, weken_sinds(nu)) for rij in _rijen(f"{soort}.csv")]
    if soort == "inzet":
        nacht = nacht_van(nu)
        for avond in (nacht - timedelta(days=1), nacht):
            rijen += [_verschoven(rij, avond - _NACHT) for rij in _rijen("inzet_nacht.csv")]
    with doel.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, list(rijen[0]))
        schrijver.writeheader()
        schrijver.writerows(rijen)


def verleden(nu: datetime) -> list[str]:
    """Give the messages of the past months as the lines of a gateway's export, each at a moment before now."""
    duur = weken_sinds(nu)
    regels = []
    for rij in _regels("berichten.jsonl"):
        rij["ontvangen"] = _moment(rij["ontvangen"], duur)
        regels.append(json.dumps(rij, ensure_ascii=False))
    return regels


def laatste_nacht() -> list[tuple[str, str]]:
    """Give the sender and the text of each message of the last night, in order."""
    return [(rij["van"], rij["tekst"]) for rij in _regels("laatste_nacht.jsonl")]


def _regels(naam: str) -> Iterator[dict[str, str]]:
    for lijn in (GEGEVENS / naam).read_text(encoding="utf-8").splitlines():
        yield json.loads(lijn)


def _rijen(naam: str) -> list[dict[str, str]]:
    with (GEGEVENS / naam).open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _verschoven(rij: Mapping[str, str], duur: timedelta) -> dict[str, str]:
    return {veld: _vertaler(veld)(waarde, duur) if waarde else waarde for veld, waarde in rij.items()}


def _vertaler(veld: str) -> Callable[[str, timedelta], str]:
    if veld in _MOMENTEN:
        return _moment
    return _dag if veld in _DAGEN else _zelfde


def _moment(waarde: str, duur: timedelta) -> str:
    """Move a moment on the wall clock of Brussels; its offset becomes that of the new day."""
    kloktijd = lokaal(datetime.fromisoformat(waarde)).replace(tzinfo=None) + duur
    return kloktijd.replace(tzinfo=BRUSSEL).isoformat()


def _dag(waarde: str, duur: timedelta) -> str:
    return (date.fromisoformat(waarde) + duur).isoformat()


def _zelfde(waarde: str, _duur: timedelta) -> str:
    return waarde
