"""What the screens read and write, on a real database."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from nachtleven.fouten import BezetFout, NietGevonden, OvergangFout, VerouderdFout
from nachtleven.meldingen import Status
from nachtleven.opslag.accounts import Accountopslag, Auditopslag
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.registertabellen import InvoerRij, ZaakRij
from nachtleven.opslag.schermen import Schermbron
from nachtleven.opslag.tabellen import BerichtRij, MeldingGrondRij, MeldingKandidaatRij, MeldingRij
from nachtleven.opslag.typen import Tabel
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen
from nachtleven.toegang.audit import Auditregel
from nachtleven.toegang.gebruikers import Gebruikersrol, controleer_inlog, wachtwoord_klopt
from nachtleven.web.tonen import Bewerking, Meldingfilter

NU = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)
TEKST = "stond aan noviteit en mocht er niet in"
ONTHAAL, POLITIE, ECONOMIE = Gebruikersrol.ONTHAAL, Gebruikersrol.POLITIE, Gebruikersrol.ECONOMIE
LEZING = {
    "verklaringen": [{"veld": "grond", "waarde": "geloof", "woorden": [{"begin": 22, "eind": 38}], "zekerheid": 0.8}],
    "zaken": [{"zaak_id": "Z1", "zekerheid": 0.6, "hoe": "naam", "woorden": [{"begin": 10, "eind": 18}]}],
    "tijd": None,
}


@dataclass
class Plank:
    opslag: Opslag
    bron: Schermbron
    werk: Handelingen

    def bewerking(self, kenmerk: str, versie: int = 1) -> Bewerking:
        return Bewerking(kenmerk, versie, "noor", NU)


@pytest.fixture
def plank(tmp_path: Path) -> Iterator[Plank]:
    opslag = Opslag(maak_motor(f"sqlite:///{tmp_path}/proef.db"), Kluis([b"k" * 32]), Pseudoniemen(b"p" * 32))
    Tabel.metadata.create_all(opslag.motor)
    with opslag.schrijven() as sessie:
        sessie.add(
            InvoerRij(
                id=1, soort="zaken", moment=NU, door="t", bestand="z", hash="", nieuw=2, gewijzigd=0, gelijk=0, weg=0
            )
        )
        sessie.flush()
        for zaak_id, naam in (("Z1", "Bar Noviteit"), ("Z2", "Café Noviteit")):
            sessie.add(_zaak(zaak_id, naam))
    yield Plank(opslag, Schermbron(opslag), Handelingen(opslag))
    opslag.sluit()


def _zaak(zaak_id: str, naam: str) -> ZaakRij:
    return ZaakRij(
        id=uuid4(), zaak_id=zaak_id, code=zaak_id, naam=naam, aliassen="", straat="Sluisstraat", huisnummer="6",
        postcode="9000", gemeente="Gent", wijk="", portier=True, ondernemingsnummer="", email="", gelegenheid=False,
        bekend_van=NU, invoer_id=1,
    )  # fmt: skip


def _melding(plank: Plank, kenmerk: str, na: int = 0, **anders: object) -> UUID:
    rij_id, bericht_id = uuid4(), uuid4()
    _, gewikkeld = plank.opslag.kluis.nieuwe_sleutel("meldingen", rij_id)
    sleutel, bij_bericht = plank.opslag.kluis.nieuwe_sleutel("berichten", bericht_id)
    ontvangen = NU - timedelta(hours=7) + timedelta(minutes=na)
    velden = {
        "id": rij_id, "kenmerk": kenmerk, "status": "te_contacteren", "kanaal": "sms", "soort": "melding",
        "taal": "nl", "sleutel": gewikkeld, "nacht_bekend": True, "nacht": date(2026, 11, 22), "uur": 1,
        "ontvangen": ontvangen, "tijdstip": ontvangen, "contact_voor": NU + timedelta(days=5), "spoed": False,
        "beelden_voor": NU + timedelta(days=3), "beelden_alarm": NU - timedelta(days=4),
    }  # fmt: skip
    bericht = BerichtRij(
        id=bericht_id, poort="proef", poort_id=kenmerk, kanaal="sms", melder="m", sleutel=bij_bericht, naar="8989",
        tekst_geheim=sleutel.versleutel("tekst", TEKST), lezing_geheim=sleutel.versleutel("lezing", json.dumps(LEZING)),
        ontvangen=ontvangen, bewaard=ontvangen, staat="gelezen", taal="nl", melding_id=rij_id,
    )  # fmt: skip
    with plank.opslag.schrijven() as sessie:
        sessie.add(MeldingRij(**{**velden, **anders}))
        sessie.flush()
        sessie.add(bericht)
        sessie.add(MeldingGrondRij(melding_id=rij_id, grond="geloof"))
        for rang, zaak in enumerate(("Z1", "Z2"), start=1):
            sessie.add(MeldingKandidaatRij(melding_id=rij_id, rang=rang, zaak_id=zaak))
    return rij_id


def test_pages_follow_each_other_without_a_gap_or_a_repeat(plank: Plank) -> None:
    for nummer in range(7):
        _melding(plank, f"K{nummer}", na=nummer // 2)
    gezien, na = [], None
    while True:
        blad = plank.bron.meldingen(ECONOMIE, Meldingfilter(na=na), 3)
        assert blad.aantal == 7
        gezien += [r.kenmerk for r in blad.regels]
        na = blad.volgende
        if na is None:
            break
    assert sorted(gezien) == [f"K{n}" for n in range(7)]


@pytest.mark.parametrize(
    ("filter_", "aantal"),
    [
        pytest.param(Meldingfilter(status=Status.AFGEROND), 1, id="state"),
        pytest.param(Meldingfilter(zaak="Z2"), 2, id="a_candidate_counts_as_the_venue"),
        pytest.param(Meldingfilter(zaak="Z9"), 0, id="another_venue"),
        pytest.param(Meldingfilter(nacht=date(2026, 11, 22)), 2, id="night"),
        pytest.param(Meldingfilter(taal="fr"), 1, id="language"),
        pytest.param(Meldingfilter(kanaal="mail"), 0, id="channel"),
        pytest.param(Meldingfilter(grond="geloof"), 2, id="ground"),
    ],
)
def test_each_filter_narrows(plank: Plank, filter_: Meldingfilter, aantal: int) -> None:
    _melding(plank, "K1")
    _melding(plank, "K2", status="afgerond", taal="fr")
    blad = plank.bron.meldingen(ONTHAAL, filter_, 10)
    assert (blad.aantal, len(blad.regels)) == (aantal, aantal)


def test_the_page_shows_the_words_that_were_read_to_onthaal_alone(plank: Plank) -> None:
    _melding(plank, "K1")
    blad = plank.bron.melding("K1", ONTHAAL)
    assert blad is not None
    stukjes = blad.gesprek[0].stukjes or ()
    assert "".join(s.tekst for s in stukjes) == TEKST
    assert [(u.nummer, u.woorden, u.waarde) for u in blad.uitleg] == [
        (1, "noviteit", "Bar Noviteit"),
        (2, "mocht er niet in", "Geloof"),
    ]
    assert blad.diensten is None
    elders = plank.bron.melding("K1", ECONOMIE)
    assert elders is not None
    assert elders.gesprek == () == elders.uitleg


def test_an_erased_text_leaves_its_place(plank: Plank) -> None:
    _melding(plank, "K1")
    with plank.opslag.schrijven() as sessie:
        sessie.execute(text("update berichten set sleutel = null"))
    blad = plank.bron.melding("K1", ONTHAAL)
    assert blad is not None
    assert blad.gesprek[0].stukjes is None


def test_the_police_see_a_melding_once_it_was_referred_to_them_and_no_hour(plank: Plank) -> None:
    _melding(plank, "K1")
    _melding(plank, "K2")
    assert plank.bron.melding("K1", POLITIE) is None
    plank.werk.verander_staat(plank.bewerking("K1"), Status.DOORVERWEZEN, "wil aangifte", "politie")
    plank.werk.verander_staat(plank.bewerking("K2"), Status.DOORVERWEZEN, "naar Unia", "unia")
    assert [r.kenmerk for r in plank.bron.meldingen(POLITIE, Meldingfilter(), 10).regels] == ["K1"]
    blad = plank.bron.melding("K1", POLITIE)
    assert blad is not None
    assert (blad.regel.tijdstip, blad.tijdstip_van, blad.gesprek, blad.verloop) == (None, None, (), ())
    assert blad.diensten == ()
    assert [r.kenmerk for r in plank.bron.vandaag(POLITIE, NU).verwezen] == ["K1"]


def test_today_lists_what_waits_by_kind(plank: Plank) -> None:
    _melding(plank, "K1", spoed=True)
    _melding(plank, "K2", zaak_id="Z1")
    _melding(plank, "K3", status="afgerond", zaak_id="Z1")
    dag = plank.bron.vandaag(ONTHAAL, NU)
    assert [r.kenmerk for r in dag.spoed] == ["K1"]
    assert [r.kenmerk for r in dag.contact] == ["K2"]
    assert [r.kenmerk for r in dag.beelden] == ["K2"]
    assert [r.kenmerk for r in dag.twijfel] == ["K1"]
    assert dag.meldingen_nacht == 3
    assert plank.bron.vandaag(Gebruikersrol.BEHEER, NU).aantal == 0


def test_a_choice_is_kept_with_who_made_it_and_a_stale_one_is_refused(plank: Plank) -> None:
    _melding(plank, "K1")
    plank.werk.kies_zaak(plank.bewerking("K1"), "Z1")
    blad = plank.bron.melding("K1", ONTHAAL)
    assert blad is not None
    assert (blad.regel.zaak, blad.regel.zaak_hoe, blad.versie) == ("Bar Noviteit", "persoon", 2)
    assert (blad.verloop[0].door, blad.verloop[0].handeling) == ("noor", "zaak_gekozen")
    with pytest.raises(VerouderdFout):
        plank.werk.kies_zaak(plank.bewerking("K1", 1), "Z2")
    with pytest.raises(NietGevonden):
        plank.werk.kies_zaak(plank.bewerking("K1", 2), "Z9")


def test_a_ground_goes_from_pencil_to_ink_and_back(plank: Plank) -> None:
    _melding(plank, "K1")
    for versie, stand in enumerate((True, False, None), start=1):
        plank.werk.beoordeel_grond(plank.bewerking("K1", versie), "geloof", stand)
        blad = plank.bron.melding("K1", ONTHAAL)
        assert blad is not None
        assert blad.regel.gronden[0].bevestigd is stand


def test_a_state_changes_only_by_the_table(plank: Plank) -> None:
    _melding(plank, "K1", status="afgerond")
    with pytest.raises(OvergangFout):
        plank.werk.verander_staat(plank.bewerking("K1"), Status.DOORVERWEZEN, "x", "unia")
    plank.werk.verander_staat(plank.bewerking("K1"), Status.IN_ONDERZOEK, "nieuw feit", None)


def test_a_note_is_read_by_onthaal_and_lies_encrypted(plank: Plank) -> None:
    _melding(plank, "K1")
    plank.werk.noteer_contact(plank.bewerking("K1"), "belde na vijven")
    blad, elders = plank.bron.melding("K1", ONTHAAL), plank.bron.melding("K1", ECONOMIE)
    assert blad is not None
    assert elders is not None
    assert blad.verloop[0].toelichting == "belde na vijven"
    assert blad.regel.gecontacteerd == NU
    assert elders.verloop[0].toelichting is None


def test_a_user_is_made_once_and_logs_in_with_what_was_shown(plank: Plank) -> None:
    accounts = Accountopslag(plank.opslag)
    gemaakt = accounts.maak("els", ONTHAAL, NU)
    inlog = accounts.inlog("els")
    assert inlog is not None
    assert inlog.totp == gemaakt.totp
    assert inlog.gebruiker.moet_wijzigen
    assert wachtwoord_klopt(inlog.wachtwoord_hash, gemaakt.wachtwoord)
    assert controleer_inlog(inlog, gemaakt.wachtwoord, "", NU, met_code=True) is None
    with pytest.raises(BezetFout):
        accounts.maak("els", POLITIE, NU)


def test_the_audit_chain_breaks_where_a_line_was_changed_or_dropped(plank: Plank) -> None:
    log = Auditopslag(plank.opslag)
    for kenmerk in ("K1", "K2", "K3"):
        log.schrijf(Auditregel(0, NU, "els", "bekeken", "melding", kenmerk, "gesprek"))
    assert log.controleer() is None
    with plank.opslag.schrijven() as sessie:
        sessie.execute(text("update audit set voorwerp = 'K9' where volgnummer = 2"))
    assert log.controleer() == 2
    with plank.opslag.schrijven() as sessie:
        sessie.execute(text("delete from audit where volgnummer = 1"))
    assert log.controleer() == 1
