"""Closing an alarm of the service itself, by who saw to it."""

from flask import Blueprint, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.alarmen import Alarmsoort
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import voor

blauwdruk = Blueprint("alarmen", __name__)


@blauwdruk.post("/vandaag/alarm")
@voor(Gebruikersrol.ONTHAAL, Gebruikersrol.BEHEER)
def los_op() -> Response:
    """Close an alarm; what still stands raises it again."""
    soort = request.form.get("soort", "")
    if soort not in set(Alarmsoort):
        abort(400)
    huis().werk.los_alarm_op(Alarmsoort(soort), huis().klok())
    boek(current_user.naam, "alarm_gezien", "alarm", soort)
    return redirect(url_for("vandaag.bord"), 303)
