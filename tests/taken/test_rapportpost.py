"""A report's life: read, approved, sent once to the consultation, and corrected in a new edition only."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from nachtleven.fouten import NietGevonden, VerouderdFout
from nachtleven.opslag import werk
from nachtleven.opslag.rapporten import Rapportleven, vorige_aanbevelingen
from nachtleven.opslag.tabellen import ClaimRij, MeldingRij, RapportRij
from nachtleven.opslag.werk import Eis
from nachtleven.rapportbouw import Opdracht, RapportgelijkFout, bouw, verbeter
from nachtleven.rapportleven import RAPPORTOVERGANGEN, Bijschriftsoort, Bouwstap, Opvolging, Rapportstaat
from nachtleven.taken.rapportpost import verzend_rapporten
from nachtleven.taken.werkplaats import Werkplaats
from tests.proefserver import vrije_poort
from tests.taken.conftest import Proefplaats
from tests.test_post import Bus

FEBRUARI = Opdracht("maand", date(2026, 2, 1), date(2026, 3, 1), "intern")


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def mailserver(bus: Bus) -> Iterator[str]:
    draait = Controller(bus, hostname="127.0.0.1", port=vrije_poort())
    draait.start()
    yield f"smtp://127.0.0.1:{draait.port}"
    draait.stop()


def melding(proef: Proefplaats, kenmerk: str) -> None:
    with proef.delen.opslag.schrijven() as sessie:
        moment = proef.klok() - timedelta(days=20)
        sessie.add(
            MeldingRij(
                id=UUID(int=int(kenmerk)), kenmerk=kenmerk, status="te_contacteren", kanaal="sms", soort="melding",
                nacht_bekend=True, nacht=date(2026, 2, 14), uur=1, ontvangen=moment,
            )
        )  # fmt: skip


def gebouwd(proef: Proefplaats) -> UUID:
    assert proef.plaats.met_eis("rapport", FEBRUARI.naam, lambda eis: bouw(proef.delen, FEBRUARI, eis))
    with proef.delen.opslag.lezen() as sessie:
        return sessie.scalars(select(RapportRij.id)).one()


def met_post(proef: Proefplaats, mailserver: str) -> Werkplaats:
    stad = dataclasses.replace(proef.delen.stad, overleg=("overleg@stad.example", "sector@stad.example"))
    zet = dataclasses.replace(proef.delen.instellingen, smtp=mailserver)
    return Werkplaats(dataclasses.replace(proef.delen, stad=stad, instellingen=zet))


def test_an_approved_report_goes_once_to_all_of_the_consultation(proef: Proefplaats, mailserver: str, bus: Bus) -> None:
    melding(proef, "1")
    id_, leven, nu = gebouwd(proef), Rapportleven(proef.delen.opslag), proef.klok()
    werkplaats = met_post(proef, mailserver)
    leven.voeg_toe(id_, Bijschriftsoort.AANBEVELING, "Hang bij elke deur een sticker.", "economie", nu)
    leven.voeg_toe(id_, Bijschriftsoort.OPMERKING, "Een maand met weinig nachten.", "economie", nu)
    assert verzend_rapporten(werkplaats) == []
    leven.keur_goed(id_, "preventie", nu)
    assert verzend_rapporten(werkplaats) == ["2026-02-intern-1"]
    assert verzend_rapporten(werkplaats) == []
    stand = leven.stand(id_)
    assert stand is not None
    assert stand.staat is Rapportstaat.VERZONDEN
    assert [lezers for lezers, _ in bus.gekregen] == [["overleg@stad.example", "sector@stad.example"]]
    namen = [bijlage.get_filename() for bijlage in bus.gekregen[0][1].iter_attachments()]
    assert namen == ["rapport.pdf", "rapport.xlsx"]
    assert (proef.delen.instellingen.data / "rapporten" / stand.map / f"{id_}-toelichting.txt").read_text(
        "utf-8"
    ).count("sticker") == 1


def test_nothing_is_added_to_what_was_approved(proef: Proefplaats) -> None:
    melding(proef, "1")
    id_, leven, nu = gebouwd(proef), Rapportleven(proef.delen.opslag), proef.klok()
    leven.keur_goed(id_, "preventie", nu)
    with pytest.raises(VerouderdFout):
        leven.voeg_toe(id_, Bijschriftsoort.OPMERKING, "Te laat.", "economie", nu)
    with pytest.raises(VerouderdFout):
        leven.keur_goed(id_, "economie", nu)
    with pytest.raises(NietGevonden):
        leven.keur_goed(UUID(int=9), "economie", nu)


def test_the_next_report_tells_what_came_of_the_recommendations(proef: Proefplaats) -> None:
    melding(proef, "1")
    id_, leven, nu = gebouwd(proef), Rapportleven(proef.delen.opslag), proef.klok()
    leven.voeg_toe(id_, Bijschriftsoort.AANBEVELING, "Hang bij elke deur een sticker.", "economie", nu)
    leven.keur_goed(id_, "preventie", nu)
    stand = leven.stand(id_)
    assert stand is not None
    leven.volg_op(stand.bijschriften[0].id, Opvolging.DEELS)
    with proef.delen.opslag.lezen() as sessie:
        assert vorige_aanbevelingen(sessie, "maand", "2026-03") == [
            ("Hang bij elke deur een sticker.", "deels_overgenomen")
        ]
        assert vorige_aanbevelingen(sessie, "maand", "2026-02") == []
        assert vorige_aanbevelingen(sessie, "kwartaal", "2026-K2") == []


def test_a_correction_is_a_new_edition_that_says_why_and_leaves_the_old_one(proef: Proefplaats) -> None:
    melding(proef, "1")
    gebouwd(proef)
    archief = proef.delen.instellingen.data / "rapporten"
    oud = {pad: pad.read_bytes() for pad in archief.rglob("*.json")}
    with pytest.raises(RapportgelijkFout):
        verbeter(proef.delen, FEBRUARI, "Zomaar.")
    melding(proef, "2")
    wijziging = verbeter(proef.delen, FEBRUARI, "Een melding kwam te laat.")
    assert wijziging.startswith("Een melding kwam te laat. Anders dan in uitgave 1:")
    assert "per_maand (1)" in wijziging
    assert {pad: pad.read_bytes() for pad in oud} == oud
    with proef.delen.opslag.lezen() as sessie:
        uitgaven = sessie.scalars(select(RapportRij).order_by(RapportRij.uitgave)).all()
        assert [(rij.uitgave, rij.staat) for rij in uitgaven] == [(1, "concept"), (2, "concept")]
        nieuw = json.loads((archief / uitgaven[1].map / "rapport.json").read_text("utf-8"))
    assert {"maand": "2026-02", "aantal": 2} in nieuw["tabellen"]["per_maand"]


def test_what_is_published_never_goes_back() -> None:
    assert RAPPORTOVERGANGEN[Rapportstaat.VERZONDEN] == frozenset()
    assert set(RAPPORTOVERGANGEN) == set(Rapportstaat)


def test_while_a_report_is_built_its_step_is_told_and_afterwards_nothing(proef: Proefplaats) -> None:
    melding(proef, "1")
    opslag, gezien = proef.delen.opslag, list[str]()

    def kijk() -> list[tuple[str, str]]:
        with opslag.lezen() as sessie:
            return werk.onder_handen(sessie, "rapport", proef.delen.klok())

    def doe(eis: Eis) -> bool:
        gezien.extend(naam for naam, _ in kijk())
        return bouw(proef.delen, FEBRUARI, eis)

    assert proef.plaats.met_eis("rapport", FEBRUARI.naam, doe)
    assert gezien == ["2026-02-intern"]
    assert kijk() == []
    with opslag.lezen() as sessie:
        (stap,) = sessie.scalars(select(ClaimRij.stap).where(ClaimRij.soort == "rapport"))
    assert stap == Bouwstap.OPMAKEN.value
