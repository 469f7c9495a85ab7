"""Queries of what the city's data platform reads: the venues' public columns, and the reports that may be shared.

Nothing is counted here: counts come from reports that were shielded as a whole and approved. A count of its own beside
those could be subtracted from them, and show whom they shield.
"""

from typing import cast

from sqlalchemy import Table, func, select

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ZaakRij
from nachtleven.opslag.tabellen import RapportRij
from nachtleven.rapportleven import Rapportstaat
from nachtleven.web.apiwaarden import OpenbareZaak, Uitgave

DEELBAAR = "deelbaar"

_zaak = cast("Table", ZaakRij.__table__).c


class Openbaarbron:
    """What may be read, in the database."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def zaken(self, na: str, hoogstens: int) -> list[OpenbareZaak]:
        """Give so many venues of the register of now, by id, after this one."""
        namen = (*(_zaak[naam] for naam in OpenbareZaak.__dataclass_fields__),)
        vraag = select(*namen).where(_zaak.bekend_tot.is_(None), _zaak.zaak_id > na).order_by(_zaak.zaak_id)
        with self._opslag.lezen() as sessie:
            return [OpenbareZaak(**rij) for rij in sessie.execute(vraag.limit(hoogstens)).mappings()]

    def uitgaven(self) -> list[Uitgave]:
        """Give the approved shareable reports, of each period the newest edition alone, newest period first."""
        gezegd = RapportRij.versie == DEELBAAR, RapportRij.staat != Rapportstaat.CONCEPT.value
        groep = RapportRij.soort, RapportRij.periode
        laatste = select(*groep, func.max(RapportRij.uitgave).label("uitgave")).where(*gezegd).group_by(*groep)
        per_periode = laatste.subquery()
        zelfde = (
            (RapportRij.soort == per_periode.c.soort)
            & (RapportRij.periode == per_periode.c.periode)
            & (RapportRij.uitgave == per_periode.c.uitgave)
        )
        vraag = select(RapportRij).join(per_periode, zelfde).where(*gezegd, RapportRij.voorlopig.is_(False))
        with self._opslag.lezen() as sessie:
            rijen = sessie.scalars(vraag.order_by(RapportRij.periode.desc(), RapportRij.soort))
            return [
                Uitgave(r.id, r.soort, r.periode, r.uitgave, r.gemaakt, r.goedgekeurd or r.gemaakt, r.map, r.hash)
                for r in rijen
            ]
