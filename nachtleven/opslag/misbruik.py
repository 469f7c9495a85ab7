"""Queries on what may be a campaign of false reports: marked for a person to look at, never dropped."""

from typing import cast

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.orm import Session

from nachtleven.gesprek import Aandacht
from nachtleven.nacht import middag
from nachtleven.opslag.aandacht import vul_aan
from nachtleven.opslag.tabellen import MelderRij, MeldingRij

_mel, _mer = cast("Table", MeldingRij.__table__), cast("Table", MelderRij.__table__)
_NIEUWE_MELDERS = (
    select(func.count(func.distinct(_mel.c.melder)))
    .select_from(_mel.join(_mer, _mer.c.pseudoniem == _mel.c.melder))
    .where(_mel.c.zaak_id == bindparam("zaak"), _mel.c.nacht == bindparam("nacht"))
    .where(_mer.c.eerste >= bindparam("sinds"))
)
_MERK = update(_mel).where(_mel.c.id == bindparam("rij"))


def merk_nieuwe_melders(sessie: Session, rij: MeldingRij, grens: int) -> bool:
    """Mark a melding when so many senders who never wrote before that night report the same venue on that night."""
    if rij.zaak_id is None:
        return False
    waarden = {"zaak": rij.zaak_id, "nacht": rij.nacht, "sinds": middag(rij.nacht)}
    if (sessie.scalar(_NIEUWE_MELDERS, waarden) or 0) < grens:
        return False
    aandacht = vul_aan(rij.aandacht, {Aandacht.NIEUWE_MELDERS})
    sessie.execute(_MERK, {"rij": rij.id, "aandacht": aandacht})
    return True
