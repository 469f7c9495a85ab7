"""What one night holds, counted from its raw rows: how often each value of each measure occurs.

The database strings together, per night, one short key a melding or message; sorting a million rows by all that is
asked of them costs it three times as much. No more than one night's keys are ever in memory.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, String, and_, bindparam, case, cast, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from nachtleven.gesprekken.waarden import Antwoordsoort
from nachtleven.meldingen import NIET_GETELD
from nachtleven.nacht import middag, nacht_van
from nachtleven.opslag.duren import seconden, uur_tekst
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MeldingFeitRij, MeldingGrondRij, MeldingRij


class Maat(StrEnum):
    """What is counted of a night; the key is empty where none is named.

    stand: the meldingen that count, under the number of this way of counting. uur: by hour (0-23, Brussels). kanaal,
    taal, rol, zaak_hoe, contact: by value (empty: not told). gronden, feiten: by the codes that one melding carries
    together, comma separated. zaak: by venue (empty: not known). duur: by whole minutes from receipt to contact.
    dicht: by the night in which they were closed. via_code: those that named their venue by its sticker's code.
    afgevoerd: those that count nowhere, by state. nummer: the messages received, by what is to be told of them.
    antwoordtijd: by tenths of a second to our answer.
    """

    STAND = "stand"
    UUR = "uur"
    KANAAL = "kanaal"
    TAAL = "taal"
    ROL = "rol"
    ZAAK_HOE = "zaak_hoe"
    CONTACT = "contact"
    GRONDEN = "gronden"
    FEITEN = "feiten"
    ZAAK = "zaak"
    DUUR = "duur"
    DICHT = "dicht"
    VIA_CODE = "via_code"
    AFGEVOERD = "afgevoerd"
    NUMMER = "nummer"
    ANTWOORDTIJD = "antwoordtijd"


Nachttelling = Counter[tuple[Maat, str]]

VORM = "1"
"""The number of this way of counting: what was kept under another is counted again."""

CONTACT = ("binnen_termijn", "buiten_termijn", "niet_gecontacteerd", "zonder_termijn")
NUMMER = ("bij_melding", "zonder_melding", "vragen", "vragen_beantwoord", "niet_gelezen")
TELT = and_(
    MeldingRij.status.not_in([status.value for status in NIET_GETELD]),
    case((MeldingRij.samengevoegd_met.is_(None), 1), else_=0) == 1,
)
"""The condition that a melding counts: not withdrawn, not erased, not merged into another.

