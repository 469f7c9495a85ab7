"""Every act and kind that the program writes in the audit log has words on the screen."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from nachtleven.web.auditwoorden import HANDELINGEN, SOORTEN

WORTEL = Path(__file__).parents[2] / "nachtleven"
PLAATS = {"boek": (1,), "_boek": (1, 2), "_werk": (1,), "Auditregel": (3,)}
"""Where in a call the act stands."""
SOORT = {"boek": (2,), "Auditregel": (4,)}


def naam_van(roep: ast.Call) -> str:
    return roep.func.id if isinstance(roep.func, ast.Name) else getattr(roep.func, "attr", "")


def teksten(knoop: ast.expr) -> Iterator[str]:
    """Give the patterns that a literal stands for; of a choice both, of what is filled in anything."""
    if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
        yield re.escape(knoop.value)
    elif isinstance(knoop, ast.JoinedStr):
        yield "".join(re.escape(str(d.value)) if isinstance(d, ast.Constant) else r"\w+" for d in knoop.values)
    elif isinstance(knoop, ast.IfExp):
        yield from teksten(knoop.body)
        yield from teksten(knoop.orelse)


def gevonden(plaatsen: Mapping[str, tuple[int, ...]]) -> set[str]:
    """Give the patterns of all acts, or kinds, that are written by name."""
    uit: set[str] = set()
    for pad in WORTEL.rglob("*.py"):
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Call) and (waar := plaatsen.get(naam_van(knoop))):
                uit.update(tekst for n in waar for arg in knoop.args[n : n + 1] for tekst in teksten(arg))
            if plaatsen is PLAATS:
                uit.update(toegekend(knoop, pad.name))
    return {patroon for patroon in uit if ":" not in patroon}


def toegekend(knoop: ast.AST, bestand: str) -> Iterator[str]:
    """Give the acts that stand in a variable, or in front of an anchor."""
    if isinstance(knoop, ast.Assign) and getattr(knoop.targets[0], "id", "") == "handeling" and bestand == "bewaren.py":
        yield from teksten(knoop.value)
    if isinstance(knoop, ast.Tuple) and bestand in {"opvolging.py", "dossiers.py"} and len(knoop.elts) == 2:
        anker = knoop.elts[1]
        if isinstance(anker, ast.Constant) and str(anker.value).endswith(_ANKERS):
            yield from teksten(knoop.elts[0])


_ANKERS = ("kop", "wie", "gesprek", "geschiedenis")
"""How the anchors of the pages end, behind the act in a slot."""


def test_the_search_finds_what_it_should() -> None:
    acten = gevonden(PLAATS)
    assert {
        "bekeken",
        "contactwens",
        "dossier_gesloten",
        "gewist",
        r"grond_\w+",
        "wederwoord",
        "losgelaten",
        "api_gemaakt",
    } <= acten
    assert len(acten) > 60


@pytest.mark.parametrize("patroon", sorted(gevonden(PLAATS)))
def test_every_act_has_words(patroon: str) -> None:
    assert [code for code in HANDELINGEN if re.fullmatch(patroon, code)]


@pytest.mark.parametrize("patroon", sorted(gevonden(SOORT)))
def test_every_kind_has_words(patroon: str) -> None:
    assert [code for code in SOORTEN if re.fullmatch(patroon, code)]
