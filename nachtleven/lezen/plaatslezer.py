"""Which venues a text may mean, each with the chance that it is the one meant: signs of a place weighed together.

Every venue that was found gets a weight from its signs, "no venue" one of its own; the chances are their shares. Two
venues with the same signs get the same chance, so neither is sure. The weights: `config/lezen.toml`, fitted by
`benches/leer_plaats.py`.
"""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

from nachtleven.fouten import ConfiguratieFout
from nachtleven.kenmerken import lees_zaakcode
from nachtleven.lezen.ergens import Ergens
from nachtleven.lezen.index import ZaakIndex
from nachtleven.lezen.inhoudmodel import Inhoudmodel, laad_model
from nachtleven.lezen.lezing import Hoe, Woorden, ZaakScore
from nachtleven.lezen.naamzoeker import Naamzoeker
from nachtleven.lezen.plaatsstukken import Stuk, knip, vensters
from nachtleven.lezen.plaatstekens import (
    ZWAAR,
    Tekens,
    afspraaktekens,
    gezegd,
    is_klok,
    straattekens,
    treffertekens,
    verteltekens,
    wat_volgt,
)
from nachtleven.lezen.plaatsvergelijk import hersteld, is_gemeend, vergelijktekens
from nachtleven.lezen.plaatswoorden import Plaatswoorden, Taalplaats, laad_plaatswoorden
from nachtleven.lezen.straatzoeker import Straat, Straatzoeker
from nachtleven.lezen.tekst import Token
from nachtleven.lezen.tekst import tokens as tokens_van
from nachtleven.lezen.treffer import Treffer
from nachtleven.lezen.twijfel import gelijkgesteld, twijfelt
from nachtleven.lezen.verhaal import Verhaal

MEESTE_SCORES = 24
TAALLOOS = 3
"""Words of a text that is too short to rest on its language."""
KORTSTE_STAM = 3
STERK = 0.9
STRAAT = 0.85
"""How alike a street must be before names are looked for among its venues."""
GEWONE_STRAAT = 3.6
"""Zipf frequency from which a word is no street by itself, without its ending."""
CODE_ZEKER = 0.999
VAKER = 0.1
"""How much less well a name may be said where it is said first."""
VER_OF = 24
"""Characters between two names with "or" between them."""


@dataclass(frozen=True, slots=True)
class Vondst:
    """A venue found: its signs with their strength, how, where in the text, and the part of its name that was said."""

    zaak: int
    tekens: Tekens
    hoe: Hoe
    woorden: tuple[Woorden, ...]
    naam: str = ""

    @property
    def grond(self) -> str:
        """The weight that every find of its kind has."""
        return "straat" if self.hoe is Hoe.STRAAT else "naam"


@dataclass(frozen=True, slots=True)
class Plaatskennis:
    """What is known of places whatever the venues are: the words, the weights of the signs, the weigher of stories."""

    woorden: Plaatswoorden
    gewichten: Mapping[str, float]
    verhaal: Verhaal


def laad_plaatskennis(config: Path, model: Inhoudmodel | None = None) -> Plaatskennis:
    """Load it from a folder like `config/`; `model`: the content model that answers, where it was loaded before.

    Raises:
        ConfiguratieFout: a file is not there or doesn't parse.
    """
    verhaal = Verhaal(model or laad_model(config))
    return Plaatskennis(laad_plaatswoorden(config), _gewichten(config / "lezen.toml"), verhaal)


