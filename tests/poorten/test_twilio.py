"""Twilio's REST service at its oddest, and what our adapter makes of it."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests
import responses
from responses import matchers

from nachtleven.fouten import PoortFout
from nachtleven.poorten.twilio import Twiliopoort
from nachtleven.poorten.waarden import Uitgaand, Webhookadres
from tests.proeftwilio import ACCOUNT, KORTE, MESSAGES, NUMMERS, blad, bron, uur

NU = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
NAAR = "+32470000001"
POORT = Twiliopoort(ACCOUNT, ("oud", "nieuw"), "8989")
UIT = {"direction": "outbound-api", "to": NAAR, "from": "8989", "body": "Dag", "status": "sent"}


@pytest.fixture
def net() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as nep:
        yield nep


def verstuur() -> object:
    return POORT.verstuur(Uitgaand(NAAR, "Dag", "https://meldpunt.stad.example/sms/status?rij=1"))


def lees_lijst() -> object:
    return list(POORT.bladen_binnen(uur(NU, 48)))


def test_a_text_goes_out_with_its_sender_and_the_address_of_its_receipts(net: responses.RequestsMock) -> None:
    verwacht = {
        "To": NAAR, "From": "8989", "Body": "Dag",
        "StatusCallback": "https://meldpunt.stad.example/sms/status?rij=1",
    }  # fmt: skip
    net.post(MESSAGES, json=bron("SM1", NU, status="queued"), match=[matchers.urlencoded_params_matcher(verwacht)])
    gekregen = POORT.verstuur(Uitgaand(NAAR, "Dag", verwacht["StatusCallback"]))
    assert (gekregen.poort_id, gekregen.staat, gekregen.code) == ("SM1", "verstuurd", None)


def test_a_messaging_service_takes_the_place_of_the_number(net: responses.RequestsMock) -> None:
    verwacht = {"To": NAAR, "MessagingServiceSid": "MG1", "Body": "Dag"}
    net.post(MESSAGES, json=bron("SM1", NU), match=[matchers.urlencoded_params_matcher(verwacht)])
    assert Twiliopoort(ACCOUNT, ("t",), "MG1").verstuur(Uitgaand(NAAR, "Dag")).poort_id == "SM1"


@pytest.mark.parametrize("basis", ["http://127.0.0.1:4010", "https://api.dublin.ie1.example/voor"])
def test_another_base_address_takes_scheme_host_and_path(
    net: responses.RequestsMock, basis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    net.post(f"{basis}/2010-04-01/Accounts/{ACCOUNT}/Messages.json", json=bron("SM1", NU))
    assert Twiliopoort(ACCOUNT, ("t",), "8989", basis).verstuur(Uitgaand(NAAR, "Dag")).poort_id == "SM1"


def test_while_the_token_is_rotated_each_is_tried_and_the_good_one_kept(net: responses.RequestsMock) -> None:
    def keur(verzoek: requests.PreparedRequest) -> tuple[int, dict[str, str], str]:
        goed = verzoek.headers["Authorization"] == requests.auth._basic_auth_str(ACCOUNT, "nieuw")  # noqa: SLF001 - to compare with
        lichaam = bron("SM1", NU) if goed else {"code": 20003, "message": "Authenticate", "status": 401}
        return 201 if goed else 401, {}, json.dumps(lichaam)

    net.add_callback(responses.POST, MESSAGES, callback=keur)
    poort = Twiliopoort(ACCOUNT, ("oud", "nieuw"), "8989")
    for _ in range(2):
        assert poort.verstuur(Uitgaand(NAAR, "Dag")).poort_id == "SM1"
    assert len(net.calls) == 3


@pytest.mark.parametrize(
    ("antwoord", "opnieuw", "status", "code"),
    [
        pytest.param({"status": 400, "json": {"code": 21610, "message": NAAR, "status": 400}}, False, 400, 21610,
                     id="on_the_stop_list"),
        pytest.param({"status": 400, "json": {"code": 21211, "message": "x", "status": 400}}, False, 400, 21211,
                     id="no_number"),
        pytest.param({"status": 401, "json": {"code": 20003, "message": "x", "status": 401}}, True, 401, 20003,
                     id="no_token_fits"),
        pytest.param({"status": 429, "json": {"code": 20429, "message": "x", "status": 429}}, True, 429, None,
                     id="too_many"),
        pytest.param({"status": 500, "body": "<html>"}, True, 500, None, id="out_of_order"),
        pytest.param({"status": 503, "body": ""}, True, 503, None, id="away"),
        pytest.param({"status": 201, "body": "<html>"}, True, None, None, id="no_json"),
        pytest.param({"status": 201, "body": "[]"}, True, None, None, id="json_of_another_shape"),
        pytest.param({"status": 201, "body": "{}"}, True, None, None, id="no_id"),
        pytest.param({"body": requests.Timeout("traag")}, True, None, None, id="timeout"),
        pytest.param({"body": requests.ConnectionError("weg")}, True, None, None, id="no_connection"),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_one_error_with_its_facts(
    net: responses.RequestsMock,
    antwoord: dict[str, object],
    opnieuw: bool,  # noqa: FBT001 - a table
    status: int | None,
    code: int | None,
) -> None:
    net.post(MESSAGES, **antwoord)
    with pytest.raises(PoortFout) as fout:
        verstuur()
    assert (fout.value.opnieuw, fout.value.status, fout.value.code) == (opnieuw, status, code)
    assert NAAR not in str(fout.value)


@pytest.mark.parametrize(
    "antwoord",
    [
        pytest.param({"status": 429, "json": {"code": 20429}}, id="too_many"),
        pytest.param({"status": 404, "json": {"code": 20404}}, id="not_there"),
        pytest.param({"status": 500, "body": "x"}, id="out_of_order"),
        pytest.param({"body": "<html>"}, id="no_json"),
        pytest.param({"json": {"iets": 1, "anders": 2}}, id="no_list"),
        pytest.param({"json": {"messages": None}}, id="null_for_a_list"),
        pytest.param({"json": {"messages": [None]}}, id="null_for_a_message"),
        pytest.param({"body": requests.Timeout("traag")}, id="timeout"),
    ],
)
def test_a_list_that_cannot_be_read_may_be_asked_again(
    net: responses.RequestsMock, antwoord: dict[str, object]
) -> None:
    net.get(MESSAGES, **antwoord)
    with pytest.raises(PoortFout) as fout:
        lees_lijst()
    assert fout.value.opnieuw


def test_the_pages_are_followed_to_the_end_an_empty_one_on_the_way_too(net: responses.RequestsMock) -> None:
    pad = "/2010-04-01/Accounts/ACverzonnen/Messages.json"
    adres = "https://api.twilio.com" + pad
    vraag = matchers.query_param_matcher
    net.get(MESSAGES, json=blad([bron("SM3", NU)], f"{pad}?Page=1"), match=[vraag({"PageSize": "200",
            "DateSent>": "2026-03-05T00:30:00Z"})])  # fmt: skip
    net.get(adres, json=blad([], f"{pad}?Page=2"), match=[vraag({"Page": "1"})])
    net.get(adres, json=blad([bron("SM2", uur(NU, 2)), bron("SM1", uur(NU, 50))]), match=[vraag({"Page": "2"})])
    bladen = list(POORT.bladen_binnen(uur(NU, 48)))
    assert [[b.poort_id for b in een] for een in bladen] == [["SM3"], [], ["SM2"]]


@pytest.mark.parametrize(
    "verder",
    [
        pytest.param("/2010-04-01/Accounts/ACverzonnen/Messages.json?Page=1", id="the_same_link"),
        pytest.param("/2010-04-01/Accounts/ACverzonnen/Messages.json?Page={}", id="new_links_to_the_same_page"),
    ],
)
def test_a_page_that_repeats_itself_does_not_loop(net: responses.RequestsMock, verder: str) -> None:
    net.add_callback(
        responses.GET, MESSAGES, lambda _: (200, {}, json.dumps(blad([bron("SM1", NU)], verder.format(len(net.calls)))))
    )
    gekregen: list[str] = []
    with pytest.raises(PoortFout) as fout:
        gekregen.extend(b.poort_id for een in POORT.bladen_binnen(uur(NU, 48)) for b in een)
    assert gekregen == ["SM1"]
    assert not fout.value.opnieuw
    assert len(net.calls) <= 3


def test_empty_pages_without_end_end(net: responses.RequestsMock) -> None:
    pad = "/2010-04-01/Accounts/ACverzonnen/Messages.json"
    net.add_callback(responses.GET, MESSAGES, lambda _: (200, {}, json.dumps(blad([], f"{pad}?Page={len(net.calls)}"))))
    with pytest.raises(PoortFout) as fout:
        lees_lijst()
    assert not fout.value.opnieuw
    assert len(net.calls) <= 201


def test_what_came_in_is_a_bericht_and_what_went_out_is_not(net: responses.RequestsMock) -> None:
    bronnen = [bron("SM1", NU, body="hé 😀", num_media="1"), bron("SM2", NU, **UIT), bron("SM3", NU, date_sent=None)]
    net.get(MESSAGES, json=blad(bronnen))
    media = {"media_list": [{"uri": "/2010-04-01/Accounts/ACverzonnen/Messages/SM1/Media/ME1.json", "sid": "ME1"}]}
    net.get(MESSAGES.removesuffix(".json") + "/SM1/Media.json", json=media)
    ((een, drie),) = POORT.bladen_binnen(uur(NU, 48))
    assert (een.poort, een.poort_id, een.van, een.naar, een.tekst) == ("twilio", "SM1", "+32470000001", "8989", "hé 😀")
    assert een.bijlagen == ("https://api.twilio.com/2010-04-01/Accounts/ACverzonnen/Messages/SM1/Media/ME1",)
    assert (een.ontvangen, drie.ontvangen) == (NU, NU)


@pytest.mark.parametrize(
    ("anders", "gevonden"),
    [
        pytest.param({}, True, id="the_same"),
        pytest.param({"date_sent": None, "status": "queued"}, True, id="still_in_the_gateways_queue"),
        pytest.param({"body": "Dag!"}, False, id="another_text"),
        pytest.param({"direction": "outbound-reply"}, False, id="the_answer_of_the_webhook"),
        pytest.param({"date_created": "Fri, 06 Mar 2026 20:00:00 +0000"}, False, id="before_it_was_written"),
    ],
)
def test_a_text_sent_before_is_found_by_number_text_and_time(
    net: responses.RequestsMock,
    anders: dict[str, object],
    gevonden: bool,  # noqa: FBT001 - a table
) -> None:
    net.get(MESSAGES, json=blad([bron("SM9", NU, **{**UIT, **anders})]))
    lijst = POORT.verstuurd_sinds(NAAR, "Dag", NU - timedelta(minutes=5))
    assert [een.poort_id for een in lijst] == (["SM9"] if gevonden else [])


def test_the_addresses_of_numbers_and_short_codes_are_given(net: responses.RequestsMock) -> None:
    nummers = [
        {"phone_number": "+3290000000", "sms_url": "https://elders.example/sms", "sms_application_sid": ""},
        {"phone_number": "+3290000001", "sms_url": "https://meldpunt.stad.example/sms", "sms_application_sid": "AP1"},
    ]
    net.get(NUMMERS, json={"incoming_phone_numbers": nummers, "next_page_uri": None})
    net.get(KORTE, json={"short_codes": [{"short_code": "8989", "sms_url": None}], "next_page_uri": None})
    assert POORT.webhookadressen() == [
        Webhookadres("+3290000000", "https://elders.example/sms"),
        Webhookadres("+3290000001", ""),
        Webhookadres("8989", ""),
    ]


def test_no_number_reaches_the_log(net: responses.RequestsMock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    net.get(MESSAGES, json=blad([]))
    POORT.verstuurd_sinds(NAAR, "Dag", NU)
    assert "470000001" not in caplog.text
