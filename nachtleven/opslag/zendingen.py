"""Queries that open an outbox row for sending: to whom, what, and whether it may still go."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from nachtleven.fouten import SleutelFout
from nachtleven.opslag import uitpost
from nachtleven.opslag.gesprekken import is_gestopt, zet_op_stoplijst
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MeldingRij, UitpostRij
from nachtleven.poorten.waarden import AFGEMELD, STATEN, Bezorgbewijs
from nachtleven.telefoonnummers import normaliseer

_STOPBEVESTIGING = "stop"
"""The one answer that goes to who just sent STOP: that it was understood."""


@dataclass(frozen=True, slots=True)
class Zending:
    """A text ready to go. `sinds`: before this moment it can't have been sent."""

    naar: str
    tekst: str
    sinds: datetime


def open_antwoord(sessie: Session, opslag: Opslag, rij: UUID) -> Zending | None:
    """Open an outbox row, at the moment of sending; None: its reader sent STOP, or what it answers was erased."""
    antwoord = sessie.get_one(AntwoordRij, sessie.get_one(UitpostRij, rij).antwoord_id)
    try:
        naar, tekst = _van_bericht(sessie, opslag, antwoord) or _van_melding(sessie, opslag, antwoord)
    except SleutelFout:
        return None
    if antwoord.soort != _STOPBEVESTIGING and is_gestopt(sessie, opslag, normaliseer(naar)):
        return None
    return Zending(naar, tekst, antwoord.gemaakt)


def neem_bewijs(sessie: Session, opslag: Opslag, bewijs: Bezorgbewijs, moment: datetime) -> None:
    """Take in one receipt; one that says the reader is on the gateway's STOP list puts the number on ours."""
    rij = uitpost.bewijs(sessie, bewijs, moment)
    if (
        not isinstance(rij, UitpostRij)
        or bewijs.code != AFGEMELD
        or STATEN.get(bewijs.staat.lower()) != uitpost.MISLUKT
    ):
        return
    antwoord = sessie.get_one(AntwoordRij, rij.antwoord_id)
    try:
        naar, _ = _van_bericht(sessie, opslag, antwoord) or _van_melding(sessie, opslag, antwoord)
    except SleutelFout:
        return
    meld_af(sessie, opslag, naar, moment)


def _van_bericht(sessie: Session, opslag: Opslag, antwoord: AntwoordRij) -> tuple[str, str] | None:
    if antwoord.bericht_id is None:
        return None
    bericht = sessie.get_one(BerichtRij, antwoord.bericht_id)
    sleutel = opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
    tekst = sleutel.ontsleutel(f"antwoord {antwoord.id}", antwoord.tekst_geheim or b"")
    return sleutel.ontsleutel("van", bericht.van_geheim or b""), tekst


def _van_melding(sessie: Session, opslag: Opslag, antwoord: AntwoordRij) -> tuple[str, str]:
    melding = sessie.get_one(MeldingRij, antwoord.melding_id)
    sleutel = opslag.kluis.open_sleutel(melding.sleutel, "meldingen", melding.id)
    tekst = sleutel.ontsleutel(f"antwoord {antwoord.id}", antwoord.tekst_geheim or b"")
    return sleutel.ontsleutel("nummer", melding.nummer_geheim or b""), tekst


def meld_af(sessie: Session, opslag: Opslag, naar: str, moment: datetime) -> None:
    """Put on our STOP list a number that the gateway has on its own."""
    zet_op_stoplijst(sessie, opslag, normaliseer(naar), moment)
