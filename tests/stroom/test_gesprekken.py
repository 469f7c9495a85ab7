"""Whole conversations against the pure core: texts with what was read in them, as tables."""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from nachtleven.berichten import aantal_delen, is_gsm7
from nachtleven.gesprek import (
    Aandacht,
    Actie,
    Antwoordboek,
    Antwoordsoort,
    Binnengekomen,
    Gegevens,
    Gespreksregels,
    Registernummer,
    Stand,
    Uitkomst,
    beantwoord,
    laad_antwoordboek,
)
from nachtleven.lezen.lezing import Feit, Hoe, Lezing, Rol, Soort, Tijdlezing, Woorden, ZaakScore
from nachtleven.meldingen import Contactwens, Melding, Status, Termijnen, Vraag
from nachtleven.register.zaken import Zaak

NACHT = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
DAG = datetime(2026, 3, 7, 13, 0, tzinfo=UTC)
KENMERKEN = ("KAN-4TR-7", "CCC-CCC-C", "DDD-DDD-D", "EEE-EEE-E", "FFF-FFF-F", "GGG-GGG-G")
REGELS = Gespreksregels(
    termijnen=Termijnen(contact_dagen=7, beelden_dagen=30, beelden_alarm_dagen=7, wis_dagen=14, toevoeg_dagen=7),
    gegevens=Gegevens("8989", "privacy@stad.example", "Zorgcentrum 02 000 00 00"),
)


def zaak(zaak_id: str, naam: str, straat: str) -> Zaak:
    return Zaak(zaak_id, naam, (), straat, "1", "9000", "Gent", "Centrum", None, portier=True)


ZAKEN = {
    z.zaak_id: z
    for z in (
        zaak("Z1", "Aurora", "Overpoortstraat"),
        zaak("Z2", "Aurora Bar", "Vlasmarkt"),
        zaak("Z3", "Club Nova", "Kuiperskaai"),
        zaak("Z4", "Aurora Club", "Korenmarkt"),
    )
}


@dataclass(frozen=True)
class Gekoppeld:
    zaak: str | None = None
    kandidaten: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tekst:
    """One text with what reading and linking made of it; `tijd` is hours before the receipt, None: no time word."""

    tekst: str
    soort: Soort = Soort.RUIS
    zaak: str | None = None
    kandidaten: tuple[str, ...] = ()
    feiten: frozenset[Feit] = frozenset()
    gronden: frozenset[str] = frozenset()
    taal: str | None = "nl"
    uren_geleden: int | None = None
    spoed: bool = False


GEWEIGERD = frozenset({Feit.GEWEIGERD})


@lru_cache
def antwoorden() -> Antwoordboek:
    return laad_antwoordboek(Path("config"))


def tijd_van(tekst: Tekst, ontvangen: datetime) -> Tijdlezing | None:
    if tekst.uren_geleden is None and not tekst.feiten:
        return None
    moment = ontvangen - timedelta(hours=tekst.uren_geleden or 0)
    bekend = tekst.uren_geleden is not None or not 7 <= ontvangen.hour < 17
    speling = timedelta(hours=2)
    return Tijdlezing(
        moment, moment - speling, moment + speling, tekst.uren_geleden is not None, bekend, (Woorden(0, 1),), 0.9
    )


def lees(tekst: Tekst, ontvangen: datetime) -> Lezing:
    gevonden = (tekst.zaak,) if tekst.zaak else tekst.kandidaten
    plek = (Woorden(0, len(tekst.tekst)),) if tekst.soort is Soort.VRAAG else ()
    return Lezing(
        taal=tekst.taal,
        soort=tekst.soort,
        rol=None,
        zaken=tuple(ZaakScore(z, 0.9, Hoe.NAAM, plek) for z in gevonden),
        tijd=tijd_van(tekst, ontvangen),
        gronden=tekst.gronden,
        feiten=tekst.feiten,
        kaartnummers=(),
        spoed=tekst.spoed,
        verklaringen=(),
    )


@dataclass
class Gesprek:
    """A telephone that texts, and what the core makes of it."""

    stand: Stand = field(default_factory=Stand)
    nu: datetime = NACHT
    uitkomsten: list[Uitkomst] = field(default_factory=list)

    def sms(self, tekst: Tekst, *, na: timedelta = timedelta(minutes=1), laat: timedelta = timedelta()) -> Uitkomst:
        self.nu += na
        kenmerk = KENMERKEN[len(self.stand.meldingen)]
        binnen = Binnengekomen(
            tekst=tekst.tekst,
            ontvangen=self.nu,
            moment=self.nu + laat,
            lezing=lees(tekst, self.nu),
            koppeling=Gekoppeld(tekst.zaak, tekst.kandidaten),
            zaken=ZAKEN,
            kenmerk=kenmerk,
            lognummer="L-77",
        )
        uitkomst = beantwoord(self.stand, binnen, REGELS, antwoorden())
        self._verwerk(uitkomst, tekst)
        return uitkomst

    def _verwerk(self, uitkomst: Uitkomst, tekst: Tekst) -> None:
        meldingen = {m.kenmerk: m for m in self.stand.meldingen} | {m.kenmerk: m for m in uitkomst.meldingen}
        gestopt = {Actie.STOP: True, Actie.START: False}.get(uitkomst.actie, self.stand.gestopt)
        self.stand = replace(
            self.stand,
            meldingen=tuple(meldingen.values()),
            gestopt=gestopt,
            taal=tekst.taal or self.stand.taal,
            ingelicht=uitkomst.ingelicht,
            contactwens=uitkomst.contactwens,
        )
        self.uitkomsten.append(uitkomst)

    def melding(self, plaats: int = 0) -> Melding:
        return self.stand.meldingen[plaats]


def verhaal(**velden: object) -> Tekst:
    vast = {"tekst": "ze lieten mij niet binnen", "soort": Soort.MELDING, "feiten": GEWEIGERD}
    return Tekst(**{**vast, **velden})  # type: ignore[arg-type]  # a factory for tables


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


def test_who_goes_on_telling_is_no_longer_asked_what_to_withdraw() -> None:
    gesprek = Gesprek()
    gesprek.sms(verhaal(zaak="Z1"))
    gesprek.sms(verhaal(zaak="Z3"), na=timedelta(days=1))
    gesprek.sms(Tekst("WIS", Soort.WIS))
    gesprek.sms(Tekst("omdat ik zwart ben", Soort.MELDING, gronden=frozenset({"raciaal"})))
    gesprek.sms(Tekst("alles is opgelost", Soort.VRAAG))
    assert all(m.status is Status.TE_CONTACTEREN for m in gesprek.stand.meldingen)


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
