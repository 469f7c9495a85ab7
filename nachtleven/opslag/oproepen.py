"""Queries on the calls to who is on call: made in the transaction of the urgent message, opened when they are sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.opslag import wachtrij
from nachtleven.opslag.berichten import Gehouden
from nachtleven.opslag.diensttabellen import OproepRij
from nachtleven.stad import Wacht

MAIL, SMS = "mail", "sms"
_STIL_NA_OPROEP = timedelta(hours=1)
"""How long further urgent texts about the same melding call nobody again."""


@dataclass(frozen=True, slots=True)
class Oproep:
    """A call: by which way and to whom of them, about which melding or log line (empty: neither), when it came."""

    id: UUID
    wijze: str
    plaats: int
    onderwerp: str
    ontvangen: datetime
    gemaakt: datetime


def roep_op(sessie: Session, wacht: Wacht, bericht: Gehouden, onderwerp: str, moment: datetime) -> int:
    """Queue the calls about an urgent message, one mail to all and a text to each; give how many."""
    if onderwerp:
        eerder = select(OproepRij.id).where(OproepRij.onderwerp == onderwerp)
        if sessie.scalar(eerder.where(OproepRij.gemaakt > moment - _STIL_NA_OPROEP).limit(1)) is not None:
            return 0
    wegen = [(MAIL, 0)] if wacht.mails else []
    wegen += [(SMS, plaats) for plaats in range(len(wacht.nummers))]
    ids = [uuid4() for _ in wegen]
    for id_, (wijze, plaats) in zip(ids, wegen, strict=True):
        sessie.add(
            OproepRij(
                id=id_,
                bericht_id=bericht.id,
                wijze=wijze,
                plaats=plaats,
                onderwerp=onderwerp,
                ontvangen=bericht.ontvangen,
                gemaakt=moment,
                staat="wacht",
                pogingen=0,
                volgende=moment,
                bijgewerkt=moment,
            )
        )
    wachtrij.leg_klaar(sessie, wachtrij.OPROEP, [str(id_) for id_ in ids])
    return len(wegen)


def open_oproep(sessie: Session, rij: UUID) -> Oproep:
    """Give what a call is about."""
    gevonden = sessie.get_one(OproepRij, rij)
    return Oproep(
        gevonden.id, gevonden.wijze, gevonden.plaats, gevonden.onderwerp, gevonden.ontvangen, gevonden.gemaakt
    )
