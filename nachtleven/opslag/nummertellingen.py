"""Counts on the short number itself: its messages, our questions and answers, who wrote for the first time."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from nachtleven.cijfers.periodes import Periode
from nachtleven.gesprekken.waarden import Antwoordsoort
from nachtleven.opslag.duren import seconden
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MelderRij

_VRAGEN = tuple(s.value for s in (Antwoordsoort.VRAAG_ZAAK, Antwoordsoort.KEUZE, Antwoordsoort.VRAAG_NACHT))
_NAMEN = ("vragen", "vragen_beantwoord", "niet_gelezen", "nieuwe_melders")
_GEANTWOORD = ("direct", "uit")
_VREEMD, _PERSOON = "vreemd", "persoon"


def tel_berichten(sessie: Session, periode: Periode) -> dict[str, int]:
    """Count the messages received in the period, but those for another number: with a melding, and without."""
    vraag = select(func.count(), func.count(BerichtRij.melding_id)).select_from(BerichtRij)
    alle, bij = sessie.execute(vraag.where(*_in(periode))).one()
    return {"bij_melding": bij, "zonder_melding": alle - bij}


def tel_nummer(sessie: Session, periode: Periode) -> tuple[dict[str, int], float | None]:
    """Count questions we asked and those that were answered, what could not be read, and first-time senders.

    A question is answered where its sender wrote about the same melding later. A first-time sender is known only as
    long as a number is kept. Given with it: the median of the seconds to our answer, to a tenth, of those really sent.
    """
    tellers, duren = Counter[str](), Counter[float]()
    for soort, bij_melding, persoon, beantwoord, tienden, aantal in sessie.execute(_antwoorden(sessie, periode)):
        tellers["vragen"] += aantal if soort in _VRAGEN else 0
        tellers["vragen_beantwoord"] += aantal if soort in _VRAGEN and beantwoord else 0
        onbegrepen = soort == Antwoordsoort.ONBEGREPEN.value and not bij_melding
        tellers["niet_gelezen"] += aantal if persoon or onbegrepen else 0
        if tienden is not None:
            duren[float(tienden)] += aantal
    nieuw = select(func.count()).select_from(MelderRij)
    nieuw = nieuw.where(MelderRij.eerste >= periode.begin, MelderRij.eerste < periode.einde)
    tellers["nieuwe_melders"] = int(sessie.scalar(nieuw) or 0)
    return {naam: tellers[naam] for naam in _NAMEN}, _mediaan(duren)


def _antwoorden(sessie: Session, periode: Periode) -> Select[Any]:
    """Count the messages by kind of answer, with a melding, for a person, answered later, tenths of a second."""
    later = aliased(BerichtRij)
    daarna = select(later.id).where(
        later.melding_id == BerichtRij.melding_id, later.ontvangen > BerichtRij.ontvangen, later.id != BerichtRij.id
    )
    tienden = func.round(seconden(sessie, BerichtRij.ontvangen, AntwoordRij.gemaakt) * 10) / 10
    deel = select(
        AntwoordRij.soort.label("soort"),
        BerichtRij.melding_id.is_not(None).label("bij_melding"),
        (BerichtRij.staat == _PERSOON).label("persoon"),
        case((AntwoordRij.soort.in_(_VRAGEN), daarna.exists()), else_=None).label("beantwoord"),
        case((AntwoordRij.wijze.in_(_GEANTWOORD), tienden), else_=None).label("tienden"),
    )
    deel_ = deel.select_from(BerichtRij).outerjoin(AntwoordRij).where(*_in(periode)).subquery()
    return select(*deel_.c, func.count()).group_by(*deel_.c)


def _mediaan(duren: Mapping[float, int]) -> float | None:
    """Give the middle of values that each occur so often; of an even number of them the mean of the two."""
    alle, gezien = sum(duren.values()), 0
    midden: list[float] = []
    for waarde in sorted(duren):
        for plaats in ((alle - 1) // 2, alle // 2):
            if gezien <= plaats < gezien + duren[waarde]:
                midden.append(waarde)
        gezien += duren[waarde]
    return round(sum(midden) / 2, 1) if midden else None


def _in(periode: Periode) -> tuple[ColumnElement[bool], ...]:
    ontvangen = BerichtRij.ontvangen
    return (ontvangen >= periode.begin, ontvangen < periode.einde, BerichtRij.staat != _VREEMD)
