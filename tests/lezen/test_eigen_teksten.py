import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from nachtleven.lezen.lezing import Feit, Rol, Soort

TALEN = {"nl", "fr", "en", "tr", "ar", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt"}
TEKSTEN: list[dict[str, Any]] = [
    json.loads(regel)
    for pad in sorted(Path("tests/lezen/data/eigen").glob("*.jsonl"))
    for regel in pad.read_text(encoding="utf-8").splitlines()
]
CODES = {een["code"] for een in tomllib.loads(Path("config/gronden.toml").read_text(encoding="utf-8"))["grond"]}


def test_every_label_of_the_own_texts_is_a_code() -> None:
    for een in TEKSTEN:
        assert een["taal"] in TALEN, een["id"]
        assert een["soort"] in set(Soort), een["id"]
        assert een["rol"] is None or een["rol"] in set(Rol), een["id"]
        assert set(een["gronden"]) <= CODES, een["id"]
        assert set(een["feiten"]) <= set(Feit), een["id"]


def test_only_a_melding_or_incident_tells_who_writes_and_what_happened() -> None:
    for een in TEKSTEN:
        verteld = een["soort"] in {Soort.MELDING, Soort.INCIDENT}
        assert (een["rol"] is not None) == verteld, een["id"]
        assert verteld or not (een["gronden"] or een["feiten"] or een["spoed"]), een["id"]


def test_every_own_text_stands_there_once() -> None:
    assert [tekst for tekst, keren in Counter(een["tekst"] for een in TEKSTEN).items() if keren > 1] == []
    assert len({een["id"] for een in TEKSTEN}) == len(TEKSTEN)


def test_every_ground_is_told_in_at_least_eight_languages_and_every_kind_in_all() -> None:
    for code in CODES - {"raciaal"}:
        assert len({een["taal"] for een in TEKSTEN if code in een["gronden"]}) >= 8, code
    for soort in Soort:
        assert {een["taal"] for een in TEKSTEN if een["soort"] == soort} == TALEN, soort
