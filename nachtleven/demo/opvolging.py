"""What onthaal did in the demo's past: most meldingen were followed up, at moments of their own; the newest wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from nachtleven.meldingen import Status
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.web.tonen import Bewerking

_DOOR = "onthaal"
_OPEN = (Status.NIEUW, Status.VRAAG_GESTELD, Status.TE_CONTACTEREN)
_CONTACT_NA_DAGEN = (1, 2, 4, 3, 6, 2, 9, 5)
"""Days from receipt to the call, in turn; one comes later than the week that the city promises."""

_NIET_BEREIKT, _VERS = 7, timedelta(days=60)
"""One in so many of the last two months was called in vain and still waits."""


@dataclass(frozen=True, slots=True)
class Vervolg:
    """How a melding went on, so many days after the call."""

    na: timedelta
    naar: Status
    reden: str
    verwezen_naar: str | None = None


_VERVOLGEN = (
    Vervolg(timedelta(days=12), Status.AFGEROND, "Besproken met de zaak; de melder is op de hoogte."),
    Vervolg(timedelta(days=3), Status.DOORVERWEZEN, "De melder wil een dossier bij Unia.", "unia"),
    Vervolg(timedelta(days=20), Status.AFGEROND, "De melder vraagt geen verdere stappen."),
    Vervolg(timedelta(days=1), Status.IN_ONDERZOEK, "De beelden van de deur zijn gevraagd."),
    Vervolg(timedelta(days=8), Status.AFGEROND, "Beelden bekeken; gesprek met de uitbater gehad."),
)


def volg_op(opslag: Opslag, nu: datetime) -> Iterator[str]:
    """Follow the open meldingen up, oldest first, each at moments before now; give the kenmerk of each that was."""
    vraag = select(MeldingRij.kenmerk, MeldingRij.versie, MeldingRij.ontvangen)
    vraag = vraag.where(MeldingRij.status.in_([status.value for status in _OPEN]))
    with opslag.lezen() as sessie:
        rijen = sessie.execute(vraag.order_by(MeldingRij.ontvangen, MeldingRij.kenmerk)).tuples().all()
    handelingen = Handelingen(opslag)
    for nummer, (kenmerk, versie, ontvangen) in enumerate(rijen, start=1):
        gebeld = ontvangen + timedelta(days=_CONTACT_NA_DAGEN[nummer % len(_CONTACT_NA_DAGEN)], hours=12)
        onbereikt = nummer % _NIET_BEREIKT == 0 and nu - ontvangen < _VERS
        if onbereikt or gebeld >= nu:
            continue
        handelingen.noteer_contact(Bewerking(kenmerk, versie, _DOOR, gebeld), "Gebeld en het verhaal overlopen.")
        vervolg = _VERVOLGEN[nummer % len(_VERVOLGEN)]
        if gebeld + vervolg.na < nu:
            bewerking = Bewerking(kenmerk, versie, _DOOR, gebeld + vervolg.na)
            handelingen.verander_staat(bewerking, vervolg.naar, vervolg.reden, vervolg.verwezen_naar)
        yield kenmerk
