"""The charts, a way of drawing for each kind of table.

In: a table as it is published, never the counts behind it. Out: SVG with its text alternative.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from nachtleven.cijfers.tabellen import NIET_VERMELD, Rij, Tabel
from nachtleven.opmaak.thema import KLEUR, maak_svg
from nachtleven.opmaak.woorden import Woorden

BREED, ALLEEN = 218, 470
"""Widths in points: beside its table, and alone above it."""

_DICHT = 0.04
"""How wide a hidden bar is, as a share of the axis: always the same."""
_NUMMER = ("zaak_zeker", "zaak_na_vraag", "zaak_door_persoon", "zaak_onbekend")
_MAANDEN = 12
_TRAPPEN = ("trap0", "trap1", "trap2", "trap3", "trap4")
Punten = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A chart: its drawing, and what it says to who can't see it. `breed`: it stands alone above its table."""

    svg: str
    titel: str
    beschrijving: str
    breed: bool


def teken(tabel: Tabel, woorden: Woorden) -> Grafiek | None:
    """Draw a table; None: of this table a chart adds nothing, or nothing of it is shown."""
    tekenaar = _TEKENAARS.get(tabel.naam)
    getoond = sum(rij.aantal is not None for rij in tabel.rijen)
    if tekenaar is None or getoond < _MINST.get(tabel.naam, 3):
        return None
    getekend = tekenaar(tabel, woorden)
    if getekend is None:
        return None
    titel, beschrijving = woorden.titels[tabel.naam], _beschrijf(tabel, woorden)
    breed = tabel.naam in _ALLEEN
    return Grafiek(maak_svg(getekend, titel, beschrijving, woorden.zinnen["decimaal"]), titel, beschrijving, breed)


def _beschrijf(tabel: Tabel, woorden: Woorden) -> str:
    """Tell the figures that are shown; a long table is told of by its number of rows."""
    getoond = [rij for rij in tabel.rijen if rij.aantal is not None]
    delen = [f"{_naam(tabel, rij, woorden)}: {rij.aantal}" for rij in getoond[-_MAANDEN:]]
    over = woorden.zinnen["beeld_rest"] if len(getoond) < len(tabel.rijen) else ""
    return f"{woorden.zinnen['beeld_kop']} {'; '.join(delen)}. {over}".strip()


def _naam(tabel: Tabel, rij: Rij, woorden: Woorden) -> str:
    deel = rij.sleutel[:1] if tabel.naam == "signalen" else rij.sleutel
    return ", ".join(woorden.code(k, w) for k, w in zip(tabel.kolommen, deel, strict=False))


def _basis(punten: Punten) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=punten))


def _maat(lagen: Sequence[alt.Chart], hoog: int, breed: int = BREED) -> alt.LayerChart:
    passend = alt.AutoSizeParams(type="fit", contains="padding")
    return alt.LayerChart(layer=list(lagen)).properties(width=breed, height=hoog, autosize=passend)


def _top(waarden: Sequence[float]) -> float:
    return max([*waarden, 1.0]) * 1.08


def _jaren(tabel: Tabel, woorden: Woorden) -> alt.LayerChart | None:  # noqa: ARG001 - every way of drawing gets the same
    """Points with their interval, from 0."""
    punten: Punten = [{"naam": r.sleutel[0], "n": r.aantal, **r.verder} for r in tabel.rijen if r.aantal is not None]
    schaal = alt.Scale(domain=[0, _top([p["interval_tot"] for p in punten])], nice=False)
    x = alt.X("naam:O", axis=alt.Axis(title=None, labelAngle=0), scale=alt.Scale(padding=0.5))
    y, basis = alt.Y("n:Q", scale=schaal, title=None), _basis(punten)
    marge = basis.mark_rule(color=KLEUR["vorig"], strokeWidth=4)
    return _maat(
        [
            marge.encode(x, alt.Y("interval_van:Q", scale=schaal, title=None), alt.Y2("interval_tot:Q")),
            basis.mark_line(color=KLEUR["hoofd"], strokeWidth=1).encode(x, y),
            basis.mark_point(size=58, color=KLEUR["hoofd"], filled=True, opacity=1).encode(x, y),
            basis.mark_text(dx=7, dy=8, align="left", fontWeight=700).encode(x, y, alt.Text("n:Q")),
        ],
        170,
    )


