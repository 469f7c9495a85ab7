"""Telephone numbers as they are compared: E.164 where one can be made of them, else the sign as it stands.

An alphanumeric sender and a short number have no E.164 form; they stay as they are, without spaces, upper case.
"""

import phonenumbers

_LAND = "BE"

WEB = "web:"
"""What the return code of a sender of the web form stands after."""


def normaliseer(nummer: str) -> str:
    """Give the one spelling of a number; 00, 04… and spaces are understood as in Belgium. Never raises."""
    kaal = "".join(nummer.split())[:80]
    if kaal.lower().startswith(WEB):
        return kaal.upper()
    try:
        gelezen = phonenumbers.parse(kaal, _LAND)
    except phonenumbers.NumberParseException:
        return kaal.upper()
    if not phonenumbers.is_possible_number(gelezen):
        return kaal.upper()
    return phonenumbers.format_number(gelezen, phonenumbers.PhoneNumberFormat.E164)


def gemaskeerd(nummer: str) -> str:
    """Give a number for a screen: its country and last two digits."""
    return f"{nummer[:3]}…{nummer[-2:]}" if len(nummer) > 6 else "…"
