"""Who stands at which door: the card looked up at a door, those on duty at a moment, and a card's own page."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.fouten import NietGevonden
from nachtleven.opslag import registers
from nachtleven.opslag.bevindingen import Bevindingboek
from nachtleven.opslag.meldingregels import zaaknamen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ControleRij, InvoerRij, InzetRij, KaartRij, ZaakRij
from nachtleven.opslag.toezichttabellen import BevindingRij
from nachtleven.register.dienst import op_dienst
from nachtleven.register.kaartstaat import Gebrek, gebreken
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.deurvragen import bijna_gelijk
from nachtleven.web.toezichttonen import (
    Deurpersoon,
    InzetRegel,
    Kaartantwoord,
    KaartBlad,
    KaartRegel,
    Kaartversie,
    NieuweControle,
    Portiertelling,
)

MINUUT = timedelta(minutes=1)
_LANGSTE_INZET = timedelta(hours=24)
_NABIJ, _DEEL_VANAF, _INZETTEN = 5, 3, 50


class Deurbron:
    """Answers who stands where, and keeps inspections; each question is a transaction of its own."""

    def __init__(self, opslag: Opslag, boek: Bevindingboek) -> None:
        self._opslag, self._boek = opslag, boek

    def antwoord(self, nummer: str, zaak_id: str | None, moment: datetime) -> Kaartantwoord:
        """Give the answer for a number or a part of it, at this door, at this moment.

        A part that fits one card alone is that card: first among those signed in at this door now, then among all.
        """
        sleutel = sleutel_kaartnummer(nummer)
        with self._opslag.lezen() as sessie:
            rij, lijkt_op = self._zoek_een(sessie, sleutel, zaak_id, moment)
            van = sessie.scalar(select(func.max(InvoerRij.moment)).where(InvoerRij.soort == "portiers"))
            if rij is None:
                return Kaartantwoord(nummer, None, (), None, (), lijkt_op, van)
            zaak = registers.zaken(sessie, [zaak_id]).get(zaak_id) if zaak_id else None
            redenen = gebreken(registers.kaart_van(rij), zaak, moment, moment)
            nu = self._inzetten(sessie, InzetRij.kaart_sleutel == rij.kaart_sleutel, moment, moment + MINUUT)
            hier = next((i for i in nu if i.zaak_id == zaak_id), None)
            elders = tuple(dict.fromkeys(i.zaak for i in nu if i.zaak_id != zaak_id))
            kaart = self._kaart(sessie, rij, moment, met_naam=True)
            return Kaartantwoord(nummer, kaart, redenen, hier, elders, (), van)

    def _zoek_een(
        self, sessie: Session, sleutel: str, zaak_id: str | None, moment: datetime
    ) -> tuple[KaartRij | None, tuple[str, ...]]:
        """Give the one card meant, or else the numbers that are near."""
        nu = select(KaartRij).where(KaartRij.bekend_tot.is_(None))
        if not sleutel:
            return None, ()
        precies = sessie.scalars(nu.where(KaartRij.kaart_sleutel == sleutel)).first()
        if precies is not None:
            return precies, ()
        if len(sleutel) >= _DEEL_VANAF:
            op_dienst_nu = _op_dienst(InzetRij.zaak_id == (zaak_id or ""), moment)
            hier = {k for k in sessie.scalars(select(InzetRij.kaart_sleutel).where(*op_dienst_nu)) if sleutel in k}
            deel = nu.where(KaartRij.kaart_sleutel.contains(sleutel, autoescape=True))
            for vraag in (*([nu.where(KaartRij.kaart_sleutel.in_(hier))] if hier else []), deel):
                gevonden = sessie.scalars(vraag.order_by(KaartRij.kaart_sleutel).limit(_NABIJ + 1)).all()
                if len(gevonden) == 1:
                    return gevonden[0], ()
                if gevonden:
                    return None, tuple(rij.kaartnummer for rij in gevonden[:_NABIJ])
        dichtbij = nu.where(KaartRij.kaart_sleutel.in_(bijna_gelijk(sleutel))).order_by(KaartRij.kaart_sleutel)
        return None, tuple(rij.kaartnummer for rij in sessie.scalars(dichtbij.limit(_NABIJ)))

    def _kaart(self, sessie: Session, rij: KaartRij, moment: datetime, *, met_naam: bool = False) -> KaartRegel:
        naam = None
        if met_naam:
            geheim = registers.registersleutel(sessie, self._opslag)
            naam = geheim.ontsleutel(f"{rij.id}.naam", rij.naam_geheim)
        nu = gebreken(registers.kaart_van(rij), None, moment, moment)
        return KaartRegel(
            rij.kaartnummer, rij.kaart_sleutel, rij.werkgever, rij.statuut, rij.geldig_van, rij.geldig_tot,
            rij.geschorst_van, rij.geschorst_tot, rij.werkgever_geldig_tot, nu, naam,
        )  # fmt: skip

    def _inzetten(
        self, sessie: Session, waarvan: ColumnElement[bool], van: datetime, tot: datetime
    ) -> tuple[InzetRegel, ...]:
        """Give the shifts that share a moment with [van, tot), the last to begin first."""
        vraag = select(InzetRij).where(waarvan, InzetRij.bekend_tot.is_(None), InzetRij.van < tot, InzetRij.tot > van)
        rijen = sessie.scalars(vraag.where(InzetRij.van > van - _LANGSTE_INZET).order_by(InzetRij.van.desc())).all()
        return self._als_regels(sessie, list(rijen))

    def _als_regels(self, sessie: Session, rijen: list[InzetRij]) -> tuple[InzetRegel, ...]:
        zaken = registers.zaken(sessie, {rij.zaak_id for rij in rijen})
        kaarten = registers.kaarten(sessie, {rij.kaart_sleutel for rij in rijen})
        regels = []
        for rij in rijen:
            zaak = zaken.get(rij.zaak_id)
            fouten = gebreken(kaarten.get(rij.kaart_sleutel), zaak, rij.van, rij.tot)
            regels.append(InzetRegel(rij.zaak_id, zaak.naam if zaak else rij.zaak_id, rij.van, rij.tot, fouten))
        return tuple(regels)

    def aan_de_deur(self, zaak_id: str, moment: datetime, nu: datetime) -> list[Deurpersoon]:
        """Give who was on duty at a venue at a moment, each with the state of card, firm and footing then and now.

        It names only whom the bewakingsregister names: a description in a text names nobody.
        """
        with self._opslag.lezen() as sessie:
            zaak = registers.zaken(sessie, [zaak_id]).get(zaak_id)
            if zaak is None:
                return []
            inzetten = registers.inzetten(sessie, zaak_id, moment, moment + MINUUT)
            sleutels = {sleutel_kaartnummer(inzet.kaartnummer) for inzet in inzetten}
            return list(self._personen(sessie, zaak, (moment, nu), sleutels))

    def _personen(
        self, sessie: Session, zaak: Zaak, momenten: tuple[datetime, datetime], sleutels: set[str]
    ) -> Iterator[Deurpersoon]:
        moment, nu = momenten
        inzetten = registers.inzetten(sessie, zaak.zaak_id, moment, moment + MINUUT)
        kaarten = registers.kaarten(sessie, sleutels)
        toen = registers.kaarten(sessie, sleutels, moment)
        rijen = {
            rij.kaart_sleutel: rij
            for rij in sessie.scalars(
                select(KaartRij).where(KaartRij.kaart_sleutel.in_(sleutels), KaartRij.bekend_tot.is_(None))
            )
        }
        for dienst in op_dienst(inzetten, kaarten, zaak, moment, moment):
            sleutel = sleutel_kaartnummer(dienst.kaartnummer)
            rij = rijen.get(sleutel)
            kaart = self._kaart(sessie, rij, nu, met_naam=True) if rij else None
            yield Deurpersoon(
                kaartnummer=dienst.kaartnummer,
                naam=kaart.naam if kaart else None,
                werkgever=kaart.werkgever if kaart else "",
                van=dienst.inzet.van,
                tot=dienst.inzet.tot,
                toen=dienst.gebreken,
                toen_bekend=gebreken(toen.get(sleutel), zaak, moment, moment),
                nu=gebreken(kaarten.get(sleutel), zaak, nu, nu),
            )

    def zoek(self, woord: str, nu: datetime, hoogstens: int) -> list[KaartRegel]:
        """Give the cards whose number or firm holds this word; empty: those with open findings first."""
        vraag = select(KaartRij).where(KaartRij.bekend_tot.is_(None))
        if woord:
            past = [KaartRij.werkgever.icontains(woord, autoescape=True)]
            if sleutel := sleutel_kaartnummer(woord):
                past.append(KaartRij.kaart_sleutel.contains(sleutel, autoescape=True))
            vraag = vraag.where(or_(*past))
        else:
            open_ = select(BevindingRij.kaart_sleutel).where(BevindingRij.ingetrokken.is_(None))
            vraag = vraag.where(KaartRij.kaart_sleutel.in_(open_.where(BevindingRij.kaart_sleutel != "")))
        with self._opslag.lezen() as sessie:
            rijen = sessie.scalars(vraag.order_by(KaartRij.kaart_sleutel).limit(hoogstens)).all()
            return [self._kaart(sessie, rij, nu) for rij in rijen]

    def blad(self, sleutel: str, nu: datetime) -> KaartBlad | None:
        """Give one card whole: its versions, its last shifts, its venues, its findings; None: it never was."""
        with self._opslag.lezen() as sessie:
            vraag = select(KaartRij).where(KaartRij.kaart_sleutel == sleutel).order_by(KaartRij.bekend_van.desc())
            rijen = sessie.scalars(vraag).all()
            if not rijen:
                return None
            eigen = and_(InzetRij.kaart_sleutel == sleutel, InzetRij.bekend_tot.is_(None))
            laatste = sessie.scalars(select(InzetRij).where(eigen).order_by(InzetRij.van.desc()).limit(_INZETTEN)).all()
            per_zaak = sessie.execute(select(InzetRij.zaak_id, func.count()).where(eigen).group_by(InzetRij.zaak_id))
            geteld = Counter(dict(per_zaak.all()))
            namen = zaaknamen(sessie, set(geteld))
            b = BevindingRij
            bevindingen = select(b).where(b.kaart_sleutel == sleutel, b.melding.is_(None)).order_by(b.van.desc())
            return KaartBlad(
                kaart=self._kaart(sessie, rijen[0], nu, met_naam=True),
                versies=tuple(Kaartversie(r.bekend_van, r.bekend_tot, self._kaart(sessie, r, nu)) for r in rijen),
                inzetten=self._als_regels(sessie, list(laatste)),
                aantal_inzetten=geteld.total(),
                zaken=tuple((namen.get(zaak, zaak), aantal) for zaak, aantal in geteld.most_common()),
                bevindingen=tuple(self._boek.regels(sessie, list(sessie.scalars(bevindingen.limit(_INZETTEN))))),
            )

    def telling(self, nu: datetime) -> Portiertelling:
        """Count the cards by what is not in order with them now; a card may count in several."""
        with self._opslag.lezen() as sessie:
            rijen = sessie.scalars(select(KaartRij).where(KaartRij.bekend_tot.is_(None)))
            alle = [gebreken(registers.kaart_van(rij), None, nu, nu) for rij in rijen]
        per_gebrek = Counter(gebrek for lijst in alle for gebrek in lijst)
        in_orde = ("in_orde", sum(not lijst for lijst in alle))
        regels = [
            (g.value, per_gebrek[g]) for g in Gebrek if g not in (Gebrek.ONBEKEND, Gebrek.STATUUT_NIET_TOEGELATEN)
        ]
        return Portiertelling(len(alle), (in_orde, *regels))

    def leg_vast(self, controle: NieuweControle, moment: datetime) -> bool:
        """Keep an inspection; False where it was there already.

        Raises:
            NietGevonden: the register holds no such venue.
        """
        with self._opslag.schrijven() as sessie:
            if controle.zaak_id not in registers.zaken(sessie, [controle.zaak_id]):
                raise NietGevonden("zaak", controle.zaak_id)
            if sessie.get(ControleRij, controle.id) is not None:
                return False
            sessie.add(
                ControleRij(
                    id=controle.id,
                    zaak_id=controle.zaak_id,
                    tijdstip=controle.tijdstip,
                    plicht=controle.plicht,
                    oordeel=controle.oordeel,
                    kaartnummer=controle.kaartnummer,
                    nota_geheim=self._nota(sessie, controle.id, controle.nota),
                    bekend_van=moment,
                )
            )
        return True

    def _nota(self, sessie: Session, rij: UUID, nota: str) -> bytes | None:
        if not nota:
            return None
        return registers.registersleutel(sessie, self._opslag).versleutel(f"{rij}.nota", nota)

    def deuren(self) -> list[tuple[str, str]]:
        """Give the venues for a list of choices: id and name with street, those with doormen first."""
        with self._opslag.lezen() as sessie:
            z = ZaakRij
            vraag = select(z.zaak_id, z.naam, z.straat).where(z.bekend_tot.is_(None))
            rijen = sessie.execute(vraag.order_by(z.portier.desc(), z.naam, z.zaak_id).limit(1000))
            return [(id_, f"{naam}, {straat}" if straat else naam) for id_, naam, straat in rijen]


def _op_dienst(waar: ColumnElement[bool], moment: datetime) -> tuple[ColumnElement[bool], ...]:
    loopt = InzetRij.van <= moment, InzetRij.tot > moment, InzetRij.van > moment - _LANGSTE_INZET
    return waar, InzetRij.bekend_tot.is_(None), *loopt
