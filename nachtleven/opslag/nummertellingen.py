"""Counts on the short number itself: its messages, our questions and answers, who wrote for the first time."""

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from nachtleven.cijfers.periodes import Periode
from nachtleven.gesprekken.waarden import Antwoordsoort
from nachtleven.opslag.duren import mediaan, seconden
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MelderRij

_VRAGEN = tuple(s.value for s in (Antwoordsoort.VRAAG_ZAAK, Antwoordsoort.KEUZE, Antwoordsoort.VRAAG_NACHT))
_GEANTWOORD = ("direct", "uit")
_VREEMD, _PERSOON = "vreemd", "persoon"


def tel_berichten(sessie: Session, periode: Periode) -> dict[str, int]:
    """Count the messages received in the period, but those for another number: with a melding, and without."""
    vraag = select(func.count(), func.count(BerichtRij.melding_id)).select_from(BerichtRij)
    alle, bij = sessie.execute(vraag.where(*_in(periode))).one()
    return {"bij_melding": bij, "zonder_melding": alle - bij}


def tel_nummer(sessie: Session, periode: Periode) -> dict[str, int]:
    """Count questions we asked and those that were answered, what could not be read, and first-time senders.

    A question is answered where its sender wrote about the same melding later. A first-time sender is known only as
    long as a number is kept.
    """
    vragen = select(func.count()).select_from(AntwoordRij).join(BerichtRij, AntwoordRij.bericht_id == BerichtRij.id)
    vragen = vragen.where(AntwoordRij.soort.in_(_VRAGEN), *_in(periode))
    later = aliased(BerichtRij)
    daarna = select(later.id).where(
        later.melding_id == BerichtRij.melding_id, later.ontvangen > BerichtRij.ontvangen, later.id != BerichtRij.id
    )
    niet_gelezen = select(func.count()).select_from(BerichtRij).outerjoin(AntwoordRij)
    onbegrepen = and_(AntwoordRij.soort == Antwoordsoort.ONBEGREPEN.value, BerichtRij.melding_id.is_(None))
    nieuw = select(func.count()).select_from(MelderRij)
    nieuw = nieuw.where(MelderRij.eerste >= periode.begin, MelderRij.eerste < periode.einde)
    vraag_namen = {
        "vragen": vragen,
        "vragen_beantwoord": vragen.where(daarna.exists()),
        "niet_gelezen": niet_gelezen.where(*_in(periode), onbegrepen | (BerichtRij.staat == _PERSOON)),
        "nieuwe_melders": nieuw,
    }
    return {naam: int(sessie.scalar(vraag) or 0) for naam, vraag in vraag_namen.items()}


def antwoordtijd(sessie: Session, periode: Periode) -> float | None:
    """Give the median of the seconds from a message to our answer, of those really answered; None: there are none."""
    duur = seconden(sessie, BerichtRij.ontvangen, AntwoordRij.gemaakt)
    vraag = select(duur).select_from(AntwoordRij).join(BerichtRij, AntwoordRij.bericht_id == BerichtRij.id)
    gevonden = mediaan(sessie, vraag.where(AntwoordRij.wijze.in_(_GEANTWOORD), *_in(periode)), duur)
    return None if gevonden is None else round(gevonden, 1)


def _in(periode: Periode) -> tuple[ColumnElement[bool], ...]:
    ontvangen = BerichtRij.ontvangen
    return (ontvangen >= periode.begin, ontvangen < periode.einde, BerichtRij.staat != _VREEMD)
