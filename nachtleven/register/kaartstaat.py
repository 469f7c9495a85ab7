"""The state of a card, its firm and its footing over a stretch of time: what was not in order at some moment of it.

Comes in: one state of the registers (then or now, as the caller chose). Goes out: the gebreken, in a fixed order.
"""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from nachtleven.nacht import dagbegin
from nachtleven.register.portiers import Kaart, Statuut
from nachtleven.register.tijdlijn import Stuk, stuk
from nachtleven.register.zaken import Zaak

_VROEGST = datetime.min.replace(tzinfo=UTC)
_LAATST = datetime.max.replace(tzinfo=UTC)


class Gebrek(StrEnum):
    """What is not in order with who stands at a door."""

    ONBEKEND = "onbekend"
    NIET_GELDIG = "niet_geldig"
    GESCHORST = "geschorst"
    VERGUNNING_VERLOPEN = "vergunning_verlopen"
    STATUUT_NIET_TOEGELATEN = "statuut_niet_toegelaten"


@lru_cache(maxsize=20_000)
def begin_van(dag: date) -> datetime:
    """Give 00:00 of that Brussels day in UTC; the first day of the calendar is the beginning of time."""
    return _VROEGST if dag == date.min else dagbegin(dag)


@lru_cache(maxsize=20_000)
def einde_van(dag: date) -> datetime:
    """Give the midnight after that Brussels day in UTC; the last day of the calendar has no end."""
    return _LAATST if dag == date.max else dagbegin(dag + timedelta(days=1))


def buiten_geldigheid(kaart: Kaart, van: datetime, tot: datetime) -> bool:
    """Tell whether any moment lies outside [00:00 of geldig_van, midnight after geldig_tot)."""
    van, tot = stuk(van, tot)
    return van < begin_van(kaart.geldig_van) or tot > einde_van(kaart.geldig_tot)


def is_geschorst(kaart: Kaart, van: datetime, tot: datetime) -> bool:
    """Tell whether any moment lies in the suspension; an empty end is open, and so is an empty begin with an end."""
    if kaart.geschorst_van is None and kaart.geschorst_tot is None:
        return False
    van, tot = stuk(van, tot)
    begin = begin_van(kaart.geschorst_van or date.min)
    return van < einde_van(kaart.geschorst_tot or date.max) and begin < tot


def vergunning_verlopen(kaart: Kaart, van: datetime, tot: datetime) -> bool:
    """Tell whether the stretch goes on after the midnight after the firm's last day; no day known is no gebrek."""
    laatste = kaart.vergunning.geldig_tot
    return laatste is not None and stuk(van, tot)[1] > einde_van(laatste)


def statuut_past(kaart: Kaart, zaak: Zaak) -> bool:
    """Tell whether this footing may work this door: a volunteer only at an occasional event."""
    return kaart.statuut is not Statuut.VRIJWILLIGER or zaak.gelegenheid


def zeker_in_orde(kaart: Kaart | None) -> Stuk:
    """Give a stretch during which this card has no gebrek at any door; empty (it ends first) where there is none sure.

    A short way past the rest: outside it nothing is said. A card that was ever suspended, a volunteer's, and one that
    is not in the register (None) have none.
    """
    if kaart is None or kaart.statuut is Statuut.VRIJWILLIGER or kaart.geschorst_van or kaart.geschorst_tot:
        return _LAATST, _VROEGST
    laatste = min(kaart.geldig_tot, kaart.vergunning.geldig_tot or kaart.geldig_tot)
    return begin_van(kaart.geldig_van), einde_van(laatste)


def gebreken(kaart: Kaart | None, zaak: Zaak | None, van: datetime, tot: datetime) -> tuple[Gebrek, ...]:
    """Give what was not in order at some moment of [van, tot); van == tot is that minute, empty is in order.

    A card that is not in the register (None) is only that: nothing else can be said of it. Of a venue that is not
    (None) it can't be said whether a volunteer may work there.
    """
    if kaart is None:
        return (Gebrek.ONBEKEND,)
    gevonden = (
        (Gebrek.NIET_GELDIG, buiten_geldigheid(kaart, van, tot)),
        (Gebrek.GESCHORST, is_geschorst(kaart, van, tot)),
        (Gebrek.VERGUNNING_VERLOPEN, vergunning_verlopen(kaart, van, tot)),
        (Gebrek.STATUUT_NIET_TOEGELATEN, zaak is not None and not statuut_past(kaart, zaak)),
    )
    return tuple(gebrek for gebrek, is_zo in gevonden if is_zo)
