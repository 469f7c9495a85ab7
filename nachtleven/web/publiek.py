"""The public pages: how to report, in fourteen languages; the accessibility statement."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

from flask import Blueprint, make_response, render_template, request
from flask.wrappers import Response

from nachtleven.web.rechten import openbaar

blauwdruk = Blueprint("publiek", __name__)

STANDAARDTAAL = "nl"


@cache
def teksten() -> dict[str, dict[str, str]]:
    """Give the sentences of the public page by language, in the order of the page; read once a process."""
    inhoud = files("nachtleven.web").joinpath("publiek.toml").read_text("utf-8")
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
    alle = teksten()
    talen = list(alle)
    taal = kies_taal(request.args.get("taal"), talen, request.accept_languages.best_match(talen))
    blad = render_template("publiek.html", taal=taal, t=alle[taal], alle=alle, richting=alle[taal]["richting"])
    antwoord = make_response(blad)
    antwoord.vary.add("Accept-Language")
    antwoord.headers["Content-Language"] = taal
    return antwoord


@blauwdruk.get("/toegankelijkheid")
@openbaar
def toegankelijkheid() -> str:
    """Show the accessibility statement."""
    return render_template("toegankelijkheid.html")
