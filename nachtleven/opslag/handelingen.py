"""What staff do to a melding: each a change of one version into the next, with a line in its history."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from nachtleven.alarmen import Alarmsoort
from nachtleven.fouten import NietGevonden
from nachtleven.meldingen import GESLOTEN, Status, ga_over
from nachtleven.opslag import alarmen, registers
from nachtleven.opslag.aandacht import lees_redenen
from nachtleven.opslag.dienstregels import noteer_dienst
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import MeldingGrondRij, MeldingRij
from nachtleven.opslag.wijziging import Regel, open_melding, schrijf_regel
from nachtleven.web.tonen import Bewerking


class Handelingen:
    """Staff's changes, each in a transaction of its own."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def kies_zaak(self, bewerking: Bewerking, zaak_id: str | None) -> None:
        """Settle the venue; None: none of the candidates.

        Raises:
            NietGevonden: no such melding or venue.
            VerouderdFout: another changed it meanwhile.
        """
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            zaak = registers.zaken(sessie, [zaak_id]).get(zaak_id) if zaak_id else None
            if zaak_id and zaak is None:
                raise NietGevonden("zaak", zaak_id)
            rij.zaak_id, rij.zaak_hoe, rij.vraag = zaak_id, "persoon", None
            handeling = "zaak_gekozen" if zaak_id else "zaak_open"
            noteer_dienst(sessie, rij)
            self._schrijf(sessie, rij, bewerking, Regel(handeling, naar=zaak.naam[:40] if zaak else None))

    def beoordeel_grond(self, bewerking: Bewerking, grond: str, bevestigd: bool | None) -> None:  # noqa: FBT001 - the value itself
        """Confirm a ground, reject it, or take that back; one that wasn't read is added.

        Raises:
            NietGevonden: no such melding.
            VerouderdFout: another changed it meanwhile.
        """
        handeling = {True: "grond_bevestigd", False: "grond_verworpen", None: "grond_terug"}[bevestigd]
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            nieuw = sessie.get(MeldingGrondRij, (rij.id, grond)) is None
            if nieuw and not bevestigd:
                raise NietGevonden("grond", grond)
            sessie.merge(MeldingGrondRij(melding_id=rij.id, grond=grond, bevestigd=bevestigd))
            self._schrijf(sessie, rij, bewerking, Regel("grond_toegevoegd" if nieuw else handeling, naar=grond))

    def verander_staat(self, bewerking: Bewerking, naar: Status, reden: str, verwezen_naar: str | None) -> None:
        """Change the state by the table, with the reason.

        Raises:
            NietGevonden: no such melding.
            VerouderdFout: another changed it meanwhile.
            OvergangFout: the table doesn't allow it.
        """
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            van = Status(rij.status)
            rij.status = ga_over(van, naar).value
            rij.gesloten = bewerking.moment if naar in GESLOTEN else None
            rij.wissen_op = None  # what staff take back is not erased at the melder's old term
            handeling = f"verwezen_{verwezen_naar}" if verwezen_naar else "staat"
            self._schrijf(sessie, rij, bewerking, Regel(handeling, van.value, naar.value, reden))

    def noteer(self, bewerking: Bewerking, tekst: str) -> None:
        """Keep a note; several people may note at once, so no version is asked."""
        with open_melding(self._opslag, bewerking, versie=False) as (sessie, rij):
            self._schrijf(sessie, rij, bewerking, Regel("nota", tekst=tekst))

    def noteer_contact(self, bewerking: Bewerking, tekst: str) -> None:
        """Keep that the melder was reached."""
        with open_melding(self._opslag, bewerking, versie=False) as (sessie, rij):
            rij.gecontacteerd = rij.gecontacteerd or bewerking.moment
            self._schrijf(sessie, rij, bewerking, Regel("gecontacteerd", tekst=tekst))

    def kijk_na(self, bewerking: Bewerking, gezien: Collection[str]) -> None:
        """Let the reasons that were seen ask for nobody any more; one that came meanwhile stays."""
        with open_melding(self._opslag, bewerking, versie=False) as (sessie, rij):
            rest = [reden for reden in lees_redenen(rij.aandacht) if reden not in gezien]
            self._schrijf(sessie, rij, bewerking, Regel("keek_na"))
            rij.aandacht = ",".join(rest) or None

    def los_alarm_op(self, soort: Alarmsoort, moment: datetime) -> None:
        """Close an open alarm; one that is closed stays so."""
        with self._opslag.schrijven() as sessie:
            alarmen.los_op(sessie, soort, moment)

    def _schrijf(self, sessie: Session, rij: MeldingRij, bewerking: Bewerking, regel: Regel) -> None:
        schrijf_regel(self._opslag, sessie, rij, bewerking, regel)
