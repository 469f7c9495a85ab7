"""The language of a text: a letter model over words, and an own layer of marker words, letters and the conversation.

In: the tokens of a text and the language of the conversation so far. Out: a Taallezing. Nothing is decided where the
text itself can't tell: a venue's bare name, digits, a STOP alone. Words and weights live in `config/talen/taal/`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.taalkenmerken import rijen, taalwoorden
from nachtleven.lezen.tekst import Token
from nachtleven.lezen.tijdcitaat import citaten
from nachtleven.lezen.woordtabel import lees_toml

ONTHOUDEN = 1 << 15
"""Words whose weights are kept; the words of texts repeat."""

SCHERPTE = 1.6
"""How fast sureness grows with the lead of the best language; set on the tuned-on texts."""

ONBESLIST = 0.45
"""Below this sureness a text without a single known word is no language's."""

NAAMDEEL = 0.4
"""How much a word with a capital inside the text counts: it is often a name, in the language of the street."""

GETOOND = 3
"""Words shown as the reason."""

MEESTE_TOKENS = 200
"""Tokens that count: a longer text doesn't tell more."""


@dataclass(frozen=True, slots=True)
class Taallezing:
    """The language read: ISO 639-1 or None where none can be told, how sure (0 to 1), the words that told it."""

    taal: str | None
    zekerheid: float
    woorden: tuple[Woorden, ...]


GEEN = Taallezing(None, 1.0, ())


@dataclass(frozen=True, slots=True)
class Woordgewicht:
    """What one word says: letter weights and marker weights by language (`stand`, two rows), features it holds.

    `voor`: by language, how much more it speaks for that one than its letters do for all; `bekend`: it is a marker.
    `los`: tells the language by itself, also in a text of one or two words. `overal`: says nothing in any language.
    """

    stand: NDArray[np.float32]
    voor: NDArray[np.float32]
    aantal: float
    bekend: bool
    los: bool
    overal: bool


class Taalherkenner:
    """Reads the language of texts by the model and words of a folder like `config/`; safe to share by threads."""

    def __init__(self, config: Path) -> None:
        """Load `talen/taal/`.

        Raises ConfiguratieFout where a file doesn't parse or names a language that the letter model doesn't know.
        """
        folder = config / "talen" / "taal"
        with np.load(folder / "letters.npz") as model:
            self.talen: tuple[str, ...] = tuple(str(taal) for taal in model["talen"])
            self._gewichten: NDArray[np.float32] = (
                np.ascontiguousarray(model["gewichten"], np.float32) * model["schaal"]
            )
            self._begin: NDArray[np.float32] = model["begin"]
        algemeen = lees_toml(folder / "algemeen.toml")
        self._overal = frozenset(algemeen["overal"].split())
        self._kort = int(algemeen["kort_woorden"])
        self._gewicht_vorige = float(algemeen["gewicht_vorige_taal"])
        eigen = self._eigen(folder)
        self._los = frozenset(woord for inhoud in eigen.values() for woord in inhoud["los"].split())
        self._merken = _merkgewichten(self.talen, eigen, "woorden", float(algemeen["gewicht_woord"]))
        self._tekens = _merkgewichten(self.talen, eigen, "letters", float(algemeen["gewicht_letter"]))
        self._woord = lru_cache(ONTHOUDEN)(self._weeg)

    def _eigen(self, folder: Path) -> dict[str, Mapping[str, Any]]:
        eigen: dict[str, Mapping[str, Any]] = {}
        for pad in sorted(folder.glob("*.toml")):
            inhoud = lees_toml(pad)
            if "taal" not in inhoud:
                continue
            if inhoud["taal"] not in self.talen:
                raise ConfiguratieFout(str(pad), "taal", "het lettermodel kent deze taal niet: maak taalmodel")
            eigen[inhoud["taal"]] = inhoud
        return eigen

    def lees(self, tekst: str, tokens: Sequence[Token], vorige_taal: str | None = None) -> Taallezing:
        """Read the language; `vorige_taal` weighs in, most in short texts, and decides where the text can't."""
        gewogen = [
            (token, gewicht)
            for token, deel in _delen(tekst, tokens[:MEESTE_TOKENS])
            if (gewicht := self._woord(token.vorm, deel)).aantal
        ]
        tellend = [paar for paar in gewogen if not paar[1].overal]
        vorige = vorige_taal if vorige_taal in self.talen else None
        if not tellend or not tekst.strip() or self._te_kort([gewicht for _, gewicht in tellend]):
            return Taallezing(vorige, 0.5, ()) if vorige else GEEN
        kansen = self._kansen([gewicht for _, gewicht in tellend], vorige)
        beste = int(kansen.argmax())
        zekerheid = float(kansen[beste])
        if zekerheid < ONBESLIST and not any(gewicht.bekend for _, gewicht in tellend):
            return GEEN
        return Taallezing(self.talen[beste], zekerheid, _redenen(tellend, beste))

    def _te_kort(self, gewichten: Sequence[Woordgewicht]) -> bool:
        return len(gewichten) <= self._kort and not any(gewicht.los for gewicht in gewichten)

    def _kansen(self, gewichten: Sequence[Woordgewicht], vorige: str | None) -> NDArray[np.float32]:
        aantal = sum(gewicht.aantal for gewicht in gewichten)
        som = gewichten[0].stand.copy()
        for gewicht in gewichten[1:]:
            som += gewicht.stand
        stand = som[0] / aantal**0.5 + self._begin + som[1] / len(gewichten) ** 0.5
        if vorige:
            stand[self.talen.index(vorige)] += self._gewicht_vorige / len(gewichten) ** 0.5
        hoog = np.exp((stand - stand.max()) / SCHERPTE)
        kansen: NDArray[np.float32] = hoog / hoog.sum()
        return kansen

    def _weeg(self, vorm: str, deel: float) -> Woordgewicht:
        woorden = taalwoorden(vorm)
        rij = np.array([nummer for woord in woorden for nummer in rijen(woord)], np.intp)
        merken = np.zeros(len(self.talen), np.float32)
        for woord in woorden:
            if woord in self._merken:
                merken = merken + self._merken[woord]
            for teken in self._tekens.keys() & set(woord):
                merken = merken + self._tekens[teken]
        stand = np.array((np.add.reduce(self._gewichten.take(rij, axis=0)), merken), np.float32) * np.float32(deel)
        return Woordgewicht(
            stand=stand,
            voor=stand[0] + stand[1] - np.add.reduce(stand[0]) / len(self.talen),
            aantal=len(rij) * deel,
            bekend=any(woord in self._merken for woord in woorden),
            los=any(woord in self._los or _arabisch(woord) for woord in woorden),
            overal=bool(woorden) and all(woord in self._overal for woord in woorden),
        )


