"""A campaign against one venue is marked for a person; nothing of it is dropped."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AntwoordRij, MeldingRij
from tests.conftest import Klok
from tests.proefhuis import STAD, maak_bericht, maak_ontvangst

NU = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)


def meld(opslag: Opslag, klok: Klok, aantal: int, zaak: str = "zaak1", dagen: int = 0, begin: int = 0) -> None:
    """Let so many senders report a venue, a minute apart."""
    ontvangst = maak_ontvangst(opslag, klok)
    for nummer in range(begin, begin + aantal):
        moment = NU + timedelta(days=dagen, minutes=nummer - begin)
        ontvangst.neem_aan(maak_bericht(1000 * dagen + nummer, f"geweigerd {zaak}", moment, f"+324700{nummer:05d}"))


def gemerkt(opslag: Opslag) -> list[bool]:
    """Tell of each melding in the order of receipt whether it is marked."""
    with opslag.lezen() as sessie:
        return [
            "nieuwe_melders" in (rij.aandacht or "")
            for rij in sessie.scalars(select(MeldingRij).order_by(MeldingRij.ontvangen))
        ]


def test_many_new_senders_on_one_venue_in_one_night_are_marked_from_the_limit_on(opslag: Opslag, klok: Klok) -> None:
    meld(opslag, klok, STAD.nieuwe_melders + 1)
    assert gemerkt(opslag) == [False] * (STAD.nieuwe_melders - 1) + [True] * 2


def test_each_of_them_is_kept_and_answered_all_the_same(opslag: Opslag, klok: Klok) -> None:
    meld(opslag, klok, STAD.nieuwe_melders)
    with opslag.lezen() as sessie:
        assert all(rij.tekst_geheim for rij in sessie.scalars(select(AntwoordRij)))


def test_senders_who_wrote_before_are_no_campaign(opslag: Opslag, klok: Klok) -> None:
    for nummer in range(STAD.nieuwe_melders):
        meld(opslag, klok, 1, zaak=f"zaak{nummer + 2}", begin=nummer)
    meld(opslag, klok, STAD.nieuwe_melders, dagen=7)
    assert not any(gemerkt(opslag))


def test_other_venues_of_that_night_do_not_count(opslag: Opslag, klok: Klok) -> None:
    meld(opslag, klok, STAD.nieuwe_melders - 1)
    meld(opslag, klok, STAD.nieuwe_melders - 1, zaak="zaak2", begin=50)
    assert not any(gemerkt(opslag))
