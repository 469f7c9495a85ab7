"""Whole conversations against the pure core: texts with what was read in them, as tables."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nachtleven.berichten import aantal_delen, is_gsm7
from nachtleven.gesprek import (
    Aandacht,
    Actie,
    Antwoordsoort,
    Binnengekomen,
    Registernummer,
    Stand,
    beantwoord,
)
from nachtleven.lezen.lezing import Feit, Rol, Soort
from nachtleven.meldingen import Status, Vraag
from tests.proefgesprek import (
    DAG,
    NACHT,
    REGELS,
    ZAKEN,
    Gekoppeld,
    Gesprek,
    Tekst,
    antwoorden,
    lees,
    verhaal,
)


def test_a_complete_text_is_confirmed_and_nothing_is_asked() -> None:
    gesprek = Gesprek()
    uitkomst = gesprek.sms(verhaal(zaak="Z1"))
    assert uitkomst.actie is Actie.NIEUW
    assert uitkomst.kenmerk == "KAN-4TR-7"
    assert "KAN-4TR-7" in (uitkomst.antwoord or "")
    assert "?" not in (uitkomst.antwoord or "")
    assert "NIET BELLEN" in (uitkomst.antwoord or "")
    assert gesprek.melding().status is Status.TE_CONTACTEREN


def test_the_keyword_alone_opens_a_melding_and_is_asked_for_the_place() -> None:
    gesprek = Gesprek()
    uitkomst = gesprek.sms(Tekst("MELDING", taal=None))
    assert (uitkomst.actie, uitkomst.soort) == (Actie.NIEUW, Antwoordsoort.VRAAG_ZAAK)
    assert gesprek.melding().status is Status.VRAAG_GESTELD
    toegevoegd = gesprek.sms(Tekst("Aurora", Soort.VRAAG, zaak="Z1", taal=None))
    assert toegevoegd.actie is Actie.VOEG_TOE
    assert toegevoegd.antwoord is not None
    assert "?" not in toegevoegd.antwoord
    assert gesprek.melding().zaak == "Z1"
    assert gesprek.melding().status is Status.TE_CONTACTEREN


def test_a_bare_venue_opens_a_melding_but_a_question_about_it_does_not() -> None:
    assert Gesprek().sms(Tekst("Aurora", Soort.VRAAG, zaak="Z1", taal=None)).actie is Actie.NIEUW
    vraag = Tekst("hoe laat sluit Aurora?", Soort.RUIS, zaak="Z1")
    assert Gesprek().sms(replace(vraag, soort=Soort.RUIS)).actie is Actie.GEEN


def test_how_it_goes_on_is_told_once() -> None:
    gesprek = Gesprek()
    eerste = gesprek.sms(verhaal(zaak="Z1"))
    tweede = gesprek.sms(verhaal(zaak="Z3", uren_geleden=72))
    assert "NIET BELLEN" in (eerste.antwoord or "")
    assert tweede.actie is Actie.NIEUW
    assert "NIET BELLEN" not in (tweede.antwoord or "")


@pytest.mark.parametrize(
    ("antwoord", "zaak_id"),
    [
        pytest.param(Tekst("A"), "Z1", id="letter"),
        pytest.param(Tekst("b."), "Z2", id="small_letter_with_a_point"),
        pytest.param(Tekst("antwoord B"), "Z2", id="letter_in_two_words"),
        pytest.param(Tekst("В", taal="ru"), "Z2", id="letter_on_a_cyrillic_keyboard"),
        pytest.param(Tekst("de tweede"), "Z2", id="ordinal"),
        pytest.param(Tekst("the first one", taal="en"), "Z1", id="english_ordinal"),
        pytest.param(Tekst("ikinci", taal="tr"), "Z2", id="turkish_ordinal"),
        pytest.param(Tekst("الثاني", taal="ar"), "Z2", id="arabic_ordinal"),
        pytest.param(Tekst("vlasmarkt"), "Z2", id="street"),
        pytest.param(Tekst("Aurora Bar"), "Z2", id="name_only_one_has"),
        pytest.param(Tekst("nee, club nova", zaak="Z3"), "Z3", id="correction"),
        pytest.param(Tekst("Club Nova", Soort.VRAAG, zaak="Z3"), "Z3", id="another_venue_named"),
        pytest.param(Tekst("weet niet"), None, id="does_not_know"),
        pytest.param(Tekst("geen van deze"), None, id="none_of_these"),
    ],
)
def test_an_offer_is_answered_in_many_ways(antwoord: Tekst, zaak_id: str | None) -> None:
    gesprek = Gesprek()
    aanbod = gesprek.sms(verhaal(kandidaten=("Z2", "Z1")))
    assert aanbod.soort is Antwoordsoort.KEUZE
    assert "A Aurora, Overpoortstraat; B Aurora Bar, Vlasmarkt" in (aanbod.antwoord or "")
    uitkomst = gesprek.sms(antwoord)
    assert uitkomst.actie is Actie.VOEG_TOE
    assert gesprek.melding().zaak == zaak_id
    assert gesprek.melding().vraag is None
    assert gesprek.melding().status is Status.TE_CONTACTEREN
    assert len(gesprek.stand.meldingen) == 1


def test_an_offer_is_still_understood_after_three_days_and_not_after_eight() -> None:
    op_tijd, te_laat = Gesprek(), Gesprek()
    for gesprek in (op_tijd, te_laat):
        gesprek.sms(verhaal(kandidaten=("Z1", "Z2")))
    op_tijd.sms(Tekst("B"), na=timedelta(days=3))
    te_laat.sms(Tekst("B"), na=timedelta(days=8))
    assert op_tijd.melding().zaak == "Z2"
    assert te_laat.melding().zaak is None


def test_more_than_three_venues_are_not_offered_but_asked_for() -> None:
    uitkomst = Gesprek().sms(verhaal(kandidaten=("Z1", "Z2", "Z3", "Z4")))
    assert uitkomst.soort is Antwoordsoort.VRAAG_ZAAK
    assert "A " not in (uitkomst.antwoord or "").split("?")[0][-8:]


def test_by_day_the_night_is_asked_and_the_answer_taken() -> None:
    gesprek = Gesprek(nu=DAG)
    assert gesprek.sms(verhaal(zaak="Z1")).soort is Antwoordsoort.VRAAG_NACHT
    gesprek.sms(Tekst("gisteravond", Soort.MELDING, uren_geleden=14))
    assert gesprek.melding().nacht_bekend
    assert gesprek.melding().vraag is None


def test_at_most_two_questions_are_asked_of_a_melding() -> None:
    gesprek = Gesprek(nu=DAG)
    teksten = [
        Tekst("MELDING"),
        Tekst("Aurora", Soort.VRAAG, kandidaten=("Z1", "Z2")),
        Tekst("A"),
        Tekst("vrijdag ofzo"),
    ]
    vragen = [(gesprek.sms(tekst).antwoord or "").count("?") for tekst in teksten]
    assert vragen == [1, 1, 0, 0]


def test_who_does_not_know_the_venue_is_asked_for_the_night_at_most_and_never_again() -> None:
    gesprek = Gesprek(nu=DAG)
    gesprek.sms(Tekst("MELDING"))
    assert gesprek.sms(Tekst("weet ik niet")).soort is Antwoordsoort.VRAAG_NACHT
    assert gesprek.sms(Tekst("weet niet")).soort is Antwoordsoort.TOEGEVOEGD
    assert gesprek.sms(Tekst("omdat ik zwart ben", Soort.MELDING, gronden=frozenset({"raciaal"}))).soort is (
        Antwoordsoort.TOEGEVOEGD
    )


def test_another_night_opens_another_melding_and_an_addition_does_not() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.sms(Tekst("omdat ik zwart ben", Soort.MELDING, gronden=frozenset({"raciaal"})))
    assert len(gesprek.stand.meldingen) == 1
    gesprek.sms(verhaal(zaak="Z1"), na=timedelta(days=1))
    assert len(gesprek.stand.meldingen) == 2


def test_danger_comes_first_in_the_answer() -> None:
    uitkomst = Gesprek().sms(verhaal(zaak="Z1", spoed=True, feiten=frozenset({Feit.GEWELD, Feit.SEKSUEEL})))
    assert (uitkomst.antwoord or "").startswith("Bij gevaar: bel 112")
    assert "Zorgcentrum" in (uitkomst.antwoord or "")
    assert "KAN-4TR-7" in (uitkomst.antwoord or "")
    assert Aandacht.SPOED in uitkomst.aandacht


@pytest.mark.parametrize(
    ("nummer", "geverifieerd"),
    [
        pytest.param(Registernummer(Rol.PORTIER), True, id="a_registered_doorman"),
        pytest.param(Registernummer(Rol.UITBATER, "Z1"), True, id="the_venue_itself"),
        pytest.param(Registernummer(Rol.UITBATER, "Z3"), False, id="another_venue"),
        pytest.param(None, False, id="an_unknown_number"),
    ],
)
def test_a_log_line_gets_a_receipt(nummer: Registernummer | None, geverifieerd: bool) -> None:  # noqa: FBT001  # a table
    uitkomst = Gesprek(Stand(register=nummer)).sms(Tekst("aurora 01:30 vol", Soort.INCIDENT, zaak="Z1"))
    assert (uitkomst.actie, uitkomst.zaak, uitkomst.geverifieerd) == (Actie.INCIDENT, "Z1", geverifieerd)
    assert "L-77" in (uitkomst.antwoord or "")
    assert "01:31" in (uitkomst.antwoord or "")
    assert ("Niet bevestigd" in (uitkomst.antwoord or "")) is not geverifieerd


@pytest.mark.parametrize(("eerder", "stil"), [(19, False), (20, True), (21, True)])
def test_more_than_twenty_texts_an_hour_are_kept_but_unanswered(eerder: int, stil: bool) -> None:  # noqa: FBT001  # a table
    uitkomst = Gesprek(Stand(berichten_dit_uur=eerder)).sms(verhaal(zaak="Z1"))
    assert uitkomst.actie is Actie.NIEUW
    assert (uitkomst.antwoord is None) is stil


@pytest.mark.parametrize("tekst", ["Auto-reply: I'm driving", "> Melding KAN-4TR-7 is ontvangen."])
def test_a_machine_is_not_answered(tekst: str) -> None:
    stand = Stand(laatste_antwoorden=("Melding KAN-4TR-7 is ontvangen.",))
    assert Gesprek(stand).sms(Tekst(tekst)).antwoord is None


def test_the_answer_follows_the_language_of_the_phone() -> None:
    gesprek = Gesprek()
    assert gesprek.sms(verhaal(zaak="Z1", taal="tr")).taal == "tr"
    assert gesprek.sms(Tekst("Club Nova", Soort.VRAAG, zaak="Z3", taal=None)).taal == "tr"
    assert gesprek.sms(verhaal(zaak="Z1", taal="fr")).taal == "fr"
    assert Gesprek().sms(verhaal(taal=None)).taal == "nl"


def test_a_late_answer_says_sorry() -> None:
    uitkomst = Gesprek().sms(verhaal(zaak="Z1"), laat=timedelta(hours=14))
    assert (uitkomst.antwoord or "").startswith("Sorry dat dit laat komt")


def test_an_addition_to_a_closed_melding_goes_to_a_person() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.stand = replace(gesprek.stand, meldingen=(replace(gesprek.melding(), status=Status.AFGEROND),))
    uitkomst = gesprek.sms(Tekst("en nu", Soort.VRAAG))
    assert (uitkomst.kenmerk, uitkomst.soort) == ("KAN-4TR-7", Antwoordsoort.GESLOTEN)
    assert Aandacht.GESLOTEN in uitkomst.aandacht


def test_many_meldingen_of_one_sender_are_flagged_and_opened() -> None:
    gesprek = Gesprek()
    vlaggen = [
        Aandacht.VEEL_MELDINGEN in gesprek.sms(verhaal(zaak="Z1"), na=timedelta(days=1)).aandacht for _ in range(5)
    ]
    assert vlaggen == [False, False, False, False, True]


@pytest.mark.parametrize("taal", ["nl", "fr", "en", "tr", "ar", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt"])
def test_every_first_answer_fits_with_the_longest_names(taal: str) -> None:
    lang = {
        z: replace(ZAKEN[z], naam="Ontmoetingscentrum De Vooruitgang " * 2, straat="Sint-Pietersnieuwstraat")
        for z in ZAKEN
    }
    for tekst in (
        verhaal(taal=taal, kandidaten=("Z1", "Z2", "Z4")),
        verhaal(taal=taal, kandidaten=("Z1", "Z2", "Z3", "Z4")),
        verhaal(taal=taal),
        verhaal(taal=taal, spoed=True),
    ):
        for laat in (timedelta(), timedelta(hours=14)):
            binnen = Binnengekomen(
                tekst.tekst,
                NACHT,
                NACHT + laat,
                lees(tekst, NACHT),
                Gekoppeld(None, tekst.kandidaten),
                lang,
                "KAN-4TR-7",
                "L-1",
            )
            uitkomst = beantwoord(Stand(), binnen, REGELS, antwoorden())
            antwoord = uitkomst.antwoord or ""
            keuze = uitkomst.meldingen[0].vraag is Vraag.KEUZE
            assert aantal_delen(antwoord) <= (1 if is_gsm7(antwoord) and not keuze else 2), antwoord
            assert uitkomst.meldingen[0].vragen == 1, antwoord
            assert antwoord.count("?") + antwoord.count("؟") == 1, antwoord


def test_a_story_that_begins_with_now_is_no_correction() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.sms(verhaal(tekst="nu net geweigerd aan club nova", zaak="Z3"))
    assert [m.zaak for m in gesprek.stand.meldingen] == ["Z1", "Z3"]


def test_a_known_venue_is_corrected_by_a_no() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.sms(Tekst("nee, club nova", zaak="Z3"))
    assert [m.zaak for m in gesprek.stand.meldingen] == ["Z3"]


def test_two_texts_that_cross_the_question_end_in_one_melding() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal())
    gesprek.sms(verhaal(tekst="ze riepen ook iets", feiten=frozenset({Feit.BELEDIGING})), na=timedelta(seconds=2))
    gesprek.sms(Tekst("Aurora", Soort.VRAAG, zaak="Z1", taal=None))
    assert [m.zaak for m in gesprek.stand.meldingen] == ["Z1"]
    assert gesprek.melding().vragen == 1


@pytest.mark.parametrize("taal", ["nl", "fr", "en", "tr", "ar", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt"])
def test_how_it_goes_on_is_told_within_two_answers_in_every_language(taal: str) -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(taal=taal))
    gesprek.sms(Tekst("Aurora", Soort.VRAAG, zaak="Z1", taal=taal))
    info = antwoorden().teksten[taal]["info"]
    assert sum(info in (uitkomst.antwoord or "") for uitkomst in gesprek.uitkomsten) == 1


@pytest.mark.parametrize(
    ("seconden", "vraagt_opnieuw"),
    [
        pytest.param(-600, False, id="before_the_answer_was_made"),
        pytest.param(5, False, id="before_it_could_be_read"),
        pytest.param(60, True, id="after_it"),
    ],
)
def test_a_text_that_crosses_our_question_is_not_asked_the_same_again(seconden: int, vraagt_opnieuw: bool) -> None:  # noqa: FBT001  # a table
    gesprek = Gesprek()
    gesprek.sms(verhaal())
    geantwoord = gesprek.nu + timedelta(minutes=1) - timedelta(seconds=seconden)
    gesprek.stand = replace(gesprek.stand, laatst_geantwoord=geantwoord)
    uitkomst = gesprek.sms(Tekst("om mijn hoofddoek", Soort.RUIS))
    assert ("?" in (uitkomst.antwoord or "")) is vraagt_opnieuw
    assert gesprek.melding().vraag is Vraag.ZAAK
