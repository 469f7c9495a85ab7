"""Erasing really erases: what is left of a melding is a tombstone, and its keys are nowhere."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import LargeBinary, create_engine, func, inspect, select
from sqlalchemy.orm import Session

from nachtleven.bewaring.bewaren import houd_vast
from nachtleven.bewaring.inzien import zie_in
from nachtleven.bewaring.wisboek import Wisregel
from nachtleven.bewaring.wissen import speel_af, wis, wis_vervallen, wisboek_van
from nachtleven.fouten import NietGevonden, VastgehoudenFout
from nachtleven.meldingen import Status
from nachtleven.opslag import wissen
from nachtleven.opslag.dossiertabellen import DossierMeldingRij, DossierregelRij, DossierRij
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.schoonmaak import maak_schoon
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    BerichtRij,
    MelderRij,
    MeldingRij,
    StopRij,
    UitpostRij,
    VerloopRij,
)
from nachtleven.opslag.typen import Tabel
from nachtleven.web.tonen import Bewerking
from tests.bewaring.conftest import Bewaarhuis
from tests.proefhuis import VAN, maak_bericht

ANDER = "+32470000002"


def geheimen(opslag: Opslag) -> set[bytes]:
    """Give every ciphertext and wrapped key that stands in the database."""
    kolommen = [
        kolom
        for tabel in Tabel.metadata.sorted_tables
        for kolom in tabel.columns
        if isinstance(kolom.type, LargeBinary)
    ]
    with opslag.lezen() as sessie:
        return {
            bytes(waarde)
            for kolom in kolommen
            for waarde in sessie.scalars(select(kolom).where(kolom.is_not(None)))
            if kolom.table.name != "zaakindexen"
        }


def bestanden(opslag: Opslag) -> Iterator[Path]:
    """Give the files of a database; of PostgreSQL those of its tables and indexes, its write log not."""
    if opslag.is_sqlite:
        begin = Path(str(opslag.motor.url.database))
        yield from (p for p in (begin, Path(f"{begin}-wal")) if p.exists())
        return
    with opslag.motor.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        verbinding.exec_driver_sql("CHECKPOINT")
        vraag = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
        map_, nummer = verbinding.exec_driver_sql(vraag).one()
    gevonden = sorted(Path(map_, "base", str(nummer)).glob("*"))
    if not gevonden:
        pytest.skip("the files of this PostgreSQL are on another machine")
    yield from gevonden


def neem_steekproef(opslag: Opslag) -> None:
    """Let the database look at what its columns hold, as PostgreSQL does by itself."""
    with opslag.motor.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        verbinding.exec_driver_sql("ANALYZE")


def noteer(huis: Bewaarhuis, kenmerk: str, tekst: str = "verzonnen nota") -> None:
    Handelingen(huis.opslag).noteer(Bewerking(kenmerk, huis.rij(kenmerk).versie, "onthaal1", huis.klok()), tekst)


def test_what_is_erased_at_once_leaves_a_tombstone_with_dates_and_nothing_else(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    noteer(huis, kenmerk)
    ontvangen = huis.rij(kenmerk).ontvangen
    assert wis(huis.delen, kenmerk, nu=True).op is None
    (grafsteen,) = huis.meldingen()
    assert (grafsteen["kenmerk"], grafsteen["status"]) == (kenmerk, "gewist")
    assert datetime.fromisoformat(str(grafsteen["ontvangen"])) == ontvangen
    leeg = {n: w for n, w in grafsteen.items() if n in ("zaak", "tijdstip", "rol", "taal", "dossier") and w is not None}
    lijsten = {n: w for n, w in grafsteen.items() if n not in ("berichten",) and isinstance(w, list) and w}
    assert (leeg, lijsten) == ({}, {})


def test_no_row_holds_a_key_or_a_ciphertext_of_what_was_erased(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    noteer(huis, kenmerk)
    wis(huis.delen, kenmerk, nu=True)
    assert geheimen(huis.opslag) == set()
    with huis.opslag.lezen() as sessie:
        assert sessie.scalar(select(func.count()).select_from(MelderRij)) == 0
        assert {rij.melder for rij in sessie.scalars(select(BerichtRij))} == {""}
        assert sessie.scalars(select(MeldingRij.melder)).all() == [None]
        assert sessie.scalars(select(VerloopRij.handeling)).all() == ["gewist"]


def test_every_table_that_hangs_on_a_melding_is_emptied_of_it_or_known_here(opslag: Opslag) -> None:
    los = {
        tabel
        for tabel in inspect(opslag.motor).get_table_names()
        for sleutel in inspect(opslag.motor).get_foreign_keys(tabel)
        if sleutel["referred_table"] == "meldingen" and sleutel["options"].get("ondelete") != "CASCADE"
    }
    assert los == {"berichten", "antwoorden"}


def test_the_files_of_the_database_hold_no_trace_of_what_was_erased(huis: Bewaarhuis) -> None:
    kies = random.Random(8989)  # noqa: S311 - sizes, no secrets
    kenmerken = []
    for nummer in range(40):
        van = f"+3247{nummer:07d}"
        kenmerken.append(huis.meld(f"geweigerd aan zaak{nummer} " + "x" * kies.randrange(1200), van))
        huis.stuur("nog iets " + "y" * kies.randrange(9000), van)
        noteer(huis, kenmerken[-1], "n" * kies.randrange(1, 3000))
    blijft, alles = kenmerken[::3], geheimen(huis.opslag)
    neem_steekproef(huis.opslag)
    for kenmerk in kenmerken:
        if kenmerk not in blijft:
            assert wis(huis.delen, kenmerk, nu=True).schoon
    over = geheimen(huis.opslag)
    ruw = b"".join(pad.read_bytes() for pad in bestanden(huis.opslag))
    assert len(over) > 40
    assert all(geheim[:200] in ruw or len(geheim) > 3000 for geheim in over)  # what lives is found this way
    assert [geheim for geheim in alles - over if geheim[:200] in ruw or geheim[-64:] in ruw] == []


def test_who_still_sees_what_was_erased_is_told_so_that_it_is_cleaned_later(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    oud = geheimen(huis.opslag)
    with Session(huis.opslag.motor.execution_options(isolation_level="SERIALIZABLE")) as kijker:
        assert kijker.scalars(select(MeldingRij.kenmerk)).all() == [kenmerk]
        with huis.opslag.schrijven() as sessie:
            wissen.wis_melding(sessie, sessie.scalars(select(MeldingRij)).one(), "onthaal1", huis.klok())
        assert not maak_schoon(huis.opslag, geduld_s=0)
        assert kijker.scalars(select(MeldingRij.status)).all() != ["gewist"]
    assert maak_schoon(huis.opslag)
    ruw = b"".join(pad.read_bytes() for pad in bestanden(huis.opslag))
    assert [geheim for geheim in oud if geheim in ruw] == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_table_too_large_to_write_anew_is_said_to_hold_something_still(huis: Bewaarhuis) -> None:
    wis(huis.delen, huis.meld(), nu=True)
    assert maak_schoon(huis.opslag)
    assert not maak_schoon(huis.opslag, hoogstens=1)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_tables_of_another_owner_are_said_to_hold_something_still(huis: Bewaarhuis) -> None:
    url = huis.opslag.motor.url.update_query_dict({"options": "-c role=anders"})
    ander = Opslag(create_engine(url), huis.opslag.kluis, huis.opslag.pseudoniemen)
    with huis.opslag.motor.begin() as verbinding:
        verbinding.exec_driver_sql("CREATE ROLE anders")
        verbinding.exec_driver_sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO anders")
    try:
        assert maak_schoon(huis.opslag)
        assert not maak_schoon(ander)
    finally:
        ander.sluit()
        with huis.opslag.motor.begin() as verbinding:
            verbinding.exec_driver_sql("DROP OWNED BY anders")
            verbinding.exec_driver_sql("DROP ROLE anders")


def test_erasing_waits_for_the_term_and_is_then_done_once(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    dagen = huis.delen.stad.termijnen.wis_dagen
    gevolg = wis(huis.delen, kenmerk, nu=False)
    assert gevolg.op == huis.klok() + timedelta(days=dagen)
    huis.klok.verder(days=dagen, seconds=-1)
    assert wis_vervallen(huis.delen, "planner").aantallen == (0, 0)
    assert huis.rij(kenmerk).status == "ingetrokken"
    assert zie_in(huis.delen, kenmerk)["berichten"][0]["tekst"] == "geweigerd aan zaak1 om mijn kleur"
    huis.klok.verder(seconds=1)
    assert wis_vervallen(huis.delen, "planner").kenmerken == (kenmerk,)
    assert huis.rij(kenmerk).status == "gewist"
    assert wis_vervallen(huis.delen, "planner").aantallen == (0, 0)


def test_asking_again_changes_nothing_but_at_once_is_at_once(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    eerste = wis(huis.delen, kenmerk, nu=False)
    huis.klok.verder(days=2)
    assert wis(huis.delen, kenmerk.lower().replace("-", " "), nu=False).op == eerste.op
    assert wis(huis.delen, kenmerk, nu=True).op is None
    assert wis(huis.delen, kenmerk, nu=False).op is None
    assert huis.rij(kenmerk).status == "gewist"


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.GEWIST])
def test_a_melding_can_be_erased_from_any_state(huis_sqlite: Bewaarhuis, status: Status) -> None:
    kenmerk = huis_sqlite.meld()
    huis_sqlite.zet(kenmerk, status=status.value)
    wis(huis_sqlite.delen, kenmerk, nu=True)
    assert huis_sqlite.rij(kenmerk).status == "gewist"


@pytest.mark.parametrize("nu", [True, False])
def test_what_is_held_is_not_erased(huis: Bewaarhuis, nu: bool) -> None:  # noqa: FBT001 - a table
    kenmerk = huis.meld()
    huis.zet(kenmerk, vastgehouden=True)
    with pytest.raises(VastgehoudenFout) as fout:
        wis(huis.delen, kenmerk, nu=nu)
    assert fout.value.kenmerk == kenmerk
    assert huis.rij(kenmerk).sleutel is not None
    assert wisboek_van(huis.delen).kop().aantal == 0


def test_a_hold_outlives_the_term_of_a_withdrawal(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    wis(huis.delen, kenmerk, nu=False)
    huis.zet(kenmerk, vastgehouden=True)
    huis.klok.verder(days=400)
    assert wis_vervallen(huis.delen, "planner").aantallen == (0, 0)
    huis.zet(kenmerk, vastgehouden=False)
    assert wis_vervallen(huis.delen, "planner").kenmerken == (kenmerk,)


def test_an_unknown_kenmerk_is_said(huis_sqlite: Bewaarhuis) -> None:
    for vraag in (lambda: wis(huis_sqlite.delen, "KAN-4TR-7", nu=True), lambda: zie_in(huis_sqlite.delen, "KAN-4TR-7")):
        with pytest.raises(NietGevonden):
            vraag()


def test_erasing_one_melding_leaves_the_senders_others(huis: Bewaarhuis) -> None:
    eerste = huis.meld()
    huis.klok.verder(days=10)
    tweede = huis.meld("geweigerd aan zaak2")
    wis(huis.delen, eerste, nu=True)
    assert zie_in(huis.delen, tweede)["berichten"][0]["tekst"] == "geweigerd aan zaak2"
    assert huis.rij(tweede).melder == huis.opslag.pseudoniemen.melder(VAN)
    with huis.opslag.lezen() as sessie:
        assert sessie.scalar(select(func.count()).select_from(MelderRij)) == 1


def test_the_same_message_brought_again_after_erasure_is_not_taken_in(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    wis(huis.delen, kenmerk, nu=True)
    assert huis.delen.ontvangst.neem_aan(maak_bericht(1, "geweigerd", huis.klok())) is None
    assert len(huis.meldingen()) == 1
    assert geheimen(huis.opslag) == set()


def test_an_answer_that_still_waits_is_not_sent_any_more(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    with huis.opslag.schrijven() as sessie:
        antwoord = sessie.scalars(select(AntwoordRij)).one()
        sessie.add(
            UitpostRij(
                id=antwoord.id, antwoord_id=antwoord.id, staat="wacht", volgende=huis.klok(), bijgewerkt=huis.klok()
            )
        )
    wis(huis.delen, kenmerk, nu=True)
    with huis.opslag.lezen() as sessie:
        assert sessie.scalars(select(UitpostRij.staat)).all() == ["gestopt"]


def test_who_wants_everything_erased_loses_texts_of_no_melding_too(huis: Bewaarhuis) -> None:
    huis.stuur("wat is dit nummer")
    huis.stuur("wat is dit nummer", ANDER)
    kenmerk = huis.meld()
    huis.stuur("wis al mijn gegevens")
    huis.klok.verder(days=1)
    later = huis.meld("geweigerd aan zaak2")
    huis.klok.verder(days=huis.delen.stad.termijnen.wis_dagen)
    assert wis_vervallen(huis.delen, "planner").kenmerken == (kenmerk,)
    leeft = [rij.poort_id for rij in huis.berichten() if rij.sleutel is not None]
    assert leeft == ["SM000002", "SM000005"]
    assert huis.rij(later).status != "gewist"


def test_who_has_no_melding_can_have_the_texts_erased(huis: Bewaarhuis) -> None:
    huis.stuur("wat is dit nummer")
    huis.stuur("wis al mijn gegevens")
    huis.klok.verder(days=huis.delen.stad.termijnen.wis_dagen)
    assert wis_vervallen(huis.delen, "planner").aantallen == (0, 2)
    assert geheimen(huis.opslag) == set()
    with huis.opslag.lezen() as sessie:
        assert sessie.scalar(select(func.count()).select_from(MelderRij)) == 0


def test_a_log_line_is_not_erased_by_its_writer(huis: Bewaarhuis) -> None:
    huis.stuur("inc geweigerd zaak1 vol")
    huis.stuur("wis al mijn gegevens")
    huis.klok.verder(days=400)
    wis_vervallen(huis.delen, "planner")
    assert [rij.sleutel is None for rij in huis.berichten()] == [False, True]


def test_stop_outlives_erasure(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    huis.stuur("STOP")
    wis(huis.delen, kenmerk, nu=True)
    with huis.opslag.lezen() as sessie:
        assert sessie.scalars(select(StopRij.pseudoniem)).all() == [huis.opslag.pseudoniemen.stop(VAN)]


def test_a_withdrawal_that_staff_took_back_is_not_erased_at_the_old_term(huis: Bewaarhuis) -> None:
    kenmerk = huis.meld()
    wis(huis.delen, kenmerk, nu=False)
    for naar in (Status.TE_CONTACTEREN, Status.INGETROKKEN):
        huis.klok.verder(days=10)
        bewerking = Bewerking(kenmerk, huis.rij(kenmerk).versie, "onthaal1", huis.klok())
        Handelingen(huis.opslag).verander_staat(bewerking, naar, "verzonnen reden", None)
    assert wis_vervallen(huis.delen, "planner").aantallen == (0, 0)
    huis.klok.verder(days=huis.delen.stad.termijnen.wis_dagen)
    assert wis_vervallen(huis.delen, "planner").kenmerken == (kenmerk,)


def test_a_database_put_back_forgets_again_what_was_erased_since(huis: Bewaarhuis) -> None:
    kenmerk, blijft = huis.meld(), huis.meld("geweigerd aan zaak2", ANDER)
    id_, bericht = huis.rij(kenmerk).id, huis.berichten()[0].id
    boek = wisboek_van(huis.delen)
    boek.schrijf([Wisregel("melding", id_, huis.klok())])
    boek.schrijf([Wisregel("bericht", bericht, huis.klok(), "twilio", "SM000001")])
    boek.schrijf([Wisregel("bericht", id_, huis.klok(), "twilio", "SM000777")])
    regels = boek.lees()
    assert speel_af(huis.delen, regels) == 1
    assert (huis.rij(kenmerk).status, huis.rij(blijft).status != "gewist") == ("gewist", True)
    assert speel_af(huis.delen, regels) == 0
    assert huis.delen.ontvangst.neem_op(maak_bericht(777, "geweigerd", huis.klok())) is False


@pytest.mark.parametrize(
    "tekst",
    [
        pytest.param("geweigerd'; DROP TABLE meldingen; --", id="sql"),
        pytest.param('geweigerd" OR 1=1 /*', id="sql_too"),
        pytest.param("geweigerd <script>alert(1)</script>", id="html"),
        pytest.param("=HYPERLINK(geweigerd) {{7*7}} #import", id="formula_and_templates"),
        pytest.param("geweigerd %s %(x)s :naam ?", id="placeholders"),
    ],
)
def test_a_text_that_looks_like_an_order_to_a_machine_is_kept_as_words(huis: Bewaarhuis, tekst: str) -> None:
    huis.stuur(tekst)
    (bericht,) = huis.berichten()
    sleutel = huis.opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
    assert sleutel.ontsleutel("tekst", bericht.tekst_geheim or b"") == tekst
    assert huis.meld("geweigerd aan zaak2", ANDER)


def in_dossier(huis: Bewaarhuis, *kenmerken: str) -> str:
    """Put meldingen in a dossier with a note; give its kenmerk."""
    dossier, regel = uuid4(), uuid4()
    sleutel, gewikkeld = huis.opslag.kluis.nieuwe_sleutel("dossiers", dossier)
    nota = sleutel.versleutel(f"verloop {regel}", "verzonnen nota")
    ids = [huis.rij(kenmerk).id for kenmerk in kenmerken]
    with huis.opslag.schrijven() as sessie:
        sessie.add(
            DossierRij(
                id=dossier, kenmerk="D-2026-001", staat="open", nacht=huis.klok().date(), sleutel=gewikkeld,
                geopend=huis.klok(), door="onthaal1",
            )
        )  # fmt: skip
        sessie.flush()
        sessie.add_all(DossierMeldingRij(melding_id=id_, dossier_id=dossier) for id_ in ids)
        sessie.add(
            DossierregelRij(
                id=regel, dossier_id=dossier, moment=huis.klok(), door="onthaal1", handeling="nota",
                toelichting_geheim=nota,
            )
        )  # fmt: skip
    return "D-2026-001"


def notas(huis: Bewaarhuis) -> list[bool]:
    with huis.opslag.lezen() as sessie:
        return [nota is not None for nota in sessie.scalars(select(DossierregelRij.toelichting_geheim))]


def test_the_notes_of_a_dossier_go_with_its_last_melding(huis: Bewaarhuis) -> None:
    eerste, tweede = huis.meld(), huis.meld("geweigerd aan zaak2", ANDER)
    in_dossier(huis, eerste, tweede)
    wis(huis.delen, eerste, nu=True)
    assert notas(huis) == [True]
    wis(huis.delen, tweede, nu=True)
    assert notas(huis) == [False]
    assert geheimen(huis.opslag) == set()


def test_a_hold_on_a_dossier_holds_its_meldingen(huis: Bewaarhuis) -> None:
    eerste, tweede = huis.meld(), huis.meld("geweigerd aan zaak2", ANDER)
    dossier = in_dossier(huis, eerste, tweede)
    houd_vast(huis.delen, [dossier], "onthaal1", vast=True, reden="klacht loopt")
    assert [huis.rij(kenmerk).vastgehouden for kenmerk in (eerste, tweede)] == [True, True]
    houd_vast(huis.delen, [dossier], "onthaal1", vast=False, reden="klacht afgelopen")
    assert wis(huis.delen, eerste, nu=True).op is None
