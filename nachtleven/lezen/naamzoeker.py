"""Names of venues in a text, by sound: which stretch may be which name, how alike, and how much of it was said."""

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from nachtleven.lezen.index import ZaakIndex
from nachtleven.lezen.klank import BEGIN, geraamte, klank, merk, merken
from nachtleven.lezen.plaatsstukken import Stuk, Venster
from nachtleven.lezen.plaatswoorden import Plaatswoorden
from nachtleven.lezen.schrift import schrift, schriftgelijk
from nachtleven.lezen.treffer import KLINKT_ALS, MEESTE_INGANGEN, Treffer
from nachtleven.lezen.vertaalzoeker import Vertaalzoeker

MEESTE_PAREN = 600
KORT = 3
GEWOON_WOORD = 4.0
"""Zipf frequency from which a word is not looked for with a letter more or less."""
RANDWOORD = 5.0
"""The same for a word at the edge of a stretch that no name in the register has."""
SCHRIFT = 0.8
"""How alike a name in a script without short vowels must be."""
CYRILLISCH = 0.9
"""The same in Cyrillic, where it is compared by its consonants because a letter more or less did not find it."""
GERAAMTE = 4
"""Consonants that a word in Cyrillic must have for that."""
STRENG = 0.88
"""The same for an ordinary word."""
SAMEN = 1.0
"""How much rarer a stretch is for each word more."""
VREEMD = 15.0
"""How much less ordinary a word of the city is in a text of another language, in tenths."""
ANDERS_UIT = 9
"""Letters beyond which a word may have another ending of three letters."""
VAAGSTE = 0.6
"""How alike a name must at least be where its street is named."""
MEESTE_OP_STRAAT = 40


