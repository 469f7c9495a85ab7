"""When it happened: a grammar over the time words of a language, read against the moment of receipt.

In: a text, its tokens, its language and kind, when it came in. Out: a Tijdlezing, or None where nothing can be told: a
habit ("altijd"), "a while back", or a text that tells of nothing. Never later than the receipt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nachtleven.lezen.lezing import Soort, Tijdlezing, Woorden
from nachtleven.lezen.tekst import Token
from nachtleven.lezen.tijdankers import Anker, anker, klok_in_nacht, klok_vrij, venster
from nachtleven.lezen.tijdcitaat import buiten_citaat
from nachtleven.lezen.tijddagen import DAG_MINUTEN, Dag, Dagsoort, dagen, tijden_geleden
from nachtleven.lezen.tijdklok import Klok, klokken
from nachtleven.lezen.tijdstukken import Stuk, stukken
from nachtleven.lezen.tijdtabellen import load_tijdtabellen, samen
from nachtleven.nacht import lokaal

MARGE = timedelta(minutes=15)
MARGE_ROND = timedelta(minutes=30)
MARGE_ONTVANGEN = timedelta(minutes=120)
TIK = timedelta(minutes=1)
"""Intervals are half-open: one that ends at the moment itself ends this much later."""
NABIJ = 5
"""Pieces between a day and a clock time that belong together without more."""
VERS = timedelta(hours=10)
"""A clock time this fresh needs no day from elsewhere in the text."""
MAAND = 30 * DAG_MINUTEN
"""A month ago, and two or more, are no one night any more."""
AVOND, OCHTEND = 18, 8
STADSTAAL = "nl"
"""The city's language: its time words are mixed into every other."""
ANDERE = ("en", "fr")
GEBEURD = (Soort.MELDING, Soort.INCIDENT)


@dataclass(frozen=True, slots=True)
class Gevonden:
    """All that was found in one text: its pieces, the clock times, the days, and when it came in (UTC).

    `vouw`: whether it says summer time, and winter time.
    """

    tekst: str
    delen: Sequence[Stuk]
    klokken: Sequence[Klok]
    dagen: Sequence[Dag]
    ontvangen: datetime
    vouw: tuple[bool, bool]


class Tijdlezer:
    """Reads moments by the tables of a folder like `config/`; safe to share by threads."""

    def __init__(self, config: Path) -> None:
        """Load `talen/tijd/`; raises ConfiguratieFout where a file doesn't parse."""
        per_taal = load_tijdtabellen(config / "talen" / "tijd")
        stad = per_taal[STADSTAAL]
        for andere in ANDERE:
            stad = samen(stad, per_taal[andere])
        self._tabellen = {taal: samen(tabel, per_taal[STADSTAAL]) for taal, tabel in per_taal.items()}
        self._zonder_taal = stad

    def lees(
        self, tekst: str, tokens: Sequence[Token], taal: str | None, soort: Soort, ontvangen: datetime
    ) -> Tijdlezing | None:
        """Read the moment; a question only has one where it looks back ("last night"), other kinds have none."""
        if soort not in (*GEBEURD, Soort.VRAAG):
            return None
        tabel = self._tabellen.get(taal or "", self._zonder_taal)
        delen = stukken(tekst, tokens, tabel)
        geleden = tijden_geleden(delen, tabel)
        bezet = frozenset(p for dag in geleden for p in range(dag.eerste, dag.laatste + 1))
        gevonden = klokken(delen, tabel, tekst, bezet)
        bezet |= {p for klok in gevonden for p in range(klok.eerste, klok.laatste + 1)}
        genoemd = sorted([*geleden, *dagen(delen, bezet)], key=lambda dag: dag.eerste)
        vaag = any(d.is_een("vaag") for d in delen) or any(_is_gewoonte(dag, delen) for dag in genoemd)
        genoemd = [dag for dag in genoemd if not _is_gewoonte(dag, delen)]
        genoemd = buiten_citaat(tekst, genoemd)
        moment = ontvangen.astimezone(UTC)
        if soort is Soort.VRAAG:
            return _terugblik(gevonden, genoemd, moment)
        vouw = (any(d.is_een("zomeruur") for d in delen), any(d.is_een("winteruur") for d in delen))
        lezing = _gelezen(Gevonden(tekst, delen, gevonden, genoemd, moment, vouw))
        if lezing:
            return lezing
        return None if vaag else _ontvangen(moment)


def _is_gewoonte(dag: Dag, delen: Sequence[Stuk]) -> bool:
    """Tell whether the day names no one night: every Friday, or a month and more ago."""
    if dag.soort is Dagsoort.GELEDEN:
        return dag.waarde % MAAND == 0
    return dag.eerste > 0 and delen[dag.eerste - 1].is_een("elk")


