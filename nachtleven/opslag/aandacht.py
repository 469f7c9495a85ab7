"""Why a person must look: the reasons that stand with a melding, or with a message that belongs to none."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.gesprek import Aandacht
from nachtleven.opslag.berichten import Gehouden
from nachtleven.opslag.tabellen import BerichtRij


def vul_aan(oud: str | None, redenen: Collection[Aandacht]) -> str | None:
    """Give the reasons that stood with the new ones, sorted; None: there are none."""
    return ",".join(sorted({*lees_redenen(oud), *(reden.value for reden in redenen)})) or None


def lees_redenen(kolom: str | None) -> tuple[str, ...]:
    """Give the reasons of a column, sorted."""
    return tuple(filter(None, (kolom or "").split(",")))


def merk_bericht(sessie: Session, bericht: BerichtRij | Gehouden, redenen: Collection[Aandacht]) -> None:
    """Let a message that belongs to no melding wait for a person.

    Of who sends more than the hour allows the first of those waits, and the others only where they are urgent: their
    number is one thing to look at.
    """
    wie = set(redenen)
    if Aandacht.TE_VEEL_BERICHTEN in wie:
        al = BerichtRij.melder == bericht.melder, BerichtRij.aandacht.contains(Aandacht.TE_VEEL_BERICHTEN.value)
        if sessie.scalar(select(BerichtRij.id).where(*al).limit(1)) is not None:
            wie &= {Aandacht.SPOED}
    bericht.aandacht = vul_aan(bericht.aandacht, wie)
