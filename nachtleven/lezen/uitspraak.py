"""How names are said in the language they are in, as somebody of another language writes them by ear.

In: words as keys. Out: the same words as they would be written by ear, by the rules in `config/talen/uitspraak/`.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.woordtabel import lees_toml

Regel = tuple[re.Pattern[str], str]


class Uitspraken:
    """The rules of every language, `talen`; safe to share by threads."""

    def __init__(self, folder: Path) -> None:
        """Load them; raises ConfiguratieFout where a file or a rule in it doesn't parse."""
        self._regels: list[list[Regel]] = []
        paden = sorted(folder.glob("*.toml"))
        self.talen = frozenset(pad.stem for pad in paden)
        for pad in paden:
            try:
                paren = lees_toml(pad)["regels"]
                self._regels.append([(re.compile(wat, re.MULTILINE), door.upper()) for wat, door in paren])
            except (KeyError, ValueError, re.error) as fout:
                raise ConfiguratieFout(str(pad), "regels", str(fout)) from fout

    def van(self, woorden: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Give for each word how it is said in each language, in order; laid in one row, which is far sooner.

        What a rule wrote stands in capitals until the end, so that no later rule reads it.
        """
        if not woorden:
            return {}
        rijen = [woorden]
        for regels in self._regels:
            rij = "\n".join(woorden)
            for wat, door in regels:
                rij = wat.sub(door, rij)
            rijen.append(rij.lower().split("\n"))
        return {woord: tuple(anders) for woord, *anders in zip(*rijen, strict=True)}
