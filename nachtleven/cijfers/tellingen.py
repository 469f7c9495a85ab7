"""Tellingen: what was counted for one report, in small frames; the only thing the figures are made from.

Withdrawn and erased meldingen are in none of the frames; `afgevoerd` counts them apart. `aantal` is int64 everywhere.
A None in a key column of text means that it was not told or not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from nachtleven.cijfers.naleving import Naleving
from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.signalen import Zaakverleden


@dataclass(frozen=True, slots=True)
class Tellingen:
    """The counts of one period, by night.

    per_nacht: one row a night up to the period's end, history too (`nacht` date, `aantal`).
    per_uur: one row a night of the period and hour (`nacht` date, `uur` 0-23 Brussels, `aantal`).
    kenmerken: by name `kanaal`, `taal`, `rol`, `zaak_hoe`: one row a value (`waarde` str or None, `aantal`).
    gronden, feiten: one row a code (`code`, `aantal`); a melding counts in each of its codes.
    zonder: by name `gronden`, `feiten`: how many meldingen have none.
    paren: one row a pair of grounds of one melding (`code_a` < `code_b`, `aantal`).
    zaken: one row a venue (`zaak` str, None: not known; `straat`, `wijk` str or None, `portier` bool or None,
        `eigen` bool: one doorman on duty in the period, `aantal`).
    namen: the names of these venues by id, for people to read.
    contact: by name `binnen_termijn`, `buiten_termijn`, `niet_gecontacteerd`, `zonder_termijn`: how many.
    mediaan_dagen: of the contacted, from receipt to contact; None: nobody was.
    afgevoerd: by name `ingetrokken`, `gewist`: how many of the period's nights.
    stroom: by name `open_begin`, `nieuw`, `gesloten`, `open_einde`.
    berichten: by name `bij_melding`, `zonder_melding`: messages received in the period.
    nummer: by name `vragen`, `vragen_beantwoord`, `niet_gelezen`, `nieuwe_melders`, `via_code`: how many.
    antwoordtijd_s: the median of the seconds to an answer; None: nothing was answered.
    opvolging: by the name of a table, `beelden`, `uitkomsten`, `maatregelen`: one row a value (`waarde` str, `aantal`;
        of measures also `nagekomen`, `niet_nagekomen`).
    redenen: one row a pair (`code_a` the reason told at the door, `code_b` that in the log or `geen_regel`, `aantal`).
    plichten: one row a duty and kind of finding (see `cijfers.naleving`).
    verledens: what the signals are made from; empty: of no venue anything is known.
    aanbevelingen: those of the last approved report of this kind, each with what came of it.
    gemaakt: the moment of the data: the last one counted. voorlopig: the period was not over.
    delen: of a year, the counts of its quarters with their periods; else empty.
    """

    per_nacht: pd.DataFrame
    per_uur: pd.DataFrame
    kenmerken: Mapping[str, pd.DataFrame]
    gronden: pd.DataFrame
    feiten: pd.DataFrame
    zonder: Mapping[str, int]
    paren: pd.DataFrame
    zaken: pd.DataFrame
    contact: Mapping[str, int]
    mediaan_dagen: float | None
    afgevoerd: Mapping[str, int]
    stroom: Mapping[str, int]
    berichten: Mapping[str, int]
    gemaakt: datetime
    voorlopig: bool
    nummer: Mapping[str, int] = field(default_factory=dict)
    antwoordtijd_s: float | None = None
    opvolging: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    redenen: pd.DataFrame | None = None
    plichten: tuple[Naleving, ...] = ()
    verledens: tuple[Zaakverleden, ...] = ()
    aanbevelingen: tuple[tuple[str, str], ...] = ()
    delen: tuple[tuple[Periode, "Tellingen"], ...] = ()
    namen: Mapping[str, str] = field(default_factory=dict)
