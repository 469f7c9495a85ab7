"""Opening a melding, and adding to one: what changes in it, and the one question that may follow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nachtleven.gesprekken.antwoordteksten import Opgesteld, Zin
from nachtleven.gesprekken.beurt import Beurt, vraagzin
from nachtleven.gesprekken.keuze import MEESTE, Keuze, kies_kandidaat, weet_niet
from nachtleven.gesprekken.opdrachten import is_dank
from nachtleven.gesprekken.waarden import Aandacht, Actie, Antwoordsoort, Uitkomst
from nachtleven.gesprekken.woorden import Woordsoort
from nachtleven.lezen.lezing import Soort
from nachtleven.meldingen import (
    Contactwens,
    Melding,
    Status,
    Vraag,
    ga_over,
    is_recent,
)
from nachtleven.nacht import nacht_van

_BIJ_DE_ROBOT = frozenset({Status.NIEUW, Status.VRAAG_GESTELD, Status.TE_CONTACTEREN})
"""The states in which the system itself may still ask; afterwards a person does."""

_ANTWOORD_BIJ_VRAAG = {
    Vraag.ZAAK: Antwoordsoort.VRAAG_ZAAK,
    Vraag.KEUZE: Antwoordsoort.KEUZE,
    Vraag.NACHT: Antwoordsoort.VRAAG_NACHT,
}


@dataclass(frozen=True, slots=True)
class Aanvulling:
    """A melding with what a text added. `opgegeven`: the sender doesn't know what was asked of the venue."""

    melding: Melding
    opgegeven: bool = False


def open_melding(beurt: Beurt) -> Uitkomst:
    """Open a new melding with what the text tells, confirm it and ask what is missing most."""
    binnen = beurt.binnen
    nieuw = Melding(
        kenmerk=binnen.kenmerk,
        status=Status.NIEUW,
        ontvangen=binnen.ontvangen,
        nacht=beurt.nacht or nacht_van(binnen.ontvangen),
        nacht_bekend=beurt.nacht is not None,
        zaak=binnen.koppeling.zaak,
        kandidaten=() if binnen.koppeling.zaak else binnen.koppeling.kandidaten,
        spoed=beurt.lezing.spoed,
    )
    kop = Zin("ontvangen_laat" if beurt.is_laat else "ontvangen", waarden={"kenmerk": nieuw.kenmerk})
    return _rond_af(beurt, Actie.NIEUW, Aanvulling(_met_tijd(beurt, nieuw)), kop)


def voeg_toe(beurt: Beurt, melding: Melding) -> Uitkomst:
    """Add the text to a melding; say so, and ask the next thing where one may still be asked."""
    kop = Zin("toegevoegd_laat" if beurt.is_laat else "toegevoegd", waarden={"kenmerk": melding.kenmerk})
    return _rond_af(beurt, Actie.VOEG_TOE, vul_aan(beurt, melding), kop)


def beantwoordt_vraag(beurt: Beurt, melding: Melding) -> bool:
    """Tell whether the text answers what this melding asks, or chooses from what was offered for it."""
    if melding.zaak is None and melding.kandidaten and _keuze_past(beurt, melding):
        return True
    if melding.vraag in (None, Vraag.WIS) or is_dank(beurt.binnen, beurt.woorden):
        return False
    vraagt = "?" in beurt.binnen.tekst or "؟" in beurt.binnen.tekst
    return bool(beurt.zaken) or not vraagt


def _keuze_past(beurt: Beurt, melding: Melding) -> bool:
    keuze = _keuze(beurt, melding)
    return keuze is not None and is_recent(melding, beurt.binnen.ontvangen, beurt.regels.termijnen)


def _keuze(beurt: Beurt, melding: Melding) -> Keuze | None:
    binnen = beurt.binnen
    return kies_kandidaat(binnen.tekst, melding.kandidaten, binnen.zaken, binnen.koppeling, beurt.woorden)


