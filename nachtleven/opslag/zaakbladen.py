"""Venues as the screens show them, by role: the list, and one whole with what happened there in a year."""

from collections import Counter
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.cijfers.afscherming import scherm_verdeling
from nachtleven.dossiers.waarden import Maatregelstaat
from nachtleven.meldingen import NIET_GETELD
from nachtleven.nacht import lokaal, nacht_van, nachtgrenzen
from nachtleven.opslag import registers
from nachtleven.opslag.dossiertabellen import MaatregelRij
from nachtleven.opslag.maatregelen import maatregelen
from nachtleven.opslag.meldingregels import regels, zichtbaar
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ControleRij, InzetRij, ZaakRij
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.zaakregels import logregels
from nachtleven.register.zaken import Zaak
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.zaakwaarden import (
    Controleregel,
    Controletelling,
    Maandcijfer,
    Meldingverloop,
    Zaakblad,
    Zaakbladzijde,
    Zaakfilter,
    Zaakregel,
)

_NIET = tuple(status.value for status in NIET_GETELD)
_MAANDEN, _LOGNACHTEN, _MELDINGEN = 12, 14, 10
_JAAR = timedelta(days=366)
_CIJFERROLLEN = (Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE)


class Zaakbron:
    """Reads venues; `drempel`: counts under it are not shown to who may not see single meldingen."""

    def __init__(self, opslag: Opslag, drempel: int) -> None:
        self._opslag, self._drempel = opslag, drempel

    def zaken(self, filter_: Zaakfilter, hoogstens: int) -> Zaakbladzijde:
        """Give a page of venues, by name."""
        waar = gefilterd(filter_)
        with self._opslag.lezen() as sessie:
            aantal = sessie.scalar(select(func.count()).select_from(ZaakRij).where(*waar)) or 0
            vraag = select(ZaakRij).where(*waar).order_by(ZaakRij.naam, ZaakRij.zaak_id)
            if filter_.na:
                naam, id_ = filter_.na
                vraag = vraag.where(or_(ZaakRij.naam > naam, and_(ZaakRij.naam == naam, ZaakRij.zaak_id > id_)))
            rijen = sessie.scalars(vraag.limit(hoogstens + 1)).all()
            blad = [registers.zaak_van(rij) for rij in rijen[:hoogstens]]
            volgende = (blad[-1].naam, blad[-1].zaak_id) if len(rijen) > hoogstens else None
            tel = select(MaatregelRij.zaak_id, func.count()).where(
                MaatregelRij.zaak_id.in_([z.zaak_id for z in blad]), MaatregelRij.staat == Maatregelstaat.LOPEND.value
            )
            lopend = dict(sessie.execute(tel.group_by(MaatregelRij.zaak_id)).all())
            wijken = select(ZaakRij.wijk).where(ZaakRij.bekend_tot.is_(None), ZaakRij.wijk != "").distinct()
            return Zaakbladzijde(
                regels=tuple(Zaakregel(z, lopend.get(z.zaak_id, 0)) for z in blad),
                volgende=volgende,
                aantal=aantal,
                wijken=tuple(sorted(sessie.scalars(wijken.limit(100)))),
            )

    def zaak(self, zaak_id: str) -> Zaak | None:
        """Give a venue of the register as it is now."""
        with self._opslag.lezen() as sessie:
            return registers.zaken(sessie, [zaak_id]).get(zaak_id)

    def blad(self, zaak_id: str, rol: Gebruikersrol, moment: datetime, *, afgeschermd: bool = False) -> Zaakblad | None:
        """Give one venue as this role sees it; `afgeschermd`: for a paper that others see, so with no small count."""
        with self._opslag.lezen() as sessie:
            zaak = registers.zaken(sessie, [zaak_id]).get(zaak_id)
            if zaak is None:
                return None
            nacht = nacht_van(moment)
            log = nachtgrenzen(nacht - timedelta(days=_LOGNACHTEN))[0], nachtgrenzen(nacht)[1]
            waar = MeldingRij.zaak_id == zaak_id, MeldingRij.samengevoegd_met.is_(None), *zichtbaar(rol)
            jongste = select(MeldingRij).where(*waar, MeldingRij.status.not_in(_NIET))
            jongste = jongste.order_by(MeldingRij.nacht.desc(), MeldingRij.ontvangen.desc()).limit(_MELDINGEN)
            controles = self._controles(sessie, zaak_id, moment)
            dicht = afgeschermd or rol is Gebruikersrol.POLITIE
            return Zaakblad(
                zaak=zaak,
                verloop=self._verloop(sessie, zaak_id, lokaal(moment).date(), dicht=dicht),
                meldingen=() if afgeschermd else tuple(regels(sessie, sessie.scalars(jongste).all(), rol)),
                logboek=tuple(reversed(logregels(sessie, zaak_id, log))),
                maatregelen=maatregelen(sessie, MaatregelRij.zaak_id == zaak_id),
                controles=controles if rol is Gebruikersrol.POLITIE else None,
                controletellingen=_tel(controles) if rol in _CIJFERROLLEN else None,
                alleen=self._alleen(sessie, zaak_id, moment),
            )

    def _verloop(self, sessie: Session, zaak_id: str, dag: date, *, dicht: bool) -> Meldingverloop:
        """Count the last twelve months by night; where it is closed off, no count under the threshold is shown."""
        eerste = dag.year * 12 + dag.month - _MAANDEN
        maanden = [date(m // 12, m % 12 + 1, 1) for m in range(eerste, eerste + _MAANDEN)]
        vraag = select(MeldingRij.nacht, func.count()).where(
            MeldingRij.zaak_id == zaak_id, MeldingRij.nacht >= maanden[0], MeldingRij.status.not_in(_NIET),
            MeldingRij.samengevoegd_met.is_(None),
        )  # fmt: skip
        geteld: Counter[date] = Counter()
        for nacht, aantal in sessie.execute(vraag.group_by(MeldingRij.nacht)):
            geteld[nacht.replace(day=1)] += aantal
        weg = scherm_verdeling({m.isoformat(): geteld[m] for m in maanden}, self._drempel) if dicht else frozenset()
        totaal = sum(geteld[m] for m in maanden)
        return Meldingverloop(
            tuple(Maandcijfer(m, None if m.isoformat() in weg else geteld[m]) for m in maanden),
            None if dicht and 0 < totaal < self._drempel else totaal,
            self._drempel,
        )

    def _controles(self, sessie: Session, zaak_id: str, moment: datetime) -> tuple[Controleregel, ...]:
        vraag = select(ControleRij).where(ControleRij.zaak_id == zaak_id, ControleRij.bekend_tot.is_(None))
        vraag = vraag.where(ControleRij.tijdstip > moment - _JAAR, ControleRij.tijdstip <= moment)
        rijen = sessie.scalars(vraag.order_by(ControleRij.tijdstip.desc(), ControleRij.plicht).limit(100))
        return tuple(Controleregel(rij.tijdstip, rij.plicht, rij.oordeel) for rij in rijen)

    def _alleen(self, sessie: Session, zaak_id: str, moment: datetime) -> bool:
        """Tell whether one doorman alone worked there in the last month: then every line is about one person."""
        vraag = select(InzetRij.kaart_sleutel).where(InzetRij.zaak_id == zaak_id, InzetRij.bekend_tot.is_(None))
        vraag = vraag.where(InzetRij.van > moment - timedelta(days=31), InzetRij.van <= moment).distinct().limit(2)
        return len(sessie.scalars(vraag).all()) == 1


def gefilterd(filter_: Zaakfilter) -> list[ColumnElement[bool]]:
    """Give what holds of the venues that the list is narrowed to; from where it goes on is not in it."""
    waar: list[ColumnElement[bool]] = [ZaakRij.bekend_tot.is_(None)]
    if filter_.woord:
        kolommen = (ZaakRij.naam, ZaakRij.aliassen, ZaakRij.straat)
        past = [kolom.icontains(filter_.woord, autoescape=True) for kolom in kolommen]
        waar.append(or_(*past, ZaakRij.code == filter_.woord.upper()))
    if filter_.wijk:
        waar.append(ZaakRij.wijk == filter_.wijk)
    if filter_.portier is not None:
        waar.append(ZaakRij.portier.is_(filter_.portier))
    return waar


def _tel(controles: tuple[Controleregel, ...]) -> tuple[Controletelling, ...]:
    geteld = Counter((c.plicht, c.oordeel) for c in controles)
    plichten = sorted({c.plicht for c in controles})
    return tuple(Controletelling(p, geteld[p, "ok"], geteld[p, "niet_ok"]) for p in plichten)
