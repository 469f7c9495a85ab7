"""Counts of what followed a melding: footage, outcomes, measures, and the reason told against that in the log."""

import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import ColumnElement, SQLColumnExpression, String, case, func, select, type_coerce
from sqlalchemy.orm import Session

from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.redenen import GEEN_LOG, MINUUT, Logboeken, Vertellingen, tel_redenen
from nachtleven.dossiers.waarden import Maatregelstaat, Stuksoort
from nachtleven.opslag.dossiertabellen import DossierRij, DossierstukRij, MaatregelRij
from nachtleven.opslag.nachtblok import frame, in_periode
from nachtleven.opslag.registertabellen import IncidentRij
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.toezichttabellen import MeldingDeurRij
from nachtleven.register.logboek import IncidentSoort
from nachtleven.toezicht.plichten import Code, Plichten

_RUIM = timedelta(days=2)
_PER_KEER = 20_000
_UUR = 60 * MINUUT
_OPEN = "open"


def tel_opvolging(sessie: Session, periode: Periode) -> dict[str, pd.DataFrame]:
    """Count the footage and the outcomes of the dossiers of the period's nights, and the measures made in it.

    `beelden`: the pieces by the state they are in. `uitkomsten`: the dossiers, those that run still as `open`.
    `maatregelen`: by kind, with how many were kept to (`nagekomen`) and were not.
    """
    van_periode = DossierRij.nacht >= periode.van, DossierRij.nacht < periode.tot
    stukken = select(DossierstukRij.staat, func.count()).join(DossierRij, DossierRij.id == DossierstukRij.dossier_id)
    stukken = stukken.where(*van_periode, DossierstukRij.soort == Stuksoort.BEELDEN.value)
    uitkomst = func.coalesce(DossierRij.uitkomst, _OPEN)
    dossiers = select(uitkomst, func.count()).where(*van_periode)
    staten = [
        func.sum(case((MaatregelRij.staat == staat.value, 1), else_=0))
        for staat in (Maatregelstaat.NAGEKOMEN, Maatregelstaat.NIET_NAGEKOMEN)
    ]
    genomen = select(MaatregelRij.soort, func.count(), *staten)
    genomen = genomen.where(MaatregelRij.gemaakt >= periode.begin, MaatregelRij.gemaakt < periode.einde)
    per_soort = sorted(tuple(rij) for rij in sessie.execute(genomen.group_by(MaatregelRij.soort)))
    return {
        "beelden": _op_maat([tuple(rij) for rij in sessie.execute(stukken.group_by(DossierstukRij.staat))]),
        "uitkomsten": _op_maat([tuple(rij) for rij in sessie.execute(dossiers.group_by(uitkomst))]),
        "maatregelen": _op_maat(per_soort, "nagekomen", "niet_nagekomen"),
    }


def _op_maat(rijen: list[tuple[object, ...]], *verder: str) -> pd.DataFrame:
    """Make a frame, most first."""
    op_maat = sorted(rijen, key=lambda rij: (-int(str(rij[1])), str(rij[0])))
    return frame(op_maat, ("waarde", "aantal", *verder))


def tel_redenen_deur(sessie: Session, periode: Periode, plichten: Plichten) -> pd.DataFrame:
    """Count the meldingen by the reason told at the door and the reason in the log (`code_a`, `code_b`)."""
    zaken, logboeken = _logboeken(sessie, periode)
    paren = Counter[tuple[str, str]]()
    for verteld in _verteld(sessie, periode, plichten, zaken):
        paren.update(tel_redenen(verteld, logboeken))
    return frame([(*paar, aantal) for paar, aantal in sorted(paren.items())], ("code_a", "code_b", "aantal"))


