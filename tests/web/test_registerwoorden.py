"""The registers in words, and the field in which a value of theirs can be corrected."""

import pytest

from nachtleven.web.bewijswoorden import ZINNEN, bewijstekst
from nachtleven.web.registerwoorden import gebrek, kolom, registerwaarde, veldsoort, veldwaarde
from nachtleven.web.woorden import met_punt, verdwenen
from tests.web.conftest import Wereld


@pytest.mark.parametrize(
    ("naam", "waarde", "gezegd"),
    [
        pytest.param("van", "2026-11-24T22:00:00+01:00", "di 24 nov 2026, 22:00", id="a_moment"),
        pytest.param("geldig_tot", "2027-04-07", "wo 7 apr 2027", id="a_day"),
        pytest.param("statuut", "vergunde_onderneming", "vergunde onderneming", id="a_code"),
        pytest.param("geschorst_tot", "", "–", id="nothing"),
        pytest.param("werkgever", "ja_zeker vzw", "ja_zeker vzw", id="a_name_stays"),
        pytest.param("van", "ooit", "ooit", id="what_is_no_moment_stays"),
    ],
)
def test_a_value_is_said_the_belgian_way(wereld: Wereld, naam: str, waarde: str, gezegd: str) -> None:
    with wereld.app.test_request_context("/vandaag"):
        assert registerwaarde(waarde, naam) == gezegd


@pytest.mark.parametrize(
    ("naam", "waarde", "soort", "getoond"),
    [
        pytest.param("van", "2026-11-24T22:00:00+01:00", "datetime-local", "2026-11-24T22:00", id="a_moment"),
        pytest.param("van", "2026-11-24T22:00:07+01:00", "text", "2026-11-24T22:00:07+01:00", id="seconds_would_go"),
        pytest.param(
            "van", "2026-10-25T02:30:00+01:00", "text", "2026-10-25T02:30:00+01:00", id="an_hour_that_is_twice"
        ),
        pytest.param("van", "gisteren", "text", "gisteren", id="what_was_typed_stays"),
        pytest.param("geschorst_tot", "", "date", "", id="no_day_yet"),
        pytest.param("geldig_tot", "31/2/2026", "text", "31/2/2026", id="no_day_at_all"),
        pytest.param("portier", "ja", "keuze", "ja", id="yes_or_no"),
        pytest.param("camera", "", "keuze", "", id="not_known"),
        pytest.param("reden", "zomaar", "text", "zomaar", id="no_reason_of_ours"),
        pytest.param("aantal", "3", "text", "3", id="a_number"),
    ],
)
def test_a_field_takes_its_value_whole(wereld: Wereld, naam: str, waarde: str, soort: str, getoond: str) -> None:
    with wereld.app.test_request_context("/vandaag"):
        gekozen = veldsoort(waarde, naam)
        assert (gekozen.value, veldwaarde(waarde, gekozen)) == (soort, getoond)


def test_a_finding_is_named_by_what_is_wrong_and_a_column_by_its_heading(wereld: Wereld) -> None:
    with wereld.app.test_request_context("/vandaag", headers={"Accept-Language": "en"}):
        assert gebrek("kaart_geldig") == "Card not valid during the shift"
        assert kolom("zaak_id") == "Venue"


def test_what_went_by_its_term_is_counted_in_words(wereld: Wereld) -> None:
    with wereld.app.test_request_context("/vandaag"):
        assert verdwenen("nummers=56 iets=1") == "56 telefoonnummers bij meldingen, iets"


@pytest.mark.parametrize(
    ("bewaard", "gezegd"),
    [
        pytest.param(
            "geschorst van 2026-02-01 tot en met open", "geschorst van zo 1 feb 2026 tot en met open", id="days"
        ),
        pytest.param("statuut: interne_dienst", "statuut: interne dienst", id="a_code"),
        pytest.param("verteld: geen_kaart, geweigerd", "verteld: geen kaart getoond, geweigerd", id="codes"),
        pytest.param(
            "reden in het logboek: vol, naderhand geschreven",
            "reden in het logboek: vol, naderhand geschreven",
            id="after",
        ),
        pytest.param("2026-03-20", "vr 20 maart 2026", id="a_day_alone"),
        pytest.param("zoals een oude versie het schreef", "zoals een oude versie het schreef", id="another_sentence"),
    ],
)
def test_kept_evidence_is_said_with_belgian_days_and_words(wereld: Wereld, bewaard: str, gezegd: str) -> None:
    with wereld.app.test_request_context("/vandaag"):
        assert bewijstekst(bewaard) == gezegd


@pytest.mark.parametrize("zin", ZINNEN)
def test_every_kept_sentence_is_known_again_in_english(wereld: Wereld, zin: str) -> None:
    dagen = {"van": "2026-02-01", "tot": "2026-02-02"}
    bewaard = zin % {**dagen, "statuut": "vrijwilliger", "reden": "vol", "oordeel": "ok", "feiten": "geweigerd"}
    with wereld.app.test_request_context("/vandaag", headers={"Accept-Language": "en"}):
        assert bewijstekst(bewaard) != bewaard


def test_a_sentence_that_ends_with_a_short_month_has_one_full_stop() -> None:
    assert [met_punt(tekst) for tekst in ("sa 24 au di 25 oct.", "za 24 op zo 25 okt")] == [
        "sa 24 au di 25 oct.",
        "za 24 op zo 25 okt.",
    ]
