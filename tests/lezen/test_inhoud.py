import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.lezen.inhoud import Inhoud, Inhoudslezer
from nachtleven.lezen.inhoudkenmerken import Begrippen
from nachtleven.lezen.lezing import Feit, Hoe, Rol, Soort, Woorden, ZaakScore
from nachtleven.lezen.tekst import tokens

LEZER = Inhoudslezer(Path("config"))


def lees(tekst: str, taal: str | None = None, *zaken: ZaakScore) -> Inhoud:
    return LEZER.lees(tekst, tokens(tekst), taal, zaken)


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        pytest.param("STOP", Soort.STOP, id="stop"),
        pytest.param(" stop. ", Soort.STOP, id="stop_with_marks"),
        pytest.param("СТОП", Soort.STOP, id="stop_cyrillic"),
        pytest.param("توقف", Soort.STOP, id="stop_arabic"),
        pytest.param("info?", Soort.HELP, id="info"),
        pytest.param("Yardım", Soort.HELP, id="help_turkish"),
        pytest.param("WIS", Soort.WIS, id="wis"),
        pytest.param("effacez tout", Soort.WIS, id="wis_french"),
        pytest.param("MELDING", Soort.VRAAG, id="keyword"),
        pytest.param("بلاغ", Soort.VRAAG, id="keyword_arabic"),
        pytest.param("", Soort.RUIS, id="nothing"),
        pytest.param("🙃🙃", Soort.RUIS, id="only_pictures"),
    ],
)
def test_a_text_that_is_wholly_a_command_is_that_command(tekst: str, soort: Soort) -> None:
    assert lees(tekst).soort is soort


def test_a_bare_venue_name_is_a_question() -> None:
    zaak = ZaakScore("X1", 0.99, Hoe.NAAM, (Woorden(0, 13),))
    assert lees("De Kale Kikker"[:13], None, zaak).soort is Soort.VRAAG


def test_a_refusal_over_skin_colour_is_a_melding_that_says_why() -> None:
    tekst = "portier liet mij niet binnen omdat ik zwart ben"
    inhoud = lees(tekst, "nl")
    assert (inhoud.soort, inhoud.rol) == (Soort.MELDING, Rol.SLACHTOFFER)
    assert "raciaal" in inhoud.gronden
    assert Feit.GEWEIGERD in inhoud.feiten
    woorden = {tekst[w.begin : w.eind] for v in inhoud.verklaringen if v.waarde == "raciaal" for w in v.woorden}
    assert "zwart" in woorden


@pytest.mark.parametrize(
    ("taal", "tekst"),
    [
        pytest.param("nl", "mocht niet binnen om mijn kleur", id="nl"),
        pytest.param("fr", "pas entré à cause de ma couleur de peau", id="fr"),
        pytest.param("en", "not let in because of my skin colour", id="en"),
        pytest.param("de", "nicht reingelassen wegen meiner Hautfarbe", id="de"),
        pytest.param("tr", "ten rengim yüzünden almadılar", id="tr"),
        pytest.param("ar", "منعوني من الدخول بسبب لون بشرتي", id="ar"),
        pytest.param("bg", "не ме пуснаха заради цвета на кожата ми", id="bg"),
        pytest.param("sk", "nepustili ma kvôli farbe pleti", id="sk"),
        pytest.param("pl", "nie wpuścili mnie z powodu koloru skóry", id="pl"),
        pytest.param("ru", "меня не пустили из-за моего цвета кожи", id="ru"),
        pytest.param("uk", "мене не пустили через мій колір шкіри", id="uk"),
        pytest.param("es", "no me dejaron entrar por mi color de piel", id="es"),
        pytest.param("pt", "não me deixaram entrar por causa da minha cor", id="pt"),
        pytest.param("ro", "nu m-au lăsat să intru din cauza culorii pielii mele", id="ro"),
    ],
)
def test_skin_colour_told_plainly_is_read_in_every_language(taal: str, tekst: str) -> None:
    assert "raciaal" in lees(tekst, taal).gronden


@pytest.mark.parametrize(
    ("taal", "tekst"),
    [
        pytest.param("nl", "niet omwille van mijn kleur, gewoon vol", id="nl"),
        pytest.param("en", "wasn't about race, they were just full", id="en"),
        pytest.param("fr", "rien à voir avec ma couleur, c'était complet", id="fr"),
        pytest.param("es", "no fue por mi color, estaba lleno", id="es"),
    ],
)
def test_a_ground_that_is_denied_is_none(taal: str, tekst: str) -> None:
    assert "raciaal" not in lees(tekst, taal).gronden


@settings(deadline=None, max_examples=60)
@given(tekst=st.text(max_size=300), taal=st.sampled_from([None, "nl", "ar", "xx"]))
def test_any_text_gives_an_inhoud(tekst: str, taal: str | None) -> None:
    inhoud = lees(tekst, taal)
    assert all(0 <= w.begin < w.eind <= len(tekst) for v in inhoud.verklaringen for w in v.woorden)
    assert all(0 <= v.zekerheid <= 1 for v in inhoud.verklaringen)


def test_every_ground_stands_in_the_file_once_a_day() -> None:
    gronden = tomllib.loads(Path("config/gronden.toml").read_text(encoding="utf-8"))["grond"]
    assert len({grond["code"] for grond in gronden}) == 16
    for grond in gronden:
        assert grond["bron"]
        assert grond["instantie"] in {"unia", "igvm", "geen"}
        zelfde = [een for een in gronden if een["code"] == grond["code"] and een is not grond]
        assert all(
            (een.get("tot") and een["tot"] <= grond["vanaf"]) or (grond.get("tot") and grond["tot"] <= een["vanaf"])
            for een in zelfde
        )


@pytest.mark.parametrize(
    ("woord", "eigen", "ander", "begrip"),
    [
        ("im", "en", "de", "ikzelf"),
        ("on", "fr", "en", "wijzelf"),
        ("mi", "es", "tr", "mijn"),
        ("em", "nl", "pt", "hijzij"),
    ],
)
def test_a_word_for_who_is_in_a_text_counts_in_its_own_language_only(
    woord: str, eigen: str, ander: str, begrip: str
) -> None:
    begrippen = Begrippen(Path("config/talen/inhoud"))
    assert begrip in begrippen.van_tekst([woord], eigen)[0]
    assert begrip not in begrippen.van_tekst([woord], ander)[0]
    assert begrip in begrippen.van_tekst([woord], None)[0]
