"""The web form: the same intake as a text message, the same conversation on screen, whole without JavaScript."""

import secrets
import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from nachtleven.fouten import OpslagFout
from nachtleven.kenmerken import lees_zaakcode
from nachtleven.web.huis import huis
from nachtleven.web.publiek import kies_taal, teksten
from nachtleven.web.rechten import openbaar
from nachtleven.webpost import Webpost, lees_terugkeercode, maak_terugkeercode

blauwdruk = Blueprint("melden", __name__)

_PLAATS = "terugkeercode"
_HOOGSTENS = {"tekst": 1600, "waar": 120, "wanneer": 80, "nummer": 120}


@cache
def zinnen() -> dict[str, dict[str, str]]:
    """Give the sentences of the form by language; read once a process."""
    inhoud = files("nachtleven.web").joinpath("melden.toml").read_text("utf-8")
    return cast("dict[str, dict[str, str]]", tomllib.loads(inhoud))


@blauwdruk.get("/melden")
@openbaar
def formulier() -> str:
    """Show the form; `zaak` is a venue's code, as the sticker has it."""
    zaak = lees_zaakcode(request.args.get("zaak", "").strip()) or ""
    return _toon("melden.html", {}, {"waar": zaak})


@blauwdruk.post("/melden")
@openbaar
def verstuur() -> str | tuple[str, int] | Response:
    """Take a first text in; what was typed stays where it can't be taken in."""
    getypt = {naam: request.form.get(naam, "").strip()[:hoogstens] for naam, hoogstens in _HOOGSTENS.items()}
    if not getypt["tekst"] and not getypt["waar"]:
        return _toon("melden.html", {"tekst": zinnen()[_taal()]["leeg"]}, getypt), 400
    code = session[_PLAATS] = maak_terugkeercode()
    return _schrijf(code, samengevoegd(getypt))


@blauwdruk.get("/melden/gesprek")
@openbaar
def gesprek() -> str | Response:
    """Show the conversation of this browser's code."""
    code = session.get(_PLAATS)
    regels = _post().gesprek(code) if code else ()
    if not code or not regels:
        return redirect(url_for("melden.formulier", taal=_taal()))
    return _toon("melden_gesprek.html", {}, {}, code=code, regels=regels)


@blauwdruk.post("/melden/gesprek")
@openbaar
def schrijf_verder() -> str | tuple[str, int] | Response:
    """Add a text to the conversation of this browser's code."""
    code = session.get(_PLAATS)
    if not code:
        return redirect(url_for("melden.formulier", taal=_taal()))
    tekst = request.form.get("tekst", "").strip()[: _HOOGSTENS["tekst"]]
    if not tekst:
        fout = {"tekst": zinnen()[_taal()]["leeg"]}
        return _toon("melden_gesprek.html", fout, {}, code=code, regels=_post().gesprek(code)), 400
    return _schrijf(code, tekst)


@blauwdruk.post("/melden/terug")
@openbaar
def keer_terug() -> str | tuple[str, int] | Response:
    """Open the conversation of a code that was kept."""
    getypt = request.form.get("code", "")
    code = lees_terugkeercode(getypt)
    if code is None or not _post().gesprek(code):
        return _toon("melden.html", {"code": zinnen()[_taal()]["onbekend"]}, {"code": getypt[:40]}), 400
    session[_PLAATS] = code
    return redirect(url_for("melden.gesprek", taal=_taal()), 303)


def te_vaak() -> str:
    """Say that this connection sent too much, in the reader's language, and where a text still goes."""
    return _toon("melden_te_vaak.html", {}, {})


def samengevoegd(getypt: dict[str, str]) -> str:
    """Give the text as it is kept: what, where and when a line each, then how to reach the sender."""
    regels = [getypt["tekst"], getypt["waar"], getypt["wanneer"]]
    bereik = f"tel/mail: {getypt['nummer']}" if getypt["nummer"] else ""
    return "\n".join(regel for regel in (*regels, bereik) if regel)


def _schrijf(code: str, tekst: str) -> str | Response:
    formulier_id = request.form.get("formulier", "")[:80] or secrets.token_urlsafe(24)
    gezegd = _post().schrijf(code, formulier_id, tekst)
    try:
        _post().gesprek(code)
    except OpslagFout:
        # kept in the spool: say so, and the code, though there is nothing yet to show
        return _toon("melden_gesprek.html", {}, {}, code=code, regels=(), gezegd=gezegd)
    return redirect(url_for("melden.gesprek", taal=_taal()), 303)


def _toon(sjabloon: str, fouten: dict[str, str], getypt: dict[str, str], **meer: object) -> str:
    taal = _taal()
    waarden = {
        "taal": taal,
        "richting": teksten()[taal]["richting"],
        "t": teksten()[taal],
        "m": zinnen()[taal],
        "alle": teksten(),
        "fouten": fouten,
        "getypt": getypt,
        "formulier_id": secrets.token_urlsafe(24),
    }
    return render_template(sjabloon, **waarden, **meer)


def _taal() -> str:
    talen = list(teksten())
    return kies_taal(request.args.get("taal"), talen, request.accept_languages.best_match(talen))


def _post() -> Webpost:
    post = huis().webpost
    if post is None:
        abort(404)
    return post
