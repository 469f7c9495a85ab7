"""The manual is true to the screens: what it says stands there, stands there; its pictures and links exist."""

import re

from tests.huis.test_huis import WORTEL
from tests.web.test_vertalingen import bronzinnen

TEKST = (WORTEL / "docs" / "handleiding.md").read_text(encoding="utf-8")
GEEN_SCHERMWOORD = {"vet", "stippellijn", "volle lijn"}
"""What is bold though no screen says it so."""


def test_every_word_that_the_manual_says_is_on_a_screen_is_there() -> None:
    zinnen = [re.sub(r"<[^>]+>", "", zin).casefold() for zin in bronzinnen()]
    gezegd = {" ".join(woord.split()).rstrip(".") for woord in re.findall(r"\*\*(.+?)\*\*", TEKST, flags=re.DOTALL)}
    talen = {"Nederlands", "English", "Français"}
    weg = [w for w in gezegd - GEEN_SCHERMWOORD - talen if not any(w.casefold() in zin for zin in zinnen)]
    assert sorted(weg) == []


def test_every_role_has_a_chapter_of_its_own() -> None:
    koppen = re.findall(r"^## (.+)$", TEKST, flags=re.MULTILINE)
    for rol in ("Onthaal", "Economie", "Preventie", "Politie", "Beheer"):
        assert [kop for kop in koppen if rol in kop], rol


def test_every_picture_of_the_screens_stands_in_it_with_words_for_who_does_not_see_it() -> None:
    beelden = {pad: woorden for woorden, pad in re.findall(r"!\[([^\]]*)\]\(beelden/([^)]+)\)", TEKST)}
    assert beelden.keys() == {pad.name for pad in (WORTEL / "docs" / "beelden").glob("*.png")}
    assert all(len(woorden.split()) > 2 for woorden in beelden.values())


def test_every_link_leads_somewhere() -> None:
    for doel in re.findall(r"\]\(([a-z-]+\.md)(?:#[^)]*)?\)", TEKST):
        assert (WORTEL / "docs" / doel).is_file(), doel
