"""Commands in a text: STOP, START, WIS, HELP, and BEL, SMS, NIET BELLEN; and what needs no answer at all."""

import re
from enum import StrEnum

from nachtleven.gesprekken.waarden import Binnengekomen, Stand
from nachtleven.gesprekken.woorden import Woordenboek, Woordsoort, plat
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.lezen.lezing import Soort
from nachtleven.meldingen import Contactwens

_KENMERK = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{3}[-\s.]?[A-Za-z0-9]{3}[-\s.]?[A-Za-z0-9](?![A-Za-z0-9])")
_HERHALINGEN = 2


class Opdracht(StrEnum):
    """What a text orders."""

    STOP = "stop"
    START = "start"
    WIS = "wis"
    HELP = "help"
    CONTACT = "contact"


def herken_opdracht(binnen: Binnengekomen, woorden: Woordenboek) -> Opdracht | None:
    """Give the command that a text is, or None. A bare word goes before what was read in it."""
    for soort, opdracht in (
        (Woordsoort.STOP, Opdracht.STOP),
        (Woordsoort.START, Opdracht.START),
        (Woordsoort.WIS, Opdracht.WIS),
        (Woordsoort.HULP, Opdracht.HELP),
    ):
        if woorden.is_een(binnen.tekst, soort):
            return opdracht
    if contactwens(binnen.tekst, woorden) is not None:
        return Opdracht.CONTACT
    gelezen = {Soort.STOP: Opdracht.STOP, Soort.WIS: Opdracht.WIS, Soort.HELP: Opdracht.HELP}
    return gelezen.get(binnen.lezing.soort)


def contactwens(tekst: str, woorden: Woordenboek) -> Contactwens | None:
    """Give the wish that a text is and nothing else: "NIET BELLEN", "call me"."""
    for soort, wens in (
        (Woordsoort.NIET_BELLEN, Contactwens.GEEN),
        (Woordsoort.BEL_MIJ_NIET, Contactwens.GEEN),
        (Woordsoort.SMS, Contactwens.SMS),
        (Woordsoort.BEL, Contactwens.BEL),
    ):
        if woorden.is_een(tekst, soort):
            return wens
    return None


def genoemd_kenmerk(tekst: str) -> str | None:
    """Give the first valid kenmerk in a text, or None."""
    gelezen = (lees_kenmerk(vondst) for vondst in _KENMERK.findall(tekst))
    return next((kenmerk for kenmerk in gelezen if kenmerk), None)


def is_dank(binnen: Binnengekomen, woorden: Woordenboek) -> bool:
    """Tell whether a text only thanks: it tells nothing, asks nothing and names no venue."""
    lezing = binnen.lezing
    anders = lezing.feiten or lezing.gronden or binnen.koppeling.zaak or "?" in binnen.tekst or "؟" in binnen.tekst
    if lezing.soort not in (Soort.VRAAG, Soort.RUIS) or anders:
        return False
    return woorden.bevat(binnen.tekst, Woordsoort.BEDANKT)


def is_automatisch(stand: Stand, binnen: Binnengekomen, woorden: Woordenboek) -> bool:
    """Tell whether a machine wrote this: an absence note, an echo of our own answer, the same text over and over."""
    vlak = plat(binnen.tekst)
    echo = any(plat(antwoord) and plat(antwoord) in vlak for antwoord in stand.laatste_antwoorden)
    herhaald = stand.zelfde_tekst_dit_uur >= _HERHALINGEN
    return echo or herhaald or woorden.bevat(binnen.tekst, Woordsoort.AUTOMATISCH)
