"""The linear model of content: how much each word of a text speaks for each kind, role, ground, fact, and urgency."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.inhoudkenmerken import (
    BEREIK,
    MIJN,
    NIET,
    PERSONEN,
    RIJEN,
    SCHRIJVER,
    VERWANT,
    WANT,
    ZAAK,
    Begrippen,
    Stuk,
    ontkend,
    paarrij,
    rij,
    vaste_rij,
    woordrijen,
)

Getallen = NDArray[np.float32]

SNEL, DIEP = "inhoud.npz", "zinnen.npz"
"""The files of the model that answers, and of the one that reads behind it."""
ONTHOUDEN = 1 << 14
"""Words whose weights are kept; the words of texts repeat."""
ONTHOUDEN_TEKSTEN = 16
"""Texts whose weights are kept: where no venue is meant, one is weighed twice alike, for its venues and for itself."""

LETTERS, WOORD, BEGRIP, BEGRIPPENPAAR, REDEN = 3.0, 3.0, 1.0, 0.35, 1.0
"""Weights of the letters of a word, of a word or a pair, of an idea, of a pair of ideas, of one given as the reason."""

NAAST = frozenset({"met", "en"})
"""Ideas of who is beside the writer, as the word tables call them."""
VER_VAN_MIJN = 3
"""Words from "my" to whom it says it of: "mijn twee Ghanese vrienden"."""
VAST = 0.5
"""Weight of what holds of the whole text: its language and its length."""


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """Rows of the model with one weight, and the word they belong to; -1: the text as a whole."""

    plaats: int
    rijen: tuple[int, ...]
    gewicht: float


def lengte(aantal: int) -> str:
    """Name the length of a text in words."""
    return next((f"tot{grens}" for grens in (1, 2, 3, 5, 8, 12, 20, 35) if aantal <= grens), "lang")


def kenmerken(stukken: Sequence[Stuk], taal: str | None, begrippen: Begrippen) -> list[Kenmerk]:
    """Give all features of a text: of letters and words, weighed by the root of their number, and of ideas."""
    letters = [(plaats, woordrijen(stuk.woord)) for plaats, stuk in enumerate(stukken) if stuk.woord != ZAAK]
    deel = _deel(len(stukken))
    return [
        Kenmerk(-1, tekstrijen(taal, len(stukken)), VAST),
        *(Kenmerk(plaats, rijen, LETTERS * deel * len(rijen) ** -0.5) for plaats, rijen in letters),
        *(Kenmerk(plaats, (een,), gewicht) for plaats, een, gewicht in enkele(stukken, taal, begrippen)),
    ]


def tekstrijen(taal: str | None, aantal: int) -> tuple[int, int]:
    """Give the rows of what holds of a text as a whole."""
    return vaste_rij(f"taal={taal}"), vaste_rij(f"lengte={lengte(aantal)}")


def _deel(aantal: int) -> float:
    return float(max(1, aantal) ** -0.5)


def enkele(stukken: Sequence[Stuk], taal: str | None, begrippen: Begrippen) -> list[tuple[int, int, float]]:
    """Give the features of one row: the place of the word, -1 for the text as a whole, the row, and its weight.

    Words, pairs of them, and ideas.
    """
    deel = _deel(len(stukken))
    uit: list[tuple[int, int, float]] = []
    vorige = ""
    for plaats, stuk in enumerate(stukken):
        woord = stuk.woord
        if woord == ZAAK:
            uit.append((plaats, vaste_rij(ZAAK), LETTERS * deel))
        uit.append((plaats, rij(f"woord={woord}"), WOORD * deel))
        if plaats:
            uit.append((plaats, paarrij(vorige, woord), WOORD * deel))
        vorige = woord
    return uit + _ideeen(stukken, taal, begrippen)


def _ideeen(stukken: Sequence[Stuk], taal: str | None, begrippen: Begrippen) -> list[tuple[int, int, float]]:
    """Give the ideas of a text, each once, and each pair of an idea with the one before it, once."""
    per_woord = begrippen.van_tekst([stuk.woord for stuk in stukken], taal)
    met_niet = any(NIET in namen for namen in per_woord)
    enkel: dict[str, int] = {}
    samen: dict[str, int] = {}
    vorige: tuple[str, ...] = ("begin",)
    for plaats, namen in enumerate(per_woord):
        if not namen:
            continue
        weg = met_niet and namen != (NIET,) and ontkend(per_woord, plaats)
        om = any(WANT in eerder for eerder in per_woord[max(0, plaats - BEREIK) : plaats])
        for naam in namen:
            enkel.setdefault(f"begrip={naam}", plaats)
            if weg:
                enkel.setdefault(f"ontkend={naam}", plaats)
            elif om:
                enkel.setdefault(f"reden={naam}", plaats)
            if stukken[plaats].citaat:
                enkel.setdefault(f"citaat={naam}", plaats)
            for eerder in vorige:
                samen.setdefault(f"{eerder}>{naam}", plaats)
        vorige = namen
    wie = _wie(stukken, per_woord)
    enkel |= {f"wie={naam}": -1 for naam in (*wie, *map("+".join, combinations(wie, 2)))}
    return [
        *((plaats, vaste_rij(naam), REDEN if naam[:6] == "reden=" else BEGRIP) for naam, plaats in enkel.items()),
        *((plaats, vaste_rij(naam), BEGRIPPENPAAR) for naam, plaats in samen.items()),
    ]


def _wie(stukken: Sequence[Stuk], per_woord: Sequence[tuple[str, ...]]) -> list[str]:
    """Name who is in a text, outside what others said: the writer, strangers, one of their own, or one beside them."""
    uit: set[str] = set()
    for plaats, namen in enumerate(per_woord):
        if not namen or stukken[plaats].citaat:
            continue
        uit.update(naam for naam in namen if naam in PERSONEN)
        if VERWANT in namen:
            eerste = max(0, plaats - VER_VAN_MIJN)
            begin = next((k for k in range(plaats, eerste - 1, -1) if MIJN in per_woord[k]), None)
            achter = plaats + 1 < len(per_woord) and MIJN in per_woord[plaats + 1]
            voor = per_woord[(plaats if begin is None else begin) - 1] if begin != 0 and plaats else ()
            mijn = begin is not None or achter
            uit.add("erbij" if NAAST.intersection(voor) else "naaste" if mijn else VERWANT)
    return sorted(uit if uit & SCHRIJVER else uit | {"niet_ik"})


def laad_model(config: Path, *, diep: bool = False) -> "Inhoudmodel":
    """Load the model of a folder like `config/`: the one that answers, or the deep one behind it.

    Raises:
        ConfiguratieFout: a file is missing, doesn't parse or doesn't fit.
    """
    pad = config / "lezen" / (DIEP if diep else SNEL)
    return Inhoudmodel(pad, Begrippen(config / "talen" / "inhoud"))


class Inhoudmodel:
    """The weights of every label; safe to share by threads."""

    def __init__(self, pad: Path, begrippen: Begrippen) -> None:
        """Load the weights; raises ConfiguratieFout where the file isn't a model of as many rows."""
        try:
            with np.load(pad, allow_pickle=False) as model:
                self.labels = tuple(str(label) for label in model["labels"])
                # row by row in memory: from a table laid out by column, taking a few rows copies all of it first;
                # in bytes, as it is the largest thing that every web process holds
                self._gewichten: NDArray[np.int8] = np.ascontiguousarray(model["gewichten"], np.int8)
                self._schaal: Getallen = model["schaal"].astype(np.float32)
                self._begin: Getallen = model["begin"].astype(np.float32)
                self.grenzen: Getallen = model["grenzen"].astype(np.float32)
        except (OSError, KeyError, ValueError) as fout:
            raise ConfiguratieFout(str(pad), "model", str(fout)) from fout
        if self._gewichten.shape != (RIJEN, len(self.labels)):
            raise ConfiguratieFout(str(pad), "gewichten", "past niet bij de labels: leer het model opnieuw")
        self._begrippen = begrippen
        self._woord = lru_cache(ONTHOUDEN)(self._letters)
        self.weeg = lru_cache(ONTHOUDEN_TEKSTEN)(self._weeg)

    def _letters(self, woord: str) -> tuple[Getallen, float]:
        """Give what the letters of a word weigh together per label, and what that counts for."""
        rijen = woordrijen(woord) if woord != ZAAK else ()
        som: Getallen = np.add.reduce(self._gewichten.take(np.array(rijen, np.intp), axis=0), dtype=np.float32)
        return som * self._schaal, max(1, len(rijen)) ** -0.5

    def _weeg(self, stukken: tuple[Stuk, ...], taal: str | None) -> tuple[Getallen, Getallen]:
        """Give the score per label (0 is even), and per word and label what that word adds; for reading only."""
        aantal, breed = len(stukken), len(self.labels)
        delen = np.zeros((aantal + 1, breed), np.float32)
        if not stukken:
            return self._begin, delen[:-1]
        plaatsen, rijen, gewichten = zip(*enkele(stukken, taal, self._begrippen), strict=True)
        bij = self._gewichten.take(rijen, axis=0) * np.array(gewichten, np.float32)[:, None] * self._schaal
        vakken = np.array(plaatsen)[:, None] * breed + np.arange(breed)
        np.add.at(delen.reshape(-1), vakken.reshape(-1), bij.reshape(-1))  # a flat table is added to far sooner
        sommen, maten = zip(*[self._woord(stuk.woord) for stuk in stukken], strict=True)
        deel = _deel(aantal)
        delen[:-1] += np.array(sommen) * np.array([LETTERS * deel * maat for maat in maten], np.float32)[:, None]
        een, ander = tekstrijen(taal, aantal)
        delen[-1] += self._gewichten[[een, ander]].sum(axis=0, dtype=np.float32) * self._schaal * VAST
        return delen.sum(axis=0) + self._begin, delen[:-1]
