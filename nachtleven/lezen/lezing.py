"""Lezing: what the system reads in one text, each finding with the words that gave it. It decides nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Soort(StrEnum):
    """What kind of text it is."""

    MELDING = "melding"
    INCIDENT = "incident"
    VRAAG = "vraag"
    STOP = "stop"
    HELP = "help"
    WIS = "wis"
    RUIS = "ruis"


class Rol(StrEnum):
    """Who writes."""

    SLACHTOFFER = "slachtoffer"
    GETUIGE = "getuige"
    PORTIER = "portier"
    UITBATER = "uitbater"


class Feit(StrEnum):
    """What is told to have happened."""

    GEWEIGERD = "geweigerd"
    VERWIJDERD = "verwijderd"
    GEEN_REDEN = "geen_reden"
    SMOES = "smoes"
    ANDERE_VOORWAARDEN = "andere_voorwaarden"
    BELEDIGING = "belediging"
    GEWELD = "geweld"
    SEKSUEEL = "seksueel"
    GEEN_KAART = "geen_kaart"
    ID_INGEHOUDEN = "id_ingehouden"
    FOUILLERING = "fouillering"


class Hoe(StrEnum):
    """By what a venue was found in a text."""

    CODE = "code"
    NAAM = "naam"
    ALIAS = "alias"
    STRAAT = "straat"


@dataclass(frozen=True, slots=True)
class Woorden:
    """A stretch of the text as it was typed: [begin, eind) in characters."""

    begin: int
    eind: int

    def raakt(self, ander: "Woorden") -> bool:
        """Tell whether two stretches share a letter."""
        return self.begin < ander.eind and ander.begin < self.eind


@dataclass(frozen=True, slots=True)
class Verklaring:
    """Why something was read: the field and value, the stretches that gave it, how sure (0 to 1)."""

    veld: str
    waarde: str
    woorden: tuple[Woorden, ...]
    zekerheid: float


@dataclass(frozen=True, slots=True)
class ZaakScore:
    """A venue that the text may mean, with how it was found and the calibrated chance (0 to 1) that it is meant."""

    zaak_id: str
    zekerheid: float
    hoe: Hoe
    woorden: tuple[Woorden, ...]


@dataclass(frozen=True, slots=True)
class Tijdlezing:
    """When it happened: the likeliest moment within [van, tot), all in UTC.

    `genoemd`: a time word gave it; otherwise it is the time of receipt of something that just happened.
    `nacht_bekend`: the night is certain enough not to ask for it.
    """

    moment: datetime
    van: datetime
    tot: datetime
    genoemd: bool
    nacht_bekend: bool
    woorden: tuple[Woorden, ...]
    zekerheid: float


@dataclass(frozen=True, slots=True)
class Lezing:
    """All that is read in one text. `zaken` best first.

    `taal`: ISO 639-1 or None. `tijd`: None where nothing can be told. `gronden`: codes of `config/gronden.toml`.
    `kaartnummers`: letters and digits only, upper case.
    """

    taal: str | None
    soort: Soort
    rol: Rol | None
    zaken: tuple[ZaakScore, ...]
    tijd: Tijdlezing | None
    gronden: frozenset[str]
    feiten: frozenset[Feit]
    kaartnummers: tuple[str, ...]
    spoed: bool
    verklaringen: tuple[Verklaring, ...]
