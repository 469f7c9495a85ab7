"""The reason and the number of people in a log line in words; the words: `config/lezen/logregel.toml`."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from nachtleven.fouten import ConfiguratieFout
from nachtleven.register.logboek import Reden

_MEESTE = 500


@dataclass(frozen=True, slots=True)
class Logwoorden:
    """The beginnings of words per reason, in order; the words that follow a number of people."""

    redenen: tuple[tuple[Reden, tuple[str, ...]], ...]
    aantal: frozenset[str]

    def reden(self, tekst: str) -> Reden:
        """Give the reason that the text names first in the order of the file; `andere` where it names none."""
        kaal = f" {_kaal(tekst)}"
        for reden, begins in self.redenen:
            if any(f" {begin}" in kaal for begin in begins):
                return reden
        return Reden.ANDERE

    def hoeveel(self, tekst: str) -> int | None:
        """Give the number of people that the text tells, None where it tells none."""
        for getal, woord in re.findall(r"(?<![\d:.,])(\d{1,3})\s*(?:x\s*)?([a-z]+)", _kaal(tekst)):
            if woord in self.aantal and 0 < int(getal) <= _MEESTE:
                return int(getal)
        return None


def _kaal(tekst: str) -> str:
    plat = unicodedata.normalize("NFKD", tekst.lower())
    return "".join(teken if teken.isalnum() or teken in ":.-" else " " for teken in plat if teken.isprintable())


def laad_logwoorden(config: Path) -> Logwoorden:
    """Read the words.

    Raises:
        ConfiguratieFout: the file is not there, doesn't parse, or names a reason that doesn't exist.
    """
    bestand = config / "lezen" / "logregel.toml"
    try:
        ruw = tomllib.loads(bestand.read_text(encoding="utf-8"))
        redenen = tuple((Reden(naam), tuple(woorden)) for naam, woorden in ruw["redenen"].items())
        return Logwoorden(redenen, frozenset(ruw["aantal"]["woorden"]))
    except (OSError, ValueError, KeyError) as fout:
        raise ConfiguratieFout(str(bestand), "bestand", str(fout)) from fout
