"""What Prometheus reads of the service, by name. All of it is counted in the database, or in the spool's folder.

So it is right however many processes and machines there are, and whichever of them answers. Gauges, not counters:
retention and erasure make them smaller. Rules and graphs over these names stand in deploy/; tests hold them together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.orm import Session

from nachtleven.alarmen import Alarmsoort
from nachtleven.fouten import OpslagFout
from nachtleven.opslag import berichten, meetvragen, werk
from nachtleven.opslag.alarmen import openstaande
from nachtleven.opslag.meetvragen import Geteld
from nachtleven.opslag.motor import Opslag
from nachtleven.spoel import Spoel

_ALTIJD = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reeks:
    """One metric: its name after `nachtleven_`, what it says, its labels, and how it is counted."""

    naam: str
    uitleg: str
    labels: tuple[str, ...]
    tel: Callable[[Session, datetime], Iterable[Geteld]]


def _een(tel: Callable[[Session, datetime], float]) -> Callable[[Session, datetime], list[Geteld]]:
    return lambda sessie, moment: [Geteld((), tel(sessie, moment))]


def _alarmen(sessie: Session, _moment: datetime) -> list[Geteld]:
    open_ = {alarm.soort: alarm.aantal for alarm in openstaande(sessie)}
    return [Geteld((soort.value,), open_.get(soort, 0)) for soort in Alarmsoort]


def _stil(sessie: Session, moment: datetime) -> list[Geteld]:
    """Give nothing where no planner was ever seen."""
    laatst = werk.laatste_hartslag(sessie, "planner")
    return [] if laatst is None else [Geteld((), (moment - laatst).total_seconds())]


REEKSEN: Sequence[Reeks] = (
    Reeks("berichten_uitkomst", "messages by what became of them", ("kanaal", "staat", "soort"),
          lambda s, _: meetvragen.berichten_per_uitkomst(s)),
    Reeks("te_lezen_oudste_seconden", "how long the oldest one not understood waits", (),
          _een(meetvragen.oudste_ongelezen)),
    Reeks("lezingen", "meldingen by how sure their venue is", ("hoe",),
          lambda s, _: meetvragen.lezingen_per_zekerheid(s)),
    Reeks("meldingen", "meldingen by state", ("status",), lambda s, _: meetvragen.meldingen_per_staat(s)),
    Reeks("contact_te_laat", "meldingen past the promised contact", (), _een(meetvragen.contact_te_laat)),
    Reeks("antwoorden_dag", "answers of the last day within so many seconds", ("binnen_s",),
          meetvragen.antwoorden_binnen),
    Reeks("post", "what goes out, by kind and state", ("soort", "staat"), lambda s, _: meetvragen.post_per_staat(s)),
    Reeks("post_oudste_seconden", "how long the oldest that is due waits", ("soort",), meetvragen.oudste_post),
    Reeks("bevindingen", "findings that hold, by kind and state", ("aard", "staat"),
          lambda s, _: meetvragen.bevindingen_per_staat(s)),
    Reeks("nachten_te_oordelen", "nights whose judgement is due", (),
          _een(lambda s, _: meetvragen.nachten_te_oordelen(s))),
    Reeks("rapport_ouderdom_seconden", "since the last report of this kind was built", ("soort",),
          meetvragen.ouderdom_rapporten),
    Reeks("alarm", "how often, while it is open; else 0", ("soort",), _alarmen),
    Reeks("planners", "planners that live", (), _een(meetvragen.levende_planners)),
    Reeks("planner_stil_seconden", "since the planner's last sign", (), _stil),
)  # fmt: skip
"""What is counted in the database."""

_VASTE = (
    "berichten",
    "berichten_te_lezen",
    "antwoorden",
    "uitpost",
    "spoel",
    "spoel_kapot",
    "database_bruikbaar",
)

NAMEN = frozenset(f"nachtleven_{naam}" for naam in (*(reeks.naam for reeks in REEKSEN), *_VASTE))
"""Every metric there is."""


class Meetwaarden(Collector):
    """Counts when it is asked.

    Without a database there is a gauge that says so: whoever watches needs an answer most when it is away.
    """

    def __init__(self, opslag: Opslag, spoel: Spoel, klok: Callable[[], datetime]) -> None:
        self._opslag, self._spoel, self._klok = opslag, spoel, klok

    def collect(self) -> Iterator[Metric]:
        """Give the gauges."""
        yield GaugeMetricFamily("nachtleven_spoel", "messages in the spool", value=self._spoel.aantal())
        kapot = len(self._spoel.kapotte(_ALTIJD))
        yield GaugeMetricFamily("nachtleven_spoel_kapot", "spool files that can't be opened", value=kapot)
        moment = self._klok()
        try:
            with self._opslag.lezen() as sessie:
                telling = berichten.tel(sessie)
                geteld = [_meet(reeks, sessie, moment) for reeks in REEKSEN]
        except OpslagFout:
            yield GaugeMetricFamily("nachtleven_database_bruikbaar", "1 while it can be read", value=0)
            return
        yield GaugeMetricFamily("nachtleven_database_bruikbaar", "1 while it can be read", value=1)
        yield from _tellingen(telling)
        yield from geteld


def _tellingen(telling: berichten.Telling) -> Iterator[Metric]:
    yield GaugeMetricFamily("nachtleven_berichten", "messages kept", value=telling.binnen)
    yield GaugeMetricFamily("nachtleven_berichten_te_lezen", "kept, not yet understood", value=telling.te_lezen)
    yield GaugeMetricFamily("nachtleven_antwoorden", "answer rows", value=telling.antwoorden)
    uit = GaugeMetricFamily("nachtleven_uitpost", "texts in the outbox", labels=["staat"])
    for staat, aantal in telling.uit.items():
        uit.add_metric([staat], aantal)
    yield uit


def _meet(reeks: Reeks, sessie: Session, moment: datetime) -> Metric:
    meter = GaugeMetricFamily(f"nachtleven_{reeks.naam}", reeks.uitleg, labels=reeks.labels)
    for geteld in reeks.tel(sessie, moment):
        meter.add_metric(geteld.bij, geteld.aantal)
    return meter
