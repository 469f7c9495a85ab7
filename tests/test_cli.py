"""The command line as others call it: results on standard output, messages on standard error, 0, 1 or 2."""

import json
import os
import shutil
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nachtleven.cli import main
from nachtleven.instellingen import nieuwe_sleutel
from tests.proefpoort import ZAKEN, omgeving

PORTIERS = """kaartnummer;naam;werkgever;werkgever_vergunning;statuut;geldig_van;geldig_tot
1042;Ada Voorbeeld;Wacht bv;16.1;vergunde_onderneming;2024-01-01;2028-12-31
"""
INZET = "kaartnummer,zaak_id,van,tot\n1042,P3,2026-03-06T22:00:00+01:00,2026-03-07T05:00:00+01:00\n"
INCIDENTEN = (
    "zaak_id,van,tot,soort,reden,aantal,kaartnummer,tekst\n"
    "P3,2026-03-07T01:00:00+01:00,2026-03-07T01:15:00+01:00,weigering,vol,4,,zaal vol\n"
)
CONTROLES = "zaak_id,tijdstip,plicht,oordeel,kaartnummer,nota\nP3,2026-03-07T00:00:00+01:00,kaart_zichtbaar,ok,,\n"
REGISTERS = {
    "zaken": ZAKEN, "portiers": PORTIERS, "inzet": INZET, "incidenten": INCIDENTEN, "controles": CONTROLES,
}  # fmt: skip
BERICHTEN = (
    {"id": "E3", "van": "+32470000003", "ontvangen": "2026-03-14T01:00:00+01:00", "tekst": "wat is dit nummer"},
    {"id": "E1", "van": "+32470000001", "ontvangen": "2026-03-06T23:30:00+01:00",
     "tekst": "mocht niet binnen in de Blauwe Otter om mijn huidskleur"},
    {"id": "E2", "van": "+32470000002", "ontvangen": "2026-03-07T01:00:00+01:00", "tekst": "geweigerd aan Otterkaai"},
)  # fmt: skip


@dataclass
class Huis:
    """A database of one's own and the command line over it."""

    map: Path
    omgeving: Mapping[str, str]

    def doe(self, *woorden: str, invoer: str | bytes | None = None, **anders: str | None) -> Result:
        """Call the command line, with nothing of our own environment."""
        weg = dict.fromkeys(naam for naam in os.environ if naam.startswith("NACHTLEVEN_"))
        return CliRunner().invoke(main, woorden, input=invoer, env={**weg, **self.omgeving, **anders})

    def bestand(self, naam: str, inhoud: str) -> str:
        """Write a file; give its path."""
        (self.map / naam).write_text(inhoud, encoding="utf-8")
        return str(self.map / naam)

    def voer_in(self, soort: str, *meer: str) -> Result:
        """Import the example of this register."""
        return self.doe("register", "importeer", soort, self.bestand(f"{soort}.csv", REGISTERS[soort]), *meer)

    def meldingen(self, *meer: str) -> list[dict[str, object]]:
        """Export the meldingen."""
        return regels(self.doe("meldingen", "exporteer", "--jsonl", *meer))


def regels(gevolg: Result) -> list[dict[str, object]]:
    """Give the lines of JSON that a command wrote."""
    assert gevolg.exit_code == 0, gevolg.stderr
    return [json.loads(lijn) for lijn in gevolg.stdout.splitlines()]


def jsonl(*rijen: Mapping[str, object]) -> str:
    """Write rows as JSON, one a line."""
    return "".join(json.dumps(rij) + "\n" for rij in rijen)


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Huis:
    """A migrated database with the venues."""
    map_ = tmp_path_factory.mktemp("huis")
    huis = Huis(map_, omgeving(map_))
    assert huis.doe("db", "upgrade").exit_code == 0
    gevolg = huis.voer_in("zaken")
    assert gevolg.stdout == "zaken: 3 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 weg\n"
    return huis


@pytest.fixture
def huis(voorbeeld: Huis, tmp_path: Path) -> Huis:
    """A copy of it."""
    shutil.copytree(voorbeeld.map, tmp_path / "data")
    return Huis(tmp_path / "data", {**voorbeeld.omgeving, "NACHTLEVEN_DATA": str(tmp_path / "data")})


# register importeer


