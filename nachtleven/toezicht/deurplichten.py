"""The duties about who stands at which door: one door at a time, a declared venue, a filled-in bewakingsregister."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from nachtleven.lezen.lezing import Feit
from nachtleven.register.portiers import Inzet, sleutel_kaartnummer
from nachtleven.register.tijdlijn import kluwens, stuk
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.bevindingen import Aard, Bevinding
from nachtleven.toezicht.gegevens import (
    Zitting,
    bewijs_incident,
    bewijs_inzet,
    bewijs_zaak,
    uit_melding,
)
from nachtleven.toezicht.kaartplichten import van_inzet
from nachtleven.toezicht.plichten import Code


def toets_een_deur(zitting: Zitting) -> Iterator[Bevinding]:
    """Find each pair of shifts of one card at two venues that share a moment; touching ends share none.

    The finding is about the shift that begins last (then: ends last, then: the last venue id); it belongs to the
    period in which that one begins, so that consecutive nights give each pair once.
    """
    van, tot = zitting.periode.van, zitting.periode.tot
    gaande = (i for i in zitting.gegevens.inzetten if i.van < tot and stuk(i.van, i.tot)[1] > van)
    for inzetten in kluwens(gaande, lambda i: sleutel_kaartnummer(i.kaartnummer), lambda i: stuk(i.van, i.tot)):
        for eerste, laatste in _paren(sorted(inzetten, key=_volgorde)):
            if zitting.periode.heeft(laatste.van) and zitting.plicht(Code.EEN_DEUR_TEGELIJK, laatste.van):
                bewijs = (bewijs_inzet(laatste), bewijs_inzet(eerste))
                paar = van_inzet(Code.EEN_DEUR_TEGELIJK, laatste, bewijs)
                onderwerp = " ".join(rij.sleutel for rij in bewijs)
                yield replace(paar, onderwerp=onderwerp, andere_zaken=(eerste.zaak_id,))


def _volgorde(inzet: Inzet) -> tuple[datetime, datetime, str, str]:
    return inzet.van, inzet.tot, inzet.zaak_id, inzet.kaartnummer


def _paren(inzetten: Sequence[Inzet]) -> Iterator[tuple[Inzet, Inzet]]:
    """Give the overlapping pairs at two venues of shifts sorted by begin, holding only those still running."""
    lopend: list[Inzet] = []
    for inzet in inzetten:
        begin = stuk(inzet.van, inzet.tot)[0]
        lopend = [vorige for vorige in lopend if stuk(vorige.van, vorige.tot)[1] > begin]
        yield from ((vorige, inzet) for vorige in lopend if vorige.zaak_id != inzet.zaak_id)
        lopend.append(inzet)


def toets_zaak_aangemeld(zitting: Zitting) -> Iterator[Bevinding]:
    """Find shifts at a venue that says it works without doormen, and refusals by a doorman told of there."""
    for inzet in zitting.inzetten:
        zaak = zitting.gegevens.zaken.get(inzet.zaak_id)
        if zaak is not None and not zaak.portier and zitting.plicht(Code.ZAAK_AANGEMELD, inzet.van):
            yield van_inzet(Code.ZAAK_AANGEMELD, inzet, (bewijs_inzet(inzet), bewijs_zaak(zaak, "portier: nee")))
    for melding in zitting.meldingen:
        zaak = zitting.gegevens.zaken.get(melding.zaak_id)
        verteld = melding.portier_genoemd and Feit.GEWEIGERD in melding.feiten
        if zaak is not None and not zaak.portier and verteld and zitting.plicht(Code.ZAAK_AANGEMELD, melding.moment):
            yield uit_melding(Code.ZAAK_AANGEMELD, melding, bewijs_zaak(zaak, "portier: nee"))


def toets_bewakingsregister(zitting: Zitting) -> Iterator[Bevinding]:
    """Find what tells of a doorman at a venue that works with them while no shift touches the time told.

    A log line tells of a doorman where it names a card. A time told widely is covered by a shift in any part of it:
    doubt makes no finding.
    """
    code = Code.BEWAKINGSREGISTER_INGEVULD
    for melding in zitting.meldingen:
        zaak = zitting.gegevens.zaken.get(melding.zaak_id)
        if zaak is None or not melding.portier_genoemd or not _onbewaakt(zitting, zaak, melding.van, melding.tot):
            continue
        if zitting.plicht(code, melding.moment):
            yield uit_melding(code, melding, bewijs_zaak(zaak, "portier: ja, geen inzet op dit moment"))
    for incident in zitting.incidenten:
        zaak = zitting.gegevens.zaken.get(incident.zaak_id)
        if zaak is None or not incident.kaartnummer or not _onbewaakt(zitting, zaak, incident.van, incident.tot):
            continue
        if zitting.plicht(code, incident.van):
            bewijs = bewijs_incident(incident, "lijn in het logboek met een kaart")
            yield Bevinding(
                plicht=code,
                aard=Aard.SIGNAAL,
                zaak_id=zaak.zaak_id,
                kaartnummer=incident.kaartnummer,
                van=incident.van,
                tot=incident.tot,
                bewijs=(bewijs, bewijs_zaak(zaak, "portier: ja, geen inzet op dit moment")),
                onderwerp=bewijs.sleutel,
            )


def _onbewaakt(zitting: Zitting, zaak: Zaak, van: datetime, tot: datetime) -> bool:
    return zaak.portier and not zitting.iemand_op_dienst(zaak.zaak_id, van, tot)