def _gelezen(alles: Gevonden) -> Tijdlezing | None:
    kort = [dag for dag in alles.dagen if dag.soort is Dagsoort.GELEDEN and dag.waarde < DAG_MINUTEN]
    echte = [dag for dag in alles.dagen if dag not in kort]
    if alles.klokken and not (kort and kort[0].eerste < alles.klokken[0].eerste):
        return _met_klok(alles, echte)
    if kort:
        return _kort_geleden(kort[0], alles.ontvangen)
    dag = _beste_dag(echte)
    if dag is None:
        return None
    if dag.soort is Dagsoort.DEEL:
        return _los_deel(dag, alles.delen, alles.ontvangen)
    return _met_dag(dag, echte, alles.ontvangen)


def _met_klok(alles: Gevonden, genoemd: Sequence[Dag]) -> Tijdlezing:
    """Read a clock time: the first that is one by itself, in the night of the day it goes with."""
    ontvangen = alles.ontvangen
    toen = [een for een in alles.klokken if not _zegt_nu(een, alles.delen)] or alles.klokken
    klok = next((een for een in toen if not een.los), toen[0])
    deel = next((dag.deel for dag in genoemd if dag.soort is Dagsoort.DEEL and _afstand(dag, klok) <= NABIJ), "")
    dag = _dag_bij(klok, [d for d in genoemd if d.soort is not Dagsoort.DEEL], alles.delen, deel, ontvangen)
    if dag:
        moment = klok_in_nacht(klok, anker(dag, ontvangen).nacht, deel or dag.deel, ontvangen, alles.vouw)
    else:
        moment = klok_vrij(klok, deel, ontvangen, alles.vouw)
    moment = min(moment, ontvangen)
    marge = MARGE_ROND if klok.rond else MARGE
    tot = _einde(alles, klok, moment) or moment + marge
    plekken = {(klok.begin, klok.eind), *([(dag.begin, dag.eind)] if dag else [])}
    woorden = tuple(Woorden(begin, eind) for begin, eind in sorted(plekken))
    return _lezing(moment, (moment - marge, tot), ontvangen, woorden, 0.95 if dag else 0.9)


def _zegt_nu(klok: Klok, delen: Sequence[Stuk]) -> bool:
    """Tell whether it says how late it is now, not when it happened."""
    return klok.eerste > 0 and delen[klok.eerste - 1].is_een("nu")


def _dag_bij(klok: Klok, genoemd: Sequence[Dag], delen: Sequence[Stuk], deel: str, ontvangen: datetime) -> Dag | None:
    """Give the day that the clock time goes with: one beside it, else one that the text can't mean otherwise."""
    dicht = sorted((dag for dag in genoemd if not _ontkend(dag, delen)), key=lambda dag: _afstand(dag, klok))
    vrij = ontvangen - klok_vrij(klok, deel, ontvangen, (False, False))
    for dag in dicht:
        zwak = dag.vorig or dag.soort is Dagsoort.GELEDEN or (dag.soort is Dagsoort.WEEKDAG and not dag.deel)
        if _afstand(dag, klok) <= (1 if dag.vorig else NABIJ) or not (zwak and vrij <= VERS):
            return dag
    return None


def _ontkend(dag: Dag, delen: Sequence[Stuk]) -> bool:
    return dag.laatste + 1 < len(delen) and delen[dag.laatste + 1].is_een("niet")


def _afstand(dag: Dag, klok: Klok) -> int:
    """Count the pieces between a day and a clock time."""
    return dag.eerste - klok.laatste - 1 if dag.eerste > klok.laatste else klok.eerste - dag.laatste - 1


def _einde(alles: Gevonden, eerste: Klok, moment: datetime) -> datetime | None:
    """Give the end of a stretch such as 02u-02u15: the next clock time, the first such hour after the first."""
    tweede = next((een for een in alles.klokken if een.eerste > eerste.laatste), None)
    if tweede is None:
        return None
    tussen = alles.delen[eerste.laatste + 1 : tweede.eerste]
    streep = alles.tekst[eerste.eind : tweede.begin].strip() in ("-", "–", "—", "->")
    if not streep and not (len(tussen) == 1 and tussen[0].is_een("tot")):
        return None
    begin = lokaal(moment)
    verschil = (tweede.minuut - begin.hour * 60 - begin.minute) % DAG_MINUTEN
    if tweede.halve_dag:
        verschil %= DAG_MINUTEN // 2
    eind = moment + timedelta(minutes=verschil)
    return min(eind, alles.ontvangen) if eind > moment else None


def _kort_geleden(dag: Dag, ontvangen: datetime) -> Tijdlezing:
    moment = ontvangen - timedelta(minutes=dag.waarde)
    marge = MARGE if dag.waarde < 15 else MARGE_ROND
    return _lezing(moment, (moment - marge, moment + marge), ontvangen, (Woorden(dag.begin, dag.eind),), 0.9)


def _beste_dag(genoemd: Sequence[Dag]) -> Dag | None:
    """Choose the day that tells most: one with a part of the day, one of its own, then the first."""
    if not genoemd:
        return None
    terug = next((dag for dag in genoemd if dag.soort is Dagsoort.RELATIEF and dag.waarde < 0), None)
    over = [dag for dag in genoemd if not (terug and dag.soort is Dagsoort.GELEDEN and dag.eerste > terug.eerste)]
    return min(over, key=lambda dag: (_is_nu(dag), _rang(dag), not dag.deel, dag.eerste))


