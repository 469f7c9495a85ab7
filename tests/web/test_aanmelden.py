"""Logging in: what is asked, what is said, how long it lasts."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from nachtleven.web.huis import zet_huis
from tests.web.conftest import NU, RAPPORT, WACHTWOORD, Wereld


def test_who_logs_in_gets_to_the_page_they_asked_for(wereld: Wereld) -> None:
    client = wereld.als(None)
    heen = client.get("/meldingen?taal=fr")
    assert heen.location == "/aanmelden?verder=/meldingen?taal%3Dfr"
    antwoord = client.post(
        "/aanmelden", data={"naam": "onthaal", "wachtwoord": WACHTWOORD, "verder": "/meldingen?taal=fr"}
    )
    assert antwoord.location == "/meldingen?taal=fr"


@pytest.mark.parametrize(
    ("naam", "wachtwoord"),
    [
        pytest.param("onthaal", "verkeerd", id="wrong_password"),
        pytest.param("niemand", WACHTWOORD, id="unknown_name"),
    ],
)
def test_a_failed_log_in_does_not_tell_what_was_wrong(wereld: Wereld, naam: str, wachtwoord: str) -> None:
    antwoord = wereld.als(None).post("/aanmelden", data={"naam": naam, "wachtwoord": wachtwoord})
    assert antwoord.status_code == 400
    assert "Naam, wachtwoord of code klopt niet" in antwoord.text
    assert f'value="{naam}"' in antwoord.text
    assert wachtwoord not in antwoord.text


def test_an_empty_form_names_each_field(wereld: Wereld) -> None:
    antwoord = wereld.als(None).post("/aanmelden", data={})
    assert antwoord.status_code == 400
    assert 'id="naam-fout"' in antwoord.text
    assert 'id="wachtwoord-fout"' in antwoord.text


def test_who_set_up_an_app_must_give_its_code(wereld: Wereld) -> None:
    geheim = pyotp.random_base32()
    wereld.accounts.totp["onthaal"] = geheim
    velden = {"naam": "onthaal", "wachtwoord": WACHTWOORD}
    assert wereld.als(None).post("/aanmelden", data=velden).status_code == 400
    code = pyotp.TOTP(geheim).at(NU)
    assert wereld.als(None).post("/aanmelden", data={**velden, "code": code}).status_code == 303


def test_a_code_lets_in_once(wereld: Wereld) -> None:
    geheim = pyotp.random_base32()
    wereld.accounts.totp["onthaal"] = geheim
    velden = {"naam": "onthaal", "wachtwoord": WACHTWOORD}
    code, vorige, volgende = (pyotp.TOTP(geheim).at(NU + timedelta(seconds=s)) for s in (0, -30, 30))
    gekregen = [
        wereld.als(None).post("/aanmelden", data={**velden, "code": c}).status_code
        for c in (code, code, vorige, volgende)
    ]
    assert gekregen == [303, 400, 400, 303]


def test_nobody_enters_without_a_code_but_in_the_demo(wereld: Wereld) -> None:
    velden = {"naam": "onthaal", "wachtwoord": WACHTWOORD}
    assert wereld.als(None).post("/aanmelden", data=velden).status_code == 303
    zet_huis(wereld.app.extensions, replace(wereld.huis, met_code=True))
    assert wereld.als(None).post("/aanmelden", data=velden).status_code == 400


@pytest.mark.parametrize(
    ("geleden", "vrij"),
    [
        pytest.param(timedelta(minutes=15), True, id="the_last_moment"),
        pytest.param(timedelta(minutes=15, seconds=1), False, id="just_after"),
    ],
)
def test_a_file_is_taken_out_only_shortly_after_proving_who_one_is(
    wereld: Wereld, geleden: timedelta, *, vrij: bool
) -> None:
    client, pad = wereld.als("onthaal"), f"/rapporten/{RAPPORT}/rapport.json"
    wereld.nu = NU + geleden
    antwoord = client.get(pad)
    assert (antwoord.status_code == 200) is vrij
    antwoord.close()
    if not vrij:
        assert antwoord.location == f"/aanmelden/bevestig?verder={pad}"
        assert client.post("/aanmelden/bevestig", data={"wachtwoord": "fout", "verder": pad}).status_code == 400
        goed = client.post("/aanmelden/bevestig", data={"wachtwoord": WACHTWOORD, "verder": pad})
        assert goed.location == pad
        with client.get(pad) as gekregen:
            assert gekregen.status_code == 200


def test_the_password_cannot_be_guessed_faster_where_it_is_asked_again(wereld: Wereld) -> None:
    client = wereld.als("onthaal")
    for _ in range(5):
        client.post("/aanmelden/bevestig", data={"wachtwoord": "gok"})
    antwoord = client.post("/aanmelden/bevestig", data={"wachtwoord": WACHTWOORD})
    assert antwoord.status_code == 400
    assert "Te vaak geprobeerd" in antwoord.text


def test_guessing_slows_down_who_guesses_and_nobody_else(wereld: Wereld) -> None:
    gokker = wereld.als(None)
    for _ in range(5):
        gokker.post("/aanmelden", data={"naam": "onthaal", "wachtwoord": "gok"})
    goed = {"naam": "onthaal", "wachtwoord": WACHTWOORD}
    assert gokker.post("/aanmelden", data=goed).status_code == 429
    elders = wereld.app.test_client().post("/aanmelden", data=goed, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elders.status_code == 303


@pytest.mark.parametrize(
    ("stil", "binnen"),
    [
        pytest.param(timedelta(minutes=29), True, id="just_before"),
        pytest.param(timedelta(minutes=30), True, id="the_last_moment"),
        pytest.param(timedelta(minutes=31), False, id="just_after"),
    ],
)
def test_a_session_ends_after_half_an_hour_of_silence(wereld: Wereld, stil: timedelta, *, binnen: bool) -> None:
    client = wereld.als("onthaal")
    wereld.nu = NU + stil
    assert (client.get("/vandaag").status_code == 200) is binnen


def test_a_session_ends_after_ten_hours_however_busy(wereld: Wereld) -> None:
    client = wereld.als("onthaal")
    for stap in range(1, 21):
        wereld.nu = NU + stap * timedelta(minutes=30)
        assert client.get("/vandaag").status_code == 200
    wereld.nu += timedelta(minutes=1)
    assert client.get("/vandaag").status_code == 302


def test_a_one_time_password_leads_only_to_changing_it(wereld: Wereld) -> None:
    client = wereld.als("nieuw")
    assert client.get("/meldingen").location == "/aanmelden/wachtwoord"
    nieuw = "wandelen regen koffie maan"
    zwak = client.post("/aanmelden/wachtwoord", data={"oud": WACHTWOORD, "nieuw": "kort"})
    assert zwak.status_code == 400
    assert client.post("/aanmelden/wachtwoord", data={"oud": WACHTWOORD, "nieuw": nieuw}).status_code == 303
    assert client.get("/meldingen").status_code == 200


def test_a_changed_password_ends_the_other_sessions(wereld: Wereld) -> None:
    hier, elders = wereld.als("onthaal"), wereld.als("onthaal")
    hier.post("/aanmelden/wachtwoord", data={"oud": WACHTWOORD, "nieuw": "wandelen regen koffie maan"})
    assert hier.get("/vandaag").status_code == 200
    assert elders.get("/vandaag").status_code == 302


def test_logging_out_ends_the_session(wereld: Wereld) -> None:
    client = wereld.als("onthaal")
    assert client.post("/afmelden").location == "/aanmelden"
    assert client.get("/vandaag").status_code == 302


def test_a_form_without_its_token_is_refused(wereld: Wereld) -> None:
    wereld.app.config["WTF_CSRF_ENABLED"] = True
    antwoord = wereld.als(None).post("/aanmelden", data={"naam": "onthaal", "wachtwoord": WACHTWOORD})
    assert antwoord.status_code == 400
    assert "verlopen" in antwoord.text


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(wereld: Wereld) -> None:
    antwoord = wereld.als(None).post("/aanmelden", data={"naam": "onthaal", "wachtwoord": WACHTWOORD})
    koekje = antwoord.headers["Set-Cookie"]
    assert "HttpOnly" in koekje
    assert "SameSite=Lax" in koekje