def vul_aan(beurt: Beurt, melding: Melding) -> Aanvulling:
    """Give the melding with the venue, night and urgency of the text; what is known stays unless it is corrected."""
    gevuld = replace(melding, spoed=melding.spoed or beurt.lezing.spoed)
    gevuld, opgegeven = _met_zaak(beurt, gevuld)
    gevuld = _met_tijd(beurt, gevuld)
    return Aanvulling(_zonder_beantwoorde_vraag(beurt, gevuld, opgegeven=opgegeven), opgegeven)


def _met_zaak(beurt: Beurt, melding: Melding) -> tuple[Melding, bool]:
    koppeling = beurt.binnen.koppeling
    verbetert = beurt.verbetert and koppeling.zaak is not None
    if melding.zaak is not None and not verbetert:
        return melding, False
    if melding.vraag is not Vraag.NACHT and melding.kandidaten:
        keuze = _keuze(beurt, melding)
        if keuze is not None:
            return _gekozen(melding, keuze.zaak), keuze.weet_niet
    if koppeling.zaak is not None:
        return _gekozen(melding, koppeling.zaak), False
    if koppeling.kandidaten:
        samen = tuple(zaak for zaak in koppeling.kandidaten if zaak in melding.kandidaten)
        return replace(melding, kandidaten=samen or koppeling.kandidaten), False
    return melding, melding.vraag is Vraag.ZAAK and weet_niet(beurt.binnen.tekst, beurt.woorden)


def _gekozen(melding: Melding, zaak: str | None) -> Melding:
    return melding if zaak is None else replace(melding, zaak=zaak, kandidaten=())


def _met_tijd(beurt: Beurt, melding: Melding) -> Melding:
    """Take over the time of the text: of a new melding, or where a time word says better than what was assumed."""
    tijd = beurt.lezing.tijd
    if tijd is None:
        return melding
    geschat = melding.tijdstip in (None, melding.ontvangen) or not melding.nacht_bekend
    vertelt = melding.tijdstip is None and bool(beurt.lezing.feiten) and tijd.nacht_bekend
    if melding.status is not Status.NIEUW and not vertelt and not (tijd.genoemd and geschat):
        return melding
    bekend = tijd.nacht_bekend or melding.nacht_bekend or (tijd.genoemd and melding.vraag is Vraag.NACHT)
    return replace(
        melding,
        tijdstip=tijd.moment,
        tijdstip_van=tijd.van,
        tijdstip_tot=tijd.tot,
        nacht=nacht_van(tijd.moment),
        nacht_bekend=bekend,
    )


def _zonder_beantwoorde_vraag(beurt: Beurt, melding: Melding, *, opgegeven: bool) -> Melding:
    """Drop the question that the text answers, or that it leaves aside though it could have been read.

    Who goes on telling no longer answers what to withdraw.
    """
    beantwoord = {
        Vraag.ZAAK: melding.zaak is not None or bool(melding.kandidaten) or opgegeven,
        Vraag.KEUZE: melding.zaak is not None or opgegeven,
        Vraag.NACHT: melding.nacht_bekend or weet_niet(beurt.binnen.tekst, beurt.woorden),
        Vraag.WIS: True,
    }
    if melding.vraag is None:
        return melding
    vrij = beurt.lezing.soort in (Soort.VRAAG, Soort.RUIS) and not beurt.kruist
    return replace(melding, vraag=None) if beantwoord[melding.vraag] or vrij else melding


def volgende_vraag(beurt: Beurt, aanvulling: Aanvulling) -> Vraag | None:
    """Give what to ask next, or None: nothing is missing, enough was asked, one still waits, or a person is on it."""
    melding = aanvulling.melding
    if beurt.stil or melding.vragen >= beurt.regels.max_vragen or melding.vraag is not None:
        return None
    if melding.status not in _BIJ_DE_ROBOT:
        return None
    if melding.zaak is None and not aanvulling.opgegeven:
        return Vraag.KEUZE if 1 < len(melding.kandidaten) <= MEESTE else Vraag.ZAAK
    return None if melding.nacht_bekend else Vraag.NACHT


