"""The life of a kept finding: its states, the table of allowed changes, and why one is withdrawn.

A finding is evidence to look at, never a verdict: only what an officer looked at becomes gegrond or ongegrond. That it
no longer holds is no state but a fact beside it: withdrawn, with the reason, never erased.
"""

from collections.abc import Mapping
from enum import StrEnum

from nachtleven.fouten import OvergangFout
from nachtleven.toezicht.plichten import Code


class BevindingStaat(StrEnum):
    """How far the police are with a finding."""

    OPEN = "open"
    NAGEKEKEN = "nagekeken"
    GEGROND = "gegrond"
    ONGEGROND = "ongegrond"
    GEREGULARISEERD = "geregulariseerd"


STAATSOVERGANGEN: Mapping[BevindingStaat, frozenset[BevindingStaat]] = {
    BevindingStaat.OPEN: frozenset({BevindingStaat.NAGEKEKEN}),
    BevindingStaat.NAGEKEKEN: frozenset(
        {BevindingStaat.GEGROND, BevindingStaat.ONGEGROND, BevindingStaat.GEREGULARISEERD}
    ),
    BevindingStaat.GEGROND: frozenset({BevindingStaat.NAGEKEKEN, BevindingStaat.GEREGULARISEERD}),
    BevindingStaat.ONGEGROND: frozenset({BevindingStaat.NAGEKEKEN}),
    BevindingStaat.GEREGULARISEERD: frozenset({BevindingStaat.NAGEKEKEN}),
}
"""To which states each may change; every outcome can be looked at again."""

AFGEHANDELD = frozenset({BevindingStaat.ONGEGROND, BevindingStaat.GEREGULARISEERD})
"""The states that wait for nobody."""


class Wederwoord(StrEnum):
    """Who answered to a finding."""

    ZAAK = "zaak"
    PORTIER = "portier"


def verander_bevinding(van: BevindingStaat, naar: BevindingStaat) -> BevindingStaat:
    """Give the new state; raises OvergangFout where the table doesn't allow it."""
    if naar not in STAATSOVERGANGEN[van]:
        raise OvergangFout(van, naar)
    return naar


_OVER_KAARTEN = frozenset(
    {Code.KAART_BEKEND, Code.KAART_GELDIG, Code.KAART_NIET_GESCHORST, Code.VERGUNNING_GELDIG, Code.STATUUT_TOEGELATEN}
)


def waarom_ingetrokken(plicht: str, *, melding_weg: bool, uit_melding: bool, samengevoegd: bool = False) -> str:
    """Say in Dutch why a finding no longer holds, as far as its duty and its evidence tell."""
    if melding_weg:
        return "de melding is ingetrokken of gewist"
    if samengevoegd:
        return "de melding hoort bij een andere, die hetzelfde vertelt"
    if uit_melding and plicht in (Code.WEIGERING_IN_LOGBOEK, Code.REDEN_KLOPT):
        return "de melding of het logboek zegt nu iets anders"
    if uit_melding:
        return "de melding of het register zegt nu iets anders"
    if plicht in _OVER_KAARTEN:
        return "het register van de kaarten of het bewakingsregister zegt nu iets anders"
    if plicht == Code.EEN_DEUR_TEGELIJK:
        return "het bewakingsregister zegt nu iets anders"
    return "de controle of het register zegt nu iets anders"
