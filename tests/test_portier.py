from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.nacht import daggrenzen, nachtgrenzen
from nachtleven.portier import toets
from nachtleven.register.logboek import Controle, Incident, IncidentSoort, Oordeel, Reden
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.bevindingen import Aard, Bevinding, BewijsSoort, voor_politie
from nachtleven.toezicht.gegevens import Feitmelding, Gegevens, Periode
from nachtleven.toezicht.plichten import Plichten, laad_plichten

PLICHTEN = laad_plichten(Path("config"))
NACHT = date(2026, 10, 24)
"""The night in which the clock goes back: 25 hours."""
PERIODE = Periode(*nachtgrenzen(NACHT))
UUR, MIN, TEL = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
AVOND = datetime(2026, 10, 24, 20, tzinfo=UTC)
TWEE_UUR = datetime(2026, 10, 25, 0, tzinfo=UTC)
OCHTEND = datetime(2026, 10, 25, 8, tzinfo=UTC)

BAR = Zaak("bar", "Bar", (), "Straat", "1", "9000", "Gent", "", None, portier=True)
CLUB = replace(BAR, zaak_id="club")
STIL = replace(BAR, zaak_id="stil", portier=False)
FEEST = replace(BAR, zaak_id="feest", gelegenheid=True)
ZAKEN = {zaak.zaak_id: zaak for zaak in (BAR, CLUB, STIL, FEEST)}
KAART = Kaart("K-1", "", Vergunning("F", "V"), Statuut.VERGUNDE_ONDERNEMING, date(2024, 1, 1), date(2028, 12, 31))


def inzet(van: datetime = AVOND, tot: datetime = AVOND + 5 * UUR, zaak: str = "bar", kaart: str = "k1") -> Inzet:
    return Inzet(kaart, zaak, van, tot)


def melding(*feiten: str, zaak: str = "bar", reden: Reden | None = None, portier: bool = False) -> Feitmelding:
    van, tot = TWEE_UUR - 15 * MIN, TWEE_UUR + 15 * MIN
    return Feitmelding("KAN-4TR-7", zaak, van, tot, OCHTEND, frozenset(feiten), reden, portier)


def lijn(gelogd: datetime = TWEE_UUR, reden: Reden = Reden.VOL, kaart: str = "") -> Incident:
    return Incident(
        "bar", TWEE_UUR, TWEE_UUR + 15 * MIN, IncidentSoort.WEIGERING, reden, 6, kaart, "", gelogd, geverifieerd=True
    )


def oordeel(gegevens: Gegevens, periode: Periode = PERIODE, plichten: Plichten = PLICHTEN) -> list[Bevinding]:
    return toets(periode, gegevens, plichten)


def codes(
    kaart: Kaart | None = KAART, inzetten: Sequence[Inzet] = (), **rijen: Sequence[object]
) -> list[tuple[str, str]]:
    kaarten = {} if kaart is None else {"K1": kaart}
    gegevens = Gegevens(ZAKEN, kaarten, inzetten, **rijen)  # type: ignore[arg-type]  # rows by field name
    return sorted((b.plicht, b.aard) for b in oordeel(gegevens))


EIND_24 = daggrenzen(NACHT, NACHT)[1]


