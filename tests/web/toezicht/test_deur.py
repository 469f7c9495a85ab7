"""The screens of the oversight over a real database: at the door, cards, and who stood where."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ControleRij
from nachtleven.register.portiers import Statuut
from nachtleven.taken.oordelen import oordeel
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.web.toezichthuis import Toezicht
from tests.conftest import Klok
from tests.registerhuis import AURORA, INZET, KAART, NOVA, STIL, voer
from tests.web.conftest import Wereld
from tests.web.toezicht.conftest import MIDDAG, NACHT


@pytest.mark.parametrize(
    ("vraag", "antwoord", "reden"),
    [
        pytest.param("nummer=104233&zaak=AURORA", "In orde", "Ingeschreven aan deze deur", id="valid_and_signed_in"),
        pytest.param("nummer=104+233&zaak=NOVA", "In orde", "niet ingeschreven", id="valid_and_not_signed_in"),
        pytest.param("nummer=5907&zaak=AURORA", "Niet in orde", "vrijdag 6 maart 2026", id="a_part_of_a_lapsed_card"),
        pytest.param("nummer=104323&zaak=AURORA", "Onbekend", "104 233", id="unknown_with_one_that_is_near"),
        pytest.param("nummer=10&zaak=AURORA", "Onbekend", "niet in het register", id="too_short_for_a_part"),
    ],
)
def test_at_the_door_there_is_one_clear_answer_with_its_reason(
    wereld: Wereld, klok: Klok, vraag: str, antwoord: str, reden: str
) -> None:
    wereld.nu = NACHT
    tekst = wereld.als("politie").get(f"/kaart?{vraag}").text
    assert re.findall(r"<h2>(In orde|Niet in orde|Onbekend)</h2>", tekst) == [antwoord]
    assert reden in tekst
    assert 'data-thema="donker"' in tekst
    (regel,) = wereld.audit.regels
    assert (regel.gebruiker, regel.handeling, regel.doel.split()[0]) == ("politie", "opgezocht", "controle")


def test_a_volunteer_is_in_order_only_at_an_occasional_event(wereld: Wereld, opslag_sqlite: Opslag) -> None:
    wereld.nu = NACHT
    voer(opslag_sqlite, "portiers", [replace(KAART, statuut=Statuut.VRIJWILLIGER)], MIDDAG - timedelta(days=1))
    voer(opslag_sqlite, "zaken", [AURORA, replace(NOVA, gelegenheid=True), STIL], MIDDAG - timedelta(days=1))
    politie = wereld.als("politie")
    assert "vrijwilliger mag niet" in politie.get("/kaart?nummer=104233&zaak=AURORA").text
    assert "<h2>In orde</h2>" in politie.get("/kaart?nummer=104233&zaak=NOVA").text


def test_an_inspection_sent_twice_is_kept_once_at_the_moment_it_was_made(wereld: Wereld, opslag_sqlite: Opslag) -> None:
    velden = {
        "zaak": "AURORA", "nummer": "104233", "plicht": "kaart_zichtbaar", "oordeel": "niet_ok",
        "tijdstip": "2026-03-07T00:30:00.000Z", "inzending": str(UUID(int=7)), "nota": "onder de jas",
    }  # fmt: skip
    for _ in range(2):
        assert wereld.als("politie").post("/kaart/controle", data=velden).status_code == 303
    with opslag_sqlite.lezen() as sessie:
        (rij,) = sessie.scalars(select(ControleRij))
        assert (rij.tijdstip, rij.oordeel) == (NACHT, "niet_ok")
        assert rij.nota_geheim is not None
        assert b"jas" not in rij.nota_geheim
    assert [r.handeling for r in wereld.audit.regels] == ["gecontroleerd"]


def test_only_the_door_page_may_run_our_own_script_over_our_own_address(wereld: Wereld) -> None:
    politie = wereld.als("politie")
    assert "connect-src 'self'" in politie.get("/kaart").headers["Content-Security-Policy"]
    assert "connect-src" not in politie.get("/portiers").headers["Content-Security-Policy"]


@pytest.mark.parametrize("rol", ["economie", "preventie"])
def test_who_sees_no_person_sees_how_many_cards_are_in_which_state(wereld: Wereld, rol: str) -> None:
    tekst = wereld.als(rol).get("/portiers?zoek=104233").text
    assert "104" not in tekst.split("<main")[1]
    assert "Niet geldig" in tekst
    assert wereld.als(rol).get("/portiers/104233").status_code == 403


def test_a_cards_page_shows_shifts_doors_versions_and_findings(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag
) -> None:
    oordeel(plaats)
    tekst = wereld.als("politie").get("/portiers/105907").text
    for deel in ("Ada Voorbeeld", "Aurora", "tot en met vr 6 maart 2026", "Kaart niet geldig tijdens de inzet"):
        assert deel in tekst
    assert wereld.als("politie").get("/portiers/999").status_code == 404


def test_cards_are_found_by_number_and_by_firm(wereld: Wereld) -> None:
    politie = wereld.als("politie")
    assert politie.get("/portiers?zoek=104+233").location == "/portiers/104233"
    gevonden = politie.get("/portiers?zoek=wacht").text
    assert "104 233" in gevonden
    assert "105907" in gevonden


def test_who_stood_where_is_shown_with_what_was_known_then_and_now(
    wereld: Wereld, opslag_sqlite: Opslag, toezicht: Toezicht
) -> None:
    later = MIDDAG - timedelta(hours=1)
    voer(opslag_sqlite, "portiers", [replace(KAART, geschorst_van=datetime(2026, 3, 1, tzinfo=UTC).date())], later)
    (persoon, weg) = toezicht.deur.aan_de_deur("AURORA", NACHT, MIDDAG)
    assert (persoon.kaartnummer, persoon.naam) == ("104233", "Ada Voorbeeld")
    assert (persoon.toen, persoon.toen_bekend, persoon.nu) == (("geschorst",), (), ("geschorst",))
    assert (weg.toen, weg.toen_bekend) == (("onbekend",), ("niet_geldig",))
    tekst = wereld.als("politie").get("/portiers/deur?zaak=AURORA&wanneer=2026-03-07T01:30").text
    assert "Ada Voorbeeld" in tekst
    assert toezicht.deur.aan_de_deur("AURORA", INZET.tot, MIDDAG) == []


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        pytest.param({"plicht": "kaart_geldig"}, "Kies wat je nakeek", id="no_duty_that_is_seen_at_a_door"),
        pytest.param({"oordeel": ""}, "Kies of het in orde was", id="no_verdict"),
        pytest.param({"zaak": ""}, "Kies aan welke deur", id="no_door"),
        pytest.param({"zaak": "WEG"}, "staat niet in het register", id="an_unknown_door"),
        pytest.param({"tijdstip": "2026-03-08T00:00:00Z"}, "toekomst", id="in_the_future"),
        pytest.param({"tijdstip": "2026-02-01T00:00:00Z"}, "week terug", id="too_long_ago"),
        pytest.param({"tijdstip": "2026-03-07T00:00:00"}, "toekomst", id="without_a_zone"),
    ],
)
def test_an_inspection_that_is_not_whole_is_asked_again_with_what_was_typed(
    wereld: Wereld, opslag_sqlite: Opslag, anders: dict[str, str], zin: str
) -> None:
    heel = {"zaak": "AURORA", "nummer": "104233", "plicht": "kaart_zichtbaar", "oordeel": "ok", "nota": "mijn nota"}
    antwoord = wereld.als("politie").post("/kaart/controle", data=heel | anders)
    assert antwoord.status_code == 400
    assert zin in antwoord.text
    assert "mijn nota" in antwoord.text
    with opslag_sqlite.lezen() as sessie:
        assert sessie.scalars(select(ControleRij)).all() == []
