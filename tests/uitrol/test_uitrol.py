"""What is handed to whoever runs the service, each file checked by what can check it here."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nachtleven.alarmen import Alarmsoort
from nachtleven.instellingen import LIJST
from nachtleven.meetwaarden import NAMEN

WORTEL = Path(__file__).resolve().parents[2]
UITROL = WORTEL / "deploy"
REGELS = UITROL / "prometheus" / "nachtleven.rules.yml"
DIENSTEN = sorted((UITROL / "systemd").glob("*.service"))
BEHEER = WORTEL / "docs" / "beheer.md"


def _meters(tekst: str) -> set[str]:
    return set(re.findall(r"\bnachtleven_[a-z_0-9]+", tekst))


def _regels() -> list[dict[str, Any]]:
    gelezen = yaml.safe_load(REGELS.read_text(encoding="utf-8"))
    return [regel for groep in gelezen["groups"] for regel in groep["rules"]]


def _doe(*woorden: str, map_: Path) -> None:
    gedaan = subprocess.run(woorden, capture_output=True, text=True, check=False, cwd=map_, timeout=60)
    assert gedaan.returncode == 0, gedaan.stdout + gedaan.stderr


def nodig(*programmas: str) -> pytest.MarkDecorator:
    weg = [naam for naam in programmas if shutil.which(naam) is None]
    return pytest.mark.skipif(bool(weg), reason=f"niet op deze machine: {', '.join(weg)}")


def test_every_metric_that_an_alert_asks_for_exists() -> None:
    assert _meters(" ".join(regel["expr"] for regel in _regels())) - NAMEN == set()


def test_every_metric_that_the_dashboard_shows_exists() -> None:
    bord = json.loads((UITROL / "grafana" / "nachtleven.json").read_text(encoding="utf-8"))
    vragen = [doel["expr"] for paneel in bord["panels"] for doel in paneel["targets"]]
    assert len(vragen) >= len(bord["panels"]) > 0
    assert _meters(" ".join(vragen)) - NAMEN == set()


def test_the_parts_of_the_service_that_can_fail_have_an_alert() -> None:
    gevraagd = _meters(" ".join(regel["expr"] for regel in _regels()))
    for deel in ("database_bruikbaar", "spoel", "planner_stil_seconden", "post_oudste_seconden", "alarm"):
        assert f"nachtleven_{deel}" in gevraagd


@pytest.mark.parametrize("naam", [regel["alert"] for regel in _regels()])
def test_every_alert_says_what_to_do_in_the_manual(naam: str) -> None:
    assert f"### {naam}\n" in BEHEER.read_text(encoding="utf-8")


@pytest.mark.parametrize("soort", list(Alarmsoort))
def test_every_alarm_of_the_service_says_what_to_do_in_the_manual(soort: Alarmsoort) -> None:
    assert f"### Alarm `{soort.value}`\n" in BEHEER.read_text(encoding="utf-8")


def test_every_alert_has_a_weight_and_a_sentence() -> None:
    for regel in _regels():
        assert regel["labels"]["ernst"] in ("hoog", "laag")
        assert regel["annotations"]["samenvatting"].endswith(".")


@nodig("promtool")
def test_prometheus_takes_the_alerts_and_they_fire_as_they_should() -> None:
    _doe("promtool", "check", "rules", REGELS.name, map_=REGELS.parent)
    _doe("promtool", "test", "rules", "nachtleven.test.yml", map_=REGELS.parent)


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda pad: pad.stem)
def test_a_unit_names_only_settings_that_exist(dienst: Path) -> None:
    bekend = {f"NACHTLEVEN_{instelling.naam}" for instelling in LIJST}
    genoemd = re.findall(r"NACHTLEVEN_[A-Z_]*[A-Z]", dienst.read_text(encoding="utf-8"))
    assert {naam.removesuffix("_FILE") for naam in genoemd} - bekend == set()


@nodig("systemd-analyze")
@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda pad: pad.stem)
def test_systemd_takes_the_unit_and_finds_little_exposed(dienst: Path, tmp_path: Path) -> None:
    hier = tmp_path / dienst.name
    hier.write_text(re.sub(r"/opt/nachtleven/\S*/nachtleven", "/bin/true", dienst.read_text(encoding="utf-8")), "utf-8")
    _doe("systemd-analyze", "verify", "--man=no", str(hier), map_=tmp_path)
    _doe("systemd-analyze", "security", "--offline=yes", "--threshold=20", str(hier), map_=tmp_path)


def _certificaat(map_: Path) -> None:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "meldpunt.stad.example")])
    nu = datetime.now(UTC)
    bouw = x509.CertificateBuilder().subject_name(naam).issuer_name(naam).public_key(sleutel.public_key())
    bouw = bouw.serial_number(1).not_valid_before(nu).not_valid_after(nu + timedelta(days=1))
    (map_ / "fullchain.pem").write_bytes(bouw.sign(sleutel, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    vorm = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (map_ / "privkey.pem").write_bytes(sleutel.private_bytes(*vorm))


@nodig("nginx")
def test_nginx_takes_the_example(tmp_path: Path) -> None:
    _certificaat(tmp_path)
    tekst = (UITROL / "nginx" / "nachtleven.conf").read_text(encoding="utf-8")
    tekst = tekst.replace("/etc/ssl/nachtleven", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    (tmp_path / "nachtleven.conf").write_text(tekst, encoding="utf-8")
    hoofd = (
        f"pid {tmp_path}/pid; error_log {tmp_path}/fout.log; events {{}} http {{ include {tmp_path}/nachtleven.conf; }}"
    )
    (tmp_path / "nginx.conf").write_text(hoofd, encoding="utf-8")
    _doe("nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), map_=tmp_path)


def test_the_gateway_is_outside_every_rate_limit_of_the_proxy() -> None:
    tekst = (UITROL / "nginx" / "nachtleven.conf").read_text(encoding="utf-8")
    deuren = re.findall(r"location = /sms\S* *\{([^}]*)\}", tekst)
    assert len(deuren) == 2
    assert not any("limit_req" in deur for deur in deuren)


def test_the_containers_start_commands_that_exist_with_secrets_from_files() -> None:
    gelezen = yaml.safe_load((UITROL / "compose.yml").read_text(encoding="utf-8"))
    bekend = {f"NACHTLEVEN_{instelling.naam}" for instelling in LIJST}
    for naam in ("schema", "web", "planner"):
        deel = gelezen["services"][naam]
        assert deel["command"][0] in ("db", "serve", "planner")
        assert deel["read_only"] is True
        for instelling, waarde in deel["environment"].items():
            assert instelling.removesuffix("_FILE") in bekend
            assert waarde.startswith(("/run/secrets/", "/etc/nachtleven/"))
    assert set(gelezen["services"]["web"]["secrets"]) <= set(gelezen["secrets"])
