"""What the gateway may expect at 8989, as rules."""

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from werkzeug.datastructures import MultiDict

from nachtleven.alarmen import HANDTEKENING_TELLER
from nachtleven.opslag import alarmen, berichten
from nachtleven.opslag.diensttabellen import TellerRij
from nachtleven.opslag.tabellen import BerichtRij
from tests.conftest import Klok
from tests.proefpoort import (
    ADRES,
    NU_PROEF,
    TOKENS,
    Deurproef,
    gezegd,
    open_deur,
    open_deur_met_zaken,
    teken,
    velden,
)

VORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def deur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deurproef]:
    """A door with three fictional venues; the tests use messages of their own."""
    proef = open_deur_met_zaken(tmp_path_factory.mktemp("deur"))
    yield proef
    proef.delen.opslag.sluit()


# size, then signature, then fields


def test_over_64_kib_is_too_large_even_unsigned(deur: Deurproef) -> None:
    assert deur.client.post("/sms", data={"Body": "x" * 64 * 1024}).status_code == 413


def test_over_64_kib_without_a_length_is_too_large_too(deur: Deurproef) -> None:
    stroom = io.BytesIO(b"Body=" + b"x" * 64 * 1024)
    overig = {"wsgi.input_terminated": True}
    antwoord = deur.client.post(
        "/sms", input_stream=stroom, content_type=VORM, content_length=None, environ_overrides=overig
    )
    assert antwoord.status_code == 413


def test_exactly_64_kib_is_looked_at(deur: Deurproef) -> None:
    form = velden(1, "")
    form["Body"] = "x" * (64 * 1024 - len(urlencode(form)))
    assert len(urlencode(form)) == 64 * 1024
    assert deur.post(form).status_code == 200
    form["Body"] += "x"
    assert deur.post(form).status_code == 413


@pytest.mark.parametrize(
    "kop",
    [
        pytest.param({}, id="none"),
        pytest.param({"X-Twilio-Signature": ""}, id="empty"),
        pytest.param({"X-Twilio-Signature": "é" * 28}, id="not_ascii"),
        pytest.param(teken(ADRES + "/sms", velden(2), "een-ander-token"), id="another_token"),
        pytest.param(teken("https://elders.example/sms", velden(2)), id="another_host"),
        pytest.param(teken(ADRES + "/sms/status", velden(2)), id="another_path"),
        pytest.param(teken(ADRES + "/sms?a=1", velden(2)), id="a_query_string_that_was_not_sent"),
        pytest.param(teken(ADRES + "/sms", velden(2, "een andere tekst")), id="another_body"),
    ],
)
def test_what_the_gateway_did_not_sign_is_refused_and_not_kept(deur: Deurproef, kop: dict[str, str]) -> None:
    form = velden(2)
    assert deur.client.post("/sms", data=form, headers=kop).status_code == 403
    assert not deur.bekend(form["MessageSid"])


def test_an_unsigned_message_without_fields_is_forged_before_it_is_incomplete(deur: Deurproef) -> None:
    assert deur.client.post("/sms", data={}).status_code == 403


@pytest.mark.parametrize("token", TOKENS)
def test_either_token_signs_while_one_is_rotated(deur: Deurproef, token: str) -> None:
    assert deur.post(velden(10 + TOKENS.index(token)), token).status_code == 200


def test_a_key_that_comes_twice_counts_twice_in_the_signature(deur: Deurproef) -> None:
    form = velden(12)
    form.add("Extra", "een")
    form.add("Extra", "twee")
    assert deur.post(form).status_code == 200
    eenmaal = MultiDict(form.items())
    assert deur.client.post("/sms", data=eenmaal, headers=teken(ADRES + "/sms", form)).status_code == 403


def test_the_query_string_is_part_of_what_is_signed(deur: Deurproef) -> None:
    assert deur.post(velden(13), na="?bron=a%20b&leeg=").status_code == 200
    zonder = deur.client.post("/sms?bron=a", data=velden(14), headers=teken(ADRES + "/sms", velden(14)))
    assert zonder.status_code == 403