def _verteld(sessie: Session, periode: Periode, plichten: Plichten, zaken: Mapping[str, int]) -> Iterator[Vertellingen]:
    """Give what was told, so many meldingen at a time; `zaken`: the numbers of the venues with a log."""
    m, marges = MeldingRij, _Marges(plichten)
    moment = func.coalesce(m.tijdstip, m.ontvangen)
    momenten = func.coalesce(m.tijdstip_van, moment), func.coalesce(m.tijdstip_tot, moment), moment, m.ontvangen
    vraag = select(m.zaak_id, MeldingDeurRij.redenen, *map(_kaal, momenten))
    vraag = vraag.join(MeldingDeurRij, _eerst_de_deur(sessie) == m.id)
    vraag = vraag.where(in_periode(periode), m.zaak_id.is_not(None), MeldingDeurRij.redenen != "")
    for deel in sessie.execute(vraag.execution_options(yield_per=_PER_KEER)).partitions():
        zaak, redenen, van, tot, wanneer, ontvangen = zip(*deel, strict=True)
        nummers = np.array([zaken.get(naam, GEEN_LOG) for naam in zaak], np.int64)
        begin, einde, midden, binnen = (_micros(kolom) for kolom in (van, tot, wanneer, ontvangen))
        yield Vertellingen(nummers, begin, einde, midden, binnen, marges.op(midden), np.array(redenen, object))


def _eerst_de_deur(sessie: Session) -> SQLColumnExpression[Any]:
    """Give the melding of what was told at a door, so that SQLite begins there: few meldingen of a night tell a reason.

    It would begin at the nights and look each melding up; it can't use the index on what stands in a function.
    """
    melding = MeldingDeurRij.melding_id
    return func.trim(melding) if sessie.get_bind().dialect.name == "sqlite" else melding


def _kaal(moment: SQLColumnExpression[Any]) -> ColumnElement[str]:
    """Ask a moment as the database has it: making a datetime of each is most of the work."""
    return type_coerce(moment, String())


def _micros(momenten: Sequence[object]) -> npt.NDArray[np.int64]:
    """Give moments as microseconds since 1970, of text (SQLite, always UTC) or of what PostgreSQL gives."""
    kolom = np.array(momenten, object)
    index = pd.DatetimeIndex(pd.to_datetime(kolom, utc=True, format="ISO8601"))
    return index.as_unit("us").asi8


class _Marges:
    """The margin round a moment told, of the duty in force that day; none in force: only what touches it."""

    def __init__(self, plichten: Plichten) -> None:
        self._plichten = plichten

    def op(self, momenten: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        uren, welk = np.unique(momenten // _UUR, return_inverse=True)
        minuten = [self._minuten(datetime.fromtimestamp(int(uur) * 3600, UTC)) for uur in uren]
        return (np.array(minuten, np.int64) * MINUUT)[welk]

    def _minuten(self, uur: datetime) -> int:
        plicht = self._plichten.van(Code.REDEN_KLOPT, uur)
        return plicht.parameters["marge_minuten"] if plicht else 0


def _logboeken(sessie: Session, periode: Periode) -> tuple[dict[str, int], Logboeken]:
    """Give the numbers of the venues that have a log, and the verified refusals in it."""
    r = IncidentRij
    vraag = select(r.zaak_id, r.reden, *map(_kaal, (r.van, r.tot, r.gelogd)))
    vraag = vraag.where(r.bekend_tot.is_(None), r.zaak_id.is_not(None), r.geverifieerd.is_(True))
    vraag = vraag.where(r.soort == IncidentSoort.WEIGERING.value, r.van >= periode.begin - _RUIM)
    vraag = vraag.where(r.van < periode.einde + _RUIM)
    zaken: dict[str, int] = {}
    nummers, redenen, momenten = array("q"), list[str](), [array("q") for _ in range(3)]
    for deel in sessie.execute(vraag.execution_options(yield_per=_PER_KEER)).partitions():
        zaak, reden, *kolommen = zip(*deel, strict=True)
        nummers.extend(zaken.setdefault(naam, len(zaken)) for naam in zaak)
        redenen += map(sys.intern, reden)
        for gelezen, kolom in zip(momenten, kolommen, strict=True):
            gelezen.frombytes(_micros(kolom).tobytes())
    zaak_, van, tot, gelogd = (np.array(kolom, np.int64) for kolom in (nummers, *momenten))
    return zaken, Logboeken(zaak_, van, tot, gelogd, np.array(redenen, object))
