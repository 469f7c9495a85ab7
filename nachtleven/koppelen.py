"""The one place that decides: from the venues that a text may mean to one, to candidates, or to none.

Doubt gives candidates, never a guess: a wrong link harms a venue, a missed one costs one question.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.lezing import Lezing


@dataclass(frozen=True, slots=True)
class ZaakKoppeling:
    """What was decided on the venue: the one meant, or else the two or more that fit, best first."""

    zaak: str | None
    kandidaten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drempels:
    """From what chance (0 to 1) on a venue is linked, or offered; the values of a city stand in `config/lezen.toml`.

    `voorsprong`: how far its chance must be ahead of the next. `kandidaat`: the chance that any venue is meant from
    which on the best are offered; `deel`: the part of the best one's chance that another must have.
    """

    koppel: float = 0.87
    voorsprong: float = 0.5
    kandidaat: float = 0.2
    deel: float = 0.1
    meeste: int = 20


GEWONE_DREMPELS = Drempels()
ANTWOORD_DREMPELS = Drempels(koppel=0.75)
"""Where we asked for the venue or the street, a text that names one means it more surely than out of the blue."""


def koppel_zaak(lezing: Lezing, drempels: Drempels = GEWONE_DREMPELS) -> ZaakKoppeling:
    """Decide on the venue of a reading. A single venue that is not sure enough is no candidate either: it is asked."""
    op_volgorde = sorted(lezing.zaken, key=lambda score: (-score.zekerheid, score.zaak_id))
    if not op_volgorde:
        return ZaakKoppeling(None)
    beste = op_volgorde[0]
    volgende = op_volgorde[1].zekerheid if len(op_volgorde) > 1 else 0.0
    if beste.zekerheid >= drempels.koppel and beste.zekerheid - volgende >= drempels.voorsprong:
        return ZaakKoppeling(beste.zaak_id)
    if sum(score.zekerheid for score in op_volgorde) < drempels.kandidaat:
        return ZaakKoppeling(None)
    grens = beste.zekerheid * drempels.deel
    passend = tuple(score.zaak_id for score in op_volgorde if score.zekerheid >= grens)[: drempels.meeste]
    return ZaakKoppeling(None, passend if len(passend) > 1 else ())


def laad_drempels(config: Path) -> Drempels:
    """Read the thresholds of a folder like `config/`.

    Raises:
        ConfiguratieFout: the file is not there, doesn't parse, or a chance is not between 0 and 1.
    """
    bestand = config / "lezen.toml"
    try:
        ruw = tomllib.loads(bestand.read_text(encoding="utf-8"))["koppelen"]
        kansen = {naam: float(ruw[naam]) for naam in ("koppel", "voorsprong", "kandidaat", "deel")}
        meeste = int(ruw["meeste"])
    except (OSError, ValueError, TypeError, KeyError) as fout:
        raise ConfiguratieFout(str(bestand), "koppelen", str(fout)) from fout
    for naam, kans in kansen.items():
        if not 0 <= kans <= 1:
            raise ConfiguratieFout(str(bestand), f"koppelen.{naam}", "geen kans tussen 0 en 1")
    return Drempels(**kansen, meeste=meeste)