def test_each_register_goes_in_and_a_second_time_changes_nothing(huis: Huis) -> None:
    for soort in REGISTERS:
        assert huis.voer_in(soort).exit_code == 0
        weer = huis.voer_in(soort)
        aantal = 3 if soort == "zaken" else 1
        assert weer.stdout == f"{soort}: 0 nieuw, 0 gewijzigd, {aantal} ongewijzigd, 0 weg\n"


def test_a_dry_run_tells_what_it_would_do_and_keeps_nothing(huis: Huis) -> None:
    for _ in range(2):
        assert huis.voer_in("portiers", "--droog").stdout.startswith("portiers: 1 nieuw")


def test_a_changed_row_is_changed_and_a_missing_one_gone(huis: Huis) -> None:
    kop, eerste, *_ = ZAKEN.splitlines()
    anders = huis.bestand("anders.csv", "\n".join([kop, eerste.replace("Kwikwijk", "Andere wijk")]))
    gevolg = huis.doe("register", "importeer", "zaken", anders)
    assert gevolg.stdout == "zaken: 0 nieuw, 1 gewijzigd, 0 ongewijzigd, 2 weg\n"


def test_a_register_is_read_from_standard_input(huis: Huis) -> None:
    gevolg = huis.doe("register", "importeer", "portiers", "-", invoer=PORTIERS.encode("cp1252"))
    assert gevolg.stdout.startswith("portiers: 1 nieuw")


def test_a_bad_file_names_line_field_and_reason_and_nothing_is_kept(huis: Huis) -> None:
    fout = INZET + "1042,P9,2026-03-06T22:00:00+01:00,2026-03-07T05:00:00+01:00\n1042,P3,gisteren,\n"
    gevolg = huis.doe("register", "importeer", "inzet", huis.bestand("inzet.csv", fout))
    assert (gevolg.exit_code, gevolg.stdout) == (1, "")
    assert "lijn 3, zaak_id: " in gevolg.stderr
    assert "lijn 4, van: " in gevolg.stderr
    assert huis.voer_in("inzet").stdout.startswith("inzet: 1 nieuw")


# lees


def test_texts_are_read_in_the_order_of_the_file_and_nothing_is_kept(huis: Huis) -> None:
    gelezen = regels(huis.doe("lees", "--jsonl", "-", invoer=jsonl(*BERICHTEN)))
    assert [rij["id"] for rij in gelezen] == ["E3", "E1", "E2"]
    assert list(gelezen[0]) == [
        "id", "taal", "soort", "rol", "zaak", "kandidaten", "tijdstip", "gronden", "feiten", "kaartnummers", "spoed",
    ]  # fmt: skip
    assert gelezen[1]["zaak"] == "P3"
    assert huis.meldingen() == []


@pytest.mark.parametrize(
    ("lijn", "plaats"),
    [
        pytest.param('{"id": "X"', "lijn 3: ", id="no_json"),
        pytest.param('["X"]', "lijn 3: ", id="no_object"),
        pytest.param('{"id": "X", "ontvangen": "2026-03-06T23:30:00+01:00"}', "lijn 3, tekst: ", id="a_field_missing"),
        pytest.param('{"id": "X", "ontvangen": "2026-03-06T23:30:00", "tekst": ""}', "lijn 3, ontvangen: ", id="naive"),
        pytest.param('{"id": "X", "ontvangen": 5, "tekst": ""}', "lijn 3, ontvangen: ", id="no_moment"),
    ],
)
@pytest.mark.parametrize("opdracht", [("lees", "--jsonl"), ("sms", "importeer")])
def test_a_bad_line_is_named_and_nothing_is_done(huis: Huis, lijn: str, plaats: str, opdracht: tuple[str, ...]) -> None:
    goed = {**BERICHTEN[0], "van": "+32470000001"}
    met_van = lijn.replace('{"id": "X",', '{"id": "X", "van": "+32470000001",')
    gevolg = huis.doe(*opdracht, huis.bestand("in.jsonl", jsonl(goed) + "\n" + met_van + "\n"))
    assert (gevolg.exit_code, gevolg.stdout) == (1, "")
    assert plaats in gevolg.stderr
    assert json.loads(huis.doe("sms", "overzicht", "--json").stdout)["in"] == 0


# sms


