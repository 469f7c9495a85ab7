from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nachtleven.register.dienst import loglijnen, op_dienst, ruim
from nachtleven.register.kaartstaat import Gebrek
from nachtleven.register.logboek import Incident, IncidentSoort, Reden
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning
from nachtleven.register.tijdlijn import kluwens, maak_tijdlijn
from nachtleven.register.zaken import Zaak

ZAAK = Zaak("z1", "Fictief", (), "Straat", "1", "9000", "Gent", "", None, portier=True)
TWEE_UUR = datetime(2026, 10, 10, 0, 0, tzinfo=UTC)
MIN = timedelta(minutes=1)
KWARTIER = 15 * MIN
LATER = TWEE_UUR + timedelta(hours=10)


def lijn(van: datetime, tot: datetime, gelogd: datetime = TWEE_UUR, *, geverifieerd: bool = True) -> Incident:
    return Incident("z1", van, tot, IncidentSoort.WEIGERING, Reden.VOL, 1, "", "", gelogd, geverifieerd)


@pytest.mark.parametrize(
    ("van", "tot", "aanwezig"),
    [
        pytest.param(TWEE_UUR - MIN, TWEE_UUR, False, id="a_shift_that_ends_then_is_over"),
        pytest.param(TWEE_UUR - MIN, TWEE_UUR + MIN, True, id="a_shift_round_it_covers"),
        pytest.param(TWEE_UUR, TWEE_UUR + MIN, True, id="a_shift_that_begins_then_covers"),
        pytest.param(TWEE_UUR + MIN, TWEE_UUR + 2 * MIN, False, id="a_shift_of_the_next_minute_does_not"),
    ],
)
def test_on_duty_is_whose_shift_covers_the_minute(van: datetime, tot: datetime, *, aanwezig: bool) -> None:
    inzet = Inzet("K-1", "z1", van, tot)
    assert bool(op_dienst([inzet], {}, ZAAK, TWEE_UUR, TWEE_UUR)) is aanwezig


def test_another_venue_is_never_on_duty_here() -> None:
    assert op_dienst([Inzet("K-1", "z9", TWEE_UUR - MIN, LATER)], {}, ZAAK, TWEE_UUR, TWEE_UUR) == ()


def test_the_state_is_that_of_the_moment_asked_and_not_of_the_whole_shift() -> None:
    kaart = Kaart("k1", "", Vergunning("F", "V"), Statuut.INTERNE_DIENST, date(2024, 1, 1), date(2026, 10, 9))
    inzet = Inzet("K-1", "z1", TWEE_UUR - timedelta(hours=5), LATER)
    voor, na = TWEE_UUR - timedelta(hours=3), TWEE_UUR
    assert op_dienst([inzet], {"K1": kaart}, ZAAK, voor, voor)[0].gebreken == ()
    assert op_dienst([inzet], {"K1": kaart}, ZAAK, na, na)[0].gebreken == (Gebrek.NIET_GELDIG,)


@pytest.mark.parametrize(
    ("van", "tot", "dekt"),
    [
        pytest.param(TWEE_UUR - 16 * MIN, TWEE_UUR - 16 * MIN, False, id="a_minute_too_early"),
        pytest.param(TWEE_UUR - 15 * MIN, TWEE_UUR - 15 * MIN, True, id="exactly_the_margin_before"),
        pytest.param(TWEE_UUR + 15 * MIN, TWEE_UUR + 15 * MIN, True, id="exactly_the_margin_after"),
        pytest.param(TWEE_UUR + 16 * MIN, TWEE_UUR + 16 * MIN, False, id="a_minute_too_late"),
        pytest.param(TWEE_UUR - 90 * MIN, TWEE_UUR + 90 * MIN, True, id="a_stretch_covers_every_moment_in_it"),
        pytest.param(TWEE_UUR - 90 * MIN, TWEE_UUR - 15 * MIN, False, id="a_stretch_that_ends_at_the_margin"),
    ],
)
@pytest.mark.parametrize("breedte", [pytest.param(0 * MIN, id="exact"), pytest.param(KWARTIER, id="told_as_wide")])
def test_a_log_line_counts_within_the_margin(van: datetime, tot: datetime, *, dekt: bool, breedte: timedelta) -> None:
    gevraagd = ruim(TWEE_UUR - breedte, TWEE_UUR + breedte, KWARTIER)
    assert bool(loglijnen([lijn(van, tot)], "z1", gevraagd, LATER)) is dekt


@pytest.mark.parametrize(
    ("gelogd", "naderhand"),
    [
        pytest.param(LATER - MIN, False, id="written_before"),
        pytest.param(LATER, True, id="written_at_the_same_moment"),
        pytest.param(LATER + MIN, True, id="written_after"),
    ],
)
def test_a_line_written_when_the_melding_was_in_is_naderhand(gelogd: datetime, *, naderhand: bool) -> None:
    lijnen = loglijnen([lijn(TWEE_UUR, TWEE_UUR, gelogd)], "z1", (TWEE_UUR, TWEE_UUR), LATER)
    assert [rij.naderhand for rij in lijnen] == [naderhand]


def test_an_unverified_line_proves_nothing() -> None:
    assert loglijnen([lijn(TWEE_UUR, TWEE_UUR, geverifieerd=False)], "z1", (TWEE_UUR, TWEE_UUR), LATER) == ()


minuten = st.integers(0, 60).map(lambda n: TWEE_UUR + n * MIN)
stukken = st.tuples(minuten, minuten).filter(lambda paar: paar[0] < paar[1])


@given(st.lists(stukken, max_size=12), stukken)
def test_a_timeline_finds_what_looking_at_every_row_finds(
    rijen: list[tuple[datetime, datetime]], gevraagd: tuple[datetime, datetime]
) -> None:
    tijdlijn = maak_tijdlijn(rijen, lambda rij: rij)
    van, tot = gevraagd
    verwacht = sorted(rij for rij in rijen if rij[0] < tot and van < rij[1])
    assert sorted(tijdlijn.die_raken(van, tot)) == verwacht
    assert tijdlijn.raakt(van, tot) is bool(verwacht)


@given(st.lists(st.tuples(st.sampled_from(["", "K1", "K2"]), stukken), max_size=14))
def test_rows_of_a_key_that_share_a_moment_are_in_one_run(rijen: list[tuple[str, tuple[datetime, datetime]]]) -> None:
    genummerd = [(nummer, *rij) for nummer, rij in enumerate(rijen)]
    runs = [{nummer for nummer, *_ in run} for run in kluwens(genummerd, lambda r: r[1], lambda r: r[2])]
    for nummer, sleutel, (van, tot) in genummerd:
        raken = {
            ander
            for ander, andere_sleutel, (ander_van, ander_tot) in genummerd
            if ander != nummer and sleutel and sleutel == andere_sleutel and van < ander_tot and ander_van < tot
        }
        assert [raken <= run for run in runs if nummer in run] == ([True] if raken else [])
