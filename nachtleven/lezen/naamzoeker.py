"""Names of venues in a text, by sound: which stretch may be which name, how alike, and how much of it was said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import numpy as np
from rapidfuzz.distance import OSA

from nachtleven.lezen.index import ZaakIndex
from nachtleven.lezen.klank import cijfers, geraamte, klank, klanken, merk
from nachtleven.lezen.klanktabel import BEGIN, SKELET, begin_van, tabel_van
from nachtleven.lezen.plaatsstukken import Stuk, Venster
from nachtleven.lezen.plaatswoorden import Plaatswoorden
from nachtleven.lezen.schrift import schrift, schriftgelijk
from nachtleven.lezen.treffer import KLINKT_ALS, MEESTE_INGANGEN, Treffer
from nachtleven.lezen.uitspraak import Uitspraken
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
SCHRIFT_MINDER = 0.15
"""How much less alike a name there is that is only written like it."""
MEESTE_OP_STRAAT = 40


@dataclass(frozen=True, slots=True)
class Woordaard:
    """What a word is: ordinary, of a door, and such that a stretch that begins or ends in it is a name to the letter.

    Or, where it stands alone, an ordinary word is a name to the letter only.
    """

    gewoon: bool
    deur: bool
    begin: bool
    eind: bool


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
        self._lengtes = [sum(map(len, kern)) for kern in self._kern]
        self._namen = {woord for kern in self._kern for woord in kern}
        self._vertaald = Vertaalzoeker(index, woorden, self._kern, self._leeg)
        self._gezegd = _gezegd(index, woorden.uitspraken)
        gezegd = [(nummer, een) for nummer, anders in self._gezegd.items() for een in anders]
        self._tabel = tabel_van(index.sleutels, range(len(index.sleutels)), met_begin=True, gezegd=gezegd)
        self._op_sleutel = {sleutel: nummer for nummer, sleutel in enumerate(index.sleutels)}
        self.gewoon = lru_cache(maxsize=1 << 15)(self._gewoon)
        self._aard = lru_cache(maxsize=1 << 15)(self._zoek_aard)

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
        if not rij:
            return 0.0
        talen = self._index.talen
        if taal not in talen:
            return max(rij) / 10
        ander = max((rij[talen.index(t)] for t in ("nl", "en", "fr") if t in talen), default=0)
        return max(rij[talen.index(taal)], ander - VREEMD) / 10

    def _zoek_gewoon(self, sleutel: str) -> Sequence[int]:
        """Give how ordinary a word is in each language, in tenths; nothing where it is in none."""
        getal = np.uint32(merk(sleutel))  # as wide as the table, or all of that is made wider to compare
        plek = self._index.gewoon_merk.searchsorted(getal)
        if plek < len(self._index.gewoon_merk) and self._index.gewoon_merk[plek] == getal:
            rij: list[int] = self._index.gewoon[plek].tolist()
            return rij
        return ()

    def zoek(self, stukken: Sequence[Stuk], rij: Sequence[Venster], taal: str | None, *, delen: bool) -> list[Treffer]:
        """Give what each stretch may be; a stretch inside a longer one that is surely a name is left out.

        `delen`: give of a stretch that is surely a name also the names that it is a part of.
        """
        treffers = self._op_klank(stukken, rij, taal)
        treffers += self._vertaald.zoek(stukken, rij, taal)
        return _zonder_bedekte(treffers, delen=delen)

    def _op_klank(self, stukken: Sequence[Stuk], rij: Sequence[Venster], taal: str | None) -> list[Treffer]:
        treffers: list[Treffer] = []
        op_gehoor = taal is not None and taal not in self._woorden.uitspraken.talen
        for nummer, sleutel_nummer, letterlijk in self._paren(stukken, rij, taal):
            venster = rij[nummer]
            naam = self._index.sleutels[sleutel_nummer]
            geschreven = schrift(stukken[venster.begin].vorm)
            gelijk, wijze = _vergelijk(venster, naam, geschreven)
            if gelijk < KLINKT_ALS and not letterlijk and (geschreven != "latijn" or op_gehoor):
                gelijk, wijze = max((gelijk, wijze), self._op_gehoor(venster, sleutel_nummer, geschreven))
            heel = venster.eind - venster.begin > 1
            streng = 1.0 if heel and geschreven != "cyrillisch" else STRENG if geschreven == "arabisch" else KLINKT_ALS
            if gelijk < streng and letterlijk:
                continue
            if (gelijk < 1 or venster.kaal) and self._van_deur(stukken, venster):
                continue
            if gelijk > 0:
                treffers += self._ingangen(venster, sleutel_nummer, gelijk, wijze)
        return treffers

    def _op_gehoor(self, venster: Venster, naam: int, geschreven: str) -> tuple[float, str]:
        """Give how alike a stretch and a name are as that is said, by what; a few Latin letters are no such name."""
        if geschreven == "latijn" and len(venster.sleutel) <= KORT:
            return 0.0, ""
        gezegd = (_vergelijk(venster, een, geschreven) for een in self._gezegd.get(naam, ()))
        gelijk, wijze = max(gezegd, default=(0.0, ""))
        return min(gelijk, KLINKT_ALS), wijze.replace("letters", "klank")

    def _paren(
        self, stukken: Sequence[Stuk], rij: Sequence[Venster], taal: str | None
    ) -> Sequence[tuple[int, int, bool]]:
        """Give the stretches with the names they may be, by number, and whether only to the letter, each pair once.

        Several words that must be a name to the letter are one or are none; all else is looked up by its sound.
        """
        aard = [self._aard(stuk.sleutel, taal) for stuk in stukken]
        paren: list[tuple[int, int, bool]] = []
        klanken_: list[tuple[str, bool, int, bool]] = []
        for nummer, venster in enumerate(rij):
            vast = _is_vast(stukken, aard, venster)
            if vast and venster.eind - venster.begin > 1:
                if (naam := self._op_sleutel.get(venster.sleutel)) is not None:
                    paren.append((nummer, naam, True))
                continue
            klanken_.append((venster.geluid, not (vast or venster.kaal), nummer, vast))
            if not (vast or venster.kaal) and (begin := begin_van(venster.geluid)):
                klanken_.append((begin, False, nummer, vast))
            if skelet := _skelet(stukken, venster):
                klanken_.append((skelet, False, nummer, vast))
        return sorted([*paren, *self._op_geluid(klanken_)], key=itemgetter(0))

    def _op_geluid(self, geluiden: Sequence[tuple[str, bool, int, bool]]) -> list[tuple[int, int, bool]]:
        """Give the pairs of stretch and name that share a number, each once; in: sound, whether one letter off will do.

        Then what is given on: the stretch, and whether only to the letter.
        """
        uit: dict[tuple[int, int, bool], None] = {}
        for plek, namen in self._tabel.zoek([een[0] for een in geluiden], [een[1] for een in geluiden]):
            _, _, nummer, vast = geluiden[plek]
            for naam in namen:
                uit[nummer, naam, vast] = None
            if len(uit) > MEESTE_PAREN:
                break
        return list(uit)

    def zoek_onder(self, stukken: Sequence[Stuk], rij: Sequence[Venster], zaken: Collection[int]) -> list[Treffer]:
        """Give what a stretch may be among a few venues, those of the street that is named: less alike is enough."""
        if not zaken or len(zaken) > MEESTE_OP_STRAAT:
            return []
        alle = [("".join(self._kern[n]), n) for zaak in zaken for n in self._vormen_van.get(zaak, ())]
        kernen = [(kern, n) for kern, n in alle if len(kern) > KORT]
        geluiden = list(zip(kernen, klanken([kern for kern, _ in kernen]), strict=True))
        gewoon = [self._aard(stuk.sleutel, None).gewoon for stuk in stukken]
        vreemd = [een and stuk.sleutel not in self._namen for een, stuk in zip(gewoon, stukken, strict=True)]
        uit: list[Treffer] = []
        for venster in rij:
            if venster.kaal or venster.eind - venster.begin > 2 or len(venster.sleutel) <= KORT:
                continue
            if any(vreemd[venster.begin : venster.eind]) or all(gewoon[venster.begin : venster.eind]):
                continue
            for (kern, nummer), ander in geluiden:
                gelijk = OSA.normalized_similarity(venster.geluid, ander, score_cutoff=VAAGSTE)
                gelijk = max(gelijk, schriftgelijk(venster.sleutel, kern, VAAGSTE + SCHRIFT_MINDER) - SCHRIFT_MINDER)
                if gelijk >= VAAGSTE and cijfers(venster.geluid) == cijfers(ander):
                    vorm = self._index.vormen[nummer]
                    uit.append(
                        Treffer(
                            zaak=vorm.zaak,
                            vorm=nummer,
                            begin=venster.begin,
                            eind=venster.eind,
                            gelijk=min(gelijk, KLINKT_ALS),
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

    def _zoek_aard(self, sleutel: str, taal: str | None) -> "Woordaard":
        gewoon, deur = self.gewoon(sleutel, taal), sleutel in self._deur
        rand = deur or (gewoon >= RANDWOORD and sleutel not in self._leeg)
        return Woordaard(gewoon >= GEWOON_WOORD, deur, rand, rand or sleutel in self._woorden.lidwoorden)

    def _ingangen(self, venster: Venster, sleutel: int, gelijk: float, wijze: str) -> list[Treffer]:
        """Give the venues of one name; none where the stretch says only what kind of venue, or stands for too many."""
        begin, eind = self._index.per_sleutel[sleutel : sleutel + 2].tolist()
        uit: list[Treffer] = []
        for vormnummer, van, tot in self._index.ingangen[begin : min(eind, begin + MEESTE_INGANGEN)].tolist():
            vorm = self._index.vormen[vormnummer]
            gezegd = vorm.woorden[van:tot]
            voluit = len(gezegd) == len(vorm.woorden)
            leeg = self._kern[vormnummer] is vorm.woorden
            kern = self._lengtes[vormnummer] if voluit else sum(len(w) for w in gezegd if not self._leeg[w])
            if not voluit and (leeg or not kern):
                continue
            uit.append(
                Treffer(
                    zaak=vorm.zaak,
                    vorm=vormnummer,
                    begin=venster.begin,
                    eind=venster.eind,
                    gelijk=gelijk,
                    dekking=1.0 if voluit else kern / self._lengtes[vormnummer],
                    voluit=voluit,
                    alias=vorm.alias,
                    kaal=venster.kaal,
                    aanhang=venster.aanhang,
                    wijze=wijze,
                    kern=kern,
                    leeg=leeg,
                    naam=self._index.sleutels[sleutel],
                )
            )
        return uit


def _gezegd(index: ZaakIndex, uitspraken: Uitspraken) -> Mapping[int, tuple[str, ...]]:
    """Give for the number of a name how it is said, where that sounds otherwise than it is written."""
    per_woord = uitspraken.van(sorted({woord for vorm in index.vormen for woord in vorm.woorden}))
    anders: list[tuple[int, str]] = []
    for nummer, plek in enumerate(index.per_sleutel[:-1].tolist()):
        vorm, begin, eind = index.ingangen[plek].tolist()
        per_taal = zip(*(per_woord[woord] for woord in index.vormen[vorm].woorden[begin:eind]), strict=True)
        anders += [(nummer, een) for een in map("".join, per_taal) if een]
    geschreven = klanken(index.sleutels)
    uit: dict[int, dict[str, str]] = {}
    for (nummer, een), geluid in zip(anders, klanken([een for _, een in anders]), strict=True):
        if geluid != geschreven[nummer]:
            uit.setdefault(nummer, {}).setdefault(geluid, een)
    return {nummer: tuple(per_geluid.values()) for nummer, per_geluid in uit.items()}


def _is_vast(stukken: Sequence[Stuk], aard: Sequence[Woordaard], venster: Venster) -> bool:
    """Tell whether words are so ordinary that they must be a name to the letter, or have one at an edge."""
    eerste, laatste = aard[venster.begin], aard[venster.eind - 1]
    if venster.eind - venster.begin == 1:
        return eerste.deur or (eerste.gewoon and not _naamletter(stukken[venster.begin]))
    return eerste.begin or laatste.eind or all(een.gewoon for een in aard[venster.begin : venster.eind])


def _naamletter(stuk: Stuk) -> bool:
    """Tell whether a word is typed as a name in the middle of a sentence."""
    return stuk.vorm[0].isupper() and not stuk.vorm.isupper() and stuk.begin > 0 and not stuk.na_leesteken


def _skelet(stukken: Sequence[Stuk], venster: Venster) -> str:
    """Give by what a stretch in another script is looked up by its consonants; empty where it isn't."""
    geschreven = schrift(stukken[venster.begin].vorm)
    if geschreven == "latijn" or (geschreven == "cyrillisch" and venster.eind - venster.begin > 1):
        return ""
    kaal = geraamte(venster.sleutel)
    return "" if geschreven == "cyrillisch" and len(kaal) < GERAAMTE else SKELET + kaal


