"""The venues' pages, the sticker, typing in and finding, through the screens onto a real database."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from nachtleven.nacht import lokaal
from nachtleven.opslag import stickervellen
from nachtleven.opslag.tabellen import MeldingRij, UitpostRij
from nachtleven.web.zaakwaarden import Vellenkeuze, Zaakfilter
from tests.bureau.conftest import Plaats
from tests.proefqr import PDFTOPPM, lees_qr

TEKST = "geweigerd zaakA 4711"


@pytest.mark.parametrize("rol", ["onthaal", "economie", "preventie", "politie"])
def test_a_venue_shows_each_role_its_own_part_and_nobody_a_text(plaats: Plaats, rol: str) -> None:
    kenmerk = plaats.meld(TEKST)
    blad = plaats.zie("/zaken/ZAAKA", rol)
    assert "Bar Noviteit" in blad
    assert (kenmerk in blad) is (rol != "politie")
    assert ("<form" in blad.partition('id="afspraken"')[2].partition("<footer")[0]) is (rol != "politie")
    assert "geweigerd zaakA" not in blad
    assert ("Controles en bevindingen ziet de politie" in blad) is (rol == "onthaal")


def test_beheer_sees_no_venue(plaats: Plaats) -> None:
    for pad in ("/zaken", "/zaken/ZAAKA", "/zaken/ZAAKA/blad", "/zaken/ZAAKA/sticker.pdf"):
        assert plaats.als("beheer").get(pad).status_code == 403


def test_the_sheet_for_the_talk_names_no_melding_and_no_small_count(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST)
    for rol in ("onthaal", "economie"):
        blad = plaats.zie("/zaken/ZAAKA/blad", rol)
        assert kenmerk not in blad
        assert "Minder dan" in blad


def test_the_list_and_its_drawing_name_the_same_venues(plaats: Plaats) -> None:
    lijst = plaats.zie("/zaken")
    tekening = lijst.partition('<svg class="plattegrond"')[2].partition("</svg>")[0]
    assert set(re.findall(r"/zaken/(\w+)", tekening)) == {"ZAAKA", "ZAAKB"}
    assert "Café" not in plaats.zie("/zaken?zoek=Bar").partition("<table")[2].partition("</table>")[0]


@pytest.mark.skipif(PDFTOPPM is None, reason="pdftoppm is not on this machine")
def test_the_code_on_the_sticker_opens_a_text_to_us_with_the_code_of_the_venue(plaats: Plaats, tmp_path: Path) -> None:
    antwoord = plaats.als("economie").get("/zaken/ZAAKA/sticker.pdf")
    assert antwoord.mimetype == "application/pdf"
    gelezen = lees_qr(antwoord.data, tmp_path)
    zaak = plaats.bureau.zaken.zaak("ZAAKA")
    assert zaak is not None
    assert len(gelezen) == 1
    assert gelezen[0].lower().startswith(("sms:", "smsto:"))
    assert zaak.code in gelezen[0]
    assert "8989" in gelezen[0]


def test_the_stickers_of_a_list_are_asked_and_opened_once_they_are_made(plaats: Plaats) -> None:
    gevraagd = plaats.als("economie").post("/stickervellen", data={"zoek": "", "wijk": "", "portier": ""})
    assert (gevraagd.status_code, plaats.audit.regels[-1].handeling) == (303, "stickers_gevraagd")
    pad = gevraagd.location
    assert "2 zaken worden gemaakt" in plaats.zie(pad, "onthaal")
    assert plaats.als("onthaal").get(f"{pad}/stickers.pdf").status_code == 404
    with plaats.opslag.schrijven() as sessie:
        (id_,) = stickervellen.te_maken(sessie, plaats.klok())
        assert [zaak.zaak_id for zaak in stickervellen.zaken_van(sessie, id_)] == ["ZAAKA", "ZAAKB"]
        stickervellen.bewaar(sessie, id_, b"%PDF-proef", plaats.klok())
    assert "zijn klaar" in plaats.zie(pad, "onthaal")
    gekregen = plaats.als("onthaal").get(f"{pad}/stickers.pdf")
    assert (gekregen.mimetype, gekregen.data) == ("application/pdf", b"%PDF-proef")
    assert plaats.als("beheer").get(f"{pad}/stickers.pdf").status_code == 403


def test_stickers_that_nobody_made_in_an_hour_are_said_to_have_failed(plaats: Plaats) -> None:
    pad = plaats.als("economie").post("/stickervellen", data={"zoek": "Bar"}).location
    plaats.klok.verder(hours=1, seconds=1)
    assert "niet gelukt" in plaats.zie(pad)
    with plaats.opslag.lezen() as sessie:
        assert stickervellen.te_maken(sessie, plaats.klok()) == []


def test_no_stickers_are_asked_for_no_venue_or_for_more_than_go_in_one(plaats: Plaats) -> None:
    assert "geen enkele zaak" in plaats.als("economie").post("/stickervellen", data={"zoek": "nergens"}).text
    te_veel = stickervellen.Stickeropslag(plaats.opslag, 1).vraag(Zaakfilter(), plaats.klok())
    assert te_veel == Vellenkeuze(None, 2, 1)
    with plaats.opslag.lezen() as sessie:
        assert stickervellen.te_maken(sessie, plaats.klok()) == []


def _typ_in(plaats: Plaats, **anders: str) -> dict[str, str]:
    nu = lokaal(plaats.klok())
    velden = {"kanaal": "telefoon", "tekst": TEKST, "nummer": "", "dag": nu.date().isoformat(), "uur": f"{nu:%H:%M}"}
    return {**velden, "taal": "fr", **anders}


def test_what_was_told_by_telephone_becomes_a_melding_with_who_typed_it(plaats: Plaats) -> None:
    antwoord = plaats.als("noor").post("/meldingen/nieuw", data=_typ_in(plaats))
    assert antwoord.status_code == 303
    blad = plaats.zie(antwoord.location)
    for wat in ("telefoon", "noor", "Frans", "4711"):
        assert wat in blad
    with plaats.opslag.lezen() as sessie:
        assert sessie.scalars(select(UitpostRij)).all() == []


def test_who_called_gets_a_text_only_where_they_asked_for_one(plaats: Plaats) -> None:
    velden = _typ_in(plaats, nummer="0470 00 00 07", bevestig="ja")
    assert plaats.als("noor").post("/meldingen/nieuw", data=velden).status_code == 303
    with plaats.opslag.lezen() as sessie:
        assert len(sessie.scalars(select(UitpostRij)).all()) == 1


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        pytest.param({"kanaal": "duif"}, "kanaal", id="another_way"),
        pytest.param({"tekst": ""}, "tekst", id="nothing_told"),
        pytest.param({"tekst": "x" * 4001}, "tekst", id="too_long"),
        pytest.param({"nummer": "abc"}, "nummer", id="no_number"),
        pytest.param({"bevestig": "ja"}, "nummer", id="a_text_to_nobody"),
        pytest.param({"taal": "xx"}, "taal", id="unknown_language"),
        pytest.param({"dag": "2027-01-01"}, "dag", id="not_yet"),
        pytest.param({"dag": "2020-01-01"}, "dag", id="long_ago"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    plaats: Plaats, anders: dict[str, str], veld: str
) -> None:
    antwoord = plaats.als("noor").post("/meldingen/nieuw", data=_typ_in(plaats, **anders))
    assert antwoord.status_code == 400
    assert f'id="{veld}-fout"' in antwoord.text
    if veld != "tekst":
        assert TEKST in antwoord.text
    with plaats.opslag.lezen() as sessie:
        assert sessie.scalars(select(MeldingRij)).all() == []


def test_a_number_finds_its_meldingen_in_any_spelling_and_stands_in_no_address(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST, van="+32470000007")
    for getypt in ("+32470000007", "0470 00 00 07", "0032470000007"):
        antwoord = plaats.als("onthaal").post("/meldingen/zoek", data={"zoek": getypt})
        assert antwoord.status_code == 200
        assert kenmerk in antwoord.text
        assert "70000007" not in antwoord.text.replace(" ", "")
    assert plaats.als("onthaal").get("/meldingen/zoek?zoek=0470000007").status_code in (302, 404, 405)
    assert all("70000007" not in f"{r.voorwerp}{r.doel}" for r in plaats.audit.regels)


def test_only_onthaal_finds_by_number_and_who_sees_no_cards_finds_none(plaats: Plaats) -> None:
    kenmerk = plaats.meld(TEKST, van="+32470000007")
    for rol in ("economie", "preventie", "politie"):
        for getypt in ("0470000007", "4711"):
            antwoord = plaats.als(rol).post("/meldingen/zoek", data={"zoek": getypt})
            assert kenmerk not in antwoord.text
    assert kenmerk in plaats.als("onthaal").post("/meldingen/zoek", data={"zoek": "4711"}).text
