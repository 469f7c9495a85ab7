"""Signals: which venues get more reports than their exposure and their own past let one expect.

Comes in: per venue its count and exposure (nights with a doorman times capacity) of the years before, and this year by
month. Goes out: what was expected, between which counts chance alone stays, and whether the rise is more than that.

- Rates differ between venues as a gamma; its shape comes from the city's earlier years (gamma-Poisson shrinkage), so
  that a venue with a short past is drawn towards the city's mean.
- A CUSUM over the months of the year, set for a rate that doubles, gathers what lies above expectation.
- Its highest point is judged by its exact chance (on a grid of 0.1 report) in a year without change, the rate itself
  being unsure. All venues together stay under one criterion: the share of city-years with any false signal.
- A venue of which so few reports are expected that no method could tell is said to be just that.

Sources: Robbins 1956 and Clayton & Kaldor 1987 (empirical Bayes, gamma-Poisson); Page 1954 and Lucas 1985 (CUSUM for
counts); Spiegelhalter 2005 (funnel plots); Šidák 1967. See docs/methode.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Reeks = npt.NDArray[np.float64]

VALS_ALARM = 0.045
"""The share of city-years with any signal where nothing changed; a little under the 5 % that is promised."""
MINST_VERWACHT = 4.5
"""From so many expected reports a year a venue takes part; under it no method can tell in time."""
STIJGING = 2.0
"""The rise that the CUSUM is set for."""
MAANDEN = 12

_FIJN = 10
_KNOPEN = 41
_VORMEN = tuple(0.25 * 1.12**stap for stap in range(60))
_ZINLOOS = 2 * _FIJN


class Signaalsoort(StrEnum):
    """What is said of a venue."""

    SIGNAAL = "meer_dan_verwacht"
    GEEN = "binnen_verwachting"
    TE_WEINIG = "te_weinig_om_te_zien"


@dataclass(frozen=True, slots=True)
class Zaakverleden:
    """What is known of one door venue. Exposure is in any unit, the same for all venues and months.

    `eerder`, `blootstelling_eerder`: of the earlier years. `aantallen`, `blootstellingen`: of this year by month, up to
    now; at most twelve. `in_periode`: the last so many of them make the period of the report.
    """

    zaak: str
    eerder: int
    blootstelling_eerder: float
    aantallen: tuple[int, ...]
    blootstellingen: tuple[float, ...]
    in_periode: int = MAANDEN


@dataclass(frozen=True, slots=True)
class Signaal:
    """What is said of a venue: the count of the period, what was expected, and the limits of chance (95 %)."""

    zaak: str
    soort: Signaalsoort
    aantal: int
    verwacht: float
    ondergrens: int
    bovengrens: int
    sinds: int | None
    """The month of the year, from 1, in which the CUSUM first said so; None: no signal."""


@dataclass(frozen=True, slots=True)
class Spreiding:
    """How rates differ between venues: a gamma with this shape, and mean `vorm / tempo` a unit of exposure."""

    vorm: float
    tempo: float


def schat_spreiding(eerder: Sequence[int], blootstelling: Sequence[float]) -> Spreiding | None:
    """Fit the gamma on the earlier years by marginal likelihood; None where nothing was reported or nobody was open."""
    aantallen, open_ = np.asarray(eerder, float), np.asarray(blootstelling, float)
    if aantallen.sum() <= 0 or open_.sum() <= 0:
        return None
    per_eenheid = float(aantallen.sum() / open_.sum())
    hoogtes, hoe_vaak = np.unique(aantallen, return_counts=True)

    def waarschijnlijk(vorm: float) -> float:
        tempo = vorm / per_eenheid
        som = sum(
            keer * (math.lgamma(vorm + hoogte) - math.lgamma(vorm))
            for hoogte, keer in zip(hoogtes, hoe_vaak, strict=True)
        )
        return float(som + (vorm * np.log(tempo / (tempo + open_)) + aantallen * np.log(1.0 / (tempo + open_))).sum())

    beste = max(_VORMEN, key=waarschijnlijk)
    return Spreiding(beste, beste / per_eenheid)


def zoek_signalen(zaken: Sequence[Zaakverleden]) -> list[Signaal]:
    """Judge every venue, in their order; without any earlier year nothing can be told of any."""
    spreiding = schat_spreiding([z.eerder for z in zaken], [z.blootstelling_eerder for z in zaken])
    if spreiding is None:
        return [_onbekend(z) for z in zaken]
    standen = [_Stand(z, spreiding) for z in zaken]
    mee = sum(stand.doet_mee for stand in standen)
    kans = 1 - (1 - VALS_ALARM) ** (1 / mee) if mee else 0.0
    return [stand.oordeel(kans) for stand in standen]


def _onbekend(zaak: Zaakverleden) -> Signaal:
    aantal = sum(zaak.aantallen[-zaak.in_periode :]) if zaak.in_periode else 0
    return Signaal(zaak.zaak, Signaalsoort.TE_WEINIG, aantal, 0.0, 0, 0, None)


class _Stand:
    """One venue against its own expectation: a rate that is a gamma with shape `vorm` and rate `tempo`."""

    def __init__(self, zaak: Zaakverleden, spreiding: Spreiding) -> None:
        self._zaak = zaak
        self._vorm = spreiding.vorm + zaak.eerder
        self._tempo = spreiding.tempo + zaak.blootstelling_eerder
        gezien = zaak.blootstellingen
        verder = (sum(gezien) / len(gezien) if gezien else 0.0,) * (MAANDEN - len(gezien))
        self._jaar = np.asarray((*gezien, *verder), float)

    @property
    def doet_mee(self) -> bool:
        """Tell whether enough is expected in a year to tell a rise in time."""
        return self._vorm / self._tempo * float(self._jaar.sum()) >= MINST_VERWACHT

    @property
    def _drempels(self) -> npt.NDArray[np.int64]:
        """The count of each month, in grid steps, above which the CUSUM climbs."""
        per_maand = self._vorm / self._tempo * self._jaar * (STIJGING - 1) / math.log(STIJGING)
        return np.rint(per_maand * _FIJN).astype(np.int64)

    def oordeel(self, kans: float) -> Signaal:
        """Judge; `kans`: how likely a false signal of this venue may be in a year."""
        zaak = self._zaak
        aantal = sum(zaak.aantallen[-zaak.in_periode :]) if zaak.in_periode else 0
        open_ = float(sum(zaak.blootstellingen[-zaak.in_periode :])) if zaak.in_periode else 0.0
        laag, hoog = grenzen(self._vorm, self._tempo, open_)
        sinds = self._sinds(kans) if self.doet_mee else None
        soort = Signaalsoort.GEEN if sinds is None else Signaalsoort.SIGNAAL
        if not self.doet_mee:
            soort = Signaalsoort.TE_WEINIG
        return Signaal(zaak.zaak, soort, aantal, self._vorm / self._tempo * open_, laag, hoog, sinds)

    def _sinds(self, kans: float) -> int | None:
        hoogste, stand = 0, 0
        for maand, (aantal, drempel) in enumerate(
            zip(self._zaak.aantallen, self._drempels[: len(self._zaak.aantallen)], strict=True), start=1
        ):
            stand = max(0, stand + aantal * _FIJN - int(drempel))
            if stand > hoogste:
                hoogste = stand
                if hoogste > _ZINLOOS and self._kans_op(hoogste) <= kans:
                    return maand
        return None

    def _kans_op(self, hoogte: int) -> float:
        """Give the chance that the CUSUM reaches this height in twelve months in which nothing changes."""
        tempos, gewichten = _knopen(self._vorm, self._tempo)
        staat = np.zeros((_KNOPEN, hoogte))
        staat[:, 0] = 1.0
        for open_, drempel in zip(self._jaar, self._drempels, strict=True):
            staat = _stap(staat, tempos * open_, int(drempel))
        return float(1 - (staat.sum(axis=1) * gewichten).sum())


def _stap(staat: Reeks, verwacht: Reeks, drempel: int) -> Reeks:
    """Move every height one month on; what reaches the top leaves."""
    hoogte = staat.shape[1]
    nieuw = np.zeros_like(staat)
    kans = np.exp(-verwacht)
    for aantal in range((hoogte + drempel) // _FIJN + 1):
        schuif = aantal * _FIJN - drempel
        deel = staat * kans[:, None]
        if schuif >= 0:
            nieuw[:, schuif:] += deel[:, : max(hoogte - schuif, 0)]
        else:
            nieuw[:, 0] += deel[:, : min(-schuif, hoogte)].sum(axis=1)
            nieuw[:, : max(hoogte + schuif, 0)] += deel[:, -schuif:]
        kans = kans * verwacht / (aantal + 1)
    return nieuw


def _knopen(vorm: float, tempo: float) -> tuple[Reeks, Reeks]:
    """Give rates over the gamma, evenly, with their weights."""
    breed = math.sqrt(vorm)
    x = np.linspace(max(vorm - 4.5 * breed, vorm * 1e-3), vorm + 6 * breed, _KNOPEN)
    log_dicht = (vorm - 1) * np.log(x) - x
    gewicht = np.exp(log_dicht - log_dicht.max())
    return x / tempo, gewicht / gewicht.sum()


def grenzen(vorm: float, tempo: float, blootstelling: float, kans: float = 0.95) -> tuple[int, int]:
    """Give the counts between which a period without change stays with this chance: negative binomial, exact."""
    if blootstelling <= 0:
        return 0, 0
    q = blootstelling / (tempo + blootstelling)
    log_p = vorm * math.log1p(-q)
    staart, tot, aantal, laag = (1 - kans) / 2, math.exp(log_p), 0, None
    while True:
        if laag is None and tot > staart:
            laag = aantal
        if tot >= 1 - staart or aantal > 50 * (vorm / tempo * blootstelling + 10):
            return laag or 0, aantal
        log_p += math.log(vorm + aantal) - math.log(aantal + 1) + math.log(q)
        aantal += 1
        tot += math.exp(log_p)
