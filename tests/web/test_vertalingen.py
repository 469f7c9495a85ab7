"""The screens in three languages: nothing missing, nothing in Dutch by accident, dates the Belgian way."""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from nachtleven.bewaring.bewaren import POSTEN
from nachtleven.lezen.lezing import Feit, Rol, Soort
from nachtleven.meldingen import Status
from nachtleven.register.logboek import IncidentSoort, Oordeel, Reden
from nachtleven.register.portiers import Statuut
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.toezicht.opvolging import BevindingStaat
from nachtleven.toezicht.plichten import Code
from nachtleven.web.vertalen import SCHERMTALEN, vertalingen
from nachtleven.web.woorden import dag, dag_voluit, nacht, nacht_kort, op_tien, periode, telwoord
from nachtleven.web.woordenboek import GEBREKEN, GRONDEN, OVERIG, ROLNAMEN, STATUS, VERDWENEN
from tests.web.conftest import KENMERK, WACHTWOORD, Wereld

WEB = Path(__file__).parents[2] / "nachtleven" / "web"
VERTAALD = [taal for taal in SCHERMTALEN if taal != "nl"]
PUBLIEK = {"publiek.html", "melden.html", "melden_gesprek.html", "toegankelijkheid.html"}
"""Templates of the public pages, which have fourteen languages of their own."""
GELIJK = {"8989", "Nachtleven", "PDF", "CSV", "sha", "km", "JSON", "Excel"}
"""What is the same in every language."""
_GEEN_TEKST = r"{% block (?:breedte|thema) %}.*?{% endblock %}|{% macro aria\(.*?{% endmacro %}"
"""Parts of templates that give attributes."""
_WAARDE = re.compile(r"%\(\w+\)s")


def bronzinnen() -> set[str]:
    """Give every sentence that is marked in the source of the screens."""
    soorten = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
    gevonden = extract_from_dir(WEB, method_map=soorten, keywords={"_": None, "gettext": None, "N_": None})
    return {zin for _pad, _lijn, zin, _uitleg, _context in gevonden if isinstance(zin, str)}


def catalogus(taal: str) -> Catalog:
    return read_po(StringIO((WEB / "vertalingen" / f"{taal}.po").read_text("utf-8")), locale=taal)


@pytest.mark.parametrize("taal", VERTAALD)
def test_every_sentence_has_its_translation_with_the_same_values(taal: str) -> None:
    vertaald = {m.id: m for m in catalogus(taal) if m.id}
    bron = bronzinnen()
    assert sorted(bron - vertaald.keys()) == [], "make vertalingen"
    assert sorted(vertaald.keys() - bron) == [], "make vertalingen"
    assert [zin for zin, m in vertaald.items() if not m.string] == []
    assert [zin for zin, m in vertaald.items() if m.fuzzy] == []
    assert [
        zin
        for zin, m in vertaald.items()
        if sorted(_WAARDE.findall(str(zin))) != sorted(_WAARDE.findall(str(m.string)))
    ] == []


def _los(sjabloon: str) -> list[str]:
    """Give the words of a template that a reader sees and that no catalogue knows."""
    zonder = re.sub(_GEEN_TEKST, "", sjabloon, flags=re.DOTALL)
    kaal = re.sub(r"{#.*?#}|{{.*?}}|{%.*?%}", "\0", zonder, flags=re.DOTALL)
    eigenschappen = re.findall(r'\b(?:aria-label|title|alt|placeholder|data-kop)="([^"]*)"', kaal)
    tekst = re.sub(r"<style.*?</style>|<title>|<[^>]*>", "\0", kaal, flags=re.DOTALL)
    woorden = re.findall(r"[A-Za-zÀ-ÿ]{2,}", " ".join([re.sub(r"&\w+;", " ", tekst), *eigenschappen]))
    return [w for w in woorden if w not in GELIJK]


@pytest.mark.parametrize(
    "pad", [p for p in sorted((WEB / "templates").glob("*.html")) if p.name not in PUBLIEK], ids=lambda p: p.name
)
def test_no_template_of_the_screens_holds_words_outside_of_the_catalogues(pad: Path) -> None:
    assert _los(pad.read_text("utf-8")) == []


def test_words_outside_of_the_catalogues_are_found() -> None:
    assert _los('<p title="Nog iets">{{ _("Goed") }} fout <b>8989</b></p>') == ["fout", "Nog", "iets"]
    assert _los("<p>{{ _('Goed') }}</p>") == []


@pytest.mark.parametrize(
    ("kop", "taal"),
    [
        pytest.param("fr-BE,fr;q=0.9,en;q=0.5", "fr", id="french_first"),
        pytest.param("de,en;q=0.5", "en", id="the_best_of_ours"),
        pytest.param("tr", "nl", id="none_of_ours"),
    ],
)
def test_the_browser_says_which_language_until_somebody_chooses(wereld: Wereld, kop: str, taal: str) -> None:
    antwoord = wereld.als("onthaal").get("/vandaag", headers={"Accept-Language": kop})
    assert f'<html lang="{taal}"' in antwoord.text


