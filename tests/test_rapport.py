import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import update

from nachtleven.cijfers.tabellen import SLEUTELS
from nachtleven.nacht import nacht_van
from nachtleven.opmaak.schrijven import schrijf
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import InvoerRij, InzetRij, ZaakRij
from nachtleven.opslag.tabellen import BerichtRij, MeldingFeitRij, MeldingGrondRij, MeldingRij
from nachtleven.opslag.tellingen import tel
from nachtleven.rapport import (
    Periode,
    PeriodeFout,
    Rapport,
    Rapportinstellingen,
    VersieFout,
    lees_periode,
    maak_rapport,
)

MAART = lees_periode("maand", "2026-03")
KWARTAAL = lees_periode("kwartaal", "2026-K1")
LATER = datetime(2027, 2, 1, tzinfo=UTC)


class Vuller:
    """Puts meldingen and venues into a database."""

    def __init__(self, opslag: Opslag) -> None:
        self.opslag = opslag
        self.nummer = 0

    def id(self) -> UUID:
        self.nummer += 1
        return UUID(int=self.nummer)

    def melding(self, moment: datetime, gronden: tuple[str, ...] = (), **velden: object) -> None:
        hier = nacht_van(moment)
        rij = MeldingRij(
            id=self.id(), kenmerk=f"K{self.nummer}", status="te_contacteren", kanaal="sms", soort="melding",
            rol="slachtoffer", taal="nl", melder="m", zaak_id="Z1", zaak_hoe="zeker", tijdstip=moment,
            nacht_bekend=True, nacht=hier, uur=(moment + timedelta(hours=1)).hour, ontvangen=moment,
        )  # fmt: skip
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        with self.opslag.schrijven() as sessie:
            sessie.add(rij)
            sessie.flush()
            sessie.add_all(MeldingGrondRij(melding_id=rij.id, grond=g, bevestigd=None) for g in gronden)
            sessie.add(MeldingFeitRij(melding_id=rij.id, feit="geweigerd"))

    def bericht(self, moment: datetime, staat: str = "gelezen") -> None:
        with self.opslag.schrijven() as sessie:
            rij = BerichtRij(
                id=self.id(), poort="p", poort_id=str(self.nummer), kanaal="sms", melder="m", naar="8989",
                ontvangen=moment, bewaard=moment, staat=staat,
            )  # fmt: skip
            sessie.add(rij)

    def zaak(self, zaak_id: str, *, straat: str = "Straat", wijk: str = "Wijk", portier: bool = True) -> None:
        with self.opslag.schrijven() as sessie:
            invoer = InvoerRij(
                soort="zaken", moment=datetime(2026, 1, 2, tzinfo=UTC), door="test", bestand="z.csv", hash="0",
                nieuw=1, gewijzigd=0, gelijk=0, weg=0,
            )  # fmt: skip
            sessie.add(invoer)
            sessie.flush()
            leeg = dict.fromkeys(("aliassen", "huisnummer", "postcode", "gemeente", "ondernemingsnummer", "email"), "")
            sessie.add(
                ZaakRij(
                    id=self.id(),
                    zaak_id=zaak_id,
                    code=str(self.nummer),
                    naam=zaak_id,
                    straat=straat,
                    wijk=wijk,
                    portier=portier,
                    gelegenheid=False,
                    bekend_van=invoer.moment,
                    invoer_id=invoer.id,
                    **leeg,
                )
            )

    def rapport(self, periode: Periode, versie: str = "intern", moment: datetime = LATER) -> Rapport:
        with self.opslag.lezen() as sessie:
            geteld = tel(sessie, periode, moment)
        return maak_rapport(geteld, periode, versie, geteld.gemaakt, Rapportinstellingen(drempel=5))


@pytest.fixture
def vuller(opslag_sqlite: Opslag) -> Vuller:
    return Vuller(opslag_sqlite)


@pytest.fixture
def vuller_beide(opslag: Opslag) -> Vuller:
    return Vuller(opslag)


