"""The five kinds of register file: their columns, and what one row of each is.

Comes in: a row of texts. Goes out: a value of `register`, the key that makes it the same row, and its faults, all of
them. Source: the file formats agreed with the city.
"""

import re
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TypeVar

from nachtleven.bestanden import velden
from nachtleven.bestanden.tabelbestand import Kolommen, leesbaar
from nachtleven.bestanden.velden import Veldfout
from nachtleven.fouten import FouteRij
from nachtleven.register.logboek import Controle, Incident, IncidentSoort, Oordeel, Reden
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning, sleutel_kaartnummer
from nachtleven.register.zaken import Zaak

Waarde = Zaak | Kaart | Inzet | Incident | Controle
T = TypeVar("T")

MAX_TEKENS = 500
MAX_TEKENS_VERHAAL = 2000
MAX_INZET = timedelta(hours=24)
_VERHALEN = frozenset({"tekst", "nota"})
_STUURTEKENS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_STUURTEKENS_VERHAAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DAG, _MOMENT = date.min, datetime.min.replace(tzinfo=UTC)


class RegisterSoort(StrEnum):
    """Which register a file holds."""

    ZAKEN = "zaken"
    PORTIERS = "portiers"
    INZET = "inzet"
    INCIDENTEN = "incidenten"
    CONTROLES = "controles"


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What rows are held against: the moment of the import (UTC), the known venues, the duties (empty: unchecked)."""

    moment: datetime
    zaken: frozenset[str]
    plichten: Collection[str]


@dataclass(slots=True)
class Rij:
    """One row being read; `fouten` grows. After a fault a reader gives the fallback, so that all faults are found."""

    lijn: int
    teksten: Mapping[str, str]
    fouten: list[FouteRij] = field(default_factory=list)

    def fout(self, veld: str, reden: str) -> None:
        """Write down a fault of one field."""
        self.fouten.append(FouteRij(self.lijn, veld, reden))

    def bewaak_tekens(self) -> None:
        """Refuse texts that are too long or hold control characters; line breaks and tabs may stand in a story."""
        samen = " ".join(self.teksten.values())
        if len(samen) <= MAX_TEKENS and not _STUURTEKENS.search(samen):
            return  # nearly every row
        for veld, tekst in self.teksten.items():
            verhaal = veld in _VERHALEN
            hoogstens = MAX_TEKENS_VERHAAL if verhaal else MAX_TEKENS
            if len(tekst) > hoogstens:
                self.fout(veld, f"{len(tekst)} tekens, het mogen er hoogstens {hoogstens} zijn")
            elif (_STUURTEKENS_VERHAAL if verhaal else _STUURTEKENS).search(tekst):
                self.fout(veld, "bevat een stuurteken of regeleinde" if not verhaal else "bevat een stuurteken")

    def tekst(self, veld: str) -> str:
        """Give the text; empty where it is empty or the column is not there."""
        return self.teksten.get(veld, "")

    def moet(self, veld: str, lezer: Callable[[str], T], terugval: T) -> T:
        """Read a field that may not be empty."""
        if self.tekst(veld):
            return self.mag(veld, lezer, terugval)
        self.fout(veld, "is leeg")
        return terugval

    def mag(self, veld: str, lezer: Callable[[str], T], leeg: T) -> T:
        """Read a field that may be empty, which then means `leeg`."""
        tekst = self.tekst(veld)
        if not tekst:
            return leeg
        try:
            return lezer(tekst)
        except Veldfout as fout:
            self.fout(veld, str(fout))
            return leeg

    def na(self, veld: str, later: date, andere: str, eerder: date) -> None:
        """Refuse an end before its begin, where all before it was read: days with days, moments with moments."""
        if not self.fouten and later < eerder:
            self.fout(veld, f"ligt voor {andere}")


@dataclass(frozen=True, slots=True)
class Vorm:
    """How one kind is read; `sleutel` names the fields that may stand together only once in a file."""

    kolommen: Kolommen
    lees: Callable[[Rij, Omgeving], tuple[Waarde, Hashable]]
    sleutel: str
    mag_leeg: bool = True


def _zaak(rij: Rij, _omgeving: Omgeving) -> tuple[Waarde, Hashable]:
    lat = rij.mag("lat", velden.breedtegraad, None)
    lon = rij.mag("lon", velden.lengtegraad, None)
    if bool(rij.tekst("lat")) != bool(rij.tekst("lon")):
        rij.fout("lon" if rij.tekst("lat") else "lat", "is leeg; lat en lon horen samen")
    zaak = Zaak(
        zaak_id=rij.moet("zaak_id", str, ""),
        naam=rij.moet("naam", str, ""),
        aliassen=rij.mag("aliassen", velden.aliassen, ()),
        straat=rij.tekst("straat"),
        huisnummer=rij.tekst("huisnummer"),
        postcode=rij.tekst("postcode"),
        gemeente=rij.tekst("gemeente"),
        wijk=rij.tekst("wijk"),
        capaciteit=rij.mag("capaciteit", velden.aantal, None),
        portier=rij.moet("portier", velden.ja_nee, False),  # noqa: FBT003 (the fallback of a faulty row)
        lat=lat,
        lon=lon,
        ondernemingsnummer=rij.tekst("ondernemingsnummer"),
        telefoon=rij.mag("telefoon", velden.telefoon, ""),
        email=rij.mag("email", velden.email, ""),
        camera=rij.mag("camera", velden.ja_nee, None),
        affiche=rij.mag("affiche", velden.ja_nee, None),
        gelegenheid=rij.mag("gelegenheid", velden.ja_nee, False),  # noqa: FBT003 (what an empty field means)
    )
    return zaak, zaak.zaak_id


def _kaart(rij: Rij, _omgeving: Omgeving) -> tuple[Waarde, Hashable]:
    vergunning = Vergunning(
        werkgever=rij.tekst("werkgever"),
        nummer=rij.tekst("werkgever_vergunning"),
        geldig_tot=rij.mag("werkgever_geldig_tot", velden.dag, None),
    )
    kaart = Kaart(
        kaartnummer=rij.moet("kaartnummer", velden.kaartnummer, ""),
        naam=rij.moet("naam", str, ""),
        vergunning=vergunning,
        statuut=rij.moet("statuut", partial(velden.kies, Statuut), Statuut.VRIJWILLIGER),
        geldig_van=rij.moet("geldig_van", velden.dag, _DAG),
        geldig_tot=rij.moet("geldig_tot", velden.dag, _DAG),
        geschorst_van=rij.mag("geschorst_van", velden.dag, None),
        geschorst_tot=rij.mag("geschorst_tot", velden.dag, None),
        telefoon=rij.mag("telefoon", velden.telefoon, ""),
    )
    rij.na("geldig_tot", kaart.geldig_tot, "geldig_van", kaart.geldig_van)
    if rij.tekst("geschorst_tot") and not rij.tekst("geschorst_van"):
        rij.fout("geschorst_tot", "staat er zonder geschorst_van")
    if kaart.geschorst_van and kaart.geschorst_tot:
        rij.na("geschorst_tot", kaart.geschorst_tot, "geschorst_van", kaart.geschorst_van)
    return kaart, sleutel_kaartnummer(kaart.kaartnummer)


def _inzet(rij: Rij, omgeving: Omgeving) -> tuple[Waarde, Hashable]:
    inzet = Inzet(
        kaartnummer=rij.moet("kaartnummer", velden.kaartnummer, ""),
        zaak_id=_bekende_zaak(rij, omgeving),
        van=rij.moet("van", velden.moment, _MOMENT),
        tot=rij.moet("tot", velden.moment, _MOMENT),
    )
    if not rij.fouten and inzet.tot <= inzet.van:
        rij.fout("tot", "ligt niet na van")
    if not rij.fouten and inzet.tot - inzet.van > MAX_INZET:
        rij.fout("tot", "ligt meer dan 24 uur na van")
    return inzet, (sleutel_kaartnummer(inzet.kaartnummer), inzet.zaak_id, inzet.van)


def _incident(rij: Rij, omgeving: Omgeving) -> tuple[Waarde, Hashable]:
    van = rij.moet("van", velden.moment, _MOMENT)
    incident = Incident(
        zaak_id=_bekende_zaak(rij, omgeving),
        van=van,
        tot=rij.mag("tot", velden.moment, van),
        soort=rij.moet("soort", partial(velden.kies, IncidentSoort), IncidentSoort.ANDERE),
        reden=rij.moet("reden", partial(velden.kies, Reden), Reden.ANDERE),
        aantal=rij.mag("aantal", velden.aantal, None),
        kaartnummer=rij.mag("kaartnummer", velden.kaartnummer, ""),
        tekst=_verhaal(rij.tekst("tekst")),
        gelogd=rij.mag("gelogd", velden.moment, omgeving.moment),
        geverifieerd=True,
    )
    rij.na("tot", incident.tot, "van", van)
    return incident, incident


def _controle(rij: Rij, omgeving: Omgeving) -> tuple[Waarde, Hashable]:
    controle = Controle(
        zaak_id=_bekende_zaak(rij, omgeving),
        tijdstip=rij.moet("tijdstip", velden.moment, _MOMENT),
        plicht=rij.moet("plicht", str, ""),
        oordeel=rij.moet("oordeel", partial(velden.kies, Oordeel), Oordeel.OK),
        kaartnummer=rij.mag("kaartnummer", velden.kaartnummer, ""),
        nota=_verhaal(rij.tekst("nota")),
    )
    if controle.plicht and omgeving.plichten and controle.plicht not in omgeving.plichten:
        bekend = ", ".join(sorted(omgeving.plichten))
        rij.fout("plicht", f"'{leesbaar(controle.plicht)}' is geen bekende plicht; het kan zijn: {bekend}")
    kaart = sleutel_kaartnummer(controle.kaartnummer)
    return controle, (controle.zaak_id, controle.tijdstip, controle.plicht, kaart)


def _bekende_zaak(rij: Rij, omgeving: Omgeving) -> str:
    zaak_id = rij.moet("zaak_id", str, "")
    if zaak_id and zaak_id not in omgeving.zaken:
        rij.fout("zaak_id", f"de zaak '{leesbaar(zaak_id)}' staat niet in het register")
    return zaak_id


def _verhaal(tekst: str) -> str:
    """Write line breaks in one way, so that the same line from another program is the same line."""
    return tekst.replace("\r\n", "\n").replace("\r", "\n")


def _namen(tekst: str) -> tuple[str, ...]:
    return tuple(tekst.split())


VORMEN: Mapping[RegisterSoort, Vorm] = {
    RegisterSoort.ZAKEN: Vorm(
        Kolommen(
            _namen("zaak_id naam aliassen straat huisnummer postcode gemeente wijk capaciteit portier"),
            _namen("lat lon ondernemingsnummer telefoon email camera affiche gelegenheid"),
        ),
        _zaak,
        "zaak_id",
        mag_leeg=False,
    ),
    RegisterSoort.PORTIERS: Vorm(
        Kolommen(
            _namen("kaartnummer naam werkgever werkgever_vergunning statuut geldig_van geldig_tot"),
            _namen("geschorst_van geschorst_tot werkgever_geldig_tot telefoon"),
            frozenset({"geldig_van", "geldig_tot", "geschorst_van", "geschorst_tot", "werkgever_geldig_tot"}),
        ),
        _kaart,
        "kaartnummer",
        mag_leeg=False,
    ),
    RegisterSoort.INZET: Vorm(
        Kolommen(("kaartnummer", "zaak_id", "van", "tot"), (), frozenset({"van", "tot"})),
        _inzet,
        "kaartnummer, zaak_id, van",
    ),
    RegisterSoort.INCIDENTEN: Vorm(
        Kolommen(
            _namen("zaak_id van tot soort reden aantal kaartnummer tekst"),
            ("gelogd",),
            frozenset({"van", "tot", "gelogd"}),
        ),
        _incident,
        "",
    ),
    RegisterSoort.CONTROLES: Vorm(
        Kolommen(_namen("zaak_id tijdstip plicht oordeel kaartnummer nota"), (), frozenset({"tijdstip"})),
        _controle,
        "zaak_id, tijdstip, plicht, kaartnummer",
    ),
}
