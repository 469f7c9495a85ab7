"""The API for the city's data platform: read-only JSON under /api/v1, a token a client, each question in the audit log.

What it counts is what stands in shareable reports that a person approved, and nothing else.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, request
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from nachtleven.fouten import NietGevonden
from nachtleven.toegang.apisleutels import Apiclient, Bereik
from nachtleven.web.apischema import Apifout, Eindpunt, Vraagveld, beschrijf
from nachtleven.web.apiwaarden import Cel, OpenbareZaak, Rapportkop, Rapportlijst, Telblad, Uitgave, Zakenblad
from nachtleven.web.grenzen import wachttijd
from nachtleven.web.huis import boek, huis
from nachtleven.web.rechten import bereik_van, openbaar, voor_client

blauwdruk = Blueprint("api", __name__, url_prefix="/api/v1")

_PLAATS = "nachtleven_api"
_HOOGSTENS = 1000
_BEVINDINGEN = ("plichten",)
_NIET_GETELD = frozenset({*_BEVINDINGEN, "signalen"})
_SOORT = Vraagveld("soort", "Welk soort verslag; leeg: eender welk.", keuze=("kwartaal", "jaar"))
_PERIODE = Vraagveld("periode", "Welke periode; leeg: de laatste.", patroon=r"[0-9]{4}(-K[1-4])?")


class Sleutelbos(Protocol):
    """Where the clients are known."""

    def wie(self, token: str) -> Apiclient | None:
        """Give whose token this is; None: nobody's."""
        ...


class Openbaar(Protocol):
    """Where the API reads."""

    def zaken(self, na: str, hoogstens: int) -> list[OpenbareZaak]:
        """Give so many venues by id, after this one."""
        ...

    def uitgaven(self) -> list[Uitgave]:
        """Give the approved shareable reports, newest period first."""
        ...


@dataclass(frozen=True, slots=True)
class Api:
    """What the API is given."""

    sleutels: Sleutelbos
    bron: Openbaar


def zet_api(app: Flask, api: Api) -> None:
    """Keep what the API is given with the application."""
    app.extensions[_PLAATS] = api


def _api() -> Api:
    return cast("Api", current_app.extensions[_PLAATS])


EINDPUNTEN: list[Eindpunt] = []
_SAMENVATTING: dict[str, str] = {}
Lezer = Callable[..., Response]


def _eindpunt(eindpunt: Eindpunt, samenvatting: str) -> Callable[[Lezer], Lezer]:
    """Put a question on the API: its route, who may ask it, and its line in the description."""

    def zet(lezer: Lezer) -> Lezer:
        EINDPUNTEN.append(eindpunt)
        _SAMENVATTING[eindpunt.naam] = samenvatting
        verklaard = voor_client(eindpunt.bereik.value)(lezer) if eindpunt.bereik else openbaar(lezer)
        blauwdruk.add_url_rule(eindpunt.pad, eindpunt.naam, verklaard, methods=["GET"])
        return verklaard

    return zet


@blauwdruk.before_request
def laat_binnen() -> None:
    """Let in whose token may read what is asked; else 401 with what is asked for, or 403."""
    bereik = bereik_van(current_app, request.endpoint or "")
    if bereik is None:
        return
    soort, _, token = request.headers.get("Authorization", "").partition(" ")
    client = _api().sleutels.wie(token.strip()) if soort.lower() == "bearer" and token else None
    if client is None:
        abort(HTTPStatus.UNAUTHORIZED)
    if Bereik(bereik) not in client.bereiken:
        abort(HTTPStatus.FORBIDDEN)
    g.apiclient, g.apinaam = str(client.id), client.naam


def fout(wat: HTTPException) -> Response:
    """Answer an error as JSON."""
    code = wat.code or HTTPStatus.INTERNAL_SERVER_ERROR
    antwoord = jsonify(asdict(Apifout(HTTPStatus(code).phrase, int(code), wat.description or "")))
    antwoord.status_code, antwoord.mimetype = int(code), "application/problem+json"
    if code == HTTPStatus.UNAUTHORIZED:
        antwoord.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(wat, MethodNotAllowed) and wat.valid_methods:
        antwoord.headers["Allow"] = ", ".join(sorted(wat.valid_methods))
    if isinstance(wat, RateLimitExceeded):
        antwoord.headers["Retry-After"] = str(wachttijd(wat))
    return antwoord


def is_api() -> bool:
    """Tell whether this request is one of the API, also where no route fits."""
    return request.path.startswith(f"{blauwdruk.url_prefix}/")


def _vragen(eindpunt: Eindpunt) -> dict[str, str]:
    """Give the parameters of the query as they are described; 400 for what is not."""
    gekend = {vraag.naam: vraag for vraag in eindpunt.vragen}
    gelezen = {naam: vraag.standaard for naam, vraag in gekend.items()}
    for naam, waarden in request.args.lists():
        vraag = gekend.get(naam)
        if vraag is None or len(waarden) > 1 or not _past(vraag, waarden[0]):
            abort(HTTPStatus.BAD_REQUEST, f"de vraag {naam!r} past niet" if vraag else f"er is geen vraag {naam!r}")
        gelezen[naam] = waarden[0]
    return gelezen


def _past(vraag: Vraagveld, waarde: str) -> bool:
    if vraag.tussen:
        return re.fullmatch(r"[0-9]{1,9}", waarde) is not None and vraag.tussen[0] <= int(waarde) <= vraag.tussen[1]
    if vraag.keuze:
        return waarde in vraag.keuze
    return re.fullmatch(vraag.patroon, waarde) is not None


