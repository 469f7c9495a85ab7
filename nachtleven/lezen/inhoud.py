"""What a text is and tells: its kind, who writes, the grounds, the facts, card numbers, and whether it can't wait.

In: the words, the language and the venues found. Out: an Inhoud, for any text. Exact rules come first (a text that is
wholly a command, a bare venue name); all else is weighed: by the model in `lezen/inhoud.npz`, or, where there is time,
by the one in `lezen/zinnen.npz`, which weighs the text as a whole too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, inf
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.inhoudkenmerken import ZAAK, Stuk, stukken
from nachtleven.lezen.inhoudmodel import DIEP, laad_model
from nachtleven.lezen.kaartnummers import Kaartlezer
from nachtleven.lezen.lezing import Feit, Rol, Soort, Verklaring, Woorden, ZaakScore
from nachtleven.lezen.tekst import Token
from nachtleven.lezen.tekst import tokens as woorden_van
from nachtleven.lezen.weigeringen import Weigerwoorden
from nachtleven.lezen.woordtabel import lees_toml
from nachtleven.lezen.zinnen import Zinweger

VERTELD = frozenset({Soort.MELDING, Soort.INCIDENT})
"""Kinds in which something is told; only they have a role, grounds and facts."""

ROLLEN: Mapping[Soort, tuple[Rol, Rol]] = {
    Soort.MELDING: (Rol.SLACHTOFFER, Rol.GETUIGE),
    Soort.INCIDENT: (Rol.PORTIER, Rol.UITBATER),
}
GETOOND = 3
"""Words shown as the reason of a finding."""

Waarde = TypeVar("Waarde", Soort, Rol)


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What is read in one text. `gronden`: codes of `gronden.toml`; `kaartnummers`: letters and digits, upper case."""

    soort: Soort
    rol: Rol | None
    gronden: frozenset[str]
    feiten: frozenset[Feit]
    kaartnummers: tuple[str, ...]
    spoed: bool
    verklaringen: tuple[Verklaring, ...]


