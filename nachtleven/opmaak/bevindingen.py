"""What the report found, in sentences with their intervals; made from the shielded tables, so nothing hidden is told."""

from nachtleven.cijfers.intervallen import garwood, wilson
from nachtleven.opmaak.woorden import Woorden
from nachtleven.rapport import Rapport

_AANDELEN = (
    ("bevinding_raciaal", "per_grond", "raciaal"),
    ("bevinding_zonder_grond", "per_grond", "niet_vermeld"),
    ("bevinding_contact", "afhandeling", "binnen_termijn"),
)
"""The sentence, and the table and row that it tells as a share of all meldingen."""


def bevindingen(rapport: Rapport, woorden: Woorden) -> tuple[str, ...]:
    """Give the findings; none where the number of meldingen is hidden or nothing was told."""
    geheel = _aantal(rapport, "nummer_8989", "meldingen")
    if not geheel:
        return ()
    onder, boven = garwood(geheel)
    zinnen = woorden.zinnen
    uit = [zinnen["bevinding_totaal"].format(n=geheel, onder=round(onder), boven=round(boven))]
    for zin, tabel, code in _AANDELEN:
        aantal = _aantal(rapport, tabel, code)
        if aantal is not None:
            laag, hoog = wilson(aantal, geheel)
            delen = {"p": round(100 * aantal / geheel), "onder": round(100 * laag), "boven": round(100 * hoog)}
            uit.append(zinnen[zin].format(n=aantal, m=geheel, **delen))
    return tuple(uit)


def _aantal(rapport: Rapport, tabel: str, code: str) -> int | None:
    """Give a count; None where it is hidden, or where there is no such row."""
    return next((rij.aantal for rij in rapport.tabellen[tabel].rijen if rij.sleutel == (code,)), None)
