from pathlib import Path

import pytest

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.deurwoorden import laad_deurwoorden
from nachtleven.register.logboek import Reden

WOORDEN = laad_deurwoorden(Path("config"))


@pytest.mark.parametrize(
    ("tekst", "portier", "reden"),
    [
        pytest.param("de portier zei dat het vol zat", True, Reden.VOL, id="nl_full"),
        pytest.param("zogezegd vol maar achter mij mocht iedereen", False, Reden.VOL, id="nl_so_called_full"),
        pytest.param("het was niet vol, we mochten toch niet binnen", False, None, id="nl_not_full"),
        pytest.param("volgens mij is dat discriminatie", False, None, id="a_word_that_only_begins_alike"),
        pytest.param("bouncer said private party", True, Reden.PRIVAAT, id="en_private"),
        pytest.param("le videur a dit complet", True, Reden.VOL, id="fr_full"),
        pytest.param("Türsteher meinte nur mit Gästeliste", True, Reden.PRIVAAT, id="de_guest_list"),
        pytest.param("kapıdaki adam dolu dedi", True, Reden.VOL, id="tr_full"),
        pytest.param("البواب قال عامر", True, Reden.VOL, id="ar_full"),
        pytest.param("охранник сказал мест нет", True, Reden.VOL, id="ru_full"),
        pytest.param("eerst te jong, dan was het ineens vol", False, None, id="two_reasons_are_none"),
        pytest.param("ze lieten ons niet binnen", False, None, id="nothing_told"),
        pytest.param("", False, None, id="empty"),
        pytest.param("?!… 🙂", False, None, id="no_words"),
    ],
)
def test_a_text_names_a_doorman_and_a_reason_or_nothing(tekst: str, reden: Reden | None, *, portier: bool) -> None:
    deur = WOORDEN.lees(tekst)
    assert (deur.portier, deur.reden) == (portier, reden)


@pytest.mark.parametrize(
    "inhoud",
    [
        pytest.param("ontkenning = []\n[portier]\nnl = []\n[redenen]\nzomaar = ['x']\n", id="an_unknown_reason"),
        pytest.param("ontkenning = []\n[portier]\nnl = ['!']\n[redenen]\n", id="a_phrase_without_a_word"),
        pytest.param("ontkenning = []\n[redenen]\n", id="no_doormen"),
        pytest.param("kapot", id="not_toml"),
    ],
)
def test_wrong_words_are_a_configuration_error(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / "lezen").mkdir()
    (tmp_path / "lezen" / "deurwoorden.toml").write_text(inhoud, encoding="utf-8")
    with pytest.raises(ConfiguratieFout):
        laad_deurwoorden(tmp_path)
