"""Counts of one period put together from those of its nights, and the small frames that the figures are made from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_

from nachtleven.cijfers.periodes import Periode
from nachtleven.opslag.nachtmaten import TELT, VORM, Maat
from nachtleven.opslag.nachttellingen import Nachtboek
from nachtleven.opslag.tabellen import MeldingRij

Codes = tuple[str, ...]
Maand = tuple[int, int]
"""A year and a month."""

_PER_NACHT = {Maat.STAND, Maat.UUR}
_VAN_PERIODE = tuple(maat for maat in Maat if maat not in {*_PER_NACHT, Maat.ZAAK})


@dataclass(frozen=True, slots=True)
class Nachtblok:
    """Counts of the meldingen and messages of a period.

    `per_nacht`, `uren`: by night, and by night and hour. `sommen`: of each other measure by key. `zaken`: by month, by
    venue (empty: not known).
    """

    per_nacht: Mapping[date, int]
    uren: Mapping[tuple[date, int], int]
    sommen: Mapping[Maat, Counter[str]]
    zaken: Mapping[Maand, Counter[str]]

    @property
    def aantal(self) -> int:
        """How many meldingen there are."""
        return sum(self.per_nacht.values())

    def codes(self, maat: Maat) -> dict[Codes, int]:
        """Give the grounds or facts that one melding carries together, with how many carry these; of none: ()."""
        return {tuple(filter(None, sleutel.split(","))): aantal for sleutel, aantal in self.sommen[maat].items()}

    def getallen(self, maat: Maat) -> dict[int, int]:
        """Give a measure whose keys are numbers."""
        return {int(sleutel): aantal for sleutel, aantal in self.sommen[maat].items()}

    def dicht_voor(self, dag: date) -> int:
        """How many were closed in a night before this one."""
        return sum(aantal for nacht, aantal in self.sommen[Maat.DICHT].items() if nacht < dag.isoformat())


def in_periode(periode: Periode) -> ColumnElement[bool]:
    """Give the condition that a melding counts in this period."""
    return and_(MeldingRij.nacht >= periode.van, MeldingRij.nacht < periode.tot, TELT)


def frame(rijen: Iterable[Sequence[Any]], kolommen: Sequence[str]) -> pd.DataFrame:
    """Make a frame of objects, so that None stays None; `aantal` becomes int64."""
    gemaakt = pd.DataFrame([tuple(rij) for rij in rijen], columns=list(kolommen), dtype=object)
    return gemaakt.astype({"aantal": "int64"})


def maak_blok(boek: Nachtboek, periode: Periode) -> Nachtblok:
    """Put the nights of a period together."""
    van, tot = periode.van, periode.tot
    uren = boek.per_nacht(van, tot, Maat.UUR)
    return Nachtblok(
        per_nacht=per_nacht(boek, van, tot),
        uren={(nacht, int(uur)): aantal for (nacht, uur), aantal in uren.items()},
        sommen=boek.sommen(van, tot, _VAN_PERIODE),
        zaken=zaken_per_maand(boek, van, tot),
    )


def per_nacht(boek: Nachtboek, van: date, tot: date) -> dict[date, int]:
    """Give the meldingen of each night that holds any, in their order."""
    geteld = boek.per_nacht(van, tot, Maat.STAND)
    return {nacht: aantal for (nacht, vorm), aantal in sorted(geteld.items()) if aantal and vorm == VORM}


def zaken_per_maand(boek: Nachtboek, van: date, tot: date) -> dict[Maand, Counter[str]]:
    """Give the meldingen by venue (empty: not known) of each month in [van, tot) that holds any."""
    per_maand: dict[Maand, Counter[str]] = {}
    while van < tot:
        einde = min(tot, (van.replace(day=1) + timedelta(days=32)).replace(day=1))
        if geteld := boek.sommen(van, einde, (Maat.ZAAK,))[Maat.ZAAK]:
            per_maand[van.year, van.month] = geteld
        van = einde
    return per_maand


def per_waarde(sommen: Mapping[str, int]) -> pd.DataFrame:
    """Give the values with their counts, what is not told (empty) as None and last."""
    op_naam = sorted(sommen.items(), key=lambda rij: (rij[0] == "", rij[0]))
    return frame([(waarde or None, aantal) for waarde, aantal in op_naam], ("waarde", "aantal"))


def per_code(geteld: Mapping[Codes, int]) -> pd.DataFrame:
    """Count the meldingen that carry each code."""
    sommen = Counter[str]()
    for codes, aantal in geteld.items():
        sommen.update(dict.fromkeys(codes, aantal))
    return frame(sorted(sommen.items()), ("code", "aantal"))


def paren(geteld: Mapping[Codes, int]) -> pd.DataFrame:
    """Count the meldingen that carry each pair of codes, the first of the pair first in the alphabet."""
    sommen = Counter[tuple[str, str]]()
    for codes, aantal in geteld.items():
        sommen.update(dict.fromkeys(combinations(codes, 2), aantal))
    return frame([(*paar, aantal) for paar, aantal in sorted(sommen.items())], ("code_a", "code_b", "aantal"))
