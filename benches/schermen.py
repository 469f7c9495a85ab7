"""How long every page takes and how large it is, over 20,000 meldingen. Run: `make bench-schermen`.

Asked: at most 150 ms and 60 kB a page, without pictures. A page is asked through the whole application, session,
rights and audit log counted in; the middle of seven times is printed, the first left aside. Beside the clock stands
what the processor took: on a busy machine the clock says more of the others. Another number of
meldingen: `python benches/schermen.py 5000`; a database of your own: NACHTLEVEN_DATABASE_URL.
"""

import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select
from werkzeug.test import TestResponse

sys.path.insert(0, str(Path(__file__).parent.parent))

from nachtleven import instellingen
from nachtleven.app import create_app
from nachtleven.demo.speelmap import maak_omgeving
from nachtleven.instellingen import Voor
from nachtleven.kenmerken import maak_kenmerk
from nachtleven.nacht import lokaal, nacht_van
from nachtleven.opslag import schema
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.opslag.dossiers import Dossieropslag
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import IncidentRij, InvoerRij, ZaakRij
from nachtleven.opslag.tabellen import (
    BerichtRij,
    MeldingFeitRij,
    MeldingGrondRij,
    MeldingKandidaatRij,
    MeldingRij,
    VerloopRij,
)
from nachtleven.samenstelling import stel_samen
from nachtleven.toegang.gebruikers import Gebruikersrol

MS, KB = 150.0, 60.0
ZOEK = "zoek "
"""What stands before the words of a search, in the place of a path."""
ZAKEN, DOSSIERS, BUNDEL, KEREN = 500, 400, 2000, 8
NU = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)
TEKST = "stond gisteren aan de deur en mocht er niet in om mijn kleur, de anderen achter ons wel"
STATUSSEN = ("te_contacteren", "in_onderzoek", "doorverwezen", "afgerond", "afgerond", "afgerond")
GRONDEN = ("raciaal", "geloof", "geslacht", "leeftijd", "handicap")


def vul(opslag: Opslag, aantal: int) -> None:
    """Fill a database with venues, meldingen of two years, their texts, grounds and history, and dossiers."""
    gok = random.Random(8989)
    with opslag.schrijven() as sessie:
        tel = {"nieuw": ZAKEN, "gewijzigd": 0, "gelijk": 0, "weg": 0}
        sessie.add(InvoerRij(id=1, soort="zaken", moment=NU, door="bench", bestand="z", hash="", **tel))
        sessie.flush()
        sessie.execute(insert(ZaakRij), [_zaak(nummer) for nummer in range(ZAKEN)])
    namen = _kenmerken(gok, aantal)
    for begin in range(0, aantal, BUNDEL):
        _vul_bundel(opslag, gok, namen[begin : begin + BUNDEL], begin / aantal)


def _kenmerken(gok: random.Random, aantal: int) -> list[str]:
    namen: set[str] = set()
    while len(namen) < aantal:
        namen.add(maak_kenmerk(gok.randrange))
    return sorted(namen)


def _zaak(nummer: int) -> dict[str, Any]:
    return {
        "id": uuid4(), "zaak_id": f"Z{nummer:04d}", "code": f"C{nummer:05d}", "naam": f"Bar Verzinsel {nummer}",
        "aliassen": "", "straat": f"Straat {nummer % 60}", "huisnummer": str(nummer), "postcode": "9000",
        "gemeente": "Gent", "wijk": f"Wijk {nummer % 25}", "portier": nummer % 3 == 0, "ondernemingsnummer": "",
        "email": "", "gelegenheid": False, "bekend_van": NU, "invoer_id": 1, "lat": 51 + nummer / 9000,
        "lon": 3.7 + (nummer * 37 % 100) / 1000,
    }  # fmt: skip


def _vul_bundel(opslag: Opslag, gok: random.Random, kenmerken: Sequence[str], deel: float) -> None:
    rijen: dict[type[Any], list[dict[str, Any]]] = {
        soort: []
        for soort in (
            MeldingRij,
            BerichtRij,
            MeldingGrondRij,
            MeldingFeitRij,
            MeldingKandidaatRij,
            VerloopRij,
            IncidentRij,
        )
    }
    for kenmerk in kenmerken:
        moment = NU - timedelta(days=730) * (1 - deel) + timedelta(minutes=gok.randrange(60 * 24 * 60))
        moment = min(moment, NU - timedelta(minutes=1))
        id_ = uuid4()
        rijen[MeldingRij].append(_melding(opslag, gok, id_, kenmerk, moment))
        rijen[BerichtRij].append(_bericht(opslag, id_, kenmerk, moment))
        rijen[MeldingGrondRij] += [{"melding_id": id_, "grond": g, "bevestigd": None} for g in gok.sample(GRONDEN, 2)]
        rijen[MeldingFeitRij].append({"melding_id": id_, "feit": "geweigerd"})
        if rijen[MeldingRij][-1]["zaak_id"] is None:
            zaken = enumerate(gok.sample(range(ZAKEN), 3), start=1)
            rijen[MeldingKandidaatRij] += [{"melding_id": id_, "rang": n, "zaak_id": f"Z{z:04d}"} for n, z in zaken]
        stappen = (("8989", "status"), ("noor", "gecontacteerd"), ("noor", "staat"))
        rijen[VerloopRij] += [
            {"id": uuid4(), "melding_id": id_, "moment": moment, "door": door, "handeling": wat}
            for door, wat in stappen
        ]
    with opslag.schrijven() as sessie:
        for soort, lijst in rijen.items():
            if lijst:
                sessie.execute(insert(soort), lijst)


