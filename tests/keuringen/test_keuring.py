"""The look at an installation: each thing that is wrong is named, with what to do; nothing is changed or sent."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import responses
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from click.testing import CliRunner

from nachtleven.alarmen import Alarmsoort
from nachtleven.cli import main
from nachtleven.instellingen import nieuwe_sleutel
from nachtleven.keuring import keur, keur_audit, uitgang
from nachtleven.keuringen import buiten, machine
from nachtleven.keuringen.bewaarplaats import keur_opslag, keur_planner
from nachtleven.keuringen.waarden import Keurpunt, Puntstand
from nachtleven.opslag import werk
from nachtleven.opslag.alarmen import sla_alarm
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.versleuteling import Kluis
from nachtleven.poorten.waarden import Webhookadres
from nachtleven.spoel import Spoel
from tests.conftest import Klok
from tests.proefhuis import STAD, maak_bericht, maak_ontvangst
from tests.proefpoort import ADRES, open_deur
from tests.proefpoort import omgeving as proefomgeving
from tests.proefserver import vrije_poort
from tests.proeftwilio import BASIS, KORTE, NUMMERS

NU = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
GIB = 1024**3


def stand(punten: list[Keurpunt]) -> dict[str, Puntstand]:
    return {punt.naam: punt.oordeel for punt in punten}


@pytest.fixture
def net() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as nep:
        yield nep


def zet_twilio(net: responses.RequestsMock, webhook: str, datum: str = "Sat, 07 Mar 2026 00:30:01 GMT") -> None:
    nummers = [{"sid": "PN1", "phone_number": "+3290000000", "sms_url": webhook, "sms_application_sid": ""}]
    kort = [{"sid": "SC1", "short_code": "8989", "sms_url": webhook}]
    net.get(NUMMERS, json={"incoming_phone_numbers": nummers, "next_page_uri": None}, headers={"Date": datum})
    net.get(KORTE, json={"short_codes": kort, "next_page_uri": None}, headers={"Date": datum})
    net.get(f"{ADRES}/healthz", body="ok\n")


@pytest.fixture
def goede(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation that is migrated, and a mail server that lets us in."""
    tmp_path.chmod(0o700)
    anders = {"NACHTLEVEN_TWILIO_API_URL": BASIS, "NACHTLEVEN_TWILIO_AUTH_TOKEN": "een,twee"}
    omgeving = {**proefomgeving(tmp_path), **anders}
    open_deur(tmp_path, bij=True, **omgeving).delen.opslag.sluit()
    return omgeving


@pytest.fixture
def mail() -> Iterator[str]:
    draait = Controller(Sink(), hostname="127.0.0.1", port=vrije_poort())
    draait.start()
    yield f"smtp://127.0.0.1:{draait.port}"
    draait.stop()


def test_an_installation_that_works_has_no_fault_and_leaves_with_zero(
    goede: dict[str, str], mail: str, net: responses.RequestsMock
) -> None:
    zet_twilio(net, f"{ADRES}/sms")
    punten = list(keur({**goede, "NACHTLEVEN_SMTP_URL": mail}, Klok(NU)))
    assert [punt for punt in punten if punt.oordeel in (Puntstand.FOUT, Puntstand.NIET_GEZIEN)] == []
    assert uitgang(punten) == 0
    gezien = stand(punten)
    for naam in ("twilio token 1 van 2", "twilio token 2 van 2", "webhook 8989", "mail"):
        assert gezien[naam] is Puntstand.GOED


def test_every_point_that_is_not_good_says_what_to_do(goede: dict[str, str], net: responses.RequestsMock) -> None:
    zet_twilio(net, "https://elders.example/sms", "Sat, 07 Mar 2026 00:31:00 GMT")
    punten = list(keur({**goede, "NACHTLEVEN_SMTP_URL": "smtp://127.0.0.1:9"}, Klok(NU)))
    mis = {punt.naam for punt in punten if punt.oordeel is Puntstand.FOUT}
    assert mis == {"webhook 8989", "webhook +3290000000", "mail", "klok (twilio)"}
    assert all(punt.doe for punt in punten if punt.oordeel in (Puntstand.FOUT, Puntstand.LET_OP))
    assert uitgang(punten) == 1


def test_of_two_tokens_the_refused_one_is_named(goede: dict[str, str], net: responses.RequestsMock) -> None:
    geweigerd = {"code": 20003, "message": "Authenticate", "status": 401}
    net.get(NUMMERS, json=geweigerd, status=401)
    zet_twilio(net, f"{ADRES}/sms")  # `responses` gives the first answer once, then the next
    punten = stand(list(keur(goede, Klok(NU))))
    assert (punten["twilio token 1 van 2"], punten["twilio token 2 van 2"]) == (Puntstand.FOUT, Puntstand.GOED)
    assert punten["webhook 8989"] is Puntstand.GOED


