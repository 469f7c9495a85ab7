"""Whether a new password will do: long enough, hard to guess, not one's own name.

How hard it is to guess is zxcvbn's estimate (Wheeler, USENIX Security 2016), with the words of this house beside its
own.
"""

from collections.abc import Iterable
from enum import StrEnum

WACHTWOORD_LENGTE = 12
WACHTWOORD_HOOGSTENS = 200
_STERK = 4
"""Of zxcvbn's 0 to 4: from ten to the tenth guesses."""
_GESCHAT = 72
"""So many signs are estimated; what is longer is at least as strong."""
_BEKENDE_WOORDEN = (
    "welkom", "wachtwoord", "geheim", "nachtleven", "meldpunt", "melding", "portier", "politie", "onthaal", "beheer",
    "economie", "preventie", "stad", "januari", "februari", "maart", "april", "juni", "juli",
    "augustus", "september", "oktober", "november", "december", "lente", "zomer", "herfst", "winter", "maandag",
    "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "azerty", "azertyuiop",
)  # fmt: skip
"""What a guesser of this house tries first, which an English list doesn't have."""


class Wachtwoordgebrek(StrEnum):
    """What is wrong with a new password."""

    KORT = "kort"
    LANG = "lang"
    NAAM = "naam"
    RAADBAAR = "raadbaar"


def gebreken_wachtwoord(wachtwoord: str, naam: str, stadswoorden: Iterable[str] = ()) -> list[Wachtwoordgebrek]:
    """List what is wrong with a new password; empty: it will do. How hard it is to guess is asked last.

    `stadswoorden`: what a guesser of this city tries first, such as its short number.
    """
    gebreken = []
    if len(wachtwoord) < WACHTWOORD_LENGTE:
        gebreken.append(Wachtwoordgebrek.KORT)
    if len(wachtwoord) > WACHTWOORD_HOOGSTENS:
        gebreken.append(Wachtwoordgebrek.LANG)
    if naam and naam.lower() in wachtwoord.lower():
        gebreken.append(Wachtwoordgebrek.NAAM)
    if not gebreken and _sterkte(wachtwoord, [naam, *stadswoorden, *_BEKENDE_WOORDEN]) < _STERK:
        gebreken.append(Wachtwoordgebrek.RAADBAAR)
    return gebreken


def _sterkte(wachtwoord: str, bekend: list[str]) -> int:
    """Give zxcvbn's score, 0 to 4."""
    from zxcvbn import zxcvbn  # long lists of words, which only who chooses a password waits for

    score: int = zxcvbn(wachtwoord[:_GESCHAT], bekend)["score"]
    return score
