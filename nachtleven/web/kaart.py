"""At the door, on a phone: a card looked up, one answer, and the inspection recorded. Works without a script."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.fouten import NietGevonden
from nachtleven.nacht import lokaal
from nachtleven.register.logboek import Oordeel
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.toezicht.zichtplichten import TE_CONTROLEREN
from nachtleven.web.huis import boek, huis
from nachtleven.web.koppen import BELEID
from nachtleven.web.rechten import voor
from nachtleven.web.toezichttonen import Kaartantwoord, NieuweControle
from nachtleven.web.woordenboek import N_

blauwdruk = Blueprint("kaart", __name__)

DOELEN = {"controle": N_("Controle aan de deur"), "onderzoek": N_("Onderzoek"), "vraag": N_("Vraag van een collega")}
"""For what a card is looked up; it stands in the audit log."""
_DONKER_VAN, _DONKER_TOT = 20, 8
_LATER, _VROEGER = timedelta(minutes=5), timedelta(days=7)
_LANGSTE_NUMMER, _LANGSTE_NOTA = 80, 2000


@blauwdruk.get("/kaart")
@voor(Gebruikersrol.POLITIE)
def opzoeken() -> Response:
    """Show the answer for a number at a door, or the empty form. Each look-up stands in the audit log."""
    nummer, zaak = request.args.get("nummer", "").strip()[:_LANGSTE_NUMMER], request.args.get("zaak", "")
    antwoord = None
    doel = request.args.get("doel", "controle")
    if sleutel_kaartnummer(nummer):
        doel = doel if doel in DOELEN else "controle"
        antwoord = huis().toezicht.deur.antwoord(nummer, zaak or None, huis().klok())
        gevonden = antwoord.kaart.sleutel if antwoord.kaart else sleutel_kaartnummer(nummer)
        boek(current_user.naam, "opgezocht", "kaart", gevonden[:200], f"{doel} {zaak}".strip()[:200])
    return _toon(antwoord, {"nummer": nummer, "zaak": zaak, "doel": doel}, {})


def _toon(antwoord: Kaartantwoord | None, getypt: dict[str, str], fouten: dict[str, str], code: int = 200) -> Response:
    nu = huis().klok()
    blad = render_template(
        "kaart.html",
        antwoord=antwoord,
        getypt=getypt,
        fouten=fouten,
        deuren=huis().toezicht.deur.deuren(),
        doelen=DOELEN,
        plichten=[(c.value, p.titel) for c in TE_CONTROLEREN.values() if (p := huis().toezicht.plichten.van(c, nu))],
        inzending=uuid4(),
        donker=not _DONKER_TOT <= lokaal(nu).hour < _DONKER_VAN,
        bewaard=request.args.get("bewaard"),
    )
    uit = make_response(blad, code)
    # the page's own script asks and sends over our own address, nothing else
    uit.headers["Content-Security-Policy"] = f"{BELEID}; connect-src 'self'"
    return uit


@blauwdruk.post("/kaart/controle")
@voor(Gebruikersrol.POLITIE)
def leg_vast() -> Response:
    """Record an inspection. The same one sent twice is kept once; one made without a connection keeps its moment."""
    getypt = {n: request.form.get(n, "").strip() for n in ("nummer", "zaak", "plicht", "oordeel", "nota", "tijdstip")}
    nu, fouten = huis().klok(), {}
    if getypt["plicht"] not in TE_CONTROLEREN:
        fouten["plicht"] = _("Kies wat je nakeek.")
    if getypt["oordeel"] not in set(Oordeel):
        fouten["oordeel"] = _("Kies of het in orde was.")
    if not getypt["zaak"]:
        fouten["zaak"] = _("Kies aan welke deur je staat.")
    tijdstip = _lees_moment(getypt["tijdstip"], nu)
    if tijdstip is None:
        fouten["tijdstip"] = _("Het tijdstip ligt in de toekomst of meer dan een week terug.")
    inzending = _lees_id(request.form.get("inzending", ""))
    if fouten or tijdstip is None:
        return _toon(None, {**getypt, "doel": "controle"}, fouten, 400)
    controle = NieuweControle(
        inzending, getypt["zaak"], tijdstip, getypt["plicht"], getypt["oordeel"],
        getypt["nummer"][:_LANGSTE_NUMMER], getypt["nota"][:_LANGSTE_NOTA],
    )  # fmt: skip
    try:
        if huis().toezicht.deur.leg_vast(controle, nu):
            wat = f"{controle.plicht} {controle.oordeel} {sleutel_kaartnummer(controle.kaartnummer)}"
            boek(current_user.naam, "gecontroleerd", "zaak", controle.zaak_id, wat.strip()[:200])
    except NietGevonden:
        return _toon(None, {**getypt, "doel": "controle"}, {"zaak": _("Deze zaak staat niet in het register.")}, 400)
    return redirect(url_for("kaart.opzoeken", zaak=controle.zaak_id, bewaard=lokaal(tijdstip).strftime("%H:%M")), 303)


def _lees_moment(tekst: str, nu: datetime) -> datetime | None:
    """Read when an inspection was made; empty: now. None: it can't have been then."""
    if not tekst:
        return nu.replace(microsecond=0)
    try:
        gelezen = datetime.fromisoformat(tekst)
    except ValueError:
        return None
    if gelezen.tzinfo is None or not nu - _VROEGER <= gelezen <= nu + _LATER:
        return None
    return min(gelezen, nu).astimezone(UTC).replace(microsecond=0)


def _lees_id(tekst: str) -> UUID:
    """Read the id that the form made; one that can't be read gets a new one."""
    try:
        return UUID(tekst)
    except ValueError:
        return uuid4()
