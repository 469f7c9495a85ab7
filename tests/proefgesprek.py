"""A conversation for the tests: a telephone that texts, what was read in each text, and what the core makes of it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from nachtleven.gesprek import (
    Actie,
    Antwoordboek,
    Binnengekomen,
    Gegevens,
    Gespreksregels,
    Stand,
    Uitkomst,
    beantwoord,
    laad_antwoordboek,
)
from nachtleven.lezen.lezing import Feit, Hoe, Lezing, Soort, Tijdlezing, Woorden, ZaakScore
from nachtleven.meldingen import Melding, Termijnen
from nachtleven.register.zaken import Zaak

NACHT = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
DAG = datetime(2026, 3, 7, 13, 0, tzinfo=UTC)
KENMERKEN = ("KAN-4TR-7", "CCC-CCC-C", "DDD-DDD-D", "EEE-EEE-E", "FFF-FFF-F", "GGG-GGG-G")
REGELS = Gespreksregels(
    termijnen=Termijnen(contact_dagen=7, beelden_dagen=30, beelden_alarm_dagen=7, wis_dagen=14, toevoeg_dagen=7),
    gegevens=Gegevens("8989", "privacy@stad.example", "Zorgcentrum 02 000 00 00"),
)


def zaak(zaak_id: str, naam: str, straat: str) -> Zaak:
    return Zaak(zaak_id, naam, (), straat, "1", "9000", "Gent", "Centrum", None, portier=True)


ZAKEN = {
    z.zaak_id: z
    for z in (
        zaak("Z1", "Aurora", "Overpoortstraat"),
        zaak("Z2", "Aurora Bar", "Vlasmarkt"),
        zaak("Z3", "Club Nova", "Kuiperskaai"),
        zaak("Z4", "Aurora Club", "Korenmarkt"),
    )
}


@dataclass(frozen=True)
class Gekoppeld:
    zaak: str | None = None
    kandidaten: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tekst:
    """One text with what reading and linking made of it; `tijd` is hours before the receipt, None: no time word."""

    tekst: str
    soort: Soort = Soort.RUIS
    zaak: str | None = None
    kandidaten: tuple[str, ...] = ()
    feiten: frozenset[Feit] = frozenset()
    gronden: frozenset[str] = frozenset()
    taal: str | None = "nl"
    uren_geleden: int | None = None
    spoed: bool = False


GEWEIGERD = frozenset({Feit.GEWEIGERD})


@lru_cache
def antwoorden() -> Antwoordboek:
    return laad_antwoordboek(Path("config"))


def tijd_van(tekst: Tekst, ontvangen: datetime) -> Tijdlezing | None:
    if tekst.uren_geleden is None and not tekst.feiten:
        return None
    moment = ontvangen - timedelta(hours=tekst.uren_geleden or 0)
    bekend = tekst.uren_geleden is not None or not 7 <= ontvangen.hour < 17
    speling = timedelta(hours=2)
    return Tijdlezing(
        moment, moment - speling, moment + speling, tekst.uren_geleden is not None, bekend, (Woorden(0, 1),), 0.9
    )


def lees(tekst: Tekst, ontvangen: datetime) -> Lezing:
    gevonden = (tekst.zaak,) if tekst.zaak else tekst.kandidaten
    plek = (Woorden(0, len(tekst.tekst)),) if tekst.soort is Soort.VRAAG else ()
    return Lezing(
        taal=tekst.taal,
        soort=tekst.soort,
        rol=None,
        zaken=tuple(ZaakScore(z, 0.9, Hoe.NAAM, plek) for z in gevonden),
        tijd=tijd_van(tekst, ontvangen),
        gronden=tekst.gronden,
        feiten=tekst.feiten,
        kaartnummers=(),
        spoed=tekst.spoed,
        verklaringen=(),
    )


@dataclass
class Gesprek:
    """A telephone that texts, and what the core makes of it."""

    stand: Stand = field(default_factory=Stand)
    nu: datetime = NACHT
    uitkomsten: list[Uitkomst] = field(default_factory=list)

    def sms(self, tekst: Tekst, *, na: timedelta = timedelta(minutes=1), laat: timedelta = timedelta()) -> Uitkomst:
        self.nu += na
        kenmerk = KENMERKEN[len(self.stand.meldingen)]
        binnen = Binnengekomen(
            tekst=tekst.tekst,
            ontvangen=self.nu,
            moment=self.nu + laat,
            lezing=lees(tekst, self.nu),
            koppeling=Gekoppeld(tekst.zaak, tekst.kandidaten),
            zaken=ZAKEN,
            kenmerk=kenmerk,
            lognummer="L-77",
        )
        uitkomst = beantwoord(self.stand, binnen, REGELS, antwoorden())
        self._verwerk(uitkomst, tekst)
        return uitkomst

    def _verwerk(self, uitkomst: Uitkomst, tekst: Tekst) -> None:
        meldingen = {m.kenmerk: m for m in self.stand.meldingen} | {m.kenmerk: m for m in uitkomst.meldingen}
        gestopt = {Actie.STOP: True, Actie.START: False}.get(uitkomst.actie, self.stand.gestopt)
        self.stand = replace(
            self.stand,
            meldingen=tuple(meldingen.values()),
            gestopt=gestopt,
            taal=tekst.taal or self.stand.taal,
            ingelicht=uitkomst.ingelicht,
            contactwens=uitkomst.contactwens,
        )
        self.uitkomsten.append(uitkomst)

    def melding(self, plaats: int = 0) -> Melding:
        return self.stand.meldingen[plaats]


def verhaal(**velden: object) -> Tekst:
    vast = {"tekst": "ze lieten mij niet binnen", "soort": Soort.MELDING, "feiten": GEWEIGERD}
    return Tekst(**{**vast, **velden})  # type: ignore[arg-type]  # a factory for tables
