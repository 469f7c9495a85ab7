"""The look of the charts, and their way to SVG: one drawing for paper, screen and dark mode.

Blue against orange holds for every colour blindness; the steps of the heat map run one way in grey. A chart is drawn
from the shielded table, never from the counts.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

import altair as alt
import vl_convert

from nachtleven.opmaak.letters import LETTER, lettermap

KLEUREN: Mapping[str, tuple[str, str]] = {
    "papier": ("#FFFFFF", "#14181D"),
    "inkt": ("#1B2127", "#ECEFF2"),
    "inkt2": ("#56616C", "#A9B4BF"),
    "lijn": ("#D5DBE1", "#343C45"),
    "hoofd": ("#1F4E79", "#7FB2E0"),
    "vorig": ("#7F94A9", "#5E6F80"),
    "balk": ("#5F90BC", "#4E83B5"),
    "signaal": ("#B8480E", "#FF9A5C"),
    "band": ("#EDF1F5", "#1E252C"),
    "afg": ("#D9D9DA", "#3A4047"),
    "trap0": ("#E4ECF3", "#1F2F3F"),
    "trap1": ("#BCD1E3", "#2C4A67"),
    "trap2": ("#86ABCB", "#42709A"),
    "trap3": ("#3D73A2", "#6CA0CF"),
    "trap4": ("#174A75", "#B2D6F5"),
    "op_licht": ("#1A2026", "#EDF0F3"),
    "op_donker": ("#FEFEFE", "#0F1317"),
}
"""Each colour by name, light and dark. Every light one is different: by it the page finds the name back."""

KLEUR = {naam: licht for naam, (licht, _) in KLEUREN.items()}
_SMAL = "\u202f"
_GETALLEN = {
    "decimal": ",",
    "thousands": _SMAL,
    "grouping": [3],
    "currency": [f"€{_SMAL}", ""],
    "percent": f"{_SMAL}%",
    "minus": "\u2212",
}
_ARCERING = (
    '<defs><pattern id="afg" width="5" height="5" patternUnits="userSpaceOnUse">'
    f'<rect width="5" height="5" fill="{KLEUR["band"]}"/>'
    f'<path d="M-1,1 l2,-2 M0,5 l5,-5 M4,6 l2,-2" stroke="{KLEUR["vorig"]}" stroke-width="0.9"/></pattern></defs>'
)


def _instellingen() -> dict[str, Any]:
    as_ = {
        "labelColor": KLEUR["inkt"],
        "titleColor": KLEUR["inkt2"],
        "labelFontSize": 9.5,
        "titleFontSize": 9.5,
        "titleFontWeight": 400,
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelLimit": 190,
        "labelOverlap": False,
    }
    return {
        "font": LETTER,
        "background": None,
        "aria": False,
        "padding": 2,
        "view": {"stroke": None},
        "axis": as_,
        "axisQuantitative": {"grid": True, "gridColor": KLEUR["lijn"], "gridWidth": 0.6},
        "text": {"font": LETTER, "fontSize": 9.5, "color": KLEUR["inkt"]},
    }


@cache
def _meld_letters() -> None:
    vl_convert.register_font_directory(str(lettermap()))


def maak_svg(grafiek: alt.LayerChart, titel: str, beschrijving: str, decimaal: str = ",") -> str:
    """Draw a chart, with its title and description; the colour of what is shielded becomes hatching."""
    _meld_letters()
    tekening = {**grafiek.to_dict(), "config": _instellingen()}
    svg = vl_convert.vegalite_to_svg(tekening, format_locale={**_GETALLEN, "decimal": decimaal})
    svg = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    svg = re.sub(r'<text[^>]*\bopacity="0"[^>]*>[^<]*</text>', "", svg)
    svg = svg.replace(f'fill="{KLEUR["afg"]}"', 'fill="url(#afg)"')
    kop = f"<title>{escape(titel)}</title><desc>{escape(beschrijving)}</desc>{_ARCERING}"
    return re.sub(r"(<svg[^>]*>)", lambda deel: deel[1] + kop, svg, count=1)


def voor_html(svg: str, naam: str) -> str:
    """Make the drawing fit a page: colours as variables of the page, ids of its own, a width that follows."""
    for kleur, (licht, _) in KLEUREN.items():
        svg = re.sub(f'(fill|stroke)="{licht}"', rf'\1="var(--{kleur})"', svg, flags=re.IGNORECASE)
    for oud in sorted(set(re.findall(r'\bid="([^"]+)"', svg))):
        svg = svg.replace(f'id="{oud}"', f'id="{naam}-{oud}"').replace(f"url(#{oud})", f"url(#{naam}-{oud})")
    svg = svg.replace("<title>", f'<title id="{naam}-t">', 1).replace("<desc>", f'<desc id="{naam}-d">', 1)
    svg = svg.replace(LETTER, f"{LETTER}, Source Sans 3, Segoe UI, system-ui, sans-serif")
    return re.sub(
        r'<svg ([^>]*?)width="([\d.]+)" height="([\d.]+)"',
        rf'<svg \1role="img" aria-labelledby="{naam}-t {naam}-d" style="width:100%;max-width:calc(\2px*1.5)"',
        svg,
        count=1,
    )


def kleurregels() -> tuple[str, str]:
    """Give the page's variables of the colours, light and dark."""
    licht = " ".join(f"--{naam}: {kleur};" for naam, (kleur, _) in KLEUREN.items())
    return licht, " ".join(f"--{naam}: {kleur};" for naam, (_, kleur) in KLEUREN.items())
