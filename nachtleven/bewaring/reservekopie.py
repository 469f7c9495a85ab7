"""The use case of backups: made while everything runs, looked through by putting them back, and put back for real.

A backup is one encrypted file: a tar of the spool, the database, the report archive and a head (`kop.json`), written in
that order, so that a message that moves from spool to database meanwhile is in one of them at least. The erasure
journal is never in it: it is held against it, and replayed before a restored database gets its name.
"""

import dataclasses
import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import select

from nachtleven.bewaring.bewaren import bewaar
from nachtleven.bewaring.kluisbestand import Kluislezer, Kluisschrijver, nieuw_bestand
from nachtleven.bewaring.wisboek import Wiskop
from nachtleven.bewaring.wissen import speel_af, wisboek_van
from nachtleven.fouten import ReserveFout
from nachtleven.opslag import hoofdsleutels, kopie, schema
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.opslag.kopie import Programmas
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.schoonmaak import maak_schoon
from nachtleven.opslag.tabellen import RapportRij
from nachtleven.samenstelling import SPOELMAP, Onderdelen
from nachtleven.toegang.audit import Auditregel

log = structlog.get_logger()

_KOP, _DATABASE, _RAPPORTEN = "kop.json", "database", "rapporten"
_BEGIN, _STAART, _STEMPEL = "nachtleven-", ".reserve", "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Reservestaat:
    """What a backup was found to hold: when it was made, its rows in all, its files, and what is wrong with it."""

    gemaakt: datetime
    rijen: int
    rapporten: int
    spoel: int
    gebreken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Herstel:
    """What a restore did: what it put back, and how many erasures it had to do again."""

    staat: Reservestaat
    opnieuw_gewist: int


def maak(delen: Onderdelen, map_: Path, programmas: Programmas) -> tuple[Path, Reservestaat]:
    """Make a backup in a folder, look it through, and let go of those there that are past their term.

    Raises:
        ReserveFout: it could not be made, or doesn't hold what it should; then none is let go.
    """
    moment = delen.klok().astimezone(UTC)
    map_.mkdir(parents=True, exist_ok=True)
    pad = map_ / f"{_BEGIN}{moment:{_STEMPEL}}{_STAART}"
    if pad.exists():
        raise ReserveFout(f"{pad.name} bestaat al")
    with nieuw_bestand(pad, delen.opslag.kluis) as uit:
        _vul(delen, uit, programmas)
    staat = controleer(delen, pad, programmas)
    if staat.gebreken:
        raise ReserveFout(f"{pad.name} klopt niet: {'; '.join(staat.gebreken)}")
    for oud in _vervallen(map_, moment - timedelta(days=delen.stad.bewaring.reserve_dagen)):
        oud.unlink()
    _boek(delen.opslag, delen, "gemaakt", pad.name)
    return pad, staat


def _vul(delen: Onderdelen, uit: Kluisschrijver, programmas: Programmas) -> None:
    data = delen.instellingen.data
    with tarfile.open(fileobj=uit, mode="w|") as tar, tempfile.TemporaryDirectory(dir=_map(data)) as tijdelijk:
        for bestand in delen.aanname.spoel.alle():
            _voeg_toe(tar, f"{SPOELMAP}/{bestand.name}", bestand)
        wisboek, audit = wisboek_van(delen).kop(), Auditopslag(delen.opslag).kop()
        database = Path(tijdelijk) / _DATABASE
        telling = kopie.schrijf_kopie(delen.opslag, database, programmas)
        tar.add(database, _DATABASE)
        for bestand in sorted((data / _RAPPORTEN).glob("[!.]*/**/*")):
            if bestand.is_file():
                _voeg_toe(tar, str(bestand.relative_to(data)), bestand)
        kop = {
            "gemaakt": delen.klok().isoformat(),
            "database": delen.opslag.motor.dialect.name,
            "tellingen": telling,
            "audit": list(audit),
            "wisboek": [wisboek.aantal, wisboek.mac],
        }
        inhoud = json.dumps(kop).encode()
        lid = tarfile.TarInfo(_KOP)
        lid.size = len(inhoud)
        tar.addfile(lid, BytesIO(inhoud))


def _voeg_toe(tar: tarfile.TarFile, naam: str, bestand: Path) -> None:
    """Add a file that may be gone by now: a spooled message that was taken into the database meanwhile."""
    try:
        inhoud = bestand.read_bytes()
    except FileNotFoundError:
        return
    lid = tarfile.TarInfo(naam)
    lid.size, lid.mode = len(inhoud), 0o600
    tar.addfile(lid, BytesIO(inhoud))


def controleer(delen: Onderdelen, pad: Path, programmas: Programmas) -> Reservestaat:
    """Put a backup back in a place of its own and hold it against its head; nothing of now is touched.

    Raises:
        ReserveFout: it can't be opened or put back at all.
    """
    with _uitgepakt(delen, pad) as (map_, kop), kopie.teruggezet(map_ / _DATABASE, delen.opslag, programmas) as eigen:
        return _bekijk(eigen, map_, kop)


