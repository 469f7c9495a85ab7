"""The screens of the oversight over a real database: findings, how they are settled, and what reaches the police."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import InvoerRij, InzetRij
from nachtleven.opslag.schermen import Schermbron
from nachtleven.opslag.toezichttabellen import BevindingRij, BevindingVerloopRij
from nachtleven.taken.oordelen import oordeel
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.toezicht.opvolging import BevindingStaat
from tests.conftest import Klok
from tests.web.conftest import Wereld
from tests.web.toezicht.conftest import enige, vertel


def test_a_finding_is_followed_from_the_list_to_the_row(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag
) -> None:
    oordeel(plaats)
    politie = wereld.als("politie")
    assert "Kaart niet geldig tijdens de inzet" in politie.get("/toezicht").text
    blad = politie.get(f"/toezicht/{enige(opslag_sqlite).id}").text
    assert "geldig van ma 1 jan 2024 tot en met vr 6 maart 2026" in blad
    assert "za 7 maart 2026, 05:00" in blad
    assert "De kaart is geldig tijdens de hele inzet." in blad
    assert "Om na te kijken, geen oordeel" in blad


def test_a_finding_is_read_in_french_but_for_its_source(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag
) -> None:
    oordeel(plaats)
    frans = {"Accept-Language": "fr"}
    blad = wereld.als("politie").get(f"/toezicht/{enige(opslag_sqlite).id}", headers=frans).text
    assert "valable du lu 1er janv. 2024 au ve 6 mars 2026 compris" in blad
    assert "La carte est valable pendant tout le service." in blad


def test_what_was_seen_stands_in_the_audit_log(wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag) -> None:
    oordeel(plaats)
    wereld.als("politie").get(f"/toezicht/{enige(opslag_sqlite).id}")
    wereld.als("politie").get("/portiers/105907")
    assert [(r.handeling, r.soort) for r in wereld.audit.regels] == [("bekeken", "bevinding"), ("bekeken", "kaart")]


def test_a_finding_is_looked_at_answered_and_settled_with_every_step_kept(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag
) -> None:
    oordeel(plaats)
    politie, rij = wereld.als("politie"), enige(opslag_sqlite)
    stappen = (
        ("staat", {"staat": "nagekeken", "reden": "Register naast de kaart gelegd."}),
        ("wederwoord", {"wie": "portier", "wederwoord": "De nieuwe kaart was aangevraagd."}),
        ("termijn", {"tegen": "2026-03-20"}),
        ("nota", {"nota": "Kopie gevraagd."}),
        ("staat", {"staat": "geregulariseerd", "reden": "Nieuwe kaart gezien."}),
    )
    for versie, (wat, velden) in enumerate(stappen, start=1):
        antwoord = politie.post(f"/toezicht/{rij.id}/{wat}", data={"versie": versie, **velden})
        assert antwoord.status_code == 303, wat
    blad = politie.get(f"/toezicht/{rij.id}").text
    assert "De nieuwe kaart was aangevraagd." in blad
    klaar = enige(opslag_sqlite)
    assert (klaar.staat, str(klaar.tegen)) == ("geregulariseerd", "2026-03-20")
    with opslag_sqlite.lezen() as sessie:
        geheimen = sessie.scalars(select(BevindingVerloopRij.toelichting_geheim))
        assert not any(b"aangevraagd" in geheim for geheim in geheimen if geheim)


def test_a_finding_is_no_verdict_until_somebody_looked(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag
) -> None:
    oordeel(plaats)
    velden = {"versie": 1, "staat": "gegrond", "reden": "Kan niet anders."}
    antwoord = wereld.als("politie").post(f"/toezicht/{enige(opslag_sqlite).id}/staat", data=velden)
    assert antwoord.status_code == 409
    assert "Kan niet anders." in antwoord.text
    assert enige(opslag_sqlite).staat == BevindingStaat.OPEN


def test_two_officers_at_once_lose_nothing(wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag) -> None:
    oordeel(plaats)
    adres = f"/toezicht/{enige(opslag_sqlite).id}/nota"
    politie = wereld.als("politie")
    assert politie.post(adres, data={"versie": 1, "nota": "eerst"}).status_code == 303
    tweede = politie.post(adres, data={"versie": 1, "nota": "mijn tekst"})
    assert tweede.status_code == 409
    assert "mijn tekst" in tweede.text


def test_a_corrected_shift_is_a_new_version_and_withdraws_the_finding(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag, klok: Klok
) -> None:
    oordeel(plaats)
    rij = enige(opslag_sqlite)
    klok.verder(minutes=5)
    wereld.nu = klok()
    velden = {
        "versie": 1,
        "bewijs": "0",
        "veld-tot": "2026-03-07T00:00",
        "waarom": "Hij ging om middernacht naar huis.",
    }
    assert wereld.als("politie").post(f"/toezicht/{rij.id}/correctie", data=velden).status_code == 303
    oordeel(plaats)
    na = enige(opslag_sqlite)
    assert na.ingetrokken is not None
    with opslag_sqlite.lezen() as sessie:
        versies = sessie.scalars(
            select(InzetRij).where(InzetRij.kaart_sleutel == "105907").order_by(InzetRij.bekend_van)
        )
        oud, nieuw = versies.all()
        assert oud.bekend_tot == nieuw.bekend_van == klok()
        assert sessie.get_one(InvoerRij, nieuw.invoer_id).door == "politie"


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        pytest.param({"veld-tot": "ooit"}, 'id="v-0-tot-fout"', id="no_moment"),
        pytest.param({"veld-tot": "2026-03-06T20:00"}, "ligt voor van", id="ends_before_it_begins"),
        pytest.param({}, "niets anders", id="nothing_changed"),
    ],
)
def test_a_correction_that_cannot_be_says_why(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag, velden: dict[str, str], zin: str
) -> None:
    oordeel(plaats)
    data = {"versie": 1, "bewijs": "0", "waarom": "x", **velden}
    antwoord = wereld.als("politie").post(f"/toezicht/{enige(opslag_sqlite).id}/correctie", data=data)
    assert antwoord.status_code == 400
    assert zin in antwoord.text
    for naam, waarde in velden.items():
        assert re.search(rf'name="{naam}"[^>]* value="{waarde}"', antwoord.text)


def test_a_signal_reaches_the_police_only_when_released_and_then_by_night(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag, klok: Klok
) -> None:
    kenmerk = vertel(plaats, opslag_sqlite, klok)
    oordeel(plaats)
    with opslag_sqlite.lezen() as sessie:
        signaal = sessie.scalars(select(BevindingRij).where(BevindingRij.melding.is_not(None))).one().id
    politie, onthaal = wereld.als("politie"), wereld.als("onthaal")
    titel = "Weigering niet in het logboek"
    assert f"{titel}</a>" not in politie.get("/toezicht").text
    assert politie.get(f"/toezicht/{signaal}").status_code == 404
    assert kenmerk in onthaal.get("/toezicht/signalen").text
    assert onthaal.post(f"/toezicht/signalen/{signaal}").status_code == 303
    lijst, blad = politie.get("/toezicht").text, politie.get(f"/toezicht/{signaal}").text
    assert f"{titel}</a>" in lijst
    assert "vr 6 op za 7 maart" in blad
    for tekst in (lijst, blad):
        assert kenmerk not in tekst
        assert "01:30" not in tekst
        assert "00:30" not in tekst


def test_the_days_list_leads_the_police_to_open_findings_and_onthaal_to_signals(
    plaats: Werkplaats, opslag_sqlite: Opslag, klok: Klok, wereld: Wereld
) -> None:
    vertel(plaats, opslag_sqlite, klok)
    oordeel(plaats)
    bron = Schermbron(opslag_sqlite)

    def dag(rol: Gebruikersrol) -> tuple[int, int, int, int]:
        v = bron.vandaag(rol, klok())
        return v.bevindingen, v.bevindingen_tegen, v.signalen, v.aantal

    voor = dag(Gebruikersrol.POLITIE)
    assert dag(Gebruikersrol.ONTHAAL)[:3] == (0, 0, 1)
    assert dag(Gebruikersrol.ECONOMIE) == (0, 0, 0, 0)
    with opslag_sqlite.lezen() as sessie:
        signaal = sessie.scalars(select(BevindingRij).where(BevindingRij.melding.is_not(None))).one().id
    wereld.als("onthaal").post(f"/toezicht/signalen/{signaal}")
    morgen = (klok() + timedelta(days=1)).date().isoformat()
    termijn = {"versie": 1, "tegen": morgen}
    assert wereld.als("politie").post(f"/toezicht/{signaal}/termijn", data=termijn).status_code == 303
    assert dag(Gebruikersrol.POLITIE) == (voor[0] + 1, 1, 0, 1)
    assert dag(Gebruikersrol.ONTHAAL)[2] == 0


def test_signals_that_wait_and_those_that_were_released_are_two_lists_paged_by_key(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag, klok: Klok
) -> None:
    kenmerk = vertel(plaats, opslag_sqlite, klok)
    oordeel(plaats)
    onthaal, boek = wereld.als("onthaal"), wereld.huis.toezicht.bevindingen
    (wacht,) = boek.signalen(None, 1).regels
    assert boek.signalen((wacht.van, wacht.id), 1).regels == ()
    assert kenmerk not in onthaal.get("/toezicht/signalen?vrij=ja").text
    onthaal.post(f"/toezicht/signalen/{wacht.id}")
    assert kenmerk not in onthaal.get("/toezicht/signalen").text
    assert kenmerk in onthaal.get("/toezicht/signalen?vrij=ja").text
    assert onthaal.get("/toezicht/signalen?na=onzin").status_code == 200


def test_onthaal_can_release_only_what_a_melder_told(wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag) -> None:
    oordeel(plaats)
    assert wereld.als("onthaal").post(f"/toezicht/signalen/{enige(opslag_sqlite).id}").status_code == 404
    assert wereld.als("onthaal").post(f"/toezicht/signalen/{uuid4()}").status_code == 404
