"""The erasure journal: on disk before the erasure, bound line to line, and no line of a half-written one counts."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

import pytest

from nachtleven.bewaring.wisboek import Wisboek, Wiskop, Wisregel
from nachtleven.fouten import WisboekFout

NU = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
SLEUTEL = b"w" * 32


def regel(nummer: int) -> Wisregel:
    return Wisregel("bericht", UUID(int=nummer), NU, "twilio", f"SM{nummer}")


@pytest.fixture
def boek(tmp_path: Path) -> Wisboek:
    return Wisboek(tmp_path / "data" / "wisboek.jsonl", SLEUTEL)


def test_what_is_written_is_read_back_in_order(boek: Wisboek) -> None:
    assert boek.lees() == []
    boek.schrijf([regel(1), Wisregel("melding", UUID(int=9), NU)])
    boek.schrijf([])
    boek.schrijf([regel(2)])
    assert boek.lees() == [regel(1), Wisregel("melding", UUID(int=9), NU), regel(2)]
    assert boek.kop().aantal == 3
    assert boek.bestand.stat().st_mode & 0o777 == 0o600


def _eruit(lijnen: list[str]) -> list[str]:
    return [lijnen[0], *lijnen[2:]]


def _om(lijnen: list[str]) -> list[str]:
    return [lijnen[1], lijnen[0], *lijnen[2:]]


def _anders(lijnen: list[str]) -> list[str]:
    velden = json.loads(lijnen[1])
    return [lijnen[0], json.dumps({**velden, "poort_id": "SM9"}), *lijnen[2:]]


@pytest.mark.parametrize(
    "verander",
    [
        pytest.param(_eruit, id="a_line_dropped"),
        pytest.param(_om, id="two_lines_swapped"),
        pytest.param(_anders, id="a_line_changed"),
        pytest.param(lambda lijnen: [*lijnen, "{}"], id="an_empty_line_added"),
        pytest.param(lambda lijnen: [*lijnen, lijnen[-1]], id="a_line_added_again"),
        pytest.param(lambda lijnen: [*lijnen, "[1]"], id="something_else"),
    ],
)
def test_a_changed_journal_is_not_read_and_not_added_to(
    boek: Wisboek, verander: Callable[[list[str]], list[str]]
) -> None:
    boek.schrijf([regel(1), regel(2), regel(3)])
    lijnen = boek.bestand.read_text().splitlines()
    boek.bestand.write_text("\n".join(verander(lijnen)) + "\n")
    with pytest.raises(WisboekFout):
        boek.lees()
    with pytest.raises(WisboekFout):
        boek.schrijf([regel(4)])


def test_lines_cut_from_the_end_show_against_a_head_kept_elsewhere(boek: Wisboek) -> None:
    boek.schrijf([regel(1), regel(2)])
    kop = boek.kop()
    boek.schrijf([regel(3)])
    assert boek.bevat(kop)
    assert boek.bevat(Wiskop(0, "0" * 64))
    boek.bestand.write_text(boek.bestand.read_text().splitlines()[0] + "\n")
    assert not boek.bevat(kop)


def test_a_line_that_a_dying_process_left_half_is_cut_off_and_written_over(boek: Wisboek) -> None:
    boek.schrijf([regel(1)])
    with boek.bestand.open("a") as bestand:
        bestand.write('{"n": 2, "soort": "mel')
    assert boek.lees() == [regel(1)]
    boek.schrijf([regel(2)])
    assert boek.lees() == [regel(1), regel(2)]


def test_another_key_does_not_read_it(boek: Wisboek) -> None:
    boek.schrijf([regel(1)])
    with pytest.raises(WisboekFout):
        Wisboek(boek.bestand, b"x" * 32).lees()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("geen map")
    with pytest.raises(WisboekFout):
        Wisboek(tmp_path / "data" / "wisboek.jsonl", SLEUTEL).schrijf([regel(1)])


def _schrijf_tien(bestand: Path, begin: int) -> None:
    for nummer in range(begin, begin + 10):
        Wisboek(bestand, SLEUTEL).schrijf([regel(nummer)])


def test_processes_that_write_at_once_keep_one_chain(boek: Wisboek) -> None:
    context = get_context("spawn")
    processen = [context.Process(target=_schrijf_tien, args=(boek.bestand, begin)) for begin in (0, 100, 200)]
    for proces in processen:
        proces.start()
    for proces in processen:
        proces.join(timeout=60)
    assert [proces.exitcode for proces in processen] == [0, 0, 0]
    assert sorted(r.id.int for r in boek.lees()) == [*range(10), *range(100, 110), *range(200, 210)]
