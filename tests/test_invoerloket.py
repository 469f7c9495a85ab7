"""Register files over a screen: looked at first, put aside for an hour, kept once."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nachtleven.fouten import Fout, NietGevonden
from nachtleven.invoerloket import Invoerloket
from tests.conftest import Klok

NU = datetime(2026, 3, 7, 11, tzinfo=UTC)
NIETS = {"nieuw": 0, "gewijzigd": 1, "gelijk": 3, "weg": 0, "opmerkingen": [], "voorbeelden": []}


class Opdrachtregel:
    """Answers as our own command line does, and keeps what it was asked."""

    def __init__(self, uit: str = json.dumps(NIETS)) -> None:
        self.gevraagd: list[tuple[str, ...]] = []
        self.uit = uit

    def __call__(self, woorden: Sequence[str]) -> tuple[int, str]:
        self.gevraagd.append(tuple(woorden))
        return 0, self.uit


def test_a_file_is_looked_at_dry_and_kept_for_who_says_so(tmp_path: Path) -> None:
    opdracht = Opdrachtregel()
    loket = Invoerloket(tmp_path / "in", Klok(NU), opdracht)
    bekeken = loket.bekijk("inzet", "mijn.csv", b"x")
    assert (bekeken.gewijzigd, bekeken.gelijk, bool(bekeken.bewijs)) == (1, 3, True)
    loket.bewaar(bekeken.bewijs, "tom")
    eerste, tweede = opdracht.gevraagd
    assert eerste[:3] == ("register", "importeer", "inzet")
    assert "--droog" in eerste
    assert "--droog" not in tweede
    assert tweede[-2:] == ("--door", "tom")
    with pytest.raises(NietGevonden):
        loket.bewaar(bekeken.bewijs, "tom")


def test_what_is_put_aside_is_readable_by_us_alone_and_forgotten_after_an_hour(tmp_path: Path) -> None:
    klok = Klok(NU)
    loket = Invoerloket(tmp_path / "in", klok, Opdrachtregel())
    bekeken = loket.bekijk("inzet", "mijn.csv", b"x")
    (pad,) = (tmp_path / "in").glob("*.bestand")
    assert pad.stat().st_mode & 0o077 == 0
    os.utime(pad, (NU.timestamp(), NU.timestamp()))
    klok.verder(hours=1, seconds=1)
    with pytest.raises(NietGevonden):
        loket.bewaar(bekeken.bewijs, "tom")
    assert list((tmp_path / "in").iterdir()) == []


def test_a_file_with_bad_rows_is_thrown_away_and_every_one_is_named(tmp_path: Path) -> None:
    fout = {"fouten": [{"lijn": 2, "veld": "van", "reden": "is leeg"}], "aantal_fouten": 1}
    loket = Invoerloket(tmp_path / "in", Klok(NU), Opdrachtregel(json.dumps(fout)))
    bekeken = loket.bekijk("inzet", "mijn.csv", b"x")
    assert (bekeken.bewijs, bekeken.fouten, bekeken.aantal_fouten) == ("", ((2, "van", "is leeg"),), 1)
    assert list((tmp_path / "in").iterdir()) == []


def test_a_command_that_breaks_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(Fout):
        Invoerloket(tmp_path / "in", Klok(NU), Opdrachtregel("kapot")).bekijk("inzet", "mijn.csv", b"x")
