"""Whether we live, whether we can take messages in, and how much of what there is, for the machines that watch."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask import Blueprint, Response, current_app, jsonify, request
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from nachtleven.alarmen import Alarmsoort
from nachtleven.fouten import OpslagFout
from nachtleven.opslag import berichten, schema, werk
from nachtleven.opslag.alarmen import openstaande
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
        if not schema.is_bij(meter.opslag.motor):
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
    """Give the counts of messages and outbox in Prometheus' text form, to who has the token."""
    meter = _meter()
    gegeven = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not meter.token:
        return Response("geen NACHTLEVEN_METRICS_TOKEN\n", status=404, mimetype="text/plain")
    if not hmac.compare_digest(gegeven.encode(), meter.token.encode()):
        return Response("token klopt niet\n", status=401, mimetype="text/plain")
    register = CollectorRegistry(auto_describe=False)
    register.register(_Tellers(meter))
    return Response(generate_latest(register), content_type=CONTENT_TYPE_PLAIN_0_0_4)


class _Tellers(Collector):
    """Counts from the database, so that they are right however many processes there are.

    Without a database there is one gauge, which says so: whoever watches needs an answer most when it is away.
    """

    def __init__(self, meter: Meter) -> None:
        self._meter = meter

    def collect(self) -> Iterator[Metric]:
        """Give the gauges."""
        yield GaugeMetricFamily("nachtleven_spoel", "messages in the spool", value=self._meter.spoel.aantal())
        try:
            with self._meter.opslag.lezen() as sessie:
                telling = berichten.tel(sessie)
                hartslag = werk.laatste_hartslag(sessie, "planner")
                open_ = {alarm.soort: alarm.aantal for alarm in openstaande(sessie)}
        except OpslagFout:
            yield GaugeMetricFamily("nachtleven_database_bruikbaar", "1 while it can be read", value=0)
            return
        yield GaugeMetricFamily("nachtleven_database_bruikbaar", "1 while it can be read", value=1)
        yield GaugeMetricFamily("nachtleven_berichten", "messages kept", value=telling.binnen)
        yield GaugeMetricFamily("nachtleven_berichten_te_lezen", "kept, not yet understood", value=telling.te_lezen)
        yield GaugeMetricFamily("nachtleven_antwoorden", "answer rows", value=telling.antwoorden)
        uit = GaugeMetricFamily("nachtleven_uitpost", "texts in the outbox", labels=["staat"])
        for staat, aantal in telling.uit.items():
            uit.add_metric([staat], aantal)
        yield uit
        alarm = GaugeMetricFamily("nachtleven_alarm", "how often, while it is open; else 0", labels=["soort"])
        for soort in Alarmsoort:
            alarm.add_metric([soort.value], open_.get(soort, 0))
        yield alarm
        if hartslag is not None:
            stil = (self._meter.klok() - hartslag).total_seconds()
            yield GaugeMetricFamily("nachtleven_planner_stil_seconden", "since the planner's last sign", value=stil)
