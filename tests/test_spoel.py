"""What was spooled while the database was away is taken in once, in order, and answered afterwards."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from nachtleven.aanname import RUST_S, Aanname, Rustpoos
from nachtleven.berichten import Bericht, Kanaal
from nachtleven.fouten import OpslagFout, SpoelFout
from nachtleven.opslag import berichten
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MeldingRij
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen
from nachtleven.spoel import Spoel
from tests.conftest import Klok
from tests.proefhuis import VAN, maak_bericht, maak_ontvangst

NU = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
SLEUTEL = bytes(range(32))


@pytest.fixture
def spoel(tmp_path: Path) -> Spoel:
    return Spoel(tmp_path / "spoel", Kluis([SLEUTEL]))


@pytest.fixture
def weg(spoel: Spoel, klok: Klok) -> Iterator[Aanname]:
    """A way in whose database is away, over the same spool."""
    opslag = Opslag(maak_motor("postgresql+psycopg://n@127.0.0.1:1/n"), Kluis([SLEUTEL]), Pseudoniemen(SLEUTEL))
    yield Aanname(maak_ontvangst(opslag, klok), spoel)
    opslag.sluit()


@pytest.fixture
def terug(opslag: Opslag, spoel: Spoel, klok: Klok) -> Aanname:
    """The way in once the database is back, over the same spool."""
    return Aanname(maak_ontvangst(opslag, klok), spoel)


def rijen(opslag: Opslag) -> list[tuple[str, str, bool]]:
    """Give the kept messages in the order in which they were kept: the gateway's id, the state, plainly confirmed."""
    with opslag.lezen() as sessie:
        vraag = select(BerichtRij).order_by(BerichtRij.gelezen, BerichtRij.ontvangen)
        return [(rij.poort_id, rij.staat, rij.kaal) for rij in sessie.scalars(vraag)]


@given(tekst=st.text(), van=st.text(min_size=1), bijlagen=st.lists(st.text(), max_size=3))
def test_a_message_comes_out_of_the_spool_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, tekst: str, van: str, bijlagen: list[str]
) -> None:
    spoel = Spoel(tmp_path_factory.mktemp("spoel"), Kluis([SLEUTEL]))
    bericht = Bericht("kannel", "een id", van, "8989", tekst, NU, Kanaal.SMS, tuple(bijlagen))
    spoel.bewaar(bericht)
    assert [spoel.open_bericht(bestand) for bestand in spoel.wachtend()] == [bericht]


def test_a_spooled_message_is_the_owners_alone_and_unreadable(spoel: Spoel, tmp_path: Path) -> None:
    spoel.bewaar(maak_bericht(1, "geweigerd zaak1", NU))
    (bestand,) = spoel.wachtend()
    assert stat.S_IMODE(bestand.stat().st_mode) == 0o600
    ruw = bestand.read_bytes()
    assert b"geweigerd" not in ruw
    assert VAN.encode() not in ruw
    assert list((tmp_path / "spoel").iterdir()) == [bestand]


def test_what_was_spooled_is_taken_in_in_the_order_of_receipt(weg: Aanname, terug: Aanname, opslag: Opslag) -> None:
    for nummer, minuten in ((1, 3), (2, 1), (3, 2)):
        weg.neem_aan(maak_bericht(nummer, "geweigerd", NU + timedelta(minutes=minuten), f"+3247000000{nummer}"))
    assert terug.neem_spoel_in() == 3
    assert terug.spoel.aantal() == 0
    with opslag.lezen() as sessie:
        volgorde = list(sessie.scalars(select(BerichtRij.poort_id).order_by(BerichtRij.bewaard, BerichtRij.ontvangen)))
    assert volgorde == ["SM000002", "SM000003", "SM000001"]


def test_each_gets_its_own_answer_through_the_outbox(weg: Aanname, terug: Aanname, opslag: Opslag) -> None:
    gezegd = weg.neem_aan(maak_bericht(1, "geweigerd zaak1", NU))
    assert gezegd == terug.neem_aan(maak_bericht(2, "kapot", NU, "+32470000002"))
    terug.neem_spoel_in()
    with opslag.lezen() as sessie:
        antwoord = sessie.scalars(select(AntwoordRij)).one()
        kenmerk = sessie.scalars(select(MeldingRij.kenmerk)).one()
        assert antwoord.wijze == "uit"
        stand = berichten.stand(sessie, opslag, antwoord.bericht_id)  # type: ignore[arg-type]  # it answers a message
    assert stand.antwoord is not None
    assert kenmerk in stand.antwoord