def test_missing_settings_are_all_named_and_leave_with_two(tmp_path: Path) -> None:
    punten = list(keur({"NACHTLEVEN_DATA": str(tmp_path), "NACHTLEVEN_PUBLIC_URL": "nergens"}, Klok(NU)))
    tekst = " ".join(punt.gezien for punt in punten)
    for naam in ("ENCRYPTION_KEYS", "PSEUDONYM_KEY", "SECRET_KEY", "PUBLIC_URL", "TWILIO_AUTH_TOKEN"):
        assert f"NACHTLEVEN_{naam}" in tekst
    assert uitgang(punten) == 2


def test_a_city_file_that_does_not_parse_is_named_with_its_place(
    goede: dict[str, str], tmp_path: Path, net: responses.RequestsMock
) -> None:
    fout = tmp_path / "stad.toml"
    fout.write_text("[stad]\nnaam = 3\n", encoding="utf-8")
    punten = list(keur({**goede, "NACHTLEVEN_CONFIG": str(fout)}, Klok(NU)))
    assert stand(punten)["stad"] is Puntstand.FOUT
    assert uitgang(punten) == 2


def test_a_database_that_is_away_is_a_fault_and_the_rest_of_it_is_not_seen(
    goede: dict[str, str], net: responses.RequestsMock
) -> None:
    zet_twilio(net, f"{ADRES}/sms")
    weg = {**goede, "NACHTLEVEN_DATABASE_URL": "postgresql+psycopg://n@127.0.0.1:1/n"}
    punten = stand(list(keur(weg, Klok(NU))))
    assert (punten["database"], punten["migraties"]) == (Puntstand.FOUT, Puntstand.NIET_GEZIEN)
    assert punten["twilio token 1 van 2"] is Puntstand.GOED


def test_a_migrated_database_is_good_on_both_kinds(opslag: Opslag) -> None:
    punten = stand(list(keur_opslag(opslag, datetime.now(UTC))))
    assert (punten["database"], punten["klok (database)"], punten["migraties"]) == (Puntstand.GOED,) * 3


def test_master_keys_that_do_not_open_what_is_kept_are_a_fault(opslag: Opslag, klok: Klok) -> None:
    maak_ontvangst(opslag, klok).neem_aan(maak_bericht(1, "geweigerd", klok()))
    ander = Opslag(opslag.motor, Kluis([bytes(range(1, 33))]), opslag.pseudoniemen)
    assert stand(list(keur_opslag(opslag, klok())))["sleutels"] is Puntstand.GOED
    assert stand(list(keur_opslag(ander, klok())))["sleutels"] is Puntstand.FOUT
    gewisseld = Opslag(opslag.motor, Kluis([bytes(range(1, 33)), bytes(range(32))]), opslag.pseudoniemen)
    assert stand(list(keur_opslag(gewisseld, klok())))["sleutels"] is Puntstand.LET_OP


def test_an_open_alarm_is_told_with_where_to_read_on(opslag_sqlite: Opslag, klok: Klok) -> None:
    with opslag_sqlite.schrijven() as sessie:
        sla_alarm(sessie, Alarmsoort.WEBHOOK, klok(), 2)
        werk.klopt_hart(sessie, "planner", "een", klok())
    punten = {punt.naam: punt for punt in keur_opslag(opslag_sqlite, klok())}
    assert punten["alarm webhook"].oordeel is Puntstand.LET_OP
    assert "docs/beheer.md" in punten["alarm webhook"].doe
    assert punten["planner"].oordeel is Puntstand.GOED


@pytest.mark.parametrize(
    ("geleden", "oordeel"),
    [
        pytest.param(timedelta(minutes=3), Puntstand.GOED, id="three_minutes_is_still_alive"),
        pytest.param(timedelta(minutes=3, seconds=1), Puntstand.FOUT, id="longer_is_silent"),
    ],
)
def test_a_planner_is_silent_after_three_minutes(geleden: timedelta, oordeel: Puntstand) -> None:
    assert keur_planner(NU - geleden, NU).oordeel is oordeel


@pytest.mark.parametrize(
    ("vrij", "oordeel"),
    [
        pytest.param(GIB - 1, Puntstand.FOUT, id="under_one"),
        pytest.param(GIB, Puntstand.LET_OP, id="one"),
        pytest.param(5 * GIB - 1, Puntstand.LET_OP, id="under_five"),
        pytest.param(5 * GIB, Puntstand.GOED, id="five"),
    ],
)
def test_a_disk_is_looked_at_in_whole_gibibytes(vrij: int, oordeel: Puntstand) -> None:
    assert machine.keur_schijf(vrij).oordeel is oordeel


