"""Where register files lie that were looked at over a screen and not yet kept: for an hour, then they go.

Comes in: the folder and the moment. A file has a second one beside it that says what it is; they go together.
"""

from datetime import datetime, timedelta
from pathlib import Path

MAP = "invoer"
"""The folder in the data folder."""

BEWAARD = timedelta(hours=1)


def vergeten(map_: Path, moment: datetime) -> list[Path]:
    """Give the files that were put aside more than an hour ago."""
    grens = (moment - BEWAARD).timestamp()
    return [pad for pad in map_.glob("*.bestand") if pad.stat().st_mtime < grens]


def ruim_op(map_: Path, moment: datetime) -> int:
    """Throw those away; give how many. The night's retention does it too, where nobody comes back to the screen."""
    weg = vergeten(map_, moment)
    for pad in weg:
        gooi_weg(pad)
    return len(weg)


def gooi_weg(pad: Path) -> None:
    """Throw a file away with what stands beside it."""
    pad.unlink(missing_ok=True)
    pad.with_suffix(".json").unlink(missing_ok=True)
