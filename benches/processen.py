"""How soon the web process answers after it was started, and the memory of each process under load.

A start: from the command to the first 200 of /readyz, over a database that is there, with 140 venues; one worker, as in
the units. Load: messages at a steady pace, with the planner running beside, which reads each of them deeply.

Run: `make bench-processen`, or `python benches/processen.py [SECONDS OF LOAD] [MESSAGES A SECOND]`; 3600 is an hour.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from webhook import DATA, DRADEN_OPEN, Doel, maak, stuur

from tests.proefserver import Proefserver, server, start

STARTS, DOEL_S, DELEN = 7, 1.5, 4
LAST_S, TEMPO = 300, 10


def starttijd(proef: Proefserver, map_: Path) -> float:
    """Give the seconds from the command to the first answer of a process that is ready."""
    begin = time.monotonic()
    with start(proef, map_, workers=1):
        return time.monotonic() - begin


def mib(pid: int) -> int:
    """Give the resident memory of a process."""
    regels = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(regel.split()[1]) // 1024 for regel in regels if regel.startswith("VmRSS"))


def main() -> None:
    gegeven = [int(woord) for woord in sys.argv[1:]]
    last_s, tempo = (gegeven + [LAST_S, TEMPO][len(gegeven) :])[:2]
    teksten = [json.loads(lijn)["tekst"] for lijn in (DATA / "berichten.jsonl").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as plek:
        map_ = Path(plek)
        with server(map_, workers=1, zaken=DATA / "zaken.csv") as proef:
            pass
        duren = [starttijd(proef, map_) for _ in range(STARTS)]
        midden = statistics.median(duren)
        print(f"opstarten van het webproces, {STARTS} keer: mediaan {midden:.2f} s ({min(duren):.2f}-{max(duren):.2f}; "
              f"doel {DOEL_S})")  # fmt: skip
        planner = [sys.executable, "-m", "nachtleven", "planner"]
        with (
            start(proef, map_, workers=2),
            (map_ / "planner.log").open("wb") as log,
            subprocess.Popen(planner, env=dict(proef.omgeving), stderr=log) as proces,
        ):
            try:
                doel, gestuurd = Doel("ons", proef.poort), 0
                for deel in range(DELEN + 1):
                    web = [mib(pid) for pid in proef.werkers()]
                    print(f"na {deel * last_s // DELEN:4} s, {gestuurd:6} berichten: web {web} MiB, planner "
                          f"{mib(proces.pid)} MiB")  # fmt: skip
                    if deel < DELEN:
                        brieven = maak(doel, tempo * last_s // DELEN, teksten)
                        stuur(doel, brieven, tempo, DRADEN_OPEN)
                        gestuurd += len(brieven)
            finally:
                proces.terminate()
                proces.wait(30)


if __name__ == "__main__":
    main()
