"""The life of a Melding: its states and the table of allowed changes, its deadlines, and which texts it takes up.

Comes in: what is known of a sender's meldingen and what one text tells. Goes out: the next state, a deadline, the
melding that a text joins. Nothing here stores, answers or asks the clock.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from nachtleven.fouten import OvergangFout
from nachtleven.nacht import lokaal


class Status(StrEnum):
    """The state of a melding, as it stands in the database and in every export."""

    NIEUW = "nieuw"
    VRAAG_GESTELD = "vraag_gesteld"
    TE_CONTACTEREN = "te_contacteren"
    IN_ONDERZOEK = "in_onderzoek"
    DOORVERWEZEN = "doorverwezen"
    AFGEROND = "afgerond"
    INGETROKKEN = "ingetrokken"
    GEWIST = "gewist"


_VERDER = {Status.IN_ONDERZOEK, Status.DOORVERWEZEN, Status.AFGEROND, Status.INGETROKKEN}

OVERGANGEN: Mapping[Status, frozenset[Status]] = {
    Status.NIEUW: frozenset({Status.VRAAG_GESTELD, Status.TE_CONTACTEREN, *_VERDER}),
    Status.VRAAG_GESTELD: frozenset({Status.TE_CONTACTEREN, *_VERDER}),
    Status.TE_CONTACTEREN: frozenset({Status.VRAAG_GESTELD, *_VERDER}),
    Status.IN_ONDERZOEK: frozenset({Status.DOORVERWEZEN, Status.AFGEROND, Status.INGETROKKEN}),
    Status.DOORVERWEZEN: frozenset({Status.IN_ONDERZOEK, Status.AFGEROND, Status.INGETROKKEN, Status.GEWIST}),
    Status.AFGEROND: frozenset({Status.IN_ONDERZOEK, Status.INGETROKKEN, Status.GEWIST}),
    Status.INGETROKKEN: frozenset({Status.TE_CONTACTEREN, Status.GEWIST}),
    Status.GEWIST: frozenset(),
}
"""To which states each may change. A melder may withdraw at any time; erasure goes by way of a closed state."""

GESLOTEN = frozenset({Status.AFGEROND, Status.INGETROKKEN, Status.GEWIST})
"""The states in which a melding takes up no more texts of its own."""

NIET_GETELD = frozenset({Status.INGETROKKEN, Status.GEWIST})
"""The states that figures leave out and count apart."""


def mag_over(van: Status, naar: Status) -> bool:
    """Tell whether the table allows this change; staying where it is, is no change and never asked."""
    return naar in OVERGANGEN[van]


def ga_over(van: Status, naar: Status) -> Status:
    """Give the new state; raises OvergangFout where the table doesn't allow it."""
    if not mag_over(van, naar):
        raise OvergangFout(van, naar)
    return naar


@dataclass(frozen=True, slots=True)
class Termijnen:
    """The city's terms, in days, as the configuration holds them.

    `contact_dagen`: the promise to get in touch. `beelden_dagen`: how long camera footage lives at least;
    `beelden_alarm_dagen`: how long before its end the alarm goes. `wis_dagen`: from withdrawal to erasure.
    `toevoeg_dagen`: how long a text that only adds still joins an open melding.
    """

    contact_dagen: int
    beelden_dagen: int
    beelden_alarm_dagen: int
    wis_dagen: int
    toevoeg_dagen: int


def contact_voor(ontvangen: datetime, termijnen: Termijnen) -> datetime:
    """Give the moment before which the melder is contacted."""
    return ontvangen + timedelta(days=termijnen.contact_dagen)


def beelden_voor(voorval: datetime, termijnen: Termijnen) -> datetime:
    """Give the moment before which the footage must be secured, counted from the earliest moment of the facts."""
    return voorval + timedelta(days=termijnen.beelden_dagen)


def beelden_alarm(voorval: datetime, termijnen: Termijnen) -> datetime:
    """Give the moment from which the footage is urgent."""
    return beelden_voor(voorval, termijnen) - timedelta(days=termijnen.beelden_alarm_dagen)


def wissen_op(ingetrokken: datetime, termijnen: Termijnen) -> datetime:
    """Give the moment from which a withdrawn melding is erased, unless a hold stands."""
    return ingetrokken + timedelta(days=termijnen.wis_dagen)


class Vraag(StrEnum):
    """A question to the melder that waits for an answer."""

    ZAAK = "zaak"
    KEUZE = "keuze"
    NACHT = "nacht"
    WIS = "wis"


