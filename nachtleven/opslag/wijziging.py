"""One change of a melding by a person: of the version they saw, with a line in its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.fouten import NietGevonden, VerouderdFout
from nachtleven.meldingen import Status
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import MeldingRij, VerloopRij
from nachtleven.web.tonen import Bewerking


@dataclass(frozen=True, slots=True)
class Regel:
    """A line to write in a history: what was done, from and to what, and a person's words to encrypt."""

    handeling: str
    van: str | None = None
    naar: str | None = None
    tekst: str | None = None


@contextmanager
def open_melding(opslag: Opslag, bewerking: Bewerking, *, versie: bool = True) -> Iterator[tuple[Session, MeldingRij]]:
    """Open a melding for change; the version the user saw must be the one that stands.

    Raises:
        NietGevonden: no such melding, or it was erased.
        VerouderdFout: another changed it meanwhile.
    """
    with opslag.schrijven() as sessie:
        yield sessie, pak_melding(sessie, bewerking, versie=versie)


def pak_melding(sessie: Session, bewerking: Bewerking, *, versie: bool = True) -> MeldingRij:
    """Give the row, held until the transaction ends, its version counted up; raises as `open_melding`."""
    rij = sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == bewerking.kenmerk).with_for_update())
    if rij is None or rij.status == Status.GEWIST.value:
        raise NietGevonden("melding", bewerking.kenmerk)
    if versie:
        if rij.versie != bewerking.versie:
            raise VerouderdFout(bewerking.versie, rij.versie)
        rij.versie += 1
    return rij


def schrijf_regel(opslag: Opslag, sessie: Session, rij: MeldingRij, bewerking: Bewerking, regel: Regel) -> None:
    """Add a line to the history of a melding; its words lie under the melding's key."""
    rij.aandacht = None  # somebody looked
    id_, geheim = uuid4(), None
    if regel.tekst:
        sleutel = opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
        geheim = sleutel.versleutel(f"verloop {id_}", regel.tekst)
    sessie.add(
        VerloopRij(
            id=id_,
            melding_id=rij.id,
            moment=bewerking.moment,
            door=bewerking.door,
            handeling=regel.handeling,
            van=regel.van,
            naar=regel.naar,
            toelichting_geheim=geheim,
        )
    )
