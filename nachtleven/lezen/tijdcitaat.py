"""What somebody said in a text is not when it happened: "the bingo is on thursday grandma" names no night.

Quotation marks of all languages; a single one only where it can't be an apostrophe ('t, don't).
"""

import re
from collections.abc import Sequence

from nachtleven.lezen.tijddagen import Dag, Dagsoort

CITAAT = re.compile(
    r"""
    (?=["“„«'‘])(?:
    "[^"\n]{2,160}"
    | “[^”\n]{2,160}”
    | „[^“”"\n]{2,160}[“”"]
    | «[^»\n]{2,160}»
    | (?<!\w)['‘](?![tsknmdr]{1,2}\b)(?:[^'’‘\n]|(?<=\w)['’](?=\w)){2,160}['’](?!\w)
    )
    """,
    re.VERBOSE,
)
OPENT = frozenset("\"“„«'‘")
GEHEEL = 0.8
"""A text that is quoted for this part or more is told, not said by somebody in it."""
GEZEGD = frozenset({Dagsoort.WEEKDAG, Dagsoort.WEEKEND, Dagsoort.DATUM, Dagsoort.GELEDEN})


def buiten_citaat(tekst: str, genoemd: Sequence[Dag]) -> list[Dag]:
    """Give the days that stand outside what is quoted; "tonight" in a quotation is still tonight."""
    vakken = citaten(tekst) if genoemd else []
    return [
        dag
        for dag in genoemd
        if dag.soort not in GEZEGD or not any(begin <= dag.begin and dag.eind <= eind for begin, eind in vakken)
    ]


def citaten(tekst: str) -> list[tuple[int, int]]:
    """Give the stretches that are quoted; none where nearly the whole text is."""
    vakken = alle_citaten(tekst)
    return [] if sum(eind - begin for begin, eind in vakken) >= GEHEEL * len(tekst) else vakken


def alle_citaten(tekst: str) -> list[tuple[int, int]]:
    """Give the stretches between quotation marks."""
    return [] if OPENT.isdisjoint(tekst) else [raak.span() for raak in CITAAT.finditer(tekst)]
