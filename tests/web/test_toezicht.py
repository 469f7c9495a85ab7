"""The screens of the oversight over a real database: findings, release, door, cards, logs and imports."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from nachtleven.nacht import nacht_van
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ControleRij, IncidentRij, InvoerRij, InzetRij
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.toezichttabellen import BevindingRij, BevindingVerloopRij
from nachtleven.register.portiers import Statuut
from nachtleven.taken.oordelen import oordeel
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.toezicht.opvolging import BevindingStaat
from nachtleven.web.toezichthuis import Toezicht
from tests.conftest import Klok
from tests.proefhuis import maak_bericht
from tests.registerhuis import AURORA, INZET, KAART, NOVA, STIL, maak_delen, voer
from tests.web.conftest import Wereld, maak_toezicht

MIDDAG = datetime(2026, 3, 7, 11, 5, tzinfo=UTC)
NACHT = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)


@pytest.fixture
def klok() -> Klok:
    return Klok(MIDDAG)


def roep(woorden: Sequence[str]) -> tuple[int, str]:
    """Answer as the command line does on a file with one new shift."""
    verschil = {"nieuw": 1, "gewijzigd": 0, "gelijk": 2, "weg": 0, "opmerkingen": [], "voorbeelden": []}
    if "--droog" in woorden:
        verschil["voorbeelden"] = [{"wat": "nieuw", "sleutel": ["104233", "AURORA"], "velden": []}]
    return 0, json.dumps(verschil)


@pytest.fixture
def toezicht(opslag_sqlite: Opslag, klok: Klok, tmp_path: Path) -> Toezicht:
    voer(opslag_sqlite, "zaken", [AURORA, NOVA, STIL])
    verlopen = replace(KAART, kaartnummer="105907", geldig_tot=datetime(2026, 3, 6, tzinfo=UTC).date())
    voer(opslag_sqlite, "portiers", [KAART, verlopen])
    voer(opslag_sqlite, "inzet", [INZET, replace(INZET, kaartnummer="105907")])
    return maak_toezicht(opslag_sqlite, klok, tmp_path / "invoer", roep)


@pytest.fixture
def plaats(toezicht: Toezicht, opslag_sqlite: Opslag, klok: Klok, tmp_path: Path) -> Werkplaats:
    return Werkplaats(maak_delen(opslag_sqlite, klok, tmp_path))


@pytest.fixture
def wereld(wereld: Wereld, klok: Klok) -> Wereld:
    wereld.nu = klok()
    return wereld


def enige(opslag: Opslag) -> BevindingRij:
    with opslag.lezen() as sessie:
        rij = sessie.scalars(select(BevindingRij)).one()
        sessie.expunge(rij)
        return rij


def vertel(plaats: Werkplaats, opslag: Opslag, klok: Klok) -> str:
    """Let a melder tell of a refusal that night; give the kenmerk."""
    klok.moment = NACHT
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd ZAAKX", klok()))
    with opslag.schrijven() as sessie:
        melding = sessie.scalars(select(MeldingRij)).one()
        melding.zaak_id, kenmerk = "AURORA", melding.kenmerk
    klok.moment = MIDDAG
    return kenmerk


def test_a_finding_is_followed_from_the_list_to_the_row(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag
) -> None:
    oordeel(plaats)
    politie = wereld.als("politie")
    assert "Kaart niet geldig tijdens de inzet" in politie.get("/toezicht").text
    blad = politie.get(f"/toezicht/{enige(opslag_sqlite).id}").text
    assert "geldig van 2024-01-01 tot en met 2026-03-06" in blad
    assert "za 7 maart 2026, 05:00" in blad
    assert "De kaart is geldig tijdens de hele inzet." in blad
    assert "Om na te kijken, geen oordeel" in blad


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


def test_onthaal_can_release_only_what_a_melder_told(wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag) -> None:
    oordeel(plaats)
    assert wereld.als("onthaal").post(f"/toezicht/signalen/{enige(opslag_sqlite).id}").status_code == 404
    assert wereld.als("onthaal").post(f"/toezicht/signalen/{uuid4()}").status_code == 404


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


def test_the_police_type_a_log_line_and_see_no_count_of_meldingen(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag, klok: Klok
) -> None:
    vertel(plaats, opslag_sqlite, klok)
    velden = {
        "zaak": "AURORA", "van": "2026-03-07T02:00", "tot": "2026-03-07T02:15", "soort": "weigering", "reden": "vol",
        "aantal": "6", "tekst": "volzet", "inzending": str(UUID(int=9)),
    }  # fmt: skip
    for _ in range(2):
        assert wereld.als("politie").post("/toezicht/logboek", data=velden).status_code == 303
    with opslag_sqlite.lezen() as sessie:
        (rij,) = sessie.scalars(select(IncidentRij))
        assert (rij.bron, rij.geverifieerd, rij.gelogd) == ("politie", True, MIDDAG)
    politie, onthaal = (wereld.als(wie).get("/toezicht/logboek").text for wie in ("politie", "onthaal"))
    assert "vol 6" in politie
    assert "Meldingen</th>" not in politie
    assert re.search(r'data-kop="Meldingen">1<', onthaal)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        pytest.param({"van": "gisteren"}, "van", id="no_moment"),
        pytest.param({"tot": "2026-03-07T01:00"}, "tot", id="ends_before_it_begins"),
        pytest.param({"van": "2026-03-09T01:00", "tot": ""}, "van", id="in_the_future"),
        pytest.param({"reden": "zomaar"}, "reden", id="an_unknown_reason"),
        pytest.param({"aantal": "veel"}, "aantal", id="no_number"),
        pytest.param({"zaak": "WEG"}, "zaak", id="an_unknown_venue"),
    ],
)
def test_a_log_line_that_cannot_be_is_asked_again(wereld: Wereld, anders: dict[str, str], veld: str) -> None:
    heel = {"zaak": "AURORA", "van": "2026-03-07T02:00", "tot": "", "soort": "weigering", "reden": "vol", "aantal": ""}
    antwoord = wereld.als("politie").post("/toezicht/logboek", data=heel | anders)
    assert antwoord.status_code == 400
    assert f'id="{veld}-fout"' in antwoord.text


def _typ_een_lijn(wereld: Wereld, opslag: Opslag) -> str:
    """Let the police type a line of that night over; give its number."""
    velden = {"zaak": "AURORA", "van": "2026-03-07T02:00", "tot": "2026-03-07T02:15", "soort": "weigering"}
    wereld.als("politie").post("/toezicht/logboek", data=velden | {"reden": "vol", "aantal": "6", "tekst": "volzet"})
    with opslag.lezen() as sessie:
        return sessie.scalars(select(IncidentRij.nummer)).one()


def test_a_line_of_the_log_is_corrected_with_who_and_why_and_keeps_when_it_was_written(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag, klok: Klok
) -> None:
    nummer = _typ_een_lijn(wereld, opslag_sqlite)
    oordeel(plaats)
    klok.verder(hours=1)
    wereld.nu = klok()
    politie, pad = wereld.als("politie"), "/toezicht/logboek/AURORA/2026-03-06"
    assert f'href="{pad}"' in politie.get("/toezicht/logboek").text
    wat = {"veld-reden": "privaat", "veld-tot": "2026-03-07T02:30", "waarom": "het boek toont privaat"}
    assert politie.post(f"{pad}/{nummer}", data=wat).status_code == 303
    with opslag_sqlite.lezen() as sessie:
        oud, nieuw = sessie.scalars(select(IncidentRij).order_by(IncidentRij.bekend_van))
        assert (oud.reden, oud.bekend_tot, nieuw.bekend_tot) == ("vol", klok(), None)
        assert (nieuw.reden, nieuw.gelogd, nieuw.nummer) == ("privaat", MIDDAG, nummer)
        assert nieuw.tot - oud.tot == timedelta(minutes=15)
    blad = politie.get(pad).text
    assert "politie: het boek toont privaat" in blad
    assert "volzet" not in blad
    assert oordeel(plaats) == [nacht_van(NACHT)]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        pytest.param({"veld-reden": "privaat"}, "Schrijf in een zin waarom", id="without_why"),
        pytest.param({"veld-reden": "zomaar", "waarom": "x"}, "reden", id="no_reason_that_exists"),
        pytest.param({"veld-tot": "2026-03-07T01:00", "waarom": "x"}, "ligt voor", id="ends_before_it_begins"),
        pytest.param({"veld-reden": "vol", "waarom": "x"}, "niets anders", id="nothing_changed"),
    ],
)
def test_a_correction_of_a_line_that_cannot_be_says_why_and_keeps_what_was_typed(
    wereld: Wereld, opslag_sqlite: Opslag, velden: dict[str, str], zin: str
) -> None:
    nummer = _typ_een_lijn(wereld, opslag_sqlite)
    antwoord = wereld.als("politie").post(f"/toezicht/logboek/AURORA/2026-03-06/{nummer}", data=velden)
    assert antwoord.status_code == 400
    assert zin in antwoord.text
    assert all(waarde in antwoord.text for waarde in velden.values())
    with opslag_sqlite.lezen() as sessie:
        assert len(sessie.scalars(select(IncidentRij)).all()) == 1


@pytest.mark.parametrize("pad", ["AURORA/gisteren", "NERGENS/2026-03-06"])
def test_a_log_of_no_night_or_no_venue_is_not_found(wereld: Wereld, pad: str) -> None:
    assert wereld.als("politie").get(f"/toezicht/logboek/{pad}").status_code == 404
    assert wereld.als("onthaal").get(f"/toezicht/logboek/{pad}").status_code == 403


def test_a_register_file_is_looked_at_before_it_is_kept(wereld: Wereld, tmp_path: Path) -> None:
    politie = wereld.als("politie")
    with (tmp_path / "inzet.csv").open("wb+") as bestand:
        bestand.write(b"kaartnummer,zaak_id,van,tot\n")
        bestand.seek(0)
        bekeken = politie.post("/toezicht/importeren", data={"soort": "inzet", "bestand": (bestand, "inzet.csv")})
    assert "104233, AURORA" in bekeken.text
    bewijs = re.search(r'name="bewijs" value="([^"]+)"', bekeken.text)
    assert bewijs is not None
    assert "Bewaard" in politie.post("/toezicht/importeren/bewaar", data={"bewijs": bewijs[1]}).text
    nog_eens = politie.post("/toezicht/importeren/bewaar", data={"bewijs": bewijs[1]})
    assert nog_eens.status_code == 400
    assert list((tmp_path / "invoer").iterdir()) == []


@pytest.mark.parametrize(
    ("soort", "mag"),
    [(soort, True) for soort in ("inzet", "incidenten", "controles")] + [(s, False) for s in ("zaken", "portiers", "")],
)
def test_the_police_take_in_shifts_logs_and_inspections_and_no_other_register(
    wereld: Wereld, tmp_path: Path, soort: str, *, mag: bool
) -> None:
    bestand = tmp_path / "rijen.csv"
    bestand.write_text("kaartnummer\n", "utf-8")
    with bestand.open("rb") as open_:
        antwoord = wereld.als("politie").post(
            "/toezicht/importeren", data={"soort": soort, "bestand": (open_, "r.csv")}
        )
    assert (antwoord.status_code, 'name="bewijs"' in antwoord.text) == ((200, True) if mag else (400, False))


@pytest.mark.parametrize("bewijs", ["", "../geheim", "weg"])
def test_only_what_was_put_aside_can_be_kept(wereld: Wereld, bewijs: str) -> None:
    assert wereld.als("politie").post("/toezicht/importeren/bewaar", data={"bewijs": bewijs}).status_code == 400
