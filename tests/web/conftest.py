"""A fake behind the screens: one melding of each sort, a user of each role, a clock that stands still."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from flask import Flask
from flask.testing import FlaskClient

from nachtleven.alarmen import Alarm, Alarmsoort
from nachtleven.bureauinrichting import maak_bureau_over
from nachtleven.fouten import NietGevonden, VerouderdFout, WensFout
from nachtleven.gesprekken.brieven import Brief
from nachtleven.instellingentonen import toon_stad
from nachtleven.invoerloket import Invoerloket, Roep, roep_opdracht
from nachtleven.meldingen import Status
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.opslag.beheer import Auditboek, Dienstlezer
from nachtleven.opslag.bevindingen import Bevindingboek
from nachtleven.opslag.deur import Deurbron
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.typen import Tabel
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen
from nachtleven.opslag.zaaklog import Zaaklogboek
from nachtleven.rapportleven import Bijschrift, Bijschriftsoort, Opvolging, Rapportstaat, Rapportstand
from nachtleven.toegang.audit import Auditregel
from nachtleven.toegang.gebruikers import Gebruiker, Gebruikersrol, Inlog, hash_wachtwoord
from nachtleven.toegang.sessies import stempel
from nachtleven.toezicht.plichten import laad_plichten
from nachtleven.web.beheerwaarden import Beheer
from nachtleven.web.bureau import Bureau
from nachtleven.web.huis import Huis, Meldwegen
from nachtleven.web.opzet import zet_op
from nachtleven.web.toezichthuis import Toezicht
from nachtleven.web.tonen import (
    BerichtTekst,
    Bewerking,
    Bladzijde,
    DienstRegel,
    GrondStand,
    Keuzezaak,
    LogRegel,
    MeldingBlad,
    Meldingfilter,
    MeldingRegel,
    RapportAanbouw,
    RapportRegel,
    Stukje,
    Uitleg,
    Vandaag,
    VerloopRegel,
)  # fmt: skip
from tests.conftest import CONFIG, open_opslag
from tests.proefhuis import STAD, maak_ontvangst

NU = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)
KENMERK, VERWEZEN = "KAN-4TR-F", "ACD-EFG-J"
TEKST = "sta hier aan nova en mocht er niet in"
WACHTWOORD = "vier losse woorden hier"
_HASH = hash_wachtwoord(WACHTWOORD)
RAPPORT = UUID("6d4b2f64-5b1c-4a8e-9a51-0c2c7c0d2a11")
NOVA = Keuzezaak("Z1", "Bar Noviteit", "Sluisstraat 61", portier=True)
ANDER = Keuzezaak("Z2", "Café Noviteit", "Molenberg 12", portier=False)


def maak_regel(**anders: object) -> MeldingRegel:
    """Make a melding with a doubtful venue."""
    regel = MeldingRegel(
        kenmerk=KENMERK, status=Status.TE_CONTACTEREN, kanaal="sms", soort="melding",
        ontvangen=datetime(2026, 11, 22, 0, 52, tzinfo=UTC), nacht=date(2026, 11, 21), nacht_bekend=True,
        tijdstip=datetime(2026, 11, 22, 0, 30, tzinfo=UTC), taal="nl", rol="slachtoffer", zaak_id=None, zaak=None,
        zaak_hoe=None, kandidaten=("Bar Noviteit", "Café Noviteit"),
        gronden=(GrondStand("raciaal", bevestigd=True), GrondStand("geloof", bevestigd=None)),
        feiten=("geweigerd", "smoes"), spoed=False, contact_voor=NU + timedelta(days=6), gecontacteerd=None,
        beelden_voor=NU + timedelta(days=29), aandacht=(),
    )  # fmt: skip
    return replace(regel, **anders)  # type: ignore[arg-type]  # a test names the fields


def maak_blad(regel: MeldingRegel, rol: Gebruikersrol) -> MeldingBlad:
    """Make the page of a melding as the source gives it for a role."""
    onthaal, politie = rol is Gebruikersrol.ONTHAAL, rol is Gebruikersrol.POLITIE
    stukjes = (Stukje("sta hier aan ", ()), Stukje("nova", (1,)), Stukje(" en ", ()), Stukje("mocht er niet in", (2,)))
    antwoord = (Stukje("Bedankt, je melding is binnen.", ()),)
    gesprek = (
        BerichtTekst(regel.ontvangen, van_melder=True, taal="nl", stukjes=stukjes, stand=""),
        BerichtTekst(regel.ontvangen, van_melder=False, taal="nl", stukjes=antwoord, stand="automatisch, aangekomen"),
        BerichtTekst(regel.ontvangen, van_melder=True, taal=None, stukjes=None, stand=""),
    )
    uitleg = (
        Uitleg(1, "nova", "zaak", "Bar Noviteit", 0.62, bevestigd=None),
        Uitleg(2, "mocht er niet in", "feit", "geweigerd", 0.97, bevestigd=None),
    )
    dienst = DienstRegel("GN41", "Ada Voorbeeld", "Wacht bv", regel.ontvangen, NU, "dienst", ("kaart_verlopen",))
    log = LogRegel(regel.ontvangen, NU, "weigering", "vol", 4, NU, geverifieerd=True, naderhand=True, dekt=True)
    nota = "Belde, niet bereikt." if onthaal else None
    return MeldingBlad(
        regel, 3, regel.tijdstip, NU, (NOVA, ANDER), gesprek if onthaal else (), uitleg if onthaal else (),
        (dienst,) if politie else None, (log,), (VerloopRegel(NU, "noor", "nota", None, None, nota),), (), "bel",
    )  # fmt: skip


@dataclass
class NepBron:
    """Answers every question from memory."""

    regels: list[MeldingRegel] = field(default_factory=list)

    def vandaag(self, rol: Gebruikersrol, moment: datetime) -> Vandaag:  # noqa: ARG002 - the protocol's signature
        alarm = Alarm(Alarmsoort.GEMIST, NU - timedelta(hours=1), NU, 2)
        if rol is not Gebruikersrol.ONTHAAL:
            return Vandaag(alarmen=(alarm,) if rol is Gebruikersrol.BEHEER else ())
        spoed = (maak_regel(spoed=True, taal="fr"),)
        een = (maak_regel(),)
        return Vandaag(
            spoed=spoed, contact=een, beelden=een, twijfel=een, alarmen=(alarm,), contact_totaal=3, laatste_bericht=NU
        )

    def meldingen(self, rol: Gebruikersrol, filter_: Meldingfilter, hoogstens: int) -> Bladzijde:  # noqa: ARG002 - the protocol's signature
        verwezen = maak_regel(kenmerk=VERWEZEN, zaak="Bar Noviteit", zaak_id="Z1", zaak_hoe="persoon", spoed=True)
        regels = (verwezen,) if rol is Gebruikersrol.POLITIE else (maak_regel(), verwezen, *self.regels)
        if filter_.status:
            regels = tuple(r for r in regels if r.status is filter_.status)
        return Bladzijde(regels, (NU, RAPPORT) if not filter_.na and regels else None, len(regels))

    def melding(self, kenmerk: str, rol: Gebruikersrol) -> MeldingBlad | None:
        mag = {VERWEZEN} if rol is Gebruikersrol.POLITIE else {VERWEZEN, KENMERK}
        return maak_blad(maak_regel(kenmerk=kenmerk), rol) if kenmerk in mag else None

    def zaken(self) -> list[Keuzezaak]:
        return [NOVA, ANDER]

    def zoek_zaken(self, woord: str, hoogstens: int) -> list[Keuzezaak]:  # noqa: ARG002 - the protocol's signature
        return [z for z in (NOVA, ANDER) if woord.lower() in z.naam.lower()]

    def rapporten(self) -> list[RapportRegel]:
        return [RapportRegel(RAPPORT, "maand", "2026-10", "intern", 1, NU, voorlopig=False, map="maand/2026-10")]

    def rapport(self, id_: UUID) -> RapportRegel | None:
        return self.rapporten()[0] if id_ == RAPPORT else None

    def in_aanbouw(self, moment: datetime) -> list[RapportAanbouw]:
        return [RapportAanbouw("2026-K3", "deelbaar", "tekenen")] if moment >= NU else []


@dataclass
class NepWerk:
    """Keeps what was asked, and knows the version that stands."""

    gedaan: list[tuple[object, ...]] = field(default_factory=list)
    versie: int = 3

    def _kijk(self, bewerking: Bewerking) -> None:
        if bewerking.kenmerk not in (KENMERK, VERWEZEN):
            raise NietGevonden("melding", bewerking.kenmerk)
        if bewerking.versie != self.versie:
            raise VerouderdFout(bewerking.versie, self.versie)

    def kies_zaak(self, bewerking: Bewerking, zaak_id: str | None) -> None:
        self._kijk(bewerking)
        self.gedaan.append(("zaak", zaak_id))

    def beoordeel_grond(self, bewerking: Bewerking, grond: str, bevestigd: bool | None) -> None:  # noqa: FBT001 - the value
        self._kijk(bewerking)
        self.gedaan.append(("grond", grond, bevestigd))

    def verander_staat(self, bewerking: Bewerking, naar: Status, reden: str, verwezen_naar: str | None) -> None:
        self._kijk(bewerking)
        self.gedaan.append(("staat", naar, reden, verwezen_naar))

    def noteer(self, bewerking: Bewerking, tekst: str) -> None:
        assert bewerking.door
        self.gedaan.append(("nota", tekst))

    def noteer_contact(self, bewerking: Bewerking, tekst: str) -> None:
        assert bewerking.door
        self.gedaan.append(("contact", tekst))

    def kijk_na(self, bewerking: Bewerking, gezien: Collection[str]) -> None:
        assert bewerking.door
        self.gedaan.append(("nagekeken", *gezien))

    def los_alarm_op(self, soort: Alarmsoort, moment: datetime) -> None:  # noqa: ARG002 - the protocol's signature
        self.gedaan.append(("alarm", soort))


@dataclass
class NepBrieven:
    """Keeps what was written; `rem` refuses it, and so does a version that is not the third."""

    geschreven: list[tuple[str, Brief]] = field(default_factory=list)
    rem: str | None = None

    def schrijf_terug(self, bewerking: Bewerking, brief: Brief) -> None:
        if self.rem:
            raise WensFout(self.rem)
        if bewerking.versie != 3:
            raise VerouderdFout(bewerking.versie, 3)
        self.geschreven.append((bewerking.kenmerk, brief))


@dataclass
class NepAccounts:
    """One user a role, named after it, and `nieuw`, who must change the password first."""

    hashes: dict[str, str] = field(default_factory=dict)
    totp: dict[str, str] = field(default_factory=dict)
    stappen: dict[str, int] = field(default_factory=dict)
    talen: dict[UUID, str] = field(default_factory=dict)
    externen: dict[str, Gebruiker] = field(default_factory=dict)

    def inlog(self, naam: str) -> Inlog | None:
        rol = {"nieuw": "onthaal"}.get(naam, naam)
        if rol not in set(Gebruikersrol):
            return None
        hash_ = self.hashes.get(naam, _HASH)
        moet = naam == "nieuw" and naam not in self.hashes
        gebruiker = Gebruiker(
            uuid5(RAPPORT, naam), naam, Gebruikersrol(rol), moet_wijzigen=moet, actief=True, stempel=stempel(hash_),
            taal=self.talen.get(uuid5(RAPPORT, naam)),
        )  # fmt: skip
        return Inlog(gebruiker, hash_, self.totp.get(naam), self.stappen.get(naam, -1))

    def gebruiker(self, id_: UUID) -> Gebruiker | None:
        gevonden = [self.inlog(naam) for naam in (*Gebruikersrol, "nieuw")]
        return next((i.gebruiker for i in gevonden if i and i.gebruiker.id == id_), None)

    def gebruik_code(self, id_: UUID, stap: int) -> bool:
        gebruiker = self.gebruiker(id_)
        if gebruiker is None or self.stappen.get(gebruiker.naam, -1) >= stap:
            return False
        self.stappen[gebruiker.naam] = stap
        return True

    def externe(self, wie: str) -> Gebruiker | None:
        return self.externen.get(wie)

    def maak_extern(self, naam: str, rol: Gebruikersrol, wie: str, moment: datetime) -> Gebruiker:  # noqa: ARG002 - the protocol's signature
        gemaakt = Gebruiker(uuid5(RAPPORT, wie), naam, rol, moet_wijzigen=False, actief=True, stempel=wie, taal=None)
        return self.externen.setdefault(wie, gemaakt)

    def zet_rol(self, id_: UUID, rol: Gebruikersrol) -> None:
        for wie, gebruiker in self.externen.items():
            self.externen[wie] = replace(gebruiker, rol=rol) if gebruiker.id == id_ else gebruiker

    def zet_taal(self, id_: UUID, taal: str) -> None:
        self.talen[id_] = taal

    def noteer_inlog(self, id_: UUID, moment: datetime) -> None:
        """Nothing to keep."""

    def wijzig_wachtwoord(self, id_: UUID, wachtwoord_hash: str) -> None:
        gebruiker = self.gebruiker(id_)
        if gebruiker:
            self.hashes[gebruiker.naam] = wachtwoord_hash


@dataclass
class NepAudit:
    """Keeps the lines."""

    regels: list[Auditregel] = field(default_factory=list)

    def schrijf(self, regel: Auditregel) -> None:
        self.regels.append(regel)


@dataclass
class NepVerslagen:
    """One draft, kept in memory."""

    stand_: Rapportstand = field(
        default_factory=lambda: Rapportstand(
            RAPPORT, "2026-10-intern-1", "maand/2026-10", "ab" * 32, Rapportstaat.CONCEPT, None, None, ()
        )
    )

    def stand(self, id_: UUID) -> Rapportstand | None:
        return self.stand_ if id_ == RAPPORT else None

    def voeg_toe(self, id_: UUID, soort: Bijschriftsoort, tekst: str, door: str, moment: datetime) -> None:
        if self.stand_.staat is not Rapportstaat.CONCEPT:
            raise VerouderdFout(0, 1)
        nieuw = Bijschrift(uuid5(id_, tekst), soort, tekst, Opvolging.OPEN, door, moment)
        self.stand_ = replace(self.stand_, bijschriften=(*self.stand_.bijschriften, nieuw))

    def keur_goed(self, id_: UUID, door: str, moment: datetime) -> None:  # noqa: ARG002 - the protocol's signature
        if self.stand_.staat is not Rapportstaat.CONCEPT:
            raise VerouderdFout(0, 1)
        self.stand_ = replace(self.stand_, staat=Rapportstaat.GOEDGEKEURD, goedgekeurd_door=door)

    def volg_op(self, bijschrift: UUID, opvolging: Opvolging) -> None:
        nieuw = tuple(replace(b, opvolging=opvolging) if b.id == bijschrift else b for b in self.stand_.bijschriften)
        self.stand_ = replace(self.stand_, bijschriften=nieuw)


@dataclass
class Wereld:
    """The application with what stands behind it."""

    app: Flask
    bron: NepBron
    werk: NepWerk
    accounts: NepAccounts
    audit: NepAudit
    brieven: NepBrieven
    nu: datetime = NU
    verslagen: NepVerslagen = field(default_factory=NepVerslagen)
    huis: Huis = field(init=False)

    def als(self, naam: str | None) -> FlaskClient:
        """Give a client with a session of this user, None: nobody."""
        client = self.app.test_client()
        inlog = self.accounts.inlog(naam) if naam else None
        if inlog:
            with client.session_transaction() as sessie:
                sessie["_user_id"] = f"{inlog.gebruiker.id}:{inlog.gebruiker.stempel}"
                sessie["begonnen"] = sessie["laatst"] = sessie["bewezen"] = int(self.nu.timestamp())
                sessie.permanent = True
        return client


def maak_leeg_bureau(map_: Path, klok: Callable[[], datetime]) -> Bureau:
    """Make a desk over a database in which nothing is, but a colleague of onthaal."""
    opslag = Opslag(maak_motor(f"sqlite:///{map_}/bureau.db"), Kluis([b"k" * 32]), Pseudoniemen(b"p" * 32))
    Tabel.metadata.create_all(opslag.motor)
    return maak_bureau_over(opslag, STAD, maak_ontvangst(opslag, klok), klok)


def maak_leeg_beheer(map_: Path) -> Beheer:
    """Make what the administrator's rooms need, over the desk's database."""
    return maak_beheer(Opslag(maak_motor(f"sqlite:///{map_}/bureau.db"), Kluis([b"k" * 32]), Pseudoniemen(b"p" * 32)))


def maak_beheer(opslag: Opslag) -> Beheer:
    """Make what the administrator's rooms need, over a database."""
    dienst = Dienstlezer(opslag, lambda: (2, 1))
    return Beheer(Accountopslag(opslag), Auditboek(opslag), dienst, (), toon_stad(CONFIG / "nachtleven.toml"))