def _delen(tekst: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, float]]:
    """Give how much each word counts: less where it may be a name, or is not the writer's own.

    What is quoted was said by somebody else; Latin letters in a text of another script are names and what was said.
    """
    vakken = citaten(tekst)
    ander_schrift = sum(not token.vorm.isascii() and not _latijn(token.vorm) for token in tokens) * 2 > len(tokens)
    for plek, token in enumerate(tokens):
        vreemd = ander_schrift and _latijn(token.vorm)
        vreemd |= bool(vakken) and any(begin <= token.begin and token.eind <= eind for begin, eind in vakken)
        yield token, NAAMDEEL if vreemd or (plek and token.vorm.istitle()) else 1.0


def _latijn(woord: str) -> bool:
    """Tell whether all letters of a word are Latin ones, marks included."""
    return all(teken < "\u0370" or teken > "\u1e00" for teken in woord)


def _arabisch(woord: str) -> bool:
    """Tell whether a word is in Arabic script: of the languages read, only one is."""
    return any("\u0620" <= teken <= "\u06d3" for teken in woord)


def _redenen(gewogen: Sequence[tuple[Token, Woordgewicht]], taal: int) -> tuple[Woorden, ...]:
    """Give the words that favour the language most, in the order of the text."""
    voor = [(float(gewicht.voor[taal]), token.begin, token.eind) for token, gewicht in gewogen]
    sterkste = sorted((deel for deel in voor if deel[0] > 0), reverse=True)[:GETOOND]
    return tuple(Woorden(begin, eind) for begin, eind in sorted((begin, eind) for _, begin, eind in sterkste))


def _merkgewichten(
    talen: Sequence[str], eigen: Mapping[str, Mapping[str, Any]], veld: str, gewicht: float
) -> dict[str, NDArray[np.float32]]:
    """Give the weights of each marker; one that several languages claim is shared out among them."""
    eisers = {taal: frozenset(_stukken(inhoud[veld], veld)) for taal, inhoud in eigen.items()}
    hoevaak = Counter(stuk for stukken in eisers.values() for stuk in stukken)
    uit = {stuk: np.zeros(len(talen), np.float32) for stuk in hoevaak}
    for taal, stukken in eisers.items():
        for stuk in stukken:
            uit[stuk][talen.index(taal)] = gewicht / hoevaak[stuk]
    return uit


def _stukken(waarde: str, veld: str) -> list[str]:
    return list(waarde) if veld == "letters" else waarde.split()
