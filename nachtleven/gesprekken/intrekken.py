"""WIS: which meldingen a sender withdraws; what is unclear is asked, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nachtleven.gesprekken.antwoordteksten import Zin
from nachtleven.gesprekken.beurt import Beurt
from nachtleven.gesprekken.opdrachten import genoemd_kenmerk
from nachtleven.gesprekken.waarden import Aandacht, Actie, Antwoordsoort, Uitkomst
from nachtleven.gesprekken.woorden import RANG, Woordsoort
from nachtleven.meldingen import NIET_GETELD, Melding, Status, Vraag, ga_over, wissen_op
from nachtleven.nacht import nacht_van

_MEESTE_GENOEMD = 3


@dataclass(frozen=True, slots=True)
class Wiskeuze:
    """Which meldingen are meant, oldest first; empty: unclear. `alles`: whatever is held of this sender."""

    meldingen: tuple[Melding, ...]
    alles: bool = False


def in_te_trekken(beurt: Beurt) -> tuple[Melding, ...]:
    """Give the sender's meldingen that can still be withdrawn, oldest first."""
    levend = (m for m in beurt.stand.meldingen if m.status not in NIET_GETELD)
    return tuple(sorted(levend, key=lambda m: (m.ontvangen, m.kenmerk)))


def kies_te_wissen(beurt: Beurt, meldingen: Sequence[Melding]) -> Wiskeuze:
    """Give what the text wants withdrawn: by kenmerk, all the sender's data, an ordinal, a venue, a night, or all."""
    tekst, woorden = beurt.binnen.tekst, beurt.woorden
    kenmerk = genoemd_kenmerk(tekst)
    if kenmerk is not None:
        return Wiskeuze(tuple(m for m in meldingen if m.kenmerk == kenmerk))
    if woorden.bevat(tekst, Woordsoort.GEGEVENS):
        return Wiskeuze(tuple(meldingen), alles=True)
    rangen = [plaats for plaats, soort in enumerate(RANG) if woorden.bevat(tekst, soort)]
    if rangen:
        return Wiskeuze(tuple(meldingen[rangen[0] : rangen[0] + 1]))
    if woorden.bevat(tekst, Woordsoort.LAATSTE):
        return Wiskeuze(tuple(meldingen[-1:]))
    return _op_zaak_en_nacht(beurt, meldingen)


def _op_zaak_en_nacht(beurt: Beurt, meldingen: Sequence[Melding]) -> Wiskeuze:
    zaken, tijd = beurt.zaken, beurt.lezing.tijd
    alles = beurt.woorden.bevat(beurt.binnen.tekst, Woordsoort.ALLES)
    over = [m for m in meldingen if not zaken or not m.zaken or m.zaken & zaken]
    if tijd is not None and tijd.genoemd and len(over) > 1:
        nacht = nacht_van(tijd.moment)
        over = [m for m in over if nacht in (m.nacht, nacht_van(m.ontvangen))]
    return Wiskeuze(tuple(over), alles=alles and not zaken) if alles or len(over) == 1 else Wiskeuze(())


def trek_in(beurt: Beurt, *, vraagt_opnieuw: bool = True) -> Uitkomst | None:
    """Withdraw what the text means, or ask which; None where it is unclear and may not be asked again."""
    meldingen = in_te_trekken(beurt)
    keuze = kies_te_wissen(beurt, meldingen)
    if not meldingen:
        return _niets(beurt, keuze)
    if keuze.meldingen:
        return _ingetrokken(beurt, keuze)
    return _vraag_welke(beurt, meldingen) if vraagt_opnieuw else None


def _ingetrokken(beurt: Beurt, keuze: Wiskeuze) -> Uitkomst:
    termijnen = beurt.regels.termijnen
    op = wissen_op(beurt.binnen.moment, termijnen)
    weg = tuple(
        replace(m, status=ga_over(m.status, Status.INGETROKKEN), vraag=None, wissen_op=op) for m in keuze.meldingen
    )
    over = [m for m in in_te_trekken(beurt) if m.vraag is Vraag.WIS and m not in keuze.meldingen]
    waarden = {"kenmerken": _noem(weg), "dagen": str(termijnen.wis_dagen)}
    opgesteld = beurt.zeg([Zin("ingetrokken", waarden=waarden)])
    return Uitkomst(
        actie=Actie.TREK_IN,
        taal=beurt.taal,
        kenmerk=weg[0].kenmerk if len(weg) == 1 else None,
        meldingen=(*weg, *(_vraagt_niet_meer(m) for m in over)),
        antwoord=opgesteld.tekst if opgesteld else None,
        soort=Antwoordsoort.INGETROKKEN if opgesteld else Antwoordsoort.GEEN,
        ingelicht=beurt.stand.ingelicht,
        contactwens=beurt.stand.contactwens,
        wis_alles=keuze.alles,
        aandacht=frozenset({Aandacht.WISSEN}),
    )


def _vraagt_niet_meer(melding: Melding) -> Melding:
    """Take the question what to withdraw off a melding that stays; it took the place of any other question."""
    wachtte = melding.status is Status.VRAAG_GESTELD
    status = ga_over(melding.status, Status.TE_CONTACTEREN) if wachtte else melding.status
    return replace(melding, vraag=None, status=status)


def _niets(beurt: Beurt, keuze: Wiskeuze) -> Uitkomst:
    opgesteld = beurt.zeg([Zin("niets_te_wissen", waarden={"privacy": beurt.regels.gegevens.privacy})])
    return Uitkomst(
        actie=Actie.TREK_IN,
        taal=beurt.taal,
        antwoord=opgesteld.tekst if opgesteld else None,
        soort=Antwoordsoort.NIETS_TE_WISSEN if opgesteld else Antwoordsoort.GEEN,
        ingelicht=beurt.stand.ingelicht,
        contactwens=beurt.stand.contactwens,
        wis_alles=keuze.alles,
        aandacht=frozenset({Aandacht.WISSEN}),
    )


def _vraag_welke(beurt: Beurt, meldingen: Sequence[Melding]) -> Uitkomst:
    """Ask which melding; the question waits at the latest one. A silent conversation leaves it to a person."""
    opgesteld = beurt.zeg([Zin("vraag_wis", waarden={"kenmerken": _noem(meldingen[-_MEESTE_GENOEMD:])})])
    laatste = meldingen[-1]
    return Uitkomst(
        actie=Actie.VOEG_TOE,
        taal=beurt.taal,
        kenmerk=laatste.kenmerk,
        meldingen=(replace(laatste, vraag=Vraag.WIS),) if opgesteld else (),
        antwoord=opgesteld.tekst if opgesteld else None,
        soort=Antwoordsoort.VRAAG_WIS if opgesteld else Antwoordsoort.GEEN,
        ingelicht=beurt.stand.ingelicht,
        contactwens=beurt.stand.contactwens,
        aandacht=frozenset({Aandacht.WISSEN}),
    )


def _noem(meldingen: Sequence[Melding]) -> str:
    """Write the references, the last three of them where there are more."""
    genoemd = ", ".join(m.kenmerk for m in meldingen[-_MEESTE_GENOEMD:])
    return f"{genoemd} (+{len(meldingen) - _MEESTE_GENOEMD})" if len(meldingen) > _MEESTE_GENOEMD else genoemd
