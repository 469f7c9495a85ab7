"""Plicht: one duty of the regulation or the federal law as data, dated; read from `portierreglement.toml`.

A file that is wrong in any rule is refused whole, with the line and the rule. Days are nights: a duty holds for
the nights from `vanaf` up to `tot` (exclusive).
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import NoReturn, TypeVar

from nachtleven.fouten import ConfiguratieFout
from nachtleven.nacht import nacht_van

BESTAND = "portierreglement.toml"


class Code(StrEnum):
    """The duties that this house knows how to judge."""

    KAART_BEKEND = "kaart_bekend"
    KAART_GELDIG = "kaart_geldig"
    KAART_NIET_GESCHORST = "kaart_niet_geschorst"
    VERGUNNING_GELDIG = "vergunning_geldig"
    STATUUT_TOEGELATEN = "statuut_toegelaten"
    EEN_DEUR_TEGELIJK = "een_deur_tegelijk"
    ZAAK_AANGEMELD = "zaak_aangemeld"
    BEWAKINGSREGISTER_INGEVULD = "bewakingsregister_ingevuld"
    WEIGERING_IN_LOGBOEK = "weigering_in_logboek"
    REDEN_KLOPT = "reden_klopt"
    KAART_ZICHTBAAR = "kaart_zichtbaar"
    AFFICHE_ZICHTBAAR = "affiche_zichtbaar"
    CAMERA_OP_DEUR = "camera_op_deur"
    BEELDEN_BEWAARD = "beelden_bewaard"


PARAMETERS: Mapping[Code, frozenset[str]] = {
    Code.WEIGERING_IN_LOGBOEK: frozenset({"marge_minuten"}),
    Code.REDEN_KLOPT: frozenset({"marge_minuten"}),
    Code.BEELDEN_BEWAARD: frozenset({"bewaartermijn_dagen"}),
}
"""The figures that a duty must have, the unit in the name; others than these are refused."""


class Ernst(StrEnum):
    """How heavy a duty weighs when findings are put in order."""

    LAAG = "laag"
    MIDDEL = "middel"
    HOOG = "hoog"


class Zekerheid(StrEnum):
    """How sure the source is: read in the text itself, in the press, derived, or not confirmed."""

    OFFICIEEL = "officieel"
    PERS = "pers"
    AFGELEID = "afgeleid"
    ONBEVESTIGD = "onbevestigd"


@dataclass(frozen=True, slots=True)
class Plicht:
    """One duty as it holds for the nights [vanaf, tot); `tot` None is still in force. `vraagt` is plain Dutch.

    `vertalingen`: by language, `titel` and `vraagt` in it, where the city wrote them.
    """

    code: Code
    titel: str
    vraagt: str
    bron: str
    zekerheid: Zekerheid
    vanaf: date
    tot: date | None
    ernst: Ernst
    parameters: Mapping[str, int]
    nota: str = ""
    vertalingen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def geldt(self, nacht: date) -> bool:
        """Tell whether it was in force in the night of that day."""
        return self.vanaf <= nacht and (self.tot is None or nacht < self.tot)

    def regels(self) -> tuple[str, ...]:
        """Give it as lines for a person to read."""
        tot = f", tot {self.tot}" if self.tot else ""
        maten = "".join(f" {naam} = {waarde}." for naam, waarde in sorted(self.parameters.items()))
        return (
            f"{self.code}  ({self.ernst}, sinds {self.vanaf}{tot})  {self.titel}",
            f"    {self.vraagt}{maten}",
            f"    bron ({self.zekerheid}): {self.bron}",
        )


@dataclass(frozen=True, slots=True)
class Plichten:
    """All duties of the file, in its order; at most one of a code a night."""

    alle: tuple[Plicht, ...]

    def op(self, nacht: date) -> tuple[Plicht, ...]:
        """Give the duties in force in that night."""
        return tuple(plicht for plicht in self.alle if plicht.geldt(nacht))

    def vertaal(self, tekst: str, taal: str) -> str:
        """Give a title, or what a duty asks, in that language; as it is where the city did not translate it."""
        for plicht in self.alle:
            for veld, eigen in (("titel", plicht.titel), ("vraagt", plicht.vraagt)):
                if tekst == eigen:
                    return plicht.vertalingen.get(taal, {}).get(veld, tekst)
        return tekst

    def van(self, code: Code, moment: datetime) -> Plicht | None:
        """Give the duty of that code as it was in force in the night of that moment; None where it was not."""
        nacht = nacht_van(moment)
        return next((plicht for plicht in self.alle if plicht.code is code and plicht.geldt(nacht)), None)


def laad_plichten(map_: Path) -> Plichten:
    """Read `portierreglement.toml` of that folder; raises ConfiguratieFout with line and rule."""
    pad = map_ / BESTAND
    try:
        tekst = pad.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fout:
        raise ConfiguratieFout(BESTAND, "bestand", "is niet te lezen") from fout
    return lees_plichten(tekst)


def lees_plichten(tekst: str) -> Plichten:
    """Read and check the text of the file; raises ConfiguratieFout with line and rule."""
    try:
        inhoud = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        gevonden = re.search(r"line (\d+)", str(fout))
        plaats = f"lijn {gevonden[1]}" if gevonden else f"lijn {len(tekst.splitlines())}"
        raise ConfiguratieFout(BESTAND, plaats, f"geen geldige TOML ({fout})") from fout
    rijen = inhoud.get("plicht")
    vreemd = sorted(set(inhoud) - {"plicht"})
    if vreemd or not isinstance(rijen, list) or not all(isinstance(rij, dict) for rij in rijen):
        wat = f"onbekend: {', '.join(vreemd)}" if vreemd else "er staat geen enkele [[plicht]]"
        raise ConfiguratieFout(BESTAND, _eerste_lijn(tekst, vreemd), wat)
    lezers = [_Lezer(rij, blok) for rij, blok in zip(rijen, _blokken(tekst, len(rijen)), strict=True)]
    paren = [(lezer.plicht(), lezer) for lezer in lezers]
    _weiger_overlap(paren)
    return Plichten(tuple(plicht for plicht, _ in paren))


def _eerste_lijn(tekst: str, woorden: Sequence[str]) -> str:
    for nummer, lijn in enumerate(tekst.splitlines(), start=1):
        if any(re.match(rf"\s*\[*\s*[\"']?{re.escape(woord)}\b", lijn) for woord in woorden):
            return f"lijn {nummer}"
    return "lijn 1"


@dataclass(frozen=True, slots=True)
class _Blok:
    """The lines of one [[plicht]]: the number of its head, and of each key in it."""

    begin: int
    sleutels: Mapping[str, int]


def _blokken(tekst: str, aantal: int) -> list[_Blok]:
    """Find the lines of each rule; a file written in another way than [[plicht]] gives line 1 for every rule."""
    blokken: list[tuple[int, dict[str, int]]] = []
    for nummer, lijn in enumerate(tekst.splitlines(), start=1):
        if re.match(r"\s*\[\[\s*plicht\s*\]\]", lijn):
            blokken.append((nummer, {}))
        elif blokken and (sleutel := re.match(r"\s*\[?(?:plicht\s*\.\s*)?[\"']?(\w+)[\"']?\s*[\]=]", lijn)):
            blokken[-1][1].setdefault(sleutel[1], nummer)
    if len(blokken) != aantal:
        return [_Blok(1, {})] * aantal
    return [_Blok(begin, sleutels) for begin, sleutels in blokken]


def _weiger_overlap(paren: Sequence[tuple[Plicht, "_Lezer"]]) -> None:
    op_dag = sorted(paren, key=lambda paar: (paar[0].code, paar[0].vanaf))
    for (eerste, _), (tweede, lezer) in pairwise(op_dag):
        if eerste.code is tweede.code and (eerste.tot is None or tweede.vanaf < eerste.tot):
            lezer.weiger("vanaf", "overlapt een andere regel met dezelfde code")


Keuze = TypeVar("Keuze", bound=StrEnum)
_TEKSTEN = ("code", "titel", "vraagt", "bron")
_VERTAALD = {taal: {veld: f"{veld}_{taal}" for veld in ("titel", "vraagt")} for taal in ("en", "fr")}
_GEWOON = {*_TEKSTEN, "zekerheid", "vanaf", "tot", "ernst", "nota", "parameters"}
_VELDEN = _GEWOON.union(*(velden.values() for velden in _VERTAALD.values()))


@dataclass(frozen=True, slots=True)
class _Lezer:
    """Reads one rule; every refusal names its line and its code."""

    rij: Mapping[str, object]
    blok: _Blok

    def weiger(self, veld: str, reden: str) -> NoReturn:
        lijn = self.blok.sleutels.get(veld, self.blok.begin)
        raise ConfiguratieFout(BESTAND, f"lijn {lijn}, plicht {self.rij.get('code', '?')}", f"{veld}: {reden}")

    def plicht(self) -> Plicht:
        for veld in self.rij:
            if veld not in _VELDEN:
                self.weiger(veld, "onbekend veld")
        code = self._keuze("code", Code)
        vanaf, tot = self._dag("vanaf"), self._dag("tot") if "tot" in self.rij else None
        if tot is not None and tot <= vanaf:
            self.weiger("tot", "moet na vanaf liggen")
        return Plicht(
            code=code,
            titel=self._tekst("titel"),
            vraagt=self._tekst("vraagt"),
            bron=self._tekst("bron"),
            zekerheid=self._keuze("zekerheid", Zekerheid),
            vanaf=vanaf,
            tot=tot,
            ernst=self._keuze("ernst", Ernst),
            parameters=self._parameters(code),
            nota=self._tekst("nota") if "nota" in self.rij else "",
            vertalingen={
                taal: {veld: self._tekst(sleutel) for veld, sleutel in velden.items() if sleutel in self.rij}
                for taal, velden in _VERTAALD.items()
            },
        )

    def _tekst(self, veld: str) -> str:
        waarde = self.rij.get(veld)
        if not isinstance(waarde, str) or not waarde.strip():
            self.weiger(veld, "moet een tekst zijn")
        return waarde.strip()

    def _keuze(self, veld: str, keuzes: type[Keuze]) -> Keuze:
        waarde = self._tekst(veld)
        if waarde not in list(keuzes):
            self.weiger(veld, f"{waarde} is geen van {', '.join(keuzes)}")
        return keuzes(waarde)

    def _dag(self, veld: str) -> date:
        waarde = self.rij.get(veld)
        if not isinstance(waarde, date) or isinstance(waarde, datetime):
            self.weiger(veld, "moet een dag zijn, als 2013-06-24")
        return waarde

    def _parameters(self, code: Code) -> Mapping[str, int]:
        waarden = self.rij.get("parameters", {})
        if not isinstance(waarden, dict):
            self.weiger("parameters", "moet een tabel zijn")
        nodig = PARAMETERS.get(code, frozenset())
        for naam in sorted(nodig ^ set(waarden)):
            self.weiger(naam, "ontbreekt" if naam in nodig else "onbekende parameter")
        for naam, waarde in waarden.items():
            if type(waarde) is not int or waarde < 0:
                self.weiger(naam, "moet een geheel getal zijn, nul of meer")
        return dict(waarden)
