"""Log lines: JSON, one a line; each of a request says which; a library's error shows its place, never its words."""

import json
import logging
from pathlib import Path

import pytest
import structlog

from nachtleven import logboek
from tests.proefpoort import open_deur, velden

GEHEIM = "tekst van een melder"


def regels(vang: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(lijn) for lijn in vang.readouterr().err.splitlines()]


def test_every_line_of_a_request_has_the_name_that_the_proxy_gave_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deur = open_deur(tmp_path)
    logboek.zet_op(logging.WARNING)
    antwoord = deur.client.post("/sms", data=velden(1), headers={"X-Request-Id": "abcdef0123456789"})
    (regel,) = [regel for regel in regels(capsys) if regel["event"] == "handtekening_fout"]
    assert (antwoord.status_code, antwoord.headers["X-Request-Id"]) == (403, "abcdef0123456789")
    assert (regel["verzoek"], regel["level"]) == ("abcdef0123456789", "warning")
    deur.delen.opslag.sluit()


@pytest.mark.parametrize("gegeven", ["", "kort", "met spatie en meer", "x" * 65, 'a"},{"b":"c'])
def test_a_name_that_is_no_plain_id_is_replaced(gegeven: str) -> None:
    naam = logboek.begin_verzoek(gegeven)
    logboek.eindig_verzoek()
    assert naam != gegeven
    assert len(naam) == 16


def test_the_name_is_gone_after_the_request(capsys: pytest.CaptureFixture[str]) -> None:
    logboek.zet_op(logging.WARNING)
    logboek.begin_verzoek("abcdef0123456789")
    logboek.eindig_verzoek()
    structlog.get_logger().warning("later")
    assert "verzoek" not in regels(capsys)[0]


def test_a_librarys_line_is_json_too_and_its_error_keeps_its_words_to_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logboek.zet_op(logging.WARNING)
    try:
        int(GEHEIM)
    except ValueError:
        logging.getLogger("bibliotheek").exception("stuk")
    (regel,) = regels(capsys)
    assert (regel["event"], regel["logger"], regel["fout"]) == ("stuk", "bibliotheek", "ValueError")
    assert GEHEIM not in json.dumps(regel)
