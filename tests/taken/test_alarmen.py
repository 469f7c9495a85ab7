"""The service watches itself: what it raises, when it closes it again, and that it stays cheap under attack."""

import dataclasses
import json
from datetime import timedelta
from pathlib import Path

import pytest
import responses
from sqlalchemy import create_engine, func, select

from nachtleven.alarmen import HANDTEKENING_TELLER, SALVO, Alarmsoort
from nachtleven.foutenteller import Foutenteller
from nachtleven.opslag import aankomst, alarmen, berichten, schema
from nachtleven.opslag.diensttabellen import AlarmRij, TellerRij
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.taken.alarmen import controleer_webhook, let_op_bijhalen, let_op_handtekeningen, stuur_proef
from nachtleven.taken.bijhalen import haal_bij
from nachtleven.taken.inhalen import haal_in
from tests.conftest import Klok
from tests.proefhuis import STAD, maak_bericht
from tests.proeftwilio import KORTE, NUMMERS
from tests.taken.conftest import Proefplaats


def test_one_alarm_of_a_kind_is_open_and_counts(opslag: Opslag, klok: Klok) -> None:
    with opslag.schrijven() as sessie:
        alarmen.sla_alarm(sessie, Alarmsoort.GEMIST, klok(), 2)
        alarmen.sla_alarm(sessie, Alarmsoort.GEMIST, klok() + timedelta(hours=1), 3)
        (een,) = alarmen.openstaande(sessie)
        assert (een.sinds, een.laatst, een.aantal) == (klok(), klok() + timedelta(hours=1), 5)
        assert alarmen.los_op(sessie, Alarmsoort.GEMIST, klok())
        assert not alarmen.los_op(sessie, Alarmsoort.GEMIST, klok())
        alarmen.sla_alarm(sessie, Alarmsoort.GEMIST, klok())
        assert [a.aantal for a in alarmen.openstaande(sessie)] == [1]
        assert sessie.scalar(select(func.count()).select_from(AlarmRij)) == 2


def test_a_thousand_bad_signatures_are_a_few_writes_and_one_row_a_minute(opslag: Opslag, klok: Klok) -> None:
    teller = Foutenteller(opslag, HANDTEKENING_TELLER, klok)
    begin = klok()
    for nummer in range(1000):
        teller.tel()
        if nummer % 100 == 99:
            klok.verder(seconds=1)
    klok.verder(seconds=6)
    teller.schrijf()
    with opslag.lezen() as sessie:
        assert alarmen.geteld_sinds(sessie, HANDTEKENING_TELLER, begin) == 1000
        assert sessie.scalar(select(func.count()).select_from(TellerRij)) == 1


def test_counting_goes_on_while_the_database_is_away(opslag_sqlite: Opslag, klok: Klok, tmp_path: Path) -> None:
    plek = tmp_path / "nog_niet" / "proef.db"
    later = Opslag(create_engine(f"sqlite:///{plek}"), opslag_sqlite.kluis, opslag_sqlite.pseudoniemen)
    teller = Foutenteller(later, HANDTEKENING_TELLER, klok)
    teller.tel()
    schema.werk_bij(maak_motor(f"sqlite:///{plek}"))
    klok.verder(seconds=6)
    teller.tel()
    with later.lezen() as sessie:
        assert alarmen.geteld_sinds(sessie, HANDTEKENING_TELLER, klok() - timedelta(minutes=1)) == 2


@pytest.mark.parametrize(("aantal", "alarm"), [(SALVO - 1, False), (SALVO, True), (SALVO + 1, True)])
def test_a_burst_of_bad_signatures_is_an_alarm_until_it_is_quiet(
    proef: Proefplaats,
    aantal: int,
    alarm: bool,  # noqa: FBT001 - a table
) -> None:
    with proef.delen.opslag.schrijven() as sessie:
        alarmen.tel_bij(sessie, HANDTEKENING_TELLER, proef.klok(), aantal)
    let_op_handtekeningen(proef.plaats)
    assert ("handtekening" in proef.alarmen()) is alarm
    proef.klok.verder(minutes=30)
    let_op_handtekeningen(proef.plaats)
    assert ("handtekening" in proef.alarmen()) is alarm
    proef.klok.verder(minutes=40)
    let_op_handtekeningen(proef.plaats)
    assert proef.alarmen() == {}


@pytest.mark.parametrize(
    ("nummer", "adres", "alarm"),
    [
        pytest.param("8989", "https://meldpunt.stad.example/sms", False, id="ours"),
        pytest.param("8989", "https://elders.example/sms", True, id="elsewhere"),
        pytest.param("8989", "", True, id="nowhere"),
        pytest.param("8989", "http://meldpunt.stad.example/sms", True, id="not_over_tls"),
        pytest.param("1212", "https://elders.example/sms", False, id="a_number_that_is_not_ours"),
    ],
)
def test_a_webhook_address_that_is_not_ours_is_an_alarm(
    net: responses.RequestsMock,
    proef: Proefplaats,
    nummer: str,
    adres: str,
    alarm: bool,  # noqa: FBT001 - a table
) -> None:
    goed = {"phone_number": STAD.nummer.lang, "sms_url": "https://meldpunt.stad.example/sms", "sms_application_sid": ""}
    net.get(NUMMERS, json={"incoming_phone_numbers": [goed], "next_page_uri": None})
    net.get(KORTE, json={"short_codes": [{"short_code": nummer, "sms_url": adres}], "next_page_uri": None})
    assert controleer_webhook(proef.plaats)
    assert ("webhook" in proef.alarmen()) is alarm
    assert not controleer_webhook(proef.plaats)
    net.replace(responses.GET, KORTE, json={"short_codes": [], "next_page_uri": None})
    proef.klok.verder(hours=1)
    assert controleer_webhook(proef.plaats)
    assert proef.alarmen() == {}


