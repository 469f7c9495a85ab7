"""The conversation's face: what is known of a sender and what was just read become what to do and what to say.

Comes in: a Stand, a Binnengekomen, the city's rules and the answers in fourteen languages. Goes out: an Uitkomst.
Nothing here stores, sends or asks the clock.
"""

from dataclasses import replace

from nachtleven.gesprekken.antwoordteksten import Antwoordboek, Zin, antwoord_kaal, laad_antwoordboek
from nachtleven.gesprekken.beurt import Beurt
from nachtleven.gesprekken.intrekken import trek_in
from nachtleven.gesprekken.kort import na_sluiting, noteer_incident, noteer_wens, voer_uit, zeg_kort, zwijg
from nachtleven.gesprekken.opdrachten import (
    Opdracht,
    contactwens,
    genoemd_kenmerk,
    herken_opdracht,
    is_automatisch,
    is_dank,
)
from nachtleven.gesprekken.verloop import beantwoordt_vraag, open_melding, voeg_toe
from nachtleven.gesprekken.waarden import (
    Aandacht,
    Actie,
    Antwoordsoort,
    Binnengekomen,
    Gegevens,
    Gespreksregels,
    Registernummer,
    Stand,
    Uitkomst,
)
from nachtleven.gesprekken.woorden import Woordsoort, plat
from nachtleven.lezen.lezing import Soort
from nachtleven.meldingen import Aanknoping, Melding, Status, Vraag, is_recent, kies_melding

__all__ = [
    "Aandacht",
    "Actie",
    "Antwoordboek",
    "Antwoordsoort",
    "Binnengekomen",
    "Gegevens",
    "Gespreksregels",
    "Registernummer",
    "Stand",
    "Uitkomst",
    "antwoord_kaal",
    "beantwoord",
    "laad_antwoordboek",
]

_LANGSTE_WISANTWOORD = 8

_VRAAGTEKENS = "?؟"
"""Without one, who has an open melding goes on telling: 'they shouted something too' seems a question by itself."""


def beantwoord(stand: Stand, binnen: Binnengekomen, regels: Gespreksregels, boek: Antwoordboek) -> Uitkomst:
    """Decide what one text does and what is said to it.

    Who sent STOP hears nothing more until START, and neither does a machine or who sends more than the hour allows;
    what they tell is opened and joined all the same, and nothing is asked. STOP itself is confirmed once.
    """
    automatisch = is_automatisch(stand, binnen, boek.woorden)
    te_veel = stand.berichten_dit_uur >= regels.max_berichten_per_uur
    beurt = Beurt(stand, binnen, regels, boek, stil=stand.gestopt or automatisch or te_veel)
    if automatisch and binnen.lezing.soort not in (Soort.MELDING, Soort.INCIDENT, Soort.STOP, Soort.WIS):
        return zwijg(beurt)
    uitkomst = _beantwoord(beurt)
    return replace(uitkomst, aandacht=uitkomst.aandacht | {Aandacht.TE_VEEL_BERICHTEN}) if te_veel else uitkomst


def neem_getypt(stand: Stand, binnen: Binnengekomen, regels: Gespreksregels, boek: Antwoordboek) -> Uitkomst:
    """Open a melding of what staff typed in for somebody: it is a report whatever its words, and nothing is asked."""
    return open_melding(Beurt(stand, binnen, regels, boek, stil=True))


def bevestig_getypt(stand: Stand, binnen: Binnengekomen, regels: Gespreksregels, boek: Antwoordboek) -> Uitkomst:
    """Open one and confirm it to who called, who asked for that; not where they sent STOP before."""
    return open_melding(Beurt(stand, binnen, regels, boek, stil=stand.gestopt))


def _beantwoord(beurt: Beurt) -> Uitkomst:
    opdracht = herken_opdracht(beurt.binnen, beurt.woorden)
    if opdracht is Opdracht.START:
        stil = beurt.stil and not beurt.stand.gestopt
        return voer_uit(replace(beurt, stil=stil), opdracht)
    kaal_stop = beurt.woorden.is_een(beurt.binnen.tekst, Woordsoort.STOP)
    wacht_op_wis = any(melding.vraag is Vraag.WIS for melding in beurt.stand.meldingen)
    if wacht_op_wis and not kaal_stop and opdracht is not Opdracht.WIS and (uitkomst := _antwoord_op_wis(beurt)):
        return uitkomst
    if opdracht is Opdracht.STOP:
        return voer_uit(beurt, opdracht)
    if opdracht is Opdracht.WIS:
        return trek_in(beurt) or zwijg(beurt)
    if opdracht is Opdracht.HELP and not beurt.lezing.spoed:
        return voer_uit(beurt, opdracht)
    if beurt.lezing.soort is Soort.INCIDENT:
        return noteer_incident(beurt)
    return _over_een_melding(beurt, opdracht)


def _antwoord_op_wis(beurt: Beurt) -> Uitkomst | None:
    """Withdraw what the answer names; None where it tells something else."""
    vertelt = beurt.lezing.soort in (Soort.MELDING, Soort.INCIDENT) and beurt.lezing.feiten
    is_lang = len(beurt.binnen.tekst.split()) > _LANGSTE_WISANTWOORD
    return None if vertelt or is_lang or not _noemt_iets(beurt) else trek_in(beurt, vraagt_opnieuw=False)


