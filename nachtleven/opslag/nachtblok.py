"""One pass over the meldingen of a period: counts by night, hour and all that is told once, into a small block.

What a melding has several of (grounds, facts) is counted by combination: that gives each code, each pair, and none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_, case, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from nachtleven.cijfers.periodes import Periode
from nachtleven.meldingen import NIET_GETELD
from nachtleven.opslag.tabellen import MeldingGrondRij, MeldingRij

CONTACT = ("binnen_termijn", "buiten_termijn", "niet_gecontacteerd", "zonder_termijn")
TELT = and_(MeldingRij.status.not_in([status.value for status in NIET_GETELD]), MeldingRij.samengevoegd_met.is_(None))
"""The condition that a melding counts: not withdrawn, not erased, not merged into another."""

_ZAAK_HOE = case((MeldingRij.zaak_id.is_(None), None), else_=func.coalesce(MeldingRij.zaak_hoe, "zeker"))
_OP_TIJD = case(
    (MeldingRij.gecontacteerd.is_not(None) & MeldingRij.contact_voor.is_(None), "binnen_termijn"),
    (MeldingRij.contact_voor.is_(None), "zonder_termijn"),
    (MeldingRij.gecontacteerd.is_(None), "niet_gecontacteerd"),
    (MeldingRij.gecontacteerd <= MeldingRij.contact_voor, "binnen_termijn"),
    else_="buiten_termijn",
)
_KOLOMMEN: Mapping[str, Any] = {
    "nacht": MeldingRij.nacht,
    "uur": MeldingRij.uur,
    "kanaal": MeldingRij.kanaal,
    "taal": MeldingRij.taal,
    "rol": MeldingRij.rol,
    "zaak_hoe": _ZAAK_HOE,
    "contact": _OP_TIJD,
}


def in_periode(periode: Periode) -> ColumnElement[bool]:
    """Give the condition that a melding counts in this period."""
    return and_(MeldingRij.nacht >= periode.van, MeldingRij.nacht < periode.tot, TELT)


def frame(rijen: Iterable[Sequence[Any]], kolommen: Sequence[str]) -> pd.DataFrame:
    """Make a frame of objects, so that None stays None; `aantal` becomes int64."""
    gemaakt = pd.DataFrame([tuple(rij) for rij in rijen], columns=list(kolommen), dtype=object)
    return gemaakt.astype({"aantal": "int64"})


def tel_blok(sessie: Session, periode: Periode) -> pd.DataFrame:
    """Count by all of `_KOLOMMEN` together; one row a combination that occurs."""
    deel = select(*(kolom.label(naam) for naam, kolom in _KOLOMMEN.items())).where(in_periode(periode)).subquery()
    vraag = select(*deel.c, func.count()).group_by(*deel.c)
    return frame(sessie.execute(vraag), (*_KOLOMMEN, "aantal"))


def per(blok: pd.DataFrame, *kolommen: str) -> pd.DataFrame:
    """Sum the block by columns, in their order."""
    sommen = blok.groupby(list(kolommen), dropna=False, sort=True)["aantal"].sum()
    rijen = [(*(sleutel if isinstance(sleutel, tuple) else (sleutel,)), aantal) for sleutel, aantal in sommen.items()]
    return frame(rijen, (*kolommen, "aantal"))


def per_waarde(blok: pd.DataFrame, kolom: str) -> pd.DataFrame:
    """Sum the block by the values of a column, None last."""
    sommen: Counter[str | None] = Counter()
    for waarde, aantal in zip(blok[kolom], blok["aantal"], strict=True):
        sommen[waarde] += int(aantal)
    return frame(sorted(sommen.items(), key=lambda rij: (rij[0] is None, rij[0] or "")), ("waarde", "aantal"))


def combinaties(sessie: Session, periode: Periode, kolom: InstrumentedAttribute[str]) -> dict[tuple[str, ...], int]:
    """Count the meldingen by the codes that they carry together; those without any are not in it.

    A ground that a person rejected is none, and so is an empty code.
    """
    draagt = MeldingGrondRij.bevestigd.is_not(False) if kolom.class_ is MeldingGrondRij else true()
    samen = select(func.aggregate_strings(kolom, ",").label("samen")).join(
        MeldingRij, MeldingRij.id == kolom.class_.melding_id
    )
    deel = samen.where(in_periode(periode), kolom != "", draagt).group_by(kolom.class_.melding_id).subquery()
    geteld: Counter[tuple[str, ...]] = Counter()
    for codes, aantal in sessie.execute(select(deel.c.samen, func.count()).group_by(deel.c.samen)):
        geteld[tuple(sorted(codes.split(",")))] += aantal
    return dict(geteld)


def per_code(geteld: Mapping[tuple[str, ...], int]) -> pd.DataFrame:
    """Count the meldingen that carry each code."""
    sommen = Counter[str]()
    for codes, aantal in geteld.items():
        sommen.update(dict.fromkeys(codes, aantal))
    return frame(sorted(sommen.items()), ("code", "aantal"))


def paren(geteld: Mapping[tuple[str, ...], int]) -> pd.DataFrame:
    """Count the meldingen that carry each pair of codes, the first of the pair first in the alphabet."""
    sommen = Counter[tuple[str, str]]()
    for codes, aantal in geteld.items():
        sommen.update(dict.fromkeys(combinations(codes, 2), aantal))
    return frame([(*paar, aantal) for paar, aantal in sorted(sommen.items())], ("code_a", "code_b", "aantal"))
