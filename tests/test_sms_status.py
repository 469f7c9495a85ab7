"""What the gateway says of the texts we sent: its receipts, in any order."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from nachtleven.opslag import berichten
from nachtleven.opslag.gesprekken import is_gestopt
from nachtleven.opslag.tabellen import AntwoordRij, UitpostRij
from tests.proefpoort import (
    NU_PROEF,
    Deurproef,
    open_deur_met_zaken,
    velden,
)

VORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def deur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deurproef]:
    """A door with three fictional venues; the tests use messages of their own."""
    proef = open_deur_met_zaken(tmp_path_factory.mktemp("deur"))
    yield proef
    proef.delen.opslag.sluit()


def _uitpost(deur: Deurproef, poort_id: str) -> UitpostRij:
    with deur.delen.opslag.lezen() as sessie:
        rij = sessie.scalars(select(UitpostRij).where(UitpostRij.poort_id == poort_id)).one()
        sessie.expunge(rij)
        return rij


def _verstuurd(deur: Deurproef, nummer: int) -> str:
    """Keep an outbox row as if the answer to a message had been sent; give the gateway's id of it."""
    deur.post(velden(nummer))
    poort_id = f"SMuit{nummer}"
    with deur.delen.opslag.schrijven() as sessie:
        bericht = berichten.zoek(sessie, "twilio", velden(nummer)["MessageSid"])
        antwoord = sessie.scalars(select(AntwoordRij.id).where(AntwoordRij.bericht_id == bericht)).one()
        sessie.add(
            UitpostRij(
                id=uuid4(), antwoord_id=antwoord, staat="verstuurd", pogingen=1, poort_id=poort_id,
                volgende=NU_PROEF, bijgewerkt=NU_PROEF,
            )
        )  # fmt: skip
    return poort_id


@pytest.mark.parametrize(
    ("nummer", "staten", "einde"),
    [
        pytest.param(50, ["sent", "delivered"], "bezorgd", id="in_order"),
        pytest.param(51, ["delivered", "sent", "queued"], "bezorgd", id="a_late_earlier_one_undoes_nothing"),
        pytest.param(52, ["delivered", "delivered"], "bezorgd", id="twice"),
        pytest.param(53, ["undelivered", "sent"], "mislukt", id="not_delivered"),
        pytest.param(54, ["iets_nieuws"], "verstuurd", id="a_state_nobody_knows"),
    ],
)
def test_receipts_come_in_any_order(deur: Deurproef, nummer: int, staten: list[str], einde: str) -> None:
    sid = _verstuurd(deur, nummer)
    for staat in staten:
        form = MultiDict({"MessageSid": sid, "MessageStatus": staat, "ErrorCode": "30005"})
        assert deur.post(form, pad="/sms/status").status_code == 204
    assert _uitpost(deur, sid).staat == einde


@pytest.mark.parametrize(
    ("nummer", "code", "einde"),
    [
        pytest.param(60, "30003", "wacht", id="a_phone_that_is_off_is_tried_again"),
        pytest.param(61, "30004", "mislukt", id="blocked_is_final"),
        pytest.param(62, "30005", "mislukt", id="no_such_phone_is_final"),
        pytest.param(63, "30006", "mislukt", id="a_landline_is_final"),
        pytest.param(64, "30007", "mislukt", id="filtered_is_final"),
        pytest.param(65, "30008", "wacht", id="an_unknown_error_is_tried_again"),
        pytest.param(66, "21610", "gestopt", id="on_the_gateways_stop_list"),
        pytest.param(67, "", "mislukt", id="no_code"),
    ],
)
def test_what_could_not_be_delivered_is_tried_again_where_that_may_help(
    deur: Deurproef, nummer: int, code: str, einde: str
) -> None:
    sid = _verstuurd(deur, nummer)
    rij = _uitpost(deur, sid).id
    form = MultiDict({"MessageSid": sid, "MessageStatus": "undelivered", "ErrorCode": code})
    deur.post(form, pad="/sms/status")
    deur.post(MultiDict({"MessageSid": sid, "MessageStatus": "sent"}), pad="/sms/status")  # a late one changes nothing
    with deur.delen.opslag.lezen() as sessie:
        gevonden = sessie.get_one(UitpostRij, rij)
        assert gevonden.staat == einde
        assert (gevonden.volgende > NU_PROEF) is (einde == "wacht")
        assert (gevonden.poort_id is None) is (einde == "wacht")


@pytest.mark.parametrize(
    ("nummer", "code", "staat", "gestopt"),
    [
        pytest.param(81, "21610", "failed", True, id="on_the_gateways_list"),
        pytest.param(82, "30005", "failed", False, id="no_such_phone"),
        pytest.param(83, "21610", "delivered", False, id="it_arrived_after_all"),
    ],
)
def test_a_receipt_that_says_the_reader_stopped_puts_the_number_on_our_list(
    deur: Deurproef, nummer: int, code: str, staat: str, *, gestopt: bool
) -> None:
    sid = _verstuurd(deur, nummer)
    for _ in range(2):
        form = MultiDict({"MessageSid": sid, "MessageStatus": staat, "ErrorCode": code})
        assert deur.post(form, pad="/sms/status").status_code == 204
    with deur.delen.opslag.lezen() as sessie:
        assert is_gestopt(sessie, deur.delen.opslag, velden(nummer)["From"]) is gestopt


@pytest.mark.parametrize(
    ("nummer", "poging", "staat"),
    [
        pytest.param(71, "1", "bezorgd", id="this_try"),
        pytest.param(72, "2", "bezig", id="another_try"),
        pytest.param(73, "x", "bezig", id="nonsense"),
    ],
)
def test_a_receipt_that_comes_before_its_sender_noted_the_id_is_known_by_row_and_try(
    deur: Deurproef, nummer: int, poging: str, staat: str
) -> None:
    rij = _uitpost(deur, _verstuurd(deur, nummer)).id
    with deur.delen.opslag.schrijven() as sessie:
        gevonden = sessie.get_one(UitpostRij, rij)
        gevonden.staat, gevonden.poort_id, gevonden.pogingen = "bezig", None, 1
    form = MultiDict({"MessageSid": f"SMvroeg{poging}", "MessageStatus": "delivered"})
    assert deur.post(form, pad="/sms/status", na=f"?rij={rij}&poging={poging}").status_code == 204
    with deur.delen.opslag.lezen() as sessie:
        assert sessie.get_one(UitpostRij, rij).staat == staat


def test_a_receipt_of_what_we_never_sent_is_taken_and_changes_nothing(deur: Deurproef) -> None:
    form = MultiDict({"MessageSid": "SMvreemd", "MessageStatus": "delivered"})
    assert deur.post(form, pad="/sms/status").status_code == 204


def test_an_error_code_beyond_any_number_of_the_gateway_is_no_reason_to_fail(deur: Deurproef) -> None:
    sid = _verstuurd(deur, 55)
    form = MultiDict({"MessageSid": sid, "MessageStatus": "failed", "ErrorCode": "9" * 40})
    assert deur.post(form, pad="/sms/status").status_code == 204
    assert _uitpost(deur, sid).staat == "mislukt"


def test_a_receipt_is_refused_like_a_message(deur: Deurproef) -> None:
    form = MultiDict({"MessageSid": "SM1", "MessageStatus": "sent"})
    assert deur.client.post("/sms/status", data={"x": "y" * 70_000}).status_code == 413
    assert deur.client.post("/sms/status", data=form).status_code == 403
    assert deur.post(MultiDict({"MessageSid": "SM1"}), pad="/sms/status").status_code == 400
