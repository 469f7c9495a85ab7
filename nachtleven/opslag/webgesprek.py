"""Queries on the conversation of one sender, as the sender may see it: their texts and what was said to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MeldingRij


@dataclass(frozen=True, slots=True)
class Webregel:
    """One text of the conversation; `van_melder` False: what was said to them."""

    moment: datetime
    van_melder: bool
    tekst: str


def regels(sessie: Session, opslag: Opslag, melder: str) -> Sequence[Webregel]:
    """Give the texts of a sender and the answers, of the system and of staff, oldest first; none that was erased."""
    uit: list[Webregel] = []
    berichten = select(BerichtRij).where(BerichtRij.melder == melder, BerichtRij.sleutel.is_not(None))
    for bericht in sessie.scalars(berichten):
        sleutel = opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
        uit.append(Webregel(bericht.ontvangen, True, sleutel.ontsleutel("tekst", bericht.tekst_geheim or b"")))  # noqa: FBT003 - the value itself
        antwoord = sessie.scalar(select(AntwoordRij).where(AntwoordRij.bericht_id == bericht.id))
        if antwoord is not None and antwoord.tekst_geheim is not None:
            gezegd = sleutel.ontsleutel(f"antwoord {antwoord.id}", antwoord.tekst_geheim)
            uit.append(Webregel(antwoord.gemaakt, False, gezegd))  # noqa: FBT003 - the value itself
    brieven = (
        select(AntwoordRij, MeldingRij)
        .join(MeldingRij, AntwoordRij.melding_id == MeldingRij.id)
        .where(MeldingRij.melder == melder, MeldingRij.sleutel.is_not(None))
        .where(AntwoordRij.bericht_id.is_(None), AntwoordRij.tekst_geheim.is_not(None))
    )
    for antwoord, melding in sessie.execute(brieven):
        sleutel = opslag.kluis.open_sleutel(melding.sleutel, "meldingen", melding.id)
        gezegd = sleutel.ontsleutel(f"antwoord {antwoord.id}", antwoord.tekst_geheim or b"")
        uit.append(Webregel(antwoord.gemaakt, False, gezegd))  # noqa: FBT003 - the value itself
    return sorted(uit, key=lambda regel: (regel.moment, not regel.van_melder))
