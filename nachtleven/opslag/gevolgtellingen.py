"""Counts of what followed a melding: footage, outcomes, measures, and the reason told against that in the log."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

import pandas as pd
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.redenen import VerteldeReden, tel_redenen
from nachtleven.dossiers.waarden import Maatregelstaat, Stuksoort
from nachtleven.opslag.dossiertabellen import DossierRij, DossierstukRij, MaatregelRij
from nachtleven.opslag.nachtblok import frame, in_periode
from nachtleven.opslag.registertabellen import IncidentRij
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.toezichttabellen import MeldingDeurRij
from nachtleven.register.logboek import Incident, IncidentSoort, Reden
from nachtleven.register.tijdlijn import Tijdlijn, maak_tijdlijn, stuk
from nachtleven.toezicht.plichten import Code, Plichten

_RUIM = timedelta(days=2)
_PER_KEER = 5000
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
    paren = tel_redenen(_verteld(sessie, periode, plichten), _logboeken(sessie, periode))
    return frame([(*paar, aantal) for paar, aantal in sorted(paren.items())], ("code_a", "code_b", "aantal"))


def _verteld(sessie: Session, periode: Periode, plichten: Plichten) -> Iterator[VerteldeReden]:
    m, marges = MeldingRij, _Marges(plichten)
    moment = func.coalesce(m.tijdstip, m.ontvangen)
    vraag = select(m.zaak_id, m.tijdstip_van, m.tijdstip_tot, moment, m.ontvangen, MeldingDeurRij.redenen)
    vraag = vraag.join(MeldingDeurRij, MeldingDeurRij.melding_id == m.id)
    vraag = vraag.where(in_periode(periode), m.zaak_id.is_not(None), MeldingDeurRij.redenen != "")
    gevonden = sessie.execute(vraag.execution_options(yield_per=_PER_KEER))
    for zaak, van, tot, wanneer, ontvangen, redenen in gevonden:
        marge = marges.op(wanneer)
        gelezen = tuple(filter(None, redenen.split(",")))
        yield VerteldeReden(zaak or "", van or wanneer, tot or wanneer, wanneer, ontvangen, gelezen, marge)


class _Marges:
    """The margin round a moment told, of the duty in force that day; none in force: only what touches it."""

    def __init__(self, plichten: Plichten) -> None:
        self._plichten = plichten
        self._bekend: dict[datetime, timedelta] = {}

    def op(self, moment: datetime) -> timedelta:
        uur = moment.replace(minute=0, second=0, microsecond=0)
        if uur not in self._bekend:
            plicht = self._plichten.van(Code.REDEN_KLOPT, uur)
            minuten = plicht.parameters["marge_minuten"] if plicht else 0
            self._bekend[uur] = timedelta(minutes=minuten)
        return self._bekend[uur]


def _logboeken(sessie: Session, periode: Periode) -> dict[str, Tijdlijn[Incident]]:
    r = IncidentRij
    vraag = select(r.zaak_id, r.van, r.tot, r.reden, r.gelogd, r.nummer)
    vraag = vraag.where(r.bekend_tot.is_(None), r.zaak_id.is_not(None), r.geverifieerd.is_(True))
    vraag = vraag.where(r.soort == IncidentSoort.WEIGERING.value, r.van >= periode.begin - _RUIM)
    vraag = vraag.where(r.van < periode.einde + _RUIM)
    per_zaak: dict[str, list[Incident]] = defaultdict(list)
    for zaak, van, tot, reden, gelogd, nummer in sessie.execute(vraag):
        soort = IncidentSoort.WEIGERING
        lijn = Incident(
            zaak or "", van, tot, soort, Reden(reden), None, "", "", gelogd, geverifieerd=True, nummer=nummer
        )
        per_zaak[lijn.zaak_id].append(lijn)
    return {zaak: maak_tijdlijn(lijnen, lambda lijn: stuk(lijn.van, lijn.tot)) for zaak, lijnen in per_zaak.items()}
