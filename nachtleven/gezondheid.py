"""Whether we live, whether we can take messages in, and how much of what there is, for the machines that watch."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask import Blueprint, Response, current_app, jsonify, request
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest

from nachtleven.fouten import OpslagFout
from nachtleven.meetwaarden import Meetwaarden
from nachtleven.opslag import schemaversie, werk
from nachtleven.opslag.motor import Opslag
from nachtleven.spoel import Spoel

_PLAATS = "nachtleven_gezondheid"
_ONBESCHRIJFBAAR = "niet beschrijfbaar"
_STIL_NA = timedelta(minutes=3)

blauwdruk = Blueprint("gezondheid", __name__)


@dataclass(frozen=True, slots=True)
class Meter:
    """What the health routes are given; without `token` there are no metrics."""

    opslag: Opslag
    spoel: Spoel
    token: str
    klok: Callable[[], datetime]


def zet_meter(extensies: dict[str, object], meter: Meter) -> None:
    """Keep what the health routes are given with the application."""
    extensies[_PLAATS] = meter


def _meter() -> Meter:
    return cast("Meter", current_app.extensions[_PLAATS])


@blauwdruk.get("/healthz")
def leeft() -> Response:
    """Say that the process lives."""
    return Response("ok\n", mimetype="text/plain")


@blauwdruk.get("/readyz")
def klaar() -> tuple[Response, int]:
    """Say whether messages can be taken in, with the state of each part and the reason when not."""
    meter = _meter()
    delen = {"database": "ok", "schema": "ok", "spoel": _spoel(meter), "planner": "onbekend"}
    try:
        if not schemaversie.is_bij(meter.opslag.motor):
            delen["schema"] = "niet bij: voer `nachtleven db upgrade` uit"
        else:
            delen["planner"] = _planner(meter)
    except OpslagFout:
        delen["database"] = "niet bereikbaar"
        delen["schema"] = "onbekend"
    bruikbaar = delen["database"] == "ok" and delen["schema"] == "ok"
    is_klaar = bruikbaar or delen["spoel"] != _ONBESCHRIJFBAAR
    reden = None if bruikbaar else "; ".join(f"{naam}: {delen[naam]}" for naam in ("database", "schema", "spoel"))
    return jsonify({"klaar": is_klaar, "reden": reden, **delen}), 200 if is_klaar else 503


def _spoel(meter: Meter) -> str:
    if not meter.spoel.is_beschrijfbaar():
        return _ONBESCHRIJFBAAR
    wachtend = meter.spoel.aantal()
    return f"{wachtend} wachtend" if wachtend else "ok"


def _planner(meter: Meter) -> str:
    with meter.opslag.lezen() as sessie:
        laatst = werk.laatste_hartslag(sessie, "planner")
    if laatst is None:
        return "nog niet gezien"
    return "ok" if meter.klok() - laatst < _STIL_NA else "stil"


@blauwdruk.get("/metrics")
def cijfers() -> Response:
    """Give the gauges of `meetwaarden` in Prometheus' text form, to who has the token."""
    meter = _meter()
    gegeven = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not meter.token:
        return Response("geen NACHTLEVEN_METRICS_TOKEN\n", status=404, mimetype="text/plain")
    if not hmac.compare_digest(gegeven.encode(), meter.token.encode()):
        return Response("token klopt niet\n", status=401, mimetype="text/plain")
    register = CollectorRegistry(auto_describe=False)
    register.register(Meetwaarden(meter.opslag, meter.spoel, meter.klok))
    return Response(generate_latest(register), content_type=CONTENT_TYPE_PLAIN_0_0_4)