def _rang(dag: Dag) -> int:
    """Rank the ways to name a day: a date and weeks ago first (they may have a weekday with them), a bare part last."""
    if dag.soort is Dagsoort.DATUM or (dag.soort is Dagsoort.GELEDEN and dag.waarde >= 7 * DAG_MINUTEN):
        return 0
    if dag.soort is Dagsoort.RELATIEF and not dag.waarde and dag.deel != "nacht":
        return 3
    return {Dagsoort.GELEDEN: 2, Dagsoort.DEEL: 9}.get(dag.soort, 1)


def _is_nu(dag: Dag) -> bool:
    """Tell whether it only says today."""
    return dag.soort is Dagsoort.RELATIEF and dag.waarde == 0 and not dag.deel


def _met_dag(dag: Dag, genoemd: Sequence[Dag], ontvangen: datetime) -> Tijdlezing:
    if _is_nu(dag):
        return _ontvangen(ontvangen)
    anker_ = anker(dag, ontvangen)
    if dag.soort is Dagsoort.GELEDEN:
        anker_ = _op_weekdag(anker_, genoemd)
    if not anker_.deel:
        deel = next((d.deel for d in genoemd if d.soort is Dagsoort.DEEL and d.deel != "ochtend"), "")
        anker_ = Anker(anker_.nacht, deel, anker_.zeker, anker_.ruim)
    moment, van, tot = venster(anker_, ontvangen)
    if dag.soort is Dagsoort.RELATIEF and dag.waarde == 0 and anker_.deel == "avond":
        moment = max(moment, min(ontvangen - timedelta(hours=1), moment + timedelta(hours=4)))
    return _lezing(
        moment,
        (van, tot),
        ontvangen,
        (Woorden(dag.begin, dag.eind),),
        0.9 if anker_.zeker else 0.7,
        bekend=anker_.zeker,
    )


def _op_weekdag(anker_: Anker, genoemd: Sequence[Dag]) -> Anker:
    """Bring "three weeks ago" to the weekday the text names, if it does."""
    for dag in genoemd:
        if dag.soort is Dagsoort.WEEKDAG:
            nacht = anker_.nacht + timedelta(days=(dag.waarde - anker_.nacht.weekday() + 3) % 7 - 3)
            return Anker(nacht, dag.deel, zeker=True, ruim=anker_.ruim)
    return anker_


def _los_deel(dag: Dag, delen: Sequence[Stuk], ontvangen: datetime) -> Tijdlezing | None:
    """Read a bare part of the day: by day "in the night" is the night just ended, at night it says nothing new."""
    if any(d.is_een("vaag") for d in delen):
        return None
    uur = lokaal(ontvangen).hour
    if dag.deel not in ("avond", "nacht") or not OCHTEND <= uur < AVOND:
        return _ontvangen(ontvangen)
    vorige = Anker(lokaal(ontvangen).date() - timedelta(days=1), dag.deel, zeker=False)
    moment, van, tot = venster(vorige, ontvangen)
    return _lezing(moment, (van, tot), ontvangen, (Woorden(dag.begin, dag.eind),), 0.7, bekend=False)


def _terugblik(gevonden: Sequence[Klok], genoemd: Sequence[Dag], ontvangen: datetime) -> Tijdlezing | None:
    """Read when a question looks back: only yesterday, last night and earlier days count."""
    dag = next((d for d in genoemd if d.soort is Dagsoort.RELATIEF and (d.waarde < 0 or d.deel == "nacht")), None)
    if dag is None or gevonden or lokaal(ontvangen).hour >= AVOND:
        return None
    return _met_dag(dag, [dag], ontvangen)


def _ontvangen(ontvangen: datetime) -> Tijdlezing:
    """Give the time of receipt of something that just happened; by day the night is to be asked."""
    uur = lokaal(ontvangen).hour
    nacht = uur >= AVOND or uur < OCHTEND
    return Tijdlezing(
        moment=ontvangen,
        van=ontvangen - MARGE_ONTVANGEN,
        tot=ontvangen + TIK,
        genoemd=False,
        nacht_bekend=nacht,
        woorden=(),
        zekerheid=0.8 if nacht else 0.4,
    )


def _lezing(  # noqa: PLR0913 - the fields of a Tijdlezing
    moment: datetime,
    grenzen: tuple[datetime, datetime],
    ontvangen: datetime,
    woorden: tuple[Woorden, ...],
    zekerheid: float,
    *,
    bekend: bool = True,
) -> Tijdlezing:
    """Keep the stretch before the receipt and around the moment."""
    van, tot = min(grenzen[0], moment), min(grenzen[1], ontvangen)
    return Tijdlezing(moment, van, max(tot, moment + TIK), True, bekend, woorden, zekerheid)  # noqa: FBT003 - genoemd
