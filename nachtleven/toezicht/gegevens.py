"""Gegevens: all that a period is judged on, and Zitting: the same, put in order so that each duty finds its rows fast.

Comes in: values of one state of the registers. What lies outside the period but touches it (a shift that began
before, a log line of just after) must be among them; findings are made of what begins inside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TypeVar

from nachtleven.register.logboek import Controle, Incident, Reden
from nachtleven.register.portiers import Inzet, Kaart, sleutel_kaartnummer
from nachtleven.register.tijdlijn import Stuk, Tijdlijn, maak_tijdlijn, stuk
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.bevindingen import Aard, Bevinding, Bewijs, BewijsSoort
from nachtleven.toezicht.plichten import Code, Plicht, Plichten


@dataclass(frozen=True, slots=True)
class Periode:
    """The stretch that is judged, [van, tot) in UTC; a row belongs to the period in which it begins."""

    van: datetime
    tot: datetime

    def heeft(self, moment: datetime) -> bool:
        """Tell whether that moment lies in it."""
        return self.van <= moment < self.tot


@dataclass(frozen=True, slots=True)
class Feitmelding:
    """What one melding of the public tells about the door of a known venue; withdrawn and erased ones are left out.

    [van, tot) in UTC is the time as wide as it was told; van == tot is that minute. `tijdstip` is the likeliest moment
    in it and says which night it is (None: `van`). `feiten`: codes of `lezing.Feit`. `reden`: what the melder was told
    at the door, None where that is not known. `portier_genoemd`: it speaks of a doorman.
    """

    kenmerk: str
    zaak_id: str
    van: datetime
    tot: datetime
    ontvangen: datetime
    feiten: frozenset[str]
    reden: Reden | None = None
    portier_genoemd: bool = False
    tijdstip: datetime | None = None

    @property
    def moment(self) -> datetime:
        """Give the likeliest moment."""
        return self.tijdstip or self.van

    @property
    def bewijs(self) -> Bewijs:
        """Give the melding as evidence, without its words."""
        feiten = ", ".join(sorted(self.feiten)) or "geen feit gelezen"
        return Bewijs(BewijsSoort.MELDING, self.kenmerk, f"verteld: {feiten}")


@dataclass(frozen=True, slots=True)
class VroegereKaart:
    """A card that has left the register, as it stood there in [bekend_van, bekend_tot)."""

    kaart: Kaart
    bekend_van: datetime
    bekend_tot: datetime


@dataclass(frozen=True, slots=True)
class Gegevens:
    """The rows to judge on; `kaarten` is keyed by `sleutel_kaartnummer`, `zaken` by zaak_id.

    A row that names a venue that is not in `zaken` gives only findings that need no venue. What left the register does
    not undo what was so while it stood there: `verdwenen` names the venues of `zaken` that left, as they last were, and
    `vroegere_kaarten` the cards.
    """

    zaken: Mapping[str, Zaak]
    kaarten: Mapping[str, Kaart]
    inzetten: Sequence[Inzet] = ()
    incidenten: Sequence[Incident] = ()
    controles: Sequence[Controle] = ()
    meldingen: Sequence[Feitmelding] = ()
    verdwenen: frozenset[str] = frozenset()
    vroegere_kaarten: Mapping[str, Sequence[VroegereKaart]] = field(default_factory=dict)


class Zitting:
    """One period being judged: its own rows, the rules of each night, and the timelines, made when first asked for."""

    def __init__(self, periode: Periode, gegevens: Gegevens, plichten: Plichten) -> None:
        self.periode, self.gegevens, self.plichten = periode, gegevens, plichten

    def plicht(self, code: Code, moment: datetime) -> Plicht | None:
        """Give the duty as it was in force in the night of that moment."""
        return self.plichten.van(code, moment)

    def kaart(self, inzet: Inzet) -> Kaart | None:
        """Give the card of a shift as known now, or of one that left the register as it was known at its begin."""
        sleutel = sleutel_kaartnummer(inzet.kaartnummer)
        nu = self.gegevens.kaarten.get(sleutel)
        if nu is not None:
            return nu
        vroeger = self.gegevens.vroegere_kaarten.get(sleutel, ())
        return next((v.kaart for v in vroeger if v.bekend_van <= inzet.van < v.bekend_tot), None)

    @cached_property
    def inzetten(self) -> tuple[Inzet, ...]:
        """The shifts that begin in the period; one given twice stands here twice, and gives one finding."""
        van, tot = self.periode.van, self.periode.tot
        return tuple(i for i in self.gegevens.inzetten if van <= i.van < tot)

    @cached_property
    def meldingen(self) -> tuple[Feitmelding, ...]:
        """The meldingen whose likeliest moment lies in the period."""
        return tuple(m for m in self.gegevens.meldingen if self.periode.heeft(m.moment))

    @cached_property
    def incidenten(self) -> tuple[Incident, ...]:
        """The log lines that begin in the period, verified or not."""
        return tuple(i for i in self.gegevens.incidenten if self.periode.heeft(i.van))

    @cached_property
    def controles(self) -> tuple[Controle, ...]:
        """The inspections in the period."""
        return tuple(c for c in self.gegevens.controles if self.periode.heeft(c.tijdstip))

    @cached_property
    def _diensten(self) -> Mapping[str, Tijdlijn[Inzet]]:
        return _per(self.gegevens.inzetten, lambda i: i.zaak_id, lambda i: stuk(i.van, i.tot))

    @cached_property
    def _logboeken(self) -> Mapping[str, Tijdlijn[Incident]]:
        return _per(self.gegevens.incidenten, lambda i: i.zaak_id, lambda i: stuk(i.van, i.tot))

    def iemand_op_dienst(self, zaak_id: str, van: datetime, tot: datetime) -> bool:
        """Tell whether any shift at the venue shares a moment with [van, tot); van == tot is that minute."""
        lijn = self._diensten.get(zaak_id)
        return lijn is not None and lijn.raakt(*stuk(van, tot))

    def logboek(self, zaak_id: str, van: datetime, tot: datetime) -> Iterable[Incident]:
        """Give all lines of the venue's log that share a moment with [van, tot)."""
        lijn = self._logboeken.get(zaak_id)
        return () if lijn is None else lijn.die_raken(van, tot)


