"""One melding's page, shown: by itself, or again with what was wrong with a form, or with what another changed."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.dossiers.toestemming import Deel, stel_voor
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.lezen.lezing import Feit
from nachtleven.meldingen import OVERGANGEN, Status
from nachtleven.nacht import lokaal
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.tonen import Bewerking, MeldingBlad
from nachtleven.web.verschillen import Getypt, verschillen
from nachtleven.web.woorden import GRONDEN, grond

LEZERS = (Gebruikersrol.ONTHAAL, Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE, Gebruikersrol.POLITIE)
"""The roles that may see meldingen."""

HANDMATIG = frozenset(Status) - {Status.NIEUW, Status.VRAAG_GESTELD, Status.DOORVERWEZEN, Status.GEWIST}
"""The states that a person sets by hand; the others follow from a text, a question, a referral or an erasure."""

_GEVONDEN_HOOGSTENS = 8


def toon_melding(kenmerk: str, fouten: dict[str, str], getypt: Getypt, code: int = 200) -> tuple[str, int]:
    """Render a melding's page; what was typed stays in its field. Who reads it stands in the audit log."""
    rol = current_user.rol
    gevonden = huis().bron.melding(kenmerk, rol)
    if gevonden is None:
        abort(404)
    boek(current_user.naam, "bekeken", "melding", kenmerk, "gesprek" if gevonden.gesprek else "gegevens")
    zoekwoord = request.args.get("zoek", "").strip()
    onthaal = rol is Gebruikersrol.ONTHAAL
    bladwaarden = {
        "blad": gevonden,
        "regel": gevonden.regel,
        "mogelijk": sorted(OVERGANGEN[gevonden.regel.status] & HANDMATIG, key=list(Status).index),
        "gevonden": huis().bron.zoek_zaken(zoekwoord, _GEVONDEN_HOOGSTENS) if zoekwoord and onthaal else [],
        "zoekwoord": zoekwoord,
        "mag_werken": onthaal,
        "verschillen": verschillen(gevonden, getypt) if code == 409 else [],
        **(_keuzes(gevonden) if onthaal else {}),
    }
    return render_template("melding.html", fouten=fouten, getypt=getypt, verouderd=code == 409, **bladwaarden), code


def _keuzes(blad: MeldingBlad) -> dict[str, object]:
    """Give what the forms of onthaal choose from."""
    bevestigd = [g.grond for g in blad.regel.gronden if g.bevestigd is not False]
    al = {g.grond for g in blad.regel.gronden}
    opvolging = huis().bureau.opvolging
    return {
        "vrije_gronden": [(code, grond(code)) for code in GRONDEN if code not in al],
        "alle_feiten": list(Feit),
        "collegas": opvolging.collegas(),
        "vervangers": {a.gebruiker: a for a in opvolging.afwezigen(lokaal(huis().klok()).date())},
        "bevoegd": stel_voor(bevestigd),
        "delen": list(Deel),
    }


def lees_bewerking(kenmerk: str) -> Bewerking:
    """Read who changes what and which version they saw; a form without it is no form of ours."""
    try:
        versie = int(request.form["versie"])
    except (KeyError, ValueError):
        abort(400)
    echt = lees_kenmerk(kenmerk)
    if echt is None:
        abort(404)
    return Bewerking(echt, versie, current_user.naam, huis().klok())


def klaar(kenmerk: str, anker: str) -> Response:
    """Lead back to the page, to where something changed."""
    return redirect(url_for("meldingen.blad", kenmerk=kenmerk, _anchor=anker), 303)
