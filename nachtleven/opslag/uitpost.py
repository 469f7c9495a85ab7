"""Queries on what goes out: claiming a row, noting what became of it, and what a delivery receipt says of it.

The outbox and the calls to who is on call are kept alike. A row stands at `bezig` while somebody sends it; one whose
sender died is taken up again when the lease ends, and is then looked for at the gateway before it is sent.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from nachtleven.alarmen import Alarmsoort
from nachtleven.opslag import wachtrij
from nachtleven.opslag.alarmen import sla_alarm
from nachtleven.opslag.berichten import Houder
from nachtleven.opslag.diensttabellen import OproepRij
from nachtleven.opslag.postrij import Postrij
from nachtleven.opslag.tabellen import UitpostRij
from nachtleven.poorten.waarden import AFGEMELD, HERKANSBAAR, STATEN, Bezorgbewijs, Verstuurd

WACHT, BEZIG, VERSTUURD, BEZORGD = "wacht", "bezig", "verstuurd", "bezorgd"
MISLUKT, DOOD, GESTOPT = "mislukt", "dood", "gestopt"
_EINDE = frozenset({BEZORGD, MISLUKT, DOOD, GESTOPT})

HOOGSTENS = 12
"""How often a text is tried before it is a dead letter: about seven hours of pauses."""
_EERSTE_PAUZE, _LANGSTE_PAUZE = timedelta(seconds=15), timedelta(hours=2)
_NIET_BEZORGD_ERBIJ = 5
"""A phone that is off is tried later than a gateway that is: so many steps further on."""

WERK: dict[type[Postrij], wachtrij.Wachtsoort] = {OproepRij: wachtrij.OPROEP, UitpostRij: wachtrij.ANTWOORD}
"""What goes out, the first first, with what sending it is in the queue."""


def pauze(rij: UUID, poging: int) -> timedelta:
    """Give the pause after a try: 15 s, doubled each time, at most 2 h, and up to a quarter more, by the row.

    What is added is the row's own, so that rows that failed together don't all come back at once.
    """
    grond = min(_EERSTE_PAUZE * (1 << min(max(poging, 1) - 1, 20)), _LANGSTE_PAUZE)
    eigen = (rij.int >> (8 * (poging % 8))) & 0xFF
    return grond * (1 + eigen / 255 / 4)


def te_versturen(sessie: Session, soort: type[Postrij], moment: datetime, hoogstens: int = 50) -> Sequence[UUID]:
    """Give the rows that are due, or whose sender died, the longest due first."""
    vraag = select(soort.id).where(_is_vrij(soort, moment)).order_by(soort.volgende, soort.id)
    return sessie.scalars(vraag.limit(hoogstens)).all()


def pak(sessie: Session, soort: type[Postrij], rij: UUID, houder: Houder) -> int | None:
    """Claim a row for sending and give which try this is; None where another has it."""
    neem = (
        update(soort)
        .where(soort.id == rij, _is_vrij(soort, houder.moment))
        .values(staat=BEZIG, houder=houder.naam, lease_tot=houder.tot, pogingen=soort.pogingen + 1)
        .returning(soort.pogingen)
    )
    return sessie.execute(neem).scalar()


def _is_vrij(soort: type[Postrij], moment: datetime):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLAlchemy's own type
    return or_(
        and_(soort.staat == WACHT, soort.volgende <= moment),
        and_(soort.staat == BEZIG, soort.lease_tot < moment),
    )


def noteer(sessie: Session, soort: type[Postrij], rij: UUID, wat: Verstuurd, houder: Houder) -> None:
    """Keep that a row was sent; a receipt that came before this is not undone."""
    gevonden = _van(sessie, soort, rij, houder)
    if gevonden is None:
        return
    gevonden.poort_id = wat.poort_id[:200]
    _zet(gevonden, wat.staat, wat.code, houder.moment)


def stel_uit(sessie: Session, soort: type[Postrij], rij: UUID, code: int | None, houder: Houder) -> str:
    """Let a row wait for its next try; after the last it is a dead letter, with an alarm. Give its state."""
    gevonden = _van(sessie, soort, rij, houder)
    if gevonden is None:
        return BEZIG
    if gevonden.pogingen >= HOOGSTENS:
        geef_op(sessie, soort, rij, code, houder)
        return DOOD
    gevonden.volgende = houder.moment + pauze(gevonden.id, gevonden.pogingen)
    _zet(gevonden, WACHT, code, houder.moment)
    wachtrij.leg_klaar(sessie, WERK[soort], [str(rij)], gevonden.volgende)
    return WACHT


def geef_op(sessie: Session, soort: type[Postrij], rij: UUID, code: int | None, houder: Houder) -> None:
    """Make a row a dead letter, with an alarm."""
    gevonden = _van(sessie, soort, rij, houder)
    if gevonden is not None:
        _zet(gevonden, DOOD, code, houder.moment)
        sla_alarm(sessie, Alarmsoort.DODE_LETTER, houder.moment)


def stop(sessie: Session, soort: type[Postrij], rij: UUID, code: int | None, houder: Houder) -> None:
    """Leave a row unsent for good: its reader wants no more texts, or what it answers was erased."""
    gevonden = _van(sessie, soort, rij, houder)
    if gevonden is not None:
        _zet(gevonden, GESTOPT, code, houder.moment)


def bekende_ids(sessie: Session, ids: Sequence[str]) -> set[str]:
    """Give those of the gateway's ids that a row of ours has already."""
    gevonden: set[str] = set()
    for soort in WERK:
        gevonden |= {str(een) for een in sessie.scalars(select(soort.poort_id).where(soort.poort_id.in_(ids)))}
    return gevonden