class Plaatslezer:
    """Reads the venues of texts against one index; safe to share by threads."""

    def __init__(self, kennis: Plaatskennis, index: ZaakIndex) -> None:
        """Lay what is known of places beside the index."""
        self._index = index
        self._woorden, self._gewichten, self._verhaal = kennis.woorden, kennis.gewichten, kennis.verhaal
        self._namen = Naamzoeker(index, self._woorden)
        self._straten = Straatzoeker(index, self._woorden)
        self._kernwoorden = _kernwoorden(index, self._woorden)
        self._soorten = _soorten(index, self._woorden.generiek)
        self._codes = {code: plek for plek, code in enumerate(index.codes) if code}

    def lees(self, tekst: str, tokens: Sequence[Token], taal: str | None) -> tuple[ZaakScore, ...]:
        """Give the venues with their chances, best first; what is left of 1 is the chance that none is meant."""
        op_code = self._op_code(tokens)
        if op_code is not None:
            return (op_code,)
        vondsten = self.vondsten(tekst, tokens, taal)
        ids = [self._index.zaken[vondst.zaak] for vondst in vondsten]
        return self.gewogen(tekst, tokens, vondsten, ids, self._gewichten)

    def gewogen(
        self,
        tekst: str,
        tokens: Sequence[Token],
        vondsten: Sequence[Vondst],
        ids: Sequence[str],
        gewichten: Mapping[str, float],
    ) -> tuple[ZaakScore, ...]:
        """Weigh finds against each other by these weights; `ids` are their venues, in order."""
        delen = [exp(max(-30.0, min(30.0, weeg(vondst, gewichten)))) for vondst in vondsten]
        for een, ander in keuzeparen(tekst, vondsten, self._woorden.of):
            delen[een] = delen[ander] = (delen[een] + delen[ander]) / 2
        van_naam, van_keuze = twijfelt(tokens, self._woorden)
        plekken = [vondst.woorden[0] for vondst in vondsten]
        delen = gelijkgesteld(delen, plekken, van_naam=van_naam, van_keuze=van_keuze)
        som = exp(gewichten.get("geen", 0.0)) + sum(delen)
        scores = [
            ZaakScore(een, deel / som, vondst.hoe, vondst.woorden)
            for een, deel, vondst in zip(ids, delen, vondsten, strict=True)
        ]
        return tuple(sorted(scores, key=lambda score: (-score.zekerheid, score.zaak_id))[:MEESTE_SCORES])

    def vondsten(self, tekst: str, tokens: Sequence[Token], taal: str | None) -> list[Vondst]:
        """Give every venue that may be meant with its signs, before they are weighed."""
        stukken = knip(tekst, tokens)
        taal = taal if len(stukken) > TAALLOOS else None
        eigen = self._woorden.van(taal)
        rij = vensters(stukken, eigen.achtervoegsels, eigen.voorvoegsels, eigen.buigingen, KORTSTE_STAM)
        straten = [s for s in self._straten.zoek(stukken, rij) if s.zeker or not self._is_gewoon(stukken, s, taal)]
        op_straat = frozenset(zaak for straat in straten if straat.gelijk > STRAAT for zaak in straat.zaken)
        buiten = [v for v in rij if not any(v.begin < s.eind and s.begin < v.eind for s in straten)]
        genoemd = self._namen.zoek(stukken, rij, taal, delen=twijfelt(tokens, self._woorden)[0])
        alle = [*genoemd, *self._namen.zoek_onder(stukken, buiten, op_straat)]
        leeg = self._leeg(stukken)
        woorden = (self._woorden, eigen)
        klein = [niets or stuk.sleutel in eigen.voorzetsels for niets, stuk in zip(leeg, stukken, strict=True)]
        treffers = [
            treffer
            for treffer in alle
            if not (
                _in_straat(treffer, straten, leeg)
                or _is_rest(treffer, klein)
                or is_klok(tekst, stukken, treffer, woorden)
            )
        ]
        op_naam = self._op_naam(tekst, stukken, treffers, straten, (taal, eigen))
        self._vertel(tekst, tokens, taal, op_naam)
        bezet = {vondst.zaak for vondst in op_naam}
        alleen_straat = [v for v in self._op_straat(stukken, straten, eigen, op_naam) if v.zaak not in bezet]
        uit = [*op_naam, *alleen_straat]
        if not uit:
            return uit
        verteld = self._verhaal.verteld(tekst, tokens, taal)
        ergens = Ergens(stukken, woorden)
        for vondst in uit:
            alles = vondst.hoe is Hoe.STRAAT and _is_alles(vondst.woorden[0], stukken)
            vondst.tekens.update({"straat_alles": 1.0} if alles else verteltekens(*verteld, vondst.tekens))
            if vondst.hoe is not Hoe.STRAAT:
                vondst.tekens.update(ergens.tekens(vondst.woorden[0], vondst.tekens))
        return uit

    def _is_gewoon(self, stukken: Sequence[Stuk], straat: Straat, taal: str | None) -> bool:
        return self._namen.gewoonte([s.sleutel for s in stukken[straat.begin : straat.eind]], taal) >= GEWONE_STRAAT

    def _leeg(self, stukken: Sequence[Stuk]) -> Sequence[bool]:
        return [self._woorden.is_leeg(stuk.sleutel) for stuk in stukken]

    def _op_naam(
        self,
        tekst: str,
        stukken: Sequence[Stuk],
        treffers: Sequence[Treffer],
        straten: Sequence[Straat],
        taal: tuple[str | None, Taalplaats],
    ) -> list[Vondst]:
        """Give one find a venue: its best stretch."""
        beste: dict[int, tuple[float, Vondst]] = {}
        namen = {t.begin for t in treffers if t.gelijk > STERK and t.dekking == 1 and t.wijze != "vertaald"}
        plekken: dict[int, list[tuple[int, float]]] = {}
        for treffer in _beste_vormen(treffers):
            gewoon = max(self._namen.gewoonte(een, taal[0]) for een in gezegd(stukken, treffer))
            tekens = treffertekens(tekst, stukken, treffer, (self._woorden, taal[1]), gewoon)
            tekens["rest"] = self._rest(stukken, treffer)
            tekens |= self._soorttekens(stukken, treffer)
            tekens |= straattekens(treffer.zaak, straten) | afspraaktekens(stukken, taal[1], treffer)
            tekens |= wat_volgt(stukken, treffer, taal[1], namen)
            plek = Woorden(stukken[treffer.begin].begin, stukken[treffer.eind - 1].eind)
            vondst = Vondst(treffer.zaak, tekens, Hoe.ALIAS if treffer.alias else Hoe.NAAM, (plek,), treffer.naam)
            waarde = weeg(vondst, self._gewichten)
            plekken.setdefault(treffer.zaak, []).append((plek.begin, treffer.gelijk - (1 - treffer.dekking)))
            if treffer.zaak not in beste or waarde > beste[treffer.zaak][0]:
                beste[treffer.zaak] = (waarde, vondst)
        uit = [vondst for _, vondst in beste.values()]
        for vondst, fout in zip(uit, hersteld(tekst, [v.woorden[0] for v in uit], self._woorden.herstel), strict=True):
            vondst.tekens["hersteld"] = fout
        gevonden = [(v.woorden[0], v.tekens, _eerste(plekken[v.zaak], v), v.naam) for v in uit]
        for vondst, extra in zip(uit, vergelijktekens(gevonden), strict=True):
            vondst.tekens.update(extra)
        return uit

    def _vertel(self, tekst: str, tokens: Sequence[Token], taal: str | None, op_naam: Sequence[Vondst]) -> None:
        """Give the finds, where several places are named, the sign of how much is told of each."""
        plekken: list[Woorden] = []
        for vondst in op_naam:
            if is_gemeend(vondst.tekens) and not any(vondst.woorden[0].raakt(plek) for plek in plekken):
                plekken.append(vondst.woorden[0])
        breuk = self._woorden.maar | self._woorden.van(taal).daarna
        ladingen = self._verhaal.ladingen(tekst, tokens, taal, plekken, breuk) if len(plekken) > 1 else [0.0]
        for vondst in op_naam:
            eigen = (lading for plek, lading in zip(plekken, ladingen, strict=False) if vondst.woorden[0].raakt(plek))
            vondst.tekens["verhaal"] = ZWAAR * next(eigen, 0.0)

    def _rest(self, stukken: Sequence[Stuk], treffer: Treffer) -> float:
        """Give 1 where a word or the number of the venue's names stands near the stretch: "mokka aan de kaai"."""
        rond = [*stukken[max(0, treffer.begin - 4) : treffer.begin], *stukken[treffer.eind : treffer.eind + 4]]
        gezegd = {s.sleutel for s in stukken[treffer.begin : treffer.eind]}
        eigen = self._kernwoorden[treffer.zaak] - gezegd
        naast = self._getal(stukken[treffer.eind].sleutel) if treffer.eind < len(stukken) else ""
        getal = bool(naast) and naast in {self._getal(woord) for woord in eigen}
        return float(getal or any(s.sleutel in eigen for s in rond if len(s.sleutel) > 2))

    def _getal(self, woord: str) -> str:
        return woord if woord.isdigit() else self._woorden.getallen.get(woord, "")

    def _soorttekens(self, stukken: Sequence[Stuk], treffer: Treffer) -> Tekens:
        """Lay the kind of venue that stands in or beside the name ("club nova") beside those of the venue's names."""
        rond = stukken[max(0, treffer.begin - 2) : treffer.eind + 1]
        soorten = {soort for s in rond if (soort := self._woorden.generiek.get(s.sleutel))}
        eigen = self._soorten.get(treffer.zaak, frozenset())
        return {
            "soort_anders": float(bool(soorten and eigen and not soorten & eigen)),
        }

    def _op_straat(
        self, stukken: Sequence[Stuk], straten: Sequence[Straat], eigen: Taalplaats, op_naam: Sequence[Vondst]
    ) -> list[Vondst]:
        uit: dict[int, Vondst] = {}
        deur = float(any(stuk.sleutel in eigen.deur for stuk in stukken))
        afspraak = afspraaktekens(stukken, eigen)["afspraak"]
        naam = float(any(v.tekens["gelijk"] > STERK and v.tekens["deel"] == 0 for v in op_naam))
        hier = {v.zaak for v in op_naam if v.tekens["op_straat"] and v.tekens["deel"] == 0}
        for straat in straten:
            plek = Woorden(stukken[straat.begin].begin, stukken[straat.eind - 1].eind)
            voor = {stuk.sleutel for stuk in stukken[max(0, straat.begin - 2) : straat.begin]}
            for zaak in straat.zaken[: 4 * MEESTE_SCORES]:
                tekens: Tekens = {
                    "straat_fout": 1 - straat.gelijk,
                    "straat_stam": float(not straat.zeker),
                    "straat_plaats": float(bool(voor & eigen.voorzetsels)),
                    "straat_deur": deur,
                    "straat_afspraak": afspraak,
                    "straat_nummer": float(zaak in straat.op_nummer),
                    "straat_ander_nummer": float(bool(straat.op_nummer) and zaak not in straat.op_nummer),
                    "straat_vreemd_nummer": float(straat.heeft_nummer and not straat.op_nummer),
                    "straat_naam": naam,
                    "straat_naam_hier": 2.0 * bool(hier.intersection(straat.zaken)),
                    "straat_enig": float(len(straat.zaken) == 1),
                }
                uit.setdefault(zaak, Vondst(zaak, tekens, Hoe.STRAAT, (plek,)))
        return list(uit.values())

    def _op_code(self, tokens: Sequence[Token]) -> ZaakScore | None:
        for token in tokens:
            code = lees_zaakcode(token.vorm)
            if code is not None and code in self._codes:
                plek = (Woorden(token.begin, token.eind),)
                return ZaakScore(self._index.zaken[self._codes[code]], CODE_ZEKER, Hoe.CODE, plek)
        return None