def _melding(opslag: Opslag, gok: random.Random, id_: UUID, kenmerk: str, moment: datetime) -> dict[str, Any]:
    _, gewikkeld = opslag.kluis.nieuwe_sleutel("meldingen", id_)
    open_ = NU - moment < timedelta(days=30)
    status = gok.choice(STATUSSEN) if open_ else "afgerond"
    wacht = status == "te_contacteren"
    return {
        "id": id_, "kenmerk": kenmerk, "status": status, "kanaal": gok.choice(("sms", "sms", "web", "balie")),
        "soort": "melding", "taal": gok.choice(("nl", "nl", "fr", "en", "tr")), "melder": f"m{gok.randrange(9000)}",
        "sleutel": gewikkeld, "nacht_bekend": True, "nacht": nacht_van(moment), "uur": lokaal(moment).hour,
        "ontvangen": moment, "tijdstip": moment, "spoed": gok.random() < 0.02,
        "zaak_id": None if gok.random() < 0.1 else f"Z{gok.randrange(ZAKEN):04d}",
        "vragen": 0, "contact_voor": moment + timedelta(days=7),
        "gecontacteerd": None if wacht else moment, "beelden_voor": moment + timedelta(days=25),
        "beelden_alarm": moment + timedelta(days=18), "vastgehouden": False, "versie": 1,
        "aandacht": "vraag" if gok.random() < 0.01 else None,
    }  # fmt: skip


def _bericht(opslag: Opslag, melding: UUID, kenmerk: str, moment: datetime) -> dict[str, Any]:
    id_ = uuid4()
    sleutel, gewikkeld = opslag.kluis.nieuwe_sleutel("berichten", id_)
    los = hash(kenmerk) % 40 == 0
    lezing = {
        "verklaringen": [
            {"veld": "feit", "waarde": "geweigerd", "woorden": [{"begin": 33, "eind": 49}], "zekerheid": 0.9}
        ],
        "zaken": [],
        "tijd": None,
    }
    return {
        "id": id_, "poort": "bench", "poort_id": kenmerk, "kanaal": "sms", "melder": "m", "sleutel": gewikkeld,
        "naar": "8989", "tekst_geheim": sleutel.versleutel("tekst", TEKST), "taal": "nl", "staat": "gelezen",
        "lezing_geheim": sleutel.versleutel("lezing", json.dumps(lezing)), "ontvangen": moment, "bewaard": moment,
        "melding_id": None if los else melding, "aandacht": "onbegrepen" if los else None, "pogingen": 1, "kaal": False,
    }  # fmt: skip


def open_dossiers(opslag: Opslag, werk: Dossieropslag) -> str:
    """Open dossiers over the newest meldingen; give the kenmerk of the last."""
    with opslag.lezen() as sessie:
        kenmerken = sessie.scalars(
            select(MeldingRij.kenmerk).order_by(MeldingRij.ontvangen.desc()).limit(DOSSIERS)
        ).all()
    return [werk.open_dossier((kenmerk,), "noor", NU) for kenmerk in kenmerken][-1]


def als(app: Flask, accounts: Accountopslag, rol: str) -> FlaskClient:
    """Give a client that is logged in."""
    inlog, client = accounts.inlog(rol), app.test_client()
    if inlog is None:
        raise SystemExit(f"geen gebruiker {rol}")
    with client.session_transaction() as sessie:
        sessie["_user_id"] = f"{inlog.gebruiker.id}:{inlog.gebruiker.stempel}"
        sessie["begonnen"] = sessie["laatst"] = int(NU.timestamp())
        sessie.permanent = True
    return client


