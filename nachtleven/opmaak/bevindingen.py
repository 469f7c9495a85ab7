"""What the report found, each with its interval; made from the shielded tables, so that nothing hidden is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from nachtleven.cijfers.intervallen import garwood, wilson
from nachtleven.cijfers.tabellen import Tabel
from nachtleven.opmaak.woorden import Woorden

_SMAL = "\u202f"
_AANDELEN = (
    ("raciaal", "per_grond", "raciaal"),
    ("contact", "afhandeling", "binnen_termijn"),
    ("zaak_zeker", "nummer_8989", "zaak_zeker"),
)
"""The sentence, and the table and row of which it tells the share of all meldingen."""


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding: its figure, the sentence that it begins, and the interval in words."""

    getal: str
    zin: str
    interval: str


def maak_bevindingen(tabellen: Mapping[str, Tabel], woorden: Woorden) -> tuple[Bevinding, ...]:
    """Give the findings of the shown figures; none where the number of meldingen is hidden, or 0."""
    geheel = _aantal(tabellen, "nummer_8989", "meldingen")
    if not geheel:
        return ()
    zinnen: Mapping[str, str] = woorden.zinnen["bevindingen"]
    laag, hoog = (_getal(round(grens)) for grens in garwood(geheel))
    uit = [Bevinding(_getal(geheel), zinnen["meldingen"], zinnen["toeval"].format(laag=laag, hoog=hoog))]
    for zin, tabel, code in _AANDELEN:
        deel = _aantal(tabellen, tabel, code)
        if deel is not None:
            uit.append(_aandeel(zinnen[zin], zinnen["deel"], deel, geheel))
    return tuple(uit)


def _aandeel(zin: str, interval: str, deel: int, geheel: int) -> Bevinding:
    laag, hoog = wilson(deel, geheel)
    woorden = interval.format(deel=_getal(deel), geheel=_getal(geheel), laag=round(100 * laag), hoog=_procent(hoog))
    return Bevinding(_procent(deel / geheel), zin, woorden)


def _aantal(tabellen: Mapping[str, Tabel], tabel: str, code: str) -> int | None:
    """Give a count; None where it is hidden, or where there is no such row."""
    return next((rij.aantal for rij in tabellen[tabel].rijen if rij.sleutel == (code,)), None)


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", _SMAL)


def _procent(deel: float) -> str:
    return f"{round(100 * deel)}{_SMAL}%"