def test_an_export_is_taken_in_by_its_own_moments_and_sends_nothing(huis: Huis) -> None:
    genomen = regels(huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN)))
    assert [rij["id"] for rij in genomen] == ["E1", "E2", "E3"]
    assert all(list(rij) == ["id", "melding", "antwoorden"] for rij in genomen)
    assert str(genomen[0]["melding"]) in str(genomen[0]["antwoorden"])
    (eerste, *_) = huis.meldingen()
    assert (eerste["kenmerk"], eerste["berichten"]) == (genomen[0]["melding"], ["E1"])
    assert eerste["ontvangen"] == "2026-03-06T23:30:00+01:00"
    telling = json.loads(huis.doe("sms", "overzicht", "--json").stdout)
    assert telling == {"in": 3, "te_lezen": 0, "gelezen": 3, "spoel": 0, "antwoorden": 3, "uit": {}}


def test_what_was_taken_in_before_is_skipped(huis: Huis) -> None:
    huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN[1:]))
    weer = huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN, BERICHTEN[0]))
    assert [rij["id"] for rij in regels(weer)] == ["E3"]
    assert len({str(rij["kenmerk"]) for rij in huis.meldingen()}) == len(huis.meldingen())


# meldingen exporteer


def test_an_export_names_every_field_and_no_telephone_number(huis: Huis) -> None:
    for soort in ("portiers", "inzet"):
        huis.voer_in(soort)
    huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN))
    (eerste, *_) = huis.meldingen()
    assert list(eerste) == [
        "kenmerk", "status", "kanaal", "soort", "rol", "taal", "zaak", "kandidaten", "tijdstip", "gronden", "feiten",
        "kaartnummers", "portiers", "dossier", "ontvangen", "berichten",
    ]  # fmt: skip
    assert (eerste["zaak"], eerste["portiers"]) == ("P3", ["1042"])
    assert "+3247" not in json.dumps(huis.meldingen())


@pytest.mark.parametrize(
    ("grenzen", "verwacht"),
    [
        pytest.param([], ["E1"], id="no_bounds"),
        pytest.param(["--van", "2026-03-06"], ["E1"], id="a_day_begins_at_noon"),
        pytest.param(["--van", "2026-03-07"], [], id="a_night_belongs_to_the_evening_it_began"),
        pytest.param(["--tot", "2026-03-06"], [], id="to_is_exclusive_noon"),
        pytest.param(["--tot", "2026-03-07"], ["E1"], id="to_the_next_noon"),
        pytest.param(["--van", "2026-03-06T23:30:00+01:00"], ["E1"], id="from_is_inclusive"),
        pytest.param(["--van", "2026-03-06T23:30:01+01:00"], [], id="a_second_later"),
        pytest.param(["--tot", "2026-03-06T22:30:00Z"], [], id="to_is_exclusive"),
        pytest.param(["--tot", "2026-03-06T22:30:01Z"], ["E1"], id="to_a_second_later"),
    ],
)
def test_from_is_inclusive_and_to_exclusive(huis: Huis, grenzen: list[str], verwacht: list[str]) -> None:
    melding = {**BERICHTEN[1], "tekst": "ik word nu geweigerd aan de Blauwe Otter"}
    huis.doe("sms", "importeer", "-", invoer=jsonl(melding))
    assert [rij["berichten"] for rij in huis.meldingen(*grenzen)] == [[sid] for sid in verwacht]


@pytest.mark.parametrize("dag", ["gisteren", "2026-02-30", "2026-03-01T22:00:00", "", "2026-3-1"])
def test_a_bound_that_is_no_day_or_moment_is_a_wrong_call(huis: Huis, dag: str) -> None:
    assert huis.doe("meldingen", "exporteer", "--jsonl", "--van", dag).exit_code == 2


# gebruiker maak


def test_a_user_is_made_once_with_a_password_and_a_secret(huis: Huis) -> None:
    (gemaakt,) = regels(huis.doe("gebruiker", "maak", "noor", "--rol", "onthaal", "--json"))
    assert {"naam", "rol", "wachtwoord", "totp"} <= gemaakt.keys()
    assert len(str(gemaakt["wachtwoord"])) >= 12
    weer = huis.doe("gebruiker", "maak", "noor", "--rol", "politie", "--json")
    assert (weer.exit_code, weer.stdout) == (1, "")


def test_a_role_nobody_knows_is_a_wrong_call(huis: Huis) -> None:
    assert huis.doe("gebruiker", "maak", "noor", "--rol", "baas").exit_code == 2


# settings, the schema, the port


