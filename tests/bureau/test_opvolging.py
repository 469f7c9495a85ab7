"""Following a melding up, through the screens onto a real database."""

import hashlib
import io
import json
import re
import zipfile

import pytest
from sqlalchemy import select

from nachtleven.meldingen import beelden_voor
from nachtleven.opslag.opvolgtabellen import VerwijzingRij
from nachtleven.opslag.tabellen import MeldingRij
from tests.bureau.conftest import Plaats
from tests.proefhuis import STAD

TEKST = "geweigerd zaakA om mijn kleur"


def _zip(bestand: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(bestand)) as zip_:
        return {naam: zip_.read(naam).decode() for naam in zip_.namelist()}


def _toestemming(plaats: Plaats, pad: str) -> str:
    gevonden = re.search(r'name="toestemming" value="([0-9a-f-]{36})"', plaats.zie(pad))
    assert gevonden is not None
    return gevonden.group(1)


def _verwijs(plaats: Plaats, kenmerk: str, naar: str, *delen: str) -> dict[str, str]:
    """Note a yes, refer, and give the files of the zip that was kept."""
    pad = f"/meldingen/{kenmerk}"
    ja = plaats.doe(f"{pad}/toestemming", naar=naar, gevraagd="telefoon", delen=list(delen))
    assert ja.status_code == 303
    assert plaats.doe(f"{pad}/verwijs", toestemming=_toestemming(plaats, pad)).status_code == 303
    with plaats.opslag.lezen() as sessie:
        rij = sessie.scalars(select(VerwijzingRij).where(VerwijzingRij.naar == naar)).one()
        id_, hash_ = rij.id, rij.hash
    antwoord = plaats.als("onthaal").get(f"{pad}/verwijzing/{id_}")
    assert hashlib.sha256(antwoord.data).hexdigest() == hash_
    return _zip(antwoord.data)


def test_a_melding_is_given_to_a_colleague_and_to_nobody_else(plaats: Plaats) -> None:
    pad = f"/meldingen/{plaats.meld()}"
    assert plaats.doe(f"{pad}/toewijzen", aan="politie").status_code == 400
    assert plaats.doe(f"{pad}/toewijzen", aan="noor").status_code == 303
    assert ">noor<" in re.sub(r"\s", "", plaats.zie(pad))
    assert pad in plaats.zie("/meldingen?mij=ja", "noor")
    assert pad not in plaats.zie("/meldingen?mij=ja", "onthaal")


def test_who_stands_in_sees_what_is_with_the_one_who_is_away(plaats: Plaats) -> None:
    pad = f"/meldingen/{plaats.meld()}"
    plaats.doe(f"{pad}/toewijzen", aan="noor")
    weg = plaats.als("onthaal").post(
        "/vandaag/afwezig", data={"gebruiker": "noor", "tot": "2026-11-25", "vervanger": "onthaal"}
    )
    assert weg.status_code == 303
    assert "onthaal voor noor" in plaats.zie("/vandaag")
    assert pad in plaats.zie("/meldingen?mij=ja", "onthaal")
    plaats.als("onthaal").post("/vandaag/terug", data={"gebruiker": "noor"})
    assert pad not in plaats.zie("/meldingen?mij=ja", "onthaal")


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        pytest.param({"gebruiker": "x", "tot": "2026-11-25", "vervanger": "noor"}, "gebruiker", id="unknown"),
        pytest.param({"gebruiker": "noor", "tot": "2026-11-25", "vervanger": "noor"}, "vervanger", id="oneself"),
        pytest.param({"gebruiker": "noor", "tot": "2026-11-01", "vervanger": "onthaal"}, "tot", id="past"),
        pytest.param({"gebruiker": "noor", "tot": "morgen", "vervanger": "onthaal"}, "tot", id="no_day"),
    ],
)
def test_an_absence_that_does_not_add_up_is_named_beside_its_field(
    plaats: Plaats, velden: dict[str, str], veld: str
) -> None:
    antwoord = plaats.als("onthaal").post("/vandaag/afwezig", data=velden)
    assert antwoord.status_code == 400
    assert f'id="{veld}-fout"' in antwoord.text


def test_a_contact_arrangement_is_for_onthaal_and_lies_encrypted(plaats: Plaats) -> None:
    pad = f"/meldingen/{plaats.meld()}"
    velden = {"wens": "bel", "wanneer": "na vijven, vraag naar mij", "veilig": "nee", "tolk": "ja"}
    assert plaats.doe(f"{pad}/contactwens", **velden).status_code == 303
    blad = plaats.zie(pad)
    assert "na vijven, vraag naar mij" in blad
    assert "laat niets achter" in blad
    for rol in ("economie", "preventie"):
        assert "na vijven" not in plaats.zie(pad, rol)
    with plaats.opslag.motor.connect() as verbinding:
        ruw = verbinding.exec_driver_sql("select inhoud_geheim from contactafspraken").scalar_one()
    assert b"vijven" not in ruw


