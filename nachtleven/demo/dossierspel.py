"""What onthaal and economie did further in the demo: dossiers, a referral to the police, agreements, loose texts.

Comes after `demo.opvolging`: it works on what that left open.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from nachtleven.dossiers.toestemming import Instantie, Vraagwijze
from nachtleven.dossiers.waarden import Maatregelsoort, Stuksoort, Stukstaat, Uitkomst
from nachtleven.meldingen import Status
from nachtleven.nacht import lokaal
from nachtleven.opslag.dossiers import Dossieropslag
from nachtleven.opslag.dossiertabellen import DossierRij, DossierstukRij
from nachtleven.opslag.losseberichten import Losopslag, wacht_op_mens
from nachtleven.opslag.maatregelen import Maatregelopslag
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolging import Opvolgopslag
from nachtleven.opslag.opvolgtabellen import ToestemmingRij
from nachtleven.opslag.tabellen import BerichtRij, MeldingRij
from nachtleven.opslag.verwijzingen import Verwijsopslag
from nachtleven.stad import Stad
from nachtleven.web.dossierwaarden import Stukwijziging
from nachtleven.web.maatregelwaarden import NieuweMaatregel
from nachtleven.web.opvolgwaarden import NieuweToestemming
from nachtleven.web.tonen import Bewerking

_DOOR, _DOSSIERS, _VERWEZEN, _VERS = "onthaal", 6, 2, timedelta(days=3)
_AFSPRAKEN = (
    (Maatregelsoort.AFSPRAAK, "De portier toont zijn kaart zonder dat ernaar gevraagd wordt.", 5),
    (Maatregelsoort.GESPREK, "Gesprek over wie er vrijdag geweigerd werd en waarom.", -3),
    (Maatregelsoort.OPLEIDING, "Iedereen aan de deur volgt de opleiding over discriminatie.", 40),
)


class Dossierspel:
    """Plays the follow-up; `nu` is the moment of the demo's start."""

    def __init__(self, opslag: Opslag, stad: Stad, nu: datetime) -> None:
        self._opslag, self._stad, self._nu = opslag, stad, nu
        self._dossiers = Dossieropslag(opslag, stad.termijnen)

    def speel(self) -> int:
        """Play all of it; give how many dossiers there are."""
        rijen = self._in_onderzoek()
        kenmerken = [self._dossiers.open_dossier((k,), _DOOR, self._nu - timedelta(days=2)) for k, _, _ in rijen]
        for nummer, dossier in enumerate(dict.fromkeys(kenmerken)):
            self._werk_bij(dossier, nummer)
        for kenmerk, _, _ in rijen[:_VERWEZEN]:
            self._verwijs(kenmerk)
        self._spreek_af([zaak for _, zaak, _ in rijen])
        self._kijk_na()
        return len(set(kenmerken))

    def _in_onderzoek(self) -> Sequence[tuple[str, str, int]]:
        vraag = select(MeldingRij.kenmerk, MeldingRij.zaak_id, MeldingRij.versie).where(MeldingRij.zaak_id.is_not(None))
        vraag = vraag.where(MeldingRij.status == Status.IN_ONDERZOEK.value, MeldingRij.nacht_bekend)
        with self._opslag.lezen() as sessie:
            return [
                (kenmerk, zaak or "", versie)
                for kenmerk, zaak, versie in sessie.execute(
                    vraag.order_by(MeldingRij.ontvangen.desc()).limit(_DOSSIERS)
                )
            ]

    def _werk_bij(self, dossier: str, nummer: int) -> None:
        """Ask for the footage and call; every third dossier is closed."""
        moment = self._nu - timedelta(days=1)
        with self._opslag.lezen() as sessie:
            vraag = select(DossierstukRij).join(DossierRij, DossierRij.id == DossierstukRij.dossier_id)
            stuk = sessie.scalars(
                vraag.where(DossierRij.kenmerk == dossier, DossierstukRij.soort == Stuksoort.BEELDEN.value)
            ).one()
            id_, staat = stuk.id, Stukstaat(stuk.staat)
        versie = 1
        if staat is Stukstaat.TE_VRAGEN and nummer % 2 == 0:
            wijziging = Stukwijziging(id_, Stukstaat.GEVRAAGD, None, "Gebeld en gemaild met de uitbater.")
            self._dossiers.zet_stuk(Bewerking(dossier, versie, _DOOR, moment), wijziging)
            versie += 1
        bewerking = Bewerking(dossier, versie, _DOOR, moment)
        self._dossiers.noteer_contact(bewerking, "zaak", bereikt=nummer % 2 == 1, tekst="Gevraagd naar de avond zelf.")
        if nummer % 3 == 2:
            self._dossiers.sluit(bewerking, Uitkomst.BEMIDDELD, "Gesprek met de zaak; de melder is tevreden.")

    def _verwijs(self, kenmerk: str) -> None:
        opvolging = Opvolgopslag(self._opslag, self._stad.termijnen)
        ja = NieuweToestemming(Instantie.POLITIE, frozenset(), Vraagwijze.TELEFOON)
        opvolging.noteer_toestemming(self._bewerking(kenmerk), ja)
        with self._opslag.lezen() as sessie:
            vraag = select(ToestemmingRij.id).join(MeldingRij, MeldingRij.id == ToestemmingRij.melding_id)
            id_ = sessie.scalars(vraag.where(MeldingRij.kenmerk == kenmerk)).one()
        Verwijsopslag(self._opslag, self._stad.dienst).verwijs(self._bewerking(kenmerk), id_)

    def _bewerking(self, kenmerk: str) -> Bewerking:
        with self._opslag.lezen() as sessie:
            versie = sessie.scalars(select(MeldingRij.versie).where(MeldingRij.kenmerk == kenmerk)).one()
        return Bewerking(kenmerk, versie, _DOOR, self._nu - timedelta(days=1))

    def _spreek_af(self, zaken: Sequence[str]) -> None:
        maatregelen = Maatregelopslag(self._opslag)
        for zaak, (soort, tekst, dagen) in zip(dict.fromkeys(zaken), _AFSPRAKEN, strict=False):
            termijn = lokaal(self._nu).date() + timedelta(days=dagen)
            nieuw = NieuweMaatregel(zaak, soort, tekst, termijn, None)
            maatregelen.voeg_toe(nieuw, "economie", self._nu - timedelta(days=10))

    def _kijk_na(self) -> None:
        """Let the loose texts of before the last days be looked at."""
        losse = Losopslag(self._opslag, self._stad.termijnen)
        with self._opslag.lezen() as sessie:
            oud = BerichtRij.ontvangen < self._nu - _VERS
            ids = sessie.scalars(select(BerichtRij.id).where(*wacht_op_mens(), oud)).all()
        for id_ in ids:
            losse.kijk_na(id_)
