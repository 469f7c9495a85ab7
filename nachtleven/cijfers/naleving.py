"""Compliance in figures: per duty what was found, how often again at the same venue, and what inspections saw."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nachtleven.register.logboek import Controle, Oordeel
from nachtleven.toezicht.bevindingen import Bevinding

Plichtsoort = tuple[str, str]
"""A duty and the kind of finding: `vaststelling` or `signaal`."""


@dataclass(frozen=True, slots=True)
class Naleving:
    """The findings of one duty and kind in a period.

    `zaken`: at how many venues; `opnieuw`: at how many of them more than once. `vorige`: findings of the period of the
    same length before. `controles`, `niet_ok`: how often an inspection looked at this duty, and saw it unmet.
    """

    plicht: str
    aard: str
    aantal: int
    zaken: int
    opnieuw: int
    vorige: int
    controles: int
    niet_ok: int


def tel_naleving(
    bevindingen: Iterable[Bevinding], vorige: Iterable[Bevinding], controles: Iterable[Controle]
) -> tuple[Naleving, ...]:
    """Count the findings by duty and kind; a duty that was inspected stands there with 0 findings too."""
    nu, toen, gezien = list(bevindingen), Counter((b.plicht, b.aard.value) for b in vorige), list(controles)
    per_zaak: dict[Plichtsoort, Counter[str]] = {}
    for bevinding in nu:
        per_zaak.setdefault((bevinding.plicht, bevinding.aard.value), Counter())[bevinding.zaak_id] += 1
    bekeken = Counter(controle.plicht for controle in gezien)
    niet_ok = Counter(controle.plicht for controle in gezien if controle.oordeel is Oordeel.NIET_OK)
    soorten = {*per_zaak, *toen, *((plicht, "vaststelling") for plicht in bekeken)}
    return tuple(_rij(soort, per_zaak.get(soort, Counter()), toen, (bekeken, niet_ok)) for soort in sorted(soorten))


def _rij(
    soort: Plichtsoort,
    zaken: Counter[str],
    vorige: Mapping[Plichtsoort, int],
    gezien: tuple[Mapping[str, int], Mapping[str, int]],
) -> Naleving:
    plicht, aard = soort
    vast = aard == "vaststelling"
    return Naleving(
        plicht=plicht,
        aard=aard,
        aantal=zaken.total(),
        zaken=len(zaken),
        opnieuw=sum(aantal > 1 for aantal in zaken.values()),
        vorige=vorige.get(soort, 0),
        controles=gezien[0].get(plicht, 0) if vast else 0,
        niet_ok=gezien[1].get(plicht, 0) if vast else 0,
    )
