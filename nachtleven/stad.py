"""The city: what `config/nachtleven.toml` says, checked; and the folder in which the other rules and words stand."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from nachtleven.bewaring.termijnen import NAMEN, Bewaartermijnen
from nachtleven.fouten import ConfiguratieFout
from nachtleven.meldingen import Termijnen


@dataclass(frozen=True, slots=True)
class Nummer:
    """The short number and the other ways to reach the reporting point.

    `afzender`: the number, or the gateway's messaging service, that our own texts come from. `proef`: the number of
    ours that the daily probe text goes to; empty: none is sent.
    """

    kort: str
    sleutelwoord: str
    lang: str
    mail: str
    privacy: str
    zorgcentrum: str
    nazorg: str
    eigen: frozenset[str]
    afzender: str
    proef: str


@dataclass(frozen=True, slots=True)
class Wacht:
    """Who is on call for what is urgent: mail addresses and telephone numbers; both empty: nobody is called."""

    mails: tuple[str, ...]
    nummers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stad:
    """One city's settings. `map` is the folder of its configuration; terms in days.

    `oidc_claim`: the claim of the single sign-on that holds the role, `oidc_rollen`: its words and our roles.
    `auditmail`: who gets the head of the audit log every day; empty: nobody.
    """

    naam: str
    taal: str
    dienst: str
    nummer: Nummer
    wacht: Wacht
    termijnen: Termijnen
    bewaring: Bewaartermijnen
    auditmail: tuple[str, ...]
    berichten_per_uur: int
    nieuwe_melders: int
    pogingen: int
    drempel: int
    wachttijd_dagen: int
    terug: int
    kannel_adressen: tuple[IPv4Network | IPv6Network, ...]
    map: Path
    overleg: tuple[str, ...] = ()
    """The mail addresses of the consultation, to which approved reports go; empty: they are sent to nobody."""
    oidc_claim: str = ""
    oidc_rollen: tuple[tuple[str, str], ...] = ()


def laad_stad(bestand: Path) -> Stad:
    """Read the city's configuration.

    Raises:
        ConfiguratieFout: the file doesn't parse, or a value is missing or of the wrong kind.
    """
    try:
        ruw = tomllib.loads(bestand.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        raise ConfiguratieFout(str(bestand), "bestand", str(fout)) from fout
    lezer = _Lezer(bestand, ruw)
    nummer = Nummer(
        kort=lezer.tekst("nummer", "kort"),
        sleutelwoord=lezer.tekst("nummer", "sleutelwoord"),
        lang=lezer.tekst("nummer", "lang"),
        mail=lezer.tekst("nummer", "mail"),
        privacy=lezer.tekst("nummer", "privacy"),
        zorgcentrum=lezer.tekst("nummer", "zorgcentrum"),
        nazorg=lezer.tekst("nummer", "nazorg"),
        eigen=frozenset({*lezer.teksten("nummer", "eigen_nummers"), lezer.tekst("nummer", "lang")}),
        afzender=lezer.tekst("nummer", "afzender", "") or lezer.tekst("nummer", "kort"),
        proef=lezer.tekst("nummer", "proef", ""),
    )
    if nummer.proef == nummer.afzender:
        raise ConfiguratieFout(
            str(bestand), "[nummer] proef", "is dezelfde als de afzender: die kan zichzelf niets sturen"
        )
    termijnen = Termijnen(
        **{
            naam: lezer.getal("termijnen", naam)
            for naam in ("contact_dagen", "beelden_dagen", "beelden_alarm_dagen", "wis_dagen", "toevoeg_dagen")
        }
    )
    stad = Stad(
        naam=lezer.tekst("stad", "naam"),
        taal=lezer.tekst("stad", "taal"),
        dienst=lezer.tekst("stad", "dienst"),
        nummer=nummer,
        wacht=Wacht(lezer.teksten("wacht", "mails", ()), lezer.teksten("wacht", "nummers", ())),
        termijnen=termijnen,
        bewaring=Bewaartermijnen(**{naam: lezer.getal("bewaring", naam) for naam in NAMEN}),
        auditmail=lezer.teksten("audit", "mail", ()),
        berichten_per_uur=lezer.getal("termijnen", "berichten_per_uur"),
        nieuwe_melders=lezer.getal("termijnen", "nieuwe_melders"),
        pogingen=lezer.getal("oproepen", "pogingen"),
        drempel=lezer.getal("rapport", "drempel"),
        wachttijd_dagen=lezer.getal("rapport", "wachttijd_dagen"),
        terug=lezer.getal("rapport", "terug"),
        kannel_adressen=lezer.netwerken("poorten", "kannel_adressen"),
        map=bestand.parent,
        overleg=lezer.teksten("overleg", "mails", ()),
        oidc_claim=lezer.tekst("oidc", "claim", ""),
        oidc_rollen=lezer.rollen("oidc", "rollen"),
    )
    lezer.weiger_onbekend()
    _keur_bewaring(bestand, stad.bewaring)
    return stad


def _keur_bewaring(bestand: Path, termijnen: Bewaartermijnen) -> None:
    """Refuse terms that can't be meant: a lost digit would destroy at night what no later change brings back."""
    for naam, minstens, ander in (
        ("nummer_maanden", 1, ""),
        ("tekst_maanden", termijnen.nummer_maanden, "nummer_maanden"),
        ("logboek_maanden", termijnen.nummer_maanden, "nummer_maanden"),
        ("reserve_dagen", 7, ""),
        ("sleutel_dagen", termijnen.reserve_dagen, "reserve_dagen"),
    ):
        if getattr(termijnen, naam) < minstens:
            waarom = f"is korter dan {ander}" if ander else f"is minder dan {minstens}"
            raise ConfiguratieFout(str(bestand), f"[bewaring] {naam}", waarom)


