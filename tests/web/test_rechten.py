"""Every route declares who may use it, and is refused to everybody else."""

import re

import pytest
from flask import Flask

from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.rechten import bereik_van, eigen_pad, niet_verklaard, rollen_van, voor
from tests.web.conftest import KENMERK, RAPPORT, VERWEZEN, Wereld

_WAARDEN = {
    "kenmerk": VERWEZEN,
    "id_": str(RAPPORT),
    "zaak_id": "Z1",
    "sleutel": "104233",
    "bijschrift": str(RAPPORT),
    "bestand": "tabellen/plichten.csv",
    "filename": "stijl.css",
    "zaak": "Z1",
    "nacht": "2026-11-21",
    "nummer": "1",
}
WIE = [*Gebruikersrol, None]


def _routes(app: Flask) -> list[tuple[str, str, str]]:
    with app.test_request_context():
        paden = []
        for regel in app.url_map.iter_rules():
            waarden = {naam: _WAARDEN[naam] for naam in regel.arguments}
            pad = app.url_map.bind("localhost").build(regel.endpoint, waarden)
            paden += [(regel.endpoint, methode, pad) for methode in (regel.methods or set()) & {"GET", "POST"}]
        return sorted(paden)


@pytest.mark.parametrize("wie", WIE, ids=str)
def test_every_route_lets_in_exactly_the_roles_it_declares(wereld: Wereld, wie: Gebruikersrol | None) -> None:
    for endpoint, methode, pad in _routes(wereld.app):
        rollen = rollen_van(wereld.app, endpoint)
        antwoord = wereld.als(wie).open(pad, method=methode)
        if bereik_van(wereld.app, endpoint) is not None:
            assert antwoord.status_code == 401, pad
            continue
        assert rollen is not None, endpoint
        if not rollen:
            assert antwoord.status_code not in (401, 403), pad
        elif wie is None:
            assert antwoord.status_code == 302, pad
            assert antwoord.location.startswith("/aanmelden"), pad
        elif wie not in rollen:
            assert antwoord.status_code == 403, pad
        else:
            assert antwoord.status_code not in (401, 403), pad
        assert antwoord.status_code < 500, pad
        antwoord.close()


def test_a_route_that_declares_nothing_is_found_and_refused(wereld: Wereld) -> None:
    wereld.app._got_first_request = False  # noqa: SLF001 - Flask's own way to stop late routes
    wereld.app.add_url_rule("/vergeten", "vergeten", lambda: "inhoud")
    assert niet_verklaard(wereld.app) == ["vergeten"]
    assert wereld.als("beheer").get("/vergeten").status_code == 403


def test_a_route_for_nobody_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="niemand"):
        voor()


@pytest.mark.parametrize(
    ("rol", "zichtbaar"),
    [
        pytest.param("onthaal", True, id="onthaal_reads_the_words"),
        pytest.param("economie", False, id="economie_does_not"),
        pytest.param("preventie", False, id="preventie_does_not"),
        pytest.param("politie", False, id="the_police_do_not"),
    ],
)
def test_only_onthaal_reads_what_a_melder_wrote(wereld: Wereld, rol: str, *, zichtbaar: bool) -> None:
    antwoord = wereld.als(rol).get(f"/meldingen/{VERWEZEN}")
    assert antwoord.status_code == 200
    assert ("mocht er niet in" in antwoord.text) is zichtbaar
    assert ("Ada Voorbeeld" in antwoord.text) is (rol == "politie")
    assert ("rond 01:30" in antwoord.text) is (rol != "politie")


def test_the_police_see_only_what_was_referred_to_them(wereld: Wereld) -> None:
    politie = wereld.als("politie")
    assert politie.get(f"/meldingen/{KENMERK}").status_code == 404
    assert KENMERK not in politie.get("/meldingen").text


def test_a_wrong_role_is_told_whose_page_it_is(wereld: Wereld) -> None:
    antwoord = wereld.als("beheer").get("/meldingen")
    assert antwoord.status_code == 403
    assert "Jouw rol is <strong>beheer</strong>" in antwoord.text
    assert "onthaal" in antwoord.text


def test_the_navigation_names_only_rooms_one_may_enter(wereld: Wereld) -> None:
    assert "/meldingen" not in wereld.als("beheer").get("/vandaag").text
    assert "/meldingen" in wereld.als("onthaal").get("/vandaag").text


@pytest.mark.parametrize(
    ("adres", "uit"),
    [
        pytest.param("/meldingen?taal=fr", "/meldingen?taal=fr", id="our_own_path"),
        pytest.param("//elders.example/x", None, id="another_host_without_a_scheme"),
        pytest.param("https://elders.example", None, id="another_host"),
        pytest.param("/\\elders.example", None, id="backslash"),
        pytest.param("meldingen", None, id="relative"),
        pytest.param("/a\r\nSet-Cookie: x", None, id="line_break"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_a_log_in_leads_back_only_to_our_own_pages(adres: str | None, uit: str | None) -> None:
    assert eigen_pad(adres) == uit


@pytest.mark.parametrize(
    ("rol", "pad", "kamer", "soort"),
    [
        pytest.param("onthaal", "/meldingen", "/meldingen", "page", id="in_the_room"),
        pytest.param("onthaal", "/meldingen/nieuw", "/meldingen", "true", id="behind_it"),
        pytest.param("politie", "/toezicht/logboek", "/toezicht", "true", id="in_a_part_without_an_entry"),
        pytest.param("onthaal", "/toezicht/signalen", "/toezicht/signalen", "page", id="with_an_entry_of_its_own"),
        pytest.param("beheer", "/beheer/audit", "/beheer/audit", "page", id="one_of_several_of_a_kind"),
    ],
)
def test_the_menu_says_in_which_one_room_a_page_is(wereld: Wereld, rol: str, pad: str, kamer: str, soort: str) -> None:
    menu = wereld.als(rol).get(pad).text.partition('<nav class="nav"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)" aria-current="(\w+)"', menu) == [(kamer, soort)]