def paden(opslag: Opslag, dossier: str) -> Iterable[tuple[str, str]]:
    """Give (role, path) of every page to measure."""
    with opslag.lezen() as sessie:
        kenmerk = sessie.scalars(
            select(MeldingRij.kenmerk).where(MeldingRij.zaak_id.is_not(None)).order_by(MeldingRij.ontvangen.desc())
        ).first()
        druk = select(MeldingRij.zaak_id).where(MeldingRij.zaak_id.is_not(None)).group_by(MeldingRij.zaak_id)
        zaak = sessie.scalars(druk.order_by(func.count().desc())).first()
    lijst = "/meldingen"
    yield from (("onthaal", p) for p in ("/vandaag", "/berichten", lijst, f"{lijst}/{kenmerk}", f"{lijst}/nieuw"))
    filters = ("status=afgerond", "grond=raciaal", f"zaak={zaak}", "taal=tr", "kanaal=web", "termijn=week", "mij=ja")
    yield from (("onthaal", f"{lijst}?{filter_}") for filter_ in filters)
    yield from (("onthaal", p) for p in ("/dossiers", "/dossiers?staat=open", f"/dossiers/{dossier}"))
    yield from (("economie", p) for p in ("/vandaag", lijst, "/zaken", f"/zaken/{zaak}", f"/zaken/{zaak}/blad"))
    yield from (("politie", p) for p in ("/vandaag", lijst, "/dossiers", "/zaken", f"/zaken/{zaak}", "/kaart"))
    yield from (("politie", p) for p in ("/toezicht", "/portiers"))
    yield from (("onthaal", p) for p in ("/toezicht/signalen", "/rapporten"))
    ouder = f"{lijst}?na={(NU - timedelta(days=600)).isoformat()}~{UUID(int=0)}".replace("+", "%2B")
    yield from (("onthaal", p) for p in (ouder, f"{ZOEK}{kenmerk}", f"{ZOEK}0470 00 00 01", f"{ZOEK}Verzinsel 12"))
    yield from (("beheer", p) for p in ("/vandaag", "/beheer", "/beheer/instellingen", "/beheer/audit"))
    yield from (("niemand", p) for p in ("/", "/?taal=ar", "/melden", "/toegankelijkheid", "/aanmelden"))


def vraag(client: FlaskClient, pad: str) -> Callable[[], TestResponse]:
    """Give what asks a page: get it, or post the words that are searched for."""
    if not pad.startswith(ZOEK):
        return lambda: client.get(pad)
    merk = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/meldingen").text)
    velden = {"zoek": pad.removeprefix(ZOEK), "csrf_token": merk[1] if merk else ""}
    return lambda: client.post("/meldingen/zoek", data=velden, follow_redirects=True)


def meet(client: FlaskClient, pad: str) -> tuple[int, float, float, float]:
    """Ask a page; give its status, the middle of its times in ms, by the clock and of the processor, and its kB."""
    tijden, rekentijden, roep = [], [], vraag(client, pad)
    for _ in range(KEREN):
        begin, rekent = time.perf_counter(), time.process_time()
        antwoord = roep()
        rekentijden.append((time.process_time() - rekent) * 1000)
        tijden.append((time.perf_counter() - begin) * 1000)
    midden = statistics.median
    return antwoord.status_code, midden(tijden[1:]), midden(rekentijden[1:]), len(antwoord.data) / 1000


def main() -> int:
    """Fill, measure and print; 1 where a page is over a limit."""
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    basis = instellingen.omgeving()
    with tempfile.TemporaryDirectory() as tijdelijk:
        omgeving = maak_omgeving(basis, Path(tijdelijk), "http://127.0.0.1:1", "http://127.0.0.1:1")
        if adres := basis.get("NACHTLEVEN_DATABASE_URL"):
            omgeving["NACHTLEVEN_DATABASE_URL"] = adres
        delen = stel_samen(instellingen.laad(omgeving, Voor.SERVE), lambda: NU)
        schema.werk_bij(delen.opslag.motor)
        begin = time.perf_counter()
        vul(delen.opslag, aantal)
        dossier = open_dossiers(delen.opslag, Dossieropslag(delen.opslag, delen.stad.termijnen))
        print(f"{aantal} meldingen, {ZAKEN} zaken en {DOSSIERS} dossiers in {time.perf_counter() - begin:.0f} s")
        accounts = Accountopslag(delen.opslag)
        for rol in Gebruikersrol:
            accounts.maak(rol.value, rol, NU, met_totp=False, wachtwoord="vier-verzonnen-woorden-8989")
        app, te_veel = create_app(delen), 0
        clients = {"niemand": app.test_client(), **{r.value: als(app, accounts, r.value) for r in Gebruikersrol}}
        for rol, pad in paden(delen.opslag, dossier):
            status, ms, rekent, kb = meet(clients[rol], pad)
            over = ms > MS or kb > KB or status != 200
            te_veel += over
            print(
                f"{'!' if over else ' '} {rol:<9} {pad:<34} {status} {ms:7.1f} ms (rekent {rekent:6.1f}) {kb:6.1f} kB"
            )
        delen.opslag.sluit()
    print(f"{te_veel} bladzijden boven {MS:.0f} ms of {KB:.0f} kB")
    return int(te_veel > 0)


if __name__ == "__main__":
    sys.exit(main())
