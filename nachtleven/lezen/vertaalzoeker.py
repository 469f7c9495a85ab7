"""Names of venues in the words of another language: by the ideas that the words stand for, in any order."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

from nachtleven.lezen.index import ZaakIndex
from nachtleven.lezen.plaatsstukken import Stuk, Venster
from nachtleven.lezen.plaatswoorden import Plaatswoorden
from nachtleven.lezen.schrift import schrift
from nachtleven.lezen.treffer import MEESTE_INGANGEN, Treffer

KORT = 3
"""Letters that a word put together of others must have of the first."""
DEEL = 4
"""Letters that each part of a word put together must have."""
TUSSEN = ("", "s", "n", "en", "e", "es", "er")
"""What may stand between the parts."""
HARD = {"v": "f", "z": "s"}
"""What a letter before it is in the word alone."""
MEESTE_IDEEEN = 12
"""Ways to take a stretch of words that each stand for more than one idea."""


class Vertaalzoeker:
    """Finds names by their ideas; safe to share by threads."""

    def __init__(
        self, index: ZaakIndex, woorden: Plaatswoorden, kernen: Sequence[tuple[str, ...]], leeg: Mapping[str, bool]
    ) -> None:
        """Lay the ideas beside the words of every form that tell which venue it is (`kernen`)."""
        self._index, self._woorden, self._kern, self._leeg = index, woorden, kernen, leeg
        self._begrippen = woorden.begrippen
        self._namen = {woord for kern in kernen for woord in kern}
        self._bekend = self._begrippen.keys() | self._namen
        self._delen = lru_cache(maxsize=1 << 15)(self._splits)
        self._vertaald: dict[tuple[str, ...], list[int]] = {}
        for nummer, kern in enumerate(kernen):
            if any(woord in self._begrippen or self._delen(woord) for woord in kern):
                for ideeen in self._begrip(kern):
                    self._vertaald.setdefault(ideeen, []).append(nummer)

    def zoek(self, stukken: Sequence[Stuk], rij: Sequence[Venster], taal: str | None) -> list[Treffer]:
        """Give the venues whose name a stretch says in other words."""
        uit: list[Treffer] = []
        voorzetsels = self._woorden.van(taal).voorzetsels
        sleutels = [stuk.sleutel for stuk in stukken]
        bekend = [w in self._bekend or self._leeg.get(w, False) or bool(self._delen(w)) for w in sleutels]
        schriften = [schrift(stuk.vorm) for stuk in stukken]
        for venster in rij:
            if not venster.kaal and not all(bekend[venster.begin : venster.eind]):
                continue
            delen = [stuk.sleutel for stuk in stukken[venster.begin : venster.eind]]
            if len(delen) > 1 and (self._leeg.get(delen[0], False) or self._leeg.get(delen[-1], False)):
                continue
            woorden = delen if not venster.kaal else [venster.sleutel] if len(delen) == 1 else []
            inhoud = [w for w in woorden if not self._leeg.get(w, False)] if len(woorden) > 1 else woorden
            if len(inhoud) == 1 and inhoud[0] in voorzetsels:
                continue
            if not inhoud or not all(self._kent(w, schriften[venster.begin]) for w in inhoud):
                continue
            gevonden = {n: None for ideeen in self._begrip(inhoud) for n in self._vertaald.get(ideeen, ())}
            for vormnummer in islice(gevonden, MEESTE_INGANGEN):
                kern, vorm = self._kern[vormnummer], self._index.vormen[vormnummer]
                if tuple(inhoud) != kern:
                    uit.append(
                        Treffer(
                            zaak=vorm.zaak,
                            vorm=vormnummer,
                            begin=venster.begin,
                            eind=venster.eind,
                            gelijk=1.0,
                            dekking=1.0,
                            voluit=False,
                            alias=vorm.alias,
                            kaal=venster.kaal,
                            aanhang=venster.aanhang,
                            wijze="vertaald",
                            kern=sum(map(len, kern)),
                        )
                    )
        return uit

    def _kent(self, woord: str, geschreven: str) -> bool:
        """Tell whether a word is one of names or, in the script it was typed in, of their translations."""
        if woord in self._namen or self._delen(woord):
            return True
        eigen = self._woorden.schriften.get(woord, ())
        return bool(eigen) and (geschreven == "latijn" or geschreven in eigen)

    def _begrip(self, woorden: Sequence[str]) -> list[tuple[str, ...]]:
        """Give the ideas that words may stand for, sorted: more where a word stands for more than one."""
        delen = [self._delen(woord) or [(idee,) for idee in self._begrippen.get(woord, (woord,))] for woord in woorden]
        keuzes = islice(product(*delen), MEESTE_IDEEEN)
        return [tuple(sorted(idee for deel in keuze for idee in deel)) for keuze in keuzes]

    def _splits(self, woord: str) -> list[tuple[str, ...]]:
        """Give the ideas of the parts of a word put together (wolvenkelder), a part that only says the kind left out.

        Empty: it is no such word.
        """
        if len(woord) < 2 * DEEL or woord in self._begrippen or not woord.isascii():
            return []
        for plek in range(DEEL, len(woord) - DEEL + 1):
            eerste, tweede = self._stam(woord[:plek]), woord[plek:]
            if eerste and (tweede in self._begrippen or self._woorden.is_leeg(tweede)):
                delen = [self._begrippen[deel] for deel in (eerste, tweede) if not self._woorden.is_leeg(deel)]
                return list(islice(product(*delen), MEESTE_IDEEEN))
        return []

    def _stam(self, begin: str) -> str | None:
        """Give the word that the first part of a word put together is of: wolven is of wolf."""
        for tussen in TUSSEN:
            kern = begin.removesuffix(tussen)
            if begin.endswith(tussen) and len(kern) >= KORT:
                for vorm in (kern, kern[:-1] + HARD.get(kern[-1], kern[-1]), kern[:-1]):
                    if vorm in self._begrippen and (vorm != kern[:-1] or kern[-1:] == kern[-2:-1]):
                        return vorm
        return None
