"""Compliance in figures: per duty what was found, how often again at the same venue, and what inspections saw."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

Plichtsoort = tuple[str, str]
"""A duty and the kind of finding: `vaststelling` or `signaal`."""

Vondsten = Mapping[tuple[str, str, str], int]
"""How many findings by duty, kind and venue."""


@dataclass(frozen=True, slots=True)
class Naleving:
    """The findings of one duty and kind in a period.

    `zaken`: at how many venues; `opnieuw`: at how many of them more than once. `vorige`: findings of the period of the
    same length before; `jaar_eerder`: of the same months a year ago. `controles`, `niet_ok`: how often an inspection
    looked at this duty, and saw it unmet.
    """

    plicht: str
    aard: str
    aantal: int
    zaken: int
    opnieuw: int
    vorige: int
    jaar_eerder: int
    controles: int
    niet_ok: int


def maak_naleving(
    nu: Vondsten, vorige: Vondsten, jaar_eerder: Vondsten, gezien: Mapping[str, tuple[int, int]]
) -> tuple[Naleving, ...]:
    """Count the findings by duty and kind; `gezien`: by duty how often it was inspected, and how often unmet.

    A duty that was inspected, or was found unmet before, stands there with 0 findings too.
    """
    per_zaak: dict[Plichtsoort, Counter[str]] = {}
    for (plicht, aard, zaak), aantal in nu.items():
        per_zaak.setdefault((plicht, aard), Counter())[zaak] += aantal
    toen, jaar = _per_soort(vorige), _per_soort(jaar_eerder)
    soorten = {*per_zaak, *toen, *jaar, *((plicht, "vaststelling") for plicht in gezien)}
    uit = []
    for soort in sorted(soorten):
        zaken = per_zaak.get(soort, Counter[str]())
        controles, niet_ok = gezien.get(soort[0], (0, 0)) if soort[1] == "vaststelling" else (0, 0)
        uit.append(
            Naleving(
                plicht=soort[0],
                aard=soort[1],
                aantal=zaken.total(),
                zaken=len(zaken),
                opnieuw=sum(aantal > 1 for aantal in zaken.values()),
                vorige=toen[soort],
                jaar_eerder=jaar[soort],
                controles=controles,
                niet_ok=niet_ok,
            )
        )
    return tuple(uit)


def _per_soort(vondsten: Vondsten) -> Counter[Plichtsoort]:
    sommen = Counter[Plichtsoort]()
    for (plicht, aard, _zaak), aantal in vondsten.items():
        sommen[plicht, aard] += aantal
    return sommen
