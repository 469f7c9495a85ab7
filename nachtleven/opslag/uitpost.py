"""Queries on the outbox: what a delivery receipt says of a text that was sent."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.opslag.tabellen import UitpostRij

_STATEN = {
    "queued": "verstuurd",
    "sending": "verstuurd",
    "sent": "verstuurd",
    "accepted": "verstuurd",
    "scheduled": "verstuurd",
    "delivered": "bezorgd",
    "read": "bezorgd",
    "undelivered": "mislukt",
    "failed": "mislukt",
}
_EINDE = frozenset({"bezorgd", "mislukt", "dood", "gestopt"})


def bewijs(sessie: Session, poort_id: str, staat: str, code: int | None, moment: datetime) -> bool:
    """Take in one receipt by the gateway's id; a final state is not undone by a late earlier one. False: not ours."""
    rij = sessie.scalar(select(UitpostRij).where(UitpostRij.poort_id == poort_id).with_for_update())
    if rij is None:
        return False
    nieuw = _STATEN.get(staat.lower())
    if nieuw is None or (rij.staat in _EINDE and nieuw not in _EINDE):
        return True
    if rij.staat == "bezorgd" and nieuw == "mislukt":
        return True
    rij.staat, rij.bijgewerkt = nieuw, moment
    rij.foutcode = code if code is not None else rij.foutcode
    return True
