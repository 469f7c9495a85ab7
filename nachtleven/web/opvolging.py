"""What onthaal does further with a melding: contact, moment, facts, whose it is, consent, referral, merge, split."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, abort, redirect, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as Antwoord

from nachtleven.dossiers.toestemming import Deel, Instantie, Vraagwijze
from nachtleven.fouten import NietGevonden, OvergangFout, SleutelFout, VerouderdFout
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.lezen.lezing import Feit
from nachtleven.meldingen import Contactwens
from nachtleven.nacht import BRUSSEL, middag
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.meldingblad import klaar, lees_bewerking, toon_melding
from nachtleven.web.opvolgwaarden import Contactafspraak, NieuweToestemming, Veilig
from nachtleven.web.rechten import na_bevestiging, voor
from nachtleven.web.tonen import Bewerking
from nachtleven.web.verschillen import Getypt

blauwdruk = Blueprint("opvolging", __name__)

_ONTHAAL = Gebruikersrol.ONTHAAL
_KORT = 300


def _doe(
    bewerking: Bewerking, daad: Callable[[], object], getypt: Getypt, slot: tuple[str, str]
) -> tuple[str, int] | Antwoord:
    """Do it and lead back; where another was first, show both versions. `slot`: the act for the log, the anchor."""
    try:
        daad()
    except (VerouderdFout, OvergangFout):
        return toon_melding(bewerking.kenmerk, {}, getypt, 409)
    boek(bewerking.door, slot[0], "melding", bewerking.kenmerk)
    return klaar(bewerking.kenmerk, slot[1])


@blauwdruk.post("/meldingen/<kenmerk>/toewijzen")
@voor(_ONTHAAL)
def wijs_toe(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Give it to a colleague, or to nobody."""
    bewerking, aan = lees_bewerking(kenmerk), request.form.get("aan", "")
    if aan and aan not in huis().bureau.opvolging.collegas():
        return toon_melding(bewerking.kenmerk, {"aan": _("Kies een collega uit de lijst.")}, {"aan": aan}, 400)
    return _doe(
        bewerking,
        lambda: huis().bureau.opvolging.wijs_toe(bewerking, aan or None),
        {"aan": aan},
        ("toegewezen", "bijwie"),
    )


