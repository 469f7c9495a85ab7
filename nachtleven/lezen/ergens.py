"""The signs that a text is about a place without a name: "a bar on the quay", "don't know what it's called"."""

from collections.abc import Sequence

from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.plaatsstukken import Stuk, eindigt
from nachtleven.lezen.plaatstekens import Tekens
from nachtleven.lezen.plaatswoorden import Plaatswoorden, Taalplaats

VER = 2
"""Pieces between "a" and the kind of place, or between that and a name that is its name: "a small bar called Nova"."""
NAAMVER = 5
"""Pieces between not knowing and what it is that one doesn't know."""
MEE = ("gewoon", "fout", "precies")
"""Signs of a name that weigh otherwise where the place has none."""


class Ergens:
    """What one text says of a place without a name."""

    def __init__(self, stukken: Sequence[Stuk], woorden: tuple[Plaatswoorden, Taalplaats]) -> None:
        """Look for it once, for all names in the text."""
        algemeen, taal = woorden
        self._naamloos = _naamloos(stukken, algemeen)
        self._dingen = _dingen(stukken, algemeen, taal)

    def tekens(self, plek: Woorden, tekens: Tekens) -> Tekens:
        """Give the signs for a name that stands here; a kind of place beside it is its own."""
        ergens = any(plek.eind <= begin or eind <= plek.begin for begin, eind in self._dingen)
        uit = {"naamloos": float(self._naamloos), "ergens": float(ergens)}
        for naam, waar in tuple(uit.items()):
            uit |= {f"{naam}_{een}": tekens[een] for een in MEE if waar and tekens.get(een)}
        return uit


def _naamloos(stukken: Sequence[Stuk], woorden: Plaatswoorden) -> bool:
    for plek in range(len(stukken)):
        if eindigt(stukken, plek, woorden.naamloos):
            return True
        if eindigt(stukken, plek, woorden.weet_niet):
            rond = stukken[max(0, plek - NAAMVER) : plek + NAAMVER + 1]
            if any(stuk.sleutel in woorden.naamwoorden for stuk in rond):
                return True
    return False


def _dingen(stukken: Sequence[Stuk], woorden: Plaatswoorden, taal: Taalplaats) -> list[tuple[int, int]]:
    """Give, in characters, each "a" with a kind of place, and the pieces behind it where its name may be."""
    uit: list[tuple[int, int]] = []
    for begin, stuk in enumerate(stukken):
        if stuk.sleutel not in taal.onbepaald:
            continue
        for plek in range(begin + 1, min(len(stukken), begin + VER + 2)):
            if stukken[plek].na_leesteken:
                break
            if _is_ding(stukken[plek].sleutel, woorden, taal):
                uit.append((stuk.begin, stukken[_tot(stukken, plek, taal)].eind))
                break
    return uit


def _tot(stukken: Sequence[Stuk], plek: int, taal: Taalplaats) -> int:
    """Give the last piece that may be part of the name of what stands here: "a bar Nova", not "a bar on the quay"."""
    laatste = plek
    while laatste + 1 < len(stukken) and laatste - plek < VER:
        volgende = stukken[laatste + 1]
        if volgende.na_leesteken or volgende.sleutel in taal.voorzetsels:
            break
        laatste += 1
    return laatste


def _is_ding(sleutel: str, woorden: Plaatswoorden, taal: Taalplaats) -> bool:
    vormen = [sleutel, *(sleutel.removesuffix(einde) for einde in taal.achtervoegsels if sleutel.endswith(einde))]
    return any(vorm in woorden.generiek or vorm in woorden.dingen for vorm in vormen)
