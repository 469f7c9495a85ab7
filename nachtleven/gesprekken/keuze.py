"""Offering two or three venues as A, B, C, and understanding what is answered to that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nachtleven.gesprekken.waarden import Zaakuitkomst
from nachtleven.gesprekken.woorden import RANG, Woordenboek, Woordsoort, plat
from nachtleven.register.zaken import Zaak

LETTERS = "ABC"
MEESTE = len(LETTERS)
"""More venues than this are not offered: then the name or the street is asked."""

_LETTERVORMEN = {"a": 0, "b": 1, "c": 2, "1": 0, "2": 1, "3": 2, "а": 0, "б": 1, "в": 1, "с": 2, "ا": 0, "ب": 1, "ج": 2}
"""How the letters are typed: Latin, as a number, on a Cyrillic or Arabic keyboard (the look-alike В is B)."""

_LANGSTE_LETTERANTWOORD = 4


@dataclass(frozen=True, slots=True)
class Keuze:
    """What an answer to an offer says: a venue, or that none is known (`weet_niet`)."""

    zaak: str | None = None
    weet_niet: bool = False


def op_volgorde(kandidaten: Sequence[str]) -> tuple[str, ...]:
    """Give the venues in the order of the offer: that of zaak_id."""
    return tuple(sorted(kandidaten))


def toon_keuzes(kandidaten: Sequence[str], zaken: Mapping[str, Zaak], lengte: int) -> str:
    """Write the offer, `A name, street; B …`, names and streets shortened to `lengte` characters each."""
    return "; ".join(
        f"{letter} {kort(zaken[zaak].naam, lengte)}, {kort(zaken[zaak].straat, lengte)}"
        if zaak in zaken
        else f"{letter} {kort(zaak, lengte)}"
        for letter, zaak in zip(LETTERS, op_volgorde(kandidaten), strict=False)
    )


def kort(naam: str, lengte: int) -> str:
    """Shorten a name to `lengte` characters, a point at the end of what was cut; no question mark stays in it."""
    schoon = " ".join(naam.replace("?", " ").replace("؟", " ").split())
    return schoon if len(schoon) <= lengte else schoon[: lengte - 1].rstrip() + "."


def kies_kandidaat(
    tekst: str, kandidaten: Sequence[str], zaken: Mapping[str, Zaak], koppeling: Zaakuitkomst, woorden: Woordenboek
) -> Keuze | None:
    """Understand an answer to an offer: letter, ordinal, name, street, a correction, "weet niet". None: none of these.

    A venue that linking found goes before a letter among other words. A street that two of the offered venues share
    chooses neither.
    """
    if weet_niet(tekst, woorden):
        return Keuze(weet_niet=True)
    volgorde = op_volgorde(kandidaten)
    plaats = _plaats_van(tekst, woorden)
    los = koppeling.zaak is None or len(plat(tekst)) == 1
    if los and plaats is not None and plaats < len(volgorde):
        return Keuze(volgorde[plaats])
    over = [zaak for zaak in volgorde if zaak in koppeling.kandidaten]
    if koppeling.zaak or len(over) == 1:
        return Keuze(koppeling.zaak or over[0])
    genoemd = _genoemd(tekst, volgorde, zaken)
    return Keuze(genoemd[0]) if len(genoemd) == 1 else None


def weet_niet(tekst: str, woorden: Woordenboek) -> bool:
    """Tell whether a text says no more than that the sender doesn't know, or that it is none of these."""
    kort_gezegd = len(plat(tekst).split()) <= _LANGSTE_LETTERANTWOORD + 2
    geen = woorden.is_een(tekst, Woordsoort.GEEN_VAN_DEZE) or woorden.is_een(tekst, Woordsoort.NEE)
    return geen or (kort_gezegd and woorden.bevat(tekst, Woordsoort.WEET_NIET))


def _plaats_van(tekst: str, woorden: Woordenboek) -> int | None:
    """Give the place that a letter or an ordinal names: alone, or the only one in a few words."""
    tekens = plat(tekst).split()
    if len(tekens) > _LANGSTE_LETTERANTWOORD:
        return None
    letters = {_LETTERVORMEN[teken] for teken in tekens if teken in _LETTERVORMEN}
    rangen = {plaats for plaats, soort in enumerate(RANG) if woorden.bevat(tekst, soort)}
    alleen = len(tekens) == 1 or not woorden.begint_met(tekst, Woordsoort.NEE)
    gevonden = rangen or letters
    return gevonden.pop() if len(gevonden) == 1 and alleen else None


def _genoemd(tekst: str, volgorde: Sequence[str], zaken: Mapping[str, Zaak]) -> list[str]:
    """Give the offered venues whose name, alias or street stands in the text; names go before streets.

    Where one venue's name holds another's, the longest that was typed counts.
    """
    vlak = f" {plat(tekst)} "

    def langste(namen: Sequence[str]) -> int:
        return max((len(plat(naam)) for naam in namen if plat(naam) and f" {plat(naam)} " in vlak), default=0)

    bekend = [zaken[zaak] for zaak in volgorde if zaak in zaken]
    op_naam = {zaak.zaak_id: langste((zaak.naam, *zaak.aliassen)) for zaak in bekend}
    meeste = max(op_naam.values(), default=0)
    if meeste:
        return [zaak for zaak, lengte in op_naam.items() if lengte == meeste]
    return [zaak.zaak_id for zaak in bekend if langste((zaak.straat,))]
