"""The inbox, one melding's page, and the first acts there: the venue, the grounds, the state, a note."""

from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.berichten import Kanaal
from nachtleven.fouten import OvergangFout, VerouderdFout
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.meldingen import Status
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.meldingblad import HANDMATIG, LEZERS, klaar, lees_bewerking, toon_melding
from nachtleven.web.meldingfilter import TERMIJNEN, lees_filter
from nachtleven.web.rechten import voor
from nachtleven.web.woorden import GRONDEN, TALEN

blauwdruk = Blueprint("meldingen", __name__)

_PER_BLAD = 25
_TEKST_HOOGSTENS = 4000


@blauwdruk.get("/meldingen")
@voor(*LEZERS)
def lijst() -> str | Response:
    """Show the newest meldingen that fit the filters; a whole kenmerk leads straight to its page."""
    gezocht = request.args.get("kenmerk", "").strip()
    if gezocht and (kenmerk := lees_kenmerk(gezocht)):
        return redirect(url_for("meldingen.blad", kenmerk=kenmerk))
    filter_, fouten = lees_filter(request.args.to_dict())
    if gezocht:
        fouten["kenmerk"] = _("Dit kenmerk klopt niet. Lees het nog eens na: drie tekens, drie tekens en één teken.")
    bladzijde = huis().bron.meldingen(current_user.rol, filter_, _PER_BLAD)
    gekozen = {n: w for n, w in request.args.items() if w and n not in ("na", "kenmerk")}
    ouder = None
    if bladzijde.volgende:
        moment, id_ = bladzijde.volgende
        ouder = "?" + urlencode({**gekozen, "na": f"{moment.isoformat()}~{id_}"})
    zaken = huis().bron.zaken()
    return render_template(
        "meldingen.html", bladzijde=bladzijde, filter=filter_, fouten=fouten, eerste="?" + urlencode(gekozen),
        ouder=ouder, ruw=request.args, zaken=zaken, statussen=list(Status), kanalen=list(Kanaal), talen=TALEN,
        gronden=GRONDEN, termijnen=[(code, _(woord)) for code, woord in TERMIJNEN.items()],
    )  # fmt: skip


@blauwdruk.get("/meldingen/<kenmerk>")
@voor(*LEZERS)
def blad(kenmerk: str) -> str | tuple[str, int] | Response:
    """Show one melding; another spelling of the kenmerk leads to the one spelling."""
    echt = lees_kenmerk(kenmerk)
    if echt is None:
        abort(404)
    if echt != kenmerk:
        return redirect(url_for("meldingen.blad", kenmerk=echt))
    return toon_melding(echt, {}, {})


@blauwdruk.post("/meldingen/<kenmerk>/zaak")
@voor(Gebruikersrol.ONTHAAL)
def kies_zaak(kenmerk: str) -> tuple[str, int] | Response:
    """Settle which venue it is, or that it is none of the candidates."""
    bewerking, keuze = lees_bewerking(kenmerk), request.form.get("zaak", "")
    if not keuze:
        return toon_melding(bewerking.kenmerk, {"zaak": _("Kies een zaak, of “Geen van deze”.")}, {}, 400)
    try:
        huis().werk.kies_zaak(bewerking, None if keuze == "-" else keuze)
    except VerouderdFout:
        return toon_melding(bewerking.kenmerk, {}, {"zaak": keuze}, 409)
    boek(bewerking.door, "zaak_gekozen", "melding", bewerking.kenmerk, keuze)
    return klaar(bewerking.kenmerk, "zaakkop")


_OORDEEL = {"ja": True, "nee": False, "terug": None}


@blauwdruk.post("/meldingen/<kenmerk>/grond")
@voor(Gebruikersrol.ONTHAAL)
def beoordeel_grond(kenmerk: str) -> tuple[str, int] | Response:
    """Confirm a ground that was read, reject it, take that back, or add one."""
    bewerking = lees_bewerking(kenmerk)
    gekozen, oordeel = request.form.get("grond", ""), request.form.get("oordeel", "")
    if gekozen not in GRONDEN or oordeel not in _OORDEEL:
        return toon_melding(bewerking.kenmerk, {"grond": _("Kies een grond uit de lijst.")}, {}, 400)
    try:
        huis().werk.beoordeel_grond(bewerking, gekozen, _OORDEEL[oordeel])
    except VerouderdFout:
        return toon_melding(bewerking.kenmerk, {}, {"grond": gekozen}, 409)
    boek(bewerking.door, f"grond_{oordeel}", "melding", bewerking.kenmerk, gekozen)
    return klaar(bewerking.kenmerk, "gronden")


@blauwdruk.post("/meldingen/<kenmerk>/staat")
@voor(Gebruikersrol.ONTHAAL)
def verander_staat(kenmerk: str) -> tuple[str, int] | Response:
    """Change the state, with the reason; a referral has its own form, for it needs a consent."""
    bewerking = lees_bewerking(kenmerk)
    getypt = {n: request.form.get(n, "").strip()[:_TEKST_HOOGSTENS] for n in ("status", "reden")}
    fouten = {}
    if getypt["status"] not in HANDMATIG:
        fouten["status"] = _("Kies de nieuwe staat.")
    if not getypt["reden"]:
        fouten["reden"] = _("Schrijf in een zin waarom.")
    if fouten:
        return toon_melding(bewerking.kenmerk, fouten, getypt, 400)
    try:
        huis().werk.verander_staat(bewerking, Status(getypt["status"]), getypt["reden"], None)
    except (VerouderdFout, OvergangFout):
        return toon_melding(bewerking.kenmerk, {}, getypt, 409)
    boek(bewerking.door, "staat_veranderd", "melding", bewerking.kenmerk, getypt["status"])
    return klaar(bewerking.kenmerk, "geschiedenis")


@blauwdruk.post("/meldingen/<kenmerk>/nota")
@voor(Gebruikersrol.ONTHAAL)
def noteer(kenmerk: str) -> tuple[str, int] | Response:
    """Keep a note, or that the melder was reached."""
    bewerking = lees_bewerking(kenmerk)
    tekst = request.form.get("nota", "").strip()
    if not tekst or len(tekst) > _TEKST_HOOGSTENS:
        te_lang = _("Hou het bij %(aantal)s tekens; je tekst staat er nog.", aantal=_TEKST_HOOGSTENS)
        zin = te_lang if tekst else _("Schrijf eerst je nota.")
        return toon_melding(bewerking.kenmerk, {"nota": zin}, {"nota": tekst}, 400)
    if request.form.get("gesproken"):
        huis().werk.noteer_contact(bewerking, tekst)
    else:
        huis().werk.noteer(bewerking, tekst)
    boek(bewerking.door, "nota", "melding", bewerking.kenmerk)
    return klaar(bewerking.kenmerk, "geschiedenis")


@blauwdruk.post("/meldingen/<kenmerk>/nagekeken")
@voor(Gebruikersrol.ONTHAAL)
def kijk_na(kenmerk: str) -> Response:
    """Let the reasons that stood on the page ask for nobody any more."""
    bewerking = lees_bewerking(kenmerk)
    huis().werk.kijk_na(bewerking, request.form.getlist("reden"))
    boek(bewerking.door, "nagekeken", "melding", bewerking.kenmerk)
    return klaar(bewerking.kenmerk, "geschiedenis")
