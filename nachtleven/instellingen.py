"""The settings from the environment: one list, read strictly, all that is missing or weak named at once.

Each may be given as `…_FILE`, naming a file that holds it. Nothing secret has a default. What is the city's own stands
in `config/`, not here.
"""

import base64
import binascii
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from nachtleven.fouten import InstellingenFout

_SLEUTELLENGTE = 32
_GEHEIMLENGTE = 32
_SLEUTEL_MAKEN = "python -c 'import base64,os;print(base64.urlsafe_b64encode(os.urandom(32)).decode())'"
_GEHEIM_MAKEN = "python -c 'import secrets;print(secrets.token_urlsafe(48))'"


class Voor(StrEnum):
    """Which kind of command needs a setting."""

    CONFIG = "config"
    OPSLAG = "opslag"
    SERVE = "serve"
    PLANNER = "planner"


@dataclass(frozen=True, slots=True)
class Instelling:
    """One setting: its name after NACHTLEVEN_, the commands that can't do without it, what it means."""

    naam: str
    nodig: frozenset[Voor]
    uitleg: str
    hoe: str = ""


T = TypeVar("T")

DEMOMERK = "DIT-IS-DE-DEMO"
"""The file that marks a data folder as the demo's, in which nothing is real."""

_ALLE = frozenset(Voor) - {Voor.CONFIG}

LIJST = (
    Instelling("CONFIG", frozenset(), "the city's configuration; default config/nachtleven.toml or the packaged one"),
    Instelling("DATA", frozenset(), "folder for spool, report archive and the demo's keys; default var"),
    Instelling("DATABASE_URL", frozenset(), "default a SQLite file in the data folder; postgresql+psycopg://…"),
    Instelling("ENCRYPTION_KEYS", _ALLE, "master keys, comma separated; the first encrypts", _SLEUTEL_MAKEN),
    Instelling("PSEUDONYM_KEY", _ALLE, "key of the senders' pseudonyms", _SLEUTEL_MAKEN),
    Instelling("SECRET_KEY", frozenset({Voor.SERVE}), "key of the sessions, at least 32 characters", _GEHEIM_MAKEN),
    Instelling("PUBLIC_URL", frozenset({Voor.SERVE}), "scheme, host and port that the gateway calls"),
    Instelling("TWILIO_ACCOUNT_SID", frozenset({Voor.SERVE, Voor.PLANNER}), "the account at Twilio, see its console"),
    Instelling("TWILIO_AUTH_TOKEN", frozenset({Voor.SERVE, Voor.PLANNER}), "its token, comma separated while rotated"),
    Instelling("TWILIO_API_URL", frozenset(), "another base address for Twilio's REST API"),
    Instelling("SMTP_URL", frozenset(), "the mail server, smtps://… or smtp://… with STARTTLS; absent: no mail"),
    Instelling("METRICS_TOKEN", frozenset(), "the bearer token of /metrics; absent: off"),
    Instelling("KANNEL_SECRET", frozenset(), "the secret that Kannel's smsbox calls with; absent: off", _GEHEIM_MAKEN),
    Instelling("REDIS_URL", frozenset(), "Redis for the rate limits of several processes; absent: each its own memory"),
    Instelling("OIDC_ISSUER", frozenset(), "the city's single sign-on, the address of its issuer; absent: off"),
    Instelling("OIDC_CLIENT_ID", frozenset(), "our name at the single sign-on"),
    Instelling("OIDC_CLIENT_SECRET", frozenset(), "our secret at the single sign-on"),
    Instelling("PROXY_COUNT", frozenset(), "how many proxies stand before the web process; default 0"),
)
"""Every setting there is; docs/instellingen.md is held against it by a test."""


