"""How long a quarter takes over a million meldingen and ten thousand venues, and what it costs in memory.

Each measurement runs in a process of its own: our counts up to the finished tables where no night was counted ahead;
counting the nights ahead, as the planner does each night; our counts after that, which is how a report is made; and
beside it pandas.read_sql over the raw rows with the same group-bys (up to a million: it keeps them all in memory).
One melding in ten tells a reason, one in twenty has a log line and a finding of a judged night, one in thirty a
dossier; pandas is not asked for those. The writing of files is not in it.

    python benches/rapport.py [1000000]
"""

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
from sqlalchemy import create_engine, text

from nachtleven.cijfers.signalen import Zaakverleden
from nachtleven.opslag import schema
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.nachttellingen import tel_vooruit
from nachtleven.opslag.tellingen import tel
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen
from nachtleven.rapport import Rapportinstellingen, lees_periode, maak_rapport
from nachtleven.toezicht.plichten import laad_plichten

ZAKEN, BLOK, MET_PANDAS = 10_000, 50_000, 1_000_000
MB, S = 600, 10
NU = datetime(2026, 5, 1, tzinfo=UTC)
_MELDING = (
    "INSERT INTO meldingen (id, kenmerk, status, kanaal, soort, rol, taal, zaak_id, zaak_hoe, tijdstip, nacht_bekend,"
    " nacht, uur, ontvangen, spoed, vragen, contact_voor, gecontacteerd, gesloten, vastgehouden, versie)"
    " VALUES (?,?,?,?,'melding',?,?,?,?,?,1,?,?,?,0,0,?,?,?,0,1)"
)
_BERICHT = (
    "INSERT INTO berichten (id, poort, poort_id, kanaal, melder, naar, ontvangen, bewaard, staat, pogingen, kaal,"
    " melding_id) VALUES (?,'p',?,'sms','m','8989',?,?,'gelezen',0,0,?)"
)
_ERBIJ = {
    10: "INSERT INTO melding_deur (melding_id, portier, redenen) VALUES (:id, 1, 'vol')",
    20: "INSERT INTO incidenten (id, nummer, zaak_id, van, tot, soort, reden, kaartnummer, gelogd, geverifieerd, bron,"
    " bekend_van) VALUES (:nieuw, 'L', :zaak, :tijd, :tijd, 'weigering', 'vol', '', :tijd, 1, 'bestand', :tijd)",
    21: "INSERT INTO bevindingen (id, identiteit, plicht, aard, zaak_id, kaartnummer, kaart_sleutel, van, tot, nacht,"
    " andere_zaken, bewijs, staat, gevonden, versie) VALUES (:nieuw, :nieuw, 'reden_klopt', 'signaal', :zaak, '', '',"
    " :tijd, :tijd, :nacht, '', '[]', 'open', :tijd, 1)",
    30: "INSERT INTO dossiers (id, kenmerk, staat, uitkomst, zaak_id, nacht, geopend, door, versie)"
    " VALUES (:nieuw, :nieuw, 'gesloten', 'gegrond', :zaak, :nacht, :tijd, 'b', 1)",
}
"""What hangs on one melding in so many."""
_ANTWOORD = "INSERT INTO antwoorden (id, bericht_id, soort, taal, wijze, gemaakt) VALUES (?,?,?,'nl','direct',?)"


