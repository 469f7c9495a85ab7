"""Bericht: one SMS in, as a gateway gave it; and how many parts a text out takes.

Counting follows GSM 03.38: 160 characters of the basic alphabet, 153 a part when joined; outside it UCS-2, 70 and 67.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM7_DUBBEL = frozenset("\f^{}\\[~]|€")
_GSM7_ALLES = _GSM7 | _GSM7_DUBBEL
_ONLEESBAAR = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    + "".join(chr(vlak << 16 | einde) for vlak in range(1, 17) for einde in (0xFFFE, 0xFFFF))
    + "]"
)
"""What XML and PostgreSQL refuse: control characters but line ends and tabs, halves of a pair, what is no character."""


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
    return _GSM7_ALLES.issuperset(tekst)


def aantal_delen(tekst: str) -> int:
    """Count the parts that the text takes as SMS; an empty text takes one."""
    if is_gsm7(tekst):
        lengte = len(tekst) + sum(map(tekst.count, _GSM7_DUBBEL))
        enkel, deel = 160, 153
    else:
        lengte = len(tekst.encode("utf-16-le")) // 2
        enkel, deel = 70, 67
    return 1 if lengte <= enkel else -(-lengte // deel)


def leesbaar(tekst: str) -> str:
    """Give the text without the control characters that XML and PostgreSQL refuse; line ends and tabs stay."""
    return _ONLEESBAAR.sub("", tekst)
