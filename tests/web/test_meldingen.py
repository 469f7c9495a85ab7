"""The inbox and one melding's page."""

import itertools
import re

import pytest

from nachtleven.meldingen import Status
from tests.web.conftest import KENMERK, VERWEZEN, WACHTWOORD, Wereld

PAD = f"/meldingen/{KENMERK}"


def test_a_list_never_quotes_a_text(wereld: Wereld) -> None:
    lijst = wereld.als("onthaal").get("/meldingen").text
    assert KENMERK in lijst
    assert "mocht er niet in" not in lijst
    assert "Bar Noviteit of Café Noviteit" in lijst


def test_what_was_read_and_what_was_confirmed_look_different(wereld: Wereld) -> None:
    blad = wereld.als("onthaal").get(PAD).text
    assert re.search(r'label inkt">.*?Bevestigd', blad)
    assert re.search(r'label potlood">.*?Voorstel', blad)
    assert 'href="#lees-1"' in blad
    assert 'id="lees-1"' in blad


def test_a_whole_kenmerk_in_the_box_leads_to_its_page_and_a_wrong_one_finds_nothing(wereld: Wereld) -> None:
    client = wereld.als("onthaal")
    assert client.post("/meldingen/zoek", data={"zoek": "kan4trf"}).location == PAD
    niets = client.post("/meldingen/zoek", data={"zoek": "kan4trc"})
    assert niets.status_code == 200
    assert KENMERK not in niets.text


def test_an_empty_box_says_what_it_takes(wereld: Wereld) -> None:
    leeg = wereld.als("onthaal").post("/meldingen/zoek", data={"zoek": " "})
    assert leeg.status_code == 400
    assert 'id="zoek-fout"' in leeg.text


@pytest.mark.parametrize(
    ("vraag", "veld"),
    [
        pytest.param("status=onzin", "status", id="unknown_state"),
        pytest.param("taal=xx", "taal", id="unknown_language"),
        pytest.param("kanaal=duif", "kanaal", id="unknown_channel"),
        pytest.param("grond=niets", "grond", id="unknown_ground"),
        pytest.param("nacht=gisteren", "nacht", id="no_day"),
    ],
)
def test_a_filter_that_is_no_choice_is_named_beside_its_field(wereld: Wereld, vraag: str, veld: str) -> None:
    antwoord = wereld.als("onthaal").get(f"/meldingen?{vraag}")
    assert antwoord.status_code == 200
    assert f'id="{veld}-fout"' in antwoord.text


def test_older_ones_keep_the_filters(wereld: Wereld) -> None:
    lijst = wereld.als("onthaal").get("/meldingen?status=te_contacteren").text
    assert re.search(r'rel="next" href="\?status=te_contacteren&amp;na=', lijst)
    assert wereld.als("onthaal").get("/meldingen?na=rommel~x").status_code == 200


@pytest.mark.parametrize("kenmerk", ["ZZZ-ZZZ-Z", "KAN-4TR-7", "' OR 1=1", "%00", "é" * 300])
def test_an_unknown_kenmerk_is_not_found(wereld: Wereld, kenmerk: str) -> None:
    assert wereld.als("onthaal").get(f"/meldingen/{kenmerk}").status_code == 404


def test_another_spelling_leads_to_the_one_spelling(wereld: Wereld) -> None:
    assert wereld.als("onthaal").get("/meldingen/kan4trf").location == PAD


def test_reading_a_conversation_is_in_the_audit_log(wereld: Wereld) -> None:
    wereld.als("onthaal").get(PAD)
    laatste = wereld.audit.regels[-1]
    assert (laatste.gebruiker, laatste.handeling, laatste.voorwerp, laatste.doel) == (
        "onthaal", "bekeken", KENMERK, "gesprek",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pad", "velden", "gedaan"),
    [
        pytest.param("zaak", {"zaak": "Z1"}, ("zaak", "Z1"), id="choose_a_venue"),
        pytest.param("zaak", {"zaak": "-"}, ("zaak", None), id="none_of_these"),
        pytest.param("grond", {"grond": "geloof", "oordeel": "ja"}, ("grond", "geloof", True), id="confirm"),
        pytest.param("grond", {"grond": "geloof", "oordeel": "nee"}, ("grond", "geloof", False), id="reject"),
        pytest.param("grond", {"grond": "geloof", "oordeel": "terug"}, ("grond", "geloof", None), id="take_back"),
        pytest.param(
            "staat",
            {"status": "in_onderzoek", "reden": "gesproken"},
            ("staat", Status.IN_ONDERZOEK, "gesproken", None),
            id="change_state",
        ),
        pytest.param("nota", {"nota": "belde"}, ("nota", "belde"), id="note"),
        pytest.param("nota", {"nota": "belde", "gesproken": "ja"}, ("contact", "belde"), id="spoke"),
    ],
)
def test_onthaal_acts_on_a_melding(
    wereld: Wereld, pad: str, velden: dict[str, str], gedaan: tuple[object, ...]
) -> None:
    antwoord = wereld.als("onthaal").post(f"{PAD}/{pad}", data={"versie": "3", **velden})
    assert antwoord.status_code == 303, antwoord.text
    assert wereld.werk.gedaan == [gedaan]


