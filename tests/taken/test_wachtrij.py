"""The queue on PostgreSQL: a job is there when its row is, is done once by whoever, and is never the only word."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from nachtleven.nacht import nacht_van
from nachtleven.opslag import oordelen, wachtrij, werk
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.wachtrij import ANTWOORD, BERICHT, OORDEEL, OPROEP, RAPPORT, leg_klaar
from nachtleven.opslag.werk import Eis
from nachtleven.taken import lijst, werkers
from nachtleven.taken.lijst import WERKSOORTEN
from nachtleven.taken.oordelen import TERUG
from nachtleven.taken.rapporten import te_maken
from nachtleven.taken.werkers import Werkers
from nachtleven.taken.werkplaats import Werksoort
from tests.proefhuis import VAN, maak_bericht
from tests.proefrij import GEDULD_S, aan_het_werk, banen, wacht_tot
from tests.taken.conftest import Proefplaats


@pytest.fixture
def opslag(opslag_postgresql: Opslag) -> Opslag:
    return opslag_postgresql


@pytest.fixture
def proef(maak_proef: Callable[..., Proefplaats], opslag: Opslag) -> Proefplaats:
    return maak_proef(opslag)


def doe(opslag: Opslag, opdracht: str, **gegeven: Any) -> Any:  # noqa: ANN401 - whatever it gives
    with opslag.schrijven() as sessie:
        gevolg = sessie.connection().execute(text(opdracht), gegeven)
        return gevolg.scalar() if gevolg.returns_rows else None


def ga_dood_met_een_baan(opslag: Opslag) -> str:
    """Take the next job as a worker that then dies without a word; give its key."""
    werker = doe(opslag, "SELECT * FROM procrastinate_register_worker_v1()")
    baan = doe(opslag, "SELECT (procrastinate_fetch_job_v2(NULL, :werker)).args->>'sleutel'", werker=werker)
    doe(opslag, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    return str(baan)


def test_an_answer_that_waits_has_its_job_once_its_transaction_is_there(proef: Proefplaats) -> None:
    proef.wacht_met_antwoord()
    (rij,) = proef.uitpost()
    assert ("antwoord", str(rij.id), "todo") in banen(proef.delen.opslag)


def test_what_is_undone_leaves_no_job(opslag: Opslag) -> None:
    def breekt() -> None:
        with opslag.schrijven() as sessie:
            assert leg_klaar(sessie, ANTWOORD, [str(uuid4())]) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breekt()
    assert banen(opslag) == []


def test_a_message_that_is_answered_at_once_lays_nothing_in_the_queue(proef: Proefplaats) -> None:
    assert proef.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd", proef.klok()))
    assert banen(proef.delen.opslag) == []


def test_a_message_that_could_not_be_understood_waits_in_the_queue(proef: Proefplaats) -> None:
    proef.delen.ontvangst.neem_aan(maak_bericht(1, "kapot", proef.klok()))
    (rij,) = proef.delen.ontvangst.wachtende()
    assert banen(proef.delen.opslag) == [("bericht", str(rij), "todo")]


def test_a_job_holds_a_key_and_nothing_that_anybody_wrote(proef: Proefplaats, opslag: Opslag) -> None:
    proef.wacht_met_antwoord("geweigerd aan zaak1")
    inhoud = doe(opslag, "SELECT string_agg(j::text, ' ') FROM procrastinate_jobs j")
    assert inhoud
    assert not {deel for deel in (VAN, VAN[1:], "geweigerd", "zaak1") if deel in inhoud.lower()}
    assert doe(opslag, "SELECT DISTINCT jsonb_object_keys(args) FROM procrastinate_jobs") == "sleutel"


def test_the_same_thing_waits_once_and_may_wait_again_while_it_is_done(opslag: Opslag) -> None:
    def leg() -> int:
        with opslag.schrijven() as sessie:
            return leg_klaar(sessie, RAPPORT, ["2026-02-intern", "2026-01-intern"])

    assert (leg(), leg()) == (2, 0)
    ga_dood_met_een_baan(opslag)
    assert leg() == 1


def test_two_that_lay_the_same_thing_at_once_both_keep_what_they_did(opslag: Opslag) -> None:
    gelegd: list[int] = []

    def leg_ook() -> None:
        with opslag.schrijven() as sessie:
            gelegd.append(leg_klaar(sessie, RAPPORT, ["2026-02-intern"]))
            werk.klopt_hart(sessie, "planner", "ander", opslag_moment)

    opslag_moment = doe(opslag, "SELECT now()")
    ander = threading.Thread(target=leg_ook)
    with opslag.schrijven() as sessie:
        assert leg_klaar(sessie, RAPPORT, ["2026-02-intern"]) == 1
        ander.start()
        wacht_tot(lambda: bool(doe(opslag, "SELECT count(*) FROM pg_locks WHERE NOT granted")))
    ander.join(GEDULD_S)
    assert gelegd == [0]
    with opslag.lezen() as sessie:
        assert werk.laatste_hartslag(sessie, "planner") is not None
    assert len(banen(opslag)) == 1


def test_calls_go_before_answers_and_answers_before_messages_whenever_they_came(opslag: Opslag) -> None:
    with opslag.schrijven() as sessie:
        for soort in (RAPPORT, BERICHT, ANTWOORD, OPROEP, OORDEEL):
            leg_klaar(sessie, soort, [soort.naam])
    baan = "SELECT (procrastinate_fetch_job_v2(CAST(:spoor AS varchar[]), NULL)).task_name"
    assert [doe(opslag, baan, spoor=["vlug"]) for _ in range(4)] == ["oproep", "antwoord", "bericht", None]
    assert [doe(opslag, baan, spoor=["traag"]) for _ in range(3)] == ["oordeel", "rapport", None]


def test_a_worker_sends_what_is_laid_in_the_queue_and_leaves_no_job(proef: Proefplaats, opslag: Opslag) -> None:
    with aan_het_werk(proef.plaats):
        proef.wacht_met_antwoord()
        wacht_tot(lambda: [rij.staat for rij in proef.uitpost()] == ["verstuurd"] and banen(opslag) == [])
    assert len(proef.twilio.verstuurd) == 1


def test_the_workers_of_two_planners_send_each_text_once(proef: Proefplaats, opslag: Opslag) -> None:
    for nummer in range(12):
        proef.wacht_met_antwoord(nummer=nummer, van=f"+324700001{nummer:02d}")
    with aan_het_werk(proef.plaats), aan_het_werk(proef.ander()):
        wacht_tot(lambda: banen(opslag) == [])
    assert len(proef.twilio.verstuurd) == len({een["to"] for een in proef.twilio.verstuurd}) == 12


def test_the_job_of_a_worker_that_died_is_done_once_by_another(proef: Proefplaats, opslag: Opslag) -> None:
    proef.wacht_met_antwoord()
    doe(opslag, "DELETE FROM procrastinate_jobs WHERE task_name = 'bericht'")
    sleutel = ga_dood_met_een_baan(opslag)
    assert banen(opslag) == [("antwoord", sleutel, "doing")]
    with aan_het_werk(proef.plaats), aan_het_werk(proef.ander()):
        wacht_tot(lambda: banen(opslag) == [])
    assert len(proef.twilio.verstuurd) == 1


def test_the_job_of_the_dead_goes_where_the_work_was_queued_anew_meanwhile(proef: Proefplaats, opslag: Opslag) -> None:
    proef.wacht_met_antwoord()
    doe(opslag, "DELETE FROM procrastinate_jobs WHERE task_name = 'bericht'")
    sleutel = ga_dood_met_een_baan(opslag)
    with opslag.schrijven() as sessie:
        assert leg_klaar(sessie, ANTWOORD, [sleutel]) == 1
    with aan_het_werk(proef.plaats):
        wacht_tot(lambda: banen(opslag) == [])
    assert len(proef.twilio.verstuurd) == 1


def test_who_is_told_to_stop_finishes_what_is_under_way_and_begins_nothing(opslag: Opslag, proef: Proefplaats) -> None:
    begonnen, verder, gedaan = threading.Event(), threading.Event(), list[str]()

    def doet(_soort: Werksoort, sleutel: str) -> None:
        begonnen.set()
        verder.wait(GEDULD_S)
        gedaan.append(sleutel)

    stop = threading.Event()
    draad = Werkers(opslag.motor, WERKSOORTEN, doet, stop).begin()
    with opslag.schrijven() as sessie:
        leg_klaar(sessie, RAPPORT, ["een", "twee"])
        leg_klaar(sessie, OORDEEL, ["eerst"])
    begonnen.wait(GEDULD_S)
    wacht_tot(lambda: sum(staat == "doing" for *_, staat in banen(opslag)) == 2)
    stop.set()
    threading.Timer(0.5, verder.set).start()
    draad.join(GEDULD_S)
    assert not draad.is_alive()
    assert sorted(gedaan) == ["een", "eerst"]
    assert banen(opslag) == [("rapport", "twee", "todo")]


def test_what_does_not_end_in_time_is_given_back_for_another_to_do(opslag: Opslag, proef: Proefplaats) -> None:
    begonnen, verder, gedaan = threading.Event(), threading.Event(), list[str]()

    def hangt(_soort: Werksoort, _sleutel: str) -> None:
        begonnen.set()
        verder.wait(GEDULD_S)

    with opslag.schrijven() as sessie:
        leg_klaar(sessie, RAPPORT, ["2026-02-intern"])
    stop = threading.Event()
    ploeg = Werkers(opslag.motor, WERKSOORTEN, hangt, stop)
    draad = ploeg.begin()
    assert begonnen.wait(GEDULD_S)
    stop.set()
    draad.join(0.5)
    assert draad.is_alive()
    ploeg.geef_terug()
    assert banen(opslag) == [("rapport", "2026-02-intern", "todo")]
    with aan_het_werk(proef.plaats, lambda _soort, sleutel: gedaan.append(sleutel)):
        wacht_tot(lambda: banen(opslag) == [])
    assert gedaan == ["2026-02-intern"]
    verder.set()
    draad.join(GEDULD_S)


def test_a_job_that_fails_goes_and_its_work_is_queued_again_from_its_row(proef: Proefplaats, opslag: Opslag) -> None:
    proef.wacht_met_antwoord()

    def breekt(_soort: Werksoort, _sleutel: str) -> None:
        raise RuntimeError

    with aan_het_werk(proef.plaats, breekt):
        wacht_tot(lambda: banen(opslag) == [])
    veeg(proef)
    with aan_het_werk(proef.plaats):
        wacht_tot(lambda: banen(opslag) == [])
    assert len(proef.twilio.verstuurd) == 1


def veeg(proef: Proefplaats) -> None:
    """Look through all rows once, as the planner does."""
    for taak in lijst.MET_WACHTRIJ[len(lijst.KLOKWERK) :]:
        taak.doe(proef.plaats)
    proef.klok.verder(minutes=2)


def test_when_the_queue_is_lost_all_that_is_due_is_queued_again(proef: Proefplaats, opslag: Opslag) -> None:
    proef.wacht_met_antwoord(nummer=1)
    proef.delen.ontvangst.neem_aan(maak_bericht(2, "kapot", proef.klok()))
    voor = {(naam, sleutel) for naam, sleutel, _ in banen(opslag) if naam == "antwoord"}
    doe(opslag, "DELETE FROM procrastinate_jobs")
    veeg(proef)
    (bericht,) = proef.delen.ontvangst.wachtende()
    na = [(naam, sleutel) for naam, sleutel, _ in banen(opslag)]
    assert set(na) >= voor | {("bericht", str(bericht))}
    veeg(proef)
    assert [(naam, sleutel) for naam, sleutel, _ in banen(opslag)] == na


def test_a_closed_period_is_queued_until_its_report_is_there_or_somebody_makes_it(
    proef: Proefplaats, opslag: Opslag
) -> None:
    toen = proef.klok() - timedelta(days=80)
    proef.delen.ontvangst.neem_over(maak_bericht(1, "geweigerd", toen))
    namen = [opdracht.naam for opdracht in te_maken(proef.delen)]
    assert len(namen) > 1
    with opslag.schrijven() as sessie:
        af, bezig = (Eis("rapport", naam, "ander") for naam in namen[:2])
        werk.eis_op(sessie, af, proef.klok(), timedelta(seconds=45))
        werk.rond_af(sessie, af, proef.klok())
        werk.eis_op(sessie, bezig, proef.klok(), timedelta(seconds=45))
    veeg(proef)
    assert [sleutel for naam, sleutel, _ in banen(opslag) if naam == "rapport"] == namen[2:]


def test_a_night_whose_judgement_is_asked_is_judged_by_a_worker(proef: Proefplaats, opslag: Opslag) -> None:
    toen = proef.klok() - timedelta(days=3)
    proef.delen.ontvangst.neem_over(maak_bericht(1, "geweigerd", toen))
    with opslag.schrijven() as sessie:
        aantal = oordelen.vraag_oordelen(sessie, proef.klok(), TERUG)
    gevraagd = [date.fromisoformat(sleutel) for naam, sleutel, _ in banen(opslag) if naam == "oordeel"]
    assert (len(gevraagd), gevraagd) == (aantal, sorted(gevraagd, reverse=True))
    assert nacht_van(toen) in gevraagd
    with aan_het_werk(proef.plaats), aan_het_werk(proef.ander()):
        wacht_tot(lambda: banen(opslag) == [])
    with opslag.lezen() as sessie:
        assert oordelen.te_oordelen(sessie, 10) == []


def test_a_connection_that_breaks_is_made_again_and_the_work_goes_on(proef: Proefplaats, opslag: Opslag) -> None:
    luisteraars = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with aan_het_werk(proef.plaats):
        wacht_tot(lambda: doe(opslag, f"SELECT count(*) {luisteraars} AND query LIKE 'LISTEN%'") == len(werkers.SPOREN))
        doe(opslag, f"SELECT count(pg_terminate_backend(pid)) {luisteraars}")
        proef.wacht_met_antwoord()
        wacht_tot(lambda: [rij.staat for rij in proef.uitpost()] == ["verstuurd"])
    assert len(proef.twilio.verstuurd) == 1


def test_the_embedded_database_has_no_queue(opslag_sqlite: Opslag) -> None:
    with opslag_sqlite.schrijven() as sessie:
        assert leg_klaar(sessie, ANTWOORD, ["x"]) == 0


def test_every_kind_of_work_has_a_lane_that_somebody_works_on_and_a_name_of_its_own() -> None:
    soorten = [soort.werk for soort in WERKSOORTEN]
    assert {soort.spoor for soort in soorten} == {spoor for spoor, _ in werkers.SPOREN} == set(wachtrij.Spoor)
    assert len({soort.naam for soort in soorten}) == len(soorten)
