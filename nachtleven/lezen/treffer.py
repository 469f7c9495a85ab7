"""What a stretch of a text may be: a name or a part of one, how alike, how much of it, found in which way."""

from dataclasses import dataclass

KLINKT_ALS = 0.97
"""How alike two words are that sound the same."""
MEESTE_INGANGEN = 60
"""Venues that one stretch may stand for; a word in more names than that says nothing."""


@dataclass(frozen=True, slots=True)
class Treffer:
    """A stretch [begin, eind) of pieces that may be (a part of) a form of a venue's name.

    `gelijk`: 1 is letter for letter. `dekking`: the part of the letters that tell which venue it is, 0 to 1.
    `voluit`: every word of the form was said. `kaal`: an ending was taken off. `wijze`: letters, klank, geraamte or
    vertaald. `kern`: letters of the form that tell which venue it is and were said. `leeg`: all words of
    the form only say what kind of venue it is. `aanhang`: the letters that were taken off. `naam`: the key of the part
    of the form that was said.
    """

    zaak: int
    vorm: int
    begin: int
    eind: int
    gelijk: float
    dekking: float
    voluit: bool
    alias: bool
    kaal: bool
    wijze: str
    kern: int
    leeg: bool = False
    aanhang: str = ""
    naam: str = ""
