from datetime import UTC, datetime
from pathlib import Path

import pytest

from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.lezen.lezing import Feit, Soort

NU = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    return Lezer(Path("config"), bouw_index((), {}))


@pytest.mark.parametrize(
    "tekst",
    [
        pytest.param("geweigerd", id="one_word"),
        pytest.param("niet binnen gemogen in Quizquaz", id="nl"),
        pytest.param("refusé au Quizquaz", id="fr"),
        pytest.param("turned away at the quizquaz", id="en"),
        pytest.param("wurden im quizquaz abgewiesen", id="de"),
        pytest.param("quizquaza bizi almadılar", id="tr"),
        pytest.param("не пустили в квизкваз", id="ru"),
        pytest.param("منعوني من الدخول", id="ar"),
        pytest.param("no nos dejaron entrar en quizquaz", id="es"),
        pytest.param("nie wpuścili nas", id="pl"),
    ],
)
def test_a_text_that_tells_of_a_refusal_is_never_chatter(lezer: Lezer, tekst: str) -> None:
    lezing = lezer.lees(tekst, NU)
    assert lezing.soort in (Soort.MELDING, Soort.INCIDENT)
    assert Feit.GEWEIGERD in lezing.feiten


@pytest.mark.parametrize("tekst", ["mam ik ben later thuis x", "on mange quoi ce soir", "happy birthday!!"])
def test_chatter_stays_chatter(lezer: Lezer, tekst: str) -> None:
    assert lezer.lees(tekst, NU).soort is not Soort.INCIDENT
    assert Feit.GEWEIGERD not in lezer.lees(tekst, NU).feiten
