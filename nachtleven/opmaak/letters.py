"""The letters of the charts: fixed weights, cut once a process from the variable font, in a folder of their own.

What draws an SVG takes only the default weight of a variable font, which is too thin to read.
"""

import atexit
import tempfile
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3  # type: ignore[import-untyped]  # the package of the letters has no types
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

BRON = Path(fontpkg_source_sans_3.__file__).parent / "files"
"""The folder of the variable fonts, as the package brings them."""

LETTER = "Nachtleven Sans"
_TEKENS = (*range(0x20, 0x180), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x202F, 0x2212)
_SNEDES = (("Regular", 400), ("Bold", 700))


@cache
def lettermap() -> Path:
    """Give the folder of the fixed weights; it goes when the process ends."""
    map_ = tempfile.TemporaryDirectory(prefix="nachtleven-letters-")
    atexit.register(map_.cleanup)
    for naam, gewicht in _SNEDES:
        _snijd(Path(map_.name) / f"{naam}.ttf", naam, gewicht)
    return Path(map_.name)


def _snijd(doel: Path, naam: str, gewicht: int) -> None:
    letter = TTFont(BRON / "SourceSans3[wght].ttf", recalcTimestamp=False)
    opties = Options()
    opties.layout_features, opties.hinting, opties.drop_tables = ["kern", "locl", "mark"], False, ["STAT"]
    snijder = Subsetter(opties)
    snijder.populate(unicodes=_TEKENS)
    snijder.subset(letter)
    vast = instancer.instantiateVariableFont(letter, {"wght": gewicht})
    namen = vast["name"]
    namen.names = [rij for rij in namen.names if rij.nameID in {0, 13, 14}]
    for nummer, waarde in {1: LETTER, 2: naam, 4: f"{LETTER} {naam}", 6: f"NachtlevenSans-{naam}"}.items():
        namen.setName(waarde, nummer, 3, 1, 0x409)
    vast["OS/2"].usWeightClass = gewicht
    vast["OS/2"].fsSelection = 0x20 if gewicht > 600 else 0x40
    vast["head"].macStyle = int(gewicht > 600)
    vast.save(doel)
