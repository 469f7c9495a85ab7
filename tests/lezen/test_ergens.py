"""A place without a name, in the words of every language: "a bar on the quay", "don't know what it's called"."""

from pathlib import Path

import pytest

from nachtleven.lezen.ergens import Ergens
from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.plaatsstukken import knip
from nachtleven.lezen.plaatswoorden import laad_plaatswoorden
from nachtleven.lezen.tekst import tokens

WOORDEN = laad_plaatswoorden(Path("config"))
GEEN = Woorden(9998, 9999)


def tekens(tekst: str, taal: str, naam: str = "", **van_de_naam: float) -> dict[str, float]:
    plek = Woorden(tekst.index(naam), tekst.index(naam) + len(naam)) if naam else GEEN
    ergens = Ergens(knip(tekst, tokens(tekst)), (WOORDEN, WOORDEN.van(taal)))
    return ergens.tekens(plek, van_de_naam)


@pytest.mark.parametrize(
    ("taal", "tekst"),
    [
        ("nl", "geweigerd in een café aan het water, naam vergeten"),
        ("fr", "refusé, je sais plus comment ça s'appelle, le nom m'échappe, je sais pas le nom"),
        ("en", "turned away, don't know the name of it"),
        ("de", "nicht reingelassen, weiß nicht wie es heißt"),
        ("tr", "bizi almadılar, ismini hatırlamıyorum"),
        ("ar", "ما دخلونا، ما بعرف اسمه"),
        ("bg", "не ни пуснаха, без име беше"),
        ("pl", "nie wpuścili nas, nie pamiętam nazwy"),
        ("sk", "nepustili nás, neviem ako sa volá"),
        ("ru", "не пустили, не помню название"),
        ("uk", "не пустили, забув назву"),
        ("es", "no nos dejaron, no recuerdo el nombre"),
        ("pt", "não nos deixaram entrar, não sei o nome"),
        ("ro", "nu ne-au lăsat, nu știu cum se cheama"),
    ],
)
def test_who_does_not_know_the_name_names_no_venue(taal: str, tekst: str) -> None:
    assert tekens(tekst, taal)["naamloos"] == 1


@pytest.mark.parametrize(
    ("taal", "tekst"),
    [
        ("nl", "geweigerd in een bar aan de kaai"),
        ("fr", "refusé dans un petit bar sombre"),
        ("en", "some club by the station said no"),
        ("de", "in einer Bar am Hafen abgewiesen"),
        ("tr", "bir bara almadılar"),
        ("ar", "ما دخلونا على شي بار"),
        ("bg", "върнаха ни от един клуб на кея"),
        ("pl", "nie wpuścili nas do jakiegoś klubu"),
        ("sk", "nepustili nás do nejakého klubu"),
        ("ru", "не пустили в какой-то клуб"),
        ("uk", "не пустили в якийсь клуб"),
        ("es", "no entramos en un bar del centro"),
        ("pt", "não entrámos num bar do centro"),
        ("ro", "nu am intrat intr-un bar din centru"),
    ],
)
def test_a_place_that_is_only_some_place_speaks_against_every_name(taal: str, tekst: str) -> None:
    assert tekens(tekst, taal)["ergens"] == 1


@pytest.mark.parametrize("tekst", ["geweigerd in een bar Zilvervos", "een club genaamd Zilvervos liet ons staan"])
def test_the_kind_of_place_beside_a_name_is_its_own(tekst: str) -> None:
    assert tekens(tekst, "nl", "Zilvervos")["ergens"] == 0


def test_the_signs_of_a_name_are_given_again_where_the_place_has_none() -> None:
    gezien = tekens("ergens in een bar aan de kaai, Tijd", "nl", "Tijd", gewoon=2.5, fout=0.0)
    assert gezien["ergens_gewoon"] == 2.5
    assert "ergens_fout" not in gezien


def test_a_text_of_a_named_venue_gives_neither_sign() -> None:
    assert tekens("geweigerd bij Zilvervos, en ik weet niet waarom", "nl") == {"naamloos": 0, "ergens": 0}
