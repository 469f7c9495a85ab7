"""The cards: a list and a page each for the police, counts for economie and preventie, and who stood where."""

from datetime import datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.nacht import BRUSSEL
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import voor

blauwdruk = Blueprint("portiers", __name__)

_PER_BLAD = 50


@blauwdruk.get("/portiers")
@voor(Gebruikersrol.POLITIE, Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE)
def lijst() -> str | Response:
    """Show the police the cards that fit a number or a firm; the others how many cards are in which state."""
    nu, deur = huis().klok(), huis().toezicht.deur
    if current_user.rol is not Gebruikersrol.POLITIE:
        return render_template("portiers.html", telling=deur.telling(nu), woord="", kaarten=None)
    woord = request.args.get("zoek", "").strip()[:80]
    kaarten = deur.zoek(woord, nu, _PER_BLAD)
    if woord and len(kaarten) == 1 and kaarten[0].sleutel == sleutel_kaartnummer(woord):
        return redirect(url_for("portiers.blad", sleutel=kaarten[0].sleutel))
    boek(current_user.naam, "gezocht", "kaarten", woord[:200], str(len(kaarten)))
    return render_template("portiers.html", telling=deur.telling(nu), woord=woord, kaarten=kaarten, hoogstens=_PER_BLAD)


@blauwdruk.get("/portiers/<sleutel>")
@voor(Gebruikersrol.POLITIE)
def blad(sleutel: str) -> str | Response:
    """Show one card: state, shifts, venues, findings. Who reads it stands in the audit log."""
    echt = sleutel_kaartnummer(sleutel)
    if echt != sleutel and echt:
        return redirect(url_for("portiers.blad", sleutel=echt))
    gevonden = huis().toezicht.deur.blad(echt, huis().klok())
    if gevonden is None:
        abort(404)
    boek(current_user.naam, "bekeken", "kaart", echt[:200])
    return render_template("portier.html", blad=gevonden, kaart=gevonden.kaart)


@blauwdruk.get("/portiers/deur")
@voor(Gebruikersrol.POLITIE)
def deur() -> str:
    """Show who was on duty at a venue at a moment, each with the state of card, firm and footing then and now."""
    zaak, wanneer = request.args.get("zaak", ""), request.args.get("wanneer", "").strip()
    moment, fouten = _lees_moment(wanneer), {}
    if wanneer and moment is None:
        fouten["wanneer"] = _("Schrijf het moment als 2026-11-21 23:30.")
    personen = None
    if zaak and moment is not None:
        personen = huis().toezicht.deur.aan_de_deur(zaak, moment, huis().klok())
        boek(current_user.naam, "bekeken", "deur", zaak[:200], moment.isoformat())
    return render_template(
        "deur.html", deuren=huis().toezicht.deur.deuren(), zaak=zaak, wanneer=wanneer, moment=moment, fouten=fouten,
        personen=personen,
    )  # fmt: skip


def _lees_moment(tekst: str) -> datetime | None:
    """Read a moment on the wall clock of Brussels, as a form gives it; None where it isn't one."""
    try:
        gelezen = datetime.fromisoformat(tekst)
    except ValueError:
        return None
    return gelezen.replace(tzinfo=BRUSSEL) if gelezen.tzinfo is None else gelezen