class Inhoudslezer:
    """Reads the content of texts by the tables and the model of a folder like `config/`; safe to share by threads."""

    def __init__(self, config: Path, *, diep: bool = False) -> None:
        """Load everything; raises ConfiguratieFout where a file is missing, doesn't parse or doesn't fit.

        `diep`: read better and three times as slow, with 150 MB more in memory.
        """
        folder = config / "talen" / "inhoud"
        self.model = laad_model(config, diep=diep)
        self._zinnen = Zinweger(config / "lezen" / DIEP) if diep else None
        self._kaarten = Kaartlezer(folder / "kaart.toml")
        self._weigering = Weigerwoorden(folder / "weigering.toml")
        self._heel = _hele_teksten(folder / "opdrachten.toml")
        self._plaats = {label: nummer for nummer, label in enumerate(self.model.labels)}
        self._groepen: dict[str, dict[str, int]] = {}
        for label, nummer in self._plaats.items():
            groep, _, waarde = label.partition("=")
            self._groepen.setdefault(groep, {})[waarde] = nummer

    def bereid(self, teksten: Sequence[str]) -> None:
        """Make ready for texts that are read next: together is quicker, and gives the same."""
        if self._zinnen is not None:
            self._zinnen.bereid(teksten)

    def lees(self, tekst: str, tokens: Sequence[Token], taal: str | None, zaken: Sequence[ZaakScore]) -> Inhoud:
        """Read one text; `zaken` are the venues found in it, whose own words say nothing of what happened."""
        plekken = tuple(woord for zaak in zaken for woord in zaak.woorden)
        delen = stukken(tekst, tokens, plekken)
        vast = self._vast(tokens, delen)
        if vast is not None:
            return Inhoud(
                vast, None, frozenset(), frozenset(), (), spoed=False, verklaringen=(_heel("soort", vast, delen),)
            )
        stand, per_woord = self.model.weeg(delen, taal)
        if self._zinnen is not None:
            stand = stand + self._zinnen.weeg(tekst)
        boven = (stand - self.model.grenzen).tolist()
        return self._inhoud(_Gewogen(delen, boven, per_woord, self._weigering.zoek(tokens)), tekst, plekken)

    def _vast(self, tokens: Sequence[Token], delen: Sequence[Stuk]) -> Soort | None:
        """Give the kind of a text that is wholly a command, a venue's bare name, or nothing to weigh."""
        if not delen:
            return Soort.RUIS
        opdracht = self._heel.get(" ".join(token.sleutel for token in tokens if token.sleutel))
        if opdracht is None and all(deel.woord == ZAAK for deel in delen):
            return Soort.VRAAG
        return opdracht

    def _inhoud(self, gewogen: "_Gewogen", tekst: str, zaken: Sequence[Woorden]) -> Inhoud:
        soort = self._hoogste(gewogen, tuple(Soort), "soort")
        verklaringen = [self._verklaar(gewogen, "soort", soort, f"soort={soort}")]
        if soort is Soort.RUIS and gewogen.weigering is not None:
            soort = Soort.MELDING
            verklaringen = [Verklaring("soort", soort, (gewogen.weigering,), 1.0)]
        leeg = Inhoud(soort, None, frozenset(), frozenset(), (), spoed=False, verklaringen=())
        if soort in VERTELD:
            rol = self._hoogste(gewogen, ROLLEN[soort], "rol")
            gronden, feiten = self._boven(gewogen, "grond"), self._boven(gewogen, "feit")
            verklaringen.append(self._verklaar(gewogen, "rol", rol, f"rol={rol}"))
            verklaringen += [self._verklaar(gewogen, "gronden", code, f"grond={code}") for code in gronden]
            verklaringen += [self._verklaar(gewogen, "feiten", code, f"feit={code}") for code in feiten]
            spoed = bool(self._boven(gewogen, "spoed"))
            if spoed:
                verklaringen.append(self._verklaar(gewogen, "spoed", "ja", "spoed=ja"))
            if gewogen.weigering is not None and soort is Soort.MELDING and not feiten:
                feiten = [Feit.GEWEIGERD.value]
                verklaringen.append(Verklaring("feiten", Feit.GEWEIGERD, (gewogen.weigering,), 1.0))
            leeg = replace(
                leeg, soort=soort, rol=rol, gronden=frozenset(gronden), feiten=frozenset(map(Feit, feiten)), spoed=spoed
            )
        if soort in VERTELD or soort is Soort.VRAAG:
            kaarten = self._kaarten.lees(tekst, zaken, van_deur=soort is Soort.INCIDENT)
            leeg = replace(leeg, kaartnummers=tuple(kaart.nummer for kaart in kaarten))
            verklaringen += [Verklaring("kaartnummers", kaart.nummer, (kaart.plek,), 1.0) for kaart in kaarten]
        return replace(leeg, verklaringen=tuple(verklaringen))

    def _hoogste(self, gewogen: "_Gewogen", keuze: Sequence[Waarde], groep: str) -> Waarde:
        """Give the value of a group that scores highest; one the model doesn't know never does."""
        plaatsen = self._groepen.get(groep, {})
        return max(keuze, key=lambda een: gewogen.boven[plaatsen[een]] if een in plaatsen else -inf)

    def _boven(self, gewogen: "_Gewogen", groep: str) -> list[str]:
        """Give the values of a group whose score is above the label's threshold."""
        return [waarde for waarde, plaats in self._groepen.get(groep, {}).items() if gewogen.boven[plaats] > 0]

    def _verklaar(self, gewogen: "_Gewogen", veld: str, waarde: str, label: str) -> Verklaring:
        plaats = self._plaats[label]
        per_woord = gewogen.per_woord[:, plaats]
        sterkste = [nummer for nummer in (-per_woord).argsort()[:GETOOND].tolist() if per_woord[nummer] > 0]
        plekken = tuple(gewogen.delen[nummer].plek for nummer in sorted(sterkste))
        return Verklaring(veld, str(waarde), plekken, 1 / (1 + exp(-max(-30.0, min(30.0, gewogen.boven[plaats])))))


@dataclass(frozen=True, slots=True)
class _Gewogen:
    """The words, how far the score of each label is above its threshold, what each word adds, a refusal in words."""

    delen: Sequence[Stuk]
    boven: Sequence[float]
    per_woord: NDArray[np.float32]
    weigering: Woorden | None


def _heel(veld: str, waarde: str, delen: Sequence[Stuk]) -> Verklaring:
    plekken = (Woorden(delen[0].plek.begin, delen[-1].plek.eind),) if delen else ()
    return Verklaring(veld, waarde, plekken, 1.0)


def _hele_teksten(pad: Path) -> dict[str, Soort]:
    """Read the texts that are wholly a command, by the keys of their words."""
    per_soort = lees_toml(pad).get("heel", {})
    try:
        return {_kaal(tekst): Soort(soort) for soort, teksten in per_soort.items() for tekst in teksten}
    except ValueError as fout:
        raise ConfiguratieFout(str(pad), "heel", str(fout)) from fout


def _kaal(tekst: str) -> str:
    return " ".join(token.sleutel for token in woorden_van(tekst) if token.sleutel)
