"""What was read in a text, as the screen explains it: the text in stretches, each with the numbers of its rows.

Comes in: a text and its kept reading, as `opslag` keeps it (JSON of a Lezing). Opens nothing, decides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from nachtleven.web.tonen import GrondStand, Stukje, Uitleg
from nachtleven.web.woorden import moment_kort, taal, woord

_MEESTE_ZAKEN = 4
_STIL = frozenset({"taal", "soort", "rol"})
"""What is read from the text as a whole: it has its row, and its words stand there; in the text they would bury the
rest."""
_ONZEKER = 0.2
"""A venue under this chance, beside one that is read, is not marked in the text either."""


@dataclass(frozen=True, slots=True)
class Kennis:
    """What the screen knows beside the reading: the venues' names, and what a person made of the grounds."""

    zaaknamen: Mapping[str, str]
    gronden: Sequence[GrondStand]


@dataclass(frozen=True, slots=True)
class _Vondst:
    veld: str
    waarde: str
    woorden: tuple[tuple[int, int], ...]
    zekerheid: float


def leg_uit(tekst: str, lezing: Mapping[str, Any], eerste: int, kennis: Kennis) -> tuple[list[Stukje], list[Uitleg]]:
    """Give the text in stretches and the rows that explain it, numbered from `eerste`."""
    vondsten = _vondsten(lezing, len(tekst))
    gemerkt = [v.woorden if _is_gemerkt(v, vondsten) else () for v in vondsten]
    rijen = [_rij(nummer, vondst, tekst, kennis) for nummer, vondst in enumerate(vondsten, start=eerste)]
    grenzen = {0, len(tekst), *(punt for woorden in gemerkt for stuk in woorden for punt in stuk)}
    punten = sorted(grenzen)
    stukjes = [Stukje(tekst[van:tot], _nummers(gemerkt, van, tot, eerste)) for van, tot in pairwise(punten)]
    return _verbonden(stukjes), rijen


def _verbonden(stukjes: Sequence[Stukje]) -> list[Stukje]:
    """Give stretches that only a blank parts, and that the same rows explain, as one: a phrase is read as a phrase."""
    uit: list[Stukje] = []
    for stuk in stukjes:
        heel = stuk
        if len(uit) > 1 and stuk.nummers and uit[-2].nummers == stuk.nummers and uit[-1].tekst.isspace():
            wit, vorig = uit.pop(), uit.pop()
            heel = Stukje(vorig.tekst + wit.tekst + stuk.tekst, stuk.nummers)
        uit.append(heel)
    return uit


def _is_gemerkt(vondst: _Vondst, alle: Sequence[_Vondst]) -> bool:
    """Tell whether the words of a finding are marked in the text."""
    if _veld(vondst.veld) != "zaak":
        return vondst.veld not in _STIL
    beste = max(v.zekerheid for v in alle if _veld(v.veld) == "zaak")
    return vondst.zekerheid >= min(_ONZEKER, beste)


def _nummers(gemerkt: Sequence[Sequence[tuple[int, int]]], van: int, tot: int, eerste: int) -> tuple[int, ...]:
    return tuple(
        nummer
        for nummer, woorden in enumerate(gemerkt, start=eerste)
        if any(begin <= van and tot <= eind for begin, eind in woorden)
    )


def _vondsten(lezing: Mapping[str, Any], lengte: int) -> list[_Vondst]:
    """Give what was read: the explanations kept, and venues and time where those say nothing of them."""
    gevonden = [
        _Vondst(v["veld"], v["waarde"], _stukken(v["woorden"], lengte), v["zekerheid"])
        for v in lezing.get("verklaringen", ())
    ]
    velden = {v.veld for v in gevonden}
    if not velden & {"zaak", "zaken"}:
        gevonden += [
            _Vondst("zaak", z["zaak_id"], _stukken(z["woorden"], lengte), z["zekerheid"])
            for z in lezing.get("zaken", ())[:_MEESTE_ZAKEN]
        ]
    tijd = lezing.get("tijd")
    if tijd and not velden & {"tijd", "tijdstip"}:
        gevonden.append(_Vondst("tijdstip", tijd["moment"], _stukken(tijd["woorden"], lengte), tijd["zekerheid"]))
    return sorted(gevonden, key=lambda v: (v.veld in _STIL, not v.woorden, v.woorden[:1]))


def _stukken(woorden: Sequence[Mapping[str, int]], lengte: int) -> tuple[tuple[int, int], ...]:
    """Give the stretches that lie in the text; one that is empty or outside of it is left out."""
    geknipt = ((max(w["begin"], 0), min(w["eind"], lengte)) for w in woorden)
    return tuple(sorted((begin, eind) for begin, eind in geknipt if begin < eind))


def _rij(nummer: int, vondst: _Vondst, tekst: str, kennis: Kennis) -> Uitleg:
    woorden = " … ".join(tekst[begin:eind] for begin, eind in vondst.woorden)
    standen = {g.grond: g.bevestigd for g in kennis.gronden}
    bevestigd = standen.get(vondst.waarde) if vondst.veld in ("grond", "gronden") else None
    return Uitleg(nummer, woorden, _veld(vondst.veld), _waarde(vondst, kennis), vondst.zekerheid, bevestigd)


def _veld(veld: str) -> str:
    enkelvoud = {
        "gronden": "grond",
        "feiten": "feit",
        "zaken": "zaak",
        "kaartnummers": "kaartnummer",
        "tijd": "tijdstip",
    }
    return enkelvoud.get(veld, veld)


def _waarde(vondst: _Vondst, kennis: Kennis) -> str:
    veld = _veld(vondst.veld)
    if veld == "zaak":
        return kennis.zaaknamen.get(vondst.waarde, vondst.waarde)
    if veld == "taal":
        return taal(vondst.waarde)
    if veld == "tijdstip":
        try:
            return moment_kort(datetime.fromisoformat(vondst.waarde))
        except ValueError:
            return vondst.waarde
    return vondst.waarde if veld == "kaartnummer" else woord(vondst.waarde)
