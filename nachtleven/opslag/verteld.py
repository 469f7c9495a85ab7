"""What a kept finding may still say once the melding that it rests on was erased, or lost its words to retention.

The finding itself stays: duty, venue, night, and what the police did with it. The minute, the rows and, of an erased
melding, the way back to it go: venue and minute together are the melder.
"""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.nacht import nachtgrenzen
from nachtleven.opslag.oordelen import noteer
from nachtleven.opslag.toezichttabellen import BevindingRij
from nachtleven.toezicht.bevindingen import BewijsSoort
from nachtleven.toezicht.opvolging import waarom_ingetrokken

GEWIST = "gewist"
"""Stands for the kenmerk of a melding that was erased: told once, by nobody any more."""


def maak_los(sessie: Session, kenmerk: str, moment: datetime) -> None:
    """Withdraw every finding that rests on a melding that is erased now, and cut it off from that melding."""
    for rij in _rustend_op(sessie, kenmerk):
        if rij.ingetrokken is None:
            reden = waarom_ingetrokken(rij.plicht, melding_weg=True, uit_melding=True)
            rij.ingetrokken, rij.intrekreden = moment, reden
            noteer(sessie, rij, moment, "ingetrokken", naar=reden)
        rij.van, rij.tot = _nacht(rij)
        rij.bewijs, rij.melding, rij.identiteit = "[]", GEWIST, f"{GEWIST}-{rij.id}"


def vergroof(sessie: Session, kenmerk: str) -> None:
    """Leave of every finding that rests on this melding its night; it goes on to hold, since nothing contradicts it."""
    for rij in _rustend_op(sessie, kenmerk):
        rij.van, rij.tot = _nacht(rij)
        rij.bewijs = json.dumps([b for b in json.loads(rij.bewijs) if b["soort"] != BewijsSoort.INCIDENT.value])


def _rustend_op(sessie: Session, kenmerk: str) -> list[BevindingRij]:
    return list(sessie.scalars(select(BevindingRij).where(BevindingRij.melding == kenmerk)))


def _nacht(rij: BevindingRij) -> tuple[datetime, datetime]:
    return (rij.van, rij.tot) if rij.nacht is None else nachtgrenzen(rij.nacht)