@dataclass(frozen=True, slots=True)
class Instellingen:
    """The settings, checked. Secrets don't show in its representation. `oidc`: issuer, client, secret; None: off.

    `bronnen`: for each that is set whether it came from the environment (`omgeving`) or a file (`bestand`).
    """

    config: Path
    data: Path
    database_url: str = field(repr=False)
    hoofdsleutels: tuple[bytes, ...] = field(repr=False)
    pseudoniemsleutel: bytes = field(repr=False)
    geheim: str = field(repr=False)
    publiek_adres: str
    twilio_account: str
    twilio_tokens: tuple[str, ...] = field(repr=False)
    twilio_api: str
    smtp: str = field(repr=False)
    metrics_token: str = field(repr=False)
    aantal_proxies: int
    kannel_geheim: str = field(repr=False, default="")
    redis: str = field(repr=False, default="")
    bronnen: Mapping[str, str] = field(default_factory=dict)
    oidc: tuple[str, str, str] | None = field(repr=False, default=None)

    @property
    def is_demo(self) -> bool:
        """Whether the data folder is the demo's own."""
        return (self.data / DEMOMERK).is_file()


def omgeving() -> dict[str, str]:
    """Give the process's environment; the one place that looks there."""
    return dict(os.environ)


def laad(omgeving: Mapping[str, str], voor: Voor) -> Instellingen:
    """Read and check the settings that a command needs.

    Raises:
        InstellingenFout: with a sentence for each that is missing, weak or unreadable.
    """
    lezer = _Lezer(omgeving)
    waarden = {i.naam: lezer.tekst(i, verplicht=voor in i.nodig) for i in LIJST}
    data = Path(waarden["DATA"] or "var").absolute()
    instellingen = Instellingen(
        config=_configmap(waarden["CONFIG"], lezer.gebreken),
        data=data,
        database_url=waarden["DATABASE_URL"] or f"sqlite:///{data / 'nachtleven.db'}",
        hoofdsleutels=tuple(lezer.lees("ENCRYPTION_KEYS", w, _sleutel) for w in _lijst(waarden["ENCRYPTION_KEYS"])),
        pseudoniemsleutel=lezer.lees("PSEUDONYM_KEY", waarden["PSEUDONYM_KEY"], _sleutel),
        geheim=lezer.lees("SECRET_KEY", waarden["SECRET_KEY"], _geheim),
        publiek_adres=lezer.lees("PUBLIC_URL", waarden["PUBLIC_URL"], _adres),
        twilio_account=waarden["TWILIO_ACCOUNT_SID"],
        twilio_tokens=_lijst(waarden["TWILIO_AUTH_TOKEN"]),
        twilio_api=lezer.lees("TWILIO_API_URL", waarden["TWILIO_API_URL"], _adres),
        smtp=lezer.lees("SMTP_URL", waarden["SMTP_URL"], _mailserver),
        metrics_token=waarden["METRICS_TOKEN"],
        aantal_proxies=lezer.lees("PROXY_COUNT", waarden["PROXY_COUNT"] or "0", _aantal),
        kannel_geheim=lezer.lees("KANNEL_SECRET", waarden["KANNEL_SECRET"], _geheim),
        redis=lezer.lees("REDIS_URL", waarden["REDIS_URL"], _redis),
        bronnen=lezer.bronnen,
        oidc=lezer.oidc(waarden),
    )
    if lezer.gebreken:
        raise InstellingenFout(lezer.gebreken)
    return instellingen


