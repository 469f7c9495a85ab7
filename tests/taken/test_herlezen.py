"""What was read quickly for the answer is read deeply behind it, and puts right what is proposed: nothing else."""

import dataclasses
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from nachtleven.lezen.lezing import Feit, Hoe, Lezing, Rol, Soort, ZaakScore
from nachtleven.meldingen import Status
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolging import Opvolgopslag
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    BerichtRij,
    MeldingFeitRij,
    MeldingGrondRij,
    MeldingRij,
    UitpostRij,
    VerloopRij,
)
from nachtleven.taken.herlezen import herlees
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.web.tonen import Bewerking
from tests.conftest import Klok
from tests.proefhuis import STAD, VAN, Woordlezer, maak_bericht
from tests.registerhuis import maak_delen

TEKST = "geweigerd ZAAKX kleur 4512"
"""Read quickly: a refusal at ZAAKX over race, told by who it happened to."""


class Dieplezer(Woordlezer):
    """Reads as the quick one does, but for the texts it was told of; remembers what it read."""

    def __init__(self) -> None:
        super().__init__()
        self.anders: dict[str, dict[str, Any]] = {}
        self.gelezen: list[str] = []

    def lezer(self) -> "Dieplezer":
        return self

    def lees(
        self, tekst: str, ontvangen: datetime, vorige_taal: str | None = None, *, gevraagd: bool = False
    ) -> Lezing:
        self.gelezen.append(tekst)
        gewoon = super().lees(tekst, ontvangen, vorige_taal, gevraagd=gevraagd)
        return dataclasses.replace(gewoon, **self.anders.get(tekst, {}))


class Huis:
    """A planner's place of work with a deep reader, and what stands in its database."""

    def __init__(self, opslag: Opslag, klok: Klok, map_: Path) -> None:
        self.opslag, self.klok, self.diep = opslag, klok, Dieplezer()
        self.delen = dataclasses.replace(maak_delen(opslag, klok, map_), diepe_lezers=self.diep)  # type: ignore[arg-type]  # a fake reader
        self.plaats = Werkplaats(self.delen)
        self._nummer = 0

    def stuur(self, tekst: str, van: str = VAN) -> None:
        self._nummer += 1
        self.delen.ontvangst.neem_aan(maak_bericht(self._nummer, tekst, self.klok(), van))
        self.klok.verder(seconds=5)

    def herlees(self) -> bool:
        self.klok.verder(minutes=2)
        return herlees(self.plaats)

    def melding(self) -> MeldingRij:
        with self.opslag.lezen() as sessie:
            rij = sessie.scalars(select(MeldingRij)).one()
            sessie.expunge_all()
            return rij

    def bericht(self) -> BerichtRij:
        with self.opslag.lezen() as sessie:
            rij = sessie.scalars(select(BerichtRij).order_by(BerichtRij.ontvangen.desc())).first()
            sessie.expunge_all()
            assert rij is not None
            return rij

    def lezing(self) -> dict[str, Any]:
        """Give what is kept as read in the last message."""
        rij = self.bericht()
        sleutel = self.opslag.kluis.open_sleutel(rij.sleutel, "berichten", rij.id)
        gelezen: dict[str, Any] = json.loads(sleutel.ontsleutel("lezing", rij.lezing_geheim or b""))
        return gelezen

    def gronden(self) -> dict[str, bool | None]:
        with self.opslag.lezen() as sessie:
            return {rij.grond: rij.bevestigd for rij in sessie.scalars(select(MeldingGrondRij))}

    def feiten(self) -> set[str]:
        with self.opslag.lezen() as sessie:
            return set(sessie.scalars(select(MeldingFeitRij.feit)))

    def tel(self, tabel: type[AntwoordRij | UitpostRij | MeldingRij]) -> int:
        with self.opslag.lezen() as sessie:
            return sessie.scalar(select(func.count()).select_from(tabel)) or 0

    def handelingen(self) -> Sequence[str]:
        with self.opslag.lezen() as sessie:
            return sessie.scalars(select(VerloopRij.handeling).order_by(VerloopRij.moment)).all()

    def zet(self, **waarden: object) -> None:
        """Let the melding stand otherwise."""
        with self.opslag.schrijven() as sessie:
            rij = sessie.scalars(select(MeldingRij)).one()
            for naam, waarde in waarden.items():
                setattr(rij, naam, waarde)

    def bewerking(self) -> Bewerking:
        rij = self.melding()
        return Bewerking(rij.kenmerk, rij.versie, "noor", self.klok())


