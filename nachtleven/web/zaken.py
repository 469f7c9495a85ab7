"""The venues: list and map, one page each, the sheet for the talk, the sticker, and what was agreed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as Antwoord

from nachtleven.dossiers.waarden import MAATREGELOVERGANGEN, Maatregelsoort, Maatregelstaat
from nachtleven.fouten import OvergangFout, VerouderdFout
from nachtleven.stickers import StickerFout
from nachtleven.web.dossiers import MAATREGELAARS, lees_dag
from nachtleven.web.huis import boek, huis
from nachtleven.web.maatregelwaarden import NieuweMaatregel
from nachtleven.web.meldingblad import LEZERS
from nachtleven.web.rechten import eigen_pad, voor
from nachtleven.web.zaakwaarden import Zaakfilter, Zaakregel

blauwdruk = Blueprint("zaken", __name__)

_PER_BLAD = 50
_TEKST_HOOGSTENS = 500
_BREED, _HOOG, _RAND = 100.0, 72.0, 4.0
_M_PER_GRAAD = 111_320.0


@dataclass(frozen=True, slots=True)
class Punt:
    """A venue on the drawing: its number in the list beside it, and where it stands in the drawing's own units."""

    nummer: int
    x: float
    y: float
    zaak_id: str
    naam: str


@dataclass(frozen=True, slots=True)
class Tekening:
    """The venues of a page by their coordinates; `schaal`: how many units a kilometre is."""

    punten: tuple[Punt, ...]
    schaal: float


def teken(regels: Sequence[Zaakregel]) -> Tekening | None:
    """Lay venues out by their coordinates, north above, one scale both ways; None: fewer than two have any."""
    met = [(n, r.zaak) for n, r in enumerate(regels, start=1)]
    plekken = [(n, z, z.lat, z.lon) for n, z in met if z.lat is not None and z.lon is not None]
    if len(plekken) < 2:
        return None
    midden = sum(lat for _n, _z, lat, _lon in plekken) / len(plekken)
    krimp = math.cos(math.radians(midden))
    west = min(lon for *_rest, lon in plekken) * krimp
    oost = max(lon for *_rest, lon in plekken) * krimp
    zuid, noord = min(lat for _n, _z, lat, _l in plekken), max(lat for _n, _z, lat, _l in plekken)
    maat = min((_BREED - 2 * _RAND) / max(oost - west, 1e-4), (_HOOG - 2 * _RAND) / max(noord - zuid, 1e-4))
    links, boven = (_BREED - (oost - west) * maat) / 2, (_HOOG - (noord - zuid) * maat) / 2
    punten = tuple(
        Punt(
            n,
            round(links + (lon * krimp - west) * maat, 2),
            round(boven + (noord - lat) * maat, 2),
            z.zaak_id,
            z.naam,
        )
        for n, z, lat, lon in plekken
    )
    return Tekening(punten, round(maat * 1000 / _M_PER_GRAAD, 2))


@blauwdruk.get("/zaken")
@voor(*LEZERS)
def lijst() -> str:
    """Show the venues by name, with a drawing of where they are."""
    filter_ = _lees_filter(request.args)
    bladzijde = huis().bureau.zaken.zaken(filter_, _PER_BLAD)
    gekozen = {n: w for n, w in request.args.items() if w and n != "na"}
    verder = "?" + urlencode({**gekozen, "na": "~".join(bladzijde.volgende)}) if bladzijde.volgende else None
    return render_template(
        "zaken.html", bladzijde=bladzijde, filter=filter_, verder=verder, eerste="?" + urlencode(gekozen),
        tekening=teken(bladzijde.regels),
    )  # fmt: skip


def _lees_filter(velden: Mapping[str, str]) -> Zaakfilter:
    portier = {"ja": True, "nee": False}.get(velden.get("portier", ""))
    na = velden.get("na", "").rpartition("~")
    plek = (na[0], na[2]) if na[1] else None
    return Zaakfilter(velden.get("zoek", "").strip()[:80], velden.get("wijk", ""), portier, plek)


@blauwdruk.post("/stickervellen")
@voor(*LEZERS)
def vraag_stickervel() -> str | Antwoord:
    """Ask the stickers of all venues of a list; the planner makes them."""
    filter_ = _lees_filter(request.form)
    keuze = huis().bureau.stickers.vraag(filter_, huis().klok())
    if keuze.id is None:
        return render_template("stickervel_niet.html", keuze=keuze)
    boek(current_user.naam, "stickers_gevraagd", "zaak", "", str(keuze.aantal))
    return redirect(url_for("zaken.stickervel", id_=keuze.id), 303)


@blauwdruk.get("/stickervellen/<uuid:id_>")
@voor(*LEZERS)
def stickervel(id_: UUID) -> str:
    """Show whether the stickers are made."""
    vel = huis().bureau.stickers.stand(id_, huis().klok())
    if vel is None:
        abort(404)
    return render_template("stickervel.html", vel=vel)


@blauwdruk.get("/stickervellen/<uuid:id_>/stickers.pdf")
@voor(*LEZERS)
def stickervel_pdf(id_: UUID) -> Response:
    """Give the stickers to print."""
    pdf = huis().bureau.stickers.pdf(id_)
    if pdf is None:
        abort(404)
    return send_file(BytesIO(pdf), "application/pdf", download_name="stickers.pdf")


