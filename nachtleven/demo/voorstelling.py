"""The demo as it is played: database, registers, a past, a running house, a last night through the webhook, a report.

Everything is fictional, stands in a folder of its own and starts afresh each time; nothing is sent to anybody.
"""

import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import requests
from sqlalchemy import select
from twilio.request_validator import RequestValidator

from nachtleven import instellingen, klok, logboek
from nachtleven.demo.dossierspel import Dossierspel
from nachtleven.demo.nepgateway import Nepgateway, draai
from nachtleven.demo.opvolging import volg_op
from nachtleven.demo.processen import Kindproces, bewaak, kind, wacht_op
from nachtleven.demo.speelmap import kies_map, maak_omgeving, verse_map
from nachtleven.demo.verschuiven import SOORTEN, laatste_nacht, schrijf_register, verleden
from nachtleven.demo.verteller import Verteller
from nachtleven.fouten import Fout, InstellingenFout
from nachtleven.instellingen import Voor
from nachtleven.nacht import nacht_van
from nachtleven.opslag import schema
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.opslag.tabellen import RapportRij
from nachtleven.registerinvoer import voer_in
from nachtleven.samenstelling import Onderdelen, stel_samen
from nachtleven.server import neem_poort_op_proef
from nachtleven.smsinvoer import lees_uitvoer, neem_over
from nachtleven.toegang.gebruikers import Gebruikersrol

WACHTWOORD = "vier-verzonnen-woorden-8989"
"""The password of every user of the demo: the database is on this machine and made anew at each start."""

_HOST, _POORT = "127.0.0.1", "8989"
_OPSTART_S, _RAPPORT_S, _ANTWOORD_S, _TIK_S = 30.0, 25.0, 20.0, 0.5


@dataclass(frozen=True, slots=True)
class Toneel:
    """What the demo plays with: its parts, its folder, its environment, and the address of its web server."""

    delen: Onderdelen
    plek: Path
    omgeving: Mapping[str, str]
    adres: str


def speel() -> None:
    """Play the demo until Ctrl-C or SIGTERM; then its processes are ended.

    Raises:
        InstellingenFout: PORT is no port.
        BezetFout: the port is taken, or the folder isn't the demo's.
        Fout: one of its processes stopped.
    """
    for teken in (signal.SIGTERM, signal.SIGINT):
        signal.signal(teken, signal.default_int_handler)
    omgeving = instellingen.omgeving()
    poort = _lees_poort(omgeving.get("PORT", "").strip() or _POORT)
    neem_poort_op_proef(_HOST, poort)
    try:
        with ExitStack() as stapel:
            plek = kies_map(omgeving)
            stapel.enter_context(verse_map(plek))
            gateway = stapel.enter_context(draai(Nepgateway()))
            toneel = _zet_op(plek, omgeving, poort, gateway.adres)
            processen = _bouw(toneel, poort, stapel)
            while True:
                bewaak(*processen)
                time.sleep(_TIK_S)
    except KeyboardInterrupt:
        Verteller().zeg("\nDe demo is gestopt.")


def _lees_poort(waarde: str) -> int:
    if not waarde.isdecimal() or not 0 < int(waarde) < 65536:
        raise InstellingenFout([f"PORT: {waarde} is geen poort (1 tot 65535)"])
    return int(waarde)


def _zet_op(plek: Path, basis: Mapping[str, str], poort: int, gateway: str) -> Toneel:
    """Make keys and an empty database, and put the parts together over them."""
    logboek.zet_op()
    adres = f"http://{_HOST}:{poort}"
    omgeving = maak_omgeving(basis, plek, adres, gateway)
    delen = stel_samen(instellingen.laad(omgeving, Voor.SERVE), klok.nu)
    schema.werk_bij(delen.opslag.motor)
    return Toneel(delen, plek, omgeving, adres)


def _bouw(toneel: Toneel, poort: int, stapel: ExitStack) -> tuple[Kindproces, ...]:
    """Go through all steps and say where to look; give the processes that keep running."""
    begin = time.monotonic()
    with Verteller() as verteller:
        web = _start(toneel, stapel, "serve", "--host", _HOST, "--port", str(poort), "--workers", "1")
        _vul(toneel, verteller)
        planner = _start(toneel, stapel, "planner")
        if not wacht_op(lambda: _is_klaar(toneel.adres), _OPSTART_S, web, planner):
            raise Fout(f"de webserver antwoordt niet; zie {toneel.plek / 'serve.log'}")
        for _ in verteller.bij("De laatste nacht komt binnen", _speel_nacht(toneel), len(laatste_nacht())):
            bewaak(web, planner)
        verteller.zeg("De planner maakt het verslag van de vorige maand")
        gemaakt = wacht_op(lambda: _is_verslagen(toneel.delen), _RAPPORT_S, web, planner)
        _wijs_de_weg(toneel, verteller, gemaakt=gemaakt, duur=time.monotonic() - begin)
    return web, planner


