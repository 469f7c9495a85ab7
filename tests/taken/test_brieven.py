"""Staff write back: it goes out once, in the melder's language, to who may get it, and the history tells it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from nachtleven.alarmen import Alarmsoort
from nachtleven.fouten import NietGevonden, VerouderdFout, WensFout
from nachtleven.gesprekken.brieven import Brief, Sjabloon
from nachtleven.meldingen import Status
from nachtleven.opslag.alarmen import sla_alarm
from nachtleven.opslag.brieven import Briefopslag
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.schermen import Schermbron
from nachtleven.opslag.tabellen import AntwoordRij, MeldingRij
from nachtleven.taken.versturen import verstuur
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.tonen import Bewerking, MeldingBlad
from tests.proefhuis import BOEK, VAN, maak_bericht
from tests.taken.conftest import Proefplaats


def meld(proef: Proefplaats) -> str:
    """Take a melding in and give its kenmerk."""
    proef.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd aan zaak1", proef.klok()))
    with proef.delen.opslag.lezen() as sessie:
        return sessie.scalars(select(MeldingRij.kenmerk)).one()


def post(proef: Proefplaats) -> Briefopslag:
    return Briefopslag(proef.delen.opslag, BOEK, "nazorg.stad.example")


def bewerking(proef: Proefplaats, kenmerk: str, versie: int = 1) -> Bewerking:
    return Bewerking(kenmerk, versie, "noor", proef.klok())


def blad(proef: Proefplaats, kenmerk: str) -> MeldingBlad:
    gevonden = Schermbron(proef.delen.opslag).melding(kenmerk, Gebruikersrol.ONTHAAL)
    assert gevonden is not None
    return gevonden


def test_a_sentence_goes_out_in_the_language_of_the_melder_and_stands_in_the_history(proef: Proefplaats) -> None:
    kenmerk = meld(proef)
    with proef.delen.opslag.schrijven() as sessie:
        sessie.scalars(select(MeldingRij)).one().taal = "fr"
    post(proef).schrijf_terug(bewerking(proef, kenmerk), Brief(Sjabloon.UITKOMST))
    assert verstuur(proef.plaats) == 1
    (gestuurd,) = proef.twilio.verstuurd
    assert gestuurd["to"] == VAN
    assert str(gestuurd["body"]).startswith(f"Le signalement {kenmerk}")
    with proef.delen.opslag.lezen() as sessie:
        antwoord = sessie.scalars(select(AntwoordRij).where(AntwoordRij.bericht_id.is_(None))).one()
        assert (antwoord.soort, antwoord.wijze, antwoord.taal) == ("personeel", "uit", "fr")
    gezien = blad(proef, kenmerk)
    assert ("noor", "geschreven", "personeel_uitkomst") in [(v.door, v.handeling, v.naar) for v in gezien.verloop]
    assert gezien.gesprek[-1].stand == "van onthaal, verstuurd"


def test_own_words_are_kept_under_the_key_of_the_melding_and_sent_as_they_are(proef: Proefplaats) -> None:
    kenmerk = meld(proef)
    post(proef).schrijf_terug(bewerking(proef, kenmerk), Brief(None, "Dag, we spraken met de zaak."))
    verstuur(proef.plaats)
    assert proef.twilio.verstuurd[0]["body"] == "Dag, we spraken met de zaak."
    stukjes = blad(proef, kenmerk).gesprek[-1].stukjes
    assert stukjes is not None
    assert stukjes[0].tekst == "Dag, we spraken met de zaak."


def test_the_same_form_sent_twice_writes_once(proef: Proefplaats) -> None:
    kenmerk = meld(proef)
    post(proef).schrijf_terug(bewerking(proef, kenmerk), Brief(Sjabloon.GEBELD))
    with pytest.raises(VerouderdFout):
        post(proef).schrijf_terug(bewerking(proef, kenmerk), Brief(Sjabloon.GEBELD))
    assert len(proef.uitpost()) == 1


@pytest.mark.parametrize(
    ("tekst", "rem"),
    [
        pytest.param("STOP", "gestopt", id="stop"),
        pytest.param("NIET BELLEN", "geen_contact", id="no_contact"),
        pytest.param("WIS", "ingetrokken", id="withdrawn"),
    ],
)
def test_who_wants_no_texts_gets_none_and_the_screen_says_so_before(proef: Proefplaats, tekst: str, rem: str) -> None:
    kenmerk = meld(proef)
    proef.delen.ontvangst.neem_aan(maak_bericht(2, tekst, proef.klok()))
    gezien = blad(proef, kenmerk)
    assert gezien.schrijfrem == rem
    with pytest.raises(WensFout) as fout:
        post(proef).schrijf_terug(bewerking(proef, kenmerk, gezien.versie), Brief(Sjabloon.UITKOMST))
    assert fout.value.rem == rem
    assert proef.uitpost() == []


def test_a_melding_that_is_not_there_cannot_be_answered(proef: Proefplaats) -> None:
    with pytest.raises(NietGevonden):
        post(proef).schrijf_terug(bewerking(proef, "CCC-CCC-C"), Brief(Sjabloon.UITKOMST))


def test_stop_between_writing_and_sending_holds_it_back(proef: Proefplaats) -> None:
    kenmerk = meld(proef)
    post(proef).schrijf_terug(bewerking(proef, kenmerk), Brief(Sjabloon.UITKOMST))
    proef.delen.ontvangst.neem_aan(maak_bericht(2, "STOP", proef.klok()))
    assert verstuur(proef.plaats) == 0
    assert proef.uitpost()[0].staat == "gestopt"


def test_the_wish_to_be_called_shows_with_the_melding(proef: Proefplaats) -> None:
    kenmerk = meld(proef)
    proef.delen.ontvangst.neem_aan(maak_bericht(2, "SMS", proef.klok() + timedelta(minutes=1)))
    assert blad(proef, kenmerk).contactwens == "sms"


def test_an_alarm_seen_to_is_closed_and_one_that_is_closed_stays_so(proef: Proefplaats) -> None:
    with proef.delen.opslag.schrijven() as sessie:
        sla_alarm(sessie, Alarmsoort.GEMIST, proef.klok())
    for _ in range(2):
        Handelingen(proef.delen.opslag).los_alarm_op(Alarmsoort.GEMIST, proef.klok())
        assert proef.alarmen() == {}


def test_a_new_text_to_a_closed_melding_stands_on_the_days_list_until_somebody_acts(proef: Proefplaats) -> None:
    kenmerk, bron = meld(proef), Schermbron(proef.delen.opslag)
    werk = Handelingen(proef.delen.opslag)
    werk.verander_staat(bewerking(proef, kenmerk), Status.AFGEROND, "klaar", None)
    proef.delen.ontvangst.neem_aan(maak_bericht(2, "BEL", proef.klok()))
    gezien = [(een.kenmerk, een.aandacht) for een in bron.vandaag(Gebruikersrol.ONTHAAL, proef.klok()).aandacht]
    assert gezien == [(kenmerk, ("gesloten",))]
    assert bron.vandaag(Gebruikersrol.BEHEER, proef.klok()).aandacht == ()
    werk.noteer(bewerking(proef, kenmerk), "gebeld")
    assert bron.vandaag(Gebruikersrol.ONTHAAL, proef.klok()).aandacht == ()
