"""Beside the findings: signals released by onthaal, the venues' logs, and register files taken in with a preview."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.bestanden import velden
from nachtleven.bestanden.velden import Kolomfout, Veldfout
from nachtleven.fouten import NietGevonden
from nachtleven.nacht import nacht_van
from nachtleven.register.logboek import IncidentSoort, Reden
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.invoerwerk import Invoerkamer
from nachtleven.web.rechten import voor
from nachtleven.web.toezichttonen import NieuweLoglijn
from nachtleven.web.woorden import woord
from nachtleven.web.woordenboek import N_

blauwdruk = Blueprint("toezichtwerk", __name__)

EIGEN_REGISTERS = {
    "inzet": N_("Inzet (het bewakingsregister)"),
    "incidenten": N_("Incidenten (de logboeken van de zaken)"),
    "controles": N_("Controles"),
}
"""The registers that the police take in themselves."""
_KAMER = Invoerkamer("toezichtwerk", EIGEN_REGISTERS)
_NACHTEN, _SIGNALEN, _LANGSTE = 14, 200, 2000
_LEZERS = (Gebruikersrol.ONTHAAL, Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE, Gebruikersrol.POLITIE)


@blauwdruk.get("/toezicht/signalen")
@voor(Gebruikersrol.ONTHAAL)
def signalen() -> str:
    """Show what rests on a melding: what waits for a release first."""
    return render_template("signalen.html", signalen=huis().toezicht.bevindingen.signalen(_SIGNALEN))


@blauwdruk.post("/toezicht/signalen/<uuid:id_>")
@voor(Gebruikersrol.ONTHAAL)
def geef_vrij(id_: UUID) -> Response:
    """Release one signal to the police: its night, venue and duty, nothing else."""
    try:
        huis().toezicht.bevindingen.geef_vrij(id_, current_user.naam, huis().klok())
    except NietGevonden:
        abort(404)
    boek(current_user.naam, "vrijgegeven", "bevinding", str(id_))
    return redirect(url_for("toezichtwerk.signalen"), 303)


@blauwdruk.get("/toezicht/logboek")
@voor(*_LEZERS)
def logboek() -> str:
    """Show per night and venue what the logs say beside what meldingen tell; the police see the logs alone."""
    return _toon_logboek({}, {})


def _toon_logboek(fouten: dict[str, str], getypt: dict[str, str]) -> str:
    laatste = nacht_van(huis().klok())
    try:
        laatste = date.fromisoformat(request.args.get("tot", "")) if request.args.get("tot") else laatste
    except ValueError:
        fouten = {**fouten, "tot": _("Schrijf de dag als 2026-11-21.")}
    eerste = laatste - timedelta(days=_NACHTEN - 1)
    politie = current_user.rol is Gebruikersrol.POLITIE
    return render_template(
        "zaaklog.html", tellingen=huis().toezicht.zaaklog.tellingen(eerste, laatste, met_meldingen=not politie),
        eerste=eerste, laatste=laatste, fouten=fouten, getypt=getypt, mag_typen=politie, inzending=uuid4(),
        deuren=huis().toezicht.deur.deuren() if politie else [],
        soorten=[(s.value, woord(s.value)) for s in IncidentSoort],
        redenen=[(r.value, woord(r.value)) for r in Reden],
    )  # fmt: skip


@blauwdruk.post("/toezicht/logboek")
@voor(Gebruikersrol.POLITIE)
def schrijf_lijn() -> tuple[str, int] | Response:
    """Keep a log line that an officer types over from a venue's book."""
    getypt = {naam: waarde.strip()[:_LANGSTE] for naam, waarde in request.form.items() if naam != "csrf_token"}
    lijn, fouten = _lees_lijn(getypt)
    if lijn is None:
        return _toon_logboek(fouten, getypt), 400
    try:
        if huis().toezicht.zaaklog.schrijf(lijn, huis().klok()):
            boek(current_user.naam, "gelogd", "zaak", lijn.zaak_id, f"{lijn.soort} {lijn.reden}")
    except NietGevonden:
        return _toon_logboek({"zaak": _("Deze zaak staat niet in het register.")}, getypt), 400
    return redirect(url_for("toezichtwerk.logboek", _anchor="tellingen"), 303)


def _lees_stuk(getypt: dict[str, str]) -> tuple[dict[str, datetime], dict[str, str]]:
    """Read begin and end, in UTC; an empty end is the begin."""
    momenten: dict[str, datetime] = {}
    fouten: dict[str, str] = {}
    for naam in ("van", "tot"):
        try:
            momenten[naam] = velden.moment(getypt.get(naam, "") or getypt.get("van", "")).astimezone(UTC)
        except Veldfout:
            fouten[naam] = _("Schrijf het moment als 2026-11-21 23:30.")
    if not fouten and momenten["tot"] < momenten["van"]:
        fouten["tot"] = _("Het einde ligt voor het begin.")
    if not fouten and momenten["van"] > huis().klok():
        fouten["van"] = _("Dit moment moet nog komen.")
    return momenten, fouten


