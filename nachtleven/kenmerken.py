"""References that people read out over the phone: no look-alikes, and a check character at the end.

The alphabet has 23 signs, a prime, so the weighted sum finds every single wrong sign and every swap of
neighbours. It lacks 0 O Q, 1 I L, 5 S, 2 Z, 8 B and 6, which a hand or an ear confuses.
"""

from collections.abc import Callable

ALFABET = "ACDEFGHJKMNPRTUVWXY3479"
_CIJFERS = "3479"
_LETTERS = "ACDEFGHJKMNPRTUVWXY"
_PLAATS = {teken: plaats for plaats, teken in enumerate(ALFABET)}
_LENGTE = 6


def controleteken(tekens: str) -> str:
    """Give the check character of signs of the alphabet (at most 20)."""
    som = sum(gewicht * _PLAATS[teken] for gewicht, teken in enumerate(tekens, start=2))
    return ALFABET[-som % len(ALFABET)]


def klopt(tekens: str) -> bool:
    """Tell whether the last sign is the check character of those before it."""
    return len(tekens) > 1 and all(t in _PLAATS for t in tekens) and controleteken(tekens[:-1]) == tekens[-1]


def maak_kenmerk(kies: Callable[[int], int]) -> str:
    """Make the reference of a melding, as KAN-4TR-7: `kies(n)` gives a number from 0 up to n."""
    tekens = "".join(ALFABET[kies(len(ALFABET))] for _ in range(_LENGTE))
    return toon_kenmerk(tekens + controleteken(tekens))


def toon_kenmerk(tekens: str) -> str:
    """Write seven signs with hyphens: three, three, one."""
    return f"{tekens[:3]}-{tekens[3:6]}-{tekens[6:]}"


def lees_kenmerk(tekst: str) -> str | None:
    """Give the kenmerk that a person typed, in its one spelling, or None where the check fails."""
    tekens = "".join(t for t in tekst.upper() if t.isalnum())
    return toon_kenmerk(tekens) if len(tekens) == _LENGTE + 1 and klopt(tekens) else None


def maak_zaakcode(kies: Callable[[int], int]) -> str:
    """Make a venue's code: letter, digit, three signs, check character; the digit keeps it from being a word.

    There are 924 692 of them, so that a register of 50,000 venues finds a free one at once.
    """
    tekens = _LETTERS[kies(len(_LETTERS))] + _CIJFERS[kies(len(_CIJFERS))]
    tekens += "".join(ALFABET[kies(len(ALFABET))] for _ in range(3))
    return tekens + controleteken(tekens)


def lees_zaakcode(woord: str) -> str | None:
    """Give the venue code that a word is, upper case, or None where it can't be one."""
    tekens = woord.upper()
    is_code = len(tekens) == 6 and tekens[0] in _LETTERS and tekens[1] in _CIJFERS and klopt(tekens)
    return tekens if is_code else None