@pytest.mark.parametrize(
    ("kaart", "dienst", "verwacht"),
    [
        pytest.param(None, inzet(), ["kaart_bekend"], id="an_unknown_card"),
        pytest.param(KAART, inzet(), [], id="a_known_card_spelled_otherwise"),
        pytest.param(replace(KAART, geldig_tot=NACHT), inzet(tot=EIND_24), [], id="ends_at_the_last_midnight"),
        pytest.param(replace(KAART, geldig_tot=NACHT), inzet(tot=EIND_24 - TEL), [], id="ends_before_it"),
        pytest.param(replace(KAART, geldig_tot=NACHT), inzet(tot=EIND_24 + TEL), ["kaart_geldig"], id="runs_past_it"),
        pytest.param(replace(KAART, geldig_van=date(2026, 10, 25)), inzet(van=EIND_24), [], id="begins_with_the_card"),
        pytest.param(
            replace(KAART, geldig_van=date(2026, 10, 25)),
            inzet(van=EIND_24 - TEL),
            ["kaart_geldig"],
            id="begins_before_the_card",
        ),
        pytest.param(
            replace(KAART, geschorst_van=date(2026, 10, 25)), inzet(tot=EIND_24), [], id="ends_before_suspension"
        ),
        pytest.param(
            replace(KAART, geschorst_van=date(2026, 10, 25)),
            inzet(tot=EIND_24 + TEL),
            ["kaart_niet_geschorst"],
            id="runs_into_an_open_suspension",
        ),
        pytest.param(
            replace(KAART, vergunning=Vergunning("F", "V", NACHT)), inzet(tot=EIND_24), [], id="firm_till_midnight"
        ),
        pytest.param(
            replace(KAART, vergunning=Vergunning("F", "V", NACHT)),
            inzet(tot=EIND_24 + TEL),
            ["vergunning_geldig"],
            id="firm_past_midnight",
        ),
        pytest.param(
            replace(KAART, statuut=Statuut.VRIJWILLIGER), inzet(), ["statuut_toegelaten"], id="volunteer_at_a_bar"
        ),
        pytest.param(replace(KAART, statuut=Statuut.VRIJWILLIGER), inzet(zaak="feest"), [], id="volunteer_at_an_event"),
        pytest.param(KAART, inzet(zaak="stil"), ["zaak_aangemeld"], id="a_venue_without_doormen"),
    ],
)
def test_a_shift_is_judged_on_its_card_firm_and_venue(kaart: Kaart | None, dienst: Inzet, verwacht: list[str]) -> None:
    assert codes(kaart, [dienst]) == [(code, "vaststelling") for code in verwacht]


def test_a_finding_about_a_shift_has_its_card_and_its_own_times() -> None:
    (bevinding,) = oordeel(Gegevens(ZAKEN, {}, [inzet()]))
    assert (bevinding.kaartnummer, bevinding.van, bevinding.tot) == ("k1", AVOND, AVOND + 5 * UUR)
    assert {bewijs.soort for bewijs in bevinding.bewijs} == {BewijsSoort.INZET, BewijsSoort.KAART}


@pytest.mark.parametrize(
    ("tweede", "paren"),
    [
        pytest.param(inzet(AVOND + 5 * UUR - TEL, AVOND + 6 * UUR, "club", "K 1"), 1, id="a_second_too_early"),
        pytest.param(inzet(AVOND + 5 * UUR, AVOND + 6 * UUR, "club"), 0, id="begins_exactly_when_the_other_ends"),
        pytest.param(inzet(AVOND + 5 * UUR + TEL, AVOND + 6 * UUR, "club"), 0, id="a_second_later"),
        pytest.param(inzet(AVOND + UUR, AVOND + 2 * UUR, "bar"), 0, id="at_the_same_venue"),
        pytest.param(inzet(AVOND + UUR, AVOND + 2 * UUR, "club", "K2"), 0, id="of_another_card"),
    ],
)
def test_one_card_stands_at_one_door_at_a_time(tweede: Inzet, paren: int) -> None:
    gegevens = Gegevens(ZAKEN, {"K1": KAART, "K2": KAART}, [inzet(), tweede])
    assert [b.plicht for b in oordeel(gegevens)] == ["een_deur_tegelijk"] * paren