def test_addresses_that_cannot_be_asked_raise_nothing(net: responses.RequestsMock, proef: Proefplaats) -> None:
    net.get(NUMMERS, status=500, body="")
    assert not controleer_webhook(proef.plaats)
    assert proef.alarmen() == {}


def met_proef(proef: Proefplaats) -> Proefplaats:
    proef.plaats = proef.met(nummer=dataclasses.replace(STAD.nummer, proef="+3290000000"))
    return proef


def test_the_probe_is_off_until_a_number_is_given(proef: Proefplaats) -> None:
    assert not stuur_proef(proef.plaats)
    assert proef.twilio.verstuurd == []


def test_a_probe_goes_out_each_day_and_when_it_comes_round_it_opens_nothing(proef: Proefplaats) -> None:
    plaats = met_proef(proef).plaats
    assert [stuur_proef(plaats), stuur_proef(plaats)] == [True, False]
    (heen,) = proef.twilio.verstuurd
    assert heen["to"] == "+3290000000"
    terug = maak_bericht(1, str(heen["body"]), proef.klok(), "8989")
    assert [plaats.delen.ontvangst.neem_aan(terug) for _ in range(2)] == [None, None]
    with proef.delen.opslag.lezen() as sessie:
        telling = berichten.tel(sessie)
    assert (telling.binnen, telling.te_lezen, telling.gelezen, telling.antwoorden) == (1, 0, 0, 0)
    proef.klok.verder(minutes=16)
    stuur_proef(plaats)
    assert proef.alarmen() == {}
    proef.klok.verder(days=1)
    assert stuur_proef(plaats)


def test_a_probe_that_does_not_come_round_is_an_alarm_until_one_does(proef: Proefplaats) -> None:
    plaats = met_proef(proef).plaats
    stuur_proef(plaats)
    proef.klok.verder(minutes=14)
    stuur_proef(plaats)
    assert proef.alarmen() == {}
    proef.klok.verder(minutes=2)
    stuur_proef(plaats)
    assert "proef" in proef.alarmen()
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, str(proef.twilio.verstuurd[0]["body"]), proef.klok(), "8989"))
    stuur_proef(plaats)
    assert proef.alarmen() == {}


def test_a_probe_that_cannot_be_sent_is_an_alarm_too(proef: Proefplaats) -> None:
    plaats = met_proef(proef).plaats
    proef.twilio.antwoorden = [(400, json.dumps({"code": 21606, "message": "x", "status": 400}))] * 20
    stuur_proef(plaats)
    proef.klok.verder(minutes=16)
    stuur_proef(plaats)
    assert "proef" in proef.alarmen()


@pytest.mark.parametrize("tekst", ["NACHTLEVEN-PROEF CCCCCCCCCCCC", "geweigerd NACHTLEVEN-PROEF CCCCCCCCCCCC"])
def test_a_text_that_only_looks_like_a_probe_is_a_text(proef: Proefplaats, tekst: str) -> None:
    assert proef.delen.ontvangst.neem_aan(maak_bericht(1, tekst, proef.klok())) is not None


def test_a_text_left_to_a_person_is_an_alarm(proef: Proefplaats) -> None:
    proef.delen.ontvangst.neem_aan(maak_bericht(1, "kapot", proef.klok()))
    for _ in range(4):
        proef.klok.verder(minutes=1)
        haal_in(proef.plaats)
    assert proef.alarmen()["persoon"].aantal == 1


def test_a_text_whose_readers_kept_dying_is_an_alarm_too(proef: Proefplaats) -> None:
    with proef.delen.opslag.schrijven() as sessie:
        houder = berichten.Houder("dood", proef.klok(), proef.klok())
        bericht = maak_bericht(1, "geweigerd", proef.klok())
        rij = aankomst.bewaar(sessie, proef.delen.opslag, bericht, houder).id
    for _ in range(2):
        proef.klok.verder(minutes=1)
        with proef.delen.opslag.schrijven() as sessie:
            assert berichten.pak(sessie, rij, berichten.Houder("dood", proef.klok(), proef.klok()), hoogstens=3)
    proef.klok.verder(minutes=1)
    assert haal_in(proef.plaats) == 0
    assert proef.alarmen()["persoon"].aantal == 1


def test_a_list_that_cannot_be_read_for_an_hour_is_an_alarm_until_it_can(proef: Proefplaats) -> None:
    haal_bij(proef.plaats)
    proef.twilio.lijst_stuk = [500] * 24
    for _ in range(24):
        proef.klok.verder(minutes=5)
        let_op_bijhalen(proef.plaats)
        haal_bij(proef.plaats)
    let_op_bijhalen(proef.plaats)
    assert proef.alarmen()["bijhalen"].aantal == 24
    proef.klok.verder(minutes=5)
    haal_bij(proef.plaats)
    let_op_bijhalen(proef.plaats)
    assert proef.alarmen() == {}


def test_a_planner_that_just_began_is_not_blind(proef: Proefplaats) -> None:
    let_op_bijhalen(proef.plaats)
    assert proef.alarmen() == {}


@pytest.mark.parametrize("soort", Alarmsoort)
def test_each_alarm_has_a_sentence_on_the_days_list(soort: Alarmsoort) -> None:
    blad = Path("nachtleven/web/templates/vandaag_alarmen.html").read_text(encoding="utf-8")
    assert f"'{soort.value}': _('" in blad
