import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.lezen.inhoud import Inhoud, Inhoudslezer
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
