"""What is counted ahead by night is what the rows say, whatever changed in them, by whom and how."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import ColumnElement, delete, event, func, insert, select, update
from sqlalchemy.orm import Session

from nachtleven.nacht import nacht_van
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.nachtmaten import VORM, Maat, Nachttelling, tel_nacht
from nachtleven.opslag.nachttellingen import eerste_nacht, goede_nachten, open_nachtboek, tel_vooruit
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MeldingFeitRij, MeldingGrondRij, MeldingRij
from nachtleven.opslag.tellingen import tel
from nachtleven.opslag.tellingtabellen import NachttellingRij, NachtwijzigingRij
from nachtleven.opslag.typen import Tabel
from nachtleven.rapport import Rapport, Rapportinstellingen, lees_periode, maak_rapport
from tests.test_rapport_nagerekend import LATER, Jaar, voeg_toe

EINDE = date(2026, 4, 8)
JAREN = (date(2025, 1, 1), date(2027, 1, 1))
NACHT = date(2026, 3, 28)
AVOND = datetime(2026, 3, 28, 21, tzinfo=UTC)
GETELD = (MeldingRij, MeldingGrondRij, MeldingFeitRij, BerichtRij, AntwoordRij)


def alles_vooruit(opslag: Opslag, tot: date = EINDE) -> int:
    gedaan = 0
    while True:
        with opslag.schrijven() as sessie:
            nu = tel_vooruit(sessie, tot)
        if not nu:
            return gedaan
        gedaan += nu


def verslag(opslag: Opslag, soort: str, code: str) -> Rapport:
    periode = lees_periode(soort, code)
    with opslag.lezen() as sessie:
        geteld = tel(sessie, periode, LATER)
    return maak_rapport(geteld, periode, "intern", geteld.gemaakt, Rapportinstellingen(5))


def bewaard(sessie: Session, nacht: date) -> Nachttelling:
    rijen = sessie.execute(
        select(NachttellingRij.maat, NachttellingRij.waarde, NachttellingRij.aantal).where(
            NachttellingRij.nacht == nacht
        )
    )
    return Nachttelling({(Maat(maat), sleutel): aantal for maat, sleutel, aantal in rijen})


def kijk_na(opslag: Opslag) -> None:
    """Hold every night that passes for good against its raw rows."""
    with opslag.lezen() as sessie:
        goed = goede_nachten(sessie, eerste_nacht(sessie) or EINDE, EINDE)
        assert goed
        for nacht in goed:
            vers = {sleutel: aantal for sleutel, aantal in tel_nacht(sessie, nacht).items() if aantal}
            assert {sleutel: aantal for sleutel, aantal in bewaard(sessie, nacht).items() if aantal} == vers


def melding(nummer: int, avond: datetime = AVOND, **verder: object) -> MeldingRij:
    vast: dict[str, Any] = {
        "id": UUID(int=nummer), "kenmerk": f"K{nummer}", "status": "te_contacteren", "kanaal": "sms",
        "soort": "melding", "zaak_id": "Z1", "zaak_hoe": "zeker", "tijdstip": avond, "nacht_bekend": True,
        "nacht": nacht_van(avond), "uur": 22, "ontvangen": avond,
    }  # fmt: skip
    return MeldingRij(**vast | verder)


def bericht(nummer: int, melding_id: UUID | None, ontvangen: datetime = AVOND) -> BerichtRij:
    return BerichtRij(
        id=UUID(int=nummer), poort="p", poort_id=f"{nummer}", kanaal="sms", melder="m", naar="8989",
        ontvangen=ontvangen, bewaard=ontvangen, staat="gelezen", melding_id=melding_id,
    )  # fmt: skip


def antwoord(nummer: int, van: UUID) -> AntwoordRij:
    gemaakt = AVOND + timedelta(seconds=3)
    return AntwoordRij(
        id=UUID(int=nummer), bericht_id=van, soort="vraag_zaak", taal="nl", wijze="direct", gemaakt=gemaakt
    )


@pytest.fixture
def drie_nachten(opslag: Opslag) -> Opslag:
    """Two meldingen in one night, one in the next but one; a question to the first; all counted ahead."""
    with opslag.schrijven() as sessie:
        sessie.add_all([melding(1), melding(2, gecontacteerd=AVOND + timedelta(days=2)), melding(3, AVOND_VERDER)])
        sessie.flush()
        sessie.add(MeldingGrondRij(melding_id=UUID(int=1), grond="raciaal"))
        sessie.add(MeldingFeitRij(melding_id=UUID(int=1), feit="geweigerd"))
        sessie.add_all([bericht(11, UUID(int=1)), bericht(12, None, AVOND_VERDER)])
        sessie.flush()
        sessie.add(antwoord(21, UUID(int=11)))
    alles_vooruit(opslag)
    return opslag


AVOND_VERDER = AVOND + timedelta(days=2)


def test_a_report_of_nights_counted_ahead_is_that_of_the_raw_rows(opslag: Opslag) -> None:
    with opslag.schrijven() as sessie:
        voeg_toe(sessie, Jaar().maak())
    vragen = [("jaar", "2026"), ("kwartaal", "2026-K1"), ("maand", "2026-10")]
    rauw = [verslag(opslag, *vraag) for vraag in vragen]
    assert alles_vooruit(opslag, JAREN[1]) == (JAREN[1] - JAREN[0]).days
    assert alles_vooruit(opslag, JAREN[1]) == 0
    assert [verslag(opslag, *vraag) for vraag in vragen] == rauw


def test_a_report_of_good_nights_reads_no_melding_of_them(drie_nachten: Opslag) -> None:
    gevraagd: list[str] = []
    event.listen(drie_nachten.motor, "before_cursor_execute", lambda *a: gevraagd.append(a[2]))
    with drie_nachten.lezen() as sessie:
        boek = open_nachtboek(sessie, EINDE)
        assert boek.sommen(NACHT, EINDE, (Maat.KANAAL,)) == {Maat.KANAAL: {"sms": 3}}
    assert not [vraag for vraag in gevraagd if "melding_gronden" in vraag or "meldingen.kanaal" in vraag]


VOORBEELD: dict[type, Any] = {str: "anders", int: 7, bool: True, datetime: AVOND_VERDER, date: date(2026, 4, 2)}


def kolommen() -> list[Any]:
    """Give every column of the counted tables that can be given another value, with the first row of it."""
    vast = {"sleutel", "id", "samengevoegd_met", "incident_id"}
    return [
        pytest.param(tabel, kolom.name, id=f"{tabel.__tablename__}_{kolom.name}")
        for tabel in GETELD
        for kolom in tabel.__table__.columns
        if kolom.name not in vast and kolom.type.python_type in VOORBEELD and not kolom.foreign_keys
    ]


@pytest.mark.parametrize(("tabel", "kolom"), kolommen())
def test_no_column_can_change_without_its_night_being_counted_again(
    drie_nachten: Opslag, tabel: type[Tabel], kolom: str
) -> None:
    soort = tabel.__table__.columns[kolom].type.python_type
    with drie_nachten.schrijven() as sessie:
        sessie.execute(update(tabel).where(eerste_rij(tabel)).values({kolom: VOORBEELD[soort]}))
    kijk_na(drie_nachten)
    with drie_nachten.schrijven() as sessie:
        sessie.execute(update(tabel).where(eerste_rij(tabel)).values({kolom: VOORBEELD[soort]}))
    alles_vooruit(drie_nachten)
    kijk_na(drie_nachten)


def eerste_rij(tabel: type[Tabel]) -> ColumnElement[bool]:
    eerste = {MeldingRij: 1, BerichtRij: 11, AntwoordRij: 21}
    sleutel = tabel.__table__.columns["id" if tabel in eerste else "melding_id"]
    return sleutel == UUID(int=eerste.get(tabel, 1))


WIJZIGINGEN: list[Any] = [
    pytest.param(lambda s: s.add(melding(4)), NACHT, id="a_melding_comes"),
    pytest.param(lambda s: s.execute(delete(MeldingRij).where(MeldingRij.id == UUID(int=2))), NACHT, id="one_goes"),
    pytest.param(
        lambda s: s.execute(
            update(MeldingRij).where(MeldingRij.id == UUID(int=2)).values(samengevoegd_met=UUID(int=1))
        ),
        NACHT,
        id="one_is_merged",
    ),
    pytest.param(
        lambda s: s.execute(insert(MeldingGrondRij).values(melding_id=UUID(int=2), grond="geloof")),
        NACHT,
        id="a_ground",
    ),
    pytest.param(lambda s: s.execute(delete(MeldingFeitRij)), NACHT, id="a_fact_goes"),
    pytest.param(lambda s: s.add(bericht(13, None)), NACHT, id="a_message_comes"),
    pytest.param(
        lambda s: s.add(bericht(13, UUID(int=1), AVOND_VERDER)), NACHT, id="an_answer_to_our_question_nights_later"
    ),
    pytest.param(
        lambda s: s.execute(update(BerichtRij).where(BerichtRij.id == UUID(int=12)).values(melding_id=UUID(int=1))),
        NACHT,
        id="a_later_message_is_taken_to_it",
    ),
    pytest.param(lambda s: s.execute(delete(AntwoordRij)), NACHT, id="our_answer_goes"),
]


@pytest.mark.parametrize(("doe", "nacht"), WIJZIGINGEN)
def test_what_comes_or_goes_makes_its_night_not_good(
    drie_nachten: Opslag, doe: Callable[[Session], object], nacht: date
) -> None:
    with drie_nachten.schrijven() as sessie:
        doe(sessie)
    with drie_nachten.lezen() as sessie:
        assert nacht not in goede_nachten(sessie, NACHT, EINDE)
    kijk_na(drie_nachten)
    alles_vooruit(drie_nachten)
    kijk_na(drie_nachten)
    with drie_nachten.lezen() as sessie:
        assert nacht in goede_nachten(sessie, NACHT, EINDE)
        assert sessie.scalar(select(func.count()).select_from(NachtwijzigingRij)) == 0


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(datetime(2026, 3, 28, 10, 59, 59, tzinfo=UTC), id="before_noon_in_winter"),
        pytest.param(datetime(2026, 3, 28, 11, 0, tzinfo=UTC), id="noon_in_winter"),
        pytest.param(datetime(2026, 3, 29, 9, 59, 59, tzinfo=UTC), id="before_noon_in_summer"),
        pytest.param(datetime(2026, 3, 29, 10, 0, tzinfo=UTC), id="noon_in_summer"),
    ],
)
def test_a_message_at_noon_touches_the_night_that_it_belongs_to(drie_nachten: Opslag, moment: datetime) -> None:
    with drie_nachten.schrijven() as sessie:
        sessie.add(bericht(13, None, moment))
    with drie_nachten.lezen() as sessie:
        assert nacht_van(moment) not in goede_nachten(sessie, date(2026, 3, 1), EINDE)


def test_what_no_figure_hangs_on_leaves_the_night_good(drie_nachten: Opslag) -> None:
    with drie_nachten.schrijven() as sessie:
        sessie.execute(update(BerichtRij).values(herlezen=AVOND, houder="x", aandacht="y"))
        sessie.execute(update(MeldingRij).values(aandacht="y", versie=9, contactwens="sms"))
    with drie_nachten.lezen() as sessie:
        assert NACHT in goede_nachten(sessie, NACHT, EINDE)


def test_a_night_kept_in_another_way_of_counting_is_counted_again(drie_nachten: Opslag) -> None:
    with drie_nachten.schrijven() as sessie:
        stand = NachttellingRij.maat == Maat.STAND.value, NachttellingRij.waarde == VORM
        sessie.execute(update(NachttellingRij).where(*stand, NachttellingRij.nacht == NACHT).values(waarde="0"))
    with drie_nachten.lezen() as sessie:
        assert NACHT not in goede_nachten(sessie, NACHT, EINDE)
        assert sum(open_nachtboek(sessie, EINDE).sommen(NACHT, EINDE, (Maat.UUR,))[Maat.UUR].values()) == 3
    alles_vooruit(drie_nachten)
    kijk_na(drie_nachten)


def test_a_change_while_a_night_is_counted_is_not_lost(drie_nachten: Opslag) -> None:
    """On PostgreSQL the two run at once; the one that is not committed yet is seen at the next turn."""
    if drie_nachten.is_sqlite:
        pytest.skip("SQLite lets one write at a time")
    with drie_nachten.schrijven() as sessie:
        sessie.add(melding(4))
    with drie_nachten.schrijven() as laat:
        laat.add(melding(5))
        laat.flush()
        assert alles_vooruit(drie_nachten) > 0
    with drie_nachten.lezen() as sessie:
        assert NACHT not in goede_nachten(sessie, NACHT, EINDE)
    alles_vooruit(drie_nachten)
    kijk_na(drie_nachten)
    with drie_nachten.lezen() as sessie:
        assert bewaard(sessie, NACHT)[Maat.STAND, VORM] == 4