class Naamzoeker:
    """Finds names in the index, with the generic words of a configuration laid beside it; safe to share by threads."""

    def __init__(self, index: ZaakIndex, woorden: Plaatswoorden) -> None:
        """Lay the words beside the index: well under a second for fifty thousand venues."""
        self._index = index
        self._woorden = woorden
        self._deur = woorden.alle.deur
        self._gemeen = woorden.gemeen
        self._deurstammen = tuple(sorted(w for w in self._deur if len(w) > KORT + 1))
        self._vormen_van: dict[int, list[int]] = {}
        for nummer, vorm in enumerate(index.vormen):
            self._vormen_van.setdefault(vorm.zaak, []).append(nummer)
        self._leeg = {woord: woorden.is_leeg(woord) for vorm in index.vormen for woord in vorm.woorden}
        self._kern = [tuple(w for w in vorm.woorden if not self._leeg[w]) or vorm.woorden for vorm in index.vormen]
        self._namen = {woord for kern in self._kern for woord in kern}
        self._vertaald = Vertaalzoeker(index, woorden, self._kern, self._leeg)
        self.gewoon = lru_cache(maxsize=1 << 16)(self._gewoon)

    def gewoonte(self, sleutels: Sequence[str], taal: str | None) -> float:
        """Give how ordinary a stretch is: its least ordinary word that is no article, less where there are more."""
        kern = [sleutel for sleutel in sleutels if not self._leeg.get(sleutel, False)] or sleutels
        return min(self.gewoon(sleutel, taal) for sleutel in kern) - SAMEN * (len(kern) - 1)

    def _gewoon(self, sleutel: str, taal: str | None) -> float:
        """Give how ordinary a word is, zipf frequency, 0 where it is rare; digits 5.

        Words of the city's languages count less in a text of another one: there they are rather a name.
        """
        if sleutel.isdigit() or sleutel in self._gemeen.get(taal or "", ()):
            return 5.0
        rij = self._zoek_gewoon(sleutel)
        if rij is None:
            return 0.0
        talen = self._index.talen
        if taal not in talen:
            return float(rij.max()) / 10
        eigen = float(rij[talen.index(taal)])
        ander = max((float(rij[talen.index(t)]) for t in ("nl", "en", "fr") if t in talen), default=0.0)
        return max(eigen, ander - VREEMD) / 10

    def _zoek_gewoon(self, sleutel: str) -> NDArray[np.uint8] | None:
        getal = merk(sleutel)
        plek = int(np.searchsorted(self._index.gewoon_merk, getal))
        if plek < len(self._index.gewoon_merk) and int(self._index.gewoon_merk[plek]) == getal:
            rij: NDArray[np.uint8] = self._index.gewoon[plek]
            return rij
        return None

    def zoek(self, stukken: Sequence[Stuk], rij: Sequence[Venster], taal: str | None) -> list[Treffer]:
        """Give what each stretch may be; a stretch inside a longer one that is surely a name is left out."""
        treffers = self._op_klank(stukken, rij, taal)
        treffers += self._vertaald.zoek(stukken, rij, taal)
        return _zonder_bedekte(treffers)

    def _op_klank(self, stukken: Sequence[Stuk], rij: Sequence[Venster], taal: str | None) -> list[Treffer]:
        getallen: list[int] = []
        eigenaars: list[int] = []
        letterlijk: list[bool] = []
        for nummer, venster in enumerate(rij):
            geluid = klank(venster.sleutel)
            delen = stukken[venster.begin : venster.eind]
            vast = self._is_vast(delen, taal)
            letterlijk.append(vast)
            nieuw: tuple[int, ...] = (merk(geluid),) if vast or venster.kaal else merken(geluid)
            nieuw = (*nieuw, *_op_geraamte(delen, venster.sleutel))
            getallen.extend(nieuw)
            eigenaars.extend([nummer] * len(nieuw))
        paren = self._paren(getallen, eigenaars)
        treffers: list[Treffer] = []
        for venster_nummer, sleutel_nummer in paren:
            venster = rij[venster_nummer]
            naam = self._index.sleutels[sleutel_nummer]
            geschreven = schrift(stukken[venster.begin].vorm)
            gelijk, wijze = _vergelijk(venster.sleutel, naam, geschreven)
            heel = venster.eind - venster.begin > 1
            streng = 1.0 if heel else STRENG if geschreven == "arabisch" else KLINKT_ALS
            if gelijk < streng and letterlijk[venster_nummer]:
                continue
            if (gelijk < 1 or venster.kaal) and self._van_deur(stukken, venster):
                continue
            if gelijk > 0:
                treffers += self._ingangen(venster, sleutel_nummer, gelijk, wijze)
        return treffers

    def zoek_onder(self, stukken: Sequence[Stuk], rij: Sequence[Venster], zaken: Collection[int]) -> list[Treffer]:
        """Give what a stretch may be among a few venues, those of the street that is named: less alike is enough."""
        if not zaken or len(zaken) > MEESTE_OP_STRAAT:
            return []
        kernen = [("".join(self._kern[n]), n) for zaak in zaken for n in self._vormen_van.get(zaak, ())]
        geluiden = [(kern, klank(kern), n) for kern, n in kernen if len(kern) > KORT]
        uit: list[Treffer] = []
        for venster in rij:
            if venster.kaal or venster.eind - venster.begin > 2 or len(venster.sleutel) <= KORT:
                continue
            delen = [stuk.sleutel for stuk in stukken[venster.begin : venster.eind]]
            if any(deel not in self._namen and self.gewoon(deel, None) >= GEWOON_WOORD for deel in delen):
                continue
            if all(self.gewoon(deel, None) >= GEWOON_WOORD for deel in delen):
                continue
            geluid = klank(venster.sleutel)
            for kern, ander, nummer in geluiden:
                gelijk = OSA.normalized_similarity(geluid, ander, score_cutoff=VAAGSTE)
                gelijk = max(gelijk, (schriftgelijk(venster.sleutel, kern) - 0.15))
                if gelijk >= VAAGSTE and _cijfers(geluid) == _cijfers(ander):
                    vorm = self._index.vormen[nummer]
                    uit.append(
                        Treffer(
                            zaak=vorm.zaak,
                            vorm=nummer,
                            begin=venster.begin,
                            eind=venster.eind,
                            gelijk=min(gelijk, 0.97),
                            dekking=1.0,
                            voluit=False,
                            alias=vorm.alias,
                            kaal=False,
                            wijze="klank",
                            kern=len(ander),
                        )
                    )
        return uit

    def _van_deur(self, stukken: Sequence[Stuk], venster: Venster) -> bool:
        """Tell whether a single word is one of those that tell of a door, with or without its ending."""
        if venster.eind - venster.begin > 1:
            return False
        woord = stukken[venster.begin].sleutel
        return woord in self._deur or (venster.kaal and woord.startswith(self._deurstammen))

    def _is_vast(self, delen: Sequence[Stuk], taal: str | None) -> bool:
        """Tell whether words are so ordinary that they must be a name to the letter, or have one at an edge."""
        if delen[0].sleutel in self._deur or delen[-1].sleutel in self._deur:
            return True
        if len(delen) == 1:
            return self.gewoon(delen[0].sleutel, taal) >= GEWOON_WOORD and not _naamletter(delen[0])
        if delen[-1].sleutel in self._woorden.lidwoorden:
            return True
        gewoon = [self.gewoon(deel.sleutel, taal) for deel in delen]
        rand = [g for deel, g in ((delen[0], gewoon[0]), (delen[-1], gewoon[-1])) if deel.sleutel not in self._leeg]
        return min(gewoon) >= GEWOON_WOORD or any(g >= RANDWOORD for g in rand)

    def _paren(self, getallen: list[int], eigenaars: list[int]) -> list[tuple[int, int]]:
        """Give the pairs of stretch and name that share a number, each once."""
        if not getallen or not len(self._index.merk):
            return []
        gevraagd = np.array(getallen, np.uint32)
        begin = np.searchsorted(self._index.merk, gevraagd, "left")
        eind = np.searchsorted(self._index.merk, gevraagd, "right")
        raak = np.flatnonzero(eind > begin)
        uit: dict[tuple[int, int], None] = {}
        for plek in raak.tolist():
            for naam in self._index.merk_sleutel[begin[plek] : min(eind[plek], begin[plek] + MEESTE_INGANGEN)].tolist():
                uit[eigenaars[plek], naam] = None
            if len(uit) > MEESTE_PAREN:
                break
        return list(uit)

    def _ingangen(self, venster: Venster, sleutel: int, gelijk: float, wijze: str) -> list[Treffer]:
        """Give the venues of one name; none where the stretch says only what kind of venue, or stands for too many."""
        begin, eind = self._index.per_sleutel[sleutel : sleutel + 2].tolist()
        uit: list[Treffer] = []
        for vormnummer, van, tot in self._index.ingangen[begin : min(eind, begin + MEESTE_INGANGEN)].tolist():
            vorm = self._index.vormen[vormnummer]
            gezegd = vorm.woorden[van:tot]
            voluit = len(gezegd) == len(vorm.woorden)
            kern = self._kern[vormnummer]
            letters = sum(len(w) for w in (gezegd if voluit else [w for w in gezegd if not self._leeg[w]]))
            geheel = sum(map(len, vorm.woorden if voluit else kern))
            if letters == 0 or (not voluit and kern is vorm.woorden):
                continue
            uit.append(
                Treffer(
                    zaak=vorm.zaak,
                    vorm=vormnummer,
                    begin=venster.begin,
                    eind=venster.eind,
                    gelijk=gelijk,
                    dekking=letters / geheel,
                    voluit=voluit,
                    alias=vorm.alias,
                    kaal=venster.kaal,
                    aanhang=venster.aanhang,
                    wijze=wijze,
                    kern=sum(len(w) for w in gezegd if not self._leeg[w]) or letters,
                    leeg=all(self._leeg[w] for w in vorm.woorden),
                    naam=self._index.sleutels[sleutel],
                )
            )
        return uit


