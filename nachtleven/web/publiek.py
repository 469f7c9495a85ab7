"""The public pages: how to report, in fourteen languages; the accessibility statement."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import cast

from flask import Blueprint, make_response, render_template, request
from flask.wrappers import Response

from nachtleven.web.rechten import openbaar

blauwdruk = Blueprint("publiek", __name__)

STANDAARDTAAL = "nl"
OPGEMAAKT = date(2026, 11, 26)
"""When the accessibility statement was last held against the site."""


@cache
def teksten() -> dict[str, dict[str, str]]:
    """Give the sentences of the public page by language, in the order of the page; read once a process."""
    return _lees("publiek.toml")


@cache
def verklaring() -> dict[str, dict[str, str]]:
    """Give the sentences of the accessibility statement by language; read once a process."""
    return _lees("toegankelijkheid.toml")


def _lees(bestand: str) -> dict[str, dict[str, str]]:
    inhoud = files("nachtleven.web").joinpath(bestand).read_text("utf-8")
    return cast("dict[str, dict[str, str]]", tomllib.loads(inhoud))


def kies_taal(gevraagd: str | None, talen: list[str], aanvaard: str | None) -> str:
    """Give the language asked for, else the browser's best among ours, else Dutch."""
    if gevraagd is not None and gevraagd in talen:
        return gevraagd
    return aanvaard or STANDAARDTAAL


@blauwdruk.get("/")
@openbaar
def welkom() -> Response:
    """Show how to report."""
    return _in_taal("publiek.html", teksten(), "t")


@blauwdruk.get("/toegankelijkheid")
@openbaar
def toegankelijkheid() -> Response:
    """Show the accessibility statement."""
    return _in_taal("toegankelijkheid.html", verklaring(), "v", opgemaakt=OPGEMAAKT)


def _in_taal(sjabloon: str, zinnen: dict[str, dict[str, str]], naam: str, **meer: object) -> Response:
    """Give a page in the language that was asked for; `naam` is what the template calls its sentences."""
    alle = teksten()
    talen = list(alle)
    taal = kies_taal(request.args.get("taal"), talen, request.accept_languages.best_match(talen))
    eigen = {naam: zinnen[taal], "alle": alle, "richting": alle[taal]["richting"], "taal": taal}
    antwoord = make_response(render_template(sjabloon, **eigen, **meer))
    antwoord.vary.add("Accept-Language")
    antwoord.headers["Content-Language"] = taal
    return antwoord
