"""The days a text names: yesterday, a weekday, a date, last weekend, so long ago, or only a part of the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nachtleven.lezen.tijdstukken import Stuk
from nachtleven.lezen.tijdtabellen import DELEN, Klokpatroon, Tijdtabel

DAG_MINUTEN = 1440
VAN_OP = 2
"""Pieces from one weekday to the next in "from Friday to Saturday"."""


class Dagsoort(StrEnum):
    """How a day is named."""

    RELATIEF = "relatief"
    WEEKDAG = "weekdag"
    DATUM = "datum"
    WEEKEND = "weekend"
    GELEDEN = "geleden"
    DEEL = "deel"


@dataclass(frozen=True, slots=True)
class Dag:
    """One day named: `waarde` is the offset in days, the weekday (0 is Monday), day·100 + month, or minutes ago.

    `deel`: ochtend, middag, avond, nacht or empty. `vorig`: said of the week before. `rond`: only about.
    """

    soort: Dagsoort
    waarde: int
    eerste: int
    laatste: int
    begin: int
    eind: int
    deel: str = ""
    vorig: bool = False
    rond: bool = False
    jaar: int = 0


NAMEN = (
    ("dagen", Dagsoort.RELATIEF),
    ("weekdagen", Dagsoort.WEEKDAG),
    ("weekend", Dagsoort.WEEKEND),
    ("feesten", Dagsoort.DATUM),
)
"""The tags that name a day, and how they do."""


def tijden_geleden(stukken: Sequence[Stuk], tabel: Tijdtabel) -> list[Dag]:
    """Give the stretches of time ago, such as "an hour ago", before anything else takes their words."""
    uit: list[Dag] = []
    for plek in range(len(stukken)):
        if not uit or plek > uit[-1].laatste:
            geleden = _geleden(stukken, plek, tabel.geleden)
            uit += [geleden] if geleden else []
    return uit


def dagen(stukken: Sequence[Stuk], bezet: frozenset[int]) -> list[Dag]:
    """Give the days in the order of the text; pieces in `bezet` belong to a clock time and are left alone."""
    uit: list[Dag] = []
    gebruikt = set(bezet)
    for plek in range(len(stukken)):
        if plek in gebruikt:
            continue
        dag = _dag(stukken, plek, bezet)
        if dag:
            uit.append(dag)
            gebruikt.update(range(dag.eerste, dag.laatste + 1))
    uit = _nacht_van_op(uit)
    gedekt = {plek for dag in uit for plek in range(dag.eerste, dag.laatste + 1)} | bezet
    return uit + list(_losse_delen(stukken, gedekt))


def _nacht_van_op(gevonden: Sequence[Dag]) -> list[Dag]:
    """Take "from Friday to Saturday" for the night that begins on the first of the two."""
    uit: list[Dag] = []
    for dag in gevonden:
        eerder = uit[-1] if uit else None
        weekdagen = eerder is not None and eerder.soort is Dagsoort.WEEKDAG and dag.soort is Dagsoort.WEEKDAG
        if eerder and weekdagen and 0 < dag.eerste - eerder.laatste <= VAN_OP and dag.waarde == (eerder.waarde + 1) % 7:
            uit[-1] = replace(eerder, deel="nacht", laatste=dag.laatste, eind=dag.eind)
        else:
            uit.append(dag)
    return uit


def _dag(stukken: Sequence[Stuk], plek: int, bezet: frozenset[int]) -> Dag | None:
    datum = _datum(stukken, plek)
    if datum:
        return datum
    tags = stukken[plek].tags
    if "weekdagen" in tags and _nacht_naar(stukken, plek):
        kern = Kern(Dagsoort.WEEKDAG, (tags["weekdagen"] - 1) % 7, plek, plek)
        return replace(_met_deel(stukken, kern, bezet), deel="nacht")
    for tag, soort in NAMEN:
        if tag in tags:
            return _met_deel(stukken, Kern(soort, tags[tag], plek, plek), bezet)
    return None


def _nacht_naar(stukken: Sequence[Stuk], plek: int) -> bool:
    """Tell whether the night towards this weekday is meant: "Nacht auf Sonntag" begins on Saturday."""
    if plek < VAN_OP or not stukken[plek - 1].is_een("naar_dag"):
        return False
    nacht = stukken[plek - VAN_OP].tags
    return "deel" in nacht and DELEN[nacht["deel"]] == "nacht"


@dataclass(frozen=True, slots=True)
class Kern:
    """The words that name a day, before their neighbours are looked at: which way, its value, its pieces, the year."""

    soort: Dagsoort
    waarde: int
    eerste: int
    laatste: int
    jaar: int = 0


def _met_deel(stukken: Sequence[Stuk], kern: Kern, bezet: frozenset[int]) -> Dag:
    """Take the part of the day and "last" beside it along."""
    eerste, laatste = kern.eerste, kern.laatste
    plekken = (laatste + 1, laatste + 2, laatste + 3, eerste - 1, eerste - 2)
    buren = [p for p in plekken if 0 <= p < len(stukken) and p not in bezet]
    deel = DELEN[stukken[eerste].tags["deel"]] if "deel" in stukken[eerste].tags else ""
    vorig = False
    for buur in buren:
        if not _naast(stukken, eerste, laatste, buur):
            continue
        tags = stukken[buur].tags
        if not deel and "deel" in tags and "dagen" not in tags:
            deel = DELEN[tags["deel"]]
            laatste = max(laatste, buur)
        if "vorig" in tags and "eenheden" not in tags:
            vorig = True
    return Dag(
        soort=kern.soort,
        waarde=kern.waarde,
        eerste=eerste,
        laatste=laatste,
        begin=stukken[eerste].begin,
        eind=stukken[laatste].eind,
        deel=deel,
        vorig=vorig,
        jaar=kern.jaar,
    )


def _naast(stukken: Sequence[Stuk], eerste: int, laatste: int, buur: int) -> bool:
    """Tell whether no punctuation and no word of weight stands between."""
    tussen = range(laatste + 1, buur) if buur > laatste else range(buur + 1, eerste)
    grens = range(laatste + 1, buur + 1) if buur > laatste else range(buur + 1, eerste + 1)
    licht = all(stukken[p].tags.keys() & {"vulling", "om", "om_zwak", "vorig"} for p in tussen)
    return licht and all(not stukken[p].ervoor.strip(" '’\"-") for p in grens)


def _geleden(stukken: Sequence[Stuk], plek: int, patronen: Mapping[str, tuple[Klokpatroon, ...]]) -> Dag | None:
    """Match "20 minutes ago" and its kin; the longest pattern wins."""
    stuk = stukken[plek]
    if not (stuk.tags or stuk.cijfers or stuk.sleutel in patronen):
        return None
    sleutels = [stuk.sleutel]
    sleutels += ["{n}"] if stuk.getal is not None else []
    sleutels += ["{e}"] if stuk.is_een("eenheden") else []
    beste: Dag | None = None
    for begin in sleutels:
        for patroon in patronen.get(begin, ()):
            dag = _past(stukken, plek, patroon)
            if dag and (not beste or dag.laatste > beste.laatste):
                beste = dag
    return beste


def _past(stukken: Sequence[Stuk], plek: int, patroon: Klokpatroon) -> Dag | None:
    aantal, eenheid, rond = 1, 0, False
    aan = plek
    for element in patroon.elementen:
        while aan < len(stukken) and aan > plek and stukken[aan].is_een("ongeveer") and _mist(element, stukken[aan]):
            rond, aan = True, aan + 1
        if aan >= len(stukken) or _mist(element, stukken[aan]):
            return None
        if element == "{n}":
            aantal = stukken[aan].getal or 0
        if element == "{e}":
            eenheid = stukken[aan].tags["eenheden"]
        aan += 1
    if not eenheid or not 0 < aantal <= 400:
        return None
    begin, eind = stukken[plek].begin, stukken[aan - 1].eind
    return Dag(Dagsoort.GELEDEN, aantal * eenheid, plek, aan - 1, begin, eind, rond=rond)


def _mist(element: frozenset[str] | str, stuk: Stuk) -> bool:
    if element == "{n}":
        return stuk.getal is None
    if element == "{e}":
        return not stuk.is_een("eenheden")
    return stuk.sleutel not in element


def _datum(stukken: Sequence[Stuk], plek: int) -> Dag | None:
    """Read 14/3, 14.3.2026, 14 maart, march 14th, 14 de marzo."""
    stuk = stukken[plek]
    getal = stuk.getal
    if getal is not None and 1 <= getal <= 31 and len(stuk.cijfers) <= 2:
        return _dag_eerst(stukken, plek, getal)
    if stuk.is_een("maanden") and plek + 1 < len(stukken):
        dag = stukken[plek + 1].getal
        vlak = not stukken[plek + 1].ervoor.strip(" .")
        if dag is not None and 1 <= dag <= 31 and vlak and len(stukken[plek + 1].cijfers) <= 2:
            return _datumdag(stukken, plek, plek + 1, dag, stuk.tags["maanden"])
    return None


def _dag_eerst(stukken: Sequence[Stuk], plek: int, getal: int) -> Dag | None:
    for verder in (1, 2, 3):
        if plek + verder >= len(stukken):
            return None
        volgende = stukken[plek + verder]
        if volgende.is_een("maanden") and not volgende.ervoor.strip(" ."):
            return _datumdag(stukken, plek, plek + verder, getal, volgende.tags["maanden"])
        if verder == 1 and _is_maandcijfer(stukken, plek):
            return _datumdag(stukken, plek, plek + 1, getal, int(volgende.cijfers))
        if not (volgende.tags.keys() & {"vulling", "om_zwak", "rang"}):
            return None
    return None


def _is_maandcijfer(stukken: Sequence[Stuk], plek: int) -> bool:
    """Tell whether digits, a slash (or point with a day word before) and a month in digits stand here, nothing more."""
    dag, maand = stukken[plek], stukken[plek + 1]
    if not dag.cijfers or not maand.cijfers or len(maand.cijfers) > 2 or not 1 <= int(maand.cijfers) <= 12:
        return False
    if dag.ervoor[-1:] in tuple("/.-#") or (dag.cijfers, maand.cijfers) == ("24", "7"):
        return False
    erna = stukken[plek + 2] if plek + 2 < len(stukken) else None
    if erna and erna.ervoor == maand.ervoor and erna.cijfers and len(erna.cijfers) not in (2, 4):
        return False
    met_jaar = bool(erna and erna.ervoor == maand.ervoor and erna.cijfers)
    voor = stukken[plek - 1] if plek else None
    na_dag = bool(voor and voor.tags.keys() & {"op_datum", "weekdagen"})
    return maand.ervoor == "/" or (maand.ervoor == "." and na_dag) or (maand.ervoor in (".", "-") and met_jaar)


def _datumdag(stukken: Sequence[Stuk], eerste: int, laatste: int, dag: int, maand: int) -> Dag:
    jaar = 0
    if laatste + 1 < len(stukken) and stukken[laatste + 1].ervoor in ("/", ".", "-", " "):
        cijfers = stukken[laatste + 1].cijfers
        if len(cijfers) == 4 and cijfers.startswith("20"):
            jaar = int(cijfers)
        elif len(cijfers) == 2 and stukken[laatste + 1].ervoor != " ":
            jaar = 2000 + int(cijfers)
    kern = Kern(Dagsoort.DATUM, dag * 100 + maand, eerste, laatste + (1 if jaar else 0), jaar)
    return _met_deel(stukken, kern, frozenset())


def _losse_delen(stukken: Sequence[Stuk], gedekt: set[int]) -> Iterator[Dag]:
    """Give the parts of the day that go with no day of their own."""
    for plek, stuk in enumerate(stukken):
        if plek not in gedekt and "deel" in stuk.tags:
            deel = DELEN[stuk.tags["deel"]]
            yield Dag(Dagsoort.DEEL, 0, plek, plek, stuk.begin, stuk.eind, deel)
