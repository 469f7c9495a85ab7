"""The measures of reading: gold labels beside readings, both as the plain fields of the codebook.

A row is a mapping with the fields taal, soort, rol, zaak, kandidaten, tijdstip, gronden, feiten, kaartnummers, spoed
(and in the gold also ontvangen, tekst, marge_min). Every measure is a fraction kept as (right, out of), so that sets
can be added up before dividing.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Rij = Mapping[str, Any]
Paar = tuple[Rij, Rij]
"""(gold, reading)."""

DOELEN: Mapping[str, float] = {
    "zaak_precision": 0.99,
    "zaak_recall": 0.93,
    "zaak_recall_not_literal": 0.75,
    "zaak_in_top3": 0.0,
    "doubt_not_linked": 0.97,
    "doubt_candidates_complete": 0.85,
    "none_not_linked": 0.98,
    "taal_accuracy": 0.97,
    "soort_accuracy": 0.96,
    "rol_accuracy": 0.92,
    "tijdstip_within_margin": 0.95,
    "tijdstip_not_just_received": 0.88,
    "tijdstip_null_kept": 0.0,
    "gronden_f1": 0.88,
    "feiten_f1": 0.85,
    "kaartnummers_f1": 0.98,
    "spoed_recall": 0.95,
    "spoed_precision": 0.85,
}
"""What is asked of each measure, in the order of the table; 0 where nothing is asked."""


@dataclass(frozen=True, slots=True)
class Breuk:
    """A measure before dividing: so many right out of so many; `deel` and `geheel` may be weights."""

    deel: float = 0.0
    geheel: float = 0.0

    def __add__(self, ander: "Breuk") -> "Breuk":
        return Breuk(self.deel + ander.deel, self.geheel + ander.geheel)

    @property
    def waarde(self) -> float | None:
        """The fraction, or None where there was nothing to measure."""
        return self.deel / self.geheel if self.geheel else None


def kaal(tekst: str) -> str:
    """Give the text without case, marks and punctuation, a space at both ends."""
    zonder = "".join(t for t in unicodedata.normalize("NFKD", tekst.lower()) if not unicodedata.combining(t))
    return f" {' '.join(''.join(t if t.isalnum() else ' ' for t in zonder).split())} "


def tel(paren: Iterable[Paar], goed: Callable[[Rij, Rij], bool]) -> Breuk:
    """Count the pairs that are right."""
    oordelen = [goed(goud, gelezen) for goud, gelezen in paren]
    return Breuk(sum(oordelen), len(oordelen))


def gelijk(veld: str) -> Callable[[Rij, Rij], bool]:
    """Give the judgement that a field was read as the gold has it."""
    return lambda goud, gelezen: bool(gelezen[veld] == goud[veld])


def letterlijk(goud: Rij, namen: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether the text holds the venue's name or an alias as it stands in the register."""
    tekst = kaal(goud["tekst"])
    return any(kaal(naam) in tekst for naam in namen[goud["zaak"]])


def kandidaten_volledig(goud: Rij, gelezen: Rij) -> bool:
    """Tell whether nobody was linked, every candidate is offered and at most two that don't belong."""
    echt, geboden = set(goud["kandidaten"]), gelezen["kandidaten"]
    return not gelezen["zaak"] and echt <= set(geboden) and len(geboden) <= len(echt) + 2


def zaakmaten(paren: Sequence[Paar], namen: Mapping[str, Sequence[str]]) -> dict[str, Breuk]:
    """Measure the links against the set's own register."""
    helder = [paar for paar in paren if paar[0]["zaak"]]
    twijfel = [paar for paar in paren if paar[0]["kandidaten"]]
    geen = [paar for paar in paren if not paar[0]["zaak"] and not paar[0]["kandidaten"]]
    verhuld = [paar for paar in helder if not letterlijk(paar[0], namen)]
    juist = gelijk("zaak")
    return {
        "zaak_precision": tel([paar for paar in paren if paar[1]["zaak"]], juist),
        "zaak_recall": tel(helder, juist),
        "zaak_recall_not_literal": tel(verhuld, juist),
        "zaak_in_top3": tel(helder, lambda g, p: g["zaak"] == p["zaak"] or g["zaak"] in p["kandidaten"][:3]),
        "doubt_not_linked": tel(twijfel, lambda _, p: not p["zaak"]),
        "doubt_candidates_complete": tel(twijfel, kandidaten_volledig),
        "none_not_linked": tel(geen, lambda _, p: not p["zaak"]),
    }


