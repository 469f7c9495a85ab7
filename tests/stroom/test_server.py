"""Real web processes, real requests: nothing that was confirmed is ever lost, and slow clients hold nobody up."""

import itertools
import json
import os
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nachtleven import instellingen
from nachtleven.instellingen import Voor
from nachtleven.opslag import berichten
from nachtleven.samenstelling import Onderdelen, stel_samen
from tests.proefpoort import gezegd, velden
from tests.proefserver import Antwoord, Proefserver, server

DATA = Path(__file__).parent.parent / "lezen" / "data" / "hoofd"
VERBINDINGEN = 8


def teksten() -> list[str]:
    """Give the 320 texts of the first labelled set, those set aside too."""
    bestanden = [DATA / naam for naam in ("berichten.jsonl", "apart.jsonl")]
    lijnen = [lijn for bestand in bestanden for lijn in bestand.read_text(encoding="utf-8").splitlines()]
    return [json.loads(lijn)["tekst"] for lijn in lijnen]


@pytest.fixture(scope="module")
def draait(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proefserver]:
    """Two web workers over a database of their own."""
    with server(tmp_path_factory.mktemp("server"), workers=2, zaken=DATA / "zaken.csv") as proef:
        yield proef


@pytest.fixture(scope="module")
def delen(draait: Proefserver) -> Iterator[Onderdelen]:
    """The same database, opened by tests whose clock is a minute ahead: what a dead worker held is free by then."""
    instelling = instellingen.laad(draait.omgeving, Voor.PLANNER)
    geopend = stel_samen(instelling, lambda: datetime.now(UTC) + timedelta(minutes=1))
    yield geopend
    geopend.opslag.sluit()


def bewaard(delen: Onderdelen, sids: Sequence[str]) -> set[str]:
    """Give those of the gateway's ids that are in the database."""
    with delen.opslag.lezen() as sessie:
        return {sid for sid in sids if berichten.zoek(sessie, "twilio", sid) is not None}


def tel(delen: Onderdelen) -> berichten.Telling:
    """Count the messages and answers."""
    with delen.opslag.lezen() as sessie:
        return berichten.tel(sessie)


def post_elk_tweemaal(proef: Proefserver, lijst: Sequence[tuple[int, str]]) -> list[tuple[Antwoord, Antwoord]]:
    """Post each message twice at the same instant, over eight connections."""
    paren = VERBINDINGEN // 2
    samen = [threading.Barrier(2, timeout=60) for _ in range(paren)]

    def stuur(verbinding: int) -> list[Antwoord]:
        paar, gekregen = verbinding // 2, []
        for nummer, tekst in lijst[paar::paren]:
            samen[paar].wait()
            gekregen.append(proef.post(velden(nummer, tekst)))
        return gekregen

    with ThreadPoolExecutor(VERBINDINGEN) as draden:
        per_verbinding = list(draden.map(stuur, range(VERBINDINGEN)))
    tweelingen = zip(per_verbinding[::2], per_verbinding[1::2], strict=True)
    return [paar for een, twee in tweelingen for paar in zip(een, twee, strict=True)]


def test_each_message_sent_twice_at_the_same_instant_is_kept_once_with_the_same_answer(
    draait: Proefserver, delen: Onderdelen
) -> None:
    voor = tel(delen)
    lijst = list(enumerate(teksten(), start=1000))
    paren = post_elk_tweemaal(draait, lijst)
    assert [(een.status, twee.status) for een, twee in paren] == [(200, 200)] * len(lijst)
    assert [een.sid for een, twee in paren if een.tekst != twee.tekst] == []
    assert all(all(gezegd(een.tekst)) for een, _ in paren)
    assert bewaard(delen, [een.sid for een, _ in paren]) == {een.sid for een, _ in paren}
    na = json.loads(draait.doe("sms", "overzicht", "--json"))
    assert na["in"] - voor.binnen == na["gelezen"] - voor.gelezen == na["antwoorden"] - voor.antwoorden == 320
    assert (na["te_lezen"], na["spoel"], na["uit"]) == (0, 0, {})
    geschreven = [json.loads(lijn) for lijn in draait.doe("meldingen", "exporteer", "--jsonl").splitlines()]
    per_bericht = [sid for melding in geschreven for sid in melding["berichten"]]
    assert len(per_bericht) == len(set(per_bericht))


def test_a_worker_killed_in_the_middle_loses_nothing_that_was_confirmed(draait: Proefserver, delen: Onderdelen) -> None:
    lijst = list(zip(itertools.count(2000), itertools.islice(itertools.cycle(teksten()), 160)))
    genoeg, teller = threading.Event(), itertools.count(1)

    def stuur(paar: tuple[int, str]) -> Antwoord:
        gekregen = draait.post(velden(*paar))
        if next(teller) == 30:
            genoeg.set()
        return gekregen

    slachtoffer = draait.werkers()[0]
    with ThreadPoolExecutor(VERBINDINGEN) as draden:
        onderweg = [draden.submit(stuur, paar) for paar in lijst]
        assert genoeg.wait(60)
        os.kill(slachtoffer, signal.SIGKILL)
        gekregen = [taak.result() for taak in onderweg]
    bevestigd = [a.sid for a in gekregen if a.status == 200]
    assert {a.status for a in gekregen} <= {0, 200}
    assert len(bevestigd) > len(lijst) - 40
    draait.doe("sms", "spoel")
    assert bewaard(delen, bevestigd) == set(bevestigd)
    # the server goes on, with a new worker in the dead one's place
    verder = [draait.post(velden(nummer, "geweigerd")) for nummer in range(2500, 2510)]
    assert [a.status for a in verder] == [200] * 10
    assert draait.proces is not None
    assert draait.proces.poll() is None
    # what was kept and not understood is taken up once its holder's time is over
    assert all(delen.ontvangst.haal_in(rij) for rij in delen.ontvangst.wachtende())
    assert tel(delen).te_lezen == 0


@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(b"POST /sms HTTP/1.1\r\nHost: x\r\nX-Twi", id="half_a_header"),
        pytest.param(
            b"POST /sms HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: 500\r\n\r\nMessageSid=SM",
            id="half_a_body",
        ),
    ],
)
def test_two_hundred_half_sent_requests_hold_no_message_up(draait: Proefserver, begin: bytes) -> None:
    soort = 0 if begin.endswith(b"Twi") else 1
    with ExitStack() as open_:
        for _ in range(200):
            traag = open_.enter_context(socket.create_connection(("127.0.0.1", draait.poort), timeout=5))
            traag.sendall(begin)
        with ThreadPoolExecutor(4) as draden:
            nummers = range(3000 + 100 * soort, 3020 + 100 * soort)
            gekregen = list(draden.map(lambda n: draait.post(velden(n, "geweigerd aan de deur")), nummers))
    assert [a.status for a in gekregen] == [200] * 20
    assert max(a.duur for a in gekregen) < 5
