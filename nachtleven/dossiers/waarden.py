"""What a dossier is made of: its states, its evidence, its outcome, and what was agreed with the venue.

Every allowed change stands in one of the tables here. Nothing here stores, sends or asks the clock.
"""

from collections.abc import Mapping
from enum import StrEnum

from nachtleven.fouten import OvergangFout


class Dossierstaat(StrEnum):
    """Whether somebody still works on it."""

    OPEN = "open"
    GESLOTEN = "gesloten"


class Uitkomst(StrEnum):
    """What came of a dossier."""

    GEGROND = "gegrond"
    ONGEGROND = "ongegrond"
    NIET_VAST_TE_STELLEN = "niet_vast_te_stellen"
    BEMIDDELD = "bemiddeld"
    DOORVERWEZEN = "doorverwezen"
    BUITEN_BEREIK = "buiten_bereik"
    INGETROKKEN = "ingetrokken"


class Stuksoort(StrEnum):
    """A piece of evidence that a dossier has a place for."""

    BEELDEN = "beelden"
    LOG = "log"
    VERKLARING = "verklaring"
    GETUIGE = "getuige"


class Stukstaat(StrEnum):
    """How far a piece of evidence is. VEILIGGESTELD: it is here, or kept for us where it is."""

    TE_VRAGEN = "te_vragen"
    GEVRAAGD = "gevraagd"
    VEILIGGESTELD = "veiliggesteld"
    VERVALLEN = "vervallen"
    GEWEIGERD = "geweigerd"
    GEEN = "geen"


STUKOVERGANGEN: Mapping[Stukstaat, frozenset[Stukstaat]] = {
    Stukstaat.TE_VRAGEN: frozenset(Stukstaat) - {Stukstaat.TE_VRAGEN},
    Stukstaat.GEVRAAGD: frozenset(Stukstaat) - {Stukstaat.GEVRAAGD, Stukstaat.TE_VRAGEN},
    Stukstaat.GEWEIGERD: frozenset({Stukstaat.GEVRAAGD, Stukstaat.VEILIGGESTELD, Stukstaat.VERVALLEN}),
    Stukstaat.GEEN: frozenset({Stukstaat.GEVRAAGD, Stukstaat.VEILIGGESTELD}),
    Stukstaat.VERVALLEN: frozenset({Stukstaat.VEILIGGESTELD}),
    Stukstaat.VEILIGGESTELD: frozenset({Stukstaat.GEEN}),
}
"""To which states a piece of evidence may go. What lapsed may turn out to be kept; what is kept may show nothing."""

STUK_WACHT = frozenset({Stukstaat.TE_VRAGEN, Stukstaat.GEVRAAGD})
"""The states in which a piece can still be lost."""


def ga_over_stuk(van: Stukstaat, naar: Stukstaat) -> Stukstaat:
    """Give the new state; raises OvergangFout where the table doesn't allow it."""
    if naar not in STUKOVERGANGEN[van]:
        raise OvergangFout(van, naar)
    return naar


DOSSIEROVERGANGEN: Mapping[Dossierstaat, frozenset[Dossierstaat]] = {
    Dossierstaat.OPEN: frozenset({Dossierstaat.GESLOTEN}),
    Dossierstaat.GESLOTEN: frozenset({Dossierstaat.OPEN}),
}
"""A dossier closes with an outcome and may be taken up again; that takes its outcome away."""


def ga_over_dossier(van: Dossierstaat, naar: Dossierstaat) -> Dossierstaat:
    """Give the new state; raises OvergangFout where the table doesn't allow it."""
    if naar not in DOSSIEROVERGANGEN[van]:
        raise OvergangFout(van, naar)
    return naar


class Maatregelsoort(StrEnum):
    """What was agreed with, or imposed on, a venue."""

    AFSPRAAK = "afspraak"
    GESPREK = "gesprek"
    OPLEIDING = "opleiding"
    BEMIDDELING = "bemiddeling"
    WAARSCHUWING = "waarschuwing"
    SANCTIE = "sanctie"


class Maatregelstaat(StrEnum):
    """Whether a measure is kept to."""

    LOPEND = "lopend"
    NAGEKOMEN = "nagekomen"
    NIET_NAGEKOMEN = "niet_nagekomen"
    VERVALLEN = "vervallen"


MAATREGELOVERGANGEN: Mapping[Maatregelstaat, frozenset[Maatregelstaat]] = {
    Maatregelstaat.LOPEND: frozenset(Maatregelstaat) - {Maatregelstaat.LOPEND},
    Maatregelstaat.NIET_NAGEKOMEN: frozenset({Maatregelstaat.NAGEKOMEN, Maatregelstaat.LOPEND}),
    Maatregelstaat.NAGEKOMEN: frozenset({Maatregelstaat.LOPEND, Maatregelstaat.NIET_NAGEKOMEN}),
    Maatregelstaat.VERVALLEN: frozenset({Maatregelstaat.LOPEND}),
}
"""To which states a measure may go."""


def ga_over_maatregel(van: Maatregelstaat, naar: Maatregelstaat) -> Maatregelstaat:
    """Give the new state; raises OvergangFout where the table doesn't allow it."""
    if naar not in MAATREGELOVERGANGEN[van]:
        raise OvergangFout(van, naar)
    return naar


def maak_dossierkenmerk(jaar: int, nummer: int) -> str:
    """Write the reference of a dossier: D, two digits of the year, its number in that year, as D-26-031."""
    return f"D-{jaar % 100:02d}-{nummer:03d}"
