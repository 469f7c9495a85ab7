"""Fit the weights of the signs of a venue: `python benches/leer_plaats.py` prints the table for `config/lezen.toml`.

A conditional logit: the chance of a venue is its share of exp(weight), "no venue" weighs nothing. Where the gold names
several candidates each has an equal part. The weights are pulled a little to nought, so that a sign seen seldom stays
small. It learns from the tuned-on texts of every set and from their variations (`plaats_vormen`).

`--toets` fits as many times as there are sets, each time without one (neither its texts nor its register), and prints
how well that set is then linked: what may be hoped for on texts with a register that nobody has seen, before what is
read as chatter is taken off. Nothing that was set aside is read.
"""

import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory

import lees_maten
import numpy as np
from leer_inhoud import zonder_zetten
from lees_score import zaken as lees_zaken
from numpy.typing import NDArray
from plaats_vormen import Rij, Voorraad, gevarieerd, lees_zet
from scipy.optimize import minimize

from nachtleven.koppelen import Drempels, koppel_zaak, laad_drempels
from nachtleven.lezen.gewoonheid import gewoonheden
from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.inhoudkenmerken import Begrippen
from nachtleven.lezen.inhoudmodel import Inhoudmodel
from nachtleven.lezen.lezing import Lezing, Soort, ZaakScore
from nachtleven.lezen.plaatslezer import Plaatskennis, Plaatslezer, Vondst, laad_plaatskennis
from nachtleven.lezen.plaatswoorden import laad_plaatswoorden
from nachtleven.lezen.taal import Taalherkenner
from nachtleven.lezen.tekst import tokens
from nachtleven.register.zaken import Zaak

CONFIG = Path("config")
DATA = Path("tests/lezen/data")
GEEN = -1.0
"""What "no venue" is made to weigh afterwards. Of what is learned from, more names none than of what comes in.

On sets that were left out it gives recall and takes hardly any precision.
"""
ECHT = 4.0
"""How much more a text weighs that somebody wrote than a variation of one."""
TREK = 0.0002
KEER = 500
PROEF = (0.92, 0.9, 0.87, 0.85, 0.8)

Matrix = NDArray[np.float64]
Paar = tuple[Rij, Rij]


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """One text: its set, the other set whose register is beside, its row, per venue found the signs and its part.

    `zwaarte`: how much it weighs among all.
    """

    van: str
    met: str | None
    rij: Rij
    ids: Sequence[str]
    vondsten: Sequence[Vondst]
    doel: Sequence[float]
    zwaarte: float

    @property
    def goud(self) -> Sequence[str]:
        """The venues that the gold names."""
        return [self.rij["zaak"]] if self.rij["zaak"] else self.rij["kandidaten"]


@cache
def gekend(model: Path) -> tuple[Taalherkenner, Plaatskennis]:
    """Load what every register is read with, and a content model."""
    return Taalherkenner(CONFIG), laad_plaatskennis(CONFIG, Inhoudmodel(model, Begrippen(CONFIG / "talen" / "inhoud")))


def voorbeelden(voorraad: Voorraad, zwaarte: float, model: Path) -> Iterator[Voorbeeld]:
    """Read the texts of one stock against its register; `model`: a content model that has not seen them."""
    herkenner, kennis = gekend(model)
    lezer = Plaatslezer(kennis, bouw_index(voorraad.zaken, gewoonheden(voorraad.zaken)))
    for rij in voorraad.rijen:
        woorden = tokens(rij["tekst"])
        vondsten = lezer.vondsten(rij["tekst"], woorden, herkenner.lees(rij["tekst"], woorden).taal)
        goud = [rij["zaak"]] if rij["zaak"] else rij["kandidaten"]
        ids = [voorraad.zaken[vondst.zaak].zaak_id for vondst in vondsten]
        gevonden = sum(naam in goud for naam in ids)
        doel = [1 / gevonden if naam in goud else 0.0 for naam in ids]
        yield Voorbeeld(voorraad.van, voorraad.met, rij, ids, vondsten, doel, zwaarte)


def _tekens(vondst: Vondst) -> dict[str, float]:
    return {**vondst.tekens, vondst.grond: 1.0}


def leer(rijen: Iterable[Voorbeeld]) -> Mapping[str, float]:
    """Give the weight of every sign; texts whose venue was not found teach nothing."""
    tellend = [een for een in rijen if een.ids and (sum(een.doel) > 0 or not een.goud)]
    zwaarte = np.array([een.zwaarte for een in tellend])
    zwaarte /= zwaarte.mean()
    alle = [_tekens(vondst) for een in tellend for vondst in een.vondsten]
    namen = sorted({naam for tekens in alle for naam in tekens})
    plek = {naam: n for n, naam in enumerate(namen)}
    groep = np.repeat(np.arange(len(tellend)), [len(een.ids) for een in tellend])
    matrix = np.zeros((len(groep), len(namen)))
    for nummer, tekens in enumerate(alle):
        for naam, sterkte in tekens.items():
            matrix[nummer, plek[naam]] = sterkte
    doel = np.concatenate([np.array(een.doel) for een in tellend])
    geheel = np.bincount(groep, doel, len(tellend))

    def verlies(gewichten: Matrix) -> tuple[float, Matrix]:
        stand = np.clip(matrix @ gewichten, -30, 30)
        delen = np.exp(stand)
        som = 1 + np.bincount(groep, delen, len(tellend))
        per_vondst = zwaarte[groep]
        kans = float(np.sum(per_vondst * doel * (stand - np.log(som)[groep])))
        kans -= float(np.sum(zwaarte * (1 - geheel) * np.log(som)))
        helling = matrix.T @ (per_vondst * (delen / som[groep] - doel)) / len(tellend) + TREK * gewichten
        return -kans / len(tellend) + TREK / 2 * float(gewichten @ gewichten), helling

    gewichten = minimize(verlies, np.zeros(len(namen)), jac=True, method="L-BFGS-B", options={"maxiter": KEER}).x
    return {**dict(zip(namen, gewichten.tolist(), strict=True)), "geen": GEEN}


