"""Retention: the number goes first, then the words; what is counted stays, coarser; what is held stays whole."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from nachtleven.alarmen import Alarmsoort
from nachtleven.bewaring.bewaren import POSTEN, bewaar, houd_vast, toon_vervallen
from nachtleven.bewaring.inzien import zie_in
from nachtleven.bewaring.termijnen import maanden_terug, tot_volgende
from nachtleven.cijfers.periodes import lees_periode
from nachtleven.fouten import NietGevonden
from nachtleven.nacht import BRUSSEL
from nachtleven.opslag import alarmen
from nachtleven.opslag.registertabellen import IncidentRij
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    AuditRij,
    BerichtRij,
    HartslagRij,
    MeldingGrondRij,
    MeldingRij,
    UitpostRij,
)
from nachtleven.opslag.tellingen import tel
from nachtleven.opslag.typen import Moment, Tabel
from nachtleven.taken.bewaring import bewaar_niet_langer
from nachtleven.taken.werkplaats import Werkplaats
from tests.bewaring.conftest import Bewaarhuis
from tests.bewaring.test_wissen import geheimen, noteer

ANDER = "+32470000002"


def gesloten(huis: Bewaarhuis, van: str = ANDER) -> str:
    """Give a melding that was closed just now."""
    kenmerk = huis.meld(van=van)
    huis.zet(kenmerk, status="afgerond", gesloten=huis.klok())
    return kenmerk


def ga_naar(huis: Bewaarhuis, moment: datetime) -> None:
    huis.klok.moment = moment


@pytest.mark.parametrize(
    ("moment", "maanden", "terug"),
    [
        pytest.param("2026-05-31T10:00", 3, "2026-02-28T10:00", id="a_day_that_month_lacks"),
        pytest.param("2026-01-15T10:00", 1, "2025-12-15T10:00", id="over_the_year"),
        pytest.param("2024-02-29T00:30", 12, "2023-02-28T00:30", id="a_leap_day"),
        pytest.param("2026-04-30T02:30", 1, "2026-03-30T02:30", id="over_the_change_of_the_clock"),
    ],
)
def test_a_term_of_months_ends_on_the_same_day_and_hour(moment: str, maanden: int, terug: str) -> None:
    van, verwacht = (datetime.fromisoformat(w).replace(tzinfo=BRUSSEL) for w in (moment, terug))
    assert maanden_terug(van.astimezone(UTC), maanden) == verwacht


@pytest.mark.parametrize(
    ("moment", "uren"),
    [
        pytest.param("2026-03-07T04:00", 1, id="an_hour_before"),
        pytest.param("2026-03-07T05:00", 24, id="at_it"),
        pytest.param("2026-03-28T05:00", 23, id="a_short_night"),
        pytest.param("2026-10-24T05:00", 25, id="a_long_night"),
    ],
)
def test_the_next_turn_is_at_the_hour_of_the_night(moment: str, uren: int) -> None:
    nu = datetime.fromisoformat(moment).replace(tzinfo=BRUSSEL).astimezone(UTC)
    assert tot_volgende(nu, 5) == timedelta(hours=uren)


def test_the_number_goes_three_months_after_closing_and_the_words_stay(huis: Bewaarhuis) -> None:
    kenmerk = gesloten(huis)
    grens = datetime(2026, 6, 7, 1, 30, tzinfo=BRUSSEL)
    ga_naar(huis, grens - timedelta(seconds=1))
    assert toon_vervallen(huis.delen)["nummers"] == bewaar(huis.delen, "planner")["nummers"] == 0
    assert zie_in(huis.delen, kenmerk)["nummer"] is not None
    ga_naar(huis, grens)
    assert toon_vervallen(huis.delen)["nummers"] == 1
    assert bewaar(huis.delen, "planner")["nummers"] == 1
    velden = zie_in(huis.delen, kenmerk)
    assert (velden["nummer"], velden["berichten"][0]["van"]) == (None, None)
    assert velden["berichten"][0]["tekst"] == "geweigerd aan zaak1 om mijn kleur"
    assert bewaar(huis.delen, "planner")["nummers"] == 0


def test_the_words_go_after_a_year_and_what_is_counted_stays_coarser(huis: Bewaarhuis) -> None:
    kenmerk = gesloten(huis)
    noteer(huis, kenmerk)
    voor = huis.meldingen()[0]
    ga_naar(huis, datetime(2027, 3, 7, 1, 30, tzinfo=BRUSSEL))
    assert bewaar(huis.delen, "planner")["teksten"] == 1
    assert geheimen(huis.opslag) == set()
    na, rij = huis.meldingen()[0], huis.rij(kenmerk)
    gelijk = ("status", "kanaal", "rol", "taal", "zaak", "kandidaten", "gronden", "feiten")
    assert {n: na[n] for n in gelijk} == {n: voor[n] for n in gelijk}
    assert (na["tijdstip"], na["kaartnummers"], na["portiers"], rij.melder) == (None, [], [], None)
    assert (rij.nacht, rij.uur) == (date(2026, 3, 6), 1)
    assert na["ontvangen"] == "2026-03-07T00:00:00+01:00"
    assert bewaar(huis.delen, "planner")["teksten"] == 0


def momenten(huis: Bewaarhuis) -> dict[str, list[datetime]]:
    """Give every moment that stands with a melding, by column."""
    rond = [t for t in Tabel.metadata.sorted_tables if t.name in ("meldingen", "berichten")]
    rond += [t for t in Tabel.metadata.sorted_tables for v in t.foreign_keys if v.column.table.name == "meldingen"]
    with huis.opslag.lezen() as sessie:
        return {
            str(kolom): list(sessie.scalars(select(kolom).where(kolom.is_not(None))))
            for tabel in rond
            for kolom in tabel.columns
            if isinstance(kolom.type, Moment)
        }


def test_no_minute_of_a_melding_outlives_its_words(huis: Bewaarhuis) -> None:
    huis.klok.verder(minutes=17)
    kenmerk = huis.meld(van=ANDER)
    huis.klok.verder(hours=3)
    huis.stuur("nog iets", ANDER)
    noteer(huis, kenmerk)
    huis.zet(kenmerk, status="afgerond", gesloten=huis.klok(), gecontacteerd=huis.klok())
    op_de_minuut = [naam for naam, gevonden in momenten(huis).items() if any(m.minute == 47 for m in gevonden)]
    assert {"meldingen.contact_voor", "berichten.ontvangen", "antwoorden.gemaakt"} < set(op_de_minuut)
    huis.klok.verder(days=400)
    bewaar(huis.delen, "planner")
    begin = [(naam, m.astimezone(BRUSSEL)) for naam, gevonden in momenten(huis).items() for m in gevonden]
    assert [(naam, m) for naam, m in begin if (m.hour, m.minute, m.second) not in ((0, 0, 0), (12, 0, 0))] == []
    with huis.opslag.lezen() as sessie:
        orde = sessie.scalars(select(BerichtRij.poort_id).order_by(BerichtRij.ontvangen)).all()
    assert orde == ["SM000001", "SM000002"]


def test_a_report_of_then_says_the_same_when_the_words_are_gone(huis: Bewaarhuis) -> None:
    nu, maart = huis.klok(), lees_periode("maand", "2026-03")
    dag = timedelta(days=1)
    gevallen: tuple[tuple[timedelta, timedelta, datetime], ...] = (
        (dag, dag + timedelta(hours=1), nu + 3 * dag),  # in time, on the last day
        (dag + timedelta(hours=1), dag, nu + 3 * dag),  # too late, on the last day
        (3 * dag, dag, datetime(2026, 4, 1, 11, 59, tzinfo=BRUSSEL)),  # closed in the last night of the month
        (dag, 7 * dag, datetime(2026, 4, 1, 12, 1, tzinfo=BRUSSEL)),  # closed in the month after
    )
    for nummer, (gecontacteerd, termijn, gesloten_op) in enumerate(gevallen):
        kenmerk = huis.meld(van=f"+3247000001{nummer}")
        waarden = {"gecontacteerd": nu + gecontacteerd, "contact_voor": nu + termijn, "gesloten": gesloten_op}
        huis.zet(kenmerk, status="afgerond", **waarden)
    huis.klok.verder(days=1)
    with huis.opslag.schrijven() as sessie:
        for rij in sessie.scalars(select(AntwoordRij)):
            rij.gemaakt += timedelta(seconds=2.5)
    huis.klok.verder(days=800)

    def geteld() -> list[object]:
        with huis.opslag.lezen() as sessie:
            uit = tel(sessie, maart, huis.klok())
        tafels = [frame.to_dict("records") for frame in (uit.per_nacht, uit.per_uur, uit.zaken, uit.gronden)]
        nummer_ = {naam: aantal for naam, aantal in uit.nummer.items() if naam != "nieuwe_melders"}
        return [*tafels, uit.contact, uit.stroom, uit.berichten, nummer_, uit.antwoordtijd_s]

    voor = geteld()
    assert bewaar(huis.delen, "planner")["teksten"] == len(gevallen)
    assert geteld() == voor
    assert voor[4] == {"binnen_termijn": 2, "buiten_termijn": 2, "niet_gecontacteerd": 0, "zonder_termijn": 0}
    assert voor[-1] == 2.5


@pytest.mark.parametrize("status", ["te_contacteren", "in_onderzoek", "doorverwezen"])
def test_an_open_melding_is_kept_whole(huis_sqlite: Bewaarhuis, status: str) -> None:
    kenmerk = huis_sqlite.meld()
    huis_sqlite.zet(kenmerk, status=status)
    huis_sqlite.klok.verder(days=800)
    assert sum(bewaar(huis_sqlite.delen, "planner").values()) == 0
    assert zie_in(huis_sqlite.delen, kenmerk)["nummer"] is not None


def test_what_is_held_is_kept_whole_until_it_is_let_go(huis: Bewaarhuis) -> None:
    kenmerk = gesloten(huis)
    houd_vast(huis.delen, [kenmerk], "onthaal1", vast=True, reden="klacht loopt")
    huis.klok.verder(days=800)
    assert sum(toon_vervallen(huis.delen).values()) == 0
    assert sum(bewaar(huis.delen, "planner").values()) == 0
    assert zie_in(huis.delen, kenmerk)["nummer"] is not None
    houd_vast(huis.delen, [kenmerk], "onthaal1", vast=False, reden="klacht afgelopen")
    assert bewaar(huis.delen, "planner")["teksten"] == 1
    with huis.opslag.lezen() as sessie:
        daden = sessie.scalars(select(AuditRij.handeling).order_by(AuditRij.volgnummer)).all()
    assert daden == ["vastgehouden", "inzage", "losgelaten", "bewaring"]


def test_several_are_held_or_none(huis_sqlite: Bewaarhuis) -> None:
    kenmerk = gesloten(huis_sqlite)
    with pytest.raises(NietGevonden):
        houd_vast(huis_sqlite.delen, [kenmerk, "KAN-4TR-7"], "onthaal1", vast=True, reden="klacht loopt")
    assert not huis_sqlite.rij(kenmerk).vastgehouden


def test_texts_of_no_melding_and_log_lines_have_their_own_terms(huis: Bewaarhuis) -> None:
    huis.stuur("wat is dit nummer")
    huis.stuur("inc geweigerd zaak1 vol")
    huis.klok.verder(days=100)
    assert bewaar(huis.delen, "planner")["nummers_los"] == 2
    assert [rij.van_geheim for rij in huis.berichten()] == [None, None]
    huis.klok.verder(days=300)
    telling = bewaar(huis.delen, "planner")
    assert (telling["teksten_los"], telling["loglijnen"]) == (1, 1)
    assert geheimen(huis.opslag) == set()
    with huis.opslag.lezen() as sessie:
        lijnen = sessie.execute(select(IncidentRij.zaak_id, IncidentRij.reden, IncidentRij.soort)).all()
    assert [tuple(lijn) for lijn in lijnen] == [("ZAAK1", "vol", "weigering")]


def test_a_text_nobody_could_read_waits_for_a_person(huis_sqlite: Bewaarhuis) -> None:
    huis_sqlite.stuur("kapot")
    huis_sqlite.klok.verder(days=800)
    assert sum(bewaar(huis_sqlite.delen, "planner").values()) == 0


def test_post_alarms_and_signs_of_life_go_when_they_are_old(huis: Bewaarhuis) -> None:
    huis.meld()
    nu = huis.klok()
    with huis.opslag.schrijven() as sessie:
        antwoord = sessie.scalars(select(AntwoordRij.id)).one()
        sessie.add(UitpostRij(id=uuid4(), antwoord_id=antwoord, staat="bezorgd", volgende=nu, bijgewerkt=nu))
        sessie.add(HartslagRij(proces="oud:1", soort="planner", moment=nu))
        alarmen.sla_alarm(sessie, Alarmsoort.GEMIST, nu)
        alarmen.los_op(sessie, Alarmsoort.GEMIST, nu)
        alarmen.sla_alarm(sessie, Alarmsoort.PROEF, nu)
    huis.klok.verder(days=366)
    telling = bewaar(huis.delen, "planner")
    assert (telling["post"], telling["alarmen"], telling["hartslagen"]) == (1, 1, 1)
    with huis.opslag.lezen() as sessie:
        assert [alarm.soort for alarm in alarmen.openstaande(sessie)] == [Alarmsoort.PROEF]


def test_a_spool_file_that_does_not_open_goes_when_it_is_old(huis_sqlite: Bewaarhuis, tmp_path: Path) -> None:
    map_ = tmp_path / "data" / "spoel"
    map_.mkdir(parents=True)
    for naam, dagen in (("oud.kapot", 91), (".oud.half", 91), ("nieuw.kapot", 89), ("wacht.bericht", 400)):
        (map_ / naam).write_bytes(b"x")
        toen = (huis_sqlite.klok() - timedelta(days=dagen)).timestamp()
        os.utime(map_ / naam, (toen, toen))
    assert toon_vervallen(huis_sqlite.delen)["spoel_kapot"] == 2
    assert bewaar(huis_sqlite.delen, "planner")["spoel_kapot"] == 2
    assert sorted(pad.name for pad in map_.iterdir()) == ["nieuw.kapot", "wacht.bericht"]


def test_a_register_file_that_was_looked_at_and_forgotten_goes_that_night(
    huis_sqlite: Bewaarhuis, tmp_path: Path
) -> None:
    map_ = tmp_path / "data" / "invoer"
    map_.mkdir(parents=True)
    for naam, minuten in (("oud", 61), ("nieuw", 59)):
        toen = (huis_sqlite.klok() - timedelta(minutes=minuten)).timestamp()
        for staart in ("bestand", "json"):
            (map_ / f"{naam}.{staart}").write_bytes(b"x")
            os.utime(map_ / f"{naam}.{staart}", (toen, toen))
    assert toon_vervallen(huis_sqlite.delen)["invoerbestanden"] == 1
    assert bewaar(huis_sqlite.delen, "planner")["invoerbestanden"] == 1
    assert sorted(pad.name for pad in map_.iterdir()) == ["nieuw.bestand", "nieuw.json"]


def test_a_dry_turn_changes_nothing(huis: Bewaarhuis) -> None:
    gesloten(huis)
    huis.stuur("wis al mijn gegevens")
    huis.klok.verder(days=800)
    voor = geheimen(huis.opslag)
    assert toon_vervallen(huis.delen) | {"teksten": 1, "verzoeken_los": 1} == toon_vervallen(huis.delen)
    assert geheimen(huis.opslag) == voor


def test_one_planner_does_it_each_night_and_the_other_not(huis: Bewaarhuis) -> None:
    gesloten(huis)
    een, ander = Werkplaats(huis.delen), Werkplaats(huis.delen)
    huis.klok.verder(days=800)
    assert [bewaar_niet_langer(een), bewaar_niet_langer(ander), bewaar_niet_langer(een)] == [True, False, False]
    with huis.opslag.lezen() as sessie:
        assert sessie.scalar(select(func.count()).select_from(MeldingRij).where(MeldingRij.sleutel.is_not(None))) == 0
        assert sessie.scalars(select(MeldingGrondRij.grond)).all() == ["raciaal"]
    huis.klok.moment = datetime(2028, 5, 15, 4, 59, tzinfo=BRUSSEL)
    huis.klok.verder(minutes=2)
    assert bewaar_niet_langer(ander)


def test_a_turn_that_is_told_to_stop_leaves_the_rest_for_the_next(huis_sqlite: Bewaarhuis) -> None:
    gesloten(huis_sqlite)
    huis_sqlite.klok.verder(days=800)
    assert sum(bewaar(huis_sqlite.delen, "planner", lambda: False).values()) == 0
    assert sum(bewaar(huis_sqlite.delen, "planner").values()) > 0


def test_everything_with_a_term_is_counted_before_it_goes() -> None:
    namen = [post.naam for post in POSTEN]
    assert len(namen) == len(set(namen))
