"""The words of the report: titles, notes and names for codes, from sjablonen/woorden.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SJABLONEN = Path(__file__).parent / "sjablonen"


@dataclass(frozen=True, slots=True)
class Woorden:
    """Names for codes by column, titles and notes by table, and the fixed sentences of the report."""

    codes: Mapping[str, Mapping[str, str]]
    titels: Mapping[str, str]
    noten: Mapping[str, str]
    kolommen: Mapping[str, str]
    zinnen: Mapping[str, Any]

    def code(self, kolom: str, waarde: str | float | None) -> str:
        """Name a code of a column; one without a name is shown with spaces for underscores, a month by its name."""
        naam = self.codes.get(kolom, {}).get(str(waarde)) or self.codes["algemeen"].get(str(waarde))
        if naam is not None:
            return naam
        if kolom == "maand":
            return f"{self.zinnen['maanden'][int(str(waarde)[-2:]) - 1]} {str(waarde)[:4]}"
        if kolom in {"zaak", "straat", "wijk"}:
            return str(waarde)
        leesbaar = str(waarde).replace("_", " ")
        return leesbaar[:1].upper() + leesbaar[1:] if kolom == "plicht" else leesbaar


@cache
def laad_woorden() -> Woorden:
    """Read the words that come with the program."""
    ruw = tomllib.loads((SJABLONEN / "woorden.toml").read_text(encoding="utf-8"))
    return Woorden(ruw["codes"], ruw["titels"], ruw["noten"], ruw["kolommen"], ruw["zinnen"])