def test_a_moment_that_a_person_set_moves_the_night_the_footage_and_no_later_text_moves_it(plaats: Plaats) -> None:
    kenmerk = plaats.meld()
    pad = f"/meldingen/{kenmerk}"
    assert plaats.doe(f"{pad}/moment", dag="2026-11-21", uur="01:15").status_code == 303
    plaats.meld("nog iets geweigerd zaakA")
    with plaats.opslag.lezen() as sessie:
        rij = sessie.scalars(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk)).one()
        assert (rij.nacht.isoformat(), rij.uur, rij.nacht_bekend) == ("2026-11-20", 1, True)
        assert rij.tijdstip is not None
        assert rij.beelden_voor == beelden_voor(rij.tijdstip, STAD.termijnen)


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        pytest.param({"dag": "", "uur": "01:00"}, "dag", id="an_hour_without_a_day"),
        pytest.param({"dag": "2026-11-29", "uur": ""}, "dag", id="not_happened_yet"),
        pytest.param({"dag": "21/11/2026", "uur": ""}, "dag", id="another_spelling"),
        pytest.param({"dag": "2026-11-21", "uur": "half twee"}, "uur", id="no_hour"),
    ],
)
def test_a_moment_that_is_none_is_named_and_kept_in_its_field(
    plaats: Plaats, velden: dict[str, str], veld: str
) -> None:
    antwoord = plaats.doe(f"/meldingen/{plaats.meld()}/moment", **velden)
    assert antwoord.status_code == 400
    assert f'id="{veld}-fout"' in antwoord.text


def test_facts_are_added_and_struck_each_with_its_line(plaats: Plaats) -> None:
    pad = f"/meldingen/{plaats.meld()}"
    assert plaats.doe(f"{pad}/feiten", feit=["smoes"]).status_code == 303
    blad = plaats.zie(pad)
    assert "voegde een feit toe" in blad
    assert "schrapte een feit" in blad
    assert plaats.doe(f"{pad}/feiten", feit=["onzin"]).status_code == 400


def test_the_file_for_unia_holds_exactly_what_was_consented_to(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST)
    plaats.doe(f"/meldingen/{kenmerk}/grond", grond="raciaal", oordeel="ja")
    alleen_feiten = _verwijs(plaats, kenmerk, "unia")
    assert set(alleen_feiten) == {"melding.html", "melding.json"}
    velden = json.loads(alleen_feiten["melding.json"])
    assert velden["gronden"] == ["Raciaal"]
    assert not {"teksten", "contact"} & set(velden)
    assert TEKST not in alleen_feiten["melding.html"]
    ander = plaats.meld("geweigerd zaakB kleur", van="+32470000009")
    alles = json.loads(_verwijs(plaats, ander, "igvm", "tekst", "contact")["melding.json"])
    assert (alles["teksten"], alles["contact"]) == (["geweigerd zaakB kleur"], "+32470000009")


def test_a_ground_that_nobody_confirmed_does_not_go_out(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST)
    assert json.loads(_verwijs(plaats, kenmerk, "unia")["melding.json"]).get("gronden") is None


def test_the_police_get_nothing_of_the_sender_and_no_hour_though_a_form_asks_for_it(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST)
    assert plaats.als("politie").get(f"/meldingen/{kenmerk}").status_code == 404
    bestanden = _verwijs(plaats, kenmerk, "politie", "tekst", "contact")
    for inhoud in bestanden.values():
        assert TEKST not in inhoud
        assert "47000000" not in inhoud
    assert "tijdstip" not in json.loads(bestanden["melding.json"])
    gezien = plaats.zie(f"/meldingen/{kenmerk}", "politie")
    assert TEKST not in gezien
    for pad, vanaf in ((f"/meldingen/{kenmerk}", "<main"), ("/meldingen?taal=fr", "<tbody")):
        blad = plaats.zie(pad, "politie").partition(vanaf)[2].partition("<footer")[0]
        assert kenmerk in blad
        assert [w for w in ("Nederlands", "meemaakte", "Raciaal") if w in blad] == []
    assert kenmerk not in plaats.zie("/meldingen?grond=raciaal", "politie")
    plaats.doe(f"/meldingen/{kenmerk}/grond", grond="raciaal", oordeel="ja")
    assert kenmerk in plaats.zie("/meldingen?grond=raciaal", "politie")
    assert kenmerk in plaats.zie("/vandaag", "politie")
    haal = re.search(rf"/meldingen/{kenmerk}/verwijzing/[0-9a-f-]+", gezien)
    assert haal is not None
    assert plaats.als("politie").get(haal.group()).status_code == 200


def test_the_police_can_not_fetch_what_went_to_unia(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST)
    _verwijs(plaats, kenmerk, "unia", "tekst", "contact")
    _verwijs(plaats, kenmerk, "politie")
    with plaats.opslag.lezen() as sessie:
        id_ = sessie.scalars(select(VerwijzingRij.id).where(VerwijzingRij.naar == "unia")).one()
    assert plaats.als("politie").get(f"/meldingen/{kenmerk}/verwijzing/{id_}").status_code == 404


