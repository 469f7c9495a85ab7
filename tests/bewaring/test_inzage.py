"""Access: what is held of a melding or a sender is shown, the look is kept, and no number is ever in it."""

import pytest
from sqlalchemy import select

from nachtleven.bewaring.inzien import zie_afzender_in, zie_in
from nachtleven.bewaring.wissen import wis
from nachtleven.dossiers.toestemming import Deel, Instantie, Vraagwijze
from nachtleven.fouten import NietGevonden
from nachtleven.meldingen import Contactwens
from nachtleven.opslag.opvolging import Opvolgopslag
from nachtleven.opslag.opvolgtabellen import ToestemmingRij
from nachtleven.opslag.tabellen import AuditRij, MeldingGrondRij
from nachtleven.opslag.verwijzingen import Verwijsopslag
from nachtleven.web.opvolgwaarden import Contactafspraak, NieuweToestemming, Veilig
from nachtleven.web.tonen import Bewerking
from tests.bewaring.conftest import Bewaarhuis
from tests.bewaring.test_wissen import ANDER, noteer
from tests.proefhuis import STAD, VAN


def test_access_shows_texts_readings_and_who_looked_and_is_itself_kept(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    noteer(huis, kenmerk)
    zie_in(huis.delen, kenmerk)
    velden = zie_in(huis.delen, kenmerk)
    assert velden["berichten"][0]["tekst"] == "geweigerd aan zaak1 om mijn kleur"
    assert velden["berichten"][0]["lezing"]["gronden"] == ["raciaal"]
    assert velden["antwoorden"][0]["tekst"]
    assert [v["toelichting"] for v in velden["verloop"] if v["toelichting"]] == ["verzonnen nota"]
    assert [g["handeling"] for g in velden["gezien"]] == ["inzage"]
    assert VAN not in str(velden)


def test_access_shows_how_one_can_be_reached_and_what_went_to_whom(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    afspraak = Contactafspraak(Contactwens.BEL, "na vijven", Veilig.NEE, tolk=True, minderjarig=False)
    werk, verwijs = Opvolgopslag(huis.opslag, STAD.termijnen), Verwijsopslag(huis.opslag, "Dienst")

    def bewerking() -> Bewerking:
        return Bewerking(kenmerk, huis.rij(kenmerk).versie, "onthaal1", huis.klok())

    werk.spreek_contact_af(bewerking(), afspraak)
    delen = frozenset({Deel.FEITEN, Deel.CONTACT})
    werk.noteer_toestemming(bewerking(), NieuweToestemming(Instantie.UNIA, delen, Vraagwijze.TELEFOON))
    with huis.opslag.lezen() as sessie:
        (toestemming,) = sessie.scalars(select(ToestemmingRij.id))
    verwijs.verwijs(bewerking(), toestemming)
    velden = zie_in(huis.delen, kenmerk)
    assert velden["contactafspraak"]["wanneer"] == "na vijven"
    assert [(t["naar"], t["hoe"], t["ingetrokken"]) for t in velden["toestemmingen"]] == [("unia", "telefoon", None)]
    assert [(v["naar"], sorted(v["wat"].split(","))) for v in velden["verwijzingen"]] == [("unia", sorted(delen))]
    assert VAN not in str(velden)


def test_a_sender_sees_what_is_held_of_the_number_in_and_outside_meldingen(huis: Bewaarhuis) -> None:
    huis.stuur("wat is dit nummer")
    eerste = huis.meld()
    huis.klok.verder(days=10)
    tweede = huis.meld("geweigerd aan zaak2")
    huis.meld("geweigerd aan zaak3", ANDER)
    huis.stuur("STOP")
    velden = zie_afzender_in(huis.delen, "0470 00 00 01")
    assert [melding["kenmerk"] for melding in velden["meldingen"]] == [eerste, tweede]
    assert [bericht["tekst"] for bericht in velden["berichten"]] == ["wat is dit nummer", "STOP"]
    assert velden["antwoorden"][0]["tekst"]
    assert velden["stop_sinds"] is not None
    assert velden["afzender"]["eerste"] is not None
    with huis.opslag.lezen() as sessie:
        geboekt = sessie.execute(select(AuditRij.soort, AuditRij.voorwerp).order_by(AuditRij.volgnummer)).all()
    assert [tuple(lijn) for lijn in geboekt] == [("melding", eerste), ("melding", tweede), ("afzender", "")]


def test_of_a_number_that_never_wrote_nothing_is_held(huis_sqlite: Bewaarhuis) -> None:
    huis_sqlite.meld()
    with pytest.raises(NietGevonden) as fout:
        zie_afzender_in(huis_sqlite.delen, ANDER)
    assert ANDER not in str(fout.value)


def test_access_to_a_tombstone_shows_dates_only(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    wis(huis.delen, kenmerk, nu=True)
    velden = zie_in(huis.delen, kenmerk)
    assert {"berichten", "antwoorden", "gronden", "nummer"} & velden.keys() == set()
    with huis.opslag.lezen() as sessie:
        assert sessie.scalars(select(AuditRij.handeling).order_by(AuditRij.volgnummer)).all() == ["gewist", "inzage"]
        assert sessie.scalars(select(MeldingGrondRij)).all() == []
