"""The messages that belong to no melding and wait for a person: their list, looked at, or opened as a melding."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.fouten import SleutelFout
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import voor

blauwdruk = Blueprint("berichten", __name__)

_PER_BLAD = 15


@blauwdruk.get("/berichten")
@voor(Gebruikersrol.ONTHAAL)
def lijst() -> str:
    """Show those that wait, with their text; who reads them stands in the audit log."""
    bladzijde = huis().bureau.losse.wachtende(_PER_BLAD)
    for regel in bladzijde.regels:
        boek(current_user.naam, "bekeken", "bericht", str(regel.id), "gesprek")
    return render_template("berichten.html", bladzijde=bladzijde)


@blauwdruk.post("/berichten/<uuid:id_>/nagekeken")
@voor(Gebruikersrol.ONTHAAL)
def kijk_na(id_: UUID) -> Response:
    """Let one wait no longer."""
    huis().bureau.losse.kijk_na(id_)
    boek(current_user.naam, "nagekeken", "bericht", str(id_))
    return redirect(url_for("berichten.lijst"), 303)


@blauwdruk.post("/berichten/<uuid:id_>/melding")
@voor(Gebruikersrol.ONTHAAL)
def open_melding(id_: UUID) -> Response:
    """Open a melding of one, and lead to it."""
    hier = huis()
    try:
        kenmerk = hier.bureau.losse.open_melding(id_, hier.bureau.nieuw_kenmerk(), current_user.naam, hier.klok())
    except SleutelFout:
        abort(404)
    boek(current_user.naam, "geopend", "melding", kenmerk, str(id_))
    return redirect(url_for("meldingen.blad", kenmerk=kenmerk), 303)
