"""Sounds found with a letter more or less: two that differ by one letter, or in the place of one, share a number.

In: sounds (`klank.klanken`). Out: the pairs that share a number, to be compared further; two others share one by chance
once in thousands of millions. All sounds of a text are looked up at once, which is ten times sooner than one by one.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nachtleven.lezen.klank import geraamte, geraamten, klanken

Merken = NDArray[np.uint32]
Getallen = NDArray[np.int32]

KORTST, LANGST = 4, 24
"""Letters of a sound that is found by one letter more or less; shorter and longer ones only whole."""
MEESTE = 60
"""Sounds of the table that one number leads to; one in more of them than that says nothing."""

SKELET = "#"
"""What stands before the consonants of a word, so that they share a number with consonants only."""
BEGIN = 6
"""Letters that the beginning of a long sound has."""
OPENING = "^"
"""What stands before such a beginning."""

GROND = 0x9E3779B1
"""A letter counts for its code times this to the power of its place, in 32 bits; odd, so that it can be undone."""
OMGEKEERD = np.uint32(pow(GROND, -1, 1 << 32))
MACHTEN = np.array([pow(GROND, plek, 1 << 32) for plek in range(64)], np.uint32)


def merken(geluiden: Sequence[str], los: NDArray[np.bool_]) -> tuple[Merken, Getallen]:
    """Give the numbers of sounds, and of those that are `los` with each letter left out; beside it whose each is."""
    lengtes = np.fromiter(map(len, geluiden), np.int64, len(geluiden))
    letters = np.frombuffer("".join(geluiden).encode("utf-32-le", "surrogatepass"), np.uint32)
    eindes = lengtes.cumsum()
    nummers = np.arange(len(geluiden), dtype=np.int32)
    van = nummers.repeat(lengtes)
    plekken = np.arange(len(letters)) - (eindes - lengtes)[van]
    som = np.zeros(len(letters) + 1, np.uint32)
    np.cumsum(letters * MACHTEN[plekken & 63], dtype=np.uint32, out=som[1:])
    voor, na = som[eindes - lengtes], som[eindes]
    kort = (los & (lengtes >= KORTST) & (lengtes <= LANGST))[van]
    zonder = som[:-1] - voor[van] + (na[van] - som[1:]) * OMGEKEERD
    return np.concatenate((na - voor, zonder[kort])), np.concatenate((nummers, van[kort]))


class Klanktabel:
    """Many sounds, each with the number of what it is the sound of; safe to share by threads."""

    def __init__(self, geluiden: Sequence[str], los: Sequence[bool], waarvan: Sequence[int]) -> None:
        """Lay out the sounds, those that are `los` to be found by one letter less too: a second for a million."""
        getallen, van = merken(geluiden, np.array(los, np.bool_))
        volgorde = np.argsort(getallen, kind="stable")
        self._merken = getallen[volgorde]
        self._waarvan = np.array(waarvan, np.int32)[van[volgorde]]
        bits = max(12, (8 * len(getallen)).bit_length())
        self._schuif = np.uint32(32 - bits)
        self._gezien = np.zeros(1 << bits, np.bool_)
        self._gezien[self._merken >> self._schuif] = True

    def zoek(self, geluiden: Sequence[str], los: Sequence[bool]) -> Iterator[tuple[int, list[int]]]:
        """Give for the place of a sound what shares a number with it, at most `MEESTE`; a place may come again."""
        getallen, van = merken(geluiden, np.array(los, np.bool_))
        raak = self._gezien[getallen >> self._schuif].nonzero()[0]
        gevraagd = getallen[raak]
        begin, eind = self._merken.searchsorted(gevraagd), self._merken.searchsorted(gevraagd, "right")
        for plek, eerste, laatste in zip(van[raak].tolist(), begin.tolist(), eind.tolist(), strict=True):
            if laatste > eerste:
                yield plek, self._waarvan[eerste : min(laatste, eerste + MEESTE)].tolist()


def begin_van(geluid: str) -> str:
    """Give by what a long sound is looked up by its beginning, for another language gives it another ending."""
    return f"{OPENING}{geluid[:BEGIN]}" if BEGIN + 1 < len(geluid) <= LANGST else ""


def tabel_van(
    sleutels: Sequence[str],
    geraamte_van: Iterable[int],
    *,
    met_begin: bool = False,
    gezegd: Sequence[tuple[int, str]] = (),
) -> Klanktabel:
    """Lay out the sounds of keys, the consonants of those at these places, and the beginnings of long ones if asked.

    `gezegd`: how the key at a place is said otherwise; a word by ear is found by that too.
    """
    geluiden = klanken(sleutels)
    erbij = [(SKELET + een, plek) for plek in geraamte_van for een in geraamten(sleutels[plek])]
    erbij += [(SKELET + geraamte(een), plek) for plek, een in gezegd]
    if met_begin:
        erbij += [(begin, plek) for plek, geluid in enumerate(geluiden) if (begin := begin_van(geluid))]
    los = [*geluiden, *klanken([een for _, een in gezegd])]
    return Klanktabel(
        [*los, *(een for een, _ in erbij)],
        [True] * len(los) + [False] * len(erbij),
        [*range(len(geluiden)), *(plek for plek, _ in gezegd), *(plek for _, plek in erbij)],
    )
