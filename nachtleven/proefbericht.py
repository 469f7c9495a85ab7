"""The daily probe text to our own number: how it is written and known again. It opens no melding."""

import re
from collections.abc import Callable

_TEKENS = "CDEFGHJKLMNPQRTVWXY3479"
_LENGTE = 12
_VORM = re.compile(rf"\s*NACHTLEVEN-PROEF ([{_TEKENS}]{{{_LENGTE}}})\s*")


def nieuwe_code(kies: Callable[[int], int]) -> str:
    """Make a code that nobody can guess; `kies(n)` gives a number from 0 to n - 1."""
    return "".join(_TEKENS[kies(len(_TEKENS))] for _ in range(_LENGTE))


def proeftekst(code: str) -> str:
    """Write the probe text."""
    return f"NACHTLEVEN-PROEF {code}"


def lees_proefcode(tekst: str) -> str | None:
    """Give the code of a text that is a probe and nothing else; whether it is one of ours, the database tells."""
    gevonden = _VORM.fullmatch(tekst)
    return gevonden[1] if gevonden else None