def herstel(delen: Onderdelen, pad: Path, programmas: Programmas, *, zonder_wisboek: bool = False) -> Herstel:
    """Put a backup back where the settings say, where nothing stands yet.

    It is looked through, brought to the newest schema, and made to forget what was erased or past its term since,
    before it gets its name: nobody can log in to what should be gone.

    Raises:
        ReserveFout: something stands there, the backup isn't whole, or the erasure journal is not the one it knew.
    """
    if not kopie.is_leeg(delen.instellingen.database_url):
        raise ReserveFout("er staat al een database: verplaats ze eerst, met de bestanden -wal en -shm ernaast")
    boek = wisboek_van(delen)
    with _uitgepakt(delen, pad) as (map_, kop), kopie.teruggezet(map_ / _DATABASE, delen.opslag, programmas) as eigen:
        staat = _bekijk(eigen, map_, kop)
        if staat.gebreken:
            raise ReserveFout(f"{pad.name} klopt niet: {'; '.join(staat.gebreken)}")
        if not zonder_wisboek and not boek.bevat(Wiskop(*kop["wisboek"])):
            raise ReserveFout(f"het wisboek {boek.bestand} ontbreekt of is korter dan toen de kopie gemaakt werd")
        schema.werk_bij(eigen.motor)
        ander = dataclasses.replace(delen, opslag=eigen)
        opnieuw = speel_af(ander, boek.lees())
        bewaar(ander, "herstel")
        _boek(eigen, delen, "hersteld", pad.name)
        maak_schoon(eigen)
        for naam in (SPOELMAP, _RAPPORTEN):
            _zet_terug(map_ / naam, delen.instellingen.data / naam)
        kopie.neem_in_gebruik(eigen, delen.opslag)
    log.info("hersteld", kopie=pad.name, opnieuw_gewist=opnieuw)
    return Herstel(staat, opnieuw)


@contextmanager
def _uitgepakt(delen: Onderdelen, pad: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    with tempfile.TemporaryDirectory(dir=_map(delen.instellingen.data)) as tijdelijk:
        map_ = Path(tijdelijk)
        try:
            with pad.open("rb") as bestand, Kluislezer(bestand, delen.opslag.kluis) as lezer:
                with tarfile.open(fileobj=lezer, mode="r|") as tar:
                    tar.extractall(map_, filter="data")
                lezer.read()
            kop = json.loads((map_ / _KOP).read_bytes())
        except (OSError, tarfile.TarError, ValueError) as fout:
            raise ReserveFout(f"{pad.name} is niet te openen ({type(fout).__name__})") from fout
        if kop["database"] != delen.opslag.motor.dialect.name:
            raise ReserveFout(f"deze kopie is van {kop['database']}, de instelling noemt een andere database")
        yield map_, kop


def _bekijk(eigen: Opslag, map_: Path, kop: dict[str, Any]) -> Reservestaat:
    audit = Auditopslag(eigen)
    with eigen.motor.connect() as verbinding:
        telling = kopie.tel_rijen(verbinding)
    gebreken = kopie.verschillen(kop["tellingen"], telling)
    breuk = audit.controleer()
    if breuk is not None:
        gebreken.append(f"het auditlog breekt bij {breuk}")
    elif not audit.bevat(*kop["audit"]):
        gebreken.append("het auditlog is korter dan toen de kopie gemaakt werd")
    with eigen.lezen() as sessie:
        vreemd = [een.hex() for een in hoofdsleutels.in_gebruik(sessie) if een not in eigen.kluis.ids]
        verslagen = sessie.execute(select(RapportRij.map, RapportRij.hash)).all()
    gebreken += [f"wat onder hoofdsleutel {een} staat is niet te openen" for een in vreemd]
    gebreken += [f"verslag {naam} ontbreekt of is anders" for naam, hash_ in verslagen if not _klopt(map_, naam, hash_)]
    return Reservestaat(
        gemaakt=datetime.fromisoformat(kop["gemaakt"]),
        rijen=sum(telling.values()),
        rapporten=len(verslagen),
        spoel=len(list((map_ / SPOELMAP).glob("*"))),
        gebreken=tuple(gebreken),
    )


def _klopt(map_: Path, naam: str, hash_: str) -> bool:
    pad = map_ / _RAPPORTEN / naam / "rapport.json"
    return pad.is_file() and hashlib.sha256(pad.read_bytes()).hexdigest() == hash_


def _zet_terug(van: Path, naar: Path) -> None:
    """Put files back beside what is there; what is there stays as it is."""
    for bestand in sorted(van.rglob("*")):
        doel = naar / bestand.relative_to(van)
        if bestand.is_file() and not doel.exists():
            doel.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(bestand, doel)


def _vervallen(map_: Path, grens: datetime) -> list[Path]:
    naam = f"{_BEGIN}{grens:{_STEMPEL}}{_STAART}"
    return sorted(pad for pad in map_.glob(f"{_BEGIN}*{_STAART}") if pad.name < naam)


def _map(data: Path) -> Path:
    data.mkdir(parents=True, exist_ok=True)
    return data


def _boek(opslag: Opslag, delen: Onderdelen, handeling: str, naam: str) -> None:
    Auditopslag(opslag).schrijf(Auditregel(0, delen.klok(), "opdrachtregel", handeling, "reservekopie", naam))
