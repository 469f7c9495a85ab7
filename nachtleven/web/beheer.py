"""The administrator's rooms: how the service is doing, the settings as they stand, the audit log."""

from datetime import date, timedelta
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.beheerwaarden import Auditfilter
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import voor

blauwdruk = Blueprint("beheer", __name__)

_PER_BLAD = 50
_STIL_NA = timedelta(minutes=3)
"""A planner without a sign of life for longer is silent."""


@blauwdruk.get("/beheer")
@voor(Gebruikersrol.BEHEER)
def dienst() -> str:
    """Show how the service is doing: what waits to go out, alarms, the planner, the spool, the last retention runs."""
    nu, stand = huis().klok(), huis().beheer.dienst.stand()
    stil = stand.hartslag is None or nu - stand.hartslag > _STIL_NA
    bewaring = huis().beheer.audit.lees(Auditfilter(soort="database"), 10)
    return render_template("beheer.html", stand=stand, stil=stil, bewaring=bewaring)


@blauwdruk.get("/beheer/instellingen")
@voor(Gebruikersrol.BEHEER)
def instellingen() -> str:
    """Show the settings, which are changed where they stand and not here."""
    return render_template(
        "beheer_instellingen.html", omgeving=huis().beheer.instellingen, stad_regels=huis().beheer.stad
    )


@blauwdruk.get("/beheer/audit")
@voor(Gebruikersrol.BEHEER)
def audit() -> str:
    """Show the audit log, newest first."""
    return _toon_audit(None)


@blauwdruk.post("/beheer/audit")
@voor(Gebruikersrol.BEHEER)
def controleer_audit() -> str:
    """Hold the whole chain against its key, and say where it breaks."""
    breuk = huis().beheer.audit.controleer()
    boek(current_user.naam, "keten_nagekeken", "audit", str(breuk or ""), "gebroken" if breuk else "heel")
    return _toon_audit((breuk, huis().beheer.audit.laatste()))


def _toon_audit(keten: tuple[int | None, int] | None) -> str:
    """Show a page of the log; `keten`: where the chain breaks (None: it is whole) and how many lines there are."""
    velden = {n: w.strip()[:200] for n, w in request.args.items() if w.strip()}
    filter_, fouten = _lees_filter(velden)
    regels = huis().beheer.audit.lees(filter_, _PER_BLAD)
    gekozen = {n: w for n, w in velden.items() if n in ("gebruiker", "voorwerp", "dag")}
    ouder = "?" + urlencode({**gekozen, "na": regels[-1].volgnummer}) if len(regels) == _PER_BLAD else None
    eerste = "?" + urlencode(gekozen)
    return render_template(
        "beheer_audit.html", regels=regels, velden=velden, fouten=fouten, ouder=ouder, eerste=eerste, keten=keten
    )


def _lees_filter(velden: dict[str, str]) -> tuple[Auditfilter, dict[str, str]]:
    na, dag, fouten = velden.get("na", ""), None, {}
    try:
        dag = date.fromisoformat(velden["dag"]) if "dag" in velden else None
    except ValueError:
        fouten["dag"] = _("Schrijf de dag als 2026-11-21.")
    filter_ = Auditfilter(
        gebruiker=velden.get("gebruiker", ""),
        voorwerp=velden.get("voorwerp", ""),
        dag=dag,
        na=int(na) if na.isascii() and na.isdigit() and len(na) < 16 else None,
    )
    return filter_, fouten
