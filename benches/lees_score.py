"""How well texts are read: `make lees-score` prints what was tuned on beside what was set aside and what is asked.

Every set of tests/lezen/data is read through the Lezer against its own register. Also the calibration of the best
venue's sureness. `--fout SET VELD` lists what was read otherwise in one field; only of what was tuned on, so that
nobody tunes on what was set aside. `--json` prints the figures alone.
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
from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.register.zaken import Zaak
from nachtleven.toonlezing import als_regel

DATA = Path("tests/lezen/data")
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


@lru_cache(maxsize=16)
def lezer(folder: Path) -> tuple[Lezer, Mapping[str, tuple[str, ...]]]:
    """Give the reader over a set's register, and the names and aliases by venue."""
    register = zaken(folder)
    return Lezer(CONFIG, bouw_index(register, gewoonheden(register))), {
        een.zaak_id: (een.naam, *een.aliassen) for een in register
    }


def gelezen(folder: Path, deel: str) -> Iterator[tuple[Paar, Oordeel | None]]:
    """Read one part of a set: the gold beside the reading, and the best venue's sureness and whether it was meant."""
    lezer_, _ = lezer(folder)
    with (folder / f"{deel}.jsonl").open(encoding="utf-8") as regels:
        for regel in regels:
            goud: dict[str, Any] = json.loads(regel)
            lezing = lezer_.lees(goud["tekst"], datetime.fromisoformat(goud["ontvangen"]), None)
            beste = lezing.zaken[0] if lezing.zaken else None
            oordeel = (beste.zekerheid, beste.zaak_id == goud["zaak"]) if beste else None
            yield (goud, als_regel(lezing, koppel_zaak(lezing))), oordeel


def gemeten(deel: str) -> tuple[dict[str, Breuk], list[Bak]]:
    """Measure one part of all sets together, and the calibration curve."""
    per_set, oordelen = [], []
    for folder in sorted(pad.parent for pad in DATA.glob("*/zaken.csv")):
        uitkomst = list(gelezen(folder, deel))
        per_set.append(maten([paar for paar, _ in uitkomst], lezer(folder)[1]))
        oordelen += [oordeel for _, oordeel in uitkomst if oordeel]
    return optellen(per_set), ijking(oordelen)


def toon(getund: Mapping[str, Breuk], apart: Mapping[str, Breuk], krommen: tuple[list[Bak], list[Bak]]) -> None:
    """Print the table and the calibration curve of what was set aside."""
    print(f"{'measure':28} {'tuned on':>10} {'set aside':>10} {'asked':>7}")
    for naam, doel in DOELEN.items():
        haalt = (apart[naam].waarde or 0.0) >= doel
        vraag = f"{doel:7.2f}{' ' if haalt else ' <'}" if doel else ""
        print(f"{naam:28} {cijfer(getund[naam].waarde):>10} {cijfer(apart[naam].waarde):>10} {vraag}")
    print(f"{'ece_zaak (at most)':28} {cijfer(ijkfout(krommen[0])):>10} {cijfer(ijkfout(krommen[1])):>10}    0.05")
    print("\ncalibration of the best venue, set aside: sureness said, readings, part that was right")
    for bak in krommen[1]:
        print(f"  {bak.van:.1f}-{bak.tot:.1f}  {bak.zekerheid:.3f}  {bak.aantal:4}  {bak.juist:.3f}")


def cijfer(waarde: float | None) -> str:
    """Write a measure, a stroke where there is nothing to measure."""
    return "-" if waarde is None else f"{waarde:.4f}"


def toon_fouten(naam: str, veld: str) -> None:
    """Print the texts of the tuned-on part of a set that were read otherwise in one field."""
    for (goud, lezing), _ in gelezen(DATA / naam, GETUND):
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
    (getund, kromme), (apart, kromme_apart) = gemeten(GETUND), gemeten(APART)
    if keuze.json:
        waarden = {naam: {GETUND: getund[naam].waarde, APART: apart[naam].waarde} for naam in DOELEN}
        print(json.dumps({**waarden, "ece_zaak": {GETUND: ijkfout(kromme), APART: ijkfout(kromme_apart)}}))
        return
    toon(getund, apart, (kromme, kromme_apart))


if __name__ == "__main__":
    main()