def nieuwe_sleutel() -> str:
    """Make a key as the settings take it: 32 random bytes as URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_SLEUTELLENGTE)).decode()


class _Lezer:
    """Reads single settings and gathers what is wrong with them."""

    def __init__(self, omgeving: Mapping[str, str]) -> None:
        self.omgeving = omgeving
        self.gebreken: list[str] = []
        self.bronnen: dict[str, str] = {}

    def tekst(self, instelling: Instelling, *, verplicht: bool) -> str:
        naam = f"NACHTLEVEN_{instelling.naam}"
        waarde = self.omgeving.get(naam, "").strip()
        bestand = self.omgeving.get(f"{naam}_FILE", "").strip()
        if not waarde and bestand:
            try:
                waarde = Path(bestand).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as fout:
                self.gebreken.append(f"{naam}_FILE: {bestand} kan niet gelezen worden ({type(fout).__name__})")
                return ""
            self.bronnen[instelling.naam] = "bestand"
        elif waarde:
            self.bronnen[instelling.naam] = "omgeving"
        if not waarde and verplicht:
            maken = f" Maak er een met: {instelling.hoe}" if instelling.hoe else ""
            self.gebreken.append(f"{naam} ontbreekt: {instelling.uitleg}.{maken}")
        return waarde

    def oidc(self, waarden: Mapping[str, str]) -> tuple[str, str, str] | None:
        """Give issuer, client and secret; None: off. All three belong together."""
        namen = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
        gegeven = [naam for naam in namen if waarden[naam]]
        if not gegeven:
            return None
        self.gebreken += [f"NACHTLEVEN_{n} ontbreekt: hoort bij {gegeven[0]}" for n in namen if n not in gegeven]
        uitgever = self.lees("OIDC_ISSUER", waarden["OIDC_ISSUER"], _adres)
        delen = urlsplit(uitgever)
        if uitgever and delen.scheme != "https" and delen.hostname not in ("127.0.0.1", "localhost"):
            self.gebreken.append("NACHTLEVEN_OIDC_ISSUER: moet https zijn")
        return uitgever, waarden["OIDC_CLIENT_ID"], waarden["OIDC_CLIENT_SECRET"]

    def lees(self, naam: str, waarde: str, soort: Callable[[str], T]) -> T:
        try:
            return soort(waarde)
        except ValueError as fout:
            self.gebreken.append(f"NACHTLEVEN_{naam}: {fout}")
            return soort("")


def _lijst(waarde: str) -> tuple[str, ...]:
    return tuple(deel.strip() for deel in waarde.split(",") if deel.strip())


def _sleutel(waarde: str) -> bytes:
    if not waarde:
        return b""
    try:
        ruw = base64.b64decode(waarde, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"geen URL-veilige base64. Maak er een met: {_SLEUTEL_MAKEN}") from None
    if len(ruw) != _SLEUTELLENGTE:
        raise ValueError(f"{len(ruw)} bytes in plaats van {_SLEUTELLENGTE}. Maak er een met: {_SLEUTEL_MAKEN}")
    if len(set(ruw)) < _SLEUTELLENGTE // 4:
        raise ValueError(f"te weinig verschillende bytes. Maak er een met: {_SLEUTEL_MAKEN}")
    return ruw


def _geheim(waarde: str) -> str:
    if waarde and len(waarde) < _GEHEIMLENGTE:
        raise ValueError(f"te kort, minstens {_GEHEIMLENGTE} tekens. Maak er een met: {_GEHEIM_MAKEN}")
    return waarde


def _adres(waarde: str) -> str:
    if not waarde:
        return ""
    delen = urlsplit(waarde)
    if delen.scheme not in ("http", "https") or not delen.netloc or delen.query or delen.fragment:
        raise ValueError("geen adres met schema en host, zoals https://meldpunt.stad.example")
    return waarde.rstrip("/")


def _mailserver(waarde: str) -> str:
    delen = urlsplit(waarde)
    if waarde and (delen.scheme not in ("smtp", "smtps") or not delen.hostname):
        raise ValueError("geen mailserver, zoals smtps://gebruiker:wachtwoord@mail.stad.example:465")
    return waarde


def _redis(waarde: str) -> str:
    delen = urlsplit(waarde)
    if waarde and (delen.scheme not in ("redis", "rediss") or not delen.hostname):
        raise ValueError("geen adres van Redis, zoals redis://:wachtwoord@host:6379/0")
    return waarde


def _aantal(waarde: str) -> int:
    if not waarde:
        return 0
    if not waarde.isdecimal():
        raise ValueError("geen geheel getal vanaf 0")
    return int(waarde)


def _configmap(waarde: str, gebreken: list[str]) -> Path:
    if waarde:
        bestand = Path(waarde)
        if not bestand.is_file():
            gebreken.append(f"NACHTLEVEN_CONFIG: {waarde} bestaat niet")
        return bestand.absolute()
    hier = Path("config/nachtleven.toml")
    return hier.absolute() if hier.is_file() else meegeleverd() / "nachtleven.toml"


def meegeleverd() -> Path:
    """Give the folder of the configuration that comes with the program."""
    in_pakket = Path(__file__).parent / "config"
    return in_pakket if in_pakket.is_dir() else Path(__file__).parent.parent / "config"
