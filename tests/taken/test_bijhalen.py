"""What the gateway could not bring is fetched, once, as of its own moment, and somebody is told."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import requests
import responses
from sqlalchemy import select

from nachtleven.opslag import berichten, uitvoer
from nachtleven.opslag.diensttabellen import RondeRij
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import BerichtRij
from nachtleven.taken.bijhalen import haal_bij
from nachtleven.taken.versturen import verstuur
from tests.proefhuis import maak_bericht
from tests.proeftwilio import MESSAGES, blad, bron, uur
from tests.taken.conftest import Proefplaats


def sids(proef: Proefplaats) -> list[str]:
    """Give the gateway's ids of the kept messages, in the order in which they were kept."""
    with proef.delen.opslag.lezen() as sessie:
        return list(sessie.scalars(select(BerichtRij.poort_id).order_by(BerichtRij.gelezen, BerichtRij.ontvangen)))


def ronde(proef: Proefplaats) -> RondeRij:
    with proef.delen.opslag.lezen() as sessie:
        rij = sessie.get_one(RondeRij, "bijhalen")
        sessie.expunge(rij)
        return rij


def mist(proef: Proefplaats, sid: str, uren: float, **anders: object) -> None:
    """Let a text have come to the gateway alone, so many hours ago; each from a phone of its own."""
    van = f"+32470{len(proef.twilio.binnen):06d}"
    proef.twilio.binnen.append(bron(sid, uur(proef.klok(), uren), **{"from": van, **anders}))


def test_what_the_webhook_missed_is_taken_in_as_of_its_own_moment_and_answered_late(
    maak_proef: Callable[..., Proefplaats], opslag: Opslag
) -> None:
    proef = maak_proef(opslag)
    mist(proef, "SMlaat", 14)
    assert haal_bij(proef.plaats)
    with opslag.lezen() as sessie:
        (melding,) = uitvoer.meldingen(sessie, None, None)
    assert str(melding["ontvangen"]).startswith("2026-03-06")
    assert proef.alarmen()["gemist"].aantal == 1
    assert verstuur(proef.plaats) == 1
    assert str(proef.twilio.verstuurd[0]["body"]).startswith("Sorry dat dit laat komt")


def test_nothing_is_taken_in_twice_however_often_the_list_is_read(proef: Proefplaats) -> None:
    proef.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd", proef.klok()))
    mist(proef, "SM000001", 0.5)
    mist(proef, "SMnieuw", 0.5)
    for _ in range(3):
        proef.klok.verder(minutes=6)
        assert haal_bij(proef.plaats)
    assert sorted(sids(proef)) == ["SM000001", "SMnieuw"]
    with proef.delen.opslag.lezen() as sessie:
        assert berichten.tel(sessie).antwoorden == 2
    assert proef.alarmen()["gemist"].aantal == 1


def test_what_was_missed_is_taken_in_oldest_first(proef: Proefplaats) -> None:
    for sid, uren in (("SM2", 5), ("SM3", 3), ("SM1", 9)):
        mist(proef, sid, uren)
    haal_bij(proef.plaats)
    assert sids(proef) == ["SM1", "SM2", "SM3"]


@pytest.mark.parametrize(("uren", "komt"), [(47.9, True), (48.1, False)])
def test_the_first_look_goes_back_two_days(proef: Proefplaats, uren: float, komt: bool) -> None:  # noqa: FBT001 - a table
    mist(proef, "SM1", uren)
    haal_bij(proef.plaats)
    assert bool(sids(proef)) is komt


@pytest.mark.parametrize(("uren", "komt"), [(23.9, True), (24.1, False)])
def test_the_next_look_goes_back_a_day_before_the_last_good_one(
    proef: Proefplaats,
    uren: float,
    komt: bool,  # noqa: FBT001 - a table
) -> None:
    haal_bij(proef.plaats)
    mist(proef, "SM1", uren)
    proef.klok.verder(days=3)
    haal_bij(proef.plaats)
    assert bool(sids(proef)) is komt


def test_it_looks_at_the_start_of_each_planner_and_then_every_five_minutes(proef: Proefplaats) -> None:
    assert [haal_bij(proef.plaats), haal_bij(proef.plaats), haal_bij(proef.ander())] == [True, False, True]
    proef.klok.verder(minutes=4, seconds=59)
    assert not haal_bij(proef.plaats)
    proef.klok.verder(seconds=1)
    assert haal_bij(proef.plaats)
    assert proef.twilio.gevraagd == 3


def test_a_look_that_fails_is_tried_again_after_two_four_eight_seconds(proef: Proefplaats) -> None:
    proef.twilio.lijst_stuk = [429, 500, 429]
    begin, pauzes = proef.klok(), []
    for _ in range(3):
        assert not haal_bij(proef.plaats)
        pauzes.append((ronde(proef).volgende - proef.klok()).total_seconds())
        assert not haal_bij(proef.plaats)
        proef.klok.moment = ronde(proef).volgende
    assert pauzes == [2, 4, 8]
    assert haal_bij(proef.plaats)
    assert (ronde(proef).goed, ronde(proef).mislukt) == (begin + timedelta(seconds=14), 0)