def _is_alles(plek: Woorden, stukken: Sequence[Stuk]) -> bool:
    """Tell whether a text is this stretch and nothing else, which tells of a door neither way."""
    return plek.begin <= stukken[0].begin and stukken[-1].eind <= plek.eind


def weeg(vondst: Vondst, gewichten: Mapping[str, float]) -> float:
    """Give the weight of a find: what a find of its kind weighs, and its signs."""
    return gewichten.get(vondst.grond, 0.0) + sum(
        gewichten.get(teken, 0.0) * sterkte for teken, sterkte in vondst.tekens.items() if sterkte
    )


def _eerste(plekken: Sequence[tuple[int, float]], vondst: Vondst) -> int:
    """Give where a venue is first said about as well as where it is said best."""
    goed = vondst.tekens["gelijk"] - vondst.tekens["deel"] - VAKER
    return min((begin for begin, waarde in plekken if waarde >= goed), default=vondst.woorden[0].begin)


def _beste_vormen(treffers: Sequence[Treffer]) -> Collection[Treffer]:
    """Give of the names and aliases that one stretch may be of one venue the one that it is most."""
    uit: dict[tuple[int, int, int], Treffer] = {}
    for treffer in treffers:
        plek = (treffer.zaak, treffer.begin, treffer.eind)
        if plek not in uit or _mate(treffer) > _mate(uit[plek]):
            uit[plek] = treffer
    return uit.values()


