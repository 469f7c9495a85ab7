"""Dossiers and measures, through the screens onto a real database."""

import re

import pytest

from nachtleven.dossiers.waarden import STUKOVERGANGEN, Stukstaat
from tests.bureau.conftest import Plaats

ANDER = "+32470000009"


def _open(plaats: Plaats, kenmerk: str, *ook: str) -> str:
    """Open a dossier over meldingen and give its path."""
    antwoord = plaats.doe(f"/meldingen/{kenmerk}/dossier", ook=list(ook))
    assert antwoord.status_code == 303
    return str(antwoord.location)


def _stuk(plaats: Plaats, pad: str, soort: int = 0) -> str:
    gevonden: list[str] = re.findall(r'name="stuk" value="([0-9a-f-]{36})"', plaats.zie(pad))
    return gevonden[soort]


def test_a_dossier_begins_with_its_places_for_evidence_and_the_term_of_the_footage(plaats: Plaats) -> None:
    pad = _open(plaats, plaats.meld())
    assert pad == "/dossiers/D-26-001"
    blad = plaats.zie(pad)
    for wat in ("Camerabeelden", "Logboek van de zaak", "Verklaring van de zaak", "vóór", "Bar Noviteit"):
        assert wat in blad
    assert "D-26-001" in plaats.zie("/dossiers")


def test_no_footage_is_asked_of_a_venue_without_a_camera(plaats: Plaats) -> None:
    pad = _open(plaats, plaats.meld("geweigerd zaakB"))
    beelden = plaats.bureau.dossiers.dossier(pad.rpartition("/")[2], plaats.accounts.inlog("onthaal").gebruiker.rol)  # type: ignore[union-attr]  # it was made
    assert beelden is not None
    assert beelden.stukken[0].staat is Stukstaat.GEEN


def test_a_melding_of_the_same_venue_night_and_time_is_proposed_and_one_elsewhere_is_not(plaats: Plaats) -> None:
    een, gelijk = plaats.meld(), plaats.meld(van=ANDER)
    elders = plaats.meld("geweigerd zaakB", van="+32470000008")
    blad = plaats.zie(f"/meldingen/{een}")
    assert f'value="{gelijk}"' in blad
    assert elders not in blad
    pad = _open(plaats, een)
    assert f'value="{gelijk}"' in plaats.zie(pad)
    assert plaats.doe(f"{pad}/meldingen", melding=gelijk).status_code == 303
    assert "D-26-001" in plaats.zie(f"/meldingen/{gelijk}")
    assert 'name="melding" value="' not in plaats.zie(pad)


def test_what_joins_a_melding_that_is_in_a_dossier_joins_that_dossier(plaats: Plaats) -> None:
    een, gelijk = plaats.meld(), plaats.meld(van=ANDER)
    assert _open(plaats, een) == _open(plaats, gelijk, een)


def test_the_last_melding_stays_in_and_one_that_is_not_in_can_not_be_taken_out(plaats: Plaats) -> None:
    een, ander = plaats.meld(), plaats.meld("geweigerd zaakB", van=ANDER)
    pad = _open(plaats, een)
    assert plaats.doe(f"{pad}/meldingen", melding=een, eruit="ja").status_code == 409
    plaats.doe(f"{pad}/meldingen", melding=ander)
    assert plaats.doe(f"{pad}/meldingen", melding=ander, eruit="ja").status_code == 303
    derde = plaats.meld("geweigerd zaakB", van="+32470000008")
    plaats.doe(f"{pad}/meldingen", melding=derde)
    assert plaats.doe(f"{pad}/meldingen", melding=ander, eruit="ja").status_code == 400
    assert plaats.doe(f"{pad}/meldingen", melding="AAA-AAA-A").status_code == 400


@pytest.mark.parametrize("naar", list(Stukstaat), ids=str)
def test_evidence_goes_where_the_table_lets_it(plaats: Plaats, naar: Stukstaat) -> None:
    pad = _open(plaats, plaats.meld())
    antwoord = plaats.doe(f"{pad}/stuk", stuk=_stuk(plaats, pad), staat=naar.value, toelichting="gebeld met de zaak")
    mag = naar in STUKOVERGANGEN[Stukstaat.TE_VRAGEN] or naar is Stukstaat.TE_VRAGEN
    assert antwoord.status_code == (303 if mag else 409)


def test_what_lapsed_can_not_be_asked_again_and_the_reason_that_was_typed_stays(plaats: Plaats) -> None:
    pad = _open(plaats, plaats.meld())
    stuk = _stuk(plaats, pad)
    plaats.doe(f"{pad}/stuk", stuk=stuk, staat="vervallen")
    antwoord = plaats.doe(f"{pad}/stuk", stuk=stuk, staat="gevraagd", toelichting="nog eens gebeld")
    assert antwoord.status_code == 409
    assert "nog eens gebeld" in antwoord.text


def test_evidence_that_is_due_stands_on_the_days_list_until_it_is_here(plaats: Plaats) -> None:
    pad = _open(plaats, plaats.meld())
    assert pad not in plaats.zie("/vandaag")
    plaats.klok.verder(days=24)
    assert pad in plaats.zie("/vandaag")
    for nummer in range(3):
        plaats.doe(f"{pad}/stuk", stuk=_stuk(plaats, pad, nummer), staat="veiliggesteld")
    assert pad not in plaats.zie("/vandaag")