Rij = TypeVar("Rij")


def _per(
    rijen: Iterable[Rij], sleutel: Callable[[Rij], str], stuk_van: Callable[[Rij], Stuk]
) -> Mapping[str, Tijdlijn[Rij]]:
    groepen: dict[str, list[Rij]] = defaultdict(list)
    for rij in rijen:
        groepen[sleutel(rij)].append(rij)
    return {naam: maak_tijdlijn(groep, stuk_van) for naam, groep in groepen.items()}


def bewijs_inzet(inzet: Inzet) -> Bewijs:
    """Give a shift as evidence; its key is card, venue, begin and end."""
    van, tot = (moment.astimezone(UTC).isoformat() for moment in (inzet.van, inzet.tot))
    sleutel = f"{sleutel_kaartnummer(inzet.kaartnummer)}/{inzet.zaak_id}/{van}/{tot}"
    return Bewijs(BewijsSoort.INZET, sleutel, "inzet in het bewakingsregister")


def bewijs_kaart(kaart: Kaart, tekst: str) -> Bewijs:
    """Give a card as evidence, with what about it counts."""
    return Bewijs(BewijsSoort.KAART, sleutel_kaartnummer(kaart.kaartnummer), tekst)


def bewijs_incident(incident: Incident, tekst: str) -> Bewijs:
    """Give a log line as evidence; its key is its number, else venue, begin and moment of writing."""
    van, gelogd = (moment.astimezone(UTC).isoformat() for moment in (incident.van, incident.gelogd))
    return Bewijs(BewijsSoort.INCIDENT, incident.nummer or f"{incident.zaak_id}/{van}/{gelogd}", tekst)


def bewijs_zaak(zaak: Zaak, tekst: str) -> Bewijs:
    """Give a venue as evidence, with what its register says."""
    return Bewijs(BewijsSoort.ZAAK, zaak.zaak_id, tekst)


def uit_melding(code: Code, melding: Feitmelding, *bewijs: Bewijs) -> Bevinding:
    """Make the signal that a melding gives; it never names a card, whatever the melder described."""
    return Bevinding(
        plicht=code,
        aard=Aard.SIGNAAL,
        zaak_id=melding.zaak_id,
        kaartnummer="",
        van=melding.van,
        tot=melding.tot,
        bewijs=(melding.bewijs, *bewijs),
        onderwerp=melding.kenmerk,
        moment=melding.moment,
    )
