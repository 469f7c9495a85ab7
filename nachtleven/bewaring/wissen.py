"""The use case of erasing on request: withdrawn and erased after the city's term, or at once.

In this order: the journal on disk, the erasure committed, the files of the database cleaned. Whatever breaks in
between leaves an erasure that the planner, or a restore, does again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from nachtleven.bewaring.wisboek import BESTAND, Wisboek, Wisregel
from nachtleven.fouten import NietGevonden, VastgehoudenFout
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.meldingen import Status, wissen_op
from nachtleven.opslag import wissen
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.opslag.schoonmaak import maak_schoon
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.opslag.wissen import Wisbaar
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.audit import Auditregel

log = structlog.get_logger()

OPDRACHTREGEL = "opdrachtregel"
"""Who acts, in the history and the audit log, where a command does."""


@dataclass(frozen=True, slots=True)
class Wisgevolg:
    """What became of a melding. `op`: the moment from which it is erased, None: it is erased now.

    `schoon` False: the files of the database may hold something of it still; they are cleaned at the next turn.
    """

    kenmerk: str
    op: datetime | None
    schoon: bool = True


def wisboek_van(delen: Onderdelen) -> Wisboek:
    """Give the erasure journal of the settings."""
    return Wisboek(delen.instellingen.data / BESTAND, delen.opslag.pseudoniemen.wisboek)


def wis(delen: Onderdelen, kenmerk: str, *, nu: bool, door: str = OPDRACHTREGEL) -> Wisgevolg:
    """Withdraw a melding so that it is erased after the city's term, or erase it now; again changes nothing.

    Raises:
        NietGevonden: there is no such melding.
        VastgehoudenFout: a hold stands on it.
        WisboekFout: the journal can't be written; nothing was erased.
    """
    moment, gelezen = delen.klok(), lees_kenmerk(kenmerk) or kenmerk
    with delen.opslag.schrijven() as sessie:
        rij = wissen.zoek_melding(sessie, gelezen)
        if rij is None:
            raise NietGevonden("melding", kenmerk)
        if rij.vastgehouden:
            raise VastgehoudenFout(gelezen)
        gewist, op = rij.status == Status.GEWIST.value, None
        if not gewist:
            op = wissen_op(moment, delen.stad.termijnen)
            wissen.trek_in(sessie, rij, door, moment, moment if nu else op)
            op = rij.wissen_op
            if nu:
                _wis_melding(sessie, wisboek_van(delen), rij, door, moment)
    klaar = nu or gewist
    schoon = maak_schoon(delen.opslag) if klaar else True
    _boek(delen, door, "gewist" if klaar else "ingetrokken", gelezen)
    return Wisgevolg(gelezen, None if klaar else op, schoon)


@dataclass(frozen=True, slots=True)
class Wisronde:
    """What a turn erased: meldingen by kenmerk, and how many loose messages."""

    kenmerken: tuple[str, ...]
    berichten: int

    @property
    def aantallen(self) -> tuple[int, int]:
        """How many meldingen, how many loose messages."""
        return len(self.kenmerken), self.berichten


def wis_vervallen(delen: Onderdelen, door: str) -> Wisronde:
    """Erase every withdrawn melding and every loose message that is due and not held.

    Raises:
        WisboekFout: the journal can't be written; nothing was erased.
    """
    moment, boek = delen.klok(), wisboek_van(delen)
    gedaan: list[str] = []
    with delen.opslag.schrijven() as sessie:
        for rij in vervallen(sessie, delen):
            _wis_melding(sessie, boek, rij, door, moment)
            gedaan.append(rij.kenmerk)
        los = wissen.losse_berichten(sessie, moment)
        boek.schrijf(_regels(los, moment))
        wissen.wis_berichten(sessie, [een.id for een in los])
    for kenmerk in gedaan:
        _boek(delen, door, "gewist", kenmerk)
    if los:
        _boek(delen, door, "gewist", f"{len(los)} losse berichten", soort="bericht")
    return Wisronde(tuple(gedaan), len(los))


def vervallen(sessie: Session, delen: Onderdelen, *, slot: bool = True) -> Sequence[MeldingRij]:
    """Give the withdrawn meldingen that are due; `slot`: to erase them now."""
    moment = delen.klok()
    return wissen.vervallen(sessie, moment, moment - timedelta(days=delen.stad.termijnen.wis_dagen), slot=slot)


def _wis_melding(sessie: Session, boek: Wisboek, rij: MeldingRij, door: str, moment: datetime) -> None:
    berichten = _regels(wissen.berichten_van(sessie, rij.id), moment)
    boek.schrijf([Wisregel("melding", rij.id, moment), *berichten])
    wissen.wis_melding(sessie, rij, door, moment)


def _regels(berichten: Sequence[Wisbaar], moment: datetime) -> list[Wisregel]:
    return [Wisregel("bericht", een.id, moment, een.poort, een.poort_id) for een in berichten]


def _boek(delen: Onderdelen, door: str, handeling: str, voorwerp: str, soort: str = "melding") -> None:
    log.info(handeling, soort=soort)
    Auditopslag(delen.opslag).schrijf(Auditregel(0, delen.klok(), door, handeling, soort, voorwerp))


def speel_af(delen: Onderdelen, regels: Sequence[Wisregel]) -> int:
    """Erase again what the journal names, after a restore; give how many were erased that were back.

    A message that is not in the database is marked as known, so that it is not fetched from the gateway again.
    """
    moment, teruggekeerd = delen.klok(), 0
    meldingen = [r.id for r in regels if r.soort == "melding"]
    with delen.opslag.schrijven() as sessie:
        for id_ in meldingen:
            teruggekeerd += _wis_opnieuw(sessie, id_, moment)
        berichten = [r for r in regels if r.soort == "bericht"]
        teruggekeerd += wissen.wis_teruggekeerde(sessie, [r.id for r in berichten])
        for regel in berichten:
            wissen.merk_bekend(sessie, Wisbaar(regel.id, regel.poort, regel.poort_id), regel.moment)
    return teruggekeerd


def _wis_opnieuw(sessie: Session, id_: UUID, moment: datetime) -> bool:
    rij = sessie.get(MeldingRij, id_)
    if rij is None or rij.status == Status.GEWIST.value:
        return False
    rij.vastgehouden = False  # the hold that the backup remembers was lifted before it was erased
    wissen.wis_melding(sessie, rij, "wisboek", moment)
    return True
