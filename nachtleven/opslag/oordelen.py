"""Queries of the judgement that is kept: which nights are due, and a night's findings laid beside those there were.

A night is due when it is over and was not judged, or when what is known about it changed since. Changes are seen by
the moments that rows carry; those of the last half minute are looked at twice, since a transaction may still be open.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nachtleven.meldingen import NIET_GETELD
from nachtleven.nacht import middag, nacht_van
from nachtleven.opslag import wachtrij
from nachtleven.opslag.registertabellen import ControleRij, IncidentRij, InvoerRij, InzetRij, KaartRij, ZaakRij
from nachtleven.opslag.tabellen import BerichtRij, MeldingRij, VerloopRij
from nachtleven.opslag.toezichttabellen import BevindingRij, BevindingVerloopRij, OordeelRij, OordeelstandRij
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.toezicht.bevindingen import Bevinding, BewijsSoort
from nachtleven.toezicht.opvolging import BevindingStaat, waarom_ingetrokken

SPELING = timedelta(seconds=30)
REGISTER = "register"
"""What a finding of the register's own word is about (see `zichtplichten`)."""
SYSTEEM = "systeem"
_STAND = "veranderingen"
_WEG = tuple(status.value for status in NIET_GETELD)


def te_oordelen(sessie: Session, hoogstens: int) -> Sequence[date]:
    """Give the nights that are due, newest first."""
    vraag = select(OordeelRij.nacht).where(OordeelRij.gevraagd > OordeelRij.gedaan)
    return sessie.scalars(vraag.order_by(OordeelRij.nacht.desc()).limit(hoogstens)).all()


def gevraagd_nummer(sessie: Session, nacht: date) -> int | None:
    """Give the number of the judgement that is asked of a night; None: none is due."""
    vraag = select(OordeelRij.gevraagd).where(OordeelRij.nacht == nacht, OordeelRij.gevraagd > OordeelRij.gedaan)
    return sessie.scalar(vraag)


def vraag_oordelen(sessie: Session, moment: datetime, terug: timedelta) -> int:
    """Ask a judgement of every finished night that has none or of which more is known now; give how many were asked.

    Nights that began longer than `terug` ago are left alone.
    """
    laatste, vroegste = nacht_van(moment) - timedelta(days=1), nacht_van(moment - terug)
    stand = _stand(sessie, moment)
    bekend = {rij.nacht: rij for rij in sessie.scalars(select(OordeelRij).where(OordeelRij.nacht >= vroegste))}
    meldingen = _meldingen_per_nacht(sessie, vroegste)
    gevraagd = _nieuwe(sessie, bekend, vroegste, laatste)
    gevraagd |= {nacht for nacht, rij in bekend.items() if rij.meldingen != meldingen.get(nacht, "")}
    gevraagd |= _Veranderd(sessie, stand.gezien).nachten(laatste)
    goed = {nacht for nacht in gevraagd if vroegste <= nacht <= laatste}
    for nacht in goed:
        rij = bekend.get(nacht) or OordeelRij(nacht=nacht, gevraagd=0, gedaan=0, bevindingen=0)
        rij.gevraagd, rij.meldingen = rij.gevraagd + 1, meldingen.get(nacht, "")
        sessie.add(rij)
    wachtrij.leg_klaar(sessie, wachtrij.OORDEEL, [str(nacht) for nacht in sorted(goed, reverse=True)])
    stand.gezien = moment - SPELING
    return len(goed)


def _stand(sessie: Session, moment: datetime) -> OordeelstandRij:
    """Give the row that says up to when changes were looked at, held by this transaction alone."""
    maak = postgresql.insert if sessie.get_bind().dialect.name == "postgresql" else sqlite.insert
    sessie.execute(maak(OordeelstandRij).values(naam=_STAND, gezien=moment).on_conflict_do_nothing())
    return sessie.get_one(OordeelstandRij, _STAND, with_for_update=True)


def _meldingen_per_nacht(sessie: Session, vroegste: date) -> dict[date, str]:
    vraag = select(MeldingRij.nacht, func.count(), func.sum(MeldingRij.versie)).where(MeldingRij.nacht >= vroegste)
    return {nacht: f"{aantal}.{versies}" for nacht, aantal, versies in sessie.execute(vraag.group_by(MeldingRij.nacht))}


