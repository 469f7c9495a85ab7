"""A database that can't be used is an error of ours with its reason, and never with the driver's words."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event, text

from nachtleven.fouten import OpslagFout
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.schoonmaak import maak_schoon
from tests.conftest import open_opslag


def anders(opslag: Opslag, url: str, geduld_s: int = 0) -> Opslag:
    """Open another database with the same keys, or the same one with less patience."""
    return Opslag(maak_motor(url, geduld_s), opslag.kluis, opslag.pseudoniemen)


def adres(opslag: Opslag) -> str:
    return opslag.motor.url.render_as_string(hide_password=False)


def schrijf(opslag: Opslag, wat: str = "INSERT INTO hartslagen VALUES ('proef', 'proef', '2026-01-01')") -> None:
    with opslag.schrijven() as sessie:
        sessie.execute(text(wat))


def test_a_full_disk_is_named(opslag_sqlite: Opslag) -> None:
    event.listen(opslag_sqlite.motor, "begin", lambda lijn: lijn.exec_driver_sql("PRAGMA max_page_count = 1"))
    with pytest.raises(OpslagFout, match="de schijf is vol"):
        schrijf(opslag_sqlite, "INSERT INTO sleutels VALUES ('proef', 'proef', zeroblob(10000000))")


def test_a_database_that_another_holds_is_named(opslag_sqlite: Opslag) -> None:
    ongeduldig = anders(opslag_sqlite, adres(opslag_sqlite))
    with opslag_sqlite.schrijven() as sessie:
        sessie.execute(text("DELETE FROM hartslagen"))
        with pytest.raises(OpslagFout, match="een ander proces"):
            schrijf(ongeduldig)
    ongeduldig.sluit()


def test_a_place_that_holds_no_file_is_named(opslag_sqlite: Opslag, tmp_path: Path) -> None:
    map_ = anders(opslag_sqlite, f"sqlite:///{tmp_path}")
    with pytest.raises(OpslagFout, match="niet te openen"):
        schrijf(map_)
    with pytest.raises(OpslagFout, match="niet te openen"):
        maak_schoon(map_)
    map_.sluit()


def test_a_server_that_is_away_is_named(opslag_sqlite: Opslag) -> None:
    weg = anders(opslag_sqlite, "postgresql+psycopg://x@127.0.0.1:9/x")
    with pytest.raises(OpslagFout, match="niet bereikbaar"):
        schrijf(weg)
    with pytest.raises(OpslagFout, match="niet bereikbaar"):
        maak_schoon(weg)
    weg.sluit()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_schema_that_is_not_there_is_named_with_what_to_do(database_url: str) -> None:
    opslag = open_opslag(database_url)
    with pytest.raises(OpslagFout, match="db upgrade"):
        schrijf(opslag, "INSERT INTO verzonnen VALUES (1)")
    opslag.sluit()


def test_what_only_reads_leaves_nothing(opslag: Opslag) -> None:
    with opslag.lezen() as sessie:
        sessie.execute(text("INSERT INTO stoplijst (pseudoniem, sinds) VALUES ('x', '2026-03-07')"))
    with opslag.lezen() as sessie:
        assert sessie.scalar(text("SELECT count(*) FROM stoplijst")) == 0


def test_the_words_of_the_driver_are_never_in_it(opslag_sqlite: Opslag) -> None:
    with pytest.raises(OpslagFout) as fout:
        schrijf(opslag_sqlite, "INSERT INTO verzonnen VALUES ('+32470000001')")
    assert "verzonnen" not in str(fout.value)
    assert isinstance(fout.value.__cause__.orig, sqlite3.OperationalError)  # type: ignore[union-attr]  # SQLAlchemy's
