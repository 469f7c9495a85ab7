"""Streets in a text, with a house number where one follows, and the venues that stand there."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from nachtleven.lezen.index import ZaakIndex, naamwoorden
from nachtleven.lezen.klank import cijfers, geraamte, klank
from nachtleven.lezen.klanktabel import SKELET, tabel_van
from nachtleven.lezen.plaatsstukken import Stuk, Venster
from nachtleven.lezen.plaatswoorden import Plaatswoorden
from nachtleven.lezen.schrift import schrift, schriftgelijk

KORTSTE_STAM = 5
"""Letters that must be left of a street without its ending."""
LANGSTE_RIJ = 3
"""Words of a street that are looked for."""
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
        met_geraamte = (n for n, v in enumerate(self._vormen) if v.heel and len(geraamte(v.sleutel)) >= GERAAMTE)
        self._tabel = tabel_van([vorm.sleutel for vorm in self._vormen], met_geraamte)

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
        self._vormen += [Naamvorm(vorm, nummer, met_einde) for vorm, met_einde in vormen.items()]

    def zoek(self, stukken: Sequence[Stuk], rij: Sequence[Venster]) -> list[Straat]:
        """Give the streets, the best reading of each stretch only."""
        per_plek: dict[int, tuple[float, int, Straat]] = {}
        for venster, arabisch, plekken in self._kandidaten(stukken, rij):
            treffers = self._treffers(venster, arabisch, plekken)
            if treffers:
                gelijk, heel = treffers[0][1], any(vorm.heel for vorm, _ in treffers)
                straat = self._straat(stukken, venster, sorted({vorm.straat for vorm, _ in treffers}), (gelijk, heel))
                waarde = (gelijk + 0.1 * heel, len(venster.sleutel), straat)
                for plek in range(venster.begin, venster.eind):
                    if plek not in per_plek or waarde[:2] > per_plek[plek][:2]:
                        per_plek[plek] = waarde
        uit = [waarde[2] for waarde in per_plek.values()]
        return [straat for n, straat in enumerate(uit) if straat not in uit[:n]]

    def _kandidaten(
        self, stukken: Sequence[Stuk], rij: Sequence[Venster]
    ) -> Iterator[tuple[Venster, bool, Collection[int]]]:
        """Give the stretches that may be a street, whether in Arabic script, and the forms they may be."""
        arabisch = [schrift(stuk.vorm) == "arabisch" for stuk in stukken]
        lang = [v for v in rij if len(v.sleutel) >= KORTSTE_STAM and v.eind - v.begin <= LANGSTE_RIJ]
        kaal = [n for n, venster in enumerate(lang) if arabisch[venster.begin]]
        geluiden = [*(v.geluid for v in lang), *(SKELET + geraamte(lang[n].sleutel) for n in kaal)]
        eigenaars = [*range(len(lang)), *kaal]
        plekken: dict[int, set[int]] = {}
        for nummer, vormen in self._tabel.zoek(geluiden, [True] * len(lang) + [False] * len(kaal)):
            plekken.setdefault(eigenaars[nummer], set()).update(vormen)
        return ((lang[n], arabisch[lang[n].begin], plekken[n]) for n in sorted(plekken))

    def _treffers(self, venster: Venster, arabisch: bool, plekken: Collection[int]) -> list[tuple[Naamvorm, float]]:  # noqa: FBT001 - of one call
        sleutel, geluid = venster.sleutel, venster.geluid
        beste: list[tuple[Naamvorm, float]] = []
        for plek in plekken:
            vorm = self._vormen[plek]
            if arabisch and vorm.heel and (gelijk := schriftgelijk(sleutel, vorm.sleutel, SCHRIFT)) >= SCHRIFT:
                beste.append((vorm, gelijk))
                continue
            ander = klank(vorm.sleutel)
            afstand = 0 if ander == geluid else OSA.distance(geluid, ander, score_cutoff=2)
            mag = 0 if len(geluid) < (6 if vorm.heel else 8) else 1 if len(geluid) < 9 or not vorm.heel else 2
            if afstand <= mag and cijfers(sleutel) == cijfers(vorm.sleutel):
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
