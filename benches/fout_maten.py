"""What a fault is measured by: the application over a database of its own, and what of it was lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from nachtleven.opslag.tabellen import BerichtRij
from nachtleven.registerinvoer import voer_in
from nachtleven.samenstelling import Onderdelen
from tests.proefpoort import ZAKEN, Deurproef, open_deur

GEDULD_S = 15
"""How long the gateway waits for an answer."""


@dataclass(frozen=True)
class Uitslag:
    """How often a fault was tried, what was lost by it, and what was said or seen."""

    keren: int
    verloren: int
    gezien: str


def huis(map_: Path, **anders: str) -> Deurproef:
    """Make the application over a database of its own, with three venues."""
    deur = open_deur(map_, **anders)
    lijst = map_ / "zaken.csv"
    lijst.write_text(ZAKEN, encoding="utf-8")
    voer_in(deur.delen, "zaken", lijst, door="bench")
    return deur


def verloren(delen: Onderdelen, sids: Sequence[str]) -> int:
    """Take the spool in, and count the confirmed messages that are kept nowhere, or not once."""
    delen.aanname.neem_spoel_in()
    with delen.opslag.lezen() as sessie:
        vraag = select(BerichtRij.poort_id, func.count()).group_by(BerichtRij.poort_id)
        per_id = {str(sid): int(aantal) for sid, aantal in sessie.execute(vraag)}
    return sum(per_id.get(sid, 0) != 1 for sid in set(sids))


def bestand_van(delen: Onderdelen) -> Path:
    return Path(str(delen.opslag.motor.url.database))


def is_heel(delen: Onderdelen) -> bool:
    with delen.opslag.lezen() as sessie:
        return sessie.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