@pytest.mark.parametrize(
    ("pad", "velden", "veld"),
    [
        pytest.param("zaak", {}, "zaak", id="no_venue_chosen"),
        pytest.param("grond", {"grond": "onzin", "oordeel": "ja"}, "grond", id="unknown_ground"),
        pytest.param("staat", {"status": "in_onderzoek"}, "reden", id="no_reason"),
        pytest.param("staat", {"status": "gewist", "reden": "x"}, "status", id="erasing_is_no_state_to_choose"),
        pytest.param("staat", {"status": "doorverwezen", "reden": "x"}, "status", id="a_referral_needs_a_consent"),
        pytest.param("nota", {"nota": "  "}, "nota", id="empty_note"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(wereld: Wereld, pad: str, velden: dict[str, str], veld: str) -> None:
    antwoord = wereld.als("onthaal").post(f"{PAD}/{pad}", data={"versie": "3", **velden})
    assert antwoord.status_code == 400
    assert f'id="{veld}-fout"' in antwoord.text
    assert f'href="#{veld}"' in antwoord.text
    assert wereld.werk.gedaan == []


def test_a_stale_form_is_told_and_loses_nothing(wereld: Wereld) -> None:
    velden = {"versie": "2", "status": "in_onderzoek", "reden": "sprak de uitbater"}
    antwoord = wereld.als("onthaal").post(f"{PAD}/staat", data=velden)
    assert antwoord.status_code == 409
    assert "Iemand was je voor" in antwoord.text
    assert 'value="sprak de uitbater"' in antwoord.text
    assert 'name="versie" value="3"' in antwoord.text


def test_a_form_that_is_not_ours_is_refused(wereld: Wereld) -> None:
    assert wereld.als("onthaal").post(f"{PAD}/zaak", data={"zaak": "Z1"}).status_code == 400


def test_words_of_a_person_are_shown_as_words(wereld: Wereld) -> None:
    velden = {"versie": "3", "nota": "<script>x</script>" + "y" * 4000}
    antwoord = wereld.als("onthaal").post(f"{PAD}/nota", data=velden)
    assert antwoord.status_code == 400
    assert "<script>x" not in antwoord.text
    assert "&lt;script&gt;x" in antwoord.text


def test_pages_stay_small_and_carry_no_inline_script_or_style(wereld: Wereld) -> None:
    client = wereld.als("onthaal")
    for pad in ("/vandaag", "/meldingen", PAD, f"/meldingen/{VERWEZEN}", "/rapporten", "/aanmelden/wachtwoord"):
        antwoord = client.get(pad)
        assert len(antwoord.data) < 60_000
        assert "<script" not in antwoord.text
        assert " style=" not in antwoord.text
        assert "'unsafe-inline'" not in antwoord.headers["Content-Security-Policy"]
        assert antwoord.headers["Cache-Control"] == "no-store"
        assert WACHTWOORD not in antwoord.text


def test_headings_never_skip_a_level(wereld: Wereld) -> None:
    client = wereld.als("onthaal")
    for pad in ("/", "/vandaag", "/meldingen", PAD, "/rapporten", "/toegankelijkheid"):
        niveaus = [int(n) for n in re.findall(r"<h([1-6])[ >]", client.get(pad).text)]
        assert niveaus[0] == 1, pad
        assert niveaus.count(1) == 1, pad
        assert all(na <= voor + 1 for voor, na in itertools.pairwise(niveaus)), pad
