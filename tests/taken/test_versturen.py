"""What goes out goes out once, to who may be written to, and what can't go is shown."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import requests

from nachtleven.opslag import uitpost
from nachtleven.opslag.gesprekken import is_gestopt
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.schermen import Schermbron
from nachtleven.taken.versturen import verstuur
from nachtleven.toegang.gebruikers import Gebruikersrol
from tests.proefhuis import VAN, maak_bericht
from tests.taken.conftest import Proefplaats

WEIGER = json.dumps({"code": 21610, "message": "x", "status": 400})


def test_an_answer_that_waits_is_sent_once_with_an_address_for_its_receipt(
    maak_proef: Callable[..., Proefplaats], opslag: Opslag
) -> None:
    proef = maak_proef(opslag)
    proef.wacht_met_antwoord()
    assert (verstuur(proef.plaats), verstuur(proef.plaats)) == (1, 0)
    (gestuurd,), (rij,) = proef.twilio.verstuurd, proef.uitpost()
    assert (gestuurd["to"], gestuurd["from"]) == (VAN, "8989")
    assert "ontvangen" in str(gestuurd["body"])
    assert gestuurd["bewijs"] == f"https://meldpunt.stad.example/sms/status?rij={rij.id}&poging=1"
    assert (rij.staat, rij.poort_id, rij.houder) == ("verstuurd", "SMuit000", None)


def test_two_planners_send_each_text_once(maak_proef: Callable[..., Proefplaats], opslag: Opslag) -> None:
    proef = maak_proef(opslag)
    for nummer in range(5):
        proef.wacht_met_antwoord(nummer=nummer, van=f"+3247000010{nummer}")
    assert verstuur(proef.plaats) + verstuur(proef.ander()) == 5
    assert len({een["to"] for een in proef.twilio.verstuurd}) == 5


def test_a_sender_that_died_after_the_call_is_found_out_and_nothing_is_sent_again(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    proef.twilio.val_om = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        verstuur(proef.plaats)
    assert proef.uitpost()[0].staat == "bezig"
    assert verstuur(proef.ander()) == 0
    proef.klok.verder(minutes=3)
    assert verstuur(proef.ander()) == 1
    assert len(proef.twilio.verstuurd) == 1
    assert (proef.uitpost()[0].staat, proef.uitpost()[0].poort_id) == ("verstuurd", "SMuit000")


@pytest.mark.parametrize(
    "fout",
    [
        pytest.param(requests.ReadTimeout("traag"), id="timeout"),
        pytest.param(requests.ConnectionError("weg"), id="broken_line"),
    ],
)
def test_an_answer_of_the_gateway_that_got_lost_is_looked_for_before_the_next_try(
    proef: Proefplaats, fout: Exception
) -> None:
    proef.wacht_met_antwoord()
    proef.twilio.val_om = fout
    assert verstuur(proef.plaats) == 0
    proef.klok.verder(seconds=60)
    assert verstuur(proef.plaats) == 1
    assert len(proef.twilio.verstuurd) == 1


def test_a_sender_that_died_before_the_call_is_made_good(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    proef.twilio.antwoorden = [(503, "")]
    verstuur(proef.plaats)
    proef.klok.verder(seconds=60)
    assert verstuur(proef.plaats) == 1
    assert len(proef.twilio.verstuurd) == 1


def test_while_the_list_cannot_be_read_nothing_is_sent_again(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    proef.twilio.val_om = requests.ReadTimeout("traag")
    verstuur(proef.plaats)
    proef.twilio.lijst_stuk = [429]
    proef.klok.verder(seconds=60)
    assert verstuur(proef.plaats) == 0
    assert (len(proef.twilio.verstuurd), proef.uitpost()[0].staat) == (1, "wacht")


def test_the_same_text_of_another_row_is_not_taken_for_ours(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord("hallo", 1)
    proef.wacht_met_antwoord("hallo", 2, "+32470000001")
    proef.twilio.antwoorden = [(503, ""), (503, "")]
    verstuur(proef.plaats)
    proef.klok.verder(minutes=2)
    verstuur(proef.plaats)
    assert len(proef.twilio.verstuurd) == len(proef.uitpost())
    assert len({rij.poort_id for rij in proef.uitpost()}) == len(proef.uitpost())


def test_who_sent_stop_after_the_answer_was_written_gets_nothing(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    proef.delen.ontvangst.neem_aan(maak_bericht(2, "STOP", proef.klok()))
    assert verstuur(proef.plaats) == 0
    assert (proef.twilio.verstuurd, proef.uitpost()[0].staat) == ([], "gestopt")


def test_that_stop_was_understood_is_said_though_the_number_is_on_the_list(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord("STOP")
    assert verstuur(proef.plaats) == 1
    assert "START" in str(proef.twilio.verstuurd[0]["body"])


def test_a_number_on_the_gateways_stop_list_comes_on_ours(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    proef.twilio.antwoorden = [(400, WEIGER)]
    verstuur(proef.plaats)
    assert (proef.uitpost()[0].staat, proef.uitpost()[0].foutcode) == ("gestopt", 21610)
    with proef.delen.opslag.lezen() as sessie:
        assert is_gestopt(sessie, proef.delen.opslag, VAN)
    assert proef.alarmen() == {}


def test_what_is_refused_for_good_is_a_dead_letter_that_is_shown_with_an_alarm(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    proef.twilio.antwoorden = [(400, json.dumps({"code": 21211, "message": "x", "status": 400}))]
    verstuur(proef.plaats)
    assert (proef.uitpost()[0].staat, proef.uitpost()[0].foutcode) == ("dood", 21211)
    assert proef.alarmen()["dode_letter"].aantal == 1
    bord = Schermbron(proef.delen.opslag).vandaag(Gebruikersrol.ONTHAAL, proef.klok())
    assert [een.wat for een in bord.uitblijvers] == ["een antwoord kwam niet aan"]
    assert [een.soort.value for een in bord.alarmen] == ["dode_letter"]


def test_what_keeps_failing_is_tried_ever_more_slowly_and_then_given_up(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    pauzes: list[timedelta] = []
    for _ in range(uitpost.HOOGSTENS):
        proef.twilio.antwoorden = [(500, "")]
        assert verstuur(proef.plaats) == 0
        rij = proef.uitpost()[0]
        pauzes.append(rij.volgende - proef.klok())
        proef.klok.moment = max(rij.volgende, proef.klok.moment)
    assert proef.uitpost()[0].staat == "dood"
    assert pauzes[:9] == sorted(pauzes[:9])
    assert all(timedelta(hours=2) <= pauze <= timedelta(hours=2.5) for pauze in pauzes[10:-1])
    assert proef.twilio.verstuurd == []


@pytest.mark.parametrize("poging", range(1, 15))
def test_a_pause_doubles_and_gets_up_to_a_quarter_more_by_the_row(poging: int) -> None:
    grond = min(timedelta(seconds=15) * 2 ** (poging - 1), timedelta(hours=2))
    kort, lang = (uitpost.pauze(UUID(int=getal), poging) for getal in (0, 2**128 - 1))
    assert (kort, lang) == (grond, grond * 1.25)
    assert len({uitpost.pauze(uuid4(), poging) for _ in range(20)}) > 10


def test_what_waits_for_later_is_left_alone(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    proef.twilio.antwoorden = [(429, "")]
    verstuur(proef.plaats)
    proef.klok.verder(seconds=14)
    assert (verstuur(proef.plaats), len(proef.twilio.verstuurd)) == (0, 0)


def test_a_planner_that_is_told_to_stop_begins_no_other_text(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    proef.plaats.stop.set()
    assert verstuur(proef.plaats) == 0
    assert proef.uitpost()[0].staat == "wacht"
