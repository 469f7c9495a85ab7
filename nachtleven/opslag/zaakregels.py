"""Venues and their log as the screens show them."""

from datetime import datetime

from sqlalchemy.orm import Session

from nachtleven.opslag import registers
from nachtleven.register.zaken import Zaak
from nachtleven.web.tonen import Keuzezaak, LogRegel


def keuze(zaak: Zaak) -> Keuzezaak:
    """Give a venue to choose, with enough to tell it from its namesake."""
    return Keuzezaak(zaak.zaak_id, zaak.naam, f"{zaak.straat} {zaak.huisnummer}".strip(), portier=zaak.portier)


def logregels(
    sessie: Session,
    zaak_id: str,
    stuk: tuple[datetime, datetime],
    *,
    tijdstip: datetime | None = None,
    ontvangen: datetime | None = None,
) -> tuple[LogRegel, ...]:
    """Give the log lines of a venue that touch [van, tot]; with a melding: which cover its moment, or came after it."""
    return tuple(
        LogRegel(
            i.van, i.tot, i.soort.value, i.reden.value, i.aantal, i.gelogd,
            geverifieerd=i.geverifieerd, naderhand=ontvangen is not None and i.gelogd > ontvangen,
            dekt=tijdstip is not None and (i.van <= tijdstip < i.tot or i.van == tijdstip),
        )
        for i in registers.incidenten(sessie, zaak_id, *stuk)
    )  # fmt: skip