def _nieuwe(sessie: Session, bekend: Mapping[date, OordeelRij], vroegste: date, laatste: date) -> set[date]:
    """Give the nights from the first that anything is known of up to the last that is over, without those known."""
    kolommen = (InzetRij.van, IncidentRij.van, ControleRij.tijdstip, MeldingRij.tijdstip)
    begin = [sessie.scalar(select(func.min(kolom)).where(kolom >= middag(vroegste))) for kolom in kolommen]
    eerste = min((nacht_van(moment) for moment in begin if moment), default=laatste + timedelta(days=1))
    dagen = (laatste - eerste).days + 1
    return {eerste + timedelta(days=dag) for dag in range(max(dagen, 0))} - bekend.keys()


class _Veranderd:
    """The nights about which something changed since a moment."""

    def __init__(self, sessie: Session, sinds: datetime) -> None:
        self._sessie, self._sinds = sessie, sinds

    def nachten(self, laatste: date) -> set[date]:
        """Give them, not yet held against what is over; a venue's register also touches the last night."""
        gevonden = self._van_meldingen() | self._van_rijen(IncidentRij) | self._van_rijen(ControleRij)
        ingevoerd = self._sessie.scalar(select(InvoerRij.id).where(InvoerRij.moment >= self._sinds).limit(1))
        if ingevoerd is None:
            return gevonden
        zaken = self._veranderd(ZaakRij)
        gevonden |= self._van_rijen(InzetRij) | (
            {laatste} if self._sessie.scalar(select(ZaakRij.id).where(zaken)) else set()
        )
        kaarten = select(KaartRij.kaart_sleutel).where(self._veranderd(KaartRij))
        zaak_ids = select(ZaakRij.zaak_id).where(zaken)
        gevonden |= self._van_inzetten(InzetRij.kaart_sleutel.in_(kaarten))
        gevonden |= self._van_inzetten(InzetRij.zaak_id.in_(zaak_ids))
        return gevonden | self._nachten(select(MeldingRij.nacht).where(MeldingRij.zaak_id.in_(zaak_ids)))

    def _veranderd(self, tabel: type[InzetRij | IncidentRij | ControleRij | KaartRij | ZaakRij]) -> ColumnElement[bool]:
        return or_(tabel.bekend_van >= self._sinds, tabel.bekend_tot >= self._sinds)

    def _nachten(self, vraag: object) -> set[date]:
        return {nacht for nacht in self._sessie.scalars(vraag) if nacht is not None}  # type: ignore[call-overload]  # a select of one column

    def _van_inzetten(self, voorwaarde: ColumnElement[bool]) -> set[date]:
        vraag = select(InzetRij.van).where(InzetRij.bekend_tot.is_(None), voorwaarde)
        return {nacht_van(van) for van in self._sessie.scalars(vraag)}

    def _van_rijen(self, tabel: type[InzetRij | IncidentRij | ControleRij]) -> set[date]:
        """Give the nights of the versions that came or went: both those that they begin and end in."""
        kolommen = (ControleRij.tijdstip, ControleRij.tijdstip) if tabel is ControleRij else (tabel.van, tabel.tot)  # type: ignore[union-attr]  # the two others have both
        rijen = self._sessie.execute(select(*kolommen).where(self._veranderd(tabel)))
        return {nacht_van(moment) for rij in rijen for moment in rij}

    def _van_meldingen(self) -> set[date]:
        """Give the nights of the meldingen that a text or a person changed, and of the findings that rest on them."""
        berichten = select(BerichtRij.melding_id).where(BerichtRij.bewaard >= self._sinds)
        verloop = select(VerloopRij.melding_id).where(VerloopRij.moment >= self._sinds)
        geraakt = or_(MeldingRij.id.in_(berichten), MeldingRij.id.in_(verloop))
        kenmerken = select(MeldingRij.kenmerk).where(or_(geraakt, MeldingRij.status.in_(_WEG)))
        steunt = BevindingRij.melding.in_(kenmerken), BevindingRij.ingetrokken.is_(None)
        return self._nachten(select(MeldingRij.nacht).where(geraakt)) | self._nachten(
            select(BevindingRij.nacht).where(*steunt)
        )


