"""Counts of made-up meldingen, for tests of the figures without a database."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pandas as pd

from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.tellingen import Tellingen

_GRONDEN = ("raciaal", "geloof", "geslacht", "leeftijd", "handicap")


@dataclass(frozen=True, slots=True)
class Gebeurd:
    """One made-up melding."""

    nacht: date
    uur: int
    kenmerken: dict[str, str | None]
    gronden: frozenset[str]
    feiten: frozenset[str]
    zaak: int | None
    contact: str


def verzin(zaad: int, hoeveel: int, zaken: int, begin: date = date(2026, 1, 1)) -> list[Gebeurd]:
    """Make meldingen of one year, skewed as real ones are."""
    r = random.Random(zaad)  # noqa: S311 - made-up figures, the same every run
    return [_een(r, zaken, begin + timedelta(days=r.randrange(365))) for _ in range(hoeveel)]


def _een(r: random.Random, zaken: int, nacht: date) -> Gebeurd:
    zaak = min(int(r.expovariate(6 / zaken)), zaken - 1) if r.random() < 0.9 else None
    kenmerken: dict[str, str | None] = {
        "kanaal": r.choices(["sms", "web", "mail"], [80, 15, 2])[0],
        "taal": r.choices(["nl", "fr", "en", "tr", "ar", None], [60, 15, 12, 5, 2, 6])[0],
        "rol": r.choices(["slachtoffer", "getuige", None], [70, 20, 10])[0],
        "zaak_hoe": None if zaak is None else r.choices(["zeker", "na_vraag", "persoon"], [70, 20, 10])[0],
    }
    gronden = frozenset(g for g, kans in zip(_GRONDEN, (0.5, 0.1, 0.1, 0.05, 0.02), strict=True) if r.random() < kans)
    feiten = frozenset(f for f, kans in (("geweigerd", 0.8), ("geweld", 0.1), ("smoes", 0.04)) if r.random() < kans)
    contact = r.choices(["binnen_termijn", "buiten_termijn", "niet_gecontacteerd", "zonder_termijn"], [80, 8, 10, 2])[0]
    return Gebeurd(nacht, r.choice([22, 23, 0, 1, 1, 2, 2, 3, 4, 14]), kenmerken, gronden, feiten, zaak, contact)


def _frame(tellingen: Iterable[tuple[tuple[object, ...], int]], kolommen: Sequence[str]) -> pd.DataFrame:
    frame = pd.DataFrame([(*s, n) for s, n in tellingen], columns=[*kolommen, "aantal"], dtype=object)
    return frame.astype({"aantal": "int64"})


def _zaken(gebeurd: Sequence[Gebeurd]) -> pd.DataFrame:
    def plaats(zaak: int | None) -> tuple[object, ...]:
        if zaak is None:
            return (None, None, None, None, False)
        return (f"Z{zaak:03d}", f"straat {zaak // 3}", f"wijk {zaak // 12}", zaak % 4 != 0, zaak % 7 == 0)

    return _frame(
        sorted(((plaats(z), n) for z, n in Counter(g.zaak for g in gebeurd).items()), key=str),
        ("zaak", "straat", "wijk", "portier", "eigen"),
    )


def geteld(alle: Sequence[Gebeurd], periode: Periode) -> Tellingen:
    """Count them as the database would."""
    in_periode = [g for g in alle if periode.van <= g.nacht < periode.tot]
    voor = [g for g in alle if g.nacht < periode.tot]
    contact = Counter(g.contact for g in in_periode)
    paren = Counter((a, b) for g in in_periode for a in sorted(g.gronden) for b in sorted(g.gronden) if a < b)
    nieuw = len(in_periode)
    return Tellingen(
        per_nacht=_frame(sorted(((n,), a) for n, a in Counter(g.nacht for g in voor).items()), ("nacht",)),
        per_uur=_frame(sorted(Counter((g.nacht, g.uur) for g in in_periode).items()), ("nacht", "uur")),
        kenmerken={
            naam: _frame([((w,), n) for w, n in Counter(g.kenmerken[naam] for g in in_periode).items()], ("waarde",))
            for naam in ("kanaal", "taal", "rol", "zaak_hoe")
        },
        gronden=_frame([((c,), n) for c, n in Counter(c for g in in_periode for c in g.gronden).items()], ("code",)),
        feiten=_frame([((c,), n) for c, n in Counter(c for g in in_periode for c in g.feiten).items()], ("code",)),
        zonder={
            "gronden": sum(not g.gronden for g in in_periode),
            "feiten": sum(not g.feiten for g in in_periode),
        },
        paren=_frame(sorted(paren.items()), ("code_a", "code_b")),
        zaken=_zaken(in_periode),
        contact={n: contact[n] for n in ("binnen_termijn", "buiten_termijn", "niet_gecontacteerd", "zonder_termijn")},
        mediaan_dagen=3.5 if in_periode else None,
        afgevoerd={"ingetrokken": 3, "gewist": 7},
        stroom={"open_begin": 12, "nieuw": nieuw, "gesloten": nieuw - 2, "open_einde": 14},
        berichten={"bij_melding": nieuw, "zonder_melding": nieuw // 5},
        gemaakt=datetime(2027, 1, 2, tzinfo=UTC),
        voorlopig=False,
        delen=tuple((deel, geteld(alle, deel)) for deel in periode.kwartalen),
    )