def test_a_consent_taken_back_ends_what_the_police_see_and_sends_nothing_more(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST)
    pad = f"/meldingen/{kenmerk}"
    _verwijs(plaats, kenmerk, "politie")
    toestemming = _toestemming(plaats, pad)
    assert plaats.doe(f"{pad}/toestemming/intrekken", toestemming=toestemming).status_code == 303
    assert plaats.als("politie").get(pad).status_code == 404
    assert kenmerk not in plaats.zie("/vandaag", "politie")
    assert plaats.doe(f"{pad}/verwijs", toestemming=toestemming).status_code == 404


def test_nothing_is_referred_without_a_consent_of_that_melding(plaats: Plaats) -> None:
    een, ander = plaats.meld(TEKST), plaats.meld("geweigerd zaakB", van="+32470000009")
    plaats.doe(f"/meldingen/{een}/toestemming", naar="unia", gevraagd="sms", delen=[])
    geleend = _toestemming(plaats, f"/meldingen/{een}")
    assert plaats.doe(f"/meldingen/{ander}/verwijs", toestemming=geleend).status_code == 404
    assert plaats.doe(f"/meldingen/{ander}/verwijs", toestemming="niets").status_code == 404


def _berichten(blad: str) -> list[str]:
    return re.findall(r'name="bericht" value="([0-9a-f-]{36})"', blad)


def test_a_merge_moves_the_messages_and_undoing_it_brings_them_back(plaats: Plaats) -> None:
    een, ander = plaats.meld(TEKST), plaats.meld("geweigerd zaakB", van="+32470000009")
    assert plaats.doe(f"/meldingen/{ander}/samenvoegen", met=een).location.startswith(f"/meldingen/{een}")
    assert "zaakB" in plaats.zie(f"/meldingen/{een}")
    dicht = plaats.zie(f"/meldingen/{ander}")
    assert "Samengevoegd met" in dicht
    assert "zaakB" not in dicht
    assert plaats.doe(f"/meldingen/{ander}/losmaken").status_code == 303
    assert "zaakB" in plaats.zie(f"/meldingen/{ander}")
    assert "zaakB" not in plaats.zie(f"/meldingen/{een}")


@pytest.mark.parametrize("met", ["zichzelf", "AAA-AAA-A", "onzin"])
def test_a_merge_with_what_is_not_there_keeps_what_was_typed(plaats: Plaats, met: str) -> None:
    kenmerk = plaats.meld()
    getypt = kenmerk if met == "zichzelf" else met
    antwoord = plaats.doe(f"/meldingen/{kenmerk}/samenvoegen", met=getypt)
    assert antwoord.status_code == 400
    assert f'value="{getypt}"' in antwoord.text


def test_messages_split_off_into_a_melding_of_their_own_and_one_stays(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST)
    plaats.meld("nog iets 4711 geweigerd zaakA")
    pad = f"/meldingen/{kenmerk}"
    eerste, tweede = _berichten(plaats.zie(pad))
    assert plaats.doe(f"{pad}/splits", bericht=[eerste, tweede]).status_code == 400
    assert plaats.doe(f"{pad}/splits", bericht=[]).status_code == 400
    nieuw = plaats.doe(f"{pad}/splits", bericht=[tweede]).location.partition("#")[0]
    assert "4711" in plaats.zie(nieuw)
    assert "4711" not in re.sub(r'value="[^"]*"', "", plaats.zie(pad).partition('id="gesprek"')[2])


def test_a_stale_form_is_told_who_was_first_and_loses_nothing(plaats: Plaats) -> None:
    pad = f"/meldingen/{plaats.meld()}"
    plaats.doe(f"{pad}/toewijzen", "noor", aan="noor")
    velden = {"versie": "1", "wens": "bel", "wanneer": "na vijven", "veilig": "ja"}
    antwoord = plaats.als("onthaal").post(f"{pad}/contactwens", data=velden)
    assert antwoord.status_code == 409
    assert 'value="na vijven"' in antwoord.text
    assert "noor" in antwoord.text


@pytest.mark.parametrize(
    "pad",
    [
        pytest.param("/meldingen/ACD-EFG-J", id="a_melding"),
        pytest.param("/meldingen/onzin", id="no_kenmerk"),
        pytest.param("/dossiers/D-26-999", id="a_dossier"),
        pytest.param("/zaken/NIETS", id="a_venue"),
        pytest.param("/zaken/NIETS/blad", id="a_sheet"),
        pytest.param("/zaken/NIETS/sticker.pdf", id="a_sticker"),
        pytest.param("/meldingen/ACD-EFG-J/verwijzing/6d4b2f64-5b1c-4a8e-9a51-0c2c7c0d2a11", id="a_file"),
    ],
)
def test_what_is_not_there_is_404(plaats: Plaats, pad: str) -> None:
    assert plaats.als("onthaal").get(pad).status_code == 404
