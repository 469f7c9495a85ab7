"""Every duty with its table of cases: boundaries with both neighbours, nights the clock changes, touching shifts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from nachtleven.nacht import BRUSSEL, nacht_van, nachtgrenzen
from nachtleven.portier import toets
from nachtleven.register.logboek import Controle, Incident, IncidentSoort, Oordeel, Reden
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.bevindingen import Bevinding, BewijsSoort
from nachtleven.toezicht.gegevens import Feitmelding, Gegevens, Periode
from nachtleven.toezicht.plichten import Code, Plichten, laad_plichten

PLICHTEN = laad_plichten(Path("config"))
UUR, MIN, TEL = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
LENTE, HERFST, GEWOON = date(2026, 3, 28), date(2026, 10, 24), date(2026, 6, 12)
"""The nights of 23 and of 25 hours, and one of 24."""
NACHTEN = [
    pytest.param(LENTE, id="clock_forward"),
    pytest.param(HERFST, id="clock_back"),
    pytest.param(GEWOON, id="clock_still"),
]

BAR = Zaak("bar", "Bar", (), "Straat", "1", "9000", "Gent", "", None, portier=True)
CLUB, FEEST = replace(BAR, zaak_id="club"), replace(BAR, zaak_id="feest", gelegenheid=True)
STIL = replace(BAR, zaak_id="stil", portier=False)
ZAKEN = {zaak.zaak_id: zaak for zaak in (BAR, CLUB, FEEST, STIL)}
KAART = Kaart("K-1", "", Vergunning("F", "V"), Statuut.VERGUNDE_ONDERNEMING, date(2024, 1, 1), date(2029, 12, 31))


def klok(nacht: date, uur: int, minuut: int = 0, *, tweede: bool = False) -> datetime:
    """Give a clock time of that night in UTC: from 12 on the evening, before 12 the morning; `tweede`: the second 2."""
    dag = nacht if uur >= 12 else nacht + timedelta(days=1)
    return datetime(dag.year, dag.month, dag.day, uur, minuut, tzinfo=BRUSSEL, fold=int(tweede)).astimezone(UTC)


def oordeel(nacht: date, kaart: Kaart | None = KAART, **rijen: Sequence[object]) -> list[Bevinding]:
    kaarten = {} if kaart is None else {"K1": kaart}
    gegevens = Gegevens(ZAKEN, kaarten, **rijen)  # type: ignore[arg-type]  # rows by field name
    return toets(Periode(*nachtgrenzen(nacht)), gegevens, PLICHTEN)


def dienst(nacht: date, van: tuple[int, int], tot: datetime, zaak: str = "bar") -> Inzet:
    return Inzet("k 1", zaak, klok(nacht, *van), tot)


@pytest.mark.parametrize("nacht", NACHTEN)
@pytest.mark.parametrize(
    ("code", "velden"),
    [
        pytest.param("kaart_geldig", {"geldig_tot": 0}, id="card"),
        pytest.param("vergunning_geldig", {"vergunning": 0}, id="firm"),
        pytest.param("kaart_niet_geschorst", {"geschorst_van": 1}, id="suspension_that_begins_the_next_day"),
    ],
)
@pytest.mark.parametrize(
    ("na", "fout"),
    [
        pytest.param(-TEL, False, id="a_second_before_midnight"),
        pytest.param(0 * TEL, False, id="at_midnight"),
        pytest.param(TEL, True, id="a_second_past_midnight"),
        pytest.param(5 * UUR, True, id="runs_through_the_night"),
    ],
)
def test_the_last_valid_day_ends_at_the_midnight_after_it(
    nacht: date, code: str, velden: dict[str, int], na: timedelta, *, fout: bool
) -> None:
    dagen = {naam: nacht + timedelta(days=dag) for naam, dag in velden.items()}
    waarden = {n: Vergunning("F", "V", d) if n == "vergunning" else d for n, d in dagen.items()}
    kaart = replace(KAART, **waarden)  # type: ignore[arg-type]  # fields by name
    gevonden = oordeel(nacht, kaart, inzetten=[dienst(nacht, (21, 0), klok(nacht, 0) + na)])
    assert [b.plicht for b in gevonden] == [code] * fout


@pytest.mark.parametrize("nacht", NACHTEN)
@pytest.mark.parametrize(
    ("voor", "fout"),
    [
        pytest.param(TEL, True, id="begins_a_second_before_its_first_day"),
        pytest.param(0 * TEL, False, id="begins_with_its_first_day"),
        pytest.param(-TEL, False, id="begins_a_second_later"),
    ],
)
def test_a_card_is_valid_from_the_midnight_of_its_first_day(nacht: date, voor: timedelta, *, fout: bool) -> None:
    kaart = replace(KAART, geldig_van=nacht + timedelta(days=1))
    begin = klok(nacht, 0) - voor
    gevonden = oordeel(nacht, kaart, inzetten=[Inzet("K1", "bar", begin, klok(nacht, 5))])
    assert [b.plicht for b in gevonden] == ["kaart_geldig"] * fout


@pytest.mark.parametrize(
    ("van", "tot", "begin", "fout"),
    [
        pytest.param(-9, 0, TEL, True, id="ends_a_second_after_it_began_to_end"),
        pytest.param(-9, 0, 0 * TEL, False, id="begins_at_the_midnight_after_the_last_suspended_day"),
        pytest.param(-9, 0, -TEL, False, id="begins_later"),
        pytest.param(-9, None, 0 * TEL, True, id="an_empty_end_is_until_lifted"),
        pytest.param(9, None, 0 * TEL, False, id="begins_next_week"),
    ],
)
@pytest.mark.parametrize("nacht", NACHTEN)
def test_a_suspension_covers_its_whole_last_day_and_an_empty_end_is_open(
    nacht: date, van: int, tot: int | None, begin: timedelta, *, fout: bool
) -> None:
    kaart = replace(
        KAART,
        geschorst_van=nacht + timedelta(days=van),
        geschorst_tot=None if tot is None else nacht + timedelta(days=tot),
    )
    gevonden = oordeel(nacht, kaart, inzetten=[Inzet("K1", "bar", klok(nacht, 0) - begin, klok(nacht, 4))])
    assert [b.plicht for b in gevonden] == ["kaart_niet_geschorst"] * fout


def test_a_card_can_be_not_valid_suspended_and_unlicensed_at_once() -> None:
    kaart = replace(
        KAART,
        geldig_tot=HERFST,
        geschorst_van=HERFST,
        vergunning=Vergunning("F", "V", HERFST),
        statuut=Statuut.VRIJWILLIGER,
    )
    gevonden = oordeel(HERFST, kaart, inzetten=[dienst(HERFST, (22, 0), klok(HERFST, 5))])
    verwacht = {"kaart_geldig", "kaart_niet_geschorst", "vergunning_geldig", "statuut_toegelaten"}
    assert {b.plicht for b in gevonden} == verwacht
    assert {(b.kaartnummer, b.van, b.tot) for b in gevonden} == {("k 1", klok(HERFST, 22), klok(HERFST, 5))}


@pytest.mark.parametrize(
    ("statuut", "zaak", "fout"),
    [
        pytest.param(Statuut.VRIJWILLIGER, "bar", True, id="volunteer_at_a_bar"),
        pytest.param(Statuut.VRIJWILLIGER, "feest", False, id="volunteer_at_an_event"),
        pytest.param(Statuut.INTERNE_DIENST, "bar", False, id="internal_service_at_a_bar"),
        pytest.param(Statuut.VERGUNDE_ONDERNEMING, "bar", False, id="licensed_firm_at_a_bar"),
    ],
)
def test_a_volunteer_works_only_at_an_occasional_event(statuut: Statuut, zaak: str, *, fout: bool) -> None:
    rij = dienst(GEWOON, (22, 0), klok(GEWOON, 5), zaak)
    gevonden = oordeel(GEWOON, replace(KAART, statuut=statuut), inzetten=[rij])
    assert [b.plicht for b in gevonden] == ["statuut_toegelaten"] * fout


@pytest.mark.parametrize("nacht", NACHTEN)
@pytest.mark.parametrize(
    ("schuif", "paren"),
    [
        pytest.param(-TEL, 1, id="begins_a_second_before_the_other_ends"),
        pytest.param(0 * TEL, 0, id="begins_exactly_when_the_other_ends"),
        pytest.param(TEL, 0, id="begins_a_second_after"),
    ],
)
def test_two_doors_at_one_moment_are_one_finding_a_pair(nacht: date, schuif: timedelta, paren: int) -> None:
    wissel = klok(nacht, 2) + UUR
    eerste, tweede = dienst(nacht, (21, 0), wissel), Inzet("K1", "club", wissel + schuif, klok(nacht, 6))
    gevonden = oordeel(nacht, inzetten=[eerste, tweede])
    assert [b.plicht for b in gevonden] == ["een_deur_tegelijk"] * paren


def test_three_doors_at_once_are_three_pairs() -> None:
    rijen = [
        dienst(HERFST, (22, minuut), klok(HERFST, 5), zaak) for minuut, zaak in enumerate(("bar", "club", "feest"))
    ]
    gevonden = oordeel(HERFST, inzetten=rijen)
    assert [b.plicht for b in gevonden] == ["een_deur_tegelijk"] * 3
    assert len({b.sleutel for b in gevonden}) == 3
    assert {frozenset((b.zaak_id, *b.andere_zaken)) for b in gevonden} == {
        frozenset(paar) for paar in (("bar", "club"), ("bar", "feest"), ("club", "feest"))
    }


def test_the_repeated_hour_is_two_hours_and_no_overlap() -> None:
    eerste = Inzet("K1", "bar", klok(HERFST, 21), klok(HERFST, 2, 30))
    tweede = Inzet("K1", "club", klok(HERFST, 2, 15, tweede=True), klok(HERFST, 5))
    assert oordeel(HERFST, inzetten=[eerste, tweede]) == []


@pytest.mark.parametrize(
    ("zaak", "genoemd", "verwacht"),
    [
        pytest.param("stil", True, "zaak_aangemeld", id="a_doorman_where_none_is_declared"),
        pytest.param("stil", False, None, id="a_refusal_by_nobody_named"),
        pytest.param("bar", True, "bewakingsregister_ingevuld", id="a_doorman_and_no_shift"),
    ],
)
def test_a_doorman_told_of_needs_a_declared_venue_and_a_filled_in_register(
    zaak: str, verwacht: str | None, *, genoemd: bool
) -> None:
    moment = klok(HERFST, 1)
    verteld = Feitmelding("A", zaak, moment, moment, moment + UUR, frozenset({"geweigerd"}), None, genoemd)
    lijn = _lijn(moment, moment, moment, zaak)
    gevonden = oordeel(HERFST, meldingen=[verteld], incidenten=[lijn])
    assert [b.plicht for b in gevonden] == ([verwacht] if verwacht else [])


@pytest.mark.parametrize("nacht", NACHTEN)
@pytest.mark.parametrize(
    ("begin", "eind", "gedekt"),
    [
        pytest.param(-1 * UUR, 0 * TEL, False, id="the_shift_ended_at_that_moment"),
        pytest.param(-1 * UUR, TEL, True, id="it_ended_a_second_later"),
        pytest.param(0 * TEL, UUR, True, id="it_began_at_that_moment"),
        pytest.param(MIN, UUR, False, id="it_began_a_minute_later"),
    ],
)
def test_a_shift_covers_the_minute_told_or_it_does_not(
    nacht: date, begin: timedelta, eind: timedelta, *, gedekt: bool
) -> None:
    moment = klok(nacht, 1)
    verteld = Feitmelding("A", "bar", moment, moment, moment + UUR, frozenset({"belediging"}), portier_genoemd=True)
    rijen = {"meldingen": [verteld], "inzetten": [Inzet("K1", "bar", moment + begin, moment + eind)]}
    assert [b.plicht for b in oordeel(nacht, **rijen)] == ["bewakingsregister_ingevuld"] * (not gedekt)  # type: ignore[arg-type]  # rows of two kinds


@pytest.mark.parametrize(
    ("kaart", "soort", "fout"),
    [
        pytest.param("K1", IncidentSoort.GEWELD, True, id="a_line_that_names_a_card"),
        pytest.param("", IncidentSoort.GEWELD, False, id="a_line_that_names_none"),
    ],
)
def test_a_log_line_that_names_a_doorman_needs_a_shift(kaart: str, soort: IncidentSoort, *, fout: bool) -> None:
    moment = klok(GEWOON, 1)
    lijn = replace(_lijn(moment, moment, moment), kaartnummer=kaart, soort=soort)
    gevonden = oordeel(GEWOON, incidenten=[lijn])
    assert [(b.plicht, b.aard) for b in gevonden] == [("bewakingsregister_ingevuld", "signaal")] * fout


def _lijn(van: datetime, tot: datetime, gelogd: datetime, zaak: str = "bar", reden: Reden = Reden.VOL) -> Incident:
    return Incident(zaak, van, tot, IncidentSoort.WEIGERING, reden, 6, "", "", gelogd, geverifieerd=True, nummer="L1")


@pytest.mark.parametrize("nacht", NACHTEN)
@pytest.mark.parametrize(
    ("van", "tot", "gedekt"),
    [
        pytest.param(-15 * MIN, -15 * MIN, True, id="exactly_the_margin_before"),
        pytest.param(-16 * MIN, -16 * MIN, False, id="a_minute_further_before"),
        pytest.param(15 * MIN, 15 * MIN, True, id="exactly_the_margin_after"),
        pytest.param(16 * MIN, 16 * MIN, False, id="a_minute_further_after"),
        pytest.param(-3 * UUR, 3 * UUR, True, id="a_stretch_covers_every_moment_in_it"),
        pytest.param(-3 * UUR, -15 * MIN, False, id="a_stretch_that_ended_at_the_margin"),
        pytest.param(-3 * UUR, -15 * MIN + TEL, True, id="a_stretch_that_ended_within_it"),
    ],
)
def test_a_log_line_covers_a_refusal_within_the_margin(
    nacht: date, van: timedelta, tot: timedelta, *, gedekt: bool
) -> None:
    moment = klok(nacht, 1)
    verteld = Feitmelding("A", "bar", moment, moment, moment + 8 * UUR, frozenset({"geweigerd"}))
    gevonden = oordeel(nacht, meldingen=[verteld], incidenten=[_lijn(moment + van, moment + tot, moment)])
    assert [b.plicht for b in gevonden] == ["weigering_in_logboek"] * (not gedekt)


@pytest.mark.parametrize(
    ("gelogd", "verifieerd", "zaak", "verwacht"),
    [
        pytest.param(-TEL, True, "bar", [], id="written_a_second_before_the_melding"),
        pytest.param(0 * TEL, True, "bar", ["naderhand"], id="written_as_it_came_in"),
        pytest.param(TEL, True, "bar", ["naderhand"], id="written_after"),
        pytest.param(-TEL, False, "bar", [""], id="not_verified"),
        pytest.param(-TEL, True, "club", [""], id="of_another_venue"),
    ],
)
def test_only_a_verified_line_written_in_time_fulfils_the_duty(
    gelogd: timedelta, zaak: str, verwacht: list[str], *, verifieerd: bool
) -> None:
    moment = klok(GEWOON, 1)
    verteld = Feitmelding("A", "bar", moment, moment, moment + UUR, frozenset({"geweigerd"}))
    lijn = replace(_lijn(moment, moment, moment + UUR + gelogd, zaak), geverifieerd=verifieerd)
    gevonden = [
        b for b in oordeel(GEWOON, meldingen=[verteld], incidenten=[lijn]) if b.plicht == "weigering_in_logboek"
    ]
    getoond = [" ".join(w.tekst for w in b.bewijs if w.soort is BewijsSoort.INCIDENT) for b in gevonden]
    assert len(getoond) == len(verwacht)
    assert all(woord in tekst for woord, tekst in zip(verwacht, getoond, strict=True))


@pytest.mark.parametrize(
    ("verteld", "gelogd", "fout"),
    [
        pytest.param(Reden.VOL, [Reden.VOL], False, id="the_same"),
        pytest.param(Reden.PRIVAAT, [Reden.VOL], True, id="another"),
        pytest.param(Reden.PRIVAAT, [Reden.VOL, Reden.PRIVAAT], False, id="one_of_two_lines_agrees"),
        pytest.param(None, [Reden.VOL], False, id="no_reason_was_told"),
        pytest.param(Reden.PRIVAAT, [], False, id="no_line_covers_it"),
    ],
)
def test_the_log_gives_the_reason_that_was_told(verteld: Reden | None, gelogd: list[Reden], *, fout: bool) -> None:
    moment = klok(GEWOON, 1)
    melding = Feitmelding("A", "bar", moment, moment, moment + UUR, frozenset({"geweigerd"}), verteld)
    lijnen = [replace(_lijn(moment, moment, moment, reden=r), nummer=f"L{r}") for r in gelogd]
    codes = [b.plicht for b in oordeel(GEWOON, meldingen=[melding], incidenten=lijnen)]
    assert codes.count("reden_klopt") == fout


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        pytest.param({"camera": False, "affiche": False}, {"camera_op_deur", "affiche_zichtbaar"}, id="both_not_there"),
        pytest.param({"camera": True, "affiche": True}, set(), id="both_there"),
        pytest.param({"camera": None, "affiche": None}, set(), id="not_known_is_no_finding"),
        pytest.param({"camera": False, "affiche": False, "portier": False}, set(), id="a_venue_without_doormen"),
    ],
)
def test_the_registers_word_on_camera_and_notice_holds_where_doormen_work(
    velden: dict[str, bool], verwacht: set[str]
) -> None:
    gegevens = Gegevens({"bar": replace(BAR, **velden)}, {})  # type: ignore[arg-type]  # fields by name
    gevonden = toets(Periode(*nachtgrenzen(GEWOON)), gegevens, PLICHTEN)
    assert {b.plicht for b in gevonden} == verwacht
    assert {b.aard.value for b in gevonden} <= {"vaststelling"}


@pytest.mark.parametrize("code", ["kaart_zichtbaar", "affiche_zichtbaar", "camera_op_deur", "beelden_bewaard"])
@pytest.mark.parametrize(
    ("moment", "oordeel_", "fout"),
    [
        pytest.param((12, 0), Oordeel.NIET_OK, True, id="at_noon_the_night_begins"),
        pytest.param((11, 59), Oordeel.NIET_OK, True, id="the_last_minute_of_the_night"),
        pytest.param((1, 0), Oordeel.OK, False, id="in_order"),
    ],
)
def test_an_inspection_that_says_not_ok_is_a_finding_of_its_night(
    code: str, moment: tuple[int, int], oordeel_: Oordeel, *, fout: bool
) -> None:
    controle = Controle("bar", klok(GEWOON, *moment), code, oordeel_, "", "")
    gevonden = oordeel(GEWOON, controles=[controle])
    assert [(b.plicht, b.aard) for b in gevonden] == [(code, "vaststelling")] * fout
    assert oordeel(GEWOON + timedelta(days=1), controles=[controle]) == []


def test_what_an_inspection_says_of_another_duty_is_kept_and_makes_no_finding() -> None:
    controle = Controle("bar", klok(GEWOON, 1), "kaart_geldig", Oordeel.NIET_OK, "K1", "")
    assert oordeel(GEWOON, controles=[controle]) == []


@pytest.mark.parametrize(
    ("feiten", "fout"),
    [
        pytest.param({"geen_kaart"}, True, id="no_card_was_shown"),
        pytest.param({"fouillering"}, False, id="nothing_of_a_card"),
    ],
)
def test_a_melder_who_says_no_card_was_shown_gives_a_signal(feiten: set[str], *, fout: bool) -> None:
    moment = klok(GEWOON, 1)
    verteld = Feitmelding("A", "bar", moment, moment, moment + UUR, frozenset(feiten))
    gevonden = oordeel(GEWOON, meldingen=[verteld])
    assert [(b.plicht, b.aard, b.kaartnummer) for b in gevonden] == [("kaart_zichtbaar", "signaal", "")] * fout


@pytest.mark.parametrize("code", list(Code))
def test_no_duty_is_judged_in_a_night_in_which_it_does_not_hold(code: Code) -> None:
    moment = klok(GEWOON, 1)
    later = Plichten(
        tuple(replace(p, vanaf=GEWOON + timedelta(days=1)) if p.code is code else p for p in PLICHTEN.alle)
    )
    kaart = replace(KAART, geldig_tot=GEWOON, geschorst_van=GEWOON, vergunning=Vergunning("F", "V", GEWOON), statuut=Statuut.VRIJWILLIGER)  # fmt: skip  # noqa: E501 - one card with everything wrong
    rijen = Gegevens(
        {**ZAKEN, "leeg": replace(BAR, zaak_id="leeg", camera=False, affiche=False)},
        {"K1": kaart},
        [
            Inzet("K1", "stil", moment, moment + UUR),
            Inzet("K1", "bar", moment, moment + UUR),
            Inzet("K2", "bar", moment, moment + UUR),
        ],
        [_lijn(moment, moment, moment)],
        [Controle("bar", moment, c, Oordeel.NIET_OK, "", "") for c in ("kaart_zichtbaar", "beelden_bewaard")],
        [
            Feitmelding("A", "bar", moment, moment, moment + UUR, frozenset({"geweigerd"}), Reden.PRIVAAT),
            Feitmelding("B", "club", moment, moment, moment + UUR, frozenset({"geweigerd"}), portier_genoemd=True),
        ],
    )
    met = {b.plicht for b in toets(Periode(*nachtgrenzen(GEWOON)), rijen, PLICHTEN)}
    zonder = {b.plicht for b in toets(Periode(*nachtgrenzen(GEWOON)), rijen, later)}
    assert met == set(Code)
    assert zonder == set(Code) - {code}


def test_a_told_time_that_is_wide_belongs_to_the_night_of_its_likeliest_moment() -> None:
    moment = klok(GEWOON, 13)
    verteld = Feitmelding(
        "A", "bar", moment - 12 * UUR, moment + 12 * UUR, moment + 9 * UUR, frozenset({"geweigerd"}), tijdstip=moment
    )
    (bevinding,) = oordeel(GEWOON, meldingen=[verteld])
    assert bevinding.nacht == GEWOON == nacht_van(moment)
    assert oordeel(GEWOON - timedelta(days=1), meldingen=[verteld]) == []
