"""The inbox, one melding's page, and what staff do there."""

from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.berichten import Kanaal
from nachtleven.fouten import OvergangFout, VerouderdFout
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.meldingen import OVERGANGEN, Status
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import voor
from nachtleven.web.tonen import Bewerking, Meldingfilter
from nachtleven.web.woorden import GRONDEN, TALEN, woord

blauwdruk = Blueprint("meldingen", __name__)

_LEZERS = (Gebruikersrol.ONTHAAL, Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE, Gebruikersrol.POLITIE)
_PER_BLAD = 25
_TEKST_HOOGSTENS = 4000
VERWEZEN_NAAR = {"unia": "Unia", "igvm": "het IGVM (geslacht en gender)", "politie": "de politie"}
_HANDMATIG = frozenset(Status) - {Status.NIEUW, Status.VRAAG_GESTELD, Status.GEWIST}
"""The states that a person sets; the others follow from a text, a question or an erasure."""


@blauwdruk.get("/meldingen")
@voor(*_LEZERS)
def lijst() -> str | Response:
    """Show the newest meldingen that fit the filters; a whole kenmerk leads straight to its page."""
    gezocht = request.args.get("kenmerk", "").strip()
    if gezocht and (kenmerk := lees_kenmerk(gezocht)):
        return redirect(url_for("meldingen.blad", kenmerk=kenmerk))
    filter_, fouten = lees_filter(request.args.to_dict())
    if gezocht:
        fouten["kenmerk"] = "Dit kenmerk klopt niet. Lees het nog eens na: drie tekens, drie tekens en één teken."
    bladzijde = huis().bron.meldingen(current_user.rol, filter_, _PER_BLAD)
    gekozen = {n: w for n, w in request.args.items() if w and n not in ("na", "kenmerk")}
    eerste, ouder = "?" + urlencode(gekozen), None
    if bladzijde.volgende:
        moment, id_ = bladzijde.volgende
        ouder = "?" + urlencode({**gekozen, "na": f"{moment.isoformat()}~{id_}"})
    keuzes = {
        "statussen": [(s.value, woord(s)) for s in Status],
        "kanalen": [(k.value, woord(k)) for k in Kanaal],
        "talen": TALEN,
        "gronden": GRONDEN,
    }
    return render_template(
        "meldingen.html", bladzijde=bladzijde, filter=filter_, fouten=fouten, gezocht=gezocht, eerste=eerste,
        ouder=ouder, ruw=request.args, zaken=huis().bron.zaken(), **keuzes,
    )  # fmt: skip


def lees_filter(velden: dict[str, str]) -> tuple[Meldingfilter, dict[str, str]]:
    """Read the filters of an address; what is not among the choices is left out and named beside its field."""
    keuzes: dict[str, set[str]] = {"taal": set(TALEN), "kanaal": {*Kanaal}, "grond": set(GRONDEN), "status": {*Status}}
    goed = {naam: velden.get(naam) or None for naam in keuzes}
    fouten = {n: "Kies iets uit de lijst." for n, w in goed.items() if w and w not in keuzes[n]}
    goed = {naam: None if naam in fouten else waarde for naam, waarde in goed.items()}
    try:
        nacht = date.fromisoformat(velden["nacht"]) if velden.get("nacht") else None
    except ValueError:
        nacht, fouten["nacht"] = None, "Schrijf de dag als 2026-11-21."
    filter_ = Meldingfilter(
        status=Status(goed["status"]) if goed["status"] else None,
        zaak=velden.get("zaak") or None,
        nacht=nacht,
        taal=goed["taal"],
        kanaal=goed["kanaal"],
        grond=goed["grond"],
        na=_lees_sleutel(velden.get("na", "")),
    )
    return filter_, fouten


def _lees_sleutel(tekst: str) -> tuple[datetime, UUID] | None:
    moment, _, id_ = tekst.partition("~")
    try:
        sleutel = datetime.fromisoformat(moment), UUID(id_)
    except ValueError:
        return None
    return sleutel if sleutel[0].tzinfo else None


@blauwdruk.get("/meldingen/<kenmerk>")
@voor(*_LEZERS)
def blad(kenmerk: str) -> str | tuple[str, int] | Response:
    """Show one melding; another spelling of the kenmerk leads to the one spelling."""
    echt = lees_kenmerk(kenmerk)
    if echt is None:
        abort(404)
    if echt != kenmerk:
        return redirect(url_for("meldingen.blad", kenmerk=echt))
    return _toon(echt, {}, {})


def _toon(kenmerk: str, fouten: dict[str, str], getypt: dict[str, str], code: int = 200) -> tuple[str, int]:
    """Render a melding's page; what was typed stays in its field. Who reads it stands in the audit log."""
    rol = current_user.rol
    gevonden = huis().bron.melding(kenmerk, rol)
    if gevonden is None:
        abort(404)
    boek(current_user.naam, "bekeken", "melding", kenmerk, "gesprek" if gevonden.gesprek else "gegevens")
    zoekwoord = request.args.get("zoek", "").strip()
    mogelijk = sorted(OVERGANGEN[gevonden.regel.status] & _HANDMATIG, key=list(Status).index)
    bladwaarden = {
        "blad": gevonden,
        "regel": gevonden.regel,
        "mogelijk": mogelijk,
        "verwezen_naar": VERWEZEN_NAAR,
        "gevonden": huis().bron.zoek_zaken(zoekwoord, 8) if zoekwoord and rol is Gebruikersrol.ONTHAAL else [],
        "zoekwoord": zoekwoord,
        "mag_werken": rol is Gebruikersrol.ONTHAAL,
        "alle_gronden": GRONDEN,
    }
    return render_template("melding.html", fouten=fouten, getypt=getypt, verouderd=code == 409, **bladwaarden), code


