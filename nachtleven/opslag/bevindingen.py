"""The findings as they are kept: what the police and onthaal see of them, and what is done with one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.bestanden.velden import Veldfout
from nachtleven.fouten import NietGevonden, SleutelFout, VerouderdFout
from nachtleven.nacht import nachtgrenzen
from nachtleven.opslag import bewijsrijen
from nachtleven.opslag.meldingregels import zaaknamen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.toezichttabellen import BevindingRij, BevindingVerloopRij
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.toezicht.bevindingen import BewijsSoort
from nachtleven.toezicht.opvolging import BevindingStaat, Wederwoord, verander_bevinding
from nachtleven.toezicht.plichten import Code, Plicht, Plichten
from nachtleven.web.toezichttonen import (
    Bevindingbewerking,
    BevindingBlad,
    Bevindingbladzijde,
    Bevindingfilter,
    BevindingRegel,
    BewijsRegel,
)
from nachtleven.web.tonen import VerloopRegel

VOOR_POLITIE = or_(BevindingRij.melding.is_(None), BevindingRij.vrijgegeven.is_not(None))
"""What the police may see: what a register or inspection shows, and what onthaal released."""
_TABEL = "bevindingen"


class Bevindingboek:
    """Reads and changes findings, each in a transaction of its own."""

    def __init__(self, opslag: Opslag, plichten: Plichten) -> None:
        self._opslag, self._plichten = opslag, plichten

    def lijst(self, filter_: Bevindingfilter, hoogstens: int) -> Bevindingbladzijde:
        """Give a page of what the police may see, newest first."""
        with self._opslag.lezen() as sessie:
            return self._bladzijde(sessie, [VOOR_POLITIE, *_gefilterd(filter_)], filter_.na, hoogstens)

    def _bladzijde(
        self,
        sessie: Session,
        voorwaarden: Sequence[ColumnElement[bool]],
        na: tuple[datetime, UUID] | None,
        hoogstens: int,
        *,
        onthaal: bool = False,
    ) -> Bevindingbladzijde:
        """Give a page by key: newest first, what was released by when it was released."""
        aantal = sessie.scalar(select(func.count()).select_from(BevindingRij).where(*voorwaarden)) or 0
        getoond = func.coalesce(BevindingRij.vrijgegeven, BevindingRij.van)
        vraag = select(BevindingRij).where(*voorwaarden).order_by(getoond.desc(), BevindingRij.id.desc())
        if na:
            eerder, gelijk = getoond < na[0], getoond == na[0]
            vraag = vraag.where(or_(eerder, and_(gelijk, BevindingRij.id < na[1])))
        rijen = list(sessie.scalars(vraag.limit(hoogstens + 1)))
        blad = rijen[:hoogstens]
        volgende = (_getoond(blad[-1]), blad[-1].id) if len(rijen) > hoogstens else None
        return Bevindingbladzijde(tuple(self.regels(sessie, blad, onthaal=onthaal)), volgende, aantal)

    def regels(self, sessie: Session, rijen: list[BevindingRij], *, onthaal: bool = False) -> list[BevindingRegel]:
        """Make rows into values; for the police a signal from a melding shows its night and venue alone."""
        namen = zaaknamen(sessie, {z for rij in rijen for z in (rij.zaak_id, *rij.andere_zaken.split())})
        return [self._regel(rij, namen, onthaal=onthaal) for rij in rijen]

    def _regel(self, rij: BevindingRij, namen: Mapping[str, str], *, onthaal: bool) -> BevindingRegel:
        uit_melding = rij.melding is not None
        met_uur = onthaal or not uit_melding
        van, tot = (rij.van, rij.tot) if met_uur or rij.nacht is None else nachtgrenzen(rij.nacht)
        plicht = self._plicht(rij)
        return BevindingRegel(
            id=rij.id,
            plicht=rij.plicht,
            titel=plicht.titel if plicht else rij.plicht,
            ernst=plicht.ernst.value if plicht else "",
            aard=rij.aard,
            zaak_id=rij.zaak_id,
            zaak=namen.get(rij.zaak_id, rij.zaak_id),
            kaartnummer="" if uit_melding else rij.kaartnummer,
            van=van,
            tot=tot,
            nacht=rij.nacht,
            met_uur=met_uur,
            staat=BevindingStaat(rij.staat),
            tegen=rij.tegen,
            gevonden=rij.gevonden,
            andere_zaken=tuple(namen.get(z, z) for z in rij.andere_zaken.split()),
            uit_melding=uit_melding,
            vrijgegeven=rij.vrijgegeven,
            ingetrokken=rij.ingetrokken,
            intrekreden=rij.intrekreden,
            melding=rij.melding if onthaal else None,
        )

    def _plicht(self, rij: BevindingRij) -> Plicht | None:
        return self._plichten.van(Code(rij.plicht), rij.tot if rij.nacht is None else rij.van)

    def blad(self, id_: UUID) -> BevindingBlad | None:
        """Give one finding as the police see it; None: not there, or not released."""
        with self._opslag.lezen() as sessie:
            rij = sessie.scalar(select(BevindingRij).where(BevindingRij.id == id_, VOOR_POLITIE))
            if rij is None:
                return None
            plicht = self._plicht(rij)
            return BevindingBlad(
                regel=self.regels(sessie, [rij])[0],
                versie=rij.versie,
                vraagt=plicht.vraagt if plicht else "",
                bron=plicht.bron if plicht else "",
                bewijs=() if rij.melding else tuple(_bewijs(sessie, rij)),
                verloop=self._verloop(sessie, rij),
            )

    def _verloop(self, sessie: Session, rij: BevindingRij) -> tuple[VerloopRegel, ...]:
        v = BevindingVerloopRij
        vraag = select(v).where(v.bevinding_id == rij.id).order_by(v.moment.desc(), v.id)
        return tuple(
            VerloopRegel(r.moment, r.door, r.handeling, r.van, r.naar, self._open(rij, r))
            for r in sessie.scalars(vraag)
        )

    def _open(self, rij: BevindingRij, regel: BevindingVerloopRij) -> str | None:
        if regel.toelichting_geheim is None:
            return None
        try:
            sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, _TABEL, rij.id)
            return sleutel.ontsleutel(f"verloop {regel.id}", regel.toelichting_geheim)
        except SleutelFout:
            return None

    def signalen(
        self, na: tuple[datetime, UUID] | None, hoogstens: int, *, vrijgegeven: bool = False
    ) -> Bevindingbladzijde:
        """Give a page of what rests on a melding, for onthaal: what waits for a release, or what was released."""
        vrij = BevindingRij.vrijgegeven.is_not(None) if vrijgegeven else BevindingRij.vrijgegeven.is_(None)
        voorwaarden = [BevindingRij.melding.is_not(None), BevindingRij.ingetrokken.is_(None), vrij]
        with self._opslag.lezen() as sessie:
            return self._bladzijde(sessie, voorwaarden, na, hoogstens, onthaal=True)

    @contextmanager
    def _bevinding(self, bewerking: Bevindingbewerking) -> Iterator[tuple[Session, BevindingRij]]:
        """Open a finding for change; the version the user saw must be the one that stands."""
        with self._opslag.schrijven() as sessie:
            vraag = select(BevindingRij).where(BevindingRij.id == bewerking.id, VOOR_POLITIE).with_for_update()
            rij = sessie.scalar(vraag)
            if rij is None:
                raise NietGevonden("bevinding", str(bewerking.id))
            if rij.versie != bewerking.versie:
                raise VerouderdFout(bewerking.versie, rij.versie)
            rij.versie += 1
            yield sessie, rij

    def verander_staat(self, bewerking: Bevindingbewerking, naar: BevindingStaat, nota: str) -> None:
        """Change the state by the table, with the officer's words.

        Raises:
            NietGevonden: no such finding for the police.
            VerouderdFout: another changed it meanwhile.
            OvergangFout: the table doesn't allow it.
        """
        with self._bevinding(bewerking) as (sessie, rij):
            van = BevindingStaat(rij.staat)
            rij.staat = verander_bevinding(van, naar).value
            self._schrijf(sessie, rij, bewerking, ("staat", van.value, naar.value), nota)

    def noteer(self, bewerking: Bevindingbewerking, tekst: str) -> None:
        """Keep an officer's note; raises as `verander_staat`."""
        with self._bevinding(bewerking) as (sessie, rij):
            self._schrijf(sessie, rij, bewerking, ("nota", None, None), tekst)

    def zet_termijn(self, bewerking: Bevindingbewerking, tegen: date | None) -> None:
        """Set or clear the due date; raises as `verander_staat`."""
        with self._bevinding(bewerking) as (sessie, rij):
            oud, rij.tegen = rij.tegen, tegen
            dagen = (oud.isoformat() if oud else None, tegen.isoformat() if tegen else None)
            self._schrijf(sessie, rij, bewerking, ("termijn", *dagen), "")

    def hoor(self, bewerking: Bevindingbewerking, wie: Wederwoord, tekst: str) -> None:
        """Keep the answer of the venue or the doorman; raises as `verander_staat`."""
        with self._bevinding(bewerking) as (sessie, rij):
            self._schrijf(sessie, rij, bewerking, ("wederwoord", None, wie.value), tekst)

    def corrigeer(self, bewerking: Bevindingbewerking, bewijs: int, waarden: Mapping[str, str], waarom: str) -> None:
        """Correct the row of a piece of evidence as a new version; the planner then judges the night again.

        Raises:
            NietGevonden: no such finding or evidence, or its row is gone.
            VerouderdFout: another changed the finding meanwhile.
            Veldfout: a value can't be read, or nothing was changed.
        """
        with self._bevinding(bewerking) as (sessie, rij):
            stukken = json.loads(rij.bewijs)
            stuk = stukken[bewijs] if rij.melding is None and 0 <= bewijs < len(stukken) else None
            gevonden = bewijsrijen.vind(sessie, stuk["soort"], stuk["sleutel"]) if stuk else None
            if stuk is None or gevonden is None:
                raise NietGevonden("bewijs", str(bewijs))
            anders = bewijsrijen.lees_correctie(stuk["soort"], gevonden, waarden)
            if not anders:
                raise Veldfout("er is niets anders dan wat er staat")
            wat = bewijsrijen.Correctie(anders, bewerking.door, bewerking.moment)
            bewijsrijen.corrigeer(sessie, self._opslag, stuk["soort"], gevonden, wat)
            velden = f"{stuk['soort']}: {', '.join(sorted(anders))}"
            self._schrijf(sessie, rij, bewerking, ("correctie", None, velden), waarom)

    def geef_vrij(self, id_: UUID, door: str, moment: datetime) -> None:
        """Release a signal to the police.

        Raises:
            NietGevonden: no such finding, it does not rest on a melding, or it no longer holds.
        """
        with self._opslag.schrijven() as sessie:
            vraag = select(BevindingRij).where(BevindingRij.id == id_, BevindingRij.melding.is_not(None))
            rij = sessie.scalar(vraag.where(BevindingRij.ingetrokken.is_(None)).with_for_update())
            if rij is None:
                raise NietGevonden("signaal", str(id_))
            if rij.vrijgegeven is None:
                rij.vrijgegeven = moment
                wie = Bevindingbewerking(id_, rij.versie, door, moment)
                self._schrijf(sessie, rij, wie, ("vrijgegeven", None, None), "")

    def _schrijf(
        self,
        sessie: Session,
        rij: BevindingRij,
        bewerking: Bevindingbewerking,
        wat: tuple[str, str | None, str | None],
        tekst: str,
    ) -> None:
        """Add a line of history; the words under the finding's own key, made when first needed."""
        regel, geheim = uuid4(), None
        if tekst:
            if rij.sleutel is None:
                sleutel, rij.sleutel = self._opslag.kluis.nieuwe_sleutel(_TABEL, rij.id)
            else:
                sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, _TABEL, rij.id)
            geheim = sleutel.versleutel(f"verloop {regel}", tekst)
        handeling, van, naar = wat
        sessie.add(
            BevindingVerloopRij(
                id=regel,
                bevinding_id=rij.id,
                moment=bewerking.moment,
                door=bewerking.door,
                handeling=handeling,
                van=van,
                naar=naar,
                toelichting_geheim=geheim,
            )
        )