def aantallen(rapport: Rapport, tabel: str) -> dict[object, int | None]:
    return {
        rij.sleutel[0] if len(rij.sleutel) == 1 else rij.sleutel: rij.aantal for rij in rapport.tabellen[tabel].rijen
    }


def vroeg(dag: int, uur: int = 22, maand: int = 3) -> datetime:
    return datetime(2026, maand, dag, uur, tzinfo=UTC)


@pytest.mark.parametrize(
    ("soort", "tekst", "van", "tot"),
    [
        pytest.param("maand", "2026-03", date(2026, 3, 1), date(2026, 4, 1), id="a_month"),
        pytest.param("maand", "2026-12", date(2026, 12, 1), date(2027, 1, 1), id="december_ends_in_the_next_year"),
        pytest.param("kwartaal", "2026-K4", date(2026, 10, 1), date(2027, 1, 1), id="a_quarter"),
        pytest.param("jaar", "2026", date(2026, 1, 1), date(2027, 1, 1), id="a_year"),
    ],
)
def test_a_period_is_read_and_written_alike(soort: str, tekst: str, van: date, tot: date) -> None:
    periode = lees_periode(soort, tekst)
    assert (periode.van, periode.tot, periode.code) == (van, tot, tekst)


@pytest.mark.parametrize(
    ("soort", "tekst"),
    [
        ("maand", "2026-13"), ("maand", "2026-00"), ("maand", "2026-K1"), ("kwartaal", "2026-K5"),
        ("kwartaal", "2026"), ("jaar", "26"), ("jaar", "0000"), ("week", "2026-W1"), ("maand", "२०२६-03"),
    ],
)  # fmt: skip
def test_what_is_no_period_is_said(soort: str, tekst: str) -> None:
    with pytest.raises(PeriodeFout) as fout:
        lees_periode(soort, tekst)
    assert (fout.value.soort, fout.value.tekst) == (soort, tekst)


def test_two_in_the_morning_of_the_first_counts_in_the_month_before(vuller_beide: Vuller) -> None:
    vuller_beide.melding(vroeg(1, 1))
    vuller_beide.melding(vroeg(31, 22))
    vuller_beide.melding(vroeg(1, 1, maand=4))
    rapport = vuller_beide.rapport(MAART)
    assert aantallen(rapport, "per_maand") == {"2026-02": 1, "2026-03": 2}
    assert aantallen(rapport, "nummer_8989")["meldingen"] == 2


def test_withdrawn_and_erased_are_counted_apart_only(vuller_beide: Vuller) -> None:
    for status in ("te_contacteren", "afgerond", "ingetrokken", "gewist"):
        vuller_beide.melding(vroeg(5), status=status, gronden=("raciaal",))
    rapport = vuller_beide.rapport(MAART)
    assert aantallen(rapport, "per_grond") == {"raciaal": 2, "niet_vermeld": 0}
    assert aantallen(rapport, "per_jaar") == {"2026": 2}
    handeling = aantallen(rapport, "afhandeling")
    assert (handeling["ingetrokken"], handeling["gewist"]) == (1, 1)


def test_a_melding_counts_in_each_of_its_grounds_and_in_their_pair(vuller_beide: Vuller) -> None:
    vuller_beide.melding(vroeg(5), gronden=("raciaal", "geloof"))
    vuller_beide.melding(vroeg(6), gronden=("raciaal",), taal=None, rol=None)
    vuller_beide.melding(vroeg(7))
    rapport = vuller_beide.rapport(MAART)
    assert aantallen(rapport, "per_grond") == {"raciaal": 2, "geloof": 1, "niet_vermeld": 1}
    assert aantallen(rapport, "grondparen") == {("geloof", "raciaal"): 1}
    assert aantallen(rapport, "per_taal") == {"nl": 2, "niet_vermeld": 1}
    assert aantallen(rapport, "per_rol") == {"slachtoffer": 2, "niet_vermeld": 1}