def _vergelijk(venster: Venster, naam: str, geschreven: str) -> tuple[float, str]:
    """Give how alike a stretch and a name are and by what; 0 where they may not be one name."""
    getypt = venster.sleutel
    if getypt == naam and geschreven != "cyrillisch":
        return 1.0, "letters"
    zonder_cijfers = not any(map(str.isdigit, getypt + naam))
    if geschreven == "arabisch" and zonder_cijfers:
        gelijk = schriftgelijk(getypt, naam, SCHRIFT)
        return (min(gelijk, KLINKT_ALS), "geraamte") if gelijk >= SCHRIFT else (0.0, "")
    gelijk = _op_klank(venster, naam, geschreven)
    if gelijk == 0 and geschreven == "cyrillisch" and zonder_cijfers:
        gelijk = schriftgelijk(getypt, naam, CYRILLISCH)
        return (min(gelijk, KLINKT_ALS), "geraamte") if gelijk >= CYRILLISCH else (0.0, "")
    return (gelijk, "klank") if gelijk else (0.0, "")


def _op_klank(venster: Venster, naam: str, geschreven: str) -> float:
    """Give how alike a stretch and a name sound; 0 where they are too short or too far apart."""
    if cijfers(venster.sleutel) != cijfers(naam):
        return 0.0
    a, b = venster.geluid, klank(naam)
    if len(naam) <= KORT or len(venster.sleutel) <= KORT:
        return KLINKT_ALS if geschreven != "latijn" and a == b and len(a) >= KORT else 0.0
    if a == b:
        return KLINKT_ALS
    langst = max(len(a), len(b))
    mag = 1 if langst < 7 else 3 if langst > ANDERS_UIT and a[:BEGIN] == b[:BEGIN] else 2
    afstand = OSA.distance(a, b, score_cutoff=mag)
    return 1.0 - afstand / langst if afstand <= mag and min(len(a), len(b)) >= 3 else 0.0


def _zonder_bedekte(treffers: list[Treffer], *, delen: bool) -> list[Treffer]:
    """Leave out what lies inside, or on the same stretch is less alike than, a surer reading; or less of it."""
    zeker = [t for t in treffers if t.gelijk >= 0.9 and t.dekking == 1.0 and t.wijze in ("letters", "klank")]
    return [t for t in treffers if not any(_bedekt(t, ander, delen=delen) for ander in zeker)]


def _bedekt(treffer: Treffer, ander: Treffer, *, delen: bool) -> bool:
    if treffer.voluit and treffer.gelijk >= ander.gelijk and treffer.kern >= ander.kern:
        return False
    if delen and treffer.dekking < 1 and treffer.gelijk >= ander.gelijk:
        return False
    if (treffer.begin, treffer.eind) == (ander.begin, ander.eind):
        return (treffer.zaak != ander.zaak or treffer.wijze == "vertaald") and (
            treffer.wijze == "vertaald" or treffer.gelijk < ander.gelijk or treffer.dekking < ander.dekking
        )
    return ander.begin <= treffer.begin and treffer.eind <= ander.eind