def test_every_setting_that_is_missing_or_weak_is_named_at_once(huis: Huis) -> None:
    weg = dict.fromkeys(("NACHTLEVEN_PSEUDONYM_KEY", "NACHTLEVEN_TWILIO_AUTH_TOKEN", "NACHTLEVEN_PUBLIC_URL"))
    gevolg = huis.doe("serve", **weg, NACHTLEVEN_SECRET_KEY="kort", NACHTLEVEN_ENCRYPTION_KEYS="AAAA")
    assert (gevolg.exit_code, gevolg.stdout) == (2, "")
    for naam in (*weg, "NACHTLEVEN_SECRET_KEY", "NACHTLEVEN_ENCRYPTION_KEYS"):
        assert gevolg.stderr.count(f"{naam}:") + gevolg.stderr.count(f"{naam} ontbreekt") == 1


def test_a_command_that_needs_no_gateway_asks_for_none(huis: Huis) -> None:
    weg = dict.fromkeys(n for n in huis.omgeving if "TWILIO" in n or "SECRET" in n or "PUBLIC" in n)
    assert huis.doe("sms", "overzicht", "--json", **weg).exit_code == 0


def test_a_setting_may_stand_in_a_file(huis: Huis) -> None:
    sleutel = huis.bestand("sleutel", huis.omgeving["NACHTLEVEN_PSEUDONYM_KEY"] + "\n")
    anders = {"NACHTLEVEN_PSEUDONYM_KEY": None, "NACHTLEVEN_PSEUDONYM_KEY_FILE": sleutel}
    assert huis.doe("sms", "overzicht", "--json", **anders).exit_code == 0


def test_a_database_without_the_schema_says_what_to_do(tmp_path: Path) -> None:
    gevolg = Huis(tmp_path, omgeving(tmp_path)).doe("sms", "overzicht", "--json")
    assert gevolg.exit_code == 1
    assert "nachtleven db upgrade" in gevolg.stderr


def test_a_port_that_is_taken_is_said_before_anything_starts(huis: Huis) -> None:
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = str(bezet.getsockname()[1])
        gevolg = huis.doe("serve", "--port", poort)
    assert gevolg.exit_code == 1
    assert poort in gevolg.stderr


@pytest.mark.parametrize("woorden", [("onzin",), ("lees",), ("register", "importeer", "dieren", "x"), ("serve", "x")])
def test_a_wrong_call_is_two(huis: Huis, woorden: tuple[str, ...]) -> None:
    assert huis.doe(*woorden).exit_code == 2


def test_the_spool_is_taken_in_when_asked(huis: Huis) -> None:
    gedaan = huis.doe("sms", "spoel")
    assert (gedaan.exit_code, gedaan.stdout) == (0, "")
    assert "0 uit de spoel" in gedaan.stderr


# wis and inzage


def test_a_melding_is_shown_and_erased_by_its_kenmerk(huis: Huis) -> None:
    huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN))
    kenmerk = str(huis.meldingen()[0]["kenmerk"])
    (getoond,) = regels(huis.doe("inzage", kenmerk, "--json"))
    assert getoond["kenmerk"] == kenmerk
    assert "mocht niet binnen in de Blauwe Otter" in str(getoond["berichten"])
    leesbaar = huis.doe("inzage", kenmerk)
    assert f"kenmerk: {kenmerk}" in leesbaar.stdout
    assert "mocht niet binnen in de Blauwe Otter" in leesbaar.stdout
    assert "+32470000001" not in leesbaar.stdout + str(getoond)
    assert "wordt gewist op" in huis.doe("wis", kenmerk).stdout
    assert huis.meldingen()[0]["status"] == "ingetrokken"
    assert huis.doe("wis", kenmerk, "--nu").stdout == f"{kenmerk}: gewist\n"
    assert huis.meldingen()[0]["status"] == "gewist"
    assert "Otter" not in huis.doe("inzage", kenmerk).stdout


def test_a_sender_is_shown_by_a_number_that_is_read_and_never_called(huis: Huis) -> None:
    huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN))
    (getoond,) = regels(huis.doe("inzage", "--nummer", "--json", invoer="+32470000001\n"))
    assert "mocht niet binnen in de Blauwe Otter" in str(getoond["meldingen"])
    assert "+32470000001" not in str(getoond)
    assert huis.doe("inzage", "--nummer", invoer="+32499999999\n").exit_code == 1
    assert huis.doe("inzage", "--nummer", "KAN-4TR-7", invoer="").exit_code == 2
    assert huis.doe("inzage").exit_code == 2