@pytest.mark.parametrize("veld", ["MessageSid", "From", "To"])
@pytest.mark.parametrize("waarde", [pytest.param(None, id="missing"), "", " ", "\0"])
def test_a_signed_message_without_a_needed_field_is_incomplete(deur: Deurproef, veld: str, waarde: str | None) -> None:
    form = velden(15)
    form.pop(veld)
    if waarde is not None:
        form[veld] = waarde
    voor = deur.tel().binnen
    assert deur.post(form).status_code == 400
    assert deur.tel().binnen == voor


def test_only_posting_is_done_here(deur: Deurproef) -> None:
    assert deur.client.get("/sms").status_code == 405


# kept and answered


def test_a_refusal_is_kept_and_answered_as_twiml(deur: Deurproef) -> None:
    antwoord = deur.post(velden(20, "ik mocht niet binnen in de Blauwe Otter wegens mijn huidskleur"))
    assert (antwoord.status_code, antwoord.mimetype) == (200, "text/xml")
    assert len(gezegd(antwoord.text)) == 1
    assert deur.bekend(velden(20)["MessageSid"])


def test_an_empty_text_is_accepted(deur: Deurproef) -> None:
    zonder = velden(21)
    zonder.pop("Body")
    assert deur.post(zonder).status_code == 200
    assert deur.bekend(zonder["MessageSid"])


def test_the_same_message_again_gets_the_same_twiml_and_is_kept_once(deur: Deurproef) -> None:
    eerste = deur.post(velden(22, "geweigerd aan Kwikzilver"))
    geteld = deur.tel()
    tweede = deur.post(velden(22, "geweigerd aan Kwikzilver"), TOKENS[1])
    assert (tweede.status_code, tweede.data) == (200, eerste.data)
    assert deur.tel() == geteld


def test_another_number_than_ours_is_kept_and_counted_and_not_answered(deur: Deurproef) -> None:
    voor = deur.tel()
    for _ in range(2):
        antwoord = deur.post(velden(23, To="+32470999999"))
        assert (antwoord.status_code, gezegd(antwoord.text)) == (200, [])
    na = deur.tel()
    assert (na.binnen, na.antwoorden) == (voor.binnen + 1, voor.antwoorden)


def test_parameters_nobody_knows_are_tolerated(deur: Deurproef) -> None:
    assert deur.post(velden(24, Nieuw="x", ChannelMetadata='{"a":1}', NumMedia="veel", Leeg="")).status_code == 200


def test_an_attachment_is_kept_by_its_address(deur: Deurproef) -> None:
    assert deur.post(velden(25, NumMedia="2", MediaUrl0="https://media.example/1")).status_code == 200
    with deur.delen.opslag.lezen() as sessie:
        rij = berichten.zoek(sessie, "twilio", velden(25)["MessageSid"])
        assert rij is not None
        assert berichten.open_bericht(sessie, deur.delen.opslag, rij).bijlagen == ("https://media.example/1",)


@pytest.mark.parametrize(
    ("nummer", "tekst"),
    [
        pytest.param(30, "nul\0in het midden, geweigerd", id="nul"),
        pytest.param(31, "".join(map(chr, range(1, 32))) + "\x7f\x85geweigerd", id="control_characters"),
        pytest.param(32, "geweigerd 😀👩‍👩‍👧 \U0001f1e7\U0001f1ea", id="emoji"),
        pytest.param(33, "geweigerd <Message>&amp;&'\"]]></Response>", id="markup"),
        pytest.param(34, "geweigerd aan Club Kwikzilver & <Zonen>", id="markup_in_a_venue_s_name"),
        pytest.param(35, "geweigerd aan kwikzilver", id="two_venues_fit"),
        pytest.param(36, "\ufffe\uffff geweigerd \u202e omgekeerd", id="non_characters"),
        pytest.param(37, "ممنوع الدخول", id="right_to_left"),
        pytest.param(38, "x" * 20_000, id="very_long"),
    ],
)
def test_whatever_is_written_gets_twiml_that_parses(deur: Deurproef, nummer: int, tekst: str) -> None:
    antwoord = deur.post(velden(nummer, tekst))
    assert antwoord.status_code == 200
    assert all(gezegd(antwoord.text))
    with deur.delen.opslag.lezen() as sessie:
        rij = berichten.zoek(sessie, "twilio", velden(nummer)["MessageSid"])
        assert rij is not None
        assert sessie.get_one(BerichtRij, rij).staat == "gelezen"
        assert berichten.open_bericht(sessie, deur.delen.opslag, rij).tekst == tekst


