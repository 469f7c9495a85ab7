"""Whatever is sent to whichever route, by whomever: it is answered, and never with a fault of ours."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from nachtleven.accounts import maak_gebruiker
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.opslag.tabellen import GebruikerRij, MeldingRij
from nachtleven.toegang.gebruikers import Gebruikersrol
from tests.huis.test_huis import PAKKET
from tests.proefhuis import maak_bericht
from tests.proefpoort import NU_PROEF, Deurproef, open_deur_met_zaken

GEK = (
    "", " ", "\x00", "a\x00b", "\ud7ff\ufffe", "\u202e", "😀" * 500, "é" * 3000, "9" * 30, "9" * 4400, "-1", "0",
    "1e309", "NaN", "٣", "²", "2026-13-45", "0001-01-01", "9999-12-31", "9999-12-31T23:59", "9999-12-31 23:59",
    "0001-01-01 00:00", "2026-03-29T02:30", "+32470000001", "on", "null", "[]", "../../etc/passwd", "%", "_", "P1",
    "'; DROP TABLE meldingen;--", "{{7*7}}", "<script>", "=1+1", "\r\nX: y", "melding", "ja", "weigering", "gedrag",
    "2026-03-06", "2026-03-06 23:30", "1", "geweigerd", "raciaal", "sms", "afgerond", "camera_capaciteit", "ok",
    "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
"""What people and machines put in a field; also what is right, so that one odd field stands among good ones."""
ZONDER_NUL = tuple(waarde for waarde in GEK if "\x00" not in waarde)
MET_NUL = 0.2
"""The share of the requests that may hold a NUL: each of those is refused before it comes anywhere."""

_WEB = PAKKET / "web"
VELDEN = sorted(
    {naam for pad in _WEB.glob("templates/*.html") for naam in re.findall(r'name="(\w+)"', pad.read_text("utf-8"))}
    | {naam for pad in _WEB.glob("*.py") for naam in re.findall(r'get(?:list)?\("(\w+)"', pad.read_text("utf-8"))}
)
"""Every field that a form has, or that a route asks for."""


@pytest.fixture
def deur(tmp_path: Path, database_url: str) -> Iterator[Deurproef]:
    """The whole application with three venues, one melding and a user of each role; no CSRF, no limits."""
    proef = open_deur_met_zaken(tmp_path, NACHTLEVEN_DATABASE_URL=database_url)
    proef.app.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    for uitbreiding in proef.app.extensions["limiter"]:
        uitbreiding.enabled = False
    proef.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd bar kwikzilver", NU_PROEF - timedelta(hours=1)))
    for rol in Gebruikersrol:
        maak_gebruiker(proef.delen, f"{rol.value}1", rol.value)
    with proef.delen.opslag.schrijven() as sessie:
        for rij in sessie.scalars(select(GebruikerRij)):
            rij.moet_wijzigen = False
    yield proef
    proef.delen.opslag.sluit()


def als(deur: Deurproef, rol: str) -> FlaskClient:
    """Give a client of a user of this role."""
    client = deur.app.test_client()
    inlog = Accountopslag(deur.delen.opslag).inlog(f"{rol}1")
    assert inlog is not None
    with client.session_transaction() as sessie:
        sessie["_user_id"] = f"{inlog.gebruiker.id}:{inlog.gebruiker.stempel}"
        sessie["begonnen"] = sessie["laatst"] = int(deur.delen.klok().timestamp())
    return client


def paden(deur: Deurproef, kies: random.Random, kenmerk: str) -> Iterator[tuple[str, str]]:
    """Give each route with what is there, and with what is not."""
    goed = {
        "kenmerk": kenmerk,
        "zaak_id": "P1",
        "sleutel": "104233",
        "bestand": "rapport.html",
        "filename": "stijl.css",
    }
    bouw = deur.app.url_map.bind("localhost").build
    for regel in deur.app.url_map.iter_rules():
        for waarden in (goed, {naam: kies.choice(GEK[1:]) for naam in goed}):
            ids: dict[str, str | UUID] = {n: waarden.get(n, uuid4()) for n in regel.arguments}
            pad = bouw(regel.endpoint, ids)
            yield from ((methode, pad) for methode in (regel.methods or set()) & {"GET", "POST"})


@pytest.mark.parametrize("rol", ["onthaal", "politie", "beheer"])
def test_no_input_to_any_route_is_a_fault_of_ours(deur: Deurproef, rol: str) -> None:
    kies, client = random.Random(rol), als(deur, rol)  # noqa: S311 - the same every run
    with deur.delen.opslag.lezen() as sessie:
        kenmerk = sessie.scalars(select(MeldingRij.kenmerk)).one()
    mis, geteld, codes = [], 0, Counter[int]()
    for keer in range(3):
        for methode, pad in paden(deur, kies, kenmerk):
            if pad.startswith("/afmelden"):
                continue
            gek = GEK if kies.random() < MET_NUL else ZONDER_NUL
            velden = {naam: kies.choice(gek) for naam in kies.sample(VELDEN, len(VELDEN) * 3 // 4)}
            velden |= {"versie": "1"} if keer % 2 else {}
            vraag = {naam: kies.choice(gek) for naam in kies.sample(VELDEN, 12)}
            antwoord = client.open(pad, method=methode, query_string=vraag, data=velden if methode == "POST" else None)
            if antwoord.status_code >= 500:
                mis.append((methode, pad, antwoord.status_code))
            geteld += 1
            codes[antwoord.status_code] += 1
            antwoord.close()
    assert mis == []
    assert codes[200] > 20
    assert rol == "beheer" or codes[303] > 5, codes
    assert geteld > 300
