"""What waits for a person: meldingen that are marked, and messages that belong to none; on a real database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from nachtleven.berichten import Bericht
from nachtleven.fouten import NietGevonden, SleutelFout
from nachtleven.gesprek import Aandacht
from nachtleven.lezen.lezing import Lezing
from nachtleven.opslag.aandacht import vul_aan
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.losseberichten import Losopslag
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.schermen import Schermbron
from nachtleven.opslag.tabellen import BerichtRij, MeldingRij
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.tonen import Bewerking, Vandaag
from tests.conftest import Klok
from tests.proefhuis import STAD, VAN, Woordlezer, maak_bericht, maak_ontvangst

ONTHAAL, BEHEER = Gebruikersrol.ONTHAAL, Gebruikersrol.BEHEER


class Spoedlezer(Woordlezer):
    """Reads "nood" as urgent too."""

    def lezer(self) -> "Spoedlezer":
        return self

    def lees(
        self, tekst: str, ontvangen: datetime, vorige_taal: str | None = None, *, gevraagd: bool = False
    ) -> Lezing:
        return replace(super().lees(tekst, ontvangen, vorige_taal, gevraagd=gevraagd), spoed="nood" in tekst)


class Bak:
    """An intake over a database, and what onthaal has of it."""

    def __init__(self, opslag: Opslag, klok: Klok) -> None:
        self.opslag, self.klok, self.lezer = opslag, klok, Spoedlezer()
        self.ontvangst = maak_ontvangst(opslag, klok, self.lezer)
        self.losse, self.werk = Losopslag(opslag, STAD.termijnen), Handelingen(opslag)
        self._nummers = count(1)

    def stuur(self, tekst: str, van: str = VAN) -> Bericht:
        bericht = maak_bericht(next(self._nummers), tekst, self.klok(), van)
        self.ontvangst.neem_aan(bericht)
        self.klok.verder(seconds=30)
        return bericht

    def vandaag(self, rol: Gebruikersrol = ONTHAAL) -> Vandaag:
        return Schermbron(self.opslag).vandaag(rol, self.klok())

    def wachten(self) -> list[tuple[str | None, tuple[str, ...]]]:
        return [(een.tekst, een.redenen) for een in self.losse.wachtende(100).regels]


@pytest.fixture
def bak(opslag: Opslag, klok: Klok) -> Bak:
    return Bak(opslag, klok)


def test_a_question_that_was_promised_a_reader_waits_for_one_and_shows_on_the_days_list(bak: Bak) -> None:
    bak.stuur("hoe lang duurt dat")
    (los,) = bak.losse.wachtende(5).regels
    assert (los.tekst, los.redenen, los.kanaal) == ("hoe lang duurt dat", ("vraag",), "sms")
    assert los.antwoord is not None
    assert "medewerker" in los.antwoord
    assert (bak.vandaag().losse, bak.vandaag().aantal) == (1, 1)
    assert (bak.vandaag(BEHEER).losse, bak.vandaag(Gebruikersrol.POLITIE).losse) == (0, 0)


def test_a_log_line_without_a_venue_waits_and_one_with_a_venue_does_not(bak: Bak) -> None:
    bak.stuur("inc vol")
    bak.stuur("inc vol zaakA")
    assert bak.wachten() == [("inc vol", ("incident_zonder_zaak",))]


def test_a_text_that_can_not_be_read_waits_once_the_tries_are_over(bak: Bak) -> None:
    bak.stuur("kapot")
    assert bak.wachten() == []
    for _ in range(STAD.pogingen):
        bak.klok.verder(minutes=5)
        for rij in bak.ontvangst.wachtende():
            bak.ontvangst.haal_in(rij)
    bak.ontvangst.wachtende()
    assert bak.wachten() == [("kapot", ("persoon",))]
    assert [een.wat for een in bak.vandaag(BEHEER).uitblijvers] == ["een bericht dat niet gelezen kon worden"]
    bak.losse.kijk_na(bak.losse.wachtende(1).regels[0].id)
    assert bak.vandaag(BEHEER).uitblijvers == ()
    assert bak.ontvangst.wachtende() == []


def test_what_is_urgent_stands_first_though_it_came_last(bak: Bak) -> None:
    for tekst in ("eerste vraag", "nood"):
        bak.stuur(tekst, van=f"+3247000000{len(tekst) % 10}")
    assert [tekst for tekst, _ in bak.wachten()] == ["nood", "eerste vraag"]
    assert bak.vandaag().losse_spoed


def test_a_flood_of_one_sender_is_one_thing_to_look_at_and_what_is_urgent_in_it_stands_by_itself(bak: Bak) -> None:
    for nummer in range(30):
        bak.stuur(f"inc {nummer}")
    bak.stuur("inc nood")
    te_veel = [redenen for _, redenen in bak.wachten() if "te_veel_berichten" in redenen]
    assert len(te_veel) == 1
    assert ("inc nood", ("spoed",)) in bak.wachten()


def test_looked_at_it_waits_no_longer_and_a_second_look_changes_nothing(bak: Bak) -> None:
    bak.stuur("hoe lang duurt dat")
    (los,) = bak.losse.wachtende(5).regels
    for _ in range(2):
        bak.losse.kijk_na(los.id)
        assert bak.losse.wachtende(5).aantal == 0
    with pytest.raises(NietGevonden):
        bak.losse.kijk_na(uuid4())


def test_a_melding_is_opened_of_what_waits_with_its_text_number_and_what_was_read(bak: Bak) -> None:
    bak.stuur("inc vol")
    (los,) = bak.losse.wachtende(5).regels
    kenmerk = bak.losse.open_melding(los.id, "KAN-4TR-F", "noor", bak.klok())
    blad = Schermbron(bak.opslag).melding(kenmerk, ONTHAAL)
    assert blad is not None
    assert "".join(s.tekst for s in blad.gesprek[0].stukjes or ()) == "inc vol"
    assert (blad.opvolging.toegewezen, blad.opvolging.nummer) == ("noor", "+32…01")
    assert (blad.regel.feiten, blad.regel.nacht_bekend) == (("geweigerd",), True)
    assert blad.regel.contact_voor is not None
    assert [v.handeling for v in blad.verloop] == ["geopend"]
    assert bak.losse.wachtende(5).aantal == 0


def test_two_who_open_the_same_message_get_one_melding(bak: Bak) -> None:
    bak.stuur("hoe lang duurt dat")
    (los,) = bak.losse.wachtende(5).regels
    eerst = bak.losse.open_melding(los.id, "KAN-4TR-F", "noor", bak.klok())
    assert bak.losse.open_melding(los.id, "ACD-EFG-J", "els", bak.klok()) == eerst
    with bak.opslag.lezen() as sessie:
        assert list(sessie.scalars(select(MeldingRij.kenmerk))) == ["KAN-4TR-F"]


def test_of_a_text_that_could_not_be_read_a_melding_can_be_opened(bak: Bak) -> None:
    bak.stuur("kapot")
    with bak.opslag.schrijven() as sessie:
        sessie.execute(text("update berichten set staat = 'persoon', aandacht = 'persoon'"))
    (los,) = bak.losse.wachtende(5).regels
    bak.losse.open_melding(los.id, "KAN-4TR-F", "noor", bak.klok())
    blad = Schermbron(bak.opslag).melding("KAN-4TR-F", ONTHAAL)
    assert blad is not None
    assert (blad.regel.nacht_bekend, blad.regel.feiten) == (False, ())


def test_an_erased_text_waits_for_nobody(bak: Bak) -> None:
    bak.stuur("hoe lang duurt dat")
    (los,) = bak.losse.wachtende(5).regels
    with bak.opslag.schrijven() as sessie:
        sessie.execute(text("update berichten set sleutel = null"))
    assert bak.losse.wachtende(5).aantal == 0
    with pytest.raises(SleutelFout):
        bak.losse.open_melding(los.id, "KAN-4TR-F", "noor", bak.klok())


def _meld(bak: Bak, tekst: str = "geweigerd zaakA") -> str:
    bak.stuur(tekst)
    with bak.opslag.lezen() as sessie:
        return sessie.scalars(select(MeldingRij.kenmerk)).one()


def _aandacht(bak: Bak) -> str | None:
    with bak.opslag.lezen() as sessie:
        return sessie.scalars(select(MeldingRij.aandacht)).one()


ACTEN: dict[str, Callable[[Bak, Bewerking], None]] = {
    "a_note": lambda bak, b: bak.werk.noteer(b, "gelezen"),
    "contact": lambda bak, b: bak.werk.noteer_contact(b, "gebeld"),
    "a_choice_of_venue": lambda bak, b: bak.werk.kies_zaak(b, None),
    "looked_at": lambda bak, b: bak.werk.kijk_na(b, ["veel_meldingen", "vraag"]),
}


@pytest.mark.parametrize("act", [pytest.param(act, id=naam) for naam, act in ACTEN.items()])
def test_a_marked_melding_stands_on_the_days_list_until_somebody_acts(
    bak: Bak, act: Callable[[Bak, Bewerking], None]
) -> None:
    kenmerk = _meld(bak)
    assert bak.vandaag().aandacht == ()
    with bak.opslag.schrijven() as sessie:
        sessie.execute(text("update meldingen set aandacht = 'veel_meldingen,vraag'"))
    (regel,) = bak.vandaag().aandacht
    assert regel.aandacht == ("veel_meldingen", "vraag")
    assert bak.vandaag(Gebruikersrol.ECONOMIE).aandacht == ()
    act(bak, Bewerking(kenmerk, 1, "noor", bak.klok()))
    assert bak.vandaag().aandacht == ()


def test_a_reason_that_came_while_somebody_looked_stays(bak: Bak) -> None:
    kenmerk = _meld(bak)
    with bak.opslag.schrijven() as sessie:
        sessie.execute(text("update meldingen set aandacht = 'spoed,vraag'"))
    bak.werk.kijk_na(Bewerking(kenmerk, 1, "noor", bak.klok()), ["vraag"])
    assert _aandacht(bak) == "spoed"


def test_an_urgent_melding_stands_in_one_list(bak: Bak) -> None:
    _meld(bak, "geweigerd nood zaakA")
    dag = bak.vandaag()
    assert (len(dag.spoed), dag.aandacht) == (1, ())


def test_a_second_text_adds_its_reason_to_those_that_stood(bak: Bak) -> None:
    _meld(bak, "geweigerd nood zaakA")
    bak.stuur("hoe lang duurt dat")
    assert _aandacht(bak) == "spoed,vraag"


def test_all_reasons_at_once_fit_and_none_is_cut() -> None:
    alle = vul_aan(None, set(Aandacht))
    assert alle is not None
    assert set(alle.split(",")) == set(Aandacht)
    assert len(alle) <= MeldingRij.__table__.c.aandacht.type.length  # type: ignore[attr-defined]  # a String
    assert len(alle) <= BerichtRij.__table__.c.aandacht.type.length  # type: ignore[attr-defined]  # same
