from pathlib import Path

import pytest

from nachtleven.demo.speelmap import kies_map, maak_omgeving, verse_map
from nachtleven.fouten import BezetFout
from nachtleven.instellingen import Voor, laad


def test_a_second_demo_finds_its_folder_empty(tmp_path: Path) -> None:
    plek = tmp_path / "demo"
    with verse_map(plek):
        (plek / "nachtleven.db").write_text("vorige")
        (plek / "rapporten").mkdir()
        (plek / "rapporten" / "oud").write_text("vorige")
        eerst = {pad.name for pad in plek.iterdir()}
    with verse_map(plek):
        assert {pad.name for pad in plek.iterdir()} == eerst - {"nachtleven.db", "rapporten"}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    plek = tmp_path / "demo"
    plek.mkdir()
    (plek / "brief.txt").write_text("bewaar mij")
    with pytest.raises(BezetFout, match="niet van de demo"), verse_map(plek):
        pass
    assert [pad.name for pad in plek.iterdir()] == ["brief.txt"]


def test_two_demos_never_play_in_one_folder(tmp_path: Path) -> None:
    plek = tmp_path / "demo"
    with verse_map(plek):
        (plek / "nachtleven.db").write_text("van de eerste")
        with pytest.raises(BezetFout, match="speelt al een demo"), verse_map(plek):
            pass
        assert (plek / "nachtleven.db").exists()


def test_the_folder_lies_in_the_data_folder_or_in_var(tmp_path: Path) -> None:
    assert kies_map({"NACHTLEVEN_DATA": str(tmp_path)}) == tmp_path / "demo"
    assert kies_map({}) == Path("var/demo").absolute()


def test_the_demo_takes_no_secret_and_no_database_from_outside(tmp_path: Path) -> None:
    basis = {
        "PATH": "/bin",
        "NACHTLEVEN_DATABASE_URL": "postgresql+psycopg://echt",
        "NACHTLEVEN_ENCRYPTION_KEYS": "echt",
        "NACHTLEVEN_TWILIO_AUTH_TOKEN": "echt",
    }
    omgeving = maak_omgeving(basis, tmp_path, "http://127.0.0.1:8989", "http://127.0.0.1:4010")
    assert omgeving["PATH"] == "/bin"
    assert "echt" not in " ".join(omgeving.values())
    gelezen = laad(omgeving, Voor.SERVE)
    assert gelezen.database_url == f"sqlite:///{tmp_path / 'nachtleven.db'}"


def test_the_demos_secrets_are_its_owners_alone(tmp_path: Path) -> None:
    maak_omgeving({}, tmp_path, "http://127.0.0.1:8989", "http://127.0.0.1:4010")
    assert {pad.stat().st_mode & 0o077 for pad in (tmp_path / "sleutels").iterdir()} == {0}
