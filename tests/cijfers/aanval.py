"""An attack on a shared report: for every hidden count, the least and the most it can be given all that is shown."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def grenzen(
    cellen: Sequence[tuple[int, ...]], sommen: Sequence[tuple[Sequence[int], int]], aantal: int
) -> list[tuple[int, int]]:
    """Give (least, most) of each of `cellen`, a cell being a set of atoms of `aantal` atoms of 1 or more each.

    `sommen`: sets of atoms of which the sum was published.
    """
    matrix = np.zeros((len(sommen), aantal))
    for nummer, (atomen, _) in enumerate(sommen):
        matrix[nummer, list(atomen)] = 1
    waarden = np.array([som for _, som in sommen], dtype=float)
    voorwaarde = [LinearConstraint(matrix, waarden, waarden)] if sommen else []
    uit = []
    for atomen in cellen:
        doel = np.zeros(aantal)
        doel[list(atomen)] = 1
        einden = []
        for teken in (1, -1):
            gevonden = milp(teken * doel, constraints=voorwaarde, bounds=Bounds(1, 10_000), integrality=np.ones(aantal))
            assert gevonden.success, gevonden.message
            einden.append(round(teken * gevonden.fun))
        uit.append((einden[0], einden[1]))
    return uit


def ruimte(grens: Mapping[str, tuple[int, int]]) -> int:
    """Give the fewest possible values over all hidden counts; of none: very many."""
    return min((hoog - laag + 1 for laag, hoog in grens.values()), default=10_000)
