"""Counts of the regulation for a report: the findings that are kept, grouped in SQL by duty, kind and venue.

A night that was not judged as far as was asked is judged here on the spot, and nothing of that is kept: a report
never waits for the planner, and never counts less than there is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.cijfers.naleving import Naleving, maak_naleving
from nachtleven.cijfers.periodes import Periode
from nachtleven.nacht import middag, nacht_van
from nachtleven.opslag import toezicht
from nachtleven.opslag.oordelen import REGISTER
from nachtleven.opslag.registertabellen import ControleRij, IncidentRij, InzetRij
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.toezichttabellen import BevindingRij, OordeelRij
from nachtleven.portier import toets
from nachtleven.register.logboek import Oordeel
from nachtleven.toezicht.bevindingen import Bevinding
from nachtleven.toezicht.gegevens import Periode as Beoordeeld
from nachtleven.toezicht.plichten import Plichten

_NACHTEN_SAMEN = 31
_DAG = timedelta(days=1)


class Nalevingteller:
    """Counts of one report and its parts; every night is judged once at most. Not for two threads."""

    def __init__(self, sessie: Session, plichten: Plichten, moment: datetime) -> None:
        self._sessie, self._plichten, self._laatste = sessie, plichten, nacht_van(moment)
        self._los: dict[date, list[Bevinding]] = {}

    @cached_property
    def _eerste(self) -> date:
        """The first night that anything is known of; of nothing: the night that runs."""
        kolommen = (InzetRij.van, IncidentRij.van, ControleRij.tijdstip)
        begin = [self._sessie.scalar(select(func.min(kolom))) for kolom in kolommen]
        nachten = [nacht_van(moment) for moment in begin if moment is not None]
        return min([*nachten, self._sessie.scalar(select(func.min(MeldingRij.nacht))) or self._laatste])

    def tel(self, periode: Periode) -> tuple[Naleving, ...]:
        """Count a period, beside the one before and the same months of the year before."""
        nu, vorige, jaar = (self._vondsten(deel) for deel in (periode, periode.vorige, periode.jaar_eerder))
        return maak_naleving(nu, vorige, jaar, self._controles(periode))

    def _vondsten(self, periode: Periode) -> Counter[tuple[str, str, str]]:
        b = BevindingRij
        geoordeeld = exists().where(OordeelRij.nacht == b.nacht, OordeelRij.gedaan >= OordeelRij.gevraagd)
        van_nacht = (b.nacht >= periode.van) & (b.nacht < periode.tot) & geoordeeld
        van_register = b.nacht.is_(None) & (b.van < periode.einde) & (b.tot > periode.begin)
        vraag = select(b.plicht, b.aard, b.zaak_id, func.count()).where(b.ingetrokken.is_(None))
        vraag = vraag.where(or_(van_nacht, van_register)).group_by(b.plicht, b.aard, b.zaak_id)
        geteld = Counter({(plicht, aard, zaak): aantal for plicht, aard, zaak, aantal in self._sessie.execute(vraag)})
        gezien: set[str] = set()
        for bevinding in self._losse(periode):
            if bevinding.sleutel not in gezien:
                gezien.add(bevinding.sleutel)
                geteld[bevinding.plicht, bevinding.aard.value, bevinding.zaak_id] += 1
        return geteld

    def _losse(self, periode: Periode) -> Iterator[Bevinding]:
        """Give the findings of the nights that nobody judged yet."""
        if not self._plichten.alle:
            return
        open_ = self._niet_geoordeeld(periode)
        for deel in _aaneen([nacht for nacht in open_ if nacht not in self._los]):
            self._oordeel(deel)
        for nacht in open_:
            yield from self._los[nacht]

    def _niet_geoordeeld(self, periode: Periode) -> list[date]:
        o = OordeelRij
        vraag = select(o.nacht).where(o.nacht >= periode.van, o.nacht < periode.tot, o.gedaan >= o.gevraagd)
        klaar = set(self._sessie.scalars(vraag))
        begin = max(periode.van, self._eerste)
        dagen = (min(periode.tot, self._laatste + _DAG) - begin).days
        return [nacht for dag in range(dagen) if (nacht := begin + dag * _DAG) not in klaar]

    def _oordeel(self, nachten: Sequence[date]) -> None:
        """Judge nights that follow each other; what is said of a venue itself and is kept already, is left out."""
        deel = Beoordeeld(middag(nachten[0]), middag(nachten[-1] + _DAG))
        self._los |= {nacht: [] for nacht in nachten}
        for bevinding in toets(deel, toezicht.gegevens(self._sessie, deel), self._plichten):
            if bevinding.onderwerp != REGISTER:
                self._los[bevinding.nacht if bevinding.nacht in self._los else nachten[0]].append(bevinding)
            elif bevinding.sleutel not in self._van_register:
                self._los[nachten[0]].append(bevinding)

    @cached_property
    def _van_register(self) -> set[str]:
        """The findings of the register's own word that are kept, standing or withdrawn, by their identity."""
        return set(self._sessie.scalars(select(BevindingRij.identiteit).where(BevindingRij.nacht.is_(None))))

    def _controles(self, periode: Periode) -> dict[str, tuple[int, int]]:
        c = ControleRij
        niet_ok = func.sum(case((c.oordeel == Oordeel.NIET_OK.value, 1), else_=0))
        vraag = select(c.plicht, func.count(), niet_ok).where(c.bekend_tot.is_(None))
        vraag = vraag.where(c.tijdstip >= periode.begin, c.tijdstip < periode.einde).group_by(c.plicht)
        return {plicht: (aantal, int(unmet)) for plicht, aantal, unmet in self._sessie.execute(vraag)}


def _aaneen(nachten: Sequence[date]) -> Iterator[Sequence[date]]:
    """Split nights into stretches without a gap, of a month at most."""
    begin = 0
    for plek in range(1, len(nachten) + 1):
        los = plek == len(nachten) or nachten[plek] - nachten[plek - 1] != _DAG
        if los or plek - begin == _NACHTEN_SAMEN:
            yield nachten[begin:plek]
            begin = plek