def _lees_lijn(getypt: dict[str, str]) -> tuple[NieuweLoglijn | None, dict[str, str]]:
    """Read a typed line; None with what is wrong, per field."""
    momenten, fouten = _lees_stuk(getypt)
    if not getypt.get("zaak"):
        fouten["zaak"] = _("Kies de zaak.")
    if getypt.get("soort") not in set(IncidentSoort):
        fouten["soort"] = _("Kies wat er gebeurde.")
    if getypt.get("reden") not in set(Reden):
        fouten["reden"] = _("Kies de reden.")
    aantal = getypt.get("aantal", "")
    if aantal and not aantal.isdecimal():
        fouten["aantal"] = _("Schrijf een getal of laat het leeg.")
    if fouten:
        return None, fouten
    try:
        inzending = UUID(getypt.get("inzending", ""))
    except ValueError:
        inzending = uuid4()
    lijn = NieuweLoglijn(
        inzending, getypt["zaak"], momenten["van"], momenten["tot"], getypt["soort"], getypt["reden"],
        int(aantal) if aantal else None, getypt.get("kaartnummer", "")[:80], getypt.get("tekst", ""),
    )  # fmt: skip
    return lijn, {}


@blauwdruk.get("/toezicht/logboek/<zaak>/<nacht>")
@voor(Gebruikersrol.POLITIE)
def nachtlog(zaak: str, nacht: str) -> tuple[str, int]:
    """Show the lines of one venue's log of one night, each with what can be corrected in it."""
    return _toon_nachtlog(zaak, nacht, {}, {})


def _toon_nachtlog(zaak: str, nacht: str, fouten: dict[str, str], getypt: dict[str, str]) -> tuple[str, int]:
    try:
        dag = date.fromisoformat(nacht)
    except ValueError:
        abort(404)
    gevonden = huis().toezicht.zaaklog.lijnen(zaak, dag)
    if gevonden is None:
        abort(404)
    naam, lijnen = gevonden
    boek(current_user.naam, "bekeken", "logboek", zaak[:200], nacht)
    return render_template(
        "nachtlog.html", zaak=zaak, naam=naam, nacht=dag, lijnen=lijnen, fouten=fouten, getypt=getypt
    ), 400 if fouten else 200


@blauwdruk.post("/toezicht/logboek/<zaak>/<nacht>/<nummer>")
@voor(Gebruikersrol.POLITIE)
def corrigeer_lijn(zaak: str, nacht: str, nummer: str) -> tuple[str, int] | Response:
    """Correct one line, where the venue or the doorman is right; its night is judged again."""
    getypt = {naam: waarde.strip()[:_LANGSTE] for naam, waarde in request.form.items() if naam != "csrf_token"}
    getypt["nummer"] = nummer
    if not getypt.get("waarom"):
        return _toon_nachtlog(zaak, nacht, {"correctie": _("Schrijf in een zin waarom de lijn niet klopt.")}, getypt)
    waarden = {n.removeprefix("veld-"): w for n, w in getypt.items() if n.startswith("veld-")}
    wie = current_user.naam, huis().klok()
    try:
        huis().toezicht.zaaklog.corrigeer(nummer, waarden, getypt["waarom"], wie)
    except Kolomfout as fout:
        return _toon_nachtlog(zaak, nacht, {f"v-{nummer}-{fout.kolom}": fout.waarom}, getypt)
    except Veldfout as fout:
        return _toon_nachtlog(zaak, nacht, {"correctie": str(fout)}, getypt)
    except NietGevonden:
        abort(404)
    boek(current_user.naam, "correctie", "loglijn", nummer)
    return redirect(url_for("toezichtwerk.nachtlog", zaak=zaak, nacht=nacht, _anchor=nummer), 303)


@blauwdruk.get("/toezicht/importeren")
@voor(Gebruikersrol.POLITIE)
def importeren() -> str:
    """Show the form for a register file."""
    return _KAMER.toon()


@blauwdruk.post("/toezicht/importeren")
@voor(Gebruikersrol.POLITIE)
def bekijk_bestand() -> tuple[str, int] | str:
    """Show what a file would change; nothing is kept yet."""
    return _KAMER.bekijk()


@blauwdruk.post("/toezicht/importeren/bewaar")
@voor(Gebruikersrol.POLITIE)
def bewaar_bestand() -> tuple[str, int] | str:
    """Keep the file that was looked at."""
    return _KAMER.bewaar()
