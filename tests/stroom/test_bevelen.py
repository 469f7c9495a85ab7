"""What a sender orders in words: withdraw, stop, start, how to be reached; against the pure core, as tables."""

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from nachtleven.gesprek import (
    Aandacht,
    Actie,
    Antwoordsoort,
)
from nachtleven.lezen.lezing import Soort
from nachtleven.meldingen import Contactwens, Status
from tests.proefgesprek import (
    Gesprek,
    Tekst,
    verhaal,
)


@pytest.mark.parametrize(
    ("tekst", "ingetrokken"),
    [
        pytest.param(Tekst("wis mijn tweede bericht", Soort.WIS), {"CCC-CCC-C"}, id="the_second"),
        pytest.param(Tekst("wis al mijn gegevens", Soort.WIS), {"KAN-4TR-7", "CCC-CCC-C"}, id="all_data"),
        pytest.param(Tekst("delete my report on Nova", Soort.WIS, zaak="Z3", taal="en"), {"CCC-CCC-C"}, id="venue"),
        pytest.param(Tekst("wis alles", Soort.WIS), {"KAN-4TR-7", "CCC-CCC-C"}, id="all"),
        pytest.param(Tekst("trek het laatste in", Soort.WIS), {"CCC-CCC-C"}, id="the_last"),
        pytest.param(Tekst("WIS", Soort.WIS), set(), id="unclear"),
    ],
)
def test_what_is_meant_is_withdrawn_and_what_is_unclear_is_asked(tekst: Tekst, ingetrokken: set[str]) -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.sms(verhaal(zaak="Z3"), na=timedelta(days=1))
    uitkomst = gesprek.sms(tekst)
    weg = {m.kenmerk for m in gesprek.stand.meldingen if m.status is Status.INGETROKKEN}
    assert weg == ingetrokken
    assert all(kenmerk in (uitkomst.antwoord or "") for kenmerk in ingetrokken)
    if not ingetrokken:
        assert uitkomst.soort is Antwoordsoort.VRAAG_WIS
        assert gesprek.sms(Tekst("alles")).actie is Actie.TREK_IN
        assert all(m.status is Status.INGETROKKEN for m in gesprek.stand.meldingen)


@pytest.mark.parametrize("woord", ["WIS", "wissen", "effacer", "delete", "sil", "احذف", "изтрий", "vymazať", "borrar"])
def test_the_only_melding_is_withdrawn_in_any_language(woord: str) -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    uitkomst = gesprek.sms(Tekst(woord, taal=None))
    assert uitkomst.soort is Antwoordsoort.INGETROKKEN
    assert gesprek.melding().wissen_op == gesprek.nu + timedelta(days=14)


def test_stop_is_confirmed_once_then_silence_until_start_and_nothing_is_lost() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gestopt = gesprek.sms(Tekst("STOP", Soort.STOP, taal=None))
    assert (gestopt.actie, gestopt.antwoord is None) == (Actie.STOP, False)
    assert gesprek.sms(Tekst("STOP", Soort.STOP, taal=None)).antwoord is None
    stil = gesprek.sms(verhaal(), na=timedelta(days=1))
    assert (stil.actie, stil.antwoord) == (Actie.NIEUW, None)
    assert gesprek.melding(1).vragen == 0
    assert gesprek.melding().status is Status.TE_CONTACTEREN
    assert gesprek.sms(Tekst("START", taal=None)).antwoord is not None
    assert not gesprek.stand.gestopt


@pytest.mark.parametrize(
    ("tekst", "wens"),
    [
        pytest.param("BEL", Contactwens.BEL, id="call"),
        pytest.param("sms", Contactwens.SMS, id="text_only"),
        pytest.param("Niet bellen!", Contactwens.GEEN, id="no_contact"),
        pytest.param("do not call", Contactwens.GEEN, id="in_english"),
        pytest.param("nicht anrufen", Contactwens.GEEN, id="in_german"),
    ],
)
def test_how_to_be_reached_is_noted(tekst: str, wens: Contactwens) -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    assert gesprek.sms(Tekst(tekst, Soort.VRAAG)).soort is Antwoordsoort.CONTACT
    assert gesprek.stand.contactwens is wens


