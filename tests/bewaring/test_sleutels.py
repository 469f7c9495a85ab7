"""Master keys are changed while messages come in; afterwards the old one opens nothing that is needed."""

import dataclasses
import threading
from datetime import date

import pytest

from nachtleven.bewaring.inzien import zie_in
from nachtleven.bewaring.sleutels import herwikkel, toon_sleutels
from nachtleven.bewaring.wissen import wis
from nachtleven.fouten import SleutelFout
from nachtleven.opslag import hoofdsleutels
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.opslag.invoer import Herkomst, Invoer
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen
from nachtleven.register.portiers import Kaart, Statuut, Vergunning
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.gebruikers import Gebruikersrol
from tests.bewaring.conftest import Bewaarhuis
from tests.bewaring.test_wissen import bestanden, geheimen, neem_steekproef, noteer
from tests.proefhuis import maak_bericht, maak_ontvangst

OUD, NIEUW = bytes(range(32)), bytes(range(100, 132))


def met_sleutels(delen: Onderdelen, *sleutels: bytes) -> Onderdelen:
    """Give the parts of a process that was started with these master keys."""
    opslag = Opslag(delen.opslag.motor, Kluis(sleutels), Pseudoniemen(bytes(range(32, 64))))
    return dataclasses.replace(delen, opslag=opslag)


def vul(huis: Bewaarhuis) -> str:
    """Keep something under every kind of key; give the kenmerk."""
    kenmerk = huis.meld()
    noteer(huis, kenmerk)
    huis.stuur("inc geweigerd zaak1 vol")
    Accountopslag(huis.opslag).maak("noor", Gebruikersrol.ONTHAAL, huis.klok())
    kaart = Kaart(
        "104233", "Verzonnen Naam", Vergunning("Proefwacht bv", "16.1"), Statuut.VERGUNDE_ONDERNEMING,
        date(2021, 1, 1), date(2026, 1, 1), telefoon="+32470000099",
    )  # fmt: skip
    with huis.opslag.schrijven() as sessie:
        Invoer(sessie, huis.opslag, "portiers").voer_in([kaart], Herkomst("proef.csv", "0", "test", huis.klok()))
    return kenmerk


def test_after_wrapping_anew_the_old_key_opens_nothing_and_the_new_one_all(huis: Bewaarhuis) -> None:
    kenmerk = vul(huis)
    oud, nieuw = toon_sleutels(huis.delen)[0], met_sleutels(huis.delen, NIEUW, OUD)
    tabellen = {"berichten", "meldingen", "incidenten", "gebruikers", "sleutels"}
    assert (set(oud.aantallen), oud.mag_weg) == (tabellen, False)
    assert herwikkel(nieuw, "test") == 6
    standen = toon_sleutels(nieuw)
    assert [(s.is_eerste, s.mag_weg, bool(s.aantallen)) for s in standen] == [(True, False, True), (False, True, False)]
    assert herwikkel(nieuw, "test") == 0
    alleen = met_sleutels(huis.delen, NIEUW)
    velden = zie_in(alleen, kenmerk)
    assert velden["berichten"][0]["tekst"] == "geweigerd aan zaak1 om mijn kleur"
    inlog = Accountopslag(alleen.opslag).inlog("noor")
    assert inlog is not None
    assert inlog.totp is not None
    with pytest.raises(SleutelFout):
        zie_in(met_sleutels(huis.delen, OUD), kenmerk)


def test_every_column_of_wrapped_keys_is_found(opslag: Opslag) -> None:
    with opslag.lezen() as sessie:
        gevonden = {f"{een.tabel.name}.{een.kolom.name}" for een in hoofdsleutels.sleutelkolommen(sessie)}
    nodig = {"berichten.sleutel", "meldingen.sleutel", "incidenten.sleutel", "gebruikers.totp_sleutel"}
    assert gevonden >= nodig | {"sleutels.gewikkeld"}


