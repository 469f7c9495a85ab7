"""The smaller part of `make bench-fouten`: each fault tried a few times, nothing lost."""

import subprocess
import sys

import pytest

from tests.huis.test_huis import WORTEL


@pytest.mark.parametrize(
    "fouten",
    [
        pytest.param(("schijf_vol", "gedood", "migratie_onderbroken"), id="the_machine"),
        pytest.param(("klok_terug", "typfout_in_config", "smtp_weigert", "twilio_weigert"), id="people_and_suppliers"),
        pytest.param(("vijandige_berichten",), id="hostile_bodies"),
    ],
)
def test_nothing_is_lost_by_a_fault(fouten: tuple[str, ...]) -> None:
    gedaan = subprocess.run(
        [sys.executable, "benches/fouten.py", "--klein", *fouten],
        capture_output=True, text=True, check=False, cwd=WORTEL, timeout=300,
    )  # fmt: skip
    assert gedaan.returncode == 0, gedaan.stdout + gedaan.stderr
    assert [regel.split()[0] for regel in gedaan.stdout.splitlines() if " tried " in regel] == list(fouten)
    assert "lost in all: 0" in gedaan.stdout
