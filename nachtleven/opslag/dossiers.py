"""What staff do to dossiers: each a change of one version into the next, with a line in its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from nachtleven.dossiers.waarden import (
    Dossierstaat,
    Stuksoort,
    Stukstaat,
    Uitkomst,
    ga_over_dossier,
    ga_over_stuk,
    maak_dossierkenmerk,
)
from nachtleven.fouten import NietGevonden, OvergangFout, VerouderdFout
from nachtleven.meldingen import Status, Termijnen
from nachtleven.nacht import dagbegin, lokaal
from nachtleven.opslag import registers
from nachtleven.opslag.dossiertabellen import DossierMeldingRij, DossierregelRij, DossierRij, DossierstukRij
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import MeldingRij, VerloopRij
from nachtleven.opslag.wijziging import Regel
from nachtleven.web.dossierwaarden import Stukwijziging
from nachtleven.web.tonen import Bewerking

EERSTE_STUKKEN = (Stuksoort.BEELDEN, Stuksoort.LOG, Stuksoort.VERKLARING)
"""The places that every dossier begins with; witnesses are added where there are any."""


@dataclass(frozen=True, slots=True)
class _Daad:
    """Who acts, and when."""

    door: str
    moment: datetime


class Dossieropslag:
    """Dossiers in the database; `kenmerk` of a Bewerking is that of the dossier."""

    def __init__(self, opslag: Opslag, termijnen: Termijnen) -> None:
        self._opslag, self._termijnen = opslag, termijnen

    def open_dossier(self, kenmerken: tuple[str, ...], door: str, moment: datetime) -> str:
        """Open a dossier over meldingen and give its kenmerk; where one of them is in a dossier, they join that.

        Raises:
            NietGevonden: one of the meldingen is not there.
        """
        with self._opslag.schrijven() as sessie:
            rijen = [_melding(sessie, kenmerk) for kenmerk in kenmerken]
            al = select(DossierRij).join(DossierMeldingRij, DossierMeldingRij.dossier_id == DossierRij.id)
            rij = sessie.scalar(al.where(DossierMeldingRij.melding_id.in_([m.id for m in rijen])).limit(1))
            daad = _Daad(door, moment)
            if rij is None:
                rij = self._nieuw(sessie, rijen[0], daad)
            else:
                rij.versie += 1
            for melding in rijen:
                self._leg_in(sessie, rij, melding, daad)
            return rij.kenmerk

    def voeg_toe(self, bewerking: Bewerking, melding: str) -> None:
        """Put a melding in; one that is in another dossier moves."""
        with self._dossier(bewerking) as (sessie, rij):
            self._leg_in(sessie, rij, _melding(sessie, melding), _daad(bewerking))

    def haal_weg(self, bewerking: Bewerking, melding: str) -> None:
        """Take a melding out; the last one stays in."""
        with self._dossier(bewerking) as (sessie, rij):
            eruit = _melding(sessie, melding)
            tel = select(func.count()).where(DossierMeldingRij.dossier_id == rij.id)
            if (sessie.scalar(tel) or 0) <= 1:
                raise OvergangFout(rij.kenmerk, "leeg")
            van_ons = DossierMeldingRij.dossier_id == rij.id, DossierMeldingRij.melding_id == eruit.id
            weg = delete(DossierMeldingRij).where(*van_ons).returning(DossierMeldingRij.melding_id)
            if sessie.scalar(weg) is None:
                raise NietGevonden("melding", melding)
            self._regel(sessie, rij, _daad(bewerking), Regel("melding_eruit", naar=melding))
            _schrijf_bij_melding(sessie, eruit, _daad(bewerking), Regel("uit_dossier", naar=rij.kenmerk))

    def zet_stuk(self, bewerking: Bewerking, wijziging: Stukwijziging) -> None:
        """Change the state or the term of a piece of evidence.

        Raises:
            NietGevonden: no such dossier, or piece in it.
            VerouderdFout: another changed the dossier meanwhile.
            OvergangFout: the table doesn't allow it.
        """
        with self._dossier(bewerking) as (sessie, rij):
            stuk = sessie.get(DossierstukRij, wijziging.id)
            if stuk is None or stuk.dossier_id != rij.id:
                raise NietGevonden("stuk", str(wijziging.id))
            van = Stukstaat(stuk.staat)
            if van is not wijziging.naar:
                stuk.staat = ga_over_stuk(van, wijziging.naar).value
            if wijziging.termijn is not None:
                stuk.termijn = dagbegin(wijziging.termijn + timedelta(days=1))
                stuk.alarm = self._alarm(stuk.termijn)
            stuk.bijgewerkt = bewerking.moment
            regel = Regel("stuk_gewijzigd", van.value, wijziging.naar.value, wijziging.tekst)
            self._regel(sessie, rij, _daad(bewerking), regel, stuk.soort)

    def voeg_stuk_toe(self, bewerking: Bewerking, soort: Stuksoort) -> None:
        """Add a place for a piece of evidence."""
        with self._dossier(bewerking) as (sessie, rij):
            self._stuk(sessie, rij, soort, _daad(bewerking), None)
            self._regel(sessie, rij, _daad(bewerking), Regel("stuk_erbij"), soort.value)

    def noteer_contact(self, bewerking: Bewerking, met: str, *, bereikt: bool, tekst: str) -> None:
        """Keep an attempt to reach the melder, the venue or a witness; `met`: melder, zaak, getuige."""
        with self._dossier(bewerking, versie=False) as (sessie, rij):
            regel = Regel(f"contact_{met}", naar="bereikt" if bereikt else "niet_bereikt", tekst=tekst)
            self._regel(sessie, rij, _daad(bewerking), regel)

    def noteer(self, bewerking: Bewerking, tekst: str) -> None:
        """Keep a note; several people may note at once, so no version is asked."""
        with self._dossier(bewerking, versie=False) as (sessie, rij):
            self._regel(sessie, rij, _daad(bewerking), Regel("nota", tekst=tekst))

    def sluit(self, bewerking: Bewerking, uitkomst: Uitkomst, tekst: str) -> None:
        """Close it with its outcome and the reason; a closed one may get another outcome."""
        with self._dossier(bewerking) as (sessie, rij):
            van = Dossierstaat(rij.staat)
            if van is Dossierstaat.OPEN:
                rij.staat = ga_over_dossier(van, Dossierstaat.GESLOTEN).value
            oud, rij.uitkomst = rij.uitkomst, uitkomst.value
            rij.gesloten = rij.gesloten or bewerking.moment
            self._regel(sessie, rij, _daad(bewerking), Regel("dossier_gesloten", oud, uitkomst.value, tekst))

    def heropen(self, bewerking: Bewerking, tekst: str) -> None:
        """Take it up again; its outcome goes."""
        with self._dossier(bewerking) as (sessie, rij):
            rij.staat = ga_over_dossier(Dossierstaat(rij.staat), Dossierstaat.OPEN).value
            oud, rij.uitkomst, rij.gesloten = rij.uitkomst, None, None
            self._regel(sessie, rij, _daad(bewerking), Regel("dossier_heropend", oud, None, tekst))

    @contextmanager
    def _dossier(self, bewerking: Bewerking, *, versie: bool = True) -> Iterator[tuple[Session, DossierRij]]:
        """Open a dossier for change; the version the user saw must be the one that stands."""
        with self._opslag.schrijven() as sessie:
            rij = sessie.scalar(select(DossierRij).where(DossierRij.kenmerk == bewerking.kenmerk).with_for_update())
            if rij is None:
                raise NietGevonden("dossier", bewerking.kenmerk)
            if versie:
                if rij.versie != bewerking.versie:
                    raise VerouderdFout(bewerking.versie, rij.versie)
                rij.versie += 1
            yield sessie, rij

    def _nieuw(self, sessie: Session, melding: MeldingRij, daad: _Daad) -> DossierRij:
        id_ = uuid4()
        _, gewikkeld = self._opslag.kluis.nieuwe_sleutel("dossiers", id_)
        rij = DossierRij(
            id=id_, kenmerk=_volgend_kenmerk(sessie, lokaal(daad.moment).year), staat=Dossierstaat.OPEN.value,
            zaak_id=melding.zaak_id, nacht=melding.nacht, sleutel=gewikkeld, geopend=daad.moment, door=daad.door,
            versie=1,
        )  # fmt: skip
        sessie.add(rij)
        sessie.flush()
        for soort in EERSTE_STUKKEN:
            self._stuk(sessie, rij, soort, daad, melding)
        self._regel(sessie, rij, daad, Regel("dossier_geopend"))
        return rij

    def _stuk(
        self, sessie: Session, rij: DossierRij, soort: Stuksoort, daad: _Daad, melding: MeldingRij | None
    ) -> None:
        """Add a place; that of the footage has the term of the melding, and none is asked of a venue without camera."""
        van_beelden = melding is not None and soort is Stuksoort.BEELDEN
        termijn = melding.beelden_voor if van_beelden and melding is not None else None
        zaak = registers.zaken(sessie, [rij.zaak_id]).get(rij.zaak_id) if van_beelden and rij.zaak_id else None
        staat = Stukstaat.GEEN if zaak is not None and zaak.camera is False else Stukstaat.TE_VRAGEN
        sessie.add(
            DossierstukRij(
                id=uuid4(),
                dossier_id=rij.id,
                soort=soort.value,
                staat=staat.value,
                termijn=termijn,
                alarm=self._alarm(termijn) if termijn else None,
                bijgewerkt=daad.moment,
            )
        )

    def _alarm(self, termijn: datetime) -> datetime:
        return termijn - timedelta(days=self._termijnen.beelden_alarm_dagen)

    def _leg_in(self, sessie: Session, rij: DossierRij, melding: MeldingRij, daad: _Daad) -> None:
        oud = sessie.get(DossierMeldingRij, melding.id)
        if oud is not None and oud.dossier_id == rij.id:
            return
        sessie.merge(DossierMeldingRij(melding_id=melding.id, dossier_id=rij.id))
        rij.zaak_id = rij.zaak_id or melding.zaak_id
        self._regel(sessie, rij, daad, Regel("melding_erbij", naar=melding.kenmerk))
        _schrijf_bij_melding(sessie, melding, daad, Regel("in_dossier", naar=rij.kenmerk))

    def _regel(self, sessie: Session, rij: DossierRij, daad: _Daad, regel: Regel, onderwerp: str | None = None) -> None:
        id_, geheim = uuid4(), None
        if regel.tekst:
            sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "dossiers", rij.id)
            geheim = sleutel.versleutel(f"verloop {id_}", regel.tekst)
        sessie.add(
            DossierregelRij(
                id=id_, dossier_id=rij.id, moment=daad.moment, door=daad.door, handeling=regel.handeling,
                onderwerp=onderwerp, van=regel.van, naar=regel.naar, toelichting_geheim=geheim,
            )
        )  # fmt: skip


def _daad(bewerking: Bewerking) -> _Daad:
    return _Daad(bewerking.door, bewerking.moment)


def _melding(sessie: Session, kenmerk: str) -> MeldingRij:
    rij = sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk))
    if rij is None or rij.status == Status.GEWIST.value:
        raise NietGevonden("melding", kenmerk)
    return rij


def _schrijf_bij_melding(sessie: Session, melding: MeldingRij, daad: _Daad, regel: Regel) -> None:
    melding.aandacht = None
    sessie.add(
        VerloopRij(
            id=uuid4(), melding_id=melding.id, moment=daad.moment, door=daad.door, handeling=regel.handeling,
            naar=regel.naar,
        )
    )  # fmt: skip


def _volgend_kenmerk(sessie: Session, jaar: int) -> str:
    """Give the kenmerk after the highest of this year; the write lock, or the unique column, keeps it apart."""
    begin = maak_dossierkenmerk(jaar, 0)[:5]
    alle = sessie.scalars(select(DossierRij.kenmerk).where(DossierRij.kenmerk.startswith(begin)))
    return maak_dossierkenmerk(jaar, max((int(kenmerk[len(begin) :]) for kenmerk in alle), default=0) + 1)


def dossier_van(sessie: Session, melding_id: UUID) -> str | None:
    """Give the kenmerk of the dossier that a melding is in."""
    vraag = select(DossierRij.kenmerk).join(DossierMeldingRij, DossierMeldingRij.dossier_id == DossierRij.id)
    return sessie.scalar(vraag.where(DossierMeldingRij.melding_id == melding_id))