def _rond_af(beurt: Beurt, actie: Actie, aanvulling: Aanvulling, kop: Zin) -> Uitkomst:
    """Say it, and put the melding in the state that follows from what was really asked."""
    vraag = volgende_vraag(beurt, aanvulling)
    melding = aanvulling.melding
    opgesteld = beurt.zeg(_zinnen(beurt, kop, vraag, melding), melding.kandidaten if vraag is Vraag.KEUZE else ())
    gesteld = vraag if vraag and opgesteld and _sleutel(vraag, melding) in opgesteld.sleutels else None
    klaar = _met_vraag(beurt, aanvulling, gesteld)
    return Uitkomst(
        actie=actie,
        taal=beurt.taal,
        kenmerk=melding.kenmerk,
        meldingen=(klaar,),
        antwoord=opgesteld.tekst if opgesteld else None,
        soort=_soort(beurt, actie, gesteld) if opgesteld else Antwoordsoort.GEEN,
        ingelicht=beurt.stand.ingelicht or _zegt_info(opgesteld),
        contactwens=_wens_in(beurt) or beurt.stand.contactwens,
        aandacht=_aandacht(beurt, actie),
    )


def _zinnen(beurt: Beurt, kop: Zin, vraag: Vraag | None, melding: Melding) -> Sequence[Zin]:
    zinnen = [kop]
    if _wens_in(beurt) is Contactwens.GEEN:
        zinnen.append(Zin("contact_geen", rang=3))
    elif not beurt.stand.ingelicht:
        zinnen.append(Zin("info", rang=4))
    if vraag is not None:
        zinnen.append(vraagzin(vraag, veel=len(melding.kandidaten) > MEESTE))
    return zinnen


def _sleutel(vraag: Vraag, melding: Melding) -> str:
    return vraagzin(vraag, veel=len(melding.kandidaten) > MEESTE).sleutel


def _met_vraag(beurt: Beurt, aanvulling: Aanvulling, vraag: Vraag | None) -> Melding:
    """Note the question put; who doesn't know the venue is never asked for it again."""
    melding = aanvulling.melding
    vragen = melding.vragen + (vraag is not None)
    if aanvulling.opgegeven:
        vragen = beurt.regels.max_vragen
    openstaand = vraag or melding.vraag
    naar = Status.TE_CONTACTEREN if openstaand in (None, Vraag.WIS) else Status.VRAAG_GESTELD
    status = melding.status
    if status in _BIJ_DE_ROBOT and status is not naar:
        status = ga_over(status, naar)
    return replace(melding, vraag=openstaand, vragen=vragen, status=status)


def _soort(beurt: Beurt, actie: Actie, vraag: Vraag | None) -> Antwoordsoort:
    if beurt.lezing.spoed:
        return Antwoordsoort.SPOED
    if vraag is not None:
        return _ANTWOORD_BIJ_VRAAG[vraag]
    return Antwoordsoort.BEVESTIGING if actie is Actie.NIEUW else Antwoordsoort.TOEGEVOEGD


def _zegt_info(opgesteld: Opgesteld | None) -> bool:
    return opgesteld is not None and "info" in opgesteld.sleutels


def _wens_in(beurt: Beurt) -> Contactwens | None:
    """Give the wish not to be called oneself that stands inside a longer text; every other wish must stand alone.

    "They would not call the police" is no wish, so only phrases that name the writer count.
    """
    return Contactwens.GEEN if beurt.woorden.bevat(beurt.binnen.tekst, Woordsoort.BEL_MIJ_NIET) else None


def _aandacht(beurt: Beurt, actie: Actie) -> frozenset[Aandacht]:
    recent = [m for m in beurt.stand.meldingen if is_recent(m, beurt.binnen.ontvangen, beurt.regels.termijnen)]
    redenen = {
        Aandacht.SPOED: beurt.lezing.spoed,
        Aandacht.VRAAG: actie is Actie.VOEG_TOE and beurt.lezing.soort is Soort.VRAAG and not beurt.kruist,
        Aandacht.VEEL_MELDINGEN: actie is Actie.NIEUW and len(recent) + 1 >= beurt.regels.veel_meldingen,
    }
    return frozenset(reden for reden, waar in redenen.items() if waar)