def _bedoeld(naam: str, namen: Iterable[str]) -> str:
    lijkt = get_close_matches(naam, namen, n=1)
    return f"bestaat niet; bedoeld is misschien {lijkt[0]}" if lijkt else "bestaat niet"


class _Lezer:
    """Reads single values of the file, each with an error that names its place."""

    def __init__(self, bestand: Path, ruw: dict[str, Any]) -> None:
        self._bestand, self._ruw = bestand, ruw
        self._gevraagd: dict[str, set[str]] = {}

    def weiger_onbekend(self) -> None:
        """Refuse what nobody asked for: a name with a typo would else be as good as not there."""
        for tabel, inhoud in self._ruw.items():
            namen = self._gevraagd.get(tabel, set())
            if not namen or not isinstance(inhoud, dict):
                raise ConfiguratieFout(str(self._bestand), f"[{tabel}]", _bedoeld(tabel, self._gevraagd))
            for naam in inhoud:
                if naam not in namen:
                    raise ConfiguratieFout(str(self._bestand), f"[{tabel}] {naam}", _bedoeld(naam, namen))

    def _waarde(self, tabel: str, naam: str, anders: object = None) -> object:
        self._gevraagd.setdefault(tabel, set()).add(naam)
        inhoud = self._ruw.get(tabel)
        if not isinstance(inhoud, dict) or naam not in inhoud:
            if anders is not None:
                return anders
            raise ConfiguratieFout(str(self._bestand), f"[{tabel}] {naam}", "ontbreekt")
        return inhoud[naam]

    def tekst(self, tabel: str, naam: str, anders: str | None = None) -> str:
        """Give a text; one that isn't there, or is empty, is `anders` where that is given."""
        waarde = self._waarde(tabel, naam, anders)
        if not isinstance(waarde, str) or not (waarde or anders is not None):
            raise ConfiguratieFout(str(self._bestand), f"[{tabel}] {naam}", "is geen tekst")
        return waarde

    def teksten(self, tabel: str, naam: str, anders: tuple[str, ...] | None = None) -> tuple[str, ...]:
        waarde = self._waarde(tabel, naam, anders)
        if not isinstance(waarde, list | tuple) or not all(isinstance(deel, str) for deel in waarde):
            raise ConfiguratieFout(str(self._bestand), f"[{tabel}] {naam}", "is geen lijst van teksten")
        return tuple(waarde)

    def rollen(self, tabel: str, naam: str) -> tuple[tuple[str, str], ...]:
        """Give words with the role that each stands for; none where the table isn't there."""
        waarde = self._waarde(tabel, naam, {})
        rollen = {"onthaal", "economie", "preventie", "politie", "beheer"}
        if not isinstance(waarde, dict) or not set(waarde.values()) <= rollen:
            raise ConfiguratieFout(str(self._bestand), f"[{tabel}] {naam}", "is geen tabel van woorden met een rol")
        return tuple(waarde.items())

    def netwerken(self, tabel: str, naam: str) -> tuple[IPv4Network | IPv6Network, ...]:
        try:
            return tuple(ip_network(deel) for deel in self.teksten(tabel, naam))
        except ValueError as fout:
            raise ConfiguratieFout(str(self._bestand), f"[{tabel}] {naam}", str(fout)) from fout

    def getal(self, tabel: str, naam: str) -> int:
        waarde = self._waarde(tabel, naam)
        if not isinstance(waarde, int) or isinstance(waarde, bool) or waarde < 0:
            raise ConfiguratieFout(str(self._bestand), f"[{tabel}] {naam}", "is geen geheel getal vanaf 0")
        return waarde