def vul(bestand: Path, aantal: int) -> None:
    """Make a database: a quarter of so many meldingen, each with a message and an answer, and the venues."""
    motor = maak_motor(f"sqlite:///{bestand}")
    schema.werk_bij(motor)
    motor.dispose()
    r = random.Random(8989)
    with closing(sqlite3.connect(bestand)) as ruw, ruw:
        for (naam,) in ruw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            ruw.execute(f"DROP TRIGGER {naam}")  # nothing is counted yet, so nothing has to be counted again
        for pragma in ("synchronous=OFF", "cache_size=-200000"):
            ruw.execute(f"PRAGMA {pragma}")
        ruw.execute("INSERT INTO invoeren VALUES (1,'zaken','2024-01-01 00:00:00','b','z','0',?,0,0,0)", (ZAKEN,))
        dagen = ((date(2025, 12, 31) + timedelta(days=n)).isoformat() for n in range(92))
        ruw.executemany("INSERT INTO oordelen VALUES (?,1,1,NULL,0,'')", ((dag,) for dag in dagen))
        leeg = ("",) * 4
        ruw.executemany(
            "INSERT INTO zaken (id, zaak_id, code, naam, straat, wijk, portier, capaciteit, gelegenheid, bekend_van,"
            " invoer_id, aliassen, huisnummer, postcode, gemeente, ondernemingsnummer, email)"
            " VALUES (?,?,?,?,?,?,?,?,0,'2024-01-01 00:00:00',1,?,?,?,?,'','')",
            (
                (f"{n:032x}", f"Z{n:05d}", f"{n}", f"Z{n}", f"straat {n % 900}", f"wijk {n % 30}", n % 3 > 0,
                 80 + n % 400, *leeg)
                for n in range(ZAKEN)
            ),
        )  # fmt: skip
        for begin in range(0, aantal, BLOK):
            rijen = [_rij(r, n, n / aantal) for n in range(begin, min(begin + BLOK, aantal))]
            ruw.executemany(_MELDING, [rij[0] for rij in rijen])
            ruw.executemany("INSERT INTO melding_gronden VALUES (?,?,NULL)", [g for rij in rijen for g in rij[1]])
            ruw.executemany("INSERT INTO melding_feiten VALUES (?,?)", [f for rij in rijen for f in rij[2]])
            ruw.executemany(_BERICHT, [rij[3] for rij in rijen])
            ruw.executemany(_ANTWOORD, [rij[4] for rij in rijen])
            for elke, vraag in _ERBIJ.items():
                ruw.executemany(vraag, [_erbij(rij[0], elke) for rij in rijen[::elke]])


def _erbij(melding: tuple, elke: int) -> dict[str, str]:
    id_, zaak, tijd, nacht = melding[0], melding[6], melding[8], melding[9]
    return {"id": id_, "nieuw": f"{elke:02x}{id_[2:]}", "zaak": zaak or "Z00000", "tijd": tijd, "nacht": nacht}


def _rij(r: random.Random, n: int, deel: float) -> tuple[tuple, list, list, tuple, tuple]:
    moment = datetime(2026, 1, 1, 20, tzinfo=UTC) + timedelta(minutes=int(deel * 88 * 24 * 60) + r.randrange(24 * 60))
    hier = moment + timedelta(hours=1)
    nacht = (hier - timedelta(hours=12)).date().isoformat()
    id_, tijd = f"{n + 10**9:032x}", f"{moment:%Y-%m-%d %H:%M:%S}.000000"
    dag = lambda d: f"{moment + timedelta(days=d):%Y-%m-%d %H:%M:%S}.000000"  # noqa: E731 - short
    zaak = f"Z{int(r.random() ** 2 * ZAKEN):05d}" if r.random() < 0.9 else None
    melding = (
        id_, f"K{n}", r.choice(("te_contacteren", "afgerond", "in_onderzoek")), r.choice(("sms", "sms", "web")),
        r.choice(("slachtoffer", "getuige", None)), r.choice(("nl", "fr", "en", None)), zaak,
        r.choice(("zeker", "na_vraag")) if zaak else None, tijd, nacht, hier.hour, tijd, dag(7),
        dag(r.choice((1, 3, 9))) if r.random() < 0.8 else None, dag(30) if r.random() < 0.6 else None,
    )  # fmt: skip
    gronden = [(id_, g) for g in r.sample(("raciaal", "geloof", "handicap", "leeftijd"), r.choice((0, 1, 1, 2)))]
    feiten = [(id_, f) for f in r.sample(("geweigerd", "smoes", "geweld"), r.choice((1, 1, 2)))]
    bericht = f"{n + 2 * 10**9:032x}"
    return (
        melding, gronden, feiten, (bericht, f"{n}", tijd, tijd, id_),
        (f"{n + 3 * 10**9:032x}", bericht, r.choice(("bevestiging", "keuze")), tijd),
    )  # fmt: skip


def ons(bestand: Path) -> int:
    """Make the tables of the quarter, shared and shielded; give the number of meldingen."""
    opslag = Opslag(maak_motor(f"sqlite:///{bestand}"), Kluis([bytes(32)]), Pseudoniemen(bytes(32)))
    periode = lees_periode("kwartaal", "2026-K1")
    with opslag.lezen() as sessie:
        geteld = tel(sessie, periode, NU, laad_plichten(Path(__file__).parent.parent / "config"))
    assert all(isinstance(verleden, Zaakverleden) for verleden in geteld.verledens)
    rapport = maak_rapport(geteld, periode, "deelbaar", NU, Rapportinstellingen(5))
    return next(rij.aantal or 0 for rij in rapport.tabellen["stroom"].rijen if rij.sleutel == ("nieuw",))


