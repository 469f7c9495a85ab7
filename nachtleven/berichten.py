"""Bericht: one SMS in, as a gateway gave it; and how many parts a text out takes.

Counting follows GSM 03.38: 160 characters of the basic alphabet, 153 a part when joined; outside it UCS-2, 70 and 67.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM7_DUBBEL = frozenset("\f^{}\\[~]|€")


class Kanaal(StrEnum):
    """By which way a report came in."""

    SMS = "sms"
    WEB = "web"
    TELEFOON = "telefoon"
    BALIE = "balie"
    MAIL = "mail"


BALIE = "balie"
"""The gateway of what staff type in. Its `naar` is empty unless who called asked for an answer."""


@dataclass(frozen=True, slots=True)
class Bericht:
    """One message as it came: unique by (poort, poort_id); `van` and `naar` as the gateway wrote them.

    `ontvangen` is aware. `bijlagen`: addresses of media at the gateway, fetched only when staff ask.
    """

    poort: str
    poort_id: str
    van: str
    naar: str
    tekst: str
    ontvangen: datetime
    kanaal: Kanaal = Kanaal.SMS
    bijlagen: tuple[str, ...] = ()


def is_gsm7(tekst: str) -> bool:
    """Tell whether the text fits the basic alphabet and its extension."""
    return all(teken in _GSM7 or teken in _GSM7_DUBBEL for teken in tekst)


def aantal_delen(tekst: str) -> int:
    """Count the parts that the text takes as SMS; an empty text takes one."""
    if is_gsm7(tekst):
        lengte = sum(2 if teken in _GSM7_DUBBEL else 1 for teken in tekst)
        enkel, deel = 160, 153
    else:
        lengte = len(tekst.encode("utf-16-le")) // 2
        enkel, deel = 70, 67
    return 1 if lengte <= enkel else -(-lengte // deel)


def leesbaar(tekst: str) -> str:
    """Give the text without the control characters that XML and PostgreSQL refuse; line ends and tabs stay."""
    return "".join(t for t in tekst if t in "\n\t" or not (ord(t) < 32 or 0x7F <= ord(t) < 0xA0 or _buiten_xml(t)))


def _buiten_xml(teken: str) -> bool:
    punt = ord(teken)
    return 0xD800 <= punt <= 0xDFFF or punt in (0xFFFE, 0xFFFF) or (punt & 0xFFFE) == 0xFFFE
