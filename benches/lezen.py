"""How fast texts are read: `python benches/lezen.py` prints it at 140 and at 50,000 made-up venues.

And at 140 real names the texts of real length of `tests/lezen/data/hoofd`, each when it is first seen and again.

The quick reading, that answers, one text at a time; at 140 venues also the deep one, that follows behind the answer.

Beside the Lezer, on the same texts in the same run: rapidfuzz's `extractOne` over the names, and one regular expression
of all names. Also how many lines of ordinary chatter would be linked where venues are named with ordinary words.
"""

import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from lees_score import zaken as zaken_van
from rapidfuzz import fuzz, process

from nachtleven.koppelen import koppel_zaak, laad_drempels
from nachtleven.lezen.gewoonheid import gewoonheden
from nachtleven.lezen.index import ZaakIndex, bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.register.zaken import Zaak

CONFIG = Path("config")
ECHT = Path("tests/lezen/data/hoofd")
TOEN = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)
KLANKEN = ["ba", "de", "ko", "lu", "mi", "na", "po", "ra", "se", "ti", "vo", "za", "fle", "gri", "sto", "bru"]
WEL = ("geweigerd bij {}", "refused at {} by the bouncer", "refusé à {} par le videur", "{}'da kapıdan almadılar")
GEWOON = [
    "time",
    "love",
    "pizza",
    "home",
    "bonjour",
    "night",
    "maison",
    "merci",
    "vrijdag",
    "huis",
    "charlie",
    "sister",
    "music",
    "water",
]
KLETS = ("see you in {} hours", "i love this {}", "c'est la {} alors", "ik heb geen {} meer", "ok {} thanks", "{} ?")


def maak_zaken(aantal: int, kies: random.Random) -> list[Zaak]:
    """Make venues with made-up names and streets."""
    naam = [" ".join(_woord(kies).title() for _ in range(kies.choice((1, 1, 2)))) for _ in range(aantal)]
    straat = [f"{_woord(kies)}straat" for _ in range(max(10, aantal // 12))]
    return [
        Zaak(f"Z{n}", een, (), kies.choice(straat), str(n % 90 + 1), "9000", "Gent", "", capaciteit=None, portier=True)
        for n, een in enumerate(naam)
    ]


def _woord(kies: random.Random) -> str:
    return "".join(kies.choice(KLANKEN) for _ in range(kies.choice((2, 3, 3, 4))))


def meet(naam: str, doe: Callable[[str], object], teksten: Sequence[str]) -> None:
    """Print texts a second, how long one takes, and the slowest hundredth."""
    tijden = []
    for tekst in teksten:
        begin = time.perf_counter()
        doe(tekst)
        tijden.append(time.perf_counter() - begin)
    tijden.sort()
    p99, gemiddeld = tijden[int(len(tijden) * 0.99)] * 1000, sum(tijden) / len(tijden) * 1000
    sys.stdout.write(f"  {naam:<24}{1000 / gemiddeld:>10.0f} a second {gemiddeld:6.2f} ms   p99 {p99:6.2f} ms\n")


def snelheid(aantal: int) -> None:
    """Print the speeds at this many venues."""
    kies = random.Random(7)
    zaken = maak_zaken(aantal, kies)
    inhoud = bouw_index(zaken, gewoonheden(zaken)).naar_bytes()
    begin = time.perf_counter()
    lezer = Lezer(CONFIG, ZaakIndex.uit_bytes(inhoud))
    geladen = time.perf_counter() - begin
    namen = [zaak.naam for zaak in zaken]
    patroon = re.compile(r"\b(?:" + "|".join(re.escape(naam) for naam in namen) + r")\b", re.IGNORECASE)
    teksten = [kies.choice(WEL).format(kies.choice(namen)) for _ in range(600 if aantal < 1000 else 150)]
    sys.stdout.write(f"{aantal} venues: index {len(inhoud) / 1e6:.1f} MB, loaded in {geladen:.2f} s\n")
    lezer.lees(teksten[0], TOEN)
    meet("Lezer.lees", lambda tekst: lezer.lees(tekst, TOEN), teksten)
    meet("rapidfuzz extractOne", lambda t: process.extractOne(t, namen, scorer=fuzz.partial_ratio), teksten[:60])
    meet("regular expression", patroon.search, teksten[:60])


def echt() -> None:
    """Print the speeds of texts as people send them, the first time each is seen and again."""
    zaken = zaken_van(ECHT)
    regels = (ECHT / "berichten.jsonl").read_text(encoding="utf-8").splitlines()
    teksten = [json.loads(regel)["tekst"] for regel in regels]
    lezer = Lezer(CONFIG, bouw_index(zaken, gewoonheden(zaken)))
    sys.stdout.write(
        f"{len(zaken)} venues, {len(teksten)} texts of {sum(map(len, teksten)) // len(teksten)} characters\n"
    )
    lezer.lees("", TOEN)
    for keer in ("first seen", "seen before"):
        meet(keer, lambda tekst: lezer.lees(tekst, TOEN), teksten)


def diep(aantal: int) -> None:
    """Print the speeds of the deep reading, one text at a time and by the hundred, no two of them alike."""
    kies = random.Random(9)
    zaken = maak_zaken(aantal, kies)
    begin = time.perf_counter()
    lezer = Lezer(CONFIG, bouw_index(zaken, gewoonheden(zaken)), diep=True)
    sys.stdout.write(f"deep, {aantal} venues: loaded in {time.perf_counter() - begin:.2f} s\n")
    teksten = [f"{kies.choice(WEL).format(kies.choice(zaken).naam)}, {_woord(kies)} {n}" for n in range(600)]
    meet("one at a time", lambda tekst: lezer.lees(tekst, TOEN), teksten[:300])
    begin = time.perf_counter()
    for eerste in range(0, len(teksten), 100):
        lezer.bereid(teksten[eerste : eerste + 100])
        for tekst in teksten[eerste : eerste + 100]:
            lezer.lees(tekst, TOEN)
    sys.stdout.write(f"  {'by the hundred':<24}{len(teksten) / (time.perf_counter() - begin):>10.0f} a second\n")


def ruis() -> None:
    """Print how much chatter is linked, and how many refusals at the same venues are linked or offered."""
    kies = random.Random(8)
    zaken = [
        Zaak(f"Z{n}", een.title(), (), "Kaai", str(n), "9000", "Gent", "", capaciteit=None, portier=True)
        for n, een in enumerate(GEWOON)
    ]
    lezer, drempels = Lezer(CONFIG, bouw_index(zaken, gewoonheden(zaken))), laad_drempels(CONFIG)
    klets = [kies.choice(KLETS).format(kies.choice(GEWOON)) for _ in range(1000)]
    wel = [kies.choice(WEL).format(een.title()) for een in GEWOON for _ in range(4)]
    fout = sum(koppel_zaak(lezer.lees(tekst, TOEN), drempels).zaak is not None for tekst in klets)
    uit = [koppel_zaak(lezer.lees(tekst, TOEN), drempels) for tekst in wel]
    goed = sum(bool(een.zaak or een.kandidaten) for een in uit)
    sys.stdout.write(f"ordinary words: {fout} of {len(klets)} chatter linked, {goed} of {len(wel)} refusals linked\n")


def _geheugen(wat: str) -> None:
    meest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"memory at most {meest} MB, {wat}, import included\n")


if __name__ == "__main__":
    ruis()
    echt()
    for hoeveel in (140, 50_000):
        snelheid(hoeveel)
    _geheugen("quick alone")
    diep(140)
    _geheugen("and deep")
