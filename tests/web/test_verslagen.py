"""A report's page: what is added to a draft, its approval, and what came of a recommendation."""

import pytest

from nachtleven.rapportleven import Opvolging, Rapportstaat
from tests.web.conftest import RAPPORT, Wereld

PAD = f"/rapporten/{RAPPORT}"


def voeg_toe(wereld: Wereld, **velden: str) -> int:
    return wereld.als("economie").post(f"{PAD}/bijschrift", data=velden).status_code


def test_a_recommendation_on_a_draft_stands_on_its_page_and_in_the_audit_log(wereld: Wereld) -> None:
    assert voeg_toe(wereld, soort="aanbeveling", tekst=" Meer <stickers> ") == 303
    blad = wereld.als("onthaal").get(PAD).text
    assert "Meer &lt;stickers&gt;" in blad
    regel = wereld.audit.regels[-1]
    assert (regel.gebruiker, regel.handeling, regel.voorwerp) == ("economie", "aanbeveling_toegevoegd", str(RAPPORT))


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        pytest.param({"soort": "opmerking", "tekst": " "}, "Schrijf eerst je tekst", id="no_words"),
        pytest.param({"soort": "opmerking", "tekst": "x" * 1001}, "Hou het bij 1000", id="too_long"),
        pytest.param({"soort": "lied", "tekst": "x"}, "Kies wat je toevoegt", id="another_kind"),
    ],
)
def test_what_is_not_in_order_is_named(wereld: Wereld, velden: dict[str, str], zin: str) -> None:
    antwoord = wereld.als("economie").post(f"{PAD}/bijschrift", data=velden)
    assert antwoord.status_code == 400
    assert zin in antwoord.text
    assert wereld.verslagen.stand_.bijschriften == ()


def test_after_its_approval_nothing_is_added_and_the_form_is_gone(wereld: Wereld) -> None:
    assert "Keur goed" in wereld.als("preventie").get(PAD).text
    assert wereld.als("preventie").post(f"{PAD}/goedkeuren").status_code == 303
    assert wereld.verslagen.stand_.staat is Rapportstaat.GOEDGEKEURD
    blad = wereld.als("preventie").get(PAD).text
    assert "Keur goed" not in blad
    assert "door preventie" in blad
    assert voeg_toe(wereld, soort="opmerking", tekst="Te laat") == 409
    assert wereld.als("economie").post(f"{PAD}/goedkeuren").status_code == 409


def test_what_came_of_a_recommendation_is_kept(wereld: Wereld) -> None:
    voeg_toe(wereld, soort="aanbeveling", tekst="Meer stickers")
    (aanbeveling,) = wereld.verslagen.stand_.bijschriften
    pad = f"{PAD}/opvolging/{aanbeveling.id}"
    assert wereld.als("economie").post(pad, data={"opvolging": "overgenomen"}).status_code == 303
    assert wereld.verslagen.stand_.bijschriften[0].opvolging is Opvolging.OVERGENOMEN
    assert wereld.als("economie").post(pad, data={"opvolging": "zomaar"}).status_code == 400
    assert wereld.als("economie").post(f"{PAD}/opvolging/{RAPPORT}").status_code == 404


def test_the_police_see_no_draft(wereld: Wereld) -> None:
    assert wereld.als("politie").get(PAD).status_code == 403
    assert PAD not in wereld.als("politie").get("/rapporten").text.replace(f"{PAD}/", "")


def test_a_report_that_is_being_built_shows_how_far_it_is(wereld: Wereld) -> None:
    tekst = wereld.als("onthaal").get("/rapporten").text
    assert "Wordt nu gemaakt: derde kwartaal 2026" in tekst
    assert "Stap 3 van 4: grafieken tekenen" in tekst
    assert '<progress max="4" value="3"' in tekst
