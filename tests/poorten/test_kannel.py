"""What Kannel's smsbox may expect, as rules."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from nachtleven.opslag import berichten
from nachtleven.opslag.tabellen import BerichtRij
from tests.proefpoort import NU_PROEF, Deurproef, open_deur

GEHEIM = "een-verzonnen-geheim-van-de-smsbox-zelf"


@pytest.fixture
def deur(tmp_path: Path) -> Iterator[Deurproef]:
    proef = open_deur(tmp_path, NACHTLEVEN_KANNEL_SECRET=GEHEIM)
    yield proef
    proef.delen.opslag.sluit()


def bel(deur: Deurproef, ruw: bytes = b"geweigerd aan de deur", **anders: str | None) -> TestResponse:
    """Call as an sms-service with get-url does; None leaves a field out."""
    velden = {"van": "+32470000001", "naar": "8989", "id": "k-1", "tijd": "2026-03-07 00:29:00", "geheim": GEHEIM}
    gevuld = {naam: waarde for naam, waarde in {**velden, **anders}.items() if waarde is not None}
    return deur.client.get(f"/kannel?{urlencode(gevuld)}&tekst={quote(ruw)}")


def bewaard(deur: Deurproef) -> list[tuple[str, datetime]]:
    """Give the texts that were kept, with their moments."""
    opslag = deur.delen.opslag
    with opslag.lezen() as sessie:
        rijen = [berichten.open_bericht(sessie, opslag, id_) for id_ in sessie.scalars(select(BerichtRij.id))]
    return [(bericht.tekst, bericht.ontvangen) for bericht in rijen]


def test_a_message_is_kept_and_answered_in_the_body(deur: Deurproef) -> None:
    antwoord = bel(deur)
    assert antwoord.status_code == 200
    assert antwoord.content_type == "text/plain; charset=utf-8"
    assert "Melding" in antwoord.text
    assert bewaard(deur) == [("geweigerd aan de deur", datetime(2026, 3, 7, 0, 29, tzinfo=UTC))]


def test_the_same_message_again_gets_the_same_answer_and_is_kept_once(deur: Deurproef) -> None:
    assert bel(deur).data == bel(deur).data
    assert len(bewaard(deur)) == 1


@pytest.mark.parametrize(
    ("tekst", "anders"),
    [
        pytest.param("не ме пуснаха в бара".encode(), {}, id="utf8"),
        pytest.param("не ме пуснаха в бара".encode("utf-16-be"), {"codering": "2"}, id="ucs2_as_it_came"),
        pytest.param("не ме пуснаха в бара".encode(), {"codering": "2", "tekenset": "UTF-8"}, id="ucs2_made_utf8"),
        pytest.param("не ме пуснаха в бара".encode("cp1251"), {"tekenset": "windows-1251"}, id="another_set"),
    ],
)
def test_a_text_is_read_in_the_set_that_it_came_in(deur: Deurproef, tekst: bytes, anders: dict[str, str]) -> None:
    bel(deur, tekst, **anders)
    assert bewaard(deur)[0][0] == "не ме пуснаха в бара"


def test_bytes_of_no_known_set_are_kept_as_far_as_they_can_be_read(deur: Deurproef) -> None:
    assert bel(deur, b"geweigerd \xff", tekenset="bestaat-niet").status_code == 200
    assert bewaard(deur)[0][0] == "geweigerd \ufffd"


def test_a_post_with_the_text_as_its_body_is_a_message_too(deur: Deurproef) -> None:
    velden = urlencode({"van": "+32470000001", "naar": "8989", "id": "k-2", "geheim": GEHEIM})
    antwoord = deur.client.post(f"/kannel?{velden}", data="geweigerd", content_type="text/plain")
    assert antwoord.status_code == 200
    assert bewaard(deur)[0][0] == "geweigerd"


@pytest.mark.parametrize("tijd", ["", "gisteren", "2026-03-08 00:00:00", None])
def test_a_time_that_is_unreadable_or_still_to_come_is_now(deur: Deurproef, tijd: str | None) -> None:
    bel(deur, tijd=tijd)
    assert bewaard(deur)[0][1] == NU_PROEF


@pytest.mark.parametrize("geheim", [None, "", "een ander", GEHEIM + "x", "é"])
def test_without_the_secret_nothing_is_kept(deur: Deurproef, geheim: str | None) -> None:
    assert bel(deur, geheim=geheim).status_code == 403
    assert bewaard(deur) == []


def test_from_another_address_nothing_is_kept(deur: Deurproef) -> None:
    velden = urlencode({"van": "+32470000001", "naar": "8989", "id": "k-3", "tekst": "x", "geheim": GEHEIM})
    elders = {"REMOTE_ADDR": "192.0.2.7"}
    assert deur.client.get(f"/kannel?{velden}", environ_overrides=elders).status_code == 403


@pytest.mark.parametrize("veld", ["van", "naar", "id"])
def test_a_message_without_a_needed_field_is_incomplete(deur: Deurproef, veld: str) -> None:
    zonder: dict[str, str | None] = {"van": "+32470000001", "naar": "8989", "id": "k-5", veld: None}
    assert bel(deur, b"x", **zonder).status_code == 400


def test_a_body_over_64_kib_is_too_large(deur: Deurproef) -> None:
    assert deur.client.post("/kannel", data="x" * 70_000, content_type="text/plain").status_code == 413


def test_while_no_secret_is_set_this_way_in_is_closed(tmp_path: Path) -> None:
    dicht = open_deur(tmp_path)
    assert bel(dicht).status_code == 404
    dicht.delen.opslag.sluit()


def test_without_a_database_the_message_is_spooled(tmp_path: Path) -> None:
    weg = "postgresql+psycopg://n@127.0.0.1:1/n"
    deur = open_deur(tmp_path, bij=False, NACHTLEVEN_DATABASE_URL=weg, NACHTLEVEN_KANNEL_SECRET=GEHEIM)
    assert bel(deur).text == deur.delen.ontvangst.kale_bevestiging()
    (tmp_path / "spoel").rename(tmp_path / "spoel-weg")
    (tmp_path / "spoel").write_text("in de weg")
    assert bel(deur, id="k-4").status_code == 503
