"""The findings on the first page: a figure, a sentence and its interval, made from the tables as they are shown.

A finding of which a count is hidden is left out; nothing here compares with another period or names a cause.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nachtleven.cijfers.intervallen import garwood, wilson
from nachtleven.cijfers.tabellen import Tabel
from nachtleven.opmaak.woorden import Woorden

_SMAL = "\u202f"
_DELEN = (
    ("raciaal", "per_grond", "raciaal"),
    ("contact", "afhandeling", "binnen_termijn"),
    ("zaak_zeker", "nummer_8989", "zaak_zeker"),
)
"""Finding, table and key of which the share of all meldingen is told."""


@dataclass(frozen=True, slots=True)
class Vondst:
    """One finding, in words: the big figure, the sentence, and how sure it is (95 %)."""

    getal: str
    zin: str
    interval: str


def maak_vondsten(tabellen: Mapping[str, Tabel], woorden: Woorden) -> tuple[Vondst, ...]:
    """Put what can be said into words; of no meldingen, or a hidden number of them: nothing."""
    zinnen = woorden.zinnen["bevindingen"]
    geheel = _aantal(tabellen, "nummer_8989", "meldingen")
    if not geheel:
        return ()
    laag, hoog = (round(grens) for grens in garwood(geheel))
    uit = [
        Vondst(
            woorden.getal(geheel),
            zinnen["meldingen"],
            zinnen["toeval"].format(laag=woorden.getal(laag), hoog=woorden.getal(hoog)),
        )
    ]
    for naam, tabel, sleutel in _DELEN:
        deel = _aantal(tabellen, tabel, sleutel)
        if deel is not None:
            onder, boven = wilson(deel, geheel)
            interval = zinnen["deel"].format(
                deel=woorden.getal(deel),
                geheel=woorden.getal(geheel),
                laag=round(100 * onder),
                hoog=f"{round(100 * boven)}{_SMAL}%",
            )
            uit.append(Vondst(f"{round(100 * deel / geheel)}{_SMAL}%", zinnen[naam], interval))
    return tuple(uit)


def _aantal(tabellen: Mapping[str, Tabel], naam: str, sleutel: str) -> int | None:
    """Give a count; of a key that isn't in the table 0, of a hidden one None."""
    rijen = [rij for rij in tabellen[naam].rijen if rij.sleutel == (sleutel,)]
    return rijen[0].aantal if rijen else 0
