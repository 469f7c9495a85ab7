"""The use case of the desk: a report told by telephone, at the counter or in a mail, typed in by staff.

It goes the way of every message: kept as it was typed, then read, linked and opened as a melding. Nothing is sent to
who called unless they ask for it and leave a number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select

from nachtleven.berichten import BALIE, Bericht, Kanaal
from nachtleven.ontvangst import Ontvangst
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgtabellen import ToewijzingRij
from nachtleven.opslag.tabellen import BerichtRij, MeldingRij
from nachtleven.telefoonnummers import normaliseer

KANALEN = (Kanaal.TELEFOON, Kanaal.BALIE, Kanaal.MAIL)
"""The ways by which staff hear of something."""


@dataclass(frozen=True, slots=True)
class Baliemelding:
    """What staff typed. `nummer` empty: none was left. `taal` None: as read. `bevestig`: who called wants a text."""

    kanaal: Kanaal
    tekst: str
    nummer: str
    ontvangen: datetime
    taal: str | None
    bevestig: bool


def is_nummer(tekst: str) -> bool:
    """Tell whether this is a telephone number that a text can go to."""
    return normaliseer(tekst).startswith("+")


class Balie:
    """Takes typed reports in. `kort` is the city's number; `klok` gives the present moment, aware."""

    def __init__(self, opslag: Opslag, ontvangst: Ontvangst, kort: str, klok: Callable[[], datetime]) -> None:
        self._opslag, self._ontvangst, self._kort, self._klok = opslag, ontvangst, kort, klok

    def neem_op(self, melding: Baliemelding, door: str) -> str | None:
        """Take one in and give its kenmerk; it is assigned to who typed it. None: kept, and read later.

        Raises:
            OpslagFout: it could not be kept.
        """
        id_ = str(uuid4())
        rij = self._ontvangst.neem_getypt(
            Bericht(
                poort=BALIE,
                poort_id=id_,
                van=melding.nummer or f"balie {id_}",
                naar=self._kort if melding.bevestig and melding.nummer else "",
                tekst=melding.tekst,
                ontvangen=melding.ontvangen,
                kanaal=melding.kanaal,
            )
        )
        with self._opslag.schrijven() as sessie:
            vraag = select(MeldingRij).join(BerichtRij, BerichtRij.melding_id == MeldingRij.id)
            gevonden = sessie.scalar(vraag.where(BerichtRij.id == rij))
            if gevonden is None:
                return None
            gevonden.taal = melding.taal or gevonden.taal
            sessie.merge(ToewijzingRij(melding_id=gevonden.id, gebruiker=door, sinds=self._klok()))
            return gevonden.kenmerk
