"""Every figure of an example year found again by counting the raw rows in plain Python, without our queries."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from statistics import median
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.cijfers.intervallen import garwood, wilson
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import InvoerRij, InzetRij, ZaakRij
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    BerichtRij,
    MelderRij,
    MeldingFeitRij,
    MeldingGrondRij,
    MeldingRij,
)
from nachtleven.opslag.tellingen import tel
from nachtleven.rapport import Rapport, Rapportinstellingen, lees_periode, maak_rapport

STAD = ZoneInfo("Europe/Brussels")
LATER = datetime(2027, 2, 1, tzinfo=UTC)
PERIODES = [
    ("jaar", "2026", date(2026, 1, 1), date(2027, 1, 1)),
    ("kwartaal", "2026-K1", date(2026, 1, 1), date(2026, 4, 1)),
    ("maand", "2026-10", date(2026, 10, 1), date(2026, 11, 1)),
]
GRONDEN = ("raciaal", "geloof", "handicap", "leeftijd")
FEITEN = ("geweigerd", "smoes", "geweld", "")
STATEN = ("te_contacteren", "afgerond", "in_onderzoek", "ingetrokken", "gewist")
ZAKEN = [f"Z{n:02d}" for n in range(12)]


def nacht(moment: datetime) -> date:
    """Tell the night by the wall clock: what is before noon belongs to the day before."""
    hier = moment.astimezone(STAD)
    return hier.date() if hier.hour >= 12 else (hier - timedelta(days=1)).date()


class Jaar:
    """Two years of made-up rows, with the nights in which the clock changes among them."""

    def __init__(self) -> None:
        self.r, self.nummer = random.Random(8989), 0  # noqa: S311 - made-up rows
        self.rijen: list[object] = []

    def id(self) -> UUID:
        self.nummer += 1
        return UUID(int=self.nummer)

    def maak(self) -> list[object]:
        invoer = InvoerRij(
            id=1, soort="zaken", moment=datetime(2024, 1, 1, tzinfo=UTC), door="test", bestand="z.csv", hash="0",
            nieuw=12, gewijzigd=0, gelijk=0, weg=0,
        )  # fmt: skip
        self.rijen.append(invoer)
        for plaats, zaak in enumerate(ZAKEN):
            self.zaak(zaak, plaats)
        begin = datetime(2025, 1, 1, 12, tzinfo=UTC)
        momenten = [begin + timedelta(minutes=self.r.randrange(2 * 365 * 24 * 60)) for _ in range(500)]
        klok = [datetime(2026, 3, 29, h, 30, tzinfo=UTC) for h in (0, 1)]
        klok += [datetime(2026, 10, 25, h, 30, tzinfo=UTC) for h in (0, 1, 11)]
        for moment in [*momenten, *klok]:
            self.melding(moment)
        return self.rijen

    def zaak(self, zaak: str, plaats: int) -> None:
        leeg = dict.fromkeys(("aliassen", "huisnummer", "postcode", "gemeente", "ondernemingsnummer", "email"), "")
        rij = ZaakRij(
            id=self.id(), zaak_id=zaak, code=str(plaats), naam=zaak, straat=f"straat {plaats % 5}",
            wijk=f"wijk {plaats % 3}", portier=plaats % 4 > 0, gelegenheid=False, capaciteit=100 + plaats,
            bekend_van=datetime(2024, 1, 1, tzinfo=UTC), invoer_id=1, **leeg,
        )  # fmt: skip
        self.rijen.append(rij)

    def melding(self, moment: datetime) -> None:
        r, vertraging = self.r, timedelta(minutes=self.r.randrange(3 * 24 * 60))
        ontvangen, dag = moment + vertraging, timedelta(days=1)
        zaak = r.choice([*ZAKEN, None])
        gebeld = ontvangen + r.random() * 12 * dag if r.random() < 0.8 else None
        rij = MeldingRij(
            id=self.id(), kenmerk=f"K{self.nummer}", status=r.choices(STATEN, [40, 30, 10, 5, 5])[0],
            kanaal=r.choice(["sms", "web"]), soort="melding", rol=r.choice(["slachtoffer", "getuige", None]),
            taal=r.choice(["nl", "fr", "tr", None]), melder="m", zaak_id=zaak,
            zaak_hoe=r.choice(["zeker", "na_vraag", "persoon"]) if zaak else None, tijdstip=moment, nacht_bekend=True,
            via_code=self.nummer % 7 == 0,
            nacht=nacht(moment), uur=moment.astimezone(STAD).hour, ontvangen=ontvangen,
            contact_voor=ontvangen + 7 * dag if r.random() < 0.9 else None, gecontacteerd=gebeld,
            gesloten=ontvangen + r.random() * 60 * dag if r.random() < 0.7 else None,
        )  # fmt: skip
        self.rijen.append(rij)
        for grond in r.sample(GRONDEN, r.choice([0, 1, 1, 2, 3])):
            bevestigd = r.choice([None, True, False])
            self.rijen.append(MeldingGrondRij(melding_id=rij.id, grond=grond, bevestigd=bevestigd))
        self.rijen += [MeldingFeitRij(melding_id=rij.id, feit=f) for f in r.sample(FEITEN, r.choice([0, 1, 2]))]
        self.berichten(rij)

    def berichten(self, melding: MeldingRij) -> None:
        """Add its messages, our answers, and now and then one of a stranger or one nobody understood."""
        r = self.r
        for volgnummer in range(r.choice([1, 1, 2, 3])):
            los = r.random() < 0.1
            ontvangen = melding.ontvangen + timedelta(minutes=7 * volgnummer)
            rij = BerichtRij(
                id=self.id(), poort="p", poort_id=str(self.nummer), kanaal="sms", melder="m", naar="8989",
                ontvangen=ontvangen, bewaard=ontvangen,
                staat=r.choices(["gelezen", "vreemd", "persoon"], [90, 5, 5])[0],
                melding_id=None if los else melding.id,
            )  # fmt: skip
            self.rijen.append(rij)
            soort = r.choice(["vraag_zaak", "keuze", "bevestiging", "onbegrepen" if los else "toegevoegd"])
            antwoord = AntwoordRij(
                id=self.id(), bericht_id=rij.id, soort=soort, taal="nl", wijze=r.choice(["direct", "uit", "proef"]),
                gemaakt=ontvangen + timedelta(seconds=r.randrange(1, 90)),
            )  # fmt: skip
            self.rijen.append(antwoord)
        self.rijen.append(MelderRij(pseudoniem=f"m{self.nummer}", eerste=melding.ontvangen, laatste=melding.ontvangen))


class Na:
    """The raw rows of a period, as a reader with a pencil would go through them."""

    def __init__(self, rijen: list[object], van: date, tot: date) -> None:
        self.rijen, self.van, self.tot = rijen, van, tot
        self.alle = [m for m in self.van_soort(MeldingRij) if m.status not in {"ingetrokken", "gewist"}]
        self.deel = [m for m in self.alle if van <= m.nacht < tot]
        ids = {m.id for m in self.deel}
        self.gronden = self.codes(MeldingGrondRij, "grond", ids, lambda g: g.bevestigd is not False)
        self.feiten = self.codes(MeldingFeitRij, "feit", ids, lambda f: f.feit != "")
        self.zaken = {z.zaak_id: z for z in self.van_soort(ZaakRij)}
        self.begin, self.einde = (datetime(d.year, d.month, d.day, 12, tzinfo=STAD) for d in (van, tot))
        self.berichten = [
            b for b in self.van_soort(BerichtRij) if self.begin <= b.ontvangen < self.einde and b.staat != "vreemd"
        ]

    def van_soort(self, soort: type) -> list[Any]:
        return [rij for rij in self.rijen if isinstance(rij, soort)]

    def open_op(self, dag: date, moment: datetime) -> int:
        return sum(1 for m in self.alle if m.nacht < dag and (m.gesloten is None or m.gesloten >= moment))

    def codes(self, soort: type, naam: str, ids: set[UUID], telt: Callable[[Any], bool]) -> dict[UUID, set[str]]:
        uit: dict[UUID, set[str]] = {i: set() for i in ids}
        for rij in self.van_soort(soort):
            if rij.melding_id in ids and telt(rij):
                uit[rij.melding_id].add(getattr(rij, naam))
        return uit


def tel_veld(waarden: Iterable[object], leeg: str = "niet_vermeld") -> dict[object, int]:
    uit = Counter(leeg if w is None else w for w in waarden)
    uit[leeg] += 0
    return dict(uit)


def voeg_toe(sessie: Session, rijen: list[object]) -> None:
    """Add the rows, those that others point at first."""
    for soort in (InvoerRij, ZaakRij, MelderRij, MeldingRij, BerichtRij, object):
        sessie.add_all(rij for rij in rijen if isinstance(rij, soort))
        sessie.flush()


@pytest.fixture
def rapporten(opslag: Opslag) -> dict[str, tuple[Rapport, Na]]:
    with opslag.schrijven() as sessie:
        voeg_toe(sessie, Jaar().maak())
    with opslag.lezen() as sessie:
        uit = {}
        for soort, code, van, tot in PERIODES:
            geteld = tel(sessie, lees_periode(soort, code), LATER)
            rapport = maak_rapport(geteld, lees_periode(soort, code), "intern", LATER, Rapportinstellingen(5))
            uit[code] = (rapport, Na(Jaar().maak(), van, tot))
    return uit


def tabel(rapport: Rapport, naam: str) -> dict[Any, Any]:
    rijen = rapport.tabellen[naam].rijen
    return {rij.sleutel if len(rij.sleutel) > 1 else rij.sleutel[0]: rij.aantal for rij in rijen}


def kolom(rapport: Rapport, naam: str, kolom: str) -> dict[Any, Any]:
    return {rij.sleutel[0]: rij.verder[kolom] for rij in rapport.tabellen[naam].rijen if kolom in rij.verder}


def test_every_table_of_the_example_year_is_found_again(rapporten: dict[str, tuple[Rapport, Na]]) -> None:
    for rapport, na in rapporten.values():
        kijk_tijd(rapport, na)
        kijk_inhoud(rapport, na)
        kijk_plaatsen(rapport, na)
        kijk_handeling(rapport, na)
        kijk_nummer(rapport, na)


def kijk_tijd(rapport: Rapport, na: Na) -> None:
    tot_nu = [m for m in na.alle if m.nacht < na.tot]
    maanden = Counter(f"{m.nacht:%Y-%m}" for m in tot_nu)
    gevuld = {maand: aantal for maand, aantal in tabel(rapport, "per_maand").items() if aantal}
    assert gevuld == dict(maanden)
    assert tabel(rapport, "per_jaar") == dict(Counter(f"{m.nacht:%Y}" for m in tot_nu))
    vorig = kolom(rapport, "per_maand", "vorig_jaar")
    assert vorig["2026-01"] == maanden["2025-01"]
    assert "2025-12" not in vorig
    uren = Counter((("ma", "di", "wo", "do", "vr", "za", "zo")[m.nacht.weekday()], m.uur) for m in na.deel)
    rooster = tabel(rapport, "per_uur_weekdag")
    assert len(rooster) == 7 * 24
    assert {cel: n for cel, n in rooster.items() if n} == dict(uren)


def kijk_inhoud(rapport: Rapport, na: Na) -> None:
    for naam, veld in (("per_kanaal", "kanaal"), ("per_taal", "taal"), ("per_rol", "rol")):
        assert tabel(rapport, naam) == tel_veld(getattr(m, veld) for m in na.deel)
    for naam, codes in (("per_grond", na.gronden), ("per_feit", na.feiten)):
        verwacht = Counter(code for lijst in codes.values() for code in lijst)
        verwacht["niet_vermeld"] = sum(not lijst for lijst in codes.values())
        assert tabel(rapport, naam) == dict(verwacht)
    paren = Counter(paar for lijst in na.gronden.values() for paar in combinations(sorted(lijst), 2))
    assert tabel(rapport, "grondparen") == dict(paren)
    raciaal = sum("raciaal" in lijst for lijst in na.gronden.values())
    assert kolom(rapport, "per_grond", "aandeel")["raciaal"] == pytest.approx(raciaal / len(na.deel), abs=1e-4)
    van, tot = wilson(raciaal, len(na.deel))
    assert kolom(rapport, "per_grond", "aandeel_van")["raciaal"] == pytest.approx(van, abs=1e-4)
    assert kolom(rapport, "per_grond", "aandeel_tot")["raciaal"] == pytest.approx(tot, abs=1e-4)


def kijk_plaatsen(rapport: Rapport, na: Na) -> None:
    for naam, veld in (("per_zaak", "zaak_id"), ("per_straat", "straat"), ("per_wijk", "wijk")):
        verwacht = Counter(getattr(na.zaken[m.zaak_id], veld) if m.zaak_id else "onbekend" for m in na.deel)
        assert tabel(rapport, naam) == dict(verwacht)
    portiers = Counter({True: "ja", False: "nee"}[na.zaken[m.zaak_id].portier] for m in na.deel if m.zaak_id)
    assert tabel(rapport, "portierplicht") == {**portiers, "onbekend": sum(not m.zaak_id for m in na.deel)}


def kijk_handeling(rapport: Rapport, na: Na) -> None:
    met, gebeld = [m for m in na.deel if m.contact_voor], [m for m in na.deel if m.gecontacteerd]
    op_tijd = sum(1 for m in gebeld if m.contact_voor is None or m.gecontacteerd <= m.contact_voor)
    weg = Counter(m.status for m in na.van_soort(MeldingRij) if na.van <= m.nacht < na.tot)
    assert tabel(rapport, "afhandeling") == {
        "gecontacteerd": len(gebeld), "binnen_termijn": op_tijd, "buiten_termijn": len(gebeld) - op_tijd,
        "niet_gecontacteerd": sum(not m.gecontacteerd for m in met),
        "zonder_termijn": sum(not m.gecontacteerd and not m.contact_voor for m in na.deel),
        "ingetrokken": weg["ingetrokken"], "gewist": weg["gewist"],
    }  # fmt: skip
    dagen = median((m.gecontacteerd - m.ontvangen).total_seconds() / 86_400 for m in gebeld)
    assert kolom(rapport, "afhandeling", "mediaan_dagen")["gecontacteerd"] == pytest.approx(dagen, abs=0.051)
    stroom = tabel(rapport, "stroom")
    assert (stroom["open_begin"], stroom["nieuw"]) == (na.open_op(na.van, na.begin), len(na.deel))
    assert stroom["open_einde"] == na.open_op(na.tot, na.einde)
    assert stroom["open_begin"] + stroom["nieuw"] - stroom["gesloten"] == stroom["open_einde"]


def kijk_nummer(rapport: Rapport, na: Na) -> None:
    per_bericht = {a.bericht_id: a for a in na.van_soort(AntwoordRij)}
    vragen = [b for b in na.berichten if per_bericht[b.id].soort in {"vraag_zaak", "keuze", "vraag_nacht"}]
    later = {b.melding_id: b.ontvangen for b in sorted(na.van_soort(BerichtRij), key=lambda b: b.ontvangen)}
    hoe = Counter(m.zaak_hoe for m in na.deel)
    nummer = tabel(rapport, "nummer_8989")
    assert nummer == {
        "berichten": len(na.berichten),
        "berichten_bij_melding": sum(b.melding_id is not None for b in na.berichten),
        "berichten_zonder_melding": sum(b.melding_id is None for b in na.berichten),
        "meldingen": len(na.deel), "zaak_zeker": hoe["zeker"], "zaak_na_vraag": hoe["na_vraag"],
        "zaak_door_persoon": hoe["persoon"], "zaak_onbekend": hoe[None], "vragen": len(vragen),
        "vragen_beantwoord": sum(b.melding_id is not None and later[b.melding_id] > b.ontvangen for b in vragen),
        "niet_gelezen": sum(
            b.staat == "persoon" or (b.melding_id is None and per_bericht[b.id].soort == "onbegrepen")
            for b in na.berichten
        ),
        "via_code": sum(m.via_code for m in na.deel),
        "nieuwe_melders": sum(na.begin <= m.eerste < na.einde for m in na.van_soort(MelderRij)),
    }  # fmt: skip
    echt = [per_bericht[b.id] for b in na.berichten if per_bericht[b.id].wijze != "proef"]
    ontvangen = {b.id: b.ontvangen for b in na.berichten}
    tijd = median((a.gemaakt - ontvangen[a.bericht_id]).total_seconds() for a in echt)
    assert kolom(rapport, "nummer_8989", "mediaan_seconden")["berichten"] == pytest.approx(tijd, abs=0.051)


def test_each_year_has_its_exact_interval(rapporten: dict[str, tuple[Rapport, Na]]) -> None:
    rapport, _ = rapporten["2026"]
    for rij in rapport.tabellen["per_jaar"].rijen:
        grenzen = rij.verder["interval_van"], rij.verder["interval_tot"]
        assert grenzen == pytest.approx(garwood(rij.aantal or 0), abs=0.06)


def test_the_hour_that_comes_twice_is_one_hour_of_one_night(rapporten: dict[str, tuple[Rapport, Na]]) -> None:
    rapport, na = rapporten["2026-10"]
    dubbel = [m for m in na.deel if m.nacht == date(2026, 10, 24) and m.uur == 2]
    assert tabel(rapport, "per_uur_weekdag")["za", 2] >= len(dubbel)
    assert all(na.van <= m.nacht < na.tot for m in na.deel)


def test_signals_expect_by_nights_with_a_doorman_and_the_two_years_before(opslag: Opslag) -> None:
    jaar = Jaar()
    rijen = jaar.maak()
    for dag in range(2 * 365):  # one venue has a doorman every second night, the others are taken as open each night
        van = datetime(2025, 1, 1, 20, tzinfo=UTC) + timedelta(days=dag)
        if dag % 2:
            inzet = InzetRij(
                id=jaar.id(), kaartnummer="K", kaart_sleutel="K", zaak_id="Z01", van=van, tot=van + timedelta(hours=8),
                bekend_van=van, invoer_id=1,
            )  # fmt: skip
            jaar.rijen.append(inzet)
    with opslag.schrijven() as sessie:
        voeg_toe(sessie, rijen)
    with opslag.lezen() as sessie:
        verledens = {v.zaak: v for v in tel(sessie, lees_periode("kwartaal", "2026-K2"), LATER).verledens}
        deuren = set(sessie.scalars(select(ZaakRij.zaak_id).where(ZaakRij.portier)))
    assert set(verledens) == deuren
    na = Na(Jaar().maak(), date(2026, 4, 1), date(2026, 7, 1))
    assert verledens["Z01"].eerder == sum(m.zaak_id == "Z01" and m.nacht.year == 2025 for m in na.alle)
    per_maand = Counter(m.nacht.month for m in na.alle if m.zaak_id == "Z01" and m.nacht.year == 2026)
    assert verledens["Z01"].aantallen == tuple(per_maand[maand] for maand in range(1, 7))
    assert verledens["Z01"].blootstelling_eerder == 101 * 182
    assert verledens["Z02"].blootstelling_eerder == 102 * 365
    assert verledens["Z02"].blootstellingen == tuple(102.0 * dagen for dagen in (31, 28, 31, 30, 31, 30))
    assert verledens["Z01"].in_periode == 3
