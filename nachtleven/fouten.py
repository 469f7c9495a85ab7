"""Every error of our own, in one tree; each carries its facts as attributes.

Fout
├── InstellingenFout    settings missing or weak, all at once            exit 2
├── ConfiguratieFout    a file in config/ that doesn't parse or add up   exit 2
├── InvoerFout          a file with bad rows; nothing of it is kept      exit 1
├── NietGevonden        an unknown kenmerk, report or user               exit 1 · 404
├── OvergangFout        a change of state that the table doesn't allow   exit 1 · 409
├── VerouderdFout       a form made from an older version of the row     409
├── WensFout            a text to a melder who may not get it            409
├── VastgehoudenFout    an erasure of what is held for a case            exit 1 · 409
├── WisboekFout         the erasure journal is not whole or not writable exit 1
├── ReserveFout         a backup that can't be made, read or put back    exit 1
├── SleutelFout         a value that no present key opens                exit 1 · 500
├── OpslagFout          the database is away, or its schema is not ours  exit 1 · 503
├── SpoelFout           a message that could not be spooled, or read back   exit 1 · 503
├── BezetFout           somebody else holds what is needed (a port)      exit 1
└── PoortFout           a gateway that refuses or doesn't answer         exit 1
"""

from collections.abc import Sequence
from dataclasses import dataclass


class Fout(Exception):
    """The root of what this program raises on purpose."""


class InstellingenFout(Fout):
    """Settings that are missing or weak; `gebreken` holds a sentence for each."""

    def __init__(self, gebreken: Sequence[str]) -> None:
        super().__init__("; ".join(gebreken))
        self.gebreken = tuple(gebreken)


class ConfiguratieFout(Fout):
    """A configuration file that is wrong: which file, where, why."""

    def __init__(self, bestand: str, plaats: str, reden: str) -> None:
        super().__init__(f"{bestand}: {plaats}: {reden}")
        self.bestand, self.plaats, self.reden = bestand, plaats, reden


@dataclass(frozen=True, slots=True)
class FouteRij:
    """One bad row of a file: its line (1 is the header), the field (empty: the whole row) and the reason."""

    lijn: int
    veld: str
    reden: str

    def __str__(self) -> str:
        return f"lijn {self.lijn}, {self.veld}: {self.reden}" if self.veld else f"lijn {self.lijn}: {self.reden}"


class InvoerFout(Fout):
    """A file of which nothing was taken in, with every bad row."""

    def __init__(self, bestand: str, rijen: Sequence[FouteRij]) -> None:
        super().__init__(f"{bestand}: {len(rijen)} foute rij(en)")
        self.bestand, self.rijen = bestand, tuple(rijen)


class NietGevonden(Fout):
    """Something asked for by name that is not there."""

    def __init__(self, wat: str, sleutel: str) -> None:
        super().__init__(f"{wat} {sleutel} bestaat niet")
        self.wat, self.sleutel = wat, sleutel


class OvergangFout(Fout):
    """A change of state that is not in the table of allowed changes."""

    def __init__(self, van: str, naar: str) -> None:
        super().__init__(f"van {van} naar {naar} kan niet")
        self.van, self.naar = van, naar


class VerouderdFout(Fout):
    """A change made on an older version than the one that stands."""

    def __init__(self, gezien: int, staat: int) -> None:
        super().__init__(f"versie {gezien} is verouderd, versie {staat} staat er nu")
        self.gezien, self.staat = gezien, staat


class WensFout(Fout):
    """A text to a melder who may not, or does not want to, get it; `rem` says which."""

    def __init__(self, rem: str) -> None:
        super().__init__(f"deze melder krijgt geen bericht: {rem}")
        self.rem = rem


class VastgehoudenFout(Fout):
    """An erasure of a melding on which a hold stands."""

    def __init__(self, kenmerk: str) -> None:
        super().__init__(f"{kenmerk} wordt vastgehouden en kan niet gewist worden: hef eerst het vasthouden op")
        self.kenmerk = kenmerk


class WisboekFout(Fout):
    """The erasure journal was tampered with, or can't be read or written."""


class ReserveFout(Fout):
    """A backup that can't be made, doesn't hold what it should, or can't be put back."""


class SleutelFout(Fout):
    """An encrypted value that can't be opened: its key was destroyed, or is not among the keys given."""

    def __init__(self, waarom: str) -> None:
        super().__init__(waarom)
        self.waarom = waarom


class OpslagFout(Fout):
    """The database can't be used as it is: away, or with another schema."""


class SpoelFout(Fout):
    """The spool can't be written, or one of its files can't be read back."""


class BezetFout(Fout):
    """Something that only one may hold is held by another."""


class PoortFout(Fout):
    """A gateway that refused, answered nonsense or did not answer.

    `status` is HTTP's, `code` the gateway's own. `opnieuw`: it may go better later; else it was refused for good.
    """

    def __init__(self, reden: str, *, status: int | None = None, code: int | None = None, opnieuw: bool = True) -> None:
        super().__init__(reden)
        self.reden, self.status, self.code, self.opnieuw = reden, status, code, opnieuw