def _mate(treffer: Treffer) -> tuple[float, bool, bool, bool, bool]:
    """Give how much a stretch is a form of a name, to compare with other forms."""
    gelijk = treffer.gelijk - (1 - treffer.dekking)
    return (gelijk, treffer.wijze != "vertaald", not treffer.kaal, treffer.voluit, not treffer.alias)


def _kernwoorden(index: ZaakIndex, woorden: Plaatswoorden) -> Mapping[int, frozenset[str]]:
    """Give per venue the words that tell which one it is, of its names and aliases with more than one of them."""
    uit: dict[int, set[str]] = {plek: set() for plek in range(len(index.zaken))}
    for vorm in index.vormen:
        kern = [woord for woord in vorm.woorden if not woorden.is_leeg(woord)]
        uit[vorm.zaak].update(kern if len(kern) > 1 else ())
    return {plek: frozenset(eigen) for plek, eigen in uit.items()}


def _soorten(index: ZaakIndex, generiek: Mapping[str, str]) -> Mapping[int, frozenset[str]]:
    """Give per venue the kinds that its names and aliases hold."""
    uit: dict[int, frozenset[str]] = {}
    for vorm in index.vormen:
        if eigen := frozenset(generiek[woord] for woord in vorm.woorden if woord in generiek):
            uit[vorm.zaak] = uit.get(vorm.zaak, frozenset()) | eigen
    return uit


