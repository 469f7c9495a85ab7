"""The wheel holds all it needs: it starts and answers outside the checkout."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.proefpoort import omgeving
from tests.proefserver import Proefserver, erf, start, vrije_poort

HUIS = Path(__file__).parent.parent
BIJ = {
    "nachtleven/config": HUIS / "config",
    "nachtleven/web": HUIS / "nachtleven" / "web",
    "nachtleven/opmaak": HUIS / "nachtleven" / "opmaak",
    "nachtleven/opslag/migraties": HUIS / "nachtleven" / "opslag" / "migraties",
    "nachtleven/demo": HUIS / "nachtleven" / "demo",
}
"""Folders of the wheel that hold more than code, with where they come from."""


def roep(*woorden: str, map_: Path) -> str:
    """Run a program in a folder; give its standard output."""
    gedaan = subprocess.run(woorden, cwd=map_, capture_output=True, text=True, check=False, timeout=120)
    assert gedaan.returncode == 0, gedaan.stderr + gedaan.stdout
    return gedaan.stdout


@pytest.fixture(scope="module")
def wiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of the checkout."""
    uit = tmp_path_factory.mktemp("wiel")
    roep(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(uit), str(HUIS), map_=uit)
    (gebouwd,) = uit.glob("nachtleven-*.whl")
    return gebouwd


@pytest.fixture(scope="module")
def doel(wiel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed, and nothing else."""
    map_ = tmp_path_factory.mktemp("doel")
    uv = Path(sysconfig.get_path("scripts")) / "uv"
    roep(str(uv), "pip", "install", "--no-deps", "--offline", "--target", str(map_ / "p"), str(wiel), map_=map_)
    return map_ / "p"


def test_the_wheel_holds_every_file_that_the_program_reads(wiel: Path) -> None:
    with zipfile.ZipFile(wiel) as ingepakt:
        namen = set(ingepakt.namelist())
    for in_wiel, map_ in BIJ.items():
        bestanden = [p for p in map_.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        assert bestanden
        assert [p.name for p in bestanden if f"{in_wiel}/{p.relative_to(map_).as_posix()}" not in namen] == []
    assert not [naam for naam in namen if naam.startswith(("tests/", "benches/")) or naam.endswith((".db", ".env"))]


def test_the_wheel_starts_outside_the_checkout_and_answers(doel: Path, tmp_path: Path) -> None:
    poort = vrije_poort()
    proef = Proefserver(
        poort, erf({**omgeving(tmp_path, f"http://127.0.0.1:{poort}"), "PYTHONPATH": str(doel)}), tmp_path
    )
    waar = "import nachtleven, nachtleven.instellingen as i; print(nachtleven.__file__, i.meegeleverd(), sep='\\n')"
    gebruikt = subprocess.run(
        [sys.executable, "-c", waar], env=dict(proef.omgeving), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert [Path(lijn).is_relative_to(doel) for lijn in gebruikt.stdout.splitlines()] == [True, True]
    proef.doe("db", "upgrade")
    with start(proef, tmp_path, workers=1):
        assert proef.haal("/readyz").status_code == 200
        assert "8989" in proef.haal("/").text
        assert proef.haal("/aanmelden").status_code == 200
