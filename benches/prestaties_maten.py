"""All benches one after another, into docs/prestaties.md: the machine, and what each said. Run: `make bench`.

With names (`make bench WELKE="portier rapport"`) only those are run; what the page says of the others stays.
"""

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
GEEN = re.compile(r"leer_|_maten|lees_score|beelden|plaats_vormen|plaats_zinnen")
"""What teaches, measures or makes sentences for another, scores, or takes pictures."""

UITLEG = (
    "Geschreven door `make bench`; niet met de hand te veranderen. Verhoudingen zijn binnen één beurt gemeten, dus op "
    "dezelfde drukke of stille machine; onder elke bench staat op welke en wanneer."
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


def bekend() -> dict[str, str]:
    """Give what the page says now, by bench."""
    tekst = UIT.read_text(encoding="utf-8") if UIT.exists() else ""
    delen = re.split(r"^## (\w+)\n", tekst, flags=re.MULTILINE)
    return dict(zip(delen[1::2], delen[2::2], strict=True))


def main() -> None:
    benches = {pad.stem: pad for pad in sorted((WORTEL / "benches").glob("*.py")) if not GEEN.search(pad.name)}
    if onbekend := set(sys.argv[1:]) - set(benches):
        sys.exit(f"geen bench: {', '.join(sorted(onbekend))}; wel: {', '.join(benches)}")
    secties = {naam: tekst for naam, tekst in bekend().items() if naam in benches}
    mislukt = []
    for naam in sys.argv[1:] or benches:
        print(f"== {naam}", flush=True)
        op = machine()
        gezegd, code, duur = draai(benches[naam])
        print(gezegd, flush=True)
        regels = ["", kop(benches[naam]), "", "```", gezegd, "```", "", f"({duur:.0f} s; {op})", ""]
        if code:
            mislukt.append(naam)
            regels += [f"Eindigde met {code}: een doel is niet gehaald, of de bench brak af.", ""]
        secties[naam] = "\n".join(regels)
        blad = [f"## {een}\n{secties[een].rstrip()}\n\n" for een in sorted(secties)]
        UIT.write_text("\n".join(["# Prestaties", "", UITLEG, "", "".join(blad).rstrip()]) + "\n", encoding="utf-8")
    sys.exit(f"niet gehaald: {', '.join(mislukt)}" if mislukt else 0)


if __name__ == "__main__":
    main()