def test_a_chosen_language_stays_with_the_user_and_the_browser(wereld: Wereld) -> None:
    client = wereld.als("onthaal")
    gekozen = client.post("/aanmelden/taal", data={"taal": "fr", "verder": f"/meldingen/{KENMERK}"})
    assert gekozen.location == f"/meldingen/{KENMERK}"
    assert "La conversation" in client.get(gekozen.location).text
    elders = wereld.als("onthaal").get("/vandaag", headers={"Accept-Language": "en"})
    assert '<html lang="fr"' in elders.text
    client.post("/afmelden")
    assert "Se connecter" in client.get("/aanmelden").text
    assert client.post("/aanmelden/taal", data={"taal": "xx"}).headers.get("Set-Cookie", "").count("taal=") == 0


@pytest.mark.parametrize("taal", VERTAALD)
@pytest.mark.parametrize("rol", ["onthaal", "economie", "preventie", "politie", "beheer"])
def test_every_room_opens_in_every_language(wereld: Wereld, rol: str, taal: str) -> None:
    client = wereld.als(rol)
    client.set_cookie("taal", taal)
    vandaag = client.get("/vandaag").text
    for pad in re.findall(r'href="(/[a-z/]+)"', vandaag.split("</nav>")[0]):
        antwoord = client.get(pad)
        assert antwoord.status_code == 200, pad
        assert f'<html lang="{taal}"' in antwoord.text, pad


def test_what_is_wrong_is_said_in_the_readers_language(wereld: Wereld) -> None:
    client = wereld.als(None)
    client.set_cookie("taal", "en")
    antwoord = client.post("/aanmelden", data={"naam": "onthaal", "wachtwoord": WACHTWOORD + "x"})
    assert "Name, password or code is wrong" in antwoord.text


@pytest.mark.parametrize(
    ("taal", "zinnen"),
    [
        pytest.param(
            "nl",
            ["zo 22 nov", "zondag 22 november 2026", "nacht van zaterdag 21 op zondag 22 november 2026",
             "za 31 okt op zo 1 nov", "eerste kwartaal 2026", "7 op 10", "twee", "20.000"],
            id="dutch",
        ),
        pytest.param(
            "en",
            ["Sun 22 Nov", "Sunday 22 November 2026", "night of Saturday 21 to Sunday 22 November 2026",
             "Sat 31 Oct to Sun 1 Nov", "first quarter of 2026", "7 in 10", "two", "20,000"],
            id="english",
        ),
        pytest.param(
            "fr",
            ["di 22 nov.", "dimanche 22 novembre 2026", "nuit du samedi 21 au dimanche 22 novembre 2026",
             "sa 31 oct. au di 1er nov.", "premier trimestre 2026", "7 sur 10", "deux", "20\u202f000"],
            id="french",
        ),
    ],
)  # fmt: skip
def test_days_nights_and_numbers_are_said_the_belgian_way(wereld: Wereld, taal: str, zinnen: list[str]) -> None:
    moment = datetime(2026, 11, 22, 0, 52, tzinfo=UTC)
    with wereld.app.test_request_context("/vandaag", headers={"Accept-Language": taal}):
        gezegd = [
            dag(moment), dag_voluit(moment), nacht(date(2026, 11, 21)), nacht_kort(date(2026, 10, 31)),
            periode("2026-K1"), op_tien(0.7), telwoord(2), telwoord(20_000),
        ]  # fmt: skip
    assert gezegd == zinnen


@pytest.mark.parametrize(
    "soort",
    [Feit, Rol, Soort, Reden, IncidentSoort, Oordeel, Statuut, BevindingStaat, Status, Code],
    ids=lambda s: s.__name__,
)
def test_every_code_that_is_shown_has_words_of_its_own(soort: type[StrEnum]) -> None:
    gekend = STATUS.keys() | OVERIG.keys() | GRONDEN.keys()
    assert sorted({code.value for code in soort} - gekend) == []


def test_every_breach_role_and_term_has_words_of_its_own() -> None:
    assert {code.value for code in Code} == GEBREKEN.keys()
    assert {rol.value for rol in Gebruikersrol} == ROLNAMEN.keys()
    assert {post.naam for post in POSTEN} <= VERDWENEN.keys()


def test_the_source_itself_is_dutch() -> None:
    assert vertalingen("nl").gettext("Vandaag") == vertalingen("xx").gettext("Vandaag") == "Vandaag"
    assert vertalingen("fr").gettext("Vandaag") == "Aujourd’hui"


def test_no_date_loses_the_capital_of_its_month() -> None:
    for pad in (WEB / "templates").rglob("*.html"):
        assert not re.search(r"\|(?:dag\w*|nacht\w*|periode)\)\|capitalize", pad.read_text("utf-8")), pad.name
