"""Counts on the short number itself: its messages, our questions and answers, who wrote for the first time."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import BigInteger, ColumnElement, String, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from nachtleven.cijfers.periodes import Periode
from nachtleven.gesprekken.waarden import Antwoordsoort
from nachtleven.nacht import middag
from nachtleven.opslag.duren import mediaan, seconden
from nachtleven.opslag.nachtblok import DEEL, LOS, aaneen
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MelderRij

_VRAGEN = tuple(s.value for s in (Antwoordsoort.VRAAG_ZAAK, Antwoordsoort.KEUZE, Antwoordsoort.VRAAG_NACHT))
_NAMEN = ("vragen", "vragen_beantwoord", "niet_gelezen", "nieuwe_melders")
_GEANTWOORD = ("direct", "uit")
_VREEMD, _PERSOON, _JA = "vreemd", "persoon", "ja"


def tel_nummer(sessie: Session, periode: Periode) -> tuple[dict[str, int], dict[str, int], float | None]:
    """Count the messages received in the period, but those for another number: with a melding, and without.

    Given with it: the questions we asked and those that were answered, what could not be read, and first-time senders;
    and the median of the seconds to our answer, to a tenth, of those really sent. A question is answered where its
    sender wrote about the same melding later. A first-time sender is known only as long as a number is kept.
    """
    bij, tellers, duren = Counter[bool](), Counter[str](), Counter[int]()
    for sleutel, aantal in _sleutels(sessie, periode).items():
        soort, bij_melding, persoon, beantwoord, tienden = sleutel.split(DEEL)
        bij[bij_melding == _JA] += aantal
        tellers["vragen"] += aantal if soort in _VRAGEN else 0
        tellers["vragen_beantwoord"] += aantal if soort in _VRAGEN and beantwoord == _JA else 0
        onbegrepen = soort == Antwoordsoort.ONBEGREPEN.value and bij_melding != _JA
        tellers["niet_gelezen"] += aantal if persoon == _JA or onbegrepen else 0
        if tienden:
            duren[int(tienden)] += aantal
    nieuw = select(func.count()).select_from(MelderRij)
    nieuw = nieuw.where(MelderRij.eerste >= periode.begin, MelderRij.eerste < periode.einde)
    tellers["nieuwe_melders"] = int(sessie.scalar(nieuw) or 0)
    midden = mediaan(duren)
    berichten = {"bij_melding": bij[True], "zonder_melding": bij[False]}
    return berichten, {naam: tellers[naam] for naam in _NAMEN}, None if midden is None else round(midden / 10, 1)


def _sleutels(sessie: Session, periode: Periode) -> Counter[str]:
    """Count the messages by kind of answer, with a melding, for a person, answered later, tenths of a second.

    Night after night, each strung together by the database: a sort of them all would cost it more than the reading.
    """
    b, later = BerichtRij, aliased(BerichtRij)
    daarna = select(later.id).where(later.melding_id == b.melding_id, later.ontvangen > b.ontvangen, later.id != b.id)
    tienden = cast(func.round(seconden(sessie, b.ontvangen, AntwoordRij.gemaakt) * 10), BigInteger)
    sleutel = aaneen(
        AntwoordRij.soort,
        _ja(b.melding_id.is_not(None)),
        _ja(b.staat == _PERSOON),
        case((AntwoordRij.soort.in_(_VRAGEN), _ja(daarna.exists())), else_=""),
        case((AntwoordRij.wijze.in_(_GEANTWOORD), cast(tienden, String)), else_=""),
    )
    vraag = select(func.aggregate_strings(sleutel, LOS)).select_from(b)
    vraag = vraag.outerjoin(AntwoordRij, AntwoordRij.bericht_id == b.id).where(b.staat != _VREEMD)
    geteld = Counter[str]()
    for dag in range((periode.tot - periode.van).days):
        van, tot = (middag(periode.van + timedelta(days=dag + verder)) for verder in (0, 1))
        samen = sessie.scalar(vraag.where(b.ontvangen >= van, b.ontvangen < tot))
        if samen:
            geteld.update(samen.split(LOS))
    return geteld


def _ja(geldt: ColumnElement[bool]) -> ColumnElement[str]:
    return case((geldt, _JA), else_="")