@pytest.mark.parametrize(
    ("scheef", "oordeel"),
    [
        pytest.param(5, Puntstand.GOED, id="five_seconds"),
        pytest.param(6, Puntstand.LET_OP, id="more"),
        pytest.param(-30, Puntstand.LET_OP, id="thirty_either_way"),
        pytest.param(-31, Puntstand.FOUT, id="more_than_a_code_lasts"),
    ],
)
def test_a_clock_may_differ_by_five_seconds(scheef: int, oordeel: Puntstand) -> None:
    assert machine.keur_klok(NU, NU + timedelta(seconds=scheef), "database").oordeel is oordeel


def test_a_clock_from_before_the_program_is_wrong_whatever_others_say() -> None:
    vroeger = datetime(1970, 1, 1, tzinfo=UTC)
    assert machine.keur_klok(vroeger, vroeger, "database").oordeel is Puntstand.FOUT


def test_a_folder_that_others_may_read_wants_a_look(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert machine.keur_map(tmp_path).oordeel is Puntstand.LET_OP
    tmp_path.chmod(0o700)
    assert machine.keur_map(tmp_path).oordeel is Puntstand.GOED
    assert machine.keur_map(tmp_path / "weg").oordeel is Puntstand.FOUT


@pytest.mark.parametrize(("lezers", "oordeel"), [((), Puntstand.LET_OP), (("toezicht@stad.example",), Puntstand.GOED)])
def test_an_audit_log_whose_head_goes_to_nobody_wants_a_look(lezers: tuple[str, ...], oordeel: Puntstand) -> None:
    assert keur_audit(dataclasses.replace(STAD, auditmail=lezers)).oordeel is oordeel


@pytest.mark.parametrize(
    ("waar", "oordeel"),
    [
        pytest.param("data/sleutels/hoofd", Puntstand.LET_OP, id="in_it"),
        pytest.param("elders/../data/hoofd", Puntstand.LET_OP, id="in_it_by_a_detour"),
        pytest.param("gegevens/hoofd", Puntstand.GOED, id="elsewhere"),
        pytest.param("", Puntstand.GOED, id="in_no_file"),
    ],
)
def test_a_key_in_a_file_beside_the_data_wants_a_look(tmp_path: Path, waar: str, oordeel: Puntstand) -> None:
    omgeving = {"NACHTLEVEN_PSEUDONYM_KEY_FILE": str(tmp_path / waar) if waar else ""}
    assert machine.keur_sleutelplek(omgeving, tmp_path / "data").oordeel is oordeel


def test_what_waits_in_the_spool_and_what_is_broken_there_is_told(tmp_path: Path) -> None:
    spoel = Spoel(tmp_path, Kluis([bytes(range(32))]))
    assert machine.keur_spoel(spoel, NU).oordeel is Puntstand.GOED
    spoel.bewaar(maak_bericht(1, "geweigerd", NU))
    assert machine.keur_spoel(spoel, NU).gezien == "1 berichten wachten"
    spoel.zet_apart(spoel.wachtend()[0])
    assert machine.keur_spoel(spoel, datetime.now(UTC) + timedelta(minutes=1)).gezien == "1 onleesbare bestanden"


def test_an_account_without_our_numbers_is_a_fault() -> None:
    elders = [Webhookadres("+15005550006", f"{ADRES}/sms")]
    (punt,) = buiten.keur_webhooks(elders, frozenset({"8989"}), ADRES)
    assert (punt.naam, punt.oordeel) == ("webhook", Puntstand.FOUT)


def test_a_public_address_without_tls_is_a_fault() -> None:
    assert buiten.keur_publiek_adres("http://meldpunt.stad.example").oordeel is Puntstand.FOUT


def test_the_command_writes_a_line_a_point_and_no_secret(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    geheim = nieuwe_sleutel()
    omgeving = {**proefomgeving(tmp_path, "http://127.0.0.1:9"), "NACHTLEVEN_SECRET_KEY": geheim}
    omgeving["NACHTLEVEN_SMTP_URL"] = "smtp://ada:zeergeheim@127.0.0.1:9"
    gevolg = CliRunner().invoke(main, ["doctor", "--json"], env=omgeving)
    punten = [json.loads(lijn) for lijn in gevolg.stdout.splitlines()]
    assert gevolg.exit_code == 1
    assert {"naam", "oordeel", "gezien", "doe"} == punten[0].keys()
    for verborgen in (geheim, "zeergeheim", omgeving["NACHTLEVEN_ENCRYPTION_KEYS"]):
        assert verborgen not in gevolg.output
    gewoon = CliRunner().invoke(main, ["doctor"], env=omgeving)
    assert "FOUT    migraties" in gewoon.stdout
    assert "doe: voer `nachtleven db upgrade` uit" in gewoon.stdout
