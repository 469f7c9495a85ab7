"""All that is one city's own stands in config/: no name, number or keyword of a city in code or screens."""

import re
from pathlib import Path

import pytest

from nachtleven.stad import laad_stad

PAKKET = Path(__file__).resolve().parents[2] / "nachtleven"
STAD = laad_stad(PAKKET.parent / "config" / "nachtleven.toml")
BRONNEN = sorted(
    pad
    for pad in PAKKET.rglob("*")
    if pad.suffix in {".py", ".html", ".toml", ".js", ".css", ".svg", ".typ"}
    and "demo" not in pad.relative_to(PAKKET).parts
)
NAMEN = (STAD.naam, "Ghent", "Gand", "Gante", "Vlaanderen", STAD.nummer.kort, STAD.nummer.sleutelwoord, STAD.dienst)
TOEGESTAAN = (
    "nummer_8989",  # a table of rapport.json, by the name that others rely on
    "default=8989",  # the port of the web process, likewise
    "127.0.0.1:8989",  # the demo's address in the help
)


@pytest.mark.parametrize("naam", NAMEN)
def test_the_code_names_nothing_of_the_city(naam: str) -> None:
    # a member of an enum may bear the same name
    vorm = re.compile(rf"(?<![\w.]){re.escape(naam)}(?!\w| = )")
    gevonden = []
    for pad in BRONNEN:
        tekst = pad.read_text(encoding="utf-8")
        for woord in TOEGESTAAN:
            tekst = tekst.replace(woord, "")
        if vorm.search(tekst):
            gevonden.append(str(pad.relative_to(PAKKET)))
    assert gevonden == []


def test_the_terms_of_the_city_have_no_default_in_code() -> None:
    tekst = (PAKKET / "stad.py").read_text(encoding="utf-8")
    assert re.findall(r'getal\("\w+", "\w+", \d', tekst) == []
