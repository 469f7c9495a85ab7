"""Whether the writer says not to be sure which venue it was, and what that makes of the weights of those found.

Two ways of saying so: of a name ("something like Nova"), and of the choice ("don't know which of the two").
"""

from collections.abc import Sequence

from nachtleven.lezen.index import naamwoorden
from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.plaatswoorden import Plaatswoorden, zegt
from nachtleven.lezen.tekst import Token

KANS = 0.002
"""The part of the best one's weight from which a venue is as likely, where the writer is not sure."""
BIJNA = 1 / 3
"""The part from which one elsewhere in the text is as likely, where only a name is not sure."""


def twijfelt(tokens: Sequence[Token], woorden: Plaatswoorden) -> tuple[bool, bool]:
    """Tell whether the writer says not to be sure of a name, and whether not to be able to choose."""
    sleutels = [woord for token in tokens for woord in naamwoorden(token.vorm)]
    kiest_niet = zegt(sleutels, woorden.weet_niet) and not woorden.welk.isdisjoint(sleutels)
    return kiest_niet or zegt(sleutels, woorden.twijfel), kiest_niet


def gelijkgesteld(
    delen: Sequence[float], plekken: Sequence[Woorden], *, van_naam: bool, van_keuze: bool
) -> list[float]:
    """Give the weights of the venues, in order, those between which the writer can't choose made equal."""
    if not delen or not van_naam:
        return list(delen)
    beste = max(delen)
    plek = plekken[delen.index(beste)]
    mee = [
        nummer
        for nummer, deel in enumerate(delen)
        if deel >= beste * BIJNA or (deel >= beste * KANS and (van_keuze or plekken[nummer].raakt(plek)))
    ]
    gemiddeld = sum(delen[nummer] for nummer in mee) / len(mee)
    return [gemiddeld if nummer in mee else deel for nummer, deel in enumerate(delen)]