class Boekhouding:
    """One night's findings laid beside those that are kept: new ones come, others go on, come back or are withdrawn."""

    def __init__(self, sessie: Session, nacht: date, moment: datetime) -> None:
        self._sessie, self._nacht, self._moment = sessie, nacht, moment

    def boek(self, bevindingen: Sequence[Bevinding], *, met_register: bool) -> tuple[int, int]:
        """Keep them; give how many are new and how many were withdrawn.

        `met_register`: the register's word about venues is judged with this night; otherwise it is left as it is.
        """
        gevonden = {b.sleutel: b for b in bevindingen if met_register or b.onderwerp != REGISTER}
        vraag = select(BevindingRij).where(
            or_(self._van_hier(met_register=met_register), BevindingRij.identiteit.in_(gevonden))
        )
        bekend = {rij.identiteit: rij for rij in self._sessie.scalars(vraag)}
        nieuw = [b for sleutel, b in gevonden.items() if sleutel not in bekend]
        for bevinding in nieuw:
            self._schrijf(bevinding)
        weg = 0
        for identiteit, rij in bekend.items():
            if identiteit in gevonden:
                self._ga_verder(rij, gevonden[identiteit])
            elif rij.ingetrokken is None:
                weg += self._trek_in(rij)
        return len(nieuw), weg

    def _van_hier(self, *, met_register: bool) -> ColumnElement[bool]:
        deze = BevindingRij.nacht == self._nacht
        return or_(deze, BevindingRij.nacht.is_(None)) if met_register else deze

    def _schrijf(self, bevinding: Bevinding) -> None:
        rij = BevindingRij(
            id=uuid4(),
            identiteit=bevinding.sleutel,
            plicht=bevinding.plicht,
            aard=bevinding.aard.value,
            zaak_id=bevinding.zaak_id,
            kaartnummer=bevinding.kaartnummer,
            kaart_sleutel=sleutel_kaartnummer(bevinding.kaartnummer),
            van=bevinding.van,
            tot=bevinding.tot,
            nacht=self._nacht_van(bevinding),
            andere_zaken=" ".join(bevinding.andere_zaken),
            bewijs=_bewijs(bevinding),
            melding=_kenmerk(bevinding),
            staat=BevindingStaat.OPEN.value,
            gevonden=self._moment,
        )
        self._sessie.add(rij)
        self._sessie.flush()
        noteer(self._sessie, rij, self._moment, "gevonden")

    def _nacht_van(self, bevinding: Bevinding) -> date | None:
        return None if bevinding.onderwerp == REGISTER else bevinding.nacht

    def _ga_verder(self, rij: BevindingRij, bevinding: Bevinding) -> None:
        """Take over what is known now; one that was withdrawn stands again."""
        rij.van = rij.van if bevinding.onderwerp == REGISTER else bevinding.van
        rij.tot, rij.nacht, rij.bewijs = bevinding.tot, self._nacht_van(bevinding), _bewijs(bevinding)
        if rij.ingetrokken is not None:
            rij.ingetrokken = rij.intrekreden = None
            noteer(self._sessie, rij, self._moment, "teruggekomen")

    def _trek_in(self, rij: BevindingRij) -> bool:
        """Withdraw it; False where the melding lost its words to retention: nothing is known that contradicts it."""
        uit_melding, melding = rij.melding is not None, None
        if uit_melding:
            melding = self._sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == rij.melding))
        melding_weg = uit_melding and (melding is None or melding.status in _WEG)
        samengevoegd = melding is not None and melding.samengevoegd_met is not None
        if melding is not None and melding.sleutel is None and not (melding_weg or samengevoegd):
            return False
        reden = waarom_ingetrokken(
            rij.plicht, melding_weg=melding_weg, uit_melding=uit_melding, samengevoegd=samengevoegd
        )
        rij.ingetrokken, rij.intrekreden = self._moment, reden
        noteer(self._sessie, rij, self._moment, "ingetrokken", naar=reden)
        return True


def noteer(sessie: Session, rij: BevindingRij, moment: datetime, handeling: str, naar: str | None = None) -> None:
    """Add a line of the system's own to a finding's history."""
    sessie.add(
        BevindingVerloopRij(
            id=uuid4(), bevinding_id=rij.id, moment=moment, door=SYSTEEM, handeling=handeling, naar=naar
        )
    )


def _bewijs(bevinding: Bevinding) -> str:
    rijen = [{"soort": b.soort.value, "sleutel": b.sleutel, "tekst": b.tekst} for b in bevinding.bewijs]
    return json.dumps(rijen, ensure_ascii=False)


def _kenmerk(bevinding: Bevinding) -> str | None:
    return next((b.sleutel for b in bevinding.bewijs if b.soort is BewijsSoort.MELDING), None)


def is_ingehaald(sessie: Session, nacht: date, nummer: int) -> bool:
    """Tell whether a newer judgement of that night was asked meanwhile: then that one is kept, not this."""
    return sessie.get_one(OordeelRij, nacht, with_for_update=True).gevraagd != nummer


def rond_oordeel_af(sessie: Session, nacht: date, nummer: int, moment: datetime, aantal: int) -> None:
    """Write down that a night was judged as far as it was asked then."""
    rij = sessie.get_one(OordeelRij, nacht)
    rij.gedaan, rij.klaar, rij.bevindingen = nummer, moment, aantal