@pytest.mark.parametrize(
    ("verteld", "rijen", "verwacht"),
    [
        pytest.param(melding("geweigerd"), {}, ["weigering_in_logboek"], id="a_refusal_that_is_not_logged"),
        pytest.param(melding("geweigerd"), {"incidenten": [lijn()]}, [], id="a_refusal_that_is_logged"),
        pytest.param(
            melding("geweigerd"), {"incidenten": [lijn(OCHTEND)]}, ["weigering_in_logboek"], id="logged_afterwards"
        ),
        pytest.param(melding("geweigerd", reden=Reden.VOL), {"incidenten": [lijn()]}, [], id="the_same_reason"),
        pytest.param(
            melding("geweigerd", reden=Reden.PRIVAAT), {"incidenten": [lijn()]}, ["reden_klopt"], id="another_reason"
        ),
        pytest.param(
            melding("geweigerd", reden=Reden.PRIVAAT),
            {"incidenten": [replace(lijn(), geverifieerd=False)]},
            ["weigering_in_logboek"],
            id="an_unverified_line_is_no_line",
        ),
        pytest.param(
            melding("belediging", portier=True), {}, ["bewakingsregister_ingevuld"], id="a_doorman_and_no_shift"
        ),
        pytest.param(melding("belediging", portier=True), {"inzetten": [inzet()]}, [], id="a_doorman_and_a_shift"),
        pytest.param(melding("belediging", portier=True, zaak="stil"), {}, [], id="no_register_is_kept_there"),
        pytest.param(melding("geen_kaart"), {}, ["kaart_zichtbaar"], id="no_card_was_shown"),
        pytest.param(
            melding("geweigerd", portier=True, zaak="stil"),
            {},
            ["weigering_in_logboek", "zaak_aangemeld"],
            id="refused_by_a_doorman_where_there_should_be_none",
        ),
    ],
)
def test_what_a_melder_tells_is_a_signal(
    verteld: Feitmelding, rijen: dict[str, Sequence[object]], verwacht: list[str]
) -> None:
    assert codes(KAART, meldingen=[verteld], **rijen) == [(code, "signaal") for code in verwacht]  # type: ignore[arg-type]  # rows by field name


def test_a_line_written_afterwards_is_shown_as_naderhand() -> None:
    gegevens = Gegevens(ZAKEN, {}, incidenten=[lijn(OCHTEND)], meldingen=[melding("geweigerd")])
    (bevinding,) = oordeel(gegevens)
    assert "naderhand" in bevinding.bewijs[1].tekst


def test_a_log_line_that_names_a_card_needs_a_shift() -> None:
    assert codes(incidenten=[lijn(kaart="K1")]) == [("bewakingsregister_ingevuld", "signaal")]
    assert codes(incidenten=[lijn(kaart="K1")], inzetten=[inzet()]) == []


@pytest.mark.parametrize("plicht", ["kaart_zichtbaar", "affiche_zichtbaar", "camera_op_deur", "beelden_bewaard"])
def test_an_inspection_that_says_not_ok_is_a_finding(plicht: str) -> None:
    controle = Controle("bar", TWEE_UUR, plicht, Oordeel.NIET_OK, "", "")
    assert codes(controles=[controle, controle]) == [(plicht, "vaststelling")]
    assert codes(controles=[replace(controle, oordeel=Oordeel.OK)]) == []


def test_a_register_that_says_no_is_one_finding_with_one_key_every_night() -> None:
    gegevens = Gegevens({"bar": replace(BAR, camera=False, affiche=False)}, {})
    morgen = Periode(*nachtgrenzen(NACHT + timedelta(days=1)))
    assert [b.plicht for b in oordeel(gegevens)] == ["affiche_zichtbaar", "camera_op_deur"]
    assert {b.sleutel for b in oordeel(gegevens)} == {b.sleutel for b in oordeel(gegevens, morgen)}


def test_the_police_see_a_signal_by_night_without_minute_kenmerk_or_card() -> None:
    (signaal,) = oordeel(Gegevens(ZAKEN, {}, incidenten=[lijn(OCHTEND)], meldingen=[melding("geweigerd")]))
    buiten = voor_politie(signaal)
    assert (buiten.van, buiten.tot) == nachtgrenzen(NACHT)
    assert "KAN-4TR-7" not in repr(buiten)
    assert [bewijs.soort for bewijs in buiten.bewijs] == [BewijsSoort.ZAAK]
    assert buiten.sleutel != signaal.sleutel


def test_what_a_register_shows_is_the_polices_as_it_is() -> None:
    (bevinding,) = oordeel(Gegevens(ZAKEN, {}, [inzet()]))
    assert voor_politie(bevinding) is bevinding


