"""Shielding of small counts, so that no sum that is published gives a hidden count back.

Three rules hold together, for tables that count the same meldingen:
- A quarter is shielded for itself: in each sum the hidden counts are two or more and leave each of them at least
  three possible values. A zero is shown, so a hidden count is known to be 1 or more.
- A year hides whatever one of its quarters hides. A shift of one melding between two hidden cells of a quarter then
  changes no published figure of any quarter or of the year.
- The months of a year are hidden as in the reports of its quarters.

Sources: Hundepool et al., Statistical Disclosure Control, 2012, chapter 4 (secondary suppression).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from nachtleven.cijfers.speelruimte import heeft_ruimte, maak_net

GEWICHT = (1, 3, 10)
"""How dear it is to hide a melding from the wider tables: street, zone, duty; in the table of venues it is 1."""

_PLAATSEN = 3
_HEEL, _DEELS = 60, 300
"""With up to so many venues the audit may start from all hidden; with up to so many, from what was found."""

SPELING = 2
"""How far a hidden count must be able to move at least: two steps are three values."""


def is_klein(aantal: int, drempel: int) -> bool:
    """Tell whether a count is not zero and under the threshold."""
    return 0 < aantal < drempel


def heeft_speling(waarden: Collection[int]) -> bool:
    """Tell whether counts of which the sum is known keep three possible values each; none: nothing to give back."""
    if not waarden:
        return True
    bodem = 1 if min(waarden) > 0 else 0
    return len(waarden) > 1 and sum(waarden) - bodem * len(waarden) >= SPELING


def scherm_verdeling(waarden: Mapping[str, int], drempel: int, ook: Collection[str] = ()) -> frozenset[str]:
    """Give the keys to hide of a table whose counts sum to the published number of meldingen.

    `ook`: keys that are hidden for a reason of their own. Where the sum itself is under the threshold it is hidden
    too, and every count that isn't zero with it.
    """
    dicht = {s for s, aantal in waarden.items() if is_klein(aantal, drempel) or s in ook}
    if is_klein(sum(waarden.values()), drempel):
        return frozenset(dicht)
    over = sorted((s for s in waarden if s not in dicht), key=lambda s: (waarden[s] == 0, waarden[s], s))
    while dicht and over and not heeft_speling([waarden[s] for s in dicht]):
        dicht.add(over.pop(0))
    return frozenset(dicht)


def scherm_meervoudig(
    waarden: Mapping[str, int], geheel: int, drempel: int, rest: str, ook: Collection[str] = ()
) -> frozenset[str]:
    """Give the keys to hide of a table in which a melding may count several times.

    `ook`: keys that are hidden for a reason of their own. `rest` is the key of the meldingen without any: `geheel`
    less that is how many have one, a count of its own that bounds every other from above, and the largest of the
    others bounds the rest.
    """
    dicht = {s for s, aantal in waarden.items() if is_klein(aantal, drempel) or s in ook}
    if is_klein(geheel, drempel):
        return frozenset(dicht)
    zonder = waarden.get(rest, 0)
    if is_klein(geheel - zonder, drempel):
        dicht.add(rest)
    over = sorted(
        (s for s in waarden if s not in dicht and s != rest and waarden[s] > 0), key=lambda s: (waarden[s], s)
    )
    if len(dicht) == 1 and over:
        dicht.add(over.pop(0))
    while rest in dicht and over and geheel - waarden[over[-1]] - 1 < SPELING:
        dicht.add(over.pop())
    return frozenset(dicht)


def scherm_paren(
    paren: Mapping[tuple[str, str], int], dicht: Collection[str], drempel: int
) -> frozenset[tuple[str, str]]:
    """Give the pairs to hide: the small ones, and all that are not zero of a ground that is hidden."""
    return frozenset(
        paar for paar, aantal in paren.items() if aantal and (is_klein(aantal, drempel) or set(paar) & set(dicht))
    )


@dataclass(frozen=True, slots=True)
class Blad:
    """A venue with its count and the group it falls in of each wider table; `eigen`: hidden for a reason of its own."""

    sleutel: str
    aantal: int
    groepen: tuple[str, ...]
    eigen: bool = False


@dataclass(frozen=True, slots=True)
class Afscherming:
    """What is hidden: venues, and the groups of each wider table, in the order of `Blad.groepen`."""

    bladen: frozenset[str]
    groepen: tuple[frozenset[str], ...]

    def zonder(self, sleutel: str, plaats: int | None) -> "Afscherming":
        """Give the same with one group, or one venue (None), shown."""
        if plaats is None:
            return replace(self, bladen=self.bladen - {sleutel})
        return replace(self, groepen=tuple(g - {sleutel} if i == plaats else g for i, g in enumerate(self.groepen)))


def scherm_plaatsen(bladen: Sequence[Blad], drempel: int, ook: Sequence[Collection[str]] = ()) -> Afscherming:
    """Shield venues and the wider tables over them (street, zone, duty) together.

    A melding can be thought away from one hidden venue to another without any published sum noticing where the two
    lie in the same group, or both groups are hidden. Among venues that can trade so, the hidden ones must be two or
    more, with room for three values each; a hidden group must be able to trade with another. What fails gets the
    cheapest partner: the one that hides the smallest counts with it. `ook`: by place, groups hidden for a reason of
    their own. Where the venues are few enough to audit, what need not be hidden is opened, the widest table first.
    """
    werk = _Plaatsen(bladen, drempel, ook)
    nodig = werk.stand
    gevonden = werk.scherm()
    if not bladen or is_klein(sum(blad.aantal for blad in bladen), drempel):
        return gevonden
    return _verruim(bladen, nodig, gevonden)


def _verruim(bladen: Sequence[Blad], nodig: Afscherming, gevonden: Afscherming) -> Afscherming:
    """Open what the audit lets be open: of few venues from all hidden, of more from what was found."""
    alles = Afscherming(
        frozenset(b.sleutel for b in bladen if b.aantal),
        tuple(frozenset(b.groepen[plaats] for b in bladen) for plaats in range(_PLAATSEN)),
    )
    if len(bladen) <= _HEEL and _is_veilig(bladen, alles):
        alles = _open_eenlingen(bladen, nodig, alles)
        return _open(bladen, nodig, alles, (*reversed(range(_PLAATSEN)), None))
    if len(bladen) <= _DEELS and _is_veilig(bladen, gevonden):
        return _open(bladen, nodig, gevonden, (2, 1))
    return gevonden


def _open_eenlingen(bladen: Sequence[Blad], nodig: Afscherming, stand: Afscherming) -> Afscherming:
    """Open at once, with its groups, a venue that is a whole zone or duty of its own: it trades with nobody there."""
    for blad in bladen:
        alleen = any(sum(b.groepen[plaats] == blad.groepen[plaats] for b in bladen) == 1 for plaats in (1, 2))
        vrij = blad.sleutel not in nodig.bladen and not any(
            groep in vast for groep, vast in zip(blad.groepen, nodig.groepen, strict=True)
        )
        if alleen and vrij:
            poging = stand.zonder(blad.sleutel, None)
            for plaats, groep in enumerate(blad.groepen):
                poging = poging.zonder(groep, plaats)
            stand = poging if _is_veilig(bladen, poging) else stand
    return stand


def _open(
    bladen: Sequence[Blad], nodig: Afscherming, stand: Afscherming, volgorde: Sequence[int | None]
) -> Afscherming:
    """Open what isn't needed hidden and leaves the audit content: a table at once, else one by one, biggest first.

    `volgorde`: the places, None for the venues.
    """
    for plaats in volgorde:
        sommen: dict[str, int] = defaultdict(int)
        for blad in bladen:
            sommen[blad.sleutel if plaats is None else blad.groepen[plaats]] += blad.aantal
        vast = nodig.bladen if plaats is None else nodig.groepen[plaats]
        los = sorted((s for s in sommen if s not in vast), key=lambda s: (-sommen[s], s))
        if _is_veilig(bladen, poging := reduce(lambda deel, s: deel.zonder(s, plaats), los, stand)):
            stand = poging
            continue
        for sleutel in los:
            if _is_veilig(bladen, poging := stand.zonder(sleutel, plaats)):
                stand = poging
    return stand


def _is_veilig(bladen: Sequence[Blad], stand: Afscherming) -> bool:
    zaken = [(b.aantal, (b.groepen[0], b.groepen[1], b.groepen[2]), b.sleutel in stand.bladen) for b in bladen]
    return heeft_ruimte(maak_net(zaken, stand.groepen), SPELING)


class _Plaatsen:
    """The work of `scherm_plaatsen`: what is hidden so far, growing until everything has room."""

    def __init__(self, bladen: Sequence[Blad], drempel: int, ook: Sequence[Collection[str]]) -> None:
        self._bladen = sorted(bladen, key=lambda b: b.sleutel)
        self._breedte = range(len(self._bladen[0].groepen)) if self._bladen else range(0)
        self._sommen: list[dict[str, int]] = [defaultdict(int) for _ in self._breedte]
        for blad in self._bladen:
            for plaats in self._breedte:
                self._sommen[plaats][blad.groepen[plaats]] += blad.aantal
        self._totaal_dicht = is_klein(sum(b.aantal for b in self._bladen), drempel)
        self._dicht = {b.sleutel for b in self._bladen if is_klein(b.aantal, drempel) or (b.eigen and b.aantal > 0)}
        self._groepen = [{g for g, som in sommen.items() if is_klein(som, drempel)} for sommen in self._sommen]
        for dicht, groepen, sommen in zip(self._groepen, ook, self._sommen, strict=False):
            dicht |= {g for g in groepen if sommen.get(g, 0) > 0}

    @property
    def stand(self) -> Afscherming:
        """What is hidden so far."""
        return Afscherming(frozenset(self._dicht), tuple(frozenset(g) for g in self._groepen))

    def scherm(self) -> Afscherming:
        """Add partners until nothing fails; each turn hides more, so it ends."""
        while not self._totaal_dicht:
            zwak = self._zwakke()
            gedaan = [self._geef_partner(blad, plaats) for blad, plaats in zwak]
            if not any(gedaan):
                break
        return self.stand

    def _soort(self, blad: Blad) -> tuple[str, ...]:
        """Name the venues that it can trade with: its open groups, and one mark for all hidden ones."""
        return tuple("" if g in self._groepen[i] else "=" + g for i, g in enumerate(blad.groepen))

    def _zwakke(self) -> list[tuple[Blad, int | None]]:
        """Give one hidden venue of every set without room, and of every hidden group that can't trade (its place)."""
        sets: dict[tuple[str, ...], list[Blad]] = defaultdict(list)
        for blad in self._bladen:
            if blad.sleutel in self._dicht:
                sets[self._soort(blad)].append(blad)
        zwak: list[tuple[Blad, int | None]] = [
            (leden[0], None) for leden in sets.values() if not heeft_speling([b.aantal for b in leden])
        ]
        return zwak or self._opgesloten(sets.values())

    def _opgesloten(self, sets: Iterable[list[Blad]]) -> list[tuple[Blad, int | None]]:
        vrij: set[tuple[int, str]] = set()
        vast: dict[tuple[int, str], Blad] = {}
        for leden in sets:
            for plaats in self._breedte:
                namen = {b.groepen[plaats] for b in leden}
                if len(namen) > 1:
                    vrij |= {(plaats, naam) for naam in namen}
                elif namen & self._groepen[plaats]:
                    vast.setdefault((plaats, leden[0].groepen[plaats]), leden[0])
        return [(blad, sleutel[0]) for sleutel, blad in vast.items() if sleutel not in vrij]

    def _geef_partner(self, blad: Blad, buiten: int | None) -> bool:
        """Hide the cheapest partner of this venue, outside of its own group at place `buiten` if one is given."""
        soort = self._soort(blad)
        kandidaten = [
            b
            for b in self._bladen
            if b is not blad
            and (buiten is None or b.groepen[buiten] != blad.groepen[buiten])
            and not (b.sleutel in self._dicht and self._soort(b) == soort)
        ]
        if not kandidaten:
            return False
        keuze = min(kandidaten, key=lambda b: (b.aantal == 0, self._kost(blad, b), b.sleutel))
        self._dicht.add(keuze.sleutel)
        for plaats, (een, ander) in enumerate(zip(blad.groepen, keuze.groepen, strict=True)):
            if een != ander:
                self._groepen[plaats] |= {een, ander}
        return True

    def _kost(self, blad: Blad, partner: Blad) -> int:
        """Give how many meldingen go out of sight with this partner, over all tables."""
        kost = 0 if partner.sleutel in self._dicht else partner.aantal
        for plaats, (een, ander) in enumerate(zip(blad.groepen, partner.groepen, strict=True)):
            if een != ander:
                open_ = [g for g in (een, ander) if g not in self._groepen[plaats]]
                kost += GEWICHT[plaats] * sum(self._sommen[plaats][g] for g in open_)
        return kost
