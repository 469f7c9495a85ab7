"""How long an import of 50,000 venues takes, with its index, and how soon a running server reads with it.

Asked: under 60 s for the import, under 5 s for the server. Run: `make bench-register`, or with another number of
venues: `python benches/register.py 5000`.
"""

import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from nachtleven import instellingen
from nachtleven.instellingen import Voor
from nachtleven.opslag import uitvoer
from nachtleven.samenstelling import stel_samen
from tests.proefpoort import KOP_ZAKEN, velden
from tests.proefserver import server

VOOR = ("Bar", "Café", "Club", "De", "Het", "Salon", "Huis", "Zaal", "In den", "'t")
KLANKEN = ("ka", "lo", "mi", "re", "tos", "vel", "zan", "dri", "bru", "fen", "gol", "hun", "jas", "pir", "sta", "wo")
STRAAT = ("straat", "laan", "kaai", "plein", "steeg", "weg")
LAATSTE = "Z_LAATST,Bar Wachtkwestie,,Wachtsteeg,1,9000,Gent,Wachtwijk,90,ja"


def zaken(aantal: int) -> Iterator[str]:
    """Give the lines of a register of invented venues, the same every run."""
    gok = random.Random(8989)
    yield KOP_ZAKEN
    for nummer in range(aantal - 1):
        naam, straat = ("".join(gok.choices(KLANKEN, k=gok.randint(2, 4))).capitalize() for _ in range(2))
        portier = "ja" if nummer % 3 else "nee"
        yield (
            f"Z{nummer:06d},{gok.choice(VOOR)} {naam},,{straat}{gok.choice(STRAAT)},{gok.randint(1, 200)},"
            f"9000,Gent,Wijk {nummer % 25},{gok.randint(20, 900)},{portier}"
        )
    yield LAATSTE


def zaak_van(omgeving: Mapping[str, str], sid: str) -> str | None:
    """Give the venue of the melding that a message belongs to."""
    delen = stel_samen(instellingen.laad(omgeving, Voor.OPSLAG), lambda: datetime.now(UTC))
    try:
        with delen.opslag.lezen() as sessie:
            return next((m["zaak"] for m in uitvoer.meldingen(sessie, None, None) if sid in m["berichten"]), None)
    finally:
        delen.opslag.sluit()


def main() -> None:
    """Measure and print."""
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        bestand = map_ / "zaken.csv"
        bestand.write_text("\n".join(zaken(aantal)), encoding="utf-8")
        with server(map_, workers=2) as proef:
            proef.post(velden(1, "warm"))
            begin = time.monotonic()
            proef.doe("register", "importeer", "zaken", str(bestand))
            klaar = time.monotonic()
            print(f"import of {aantal} venues with its index: {klaar - begin:.1f} s")
            for nummer in itertools.count(2):
                form = velden(nummer, "ik werd net geweigerd aan Bar Wachtkwestie in de Wachtsteeg")
                proef.post(form)
                if zaak_van(proef.omgeving, form["MessageSid"]) == "Z_LAATST":
                    print(f"read by a running server after {time.monotonic() - klaar:.1f} s, try {nummer - 1}")
                    break
                if time.monotonic() - klaar > 60:
                    print("not read within 60 s")
                    break
            duren = [proef.post(velden(n, "geweigerd aan Bar Wachtkwestie")).duur for n in range(5000, 5020)]
            print(f"then an answer takes: median {sorted(duren)[10] * 1000:.0f} ms, slowest {max(duren) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
