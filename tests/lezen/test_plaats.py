"""A venue is found by name, alias, misspelling, other script, street or code; an ordinary word is that word."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.kenmerken import controleteken
from nachtleven.lezen.index import ZaakIndex, bouw_index
from nachtleven.lezen.lezing import Hoe, ZaakScore
from nachtleven.lezen.plaatslezer import Plaatslezer, laad_plaatskennis
from nachtleven.lezen.tekst import tokens
from nachtleven.register.zaken import Zaak

CODE = "A4CDE" + controleteken("A4CDE")


def zaak(nummer: str, naam: str, straat: str, *aliassen: str, huisnummer: str = "1", code: str = "") -> Zaak:
    return Zaak(
        nummer, naam, aliassen, straat, huisnummer, "9000", "Gent", "Centrum", capaciteit=None, portier=True, code=code
    )


ZAKEN = (
    zaak("Z1", "Café Meridiaan", "Molenstraat", code=CODE),
    zaak("Z2", "Club Orkaan", "Kaailaan", "De Orkaan"),
    zaak("Z3", "Orkaan Bar", "Visserskaai"),
    zaak("Z4", "De Zwarte Kraai", "Torenplein", huisnummer="14"),
    zaak("Z5", "Zilvervos", "Torenplein", huisnummer="15"),
    zaak("Z6", "Tijd", "Wolvendreef"),
)
GEWOON = {"nl": {"tijd": 6.0, "de": 7.5, "geen": 6.0, "ik": 7.0}}
INDEX = bouw_index(ZAKEN, GEWOON)
KENNIS = laad_plaatskennis(Path("config"))
LEZER = Plaatslezer(KENNIS, INDEX)


def lees(tekst: str, taal: str | None = "nl") -> tuple[ZaakScore, ...]:
    return LEZER.lees(tekst, tokens(tekst), taal)


@pytest.mark.parametrize(
    ("tekst", "taal", "verwacht"),
    [
        pytest.param("geweigerd bij Meridiaan", "nl", "Z1", id="name"),
        pytest.param("geweigerd bij café meridiaan", "nl", "Z1", id="whole_name"),
        pytest.param("ze weigerden ons in de meridean", "nl", "Z1", id="misspelling"),
        pytest.param("не пустили в Меридиан", "ru", "Z1", id="cyrillic"),
        pytest.param("Zilvervos'ta kapıdan almadılar", "tr", "Z5", id="turkish_ending"),
        pytest.param("geweigerd aan de deur in club orkaan", "nl", "Z2", id="the_kind_decides"),
        pytest.param("geweigerd door de portier, torenplein 15", "nl", "Z5", id="house_number"),
        pytest.param("niet binnen gelaten in de molenstraat", "nl", "Z1", id="street_with_one_venue"),
        pytest.param(f"code {CODE}", "nl", "Z1", id="code"),
    ],
)
def test_the_venue_meant_is_the_surest(tekst: str, taal: str, verwacht: str) -> None:
    assert lees(tekst, taal)[0].zaak_id == verwacht


ANDERE = (
    zaak("Y1", "Wolvenkelder", "Dreef"),
    zaak("Y2", "Katakomben", "Kuiperij"),
    zaak("Y3", "Zeven Zonden", "Eikelweg"),
    zaak("Y4", "Zeppelin", "Kuiperij"),
    zaak("Y5", "Marmelade", "Eikelweg"),
)
ANDERE_LEZER = Plaatslezer(KENNIS, bouw_index(ANDERE, GEWOON))


@pytest.mark.parametrize(
    ("tekst", "taal", "verwacht"),
    [
        pytest.param("they turned me away at the wolf cellar", "en", "Y1", id="two_ideas_in_one_word"),
        pytest.param("не пустили в Волчий погреб", "ru", "Y1", id="two_ideas_in_cyrillic"),
        pytest.param("nepustili nás v Katakombách", "sk", "Y2", id="the_ending_of_another_language"),
        pytest.param("refusé aux sept péchés par le videur", "fr", "Y3", id="a_translation"),
        pytest.param(
            "Zeppelin was top, maar in Marmelade mochten we niet binnen", "nl", "Y5", id="refused_at_the_last"
        ),
        pytest.param(
            "geweigerd in Zeppelin, nu zitten we in Marmelade, leuk hier", "nl", "Y4", id="refused_at_the_first"
        ),
    ],
)
def test_other_words_for_a_name_and_other_names_beside_it(tekst: str, taal: str, verwacht: str) -> None:
    assert ANDERE_LEZER.lees(tekst, tokens(tekst), taal)[0].zaak_id == verwacht


@pytest.mark.parametrize(
    "tekst",
    [
        pytest.param("geweigerd in Zeppelin of Marmelade, ik weet niet welke van de twee", id="dutch"),
        pytest.param("refused at Zeppelin, Marmelade? not sure which", id="english"),
        pytest.param("in Zeppelin in Marmelade, nu stiu care, nu ne-au lasat", id="romanian"),
    ],
)
def test_who_does_not_know_which_gets_both(tekst: str) -> None:
    eerste, tweede = ANDERE_LEZER.lees(tekst, tokens(tekst), None)[:2]
    assert {eerste.zaak_id, tweede.zaak_id} == {"Y4", "Y5"}
    assert eerste.zekerheid == tweede.zekerheid


def test_a_street_with_two_venues_gives_both_alike() -> None:
    scores = lees("niet binnen gelaten op het torenplein")
    assert {score.zaak_id for score in scores} == {"Z4", "Z5"}
    assert scores[0].zekerheid == scores[1].zekerheid
    assert scores[0].hoe is Hoe.STRAAT


def test_two_venues_of_one_name_are_alike() -> None:
    scores = {score.zaak_id: score.zekerheid for score in lees("geweigerd in orkaan")}
    assert abs(scores["Z2"] - scores["Z3"]) < 0.5


def test_an_ordinary_word_is_that_word() -> None:
    assert all(score.zekerheid < 0.5 for score in lees("ik heb geen tijd"))


def test_the_same_word_is_a_venue_sooner_where_a_refusal_is_told() -> None:
    def kans(tekst: str) -> float:
        return next((een.zekerheid for een in lees(tekst) if een.zaak_id == "Z6"), 0.0)

    verteld = kans("portier van Tijd liet ons niet binnen, mijn vriend is zwart")
    assert verteld > 0.5
    assert verteld > kans("de tijd van je leven in maart") + 0.4


def test_a_code_of_no_venue_is_not_taken() -> None:
    assert lees("code A4CE" + controleteken("A4CE")) == ()


def test_an_index_read_back_finds_the_same() -> None:
    terug = Plaatslezer(KENNIS, ZaakIndex.uit_bytes(INDEX.naar_bytes()))
    tekst = "geweigerd bij meridjaan op het torenplein"
    assert terug.lees(tekst, tokens(tekst), "nl") == lees(tekst)


def test_an_empty_register_finds_nothing() -> None:
    leeg = Plaatslezer(KENNIS, ZaakIndex.uit_bytes(bouw_index((), {}).naar_bytes()))
    assert leeg.lees("geweigerd bij Nova", tokens("geweigerd bij Nova"), "nl") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_chances_that_sum_to_at_most_one(tekst: str) -> None:
    assert sum(score.zekerheid for score in lees(tekst, None)) <= 1.0 + 1e-9


GEHOORD = Plaatslezer(
    KENNIS,
    bouw_index(
        (
            zaak("W1", "Birds", "Dreef"),
            zaak("W2", "De Derde Helft", "Kuiperij"),
            zaak("W3", "Grand Café Arcade", "Dreef"),
        ),
        {"nl": {}, "tr": {"bir": 7.0}, "sk": {"pol": 5.0}},
    ),
)


@pytest.mark.parametrize(
    ("tekst", "taal"),
    [
        pytest.param("bir kulüp bizi almadı, yabancıyız diye", "tr", id="a_common_word_that_a_name_sounds_like"),
        pytest.param("o pol tretej nás nepustili dnu", "sk", id="the_time_of_the_clock"),
    ],
)
def test_what_is_no_name_is_not_linked_because_a_name_is_like_it(tekst: str, taal: str) -> None:
    assert all(score.zekerheid < 0.5 for score in GEHOORD.lees(tekst, tokens(tekst), taal))


def test_grand_is_part_of_the_kind_of_venue() -> None:
    scores = GEHOORD.lees("geweigerd bij arcade", tokens("geweigerd bij arcade"), "nl")
    assert scores[0].zaak_id == "W3"