The last as a CASE, or SQLite takes the index on that column, in which nearly every row is the same, for a narrow one.
"""

_KENMERKEN = (Maat.KANAAL, Maat.TAAL, Maat.ROL, Maat.ZAAK_HOE, Maat.CONTACT)
_DEEL, _LOS = "\x1f", "\x1e"
"""Between the parts of a key, and between keys: signs that no code and no id of a register holds."""
_NIET_GETELD = tuple(status.value for status in NIET_GETELD)
_ZAAK_HOE = case((MeldingRij.zaak_id.is_(None), ""), else_=func.coalesce(MeldingRij.zaak_hoe, "zeker"))
_OP_TIJD = case(
    (MeldingRij.gecontacteerd.is_not(None) & MeldingRij.contact_voor.is_(None), CONTACT[0]),
    (MeldingRij.contact_voor.is_(None), CONTACT[3]),
    (MeldingRij.gecontacteerd.is_(None), CONTACT[2]),
    (MeldingRij.gecontacteerd <= MeldingRij.contact_voor, CONTACT[0]),
    else_=CONTACT[1],
)
_GESTREKEN = (Maat.UUR, Maat.KANAAL, Maat.GRONDEN, Maat.FEITEN, Maat.ZAAK, Maat.DUUR, Maat.DICHT)
_VRAGEN = tuple(s.value for s in (Antwoordsoort.VRAAG_ZAAK, Antwoordsoort.KEUZE, Antwoordsoort.VRAAG_NACHT))
_GEANTWOORD = ("direct", "uit")
_VREEMD, _PERSOON, _JA = "vreemd", "persoon", "ja"


def tel_nacht(sessie: Session, nacht: date) -> Nachttelling:
    """Count a night from its raw rows."""
    telling = _meldingen(sessie, nacht)
    telling.update(_berichten(sessie, nacht))
    return telling


def nachten_met_iets(sessie: Session, van: date, tot: date) -> Iterator[date]:
    """Give the nights in [van, tot) in which a melding falls or a message came in; the others are passed over."""
    m, b = MeldingRij.nacht, BerichtRij.ontvangen
    while van < tot:
        melding = sessie.scalar(select(func.min(m)).where(m >= van, m < tot))
        bericht = sessie.scalar(select(func.min(b)).where(b >= middag(van), b < middag(tot)))
        eerste = [nacht for nacht in (melding, bericht and nacht_van(bericht)) if nacht is not None]
        if not eerste:
            return
        yield min(eerste)
        van = min(eerste) + timedelta(days=1)


def _meldingen(sessie: Session, nacht: date) -> Nachttelling:
    telling, (geteld, weg) = Nachttelling(), _vragen_meldingen(sessie.get_bind().dialect.name)
    aantal, met_code, *gestreken = sessie.execute(geteld, {"nacht": nacht}).one()
    telling[Maat.STAND, VORM], telling[Maat.VIA_CODE, ""] = aantal, int(met_code or 0)
    if aantal:
        for maat, tekst in zip(_GESTREKEN, gestreken, strict=True):
            _leg_uit(telling, maat, Counter((tekst or "").split(_LOS)))
    telling.update({(Maat.AFGEVOERD, status): n for status, n in sessie.execute(weg, {"nacht": nacht})})
    return telling


@lru_cache(maxsize=2)
def _vragen_meldingen(dialect: str) -> tuple[Select[int, Any], Select[str, int]]:
    """Give what is asked of the meldingen of a `nacht`: those that count, in the order of `_GESTREKEN`, and the others.

    Made once: to put such a query together takes longer than a night's answer.
    """
    m = MeldingRij
    duur = cast(func.round(seconden(dialect, m.ontvangen, m.gecontacteerd) / 60), BigInteger)
    kolommen: tuple[ColumnElement[str], ...] = (
        cast(m.uur, String),
        _aaneen(m.kanaal, m.taal, m.rol, _ZAAK_HOE, _OP_TIJD),
        _samen(MeldingGrondRij.grond),
        _samen(MeldingFeitRij.feit),
        func.coalesce(m.zaak_id, ""),
        cast(duur, String),
        uur_tekst(dialect, m.gesloten),
    )
    nacht = m.nacht == bindparam("nacht")
    vraag = select(func.count(), func.sum(case((m.via_code.is_(True), 1), else_=0)))
    vraag = vraag.add_columns(*(func.aggregate_strings(kolom, _LOS) for kolom in kolommen)).where(nacht, TELT)
    return vraag, select(m.status, func.count()).where(nacht, m.status.in_(_NIET_GETELD)).group_by(m.status)


def _leg_uit(telling: Nachttelling, maat: Maat, gezien: Mapping[str, int]) -> None:
    """Take the keys of a night apart again, each once."""
    for sleutel, aantal in gezien.items():
        if maat is Maat.KANAAL:
            telling.update(dict.fromkeys(zip(_KENMERKEN, sleutel.split(_DEEL), strict=True), aantal))
        elif maat in {Maat.GRONDEN, Maat.FEITEN}:
            telling[maat, ",".join(sorted(sleutel.split(",")))] += aantal
        elif maat is Maat.DICHT and sleutel:
            telling[maat, _nacht_van_uur(sleutel)] += aantal
        elif sleutel or maat is Maat.ZAAK:
            telling[maat, sleutel] += aantal


@lru_cache(maxsize=4096)
def _nacht_van_uur(uur: str) -> str:
    """Give the night of an hour in UTC: 12:00 in Brussels is always a whole one."""
    return nacht_van(datetime.fromisoformat(f"{uur}:00+00:00")).isoformat()


def _berichten(sessie: Session, nacht: date) -> Nachttelling:
    """Count the messages received in a night, but those for another number.

    A question is answered where its sender wrote about the same melding later. The time to an answer is of those that
    were really sent.
    """
    telling, tot = Nachttelling(), nacht + timedelta(days=1)
    vraag = _vraag_berichten(sessie.get_bind().dialect.name)
    samen = sessie.scalar(vraag, {"begin": middag(nacht), "einde": middag(tot)})
    for een, aantal in Counter(samen.split(_LOS) if samen else ()).items():
        soort, bij_melding, persoon, beantwoord, tijd = een.split(_DEEL)
        telling[Maat.NUMMER, NUMMER[0] if bij_melding else NUMMER[1]] += aantal
        if soort in _VRAGEN:
            telling[Maat.NUMMER, "vragen"] += aantal
            telling[Maat.NUMMER, "vragen_beantwoord"] += aantal if beantwoord else 0
        if persoon or (soort == Antwoordsoort.ONBEGREPEN.value and not bij_melding):
            telling[Maat.NUMMER, "niet_gelezen"] += aantal
        if tijd:
            telling[Maat.ANTWOORDTIJD, tijd] += aantal
    return telling


@lru_cache(maxsize=2)
def _vraag_berichten(dialect: str) -> Select[str]:
    """Give what is asked of the messages received in [`begin`, `einde`), made once."""
    b, later = BerichtRij, aliased(BerichtRij)
    daarna = select(later.id).where(later.melding_id == b.melding_id, later.ontvangen > b.ontvangen, later.id != b.id)
    tienden = cast(func.round(seconden(dialect, b.ontvangen, AntwoordRij.gemaakt) * 10), BigInteger)
    sleutel = _aaneen(
        AntwoordRij.soort,
        _ja(b.melding_id.is_not(None)),
        _ja(b.staat == _PERSOON),
        case((AntwoordRij.soort.in_(_VRAGEN), _ja(daarna.exists())), else_=""),
        case((AntwoordRij.wijze.in_(_GEANTWOORD), cast(tienden, String)), else_=""),
    )
    vraag = select(func.aggregate_strings(sleutel, _LOS)).select_from(b)
    vraag = vraag.outerjoin(AntwoordRij, AntwoordRij.bericht_id == b.id).where(b.staat != _VREEMD)
    return vraag.where(b.ontvangen >= bindparam("begin"), b.ontvangen < bindparam("einde"))


def _ja(geldt: ColumnElement[bool]) -> ColumnElement[str]:
    return case((geldt, _JA), else_="")


def _aaneen(*kolommen: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """String columns together; what is not told is empty."""
    geheel: ColumnElement[str] = func.coalesce(kolommen[0], "")
    for kolom in kolommen[1:]:
        geheel = geheel.concat(_DEEL).concat(func.coalesce(kolom, ""))
    return geheel


def _samen(kolom: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """String the codes of a melding together; a ground that a person rejected is none, and so is an empty code."""
    draagt = MeldingGrondRij.bevestigd.is_not(False) if kolom.class_ is MeldingGrondRij else true()
    vraag = select(func.aggregate_strings(kolom, ","))
    vraag = vraag.where(kolom.class_.melding_id == MeldingRij.id, kolom != "", draagt)
    return func.coalesce(vraag.correlate(MeldingRij).scalar_subquery(), "")