def _van(sessie: Session, soort: type[Postrij], rij: UUID, houder: Houder) -> Postrij | None:
    """Give the row while it is this sender's."""
    vraag = select(soort).where(soort.id == rij, soort.staat == BEZIG, soort.houder == houder.naam)
    return sessie.scalar(vraag.with_for_update())


def _zet(rij: Postrij, staat: str, code: int | None, moment: datetime) -> None:
    rij.staat, rij.foutcode, rij.bijgewerkt = staat, code, moment
    rij.houder, rij.lease_tot = None, None


def bewijs(sessie: Session, wat: Bezorgbewijs, moment: datetime) -> Postrij | None:
    """Take in one receipt by the gateway's id, or by the row and try that its address names. None: not ours.

    A receipt may come before the sender noted the id, or after it died: then the row takes the id from it. A final
    state is not undone by a late earlier one. What could not be delivered for a cause that passes is sent again.
    """
    rij = _van_bewijs(sessie, wat)
    if rij is None:
        return None
    rij.poort_id = wat.poort_id[:200]
    nieuw = STATEN.get(wat.staat.lower())
    if nieuw is None or not _mag_over(rij.staat, nieuw):
        return rij
    if nieuw == MISLUKT and wat.code in HERKANSBAAR and rij.pogingen < HOOGSTENS and rij.staat != MISLUKT:
        _opnieuw(sessie, rij, wat.code, moment)
        return rij
    einde = GESTOPT if nieuw == MISLUKT and wat.code == AFGEMELD else nieuw
    _zet(rij, einde, wat.code if wat.code is not None else rij.foutcode, moment)
    return rij


def _mag_over(van: str, naar: str) -> bool:
    if van in (DOOD, GESTOPT) or (van == BEZORGD and naar == MISLUKT):
        return False
    return van not in _EINDE or naar in _EINDE


def _opnieuw(sessie: Session, rij: Postrij, code: int | None, moment: datetime) -> None:
    """Queue a row again. It forgets the gateway's id, so that late receipts of this try don't reach the next."""
    rij.poort_id = None
    rij.volgende = moment + pauze(rij.id, rij.pogingen + _NIET_BEZORGD_ERBIJ)
    _zet(rij, WACHT, code, moment)
    wachtrij.leg_klaar(sessie, WERK[type(rij)], [str(rij.id)], rij.volgende)


def _van_bewijs(sessie: Session, wat: Bezorgbewijs) -> Postrij | None:
    """Give the row with this id at the gateway, else the one that is at this very try and has no id yet."""
    for soort in WERK:
        rij = sessie.scalar(select(soort).where(soort.poort_id == wat.poort_id).with_for_update())
        if rij is not None:
            return rij
    for soort in WERK if wat.rij else ():
        vraag = select(soort).where(soort.id == wat.rij, soort.pogingen == wat.poging, soort.staat == BEZIG)
        rij = sessie.scalar(vraag.where(soort.poort_id.is_(None)).with_for_update())
        if rij is not None:
            return rij
    return None
