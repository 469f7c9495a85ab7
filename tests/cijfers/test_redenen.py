"""The columns of numbers against the rows of the duty: both must find the same lines of the log."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nachtleven.cijfers.redenen import GEEN_LOG, GEEN_REGEL, Getallen, Logboeken, Vertellingen, tel_redenen
from nachtleven.register.dienst import loglijnen, ruim
from nachtleven.register.logboek import Incident, IncidentSoort, Reden

BEGIN = datetime(2026, 10, 24, 20, tzinfo=UTC)
ZAKEN = ("Z1", "Z2", "Z3")
REDENEN = tuple(Reden)[:3]
SECONDEN = st.integers(0, 7200)
LENGTES = st.sampled_from([0, 0, 1, 59, 60, 1800, 90_000])
REGELS = st.tuples(st.sampled_from(ZAKEN[:2]), SECONDEN, LENGTES, SECONDEN, st.sampled_from(REDENEN))
GEZEGD = st.sampled_from(["vol", "kleding", "kleding,vol"])
VERTELD = st.tuples(st.sampled_from(ZAKEN), SECONDEN, LENGTES, SECONDEN, SECONDEN, st.sampled_from([0, 15, 60]), GEZEGD)


def op(seconden: int) -> datetime:
    return BEGIN + timedelta(seconds=seconden)


def micros(seconden: list[int]) -> Getallen:
    return np.array([int(op(s).timestamp()) * 1_000_000 for s in seconden], np.int64)


def een_voor_een(regels: list[Any], verteld: list[Any]) -> Counter[tuple[str, str]]:
    """Count as the duty looks at one melding."""
    lijnen = [
        Incident(zaak, op(van), op(van + lang), IncidentSoort.WEIGERING, reden, None, "", "", op(gelogd), True)  # noqa: FBT003 - the last field
        for zaak, van, lang, gelogd, reden in regels
    ]
    paren = Counter[tuple[str, str]]()
    for zaak, van, lang, moment, ontvangen, marge, gezegd in verteld:
        gevraagd = ruim(op(van), op(van + lang), timedelta(minutes=marge), op(moment))
        gevonden = loglijnen(lijnen, zaak, gevraagd, op(ontvangen))
        in_log = {lijn.incident.reden.value for lijn in gevonden if not lijn.naderhand} or {GEEN_REGEL}
        paren.update((woord, reden) for woord in gezegd.split(",") for reden in in_log)
    return paren


@given(st.lists(REGELS, max_size=12), st.lists(VERTELD, max_size=8))
def test_many_meldingen_at_once_find_the_lines_that_each_alone_would_find(
    regels: list[Any], verteld: list[Any]
) -> None:
    nummers = {zaak: nummer for nummer, zaak in enumerate(sorted({regel[0] for regel in regels}))}
    logboeken = Logboeken(
        np.array([nummers[r[0]] for r in regels], np.int64),
        micros([r[1] for r in regels]),
        micros([r[1] + r[2] for r in regels]),
        micros([r[3] for r in regels]),
        np.array([r[4].value for r in regels], object),
    )
    kolommen = Vertellingen(
        np.array([nummers.get(v[0], GEEN_LOG) for v in verteld], np.int64),
        micros([v[1] for v in verteld]),
        micros([v[1] + v[2] for v in verteld]),
        micros([v[3] for v in verteld]),
        micros([v[4] for v in verteld]),
        np.array([v[5] * 60_000_000 for v in verteld], np.int64),
        np.array([v[6] for v in verteld], object),
    )
    assert tel_redenen(kolommen, logboeken) == een_voor_een(regels, verteld)
