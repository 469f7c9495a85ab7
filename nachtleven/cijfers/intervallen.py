"""Intervals of 95 %: Garwood's exact one for a count, Wilson's for a share.

Sources: Garwood 1936 (exact Poisson limits); Wilson 1927 (score interval of a proportion).
"""

import math
from collections.abc import Callable

import numpy as np

_STAART = 0.025
_Z = 1.959963984540054
_STAPPEN = 100


def _poisson_tot(aantal: int, verwacht: float) -> float:
    """Give P(X <= aantal) for a Poisson count; -1 or less gives 0. Exact to some 1e-12 up to about a million."""
    if aantal < 0:
        return 0.0
    if verwacht <= 0:
        return 1.0
    breedte = int(12 * math.sqrt(verwacht) + 40)
    onder = max(0, min(aantal, int(verwacht)) - breedte)
    boven = min(aantal, int(verwacht) + breedte)
    log_verwacht = math.log(verwacht)
    verder = log_verwacht - np.log(np.arange(onder + 1, boven + 1))
    eerste = onder * log_verwacht - verwacht - math.lgamma(onder + 1)
    return min(1.0, float(np.exp(eerste + np.concatenate(([0.0], np.cumsum(verder)))).sum()))


def _halveer(onder: float, boven: float, te_laag: Callable[[float], bool]) -> float:
    for _ in range(_STAPPEN):
        midden = (onder + boven) / 2
        if midden in {onder, boven}:
            break
        onder, boven = (midden, boven) if te_laag(midden) else (onder, midden)
    return (onder + boven) / 2


def garwood(aantal: int) -> tuple[float, float]:
    """Give the exact 95 % limits of the expected count behind this count; the lower limit of 0 is 0."""
    if aantal < 0:
        raise ValueError("een aantal is minstens 0")
    top = aantal + 6 * math.sqrt(aantal + 1) + 6
    onder = 0.0 if aantal == 0 else _halveer(0.0, float(aantal), lambda m: 1 - _poisson_tot(aantal - 1, m) < _STAART)
    return onder, _halveer(float(aantal), top, lambda m: _poisson_tot(aantal, m) > _STAART)


def wilson(deel: int, geheel: int) -> tuple[float, float]:
    """Give the 95 % limits of the share `deel` of `geheel`, between 0 and 1; of nothing: (0, 1)."""
    if not 0 <= deel <= geheel:
        raise ValueError("een deel ligt tussen 0 en het geheel")
    if geheel == 0:
        return 0.0, 1.0
    p, z2 = deel / geheel, _Z * _Z
    noemer = 1 + z2 / geheel
    midden = (p + z2 / (2 * geheel)) / noemer
    half = _Z * math.sqrt(p * (1 - p) / geheel + z2 / (4 * geheel * geheel)) / noemer
    return max(0.0, midden - half), min(1.0, midden + half)
