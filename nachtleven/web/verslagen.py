"""One built report: where it stands, what a person adds to the draft, its approval, and what came of it."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.fouten import NietGevonden, VerouderdFout
from nachtleven.rapportleven import Bijschriftsoort, Opvolging, Rapportstand
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import Verslagen, boek, huis
from nachtleven.web.rechten import voor
from nachtleven.web.woordenboek import N_

blauwdruk = Blueprint("verslagen", __name__)

_ROLLEN = (Gebruikersrol.ONTHAAL, Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE)
_TEKST_HOOGSTENS = 1000
OPVOLGINGEN = {
    Opvolging.OPEN: N_("nog open"),
    Opvolging.OVERGENOMEN: N_("overgenomen"),
    Opvolging.DEELS: N_("deels overgenomen"),
    Opvolging.NIET: N_("niet overgenomen"),
}


def _leven() -> Verslagen:
    leven = huis().verslagen
    if leven is None:
        abort(404)
    return leven


def _stand(id_: UUID) -> Rapportstand:
    stand = _leven().stand(id_)
    if stand is None:
        abort(404)
    return stand


def _toon(id_: UUID, fouten: dict[str, str], code: int = 200) -> tuple[str, int]:
    opvolgingen = {code_: _(zin) for code_, zin in OPVOLGINGEN.items()}
    waarden = {"regel": huis().bron.rapport(id_), "stand": _stand(id_), "fouten": fouten, "opvolgingen": opvolgingen}
    return render_template("verslag.html", verouderd=code == 409, getypt=request.form, **waarden), code


@blauwdruk.get("/rapporten/<uuid:id_>")
@voor(*_ROLLEN)
def blad(id_: UUID) -> tuple[str, int]:
    """Show where a report stands and what was added."""
    return _toon(id_, {})


@blauwdruk.post("/rapporten/<uuid:id_>/bijschrift")
@voor(*_ROLLEN)
def voeg_toe(id_: UUID) -> tuple[str, int] | Response:
    """Add a remark or a recommendation to a draft."""
    _stand(id_)
    tekst, soort = request.form.get("tekst", "").strip(), request.form.get("soort", "")
    fouten = {} if tekst else {"tekst": _("Schrijf eerst je tekst.")}
    if len(tekst) > _TEKST_HOOGSTENS:
        fouten = {"tekst": _("Hou het bij %(aantal)s tekens.", aantal=_TEKST_HOOGSTENS)}
    if soort not in set(Bijschriftsoort):
        fouten["soort"] = _("Kies wat je toevoegt: een opmerking of een aanbeveling.")
    if fouten:
        return _toon(id_, fouten, 400)
    try:
        _leven().voeg_toe(id_, Bijschriftsoort(soort), tekst, current_user.naam, huis().klok())
    except VerouderdFout:
        return _toon(id_, {}, 409)
    boek(current_user.naam, f"{soort}_toegevoegd", "rapport", str(id_))
    return redirect(url_for("verslagen.blad", id_=id_, _anchor="bijschriften"), 303)


@blauwdruk.post("/rapporten/<uuid:id_>/goedkeuren")
@voor(*_ROLLEN)
def keur_goed(id_: UUID) -> tuple[str, int] | Response:
    """Approve a draft; the planner then sends it."""
    _stand(id_)
    try:
        _leven().keur_goed(id_, current_user.naam, huis().klok())
    except VerouderdFout:
        return _toon(id_, {}, 409)
    boek(current_user.naam, "rapport_goedgekeurd", "rapport", str(id_))
    return redirect(url_for("verslagen.blad", id_=id_), 303)


@blauwdruk.post("/rapporten/<uuid:id_>/opvolging/<uuid:bijschrift>")
@voor(*_ROLLEN)
def volg_op(id_: UUID, bijschrift: UUID) -> Response:
    """Keep what came of a recommendation."""
    keuze = request.form.get("opvolging", "")
    if bijschrift not in {b.id for b in _stand(id_).bijschriften}:
        abort(404)
    if keuze not in set(Opvolging):
        abort(400)
    try:
        _leven().volg_op(bijschrift, Opvolging(keuze))
    except NietGevonden:
        abort(404)
    boek(current_user.naam, "aanbeveling_opgevolgd", "rapport", str(id_), keuze)
    return redirect(url_for("verslagen.blad", id_=id_, _anchor="bijschriften"), 303)
