"""Typing in a report that came by telephone, at the counter or in a mail."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.balie import KANALEN, Baliemelding, is_nummer
from nachtleven.berichten import Kanaal
from nachtleven.nacht import lokaal
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.opvolging import lees_moment
from nachtleven.web.rechten import voor
from nachtleven.web.woorden import TALEN

blauwdruk = Blueprint("balie", __name__)

_TEKST_HOOGSTENS = 4000
_OUDSTE = timedelta(days=366)
_VELDEN = ("kanaal", "tekst", "nummer", "dag", "uur", "taal", "bevestig")


@blauwdruk.get("/meldingen/nieuw")
@voor(Gebruikersrol.ONTHAAL)
def formulier() -> str:
    """Show the empty form, with now as the moment."""
    nu = lokaal(huis().klok())
    return _toon({}, {"dag": nu.date().isoformat(), "uur": nu.strftime("%H:%M")})


@blauwdruk.post("/meldingen/nieuw")
@voor(Gebruikersrol.ONTHAAL)
def neem_op() -> tuple[str, int] | Response:
    """Take it in and lead to its page; what was wrong stands beside its field and nothing typed is lost."""
    getypt = {naam: request.form.get(naam, "").strip()[: _TEKST_HOOGSTENS + 1] for naam in _VELDEN}
    melding, fouten = lees_melding(getypt)
    if melding is None:
        return _toon(fouten, getypt), 400
    kenmerk = huis().bureau.loket.neem_op(melding, current_user.naam)
    boek(current_user.naam, "ingetypt", "melding", kenmerk or "", melding.kanaal)
    if kenmerk is None:
        return redirect(url_for("meldingen.lijst"), 303)
    return redirect(url_for("meldingen.blad", kenmerk=kenmerk), 303)


def lees_melding(getypt: dict[str, str]) -> tuple[Baliemelding | None, dict[str, str]]:
    """Read the form; what is not in order is named beside its field."""
    fouten = {}
    if getypt["kanaal"] not in KANALEN:
        fouten["kanaal"] = _("Kies hoe het binnenkwam.")
    if not getypt["tekst"]:
        fouten["tekst"] = _("Schrijf op wat er verteld werd.")
    elif len(getypt["tekst"]) > _TEKST_HOOGSTENS:
        fouten["tekst"] = _("Hou het bij %(aantal)s tekens; je tekst staat er nog.", aantal=_TEKST_HOOGSTENS)
    if getypt["nummer"] and not is_nummer(getypt["nummer"]):
        fouten["nummer"] = _("Dit is geen telefoonnummer. Laat het leeg als er geen is.")
    if getypt["bevestig"] and not getypt["nummer"]:
        fouten["nummer"] = _("Zonder nummer kan er geen sms vertrekken. Vul het in of vink de sms uit.")
    if getypt["taal"] and getypt["taal"] not in TALEN:
        fouten["taal"] = _("Kies een taal uit de lijst.")
    nu = huis().klok()
    ontvangen, tijdfouten = lees_moment(getypt["dag"], getypt["uur"])
    fouten |= tijdfouten
    ontvangen = ontvangen or nu
    if not nu - _OUDSTE < ontvangen < nu + timedelta(minutes=5):
        fouten.setdefault("dag", _("Kijk de dag na: dat is te lang geleden of nog niet gebeurd."))
    if fouten:
        return None, fouten
    melding = Baliemelding(
        kanaal=Kanaal(getypt["kanaal"]),
        tekst=getypt["tekst"],
        nummer=getypt["nummer"],
        ontvangen=min(ontvangen, nu),
        taal=getypt["taal"] or None,
        bevestig=bool(getypt["bevestig"]),
    )
    return melding, {}


def _toon(fouten: dict[str, str], getypt: dict[str, str]) -> str:
    return render_template("melding_nieuw.html", fouten=fouten, getypt=getypt, kanalen=KANALEN, talen=TALEN)
