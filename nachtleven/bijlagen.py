"""The use case of an attachment: its address is kept with the message, and fetched only when staff ask for it."""

import json
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from nachtleven.fouten import NietGevonden, PoortFout
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import BerichtRij, MeldingRij
from nachtleven.poorten.media import Media

Haalt = Callable[[str], Media]


def geen_media(_adres: str) -> Media:
    """Refuse: no gateway with attachments is set."""
    raise PoortFout("er is geen poort met bijlagen ingesteld", opnieuw=False)


class Bijlagekast:
    """Gives the attachments of a melding's messages; nothing of them is kept here."""

    def __init__(self, opslag: Opslag, haal: Haalt) -> None:
        self._opslag, self._haal = opslag, haal

    def haal(self, kenmerk: str, bericht: UUID, nummer: int) -> Media:
        """Fetch an attachment of a message of this melding; the first is 1.

        Raises:
            NietGevonden: no such message with this melding, or no such attachment.
            SleutelFout: the message was erased.
            PoortFout: it can't be fetched.
        """
        return self._haal(self._adres(kenmerk, bericht, nummer))

    def _adres(self, kenmerk: str, bericht: UUID, nummer: int) -> str:
        with self._opslag.lezen() as sessie:
            vraag = select(BerichtRij).join(MeldingRij, MeldingRij.id == BerichtRij.melding_id)
            rij = sessie.scalar(vraag.where(MeldingRij.kenmerk == kenmerk, BerichtRij.id == bericht))
            if rij is None or rij.bijlagen_geheim is None:
                raise NietGevonden("bijlage", str(bericht))
            sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "berichten", rij.id)
            adressen = json.loads(sleutel.ontsleutel("bijlagen", rij.bijlagen_geheim))
        if not 1 <= nummer <= len(adressen):
            raise NietGevonden("bijlage", f"{bericht} {nummer}")
        return str(adressen[nummer - 1])