@blauwdruk.get("/zaken/<zaak_id>")
@voor(*LEZERS)
def blad(zaak_id: str) -> tuple[str, int]:
    """Show one venue."""
    return _toon(zaak_id, {}, {})


def _toon(zaak_id: str, fouten: dict[str, str], getypt: dict[str, str], code: int = 200) -> tuple[str, int]:
    gevonden = huis().bureau.zaken.blad(zaak_id, current_user.rol, huis().klok())
    if gevonden is None:
        abort(404)
    boek(current_user.naam, "bekeken", "zaak", zaak_id)
    waarden = {
        "blad": gevonden,
        "zaak": gevonden.zaak,
        "mag_maatregel": current_user.rol in MAATREGELAARS,
        "soorten": list(Maatregelsoort),
        "overgangen": MAATREGELOVERGANGEN,
    }
    return render_template("zaak.html", fouten=fouten, getypt=getypt, verouderd=code == 409, **waarden), code


@blauwdruk.get("/zaken/<zaak_id>/blad")
@voor(*LEZERS)
def gespreksblad(zaak_id: str) -> str:
    """Show the sheet for the talk with the venue: what both may know, nothing of single meldingen."""
    gevonden = huis().bureau.zaken.blad(zaak_id, current_user.rol, huis().klok(), afgeschermd=True)
    if gevonden is None:
        abort(404)
    boek(current_user.naam, "gespreksblad", "zaak", zaak_id)
    return render_template("zaak_blad.html", blad=gevonden, zaak=gevonden.zaak)


@blauwdruk.get("/zaken/<zaak_id>/sticker")
@voor(*LEZERS)
def sticker(zaak_id: str) -> str:
    """Show what the sticker is for, and where it hangs."""
    zaak = huis().bureau.zaken.zaak(zaak_id)
    if zaak is None:
        abort(404)
    return render_template("sticker.html", zaak=zaak)


@blauwdruk.get("/zaken/<zaak_id>/sticker.pdf")
@voor(*LEZERS)
def sticker_pdf(zaak_id: str) -> Response:
    """Give the sticker to print."""
    zaak = huis().bureau.zaken.zaak(zaak_id)
    if zaak is None:
        abort(404)
    try:
        pdf = huis().bureau.sticker(zaak)
    except StickerFout:
        abort(503)
    return send_file(BytesIO(pdf), "application/pdf", download_name=f"sticker-{zaak.code}.pdf")


@blauwdruk.post("/zaken/<zaak_id>/maatregel")
@voor(*MAATREGELAARS)
def voeg_maatregel_toe(zaak_id: str) -> tuple[str, int] | Antwoord:
    """Note what was agreed with, or imposed on, the venue."""
    velden = ("soort", "tekst", "termijn", "dossier")
    getypt = {n: request.form.get(n, "").strip()[: _TEKST_HOOGSTENS + 1] for n in velden}
    fouten = {}
    if getypt["soort"] not in set(Maatregelsoort):
        fouten["soort"] = _("Kies wat het is.")
    if not getypt["tekst"] or len(getypt["tekst"]) > _TEKST_HOOGSTENS:
        fouten["tekst"] = _("Schrijf in hoogstens %(aantal)s tekens wat er afgesproken is.", aantal=_TEKST_HOOGSTENS)
    termijn, zin = lees_dag(getypt["termijn"])
    fouten |= {"termijn": zin} if zin else {}
    if fouten:
        return _toon(zaak_id, fouten, getypt, 400)
    nieuw = NieuweMaatregel(
        zaak_id, Maatregelsoort(getypt["soort"]), getypt["tekst"], termijn, getypt["dossier"] or None
    )
    huis().bureau.maatregelen.voeg_toe(nieuw, current_user.naam, huis().klok())
    boek(current_user.naam, "maatregel_erbij", "zaak", zaak_id, getypt["soort"])
    return redirect(_terug() or url_for("zaken.blad", zaak_id=zaak_id, _anchor="afspraken"), 303)


@blauwdruk.post("/maatregelen/<uuid:id_>")
@voor(*MAATREGELAARS)
def verander_maatregel(id_: UUID) -> tuple[str, int] | Antwoord:
    """Change whether a measure is kept to."""
    naar, versie = request.form.get("naar", ""), request.form.get("versie", "")
    if naar not in set(Maatregelstaat) or not versie.isdecimal():
        abort(400)
    try:
        zaak_id = huis().bureau.maatregelen.verander(
            id_, int(versie), Maatregelstaat(naar), current_user.naam, huis().klok()
        )
    except (VerouderdFout, OvergangFout):
        zaak_id = request.form.get("zaak", "")
        return _toon(zaak_id, {}, {"naar": naar, "maatregel": str(id_)}, 409)
    boek(current_user.naam, "maatregel_gewijzigd", "zaak", zaak_id, naar)
    return redirect(_terug() or url_for("zaken.blad", zaak_id=zaak_id, _anchor="afspraken"), 303)


def _terug() -> str | None:
    return eigen_pad(request.form.get("terug"))
