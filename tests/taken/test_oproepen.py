"""Who is on call is called about what is urgent: by mail and text, once, without a word of what was written."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from nachtleven.berichten import aantal_delen
from nachtleven.lezen.lezing import Lezing
from nachtleven.opslag import uitvoer
from nachtleven.opslag.diensttabellen import OproepRij
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.schermen import Schermbron
from nachtleven.stad import Wacht
from nachtleven.taken.versturen import verstuur
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.toegang.gebruikers import Gebruikersrol
from tests.proefhuis import VAN, Woordlezer, maak_bericht
from tests.proefserver import vrije_poort
from tests.taken.conftest import Proefplaats
from tests.test_post import Bus

WACHT = Wacht(("wacht@stad.example",), ("+32470999999",))


class Spoedlezer(Woordlezer):
    """Reads "bloed" as urgent."""

    def lees(
        self, tekst: str, ontvangen: datetime, vorige_taal: str | None = None, *, gevraagd: bool = False
    ) -> Lezing:
        return dataclasses.replace(
            super().lees(tekst, ontvangen, vorige_taal, gevraagd=gevraagd), spoed="bloed" in tekst
        )


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def mailserver(bus: Bus) -> Iterator[str]:
    draait = Controller(bus, hostname="127.0.0.1", port=vrije_poort())
    draait.start()
    yield f"smtp://127.0.0.1:{draait.port}"
    draait.stop()


@pytest.fixture
def wacht(
    maak_proef: Callable[..., Proefplaats], opslag_sqlite: Opslag, mailserver: str
) -> tuple[Proefplaats, Werkplaats]:
    """A city with somebody on call."""
    proef = maak_proef(opslag_sqlite, NACHTLEVEN_SMTP_URL=mailserver)
    proef.lezer = Spoedlezer()
    return proef, proef.met(wacht=WACHT)


def oproepen(proef: Proefplaats) -> list[OproepRij]:
    with proef.delen.opslag.lezen() as sessie:
        rijen = list(sessie.scalars(select(OproepRij).order_by(OproepRij.wijze)))
        sessie.expunge_all()
        return rijen


def test_an_urgent_text_calls_by_mail_and_by_text_without_saying_what_it_says(
    wacht: tuple[Proefplaats, Werkplaats], bus: Bus
) -> None:
    proef, plaats = wacht
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd aan zaak1 met bloed", proef.klok()))
    assert (verstuur(plaats), verstuur(plaats)) == (2, 0)
    with proef.delen.opslag.lezen() as sessie:
        (melding,) = uitvoer.meldingen(sessie, None, None)
    kenmerk = str(melding["kenmerk"])
    ((lezers, brief),), (sms,) = bus.gekregen, proef.twilio.verstuurd
    verwacht = f"Spoed: {kenmerk}, 01:30. Bekijk: https://meldpunt.stad.example/meldingen/{kenmerk}"
    assert (lezers, sms["to"]) == (["wacht@stad.example"], "+32470999999")
    assert brief.get_content().strip() == sms["body"] == verwacht
    assert brief["Subject"] == f"Spoed bij 8989 {kenmerk}"
    assert VAN not in str(brief)
    assert aantal_delen(verwacht) == 1
    assert [rij.staat for rij in oproepen(proef)] == ["verstuurd", "verstuurd"]


@pytest.mark.parametrize(
    ("tekst", "aantal"),
    [
        pytest.param("geweigerd aan zaak1", 0, id="not_urgent"),
        pytest.param("inc zaak1 bloed", 2, id="a_log_line"),
        pytest.param("bloed", 2, id="neither_melding_nor_log_line"),
    ],
)
def test_whatever_is_urgent_calls_and_nothing_else(
    wacht: tuple[Proefplaats, Werkplaats], tekst: str, aantal: int
) -> None:
    proef, plaats = wacht
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, tekst, proef.klok()))
    assert len(oproepen(proef)) == aantal


def test_more_urgent_texts_about_the_same_within_the_hour_call_nobody_again(
    wacht: tuple[Proefplaats, Werkplaats],
) -> None:
    proef, plaats = wacht
    for nummer in range(3):
        proef.klok.verder(minutes=1)
        plaats.delen.ontvangst.neem_aan(maak_bericht(nummer, f"geweigerd bloed {nummer}x", proef.klok()))
    assert len(oproepen(proef)) == 2
    proef.klok.verder(minutes=62)
    plaats.delen.ontvangst.neem_aan(maak_bericht(9, "geweigerd nog meer bloed", proef.klok()))
    assert len(oproepen(proef)) == 4


def test_an_export_taken_in_calls_nobody(wacht: tuple[Proefplaats, Werkplaats]) -> None:
    proef, plaats = wacht
    plaats.delen.ontvangst.neem_over(maak_bericht(1, "geweigerd bloed", proef.klok()))
    assert oproepen(proef) == []


def test_without_anybody_on_call_nobody_is_called(wacht: tuple[Proefplaats, Werkplaats]) -> None:
    proef, _ = wacht
    proef.met().delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd bloed", proef.klok()))
    assert oproepen(proef) == []


def test_a_mail_server_that_is_away_is_tried_again(wacht: tuple[Proefplaats, Werkplaats], bus: Bus) -> None:
    proef, plaats = wacht
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd bloed", proef.klok()))
    bus.antwoord = "451 later"
    assert verstuur(plaats) == 1
    bus.antwoord = "250 OK"
    proef.klok.verder(seconds=20)
    assert verstuur(plaats) == 1
    assert [rij.staat for rij in oproepen(proef)] == ["verstuurd", "verstuurd"]


def test_a_call_that_cannot_go_is_a_dead_letter_with_an_alarm(
    maak_proef: Callable[..., Proefplaats], opslag_sqlite: Opslag
) -> None:
    proef = maak_proef(opslag_sqlite)
    proef.lezer = Spoedlezer()
    plaats = proef.met(wacht=Wacht(("wacht@stad.example",), ()))
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd bloed", proef.klok()))
    verstuur(plaats)
    assert oproepen(proef)[0].staat == "dood"
    assert "dode_letter" in proef.alarmen()
    bord = Schermbron(opslag_sqlite).vandaag(Gebruikersrol.ONTHAAL, proef.klok())
    assert [een.wat for een in bord.uitblijvers] == ["een oproep van wie van wacht is kwam niet aan"]
    assert bord.uitblijvers[0].kenmerk == oproepen(proef)[0].onderwerp


def test_a_text_call_whose_sender_died_goes_out_once(wacht: tuple[Proefplaats, Werkplaats]) -> None:
    proef, _ = wacht
    plaats = proef.met(wacht=Wacht((), ("+32470999999",)))
    plaats.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd bloed", proef.klok()))
    proef.twilio.val_om = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        verstuur(plaats)
    proef.klok.moment += timedelta(minutes=3)
    assert verstuur(plaats) == 1
    assert len(proef.twilio.verstuurd) == 1
