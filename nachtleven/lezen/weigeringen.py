"""The words that tell of a refusal by themselves: a text that holds them is never taken for chatter."""

from collections.abc import Sequence
from pathlib import Path

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.tekst import Token, tokens
from nachtleven.lezen.woordtabel import lees_toml


class Weigerwoorden:
    """Finds the phrases of `talen/inhoud/weigering.toml`; safe to share by threads."""

    def __init__(self, pad: Path) -> None:
        """Load the phrases; raises ConfiguratieFout where the file is missing or holds something else."""
        per_taal = lees_toml(pad).get("weigering", {})
        if not all(isinstance(zin, str) for zinnen in per_taal.values() for zin in zinnen):
            raise ConfiguratieFout(str(pad), "weigering", "is geen lijst van teksten")
        self._zinnen: dict[str, list[tuple[str, ...]]] = {}
        alle = {sleutels for zinnen in per_taal.values() for zin in zinnen if (sleutels := _sleutels(zin))}
        for sleutels in sorted(alle, key=len):
            self._zinnen.setdefault(sleutels[0], []).append(sleutels)

    def zoek(self, woorden: Sequence[Token]) -> Woorden | None:
        """Give the first stretch of the text that tells of a refusal."""
        sleutels = [woord.sleutel for woord in woorden]
        for eerste, sleutel in enumerate(sleutels):
            for zin in self._zinnen.get(sleutel, ()):
                if tuple(sleutels[eerste : eerste + len(zin)]) == zin:
                    return Woorden(woorden[eerste].begin, woorden[eerste + len(zin) - 1].eind)
        return None


def _sleutels(zin: str) -> tuple[str, ...]:
    return tuple(token.sleutel for token in tokens(zin) if token.sleutel)