def maak_toezicht(opslag: Opslag, klok: Callable[[], datetime], map_: Path, roep: Roep = roep_opdracht) -> Toezicht:
    """Make what the screens of the oversight need, over a database."""
    plichten = laad_plichten(CONFIG)
    boek = Bevindingboek(opslag, plichten)
    loket = Invoerloket(map_, klok, roep)
    return Toezicht(boek, Deurbron(opslag, boek), Zaaklogboek(opslag), loket, plichten)


@pytest.fixture(scope="session")
def leeg_toezicht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toezicht]:
    """The oversight over a database that stays empty: for screens that are not about it."""
    map_ = tmp_path_factory.mktemp("toezicht")
    opslag = open_opslag(f"sqlite:///{map_ / 'leeg.db'}")
    yield maak_toezicht(opslag, lambda: NU, map_)
    opslag.sluit()


@pytest.fixture
def toezicht(leeg_toezicht: Toezicht) -> Toezicht:
    """What the screens are given; a test of the oversight gives its own."""
    return leeg_toezicht


@pytest.fixture
def wereld(tmp_path: Path, toezicht: Toezicht) -> Wereld:
    map_ = tmp_path / "maand" / "2026-10"
    (map_ / "tabellen").mkdir(parents=True)
    for naam in ("rapport.html", "rapport.pdf", "rapport.json", "tabellen/plichten.csv", "tabellen/per_zaak.csv"):
        (map_ / naam).write_text("inhoud", "utf-8")
    (tmp_path / "geheim.txt").write_text("geheim", "utf-8")
    app = Flask("nachtleven.web")
    app.config.update(SECRET_KEY="x" * 40, TESTING=True, WTF_CSRF_ENABLED=False)
    plaats = Wereld(app, NepBron(), NepWerk(), NepAccounts(), NepAudit(), NepBrieven())
    stad = Meldwegen("8989", "MELDING", lang_nummer="+32 460 00 00 89", email="meldpunt@stad.example")
    huis = Huis(
        plaats.bron,
        plaats.werk,
        plaats.accounts,
        plaats.audit,
        lambda: plaats.nu,
        tmp_path,
        toezicht,
        stad,
        brieven=plaats.brieven,
        bureau=maak_leeg_bureau(tmp_path, lambda: plaats.nu),
        verslagen=plaats.verslagen,
        beheer=maak_leeg_beheer(tmp_path),
        met_code=False,
    )
    plaats.huis = huis
    zet_op(app, huis, veilig=False)
    return plaats
