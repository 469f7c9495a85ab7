"""A card number typed in the dark: the numbers that are one slip of the thumb away from it."""

from string import ascii_uppercase, digits

_LANGSTE = 20


def bijna_gelijk(sleutel: str) -> set[str]:
    """Give every number that differs by one sign, one sign more or less, or two neighbours swapped; not itself.

    `sleutel`: letters and digits, upper case. A digit may be another digit, a letter another letter. Of a number longer
    than any card's, nothing.
    """
    if len(sleutel) > _LANGSTE:
        return set()
    plekken = range(len(sleutel))
    wissel = {sleutel[:i] + sleutel[i + 1] + sleutel[i] + sleutel[i + 2 :] for i in plekken[:-1]}
    weg = {sleutel[:i] + sleutel[i + 1 :] for i in plekken}
    ander = {sleutel[:i] + teken + sleutel[i + 1 :] for i in plekken for teken in _soortgenoten(sleutel[i])}
    erbij = {sleutel[:i] + teken + sleutel[i:] for i in range(len(sleutel) + 1) for teken in digits}
    return (wissel | weg | ander | erbij) - {sleutel, ""}


def _soortgenoten(teken: str) -> str:
    return digits if teken.isdigit() else ascii_uppercase
