"""The rules of docs/beheer.md for a migration that runs while the version before still serves: expand, then contract.

Held over every migration after the first; what none could break yet is proven on sources of our own.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from nachtleven.opslag import migraties

VERSIES = sorted((Path(migraties.__file__).parent / "versies").glob("[0-9]*.py"))
NA_DE_EERSTE = VERSIES[1:]

WEG = {"drop_table", "drop_column", "rename_table"}
"""What the version before may still use: it goes a version later, and then stands in GEKRIMPT with the reason."""

GEKRIMPT = {"0011_aandacht": "a wider column in the place of the narrow one; no version before it ever served a city"}

ZWAAR = {"UPDATE", "DELETE", "ALTER", "LOCK"}


def _op(bron: str) -> ast.FunctionDef:
    boom = ast.parse(bron)
    return next(k for k in boom.body if isinstance(k, ast.FunctionDef) and k.name == "upgrade")


def _roepen(functie: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for knoop in ast.walk(functie):
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute):
            yield knoop.func.attr, knoop


def _met_naam(roep: ast.Call) -> dict[str, ast.expr]:
    return {woord.arg: woord.value for woord in roep.keywords if woord.arg}


def _is_nee(waarde: ast.expr | None) -> bool:
    return isinstance(waarde, ast.Constant) and waarde.value is False


def overtredingen(bron: str) -> list[str]:
    """Tell what the upgrade of a migration does that an older process, or a full table, would feel."""
    functie = _op(bron)
    roepen = list(_roepen(functie))
    nieuw = {
        str(r.args[0].value) for naam, r in roepen if naam == "create_table" and isinstance(r.args[0], ast.Constant)
    }
    uit = [f"{naam}: weg of anders genoemd" for naam, _ in roepen if naam in WEG]
    for naam, roep in roepen:
        woorden = _met_naam(roep)
        if naam == "alter_column":
            for woord in ("type_", "new_column_name"):
                uit += [f"alter_column: {woord}"] if woord in woorden else []
            uit += ["alter_column: NOT NULL"] if _is_nee(woorden.get("nullable")) else []
        if naam == "add_column":
            uit += _kolom_zonder_uitweg(roep)
        if naam == "execute":
            uit += _zwaar(roep, nieuw)
    return uit


def _kolom_zonder_uitweg(roep: ast.Call) -> list[str]:
    for _, kolom in _roepen(roep):
        woorden = _met_naam(kolom)
        if _is_nee(woorden.get("nullable")) and "server_default" not in woorden:
            return ["add_column: NOT NULL zonder standaardwaarde"]
    return []


def _zwaar(roep: ast.Call, nieuw: set[str]) -> list[str]:
    tekst = " ".join(k.value for k in ast.walk(roep) if isinstance(k, ast.Constant) and isinstance(k.value, str))
    woorden = tekst.split()
    if not woorden or woorden[0].upper() not in ZWAAR or any(tabel in woorden for tabel in nieuw):
        return []
    return [f"execute: {woorden[0].upper()} over een volle tabel"]


@pytest.mark.parametrize("pad", NA_DE_EERSTE, ids=lambda pad: pad.stem)
def test_a_migration_only_adds_and_locks_shortly(pad: Path) -> None:
    if pad.stem in GEKRIMPT:
        return
    assert overtredingen(pad.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("pad", VERSIES, ids=lambda pad: pad.stem)
def test_a_migration_reads_no_model_of_the_program(pad: Path) -> None:
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    uit = {k.module for k in ast.walk(boom) if isinstance(k, ast.ImportFrom) and k.module}
    namen = uit | {deel.name for k in ast.walk(boom) if isinstance(k, ast.Import) for deel in k.names}
    assert {naam for naam in namen if "tabellen" in naam or naam.endswith(".postrij")} == set()


def test_the_migrations_are_one_line_without_branches() -> None:
    eerder = [
        next(
            ast.literal_eval(k.value)
            for k in ast.parse(pad.read_text(encoding="utf-8")).body
            if isinstance(k, ast.Assign | ast.AnnAssign)
            and k.value is not None
            and "down_revision" in ast.unparse(k).split("=")[0]
        )
        for pad in VERSIES
    ]
    assert len(set(eerder)) == len(eerder)


@pytest.mark.parametrize(
    ("regel", "fout"),
    [
        pytest.param("op.drop_column('meldingen', 'taal')", "drop_column", id="away"),
        pytest.param("op.rename_table('a', 'b')", "rename_table", id="renamed"),
        pytest.param("op.alter_column('a', 'b', new_column_name='c')", "new_column_name", id="column_renamed"),
        pytest.param("op.alter_column('a', 'b', type_=sa.Text())", "type_", id="rewritten"),
        pytest.param("op.alter_column('a', 'b', nullable=False)", "NOT NULL", id="made_required"),
        pytest.param("op.add_column('a', sa.Column('b', sa.Text(), nullable=False))", "zonder", id="required_at_once"),
        pytest.param("op.execute('UPDATE meldingen SET taal = 1')", "UPDATE", id="filled_in_one_go"),
        pytest.param("b.drop_column('taal')", "drop_column", id="away_in_a_batch"),
    ],
)
def test_what_an_older_process_or_a_full_table_would_feel_is_found(regel: str, fout: str) -> None:
    (gevonden,) = overtredingen(f"def upgrade():\n    {regel}\n")
    assert fout in gevonden


@pytest.mark.parametrize(
    "regel",
    [
        pytest.param("op.add_column('a', sa.Column('b', sa.Text(), nullable=True))", id="may_be_empty"),
        pytest.param("op.add_column('a', sa.Column('b', nullable=False, server_default='0'))", id="has_a_default"),
        pytest.param("op.create_index('i', 'a', ['b'])", id="an_index"),
    ],
)
def test_what_only_adds_is_let_through(regel: str) -> None:
    assert overtredingen(f"def upgrade():\n    {regel}\n") == []