def alles() -> tuple[list[Voorbeeld], list[Voorbeeld]]:
    """Read the tuned-on texts of every set, and their variations."""
    folders = sorted(pad.parent for pad in DATA.glob("*/zaken.csv"))
    zetten = [lees_zet(folder, lees_zaken(folder)) for folder in folders]
    gewoon = [Voorraad(zet.naam, None, zet.zaken, [*zet.rijen, *zet.klets]) for zet in zetten]
    anders = list(gevarieerd(zetten, laad_plaatswoorden(CONFIG), random.Random(3)))
    with TemporaryDirectory() as waar, ProcessPoolExecutor() as processen:
        modellen = zonder_zetten(Path(waar))

        def gelezen(rij: Sequence[Voorraad], zwaarte: float) -> list[Voorbeeld]:
            zonder = [modellen[een.van] for een in rij]
            return [een for lijst in processen.map(_gelezen, rij, repeat(zwaarte), zonder) for een in lijst]

        return gelezen(gewoon, ECHT), gelezen(anders, 1.0)


def _gelezen(voorraad: Voorraad, zwaarte: float, model: Path) -> list[Voorbeeld]:
    return list(voorbeelden(voorraad, zwaarte, model))


def toets(gewoon: Sequence[Voorbeeld], anders: Sequence[Voorbeeld]) -> None:
    """Print the measures of every set by weights that were fitted without it."""
    register = {folder.name: lees_zaken(folder) for folder in sorted(pad.parent for pad in DATA.glob("*/zaken.csv"))}
    lezer = Plaatslezer(laad_plaatskennis(CONFIG), bouw_index(next(iter(register.values())), {}))
    uitkomst: dict[str, list[tuple[Voorbeeld, tuple[ZaakScore, ...]]]] = {}
    for naam in register:
        rest = [een for een in (*gewoon, *anders) if naam not in (een.van, een.met)]
        gewichten = leer(rest)
        uitkomst[naam] = [
            (een, lezer.gewogen(een.rij["tekst"], tokens(een.rij["tekst"]), een.vondsten, een.ids, gewichten))
            for een in gewoon
            if een.van == naam
        ]
    oordelen = [(s[0].zekerheid, s[0].zaak_id == een.rij["zaak"]) for rij in uitkomst.values() for een, s in rij if s]
    fout = lees_maten.ijkfout(lees_maten.ijking(oordelen))
    sys.stdout.write(f"each set by weights fitted without it; expected calibration error {fout:.3f}\n")
    basis = laad_drempels(CONFIG)
    for koppel in PROEF:
        maten = lees_maten.optellen(
            _maten(rij, register[naam], replace(basis, koppel=koppel)) for naam, rij in uitkomst.items()
        )
        rij = "".join(f"  {maat} {breuk.waarde:.3f}" for maat, breuk in maten.items() if breuk.geheel)
        sys.stdout.write(f"from {koppel:.2f}{rij}\n")


def _maten(
    rijen: Sequence[tuple[Voorbeeld, tuple[ZaakScore, ...]]], register: Sequence[Zaak], drempels: Drempels
) -> Mapping[str, lees_maten.Breuk]:
    paren: list[Paar] = []
    for een, scores in rijen:
        koppeling = koppel_zaak(_lezing(scores), drempels)
        paren.append((een.rij, {"zaak": koppeling.zaak, "kandidaten": list(koppeling.kandidaten)}))
    return lees_maten.zaakmaten(paren, {zaak.zaak_id: (zaak.naam, *zaak.aliassen) for zaak in register})


def _lezing(scores: tuple[ZaakScore, ...]) -> Lezing:
    leeg: frozenset[str] = frozenset()
    return Lezing(None, Soort.MELDING, None, scores, None, leeg, frozenset(), (), spoed=False, verklaringen=())


def main() -> None:
    """Print the table, or with `--toets` the measures without each set."""
    gewoon, anders = alles()
    if "--toets" in sys.argv[1:]:
        toets(gewoon, anders)
        return
    for naam, gewicht in sorted(leer([*gewoon, *anders]).items()):
        sys.stdout.write(f"{naam} = {gewicht:.3f}\n")


if __name__ == "__main__":
    main()