def _bewerking(kenmerk: str) -> Bewerking:
    """Read who changes what and which version they saw; a form without it is no form of ours."""
    try:
        versie = int(request.form["versie"])
    except (KeyError, ValueError):
        abort(400)
    echt = lees_kenmerk(kenmerk)
    if echt is None:
        abort(404)
    return Bewerking(echt, versie, current_user.naam, huis().klok())


def _klaar(kenmerk: str, anker: str) -> Response:
    return redirect(url_for("meldingen.blad", kenmerk=kenmerk, _anchor=anker), 303)


@blauwdruk.post("/meldingen/<kenmerk>/zaak")
@voor(Gebruikersrol.ONTHAAL)
def kies_zaak(kenmerk: str) -> tuple[str, int] | Response:
    """Settle which venue it is, or that it is none of the candidates."""
    bewerking, keuze = _bewerking(kenmerk), request.form.get("zaak", "")
    if not keuze:
        return _toon(bewerking.kenmerk, {"zaak": "Kies een zaak, of “Geen van deze”."}, {}, 400)
    try:
        huis().werk.kies_zaak(bewerking, None if keuze == "-" else keuze)
    except VerouderdFout:
        return _toon(bewerking.kenmerk, {}, {"zaak": keuze}, 409)
    boek(bewerking.door, "zaak_gekozen", "melding", bewerking.kenmerk, keuze)
    return _klaar(bewerking.kenmerk, "zaak")


_OORDEEL = {"ja": True, "nee": False, "terug": None}


@blauwdruk.post("/meldingen/<kenmerk>/grond")
@voor(Gebruikersrol.ONTHAAL)
def beoordeel_grond(kenmerk: str) -> tuple[str, int] | Response:
    """Confirm a ground that was read, reject it, take that back, or add one."""
    bewerking = _bewerking(kenmerk)
    gekozen, oordeel = request.form.get("grond", ""), request.form.get("oordeel", "")
    if gekozen not in GRONDEN or oordeel not in _OORDEEL:
        return _toon(bewerking.kenmerk, {"grond": "Kies een grond uit de lijst."}, {}, 400)
    try:
        huis().werk.beoordeel_grond(bewerking, gekozen, _OORDEEL[oordeel])
    except VerouderdFout:
        return _toon(bewerking.kenmerk, {}, {"grond": gekozen}, 409)
    boek(bewerking.door, f"grond_{oordeel}", "melding", bewerking.kenmerk, gekozen)
    return _klaar(bewerking.kenmerk, "gronden")


@blauwdruk.post("/meldingen/<kenmerk>/staat")
@voor(Gebruikersrol.ONTHAAL)
def verander_staat(kenmerk: str) -> tuple[str, int] | Response:
    """Change the state, with the reason; a referral says to whom, and that the melder agreed."""
    bewerking = _bewerking(kenmerk)
    getypt = {n: request.form.get(n, "").strip()[:_TEKST_HOOGSTENS] for n in ("status", "reden", "verwezen", "akkoord")}
    if fouten := _gebreken_staat(getypt):
        return _toon(bewerking.kenmerk, fouten, getypt, 400)
    naar = Status(getypt["status"])
    verwezen = getypt["verwezen"] if naar is Status.DOORVERWEZEN else None
    try:
        huis().werk.verander_staat(bewerking, naar, getypt["reden"], verwezen)
    except (VerouderdFout, OvergangFout):
        return _toon(bewerking.kenmerk, {}, getypt, 409)
    boek(bewerking.door, "staat_veranderd", "melding", bewerking.kenmerk, naar)
    return _klaar(bewerking.kenmerk, "geschiedenis")


def _gebreken_staat(getypt: dict[str, str]) -> dict[str, str]:
    fouten = {}
    if getypt["status"] not in _HANDMATIG:
        fouten["status"] = "Kies de nieuwe staat."
    if not getypt["reden"]:
        fouten["reden"] = "Schrijf in een zin waarom."
    if getypt["status"] == Status.DOORVERWEZEN:
        if getypt["verwezen"] not in VERWEZEN_NAAR:
            fouten["verwezen"] = "Kies naar wie je doorverwijst."
        if not getypt["akkoord"]:
            fouten["akkoord"] = "Zonder ja van de melder gaat er niets naar buiten."
    return fouten


@blauwdruk.post("/meldingen/<kenmerk>/nota")
@voor(Gebruikersrol.ONTHAAL)
def noteer(kenmerk: str) -> tuple[str, int] | Response:
    """Keep a note, or that the melder was reached."""
    bewerking = _bewerking(kenmerk)
    tekst = request.form.get("nota", "").strip()
    if not tekst or len(tekst) > _TEKST_HOOGSTENS:
        zin = f"Hou het bij {_TEKST_HOOGSTENS} tekens; je tekst staat er nog." if tekst else "Schrijf eerst je nota."
        return _toon(bewerking.kenmerk, {"nota": zin}, {"nota": tekst}, 400)
    if request.form.get("gesproken"):
        huis().werk.noteer_contact(bewerking, tekst)
    else:
        huis().werk.noteer(bewerking, tekst)
    boek(bewerking.door, "nota", "melding", bewerking.kenmerk)
    return _klaar(bewerking.kenmerk, "geschiedenis")
