"""Train the models of kind, role, grounds, facts and urgency: writes config/lezen/inhoud.npz and zinnen.npz.

The quick one (inhoud.npz) weighs the words of a text; the deep one (zinnen.npz) the vector of the whole text as well.

Learns from the tuned-on texts in tests/lezen/data/; names of venues are masked as at reading time.
Thresholds per label come from five folds, over the texts of the sets alone: our own, in eigen/, hold more hard cases
than people send. `--toets` only measures those folds; `--snel` leaves the deep model as it is.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from nachtleven.lezen.inhoudkenmerken import RIJEN, Begrippen, Stuk, stukken
from nachtleven.lezen.inhoudmodel import DIEP, SNEL, kenmerken
from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.tekst import tokens
from nachtleven.lezen.zinnen import Vectoren, Zinvectoren, gelijkenis

DATA = Path("tests/lezen/data")
CONFIG = Path("config")
VOUWEN = 5
DEMPING = 8.0
"""How much the weights are held back."""
SCHAAL = 4.0
"""The score of a text that surely has a label, so that scores go to sureness as those of a logistic model do."""
STAPPEN = tuple(stap / 10 for stap in range(-16, 17, 2))
ROLPAREN = (("rol=slachtoffer", "rol=getuige"), ("rol=portier", "rol=uitbater"))
SPOEDIG = 2.0
"""How much more a missed cry weighs than a false one."""
MELDING, SPOED = "soort=melding", "spoed=ja"
Rij = dict[str, Any]


def namen(folder: Path) -> list[str]:
    """Give the names of a set's venues, longest first; none where the set has no register."""
    pad = folder / "zaken.csv"
    if not pad.exists():
        return []
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    alle = {naam for rij in rijen for naam in (rij["naam"], *rij["aliassen"].split("|")) if len(naam) > 2}
    return sorted(alle, key=len, reverse=True)


def maskeer(tekst: str, lijst: Sequence[str]) -> list[Woorden]:
    """Find the literal names of venues."""
    if not lijst:
        return []
    patroon = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, lijst)) + r")(?!\w)", re.IGNORECASE)
    return [Woorden(m.start(), m.end()) for m in patroon.finditer(tekst)]


def lees() -> tuple[list[Rij], list[tuple[Stuk, ...]]]:
    """Read every labelled text, with its words."""
    rijen: list[Rij] = []
    woorden: list[tuple[Stuk, ...]] = []
    for pad in sorted(p for p in DATA.glob("*/*.jsonl") if p.name != "apart.jsonl"):
        lijst = namen(pad.parent)
        for regel in pad.read_text(encoding="utf-8").splitlines():
            if regel.strip():
                rij = {"rol": None, "taal": None, "gronden": [], "feiten": [], "spoed": False, **json.loads(regel)}
                rij |= {"set": pad.parent.name, "bron": pad.stem}
                rijen.append(rij)
                woorden.append(stukken(rij["tekst"], tokens(rij["tekst"]), maskeer(rij["tekst"], lijst)))
    return rijen, woorden


def matrix(rijen: Sequence[Rij], woorden: Sequence[tuple[Stuk, ...]]) -> csr_matrix:
    """One row a text, one column a row of the model."""
    begrippen = Begrippen(CONFIG / "talen" / "inhoud")
    data: list[float] = []
    kolom: list[int] = []
    begin = [0]
    for rij, stuks in zip(rijen, woorden, strict=True):
        for kenmerk in kenmerken(stuks, rij["taal"], begrippen):
            kolom.extend(kenmerk.rijen)
            data.extend([kenmerk.gewicht] * len(kenmerk.rijen))
        begin.append(len(kolom))
    uit = csr_matrix((np.array(data, np.float32), kolom, begin), shape=(len(rijen), RIJEN))
    uit.sum_duplicates()
    return uit


def labels(rijen: Sequence[Rij]) -> dict[str, NDArray[np.bool_]]:
    """Give for every label which texts have it."""
    per = [
        {f"soort={r['soort']}", f"rol={r['rol']}", *(f"grond={g}" for g in r["gronden"])}
        | {f"feit={f}" for f in r["feiten"]}
        | ({"spoed=ja"} if r["spoed"] else set())
        for r in rijen
    ]
    alle = sorted(set().union(*per) - {"rol=None"})
    return {label: np.array([label in een for een in per]) for label in alle}


def telt(label: str, rijen: Sequence[Rij]) -> NDArray[np.bool_]:
    """Tell which texts a label is learned from: roles only where something is told, from cries for help only urgency.

    Those are all told by the public, and so many more of them would make a melding of what is none.
    """
    if label == SPOED:
        return np.ones(len(rijen), bool)
    mee = np.array([r["bron"] != "spoed" for r in rijen])
    if label.startswith("rol="):
        samen = "melding" if label in ("rol=slachtoffer", "rol=getuige") else "incident"
        mee &= np.array([r["soort"] == samen for r in rijen])
    return mee


