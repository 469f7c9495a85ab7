"""What we are made of: each part of another is fixed by version and hash, and stands in the list of parts."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.huis.test_huis import WORTEL

LOCK = WORTEL / "requirements.lock"
_VAST = re.compile(r"^([a-z0-9_.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)


def vast() -> set[tuple[str, str]]:
    """Give each part with its version; one may have a version a Python."""
    return set(_VAST.findall(LOCK.read_text(encoding="utf-8")))


def test_every_part_that_runs_is_fixed_by_version_and_hash() -> None:
    delen = re.split(r"\n(?=[a-z0-9])", LOCK.read_text(encoding="utf-8").strip())
    gehasht = [deel for deel in delen if "--hash=sha256:" in deel and _VAST.search(deel)]
    assert len(gehasht) == len(vast()) > 20
    nodig = tomllib.loads((WORTEL / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    namen = {re.split(r"[^A-Za-z0-9_.-]", regel)[0].lower().replace("_", "-") for regel in nodig}
    assert namen <= {naam for naam, _ in vast()}


def test_the_list_of_parts_names_each_with_its_version_and_hash(tmp_path: Path) -> None:
    (regel,) = re.findall(r"\$\(BIN\)/cyclonedx-py (.+)$", (WORTEL / "Makefile").read_text("utf-8"), re.MULTILINE)
    woorden = regel.replace("sbom.json", str(tmp_path / "sbom.json")).split()
    programma = Path(sys.executable).with_name("cyclonedx-py")
    subprocess.run([programma, *woorden], cwd=WORTEL, check=True, capture_output=True)
    lijst = json.loads((tmp_path / "sbom.json").read_text("utf-8"))
    assert lijst["bomFormat"] == "CycloneDX"
    assert {(deel["name"], deel["version"]) for deel in lijst["components"]} == vast()
    assert all(ref.get("hashes") for deel in lijst["components"] for ref in deel["externalReferences"])
