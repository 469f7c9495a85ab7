"""How ordinary words are, from the word lists of `wordfreq`. Only an import of venues uses this room: it takes seconds
and a hundred megabytes, so no process that answers may import it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log10

from wordfreq import available_languages, cB_to_freq, read_cBpack

from nachtleven.lezen.tekst import sleutel
from nachtleven.register.zaken import Zaak

TALEN = ("nl", "fr", "en", "tr", "ar", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt")
"""The languages that are read, as `data/LABELS.md` of the codebook lists them."""

GEWOON_VANAF = 3.3
"""Zipf frequency from which a word is kept: about twice in a million words."""


def gewoonheden(zaken: Sequence[Zaak]) -> Mapping[str, Mapping[str, float]]:
    """Give per language the zipf frequency of its ordinary words, by their key; for `index.bouw_index`.

    Every ordinary word is given, not only the names of these venues: a text's own word tells whether it is one that
    was merely typed like a name. Without venues there is nothing to tell apart, and nothing is given.
    """
    return {taal: _woorden(taal) for taal in TALEN} if zaken else {}


@lru_cache(maxsize=len(TALEN))
def _woorden(taal: str) -> Mapping[str, float]:
    """Read the list itself, the most ordinary first: what `wordfreq` looks up it keeps for good, rare words too."""
    uit: dict[str, float] = {}
    for centibel, woorden in enumerate(read_cBpack(available_languages("small")[taal])):
        zipf = log10(cB_to_freq(-centibel)) + 9
        if zipf < GEWOON_VANAF:
            break
        for woord in woorden:
            uit.setdefault(sleutel(woord), zipf)
    return uit
