"""What the signals need: per door venue its meldingen and its nights with a doorman, this year and two years before."""

import calendar
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import extract, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.signalen import Zaakverleden
from nachtleven.nacht import middag
from nachtleven.opslag.duren import avonddag
from nachtleven.opslag.nachtblok import Maand, zaken_per_maand
from nachtleven.opslag.nachttellingen import Nachtboek
from nachtleven.opslag.registertabellen import InzetRij, ZaakRij

_JAREN_TERUG = 2


def verledens(boek: Nachtboek, periode: Periode, tot: date) -> tuple[Zaakverleden, ...]:
    """Give the door venues by id; `tot`: the first day that is not known yet, at most the period's end.

    Exposure: nights times capacity. Nights are those with a shift; of a venue whose shifts don't reach over all the
    years there is anything of, every night. Earlier years count from the first month of which the city has meldingen.
    """
    einde = max(min(tot, periode.tot), periode.van + timedelta(days=1))
    begin = date(periode.van.year - _JAREN_TERUG, 1, 1)
    sessie, meldingen = boek.sessie, _meldingen(boek, begin, einde)
    if not meldingen:
        return ()
    eerste = min(maand for per_maand in meldingen.values() for maand in per_maand)
    kalender = {maand: _dagen(maand, einde) for maand in _maanden(begin, einde) if maand >= eerste}
    diensten = _diensten(sessie, begin, einde)
    maker = _Maker(periode, einde, kalender)
    return tuple(
        maker.maak(zaak, meldingen.get(zaak, {}), diensten.get(zaak, {}), plaatsen)
        for zaak, plaatsen in _capaciteiten(sessie, periode, diensten).items()
    )


class _Maker:
    """Makes the records of one report. `kalender`: the nights of each month of which there is anything."""

    def __init__(self, periode: Periode, einde: date, kalender: Mapping[Maand, int]) -> None:
        self._kalender, self._jaar = kalender, periode.van.year
        laatste = einde - timedelta(days=1)
        self._dit_jaar = [(self._jaar, maand) for maand in range(1, laatste.month + 1)]
        self._in_periode = laatste.month - periode.van.month + 1

    def maak(
        self, zaak: str, meldingen: Mapping[Maand, int], diensten: Mapping[Maand, int], plaatsen: float
    ) -> Zaakverleden:
        """Make the record of one venue."""
        jaren = {jaar for jaar, _ in self._kalender}
        nachten = diensten if {jaar for jaar, _ in diensten} >= jaren else self._kalender
        eerder = [maand for maand in self._kalender if maand[0] < self._jaar]
        return Zaakverleden(
            zaak=zaak,
            eerder=sum(meldingen.get(maand, 0) for maand in eerder),
            blootstelling_eerder=plaatsen * sum(nachten.get(maand, 0) for maand in eerder),
            aantallen=tuple(meldingen.get(maand, 0) for maand in self._dit_jaar),
            blootstellingen=tuple(plaatsen * nachten.get(maand, 0) for maand in self._dit_jaar),
            in_periode=self._in_periode,
        )


def _maanden(begin: date, einde: date) -> list[Maand]:
    aantal = einde.year * 12 + einde.month - begin.year * 12 - begin.month + 1
    alle = [((begin.year * 12 + begin.month - 1 + n) // 12, (begin.month - 1 + n) % 12 + 1) for n in range(aantal)]
    return [maand for maand in alle if date(*maand, 1) < einde]


def _dagen(maand: Maand, einde: date) -> int:
    """Give the nights of a month that began before `einde`."""
    return min(calendar.monthrange(*maand)[1], (einde - date(*maand, 1)).days)


def _per_maand(rijen: Iterable[tuple[Any, ...]]) -> dict[str, dict[Maand, int]]:
    gevonden: dict[str, dict[Maand, int]] = defaultdict(dict)
    for zaak, jaar, maand, aantal in rijen:
        gevonden[zaak][int(jaar), int(maand)] = aantal
    return gevonden


def _meldingen(boek: Nachtboek, begin: date, einde: date) -> dict[str, dict[Maand, int]]:
    gevonden: dict[str, dict[Maand, int]] = defaultdict(dict)
    for maand, per_zaak in zaken_per_maand(boek, begin, einde).items():
        for zaak, aantal in per_zaak.items():
            if zaak:
                gevonden[zaak][maand] = aantal
    return gevonden


def _diensten(sessie: Session, begin: date, einde: date) -> dict[str, dict[Maand, int]]:
    """Count the nights with a shift, by venue and month."""
    nacht = avonddag(sessie, InzetRij.van).label("nacht")
    nachten = select(InzetRij.zaak_id, nacht).where(InzetRij.bekend_tot.is_(None))
    deel = nachten.where(InzetRij.van >= middag(begin), InzetRij.van < middag(einde)).distinct().subquery()
    tijd = extract("year", deel.c.nacht), extract("month", deel.c.nacht)
    vraag = select(deel.c.zaak_id, *tijd, func.count()).group_by(deel.c.zaak_id, *tijd)
    return _per_maand(tuple(rij) for rij in sessie.execute(vraag))


def _capaciteiten(sessie: Session, periode: Periode, diensten: Mapping[str, object]) -> dict[str, float]:
    """Give the capacity of the door venues of the register, by id; one that isn't known is the city's median."""
    vraag = select(ZaakRij.zaak_id, ZaakRij.capaciteit, ZaakRij.portier).where(ZaakRij.bekend_van < periode.einde)
    vraag = vraag.where(or_(ZaakRij.bekend_tot.is_(None), ZaakRij.bekend_tot >= periode.einde))
    rijen = sessie.execute(vraag.order_by(ZaakRij.zaak_id)).all()
    deuren = {zaak: plaatsen for zaak, plaatsen, portier in rijen if portier or zaak in diensten}
    bekend = [plaatsen for plaatsen in deuren.values() if plaatsen]
    gewoon = statistics.median(bekend) if bekend else 1
    return {zaak: float(plaatsen or gewoon) for zaak, plaatsen in deuren.items()}
