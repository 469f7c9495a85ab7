"""How long a card looked up at the door takes: 50,000 cards and 2,000,000 shifts in the embedded database.

Asked: under 100 ms. Measured: the whole page `/kaart`, from request to HTML, with its line in the audit log, by one
officer after another, for a number typed whole, in part, wrong, and unknown; beside it the processor time alone, which
a busy machine leaves as it is. Run: `make bench-kaart`, or with other
numbers of cards and shifts: `python benches/kaart.py 5000 200000`.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parent.parent))

from flask.testing import FlaskClient

from nachtleven import instellingen
from nachtleven.app import create_app
from nachtleven.instellingen import Voor
from nachtleven.opslag import schema
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.register.portiers import Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak
from nachtleven.samenstelling import Onderdelen, stel_samen
from nachtleven.toegang.gebruikers import Gebruikersrol
from tests.proefpoort import omgeving
from tests.registerhuis import voer

ZAKEN, JAREN, KEREN = 150, 5, 50
NU = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
VERGUNNING = Vergunning("Wacht bv", "V1")


def nummer_van(n: int) -> str:
    """Give a card's number: six digits, far enough from each other that some neighbours are cards too."""
    return f"{100_000 + 7 * n:06}"


def kaarten(aantal: int) -> list[Kaart]:
    """Make the cards, all valid."""
    dagen = date(2024, 1, 1), date(2028, 12, 31)
    return [Kaart(nummer_van(n), f"Naam {n}", VERGUNNING, Statuut.INTERNE_DIENST, *dagen) for n in range(aantal)]


def zaken() -> list[Zaak]:
    """Make the venues, all with doormen."""
    return [
        Zaak(f"Z{n:03}", f"Zaak {n}", (), "Straat", str(n), "9000", "Gent", "", None, portier=True)
        for n in range(ZAKEN)
    ]


def inzetten(aantal: int, kaarten_: int) -> Iterator[tuple[object, ...]]:
    """Give the rows of the shifts by begin, over five years up to an hour after now."""
    gok = random.Random(8989)
    begin = NU - timedelta(days=365 * JAREN)
    stap = (NU + timedelta(hours=1) - begin) / aantal
    for n in range(aantal):
        van = begin + n * stap
        tot = van + timedelta(hours=gok.randint(3, 8))
        kaart = nummer_van(gok.randrange(kaarten_))
        tijden = (moment.strftime("%Y-%m-%d %H:%M:%S.%f") for moment in (van, tot, begin))
        zaak = f"Z{gok.randrange(ZAKEN):03}"
        yield (UUID(int=n + 1).hex, kaart, kaart, zaak, *tijden, None, 1)


def vul(bestand: Path, rijen: Iterator[tuple[object, ...]]) -> None:
    """Put the shifts into the database file itself; an import of so many would be another bench."""
    verbinding = sqlite3.connect(bestand)
    verbinding.execute("PRAGMA synchronous=OFF")
    indexen = verbinding.execute(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name='inzetten' AND sql LIKE 'CREATE I%'"
    )
    alle = indexen.fetchall()
    for naam, _ in alle:
        verbinding.execute(f"DROP INDEX {naam}")
    kolommen = "id, kaartnummer, kaart_sleutel, zaak_id, van, tot, bekend_van, bekend_tot, invoer_id"
    verbinding.executemany(f"INSERT INTO inzetten ({kolommen}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rijen)  # noqa: S608 - our own words
    for _, sql in alle:
        verbinding.execute(sql)
    verbinding.commit()
    verbinding.close()


def klant_van(delen: Onderdelen) -> FlaskClient:
    """Give a client with an officer's session."""
    accounts = Accountopslag(delen.opslag)
    accounts.maak("agent", Gebruikersrol.POLITIE, NU, met_totp=False, wachtwoord="vier losse woorden hier")
    inlog = accounts.inlog("agent")
    assert inlog is not None
    app = create_app(delen)
    for rem in app.extensions["limiter"]:
        rem.enabled = False  # nobody at a door asks as fast as this
    klant = app.test_client()
    with klant.session_transaction() as sessie:
        sessie["_user_id"] = f"{inlog.gebruiker.id}:{inlog.gebruiker.stempel}"
        sessie["begonnen"] = sessie["laatst"] = int(NU.timestamp())
        sessie.permanent = True
    return klant


def meet(klant: FlaskClient, naam: str, nummers: list[str], verwacht: str) -> None:
    """Ask these one after another; print the median and the slowest."""
    duren = []
    rekentijd = time.process_time()
    for plaats, nummer in enumerate(nummers):
        begin = time.perf_counter()
        antwoord = klant.get("/kaart", query_string={"nummer": nummer, "zaak": f"Z{plaats % ZAKEN:03}"})
        duren.append(time.perf_counter() - begin)
        if antwoord.status_code != 200 or verwacht not in antwoord.text:
            raise SystemExit(f"{naam}: {nummer} gave {antwoord.status_code} without {verwacht!r}")
    p95 = sorted(duren)[int(len(duren) * 0.95)]
    per_keer = (time.process_time() - rekentijd) / len(duren)
    print(
        f"{naam:24} median {statistics.median(duren) * 1000:5.1f} ms, p95 {p95 * 1000:5.1f} ms, "
        f"slowest {max(duren) * 1000:5.1f} ms, "
        f"of which reckoning {per_keer * 1000:4.1f} ms"
    )


def main() -> None:
    """Fill and measure."""
    aantal_kaarten, aantal_inzetten = (int(w) for w in sys.argv[1:3]) if len(sys.argv) > 2 else (50_000, 2_000_000)
    with tempfile.TemporaryDirectory() as tijdelijk:
        zet = omgeving(Path(tijdelijk), "http://127.0.0.1:8989")
        delen = stel_samen(instellingen.laad(zet, Voor.SERVE), lambda: NU)
        schema.werk_bij(delen.opslag.motor)
        voer(delen.opslag, "zaken", zaken())
        voer(delen.opslag, "portiers", kaarten(aantal_kaarten))
        begin = time.perf_counter()
        vul(Path(delen.opslag.motor.url.database or ""), inzetten(aantal_inzetten, aantal_kaarten))
        print(f"{aantal_kaarten} cards, {aantal_inzetten} shifts, written in {time.perf_counter() - begin:.0f} s")
        klant = klant_van(delen)
        gok = random.Random(1)
        echte = [nummer_van(gok.randrange(aantal_kaarten)) for _ in range(KEREN)]
        klant.get("/kaart", query_string={"nummer": echte[0], "zaak": "Z000"})
        meet(klant, "whole", echte, "In orde")
        meet(klant, "with another spelling", [f"{n[:3]}-{n[3:]}" for n in echte], "In orde")
        meet(klant, "part of many", [n[:3] for n in echte], "Onbekend")
        meet(klant, "part, five signs", [n[:5] for n in echte], "Kaart")
        meet(klant, "one digit wrong", [str(int(n) + 1) for n in echte], "Onbekend")
        meet(klant, "not at all alike", [f"X{n}X" for n in echte], "Onbekend")
        delen.opslag.sluit()


if __name__ == "__main__":
    main()
