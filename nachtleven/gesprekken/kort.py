"""The short answers: to a command, a log line, a question, a closed melding, and to what nobody can read."""

from nachtleven.gesprekken.antwoordteksten import Zin
from nachtleven.gesprekken.beurt import Beurt
from nachtleven.gesprekken.opdrachten import Opdracht
from nachtleven.gesprekken.waarden import Aandacht, Actie, Antwoordsoort, Uitkomst
from nachtleven.lezen.lezing import Rol
from nachtleven.meldingen import Contactwens, Melding
from nachtleven.nacht import lokaal

_OPDRACHTEN = {
    Opdracht.STOP: (Actie.STOP, Antwoordsoort.STOP, "stop"),
    Opdracht.START: (Actie.START, Antwoordsoort.START, "start"),
    Opdracht.HELP: (Actie.HELP, Antwoordsoort.HULP, "hulp"),
}
_WENSEN = {Contactwens.BEL: "contact_bel", Contactwens.SMS: "contact_sms", Contactwens.GEEN: "contact_geen"}


def zeg_kort(beurt: Beurt, actie: Actie, soort: Antwoordsoort, zin: Zin, *aandacht: Aandacht) -> Uitkomst:
    """Give an outcome that changes no melding and says one sentence."""
    opgesteld = beurt.zeg([zin])
    spoed = {Aandacht.SPOED} if beurt.lezing.spoed else set()
    return Uitkomst(
        actie=actie,
        taal=beurt.taal,
        antwoord=opgesteld.tekst if opgesteld else None,
        soort=soort if opgesteld else Antwoordsoort.GEEN,
        ingelicht=beurt.stand.ingelicht,
        contactwens=beurt.stand.contactwens,
        aandacht=frozenset({*aandacht, *spoed}),
    )


def zwijg(beurt: Beurt, *aandacht: Aandacht, kenmerk: str | None = None) -> Uitkomst:
    """Give an outcome that does and says nothing; the text is kept."""
    return Uitkomst(
        actie=Actie.GEEN,
        taal=beurt.taal,
        kenmerk=kenmerk,
        ingelicht=beurt.stand.ingelicht,
        contactwens=beurt.stand.contactwens,
        aandacht=frozenset(aandacht),
    )


def voer_uit(beurt: Beurt, opdracht: Opdracht) -> Uitkomst:
    """Answer STOP, START and HELP."""
    actie, soort, sleutel = _OPDRACHTEN[opdracht]
    gegevens = beurt.regels.gegevens
    velden = {"nummer": gegevens.nummer, "privacy": gegevens.privacy} if sleutel == "hulp" else {}
    return zeg_kort(beurt, actie, soort, Zin(sleutel, waarden=velden))


def noteer_wens(beurt: Beurt, wens: Contactwens, melding: Melding | None) -> Uitkomst:
    """Note how the sender wants to be reached, with the melding that it is said for where there is one.

    Said to a melding already closed, it answers what staff wrote about it, so that a person looks.
    """
    is_open = melding is not None and melding.is_open
    opgesteld = beurt.zeg([Zin(_WENSEN[wens])])
    return Uitkomst(
        actie=Actie.VOEG_TOE if melding else Actie.GEEN,
        taal=beurt.taal,
        kenmerk=melding.kenmerk if melding else None,
        meldingen=(melding,) if melding and is_open else (),
        antwoord=opgesteld.tekst if opgesteld else None,
        soort=Antwoordsoort.CONTACT if opgesteld else Antwoordsoort.GEEN,
        ingelicht=True,
        contactwens=wens,
        aandacht=frozenset({Aandacht.GESLOTEN}) if melding and not is_open else frozenset(),
    )


def noteer_incident(beurt: Beurt) -> Uitkomst:
    """Give a receipt of a log line with its number and time; it is verified only from a number in the registers.

    The number of an uitbater vouches for the log of that venue alone.
    """
    nummer, koppeling = beurt.stand.register, beurt.binnen.koppeling
    eigen = nummer.zaak if nummer and not koppeling.kandidaten else None
    zaak = koppeling.zaak or eigen
    vreemd = nummer is not None and nummer.rol is Rol.UITBATER and zaak not in (None, nummer.zaak)
    bevestigd = nummer is not None and not vreemd
    sleutel = "incident" if bevestigd else "incident_onbevestigd"
    tijd = f"{lokaal(beurt.binnen.ontvangen):%H:%M}"
    opgesteld = beurt.zeg([Zin(sleutel, waarden={"nummer": beurt.binnen.lognummer, "tijd": tijd})])
    redenen = {Aandacht.SPOED: beurt.lezing.spoed, Aandacht.INCIDENT_ZONDER_ZAAK: zaak is None}
    return Uitkomst(
        actie=Actie.INCIDENT,
        taal=beurt.taal,
        antwoord=opgesteld.tekst if opgesteld else None,
        soort=Antwoordsoort.INCIDENT if opgesteld else Antwoordsoort.GEEN,
        ingelicht=beurt.stand.ingelicht,
        contactwens=beurt.stand.contactwens,
        zaak=zaak,
        geverifieerd=bevestigd,
        aandacht=frozenset(reden for reden, waar in redenen.items() if waar),
    )


def na_sluiting(beurt: Beurt, melding: Melding) -> Uitkomst:
    """Answer a text that adds to a melding already closed: it is kept with it, and a person looks."""
    zin = Zin("gesloten", waarden={"kenmerk": melding.kenmerk})
    opgesteld = beurt.zeg([zin])
    return Uitkomst(
        actie=Actie.VOEG_TOE,
        taal=beurt.taal,
        kenmerk=melding.kenmerk,
        antwoord=opgesteld.tekst if opgesteld else None,
        soort=Antwoordsoort.GESLOTEN if opgesteld else Antwoordsoort.GEEN,
        ingelicht=beurt.stand.ingelicht,
        contactwens=beurt.stand.contactwens,
        aandacht=frozenset({Aandacht.GESLOTEN}),
    )
