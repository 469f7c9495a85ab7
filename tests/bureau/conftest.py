"""The whole desk over a real database: an intake, the screens of every role, and a clock that a test moves."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from nachtleven.bureauinrichting import maak_bureau_over
from nachtleven.gesprek import laad_antwoordboek
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.opslag.brieven import Briefopslag
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import InvoerRij, ZaakRij
from nachtleven.opslag.schermen import Schermbron
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.bureau import Bureau
from nachtleven.web.huis import Huis, Meldwegen
from nachtleven.web.opzet import zet_op
from tests.conftest import CONFIG, Klok, open_opslag
from tests.proefhuis import STAD, VAN, maak_bericht, maak_ontvangst
from tests.web.conftest import NepAudit, maak_beheer, maak_toezicht

BEGIN = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)
VERSIE = re.compile(r'name="versie" value="(\d+)"')


def _zaak(zaak_id: str, naam: str, nummer: int, **anders: object) -> ZaakRij:
    rij = {
        "id": uuid4(), "zaak_id": zaak_id, "code": f"NOV{nummer}2345"[:6], "naam": naam, "aliassen": "",
        "straat": "Sluisstraat", "huisnummer": str(nummer), "postcode": "9000", "gemeente": "Gent", "wijk": "",
        "portier": True, "ondernemingsnummer": "", "email": "", "gelegenheid": False, "bekend_van": BEGIN,
        "invoer_id": 1, "lat": 51.05 + nummer / 100, "lon": 3.72, "camera": nummer != 2,
    }  # fmt: skip
    return ZaakRij(**{**rij, **anders})


class Plaats:
    """The desk; `als` gives a browser of a role."""

    def __init__(self, opslag: Opslag, klok: Klok, map_: Path) -> None:
        self.opslag, self.klok, self.audit = opslag, klok, NepAudit()
        self.ontvangst = maak_ontvangst(opslag, klok)
        self.bureau: Bureau = maak_bureau_over(opslag, STAD, self.ontvangst, klok)
        self.accounts = Accountopslag(opslag)
        for naam, rol in [*((r.value, r) for r in Gebruikersrol), ("noor", Gebruikersrol.ONTHAAL)]:
            self.accounts.maak(naam, rol, klok(), met_totp=False, wachtwoord="vier losse woorden hier")
        self._nummers = count(1)
        self.app = Flask("nachtleven.web")
        self.app.config.update(SECRET_KEY="x" * 40, TESTING=True, WTF_CSRF_ENABLED=False)
        huis = Huis(
            Schermbron(opslag), Handelingen(opslag), self.accounts, self.audit, klok, map_,
            maak_toezicht(opslag, klok, map_), Meldwegen("8989", "MELDING"),
            brieven=Briefopslag(opslag, laad_antwoordboek(CONFIG), ""), bureau=self.bureau, beheer=maak_beheer(opslag),
        )  # fmt: skip
        zet_op(self.app, huis, veilig=False)

    def als(self, naam: str) -> FlaskClient:
        inlog, client = self.accounts.inlog(naam), self.app.test_client()
        assert inlog is not None
        with client.session_transaction() as sessie:
            sessie["_user_id"] = f"{inlog.gebruiker.id}:{inlog.gebruiker.stempel}"
            sessie["begonnen"] = sessie["laatst"] = sessie["bewezen"] = int(self.klok().timestamp())
            sessie.permanent = True
        return client

    def meld(self, tekst: str = "geweigerd zaakA", van: str = VAN) -> str:
        """Let a text come in and give the kenmerk of the newest melding."""
        self.klok.verder(minutes=1)
        self.ontvangst.neem_aan(maak_bericht(next(self._nummers), tekst, self.klok(), van))
        with self.opslag.lezen() as sessie:
            return sessie.scalars(select(MeldingRij.kenmerk).order_by(MeldingRij.ontvangen.desc()).limit(1)).one()

    def doe(self, pad: str, wie: str = "onthaal", **velden: object) -> TestResponse:
        """Post a form as somebody who looks at the page now; the version is that of the page."""
        client = self.als(wie)
        blad = "/".join(pad.split("/")[:3])
        gezien = VERSIE.search(client.get(blad).text)
        data = {"versie": gezien.group(1) if gezien else "1", **velden}
        return client.post(pad, data=data)

    def zie(self, pad: str, wie: str = "onthaal") -> str:
        antwoord = self.als(wie).get(pad)
        assert antwoord.status_code == 200, (pad, antwoord.status_code)
        return str(antwoord.text)


@pytest.fixture
def plaats(tmp_path: Path) -> Iterator[Plaats]:
    opslag = open_opslag(f"sqlite:///{tmp_path / 'proef.db'}")
    with opslag.schrijven() as sessie:
        velden = {"nieuw": 3, "gewijzigd": 0, "gelijk": 0, "weg": 0}
        sessie.add(InvoerRij(id=1, soort="zaken", moment=BEGIN, door="t", bestand="z", hash="", **velden))
        sessie.flush()
        for nummer, (zaak_id, naam) in enumerate((("ZAAKA", "Bar Noviteit"), ("ZAAKB", "Café Noviteit")), start=1):
            sessie.add(_zaak(zaak_id, naam, nummer))
    yield Plaats(opslag, Klok(BEGIN + timedelta(hours=1)), tmp_path)
    opslag.sluit()