def _geef(eindpunt: Eindpunt, wat: Any) -> Response:  # noqa: ANN401 - the class that the endpoint gives
    """Write the question to the audit log and answer it."""
    vraag = request.query_string.decode("ascii", "replace")
    boek(f"api:{g.apinaam}", "api_gelezen", "api", f"{eindpunt.naam} {vraag}".strip()[:200])
    return Response(json.dumps(asdict(wat), default=_als_json, ensure_ascii=False), mimetype="application/json")


def _als_json(waarde: object) -> str:
    """Write a moment with its offset, an id with its hyphens."""
    return waarde.isoformat() if isinstance(waarde, datetime) else str(waarde)


ZAKEN = Eindpunt(
    "/zaken", "zaken", Bereik.ZAKEN, Zakenblad,
    (
        Vraagveld("na", "Geef wat na deze zaak_id komt.", patroon=r"[\w .:-]{0,80}"),
        Vraagveld("hoogstens", "Hoeveel zaken op één blad.", tussen=(1, _HOOGSTENS), standaard="500"),
    ),
)  # fmt: skip
RAPPORTEN = Eindpunt("/rapporten", "rapporten", Bereik.RAPPORTEN, Rapportlijst)
RAPPORT = Eindpunt("/rapporten/<uuid:id_>", "rapport", Bereik.RAPPORTEN, Telblad, id_in_pad=True)
TELLINGEN = Eindpunt("/tellingen", "tellingen", Bereik.TELLINGEN, Telblad, (_SOORT, _PERIODE), kan_ontbreken=True)
BEVINDINGEN = Eindpunt(
    "/bevindingen", "bevindingen", Bereik.BEVINDINGEN, Telblad, (_SOORT, _PERIODE), kan_ontbreken=True
)
OPENAPI = Eindpunt("/openapi.json", "openapi", None, None)


@_eindpunt(OPENAPI, "Deze beschrijving.")
def openapi() -> Response:
    """Describe the API; to anybody."""
    _vragen(OPENAPI)
    return jsonify(beschrijf(EINDPUNTEN, _SAMENVATTING, blauwdruk.url_prefix or ""))


@_eindpunt(ZAKEN, "De zaken van het register, per blad op zaak_id.")
def zaken() -> Response:
    """Give a page of venues."""
    vragen = _vragen(ZAKEN)
    hoogstens = int(vragen["hoogstens"])
    gevonden = _api().bron.zaken(vragen["na"], hoogstens + 1)
    volgende = gevonden[hoogstens - 1].zaak_id if len(gevonden) > hoogstens else None
    return _geef(ZAKEN, Zakenblad(tuple(gevonden[:hoogstens]), volgende))


@_eindpunt(RAPPORTEN, "De goedgekeurde deelbare verslagen, de laatste periode eerst.")
def rapporten() -> Response:
    """List the reports."""
    _vragen(RAPPORTEN)
    return _geef(RAPPORTEN, Rapportlijst(tuple(_kop(uitgave) for uitgave in _api().bron.uitgaven())))


@_eindpunt(RAPPORT, "Alle tabellen van één verslag.")
def rapport(id_: UUID) -> Response:
    """Give one report."""
    _vragen(RAPPORT)
    uitgave = next((een for een in _api().bron.uitgaven() if een.id == id_), None)
    if uitgave is None:
        abort(HTTPStatus.NOT_FOUND)
    return _geef(RAPPORT, Telblad(_kop(uitgave), _tabellen(uitgave)))


@_eindpunt(TELLINGEN, "De tellingen van het laatste verslag, of van dat van een periode.")
def tellingen() -> Response:
    """Give the counts of a period."""
    return _uit_verslag(TELLINGEN, lambda naam: naam not in _NIET_GETELD)


@_eindpunt(BEVINDINGEN, "Hoeveel bevindingen per plicht en aard, van het laatste verslag of dat van een periode.")
def bevindingen() -> Response:
    """Give the counts of findings of a period."""
    return _uit_verslag(BEVINDINGEN, lambda naam: naam in _BEVINDINGEN)


def _uit_verslag(eindpunt: Eindpunt, houdt: Callable[[str], bool]) -> Response:
    vragen = _vragen(eindpunt)
    past = [
        een
        for een in _api().bron.uitgaven()
        if vragen["soort"] in ("", een.soort) and vragen["periode"] in ("", een.periode)
    ]
    if not past:
        abort(HTTPStatus.NOT_FOUND, "er is geen goedgekeurd deelbaar verslag van die periode")
    alle = _tabellen(past[0])
    return _geef(eindpunt, Telblad(_kop(past[0]), {naam: rijen for naam, rijen in alle.items() if houdt(naam)}))


def _kop(uitgave: Uitgave) -> Rapportkop:
    return Rapportkop(uitgave.id, uitgave.soort, uitgave.periode, uitgave.uitgave, uitgave.gemaakt, uitgave.goedgekeurd)


def _tabellen(uitgave: Uitgave) -> dict[str, tuple[dict[str, Cel], ...]]:
    """Give the tables as they stand in the archive.

    Raises:
        NietGevonden: the file is not there any more, or lies outside of the archive.
    """
    archief = huis().archief.resolve()
    bestand = (archief / uitgave.map / "rapport.json").resolve()
    if not bestand.is_relative_to(archief) or not bestand.is_file():
        raise NietGevonden("rapport", str(uitgave.id))
    inhoud = json.loads(Path(bestand).read_text(encoding="utf-8"))
    return {naam: tuple(rijen) for naam, rijen in inhoud["tabellen"].items()}