def _maanden(tabel: Tabel, woorden: Woorden) -> alt.LayerChart | None:
    """This year narrow and dark before last year wide and light; what is hidden is hatched at the foot."""
    namen = woorden.zinnen["maanden_kort"]
    punten: Punten = []
    for rij in tabel.rijen[-_MAANDEN:]:
        label = namen[int(str(rij.sleutel[0])[-2:]) - 1]
        dicht = rij.aantal is None
        punten.append({"naam": label, "n": rij.aantal, "toen": rij.verder.get("vorig_jaar"), "dicht": dicht})
    hoogste = _top([w for p in punten for w in (p["n"], p["toen"]) if w is not None])
    for punt in punten:
        punt["voet"] = hoogste * _DICHT if punt["dicht"] else None
    schaal = alt.Scale(domain=[0, hoogste], nice=False)
    x = alt.X(
        "naam:N",
        sort=None,
        axis=alt.Axis(title=None, labelAngle=0, labelFontSize=7.5),
        scale=alt.Scale(paddingInner=0.2),
    )
    as_y = alt.Axis(title=None, tickCount=4, format="d")
    basis = _basis(punten)
    toen = basis.mark_bar(color=KLEUR["vorig"], size=14).encode(x, alt.Y("toen:Q", scale=schaal, axis=as_y))
    nu = basis.mark_bar(color=KLEUR["hoofd"], size=8).encode(x, alt.Y("n:Q", scale=schaal))
    dicht = basis.mark_bar(color=KLEUR["afg"], size=14).encode(x, alt.Y("voet:Q", scale=schaal))
    return _maat([toen, nu, dicht], 170)


