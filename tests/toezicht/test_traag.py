"""The fast judgement held against a slow one that looks at everything, with one line a rule."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.nacht import dagbegin, middag
from nachtleven.portier import toets
from nachtleven.register.logboek import Controle, Incident, IncidentSoort, Oordeel, Reden
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.gegevens import Feitmelding, Gegevens, Periode
from nachtleven.toezicht.plichten import laad_plichten

PLICHTEN = laad_plichten(Path("config"))
DAG, MIN, MARGE = timedelta(days=1), timedelta(minutes=1), timedelta(minutes=15)
HERFST = date(2026, 10, 23)
"""Two nights before the clock goes back; three nights are judged, and a year round them for long periods."""
BEGIN = middag(HERFST)

BAR = Zaak("bar", "Bar", (), "S", "1", "9000", "Gent", "", None, portier=True, camera=False)
ZAKEN = {
    "bar": BAR,
    "feest": replace(BAR, zaak_id="feest", gelegenheid=True, camera=None, affiche=False),
    "stil": replace(BAR, zaak_id="stil", portier=False, affiche=False),
}
KAART = Kaart("K1", "", Vergunning("F", "V"), Statuut.VERGUNDE_ONDERNEMING, date(2024, 1, 1), date(2028, 12, 31))
KAARTEN = {
    "K1": KAART,
    "K2": replace(KAART, geldig_van=HERFST + DAG, geldig_tot=HERFST + DAG, statuut=Statuut.VRIJWILLIGER),
    "K3": replace(KAART, geschorst_van=HERFST + DAG, geschorst_tot=HERFST + DAG),
    "K4": replace(KAART, geschorst_van=HERFST + DAG, vergunning=Vergunning("F", "V", HERFST)),
}
minuten = st.integers(0, 3 * 24 * 12).map(lambda n: BEGIN + 5 * n * MIN)
lengtes = st.sampled_from([0, 0, 5, 15, 60, 300, 600]).map(lambda n: n * MIN)
zaken, kaarten = st.sampled_from([*ZAKEN, "weg"]), st.sampled_from(["K1", "k-2", "K 3", "k4", "K9"])
inzetten = st.builds(
    lambda k, z, van, duur: Inzet(k, z, van, van + 5 * duur * MIN), kaarten, zaken, minuten, st.integers(1, 96)
)
incidenten = st.builds(
    lambda z, van, duur, soort, reden, kaart, na, zeker: Incident(
        z, van, van + duur, soort, reden, 1, kaart, "", van + na, geverifieerd=zeker
    ),
    zaken, minuten, lengtes, st.sampled_from([IncidentSoort.WEIGERING, IncidentSoort.GEWELD]),
    st.sampled_from([Reden.VOL, Reden.PRIVAAT]), st.sampled_from(["", "", "K1"]), lengtes, st.booleans(),
)  # fmt: skip
controles = st.builds(
    lambda z, van, plicht, oordeel: Controle(z, van, plicht, oordeel, "", ""),
    zaken, minuten, st.sampled_from(["kaart_zichtbaar", "camera_op_deur", "beelden_bewaard", "kaart_geldig"]),
    st.sampled_from(Oordeel),
)  # fmt: skip
meldingen = st.builds(
    lambda z, moment, breed, na, feiten, reden, portier: Feitmelding(
        "", z, moment - breed, moment + breed, moment + na, frozenset(feiten), reden, portier, moment
    ),
    zaken, minuten, lengtes, lengtes, st.sets(st.sampled_from(["geweigerd", "geen_kaart", "belediging"])),
    st.sampled_from([None, Reden.VOL, Reden.KLEDING]), st.booleans(),
)  # fmt: skip


@st.composite
def alles(draw: st.DrawFn) -> Gegevens:
    """Draw a few nights of a small city; every log line and melding has its own name."""
    lijnen = [replace(lijn, nummer=f"L{n}") for n, lijn in enumerate(draw(st.lists(incidenten, max_size=8)))]
    verteld = [replace(melding, kenmerk=f"M{n}") for n, melding in enumerate(draw(st.lists(meldingen, max_size=6)))]
    diensten, bezoeken = draw(st.lists(inzetten, max_size=10)), draw(st.lists(controles, max_size=5))
    return Gegevens(ZAKEN, KAARTEN, list(dict.fromkeys(diensten)), lijnen, list(dict.fromkeys(bezoeken)), verteld)


def stuk(van: datetime, tot: datetime) -> tuple[datetime, datetime]:
    return (van, tot) if van < tot else (van, van + MIN)


def samen(a: tuple[datetime, datetime], b: tuple[datetime, datetime]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def traag(g: Gegevens, van: datetime, tot: datetime) -> Counter[tuple[str, str, str]]:
    """Judge with one line a rule; give (duty, nature, venue) with how often."""
    vast, verteld = "vaststelling", "signaal"
    uit: list[tuple[str, str, str]] = []
    for i in (i for i in g.inzetten if van <= i.van < tot):
        k, z = g.kaarten.get(i.kaartnummer.replace("-", "").replace(" ", "").upper()), g.zaken.get(i.zaak_id)
        schorsing = None
        if k is not None and k.geschorst_van is not None:
            eind = dagbegin(k.geschorst_tot + DAG) if k.geschorst_tot else datetime.max.replace(tzinfo=UTC)
            schorsing = dagbegin(k.geschorst_van), eind
        uit += [("kaart_bekend", vast, i.zaak_id)] * (k is None)
        uit += [("kaart_geldig", vast, i.zaak_id)] * (
            k is not None and not (dagbegin(k.geldig_van) <= i.van and i.tot <= dagbegin(k.geldig_tot + DAG))
        )
        uit += [("kaart_niet_geschorst", vast, i.zaak_id)] * (
            schorsing is not None and samen((i.van, i.tot), schorsing)
        )
        uit += [("vergunning_geldig", vast, i.zaak_id)] * (
            k is not None and k.vergunning.geldig_tot is not None and i.tot > dagbegin(k.vergunning.geldig_tot + DAG)
        )
        uit += [("statuut_toegelaten", vast, i.zaak_id)] * (
            k is not None and z is not None and k.statuut == "vrijwilliger" and not z.gelegenheid
        )
        uit += [("zaak_aangemeld", vast, i.zaak_id)] * (z is not None and not z.portier)
    for a, b in combinations(sorted(g.inzetten, key=lambda i: (i.van, i.tot, i.zaak_id)), 2):
        zelfde = a.kaartnummer == b.kaartnummer and a.zaak_id != b.zaak_id
        uit += [("een_deur_tegelijk", vast, b.zaak_id)] * (
            zelfde and samen((a.van, a.tot), (b.van, b.tot)) and van <= b.van < tot
        )
    for m in (m for m in g.meldingen if van <= m.moment < tot and m.zaak_id in g.zaken):
        z, tijd, geweigerd = g.zaken[m.zaak_id], stuk(m.van, m.tot), "geweigerd" in m.feiten
        bewaakt = any(i.zaak_id == z.zaak_id and samen((i.van, i.tot), tijd) for i in g.inzetten)
        breed = min(tijd[0], m.moment - MARGE), max(tijd[1], m.moment + MIN + MARGE)
        dekt = [
            i
            for i in g.incidenten
            if i.zaak_id == z.zaak_id
            and i.soort == "weigering"
            and i.geverifieerd
            and i.gelogd < m.ontvangen
            and samen(stuk(i.van, i.tot), breed)
        ]
        uit += [("zaak_aangemeld", verteld, z.zaak_id)] * (m.portier_genoemd and geweigerd and not z.portier)
        uit += [("bewakingsregister_ingevuld", verteld, z.zaak_id)] * (m.portier_genoemd and z.portier and not bewaakt)
        uit += [("weigering_in_logboek", verteld, z.zaak_id)] * (geweigerd and not dekt)
        uit += [("reden_klopt", verteld, z.zaak_id)] * (
            geweigerd and bool(dekt) and m.reden is not None and all(i.reden != m.reden for i in dekt)
        )
        uit += [("kaart_zichtbaar", verteld, z.zaak_id)] * ("geen_kaart" in m.feiten)
    for l in (l for l in g.incidenten if van <= l.van < tot and l.kaartnummer and l.zaak_id in g.zaken):  # noqa: E741 - a lijn
        bewaakt = any(i.zaak_id == l.zaak_id and samen((i.van, i.tot), stuk(l.van, l.tot)) for i in g.inzetten)
        uit += [("bewakingsregister_ingevuld", verteld, l.zaak_id)] * (g.zaken[l.zaak_id].portier and not bewaakt)
    gezien = {"kaart_zichtbaar", "affiche_zichtbaar", "camera_op_deur", "beelden_bewaard"}
    uit += [
        (c.plicht, vast, c.zaak_id)
        for c in g.controles
        if van <= c.tijdstip < tot and c.plicht in gezien and c.oordeel == "niet_ok"
    ]
    uit += [("camera_op_deur", vast, z.zaak_id) for z in g.zaken.values() if z.portier and z.camera is False]
    uit += [("affiche_zichtbaar", vast, z.zaak_id) for z in g.zaken.values() if z.portier and z.affiche is False]
    return Counter(uit)


@pytest.mark.parametrize(
    ("van", "tot"),
    [
        pytest.param(BEGIN, BEGIN + 3 * DAG + timedelta(hours=1), id="three_nights"),
        pytest.param(BEGIN + 7 * timedelta(hours=1), BEGIN + 31 * timedelta(hours=1), id="from_within_a_night"),
        pytest.param(BEGIN - 200 * DAG, BEGIN + 165 * DAG, id="a_year"),
    ],
)
@settings(deadline=None, max_examples=80)
@given(gegevens=alles())
def test_the_judgement_is_that_of_one_line_a_rule(gegevens: Gegevens, van: datetime, tot: datetime) -> None:
    gevonden = toets(Periode(van, tot), gegevens, PLICHTEN)
    assert Counter((str(b.plicht), b.aard.value, b.zaak_id) for b in gevonden) == traag(gegevens, van, tot)
    assert len({b.sleutel for b in gevonden}) == len(gevonden)
    assert all(b.bewijs for b in gevonden)


@settings(deadline=None, max_examples=60)
@given(gegevens=alles(), toeval=st.randoms(use_true_random=False))
def test_the_findings_are_the_same_in_any_order_of_rows_and_in_parts(gegevens: Gegevens, toeval: object) -> None:
    geschud = {}
    for naam in ("inzetten", "incidenten", "controles", "meldingen"):
        geschud[naam] = list(getattr(gegevens, naam))
        toeval.shuffle(geschud[naam])  # type: ignore[attr-defined]  # a random.Random of hypothesis
    heel = toets(Periode(BEGIN - 40 * DAG, BEGIN + 60 * DAG), gegevens, PLICHTEN)
    anders = toets(Periode(BEGIN - 40 * DAG, BEGIN + 60 * DAG), replace(gegevens, **geschud), PLICHTEN)  # type: ignore[arg-type]  # fields by name
    assert [b.sleutel for b in anders] == [b.sleutel for b in heel]
    nachten = [Periode(middag(HERFST + n * DAG), middag(HERFST + (n + 1) * DAG)) for n in range(-1, 5)]
    per_nacht = {b.sleutel for nacht in nachten for b in toets(nacht, gegevens, PLICHTEN)}
    assert per_nacht == {b.sleutel for b in heel}