def test_a_venue_gives_its_street_zone_and_duty_and_none_is_unknown(vuller_beide: Vuller) -> None:
    vuller_beide.zaak("Z1", straat="Kaai", wijk="Haven", portier=False)
    vuller_beide.melding(vroeg(5))
    vuller_beide.melding(vroeg(5), zaak_id=None, zaak_hoe=None)
    rapport = vuller_beide.rapport(MAART)
    assert aantallen(rapport, "per_zaak") == {"Z1": 1, "onbekend": 1}
    assert aantallen(rapport, "per_straat") == {"Kaai": 1, "onbekend": 1}
    assert aantallen(rapport, "per_wijk") == {"Haven": 1, "onbekend": 1}
    assert aantallen(rapport, "portierplicht") == {"ja": 0, "nee": 1, "onbekend": 1}
    assert aantallen(rapport, "nummer_8989")["zaak_onbekend"] == 1


def test_what_was_open_plus_new_less_closed_is_open_at_the_end(vuller_beide: Vuller) -> None:
    vuller_beide.melding(vroeg(10, maand=2))
    vuller_beide.melding(vroeg(11, maand=2), gesloten=vroeg(20), status="afgerond")
    vuller_beide.melding(vroeg(12, maand=2), gesloten=vroeg(20, maand=2), status="afgerond")
    vuller_beide.melding(vroeg(10), gesloten=vroeg(12), status="afgerond")
    vuller_beide.melding(vroeg(11), gesloten=vroeg(12, maand=5), status="afgerond")
    rapport = vuller_beide.rapport(MAART)
    assert aantallen(rapport, "stroom") == {"open_begin": 2, "nieuw": 2, "gesloten": 2, "open_einde": 2}


def test_contact_is_in_time_up_to_the_deadline_itself(vuller_beide: Vuller) -> None:
    termijn = vroeg(12)
    for gecontacteerd in (termijn, termijn + timedelta(seconds=1), None):
        vuller_beide.melding(vroeg(5), contact_voor=termijn, gecontacteerd=gecontacteerd)
    handeling = aantallen(vuller_beide.rapport(MAART), "afhandeling")
    assert handeling == {
        "gecontacteerd": 2, "binnen_termijn": 1, "buiten_termijn": 1, "niet_gecontacteerd": 1, "zonder_termijn": 0,
        "ingetrokken": 0, "gewist": 0,
    }  # fmt: skip


def test_messages_of_the_period_are_counted_without_strange_ones(vuller_beide: Vuller) -> None:
    vuller_beide.bericht(MAART.begin - timedelta(seconds=1))
    vuller_beide.bericht(MAART.begin)
    vuller_beide.bericht(MAART.einde)
    vuller_beide.bericht(vroeg(8), staat="vreemd")
    assert aantallen(vuller_beide.rapport(MAART), "nummer_8989")["berichten"] == 1


def test_a_month_is_never_shared(vuller: Vuller) -> None:
    with pytest.raises(VersieFout):
        vuller.rapport(MAART, "deelbaar")


def test_small_counts_of_a_shared_report_are_hidden_and_its_total_is_shown(vuller: Vuller) -> None:
    for nummer in range(30):
        vuller.melding(vroeg(nummer % 28 + 1), taal="fr" if nummer < 2 else "en" if nummer < 10 else "nl")
    rapport = vuller.rapport(KWARTAAL, "deelbaar")
    assert aantallen(rapport, "per_taal") == {"nl": 20, "en": None, "fr": None, "niet_vermeld": 0}
    assert aantallen(rapport, "stroom")["nieuw"] == 30


