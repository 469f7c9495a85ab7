"""Queries on what may be a campaign of false reports: marked for a person to look at, never dropped."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nachtleven.gesprek import Aandacht
from nachtleven.nacht import middag
from nachtleven.opslag.aandacht import vul_aan
from nachtleven.opslag.tabellen import MelderRij, MeldingRij


def merk_nieuwe_melders(sessie: Session, melding: UUID, grens: int) -> bool:
    """Mark a melding when so many senders who never wrote before that night report the same venue on that night."""
    rij = sessie.get_one(MeldingRij, melding)
    if rij.zaak_id is None:
        return False
    vraag = (
        select(func.count(func.distinct(MeldingRij.melder)))
        .join(MelderRij, MelderRij.pseudoniem == MeldingRij.melder)
        .where(MeldingRij.zaak_id == rij.zaak_id, MeldingRij.nacht == rij.nacht)
        .where(MelderRij.eerste >= middag(rij.nacht))
    )
    if (sessie.scalar(vraag) or 0) < grens:
        return False
    rij.aandacht = vul_aan(rij.aandacht, {Aandacht.NIEUWE_MELDERS})
    return True