@pytest.mark.parametrize("ruw", [b"Body=\xff\xfe", b"\0", b"=&=&&", b"MessageSid=%"])
def test_bytes_that_are_no_form_are_refused_as_unsigned(deur: Deurproef, ruw: bytes) -> None:
    assert deur.client.post("/sms", data=ruw, content_type=VORM).status_code == 403


@pytest.mark.parametrize("sid", ["SM" + "x" * 5000, "SM\u0001<&>'\"", "ünïcode-😀"])
def test_an_odd_id_is_an_id_like_another(deur: Deurproef, sid: str) -> None:
    eerste, tweede = (deur.post(velden(sid)) for _ in range(2))
    assert (eerste.status_code, tweede.data) == (200, eerste.data)


@pytest.mark.parametrize("van", ["8989", "STAD GENT", "+", "anonymous", "whatsapp:+32470000001", "0" * 4000])
def test_an_odd_sender_is_a_sender_like_another(deur: Deurproef, van: str) -> None:
    assert deur.post(velden(f"SM{uuid4().hex}", From=van)).status_code == 200


# what was not kept may not be confirmed


@pytest.fixture
def weg(tmp_path: Path) -> Deurproef:
    """A door whose database is away."""
    return open_deur(tmp_path, bij=False, NACHTLEVEN_DATABASE_URL="postgresql+psycopg://n@127.0.0.1:1/n")


def test_without_a_database_a_message_is_spooled_and_plainly_confirmed(weg: Deurproef) -> None:
    antwoord = weg.post(velden(40))
    assert antwoord.status_code == 200
    assert gezegd(antwoord.text) == [weg.delen.ontvangst.kale_bevestiging()]
    assert weg.delen.aanname.spoel.aantal() == 1


def test_a_forged_message_is_not_spooled_either(weg: Deurproef) -> None:
    assert weg.client.post("/sms", data=velden(40)).status_code == 403
    assert weg.delen.aanname.spoel.aantal() == 0


def test_a_receipt_is_not_confirmed_without_a_database(weg: Deurproef) -> None:
    form = MultiDict({"MessageSid": "SM1", "MessageStatus": "sent"})
    assert weg.post(form, pad="/sms/status").status_code == 503


def test_without_a_database_and_a_spool_nothing_is_confirmed(weg: Deurproef, tmp_path: Path) -> None:
    (tmp_path / "spoel").write_text("in de weg")
    assert weg.post(velden(40)).status_code == 503


def test_with_a_schema_that_is_missing_a_message_is_spooled(tmp_path: Path) -> None:
    leeg = open_deur(tmp_path, bij=False)
    assert leeg.post(velden(41)).status_code == 200
    assert leeg.delen.aanname.spoel.aantal() == 1
    leeg.delen.opslag.sluit()


def test_what_breaks_after_keeping_is_still_confirmed(tmp_path: Path) -> None:
    deur = open_deur(tmp_path)
    with deur.delen.opslag.motor.connect() as verbinding, verbinding.begin():
        verbinding.execute(text("ALTER TABLE melders RENAME TO melders_weg"))
    antwoord = deur.post(velden(42, "geweigerd"))
    assert antwoord.status_code == 200
    assert len(gezegd(antwoord.text)) == 1
    assert (deur.tel().binnen, deur.tel().te_lezen, deur.tel().antwoorden) == (1, 1, 0)
    deur.delen.opslag.sluit()


def test_bad_signatures_are_counted_a_row_a_minute(tmp_path: Path) -> None:
    proef = open_deur(tmp_path)
    for nummer in range(30):
        proef.client.post("/sms", data=velden(nummer), headers={"X-Twilio-Signature": "x"})
    klok = proef.delen.klok
    assert isinstance(klok, Klok)
    klok.verder(seconds=6)
    assert proef.post(velden(99)).status_code == 200
    with proef.delen.opslag.lezen() as sessie:
        assert alarmen.geteld_sinds(sessie, HANDTEKENING_TELLER, NU_PROEF) == 30
        assert sessie.scalar(select(func.count()).select_from(TellerRij)) == 1
    proef.delen.opslag.sluit()
