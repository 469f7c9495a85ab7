"""What the screens read, by role: the day's work, the inbox, one melding whole, the venues, the archive of reports."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from nachtleven.opslag import registers, werk
from nachtleven.opslag.dagbord import maak_dag
from nachtleven.opslag.meldingblad import maak_blad
from nachtleven.opslag.meldingregels import bladzijde, zichtbaar
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ZaakRij
from nachtleven.opslag.tabellen import MeldingRij, RapportRij
from nachtleven.opslag.zaakregels import keuze
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.tonen import Bladzijde, Keuzezaak, MeldingBlad, Meldingfilter, RapportAanbouw, RapportRegel, Vandaag

_IN_KEUZELIJST = 60


class Schermbron:
    """Reads what the screens show; each question is a transaction of its own."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def vandaag(self, rol: Gebruikersrol, moment: datetime) -> Vandaag:
        """Give what needs this role now: at most ten of each, what is lost first standing first."""
        with self._opslag.lezen() as sessie:
            return maak_dag(sessie, rol, moment)

    def meldingen(self, rol: Gebruikersrol, filter_: Meldingfilter, hoogstens: int) -> Bladzijde:
        """Give a page of meldingen, newest first."""
        with self._opslag.lezen() as sessie:
            return bladzijde(sessie, rol, filter_, hoogstens)

    def melding(self, kenmerk: str, rol: Gebruikersrol) -> MeldingBlad | None:
        """Give one melding as this role sees it; the words of a person for onthaal, the doormen for the police."""
        with self._opslag.lezen() as sessie:
            rij = sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk, *zichtbaar(rol)))
            return maak_blad(sessie, self._opslag, rij, rol) if rij else None

    def zaken(self) -> list[Keuzezaak]:
        """Give the venues that most meldingen are about, by name."""
        with self._opslag.lezen() as sessie:
            vaakst = select(MeldingRij.zaak_id).where(MeldingRij.zaak_id.is_not(None)).group_by(MeldingRij.zaak_id)
            vaakst = vaakst.order_by(func.count().desc(), MeldingRij.zaak_id).limit(_IN_KEUZELIJST)
            gevonden = registers.zaken(sessie, list(filter(None, sessie.scalars(vaakst))))
            return [keuze(zaak) for zaak in sorted(gevonden.values(), key=lambda z: (z.naam, z.zaak_id))]

    def zoek_zaken(self, woord: str, hoogstens: int) -> list[Keuzezaak]:
        """Give the venues whose name, alias or street holds this word, by name; capitals don't matter."""
        past = [kolom.icontains(woord, autoescape=True) for kolom in (ZaakRij.naam, ZaakRij.aliassen, ZaakRij.straat)]
        with self._opslag.lezen() as sessie:
            vraag = select(ZaakRij).where(ZaakRij.bekend_tot.is_(None), or_(*past)).order_by(ZaakRij.naam)
            return [keuze(registers.zaak_van(rij)) for rij in sessie.scalars(vraag.limit(hoogstens))]

    def rapporten(self) -> list[RapportRegel]:
        """Give the built reports, newest first."""
        with self._opslag.lezen() as sessie:
            vraag = select(RapportRij).order_by(RapportRij.gemaakt.desc(), RapportRij.periode.desc()).limit(200)
            return [_rapport(rij) for rij in sessie.scalars(vraag)]

    def rapport(self, id_: UUID) -> RapportRegel | None:
        """Give one built report."""
        with self._opslag.lezen() as sessie:
            rij = sessie.get(RapportRij, id_)
            return _rapport(rij) if rij else None

    def in_aanbouw(self, moment: datetime) -> list[RapportAanbouw]:
        """Give the reports that a planner builds now, by period."""
        with self._opslag.lezen() as sessie:
            bezig = [(*naam.rsplit("-", 1), stap) for naam, stap in werk.onder_handen(sessie, "rapport", moment)]
        return [RapportAanbouw(periode, versie, stap) for periode, versie, stap in bezig]


def _rapport(rij: RapportRij) -> RapportRegel:
    soort = (rij.id, rij.soort, rij.periode, rij.versie, rij.uitgave, rij.gemaakt)
    return RapportRegel(*soort, voorlopig=rij.voorlopig, map=rij.map, staat=rij.staat)
