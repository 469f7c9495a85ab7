"""Referring a melding: a file with exactly what its sender allowed, kept as it went out, under the melding's key."""

import base64
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.dossiers.toestemming import Deel, Instantie
from nachtleven.dossiers.verwijsbestand import Verwijzing, hash_van, maak_bestand
from nachtleven.fouten import NietGevonden
from nachtleven.meldingen import Status, ga_over
from nachtleven.nacht import lokaal
from nachtleven.opslag import registers
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgtabellen import ToestemmingRij, VerwijzingRij
from nachtleven.opslag.tabellen import BerichtRij, MeldingFeitRij, MeldingGrondRij, MeldingRij
from nachtleven.opslag.wijziging import Regel, open_melding, schrijf_regel
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.tonen import Bewerking
from nachtleven.web.woordenboek import bronwoord

NAMEN = {Instantie.UNIA: "Unia", Instantie.IGVM: "het IGVM", Instantie.POLITIE: "de politie"}


class Verwijsopslag:
    """Makes and keeps the files. `dienst`: who refers, as the file says it."""

    def __init__(self, opslag: Opslag, dienst: str) -> None:
        self._opslag, self._dienst = opslag, dienst

    def verwijs(self, bewerking: Bewerking, toestemming: UUID) -> UUID:
        """Make the file of a consent that stands, keep it and change the state; give the file's id.

        Raises:
            NietGevonden: no such melding, or no consent of it that still stands.
            VerouderdFout: another changed it meanwhile.
            OvergangFout: its state doesn't allow a referral.
            SleutelFout: a text that should go with it was erased.
        """
        with open_melding(self._opslag, bewerking) as (sessie, rij):
            gegeven = sessie.get(ToestemmingRij, toestemming)
            if gegeven is None or gegeven.melding_id != rij.id or gegeven.ingetrokken is not None:
                raise NietGevonden("toestemming", str(toestemming))
            naar = Instantie(gegeven.naar)
            van = Status(rij.status)
            if van is not Status.DOORVERWEZEN:
                rij.status = ga_over(van, Status.DOORVERWEZEN).value
            bestand = maak_bestand(self._stel_op(sessie, rij, gegeven, bewerking))
            id_ = uuid4()
            sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
            sessie.add(
                VerwijzingRij(
                    id=id_,
                    melding_id=rij.id,
                    toestemming_id=gegeven.id,
                    naar=naar.value,
                    moment=bewerking.moment,
                    door=bewerking.door,
                    bestand_geheim=sleutel.versleutel(f"verwijzing {id_}", base64.b64encode(bestand).decode()),
                    hash=hash_van(bestand),
                )
            )
            regel = Regel(f"verwezen_{naar.value}", van.value, Status.DOORVERWEZEN.value)
            schrijf_regel(self._opslag, sessie, rij, bewerking, regel)
            return id_

    def bestand(self, kenmerk: str, id_: UUID, rol: Gebruikersrol) -> bytes:
        """Give a file as it went out: to onthaal any, to the police what is for them.

        Raises:
            NietGevonden: it is not there, or not for this role.
            SleutelFout: it was erased.
        """
        with self._opslag.lezen() as sessie:
            rij = sessie.get(VerwijzingRij, id_)
            melding = sessie.get(MeldingRij, rij.melding_id) if rij else None
            mag = rol is Gebruikersrol.ONTHAAL or (rij and rij.naar == Instantie.POLITIE.value)
            if rij is None or melding is None or melding.kenmerk != kenmerk or not mag:
                raise NietGevonden("verwijzing", str(id_))
            sleutel = self._opslag.kluis.open_sleutel(melding.sleutel, "meldingen", melding.id)
            return base64.b64decode(sleutel.ontsleutel(f"verwijzing {id_}", rij.bestand_geheim))

    def _stel_op(self, sessie: Session, rij: MeldingRij, gegeven: ToestemmingRij, bewerking: Bewerking) -> Verwijzing:
        naar = Instantie(gegeven.naar)
        delen = tuple(Deel(deel) for deel in gegeven.wat.split(","))
        zaak = registers.zaken(sessie, [rij.zaak_id]).get(rij.zaak_id) if rij.zaak_id else None
        plaats = f"{zaak.naam}, {zaak.straat} {zaak.huisnummer}, {zaak.postcode} {zaak.gemeente}" if zaak else ""
        met_uur = rij.tijdstip is not None and naar is not Instantie.POLITIE
        gronden = select(MeldingGrondRij.grond).where(
            MeldingGrondRij.melding_id == rij.id, MeldingGrondRij.bevestigd.is_(True)
        )
        feiten = select(MeldingFeitRij.feit).where(MeldingFeitRij.melding_id == rij.id)
        wat = ", ".join(bronwoord(deel) for deel in delen)
        return Verwijzing(
            kenmerk=rij.kenmerk,
            naar=NAMEN[naar],
            gemaakt=bewerking.moment,
            dienst=self._dienst,
            toestemming=f"gegeven via {bronwoord(gegeven.hoe)} op {lokaal(gegeven.moment):%Y-%m-%d} voor: {wat}",
            delen=delen,
            zaak=plaats or "niet bekend",
            nacht=f"{rij.nacht} op {rij.nacht + timedelta(days=1)}" if rij.nacht_bekend else "niet bekend",
            tijdstip=f"rond {lokaal(rij.tijdstip):%H:%M}" if met_uur and rij.tijdstip else None,
            gronden=tuple(bronwoord(g) for g in sessie.scalars(gronden.order_by(MeldingGrondRij.grond))),
            feiten=tuple(bronwoord(f) for f in sessie.scalars(feiten.order_by(MeldingFeitRij.feit))),
            teksten=self._teksten(sessie, rij) if Deel.TEKST in delen else (),
            contact=self._nummer(rij) if Deel.CONTACT in delen else None,
        )

    def _teksten(self, sessie: Session, rij: MeldingRij) -> tuple[str, ...]:
        vraag = select(BerichtRij).where(BerichtRij.melding_id == rij.id).order_by(BerichtRij.ontvangen)
        teksten = []
        for bericht in sessie.scalars(vraag):
            sleutel = self._opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
            teksten.append(sleutel.ontsleutel("tekst", bericht.tekst_geheim or b""))
        return tuple(teksten)

    def _nummer(self, rij: MeldingRij) -> str | None:
        if rij.nummer_geheim is None:
            return None
        sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
        return sleutel.ontsleutel("nummer", rij.nummer_geheim)
