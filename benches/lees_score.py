"""How well texts are read: `make lees-score` prints what was tuned on beside what was set aside and what is asked.

Every set of tests/lezen/data is read through the Lezer against its own register: by the quick reading that answers, and
by the deep one that follows. Also the calibration of the best venue's sureness. `--fout SET VELD` lists what the deep
one read otherwise in one field; only of what was tuned on, so that nobody tunes on what was set aside. `--json` prints
the figures alone. Fresh: tests/lezen/vers, written after all the rest to be hard, with a register that nothing saw.
"""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from lees_maten import DOELEN, Bak, Breuk, Paar, anders_gelezen, ijkfout, ijking, maten, optellen

from nachtleven.koppelen import koppel_zaak
from nachtleven.lezen.gewoonheid import gewoonheden
from nachtleven.lezen.index import ZaakIndex, bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.register.zaken import Zaak
from nachtleven.toonlezing import als_regel

DATA = Path("tests/lezen/data")
VERS = Path("tests/lezen/vers")
CONFIG = Path("config")
GETUND, APART = "berichten", "apart"
VELDEN = ("taal", "soort", "rol", "zaak", "kandidaten", "tijdstip", "gronden", "feiten", "kaartnummers", "spoed")
Oordeel = tuple[float, bool]


def zaken(folder: Path) -> list[Zaak]:
    """Read the register of a set."""
    with (folder / "zaken.csv").open(encoding="utf-8-sig", newline="") as bestand:
        return [zaak(rij) for rij in csv.DictReader(bestand)]


def zaak(rij: Mapping[str, str]) -> Zaak:
    """Make one venue of a row."""
    plaats = {veld: rij.get(veld) or "" for veld in ("straat", "huisnummer", "postcode", "gemeente", "wijk")}
    aliassen = tuple(filter(None, rij["aliassen"].split("|")))
    capaciteit = int(rij["capaciteit"]) if rij.get("capaciteit") else None
    portier = rij.get("portier") == "ja"
    return Zaak(rij["zaak_id"], rij["naam"], aliassen, **plaats, capaciteit=capaciteit, portier=portier)


@lru_cache(maxsize=2)
def basis(*, diep: bool) -> Lezer:
    """Give a reader over no venues."""
    return Lezer(CONFIG, bouw_index((), {}), diep=diep)


@lru_cache(maxsize=16)
def register(folder: Path) -> tuple[ZaakIndex, Mapping[str, tuple[str, ...]]]:
    """Give the index of a set's register, and the names and aliases by venue."""
    lijst = zaken(folder)
    return bouw_index(lijst, gewoonheden(lijst)), {een.zaak_id: (een.naam, *een.aliassen) for een in lijst}


def gelezen(folder: Path, deel: str, *, diep: bool) -> Iterator[tuple[Paar, Oordeel | None]]:
    """Read one part of a set: the gold beside the reading, and the best venue's sureness and whether it was meant."""
    lezer = basis(diep=diep).met_index(register(folder)[0])
    regels = (folder / f"{deel}.jsonl").read_text(encoding="utf-8").splitlines()
    alle: list[dict[str, Any]] = [json.loads(regel) for regel in regels]
    lezer.bereid([goud["tekst"] for goud in alle])
    for goud in alle:
        lezing = lezer.lees(goud["tekst"], datetime.fromisoformat(goud["ontvangen"]), None)
        beste = lezing.zaken[0] if lezing.zaken else None
        oordeel = (beste.zekerheid, beste.zaak_id == goud["zaak"]) if beste else None
        yield (goud, als_regel(lezing, koppel_zaak(lezing))), oordeel


def gemeten(deel: str, *, diep: bool = False, waar: Path = DATA) -> tuple[dict[str, Breuk], list[Bak]]:
    """Measure one part of all sets together, and the calibration curve."""
    per_set, oordelen = [], []
    for folder in sorted(pad.parent for pad in waar.glob("*/zaken.csv")):
        uitkomst = list(gelezen(folder, deel, diep=diep))
        per_set.append(maten([paar for paar, _ in uitkomst], register(folder)[1]))
        oordelen += [oordeel for _, oordeel in uitkomst if oordeel]
    return optellen(per_set), ijking(oordelen)


Meting = Mapping[str, tuple[Mapping[str, Breuk], list[Bak]]]
"""What was measured, by column of the table."""


def toon(meting: Meting) -> None:
    """Print the table, and the calibration curve of the last column."""
    print(f"{'measure':28}" + "".join(f" {kolom:>16}" for kolom in meting) + f" {'asked':>7}")
    for naam, doel in DOELEN.items():
        waarden = [maten_[naam].waarde for maten_, _ in meting.values()]
        vraag = f"{doel:7.2f}{' ' if (waarden[-1] or 0.0) >= doel else ' <'}" if doel else ""
        print(f"{naam:28}" + "".join(f" {cijfer(waarde):>16}" for waarde in waarden) + f" {vraag}")
    print(f"{'ece_zaak (at most)':28}" + "".join(f" {cijfer(ijkfout(k)):>16}" for _, k in meting.values()) + "    0.05")
    print("\ncalibration of the best venue, last column: sureness said, readings, part that was right")
    for bak in [kromme for _, kromme in meting.values()][-1]:
        print(f"  {bak.van:.1f}-{bak.tot:.1f}  {bak.zekerheid:.3f}  {bak.aantal:4}  {bak.juist:.3f}")


def cijfer(waarde: float | None) -> str:
    """Write a measure, a stroke where there is nothing to measure."""
    return "-" if waarde is None else f"{waarde:.4f}"


def toon_fouten(naam: str, veld: str) -> None:
    """Print the texts of the tuned-on part of a set that were read otherwise in one field."""
    for (goud, lezing), _ in gelezen(DATA / naam, GETUND, diep=True):
        if anders_gelezen(goud, lezing, veld):
            print(f"{goud['id']} {goud['tekst']!r}\n   goud {goud[veld]!r}\n   lees {lezing[veld]!r}")


def main() -> None:
    lezers = argparse.ArgumentParser(description=__doc__)
    lezers.add_argument("--fout", nargs=2, metavar=("SET", "VELD"))
    lezers.add_argument("--json", action="store_true")
    keuze = lezers.parse_args()
    if keuze.fout:
        naam, veld = keuze.fout
        if veld not in VELDEN or not (DATA / naam / "zaken.csv").exists():
            lezers.error(f"SET is a folder of {DATA}, VELD one of {', '.join(VELDEN)}")
        toon_fouten(naam, veld)
        return
    meting = {
        f"{naam}{', deep' if diep else ''}": gemeten(deel, diep=diep)
        for deel, naam in ((GETUND, "tuned on"), (APART, "set aside"))
        for diep in (False, True)
    }
    meting |= {f"fresh{', deep' if diep else ''}": gemeten(GETUND, diep=diep, waar=VERS) for diep in (False, True)}
    if keuze.json:
        waarden = {naam: {kolom: maten_[naam].waarde for kolom, (maten_, _) in meting.items()} for naam in DOELEN}
        print(json.dumps({**waarden, "ece_zaak": {kolom: ijkfout(kromme) for kolom, (_, kromme) in meting.items()}}))
        return
    toon(meting)


if __name__ == "__main__":
    main()
