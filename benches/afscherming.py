"""Attack every shared table of three years of made-up cities together by linear programming.

The attacker knows all published counts, all ways in which they add up within a report and between the reports of
quarters and years, and that a hidden count is not zero. A breach: fewer than three whole values remain possible for
a hidden count. Prints the breaches (none is asked) and the share of cells and of meldingen that stays shown.

    .venv/bin/python benches/afscherming.py [cities]
"""

import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

from nachtleven.cijfers.periodes import Periode, lees_periode
from nachtleven.cijfers.tabellen import Rij
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.rapport import Rapport, Rapportinstellingen, maak_rapport

JAREN = (2024, 2025, 2026)
DREMPEL = 5
BEELDEN = ("gevraagd", "veiliggesteld", "vervallen", "geen", "geweigerd")
CONTACT = ("binnen_termijn", "buiten_termijn", "niet_gecontacteerd", "zonder_termijn")
HOE = {"zeker": "zaak_zeker", "na_vraag": "zaak_na_vraag", "persoon": "zaak_door_persoon"}
PLAATSEN = ("per_zaak", "per_wijk", "per_straat", "portierplicht")
VERDELINGEN = ("per_uur_weekdag", "per_kanaal", "per_taal", "per_rol", *PLAATSEN)
GRONDEN = ("raciaal", "geloof", "geslacht", "handicap", "leeftijd", "fysiek")
FEITEN = ("geweigerd", "smoes", "belediging", "geweld", "geen_kaart")
NU = datetime(2027, 2, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Melding:
    nacht: date
    uur: int
    kanaal: str
    taal: str | None
    rol: str | None
    zaak: str | None
    hoe: str | None
    contact: str
    gronden: tuple[str, ...]
    feiten: tuple[str, ...]


@dataclass
class Stad:
    plaatsen: dict[str, tuple[str, str, bool]]
    een_portier: set[str]
    meldingen: list[Melding] = field(default_factory=list)


def maak_stad(zaad: int) -> Stad:
    """Make a city: 12 to 40 venues, 20 to 250 reports a year, growing or shrinking."""
    r = random.Random(zaad)
    namen = [f"z{n:02d}" for n in range(r.randint(12, 40))]
    plaatsen = {z: (f"straat {r.randint(0, len(namen) // 3)}", "", r.random() < 0.8) for z in namen}
    plaatsen = {z: (s, f"wijk {int(s[7:]) % 4}", p) for z, (s, _, p) in plaatsen.items()}
    stad = Stad(plaatsen, {z for z in namen if r.random() < 0.2})
    gewicht = [r.gammavariate(1, 1) for _ in namen]
    for jaar in JAREN:
        for _ in range(r.randint(20, 250)):
            stad.meldingen.append(_melding(r, jaar, namen, gewicht))
    return stad


def _melding(r: random.Random, jaar: int, namen: list[str], gewicht: list[float]) -> Melding:
    zaak = r.choices(namen, gewicht)[0] if r.random() < 0.9 else None
    return Melding(
        date(jaar, 1, 1) + timedelta(days=r.randrange(365)),
        r.choice([22, 23, 0, 1, 1, 2, 2, 3, 4]),
        r.choices(["sms", "web", "telefoon"], [80, 15, 5])[0],
        r.choices(["nl", "fr", "en", "tr", "ar", None], [60, 10, 15, 4, 4, 7])[0],
        r.choices(["slachtoffer", "getuige", "uitbater", None], [70, 20, 3, 7])[0],
        zaak,
        r.choice(list(HOE)) if zaak else None,
        r.choices(CONTACT, [70, 12, 10, 8])[0],
        tuple(sorted(r.sample(GRONDEN, r.choices([0, 1, 2, 3], [20, 60, 15, 5])[0]))),
        tuple(sorted(r.sample(FEITEN, r.choices([0, 1, 2], [10, 60, 30])[0]))),
    )


def _frame(waarden: Iterable[tuple[object, ...]], kolommen: tuple[str, ...]) -> pd.DataFrame:
    som: dict[tuple[object, ...], int] = defaultdict(int)
    for waarde in waarden:
        som[waarde] += 1
    volgorde = sorted(som.items(), key=lambda p: str(p[0]))
    frame = pd.DataFrame([(*s, n) for s, n in volgorde], columns=[*kolommen, "aantal"], dtype=object)
    return frame.astype({"aantal": "int64"})


def tel(stad: Stad, periode: Periode) -> Tellingen:
    """Count the city's reports of a period, as the database would."""
    deel = [m for m in stad.meldingen if periode.van <= m.nacht < periode.tot]
    zaken = _frame(((m.zaak,) for m in deel), ("zaak",))
    for plaats, naam in enumerate(("straat", "wijk", "portier")):
        zaken[naam] = pd.Series([stad.plaatsen[z][plaats] if z else None for z in zaken["zaak"]], dtype=object)
    zaken["eigen"] = [z in stad.een_portier for z in zaken["zaak"]]
    return Tellingen(
        per_nacht=_frame(((m.nacht,) for m in stad.meldingen if m.nacht < periode.tot), ("nacht",)),
        per_uur=_frame(((m.nacht, m.uur) for m in deel), ("nacht", "uur")),
        kenmerken={
            naam: _frame(((getattr(m, naam[5:] if naam == "zaak_hoe" else naam),) for m in deel), ("waarde",))
            for naam in ("kanaal", "taal", "rol", "zaak_hoe")
        },
        gronden=_frame(((g,) for m in deel for g in m.gronden), ("code",)),
        feiten=_frame(((f,) for m in deel for f in m.feiten), ("code",)),
        zonder={"gronden": sum(not m.gronden for m in deel), "feiten": sum(not m.feiten for m in deel)},
        paren=_frame((p for m in deel for p in combinations(m.gronden, 2)), ("code_a", "code_b")),
        zaken=zaken,
        contact={maat: sum(m.contact == maat for m in deel) for maat in CONTACT},
        mediaan_dagen=None,
        afgevoerd={"ingetrokken": 0, "gewist": 0},
        stroom={"open_begin": 10, "nieuw": len(deel), "gesloten": len(deel), "open_einde": 10},
        berichten={"bij_melding": 2 * len(deel), "zonder_melding": sum(m.uur == 23 for m in deel)},
        nummer={
            "vragen": sum(m.uur in {1, 22} for m in deel),
            "vragen_beantwoord": sum(m.uur == 1 and m.kanaal == "sms" for m in deel),
            "niet_gelezen": sum(m.uur == 4 and m.kanaal != "sms" for m in deel),
            "nieuwe_melders": sum(m.uur != 2 for m in deel),
            "via_code": sum(m.uur == 3 and m.hoe == "zeker" for m in deel),
        },
        opvolging={
            "beelden": _frame(((BEELDEN[m.uur % 5],) for m in deel if m.contact == "binnen_termijn"), ("waarde",)),
            "uitkomsten": _frame(((f"{m.contact}{m.uur % 2}",) for m in deel if m.zaak), ("waarde",)),
            "maatregelen": _frame(((m.kanaal,) for m in deel if m.uur > 2), ("waarde",)),
        },
        redenen=_frame(((m.taal or "andere", f"{m.uur % 3}") for m in deel if m.gronden), ("code_a", "code_b")),
        gemaakt=NU,
        voorlopig=False,
        delen=tuple((kwartaal, tel(stad, kwartaal)) for kwartaal in periode.kwartalen),
    )


Cel = tuple[object, ...]


class Aanval:
    """The attacker's system: an unknown a cell and quarter, and every published sum over them."""

    def __init__(self, stad: Stad, verslagen: dict[str, Rapport], open_: dict[str, Rapport]) -> None:
        self.nul = {
            (code, naam)
            for code, verslag in open_.items()
            for naam, tabel in verslag.tabellen.items()
            for rij in tabel.rijen
            if rij.aantal == 0 and Rij(rij.sleutel, None) in verslagen[code].tabellen[naam].rijen
        }
        self.nummers: dict[Cel, int] = {}
        self.grenzen: list[list[float | None]] = []
        self.gelijk: list[tuple[dict[int, float], float]] = []
        self.hoogstens: list[tuple[dict[int, float], float]] = []
        self.doelen: dict[Cel, dict[int, float]] = {}
        self.getoond = self.cellen = 0
        self.leeg: set[tuple[str, str]] = set()
        self._stad = stad
        for code, verslag in verslagen.items():
            if "-K" in code:
                self._kwartaal(code, verslag)
        for code, verslag in verslagen.items():
            if "-K" not in code:
                self._jaar(code, verslag)

    def _grens(self, aantal: int | None, code: str, naam: str) -> list[float | None]:
        """Bound a cell: hidden is 1 or more, but in the few tables where a zero had to be hidden to cover others."""
        return [0 if (code, naam) in self.nul else 1, None] if aantal is None else [aantal, aantal]

    def _x(self, *cel: object) -> int:
        if cel not in self.nummers:
            self.nummers[cel] = len(self.nummers)
            self.grenzen.append([0, None])
        return self.nummers[cel]

    def _cellen(self, verslag: Rapport) -> Iterable[tuple[str, tuple[object, ...], int | None]]:
        for naam, tabel in verslag.tabellen.items():
            for rij in tabel.rijen:
                self.cellen += 1
                self.getoond += rij.aantal is not None
                if naam not in {"stroom", "per_jaar", "per_maand"}:
                    yield naam, tuple(rij.sleutel), rij.aantal

    def _kwartaal(self, code: str, verslag: Rapport) -> None:
        per_tabel: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        for naam, sleutel, aantal in self._cellen(verslag):
            nummer = self._x(code, naam, sleutel)
            per_tabel[naam].append(sleutel)
            self.grenzen[nummer] = self._grens(aantal, code, naam)
            if aantal is None:
                self.doelen[code, naam, sleutel] = {nummer: 1.0}
        geheel = self._x(code, "geheel")
        for maand in verslag.tabellen["per_maand"].rijen:
            if str(maand.sleutel[0]) in _maanden(code):
                nummer = self._x(code, "per_maand", maand.sleutel)
                per_tabel["per_maand"].append(maand.sleutel)
                self.grenzen[nummer] = self._grens(maand.aantal, code, "per_maand")
                if maand.aantal is None:
                    self.doelen[code, "per_maand", maand.sleutel] = {nummer: 1.0}
        nieuw = next(r.aantal for r in verslag.tabellen["stroom"].rijen if r.sleutel == ("nieuw",))
        if nieuw is not None:
            self.grenzen[geheel] = [nieuw, nieuw]
        for naam in (*VERDELINGEN, "per_maand"):
            if not per_tabel[naam] and nieuw != 0:
                self.leeg.add((code, naam))
                continue
            self._som([(self._x(code, naam, s), 1.0) for s in per_tabel[naam]], geheel)
        self._som([(self._x(code, "afhandeling", (c,)), 1.0) for c in CONTACT], geheel)
        contact = [(self._x(code, "afhandeling", (c,)), 1.0) for c in CONTACT[:2]]
        self._som(contact, self._x(code, "afhandeling", ("gecontacteerd",)))
        hoe = [(self._x(code, "nummer_8989", (h,)), 1.0) for h in (*HOE.values(), "zaak_onbekend")]
        self._som(hoe, geheel)
        self._som([(self._x(code, "nummer_8989", ("meldingen",)), 1.0)], geheel)
        berichten = [(self._x(code, "nummer_8989", (f"berichten_{b}_melding",)), 1.0) for b in ("bij", "zonder")]
        self._som(berichten, self._x(code, "nummer_8989", ("berichten",)))
        vragen = [self._x(code, "nummer_8989", (v,)) for v in ("vragen_beantwoord", "vragen")]
        self.hoogstens.append(({vragen[0]: 1.0, vragen[1]: -1.0}, 0.0))
        if ("onbekend",) in per_tabel["per_zaak"]:  # the same meldingen in two tables
            zonder = self._x(code, "per_zaak", ("onbekend",))
            self._som([(zonder, 1.0)], self._x(code, "nummer_8989", ("zaak_onbekend",)))
        self._nesten(code, per_tabel)
        self._meervoud(code, per_tabel, geheel)

    def _nesten(self, code: str, per_tabel: dict[str, list[tuple[object, ...]]]) -> None:
        for plaats, naam in enumerate(("per_straat", "per_wijk", "portierplicht")):
            leden: dict[object, list[tuple[int, float]]] = defaultdict(list)
            for (zaak,) in per_tabel["per_zaak"]:
                groep = "onbekend" if zaak == "onbekend" else self._stad.plaatsen[str(zaak)][plaats]
                groep = {True: "ja", False: "nee"}.get(groep, groep) if naam == "portierplicht" else groep
                leden[groep].append((self._x(code, "per_zaak", (zaak,)), 1.0))
            for groep, delen in leden.items() if per_tabel[naam] else ():
                self._som(delen, self._x(code, naam, (groep,)))

    def _meervoud(self, code: str, per_tabel: dict[str, list[tuple[object, ...]]], geheel: int) -> None:
        for naam in ("per_grond", "per_feit"):
            rest = self._x(code, naam, ("niet_vermeld",))
            losse = [self._x(code, naam, s) for s in per_tabel[naam] if s != ("niet_vermeld",)]
            for nummer in losse:
                self.hoogstens.append(({nummer: 1.0, rest: 1.0, geheel: -1.0}, 0.0))
            self.hoogstens.append(({geheel: 1.0, rest: -1.0, **dict.fromkeys(losse, -1.0)}, 0.0))
        for a, b in per_tabel["grondparen"]:
            paar = self._x(code, "grondparen", (a, b))
            for grond in (a, b):
                self.hoogstens.append(({paar: 1.0, self._x(code, "per_grond", (grond,)): -1.0}, 0.0))

    def _jaar(self, code: str, verslag: Rapport) -> None:
        delen = [f"{code}-K{n}" for n in range(1, 5)]
        for kwartaal, naam in ((k, n) for k in delen for n in VERDELINGEN if (k, n) in self.leeg):
            rijen = [(self._x(kwartaal, naam, rij.sleutel), 1.0) for rij in verslag.tabellen[naam].rijen]
            self._som(rijen, self._x(kwartaal, "geheel"))
        for naam, sleutel, aantal in self._cellen(verslag):
            termen = {self.nummers[k, naam, sleutel]: 1.0 for k in delen if (k, naam, sleutel) in self.nummers}
            if aantal is None:
                self.doelen[code, naam, sleutel] = termen
            else:
                self.gelijk.append((termen, float(aantal)))
        for rij in verslag.tabellen["per_maand"].rijen:
            for kwartaal in delen:
                if (kwartaal, "per_maand", rij.sleutel) in self.nummers and rij.aantal is not None:
                    self.gelijk.append(({self.nummers[kwartaal, "per_maand", rij.sleutel]: 1.0}, float(rij.aantal)))
        for rij in verslag.tabellen["per_jaar"].rijen:
            termen = {self.nummers[f"{rij.sleutel[0]}-K{n}", "geheel"]: 1.0 for n in range(1, 5)}
            if rij.aantal is not None:
                self.gelijk.append((termen, float(rij.aantal)))

    def _som(self, delen: list[tuple[int, float]], som: int) -> None:
        self.gelijk.append(({**dict(delen), som: -1.0}, 0.0))

    def lekken(self) -> list[tuple[Cel, float, float]]:
        """Give the hidden cells for which fewer than three values remain, with the least and the most."""
        a_eq, b_eq = _matrix(self.gelijk, len(self.nummers))
        a_ub, b_ub = _matrix(self.hoogstens, len(self.nummers))
        uit = []
        for cel, termen in self.doelen.items():
            doel = np.zeros(len(self.nummers))
            for nummer, gewicht in termen.items():
                doel[nummer] = gewicht
            uiterst = []
            for teken in (1, -1):
                op = linprog(teken * doel, a_ub, b_ub, a_eq, b_eq, self.grenzen, method="highs")
                if op.status == 2:
                    raise AssertionError(f"onmogelijk stelsel bij {cel}")
                uiterst.append(teken * op.fun if op.status == 0 else math.inf)
            if uiterst[1] < math.inf and math.floor(uiterst[1] + 1e-6) - math.ceil(uiterst[0] - 1e-6) < 2:
                uit.append((cel, uiterst[0], uiterst[1]))
        return uit


def _matrix(rijen: list[tuple[dict[int, float], float]], breedte: int) -> tuple[object, np.ndarray]:
    plaatsen = [(i, j, g) for i, (termen, _) in enumerate(rijen) for j, g in termen.items()]
    i, j, g = (list(deel) for deel in zip(*plaatsen, strict=True))
    return csr_array((g, (i, j)), shape=(len(rijen), breedte)), np.array([grens for _, grens in rijen])


def _maanden(kwartaal: str) -> set[str]:
    eerste = int(kwartaal[-1]) * 3 - 2
    return {f"{kwartaal[:4]}-{maand:02d}" for maand in range(eerste, eerste + 3)}


def verslagen(stad: Stad, drempel: int = DREMPEL) -> dict[str, Rapport]:
    """Build every shared report of the three years; under threshold 0 nothing is hidden for being small."""
    uit = {}
    for jaar in JAREN:
        for soort, code in (*(("kwartaal", f"{jaar}-K{n}") for n in range(1, 5)), ("jaar", f"{jaar}")):
            periode = lees_periode(soort, code)
            uit[code] = maak_rapport(tel(stad, periode), periode, "deelbaar", NU, Rapportinstellingen(drempel))
    return uit


def main() -> int:
    """Attack so many cities; exit 1 at any breach."""
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    alle = 0
    for zaad in range(aantal):
        begin = time.perf_counter()
        stad = maak_stad(zaad)
        aanval = Aanval(stad, verslagen(stad), verslagen(replace(stad, een_portier=set()), 0))
        lekken = aanval.lekken()
        alle += len(lekken)
        print(
            f"stad {zaad}: {len(stad.meldingen)} meldingen, {aanval.cellen} cellen, {len(aanval.doelen)} afgeschermd, "
            f"getoond {aanval.getoond / aanval.cellen:.0%}, lekken {len(lekken)}, {time.perf_counter() - begin:.0f} s"
        )
        for cel, onder, boven in lekken[:10]:
            print("  ", cel, onder, boven)
    print(f"lekken in alle steden samen: {alle}")
    return 1 if alle else 0


if __name__ == "__main__":
    sys.exit(main())