@pytest.fixture
def huis(opslag: Opslag, klok: Klok, tmp_path: Path) -> Huis:
    return Huis(opslag, klok, tmp_path)


ANDERS: dict[str, Any] = {
    "gronden": frozenset({"geloof"}),
    "feiten": frozenset({Feit.GEWEIGERD, Feit.BELEDIGING}),
    "rol": Rol.GETUIGE,
}


def test_a_deep_reading_puts_right_what_is_proposed_and_says_so(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.diep.anders[TEKST] = ANDERS
    voor = huis.melding()
    assert huis.herlees()
    na = huis.melding()
    assert huis.gronden() == {"geloof": None}
    assert huis.feiten() == {"geweigerd", "belediging"}
    assert (voor.rol, na.rol) == ("slachtoffer", "getuige")
    assert na.versie == voor.versie + 1
    assert huis.handelingen()[-1] == "herlezen"
    assert huis.lezing()["gronden"] == ["geloof"]
    assert huis.bericht().herlezen == huis.klok()


def test_a_reading_that_agrees_changes_nothing(huis: Huis) -> None:
    huis.stuur(TEKST)
    voor = huis.melding()
    huis.herlees()
    na = huis.melding()
    assert (na.versie, na.aandacht) == (voor.versie, voor.aandacht)
    assert "herlezen" not in huis.handelingen()
    assert huis.bericht().herlezen is not None


def test_a_message_is_read_again_once_among_all_planners(huis: Huis) -> None:
    huis.stuur(TEKST)
    ander = Werkplaats(huis.delen)
    assert huis.herlees()
    huis.klok.verder(minutes=2)
    assert herlees(ander)
    huis.herlees()
    assert huis.diep.gelezen == [TEKST]


def test_the_sender_hears_nothing_again_and_the_venue_and_the_moment_stay(huis: Huis) -> None:
    huis.stuur(TEKST)
    ergens = (ZaakScore("ANDERE", 0.99, Hoe.NAAM, ()),)
    huis.diep.anders[TEKST] = ANDERS | {"zaken": ergens, "tijd": None}
    voor, antwoorden = huis.melding(), huis.tel(AntwoordRij)
    huis.herlees()
    na = huis.melding()
    assert (na.zaak_id, na.zaak_hoe, na.tijdstip, na.nacht) == (voor.zaak_id, voor.zaak_hoe, voor.tijdstip, voor.nacht)
    assert [zaak["zaak_id"] for zaak in huis.lezing()["zaken"]] == ["ZAAKX"]
    assert (huis.tel(AntwoordRij), huis.tel(UitpostRij)) == (antwoorden, 0)


@pytest.mark.parametrize("bevestigd", [True, False])
def test_a_ground_that_a_person_judged_stays_as_they_left_it(huis: Huis, bevestigd: bool) -> None:  # noqa: FBT001 - a table
    huis.stuur(TEKST)
    huis.diep.anders[TEKST] = ANDERS
    Handelingen(huis.opslag).beoordeel_grond(huis.bewerking(), "raciaal", bevestigd)
    huis.herlees()
    assert huis.gronden() == {"raciaal": bevestigd, "geloof": None}


def test_a_ground_whose_judgement_was_taken_back_is_left_to_people(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.diep.anders[TEKST] = ANDERS
    for oordeel in (True, None):
        Handelingen(huis.opslag).beoordeel_grond(huis.bewerking(), "raciaal", oordeel)
    huis.herlees()
    assert huis.gronden() == {"raciaal": None, "geloof": None}


def test_a_fact_that_a_person_struck_or_added_stays_so(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.diep.anders[TEKST] = {"feiten": frozenset({Feit.GEWEIGERD, Feit.GEWELD})}
    Opvolgopslag(huis.opslag, STAD.termijnen).zet_feiten(huis.bewerking(), frozenset({"smoes"}))
    huis.herlees()
    assert huis.feiten() == {"smoes", "geweld"}


def test_a_ground_that_another_message_tells_too_stays(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.stuur("geweigerd ZAAKX om mijn kleur")
    assert huis.tel(MeldingRij) == 1
    huis.diep.anders[TEKST] = ANDERS
    huis.herlees()
    assert huis.gronden() == {"raciaal": None, "geloof": None}


@pytest.mark.parametrize(
    "waarden",
    [
        pytest.param({"status": Status.AFGEROND.value}, id="closed"),
        pytest.param({"status": Status.INGETROKKEN.value}, id="withdrawn"),
        pytest.param({"status": Status.DOORVERWEZEN.value}, id="with_another_service"),
        pytest.param({"status": Status.GEWIST.value}, id="erased"),
    ],
)
def test_a_melding_that_nobody_here_works_on_stays_as_it_is(huis: Huis, waarden: dict[str, object]) -> None:
    huis.stuur(TEKST)
    huis.diep.anders[TEKST] = ANDERS
    huis.zet(**waarden)
    huis.herlees()
    assert (huis.gronden(), huis.feiten()) == ({"raciaal": None}, {"geweigerd"})
    assert "herlezen" not in huis.handelingen()
    assert huis.lezing()["gronden"] == ["raciaal"]


@pytest.mark.parametrize(
    ("waarden", "later"),
    [
        pytest.param({"sleutel": None, "tekst_geheim": None, "lezing_geheim": None}, timedelta(0), id="erased"),
        pytest.param({"wissen_op": datetime(2026, 4, 1, tzinfo=UTC)}, timedelta(0), id="to_be_erased"),
        pytest.param({}, timedelta(days=7), id="a_week_old"),
        pytest.param({"staat": "vreemd"}, timedelta(0), id="meant_for_another_number"),
    ],
)  # fmt: skip
def test_a_text_that_is_gone_or_old_is_not_read_again(huis: Huis, waarden: dict[str, object], later: timedelta) -> None:
    huis.stuur(TEKST)
    with huis.opslag.schrijven() as sessie:
        rij = sessie.scalars(select(BerichtRij)).one()
        for naam, waarde in waarden.items():
            setattr(rij, naam, waarde)
    huis.klok.verder(seconds=later.total_seconds())
    assert huis.herlees()
    assert huis.diep.gelezen == []


def test_a_melding_found_in_what_opened_none_waits_for_a_person(huis: Huis) -> None:
    huis.stuur("wat een avond")
    voor = huis.bericht().aandacht or ""
    huis.diep.anders["wat een avond"] = {"soort": Soort.MELDING, "feiten": frozenset({Feit.GEWELD}), "spoed": True}
    antwoorden = huis.tel(AntwoordRij)
    huis.herlees()
    na = huis.bericht()
    assert set((na.aandacht or "").split(",")) == {"anders_gelezen", "spoed", *filter(None, voor.split(","))}
    assert (na.melding_id, na.soort) == (None, "vraag")
    assert (huis.tel(MeldingRij), huis.tel(AntwoordRij)) == (0, antwoorden)


def test_a_melding_in_which_none_is_found_waits_for_a_person_as_it_stood(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.diep.anders[TEKST] = {"soort": Soort.RUIS, "gronden": frozenset(), "feiten": frozenset(), "rol": None}
    huis.herlees()
    assert huis.melding().aandacht == "anders_gelezen"
    assert (huis.gronden(), huis.feiten(), huis.lezing()["soort"]) == ({"raciaal": None}, {"geweigerd"}, "melding")


def test_a_text_that_was_added_and_tells_more_than_was_thought_adds_what_it_tells(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.stuur("en hij sloeg me")
    huis.diep.anders["en hij sloeg me"] = {"soort": Soort.MELDING, "feiten": frozenset({Feit.GEWELD})}
    huis.herlees()
    assert huis.feiten() == {"geweigerd", "geweld"}


def test_danger_read_only_now_is_put_before_a_person(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.diep.anders[TEKST] = {"spoed": True}
    huis.herlees()
    melding = huis.melding()
    assert (melding.spoed, melding.aandacht) == (True, "spoed")


def test_danger_that_was_read_is_never_taken_away(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.zet(spoed=True, aandacht="spoed")
    huis.herlees()
    melding = huis.melding()
    assert (melding.spoed, melding.aandacht) == (True, "spoed")


def test_a_planner_that_is_told_to_stop_leaves_the_rest_for_the_next(huis: Huis) -> None:
    huis.stuur(TEKST)
    huis.plaats.stop.set()
    huis.herlees()
    assert huis.bericht().herlezen is None
    huis.klok.verder(minutes=2)
    assert herlees(Werkplaats(huis.delen))
    assert huis.bericht().herlezen is not None