def test_thanks_get_no_answer() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    assert gesprek.sms(Tekst("merci eh top", Soort.VRAAG)).antwoord is None


@pytest.mark.parametrize(
    ("tekst", "wens"),
    [
        pytest.param("geweigerd, bel mij niet aub, mijn man leest mee", Contactwens.GEEN, id="the_writer"),
        pytest.param("geweigerd, ze wilden de politie niet bellen", None, id="somebody_else"),
        pytest.param("kapıda arama yaptılar, almadılar", None, id="a_turkish_word_for_a_search"),
    ],
)
def test_only_the_writers_own_wish_inside_a_story_is_noted(tekst: str, wens: Contactwens | None) -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(tekst=tekst, zaak="Z1"))
    assert gesprek.stand.contactwens is wens


def test_who_goes_on_telling_is_no_longer_asked_what_to_withdraw() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.sms(verhaal(zaak="Z3"), na=timedelta(days=1))
    gesprek.sms(Tekst("WIS", Soort.WIS))
    gesprek.sms(Tekst("omdat ik zwart ben", Soort.MELDING, gronden=frozenset({"raciaal"})))
    gesprek.sms(Tekst("alles is opgelost", Soort.VRAAG))
    assert all(m.status is Status.TE_CONTACTEREN for m in gesprek.stand.meldingen)


def test_an_answer_to_what_to_withdraw_is_never_taken_for_stop() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.sms(verhaal(zaak="Z3"), na=timedelta(days=1))
    gesprek.sms(Tekst("WIS", Soort.WIS))
    uitkomst = gesprek.sms(Tekst("mijn tweede bericht", Soort.STOP))
    assert uitkomst.actie is Actie.TREK_IN
    assert [m.status for m in gesprek.stand.meldingen] == [Status.TE_CONTACTEREN, Status.INGETROKKEN]
    assert gesprek.sms(Tekst("STOP", Soort.STOP)).actie is Actie.STOP


def test_a_wish_said_to_a_closed_melding_is_kept_with_it_for_a_person() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.stand = replace(gesprek.stand, meldingen=(replace(gesprek.melding(), status=Status.AFGEROND),))
    uitkomst = gesprek.sms(Tekst("BEL", Soort.VRAAG))
    assert (uitkomst.kenmerk, uitkomst.contactwens, uitkomst.meldingen) == ("KAN-4TR-7", Contactwens.BEL, ())
    assert Aandacht.GESLOTEN in uitkomst.aandacht


BEVELEN = {
    "stop": Antwoordsoort.STOP,
    "wis": Antwoordsoort.INGETROKKEN,
    "hulp": Antwoordsoort.HULP,
    "start": Antwoordsoort.START,
    "bel": Antwoordsoort.CONTACT,
    "sms": Antwoordsoort.CONTACT,
    "niet_bellen": Antwoordsoort.CONTACT,
    "bel_mij_niet": Antwoordsoort.CONTACT,
}


@pytest.mark.parametrize("taal", ["nl", "fr", "en", "tr", "ar", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt"])
def test_every_word_of_a_command_is_understood_alone_in_any_case(taal: str) -> None:
    woorden = tomllib.loads(Path(f"config/antwoorden/{taal}.toml").read_text(encoding="utf-8"))["woorden"]
    for bevel, soort in BEVELEN.items():
        assert woorden[bevel], (taal, bevel)
        for woord in woorden[bevel]:
            gesprek = Gesprek()
            gesprek.sms(verhaal(zaak="Z1", taal=taal))
            assert gesprek.sms(Tekst(f" {woord.upper()}! ", taal=taal)).soort is soort, (taal, bevel, woord)
