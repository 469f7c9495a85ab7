"""The findings, for the police: the list, a finding's page, and what is done with one."""

from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from nachtleven.bestanden.velden import Kolomfout, Veldfout
from nachtleven.fouten import NietGevonden, OvergangFout, VerouderdFout
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.toezicht.opvolging import STAATSOVERGANGEN, BevindingStaat, Wederwoord
from nachtleven.toezicht.plichten import Code
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import voor
from nachtleven.web.toezichttonen import Bevindingbewerking, Bevindingfilter
from nachtleven.web.verschillen import verschillen_bevinding

blauwdruk = Blueprint("toezicht", __name__)

_PER_BLAD = 30
_LANGSTE = 4000


@blauwdruk.get("/toezicht")
@voor(Gebruikersrol.POLITIE)
def lijst() -> str:
    """Show the findings that fit the filters, newest first."""
    velden = request.args.to_dict()
    filter_ = _lees_filter(velden)
    bladzijde = huis().toezicht.bevindingen.lijst(filter_, _PER_BLAD)
    gekozen = {n: w for n, w in velden.items() if w and n != "na"}
    ouder = None
    if bladzijde.volgende:
        moment, id_ = bladzijde.volgende
        ouder = "?" + urlencode({**gekozen, "na": f"{moment.isoformat()}~{id_}"})
    codes = list(dict.fromkeys(p.code.value for p in huis().toezicht.plichten.alle))
    return render_template(
        "bevindingen.html", bladzijde=bladzijde, filter=filter_, ouder=ouder, eerste="?" + urlencode(gekozen),
        verder=bool(filter_.na), staten=list(BevindingStaat), plichten=codes, deuren=huis().toezicht.deur.deuren(),
    )  # fmt: skip


def _lees_filter(velden: dict[str, str]) -> Bevindingfilter:
    """Read the filters of an address; what is not among the choices is left out."""
    staat, plicht = velden.get("staat", ""), velden.get("plicht", "")
    moment, _sep, id_ = velden.get("na", "").partition("~")
    try:
        na = (datetime.fromisoformat(moment), UUID(id_))
    except ValueError:
        na = None
    return Bevindingfilter(
        staat=BevindingStaat(staat) if staat in set(BevindingStaat) else None,
        plicht=plicht if plicht in set(Code) else None,
        zaak=velden.get("zaak") or None,
        kaart=velden.get("kaart", "").strip() or None,
        met_ingetrokken=velden.get("ingetrokken") == "ja",
        na=na if na and na[0].tzinfo else None,
    )


@blauwdruk.get("/toezicht/<uuid:id_>")
@voor(Gebruikersrol.POLITIE)
def blad(id_: UUID) -> tuple[str, int]:
    """Show one finding, with the rows that prove it."""
    return _toon(id_, {}, {})


def _toon(id_: UUID, fouten: dict[str, str], getypt: dict[str, str], code: int = 200) -> tuple[str, int]:
    gevonden = huis().toezicht.bevindingen.blad(id_)
    if gevonden is None:
        abort(404)
    boek(current_user.naam, "bekeken", "bevinding", str(id_), gevonden.regel.plicht)
    mogelijk = sorted(STAATSOVERGANGEN[gevonden.regel.staat], key=list(BevindingStaat).index)
    naast = verschillen_bevinding(gevonden, getypt) if code == 409 else []
    bladwaarden = {"blad": gevonden, "b": gevonden.regel, "mogelijk": mogelijk, "wie": list(Wederwoord)}
    return render_template(
        "bevinding.html", fouten=fouten, getypt=getypt, verouderd=code == 409, verschillen=naast, **bladwaarden
    ), code  # fmt: skip