def vooruit(bestand: Path) -> int:
    """Count every night ahead; give how many."""
    opslag, gedaan = Opslag(maak_motor(f"sqlite:///{bestand}"), Kluis([bytes(32)]), Pseudoniemen(bytes(32))), 0
    while True:
        with opslag.schrijven() as sessie:
            nu = tel_vooruit(sessie, date(2026, 4, 1))
        gedaan += nu
        if not nu:
            return gedaan


def met_pandas(bestand: Path) -> int:
    """Count the same from the raw rows, with pandas alone."""
    with create_engine(f"sqlite:///{bestand}").connect() as verbinding:
        lees = lambda vraag: pd.read_sql(text(vraag), verbinding)  # noqa: E731 - five tables are read alike
        meldingen = lees("SELECT * FROM meldingen WHERE nacht >= '2026-01-01' AND nacht < '2026-04-01'")
        gronden, feiten = lees("SELECT * FROM melding_gronden"), lees("SELECT * FROM melding_feiten")
        zaken = lees("SELECT zaak_id, straat, wijk, portier FROM zaken")
        berichten = lees("SELECT id, ontvangen, melding_id FROM berichten")
    for kolom in ("nacht", "kanaal", "taal", "rol", "zaak_hoe"):
        meldingen.groupby(kolom, dropna=False).size()
    meldingen.groupby(["nacht", "uur"]).size()
    for codes in (gronden, feiten):
        codes.merge(meldingen[["id"]], left_on="melding_id", right_on="id").groupby(codes.columns[1]).size()
    gronden.merge(gronden, on="melding_id").groupby(["grond_x", "grond_y"]).size()
    plaatsen = meldingen.merge(zaken, on="zaak_id", how="left")
    for kolom in ("zaak_id", "straat", "wijk", "portier"):
        plaatsen.groupby(kolom, dropna=False).size()
    (pd.to_datetime(meldingen["gecontacteerd"]) - pd.to_datetime(meldingen["ontvangen"])).median()
    berichten["melding_id"].notna().sum()
    return len(meldingen)


METINGEN = {"rauw": ons, "vooruit": vooruit, "verslag": ons, "pandas": met_pandas}
"""What is measured, in this order: each in a process of its own, over the same file."""


def _piek() -> float:
    """Give the most memory of this process itself, in MB: the system's own figure begins with that of its parent."""
    regels = Path("/proc/self/status").read_text().splitlines()
    return next(int(regel.split()[1]) for regel in regels if regel.startswith("VmHWM")) / 1024


def main() -> int:
    """Fill a database and measure both over it; exit 1 where the two don't count alike."""
    if len(sys.argv) == 4 and sys.argv[1] == "--meet":
        begin = time.perf_counter()
        aantal = METINGEN[sys.argv[2]](Path(sys.argv[3]))
        print(f"{aantal} {time.perf_counter() - begin:.2f} {_piek():.0f} {time.process_time():.2f}")
        return 0
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as map_:
        bestand, begin = Path(map_) / "bench.db", time.perf_counter()
        vul(bestand, aantal)
        print(f"{aantal} meldingen en {ZAKEN} zaken, gevuld in {time.perf_counter() - begin:.0f} s")
        gemeten = {}
        for wie in METINGEN if aantal <= MET_PANDAS else tuple(METINGEN)[:-1]:
            opdracht = [sys.executable, __file__, "--meet", wie, str(bestand)]
            uit = subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout.split()
            duur, piek, rekentijd = (float(deel) for deel in uit[1:])
            gemeten[wie] = duur, piek, int(uit[0])
            print(f"  {wie:<12} {uit[0]:>8} geteld, {duur:5.1f} s ({rekentijd:.1f} s rekentijd), {piek:.0f} MB")
    goed = gemeten["verslag"][0] <= S and gemeten["verslag"][1] <= MB
    print("belofte gehouden" if goed or aantal > MET_PANDAS else f"BELOFTE NIET GEHOUDEN: {S} s en {MB} MB")
    return 0 if all(geteld == aantal for wie, (*_, geteld) in gemeten.items() if wie != "vooruit") else 1


if __name__ == "__main__":
    sys.exit(main())