def test_a_message_spooled_twice_is_kept_once(weg: Aanname, terug: Aanname, opslag: Opslag) -> None:
    for _ in range(2):
        weg.neem_aan(maak_bericht(1, "geweigerd", NU))
    assert terug.neem_spoel_in() == 2
    assert [rij[:2] for rij in rijen(opslag)] == [("SM000001", "gelezen")]


def test_a_message_that_was_kept_after_all_is_only_let_go_of(weg: Aanname, terug: Aanname, opslag: Opslag) -> None:
    weg.neem_aan(maak_bericht(1, "geweigerd", NU))
    terug.neem_aan(maak_bericht(1, "geweigerd", NU))
    terug.neem_spoel_in()
    assert rijen(opslag) == [("SM000001", "gelezen", False)]
    assert terug.spoel.aantal() == 0


def test_the_same_message_again_gets_the_same_plain_answer(weg: Aanname, terug: Aanname) -> None:
    gezegd = weg.neem_aan(maak_bericht(1, "geweigerd", NU))
    assert weg.neem_aan(maak_bericht(1, "geweigerd", NU)) == gezegd
    terug.neem_spoel_in()
    assert terug.neem_aan(maak_bericht(1, "geweigerd", NU)) is not None


def test_while_the_database_stays_away_everything_stays_in_the_spool(weg: Aanname) -> None:
    weg.neem_aan(maak_bericht(1, "geweigerd", NU))
    with pytest.raises(OpslagFout):
        weg.neem_spoel_in()
    assert weg.spoel.aantal() == 1


def test_what_cannot_be_read_back_is_set_apart_and_holds_up_nobody(terug: Aanname, tmp_path: Path) -> None:
    terug.spoel.bewaar(maak_bericht(1, "geweigerd", NU))
    (bestand,) = terug.spoel.wachtend()
    bestand.write_bytes(bestand.read_bytes()[:-1] + b"\0")
    terug.spoel.bewaar(maak_bericht(2, "geweigerd", NU))
    assert terug.neem_spoel_in() == 1
    assert (tmp_path / "spoel" / bestand.name).with_suffix(".kapot").exists()


def test_a_half_written_file_is_no_message(spoel: Spoel, tmp_path: Path) -> None:
    spoel.bewaar(maak_bericht(1, "geweigerd", NU))
    (tmp_path / "spoel" / ".20260307T003000000000-00.bericht.half").write_bytes(b"half")
    assert spoel.aantal() == 1


def test_a_spool_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "spoel").write_text("in de weg")
    spoel = Spoel(tmp_path / "spoel", Kluis([SLEUTEL]))
    assert not spoel.is_beschrijfbaar()
    with pytest.raises(SpoelFout):
        spoel.bewaar(maak_bericht(1, "geweigerd", NU))


def test_one_process_takes_the_spool_in_at_a_time(terug: Aanname) -> None:
    terug.spoel.bewaar(maak_bericht(1, "geweigerd", NU))
    with terug.spoel.alleen() as van_ons:
        assert van_ons
        assert terug.neem_spoel_in() == 0
    assert terug.neem_spoel_in() == 1


@dataclass
class Uur:
    """Seconds that go on when a test says so."""

    nu: float = 100.0

    def __call__(self) -> float:
        return self.nu


@pytest.mark.parametrize(
    ("duur", "wordt_geprobeerd"),
    [
        pytest.param(5.0, False, id="one_that_took_five_seconds_to_say_no_is_left_alone"),
        pytest.param(0.01, True, id="one_that_says_no_at_once_holds_nobody_up"),
    ],
)
def test_a_database_that_is_slow_to_fail_is_tried_by_one_message_at_a_time(
    duur: float, *, wordt_geprobeerd: bool
) -> None:
    rust = Rustpoos(uur := Uur())
    begin = rust.begin()
    assert begin is not None
    uur.nu += duur
    rust.mislukt(begin)
    assert (rust.begin() is not None) is wordt_geprobeerd


def test_after_a_rest_one_message_tries_and_the_others_wait_for_what_it_finds() -> None:
    rust = Rustpoos(uur := Uur())
    rust.mislukt(uur.nu - 5)
    uur.nu += RUST_S
    assert rust.begin() == uur.nu
    assert rust.begin() is None
    rust.gelukt()
    assert rust.begin() is not None
    assert rust.begin() is not None


def test_while_the_database_is_left_alone_a_message_is_spooled_at_once(
    terug: Aanname, spoel: Spoel, klok: Klok
) -> None:
    rust = Rustpoos(uur := Uur())
    rust.mislukt(uur.nu - 5)
    gezegd = Aanname(terug._ontvangst, spoel, rust).neem_aan(maak_bericht(1, "geweigerd", klok()))  # noqa: SLF001 - the same intake
    assert gezegd
    assert spoel.aantal() == 1