@pytest.mark.parametrize("woorden", [("wis", "KAN-4TR-7"), ("wis", "x", "--nu"), ("inzage", "KAN-4TR-7")])
def test_a_kenmerk_nobody_has_is_one(huis: Huis, woorden: tuple[str, ...]) -> None:
    gevolg = huis.doe(*woorden)
    assert (gevolg.exit_code, gevolg.stdout) == (1, "")
    assert "bestaat niet" in gevolg.stderr


def test_what_is_past_its_term_is_shown_and_a_hold_is_kept(huis: Huis) -> None:
    huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN))
    kenmerk = str(huis.meldingen()[0]["kenmerk"])
    droog = huis.doe("bewaring", "--droog")
    assert droog.exit_code == 0
    assert "teksten: 0" in droog.stdout
    assert huis.doe("bewaring").exit_code == 0
    assert huis.doe("bewaring", "houd", kenmerk, "--reden", "klacht loopt").exit_code == 0
    geweigerd = huis.doe("wis", kenmerk, "--nu")
    assert (geweigerd.exit_code, geweigerd.stdout) == (1, "")
    assert "vastgehouden" in geweigerd.stderr
    assert huis.doe("bewaring", "houd", kenmerk, "--los", "--reden", "klacht afgelopen").exit_code == 0
    assert huis.doe("wis", kenmerk, "--nu").exit_code == 0
    assert huis.doe("bewaring", "houd", kenmerk, "--reden", "te laat").exit_code == 1


def test_a_new_master_key_takes_over_and_the_old_one_may_go(huis: Huis) -> None:
    huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN))
    oud, nieuw = huis.omgeving["NACHTLEVEN_ENCRYPTION_KEYS"], nieuwe_sleutel()
    beide = {"NACHTLEVEN_ENCRYPTION_KEYS": f"{nieuw},{oud}"}
    voor = regels(huis.doe("sleutels", "toon", "--json", **beide))
    assert [(s["eerste"], s["mag_weg"]) for s in voor] == [(True, False), (False, False)]
    assert huis.doe("sleutels", "herwikkel", **beide).stdout == "6 sleutels herwikkeld\n"
    assert [s["mag_weg"] for s in regels(huis.doe("sleutels", "toon", "--json", **beide))] == [False, True]
    assert "mag weg" in huis.doe("sleutels", "toon", **beide).stdout
    kenmerk = str(huis.meldingen()[0]["kenmerk"])
    assert huis.doe("inzage", kenmerk, NACHTLEVEN_ENCRYPTION_KEYS=nieuw).exit_code == 0
    assert huis.doe("inzage", kenmerk).exit_code == 1


def test_a_backup_is_made_looked_through_and_put_back_after_the_database_is_gone(huis: Huis, tmp_path: Path) -> None:
    huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN))
    voor = huis.meldingen()
    gemaakt = huis.doe("backup", "maak", "--uit", str(tmp_path / "kopies"))
    assert gemaakt.exit_code == 0, gemaakt.stderr
    pad = gemaakt.stdout.strip()
    assert huis.doe("backup", "controleer", pad).stdout == "de kopie klopt\n"
    assert huis.doe("backup", "herstel", pad).exit_code == 1
    assert huis.doe("wis", str(voor[0]["kenmerk"]), "--nu").exit_code == 0
    for bestand in huis.map.glob("nachtleven.db*"):
        bestand.unlink()
    terug = huis.doe("backup", "herstel", pad)
    assert (terug.exit_code, terug.stdout) == (0, "teruggezet; 1 opnieuw gewist\n"), terug.stderr
    na = huis.meldingen()
    assert (na[0]["status"], na[1]) == ("gewist", voor[1])
    assert huis.doe("backup", "controleer", str(tmp_path / "x")).exit_code == 2
    (tmp_path / "x").write_text("geen kopie")
    assert huis.doe("backup", "controleer", str(tmp_path / "x")).exit_code == 1


def test_the_audit_log_is_proved_whole_and_against_a_head(huis: Huis) -> None:
    huis.doe("sms", "importeer", "-", invoer=jsonl(*BERICHTEN))
    huis.doe("inzage", str(huis.meldingen()[0]["kenmerk"]))
    goed = huis.doe("audit", "controleer")
    assert goed.exit_code == 0
    kop = goed.stdout.splitlines()[0].removeprefix("kop: ")
    assert huis.doe("audit", "controleer", "--kop", kop).exit_code == 0
    assert huis.doe("audit", "controleer", "--kop", "1:" + "0" * 64).exit_code == 1
    assert huis.doe("audit", "controleer", "--kop", "onzin").exit_code == 2
