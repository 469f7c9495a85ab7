"""All benches one after another, into docs/prestaties.md: the machine, and what each said. Run: `make bench`."""

import os
import platform
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
UIT = WORTEL / "docs" / "prestaties.md"
GEEN = re.compile(r"leer_|_maten|lees_score|beelden")
"""What teaches, measures for another, scores, or takes pictures."""

UITLEG = (
    "Geschreven door `make bench`; niet met de hand te veranderen. Verhoudingen zijn binnen één beurt gemeten, dus op "
    "dezelfde drukke of stille machine."
)


def machine() -> str:
    """Tell what this was measured on."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    geheugen = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="ascii"))
    gib = int(geheugen[1]) / 1024**2 if geheugen else 0
    return (
        f"{model[1] if model else platform.machine()}, {os.cpu_count()} kernen, {gib:.0f} GiB, Linux "
        f"{platform.release()}, Python {platform.python_version()}; {datetime.now(UTC):%Y-%m-%d}; gemiddelde belasting "
        f"van andere processen vooraf: {os.getloadavg()[1]:.1f}"
    )


def draai(bench: Path) -> tuple[str, int, float]:
    """Run one bench; give what it said, its exit code and its seconds."""
    begin = time.monotonic()
    woorden, samen = [sys.executable, str(bench)], subprocess.STDOUT
    gedaan = subprocess.run(woorden, cwd=WORTEL, stdout=subprocess.PIPE, stderr=samen, text=True, check=False)
    return gedaan.stdout.strip(), gedaan.returncode, time.monotonic() - begin


def kop(bench: Path) -> str:
    """Give the first sentence of a bench's own docstring."""
    return bench.read_text(encoding="utf-8").split('"""')[1].strip().split("\n")[0]


def main() -> None:
    gekozen = sys.argv[1:]
    benches = sorted(pad for pad in (WORTEL / "benches").glob("*.py") if not GEEN.search(pad.name))
    regels = ["# Prestaties", "", UITLEG, "", machine(), ""]
    mislukt = []
    for bench in benches:
        if gekozen and bench.stem not in gekozen:
            continue
        print(f"== {bench.stem}", flush=True)
        gezegd, code, duur = draai(bench)
        print(gezegd, flush=True)
        regels += [f"## {bench.stem}", "", kop(bench), "", "```", gezegd, "```", "", f"({duur:.0f} s)", ""]
        if code:
            mislukt.append(bench.stem)
            regels += [f"Eindigde met {code}: een doel is niet gehaald, of de bench brak af.", ""]
    UIT.write_text("\n".join(regels), encoding="utf-8")
    sys.exit(f"niet gehaald: {', '.join(mislukt)}" if mislukt else 0)


if __name__ == "__main__":
    main()
