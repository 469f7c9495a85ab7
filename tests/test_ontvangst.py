import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, event, select, text

from nachtleven.opslag import aankomst, berichten, uitvoer
from nachtleven.opslag.invoer import Herkomst, Invoer
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import IncidentRij
from nachtleven.opslag.tabellen import BerichtRij, MelderRij
from nachtleven.opslag.voorgeschiedenis import Voorstel, houd_vast, voorgeschiedenis
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak
from tests.conftest import Klok
from tests.proefhuis import BOEK, STAD, VAN, Woordlezer, maak_bericht, maak_ontvangst

NU = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
PORTIER = "+32470000099"


def vul_registers(opslag: Opslag) -> None:
    """Keep one venue with a doorman on duty on a lapsed card."""
    zaak = Zaak("ZAAK1", "Zaak Een", (), "Proefstraat", "1", "9000", "Gent", "Proefwijk", 100, portier=True)
    dag = datetime(2026, 3, 1, tzinfo=UTC).date()
    kaart = Kaart(
        "10 42-33", "Verzonnen Naam", Vergunning("Proefwacht bv", "16.1"), Statuut.VERGUNDE_ONDERNEMING,
        dag.replace(year=2021), dag, telefoon=PORTIER,
    )  # fmt: skip
    inzet = Inzet("104233", "ZAAK1", datetime(2026, 3, 6, 21, tzinfo=UTC), datetime(2026, 3, 7, 5, tzinfo=UTC))
    with opslag.schrijven() as sessie:
        for soort, waarde in (("zaken", zaak), ("portiers", kaart), ("inzet", inzet)):
            verschil = Invoer(sessie, opslag, soort).voer_in([waarde], Herkomst("proef.csv", "0", "test", NU))
            assert verschil.nieuw == 1


def meldingen(opslag: Opslag) -> list[dict[str, object]]:
    with opslag.lezen() as sessie:
        return list(uitvoer.meldingen(sessie, None, None))


def tel(opslag: Opslag) -> berichten.Telling:
    with opslag.lezen() as sessie:
        return berichten.tel(sessie)


def test_a_text_at_the_door_becomes_a_melding_with_the_doorman_on_duty(opslag: Opslag, klok: Klok) -> None:
    vul_registers(opslag)
    antwoord = maak_ontvangst(opslag, klok).neem_aan(maak_bericht(1, "geweigerd aan zaak1 om mijn kleur", NU))
    (melding,) = meldingen(opslag)
    assert antwoord is not None
    assert str(melding["kenmerk"]) in antwoord
    assert melding["zaak"] == "ZAAK1"
    assert melding["portiers"] == ["104233"]
    assert melding["gronden"] == ["raciaal"]
    assert melding["berichten"] == ["SM000001"]
    assert "+32" not in str(melding)


def test_the_same_message_again_gets_the_same_answer_and_is_stored_once(opslag: Opslag, klok: Klok) -> None:
    ontvangst = maak_ontvangst(opslag, klok)
    eerste = ontvangst.neem_aan(maak_bericht(1, "geweigerd", NU))
    assert ontvangst.neem_aan(maak_bericht(1, "geweigerd", NU)) == eerste
    assert (tel(opslag).binnen, tel(opslag).antwoorden, len(meldingen(opslag))) == (1, 1, 1)


def test_a_first_text_takes_few_statements_and_asks_nothing_of_its_sender_before_it_is_read(
    opslag: Opslag, klok: Klok
) -> None:
    ontvangst = maak_ontvangst(opslag, klok)
    gedaan: list[str] = []
    event.listen(opslag.motor, "before_cursor_execute", lambda *wat: gedaan.append(wat[2]))
    ontvangst.neem_aan(maak_bericht(1, "geweigerd om mijn kleur", NU))
    woorden = [regel.split()[0] for regel in gedaan if not regel.startswith("BEGIN")]
    houdt = [] if opslag.is_sqlite else ["INSERT"]
    melder = "INSERT" if opslag.is_sqlite else "UPDATE"
    melding = ["INSERT"] * 4  # itself, its history, the fact and the ground
    assert woorden == ["INSERT", *houdt, "SELECT", melder, *melding, "UPDATE", "INSERT"]


