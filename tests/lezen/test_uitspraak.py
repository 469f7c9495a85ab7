"""A name that is written by ear in another script is found: as it is said in English, French or Dutch."""

from pathlib import Path

import pytest

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.plaatslezer import Plaatslezer, laad_plaatskennis
from nachtleven.lezen.tekst import tokens
from nachtleven.lezen.uitspraak import Uitspraken
from nachtleven.register.zaken import Zaak

NAMEN = (
    "Moonlight",
    "Cloud Nine",
    "Sunset Lounge",
    "Blackbird",
    "Le Rideau",
    "De Scheve Schouw",
    "Lumina",
    "Jungle",
    "Tiger",
)
ZAKEN = [
    Zaak(naam, naam, (), "Molenstraat", str(n), "9000", "Gent", "Centrum", capaciteit=None, portier=True)
    for n, naam in enumerate(NAMEN)
]
LEZER = Plaatslezer(laad_plaatskennis(Path("config")), bouw_index(ZAKEN, {}))


@pytest.mark.parametrize(
    ("tekst", "taal", "naam"),
    [
        pytest.param("меня не пустили в мунлайт", "ru", "Moonlight", id="english_in_russian"),
        pytest.param("в сансет лаунже нас выгнали", "ru", "Sunset Lounge", id="with_a_russian_ending"),
        pytest.param("охраната на блекбърд не ни пусна", "bg", "Blackbird", id="english_in_bulgarian"),
        pytest.param("منعوني من دخول كلاود ناين", "ar", "Cloud Nine", id="english_in_arabic"),
        pytest.param("طردوني من بلاكبيرد", "ar", "Blackbird", id="one_word_in_arabic"),
        pytest.param("в ле ридо не пустили", "ru", "Le Rideau", id="french_in_russian"),
        pytest.param('у "Скеве Схау" нас не пустили', "uk", "De Scheve Schouw", id="dutch_in_ukrainian"),
        pytest.param("в тайгере нас не пустили", "ru", "Tiger", id="a_hard_g"),
        pytest.param("blekbörd'de bizi almadılar", "tr", "Blackbird", id="english_in_turkish"),
        pytest.param("у Люмины секьюрити толкнул девушку", "ru", "Lumina", id="a_soft_letter_and_an_ending"),
    ],
)
def test_a_name_written_by_ear_is_found(tekst: str, taal: str, naam: str) -> None:
    assert LEZER.lees(tekst, tokens(tekst), taal)[0].zaak_id == naam


def test_a_rule_does_not_read_what_another_wrote(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('regels = [["oo", "u"], ["un", "an"], ["igh", "ay"]]')
    assert Uitspraken(tmp_path).van(["moonlight", "fun"]) == {"moonlight": ("munlayt",), "fun": ("fan",)}


@pytest.mark.parametrize(
    "inhoud",
    [
        pytest.param("", id="no_rules"),
        pytest.param('regels = [["(", "a"]]', id="no_expression"),
        pytest.param('regels = [["a"]]', id="half_a_rule"),
    ],
)
def test_rules_that_cannot_be_read_name_the_file(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / "en.toml").write_text(inhoud)
    with pytest.raises(ConfiguratieFout, match=r"en\.toml"):
        Uitspraken(tmp_path)


def test_no_words_are_said_in_no_way() -> None:
    assert Uitspraken(Path("config/talen/uitspraak")).van([]) == {}
