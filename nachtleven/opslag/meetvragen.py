"""Queries that count what the machines watch: by outcome, sureness, delay, state and age; no row leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from nachtleven.meldingen import Status
from nachtleven.opslag.berichten import DIRECT, TE_LEZEN, UIT
from nachtleven.opslag.diensttabellen import OproepRij
from nachtleven.opslag.duren import seconden
from nachtleven.opslag.postrij import Postrij
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, HartslagRij, MeldingRij, RapportRij, UitpostRij
from nachtleven.opslag.toezichttabellen import BevindingRij, OordeelRij

GRENZEN_S = (1, 2, 5, 10, 15, 60, 3600)
"""Seconds within which an answer is counted; the gateway gives up after fifteen."""

_VENSTER = timedelta(days=1)
_LEEFT = timedelta(minutes=3)
_WACHT = "wacht"
_ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Geteld:
    """One count by the values of its labels."""

    bij: tuple[str, ...]
    aantal: float


def berichten_per_uitkomst(sessie: Session) -> list[Geteld]:
    """Count the messages by channel, by what became of them and by what they were read as."""
    return _groepen(sessie, (BerichtRij.kanaal, BerichtRij.staat, BerichtRij.soort))


def lezingen_per_zekerheid(sessie: Session) -> list[Geteld]:
    """Count the meldingen by how sure their venue is: zeker, na_vraag, persoon; onbekend: there is none."""
    return _groepen(sessie, (MeldingRij.zaak_hoe,))


def meldingen_per_staat(sessie: Session) -> list[Geteld]:
    """Count the meldingen by their state."""
    return _groepen(sessie, (MeldingRij.status,))


def bevindingen_per_staat(sessie: Session) -> list[Geteld]:
    """Count the findings that still hold by kind and state."""
    kolommen = (BevindingRij.aard, BevindingRij.staat)
    vraag = select(*kolommen, func.count()).where(BevindingRij.ingetrokken.is_(None)).group_by(*kolommen)
    return [Geteld((aard, staat), aantal) for aard, staat, aantal in sessie.execute(vraag)]


def antwoorden_binnen(sessie: Session, moment: datetime) -> list[Geteld]:
    """Count the answers to the messages kept in the last day by the seconds they took, each bound with all below it.

    The last is of all of them (+Inf). What an export brought was never waited for.
    """
    duur = seconden(sessie.get_bind().dialect.name, BerichtRij.bewaard, AntwoordRij.gemaakt)
    binnen = [func.coalesce(func.sum(case((duur <= grens, 1), else_=0)), 0) for grens in GRENZEN_S]
    vraag = select(*binnen, func.count()).select_from(AntwoordRij)
    vraag = vraag.join(BerichtRij, AntwoordRij.bericht_id == BerichtRij.id)
    vraag = vraag.where(AntwoordRij.wijze.in_((DIRECT, UIT)), BerichtRij.bewaard > moment - _VENSTER)
    namen = [str(grens) for grens in GRENZEN_S] + ["+Inf"]
    return [Geteld((naam,), int(aantal)) for naam, aantal in zip(namen, sessie.execute(vraag).one(), strict=True)]


def post_per_staat(sessie: Session) -> list[Geteld]:
    """Count what goes out by kind (antwoord, oproep) and state."""
    return [
        Geteld((naam, staat), aantal)
        for naam, soort in _POST
        for staat, aantal in sessie.execute(select(soort.staat, func.count()).group_by(soort.staat))
    ]


def oudste_post(sessie: Session, moment: datetime) -> list[Geteld]:
    """Give for how many seconds the oldest text of each kind that is due has been waiting; 0: none is."""
    return [
        Geteld((naam,), _sinds(sessie.scalar(select(func.min(soort.volgende)).where(soort.staat == _WACHT)), moment))
        for naam, soort in _POST
    ]


def oudste_ongelezen(sessie: Session, moment: datetime) -> float:
    """Give for how many seconds the oldest message that is kept and not understood has been waiting; 0: none is."""
    return _sinds(sessie.scalar(select(func.min(BerichtRij.bewaard)).where(BerichtRij.staat == TE_LEZEN)), moment)


def levende_planners(sessie: Session, moment: datetime) -> int:
    """Count the planners that gave a sign of life of late."""
    leeft = HartslagRij.soort == "planner", HartslagRij.moment > moment - _LEEFT
    return sessie.scalar(select(func.count()).select_from(HartslagRij).where(*leeft)) or 0


def ouderdom_rapporten(sessie: Session, moment: datetime) -> list[Geteld]:
    """Give for each kind of report that was ever built how many seconds ago the last was."""
    vraag = select(RapportRij.soort, func.max(RapportRij.gemaakt)).group_by(RapportRij.soort)
    return [Geteld((soort,), _sinds(gemaakt, moment)) for soort, gemaakt in sessie.execute(vraag)]


def contact_te_laat(sessie: Session, moment: datetime) -> int:
    """Count the meldingen whose promised contact is past its day."""
    laat = MeldingRij.status == Status.TE_CONTACTEREN.value, MeldingRij.contact_voor < moment
    return sessie.scalar(select(func.count()).select_from(MeldingRij).where(*laat)) or 0


def nachten_te_oordelen(sessie: Session) -> int:
    """Count the nights whose judgement is due."""
    return sessie.scalar(select(func.count()).where(OordeelRij.gedaan < OordeelRij.gevraagd)) or 0


_POST: tuple[tuple[str, type[Postrij]], ...] = (("antwoord", UitpostRij), ("oproep", OproepRij))

Kolom = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def _groepen(sessie: Session, kolommen: Iterable[Kolom]) -> list[Geteld]:
    namen = tuple(kolommen)
    vraag = select(*namen, func.count()).group_by(*namen)
    return [Geteld(tuple(str(w or _ONBEKEND) for w in waarden), aantal) for *waarden, aantal in sessie.execute(vraag)]


def _sinds(toen: datetime | None, moment: datetime) -> float:
    return max((moment - toen).total_seconds(), 0.0) if toen else 0.0