def _noemt_iets(beurt: Beurt) -> bool:
    """Tell whether an answer to the question what to withdraw holds anything to choose by."""
    tekst, tijd = beurt.binnen.tekst, beurt.lezing.tijd
    soorten = (Woordsoort.ALLES, Woordsoort.GEGEVENS, Woordsoort.LAATSTE, Woordsoort.EERSTE)
    woord = any(beurt.woorden.bevat(tekst, s) for s in (*soorten, Woordsoort.TWEEDE, Woordsoort.DERDE))
    return woord or genoemd_kenmerk(tekst) is not None or bool(beurt.zaken) or (tijd is not None and tijd.genoemd)


def _over_een_melding(beurt: Beurt, opdracht: Opdracht | None) -> Uitkomst:
    doel = _doel(beurt)
    if opdracht is Opdracht.CONTACT and (wens := contactwens(beurt.binnen.tekst, beurt.woorden)):
        return noteer_wens(beurt, wens, doel or _laatst_gesloten(beurt))
    if _is_trefwoord(beurt):
        return open_melding(beurt)
    if doel is not None and _hoort_bij(beurt, doel):
        return voeg_toe(beurt, doel)
    if beurt.lezing.soort is Soort.MELDING or _is_kale_zaak(beurt):
        return open_melding(beurt)
    return _anders(beurt, doel)


def _doel(beurt: Beurt) -> Melding | None:
    """Give the open melding that the text would join: the one it names by kenmerk, else by the rules of joining."""
    kenmerk = genoemd_kenmerk(beurt.binnen.tekst)
    genoemd = next((m for m in beurt.stand.meldingen if m.kenmerk == kenmerk and m.is_open), None)
    lezing = beurt.lezing
    aanknoping = Aanknoping(
        zaken=beurt.zaken,
        nacht=beurt.nacht,
        vertelt=lezing.soort is Soort.MELDING and bool(lezing.feiten),
        ontvangen=beurt.binnen.ontvangen,
        verbetert=beurt.verbetert,
    )
    return genoemd or kies_melding(beurt.stand.meldingen, aanknoping, beurt.regels.termijnen)


def _hoort_bij(beurt: Beurt, melding: Melding) -> bool:
    lezing = beurt.lezing
    lijkt_vraag = lezing.soort is Soort.VRAAG
    vraagt = lijkt_vraag and any(teken in _VRAAGTEKENS for teken in beurt.binnen.tekst)
    gaat_voort = lijkt_vraag and not is_dank(beurt.binnen, beurt.woorden)
    iets = (gaat_voort or bool(lezing.feiten or lezing.gronden or lezing.kaartnummers)) and not vraagt
    verbetert = beurt.verbetert and beurt.binnen.koppeling.zaak is not None
    past = lezing.soort is Soort.MELDING or iets or verbetert or _is_kale_zaak(beurt)
    past = past or beurt.woorden.begint_met(beurt.binnen.tekst, Woordsoort.NOG_IETS)
    return past or lezing.spoed or beantwoordt_vraag(beurt, melding)


def _is_trefwoord(beurt: Beurt) -> bool:
    """Tell whether the text is the bare keyword of the campaign, the short number beside it or not."""
    nummer = plat(beurt.regels.gegevens.nummer)
    woorden = [woord for woord in plat(beurt.binnen.tekst).split() if woord != nummer]
    return beurt.woorden.is_een(" ".join(woorden), Woordsoort.MELDING)


def _is_kale_zaak(beurt: Beurt) -> bool:
    """Tell whether the text is a venue's name, code or street, a house number or the keyword beside it or not."""
    if not beurt.zaken:
        return False
    tekst = list(beurt.binnen.tekst)
    for gevonden in beurt.lezing.zaken:
        for plek in gevonden.woorden:
            tekst[plek.begin : plek.eind] = " " * (plek.eind - plek.begin)
    over = [woord for woord in plat("".join(tekst)).split() if not woord[0].isdigit()]
    return not over or all(beurt.woorden.is_een(woord, Woordsoort.MELDING) for woord in over)


def _anders(beurt: Beurt, doel: Melding | None) -> Uitkomst:
    """Answer what opens nothing and joins nothing: thanks, an addition to a closed melding, a question, noise."""
    if is_dank(beurt.binnen, beurt.woorden):
        return zwijg(beurt, kenmerk=doel.kenmerk if doel else None)
    if beurt.lezing.spoed:
        return zeg_kort(beurt, Actie.GEEN, Antwoordsoort.SPOED, Zin("informatie", rang=1))
    gesloten = _laatst_gesloten(beurt)
    if doel is None and gesloten is not None and not beurt.zaken:
        return na_sluiting(beurt, gesloten)
    if beurt.lezing.soort is Soort.VRAAG:
        uitkomst = zeg_kort(beurt, Actie.GEEN, Antwoordsoort.INFORMATIE, Zin("informatie"), Aandacht.VRAAG)
        return replace(uitkomst, kenmerk=doel.kenmerk if doel and not beurt.zaken else None)
    if beurt.stand.berichten_dit_uur or doel is not None:
        return zwijg(beurt, kenmerk=doel.kenmerk if doel else None)
    return zeg_kort(beurt, Actie.GEEN, Antwoordsoort.ONBEGREPEN, Zin("onbegrepen"), Aandacht.ONBEGREPEN)


def _laatst_gesloten(beurt: Beurt) -> Melding | None:
    """Give the sender's last closed melding of the term of joining, a withdrawn one left aside."""
    termijnen, moment = beurt.regels.termijnen, beurt.binnen.ontvangen
    dicht = (m for m in beurt.stand.meldingen if m.status is Status.AFGEROND and is_recent(m, moment, termijnen))
    return max(dicht, key=lambda m: m.ontvangen, default=None)
