"""Train the letter model of language: `make bench-leer_taal` writes config/talen/taal/letters.npz.

Learns from lines made of frequent words (wordfreq's lists, drawn by how often they are used), from the marker words in
config/talen/taal/, and from the tuned-on texts; half of the lines lose their marks, as in an SMS, and words of another
language are mixed in, as names of venues are. Bulgarian, Russian and Ukrainian are also written in Latin letters.
`--toets` measures with five folds instead: with the marker lines alone, and with the labelled texts beside them.
"""

import json
import random
import sys
import tomllib
import unicodedata
from pathlib import Path

import numpy as np
import wordfreq
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from nachtleven.lezen.taalkenmerken import RIJEN, rijen, taalwoorden

MAP = Path("config/talen/taal")
DATA = Path("tests/lezen/data")
REGELS_PER_TAAL = 2600
LETTERS = {
    "bg": ("абвгдежзийклмнопрстуфхцчшщъьюя", "a b v g d e j z i i k l m n o p r s t u f h c 4 6 6t u i iu q"),
    "ru": (
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch - y - e yu ya",
    ),
    "uk": (
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
        "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch - yu ya -",
    ),
}
LATIJN = {taal: dict(zip(van, naar.split(), strict=True)) for taal, (van, naar) in LETTERS.items()}
LATIJN_BG_GEWOON = {"ч": "ch", "ш": "sh", "щ": "sht", "я": "ya", "ъ": "a", "ж": "zh", "ю": "yu"}
Voorbeeld = tuple[str, str]
Lijsten = dict[str, tuple[list[str], list[float]]]


def latijns(woord: str, taal: str, kans: random.Random) -> str:
    """Write a Cyrillic word in Latin letters, Bulgarian in one of its two habits."""
    letters = dict(LATIJN[taal])
    if taal == "bg" and kans.random() < 0.4:
        letters |= LATIJN_BG_GEWOON
    return "".join(letters.get(letter, letter) for letter in woord).replace("-", "")


def zonder_tekens(tekst: str) -> str:
    """Drop the marks, as many phones do."""
    return "".join(t for t in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(t))


def kenwoorden() -> dict[str, list[str]]:
    """Read the marker words by language."""
    bestanden = [tomllib.loads(pad.read_text(encoding="utf-8")) for pad in sorted(MAP.glob("*.toml"))]
    return {inhoud["taal"]: inhoud["woorden"].split() for inhoud in bestanden if "taal" in inhoud}


def lijsten(talen: list[str]) -> Lijsten:
    """Give the frequent words of each language with how often each is used."""
    uit = {}
    for taal in talen:
        woorden = [w for w in wordfreq.top_n_list(taal, 6000) if taalwoorden(w)]
        uit[taal] = (woorden, [wordfreq.word_frequency(w, taal) ** 0.75 for w in woorden])
    return uit


def regels(kans: random.Random) -> list[Voorbeeld]:
    """Make the lines of frequent words and marker words, each with its language."""
    merken = kenwoorden()
    talen = sorted(merken)
    gewoon = lijsten(talen)
    uit = []
    for taal in talen:
        for _ in range(REGELS_PER_TAAL):
            uit.append((regel(taal, merken, gewoon, kans), taal))
    return uit


def regel(
    taal: str, merken: dict[str, list[str]], gewoon: dict[str, tuple[list[str], list[float]]], kans: random.Random
) -> str:
    """Make one line: two to fourteen words, one in eight of them another language's."""
    aantal = kans.randint(2, 14)
    uit_merken = kans.random() < 0.5
    woorden = kans.choices(merken[taal], k=aantal) if uit_merken else kans.choices(*gewoon[taal], k=aantal)
    if taal in LATIJN and kans.random() < 0.4:
        woorden = [latijns(woord, taal, kans) for woord in woorden]
    if kans.random() < 0.5:
        woorden = [zonder_tekens(woord) if taal != "ar" else woord for woord in woorden]
    vreemd = kans.choice(sorted(gewoon))
    for plek in range(2, aantal):
        if kans.random() < 0.125:
            woorden[plek] = kans.choices(*gewoon[vreemd])[0]
    return " ".join(woorden)


def gelabeld() -> list[Voorbeeld]:
    """Read the tuned-on texts that have a language."""
    rijen_json = [
        json.loads(lijn) for pad in sorted(DATA.glob("*/berichten.jsonl")) for lijn in pad.open(encoding="utf-8")
    ]
    return [(rij["tekst"], rij["taal"]) for rij in rijen_json if rij["taal"]]


def matrix(voorbeelden: list[Voorbeeld]) -> csr_matrix:
    """Count the features of each text, each text brought to length one."""
    kolommen: list[int] = []
    grenzen = [0]
    waarden: list[float] = []
    for tekst, _ in voorbeelden:
        eigen = [rij for woord in taalwoorden(tekst) for rij in rijen(woord)]
        kolommen += eigen
        waarden += [1.0 / max(len(eigen), 1) ** 0.5] * len(eigen)
        grenzen.append(len(kolommen))
    return csr_matrix((waarden, kolommen, grenzen), shape=(len(voorbeelden), RIJEN))


def leer(voorbeelden: list[Voorbeeld], gewichten: list[float]) -> SGDClassifier:
    """Fit one linear layer over all languages."""
    model = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=12, tol=None, random_state=8989)
    return model.fit(matrix(voorbeelden), [taal for _, taal in voorbeelden], sample_weight=gewichten)


def toets(gemaakt: list[Voorbeeld], echt: list[Voorbeeld]) -> None:
    """Print how often the bare model is right on labelled texts it didn't see."""
    alleen = leer(gemaakt, [1.0] * len(gemaakt))
    print("zonder gelabelde teksten", round(float(alleen.score(matrix(echt), [t for _, t in echt])), 4))
    goed = 0.0
    for vouw in range(5):
        weg = echt[vouw::5]
        rest = [v for i, v in enumerate(echt) if i % 5 != vouw]
        model = leer(gemaakt + rest, [1.0] * len(gemaakt) + [4.0] * len(rest))
        goed += float(model.score(matrix(weg), [t for _, t in weg])) * len(weg)
    print("met gelabelde teksten, vijf vouwen", round(goed / len(echt), 4))


def bewaar(model: SGDClassifier) -> None:
    """Write the weights as bytes with one scale, and the offsets."""
    schaal = float(np.quantile(np.abs(model.coef_), 0.9995)) / 127
    gewichten = np.clip(np.round(model.coef_.T / schaal), -127, 127).astype(np.int8)
    np.savez_compressed(
        MAP / "letters.npz",
        gewichten=gewichten,
        schaal=np.float32(schaal),
        begin=model.intercept_.astype(np.float32),
        talen=np.array(model.classes_),
    )
    print("bewaard:", (MAP / "letters.npz").stat().st_size, "bytes")


def main() -> None:
    kans = random.Random(8989)
    gemaakt, echt = regels(kans), gelabeld()
    kans.shuffle(echt)
    if "--toets" in sys.argv:
        toets(gemaakt, echt)
        return
    bewaar(leer(gemaakt + echt, [1.0] * len(gemaakt) + [4.0] * len(echt)))


if __name__ == "__main__":
    main()