def _naamletter(stuk: Stuk) -> bool:
    """Tell whether a word is typed as a name in the middle of a sentence."""
    return stuk.vorm[0].isupper() and not stuk.vorm.isupper() and stuk.begin > 0 and not stuk.na_leesteken


def _op_geraamte(delen: Sequence[Stuk], sleutel: str) -> tuple[int, ...]:
    """Give the number by which a stretch in another script is looked up by its consonants, where it is."""
    geschreven = schrift(delen[0].vorm)
    if geschreven == "latijn" or (geschreven == "cyrillisch" and len(delen) > 1):
        return ()
    kaal = geraamte(sleutel)
    return () if geschreven == "cyrillisch" and len(kaal) < GERAAMTE else (merk("#" + kaal),)


def _vergelijk(getypt: str, naam: str, geschreven: str) -> tuple[float, str]:
    """Give how alike two keys are and by what; 0 where they may not be one name."""
    if getypt == naam and geschreven != "cyrillisch":
        return 1.0, "letters"
    zonder_cijfers = not any(map(str.isdigit, getypt + naam))
    if geschreven == "arabisch" and zonder_cijfers:
        gelijk = schriftgelijk(getypt, naam)
        return (min(gelijk, KLINKT_ALS), "geraamte") if gelijk >= SCHRIFT else (0.0, "")
    gelijk = _op_klank(getypt, naam, geschreven)
    if gelijk == 0 and geschreven == "cyrillisch" and zonder_cijfers:
        gelijk = schriftgelijk(getypt, naam)
        return (min(gelijk, KLINKT_ALS), "geraamte") if gelijk >= CYRILLISCH else (0.0, "")
    return (gelijk, "klank") if gelijk else (0.0, "")


