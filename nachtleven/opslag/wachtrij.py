"""The queue of work on PostgreSQL (Procrastinate): a job is laid in it in the transaction of the row it is about.

A job carries the key of what it is about and nothing else, so that nothing personal stands in the queue. Whether the
work is due, and whose it is, stands in the row: a job only says that somebody should look. On the embedded database
there is no queue; the planner looks at the rows itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session


class Spoor(StrEnum):
    """Who works on it: what somebody at the other end of a line waits for never stands behind what takes long."""

    VLUG = "vlug"
    TRAAG = "traag"


@dataclass(frozen=True, slots=True)
class Wachtsoort:
    """A kind of work: its name in the queue, its lane, and what goes before what in a lane (the higher first)."""

    naam: str
    spoor: Spoor
    voorrang: int


OPROEP = Wachtsoort("oproep", Spoor.VLUG, 30)
ANTWOORD = Wachtsoort("antwoord", Spoor.VLUG, 20)
BERICHT = Wachtsoort("bericht", Spoor.VLUG, 10)
STICKERVEL = Wachtsoort("stickervel", Spoor.TRAAG, 40)
RAPPORTPOST = Wachtsoort("rapportpost", Spoor.TRAAG, 30)
OORDEEL = Wachtsoort("oordeel", Spoor.TRAAG, 20)
RAPPORT = Wachtsoort("rapport", Spoor.TRAAG, 10)

SLEUTEL = "sleutel"
"""The one argument of a job."""

_LEG_KLAAR = text(
    """
    SELECT procrastinate_defer_jobs_v1(array_agg(
        ROW(:spoor, :naam, :voorrang, NULL, slot, jsonb_build_object(CAST(:veld AS text), sleutel),
            CAST(:vanaf AS timestamptz))::procrastinate_job_to_defer_v1 ORDER BY plaats))
    FROM (
        SELECT sleutel, plaats, CAST(:voor AS text) || sleutel AS slot
        FROM unnest(CAST(:sleutels AS text[])) WITH ORDINALITY AS een (sleutel, plaats)) AS te_doen
    WHERE NOT EXISTS (SELECT FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = slot)
    HAVING count(*) > 0
    """
)


def leg_klaar(sessie: Session, werk: Wachtsoort, sleutels: Sequence[str], vanaf: datetime | None = None) -> int:
    """Queue work in this transaction, what comes first first; give how many jobs that were not there yet.

    `vanaf`: not before this moment. What waits already is not queued twice; what is being done may be queued again.
    """
    if not sleutels or sessie.get_bind().dialect.name != "postgresql":
        return 0
    waarden = {
        "spoor": werk.spoor.value,
        "naam": werk.naam,
        "voor": f"{werk.naam}:",
        "voorrang": werk.voorrang,
        "veld": SLEUTEL,
        "vanaf": vanaf,
        "sleutels": list(sleutels),
    }
    try:
        with sessie.begin_nested():
            gelegd = sessie.scalar(_LEG_KLAAR, waarden)
    except IntegrityError:
        return 0  # another laid one of them just now; the planner looks again for the rest
    return len(gelegd or ())