def keuzeparen(tekst: str, vondsten: Sequence[Vondst], of: frozenset[str]) -> list[tuple[int, int]]:
    """Give the pairs of venues with "or" between their names: the writer does not know which of the two."""
    vlak = [
        (v.woorden[0].begin, v.woorden[0].eind, n) for n, v in enumerate(vondsten) if v.tekens.get("gelijk", 0) > 0.7
    ]
    uit: list[tuple[int, int]] = []
    for _, eind, een in vlak:
        for begin, _, ander in vlak:
            if 0 < begin - eind <= VER_OF and vondsten[een].zaak != vondsten[ander].zaak:
                tussen = [token.sleutel for token in tokens_van(tekst[eind:begin])]
                if of.intersection(tussen) and len(tussen) <= 3:
                    uit.append((een, ander))
    return uit


def _in_straat(treffer: Treffer, straten: Sequence[Straat], leeg: Sequence[bool]) -> bool:
    """Tell whether a name, articles aside, lies inside the name of a street that was surely meant."""
    begin = treffer.begin
    while begin < treffer.eind - 1 and leeg[begin]:
        begin += 1
    return any(
        straat.begin <= begin
        and treffer.eind <= straat.eind
        and straat.gelijk > STERK
        and (straat.zeker or treffer.gelijk < straat.gelijk)
        and not (treffer.voluit and treffer.gelijk == 1 and not straat.zeker)
        for straat in straten
    )


def _is_rest(treffer: Treffer, klein: Sequence[bool]) -> bool:
    """Tell whether of a name only what says nothing of which venue it is was said: "in" of In den Lore."""
    return not treffer.voluit and all(klein[treffer.begin : treffer.eind])


def _gewichten(pad: Path) -> Mapping[str, float]:
    try:
        ruw: dict[str, Any] = tomllib.loads(pad.read_text(encoding="utf-8"))["gewichten"]
        return {teken: float(gewicht) for teken, gewicht in ruw.items()}
    except (OSError, ValueError, KeyError) as fout:
        raise ConfiguratieFout(str(pad), "gewichten", str(fout)) from fout
