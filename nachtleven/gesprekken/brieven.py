"""What staff write to a melder: a sentence of the answers in the melder's language, or words of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nachtleven.berichten import aantal_delen, leesbaar
from nachtleven.gesprekken.antwoordteksten import VELDEN, Antwoordboek
from nachtleven.meldingen import NIET_GETELD, Contactwens, Status

DELEN_HOOGSTENS = 3
"""How many SMS parts staff's own words may take."""


class Sjabloon(StrEnum):
    """A sentence that stands ready in every language."""

    GEBELD = "personeel_gebeld"
    UITKOMST = "personeel_uitkomst"
    NAZORG = "personeel_nazorg"


class Schrijfrem(StrEnum):
    """Why a melder gets no text from staff."""

    GESTOPT = "gestopt"
    GEEN_CONTACT = "geen_contact"
    INGETROKKEN = "ingetrokken"
    GEEN_NUMMER = "geen_nummer"


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be written: a sentence that stands ready, or None and the words themselves."""

    sjabloon: Sjabloon | None
    tekst: str = ""

    @property
    def past(self) -> bool:
        """Tell whether there is something to send and it fits."""
        eigen = leesbaar(self.tekst).strip()
        return self.sjabloon is not None or (bool(eigen) and aantal_delen(eigen) <= DELEN_HOOGSTENS)


@dataclass(frozen=True, slots=True)
class Bereikbaarheid:
    """What decides whether a melder may be written to."""

    status: Status
    wens: Contactwens | None
    gestopt: bool
    heeft_nummer: bool


def rem_op(bereik: Bereikbaarheid) -> Schrijfrem | None:
    """Give why this melder gets no text, or None: they may be written to."""
    redenen = {
        Schrijfrem.GEEN_NUMMER: not bereik.heeft_nummer,
        Schrijfrem.INGETROKKEN: bereik.status in NIET_GETELD,
        Schrijfrem.GESTOPT: bereik.gestopt,
        Schrijfrem.GEEN_CONTACT: bereik.wens is Contactwens.GEEN,
    }
    return next((rem for rem, geldt in redenen.items() if geldt), None)


def schrijf_brief(brief: Brief, boek: Antwoordboek, taal: str, waarden: Mapping[str, str]) -> str:
    """Write it out. `waarden`: kenmerk and nazorg; in staff's own words nothing is filled in.

    Raises:
        ValueError: there is nothing to send, or it is too long.
    """
    if not brief.past:
        raise ValueError("niets te versturen, of te lang")
    if brief.sjabloon is None:
        return leesbaar(brief.tekst).strip()
    velden = VELDEN[brief.sjabloon]
    return boek.zin(taal, brief.sjabloon, **{naam: waarde for naam, waarde in waarden.items() if naam in velden})
