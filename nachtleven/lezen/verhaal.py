"""Where it went wrong, in a text that names several venues: how much of what is told there belongs to each of them.

A text is cut into clauses; a clause is told of the venue that it names, else of the one named before it, else of the
first. What a clause tells is what its words weigh in the content model, for any fact at a door.
"""

import re
from collections.abc import Collection, Sequence
from math import tanh

from nachtleven.lezen.inhoudkenmerken import Stuk, stukken
from nachtleven.lezen.inhoudmodel import Inhoudmodel
from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.tekst import Token

GRENS = re.compile(r"[,.;!?:\n()–—،؟]|->|→|\s-\s")
"""What stands between two clauses."""
VERTELT = ("soort=melding", "soort=incident")
"""Kinds of a text that tells of a door."""
KLETST = "soort=ruis"
"""The kind of a text that is not for us."""
SCHAAL = 4.0
"""How much more weight of facts than another venue's is as much as counts."""


class Verhaal:
    """Weighs what is told of each venue in a text; safe to share by threads."""

    def __init__(self, model: Inhoudmodel) -> None:
        """Take the content model that answers, whichever reads beside it."""
        self._model = model
        self._feiten = [n for n, label in enumerate(self._model.labels) if label.startswith("feit=")]
        soorten = {label: n for n, label in enumerate(self._model.labels) if label.startswith("soort=")}
        self._vertelt = [n for label, n in soorten.items() if label in VERTELT]
        self._anders = [n for label, n in soorten.items() if label not in VERTELT]
        self._voor_ons = [n for label, n in soorten.items() if label != KLETST]
        self._kletst = soorten.get(KLETST)

    def verteld(self, tekst: str, tokens: Sequence[Token], taal: str | None) -> tuple[float, float]:
        """Give how surely a text tells of a door, whatever its venue, and how surely it is for us: -1 to 1 each."""
        delen = stukken(tekst, tokens, ())
        if not delen or not self._vertelt or not self._anders or self._kletst is None:
            return 0.0, 0.0
        stand = self._model.weeg(delen, taal)[0] - self._model.grenzen
        vertelt = tanh(float(stand[self._vertelt].max() - stand[self._anders].max()) / SCHAAL)
        return vertelt, tanh(float(stand[self._voor_ons].max() - stand[self._kletst]) / SCHAAL)

    def ladingen(
        self, tekst: str, tokens: Sequence[Token], taal: str | None, plekken: Sequence[Woorden], breuk: Collection[str]
    ) -> list[float]:
        """Give for each place of a name, in order, how much more is told of it than of the others, -1 to 1.

        `breuk`: words with which a new clause begins.
        """
        delen = stukken(tekst, tokens, tuple(plekken))
        if not delen or len(plekken) < 2:
            return [0.0] * len(plekken)
        per_woord = self._model.weeg(delen, taal)[1][:, self._feiten].sum(axis=1)
        eigen = [0.0] * len(plekken)
        voor = 0.0
        nu: int | None = None
        for zin in _zinsdelen(tekst, delen, breuk):
            genoemd = [n for n, plek in enumerate(plekken) if any(delen[k].plek.raakt(plek) for k in zin)]
            nu = max(genoemd, key=lambda n: plekken[n].begin) if genoemd else nu
            som = float(per_woord[zin.start : zin.stop].sum())
            if nu is None:
                voor += som
            else:
                eigen[nu] += som + voor
                voor = 0.0
        return [max(-1.0, min(1.0, (een - _beste_ander(eigen, n)) / SCHAAL)) for n, een in enumerate(eigen)]


def _beste_ander(ladingen: Sequence[float], nummer: int) -> float:
    return max(lading for n, lading in enumerate(ladingen) if n != nummer)


def _zinsdelen(tekst: str, delen: Sequence[Stuk], breuk: Collection[str]) -> list[range]:
    """Cut words into clauses."""
    begin = [0]
    for plek in range(1, len(delen)):
        tussen = tekst[delen[plek - 1].plek.eind : delen[plek].plek.begin]
        if GRENS.search(tussen) or delen[plek].woord in breuk:
            begin.append(plek)
    return [range(een, ander) for een, ander in zip(begin, [*begin[1:], len(delen)], strict=True)]