def _op_klank(getypt: str, naam: str, geschreven: str) -> float:
    """Give how alike two keys sound; 0 where they are too short or too far apart."""
    if _cijfers(getypt) != _cijfers(naam):
        return 0.0
    a, b = klank(getypt), klank(naam)
    if len(naam) <= KORT or len(getypt) <= KORT:
        return KLINKT_ALS if geschreven != "latijn" and a == b and len(a) >= KORT else 0.0
    if a == b:
        return KLINKT_ALS
    langst = max(len(a), len(b))
    mag = 1 if langst < 7 else 3 if langst > ANDERS_UIT and a[:BEGIN] == b[:BEGIN] else 2
    afstand = OSA.distance(a, b, score_cutoff=mag)
    return 1.0 - afstand / langst if afstand <= mag and min(len(a), len(b)) >= 3 else 0.0


def _cijfers(sleutel: str) -> str:
    return "".join(teken for teken in sleutel if teken.isdigit())


def _zonder_bedekte(treffers: list[Treffer]) -> list[Treffer]:
    """Leave out what lies inside, or on the same stretch is less alike than, a surer reading."""
    zeker = [t for t in treffers if t.gelijk >= 0.9 and t.dekking == 1.0 and t.wijze in ("letters", "klank")]
    return [t for t in treffers if not any(_bedekt(t, ander) for ander in zeker)]


def _bedekt(treffer: Treffer, ander: Treffer) -> bool:
    if treffer.voluit and treffer.gelijk >= ander.gelijk and treffer.kern >= ander.kern:
        return False
    if (treffer.begin, treffer.eind) == (ander.begin, ander.eind):
        return (treffer.zaak != ander.zaak or treffer.wijze == "vertaald") and (
            treffer.wijze == "vertaald" or treffer.gelijk < ander.gelijk or treffer.dekking < ander.dekking
        )
    return ander.begin <= treffer.begin and treffer.eind <= ander.eind