def minuten_tussen(een: str, ander: str) -> float:
    """Give the distance of two ISO moments in minutes."""
    return abs((datetime.fromisoformat(een) - datetime.fromisoformat(ander)).total_seconds()) / 60


def binnen_marge(goud: Rij, gelezen: Rij) -> bool:
    """Tell whether a moment was read that lies within the gold's margin."""
    gezien = gelezen["tijdstip"]
    return bool(gezien) and minuten_tussen(gezien, goud["tijdstip"]) <= goud["marge_min"]


def tijdmaten(paren: Sequence[Paar]) -> dict[str, Breuk]:
    """Measure the moments: all of them, those that are not about the time of receipt, and the absent ones."""
    met = [paar for paar in paren if paar[0]["tijdstip"]]
    eerder = [p for p in met if minuten_tussen(p[0]["ontvangen"], p[0]["tijdstip"]) > p[0]["marge_min"]]
    zonder = [paar for paar in paren if not paar[0]["tijdstip"]]
    return {
        "tijdstip_within_margin": tel(met, binnen_marge),
        "tijdstip_not_just_received": tel(eerder, binnen_marge),
        "tijdstip_null_kept": tel(zonder, lambda _, p: not p["tijdstip"]),
    }


def f1(paren: Sequence[Paar], veld: str) -> Breuk:
    """Measure a field of codes: 2·found / (2·found + too many + missed)."""
    totaal = Breuk()
    for goud, gelezen in paren:
        echt, gezien = set(goud[veld]), set(gelezen[veld])
        raak = 2.0 * len(echt & gezien)
        totaal += Breuk(raak, raak + len(echt ^ gezien))
    return totaal


def maten(paren: Sequence[Paar], namen: Mapping[str, Sequence[str]]) -> dict[str, Breuk]:
    """Give every measure of one set, with `namen` the names and aliases of its register by zaak_id."""
    verteld = [paar for paar in paren if paar[0]["soort"] in ("melding", "incident")]
    dringend = [paar for paar in paren if paar[0]["spoed"]]
    alarm = [paar for paar in paren if paar[1]["spoed"]]
    return {
        **zaakmaten(paren, namen),
        "taal_accuracy": tel(paren, gelijk("taal")),
        "soort_accuracy": tel(paren, gelijk("soort")),
        "rol_accuracy": tel(verteld, gelijk("rol")),
        **tijdmaten(paren),
        **{f"{veld}_f1": f1(paren, veld) for veld in ("gronden", "feiten", "kaartnummers")},
        "spoed_recall": tel(dringend, gelijk("spoed")),
        "spoed_precision": tel(alarm, gelijk("spoed")),
    }


def optellen(per_set: Iterable[Mapping[str, Breuk]]) -> dict[str, Breuk]:
    """Add the measures of several sets."""
    som = {naam: Breuk() for naam in DOELEN}
    for een in per_set:
        for naam, breuk in een.items():
            som[naam] += breuk
    return som


@dataclass(frozen=True, slots=True)
class Bak:
    """One step of the calibration curve: readings whose sureness lies in [van, tot), how sure, how often right."""

    van: float
    tot: float
    aantal: int
    zekerheid: float
    juist: float


def ijking(oordelen: Sequence[tuple[float, bool]], stappen: int = 10) -> list[Bak]:
    """Give the calibration curve of (sureness, right) pairs; steps without readings are left out."""
    bakken: list[list[tuple[float, bool]]] = [[] for _ in range(stappen)]
    for zekerheid, juist in oordelen:
        bakken[min(int(zekerheid * stappen), stappen - 1)].append((zekerheid, juist))
    return [
        Bak(i / stappen, (i + 1) / stappen, len(b), sum(z for z, _ in b) / len(b), sum(j for _, j in b) / len(b))
        for i, b in enumerate(bakken)
        if b
    ]


def ijkfout(curve: Sequence[Bak]) -> float | None:
    """Give the expected calibration error: |sure - right| weighed by how many readings; None without readings."""
    aantal = sum(bak.aantal for bak in curve)
    return sum(bak.aantal * abs(bak.zekerheid - bak.juist) for bak in curve) / aantal if aantal else None


def anders_gelezen(goud: Rij, gelezen: Rij, veld: str) -> bool:
    """Tell whether one field was read otherwise than the gold has it; the moment within its margin counts as right."""
    if veld == "tijdstip":
        return not binnen_marge(goud, gelezen) if goud["tijdstip"] else bool(gelezen["tijdstip"])
    if veld in ("gronden", "feiten", "kaartnummers", "kandidaten"):
        return set(goud[veld]) != set(gelezen[veld])
    return bool(goud[veld] != gelezen[veld])
