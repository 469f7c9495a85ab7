"""The look at a whole installation: settings, city, machine, database, outside. It changes nothing and sends nothing.

Comes in: the environment. Goes out: a Keurpunt for each thing looked at, each with what to do.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from nachtleven.fouten import ConfiguratieFout, InstellingenFout
from nachtleven.gesprek import laad_antwoordboek
from nachtleven.instellingen import Instellingen, Voor, laad
from nachtleven.keuringen import bewaarplaats, buiten, machine
from nachtleven.keuringen.waarden import Keurpunt, Puntstand, fout, goed, let_op, niet_gezien
from nachtleven.nieuwestad import wat_ontbreekt
from nachtleven.samenstelling import SPOELMAP, open_opslag
from nachtleven.spoel import Spoel
from nachtleven.stad import Stad, laad_stad
from nachtleven.toezicht.plichten import laad_plichten

GOED, FOUT, ONLEESBAAR = 0, 1, 2
"""What the command leaves with: all works, something does not, the settings or the city can't be read."""


def keur(omgeving: Mapping[str, str], klok: Callable[[], datetime]) -> Iterator[Keurpunt]:
    """Look at an installation, one point after another; what needs a setting that is missing is not looked at."""
    gebreken: set[str] = set()
    for voor in (Voor.SERVE, Voor.PLANNER):
        try:
            zet = laad(omgeving, voor)
        except InstellingenFout as gebrek:
            gebreken.update(gebrek.gebreken)
    for wat in sorted(gebreken):
        yield fout("instellingen", wat, "zet ze in het omgevingsbestand van de dienst; zie docs/instellingen.md")
    if gebreken:
        yield niet_gezien("de rest", "eerst de instellingen")
        return
    yield goed("instellingen", "niets dat nodig is, ontbreekt")
    yield from _wat_uit_staat(zet)
    yield machine.keur_sleutelplek(omgeving, zet.data)
    yield from _keur_met(zet, klok)


def _wat_uit_staat(zet: Instellingen) -> Iterator[Keurpunt]:
    if not zet.metrics_token:
        doe = "zet NACHTLEVEN_METRICS_TOKEN en laat Prometheus /metrics lezen: zo valt op dat de dienst stilvalt"
        yield let_op("metrics", "staan uit", doe)


def _keur_met(zet: Instellingen, klok: Callable[[], datetime]) -> Iterator[Keurpunt]:
    yield machine.keur_map(zet.data)
    yield machine.keur_schijf(machine.vrije_bytes(zet.data))
    opslag = open_opslag(zet)
    if zet.data.is_dir():
        yield machine.keur_spoel(Spoel(zet.data / SPOELMAP, opslag.kluis), klok())
    else:
        yield niet_gezien("spoel", "er is nog geen datamap")
    try:
        stad = _laad_alles(zet)
    except ConfiguratieFout as onleesbaar:
        yield fout("stad", str(onleesbaar), "verbeter het bestand op die plaats; zie docs/instellingen.md")
        stad = None
    yield from bewaarplaats.keur_opslag(opslag, klok())
    opslag.sluit()
    if stad is None:
        yield niet_gezien("twilio, mail", "eerst de configuratie van de stad")
        return
    yield _keur_stad(zet, stad)
    yield keur_audit(stad)
    yield buiten.keur_publiek_adres(zet.publiek_adres)
    yield from buiten.keur_twilio(zet, stad, klok)
    yield buiten.keur_mail(zet, stad)


def _keur_stad(zet: Instellingen, stad: Stad) -> Keurpunt:
    if zonder := wat_ontbreekt(zet.config):
        return let_op("stad", f"{stad.naam}; {'; '.join(zonder)}", f"vul het in, in {zet.config}")
    return goed("stad", stad.naam)


def keur_audit(stad: Stad) -> Keurpunt:
    """Look whether somebody outside gets the head of the audit log: without that who can change it can cut it short."""
    naam = "auditlog"
    if not stad.auditmail:
        return let_op(
            naam, "niemand krijgt elke dag de kop",
            "zet audit.mail op iemand buiten het beheer: wie de machine beheert, kan anders het einde wegknippen",
        )  # fmt: skip
    return goed(naam, f"de kop gaat elke dag naar {len(stad.auditmail)}")


def _laad_alles(zet: Instellingen) -> Stad:
    stad = laad_stad(zet.config)
    laad_antwoordboek(stad.map)
    laad_plichten(stad.map)
    return stad


def uitgang(punten: list[Keurpunt]) -> int:
    """Give the exit code that the points come to."""
    fouten = {punt.naam for punt in punten if punt.oordeel is Puntstand.FOUT}
    if fouten & {"instellingen", "stad"}:
        return ONLEESBAAR
    return FOUT if fouten else GOED
