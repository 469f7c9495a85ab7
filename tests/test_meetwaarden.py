"""What Prometheus reads, counted in the database on both kinds: right whichever process answers."""

from datetime import timedelta
from pathlib import Path

from nachtleven.meetwaarden import NAMEN, Meetwaarden
from nachtleven.opslag import meetvragen, werk
from nachtleven.opslag.motor import Opslag
from nachtleven.spoel import Spoel
from tests.conftest import Klok
from tests.proefhuis import maak_bericht, maak_ontvangst


def lees(opslag: Opslag, map_: Path, klok: Klok) -> dict[str, dict[tuple[str, ...], float]]:
    """Give every metric with its counts by label values."""
    meters = Meetwaarden(opslag, Spoel(map_, opslag.kluis), klok).collect()
    return {
        meter.name: {tuple(monster.labels.values()): monster.value for monster in meter.samples} for meter in meters
    }


def test_every_metric_is_given_under_the_name_that_the_alerts_know(opslag: Opslag, tmp_path: Path, klok: Klok) -> None:
    assert lees(opslag, tmp_path, klok).keys() == NAMEN


def test_messages_are_counted_by_what_became_of_them(opslag: Opslag, tmp_path: Path, klok: Klok) -> None:
    ontvangst = maak_ontvangst(opslag, klok)
    ontvangst.neem_aan(maak_bericht(1, "geweigerd bij zaakA", klok()))
    ontvangst.neem_aan(maak_bericht(2, "geweigerd", klok(), "+32470000002"))
    ontvangst.neem_aan(maak_bericht(3, "kapot", klok(), "+32470000003"))
    gelezen = lees(opslag, tmp_path, klok)
    assert gelezen["nachtleven_berichten_uitkomst"] == {
        ("sms", "gelezen", "melding"): 2.0, ("sms", "te_lezen", "onbekend"): 1.0,
    }  # fmt: skip
    assert gelezen["nachtleven_lezingen"] == {("zeker",): 1.0, ("onbekend",): 1.0}
    assert sum(gelezen["nachtleven_meldingen"].values()) == 2.0
    assert gelezen["nachtleven_berichten"] == {(): 3.0}


def test_the_oldest_message_not_understood_tells_how_long_it_waits(opslag: Opslag, tmp_path: Path, klok: Klok) -> None:
    assert lees(opslag, tmp_path, klok)["nachtleven_te_lezen_oudste_seconden"] == {(): 0.0}
    maak_ontvangst(opslag, klok).neem_aan(maak_bericht(1, "kapot", klok()))
    klok.verder(seconds=90)
    assert lees(opslag, tmp_path, klok)["nachtleven_te_lezen_oudste_seconden"] == {(): 90.0}


def test_answers_are_counted_within_each_bound_and_all_below_it(opslag: Opslag, tmp_path: Path, klok: Klok) -> None:
    ontvangst = maak_ontvangst(opslag, klok)
    ontvangst.neem_aan(maak_bericht(1, "geweigerd bij zaakA", klok()))
    ontvangst.neem_later_aan(maak_bericht(2, "geweigerd", klok() - timedelta(days=2), "+32470000002"))
    binnen = lees(opslag, tmp_path, klok)["nachtleven_antwoorden_dag"]
    assert set(binnen) == {(str(grens),) for grens in meetvragen.GRENZEN_S} | {("+Inf",)}
    assert (binnen[("1",)], binnen[("+Inf",)]) == (2.0, 2.0)
    klok.verder(days=1, seconds=1)
    assert lees(opslag, tmp_path, klok)["nachtleven_antwoorden_dag"][("+Inf",)] == 0.0


def test_a_planner_counts_as_long_as_it_gives_signs_of_life(opslag: Opslag, tmp_path: Path, klok: Klok) -> None:
    with opslag.schrijven() as sessie:
        werk.klopt_hart(sessie, "planner", "een", klok())
        werk.klopt_hart(sessie, "planner", "twee", klok() - timedelta(minutes=4))
    klok.verder(seconds=5)
    gelezen = lees(opslag, tmp_path, klok)
    assert (gelezen["nachtleven_planners"], gelezen["nachtleven_planner_stil_seconden"]) == ({(): 1.0}, {(): 5.0})


def test_a_text_that_should_be_gone_tells_since_when(opslag: Opslag, tmp_path: Path, klok: Klok) -> None:
    maak_ontvangst(opslag, klok).neem_later_aan(maak_bericht(1, "geweigerd", klok()))
    klok.verder(minutes=6)
    gelezen = lees(opslag, tmp_path, klok)
    assert gelezen["nachtleven_post"] == {("antwoord", "wacht"): 1.0}
    assert gelezen["nachtleven_post_oudste_seconden"] == {("antwoord",): 360.0, ("oproep",): 0.0}