def test_an_attempt_and_a_conversation_are_kept_apart_and_read_by_onthaal_alone(plaats: Plaats) -> None:
    pad = _open(plaats, plaats.meld())
    assert plaats.doe(f"{pad}/contact", met="zaak", verslag="niemand nam op").status_code == 303
    assert plaats.doe(f"{pad}/contact", met="melder", verslag="vertelde meer", bereikt="ja").status_code == 303
    assert plaats.doe(f"{pad}/contact", met="buur", verslag="x").status_code == 400
    blad = plaats.zie(pad)
    assert "niet bereikt" in blad
    assert "vertelde meer" in blad
    for rol in ("economie", "preventie"):
        assert "vertelde meer" not in plaats.zie(pad, rol)


def test_a_dossier_closes_with_an_outcome_and_a_reason_and_opens_again(plaats: Plaats) -> None:
    pad = _open(plaats, plaats.meld())
    assert plaats.doe(f"{pad}/sluit", uitkomst="gegrond", besluit="").status_code == 400
    assert plaats.doe(f"{pad}/sluit", uitkomst="onzin", besluit="x").status_code == 400
    assert plaats.doe(f"{pad}/sluit", uitkomst="gegrond", besluit="de beelden tonen het").status_code == 303
    assert pad in plaats.zie("/dossiers?uitkomst=gegrond")
    assert pad not in plaats.zie("/dossiers?staat=open")
    assert plaats.doe(f"{pad}/heropen", besluit="").status_code == 400
    assert plaats.doe(f"{pad}/heropen", besluit="een nieuwe getuige").status_code == 303
    assert pad in plaats.zie("/dossiers?staat=open")


def test_of_two_who_change_one_dossier_the_second_is_told_and_loses_nothing(plaats: Plaats) -> None:
    pad = _open(plaats, plaats.meld())
    velden = {"versie": "1", "uitkomst": "ongegrond", "besluit": "zij zagen elkaar niet"}
    eerst = plaats.als("noor").post(f"{pad}/sluit", data={**velden, "besluit": "eerst"})
    assert eerst.status_code == 303
    tweede = plaats.als("onthaal").post(f"{pad}/sluit", data=velden)
    assert tweede.status_code == 409
    naast = tweede.text.partition('id="verouderd"')[2].partition("</table>")[0]
    assert "<td>ongegrond</td><td>ongegrond</td>" in naast
    assert "<td>zij zagen elkaar niet</td><td>eerst</td>" in naast
    assert 'value="zij zagen elkaar niet"' in tweede.text


def test_the_police_see_a_dossier_once_one_of_its_meldingen_was_referred_to_them(plaats: Plaats) -> None:
    een, ander = plaats.meld(), plaats.meld(van=ANDER)
    pad = _open(plaats, een, ander)
    plaats.doe(f"{pad}/nota", nota="belde met noor van de zaak")
    assert plaats.als("politie").get(pad).status_code == 404
    plaats.doe(f"/meldingen/{een}/toestemming", naar="politie", gevraagd="sms", delen=[])
    id_ = re.search(r'name="toestemming" value="([^"]+)"', plaats.zie(f"/meldingen/{een}"))
    assert id_ is not None
    plaats.doe(f"/meldingen/{een}/verwijs", toestemming=id_.group(1))
    gezien = plaats.zie(pad, "politie")
    assert een in gezien
    assert ander not in gezien
    assert "belde met noor" not in gezien


def _maatregel(plaats: Plaats, wie: str = "economie", **anders: str) -> int:
    velden = {"soort": "afspraak", "tekst": "een tweede portier in het weekend", "termijn": "2026-11-26", **anders}
    return plaats.als(wie).post("/zaken/ZAAKA/maatregel", data=velden).status_code


def test_an_agreement_stands_with_its_venue_and_on_the_list_when_its_term_is_near(plaats: Plaats) -> None:
    assert _maatregel(plaats) == 303
    assert "een tweede portier" in plaats.zie("/zaken/ZAAKA", "preventie")
    assert "een tweede portier" in plaats.zie("/vandaag", "preventie")
    assert "een tweede portier" not in plaats.zie("/vandaag", "politie")
    assert _maatregel(plaats, soort="boete") == 400
    assert _maatregel(plaats, tekst="") == 400
    assert _maatregel(plaats, termijn="volgende week") == 400
    assert _maatregel(plaats, wie="politie") == 403
    assert (
        plaats.als("economie").post("/zaken/NIETS/maatregel", data={"soort": "afspraak", "tekst": "x"}).status_code
        == 404
    )


def test_an_agreement_that_was_kept_leaves_the_list_and_the_second_to_say_so_is_told(plaats: Plaats) -> None:
    _maatregel(plaats)
    pad = re.search(r"/maatregelen/[0-9a-f-]{36}", plaats.zie("/zaken/ZAAKA", "economie"))
    assert pad is not None
    velden = {"versie": "1", "naar": "nagekomen", "zaak": "ZAAKA"}
    assert plaats.als("economie").post(pad.group(), data=velden).status_code == 303
    assert "een tweede portier" not in plaats.zie("/vandaag", "economie")
    tweede = plaats.als("preventie").post(pad.group(), data={**velden, "naar": "niet_nagekomen"})
    assert tweede.status_code == 409
    assert "Iemand was je voor" in tweede.text
