"""The report: from counts to tables, shielded where it is shared; pure, no clock, no files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nachtleven.cijfers.aandelen import met_aandelen
from nachtleven.cijfers.periodes import Periode, PeriodeFout, lees_periode
from nachtleven.cijfers.tabellen import Groepen, Sleutel, Tabel, maak_tabellen
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.cijfers.verbergen import verberg, zoek_verborgen
from nachtleven.fouten import Fout
from nachtleven.nacht import WEEKDAGEN

__all__ = [
    "VERSIES",
    "Periode",
    "PeriodeFout",
    "Rapport",
    "Rapportinstellingen",
    "VersieFout",
    "lees_periode",
    "maak_rapport",
]

VERSIES = ("intern", "deelbaar")

_GROEPEN = Groepen(
    nachten=(("ma-do", WEEKDAGEN[:4]), ("vr", ("vr",)), ("za", ("za",)), ("zo", ("zo",))),
    uren=(
        ("12-22", tuple(range(12, 22))),
        ("22-0", (22, 23)),
        ("0-2", (0, 1)),
        ("2-4", (2, 3)),
        ("4-12", tuple(range(4, 12))),
    ),
)


class VersieFout(Fout):
    """A version that a report of this period doesn't have; `soort` and `versie` as they were given."""

    def __init__(self, soort: str, versie: str, reden: str) -> None:
        super().__init__(reden)
        self.soort, self.versie = soort, versie


@dataclass(frozen=True, slots=True)
class Rapportinstellingen:
    """The city's choices: counts under `drempel` are shielded; `groepen`: nights and hours of a shared report."""

    drempel: int
    groepen: Groepen = _GROEPEN


@dataclass(frozen=True, slots=True)
class Rapport:
    """A report, whole: every table of it, always present. `gemaakt`: the moment of the data it was built from.

    `namen`: of venues by id, for what people read.
    """

    periode: Periode
    versie: str
    gemaakt: datetime
    voorlopig: bool
    drempel: int
    tabellen: Mapping[str, Tabel]
    namen: Mapping[str, str] = field(default_factory=dict)


def maak_rapport(
    tellingen: Tellingen, periode: Periode, versie: str, gemaakt: datetime, instellingen: Rapportinstellingen
) -> Rapport:
    """Make the report; `deelbaar`: with small counts shielded and nights and hours in groups.

    Raises:
        VersieFout: no such version, or a month that should be shared.
    """
    if versie not in VERSIES:
        raise VersieFout(periode.soort, versie, f"een verslag is intern of deelbaar, niet {versie}")
    if versie == "intern":
        tabellen = maak_tabellen(tellingen, periode, None)
    elif periode.soort == "maand":
        raise VersieFout(periode.soort, versie, "een verslag van een maand bestaat alleen als intern")
    else:
        tabellen = _deelbaar(tellingen, periode, instellingen)
    getoond = met_aandelen(tabellen)
    return Rapport(periode, versie, gemaakt, tellingen.voorlopig, instellingen.drempel, getoond, tellingen.namen)


def _deelbaar(tellingen: Tellingen, periode: Periode, instellingen: Rapportinstellingen) -> dict[str, Tabel]:
    """Make the shielded tables; a year hides what a report of one of its quarters hides."""
    ook: dict[str, frozenset[Sleutel]] = {}
    for deel, geteld in tellingen.delen:
        van_deel = zoek_verborgen(maak_tabellen(geteld, deel, instellingen.groepen), geteld.zaken, instellingen.drempel)
        for naam in van_deel:
            if naam != "per_jaar":  # in a quarter's report the year counts up to that quarter: another figure
                ook[naam] = ook.get(naam, frozenset()) | van_deel[naam]
    tabellen = maak_tabellen(tellingen, periode, instellingen.groepen)
    return verberg(tabellen, zoek_verborgen(tabellen, tellingen.zaken, instellingen.drempel, ook))
