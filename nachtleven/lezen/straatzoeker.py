"""Streets in a text, with a house number where one follows, and the venues that stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from nachtleven.lezen.index import ZaakIndex, naamwoorden
from nachtleven.lezen.klank import geraamte, geraamten, klank, merk, merken
from nachtleven.lezen.plaatsstukken import Stuk, Venster
from nachtleven.lezen.plaatswoorden import Plaatswoorden
from nachtleven.lezen.schrift import schrift, schriftgelijk

KORTSTE_STAM = 5
"""Letters that must be left of a street without its ending."""
GERAAMTE = 4
"""Consonants that a street in a script without short vowels must have."""
SCHRIFT = 0.82
"""How alike it must be."""


@dataclass(frozen=True, slots=True)
class Straat:
    """A street found in pieces [begin, eind): its venues, those with the number that follows, how alike (0 to 1).

    `zeker`: it is said as a street (its ending, a word for street), not only by what is left without the ending.
    """

    begin: int
    eind: int
    zaken: tuple[int, ...]
    op_nummer: tuple[int, ...]
    gelijk: float
    zeker: bool
    heeft_nummer: bool


@dataclass(frozen=True, slots=True)
class Naamvorm:
    """One way to call a street: its key, the street's number, whether its ending is there."""

    sleutel: str
    straat: int
    heel: bool


class Straatzoeker:
    """Finds the streets of the venues of an index."""

    def __init__(self, index: ZaakIndex, woorden: Plaatswoorden) -> None:
        """Lay out the streets; takes a second for fifty thousand."""
        self._woorden = woorden
        self._zaken: list[list[tuple[int, str]]] = []
        self._vormen: list[Naamvorm] = []
        self._merken: dict[int, list[int]] = {}
        self._treffers = lru_cache(maxsize=1 << 14)(self._zoek_treffers)
        nummers: dict[str, int] = {}
        for zaak, (straat, huisnummer) in enumerate(index.straten):
            delen = naamwoorden(straat)
            if not delen:
                continue
            nummer = nummers.setdefault("".join(delen), len(nummers))
            if nummer == len(self._zaken):
                self._zaken.append([])
                self._voeg_toe(delen, nummer)
            self._zaken[nummer].append((zaak, _huisnummer(huisnummer)))

    def _voeg_toe(self, delen: Sequence[str], nummer: int) -> None:
        heel = "".join(delen)
        vormen = {heel: True}
        if len(delen) > 1 and len(delen[-1]) >= KORTSTE_STAM + 4:
            vormen.setdefault(delen[-1], True)
        if len(delen) > 2:
            vormen.setdefault("".join(delen[1:]), True)
        for vorm in tuple(vormen):
            for einde, kort in self._woorden.kortvormen:
                if vorm.endswith(einde):
                    vormen.setdefault(vorm.removesuffix(einde) + kort, True)
            for einde in self._woorden.straateindes:
                if vorm.endswith(einde) and len(vorm) - len(einde) >= KORTSTE_STAM:
                    vormen.setdefault(vorm[: -len(einde)], False)
                    break
        for vorm, met_einde in vormen.items():
            plek = len(self._vormen)
            self._vormen.append(Naamvorm(vorm, nummer, met_einde))
            kaal = geraamten(vorm) if met_einde and len(geraamte(vorm)) >= GERAAMTE else ()
            for getal in {*merken(klank(vorm)), *(merk("#" + een) for een in kaal)}:
                self._merken.setdefault(getal, []).append(plek)

    def zoek(self, stukken: Sequence[Stuk], rij: Sequence[Venster]) -> list[Straat]:
        """Give the streets, the best reading of each stretch only."""
        per_plek: dict[int, tuple[float, int, Straat]] = {}
        arabisch = [schrift(stuk.vorm) == "arabisch" for stuk in stukken]
        for venster in rij:
            if len(venster.sleutel) < KORTSTE_STAM or venster.eind - venster.begin > 3:
                continue
            treffers = self._treffers(venster.sleutel, venster.geluid, arabisch[venster.begin])
            if treffers:
                gelijk, heel = treffers[0][1], any(vorm.heel for vorm, _ in treffers)
                straat = self._straat(stukken, venster, sorted({vorm.straat for vorm, _ in treffers}), (gelijk, heel))
                waarde = (gelijk + 0.1 * heel, len(venster.sleutel), straat)
                for plek in range(venster.begin, venster.eind):
                    if plek not in per_plek or waarde[:2] > per_plek[plek][:2]:
                        per_plek[plek] = waarde
        uit = [waarde[2] for waarde in per_plek.values()]
        return [straat for n, straat in enumerate(uit) if straat not in uit[:n]]

    def _zoek_treffers(self, sleutel: str, geluid: str, arabisch: bool) -> list[tuple[Naamvorm, float]]:  # noqa: FBT001
        getallen = (*merken(geluid), merk("#" + geraamte(sleutel))) if arabisch else merken(geluid)
        if self._merken.keys().isdisjoint(getallen):
            return []
        plekken = {plek for getal in getallen for plek in self._merken.get(getal, ())}
        beste: list[tuple[Naamvorm, float]] = []
        for plek in plekken:
            vorm = self._vormen[plek]
            if arabisch and vorm.heel and (gelijk := schriftgelijk(sleutel, vorm.sleutel, SCHRIFT)) >= SCHRIFT:
                beste.append((vorm, gelijk))
                continue
            ander = klank(vorm.sleutel)
            afstand = 0 if ander == geluid else OSA.distance(geluid, ander, score_cutoff=2)
            mag = 0 if len(geluid) < (6 if vorm.heel else 8) else 1 if len(geluid) < 9 or not vorm.heel else 2
            if afstand <= mag and _cijfers(sleutel) == _cijfers(vorm.sleutel):
                beste.append((vorm, 1.0 - afstand / max(len(ander), len(geluid))))
        top = max((gelijk for _, gelijk in beste), default=0.0)
        return [(vorm, gelijk) for vorm, gelijk in beste if gelijk == top]

    def _straat(
        self, stukken: Sequence[Stuk], venster: Venster, nummers: Sequence[int], hoe: tuple[float, bool]
    ) -> Straat:
        zaken = [paar for nummer in nummers for paar in self._zaken[nummer]]
        nummer = next(
            (_huisnummer(s.vorm) for s in stukken[venster.eind : venster.eind + 2] if s.vorm[0].isdigit()), ""
        )
        rond = [*stukken[max(0, venster.begin - 2) : venster.begin], *stukken[venster.eind : venster.eind + 1]]
        straatwoord = any(stuk.sleutel in self._woorden.straatwoorden for stuk in rond)
        return Straat(
            begin=venster.begin,
            eind=venster.eind,
            zaken=tuple(zaak for zaak, _ in zaken),
            op_nummer=tuple(zaak for zaak, eigen in zaken if nummer and eigen == nummer),
            gelijk=hoe[0],
            zeker=hoe[1] or straatwoord,
            heeft_nummer=bool(nummer),
        )


def _huisnummer(tekst: str) -> str:
    """Give the digits a house number begins with, without leading zeros; empty where it has none."""
    kop = tekst.strip().lower()
    cijfers = kop[: next((n for n, teken in enumerate(kop) if not teken.isdigit()), len(kop))]
    return cijfers.lstrip("0") if len(cijfers) <= 4 else ""


def _cijfers(sleutel: str) -> str:
    return "".join(teken for teken in sleutel if teken.isdigit())