def test_a_duty_that_was_not_yet_in_force_is_not_judged() -> None:
    later = Plichten(tuple(replace(plicht, vanaf=date(2026, 10, 25)) for plicht in PLICHTEN.alle))
    assert oordeel(Gegevens(ZAKEN, {}, [inzet()]), plichten=later) == []


KAARTEN = {
    "K1": KAART,
    "K2": replace(KAART, kaartnummer="K2", geldig_tot=NACHT, statuut=Statuut.VRIJWILLIGER),
    "K3": replace(KAART, geschorst_van=date(2026, 10, 25), vergunning=Vergunning("F", "V", NACHT)),
}
uren = st.integers(0, 96).map(lambda n: PERIODE.van + n * UUR / 2)
diensten = st.builds(
    lambda kaart, zaak, van, duur: Inzet(kaart, zaak, van, van + duur * UUR / 2),
    st.sampled_from(["K1", "k-2", "K3", "K9"]),
    st.sampled_from(sorted(ZAKEN)),
    uren,
    st.integers(1, 20),
)
Regel = tuple[str, str, str, datetime]


def traag(inzetten: Sequence[Inzet]) -> set[Regel]:
    """Judge shifts with one line a rule, looking at everything."""
    eind = daggrenzen(NACHT, NACHT)[1]
    gevonden: set[Regel] = set()
    for i in set(inzetten):
        k, zaak = KAARTEN.get(i.kaartnummer.replace("-", "").upper()), ZAKEN[i.zaak_id]
        regels = {
            "kaart_bekend": k is None,
            "kaart_geldig": k is not None and k.geldig_tot == NACHT and i.tot > eind,
            "kaart_niet_geschorst": k is not None and k.geschorst_van is not None and i.tot > eind,
            "vergunning_geldig": k is not None and k.vergunning.geldig_tot is not None and i.tot > eind,
            "statuut_toegelaten": k is not None and k.statuut == "vrijwilliger" and not zaak.gelegenheid,
            "zaak_aangemeld": not zaak.portier,
        }
        gevonden |= {(code, i.kaartnummer, i.zaak_id, i.van) for code, geldt in regels.items() if geldt}
    return gevonden


def traag_paren(inzetten: Sequence[Inzet]) -> int:
    """Count the overlapping pairs by looking at every pair."""
    paren = combinations(set(inzetten), 2)
    return sum(
        a.kaartnummer == b.kaartnummer and a.zaak_id != b.zaak_id and a.van < b.tot and b.van < a.tot for a, b in paren
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(diensten, max_size=12))
def test_the_judgement_is_that_of_one_line_a_rule(inzetten: list[Inzet]) -> None:
    gevonden = oordeel(Gegevens(ZAKEN, KAARTEN, inzetten), Periode(PERIODE.van, PERIODE.van + 60 * UUR))
    paren = [b for b in gevonden if b.plicht == "een_deur_tegelijk"]
    rest = {(b.plicht, b.kaartnummer, b.zaak_id, b.van) for b in gevonden if b not in paren}
    assert rest == traag(inzetten)
    assert len(paren) == traag_paren(inzetten)
    assert all(b.aard is Aard.VASTSTELLING for b in gevonden)


@settings(deadline=None, max_examples=40)
@given(st.lists(diensten, max_size=12), st.randoms(use_true_random=False))
def test_consecutive_nights_give_each_finding_once_in_any_order_of_rows(inzetten: list[Inzet], toeval: object) -> None:
    nachten = [Periode(*nachtgrenzen(NACHT + timedelta(days=dag))) for dag in range(3)]
    geheel = oordeel(Gegevens(ZAKEN, KAARTEN, inzetten), Periode(nachten[0].van, nachten[-1].tot))
    geschud = list(inzetten)
    toeval.shuffle(geschud)  # type: ignore[attr-defined]  # a random.Random of hypothesis
    per_nacht = [b.sleutel for nacht in nachten for b in oordeel(Gegevens(ZAKEN, KAARTEN, geschud), nacht)]
    assert sorted(per_nacht) == sorted(b.sleutel for b in geheel)
