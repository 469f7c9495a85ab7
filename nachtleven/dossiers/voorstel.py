"""Which meldingen tell of one event: proposed to a person when venue, night and time agree, never decided."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nachtleven.nacht import overlapt

RUIMTE = timedelta(minutes=45)
"""How far two told moments of one event may lie apart where neither says how sure it is."""


@dataclass(frozen=True, slots=True)
class Voorval:
    """What is compared of a melding. `nacht` None: not known. [van, tot): the margin of the told moment."""

    zaak_id: str | None
    nacht: date | None
    moment: datetime | None = None
    van: datetime | None = None
    tot: datetime | None = None


def is_zelfde(een: Voorval, ander: Voorval) -> bool:
    """Tell whether two meldingen may be about one event.

    A melding without a venue or a night is never proposed; one without a moment agrees with every moment of the night.
    """
    if een.zaak_id is None or een.nacht is None:
        return False
    if (een.zaak_id, een.nacht) != (ander.zaak_id, ander.nacht):
        return False
    if een.moment is None or ander.moment is None:
        return True
    (van, tot), (andere_van, andere_tot) = _ruimte(een, een.moment), _ruimte(ander, ander.moment)
    return overlapt(van, tot, andere_van, andere_tot)


def _ruimte(voorval: Voorval, moment: datetime) -> tuple[datetime, datetime]:
    """Give the stretch in which it happened: the told margin, and half of RUIMTE on either side at least."""
    return min(voorval.van or moment, moment - RUIMTE / 2), max(voorval.tot or moment, moment + RUIMTE / 2)
