import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from nachtleven.berichten import aantal_delen, is_gsm7
from nachtleven.fouten import ConfiguratieFout
from nachtleven.gesprekken.antwoordteksten import (
    TALEN,
    VELDEN,
    Antwoordboek,
    Zin,
    antwoord_kaal,
    in_gsm7,
    laad_antwoordboek,
    stel_op,
)

WAARDEN = {
    "kenmerk": "KAN-4TR-7",
    "kenmerken": "KAN-4TR-7, KAN-4TR-7, KAN-4TR-7 (+12)",
    "dagen": "14",
    "nummer": "8989",
    "privacy": "privacy@nachtleven.example",
    "zorgcentrum": "Zorgcentrum 02 000 00 00",
    "nazorg": "nazorg.nachtleven.example",
    "tijd": "23:45",
    "keuzes": "A Een, Straat; B Twee, Straat",
}
IN_GSM7 = ("nl", "fr", "en", "de", "es", "pt")
GRATIS = ("gratis", "gratuit", "free", "ücretsiz", "مجاني", "безплатен", "zadarmo", "bezpłatny", "безкоштовний")
GRATIS_OOK = ("бесплатный", "kostenlos")
VRAGEN = {sleutel for sleutel in VELDEN if sleutel.startswith("vraag_")}


@lru_cache
def antwoorden() -> Antwoordboek:
    return laad_antwoordboek(Path("config"))


def vul(taal: str, sleutel: str) -> str:
    return antwoorden().zin(taal, sleutel, **{veld: WAARDEN[veld] for veld in VELDEN[sleutel]})


@pytest.mark.parametrize("taal", TALEN)
def test_every_sentence_fits_one_part_or_two_outside_the_basic_alphabet(taal: str) -> None:
    for sleutel in VELDEN:
        zin = vul(taal, sleutel)
        assert is_gsm7(zin) or taal not in IN_GSM7, zin
        assert aantal_delen(zin) <= (1 if is_gsm7(zin) else 2), zin


@pytest.mark.parametrize("taal", TALEN)
def test_a_question_mark_stands_in_a_question_and_nowhere_else(taal: str) -> None:
    for sleutel in VELDEN:
        tekens = vul(taal, sleutel).replace("؟", "?").count("?")
        assert tekens == (1 if sleutel in VRAGEN else 0), (taal, sleutel)


@pytest.mark.parametrize("taal", TALEN)
def test_the_number_is_never_named_without_that_it_is_free(taal: str) -> None:
    for sleutel in VELDEN:
        zin = vul(taal, sleutel)
        noemt = "{nummer}" in antwoorden().teksten[taal][sleutel] and not sleutel.startswith("incident")
        assert "8989" not in antwoorden().teksten[taal][sleutel]
        assert not noemt or any(woord in zin.casefold() for woord in (*GRATIS, *GRATIS_OOK)), zin


@pytest.mark.parametrize("taal", TALEN)
def test_the_plain_confirmation_exists_and_names_no_kenmerk(taal: str) -> None:
    assert antwoord_kaal(taal, antwoorden()) == antwoorden().teksten[taal]["kaal"]


@pytest.mark.parametrize("taal", [None, "xx", "nl"])
def test_an_unknown_language_is_answered_in_dutch(taal: str | None) -> None:
    assert antwoord_kaal(taal, antwoorden()) == antwoorden().teksten["nl"]["kaal"]


@pytest.mark.parametrize(
    ("oud", "nieuw", "plaats"),
    [
        pytest.param('info = "', '# info = "', "info", id="missing"),
        pytest.param('info = "', 'iets = "x"\ninfo = "', "iets", id="unknown"),
        pytest.param("{dagen}", "{dag}", "ingetrokken", id="unknown_placeholder"),
        pytest.param("{kenmerk} received", "received", "ontvangen", id="placeholder_left_out"),
        pytest.param("Report {kenmerk} received.", "Melding {kenmerk} is ontvangen.", "ontvangen", id="untranslated"),
        pytest.param('taal = "en"', 'taal = "nl"', "taal", id="another_language"),
        pytest.param("[teksten]", "[teksten", "bestand", id="does_not_parse"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, oud: str, nieuw: str, plaats: str) -> None:
    shutil.copytree("config/antwoorden", tmp_path / "antwoorden")
    bestand = tmp_path / "antwoorden" / "en.toml"
    bestand.write_text(bestand.read_text(encoding="utf-8").replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(ConfiguratieFout) as fout:
        laad_antwoordboek(tmp_path)
    assert (fout.value.bestand, fout.value.plaats) == ("en.toml", plaats)


def test_a_missing_language_is_refused(tmp_path: Path) -> None:
    shutil.copytree("config/antwoorden", tmp_path / "antwoorden")
    (tmp_path / "antwoorden" / "uk.toml").unlink()
    with pytest.raises(ConfiguratieFout):
        laad_antwoordboek(tmp_path)


def test_what_can_be_left_out_falls_out_before_an_answer_takes_another_part() -> None:
    kenmerk = {"kenmerk": "KAN-4TR-7"}
    zinnen = [Zin("ontvangen", waarden=kenmerk), Zin("info", rang=4), Zin("hulp", rang=2, waarden=WAARDEN)]
    opgesteld = stel_op(antwoorden(), "nl", zinnen)
    assert opgesteld.sleutels == {"ontvangen"}


@pytest.mark.parametrize(
    ("naam", "kaal"),
    [
        pytest.param("Café", "Café", id="in_the_alphabet"),
        pytest.param("François", "Francois", id="accent_falls"),
        pytest.param("L’Anvers", "L'Anvers", id="curly_quote"),
        pytest.param("Bar 日", "Bar ", id="no_letter_like_it"),
    ],
)
def test_a_name_is_brought_into_the_basic_alphabet(naam: str, kaal: str) -> None:
    assert in_gsm7(naam) == kaal
