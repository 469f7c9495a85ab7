"""The city's file: what may be left out, and what is refused."""

from pathlib import Path

import pytest

from nachtleven.fouten import ConfiguratieFout
from nachtleven.stad import Wacht, laad_stad

GEWOON = Path("config/nachtleven.toml").read_text(encoding="utf-8")


def met(tmp_path: Path, oud: str, nieuw: str) -> Path:
    assert oud in GEWOON
    bestand = tmp_path / "nachtleven.toml"
    bestand.write_text(GEWOON.replace(oud, nieuw, 1), encoding="utf-8")
    return bestand


def test_as_it_comes_our_texts_are_from_the_short_number_and_nobody_is_called(tmp_path: Path) -> None:
    stad = laad_stad(met(tmp_path, "[stad]", "[stad]"))
    assert (stad.nummer.afzender, stad.nummer.proef, stad.wacht) == ("8989", "", Wacht((), ()))


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        pytest.param('afzender = ""', "", id="no_sender"),
        pytest.param('proef = ""', "", id="no_probe"),
        pytest.param("mails = []\nnummers = []", "", id="nobody_on_call"),
    ],
)
def test_what_is_new_may_be_left_out_of_an_older_file(tmp_path: Path, oud: str, nieuw: str) -> None:
    stad = laad_stad(met(tmp_path, oud, nieuw))
    assert (stad.nummer.afzender, stad.nummer.proef, stad.wacht) == ("8989", "", Wacht((), ()))


def test_a_sender_and_who_is_on_call_are_read(tmp_path: Path) -> None:
    stad = laad_stad(met(tmp_path, 'afzender = ""', 'afzender = "MG1"'))
    assert stad.nummer.afzender == "MG1"
    stad = laad_stad(met(tmp_path, "mails = []", 'mails = ["wacht@stad.example"]'))
    assert stad.wacht == Wacht(("wacht@stad.example",), ())


@pytest.mark.parametrize(
    ("oud", "nieuw", "plaats", "reden"),
    [
        pytest.param("mails = []\nn", "malis = []\nn", "[wacht] malis", "bedoeld is misschien mails", id="a_name"),
        pytest.param("[audit]", "[adit]", "[adit]", "bedoeld is misschien audit", id="a_table"),
        pytest.param("[audit]", "xyz = 1\n[audit]", "[bewaring] xyz", "bestaat niet", id="like_nothing"),
        pytest.param("[stad]", "los = 1\n[stad]", "[los]", "bestaat niet", id="outside_a_table"),
    ],
)
def test_a_name_with_a_typo_is_refused_and_not_left_out(
    tmp_path: Path, oud: str, nieuw: str, plaats: str, reden: str
) -> None:
    with pytest.raises(ConfiguratieFout, match=reden) as fout:
        laad_stad(met(tmp_path, oud, nieuw))
    assert fout.value.plaats == plaats


@pytest.mark.parametrize(
    ("oud", "nieuw", "naam"),
    [
        pytest.param("nummer_maanden = 3", "nummer_maanden = 0", "nummer_maanden", id="no_term_at_all"),
        pytest.param("tekst_maanden = 12", "tekst_maanden = 2", "tekst_maanden", id="words_before_the_number"),
        pytest.param("logboek_maanden = 12", "logboek_maanden = 1", "logboek_maanden", id="a_log_before_the_number"),
        pytest.param("reserve_dagen = 35", "reserve_dagen = 3", "reserve_dagen", id="hardly_a_backup"),
        pytest.param("sleutel_dagen = 35", "sleutel_dagen = 34", "sleutel_dagen", id="a_key_before_its_backups"),
    ],
)
def test_a_term_that_can_not_be_meant_is_refused_before_it_destroys(
    tmp_path: Path, oud: str, nieuw: str, naam: str
) -> None:
    with pytest.raises(ConfiguratieFout) as fout:
        laad_stad(met(tmp_path, oud, nieuw))
    assert fout.value.plaats == f"[bewaring] {naam}"


@pytest.mark.parametrize(
    ("oud", "nieuw", "plaats"),
    [
        pytest.param('proef = ""', 'proef = "8989"', "[nummer] proef", id="a_probe_to_the_sender_itself"),
        pytest.param('proef = ""', "proef = 5", "[nummer] proef", id="a_number_for_a_text"),
        pytest.param("mails = []", 'mails = "x"', "[wacht] mails", id="a_text_for_a_list"),
        pytest.param('kort = "8989"', 'kort = ""', "[nummer] kort", id="no_short_number"),
    ],
)
def test_a_faulty_value_is_refused_with_its_place(tmp_path: Path, oud: str, nieuw: str, plaats: str) -> None:
    with pytest.raises(ConfiguratieFout) as fout:
        laad_stad(met(tmp_path, oud, nieuw))
    assert fout.value.plaats == plaats
