"""A register with one card that ran out, a shift with it, and who judges: for the screens of the oversight."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.toezichttabellen import BevindingRij
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.web.toezichthuis import Toezicht
from tests.conftest import Klok
from tests.proefhuis import maak_bericht
from tests.registerhuis import AURORA, INZET, KAART, NOVA, STIL, maak_delen, voer
from tests.web.conftest import Wereld, maak_toezicht

MIDDAG = datetime(2026, 3, 7, 11, 5, tzinfo=UTC)
NACHT = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)


@pytest.fixture
def klok() -> Klok:
    return Klok(MIDDAG)


def roep(woorden: Sequence[str]) -> tuple[int, str]:
    """Answer as the command line does on a file with one new shift."""
    verschil = {"nieuw": 1, "gewijzigd": 0, "gelijk": 2, "weg": 0, "opmerkingen": [], "voorbeelden": []}
    if "--droog" in woorden:
        verschil["voorbeelden"] = [{"wat": "nieuw", "sleutel": ["104233", "AURORA"], "velden": []}]
    return 0, json.dumps(verschil)


@pytest.fixture
def toezicht(opslag_sqlite: Opslag, klok: Klok, tmp_path: Path) -> Toezicht:
    voer(opslag_sqlite, "zaken", [AURORA, NOVA, STIL])
    verlopen = replace(KAART, kaartnummer="105907", geldig_tot=datetime(2026, 3, 6, tzinfo=UTC).date())
    voer(opslag_sqlite, "portiers", [KAART, verlopen])
    voer(opslag_sqlite, "inzet", [INZET, replace(INZET, kaartnummer="105907")])
    return maak_toezicht(opslag_sqlite, klok, tmp_path / "invoer", roep)


@pytest.fixture
def plaats(toezicht: Toezicht, opslag_sqlite: Opslag, klok: Klok, tmp_path: Path) -> Werkplaats:
    return Werkplaats(maak_delen(opslag_sqlite, klok, tmp_path))


@pytest.fixture
def wereld(wereld: Wereld, klok: Klok) -> Wereld:
    wereld.nu = klok()
    return wereld


def enige(opslag: Opslag) -> BevindingRij:
    with opslag.lezen() as sessie:
        rij = sessie.scalars(select(BevindingRij)).one()
        sessie.expunge(rij)
        return rij


def vertel(plaats: Werkplaats, opslag: Opslag, klok: Klok) -> str:
    """Let a melder tell of a refusal that night; give the kenmerk."""
    klok.moment = NACHT
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd ZAAKX", klok()))
    with opslag.schrijven() as sessie:
        melding = sessie.scalars(select(MeldingRij)).one()
        melding.zaak_id, kenmerk = "AURORA", melding.kenmerk
    klok.moment = MIDDAG
    return kenmerk
