"""How a melding is followed up, as its page shows it: whose it is, contact, consent, referrals, what belongs to it."""

import json
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.dossiers.toestemming import Deel, Instantie, Toestemming, Vraagwijze
from nachtleven.dossiers.voorstel import Voorval, is_zelfde
from nachtleven.fouten import SleutelFout
from nachtleven.meldingen import NIET_GETELD, Contactwens
from nachtleven.opslag.dossiers import dossier_van
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgtabellen import ContactafspraakRij, ToestemmingRij, ToewijzingRij, VerwijzingRij
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.telefoonnummers import gemaskeerd
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.opvolgwaarden import Contactafspraak, Opvolging, Veilig, Verwijsregel

_NIET = tuple(status.value for status in NIET_GETELD)


def maak_opvolging(sessie: Session, opslag: Opslag, rij: MeldingRij, rol: Gebruikersrol) -> Opvolging:
    """Give the follow-up as this role sees it: all of it for onthaal; of a file, what went to the police for them."""
    basis = Opvolging(dossier=dossier_van(sessie, rij.id))
    if rol is Gebruikersrol.POLITIE:
        return replace(basis, verwijzingen=_verwijzingen(sessie, rij, Instantie.POLITIE))
    if rol is not Gebruikersrol.ONTHAAL:
        return basis
    gelijk = zelfde_voorval(sessie, rij)
    hoofd = sessie.get(MeldingRij, rij.samengevoegd_met) if rij.samengevoegd_met else None
    delen = select(MeldingRij.kenmerk).where(MeldingRij.samengevoegd_met == rij.id).order_by(MeldingRij.kenmerk)
    toegewezen = sessie.get(ToewijzingRij, rij.id)
    return replace(
        basis,
        toegewezen=toegewezen.gebruiker if toegewezen else None,
        afspraak=_afspraak(sessie, opslag, rij),
        toestemmingen=_toestemmingen(sessie, rij),
        verwijzingen=_verwijzingen(sessie, rij, None),
        samengevoegd_met=hoofd.kenmerk if hoofd else None,
        delen=tuple(sessie.scalars(delen)),
        voorstel=tuple(ander.kenmerk for ander in gelijk),
        dossier_voorstel=next(filter(None, (dossier_van(sessie, ander.id) for ander in gelijk)), None),
        nummer=_nummer(opslag, rij),
    )


def zelfde_voorval(sessie: Session, rij: MeldingRij) -> list[MeldingRij]:
    """Give the other meldingen that may be on the same event, oldest first, merged ones aside."""
    if rij.zaak_id is None or not rij.nacht_bekend:
        return []
    waar = MeldingRij.zaak_id == rij.zaak_id, MeldingRij.nacht == rij.nacht, MeldingRij.id != rij.id
    vraag = select(MeldingRij).where(*waar, MeldingRij.nacht_bekend, MeldingRij.samengevoegd_met.is_(None))
    vraag = vraag.where(MeldingRij.status.not_in(_NIET)).order_by(MeldingRij.ontvangen).limit(20)
    eigen = _voorval(rij)
    return [ander for ander in sessie.scalars(vraag) if is_zelfde(eigen, _voorval(ander))]


def _voorval(rij: MeldingRij) -> Voorval:
    nacht = rij.nacht if rij.nacht_bekend else None
    return Voorval(rij.zaak_id, nacht, rij.tijdstip, rij.tijdstip_van, rij.tijdstip_tot)


def _afspraak(sessie: Session, opslag: Opslag, rij: MeldingRij) -> Contactafspraak | None:
    gevonden = sessie.get(ContactafspraakRij, rij.id)
    if gevonden is None:
        return None
    try:
        sleutel = opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
        ruw = json.loads(sleutel.ontsleutel("contactafspraak", gevonden.inhoud_geheim))
    except SleutelFout:
        return None
    hoe = Contactwens(ruw["hoe"]) if ruw["hoe"] else None
    return Contactafspraak(hoe, ruw["wanneer"], Veilig(ruw["veilig"]), tolk=ruw["tolk"], minderjarig=ruw["minderjarig"])


def _toestemmingen(sessie: Session, rij: MeldingRij) -> tuple[Toestemming, ...]:
    vraag = select(ToestemmingRij).where(ToestemmingRij.melding_id == rij.id).order_by(ToestemmingRij.moment)
    return tuple(
        Toestemming(
            id=t.id,
            naar=Instantie(t.naar),
            delen=frozenset(Deel(deel) for deel in t.wat.split(",")),
            hoe=Vraagwijze(t.hoe),
            moment=t.moment,
            door=t.door,
            ingetrokken=t.ingetrokken,
        )
        for t in sessie.scalars(vraag)
    )


def _verwijzingen(sessie: Session, rij: MeldingRij, naar: Instantie | None) -> tuple[Verwijsregel, ...]:
    vraag = select(VerwijzingRij).where(VerwijzingRij.melding_id == rij.id).order_by(VerwijzingRij.moment)
    if naar is not None:
        vraag = vraag.where(VerwijzingRij.naar == naar.value)
    return tuple(Verwijsregel(v.id, Instantie(v.naar), v.moment, v.door, v.hash) for v in sessie.scalars(vraag))


def _nummer(opslag: Opslag, rij: MeldingRij) -> str | None:
    if rij.nummer_geheim is None:
        return None
    try:
        sleutel = opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
        return gemaskeerd(sleutel.ontsleutel("nummer", rij.nummer_geheim))
    except SleutelFout:
        return None
