"""The form to write a melder, and the button that closes an alarm."""

import pytest

from nachtleven.alarmen import Alarmsoort
from nachtleven.gesprekken.brieven import Brief, Sjabloon
from tests.web.conftest import KENMERK, Wereld

PAD = f"/meldingen/{KENMERK}/antwoord"


def test_the_page_of_a_melding_holds_the_form_for_onthaal_alone(wereld: Wereld) -> None:
    assert PAD in wereld.als("onthaal").get(f"/meldingen/{KENMERK}").text
    assert PAD not in wereld.als("economie").get(f"/meldingen/{KENMERK}").text


@pytest.mark.parametrize(
    ("velden", "brief"),
    [
        pytest.param({"sjabloon": "personeel_uitkomst", "brief": "x"}, Brief(Sjabloon.UITKOMST), id="a_sentence"),
        pytest.param({"sjabloon": "eigen_woorden", "brief": " Dag "}, Brief(None, "Dag"), id="own_words"),
    ],
)
def test_what_is_in_order_is_written_and_stands_in_the_audit_log(
    wereld: Wereld, velden: dict[str, str], brief: Brief
) -> None:
    antwoord = wereld.als("onthaal").post(PAD, data={**velden, "versie": "3"})
    assert (antwoord.status_code, antwoord.location) == (303, f"/meldingen/{KENMERK}#gesprek")
    assert wereld.brieven.geschreven == [(KENMERK, brief)]
    regel = wereld.audit.regels[-1]
    assert (regel.gebruiker, regel.handeling, regel.voorwerp, regel.doel) == (
        "onthaal", "geschreven", KENMERK, velden["sjabloon"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        pytest.param({}, "Kies een zin", id="nothing_chosen"),
        pytest.param({"sjabloon": "stop"}, "Kies een zin", id="another_sentence"),
        pytest.param({"sjabloon": "eigen_woorden"}, "Schrijf eerst je tekst", id="no_words"),
        pytest.param({"sjabloon": "eigen_woorden", "brief": "woord " * 100}, "Hou het bij 3", id="too_long"),
    ],
)
def test_what_is_not_in_order_is_named_and_what_was_typed_stays(
    wereld: Wereld, velden: dict[str, str], zin: str
) -> None:
    antwoord = wereld.als("onthaal").post(PAD, data={**velden, "versie": "3"})
    assert antwoord.status_code == 400
    assert zin in antwoord.text
    assert velden.get("brief", "")[:20] in antwoord.text
    assert wereld.brieven.geschreven == []


def test_a_form_of_an_older_version_sends_nothing_and_says_so(wereld: Wereld) -> None:
    velden = {"sjabloon": "eigen_woorden", "brief": "Dag dag", "versie": "2"}
    antwoord = wereld.als("onthaal").post(PAD, data=velden)
    assert antwoord.status_code == 409
    assert "Er is niets verstuurd" in antwoord.text
    assert "Dag dag" in antwoord.text


def test_a_melder_who_sent_stop_meanwhile_gets_nothing(wereld: Wereld) -> None:
    wereld.brieven.rem = "gestopt"
    antwoord = wereld.als("onthaal").post(PAD, data={"sjabloon": "personeel_nazorg", "versie": "3"})
    assert antwoord.status_code == 409


@pytest.mark.parametrize("versie", ["", "x", "-1"])
def test_a_form_without_a_version_is_no_form_of_ours(wereld: Wereld, versie: str) -> None:
    assert wereld.als("onthaal").post(PAD, data={"sjabloon": "personeel_nazorg", "versie": versie}).status_code == 400


@pytest.mark.parametrize(
    ("rol", "ziet"), [("onthaal", True), ("beheer", True), ("economie", False), ("politie", False)]
)
def test_alarms_of_the_line_itself_are_for_onthaal_and_beheer(wereld: Wereld, rol: str, ziet: bool) -> None:  # noqa: FBT001 - a table
    assert ("niet bij ons" in wereld.als(rol).get("/vandaag").text) is ziet


def test_an_alarm_seen_to_is_closed_and_stands_in_the_audit_log(wereld: Wereld) -> None:
    assert wereld.als("beheer").post("/vandaag/alarm", data={"soort": "gemist"}).status_code == 303
    assert wereld.werk.gedaan == [("alarm", Alarmsoort.GEMIST)]
    assert (wereld.audit.regels[-1].handeling, wereld.audit.regels[-1].voorwerp) == ("alarm_gezien", "gemist")
    assert wereld.als("beheer").post("/vandaag/alarm", data={"soort": "iets"}).status_code == 400