def _werk(id_: UUID, handeling: str, doe: Callable[[Bevindingbewerking], None]) -> tuple[str, int] | Response:
    """Do one thing to a finding; what was typed comes back where it can't be done."""
    getypt = {naam: waarde[:_LANGSTE] for naam, waarde in request.form.items() if naam != "csrf_token"}
    try:
        bewerking = Bevindingbewerking(id_, int(request.form["versie"]), current_user.naam, huis().klok())
    except (KeyError, ValueError):
        abort(400)
    try:
        doe(bewerking)
    except (VerouderdFout, OvergangFout):
        return _toon(id_, {}, getypt, 409)
    except Kolomfout as fout:
        return _toon(id_, {f"v-{getypt.get('bewijs', '')}-{fout.kolom}": fout.waarom}, getypt, 400)
    except Veldfout as fout:
        return _toon(id_, {handeling: str(fout)}, getypt, 400)
    except NietGevonden:
        abort(404)
    boek(bewerking.door, handeling, "bevinding", str(id_))
    return redirect(url_for("toezicht.blad", id_=id_, _anchor="verloop"), 303)


def _tekst(naam: str, wat: str) -> str:
    """Give a text that must be there; raises Veldfout with what is asked."""
    tekst = request.form.get(naam, "").strip()[:_LANGSTE]
    if not tekst:
        raise Veldfout(wat)
    return tekst


@blauwdruk.post("/toezicht/<uuid:id_>/staat")
@voor(Gebruikersrol.POLITIE)
def verander_staat(id_: UUID) -> tuple[str, int] | Response:
    """Change the state by the table, with why."""

    def doe(bewerking: Bevindingbewerking) -> None:
        naar = request.form.get("staat", "")
        if naar not in set(BevindingStaat):
            raise Veldfout(_("Kies de nieuwe staat."))
        waarom = _tekst("reden", _("Schrijf in een zin waarom."))
        huis().toezicht.bevindingen.verander_staat(bewerking, BevindingStaat(naar), waarom)

    return _werk(id_, "staat", doe)


@blauwdruk.post("/toezicht/<uuid:id_>/nota")
@voor(Gebruikersrol.POLITIE)
def noteer(id_: UUID) -> tuple[str, int] | Response:
    """Keep an officer's note."""

    def doe(bewerking: Bevindingbewerking) -> None:
        huis().toezicht.bevindingen.noteer(bewerking, _tekst("nota", _("Schrijf eerst je nota.")))

    return _werk(id_, "nota", doe)


@blauwdruk.post("/toezicht/<uuid:id_>/termijn")
@voor(Gebruikersrol.POLITIE)
def zet_termijn(id_: UUID) -> tuple[str, int] | Response:
    """Set the due date; an empty one clears it."""

    def doe(bewerking: Bevindingbewerking) -> None:
        tekst = request.form.get("tegen", "").strip()
        try:
            tegen = date.fromisoformat(tekst) if tekst else None
        except ValueError as fout:
            raise Veldfout(_("Schrijf de dag als 2026-11-21.")) from fout
        huis().toezicht.bevindingen.zet_termijn(bewerking, tegen)

    return _werk(id_, "termijn", doe)


@blauwdruk.post("/toezicht/<uuid:id_>/wederwoord")
@voor(Gebruikersrol.POLITIE)
def hoor(id_: UUID) -> tuple[str, int] | Response:
    """Keep what the venue or the doorman answers."""

    def doe(bewerking: Bevindingbewerking) -> None:
        wie = request.form.get("wie", "")
        if wie not in set(Wederwoord):
            raise Veldfout(_("Kies wie antwoordde."))
        tekst = _tekst("wederwoord", _("Schrijf wat er geantwoord werd."))
        huis().toezicht.bevindingen.hoor(bewerking, Wederwoord(wie), tekst)

    return _werk(id_, "wederwoord", doe)


@blauwdruk.post("/toezicht/<uuid:id_>/correctie")
@voor(Gebruikersrol.POLITIE)
def corrigeer(id_: UUID) -> tuple[str, int] | Response:
    """Correct the row of a piece of evidence, where the venue or the doorman is right."""

    def doe(bewerking: Bevindingbewerking) -> None:
        bewijs = request.form.get("bewijs", "")
        if not bewijs.isdecimal():
            raise Veldfout(_("Kies de rij die niet klopt."))
        waarom = _tekst("waarom", _("Schrijf in een zin waarom de rij niet klopt."))
        waarden = {n.removeprefix("veld-"): w for n, w in request.form.items() if n.startswith("veld-")}
        huis().toezicht.bevindingen.corrigeer(bewerking, int(bewijs), waarden, waarom)

    return _werk(id_, "correctie", doe)
