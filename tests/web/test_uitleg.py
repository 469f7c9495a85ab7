"""What is marked in a text, and what is explained beside it alone."""

from typing import Any

from nachtleven.web.uitleg import Kennis, leg_uit

TEKST = "help mijn vriend is geslagen bij nova"
KENNIS = Kennis({"Z1": "Nova", "Z2": "Help!"}, ())


def _plek(woord: str) -> list[dict[str, int]]:
    begin = TEKST.index(woord)
    return [{"begin": begin, "eind": begin + len(woord)}]


def _lezing(**zaken: float) -> dict[str, Any]:
    verklaringen = [
        {"veld": "soort", "waarde": "melding", "woorden": _plek("mijn"), "zekerheid": 0.9},
        {"veld": "feit", "waarde": "geweld", "woorden": _plek("geslagen"), "zekerheid": 0.9},
    ]
    plekken = {"Z1": _plek("nova"), "Z2": _plek("help")}
    gevonden = [{"zaak_id": z, "woorden": plekken[z], "zekerheid": kans} for z, kans in zaken.items()]
    return {"verklaringen": verklaringen, "zaken": gevonden, "tijd": None}


def _gemerkt(lezing: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    stukjes, _ = leg_uit(TEKST, lezing, 1, KENNIS)
    assert "".join(s.tekst for s in stukjes) == TEKST
    return {s.tekst: s.nummers for s in stukjes if s.nummers}


def test_what_is_read_from_the_whole_text_has_its_row_last_and_marks_no_word() -> None:
    _, rijen = leg_uit(TEKST, _lezing(Z1=0.9), 1, KENNIS)
    assert [(r.nummer, r.veld) for r in rijen] == [(1, "feit"), (2, "zaak"), (3, "soort")]
    assert _gemerkt(_lezing(Z1=0.9)) == {"geslagen": (1,), "nova": (2,)}


def test_an_unlikely_venue_is_marked_only_where_there_is_no_likelier_one() -> None:
    assert "help" not in _gemerkt(_lezing(Z1=0.9, Z2=0.1))
    assert "help" in _gemerkt(_lezing(Z2=0.1))


def test_neighbouring_words_of_one_finding_are_marked_as_one_phrase() -> None:
    lezing = _lezing()
    lezing["verklaringen"] = [
        {
            "veld": "feit",
            "waarde": "geweld",
            "woorden": [*_plek("is"), *_plek("geslagen"), *_plek("nova")],
            "zekerheid": 0.9,
        },
        {"veld": "feit", "waarde": "geweigerd", "woorden": [*_plek("bij")], "zekerheid": 0.9},
    ]
    assert _gemerkt(lezing) == {"is geslagen": (1,), "bij": (2,), "nova": (1,)}
