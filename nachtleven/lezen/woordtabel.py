"""Word tables: the TOML files of `config/talen/`, as they stand."""

import tomllib
from pathlib import Path
from typing import Any

from nachtleven.fouten import ConfiguratieFout


def lees_toml(pad: Path) -> dict[str, Any]:
    """Read a word table; raises ConfiguratieFout where it isn't there or doesn't parse."""
    try:
        return tomllib.loads(pad.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fout:
        raise ConfiguratieFout(str(pad), "bestand", str(fout)) from fout