def test_a_venue_with_one_doorman_on_duty_is_hidden(vuller: Vuller) -> None:
    for zaak in ("Z1", "Z2", "Z3"):
        vuller.zaak(zaak)
        for dag in range(1, 11):
            vuller.melding(vroeg(dag), zaak_id=zaak)
    with vuller.opslag.schrijven() as sessie:
        sessie.add(
            InzetRij(
                id=vuller.id(),
                kaartnummer="K1",
                kaart_sleutel="K1",
                zaak_id="Z2",
                van=vroeg(1),
                tot=vroeg(2),
                bekend_van=vroeg(1),
                invoer_id=1,
            )
        )
    rapport = vuller.rapport(KWARTAAL, "deelbaar")
    per_zaak = aantallen(rapport, "per_zaak")
    assert per_zaak["Z2"] is None
    assert sum(n is None for n in per_zaak.values()) == 2


def test_every_table_is_there_even_of_nothing(vuller: Vuller, tmp_path: Path) -> None:
    rapport = vuller.rapport(MAART, moment=MAART.einde - timedelta(seconds=1))
    schrijf(rapport, tmp_path)
    gegevens = json.loads((tmp_path / "rapport.json").read_text())
    assert list(gegevens["tabellen"]) == list(SLEUTELS)
    assert gegevens["voorlopig"] is True
    assert gegevens["periode"] == {"van": "2026-03-01T12:00:00+01:00", "tot": "2026-04-01T12:00:00+02:00"}
    assert {p.stem for p in (tmp_path / "tabellen").glob("*.csv")} == set(SLEUTELS)


def test_equal_data_give_equal_bytes_in_every_form(vuller: Vuller, tmp_path: Path) -> None:
    vuller.melding(vroeg(5), gronden=("raciaal",))
    for naam, moment in (("een", LATER), ("twee", LATER + timedelta(days=9))):
        schrijf(vuller.rapport(MAART, moment=moment), tmp_path / naam)
    gelezen: Callable[[str], dict[str, bytes]] = lambda naam: {  # noqa: E731 - two folders are read alike
        str(p.relative_to(tmp_path / naam)): p.read_bytes() for p in sorted((tmp_path / naam).rglob("*.*"))
    }
    assert gelezen("een") == gelezen("twee")


def test_a_text_is_never_a_formula_nor_markup(vuller: Vuller, tmp_path: Path) -> None:
    raar = "=1+1 #panic() <b>& $x$ [*]"
    vuller.zaak("Z1", straat=raar)
    vuller.melding(vroeg(5))
    schrijf(vuller.rapport(MAART), tmp_path)
    blad = openpyxl.load_workbook(tmp_path / "rapport.xlsx")["per_straat"]
    assert (blad["A2"].value, blad["A2"].data_type, blad["B2"].value) == (raar, "s", 1)
    assert blad.freeze_panes == "A2"
    assert "&lt;b&gt;&amp;" in (tmp_path / "rapport.html").read_text()
    assert "<script" not in (tmp_path / "rapport.html").read_text()
    tekst = "".join(blz.extract_text() for blz in PdfReader(tmp_path / "rapport.pdf").pages)
    assert "#panic()" in tekst


def test_people_read_the_name_of_a_venue_and_data_keep_its_id(vuller: Vuller, tmp_path: Path) -> None:
    namen = {"Z1": "De Blauwe Otter", "Z2": "Tweeling", "Z3": "Tweeling"}
    for zaak, naam in namen.items():
        vuller.zaak(zaak)
        vuller.melding(vroeg(5), zaak_id=zaak)
        with vuller.opslag.schrijven() as sessie:
            sessie.execute(update(ZaakRij).where(ZaakRij.zaak_id == zaak).values(naam=naam))
    schrijf(vuller.rapport(MAART), tmp_path)
    pagina = (tmp_path / "rapport.html").read_text("utf-8")
    for getoond in ("De Blauwe Otter", "Tweeling (Z2)", "Tweeling (Z3)"):
        assert f'<th scope="row">{getoond}</th>' in pagina
    gegevens = json.loads((tmp_path / "rapport.json").read_text("utf-8"))
    assert {rij["zaak"] for rij in gegevens["tabellen"]["per_zaak"]} == {"Z1", "Z2", "Z3"}
