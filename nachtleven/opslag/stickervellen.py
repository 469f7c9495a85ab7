"""Stickers asked for many venues at once: one PDF with a page a venue, made behind the screens and kept for a week."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from nachtleven.opslag import registers, wachtrij
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ZaakRij
from nachtleven.opslag.typen import Sleutel, Tabel
from nachtleven.opslag.zaakbladen import gefilterd
from nachtleven.register.zaken import Zaak
from nachtleven.web.zaakwaarden import Stickervel, Vellenkeuze, Zaakfilter

HOOGSTENS = 1000
"""How many stickers go in one PDF: some six seconds of a processor."""
GEDULD = timedelta(hours=1)
"""After so long nobody waits for it any more."""


class StickervelRij(Tabel):
    """A PDF with stickers that was asked for; `zaken`: the ids of the venues, as JSON, in the order of the pages."""

    __tablename__ = "stickervellen"

    id: Mapped[Sleutel]
    gevraagd: Mapped[datetime]
    aantal: Mapped[int]
    zaken: Mapped[str] = mapped_column(Text())
    klaar: Mapped[datetime | None]
    pdf: Mapped[bytes | None]


class Stickeropslag:
    """Where stickers for many venues are asked, and fetched once they are made; at most so many in one PDF."""

    def __init__(self, opslag: Opslag, hoogstens: int = HOOGSTENS) -> None:
        self._opslag, self._hoogstens = opslag, hoogstens

    def vraag(self, filter_: Zaakfilter, moment: datetime) -> Vellenkeuze:
        """Ask the stickers of all venues of a list, by name; nothing is asked where there are none, or too many."""
        vraag = select(ZaakRij.zaak_id).where(*gefilterd(filter_)).order_by(ZaakRij.naam, ZaakRij.zaak_id)
        with self._opslag.schrijven() as sessie:
            ids = list(sessie.scalars(vraag.limit(self._hoogstens + 1)))
            if not 0 < len(ids) <= self._hoogstens:
                return Vellenkeuze(None, len(ids), self._hoogstens)
            rij = StickervelRij(id=uuid4(), gevraagd=moment, aantal=len(ids), zaken=json.dumps(ids))
            sessie.add(rij)
            wachtrij.leg_klaar(sessie, wachtrij.STICKERVEL, [str(rij.id)])
            return Vellenkeuze(rij.id, len(ids), self._hoogstens)

    def stand(self, id_: UUID, moment: datetime) -> Stickervel | None:
        """Tell how far one is; None: there is none, or not any more."""
        kolommen = StickervelRij.aantal, StickervelRij.gevraagd, StickervelRij.klaar
        with self._opslag.lezen() as sessie:
            rij = sessie.execute(select(*kolommen).where(StickervelRij.id == id_)).one_or_none()
        if rij is None:
            return None
        return Stickervel(id_, rij.aantal, rij.klaar is not None, rij.gevraagd + GEDULD < moment)

    def pdf(self, id_: UUID) -> bytes | None:
        """Give the PDF; None: it isn't there yet, or not any more."""
        with self._opslag.lezen() as sessie:
            return sessie.scalar(select(StickervelRij.pdf).where(StickervelRij.id == id_))


def te_maken(sessie: Session, moment: datetime) -> Sequence[UUID]:
    """Give those that somebody waits for, the first asked first."""
    vraag = select(StickervelRij.id).where(StickervelRij.klaar.is_(None), StickervelRij.gevraagd > moment - GEDULD)
    return sessie.scalars(vraag.order_by(StickervelRij.gevraagd, StickervelRij.id)).all()


def zaken_van(sessie: Session, id_: UUID) -> list[Zaak]:
    """Give the venues of one that is still to be made, page by page, as the register has them now; else none."""
    vraag = select(StickervelRij.zaken).where(StickervelRij.id == id_, StickervelRij.klaar.is_(None))
    ids = json.loads(sessie.scalar(vraag) or "[]")
    gevonden = registers.zaken(sessie, ids)
    return [gevonden[een] for een in ids if een in gevonden]


def bewaar(sessie: Session, id_: UUID, pdf: bytes, moment: datetime) -> None:
    """Keep the PDF."""
    rij = sessie.get_one(StickervelRij, id_)
    rij.pdf, rij.klaar = pdf, moment


def oude(sessie: Session, voor: datetime) -> Sequence[UUID]:
    """Give those that were asked before a moment."""
    return sessie.scalars(select(StickervelRij.id).where(StickervelRij.gevraagd <= voor)).all()


def laat_los(sessie: Session, ids: Sequence[UUID]) -> None:
    """Drop these."""
    sessie.execute(delete(StickervelRij).where(StickervelRij.id.in_(ids)))
