"""Time the oversight: a synthetic year of a city and one night of it, then ten times as much.

Asked: a year in 20 s and 500 MB, a night in 0.5 s, ten times as much in twelve times that. Each time is the median of
five, turn by turn; beside it the processor time.
"""

import random
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from nachtleven.nacht import nachtgrenzen
from nachtleven.portier import toets
from nachtleven.register.logboek import Incident, IncidentSoort, Reden
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.gegevens import Feitmelding, Gegevens, Periode
from nachtleven.toezicht.plichten import laad_plichten

BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
JAAR = Periode(BEGIN, BEGIN + timedelta(days=365))
MINUTEN = timedelta(minutes=1)
KEREN = (1, 10)
RONDES = 5


def maak_jaar(keer: int) -> Gegevens:
    toeval = random.Random(8989)
    zaken = [Zaak(f"z{n}", "", (), "", "", "", "", "", None, portier=toeval.random() < 0.95) for n in range(150 * keer)]
    kaarten = [_kaart(f"K{n:06}", toeval) for n in range(2000 * keer)]

    def nacht() -> datetime:
        return BEGIN + timedelta(days=toeval.randrange(365), hours=toeval.randrange(8, 14))

    def lijn() -> Incident:
        van = nacht() + toeval.randrange(240) * MINUTEN
        zaak, reden = toeval.choice(zaken).zaak_id, toeval.choice(list(Reden))
        soort = IncidentSoort.WEIGERING
        return Incident(zaak, van, van + 15 * MINUTEN, soort, reden, 1, "", "", van, geverifieerd=True)

    def dienst() -> Inzet:
        van = nacht()
        kaart = f"K{toeval.randrange(2010 * keer):06}"
        return Inzet(kaart, toeval.choice(zaken).zaak_id, van, van + timedelta(hours=toeval.randrange(2, 8)))

    def melding(nummer: int) -> Feitmelding:
        van = nacht() + toeval.randrange(240) * MINUTEN
        zaak, later = toeval.choice(zaken).zaak_id, van + timedelta(hours=3)
        feiten = frozenset({"geweigerd"})
        return Feitmelding(f"m{nummer}", zaak, van, van + 30 * MINUTEN, later, feiten, Reden.VOL, portier_genoemd=True)

    return Gegevens(
        {zaak.zaak_id: zaak for zaak in zaken},
        {kaart.kaartnummer: kaart for kaart in kaarten},
        [dienst() for _ in range(60_000 * keer)],
        [lijn() for _ in range(20_000 * keer)],
        meldingen=[melding(nummer) for nummer in range(5_000 * keer)],
    )


def _kaart(nummer: str, toeval: random.Random) -> Kaart:
    eind = date(2026, 1, 1) + timedelta(days=toeval.randrange(300, 1800))
    statuut = Statuut.VRIJWILLIGER if toeval.random() < 0.01 else Statuut.VERGUNDE_ONDERNEMING
    return Kaart(nummer, "", Vergunning("F", "V", eind), statuut, date(2022, 1, 1), eind)


def tijd(doe: Callable[[], object]) -> tuple[float, float]:
    """Give seconds by the clock and by the processor."""
    begin = time.perf_counter(), time.process_time()
    doe()
    return time.perf_counter() - begin[0], time.process_time() - begin[1]


def mediaan(tijden: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Give the median of each column."""
    klok, rekenen = (statistics.median(kolom) for kolom in zip(*tijden, strict=True))
    return klok, rekenen


def main() -> None:
    plichten = laad_plichten(Path("config"))
    nacht = Periode(*nachtgrenzen(date(2026, 10, 24)))
    jaren, geheugen = {}, {}
    for keer in KEREN:
        jaren[keer] = maak_jaar(keer)
        toets(JAAR, jaren[keer], plichten)
        geheugen[keer] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # turn by turn, so that what the rest of the machine does falls on both alike
    rondes = [
        {
            keer: [tijd(partial(toets, periode, gegevens, plichten)) for periode in (JAAR, nacht)]
            for keer, gegevens in jaren.items()
        }
        for _ in range(RONDES)
    ]
    eerste = 0.0
    for keer in KEREN:
        jaar, rekenen = mediaan([ronde[keer][0] for ronde in rondes])
        een_nacht, nacht_rekenen = mediaan([ronde[keer][1] for ronde in rondes])
        eerste = eerste or rekenen
        print(
            f"x{keer}: year {jaar:.2f} s (reckoning {rekenen:.2f} s, {rekenen / eerste:.1f} times), "
            f"night {een_nacht:.3f} s (reckoning {nacht_rekenen:.3f} s), {geheugen[keer]:.0f} MB"
        )


if __name__ == "__main__":
    main()