def _start(toneel: Toneel, stapel: ExitStack, *opdracht: str) -> Kindproces:
    return stapel.enter_context(kind(opdracht, toneel.omgeving, toneel.plek / f"{opdracht[0]}.log"))


def _vul(toneel: Toneel, verteller: Verteller) -> None:
    """Import the registers, take the past in, follow it up and make the users."""
    delen, nu = toneel.delen, klok.nu()
    for soort in verteller.bij("Verzonnen registers", SOORTEN, len(SOORTEN)):
        bestand = toneel.plek / f"{soort}.csv"
        schrijf_register(soort, nu, bestand)
        voer_in(delen, soort, bestand, door="demo")
    berichten = lees_uitvoer("berichten.jsonl", verleden(nu), delen.stad.nummer.kort)
    for _ in verteller.bij("Berichten van de voorbije maanden", neem_over(delen, berichten), len(berichten)):
        pass
    opgevolgd = sum(1 for _ in volg_op(delen.opslag, nu))
    dossiers = Dossierspel(delen.opslag, delen.stad, nu).speel()
    verteller.zeg(f"Door onthaal opgevolgde meldingen ({opgevolgd}), met {dossiers} dossiers")
    accounts = Accountopslag(delen.opslag)
    for rol in verteller.bij("Gebruikers", Gebruikersrol, len(Gebruikersrol)):
        accounts.maak(rol.value, rol, nu, met_totp=False, wachtwoord=WACHTWOORD)


def _is_klaar(adres: str) -> bool:
    try:
        with _gesprek() as sessie:
            return sessie.get(f"{adres}/readyz", timeout=_ANTWOORD_S).ok
    except requests.ConnectionError:
        return False


def _gesprek() -> requests.Session:
    """Give a session that goes straight to this machine, whatever proxy the environment names."""
    sessie = requests.Session()
    sessie.trust_env = False
    return sessie


def _speel_nacht(toneel: Toneel) -> Iterator[None]:
    """Send each text of the last night as the gateway does: signed, to the real webhook."""
    zet = toneel.delen.instellingen
    keurder, adres = RequestValidator(zet.twilio_tokens[0]), f"{toneel.adres}/sms"
    with _gesprek() as sessie:
        for nummer, (van, tekst) in enumerate(laatste_nacht(), start=1):
            velden = {
                "MessageSid": f"SM{nummer:032d}",
                "AccountSid": zet.twilio_account,
                "From": van,
                "To": toneel.delen.stad.nummer.kort,
                "Body": tekst,
                "NumSegments": "1",
            }
            kop = {"X-Twilio-Signature": keurder.compute_signature(adres, velden)}
            antwoord = sessie.post(adres, data=velden, headers=kop, timeout=_ANTWOORD_S)
            if not antwoord.ok:
                raise Fout(f"de webhook gaf {antwoord.status_code}; zie {toneel.plek / 'serve.log'}")
            yield


def _is_verslagen(delen: Onderdelen) -> bool:
    """Tell whether the last month that is over, and has been waited for, has its report."""
    einde = nacht_van(klok.nu() - timedelta(days=delen.stad.wachttijd_dagen)).replace(day=1)
    periode = f"{einde - timedelta(days=1):%Y-%m}"
    with delen.opslag.lezen() as sessie:
        return sessie.scalar(select(RapportRij.id).where(RapportRij.periode == periode)) is not None


def _wijs_de_weg(toneel: Toneel, verteller: Verteller, *, gemaakt: bool, duur: float) -> None:
    bladen = (
        ("/", "wat de melder ziet, in alle talen"),
        ("/vandaag", "wat er vandaag te doen is"),
        ("/meldingen", "de nieuwste meldingen en wat er in elk gelezen werd"),
        ("/rapporten", "de verslagen" + ("" if gemaakt else " (worden nog gemaakt)")),
    )
    verteller.zeg(f"\nDe demo is klaar, na {duur:.0f} seconden. Alles is verzonnen; er gaat niets naar buiten.\n")
    for pad, uitleg in bladen:
        verteller.zeg(f"  {toneel.adres + pad:<34} {uitleg}")
    rollen = ", ".join(rol.value for rol in Gebruikersrol)
    verteller.zeg(f"\nAanmelden als {rollen}, elk met het wachtwoord {WACHTWOORD}")
    verteller.zeg(f"Gegevens, sleutels en logboeken: {toneel.plek}")
    verteller.zeg("Stoppen met Ctrl-C.")