def _getoond(rij: BevindingRij) -> datetime:
    """Give what the list is ordered by: of a released signal its release, since its own minute may not be told."""
    return rij.vrijgegeven or rij.van


def _gefilterd(filter_: Bevindingfilter) -> list[ColumnElement[bool]]:
    gezet: list[ColumnElement[bool]] = []
    if not filter_.met_ingetrokken:
        gezet.append(BevindingRij.ingetrokken.is_(None))
    if filter_.staat:
        gezet.append(BevindingRij.staat == filter_.staat.value)
    if filter_.plicht:
        gezet.append(BevindingRij.plicht == filter_.plicht)
    if filter_.zaak:
        gezet.append(BevindingRij.zaak_id == filter_.zaak)
    if filter_.kaart:
        sleutel = sleutel_kaartnummer(filter_.kaart)
        gezet.append(and_(BevindingRij.kaart_sleutel == sleutel, BevindingRij.melding.is_(None)))
    return gezet


def _bewijs(sessie: Session, rij: BevindingRij) -> Iterator[BewijsRegel]:
    for nummer, stuk in enumerate(json.loads(rij.bewijs)):
        soort, sleutel, tekst = stuk["soort"], stuk["sleutel"], stuk["tekst"]
        if soort == BewijsSoort.MELDING:
            continue
        gevonden = bewijsrijen.vind(sessie, soort, sleutel)
        if gevonden is None:
            yield BewijsRegel(nummer, soort, sleutel, tekst)
        else:
            kolommen, velden = bewijsrijen.kolommen(soort, gevonden), bewijsrijen.te_corrigeren(soort, gevonden)
            yield BewijsRegel(nummer, soort, sleutel, tekst, kolommen, velden, gevonden.bekend_van)
