import re
from xml.etree import ElementTree

import pytest

from nachtleven.cijfers.tabellen import Rij, Tabel
from nachtleven.opmaak.grafieken import Grafiek, teken
from nachtleven.opmaak.thema import KLEUREN, voor_html
from nachtleven.opmaak.woorden import laad_woorden

MARGE = {"aandeel": 0.5, "aandeel_van": 0.4, "aandeel_tot": 0.6}
GRONDEN = (Rij(("raciaal",), 70, MARGE), Rij(("geloof",), 20), Rij(("handicap",), None), Rij(("niet_vermeld",), 30))
TABELLEN = {
    "per_jaar": tuple(Rij((f"{j}",), 100 + j % 7, {"interval_van": 82.0, "interval_tot": 123.0}) for j in (2025, 2026)),
    "per_maand": tuple(Rij((f"2026-{m:02d}",), m if m > 2 else None, {"vorig_jaar": 5}) for m in range(1, 13)),
    "per_uur_weekdag": tuple(Rij((d, u), 0 if u else None) for d in ("vr", "za") for u in (0, 1, 2)),
    "per_grond": GRONDEN,
    "stroom": (Rij(("open_begin",), 5), Rij(("nieuw",), 9), Rij(("gesloten",), 8), Rij(("open_einde",), 6)),
    "signalen": (
        Rij(("Z04", "meer_dan_verwacht", 9.1, 4, 15), 22),
        Rij(("Z05", "binnen_verwachting", 8.0, 3, 14), 7),
        Rij(("Z06", "te_weinig_om_te_zien", None, None, None), 3),
    ),
}  # fmt: skip


def getekend(naam: str, rijen: tuple[Rij, ...]) -> Grafiek:
    grafiek = teken(Tabel(naam, rijen), laad_woorden())
    assert grafiek is not None
    return grafiek


@pytest.mark.parametrize("naam", TABELLEN)
def test_every_chart_has_a_title_a_description_and_no_english(naam: str) -> None:
    grafiek = getekend(naam, TABELLEN[naam])
    boom = ElementTree.fromstring(grafiek.svg)  # noqa: S314 - our own drawing
    kinderen = [kind.tag.rpartition("}")[2] for kind in boom]
    assert kinderen[:2] == ["title", "desc"]
    assert "aria-" not in grafiek.svg
    assert laad_woorden().titels[naam] in grafiek.svg


def test_a_hidden_bar_is_drawn_alike_whatever_else_there_is() -> None:
    svg = getekend("per_grond", GRONDEN).svg
    assert "url(#afg)" in svg
    assert "afg." in svg
    assert "Handicap" not in getekend("per_grond", GRONDEN).beschrijving
    assert "afgeschermd" in getekend("per_grond", GRONDEN).beschrijving


def test_a_venue_of_which_nothing_can_be_said_is_not_drawn() -> None:
    svg = getekend("signalen", TABELLEN["signalen"]).svg
    assert "Z04" in re.sub(r"<desc>.*?</desc>", "", svg)
    assert svg.count(KLEUREN["hoofd"][0]) == 1


@pytest.mark.parametrize(
    ("naam", "rijen"),
    [
        pytest.param("per_rol", (Rij(("getuige",), 9),) * 4, id="a_small_table_needs_none"),
        pytest.param("per_grond", (Rij(("raciaal",), None),) * 4, id="nothing_shown"),
        pytest.param("per_jaar", (Rij(("2026",), 9, {"interval_van": 4.0, "interval_tot": 17.0}),), id="one_year"),
        pytest.param("stroom", (*TABELLEN["stroom"][:3], Rij(("open_einde",), None)), id="a_sum_with_a_hidden_part"),
        pytest.param("signalen", (), id="no_signals"),
    ],
)
def test_of_what_a_chart_would_not_help_none_is_drawn(naam: str, rijen: tuple[Rij, ...]) -> None:
    assert teken(Tabel(naam, rijen), laad_woorden()) is None


def test_in_a_page_each_drawing_has_ids_of_its_own_and_colours_that_follow_the_mode() -> None:
    een, ander = (voor_html(getekend("per_grond", GRONDEN).svg, naam) for naam in ("een", "ander"))
    gevonden = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (een, ander)]
    assert not gevonden[0] & gevonden[1]
    assert 'fill="var(--balk)"' in een
    assert 'aria-labelledby="een-t een-d"' in een
    assert not re.search(r'fill="#', een)


def test_every_light_colour_is_different() -> None:
    licht = [kleur.lower() for kleur, _ in KLEUREN.values()]
    assert len(set(licht)) == len(licht)
