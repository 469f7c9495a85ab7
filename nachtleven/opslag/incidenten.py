"""Queries on the venues' logs: a line that came as a text."""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from sqlalchemy.orm import Session

from nachtleven.lezen.lezing import Feit, Lezing
from nachtleven.opslag.berichten import Gehouden
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import IncidentRij
from nachtleven.register.logboek import IncidentSoort, Reden


def nummer_van(bron: UUID) -> str:
    """Give the number of the log line that comes from this row: L and eight digits, as its writer is told it."""
    return f"L{uuid5(NAMESPACE_OID, str(bron)).int % 10**8:08d}"


@dataclass(frozen=True, slots=True)
class NieuweLijn:
    """A log line to write from a text. `zaak_id` None: a person finds the venue. `reden` as far as it was read."""

    zaak_id: str | None
    tekst: str
    lezing: Lezing
    reden: Reden
    aantal: int | None
    geverifieerd: bool
    gelogd: datetime
    bekend: datetime


def schrijf(sessie: Session, opslag: Opslag, bericht: Gehouden, lijn: NieuweLijn) -> None:
    """Write the log line of a message, under a key of its own; the message points at it.

    A time that was told with its margin is that minute; a stretch that was told is that stretch. Without a time it
    is the moment of receipt.
    """
    rij = uuid4()
    sleutel, gewikkeld = opslag.kluis.nieuwe_sleutel("incidenten", rij)
    van, tot = _stuk(lijn)
    kaarten = lijn.lezing.kaartnummers
    sessie.add(
        IncidentRij(
            id=rij,
            nummer=nummer_van(bericht.id),
            zaak_id=lijn.zaak_id,
            van=van,
            tot=tot,
            soort=_soort(lijn).value,
            reden=lijn.reden.value,
            aantal=lijn.aantal,
            kaartnummer=kaarten[0][:500] if kaarten else "",
            sleutel=gewikkeld,
            tekst_geheim=sleutel.versleutel("tekst", lijn.tekst),
            gelogd=lijn.gelogd,
            geverifieerd=lijn.geverifieerd,
            bron="sms",
            bekend_van=lijn.bekend,
            bekend_tot=None,
            invoer_id=None,
        )
    )
    sessie.flush()
    bericht.incident_id = rij


def _stuk(lijn: NieuweLijn) -> tuple[datetime, datetime]:
    tijd = lijn.lezing.tijd
    if tijd is None:
        return lijn.gelogd, lijn.gelogd
    is_stretch = tijd.genoemd and tijd.moment == tijd.van and tijd.tot > tijd.van
    return (tijd.van, tijd.tot) if is_stretch else (tijd.moment, tijd.moment)


def _soort(lijn: NieuweLijn) -> IncidentSoort:
    """Give the kind; a line that tells only why ("02u-02u15 vol") is a refusal."""
    feiten = lijn.lezing.feiten
    if Feit.GEWELD in feiten:
        return IncidentSoort.GEWELD
    if Feit.VERWIJDERD in feiten:
        return IncidentSoort.VERWIJDERING
    weigert = Feit.GEWEIGERD in feiten or lijn.reden is not Reden.ANDERE
    return IncidentSoort.WEIGERING if weigert else IncidentSoort.ANDERE
