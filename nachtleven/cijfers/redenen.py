"""The reason told at the door against the reason in the venue's log."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from nachtleven.register.dienst import loglijnen, ruim
from nachtleven.register.logboek import Incident
from nachtleven.register.tijdlijn import Tijdlijn

GEEN_REGEL = "geen_regel"
"""In the place of the reason in the log: no line of the log is about that moment."""


@dataclass(frozen=True, slots=True)
class VerteldeReden:
    """What one melding was told at the door: where, when in [van, tot), likeliest `moment`; `ontvangen`: when it came.

    `marge`: how far a line of the log may lie from the moment told.
    """

    zaak_id: str
    van: datetime
    tot: datetime
    moment: datetime
    ontvangen: datetime
    redenen: tuple[str, ...]
    marge: timedelta


def tel_redenen(
    verteld: Iterable[VerteldeReden], logboeken: Mapping[str, Tijdlijn[Incident]]
) -> Counter[tuple[str, str]]:
    """Count the meldingen by each reason told with each reason in the log; a melding counts once for a pair.

    `logboeken`: by venue its refusals. As in the duty `reden_klopt` a line counts that is verified, lies within the
    margin, and was written before the melding came in.
    """
    paren = Counter[tuple[str, str]]()
    for een in verteld:
        gevraagd = ruim(een.van, een.tot, een.marge, een.moment)
        logboek = logboeken.get(een.zaak_id)
        raken = logboek.die_raken(*gevraagd) if logboek is not None else ()
        lijnen = loglijnen(raken, een.zaak_id, gevraagd, een.ontvangen)
        in_log = {lijn.incident.reden.value for lijn in lijnen if not lijn.naderhand} or {GEEN_REGEL}
        paren.update((reden, logreden) for reden in een.redenen for logreden in in_log)
    return paren
