"""The users: making one, another role, keeping one out, and recovering who lost password or telephone."""

import re
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from nachtleven.fouten import BezetFout, NietGevonden
from nachtleven.toegang.gebruikers import Gebruikersrol, totp_adres
from nachtleven.web.beheerwaarden import NieuweGebruiker
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import na_bevestiging, voor

blauwdruk = Blueprint("beheergebruikers", __name__)

_NAAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,79}")


@blauwdruk.get("/beheer/gebruikers")
@voor(Gebruikersrol.BEHEER)
@na_bevestiging
def lijst() -> str:
    """Show all users."""
    return _toon({}, {})


def _toon(fouten: dict[str, str], getypt: dict[str, str]) -> str:
    return render_template(
        "beheer_gebruikers.html", gebruikers=huis().beheer.gebruikers.lijst(), rollen=list(Gebruikersrol),
        fouten=fouten, getypt=getypt,
    )  # fmt: skip


@blauwdruk.post("/beheer/gebruikers")
@voor(Gebruikersrol.BEHEER)
@na_bevestiging
def maak() -> tuple[str, int]:
    """Make a user and show this once what they log in with."""
    getypt = {n: request.form.get(n, "").strip()[:80] for n in ("naam", "rol")}
    fouten = {}
    if not _NAAM.fullmatch(getypt["naam"]):
        fouten["naam"] = _("Neem twee tot tachtig letters, cijfers, punten of streepjes, zonder spaties.")
    if getypt["rol"] not in set(Gebruikersrol):
        fouten["rol"] = _("Kies een rol.")
    if fouten:
        return _toon(fouten, getypt), 400
    try:
        nieuw = huis().beheer.gebruikers.maak(getypt["naam"], Gebruikersrol(getypt["rol"]), huis().klok())
    except BezetFout:
        return _toon({"naam": _("Er is al een gebruiker met deze naam.")}, getypt), 400
    boek(current_user.naam, "gebruiker_gemaakt", "gebruiker", nieuw.naam, nieuw.rol.value)
    return _toon_eenmalig(nieuw, hersteld=False), 201


def _toon_eenmalig(nieuw: NieuweGebruiker, *, hersteld: bool) -> str:
    """Show the one-time password and the code app's secret, also as a drawing to scan."""
    tekening = ""
    if nieuw.totp:
        import segno  # only where a code is drawn

        code = segno.make(totp_adres(nieuw.totp, nieuw.naam), error="m", micro=False)
        tekening = Markup(code.svg_inline(scale=4, border=3, light="#fff"))  # noqa: S704 - segno draws our own address  # nosec B704
    return render_template("beheer_eenmalig.html", nieuw=nieuw, tekening=tekening, hersteld=hersteld)


@blauwdruk.post("/beheer/gebruikers/<uuid:id_>/rol")
@voor(Gebruikersrol.BEHEER)
@na_bevestiging
def zet_rol(id_: UUID) -> tuple[str, int] | Response:
    """Give a user another role."""
    rol = request.form.get("rol", "")
    if rol not in set(Gebruikersrol):
        abort(400)
    if zin := _eigen(id_):
        return _toon({"gebruikers": zin}, {}), 409
    naam = _naam(id_)
    huis().beheer.gebruikers.zet_rol(id_, Gebruikersrol(rol))
    boek(current_user.naam, "rol_gewijzigd", "gebruiker", naam, rol)
    return redirect(url_for("beheergebruikers.lijst"), 303)


@blauwdruk.post("/beheer/gebruikers/<uuid:id_>/actief")
@voor(Gebruikersrol.BEHEER)
@na_bevestiging
def zet_actief(id_: UUID) -> tuple[str, int] | Response:
    """Keep a user out, or let them in again."""
    actief = request.form.get("actief") == "ja"
    if zin := _eigen(id_):
        return _toon({"gebruikers": zin}, {}), 409
    naam = _naam(id_)
    huis().beheer.gebruikers.zet_actief(id_, actief=actief)
    boek(current_user.naam, "toegelaten" if actief else "uitgeschakeld", "gebruiker", naam)
    return redirect(url_for("beheergebruikers.lijst"), 303)


@blauwdruk.post("/beheer/gebruikers/<uuid:id_>/herstel")
@voor(Gebruikersrol.BEHEER)
@na_bevestiging
def herstel(id_: UUID) -> tuple[str, int]:
    """Give who lost password or telephone new ones, shown this once."""
    if zin := _eigen(id_):
        return _toon({"gebruikers": zin}, {}), 409
    try:
        nieuw = huis().beheer.gebruikers.herstel(id_)
    except NietGevonden:
        abort(404)
    boek(current_user.naam, "gebruiker_hersteld", "gebruiker", nieuw.naam)
    return _toon_eenmalig(nieuw, hersteld=True), 200


def _eigen(id_: UUID) -> str | None:
    """Say why one can't do this to oneself: the last administrator would be outside. None: it is somebody else."""
    if id_ != current_user.gebruiker.id:
        return None
    return str(_("Je eigen account kun je hier niet veranderen. Vraag het aan een collega van beheer."))


def _naam(id_: UUID) -> str:
    gebruiker = huis().beheer.gebruikers.gebruiker(id_)
    if gebruiker is None:
        abort(404)
    return gebruiker.naam