def test_a_kept_message_tells_whether_its_sender_wrote_before(opslag: Opslag, klok: Klok) -> None:
    houder = berichten.Houder("proef", klok(), klok())
    with opslag.schrijven() as sessie:
        bewaard = [
            aankomst.bewaar(sessie, opslag, maak_bericht(nummer, "geweigerd", NU, van), houder).schreef_eerder
            for nummer, van in enumerate(("+32470000001", "+32470000002", "0470 00 00 01", "+32470000003"))
        ]
    assert bewaard == [False, False, True, False]


def test_a_message_that_was_read_already_brings_its_sender_nothing(opslag: Opslag, klok: Klok) -> None:
    maak_ontvangst(opslag, klok).neem_aan(maak_bericht(1, "geweigerd", NU))
    with opslag.schrijven() as sessie:
        rij = sessie.scalars(select(BerichtRij.id)).one()
        sessie.execute(delete(MelderRij))
    with opslag.schrijven() as sessie:
        bewaard = aankomst.open_bewaard(sessie, opslag, rij)
        houd_vast(sessie, rij, bewaard.afzender)
        voorstel = Voorstel(bewaard.bericht.tekst, NU, "KAN-4TR-7")
        assert voorgeschiedenis(sessie, opslag, rij, bewaard.afzender, voorstel) is None
    with opslag.lezen() as sessie:
        assert sessie.scalars(select(MelderRij)).all() == []


