from datetime import UTC, datetime
from pathlib import Path

from nachtleven.lezen.index import bouw_index
from nachtleven.lezerbron import Lezerbron
from nachtleven.opslag import registers
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import InvoerRij
from nachtleven.register.zaken import Zaak
from tests.conftest import Klok

NU = datetime(2026, 3, 6, 23, 30, tzinfo=UTC)
ZAAK = Zaak("Z1", "De Quizquaz", (), "Proefstraat", "1", "9000", "Gent", "Proefwijk", 100, portier=True)


def voer_in(opslag: Opslag, nummer: int) -> None:
    """Keep an import of one venue with its index."""
    with opslag.schrijven() as sessie:
        sessie.add(
            InvoerRij(
                id=nummer,
                soort="zaken",
                moment=NU,
                door="t",
                bestand="z",
                hash="",
                nieuw=1,
                gewijzigd=0,
                gelijk=0,
                weg=0,
            )
        )
        sessie.flush()
        registers.bewaar_index(sessie, nummer, bouw_index((ZAAK,), {}).naar_bytes(), NU)


def test_an_empty_register_reads_everything_but_venues(opslag_sqlite: Opslag, klok: Klok) -> None:
    lezer = Lezerbron(opslag_sqlite, Path("config"), klok).lezer()
    assert lezer.lees("geweigerd bij De Quizquaz", NU).zaken == ()


def test_a_new_import_is_read_with_within_seconds_without_a_restart(opslag_sqlite: Opslag, klok: Klok) -> None:
    bron = Lezerbron(opslag_sqlite, Path("config"), klok)
    bron.lezer()
    voer_in(opslag_sqlite, 1)
    assert bron.lezer().lees("geweigerd bij De Quizquaz", NU).zaken == ()
    klok.verder(seconds=2)
    assert [z.zaak_id for z in bron.lezer().lees("geweigerd bij De Quizquaz", NU).zaken] == ["Z1"]
