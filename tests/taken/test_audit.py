"""The audit log is proved every day, and its head leaves the machine, so that a cut end shows."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import delete

from nachtleven.bewaring.auditcontrole import bekijk_audit, houdt_kop
from nachtleven.bewaring.wissen import wisboek_van
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AuditRij
from nachtleven.taken.audit import bewijs_audit
from nachtleven.toegang.audit import Auditregel
from nachtleven.toegang.auditstaat import lees_kop
from tests.proefserver import vrije_poort
from tests.taken.conftest import Proefplaats
from tests.test_post import Bus

LEZER = ("audit@elders.example",)


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def mailserver(bus: Bus) -> Iterator[str]:
    draait = Controller(bus, hostname="127.0.0.1", port=vrije_poort())
    draait.start()
    yield f"smtp://127.0.0.1:{draait.port}"
    draait.stop()


def schrijf(proef: Proefplaats, aantal: int = 3) -> None:
    for nummer in range(aantal):
        regel = Auditregel(0, proef.klok(), "els", "bekeken", "melding", f"K{nummer}")
        Auditopslag(proef.delen.opslag).schrijf(regel)


def test_the_head_is_mailed_once_a_day_and_a_cut_end_shows_against_it(
    maak_proef: Callable[..., Proefplaats], opslag: Opslag, mailserver: str, bus: Bus
) -> None:
    proef = maak_proef(opslag, NACHTLEVEN_SMTP_URL=mailserver)
    plaats = proef.met(auditmail=LEZER)
    schrijf(proef)
    assert [bewijs_audit(plaats), bewijs_audit(plaats)] == [True, False]
    ((aan, brief),) = bus.gekregen
    assert tuple(aan) == LEZER
    tekst = brief.get_content()
    kop = lees_kop(next(lijn for lijn in tekst.splitlines() if lijn.startswith("kop: ")).removeprefix("kop: "))
    assert kop is not None
    assert "heel" in str(brief["Subject"])
    assert houdt_kop(proef.delen, kop)
    with opslag.schrijven() as sessie:
        sessie.execute(delete(AuditRij).where(AuditRij.volgnummer == kop[0]))
    assert bekijk_audit(proef.delen).breuk is None  # by itself the shorter log is whole
    assert not houdt_kop(proef.delen, kop)


def test_a_broken_log_or_journal_is_an_alarm_until_it_is_whole(proef: Proefplaats) -> None:
    schrijf(proef)
    boek = wisboek_van(proef.delen).bestand
    boek.write_text("onzin\n")
    assert bewijs_audit(proef.plaats)
    assert "audit" in proef.alarmen()
    boek.unlink()
    proef.klok.verder(days=1)
    assert bewijs_audit(proef.plaats)
    assert proef.alarmen() == {}
    with proef.delen.opslag.schrijven() as sessie:
        sessie.get_one(AuditRij, 2).handeling = "niets"
    proef.klok.verder(days=1)
    bewijs_audit(proef.plaats)
    assert "audit" in proef.alarmen()


def test_a_mail_server_that_refuses_is_tried_again(
    maak_proef: Callable[..., Proefplaats], opslag_sqlite: Opslag
) -> None:
    proef = maak_proef(opslag_sqlite, NACHTLEVEN_SMTP_URL=f"smtp://127.0.0.1:{vrije_poort()}")
    plaats = proef.met(auditmail=LEZER)
    assert not bewijs_audit(plaats)
    zonder = dataclasses.replace(proef.delen, stad=dataclasses.replace(proef.delen.stad, auditmail=()))
    assert bekijk_audit(zonder).is_heel


@pytest.mark.parametrize("kop", ["", "3", "3:", "x:" + "0" * 64, "3:" + "g" * 64, "-3:" + "0" * 64, "٣:" + "0" * 64])
def test_what_is_no_head_is_not_read_as_one(kop: str) -> None:
    assert lees_kop(kop) is None
