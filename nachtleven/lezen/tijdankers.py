"""From what a text names to moments: the night a day stands for, and the clock time within it.

A night belongs to the evening it began. Everything lies in the past. Where the clock is set back an hour exists twice:
the later one that has passed is meant, unless the text says summer or winter time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from nachtleven.lezen.tijddagen import DAG_MINUTEN, Dag, Dagsoort
from nachtleven.lezen.tijdklok import DAG, HALF, Klok
from nachtleven.nacht import BRUSSEL, lokaal

SPELING = timedelta(minutes=10)
"""A time said may lie this much after the receipt: watches differ and people round up."""
OCHTEND_TOT = 12
DAG_TOT = 18
VENSTERS = {"ochtend": (4, 12), "middag": (12, 18), "avond": (18, 26), "nacht": (21, 31), "": (12, 36)}
"""For each part of the day the hours it covers, counted from midnight before the evening."""
MOMENTEN = {"ochtend": 6, "middag": 15, "avond": 22, "nacht": 25, "": 23}
"""For each part of the day the hour it stands for, counted likewise."""
TERUG = 400
"""Days back that a date without a year may lie."""


@dataclass(frozen=True, slots=True)
class Anker:
    """A night that is meant: the day on whose evening it began; `zeker` where the text leaves no other night."""

    nacht: date
    deel: str
    zeker: bool
    ruim: timedelta = timedelta(0)


def wand(dag: date, minuten: int, *, zomer: bool = False, winter: bool = False, uiterlijk: datetime) -> datetime:
    """Give the moment in UTC of a wall time, minutes after midnight of that day; of two, the later that has passed."""
    plat = datetime.combine(dag, time(0)) + timedelta(minutes=minuten)
    vroeg = plat.replace(tzinfo=BRUSSEL, fold=0).astimezone(UTC)
    laat = plat.replace(tzinfo=BRUSSEL, fold=1).astimezone(UTC)
    if vroeg >= laat or zomer:
        return vroeg
    return laat if winter or laat <= uiterlijk else vroeg


def anker(dag: Dag, ontvangen: datetime) -> Anker:
    """Give the night that a named day stands for, seen from the moment of receipt."""
    hier = lokaal(ontvangen)
    if dag.soort is Dagsoort.WEEKDAG:
        return Anker(_weekdag(dag, hier), dag.deel, zeker=True)
    if dag.soort is Dagsoort.DATUM:
        return Anker(_datum(dag, hier), dag.deel, zeker=True)
    if dag.soort is Dagsoort.WEEKEND:
        return Anker(_weekend(dag, hier.date()), dag.deel, zeker=False, ruim=timedelta(days=1))
    if dag.soort is Dagsoort.GELEDEN:
        terug = dag.waarde // DAG_MINUTEN
        ruim = timedelta(days=2 if terug > 6 else 0)
        return Anker(hier.date() - timedelta(days=terug), dag.deel, zeker=terug < 7, ruim=ruim)
    return Anker(_relatief(dag, hier), dag.deel, zeker=True)


def _relatief(dag: Dag, hier: datetime) -> date:
    """Give the night of today, yesterday, … : by day "tonight" without an evening is the night just ended."""
    vandaag = hier.date()
    if dag.waarde:
        return vandaag + timedelta(days=dag.waarde)
    if dag.deel == "ochtend":
        return vandaag
    begonnen = OCHTEND_TOT if dag.deel in ("avond", "middag") else DAG_TOT
    return vandaag if hier.hour >= begonnen else vandaag - timedelta(days=1)


def _weekdag(dag: Dag, hier: datetime) -> date:
    """Give the latest such weekday whose evening has begun; with "last week" the one of the week before."""
    terug = (hier.weekday() - dag.waarde) % 7
    if (
        terug == 0
        and (dag.vorig or hier.hour < (OCHTEND_TOT if dag.deel == "middag" else DAG_TOT))
        and dag.deel != "ochtend"
    ):
        terug = 7
    return hier.date() - timedelta(days=terug)


def _datum(dag: Dag, hier: datetime) -> date:
    getal, maand = divmod(dag.waarde, 100)
    jaren = [dag.jaar] if dag.jaar else [hier.year, hier.year - 1]
    for jaar in jaren:
        try:
            gevonden = date(jaar, maand, getal)
        except ValueError:
            continue
        if gevonden <= hier.date() and (hier.date() - gevonden).days <= TERUG:
            return gevonden
    return hier.date() - timedelta(days=1) if hier.hour < OCHTEND_TOT else hier.date()


def _weekend(dag: Dag, vandaag: date) -> date:
    """Give the Saturday of it: of the week before, unless it is the weekend now and nothing says "last"."""
    deze = vandaag + timedelta(days=5 - vandaag.weekday())
    return deze if deze <= vandaag and not dag.vorig else deze - timedelta(days=7)


def standen(klok: Klok) -> list[int]:
    """Give the minutes after midnight that the clock time can stand for."""
    return sorted({klok.minuut, (klok.minuut + HALF) % DAG}) if klok.halve_dag else [klok.minuut]


def straf(minuut: int) -> float:
    """Weigh an hour by how unlikely it is at a door: by day much, at its edges a little."""
    uur = minuut / 60
    if 8 <= uur < 16:
        return 3.0
    return 0.8 if 7 <= uur < 19 else 0.0


def klok_in_nacht(klok: Klok, nacht: date, deel: str, ontvangen: datetime, vouw: tuple[bool, bool]) -> datetime:
    """Give the moment of a clock time in the night of that day; one that is still to come is taken a day earlier."""
    beste = (float("inf"), ontvangen)
    van, tot = VENSTERS[deel]
    for minuut in standen(klok):
        uur = minuut / 60 + (24 if minuut < HALF and deel != "ochtend" else 0)
        moment = _wand(nacht, round(uur * 60), ontvangen, vouw)
        last = straf(minuut) + (0 if van <= uur < tot + 1 else 1.5)
        if moment > ontvangen + SPELING:
            moment, last = _wand(nacht, round(uur * 60) - DAG, ontvangen, vouw), last + 2
        if last < beste[0] and moment <= ontvangen + SPELING:
            beste = (last, moment)
    return beste[1]


def klok_vrij(klok: Klok, deel: str, ontvangen: datetime, vouw: tuple[bool, bool]) -> datetime:
    """Give the moment of a clock time without a day: the latest that has passed, a night hour before a day hour."""
    vandaag = lokaal(ontvangen).date()
    beste = (float("inf"), ontvangen)
    van, tot = VENSTERS[deel]
    for minuut in standen(klok):
        for terug in (0, 1):
            moment = _wand(vandaag - timedelta(days=terug), minuut, ontvangen, vouw)
            leeftijd = (ontvangen - moment) / timedelta(hours=1)
            if leeftijd < -SPELING / timedelta(hours=1):
                continue
            past = not deel or van <= minuut / 60 < tot or van <= minuut / 60 + 24 < tot
            last = abs(leeftijd) * 0.15 + straf(minuut) + (0 if past else 1.5)
            if last < beste[0]:
                beste = (last, moment)
    return beste[1]


def _wand(dag: date, minuten: int, ontvangen: datetime, vouw: tuple[bool, bool]) -> datetime:
    zomer, winter = vouw
    return wand(dag, minuten, zomer=zomer, winter=winter, uiterlijk=ontvangen)


def venster(anker_: Anker, ontvangen: datetime) -> tuple[datetime, datetime, datetime]:
    """Give the likeliest moment and [van, tot) of a night without a clock time, all before the receipt."""
    deel = anker_.deel
    van, tot = VENSTERS[deel]
    moment = wand(anker_.nacht, MOMENTEN[deel] * 60, uiterlijk=ontvangen)
    begin = wand(anker_.nacht, van * 60, uiterlijk=ontvangen) - anker_.ruim
    eind = wand(anker_.nacht, tot * 60, uiterlijk=ontvangen) + anker_.ruim
    return min(moment, ontvangen), begin, eind
