"""Who stood at the door at a moment, in what state, and which lines of the venue's log cover that moment.

Comes in: one state of the registers. Goes out: values with the row that proves each. It names only who the
bewakingsregister of the venue names; a description in a text names nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from nachtleven.nacht import overlapt
from nachtleven.register.kaartstaat import Gebrek, gebreken
from nachtleven.register.logboek import Incident
from nachtleven.register.portiers import Inzet, Kaart, sleutel_kaartnummer
from nachtleven.register.tijdlijn import MINUUT, Stuk, stuk
from nachtleven.register.zaken import Zaak


@dataclass(frozen=True, slots=True)
class Dienst:
    """One shift that covers what was asked, with what was not in order in the part of it that was asked."""

    kaartnummer: str
    inzet: Inzet
    gebreken: tuple[Gebrek, ...]


@dataclass(frozen=True, slots=True)
class Loglijn:
    """A log line that covers what was asked; `naderhand`: written when the melding had already come in."""

    incident: Incident
    naderhand: bool


def op_dienst(
    inzetten: Iterable[Inzet], kaarten: Mapping[str, Kaart], zaak: Zaak, van: datetime, tot: datetime
) -> tuple[Dienst, ...]:
    """Give the shifts at the venue that share a moment with [van, tot), by begin and card; van == tot is that minute.

    `kaarten` is keyed by `sleutel_kaartnummer`. The state is that of the moments asked, not of the whole shift.
    """
    van, tot = stuk(van, tot)
    raken = [i for i in inzetten if i.zaak_id == zaak.zaak_id and overlapt(van, tot, *stuk(i.van, i.tot))]
    raken.sort(key=lambda i: (i.van, sleutel_kaartnummer(i.kaartnummer), i.tot))
    return tuple(_dienst(inzet, kaarten, zaak, (van, tot)) for inzet in raken)


def _dienst(inzet: Inzet, kaarten: Mapping[str, Kaart], zaak: Zaak, gevraagd: Stuk) -> Dienst:
    shift = stuk(inzet.van, inzet.tot)
    kaart = kaarten.get(sleutel_kaartnummer(inzet.kaartnummer))
    samen = max(gevraagd[0], shift[0]), min(gevraagd[1], shift[1])
    return Dienst(inzet.kaartnummer, inzet, gebreken(kaart, zaak, *samen))


def ruim(van: datetime, tot: datetime, marge: timedelta, moment: datetime | None = None) -> Stuk:
    """Give the stretch in which a log line speaks of [van, tot): that stretch, and `marge` round its likeliest minute.

    `moment` None: the middle is the likeliest. A told time has its own width already; the margin widens only what is
    told more exactly than that. A line that stands exactly the margin away still counts.
    """
    van, tot = stuk(van, tot)
    midden = moment or (van + (tot - van) / 2 if tot - van > MINUUT else van)
    midden = midden.replace(second=0, microsecond=0)
    return min(van, midden - marge), max(tot, midden + MINUUT + marge)


def loglijnen(incidenten: Iterable[Incident], zaak_id: str, gevraagd: Stuk, ontvangen: datetime) -> tuple[Loglijn, ...]:
    """Give the verified lines of the venue that share a moment with `gevraagd` (see `ruim`), by when they were written.

    A line of a stretch of time covers every moment in it. Written at or after `ontvangen` is naderhand.
    """
    raken = [
        i
        for i in incidenten
        if i.zaak_id == zaak_id and i.geverifieerd and overlapt(*stuk(*gevraagd), *stuk(i.van, i.tot))
    ]
    raken.sort(key=lambda i: (i.gelogd, i.van, i.tot, i.nummer))
    return tuple(Loglijn(i, naderhand=i.gelogd >= ontvangen) for i in raken)