@blauwdruk.post("/meldingen/<kenmerk>/contactwens")
@voor(_ONTHAAL)
def spreek_contact_af(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Keep how the melder can be reached."""
    bewerking = lees_bewerking(kenmerk)
    getypt = {n: request.form.get(n, "").strip()[:_KORT] for n in ("wens", "wanneer", "veilig", "tolk", "minderjarig")}
    fouten = {}
    if getypt["wens"] and getypt["wens"] not in set(Contactwens):
        fouten["wens"] = _("Kies iets uit de lijst.")
    if getypt["veilig"] not in set(Veilig):
        fouten["veilig"] = _("Kies of bellen veilig is.")
    if fouten:
        return toon_melding(bewerking.kenmerk, fouten, getypt, 400)
    afspraak = Contactafspraak(
        hoe=Contactwens(getypt["wens"]) if getypt["wens"] else None,
        wanneer=getypt["wanneer"],
        veilig=Veilig(getypt["veilig"]),
        tolk=bool(getypt["tolk"]),
        minderjarig=bool(getypt["minderjarig"]),
    )
    slot = "contactwens", "contactkop"
    return _doe(bewerking, lambda: huis().bureau.opvolging.spreek_contact_af(bewerking, afspraak), getypt, slot)


@blauwdruk.post("/meldingen/<kenmerk>/moment")
@voor(_ONTHAAL)
def zet_moment(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Settle when it happened: a day and hour, the night alone, or that it isn't known."""
    bewerking = lees_bewerking(kenmerk)
    getypt = {n: request.form.get(n, "").strip()[:20] for n in ("dag", "uur")}
    moment, fouten = lees_moment(getypt["dag"], getypt["uur"])
    if moment is not None and moment > bewerking.moment:
        fouten["dag"] = _("Dat is nog niet gebeurd. Kijk de dag na.")
    if fouten:
        return toon_melding(bewerking.kenmerk, fouten, getypt, 400)
    alleen_nacht = bool(getypt["dag"]) and not getypt["uur"]
    return _doe(
        bewerking,
        lambda: huis().bureau.opvolging.zet_moment(bewerking, moment, alleen_nacht=alleen_nacht),
        getypt,
        ("moment_gezet", "watkop"),
    )


def lees_moment(dag: str, uur: str) -> tuple[datetime | None, dict[str, str]]:
    """Read a Brussels day and hour; without an hour the day is that of the evening, its moment 12:00."""
    if not dag:
        return None, ({"dag": _("Vul ook de dag in.")} if uur else {})
    try:
        gelezen = date.fromisoformat(dag)
    except ValueError:
        return None, {"dag": _("Schrijf de dag als 2026-11-21.")}
    if not uur:
        return middag(gelezen), {}
    try:
        return datetime.combine(gelezen, time.fromisoformat(uur), BRUSSEL), {}
    except ValueError:
        return None, {"uur": _("Schrijf het uur als 01:30.")}


@blauwdruk.post("/meldingen/<kenmerk>/feiten")
@voor(_ONTHAAL)
def zet_feiten(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Make the ticked ones the facts."""
    bewerking, gekozen = lees_bewerking(kenmerk), request.form.getlist("feit")
    if not set(gekozen) <= set(Feit):
        return toon_melding(bewerking.kenmerk, {"feit": _("Kies feiten uit de lijst.")}, {}, 400)
    slot = "feiten_gezet", "watkop"
    daad = frozenset(gekozen)
    return _doe(bewerking, lambda: huis().bureau.opvolging.zet_feiten(bewerking, daad), {"feit": gekozen}, slot)


@blauwdruk.post("/meldingen/<kenmerk>/toestemming")
@voor(_ONTHAAL)
def noteer_toestemming(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Note a yes of the melder: to whom, for what, how it was asked."""
    bewerking = lees_bewerking(kenmerk)
    naar, hoe, delen = request.form.get("naar", ""), request.form.get("gevraagd", ""), request.form.getlist("delen")
    getypt = {"naar": naar, "gevraagd": hoe, "delen": delen}
    fouten = {}
    if naar not in set(Instantie):
        fouten["naar"] = _("Kies voor wie de melder ja zei.")
    if hoe not in set(Vraagwijze):
        fouten["gevraagd"] = _("Kies hoe je het vroeg.")
    if not set(delen) <= set(Deel):
        fouten["delen"] = _("Kies uit de lijst wat mee mag.")
    if fouten:
        return toon_melding(bewerking.kenmerk, fouten, getypt, 400)
    nieuw = NieuweToestemming(Instantie(naar), frozenset(map(Deel, delen)), Vraagwijze(hoe))
    slot = f"toestemming_{naar}", "toestemmingkop"
    return _doe(bewerking, lambda: huis().bureau.opvolging.noteer_toestemming(bewerking, nieuw), getypt, slot)


def _lees_id(veld: str) -> UUID:
    try:
        return UUID(request.form.get(veld, ""))
    except ValueError:
        abort(404)


@blauwdruk.post("/meldingen/<kenmerk>/toestemming/intrekken")
@voor(_ONTHAAL)
def trek_toestemming_in(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Take a yes back."""
    bewerking, id_ = lees_bewerking(kenmerk), _lees_id("toestemming")
    slot = "toestemming_ingetrokken", "toestemmingkop"
    return _doe(bewerking, lambda: huis().bureau.opvolging.trek_toestemming_in(bewerking, id_), {}, slot)


@blauwdruk.post("/meldingen/<kenmerk>/verwijs")
@voor(_ONTHAAL)
def verwijs(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Make the file of a consent, keep it, and change the state."""
    bewerking, id_ = lees_bewerking(kenmerk), _lees_id("toestemming")
    try:
        return _doe(
            bewerking, lambda: huis().bureau.verwijzen.verwijs(bewerking, id_), {}, ("verwezen", "toestemmingkop")
        )
    except SleutelFout:
        zin = _("Een tekst van deze melding is gewist en kan niet mee. Noteer een toestemming zonder de tekst.")
        return toon_melding(bewerking.kenmerk, {"toestemming": zin}, {}, 400)


@blauwdruk.get("/meldingen/<kenmerk>/verwijzing/<uuid:id_>")
@voor(_ONTHAAL, Gebruikersrol.POLITIE)
@na_bevestiging
def haal_verwijzing(kenmerk: str, id_: UUID) -> Response:
    """Give a file as it went out; the police only what is for them, and as long as they may see the melding."""
    echt = lees_kenmerk(kenmerk)
    if echt is None or huis().bron.melding(echt, current_user.rol) is None:
        abort(404)
    try:
        bestand = huis().bureau.verwijzen.bestand(echt, id_, current_user.rol)
    except SleutelFout:
        abort(404)
    boek(current_user.naam, "verwijzing_geopend", "melding", echt, str(id_))
    return send_file(BytesIO(bestand), "application/zip", as_attachment=True, download_name=f"{echt}.zip")


@blauwdruk.post("/meldingen/<kenmerk>/samenvoegen")
@voor(_ONTHAAL)
def voeg_samen(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Bring its messages to another melding."""
    bewerking, getypt = lees_bewerking(kenmerk), request.form.get("met", "").strip()[:20]
    met = lees_kenmerk(getypt)
    zin = _("Dit kenmerk klopt niet, of is van geen open melding.") if met is None or met == bewerking.kenmerk else ""
    if met is None or zin:
        return toon_melding(bewerking.kenmerk, {"met": zin}, {"met": getypt}, 400)
    try:
        huis().bureau.samenvoegen.voeg_samen(bewerking, met)
    except VerouderdFout:
        return toon_melding(bewerking.kenmerk, {}, {"met": getypt}, 409)
    except (OvergangFout, NietGevonden):
        zin = _("Dit kenmerk klopt niet, of is van geen open melding.")
        return toon_melding(bewerking.kenmerk, {"met": zin}, {"met": getypt}, 400)
    boek(bewerking.door, "samengevoegd", "melding", bewerking.kenmerk, met)
    return klaar(met, "gesprek")


@blauwdruk.post("/meldingen/<kenmerk>/losmaken")
@voor(_ONTHAAL)
def maak_los(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Undo a merge."""
    bewerking = lees_bewerking(kenmerk)
    return _doe(bewerking, lambda: huis().bureau.samenvoegen.maak_los(bewerking), {}, ("losgemaakt", "gesprek"))


@blauwdruk.post("/meldingen/<kenmerk>/splits")
@voor(_ONTHAAL)
def splits(kenmerk: str) -> tuple[str, int] | Antwoord:
    """Make a new melding of the ticked messages."""
    bewerking, gekozen = lees_bewerking(kenmerk), request.form.getlist("bericht")
    try:
        berichten = [UUID(id_) for id_ in gekozen]
    except ValueError:
        abort(404)
    if not berichten:
        zin = _("Vink eerst de berichten aan die een eigen melding worden.")
        return toon_melding(bewerking.kenmerk, {"bericht": zin}, {}, 400)
    nieuw = huis().bureau.nieuw_kenmerk()
    try:
        huis().bureau.samenvoegen.splits(bewerking, berichten, nieuw)
    except VerouderdFout:
        return toon_melding(bewerking.kenmerk, {}, {"bericht": gekozen}, 409)
    except OvergangFout:
        zin = _("Er moet minstens één bericht blijven, en de melding moet open zijn.")
        return toon_melding(bewerking.kenmerk, {"bericht": zin}, {"bericht": gekozen}, 400)
    boek(bewerking.door, "gesplitst", "melding", bewerking.kenmerk, nieuw)
    return klaar(nieuw, "gesprek")


@blauwdruk.post("/meldingen/<kenmerk>/dossier")
@voor(_ONTHAAL)
def maak_dossier(kenmerk: str) -> Antwoord:
    """Open a dossier over this melding and the ticked ones, or join the one that one of them is in."""
    bewerking = lees_bewerking(kenmerk)
    ook = [echt for k in request.form.getlist("ook") if (echt := lees_kenmerk(k))]
    dossier = huis().bureau.dossierwerk.open_dossier((bewerking.kenmerk, *ook), bewerking.door, bewerking.moment)
    boek(bewerking.door, "in_dossier", "melding", bewerking.kenmerk, dossier)
    return redirect(url_for("dossiers.blad", kenmerk=dossier), 303)
