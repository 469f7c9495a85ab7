"""One pass over the meldingen of a period: what each of them is, night after night, counted as it streams by.

The database strings together, per night, one short key a melding; sorting a million rows by all that is asked of them
costs it three times as much. No more than one night is ever in memory.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, String, and_, case, cast, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from nachtleven.cijfers.periodes import Periode
from nachtleven.meldingen import NIET_GETELD
from nachtleven.opslag.duren import seconden
from nachtleven.opslag.tabellen import MeldingFeitRij, MeldingGrondRij, MeldingRij

CONTACT = ("binnen_termijn", "buiten_termijn", "niet_gecontacteerd", "zonder_termijn")
KENMERKEN = ("kanaal", "taal", "rol", "zaak_hoe", "contact")
TELT = and_(
    MeldingRij.status.not_in([status.value for status in NIET_GETELD]),
    case((MeldingRij.samengevoegd_met.is_(None), 1), else_=0) == 1,
)
"""The condition that a melding counts: not withdrawn, not erased, not merged into another.

The last as a CASE, or SQLite takes the index on that column, in which nearly every row is the same, for a narrow one.
"""

DEEL, LOS = "\x1f", "\x1e"
"""Between the parts of a key, and between keys: signs that no code and no id of a register holds."""

_ZAAK_HOE = case((MeldingRij.zaak_id.is_(None), ""), else_=func.coalesce(MeldingRij.zaak_hoe, "zeker"))
_OP_TIJD = case(
    (MeldingRij.gecontacteerd.is_not(None) & MeldingRij.contact_voor.is_(None), "binnen_termijn"),
    (MeldingRij.contact_voor.is_(None), "zonder_termijn"),
    (MeldingRij.gecontacteerd.is_(None), "niet_gecontacteerd"),
    (MeldingRij.gecontacteerd <= MeldingRij.contact_voor, "binnen_termijn"),
    else_="buiten_termijn",
)

Codes = tuple[str, ...]
Maand = tuple[int, int]
"""A year and a month."""


@dataclass(slots=True)
class Nachtblok:
    """Counts of the meldingen of a period.

    `uren`: by night and hour. `kenmerken`: by name of KENMERKEN, by value (empty: not told). `gronden`, `feiten`: by
    the codes that one melding carries together. `zaken`: by month, by venue (empty: not known). `duren`: by seconds
    from receipt to contact. `gesloten`: how many were closed before the period's end. `via_code`: how many named their
    venue by the code of its sticker.
    """

    uren: Counter[tuple[date, int]] = field(default_factory=Counter)
    kenmerken: dict[str, Counter[str]] = field(default_factory=lambda: {naam: Counter() for naam in KENMERKEN})
    gronden: Counter[Codes] = field(default_factory=Counter)
    feiten: Counter[Codes] = field(default_factory=Counter)
    zaken: dict[Maand, Counter[str]] = field(default_factory=dict)
    duren: Counter[int] = field(default_factory=Counter)
    gesloten: int = 0
    via_code: int = 0

    @property
    def aantal(self) -> int:
        """How many meldingen there are."""
        return self.uren.total()

    @property
    def per_nacht(self) -> Counter[date]:
        """How many by night."""
        sommen = Counter[date]()
        for (nacht, _uur), aantal in self.uren.items():
            sommen[nacht] += aantal
        return sommen


def in_periode(periode: Periode) -> ColumnElement[bool]:
    """Give the condition that a melding counts in this period."""
    return and_(MeldingRij.nacht >= periode.van, MeldingRij.nacht < periode.tot, TELT)


def frame(rijen: Iterable[Sequence[Any]], kolommen: Sequence[str]) -> pd.DataFrame:
    """Make a frame of objects, so that None stays None; `aantal` becomes int64."""
    gemaakt = pd.DataFrame([tuple(rij) for rij in rijen], columns=list(kolommen), dtype=object)
    return gemaakt.astype({"aantal": "int64"})


def tel_blok(sessie: Session, periode: Periode) -> Nachtblok:
    """Count the meldingen of a period in one pass."""
    m, blok = MeldingRij, Nachtblok()
    sleutel = aaneen(m.kanaal, m.taal, m.rol, _ZAAK_HOE, _OP_TIJD)
    codes = aaneen(_samen(MeldingGrondRij.grond), _samen(MeldingFeitRij.feit))
    duur = cast(func.round(seconden(sessie, m.ontvangen, m.gecontacteerd)), BigInteger)
    kolommen = (cast(m.uur, String), sleutel, codes, func.coalesce(m.zaak_id, ""), cast(duur, String))
    dicht = func.sum(case((m.gesloten < periode.einde, 1), else_=0))
    met_code = func.sum(case((m.via_code.is_(True), 1), else_=0))
    vraag = select(m.nacht, dicht, met_code, *(func.aggregate_strings(kolom, LOS) for kolom in kolommen))
    vraag = vraag.where(in_periode(periode)).group_by(m.nacht).order_by(m.nacht)
    samen, draagt = Counter[str](), Counter[str]()
    for nacht, gesloten, met, *gestreken in sessie.execute(vraag.execution_options(yield_per=1)):
        uren, sleutels, codes_, zaken, duren = ((tekst or "").split(LOS) for tekst in gestreken)
        blok.uren.update({(nacht, int(uur)): aantal for uur, aantal in Counter(uren).items()})
        samen.update(sleutels)
        draagt.update(codes_)
        blok.zaken.setdefault((nacht.year, nacht.month), Counter()).update(zaken)
        blok.duren.update({int(duur): aantal for duur, aantal in Counter(filter(None, duren)).items()})
        blok.gesloten, blok.via_code = blok.gesloten + int(gesloten), blok.via_code + int(met)
    _leg_uit(blok, samen, draagt)
    return blok


def _leg_uit(blok: Nachtblok, samen: Mapping[str, int], draagt: Mapping[str, int]) -> None:
    """Take the keys apart again, each once."""
    for sleutel, aantal in samen.items():
        for naam, waarde in zip(KENMERKEN, sleutel.split(DEEL), strict=True):
            blok.kenmerken[naam][waarde] += aantal
    for codes, aantal in draagt.items():
        gronden, feiten = codes.split(DEEL)
        blok.gronden[_codes(gronden)] += aantal
        blok.feiten[_codes(feiten)] += aantal


def _codes(tekst: str) -> Codes:
    return tuple(sorted(tekst.split(","))) if tekst else ()


def aaneen(*kolommen: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """String columns together; what is not told is empty."""
    geheel: ColumnElement[str] = func.coalesce(kolommen[0], "")
    for kolom in kolommen[1:]:
        geheel = geheel.concat(DEEL).concat(func.coalesce(kolom, ""))
    return geheel


def _samen(kolom: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """String the codes of a melding together; a ground that a person rejected is none, and so is an empty code."""
    draagt = MeldingGrondRij.bevestigd.is_not(False) if kolom.class_ is MeldingGrondRij else true()
    vraag = select(func.aggregate_strings(kolom, ","))
    vraag = vraag.where(kolom.class_.melding_id == MeldingRij.id, kolom != "", draagt)
    return vraag.correlate(MeldingRij).scalar_subquery()


def per_waarde(sommen: Mapping[str, int]) -> pd.DataFrame:
    """Give the values with their counts, what is not told (empty) as None and last."""
    op_naam = sorted(sommen.items(), key=lambda rij: (rij[0] == "", rij[0]))
    return frame([(waarde or None, aantal) for waarde, aantal in op_naam], ("waarde", "aantal"))


def per_code(geteld: Mapping[Codes, int]) -> pd.DataFrame:
    """Count the meldingen that carry each code."""
    sommen = Counter[str]()
    for codes, aantal in geteld.items():
        sommen.update(dict.fromkeys(codes, aantal))
    return frame(sorted(sommen.items()), ("code", "aantal"))


def paren(geteld: Mapping[Codes, int]) -> pd.DataFrame:
    """Count the meldingen that carry each pair of codes, the first of the pair first in the alphabet."""
    sommen = Counter[tuple[str, str]]()
    for codes, aantal in geteld.items():
        sommen.update(dict.fromkeys(combinations(codes, 2), aantal))
    return frame([(*paar, aantal) for paar, aantal in sorted(sommen.items())], ("code_a", "code_b", "aantal"))
