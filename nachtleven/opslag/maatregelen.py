"""What was agreed with, or imposed on, venues: kept, changed by the table, and listed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from nachtleven.dossiers.waarden import Maatregelsoort, Maatregelstaat, ga_over_maatregel
from nachtleven.fouten import NietGevonden, VerouderdFout
from nachtleven.opslag import registers
from nachtleven.opslag.dossiertabellen import DossierregelRij, DossierRij, MaatregelRij
from nachtleven.opslag.meldingregels import zaaknamen
from nachtleven.opslag.motor import Opslag
from nachtleven.web.maatregelwaarden import Maatregelregel, NieuweMaatregel


class Maatregelopslag:
    """Measures in the database."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def voeg_toe(self, nieuw: NieuweMaatregel, door: str, moment: datetime) -> None:
        """Note a measure.

        Raises:
            NietGevonden: the register has no such venue, or there is no such dossier.
        """
        with self._opslag.schrijven() as sessie:
            if nieuw.zaak_id not in registers.zaken(sessie, [nieuw.zaak_id]):
                raise NietGevonden("zaak", nieuw.zaak_id)
            dossier = None
            if nieuw.dossier is not None:
                dossier = sessie.scalar(select(DossierRij.id).where(DossierRij.kenmerk == nieuw.dossier))
                if dossier is None:
                    raise NietGevonden("dossier", nieuw.dossier)
                sessie.add(
                    DossierregelRij(
                        id=uuid4(), dossier_id=dossier, moment=moment, door=door, handeling="maatregel_erbij",
                        naar=nieuw.soort.value,
                    )
                )  # fmt: skip
            sessie.add(
                MaatregelRij(
                    id=uuid4(), zaak_id=nieuw.zaak_id, dossier_id=dossier, soort=nieuw.soort.value, tekst=nieuw.tekst,
                    termijn=nieuw.termijn, staat=Maatregelstaat.LOPEND.value, gemaakt=moment, door=door,
                    bijgewerkt=moment, bijgewerkt_door=door, versie=1,
                )
            )  # fmt: skip

    def verander(self, id_: UUID, versie: int, naar: Maatregelstaat, door: str, moment: datetime) -> str:
        """Change the state of a measure and give its venue.

        Raises:
            NietGevonden: no such measure.
            VerouderdFout: another changed it meanwhile.
            OvergangFout: the table doesn't allow it.
        """
        with self._opslag.schrijven() as sessie:
            rij = sessie.get(MaatregelRij, id_, with_for_update=True)
            if rij is None:
                raise NietGevonden("maatregel", str(id_))
            if rij.versie != versie:
                raise VerouderdFout(versie, rij.versie)
            rij.staat = ga_over_maatregel(Maatregelstaat(rij.staat), naar).value
            rij.bijgewerkt, rij.bijgewerkt_door, rij.versie = moment, door, versie + 1
            return rij.zaak_id


def maatregelen(sessie: Session, *voorwaarden: ColumnElement[bool]) -> tuple[Maatregelregel, ...]:
    """Give measures, newest first."""
    vraag = select(MaatregelRij).where(*voorwaarden).order_by(MaatregelRij.gemaakt.desc(), MaatregelRij.id)
    rijen: Sequence[MaatregelRij] = sessie.scalars(vraag.limit(200)).all()
    namen = zaaknamen(sessie, {rij.zaak_id for rij in rijen})
    ids = {rij.dossier_id for rij in rijen if rij.dossier_id}
    kenmerken = dict(sessie.execute(select(DossierRij.id, DossierRij.kenmerk).where(DossierRij.id.in_(ids))).all())
    return tuple(
        Maatregelregel(
            id=rij.id,
            zaak_id=rij.zaak_id,
            zaak=namen.get(rij.zaak_id, rij.zaak_id),
            soort=Maatregelsoort(rij.soort),
            tekst=rij.tekst,
            termijn=rij.termijn,
            staat=Maatregelstaat(rij.staat),
            gemaakt=rij.gemaakt,
            door=rij.door,
            bijgewerkt=rij.bijgewerkt,
            bijgewerkt_door=rij.bijgewerkt_door,
            versie=rij.versie,
            dossier=kenmerken.get(rij.dossier_id) if rij.dossier_id else None,
        )
        for rij in rijen
    )
