"""How far each hidden count of the places could move, all that is shown being kept: an exact audit, by flows.

A venue is an arc from its street to its duty. A shown street, zone or duty fixes a sum; what can move without any of
them noticing runs in a circle. Streets lie in one zone each, so the shown sums are two trees and the audit is exact:
the matrix of two laminar families is a network matrix.

Source: Castro, Minimum-distance controlled tabular adjustment, and network audits of two-way tables, 2012.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_BEGIN, _EINDE = ("geheel", "begin"), ("geheel", "einde")
Knoop = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Boog:
    """An arc of the net: a count that may move from `van` to `naar`; `bodem`: the least it can be."""

    van: Knoop
    naar: Knoop
    aantal: int
    bodem: int


def maak_net(zaken: Sequence[tuple[int, tuple[str, str, str], bool]], dicht: Sequence[Collection[str]]) -> list[Boog]:
    """Make the arcs of hidden venues and hidden groups.

    `zaken`: (count, (street, zone, duty), hidden). `dicht`: the hidden streets, zones and duties. A shown count is a
    constant and gives no arc. The total is published: nothing runs from its end back to its begin.
    """
    straten: dict[tuple[str, str], int] = defaultdict(int)
    wijken: dict[str, int] = defaultdict(int)
    plichten: dict[str, int] = defaultdict(int)
    bogen = []
    for aantal, (straat, wijk, plicht), is_dicht in zaken:
        straten[straat, wijk] += aantal
        wijken[wijk] += aantal
        plichten[plicht] += aantal
        if is_dicht:
            bogen.append(Boog(("straat", f"{wijk}\x1f{straat}"), ("plicht", plicht), aantal, 1))
    for (straat, wijk), aantal in straten.items():
        if straat in dicht[0]:
            bogen.append(Boog(("wijk", wijk), ("straat", f"{wijk}\x1f{straat}"), aantal, 1))
    bogen += [Boog(_BEGIN, ("wijk", wijk), n, 1) for wijk, n in wijken.items() if wijk in dicht[1]]
    bogen += [Boog(("plicht", plicht), _EINDE, n, 1) for plicht, n in plichten.items() if plicht in dicht[2]]
    return bogen


def heeft_ruimte(bogen: Sequence[Boog], stappen: int) -> bool:
    """Tell whether every arc can take `stappen` + 1 values at least, the others moving as they must."""
    uit: Mapping[Knoop, list[tuple[int, int]]] = _buren(bogen)
    return all(_stappen(bogen, uit, nummer, stappen) >= stappen for nummer in range(len(bogen)))


def _buren(bogen: Sequence[Boog]) -> dict[Knoop, list[tuple[int, int]]]:
    """List by node the arcs that can be followed, +1 along and -1 against the arrow."""
    uit: dict[Knoop, list[tuple[int, int]]] = defaultdict(list)
    for nummer, boog in enumerate(bogen):
        uit[boog.van].append((nummer, 1))
        uit[boog.naar].append((nummer, -1))
    return uit


def _stappen(bogen: Sequence[Boog], uit: Mapping[Knoop, list[tuple[int, int]]], vast: int, hoogstens: int) -> int:
    """Count how far one arc can move, down and up together, up to `hoogstens`."""
    gedaan = 0
    for kant in (1, -1):
        stand = [boog.aantal for boog in bogen]
        while gedaan < hoogstens and (kant > 0 or stand[vast] > bogen[vast].bodem):
            rondgang = _pad(bogen, uit, stand, vast, kant)
            if rondgang is None:
                break
            for nummer, teken in [*rondgang, (vast, kant)]:
                stand[nummer] += teken
            gedaan += 1
    return gedaan


def _pad(
    bogen: Sequence[Boog], uit: Mapping[Knoop, list[tuple[int, int]]], stand: Sequence[int], vast: int, kant: int
) -> list[tuple[int, int]] | None:
    """Find arcs that bring one melding back around the arc `vast` that moved by `kant`; None: there are none."""
    boog = bogen[vast]
    begin, doel = (boog.naar, boog.van) if kant > 0 else (boog.van, boog.naar)
    vorige: dict[Knoop, tuple[Knoop, int, int] | None] = {begin: None}
    rij = deque([begin])
    while rij and doel not in vorige:
        knoop = rij.popleft()
        for nummer, teken in uit[knoop]:
            buur = bogen[nummer].naar if teken > 0 else bogen[nummer].van
            past = nummer != vast and (teken > 0 or stand[nummer] > bogen[nummer].bodem)
            if past and buur not in vorige:
                vorige[buur] = (knoop, nummer, teken)
                rij.append(buur)
    if doel not in vorige:
        return None
    pad, stap = [], vorige[doel]
    while stap is not None:
        pad.append((stap[1], stap[2]))
        stap = vorige[stap[0]]
    return pad
