"""The planner judges each finished night, once, and again when more is known about it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from nachtleven.bewaring.bewaren import bewaar
from nachtleven.bewaring.wissen import wis
from nachtleven.meldingen import Status
from nachtleven.nacht import nachtgrenzen
from nachtleven.nachttoets import oordeel_nacht
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import IncidentRij
from nachtleven.opslag.samenvoeging import Samenvoeging
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.toezichttabellen import BevindingRij, BevindingVerloopRij, OordeelRij
from nachtleven.opslag.werk import Eis
from nachtleven.register.portiers import Inzet
from nachtleven.taken.oordelen import oordeel
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.toezicht.plichten import laad_plichten
from nachtleven.web.tonen import Bewerking
from tests.conftest import CONFIG, Klok
from tests.proefhuis import STAD, maak_bericht
from tests.registerhuis import AURORA, BEGIN, INZET, KAART, NOVA, STIL, maak_delen, voer

VRIJDAG, ZATERDAG = date(2026, 3, 6), date(2026, 3, 7)
ZATERDAGMIDDAG = datetime(2026, 3, 7, 11, 5, tzinfo=UTC)


@pytest.fixture
def klok() -> Klok:
    return Klok(ZATERDAGMIDDAG)


@pytest.fixture
def plaats(opslag: Opslag, klok: Klok, tmp_path: Path) -> Werkplaats:
    voer(opslag, "zaken", [AURORA, NOVA, STIL])
    voer(opslag, "portiers", [KAART])
    return Werkplaats(maak_delen(opslag, klok, tmp_path))


def stand(opslag: Opslag) -> list[tuple[str, bool]]:
    with opslag.lezen() as sessie:
        rijen = sessie.scalars(select(BevindingRij).order_by(BevindingRij.plicht, BevindingRij.van))
        return [(rij.plicht, rij.ingetrokken is None) for rij in rijen]


def test_a_finished_night_is_judged_once_among_all_planners(opslag: Opslag, plaats: Werkplaats, tmp_path: Path) -> None:
    voer(opslag, "inzet", [replace(INZET, kaartnummer="999")])
    ander = Werkplaats(plaats.delen)
    assert oordeel(plaats) == [VRIJDAG]
    assert oordeel(ander) == []
    assert stand(opslag) == [("kaart_bekend", True)]


def test_the_night_that_still_runs_is_not_judged(opslag: Opslag, plaats: Werkplaats, klok: Klok) -> None:
    klok.moment = ZATERDAGMIDDAG - timedelta(minutes=6)
    voer(opslag, "inzet", [replace(INZET, kaartnummer="999")])
    assert oordeel(plaats) == []


def test_an_import_that_makes_the_card_known_withdraws_the_finding_with_the_reason(
    opslag: Opslag, plaats: Werkplaats, klok: Klok
) -> None:
    voer(opslag, "inzet", [replace(INZET, kaartnummer="999")])
    oordeel(plaats)
    klok.verder(minutes=10)
    voer(opslag, "portiers", [KAART, replace(KAART, kaartnummer="999")], klok())
    assert oordeel(plaats) == [VRIJDAG]
    assert stand(opslag) == [("kaart_bekend", False)]
    with opslag.lezen() as sessie:
        rij = sessie.scalars(select(BevindingRij)).one()
        assert "register" in (rij.intrekreden or "")
        verloop = sessie.scalars(select(BevindingVerloopRij.handeling).order_by(BevindingVerloopRij.moment)).all()
        assert verloop == ["gevonden", "ingetrokken"]


def test_a_finding_that_holds_again_is_the_same_finding(opslag: Opslag, plaats: Werkplaats, klok: Klok) -> None:
    voer(opslag, "inzet", [replace(INZET, kaartnummer="999")])
    oordeel(plaats)
    for kaarten in ([KAART, replace(KAART, kaartnummer="999")], [KAART]):
        klok.verder(minutes=10)
        voer(opslag, "portiers", kaarten, klok())
        oordeel(plaats)
    assert stand(opslag) == [("kaart_bekend", True)]
    with opslag.lezen() as sessie:
        assert "teruggekomen" in set(sessie.scalars(select(BevindingVerloopRij.handeling)))


def test_nothing_that_changed_makes_nothing_due(opslag: Opslag, plaats: Werkplaats, klok: Klok) -> None:
    voer(opslag, "inzet", [INZET])
    oordeel(plaats)
    klok.verder(hours=1)
    assert oordeel(plaats) == []


@pytest.mark.parametrize(
    ("nieuw", "nachten"),
    [
        pytest.param([INZET, replace(INZET, zaak_id="NOVA")], [VRIJDAG], id="a_shift_is_added"),
        pytest.param([replace(INZET, tot=INZET.tot + timedelta(hours=1))], [VRIJDAG], id="a_shift_is_changed"),
        pytest.param(
            [INZET, Inzet("104233", "AURORA", INZET.van + timedelta(days=1), INZET.tot + timedelta(days=1))],
            [],
            id="a_shift_of_the_night_that_still_runs",
        ),
    ],
)
def test_a_night_is_judged_again_when_its_register_changes(
    opslag: Opslag, plaats: Werkplaats, klok: Klok, nieuw: list[Inzet], nachten: list[date]
) -> None:
    voer(opslag, "inzet", [INZET])
    oordeel(plaats)
    klok.verder(minutes=10)
    voer(opslag, "inzet", nieuw, klok())
    assert oordeel(plaats) == nachten


def test_a_log_line_that_arrives_by_text_makes_its_night_due(opslag: Opslag, plaats: Werkplaats, klok: Klok) -> None:
    voer(opslag, "inzet", [INZET])
    oordeel(plaats)
    klok.verder(minutes=10)
    with opslag.schrijven() as sessie:
        sessie.add(
            IncidentRij(
                id=uuid4(), nummer="L1", zaak_id="AURORA", van=INZET.van, tot=INZET.van, soort="weigering", reden="vol",
                aantal=1, kaartnummer="", gelogd=klok(), geverifieerd=True, bron="sms", bekend_van=klok(),
            )
        )  # fmt: skip
    assert oordeel(plaats) == [VRIJDAG]


def test_a_melding_makes_signals_and_its_withdrawal_withdraws_them(
    opslag: Opslag, plaats: Werkplaats, klok: Klok
) -> None:
    klok.moment = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd ZAAKX de portier zei vol", klok()))
    with opslag.schrijven() as sessie:
        melding = sessie.scalars(select(MeldingRij)).one()
        melding.zaak_id, kenmerk, versie = "AURORA", melding.kenmerk, melding.versie
    klok.moment = ZATERDAGMIDDAG
    assert oordeel(plaats) == [VRIJDAG]
    assert stand(opslag) == [("bewakingsregister_ingevuld", True), ("weigering_in_logboek", True)]
    klok.verder(minutes=10)
    Handelingen(opslag).verander_staat(
        Bewerking(kenmerk, versie, "onthaal", klok()), Status.INGETROKKEN, "vroeg de melder", None
    )
    assert oordeel(plaats) == [VRIJDAG]
    assert {geldt for _, geldt in stand(opslag)} == {False}
    with opslag.lezen() as sessie:
        assert set(sessie.scalars(select(BevindingRij.intrekreden))) == {"de melding is ingetrokken of gewist"}


def test_a_venue_that_closes_takes_no_finding_of_before_with_it(opslag: Opslag, plaats: Werkplaats, klok: Klok) -> None:
    voer(opslag, "inzet", [replace(INZET, zaak_id="STIL")])
    oordeel(plaats)
    klok.verder(minutes=10)
    voer(opslag, "zaken", [AURORA, NOVA], klok())
    assert oordeel(plaats) == [VRIJDAG]
    assert stand(opslag) == [("zaak_aangemeld", True)]


def test_what_the_register_said_of_a_venue_that_left_it_is_withdrawn(
    opslag: Opslag, plaats: Werkplaats, klok: Klok
) -> None:
    voer(opslag, "inzet", [replace(INZET, zaak_id="NOVA")])
    voer(opslag, "zaken", [AURORA, replace(NOVA, camera=False), STIL], BEGIN + timedelta(hours=1))
    oordeel(plaats)
    assert stand(opslag) == [("camera_op_deur", True)]
    klok.verder(minutes=10)
    voer(opslag, "zaken", [AURORA, STIL], klok())
    oordeel(plaats)
    assert stand(opslag) == [("camera_op_deur", False)]


@pytest.mark.parametrize(
    ("weg_na", "verwacht"),
    [
        pytest.param(timedelta(0), ["kaart_bekend"], id="as_the_shift_begins"),
        pytest.param(timedelta(seconds=1), [], id="a_second_after_it_began"),
    ],
)
def test_a_card_that_leaves_the_register_was_known_while_it_stood_there(
    opslag: Opslag, plaats: Werkplaats, weg_na: timedelta, verwacht: list[str]
) -> None:
    voer(opslag, "inzet", [INZET])
    voer(opslag, "portiers", [replace(KAART, kaartnummer="999")], INZET.van + weg_na)
    oordeel(plaats)
    assert stand(opslag) == [(code, True) for code in verwacht]


def _met_signaal(opslag: Opslag, plaats: Werkplaats, klok: Klok) -> str:
    """Let one melding come in and its night be judged; give its kenmerk."""
    klok.moment = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd ZAAKX de portier zei vol", klok()))
    with opslag.schrijven() as sessie:
        melding = sessie.scalars(select(MeldingRij)).one()
        melding.zaak_id = "AURORA"
        kenmerk = melding.kenmerk
    klok.moment = ZATERDAGMIDDAG
    assert oordeel(plaats) == [VRIJDAG]
    assert {geldt for _, geldt in stand(opslag)} == {True}
    return kenmerk


def test_a_finding_of_an_erased_melding_is_withdrawn_at_once_and_keeps_no_minute_and_no_way_back(
    opslag: Opslag, plaats: Werkplaats, klok: Klok
) -> None:
    kenmerk = _met_signaal(opslag, plaats, klok)
    klok.verder(minutes=10)
    wis(plaats.delen, kenmerk, nu=True)
    for _ in range(2):
        assert stand(opslag) == [("bewakingsregister_ingevuld", False), ("weigering_in_logboek", False)]
        with opslag.lezen() as sessie:
            rijen = sessie.scalars(select(BevindingRij)).all()
            assert {(rij.van, rij.tot) for rij in rijen} == {nachtgrenzen(VRIJDAG)}
            assert {rij.bewijs for rij in rijen} == {"[]"}
            assert {rij.intrekreden for rij in rijen} == {"de melding is ingetrokken of gewist"}
            assert not any(kenmerk in f"{rij.melding} {rij.identiteit}" for rij in rijen)
            assert not any(rij.identiteit.startswith(rij.plicht) for rij in rijen)  # a digest of the kenmerk
        klok.verder(minutes=10)
        oordeel(plaats)


def test_a_finding_outlives_the_words_of_its_melding_by_its_night_alone(
    opslag: Opslag, plaats: Werkplaats, klok: Klok
) -> None:
    kenmerk = _met_signaal(opslag, plaats, klok)
    with opslag.schrijven() as sessie:
        melding = sessie.scalars(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk)).one()
        melding.status, melding.gesloten = Status.AFGEROND.value, klok()
    klok.verder(days=800)
    assert bewaar(plaats.delen, "planner")["teksten"] == 1
    assert VRIJDAG in oordeel(plaats)
    assert stand(opslag) == [("bewakingsregister_ingevuld", True), ("weigering_in_logboek", True)]
    with opslag.lezen() as sessie:
        assert {(rij.van, rij.tot) for rij in sessie.scalars(select(BevindingRij))} == {nachtgrenzen(VRIJDAG)}


def test_of_two_meldingen_made_one_only_that_one_gives_signals(opslag: Opslag, plaats: Werkplaats, klok: Klok) -> None:
    kenmerk = _met_signaal(opslag, plaats, klok)
    klok.moment = datetime(2026, 3, 7, 0, 40, tzinfo=UTC)
    plaats.delen.ontvangst.neem_aan(maak_bericht(2, "geweigerd ZAAKX de portier zei vol", klok(), "+32470000002"))
    klok.moment = ZATERDAGMIDDAG + timedelta(minutes=10)
    with opslag.schrijven() as sessie:
        tweede = sessie.scalars(select(MeldingRij).where(MeldingRij.kenmerk != kenmerk)).one()
        tweede.zaak_id, ander, versie = "AURORA", tweede.kenmerk, tweede.versie
    oordeel(plaats)
    assert len(stand(opslag)) == 4
    klok.verder(minutes=10)
    Samenvoeging(opslag, STAD.termijnen).voeg_samen(Bewerking(ander, versie, "onthaal", klok()), kenmerk)
    oordeel(plaats)
    with opslag.lezen() as sessie:
        rijen = sessie.scalars(select(BevindingRij)).all()
        assert {rij.intrekreden for rij in rijen if rij.melding == kenmerk} == {None}
        weg = {rij.intrekreden for rij in rijen if rij.melding == ander}
        assert weg == {"de melding hoort bij een andere, die hetzelfde vertelt"}


def test_the_registers_word_is_one_finding_over_all_nights_until_it_says_otherwise(
    opslag: Opslag, plaats: Werkplaats, klok: Klok
) -> None:
    voer(opslag, "inzet", [INZET])
    voer(opslag, "zaken", [replace(AURORA, camera=False), NOVA, STIL], BEGIN + timedelta(hours=1))
    oordeel(plaats)
    klok.verder(days=1)
    assert oordeel(plaats) == [ZATERDAG]
    assert stand(opslag) == [("camera_op_deur", True)]
    klok.verder(minutes=10)
    voer(opslag, "zaken", [AURORA, NOVA, STIL], klok())
    assert ZATERDAG in oordeel(plaats)
    assert stand(opslag) == [("camera_op_deur", False)]


def test_a_judgement_that_was_overtaken_keeps_nothing(opslag: Opslag, plaats: Werkplaats) -> None:
    voer(opslag, "inzet", [replace(INZET, kaartnummer="999")])
    plichten = laad_plichten(CONFIG)
    with opslag.schrijven() as sessie:
        sessie.add(OordeelRij(nacht=VRIJDAG, gevraagd=2, gedaan=0, bevindingen=0))

    def oud(eis: Eis) -> bool:
        return oordeel_nacht(plaats.delen, plichten, VRIJDAG, 1, eis)

    assert plaats.met_eis("oordeel", f"{VRIJDAG}/1", oud)
    assert stand(opslag) == []
    with opslag.lezen() as sessie:
        assert sessie.get_one(OordeelRij, VRIJDAG).gedaan == 0


def test_a_lost_claim_keeps_nothing(opslag: Opslag, plaats: Werkplaats) -> None:
    voer(opslag, "inzet", [replace(INZET, kaartnummer="999")])
    with opslag.schrijven() as sessie:
        sessie.add(OordeelRij(nacht=VRIJDAG, gevraagd=1, gedaan=0, bevindingen=0))
    weg = Eis("oordeel", f"{VRIJDAG}/1", "een ander")
    assert not oordeel_nacht(plaats.delen, laad_plichten(CONFIG), VRIJDAG, 1, weg)
    assert stand(opslag) == []
