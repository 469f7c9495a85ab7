"""What the oversight kept in Dutch as a reader says it: the words of a piece of evidence, why a finding fell, a duty.

The words were kept when the finding was made, by `toezicht`; here the days in them become Belgian days, the codes
words, and the sentence the reader's language. A sentence of an older version is shown as it was kept.
"""

import re
from datetime import date

from flask_babel import gettext

from nachtleven.lezen.lezing import Feit
from nachtleven.web.huis import huis
from nachtleven.web.vertalen import huidige_taal
from nachtleven.web.woorden import dag_jaar, woord
from nachtleven.web.woordenboek import N_

ZINNEN = (
    N_("inzet in het bewakingsregister"),
    N_("niet in het register"),
    N_("geldig van %(van)s tot en met %(tot)s"),
    N_("geschorst van %(van)s tot en met %(tot)s"),
    N_("vergunning van de werkgever tot en met %(tot)s"),
    N_("statuut: %(statuut)s"),
    N_("gelegenheid: nee"),
    N_("portier: nee"),
    N_("camera: nee"),
    N_("affiche: nee"),
    N_("portier: ja, geen inzet op dit moment"),
    N_("lijn in het logboek met een kaart"),
    N_("reden in het logboek: %(reden)s"),
    N_("reden in het logboek: %(reden)s, naderhand geschreven"),
    N_("oordeel bij de controle: %(oordeel)s"),
    N_("verteld: %(feiten)s"),
    N_("verteld aan het meldpunt, deze nacht"),
    N_("de melding is ingetrokken of gewist"),
    N_("de melding hoort bij een andere, die hetzelfde vertelt"),
    N_("de melding of het logboek zegt nu iets anders"),
    N_("de melding of het register zegt nu iets anders"),
    N_("het register van de kaarten of het bewakingsregister zegt nu iets anders"),
    N_("het bewakingsregister zegt nu iets anders"),
    N_("de controle of het register zegt nu iets anders"),
)
"""Every sentence that the oversight keeps, with what is filled in."""


def _patroon(zin: str) -> re.Pattern[str]:
    delen = re.split(r"%\((\w+)\)s", zin)
    return re.compile("".join(f"(?P<{d}>[^,]+(?:, [a-z_]+)*?)" if n % 2 else re.escape(d) for n, d in enumerate(delen)))


_PATRONEN = tuple((_patroon(zin), zin) for zin in ZINNEN)
_FEITEN = frozenset(Feit)


def bewijstekst(tekst: str) -> str:
    """Give a kept sentence, day or code in the reader's words."""
    for patroon, zin in reversed(_PATRONEN):
        if gevonden := patroon.fullmatch(tekst):
            return str(gettext(zin, **{naam: _waarde(waarde) for naam, waarde in gevonden.groupdict().items()}))
    return _waarde(tekst)


def _waarde(tekst: str) -> str:
    try:
        return dag_jaar(date.fromisoformat(tekst))
    except ValueError:
        delen = tekst.split(", ")
        if len(delen) > 1 and _FEITEN.issuperset(delen):
            return ", ".join(woord(deel) for deel in delen)
        return woord(tekst)


def plichttekst(tekst: str) -> str:
    """Give a duty's title, or what it asks, in the reader's language, where the city wrote it."""
    return huis().toezicht.plichten.vertaal(tekst, huidige_taal())


FILTERS = {f.__name__: f for f in (bewijstekst, plichttekst)}
