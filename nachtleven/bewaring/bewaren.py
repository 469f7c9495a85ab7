"""The use case of retention: everything that is past its term goes, or is only counted; each turn of it is kept.

What a sender wanted erased goes first and by way of the journal; the rest follows from dates, so that a restored
backup loses it again at its next turn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.orm import Session

from nachtleven import invoermap
from nachtleven.bewaring.termijnen import Bewaartermijnen, maanden_terug
from nachtleven.bewaring.wissen import vervallen, wis_vervallen
from nachtleven.fouten import NietGevonden
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.opslag import bewaartermijn as termijn
from nachtleven.opslag import stickervellen, wissen
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.opslag.bewaartermijn import Grenzen
from nachtleven.opslag.schoonmaak import maak_schoon
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.audit import Auditregel

log = structlog.get_logger()

_BLOK = 200


@dataclass(frozen=True, slots=True)
class Bewaarpost:
    """One kind of thing with a term: its name, what is past it, and letting go of so many."""

    naam: str
    kies: Callable[[Session, Grenzen], Sequence[Any]]
    laat_los: Callable[[Session, Sequence[Any]], None]


POSTEN = (
    Bewaarpost("nummers", termijn.meldingen_met_nummer, termijn.laat_nummers_los),
    Bewaarpost("nummers_los", termijn.berichten_met_nummer, termijn.laat_afzenders_los),
    Bewaarpost("teksten", termijn.meldingen_met_tekst, termijn.laat_teksten_los),
    Bewaarpost("teksten_los", termijn.losse_berichten, wissen.wis_berichten),
    Bewaarpost("loglijnen", termijn.loglijnen, termijn.laat_loglijnen_los),
    Bewaarpost("post", termijn.post, termijn.laat_post_los),
    Bewaarpost("alarmen", termijn.alarmen, termijn.laat_alarmen_los),
    Bewaarpost("proeven", termijn.proeven, termijn.laat_proeven_los),
    Bewaarpost("hartslagen", termijn.hartslagen, termijn.laat_hartslagen_los),
    Bewaarpost(
        "stickervellen", lambda sessie, grenzen: stickervellen.oude(sessie, grenzen.hartslag), stickervellen.laat_los
    ),
)
"""Everything in the database that has a term, in the order in which it goes."""


def grenzen_op(moment: datetime, termijnen: Bewaartermijnen) -> Grenzen:
    """Give the moments before which something is past its term."""
    return Grenzen(
        nummer=maanden_terug(moment, termijnen.nummer_maanden),
        tekst=maanden_terug(moment, termijnen.tekst_maanden),
        logboek=maanden_terug(moment, termijnen.logboek_maanden),
        post=moment - timedelta(days=termijnen.post_dagen),
        alarm=moment - timedelta(days=termijnen.alarm_dagen),
        hartslag=moment - timedelta(days=termijnen.hartslag_dagen),
    )


def toon_vervallen(delen: Onderdelen) -> dict[str, int]:
    """Count what would go now; nothing goes."""
    grenzen = grenzen_op(delen.klok(), delen.stad.bewaring)
    with delen.opslag.lezen() as sessie:
        telling = {"verzoeken": len(vervallen(sessie, delen, slot=False))}
        telling["verzoeken_los"] = len(wissen.losse_berichten(sessie, delen.klok()))
        telling |= {post.naam: len(post.kies(sessie, grenzen)) for post in POSTEN}
    telling["spoel_kapot"] = len(delen.aanname.spoel.kapotte(_kapot_voor(delen)))
    telling["invoerbestanden"] = len(invoermap.vergeten(delen.instellingen.data / invoermap.MAP, delen.klok()))
    return telling


def bewaar(delen: Onderdelen, door: str, ga_door: Callable[[], bool] = lambda: True) -> dict[str, int]:
    """Let go of everything that is past its term; give how many of each. `ga_door` False: stop after this batch.

    Raises:
        WisboekFout: the journal can't be written; what was asked to be erased is not.
    """
    grenzen = grenzen_op(delen.klok(), delen.stad.bewaring)
    telling = dict(zip(("verzoeken", "verzoeken_los"), wis_vervallen(delen, door).aantallen, strict=True))
    for post in POSTEN:
        telling[post.naam] = _laat_los(delen, post, grenzen, ga_door)
    telling["spoel_kapot"] = delen.aanname.spoel.ruim_kapotte(_kapot_voor(delen)) if ga_door() else 0
    telling["invoerbestanden"] = invoermap.ruim_op(delen.instellingen.data / invoermap.MAP, delen.klok())
    gedaan = {naam: aantal for naam, aantal in telling.items() if aantal}
    if gedaan:
        wat = " ".join(f"{naam}={aantal}" for naam, aantal in gedaan.items())
        Auditopslag(delen.opslag).schrijf(Auditregel(0, delen.klok(), door, "bewaring", "database", "", wat))
    log.info("bewaring", schoon=maak_schoon(delen.opslag), **telling)
    return telling


def _laat_los(delen: Onderdelen, post: Bewaarpost, grenzen: Grenzen, ga_door: Callable[[], bool]) -> int:
    gedaan = 0
    while ga_door():
        with delen.opslag.schrijven() as sessie:
            blok = post.kies(sessie, grenzen)[:_BLOK]
            if not blok:
                break
            post.laat_los(sessie, blok)
            gedaan += len(blok)
    return gedaan


def _kapot_voor(delen: Onderdelen) -> datetime:
    return delen.klok() - timedelta(days=delen.stad.bewaring.kapot_dagen)


def houd_vast(delen: Onderdelen, kenmerken: Sequence[str], door: str, *, vast: bool, reden: str) -> None:
    """Hold meldingen, so that nothing of them goes by any term or request, or let them go again: all or none.

    The kenmerk of a dossier stands for the meldingen in it that were not erased.

    Raises:
        NietGevonden: one of them isn't there, or was erased.
    """
    gelezen: list[str] = []
    with delen.opslag.schrijven() as sessie:
        for gevraagd in kenmerken:
            gelezen += wissen.meldingen_van_dossier(sessie, gevraagd) or [lees_kenmerk(gevraagd) or gevraagd]
        for kenmerk in gelezen:
            if not wissen.houd_vast(sessie, kenmerk, (door, delen.klok()), vast=vast):
                raise NietGevonden("melding", kenmerk)
    for kenmerk in gelezen:
        handeling = "vastgehouden" if vast else "losgelaten"
        Auditopslag(delen.opslag).schrijf(Auditregel(0, delen.klok(), door, handeling, "melding", kenmerk, reden))
