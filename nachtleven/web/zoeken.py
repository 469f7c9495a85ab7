"""One box to find by: a kenmerk, a telephone or card number, a venue. It is posted: no number stands in an address."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.balie import is_nummer
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.meldingblad import LEZERS
from nachtleven.web.rechten import voor
from nachtleven.web.tonen import Keuzezaak, MeldingRegel

blauwdruk = Blueprint("zoeken", __name__)

_HOOGSTENS, _ZAKEN = 80, 10
_CIJFERS_NUMMER = 8


@blauwdruk.post("/meldingen/zoek")
@voor(*LEZERS)
def zoek() -> str | tuple[str, int] | Response:
    """Look in this order: a whole kenmerk, a telephone number (onthaal), a card number, the name of a venue."""
    gezocht = request.form.get("zoek", "").strip()[:_HOOGSTENS]
    if kenmerk := lees_kenmerk(gezocht):
        return redirect(url_for("meldingen.blad", kenmerk=kenmerk), 303)
    if not gezocht:
        return _toon((), [], fout=_("Typ een kenmerk, een nummer of een zaak.")), 400
    onthaal = current_user.rol is Gebruikersrol.ONTHAAL
    zoeker = huis().bureau.zoeker
    if onthaal and sum(t.isdigit() for t in gezocht) >= _CIJFERS_NUMMER and is_nummer(gezocht):
        boek(current_user.naam, "gezocht", "melding", "", "telefoonnummer")
        gevonden = zoeker.op_nummer(gezocht)
    else:
        boek(current_user.naam, "gezocht", "melding", "", "kaart of zaak")
        mag_kaart = onthaal or current_user.rol is Gebruikersrol.POLITIE
        gevonden = zoeker.op_kaart(gezocht, current_user.rol) if mag_kaart else ()
    zaken = huis().bron.zoek_zaken(gezocht, _ZAKEN) if not gevonden else []
    return _toon(gevonden, zaken)


def _toon(gevonden: tuple[MeldingRegel, ...], zaken: Sequence[Keuzezaak], fout: str = "") -> str:
    fouten = {"zoek": fout} if fout else {}
    return render_template("gevonden.html", gevonden=gevonden, zaken=zaken, fouten=fouten)
