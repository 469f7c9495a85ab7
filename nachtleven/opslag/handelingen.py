"""What staff do to a melding: each a change of one version into the next, with a line in its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.alarmen import Alarmsoort
from nachtleven.fouten import NietGevonden, VerouderdFout
from nachtleven.meldingen import GESLOTEN, Status, ga_over
from nachtleven.opslag import alarmen, registers
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import MeldingGrondRij, MeldingRij, VerloopRij
from nachtleven.web.tonen import Bewerking


class Handelingen:
    """Staff's changes, each in a transaction of its own."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    @contextmanager
    def _melding(self, bewerking: Bewerking, *, versie: bool = True) -> Iterator[tuple[Session, MeldingRij]]:
        """Open a melding for change; the version the user saw must be the one that stands."""
        with self._opslag.schrijven() as sessie:
            vraag = select(MeldingRij).where(MeldingRij.kenmerk == bewerking.kenmerk).with_for_update()
            rij = sessie.scalar(vraag)
            if rij is None or rij.status == Status.GEWIST.value:
                raise NietGevonden("melding", bewerking.kenmerk)
            if versie:
                if rij.versie != bewerking.versie:
                    raise VerouderdFout(bewerking.versie, rij.versie)
                rij.versie += 1
            yield sessie, rij

    def kies_zaak(self, bewerking: Bewerking, zaak_id: str | None) -> None:
        """Settle the venue; None: none of the candidates.

        Raises:
            NietGevonden: no such melding or venue.
            VerouderdFout: another changed it meanwhile.
        """
        with self._melding(bewerking) as (sessie, rij):
            zaak = registers.zaken(sessie, [zaak_id]).get(zaak_id) if zaak_id else None
            if zaak_id and zaak is None:
                raise NietGevonden("zaak", zaak_id)
            rij.zaak_id, rij.zaak_hoe, rij.vraag = zaak_id, "persoon", None
            handeling = "zaak_gekozen" if zaak_id else "zaak_open"
            self._schrijf(sessie, rij, bewerking, handeling, naar=zaak.naam[:40] if zaak else None)

    def beoordeel_grond(self, bewerking: Bewerking, grond: str, bevestigd: bool | None) -> None:  # noqa: FBT001 - the value itself
        """Confirm a ground, reject it, or take that back; one that wasn't read is added.

        Raises:
            NietGevonden: no such melding.
            VerouderdFout: another changed it meanwhile.
        """
        handeling = {True: "grond_bevestigd", False: "grond_verworpen", None: "grond_terug"}[bevestigd]
        with self._melding(bewerking) as (sessie, rij):
            sessie.merge(MeldingGrondRij(melding_id=rij.id, grond=grond, bevestigd=bevestigd))
            self._schrijf(sessie, rij, bewerking, handeling, naar=grond)

    def verander_staat(self, bewerking: Bewerking, naar: Status, reden: str, verwezen_naar: str | None) -> None:
        """Change the state by the table, with the reason.

        Raises:
            NietGevonden: no such melding.
            VerouderdFout: another changed it meanwhile.
            OvergangFout: the table doesn't allow it.
        """
        with self._melding(bewerking) as (sessie, rij):
            van = Status(rij.status)
            rij.status = ga_over(van, naar).value
            rij.gesloten = bewerking.moment if naar in GESLOTEN else None
            rij.wissen_op = None  # what staff take back is not erased at the melder's old term
            handeling = f"verwezen_{verwezen_naar}" if verwezen_naar else "staat"
            self._schrijf(sessie, rij, bewerking, handeling, van=van.value, naar=naar.value, tekst=reden)

    def noteer(self, bewerking: Bewerking, tekst: str) -> None:
        """Keep a note; several people may note at once, so no version is asked."""
        with self._melding(bewerking, versie=False) as (sessie, rij):
            self._schrijf(sessie, rij, bewerking, "nota", tekst=tekst)

    def noteer_contact(self, bewerking: Bewerking, tekst: str) -> None:
        """Keep that the melder was reached."""
        with self._melding(bewerking, versie=False) as (sessie, rij):
            rij.gecontacteerd = rij.gecontacteerd or bewerking.moment
            self._schrijf(sessie, rij, bewerking, "gecontacteerd", tekst=tekst)

    def los_alarm_op(self, soort: Alarmsoort, moment: datetime) -> None:
        """Close an open alarm; one that is closed stays so."""
        with self._opslag.schrijven() as sessie:
            alarmen.los_op(sessie, soort, moment)

    def _schrijf(  # noqa: PLR0913 - a line of history has this many columns
        self,
        sessie: Session,
        rij: MeldingRij,
        bewerking: Bewerking,
        handeling: str,
        *,
        van: str | None = None,
        naar: str | None = None,
        tekst: str | None = None,
    ) -> None:
        rij.aandacht = None  # somebody looked
        regel, geheim = uuid4(), None
        if tekst:
            sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
            geheim = sleutel.versleutel(f"verloop {regel}", tekst)
        sessie.add(
            VerloopRij(
                id=regel,
                melding_id=rij.id,
                moment=bewerking.moment,
                door=bewerking.door,
                handeling=handeling,
                van=van,
                naar=naar,
                toelichting_geheim=geheim,
            )
        )
