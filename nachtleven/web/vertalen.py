"""The screens' languages: Dutch as it stands in the source, English and French from catalogues read at the first use.

The catalogues are .po files beside this module; nothing is compiled into the project.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO, StringIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import request
from flask_babel import Domain, get_locale
from flask_login import current_user

SCHERMTALEN = {"nl": "Nederlands", "en": "English", "fr": "Français"}
"""The languages of the screens with their own names; Dutch first."""

KOEKJE = "taal"
_PUBLIEK = ("publiek", "melden")
"""Blueprints with fourteen languages of their own."""


@cache
def vertalingen(taal: str) -> NullTranslations:
    """Give the catalogue of a language; Dutch, and what we don't speak, is the source itself. Read once a process."""
    if taal not in SCHERMTALEN or taal == "nl":
        return NullTranslations()
    tekst = files("nachtleven.web").joinpath("vertalingen", f"{taal}.po").read_text("utf-8")
    bak = BytesIO()
    write_mo(bak, read_po(StringIO(tekst), locale=taal))
    bak.seek(0)
    return Translations(bak)


class Catalogi(Domain):  # type: ignore[misc]  # flask-babel has no types
    """Where Flask-Babel finds the words: our catalogues, in memory."""

    def get_translations(self) -> NullTranslations:
        """Give the catalogue of this request's language."""
        return vertalingen(huidige_taal())


def kies_schermtaal() -> str:
    """Give the language of this request: the user's own, else the cookie's, else the browser's best, else Dutch."""
    if request.blueprint in _PUBLIEK:
        return "nl"
    eigen = current_user.gebruiker.taal if current_user.is_authenticated else None
    for gekozen in (eigen, request.cookies.get(KOEKJE)):
        if gekozen in SCHERMTALEN:
            return str(gekozen)
    return request.accept_languages.best_match(list(SCHERMTALEN)) or "nl"


def huidige_taal() -> str:
    """Give the language in which words are shown now; Dutch outside of a request."""
    waar = get_locale()
    return waar.language if waar and waar.language in SCHERMTALEN else "nl"
