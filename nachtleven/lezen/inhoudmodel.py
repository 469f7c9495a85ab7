"""The linear model of content: how much each word of a text speaks for each kind, role, ground, fact, and urgency."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.inhoudkenmerken import (
    BEREIK,
    NIET,
    RIJEN,
    WANT,
    Begrippen,
    Stuk,
    ontkend,
    paarrij,
    rij,
    woordrijen,
)

Getallen = NDArray[np.float32]

ONTHOUDEN = 1 << 15
"""Words whose weights are kept; the words of texts repeat."""

LETTERS, WOORD, BEGRIP, BEGRIPPENPAAR, REDEN = 3.0, 3.0, 1.0, 0.35, 1.0
"""Weights of the letters of a word, of a word or a pair, of an idea, of a pair of ideas, of one given as the reason."""

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
    woorden = [stuk.woord for stuk in stukken]
    uit = [Kenmerk(-1, (rij(f"taal={taal}"), rij(f"lengte={lengte(len(woorden))}")), VAST)]
    deel = max(1, len(woorden)) ** -0.5
    for plaats, woord in enumerate(woorden):
        letters = woordrijen(woord)
        uit.append(Kenmerk(plaats, letters, LETTERS * deel * len(letters) ** -0.5))
        uit.append(Kenmerk(plaats, (rij(f"woord={woord}"),), WOORD * deel))
        if plaats:
            uit.append(Kenmerk(plaats, (paarrij(woorden[plaats - 1], woord),), WOORD * deel))
    return uit + _ideeen(stukken, begrippen)


def _ideeen(stukken: Sequence[Stuk], begrippen: Begrippen) -> list[Kenmerk]:
    """Give the ideas of a text, each once, and each pair of an idea with the one before it, once."""
    per_woord = begrippen.van_tekst([stuk.woord for stuk in stukken])
    enkel: dict[str, int] = {}
    samen: dict[str, int] = {}
    vorige: tuple[str, ...] = ("begin",)
    for plaats, namen in enumerate(per_woord):
        if not namen:
            continue
        weg = namen != (NIET,) and ontkend(per_woord, plaats)
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
    return [
        *(
            Kenmerk(plaats, (rij(naam),), REDEN if naam.startswith("reden=") else BEGRIP)
            for naam, plaats in enkel.items()
        ),
        *(Kenmerk(plaats, (rij(naam),), BEGRIPPENPAAR) for naam, plaats in samen.items()),
    ]


class Inhoudmodel:
    """The weights of every label; safe to share by threads."""

    def __init__(self, pad: Path, begrippen: Begrippen) -> None:
        """Load the weights; raises ConfiguratieFout where the file isn't a model of as many rows."""
        try:
            with np.load(pad, allow_pickle=False) as model:
                self.labels = tuple(str(label) for label in model["labels"])
                self._gewichten: Getallen = model["gewichten"].astype(np.float32) * model["schaal"].astype(np.float32)
                self._begin: Getallen = model["begin"].astype(np.float32)
                self.grenzen: Getallen = model["grenzen"].astype(np.float32)
        except (OSError, KeyError, ValueError) as fout:
            raise ConfiguratieFout(str(pad), "model", str(fout)) from fout
        if self._gewichten.shape != (RIJEN, len(self.labels)):
            raise ConfiguratieFout(str(pad), "gewichten", "past niet bij de labels: leer het model opnieuw")
        self._begrippen = begrippen
        self._som = lru_cache(ONTHOUDEN)(self._tel)

    def _tel(self, rijen: tuple[int, ...]) -> Getallen:
        som: Getallen = self._gewichten[list(rijen)].sum(axis=0)
        return som

    def weeg(self, stukken: Sequence[Stuk], taal: str | None) -> tuple[Getallen, Getallen]:
        """Give the score per label (0 is even), and per word and label what that word adds."""
        delen = np.zeros((len(stukken) + 1, len(self.labels)), np.float32)
        if not stukken:
            return self._begin, delen[:-1]
        alle = kenmerken(stukken, taal, self._begrippen)
        los = [kenmerk for kenmerk in alle if len(kenmerk.rijen) == 1]
        gewicht = np.array([kenmerk.gewicht for kenmerk in los], np.float32)[:, None]
        bij = self._gewichten[[kenmerk.rijen[0] for kenmerk in los]] * gewicht
        np.add.at(delen, [kenmerk.plaats for kenmerk in los], bij)
        for kenmerk in alle:
            if len(kenmerk.rijen) > 1:
                delen[kenmerk.plaats] += self._som(kenmerk.rijen) * kenmerk.gewicht
        return delen.sum(axis=0) + self._begin, delen[:-1]
