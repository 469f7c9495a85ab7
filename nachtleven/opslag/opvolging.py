"""What staff keep of following a melding up: whose it is, contact, moment, facts, consent, absence."""

import json
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from nachtleven.dossiers.toestemming import toegelaten
from nachtleven.fouten import NietGevonden
from nachtleven.meldingen import Termijnen
from nachtleven.nacht import lokaal, nacht_van
from nachtleven.opslag.afwezig import afwezigen, collegas
from nachtleven.opslag.dienstregels import noteer_dienst
from nachtleven.opslag.gesprekken import MOMENT_GEZET, zet_beelden
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgtabellen import AfwezigheidRij, ContactafspraakRij, ToestemmingRij, ToewijzingRij
from nachtleven.opslag.tabellen import GebruikerRij, MeldingFeitRij, MeldingRij
from nachtleven.opslag.wijziging import Regel, open_melding, schrijf_regel
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.opvolgwaarden import Afwezigheid, Contactafspraak, NieuweToestemming
from nachtleven.web.tonen import Bewerking


class Opvolgopslag:
    """Staff's follow-up, each act a transaction of its own; all raise as `open_melding` does."""

    def __init__(self, opslag: Opslag, termijnen: Termijnen) -> None:
        self._opslag, self._termijnen = opslag, termijnen

    def wijs_toe(self, bewerking: Bewerking, gebruiker: str | None) -> None:
        """Give the melding to a colleague of onthaal, None: to nobody."""
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            if gebruiker is not None:
                eis_collega(sessie, gebruiker)
            oud = sessie.get(ToewijzingRij, rij.id)
            van = oud.gebruiker if oud else None
            if gebruiker is None:
                sessie.execute(delete(ToewijzingRij).where(ToewijzingRij.melding_id == rij.id))
            else:
                sessie.merge(ToewijzingRij(melding_id=rij.id, gebruiker=gebruiker, sinds=bewerking.moment))
            self._regel(sessie, rij, bewerking, Regel("toegewezen", van and van[:40], (gebruiker or "niemand")[:40]))

    def spreek_contact_af(self, bewerking: Bewerking, afspraak: Contactafspraak) -> None:
        """Keep how the melder can be reached; a new one takes the place of the old."""
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            rij.contactwens = afspraak.hoe.value if afspraak.hoe else rij.contactwens
            sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
            inhoud = sleutel.versleutel("contactafspraak", json.dumps(asdict(afspraak), ensure_ascii=False))
            gegeven = {"inhoud_geheim": inhoud, "moment": bewerking.moment, "door": bewerking.door}
            sessie.merge(ContactafspraakRij(melding_id=rij.id, **gegeven))
            self._regel(sessie, rij, bewerking, Regel("contactwens"))

    def zet_moment(self, bewerking: Bewerking, tijdstip: datetime | None, *, alleen_nacht: bool) -> None:
        """Settle when it happened: a moment, or with `alleen_nacht` the night of that moment alone; None: not known.

        Later texts no longer move it; the terms for the footage and who was on duty follow it.
        """
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            voor = lokaal(rij.tijdstip).strftime("%Y-%m-%d %H:%M") if rij.tijdstip else None
            feiten = tijdstip or rij.ontvangen
            is_uur = tijdstip is not None and not alleen_nacht
            rij.tijdstip = tijdstip if is_uur else None
            rij.tijdstip_van, rij.tijdstip_tot = rij.tijdstip, rij.tijdstip
            rij.nacht, rij.uur = nacht_van(feiten), lokaal(feiten).hour
            rij.nacht_bekend = tijdstip is not None
            zet_beelden(rij, feiten, self._termijnen)
            noteer_dienst(sessie, rij)
            na = lokaal(feiten).strftime("%Y-%m-%d %H:%M") if is_uur else rij.nacht.isoformat() if tijdstip else "open"
            self._regel(sessie, rij, bewerking, Regel(MOMENT_GEZET, voor, na))

    def zet_feiten(self, bewerking: Bewerking, feiten: frozenset[str]) -> None:
        """Make these the facts; each that came or went has its line in the history."""
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            oud = set(sessie.scalars(select(MeldingFeitRij.feit).where(MeldingFeitRij.melding_id == rij.id)))
            weg = MeldingFeitRij.melding_id == rij.id, MeldingFeitRij.feit.in_(oud - feiten)
            sessie.execute(delete(MeldingFeitRij).where(*weg))
            for feit in sorted(feiten - oud):
                sessie.add(MeldingFeitRij(melding_id=rij.id, feit=feit))
                self._regel(sessie, rij, bewerking, Regel("feit_toegevoegd", naar=feit))
            for feit in sorted(oud - feiten):
                self._regel(sessie, rij, bewerking, Regel("feit_geschrapt", naar=feit))

    def noteer_toestemming(self, bewerking: Bewerking, nieuw: NieuweToestemming) -> None:
        """Note a yes of the melder; what may never go to that service is left out of it."""
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            delen = ",".join(sorted(toegelaten(nieuw.naar, nieuw.delen)))
            sessie.add(
                ToestemmingRij(
                    id=uuid4(),
                    melding_id=rij.id,
                    naar=nieuw.naar.value,
                    wat=delen,
                    hoe=nieuw.hoe.value,
                    moment=bewerking.moment,
                    door=bewerking.door,
                )
            )
            self._regel(sessie, rij, bewerking, Regel("toestemming", naar=nieuw.naar.value))

    def trek_toestemming_in(self, bewerking: Bewerking, id_: UUID) -> None:
        """Take a yes back: nothing goes out on it any more, and the police no longer see the melding here."""
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            gegeven = sessie.get(ToestemmingRij, id_)
            if gegeven is None or gegeven.melding_id != rij.id:
                raise NietGevonden("toestemming", str(id_))
            gegeven.ingetrokken = gegeven.ingetrokken or bewerking.moment
            self._regel(sessie, rij, bewerking, Regel("toestemming_ingetrokken", naar=gegeven.naar))

    def meld_afwezig(self, afwezig: Afwezigheid, door: str, moment: datetime) -> None:
        """Mark a colleague of onthaal away, with who stands in.

        Raises:
            NietGevonden: one of the two is no active user of onthaal.
        """
        with self._opslag.schrijven() as sessie:
            for naam in (afwezig.gebruiker, afwezig.vervanger):
                eis_collega(sessie, naam)
            velden = {"tot": afwezig.tot, "vervanger": afwezig.vervanger, "door": door, "moment": moment}
            sessie.merge(AfwezigheidRij(gebruiker=afwezig.gebruiker, **velden))

    def meld_terug(self, gebruiker: str) -> None:
        """End an absence; one that is not there is none."""
        with self._opslag.schrijven() as sessie:
            sessie.execute(delete(AfwezigheidRij).where(AfwezigheidRij.gebruiker == gebruiker))

    def collegas(self) -> tuple[str, ...]:
        """Give the names of the active users of onthaal."""
        with self._opslag.lezen() as sessie:
            return collegas(sessie)

    def afwezigen(self, dag: date) -> tuple[Afwezigheid, ...]:
        """Give who is away on this day."""
        with self._opslag.lezen() as sessie:
            return afwezigen(sessie, dag)

    def _regel(self, sessie: Session, rij: MeldingRij, bewerking: Bewerking, regel: Regel) -> None:
        schrijf_regel(self._opslag, sessie, rij, bewerking, regel)


def eis_collega(sessie: Session, naam: str) -> None:
    """Raise NietGevonden where this is no active user of onthaal."""
    vraag = select(GebruikerRij.id).where(GebruikerRij.naam == naam, GebruikerRij.actief.is_(True))
    if sessie.scalar(vraag.where(GebruikerRij.rol == Gebruikersrol.ONTHAAL.value)) is None:
        raise NietGevonden("gebruiker", naam)