def groepen(namen_: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give the labels by the texts they are learned from."""
    yield from ROLPAREN
    yield (SPOED,)
    yield [label for label in namen_ if label != SPOED and not label.startswith("rol=")]


def leer(
    kern: NDArray[np.float32], rijen: Sequence[Rij], per: dict[str, NDArray[np.bool_]], mee: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Give how much each text that takes part speaks for each label: ridge regression, solved over the texts.

    `kern`: how alike the texts are, two by two. There are fewer texts than rows, so this is far quicker than by row.
    """
    namen_ = list(per)
    uit = np.zeros((len(rijen), len(namen_)), np.float32)
    for groep in groepen(namen_):
        waar = np.flatnonzero(mee & telt(groep[0], rijen))
        stelsel = kern[np.ix_(waar, waar)] + 1
        stelsel[np.diag_indices(len(waar))] += DEMPING
        y = np.stack([per[label] for label in groep], axis=1)[waar]
        doel = np.where(y, SCHAAL, -SCHAAL).astype(np.float32)
        kolommen = [namen_.index(label) for label in groep]
        uit[np.ix_(waar, kolommen)] = cho_solve(cho_factor(stelsel, overwrite_a=True), doel)
    return uit


def beste_grens(y: NDArray[np.bool_], stand: NDArray[np.float64], bij: float = 1.0) -> float:
    """Give the score above which F1 (F2 for `bij` 2) is best, held back to even by a pseudo-count."""
    beste, grens = -1.0, 0.0
    for g in np.arange(-8, 2.1, 0.1):
        goed = float((y & (stand > g)).sum())
        gemist, fout = float(y.sum()) - goed, float((~y & (stand > g)).sum())
        f = (1 + bij**2) * goed / ((1 + bij**2) * goed + bij**2 * gemist + fout + 0.5) - 0.002 * abs(g + 1)
        if f > beste:
            beste, grens = f, float(g)
    return grens


def voorsprong(
    groep: Sequence[str], per: dict[str, NDArray[np.bool_]], stand: dict[str, NDArray[np.float64]]
) -> dict[str, float]:
    """Give what to take off the first label of a group, of which the highest is chosen, to be right most.

    Only off the first, the most common one: what is fitted of the others is this set of texts more than texts at large.
    """
    mee = np.any([per[label] for label in groep], axis=0)
    x = np.stack([stand[label][mee] for label in groep], axis=1)
    goud = np.argmax(np.stack([per[label][mee] for label in groep], axis=1), axis=1)
    keuzes = []
    for stap in STAPPEN:
        af = np.zeros(len(groep))
        af[0] = stap
        keuzes.append((float((np.argmax(x - af, axis=1) == goud).mean()), -abs(stap), stap))
    return {**dict.fromkeys(groep, 0.0), groep[0]: max(keuzes)[2]}


def vouw(
    kern: NDArray[np.float32], rijen: Sequence[Rij], per: dict[str, NDArray[np.bool_]]
) -> dict[str, NDArray[np.float64]]:
    """Score every text by models that have not seen it."""
    nummer = np.random.default_rng(1).permutation(len(rijen)) % VOUWEN
    uit = np.zeros((len(rijen), len(per)))
    for k in range(VOUWEN):
        per_tekst = leer(kern, rijen, per, nummer != k)
        uit[nummer == k] = kern[nummer == k] @ per_tekst + per_tekst.sum(axis=0)
    return {label: uit[:, plaats] for plaats, label in enumerate(per)}


def verslag(rijen: Sequence[Rij], per: dict[str, NDArray[np.bool_]], stand: dict[str, NDArray[np.float64]],
            grens: dict[str, float]) -> None:  # fmt: skip
    """Print what the folds reach, over the sets that others wrote."""
    telt_mee = np.array([r["set"] != "eigen" for r in rijen])
    soorten = [label for label in per if label.startswith("soort=")]
    gekozen = np.array(soorten)[np.argmax(np.stack([stand[s] - grens[s] for s in soorten]), axis=0)]
    goud = np.array([f"soort={r['soort']}" for r in rijen])
    print("soort", round(float((gekozen == goud)[telt_mee].mean()), 4))
    verteld = np.isin(gekozen, ["soort=melding", "soort=incident"])
    for groep in ("grond=", "feit=", "spoed="):
        tp = fp = fn = 0
        for label in per:
            if label.startswith(groep):
                ja, y = (stand[label] > grens[label])[telt_mee] & verteld[telt_mee], per[label][telt_mee]
                a, b, c = int((ja & y).sum()), int((ja & ~y).sum()), int((~ja & y).sum())
                tp, fp, fn = tp + a, fp + b, fn + c
                print(f"  {label:28} n {int(y.sum()):4} p {a / max(1, a + b):.2f} r {a / max(1, a + c):.2f}")
        print(groep, "f1", round(2 * tp / max(1, 2 * tp + fp + fn), 4))
    for een, twee in ROLPAREN:
        mee = (per[een] | per[twee]) & telt(een, rijen) & telt_mee
        print(
            een,
            round(float(((stand[een] - grens[een] > stand[twee] - grens[twee]) == per[een])[mee].mean()), 4),
            int(mee.sum()),
        )


def grenzen(
    rijen: Sequence[Rij], per: dict[str, NDArray[np.bool_]], stand: dict[str, NDArray[np.float64]]
) -> dict[str, float]:
    """Give the threshold of every label, from scores of texts that their models had not seen."""
    echt = np.array([rij["set"] != "eigen" for rij in rijen])
    grens = {
        label: beste_grens(y[echt], stand[label][echt], SPOEDIG if label == SPOED else 1.0)
        if label.startswith(("grond=", "feit=", "spoed="))
        else 0.0
        for label, y in per.items()
    }
    echte_labels = {label: y[echt] for label, y in per.items()}
    echte_stand = {label: een[echt] for label, een in stand.items()}
    soorten = sorted((label for label in per if label.startswith("soort=")), key=lambda label: label != MELDING)
    for groep in (tuple(soorten), *ROLPAREN):
        grens |= voorsprong(groep, echte_labels, echte_stand)
    return grens


def schrijf(
    pad: Path, x: csr_matrix, per_tekst: NDArray[np.float32], grens: dict[str, float], vectoren: Vectoren | None = None
) -> None:
    """Write the weights as bytes with one scale a label; of the deep model also its texts, as vectors."""
    tabel = x.T @ per_tekst
    stap = np.maximum(np.abs(tabel).max(axis=0) / 127, 1e-9)
    diep = {} if vectoren is None else {"steun": vectoren, "per_tekst": per_tekst.astype(np.float16)}
    np.savez_compressed(
        pad,
        labels=np.array(list(grens)),
        gewichten=np.round(tabel / stap).astype(np.int8),
        schaal=stap.astype(np.float32),
        begin=per_tekst.sum(axis=0).astype(np.float32),
        grenzen=np.array(list(grens.values()), np.float32),
        **diep,
    )


def zonder_zetten(waar: Path) -> dict[str, Path]:
    """Learn the quick model some times, each without a part of the sets; give for each set the one without it.

    What is learned of how a model reads these very texts must come from one that has not seen them.
    """
    rijen, woorden = lees()
    x, per = matrix(rijen, woorden), labels(rijen)
    kern = np.asarray((x @ x.T).todense(), np.float32)
    van = np.array([rij["set"] for rij in rijen])
    zetten = sorted(set(van) - {"eigen"})
    uit: dict[str, Path] = {}
    stand = np.zeros((len(rijen), len(per)))
    geleerd = []
    for beurt in range(VOUWEN):
        weg = np.isin(van, zetten[beurt::VOUWEN])
        per_tekst = leer(kern, rijen, per, ~weg)
        stand[weg] = kern[weg] @ per_tekst + per_tekst.sum(axis=0)
        geleerd.append(per_tekst)
    grens = grenzen(rijen, per, {label: stand[:, plaats] for plaats, label in enumerate(per)})
    for beurt, per_tekst in enumerate(geleerd):
        pad = waar / f"{beurt}.npz"
        schrijf(pad, x, per_tekst, grens)
        uit |= dict.fromkeys(zetten[beurt::VOUWEN], pad)
    return uit


def main() -> None:
    rijen, woorden = lees()
    x, per = matrix(rijen, woorden), labels(rijen)
    kern = np.asarray((x @ x.T).todense(), np.float32)
    alle = np.ones(len(rijen), bool)
    modellen: list[Vectoren | None] = [None]
    if "--snel" not in sys.argv:
        modellen.append(Zinvectoren().van([rij["tekst"] for rij in rijen]))
    for vectoren in modellen:
        print("\nquick" if vectoren is None else "\ndeep")
        kern_ = kern if vectoren is None else kern + gelijkenis(vectoren, vectoren)
        stand = vouw(kern_, rijen, per)
        grens = grenzen(rijen, per, stand)
        verslag(rijen, per, stand, grens)
        if "--toets" not in sys.argv:
            pad = CONFIG / "lezen" / (SNEL if vectoren is None else DIEP)
            schrijf(pad, x, leer(kern_, rijen, per, alle), grens, vectoren)


if __name__ == "__main__":
    main()