def test_a_list_that_goes_on_failing_halfway_gives_what_it_gives(
    net: responses.RequestsMock, proef: Proefplaats
) -> None:
    verder = "/2010-04-01/Accounts/ACverzonnen/Messages.json?Page=1"
    net.remove(responses.GET, MESSAGES)
    eerste = json.dumps(blad([bron("SM1", uur(proef.klok(), 1))], verder))

    def geef(verzoek: requests.PreparedRequest) -> tuple[int, dict[str, str], str]:
        return (500, {}, "") if "Page=1" in str(verzoek.url) else (200, {}, eerste)

    net.add_callback(responses.GET, MESSAGES, geef)
    gezien = []
    for _ in range(4):
        assert not haal_bij(proef.plaats)
        gezien.append(sids(proef))
        proef.klok.moment = ronde(proef).volgende
    assert gezien == [[], [], [], ["SM1"]]
    assert ronde(proef).goed is None


def test_a_page_that_repeats_itself_ends_the_look_and_keeps_what_it_gave(
    net: responses.RequestsMock, proef: Proefplaats
) -> None:
    net.remove(responses.GET, MESSAGES)
    zelf = "/2010-04-01/Accounts/ACverzonnen/Messages.json?Page=1"
    net.get(MESSAGES, json=blad([bron("SM1", uur(proef.klok(), 1))], zelf))
    assert haal_bij(proef.plaats)
    assert sids(proef) == ["SM1"]
    assert (ronde(proef).goed, ronde(proef).volgende) == (None, proef.klok() + timedelta(minutes=5))


def test_what_may_still_be_on_its_way_through_the_webhook_is_left_to_it(proef: Proefplaats) -> None:
    proef.twilio.binnen.append(bron("SM1", proef.klok()))
    haal_bij(proef.plaats)
    assert (sids(proef), proef.alarmen()) == ([], {})
    proef.klok.verder(seconds=31)
    haal_bij(proef.plaats)
    assert sids(proef) == ["SM1"]


def test_what_was_sent_to_another_number_is_kept_and_not_answered(proef: Proefplaats) -> None:
    mist(proef, "SM1", 1, to="+15550000000")
    haal_bij(proef.plaats)
    assert (sids(proef), proef.uitpost()) == (["SM1"], [])


def test_what_breaks_while_it_is_read_is_kept_and_the_rest_goes_on(proef: Proefplaats) -> None:
    mist(proef, "SM1", 3, body="kapot")
    mist(proef, "SM2", 2)
    assert haal_bij(proef.plaats)
    with proef.delen.opslag.lezen() as sessie:
        telling = berichten.tel(sessie)
    assert (telling.binnen, telling.te_lezen, telling.gelezen) == (2, 1, 1)


def test_the_webhook_and_the_look_at_the_same_instant_keep_it_once(
    maak_proef: Callable[..., Proefplaats], opslag: Opslag
) -> None:
    proef = maak_proef(opslag)
    mist(proef, "SM000001", 1)
    samen = threading.Barrier(2)

    def webhook() -> None:
        samen.wait()
        proef.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd", uur(proef.klok(), 1)))

    def blik() -> None:
        samen.wait()
        haal_bij(proef.plaats)

    with ThreadPoolExecutor(2) as draden:
        for taak in [draden.submit(webhook), draden.submit(blik)]:
            taak.result()
    with opslag.lezen() as sessie:
        telling = berichten.tel(sessie)
    assert (telling.binnen, telling.gelezen, telling.antwoorden) == (1, 1, 1)


def test_what_waits_in_the_spool_did_reach_us_and_is_no_alarm(proef: Proefplaats) -> None:
    proef.delen.aanname.spoel.bewaar(maak_bericht(1, "geweigerd", uur(proef.klok(), 1)))
    mist(proef, "SM000001", 1)
    assert haal_bij(proef.plaats)
    assert (sids(proef), proef.alarmen()) == (["SM000001"], {})


def test_two_planners_do_not_look_at_the_same_time(proef: Proefplaats) -> None:
    with proef.delen.opslag.schrijven() as sessie:
        sessie.add(
            RondeRij(
                naam="bijhalen", volgende=proef.klok(), houder="ander", lease_tot=proef.klok() + timedelta(minutes=5)
            )
        )
    assert not haal_bij(proef.plaats)
    proef.klok.verder(minutes=6)
    assert haal_bij(proef.plaats)


def test_a_planner_that_is_told_to_stop_leaves_the_look_to_the_next(proef: Proefplaats) -> None:
    mist(proef, "SM1", 1)
    proef.plaats.stop.set()
    haal_bij(proef.plaats)
    assert sids(proef) == []
    assert haal_bij(proef.ander())
    assert sids(proef) == ["SM1"]
