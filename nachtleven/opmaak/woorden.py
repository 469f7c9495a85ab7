"""The words of the report: titles, notes and names for codes, by language, from sjablonen/woorden.TAAL.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

SJABLONEN = Path(__file__).parent / "sjablonen"
TALEN = ("nl", "en", "fr")
"""The languages that a report can be read in; the first where none is asked, or another."""

_SMAL = "\u202f"
_DEZELFDE = {"grond_a": "grond", "grond_b": "grond", "reden_log": "reden_deur"}
"""Columns whose codes have the names of another column."""


@dataclass(frozen=True, slots=True)
class Woorden:
    """Names for codes by column, titles and notes by table, and the fixed sentences of the report."""

    codes: Mapping[str, Mapping[str, str]]
    titels: Mapping[str, str]
    noten: Mapping[str, str]
    kolommen: Mapping[str, str]
    zinnen: Mapping[str, Any]

    def met_zaken(self, namen: Mapping[str, str]) -> "Woorden":
        """Give the same words with the names of venues by id."""
        return replace(self, codes={**self.codes, "zaak": namen})

    def getal(self, aantal: float) -> str:
        """Write a number with a thin space between thousands."""
        return f"{aantal:,}".replace(",", _SMAL).replace(".", self.zinnen["decimaal"])

    def namen(self, kolom: str) -> Mapping[str, str]:
        """Give the names of a column's codes."""
        return self.codes.get(_DEZELFDE.get(kolom, kolom), {})

    def code(self, kolom: str, waarde: str | float | None) -> str:
        """Name a code of a column; one without a name is shown with spaces for underscores, a month by its name."""
        naam = self.namen(kolom).get(str(waarde)) or self.codes["algemeen"].get(str(waarde))
        if naam is not None:
            return naam
        if kolom == "maand":
            return f"{self.zinnen['maanden'][int(str(waarde)[-2:]) - 1]} {str(waarde)[:4]}"
        if kolom in {"zaak", "straat", "wijk", "aanbeveling"}:
            return str(waarde)
        leesbaar = str(waarde).replace("_", " ")
        return leesbaar[:1].upper() + leesbaar[1:] if kolom == "plicht" else leesbaar


@cache
def laad_woorden(taal: str = TALEN[0]) -> Woorden:
    """Read the words that come with the program, in this language; Dutch where there are none in it."""
    bestand = f"woorden.{taal if taal in TALEN else TALEN[0]}.toml"
    ruw = tomllib.loads((SJABLONEN / bestand).read_text(encoding="utf-8"))
    return Woorden(ruw["codes"], ruw["titels"], ruw["noten"], ruw["kolommen"], ruw["zinnen"])