def test_what_was_erased_is_not_wrapped_anew_and_its_files_lose_the_old_wrapping(huis: Bewaarhuis) -> None:
    gewist, blijft = huis.meld(), huis.meld("geweigerd aan zaak2", "+32470000002")
    wis(huis.delen, gewist, nu=True)
    oud = {geheim for geheim in geheimen(huis.opslag) if geheim[1:5] == huis.opslag.kluis.eerste}
    neem_steekproef(huis.opslag)
    nieuw = met_sleutels(huis.delen, NIEUW, OUD)
    assert herwikkel(nieuw, "test") == len(oud) == 2
    ruw = b"".join(pad.read_bytes() for pad in bestanden(huis.opslag))
    assert [geheim for geheim in oud if geheim in ruw] == []
    assert zie_in(nieuw, blijft)["berichten"][0]["tekst"] == "geweigerd aan zaak2"


def test_messages_that_come_in_meanwhile_under_the_old_key_are_kept_and_wrapped(huis: Bewaarhuis) -> None:
    for nummer in range(20):
        huis.stuur("wat is dit nummer", f"+3247000{nummer:04d}")
    nieuw = met_sleutels(huis.delen, NIEUW, OUD)
    nog_oud = met_sleutels(huis.delen, OUD, NIEUW)  # a process that knows both and still wraps with the old one
    deur = maak_ontvangst(nog_oud.opslag, huis.klok)

    def stuur() -> None:
        for nummer in range(100, 115):
            deur.neem_aan(maak_bericht(nummer, "geweigerd aan zaak1", huis.klok(), f"+3247000{nummer:04d}"))

    draad = threading.Thread(target=stuur)
    draad.start()
    gedaan = herwikkel(nieuw, "test")
    draad.join(timeout=60)
    gedaan += herwikkel(nieuw, "test")
    assert gedaan == 20 + 15 * 2
    alleen = met_sleutels(huis.delen, NIEUW)
    teksten = [zie_in(alleen, str(m["kenmerk"]))["berichten"][0]["tekst"] for m in huis.meldingen()]
    assert teksten == ["geweigerd aan zaak1"] * 15


def test_a_key_erased_while_it_is_wrapped_anew_stays_erased(huis: Bewaarhuis) -> None:
    huis.stuur("wat is dit nummer")
    nieuw = met_sleutels(huis.delen, NIEUW, OUD).opslag
    with nieuw.lezen() as sessie:
        (kolom,) = (een for een in hoofdsleutels.sleutelkolommen(sessie) if een.tabel.name == "berichten")
    (bericht,) = huis.berichten()
    assert bericht.sleutel is not None
    with huis.opslag.schrijven() as sessie:
        sessie.execute(kolom.tabel.update().values(sleutel=None))
    id_ = bericht.id.hex if huis.opslag.is_sqlite else bericht.id
    gewikkeld = nieuw.kluis.herwikkel(bericht.sleutel, "berichten", bericht.id)
    with nieuw.schrijven() as sessie:
        assert hoofdsleutels.bewaar(sessie, kolom, [(id_, bericht.sleutel, gewikkeld)]) == 0
    assert huis.berichten()[0].sleutel is None


def test_a_key_under_a_master_key_that_is_not_given_is_named(huis_sqlite: Bewaarhuis) -> None:
    huis_sqlite.meld()
    alleen = met_sleutels(huis_sqlite.delen, NIEUW)
    with pytest.raises(SleutelFout):
        herwikkel(alleen, "test")
    onbekend = [stand for stand in toon_sleutels(alleen) if not stand.is_gegeven]
    assert [stand.aantallen for stand in onbekend] == [{"berichten": 1, "meldingen": 1}]


def test_a_file_in_the_spool_keeps_its_key_needed(huis_sqlite: Bewaarhuis) -> None:
    huis_sqlite.delen.aanname.spoel.bewaar(maak_bericht(1, "geweigerd", huis_sqlite.klok()))
    standen = toon_sleutels(met_sleutels(huis_sqlite.delen, NIEUW, OUD))
    assert [(s.aantallen, s.mag_weg) for s in standen] == [({}, False), ({"spoel": 1}, False)]
