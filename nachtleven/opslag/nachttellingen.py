"""What is counted ahead by night: kept up to date, and read by the reports together with what is not.

A night is good where it was counted in this way and no row of it changed since. A night that is not is counted on the
spot where it is asked for, and nothing of that is kept: a report never waits, and never counts less than there is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nachtleven.nacht import middag, nacht_van
from nachtleven.opslag.nachtmaten import VORM, Maat, Nachttelling, nachten_met_iets, tel_nacht
from nachtleven.opslag.tabellen import BerichtRij, MeldingRij
from nachtleven.opslag.tellingtabellen import NachttellingRij, NachtwijzigingRij
from nachtleven.opslag.toezichttabellen import OordeelstandRij

Stuk = tuple[date, date]
"""Nights that follow each other: [van, tot)."""
_DAG = timedelta(days=1)
_SAMEN = 5000
"""Meldingen that are counted in one transaction at most, but for a night that holds more."""
_STAND = "nachttellingen"


def eerste_nacht(sessie: Session) -> date | None:
    """Give the first night that a melding falls in or a message came in; None: there is nothing."""
    bericht = sessie.scalar(select(func.min(BerichtRij.ontvangen)))
    nachten = [sessie.scalar(select(func.min(MeldingRij.nacht))), bericht and nacht_van(bericht)]
    return min((nacht for nacht in nachten if nacht is not None), default=None)


def tel_vooruit(sessie: Session, tot: date) -> int:
    """Count some of the nights before `tot` that are not good, in a transaction that writes; give how many.

    0: all are good. What changes meanwhile makes its night not good again; of two processes one waits for the other.
    """
    _houd_vast(sessie)
    gedaan = gezien = 0
    for nacht in _niet_goed(sessie, tot):
        # first cleared, then counted: the count sees all that was cleared, and what comes after it stays marked
        sessie.execute(delete(NachtwijzigingRij).where(NachtwijzigingRij.nacht == nacht))
        telling = tel_nacht(sessie, nacht)
        _schrijf(sessie, nacht, telling)
        gedaan, gezien = gedaan + 1, gezien + telling[Maat.STAND, VORM]
        if gezien >= _SAMEN or gedaan >= _SAMEN:
            break
    return gedaan


def _houd_vast(sessie: Session) -> None:
    """Let one transaction at a time count ahead."""
    maak = postgresql.insert if sessie.get_bind().dialect.name == "postgresql" else sqlite.insert
    sessie.execute(maak(OordeelstandRij).values(naam=_STAND, gezien=middag(date(2000, 1, 1))).on_conflict_do_nothing())
    sessie.get_one(OordeelstandRij, _STAND, with_for_update=True)


def _niet_goed(sessie: Session, tot: date) -> Iterator[date]:
    eerste = eerste_nacht(sessie)
    goed = goede_nachten(sessie, eerste or tot, tot)
    yield from (nacht for nacht in _dagen(eerste or tot, tot) if nacht not in goed)


def _dagen(van: date, tot: date) -> Iterator[date]:
    return (van + _DAG * dag for dag in range((tot - van).days))


def _schrijf(sessie: Session, nacht: date, telling: Nachttelling) -> None:
    n = NachttellingRij
    sessie.execute(delete(n).where(n.maat.in_([maat.value for maat in Maat]), n.nacht == nacht))
    rijen = [
        {"maat": maat.value, "nacht": nacht, "waarde": sleutel, "aantal": aantal}
        for (maat, sleutel), aantal in sorted(telling.items())
        if aantal or maat is Maat.STAND
    ]
    sessie.execute(insert(n), rijen)


def goede_nachten(sessie: Session, van: date, tot: date) -> frozenset[date]:
    """Give the nights in [van, tot) that were counted and did not change since."""
    n, w = NachttellingRij, NachtwijzigingRij
    geteld = select(n.nacht).where(n.maat == Maat.STAND.value, n.waarde == VORM, n.nacht >= van, n.nacht < tot)
    gewijzigd = select(w.nacht).where(w.nacht >= van, w.nacht < tot).distinct()
    return frozenset(sessie.scalars(geteld)) - frozenset(sessie.scalars(gewijzigd))


@dataclass(frozen=True, slots=True)
class Nachtboek:
    """What is known by night of all nights before `tot`: `goed` in stretches, the others counted here and now."""

    sessie: Session
    goed: Sequence[Stuk]
    los: Mapping[date, Nachttelling]

    def sommen(self, van: date, tot: date, maten: Iterable[Maat]) -> dict[Maat, Counter[str]]:
        """Sum these measures over the nights of [van, tot), by key."""
        n = NachttellingRij
        gevraagd = {maat: Counter[str]() for maat in maten}
        stukken = self._binnen(van, tot)
        if stukken is not None:
            vraag = select(n.maat, n.waarde, func.sum(n.aantal)).where(n.maat.in_([m.value for m in gevraagd]), stukken)
            for maat, sleutel, aantal in self.sessie.execute(vraag.group_by(n.maat, n.waarde)):
                gevraagd[Maat(maat)][sleutel] += int(aantal)
        for nacht, telling in self.los.items():
            if van <= nacht < tot:
                for (maat, sleutel), aantal in telling.items():
                    if maat in gevraagd:
                        gevraagd[maat][sleutel] += aantal
        return gevraagd

    def per_nacht(self, van: date, tot: date, maat: Maat) -> Counter[tuple[date, str]]:
        """Give one measure by night and key."""
        n, geteld = NachttellingRij, Counter[tuple[date, str]]()
        stukken = self._binnen(van, tot)
        if stukken is not None:
            vraag = select(n.nacht, n.waarde, n.aantal).where(n.maat == maat.value, stukken)
            geteld.update({(nacht, sleutel): aantal for nacht, sleutel, aantal in self.sessie.execute(vraag)})
        for nacht, telling in self.los.items():
            if van <= nacht < tot:
                geteld.update({(nacht, sleutel): aantal for (m, sleutel), aantal in telling.items() if m is maat})
        return geteld

    def _binnen(self, van: date, tot: date) -> ColumnElement[bool] | None:
        n = NachttellingRij.nacht
        stukken = [(max(van, begin), min(tot, einde)) for begin, einde in self.goed if begin < tot and einde > van]
        return or_(*((n >= begin) & (n < einde) for begin, einde in stukken)) if stukken else None


def open_nachtboek(sessie: Session, tot: date) -> Nachtboek:
    """Open it: all nights before `tot`, those that are not good counted from their raw rows."""
    eerste = eerste_nacht(sessie) or tot
    goed = goede_nachten(sessie, eerste, tot)
    gaten = _stukken([nacht for nacht in _dagen(eerste, tot) if nacht not in goed])
    los = {nacht: tel_nacht(sessie, nacht) for van, einde in gaten for nacht in nachten_met_iets(sessie, van, einde)}
    return Nachtboek(sessie, _stukken(sorted(goed)), los)


def _stukken(nachten: Sequence[date]) -> list[Stuk]:
    """Put nights that follow each other together."""
    stukken: list[Stuk] = []
    for nacht in nachten:
        if stukken and stukken[-1][1] == nacht:
            stukken[-1] = (stukken[-1][0], nacht + _DAG)
        else:
            stukken.append((nacht, nacht + _DAG))
    return stukken
