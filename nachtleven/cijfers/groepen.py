"""The groups of nights and hours of a shared report, as `config/rapport.toml` holds them."""

import tomllib
from pathlib import Path

from nachtleven.cijfers.tabellen import Groepen
from nachtleven.fouten import ConfiguratieFout
from nachtleven.nacht import WEEKDAGEN


def laad_groepen(map_: Path) -> Groepen:
    """Read the groups from a folder of configuration.

    Raises:
        ConfiguratieFout: the file doesn't parse, or a weekday or an hour is in no group or in several.
    """
    bestand = map_ / "rapport.toml"
    try:
        ruw = tomllib.loads(bestand.read_text(encoding="utf-8"))
        nachten = tuple((str(rij["naam"]), tuple(map(str, rij["dagen"]))) for rij in ruw["nachten"])
        uren = tuple((str(rij["naam"]), tuple(map(int, rij["uren"]))) for rij in ruw["uren"])
    except (OSError, KeyError, TypeError, ValueError) as fout:
        raise ConfiguratieFout(str(bestand), "bestand", repr(fout)) from fout
    if sorted(dag for _, dagen in nachten for dag in dagen) != sorted(WEEKDAGEN):
        raise ConfiguratieFout(str(bestand), "nachten", "elke weekdag hoort in precies één groep")
    if sorted(uur for _, leden in uren for uur in leden) != list(range(24)):
        raise ConfiguratieFout(str(bestand), "uren", "elk uur van 0 tot 23 hoort in precies één groep")
    return Groepen(nachten, uren)
