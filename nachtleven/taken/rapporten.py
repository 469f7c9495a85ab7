"""The reports of closed periods: which are due, and each made once among all processes."""

from datetime import date, datetime, timedelta
from functools import partial

from nachtleven.nacht import middag
from nachtleven.opslag import wachtrij, werk
from nachtleven.rapportbouw import Opdracht, bouw
from nachtleven.samenstelling import Onderdelen
from nachtleven.taken.werkplaats import Werkplaats, Werksoort


def maak_rapporten(plaats: Werkplaats) -> list[str]:
    """Build the reports that closed periods still lack; give the names of those that this process built."""
    return RAPPORTEN.werk_af(plaats)


def _wachtende(plaats: Werkplaats) -> list[str]:
    namen = [opdracht.naam for opdracht in te_maken(plaats.delen)]
    with plaats.delen.opslag.lezen() as sessie:
        return werk.vrije(sessie, EIS, namen, plaats.delen.klok())


def _maak_een(plaats: Werkplaats, sleutel: str) -> bool:
    opdracht = next((een for een in te_maken(plaats.delen) if een.naam == sleutel), None)
    return opdracht is not None and plaats.met_eis(EIS, sleutel, partial(bouw, plaats.delen, opdracht))


EIS = "rapport"
"""The kind of the claims on reports."""

RAPPORTEN = Werksoort(wachtrij.RAPPORT, 60, _wachtende, _maak_een)


def te_maken(delen: Onderdelen) -> list[Opdracht]:
    """Give the reports of the last closed periods that hold meldingen, oldest first, built or not."""
    nu, stad = delen.klok(), delen.stad
    wacht = timedelta(days=stad.wachttijd_dagen)
    gesloten = [o for o in periodes_voor(nu, stad.terug + 1) if middag(o.tot) + wacht <= nu]
    opdrachten = []
    with delen.opslag.lezen() as sessie:
        for soort in ("maand", "kwartaal", "jaar"):
            van_soort = [o for o in gesloten if o.soort == soort][: stad.terug]
            opdrachten += [o for o in van_soort if werk.heeft_meldingen(sessie, o.van, o.tot - timedelta(days=1))]
    met_versies = [
        versie for o in opdrachten for versie in ((o,) if o.soort == "maand" else (o, o.met_versie("deelbaar")))
    ]
    return sorted(met_versies, key=lambda o: (o.tot, o.van, o.versie))


def periodes_voor(moment: datetime, aantal: int) -> list[Opdracht]:
    """Give the last so many months, quarters and years that began before this moment, newest first of each kind."""
    opdrachten = []
    for soort, maanden in (("maand", 1), ("kwartaal", 3), ("jaar", 12)):
        begin = _begin(moment.date() + timedelta(days=1), maanden)
        for terug in range(aantal + 1):
            van = _plus(begin, -terug * maanden)
            opdrachten.append(Opdracht(soort, van, _plus(van, maanden), "intern"))
    return opdrachten


def _begin(dag: date, maanden: int) -> date:
    return date(dag.year, (dag.month - 1) // maanden * maanden + 1, 1)


def _plus(dag: date, maanden: int) -> date:
    maand = dag.year * 12 + dag.month - 1 + maanden
    return date(maand // 12, maand % 12 + 1, 1)
