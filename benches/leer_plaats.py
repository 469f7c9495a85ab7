"""Fit the weights of the signs of a venue on the tuned-on texts: `python benches/leer_plaats.py` prints the table.

A conditional logit: the chance of a venue is its share of exp(weight), "no venue" weighs nothing. Where the gold names
several candidates each has an equal part. The weights are pulled a little to nought, so that a sign seen seldom stays
small. Chatter is left out: the Lezer damps every venue where it reads chatter.
"""

import csv
import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nachtleven.lezen.gewoonheid import gewoonheden
from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.plaatslezer import Plaatslezer
from nachtleven.lezen.taal import Taalherkenner
from nachtleven.lezen.tekst import tokens
from nachtleven.register.zaken import Zaak

CONFIG = Path("config")
DATA = Path("tests/lezen/data")
RONDEN = 3000
TREK = 0.0003
STAP = 0.05

Matrix = NDArray[np.float64]
Voorbeeld = tuple[list[dict[str, float]], list[float]]
"""The signs of each venue found; the part of the gold each has (what is left is for no venue)."""


def lees_zaken(pad: Path) -> list[Zaak]:
    """Read a register file of venues, trusted: it is our own test data."""
    with pad.open(encoding="utf-8") as bestand:
        return [
            Zaak(
                zaak_id=rij["zaak_id"],
                naam=rij["naam"],
                aliassen=tuple(alias for alias in rij["aliassen"].split("|") if alias),
                straat=rij["straat"],
                huisnummer=rij["huisnummer"],
                postcode=rij["postcode"],
                gemeente=rij["gemeente"],
                wijk=rij["wijk"],
                capaciteit=None,
                portier=rij["portier"] == "ja",
            )
            for rij in csv.DictReader(bestand)
        ]


def voorbeelden(folder: Path) -> list[Voorbeeld]:
    """Give the examples of one set."""
    zaken = lees_zaken(folder / "zaken.csv")
    lezer = Plaatslezer(CONFIG, bouw_index(zaken, gewoonheden(zaken)))
    herkenner = Taalherkenner(CONFIG)
    uit: list[Voorbeeld] = []
    for regel in (folder / "berichten.jsonl").read_text(encoding="utf-8").splitlines():
        rij = json.loads(regel)
        if rij["soort"] == "ruis":
            continue
        woorden = tokens(rij["tekst"])
        vondsten = lezer.vondsten(rij["tekst"], woorden, herkenner.lees(rij["tekst"], woorden).taal)
        goud = [rij["zaak"]] if rij["zaak"] else rij["kandidaten"]
        ids = [zaken[vondst.zaak].zaak_id for vondst in vondsten]
        gevonden = [naam for naam in ids if naam in goud]
        if goud and not gevonden:
            continue
        doel = [1 / len(gevonden) if naam in goud else 0.0 for naam in ids]
        uit.append(([_met_basis(vondst.tekens) for vondst in vondsten], doel))
    return uit


def _met_basis(tekens: dict[str, float]) -> dict[str, float]:
    return {**tekens, ("straat" if "straat_alleen" in tekens else "naam"): 1.0}


def leer(rijen: Sequence[Voorbeeld], namen: Sequence[str], begin: Matrix) -> Matrix:
    """Give the weights, by gradient steps with a running scale (Adam)."""
    plek = {naam: n for n, naam in enumerate(namen)}
    tellend = [(tekens, doel) for tekens, doel in rijen if tekens]
    groep = np.concatenate([np.full(len(tekens), n) for n, (tekens, _) in enumerate(tellend)])
    matrix = np.zeros((len(groep), len(namen)))
    for rij, tekens in enumerate(t for lijst, _ in tellend for t in lijst):
        for naam, sterkte in tekens.items():
            matrix[rij, plek[naam]] = sterkte
    doel = np.concatenate([np.array(doel) for _, doel in tellend])
    gewichten, eerste, tweede = begin.copy(), np.zeros_like(begin), np.zeros_like(begin)
    for ronde in range(1, RONDEN + 1):
        delen = np.exp(np.clip(matrix @ gewichten, -30, 30))
        som = 1 + np.bincount(groep, delen, len(tellend))
        helling = matrix.T @ (delen / som[groep] - doel) / len(tellend) + TREK * gewichten
        eerste = 0.9 * eerste + 0.1 * helling
        tweede = 0.999 * tweede + 0.001 * helling**2
        gewichten -= STAP * (eerste / (1 - 0.9**ronde)) / (np.sqrt(tweede / (1 - 0.999**ronde)) + 1e-8)
    return gewichten


def main() -> None:
    """Print the table for `config/lezen.toml`."""
    rijen = [
        voorbeeld
        for folder in sorted(DATA.iterdir())
        if (folder / "zaken.csv").exists()
        for voorbeeld in voorbeelden(folder)
    ]
    namen = sorted({naam for tekens, _ in rijen for lijst in tekens for naam in lijst})
    huidig = tomllib.loads((CONFIG / "lezen.toml").read_text(encoding="utf-8"))["gewichten"]
    gewichten = leer(rijen, namen, np.array([float(huidig.get(naam, 0.0)) for naam in namen]))
    for naam, gewicht in zip(namen, gewichten, strict=True):
        sys.stdout.write(f"{naam} = {gewicht:.3f}\n")


if __name__ == "__main__":
    main()