class Contactwens(StrEnum):
    """How a melder wants to be reached: called, by text only, not at all."""

    BEL = "bel"
    SMS = "sms"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class Melding:
    """A melding as the conversation needs it.

    `kandidaten`: best first, empty once `zaak` is known. `tijdstip` within [tijdstip_van, tijdstip_tot), UTC.
    `nacht`: of the tijdstip, else of the receipt; it says something only where `nacht_bekend`.
    `vraag`: what waits for an answer; `vragen`: how many questions were put in all.
    `wissen_op`: set when it is withdrawn.
    """

    kenmerk: str
    status: Status
    ontvangen: datetime
    nacht: date
    nacht_bekend: bool = False
    zaak: str | None = None
    kandidaten: tuple[str, ...] = ()
    tijdstip: datetime | None = None
    tijdstip_van: datetime | None = None
    tijdstip_tot: datetime | None = None
    vraag: Vraag | None = None
    vragen: int = 0
    spoed: bool = False
    wissen_op: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it still takes up texts."""
        return self.status not in GESLOTEN

    @property
    def zaken(self) -> frozenset[str]:
        """Give the venues it may be about; empty where none is named."""
        return frozenset({self.zaak}) if self.zaak else frozenset(self.kandidaten)


_OVER_HET_VOORVAL = frozenset({Vraag.ZAAK, Vraag.KEUZE, Vraag.NACHT})


@dataclass(frozen=True, slots=True)
class Aanknoping:
    """What a text holds by which it joins a melding.

    `zaken`: the venue or the candidates that it names, empty: none. `nacht`: the night it tells of, None: unknown.
    `vertelt`: it tells of a refusal or another fact, so that it is its own night's; else it only adds.
    `ontvangen`: when it came. `verbetert`: it corrects what was said before, so that its venue need not agree.
    """

    zaken: frozenset[str]
    nacht: date | None
    vertelt: bool
    ontvangen: datetime
    verbetert: bool = False


NACHT_VAN_UUR, NACHT_TOT_UUR = 18, 8
"""Between these Brussels hours, [18:00, 08:00), a text without a time word tells of now."""


def gaat_over_nu(ontvangen: datetime) -> bool:
    """Tell whether a text without a time word, come in at this moment, is taken to tell of now."""
    uur = lokaal(ontvangen).hour
    return uur >= NACHT_VAN_UUR or uur < NACHT_TOT_UUR


def kies_melding(meldingen: Sequence[Melding], aanknoping: Aanknoping, termijnen: Termijnen) -> Melding | None:
    """Give the open melding of this sender that a text joins, or None where it stands on its own.

    A text that tells of a fact joins a melding of its own night about the same or an unnamed venue, and one whose
    question about venue or night it answers. A text that only adds joins the melding of the last `toevoeg_dagen` that
    waits for an answer, else the latest about the same or an unnamed venue.
    """
    passend = [m for m in meldingen if m.is_open and _zelfde_zaak(m, aanknoping)]
    if aanknoping.vertelt:
        return _beste(passend, lambda m: _zelfde_nacht(m, aanknoping, termijnen), aanknoping)
    return _beste(passend, lambda m: is_recent(m, aanknoping.ontvangen, termijnen), aanknoping)


def is_recent(melding: Melding, moment: datetime, termijnen: Termijnen) -> bool:
    """Tell whether the melding came in no more than `toevoeg_dagen` before this moment."""
    return moment - melding.ontvangen <= timedelta(days=termijnen.toevoeg_dagen)


def _zelfde_zaak(melding: Melding, aanknoping: Aanknoping) -> bool:
    """Tell whether the venues can be the same; a correction, or an answer to an offer, may name another one."""
    antwoordt = melding.vraag is Vraag.KEUZE and not aanknoping.vertelt
    onbenoemd = not melding.zaken or not aanknoping.zaken
    return onbenoemd or antwoordt or aanknoping.verbetert or bool(melding.zaken & aanknoping.zaken)


def _zelfde_nacht(melding: Melding, aanknoping: Aanknoping, termijnen: Termijnen) -> bool:
    if aanknoping.nacht is not None and melding.nacht_bekend:
        return melding.nacht == aanknoping.nacht
    return melding.vraag in _OVER_HET_VOORVAL and is_recent(melding, aanknoping.ontvangen, termijnen)


def _beste(meldingen: Sequence[Melding], past: Callable[[Melding], bool], aanknoping: Aanknoping) -> Melding | None:
    """Give the fitting melding that waits for an answer, else shares the venue, else came last."""
    return max(
        (m for m in meldingen if past(m)),
        key=lambda m: (m.vraag is not None, bool(m.zaken & aanknoping.zaken), m.ontvangen),
        default=None,
    )