def test_twice_at_the_same_instant_is_once(opslag: Opslag, klok: Klok) -> None:
    deuren = [maak_ontvangst(opslag, klok) for _ in range(2)]
    samen = threading.Barrier(8)

    def stuur(n: int) -> str | None:
        samen.wait()
        return deuren[n % 2].neem_aan(maak_bericht(n // 2, "geweigerd aan zaak1", NU, f"+3247000000{n // 2}"))

    with ThreadPoolExecutor(8) as draden:
        antwoorden = list(draden.map(stuur, range(8)))
    assert [a == b for a, b in zip(antwoorden[::2], antwoorden[1::2], strict=True)] == [True] * 4
    assert (tel(opslag).binnen, tel(opslag).gelezen, tel(opslag).antwoorden) == (4, 4, 4)
    assert len(meldingen(opslag)) == 4


def test_what_breaks_after_the_first_commit_is_confirmed_plainly_and_taken_up_again(opslag: Opslag, klok: Klok) -> None:
    lezer = Woordlezer()
    lezer.kapot = True
    ontvangst = maak_ontvangst(opslag, klok, lezer)
    kaal = ontvangst.neem_aan(maak_bericht(1, "geweigerd", NU))
    assert kaal == BOEK.zin(STAD.taal, "kaal")
    assert (tel(opslag).te_lezen, meldingen(opslag)) == (1, [])
    lezer.kapot = False
    (rij,) = ontvangst.wachtende()
    assert ontvangst.haal_in(rij)
    assert len(meldingen(opslag)) == 1
    assert tel(opslag).uit == {"wacht": 1}
    assert ontvangst.neem_aan(maak_bericht(1, "geweigerd", NU)) == kaal


def test_after_three_tries_a_person_gets_it(opslag: Opslag, klok: Klok) -> None:
    ontvangst = maak_ontvangst(opslag, klok)
    ontvangst.neem_aan(maak_bericht(1, "kapot", NU))
    for _ in range(4):
        klok.verder(minutes=1)
        for rij in ontvangst.wachtende():
            ontvangst.haal_in(rij)
    with opslag.lezen() as sessie:
        bericht = sessie.scalars(select(BerichtRij)).one()
        assert (bericht.staat, bericht.pogingen) == ("persoon", 3)


def test_a_holder_that_was_killed_gives_its_message_up(opslag: Opslag, klok: Klok) -> None:
    dood, levend = maak_ontvangst(opslag, klok), maak_ontvangst(opslag, klok)
    with opslag.schrijven() as sessie:
        houder = berichten.Houder("dood", klok(), klok())
        aankomst.bewaar(sessie, opslag, maak_bericht(1, "geweigerd", NU), houder)
    klok.verder(seconds=1)
    antwoord = levend.neem_aan(maak_bericht(1, "geweigerd", NU))
    assert antwoord is not None
    assert str(meldingen(opslag)[0]["kenmerk"]) in antwoord
    assert dood.wachtende() == []


def test_a_message_for_another_number_is_kept_and_not_answered(opslag: Opslag, klok: Klok) -> None:
    ontvangst = maak_ontvangst(opslag, klok)
    ander = maak_bericht(1, "geweigerd", NU)
    vreemd = type(ander)(ander.poort, ander.poort_id, ander.van, "+1555", ander.tekst, ander.ontvangen)
    assert ontvangst.neem_aan(vreemd) is None
    assert ontvangst.neem_aan(vreemd) is None
    assert (tel(opslag).binnen, tel(opslag).antwoorden, meldingen(opslag)) == (1, 0, [])


@pytest.mark.parametrize(("van", "geverifieerd"), [(PORTIER, True), (VAN, False)])
def test_a_log_line_is_verified_only_from_a_number_in_the_registers(
    opslag: Opslag,
    klok: Klok,
    van: str,
    geverifieerd: bool,  # noqa: FBT001 - a row of the table
) -> None:
    vul_registers(opslag)
    antwoord = maak_ontvangst(opslag, klok).neem_aan(maak_bericht(1, "inc 104233 zaak1 vol 6 geweigerd", NU, van))
    with opslag.lezen() as sessie:
        lijn = sessie.scalars(select(IncidentRij)).one()
        assert lijn.nummer in str(antwoord)
        assert (lijn.geverifieerd, lijn.zaak_id, lijn.reden, lijn.aantal) == (geverifieerd, "ZAAK1", "vol", 6)
        assert lijn.gelogd == NU
    assert meldingen(opslag) == []


def test_a_second_text_of_the_same_night_joins_the_melding(opslag: Opslag, klok: Klok) -> None:
    vul_registers(opslag)
    ontvangst = maak_ontvangst(opslag, klok)
    ontvangst.neem_aan(maak_bericht(1, "geweigerd", NU))
    klok.verder(minutes=3)
    ontvangst.neem_aan(maak_bericht(2, "zaak1", klok()))
    (melding,) = meldingen(opslag)
    assert melding["zaak"] == "ZAAK1"
    assert melding["berichten"] == ["SM000001", "SM000002"]


def test_no_text_and_no_number_stands_readable_in_the_database(opslag_sqlite: Opslag, klok: Klok) -> None:
    maak_ontvangst(opslag_sqlite, klok).neem_aan(maak_bericht(1, "geweigerd bij zaak1 unicumwoord", NU))
    with opslag_sqlite.motor.connect() as verbinding:
        bestand = verbinding.execute(text("PRAGMA database_list")).all()[0][2]
    opslag_sqlite.sluit()
    ruw = b"".join(pad.read_bytes() for pad in Path(bestand).parent.glob("proef.db*"))
    assert b"unicumwoord" not in ruw
    assert b"470000001" not in ruw


def test_nul_characters_and_odd_text_are_kept_as_they_came(opslag: Opslag, klok: Klok) -> None:
    ontvangst = maak_ontvangst(opslag, klok)
    vreemd = "geweigerd \0 \ud800 \x07 😀"
    ontvangst.neem_aan(maak_bericht(1, vreemd, NU))
    with opslag.lezen() as sessie:
        rij = sessie.scalars(select(BerichtRij.id)).one()
        assert berichten.open_bericht(sessie, opslag, rij).tekst == vreemd
