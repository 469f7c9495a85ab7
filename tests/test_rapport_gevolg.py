"""What followed the meldingen of an example year, found again by counting the raw rows in plain Python."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from nachtleven.cijfers.naleving import Naleving
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.opslag.dossiertabellen import DossierRij, DossierstukRij, MaatregelRij
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ControleRij, IncidentRij
from nachtleven.opslag.tabellen import MeldingFeitRij, MeldingRij
from nachtleven.opslag.tellingen import tel
from nachtleven.opslag.toezichttabellen import BevindingRij, MeldingDeurRij, OordeelRij
from nachtleven.rapport import Rapportinstellingen, lees_periode, maak_rapport
from nachtleven.toezicht.plichten import laad_plichten
from tests.conftest import CONFIG
from tests.test_rapport_nagerekend import ZAKEN, Jaar, Na, nacht, voeg_toe

PLICHTEN = laad_plichten(CONFIG)
LATER = datetime(2027, 2, 1, tzinfo=UTC)
MARGE = timedelta(minutes=15)
REDENEN = ("vol", "kleding", "leeftijd", "privaat")
STUKKEN = ("te_vragen", "gevraagd", "veiliggesteld", "vervallen", "geweigerd", "geen")
UITKOMSTEN = ("gegrond", "ongegrond", "niet_vast_te_stellen", "bemiddeld", None)
PLICHTSOORTEN = (("kaart_geldig", "vaststelling"), ("reden_klopt", "signaal"), ("kaart_zichtbaar", "vaststelling"))
PERIODES = [
    pytest.param("jaar", "2026", date(2026, 1, 1), date(2027, 1, 1), id="a_year"),
    pytest.param("kwartaal", "2026-K1", date(2026, 1, 1), date(2026, 4, 1), id="a_quarter"),
    pytest.param("maand", "2026-10", date(2026, 10, 1), date(2026, 11, 1), id="a_month_with_a_change_of_the_clock"),
]


class Gevolgd(Jaar):
    """The example year with what followed: reasons told, log lines, dossiers, measures, findings, inspections."""

    def maak(self) -> list[object]:
        super().maak()
        meldingen = [rij for rij in self.rijen if isinstance(rij, MeldingRij)]
        for melding in meldingen:
            if self.r.random() < 0.6:
                self.verteld(melding)
        for nummer, melding in enumerate(meldingen[::3]):
            self.dossier(melding, nummer)
        for melding in meldingen[::9]:  # a night was judged; what was found in it stands in the book
            self.bevindingen(melding)
        eerste, laatste = min(m.nacht for m in meldingen), nacht(LATER)
        alle = (eerste + timedelta(days=n) for n in range((laatste - eerste).days + 1))
        self.rijen += [OordeelRij(nacht=dag, gevraagd=1, gedaan=1) for dag in alle]
        return self.rijen

    def verteld(self, melding: MeldingRij) -> None:
        r = self.r
        redenen = ",".join(sorted(r.sample(REDENEN, r.choice([0, 1, 1, 2]))))
        self.rijen.append(MeldingDeurRij(melding_id=melding.id, portier=True, redenen=redenen))
        for _ in range(r.choice([0, 1, 2])):
            van = tijdstip_van(melding) + timedelta(minutes=r.randrange(-40, 40))
            self.rijen.append(
                IncidentRij(
                    id=self.id(), nummer=f"L{self.nummer}", zaak_id=melding.zaak_id or "Z00", van=van,
                    tot=van + timedelta(minutes=r.choice([0, 30])), soort=r.choice(["weigering", "geweld"]),
                    reden=r.choice(REDENEN), kaartnummer="", gelogd=van + timedelta(minutes=r.randrange(0, 3000)),
                    geverifieerd=r.random() < 0.8, bron="bestand", bekend_van=van,
                    bekend_tot=None if r.random() < 0.9 else LATER,
                )
            )  # fmt: skip

    def dossier(self, melding: MeldingRij, nummer: int) -> None:
        r, id_ = self.r, self.id()
        uitkomst = r.choice(UITKOMSTEN)
        self.rijen.append(
            DossierRij(
                id=id_, kenmerk=f"D-{nummer}", staat="gesloten" if uitkomst else "open", uitkomst=uitkomst,
                zaak_id=melding.zaak_id, nacht=melding.nacht, geopend=melding.ontvangen, door="x",
            )
        )  # fmt: skip
        for soort in r.sample(["beelden", "log", "verklaring"], r.choice([1, 2, 3])):
            stuk = {"id": self.id(), "dossier_id": id_, "soort": soort, "staat": r.choice(STUKKEN)}
            self.rijen.append(DossierstukRij(**stuk, bijgewerkt=melding.ontvangen))
        self.rijen.append(
            MaatregelRij(
                id=self.id(), zaak_id=r.choice(ZAKEN), soort=r.choice(["afspraak", "gesprek", "opleiding"]), tekst="t",
                staat=r.choice(["lopend", "nagekomen", "niet_nagekomen", "vervallen"]), door="x", bijgewerkt_door="x",
                gemaakt=melding.ontvangen, bijgewerkt=melding.ontvangen,
            )
        )  # fmt: skip

    def bevindingen(self, melding: MeldingRij) -> None:
        r = self.r
        for _ in range(r.choice([1, 2, 3])):
            plicht, aard = r.choice(PLICHTSOORTEN)
            zaak, moment = r.choice(ZAKEN[:4]), melding.tijdstip
            self.rijen.append(
                BevindingRij(
                    id=self.id(), identiteit=str(self.nummer), plicht=plicht, aard=aard, zaak_id=zaak, kaartnummer="",
                    kaart_sleutel="", van=moment, tot=moment, nacht=melding.nacht, andere_zaken="", bewijs="[]",
                    staat="open", gevonden=moment, ingetrokken=moment if r.random() < 0.2 else None,
                )
            )  # fmt: skip
        oordeel = {"oordeel": r.choice(["ok", "niet_ok"]), "kaartnummer": "", "bekend_van": melding.tijdstip}
        controle = {"id": self.id(), "zaak_id": r.choice(ZAKEN), "tijdstip": melding.tijdstip, "plicht": "kaart_geldig"}
        self.rijen.append(ControleRij(**controle, **oordeel))


def tijdstip_van(melding: MeldingRij) -> datetime:
    """Give the moment told, that every melding of the example year has."""
    assert melding.tijdstip is not None
    return melding.tijdstip


def tel_na(opslag: Opslag, soort: str, code: str) -> Tellingen:
    with opslag.lezen() as sessie:
        return tel(sessie, lees_periode(soort, code), LATER, PLICHTEN)


@pytest.mark.parametrize(("soort", "code", "van", "tot"), PERIODES)
def test_what_followed_is_found_again(opslag: Opslag, soort: str, code: str, van: date, tot: date) -> None:
    with opslag.schrijven() as sessie:
        voeg_toe(sessie, Gevolgd().maak())
    geteld, na = tel_na(opslag, soort, code), Na(Gevolgd().maak(), van, tot)
    rapport = maak_rapport(geteld, lees_periode(soort, code), "intern", LATER, Rapportinstellingen(5))
    tabellen = {naam: {rij.sleutel: rij for rij in tabel.rijen} for naam, tabel in rapport.tabellen.items()}
    dossiers = {d.id: d for d in na.van_soort(DossierRij) if van <= d.nacht < tot}
    assert len(dossiers) > 2
    beelden = [s for s in na.van_soort(DossierstukRij) if s.dossier_id in dossiers and s.soort == "beelden"]
    assert {s[0]: r.aantal for s, r in tabellen["beelden"].items()} == dict(Counter(s.staat for s in beelden))
    uitkomsten = Counter(d.uitkomst or "open" for d in dossiers.values())
    assert {s[0]: r.aantal for s, r in tabellen["uitkomsten"].items()} == dict(uitkomsten)
    maatregelen = [m for m in na.van_soort(MaatregelRij) if na.begin <= m.gemaakt < na.einde]
    for (maatregel,), rij in tabellen["maatregelen"].items():
        staten = [m.staat for m in maatregelen if m.soort == maatregel]
        gehouden = {naam: staten.count(naam) for naam in ("nagekomen", "niet_nagekomen")}
        assert (rij.aantal, dict(rij.verder)) == (len(staten), gehouden)
    assert sum(rij.aantal or 0 for rij in tabellen["maatregelen"].values()) == len(maatregelen)
    assert {s: r.aantal for s, r in tabellen["reden_deur_log"].items()} == dict(redenen_na(na))


def redenen_na(na: Na) -> Counter[tuple[str, str]]:
    """Count by hand: each reason told beside each reason that the log gave around that minute, before it came in."""
    verteld = {d.melding_id: d.redenen.split(",") for d in na.van_soort(MeldingDeurRij) if d.redenen}
    lijnen = [
        i for i in na.van_soort(IncidentRij) if i.geverifieerd and i.soort == "weigering" and i.bekend_tot is None
    ]
    paren = Counter[tuple[str, str]]()
    minuut = timedelta(minutes=1)
    for melding in na.deel:
        if melding.id not in verteld or melding.zaak_id is None:
            continue
        rond = melding.tijdstip.replace(second=0, microsecond=0)
        raken = [
            i
            for i in lijnen
            if i.zaak_id == melding.zaak_id
            and i.gelogd < melding.ontvangen
            and i.van < rond + minuut + MARGE
            and max(i.tot, i.van + minuut) > rond - MARGE
        ]
        for reden in verteld[melding.id]:
            paren.update((reden, in_log) for in_log in {i.reden for i in raken} or {"geen_regel"})
    return paren


def tussen(bevindingen: list[BevindingRij], van: date, tot: date) -> list[BevindingRij]:
    return [b for b in bevindingen if b.nacht is not None and van <= b.nacht < tot]


@pytest.mark.parametrize(("soort", "code", "van", "tot"), PERIODES)
def test_the_findings_of_the_book_are_found_again(opslag: Opslag, soort: str, code: str, van: date, tot: date) -> None:
    with opslag.schrijven() as sessie:
        voeg_toe(sessie, Gevolgd().maak())
    na, maanden = Na(Gevolgd().maak(), van, tot), (tot.year - van.year) * 12 + tot.month - van.month
    vorige = (date(van.year - (maanden > van.month - 1), (van.month - maanden - 1) % 12 + 1, 1), van)
    staan = [b for b in na.van_soort(BevindingRij) if b.ingetrokken is None]
    jaar = (van.replace(year=van.year - 1), tot.replace(year=tot.year - 1))
    gezien = [c for c in na.van_soort(ControleRij) if na.begin <= c.tijdstip < na.einde]
    verwacht = set()
    for plicht, aard in PLICHTSOORTEN:
        per_zaak = Counter(b.zaak_id for b in tussen(staan, van, tot) if (b.plicht, b.aard) == (plicht, aard))
        toen, eerder = (sum((b.plicht, b.aard) == (plicht, aard) for b in tussen(staan, *p)) for p in (vorige, jaar))
        controles = [c.oordeel for c in gezien if c.plicht == plicht]
        opnieuw = sum(n > 1 for n in per_zaak.values())
        getallen = per_zaak.total(), len(per_zaak), opnieuw, toen, eerder, len(controles), controles.count("niet_ok")
        if any(getallen):
            verwacht.add(Naleving(plicht, aard, *getallen))
    geteld = tel_na(opslag, soort, code).plichten
    assert set(geteld) == verwacht
    assert sum(rij.aantal for rij in geteld) == len(tussen(staan, van, tot)) > 0


def test_a_night_that_nobody_judged_yet_is_counted_all_the_same(opslag: Opslag) -> None:
    with opslag.schrijven() as sessie:
        voeg_toe(sessie, Jaar().maak())
    los = {(rij.plicht, rij.aard): rij.aantal for rij in tel_na(opslag, "kwartaal", "2026-K1").plichten}
    na = Na(Jaar().maak(), date(2026, 1, 1), date(2026, 4, 1))
    geweigerd = {f.melding_id for f in na.van_soort(MeldingFeitRij) if f.feit == "geweigerd"}
    begin, einde = na.begin, na.einde
    weigeringen = [m for m in na.alle if m.id in geweigerd and m.zaak_id and begin <= m.tijdstip < einde]
    assert los["weigering_in_logboek", "signaal"] == len(weigeringen) > 0
    with opslag.schrijven() as sessie:
        dagen = (date(2026, 1, 1) + timedelta(days=n) for n in range(90))
        sessie.add_all(OordeelRij(nacht=dag, gevraagd=1, gedaan=1) for dag in dagen)
    geoordeeld = {rij.plicht: rij.aantal for rij in tel_na(opslag, "kwartaal", "2026-K1").plichten}
    assert geoordeeld["weigering_in_logboek"] == 0


def test_a_melding_that_was_merged_into_another_counts_in_no_figure(opslag: Opslag) -> None:
    rijen = Jaar().maak()
    afgerond = (m for m in rijen if isinstance(m, MeldingRij) and m.nacht.year == 2026 and m.status == "afgerond")
    deel, hoofd = next(afgerond).id, next(afgerond).id
    with opslag.schrijven() as sessie:
        voeg_toe(sessie, rijen)
    voor = tel_na(opslag, "jaar", "2026")
    with opslag.schrijven() as sessie:
        sessie.get_one(MeldingRij, deel).samengevoegd_met = hoofd
    na = tel_na(opslag, "jaar", "2026")
    assert na.stroom["nieuw"] == voor.stroom["nieuw"] - 1
    assert na.zaken["aantal"].sum() == voor.zaken["aantal"].sum() - 1
    assert sum(na.contact.values()) == sum(voor.contact.values()) - 1