def _rooster(tabel: Tabel, woorden: Woorden) -> alt.LayerChart | None:
    """A heat map with the figure in its cell: steps of one hue, a hidden cell hatched."""
    hoogste = max(rij.aantal or 0 for rij in tabel.rijen)
    cellen: Punten = []
    for rij in tabel.rijen:
        stap = min(len(_TRAPPEN) - 1, len(_TRAPPEN) * (rij.aantal or 0) // (hoogste + 1))
        kleur = "afg" if rij.aantal is None else _TRAPPEN[stap]
        inkt = KLEUR["op_donker" if kleur in _TRAPPEN[3:] else "op_licht"]
        dag, uur = woorden.code("weekdag", rij.sleutel[0]), str(rij.sleutel[1])
        tekst = "" if rij.aantal is None else str(rij.aantal)
        cellen.append({"dag": dag, "uur": uur, "kleur": KLEUR[kleur], "tekst": tekst, "inkt": inkt})
    x = alt.X("uur:N", sort=None, axis=alt.Axis(title=woorden.kolommen["uur"], labelAngle=0))
    y, basis = alt.Y("dag:N", sort=None, axis=alt.Axis(title=None)), _basis(cellen)
    vak = basis.mark_rect(stroke=KLEUR["papier"]).encode(x, y, alt.Color("kleur:N", scale=None))
    getal = basis.mark_text(fontWeight=700, fontSize=9).encode(x, y, alt.Text("tekst:N"))
    return _maat([vak, getal.encode(alt.Color("inkt:N", scale=None))], 170, ALLEEN)


def _liggend(tabel: Tabel, woorden: Woorden) -> alt.LayerChart | None:
    """Lying bars in the table's order with the interval of the share as a thin line; not stated is grey."""
    rijen = [rij for rij in tabel.rijen if tabel.naam != "nummer_8989" or rij.sleutel[0] in _NUMMER]
    punten: Punten = []
    for rij in rijen:
        aandeel = rij.verder.get("aandeel")
        geheel = (rij.aantal or 0) / aandeel if aandeel else 0
        grenzen = [geheel * (rij.verder.get(k) or 0) or None for k in ("aandeel_van", "aandeel_tot")]
        kleur = "vorig" if rij.sleutel[0] in {NIET_VERMELD, "zaak_onbekend"} else "balk"
        naam = _naam(tabel, rij, woorden)
        punten.append({"naam": naam, "n": rij.aantal, "van": grenzen[0], "tot": grenzen[1], "kleur": KLEUR[kleur]})
    if not any(punt["n"] for punt in punten):
        return None
    hoogste = _top([w for p in punten for w in (p["n"], p["tot"]) if w is not None]) * 1.25
    for punt in punten:
        dicht = punt["n"] is None
        punt["tekst"] = woorden.zinnen["afg"] if dicht else str(punt["n"])
        punt["n"] = hoogste * _DICHT if dicht else punt["n"]
        punt["kleur"] = KLEUR["afg"] if dicht else punt["kleur"]
        punt["eind"] = max(punt["n"], punt["tot"] or 0)
    schaal, basis = alt.Scale(domain=[0, hoogste], nice=False), _basis(punten)
    y = alt.Y(
        "naam:N",
        sort=None,
        axis=alt.Axis(title=None, labelLimit=200 if tabel.naam in _ALLEEN else 130),
        scale=alt.Scale(padding=0.3),
    )
    balk = basis.mark_bar().encode(y, alt.X("n:Q", scale=schaal, axis=None), alt.Color("kleur:N", scale=None))
    marge = basis.transform_filter("datum.tot !== null").mark_rule(color=KLEUR["inkt"], strokeWidth=1.2)
    marge = marge.encode(y, alt.X("van:Q", scale=schaal), alt.X2("tot:Q"))
    tekst = basis.mark_text(align="left", dx=5).encode(y, alt.X("eind:Q", scale=schaal), alt.Text("tekst:N"))
    return _maat([balk, marge, tekst], 24 + 19 * len(punten), ALLEEN if tabel.naam in _ALLEEN else BREED)


def _waterval(tabel: Tabel, woorden: Woorden) -> alt.LayerChart | None:
    """What was open, what came, what was closed, what is open: the sum is seen to close."""
    aantallen = {str(rij.sleutel[0]): rij.aantal for rij in tabel.rijen}
    if None in aantallen.values():
        return None
    begin, nieuw, dicht, eind = (aantallen[p] or 0 for p in ("open_begin", "nieuw", "gesloten", "open_einde"))
    stukken = (
        ("open_begin", 0, begin, f"{begin}", "hoofd"),
        ("nieuw", begin, begin + nieuw, f"+{nieuw}", "balk"),
        ("gesloten", eind, begin + nieuw, f"\u2212{dicht}", "vorig"),
        ("open_einde", 0, eind, f"{eind}", "hoofd"),
    )
    punten = [
        {"naam": woorden.code("post", post), "van": van, "tot": tot, "tekst": tekst, "kleur": KLEUR[kleur]}
        for post, van, tot, tekst, kleur in stukken
    ]
    schaal = alt.Scale(domain=[0, _top([begin + nieuw]) * 1.15], nice=False)
    y, basis = alt.Y("naam:N", sort=None, axis=alt.Axis(title=None)), _basis(punten)
    x = alt.X("van:Q", scale=schaal, axis=None)
    balk = basis.mark_bar().encode(y, x, alt.X2("tot:Q"), alt.Color("kleur:N", scale=None))
    tekst = basis.mark_text(align="left", dx=5, fontWeight=700).encode(y, alt.X("tot:Q", scale=schaal))
    return _maat([balk, tekst.encode(alt.Text("tekst:N"))], 110)


def _trechter(tabel: Tabel, woorden: Woorden) -> alt.LayerChart | None:
    """Reported against expected, with the limits of chance of each venue; a signal is a diamond with its name."""
    punten: Punten = [
        {"zaak": woorden.code("zaak", r.sleutel[0]), "signaal": r.sleutel[1] == "meer_dan_verwacht",
         "verwacht": r.sleutel[2], "van": r.sleutel[3], "tot": r.sleutel[4], "n": r.aantal}
        for r in tabel.rijen
        if r.aantal is not None and r.sleutel[2] is not None
    ]  # fmt: skip
    if not punten:
        return None
    schaal = alt.Scale(domain=[0, _top([w for p in punten for w in (p["n"], p["tot"])])], nice=False)
    breed = alt.Scale(domain=[0, _top([p["verwacht"] for p in punten])], nice=False)
    x = alt.X("verwacht:Q", scale=breed, axis=alt.Axis(title=woorden.kolommen["verwacht"], grid=False, tickCount=6))
    y, basis = alt.Y("n:Q", scale=schaal, axis=alt.Axis(title=woorden.kolommen["aantal"], tickCount=5)), _basis(punten)
    gewoon, signaal = basis.transform_filter("!datum.signaal"), basis.transform_filter("datum.signaal")
    marge = basis.mark_rule(color=KLEUR["lijn"], strokeWidth=3)
    naam = signaal.mark_text(dx=10, align="left", fontWeight=700, color=KLEUR["signaal"])
    return _maat(
        [
            marge.encode(x, alt.Y("van:Q", scale=schaal), alt.Y2("tot:Q")),
            gewoon.mark_point(size=44, color=KLEUR["hoofd"], filled=True, opacity=1).encode(x, y),
            signaal.mark_point(size=120, shape="diamond", color=KLEUR["signaal"], filled=True, opacity=1).encode(x, y),
            naam.encode(x, y, alt.Text("zaak:N")),
        ],
        220,
        ALLEEN,
    )


_TEKENAARS: Mapping[str, Callable[[Tabel, Woorden], alt.LayerChart | None]] = {
    "per_jaar": _jaren,
    "per_maand": _maanden,
    "per_uur_weekdag": _rooster,
    "per_grond": _liggend,
    "beelden": _liggend,
    "uitkomsten": _liggend,
    "afhandeling": _liggend,
    "nummer_8989": _liggend,
    "stroom": _waterval,
    "signalen": _trechter,
}
_ALLEEN = frozenset({"per_uur_weekdag", "signalen", "nummer_8989", "afhandeling"})
"""Too wide to stand beside their table."""
_MINST = {"per_jaar": 2, "per_maand": 2, "per_uur_weekdag": 2}
"""Under so many shown rows a chart tells less than its table; of bars it is three."""
