"""The use case of a report: counted, shaped, written in a folder of its own, and kept in the archive whole or not.

A folder is filled beside its place and renamed into it, so that nobody meets half a report.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import structlog

from nachtleven.cijfers.groepen import laad_groepen
from nachtleven.fouten import Fout, NietGevonden
from nachtleven.nacht import middag, nacht_van
from nachtleven.opmaak.schrijven import schrijf
from nachtleven.opslag import nachttellingen, oordelen, rapporten, tellingen, werk
from nachtleven.opslag.tabellen import RapportRij
from nachtleven.opslag.werk import Eis
from nachtleven.rapport import Periode, Rapport, Rapportinstellingen, maak_rapport
from nachtleven.rapportleven import Bouwstap, vergelijk
from nachtleven.samenstelling import Onderdelen
from nachtleven.toezicht.plichten import laad_plichten

log = structlog.get_logger()

Stap = Callable[[Bouwstap], None]
"""Who is told how far it is."""


def stil(_stap: Bouwstap) -> None:
    """Tell nobody."""


class RapportgelijkFout(Fout):
    """A correction that changes no figure; `naam`: the report."""

    def __init__(self, naam: str) -> None:
        super().__init__(f"{naam}: de cijfers zijn dezelfde als in de vorige uitgave, er is niets te verbeteren")
        self.naam = naam


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A report to make: of which period, [van, tot) in days, in which version."""

    soort: str
    van: date
    tot: date
    versie: str

    @property
    def naam(self) -> str:
        """Its name among all reports, as the claim has it."""
        return f"{Periode(self.soort, self.van, self.tot).code}-{self.versie}"

    def met_versie(self, versie: str) -> "Opdracht":
        """Give the same period in another version."""
        return replace(self, versie=versie)


@dataclass(frozen=True, slots=True)
class Verslagvorm:
    """In which version and language a report is asked; None: a month intern, others deelbaar; the city's language."""

    versie: str | None = None
    taal: str | None = None


def maak_in(delen: Onderdelen, periode: Periode, vorm: Verslagvorm, map_uit: Path, stap: Stap = stil) -> None:
    """Build the report of a period in a folder, straight in it.

    Raises:
        VersieFout: there is no such version of it.
    """
    rapport = maak(delen, periode, vorm.versie or ("intern" if periode.soort == "maand" else "deelbaar"), stap)
    map_uit.mkdir(parents=True, exist_ok=True)
    schrijf(rapport, map_uit, stap, vorm.taal or delen.stad.taal)


def bouw(delen: Onderdelen, opdracht: Opdracht, eis: Eis) -> bool:
    """Build a report into the archive and finish its claim in one transaction; False where the claim was lost."""
    neergelegd = _leg_neer(delen, opdracht, partial(_zet_stap, delen, eis))
    with delen.opslag.schrijven() as sessie:
        if not werk.rond_af(sessie, eis, delen.klok()):
            return False
        sessie.add(_rij(delen, opdracht, neergelegd, uitgave=1))
    log.info("rapport_gemaakt", rapport=opdracht.naam)
    return True


def _zet_stap(delen: Onderdelen, eis: Eis, stap: Bouwstap) -> None:
    with delen.opslag.schrijven() as sessie:
        werk.zet_stap(sessie, eis, stap.value)


def verbeter(delen: Onderdelen, opdracht: Opdracht, reden: str) -> str:
    """Build a new edition of a built report, beside the old one; give what changed, with the reason.

    Raises:
        NietGevonden: this report was never built.
        RapportgelijkFout: the figures are the same as they were.
    """
    code = Periode(opdracht.soort, opdracht.van, opdracht.tot).code
    with delen.opslag.lezen() as sessie:
        oud = rapporten.laatste_uitgave(sessie, opdracht.soort, code, opdracht.versie)
        if oud is None:
            raise NietGevonden("rapport", opdracht.naam)
        vorige, uitgave = (_archief(delen) / oud.map / "rapport.json").read_text("utf-8"), oud.uitgave + 1
    neergelegd = _leg_neer(delen, opdracht)
    nieuw = (_archief(delen) / neergelegd[0] / "rapport.json").read_text("utf-8")
    verschil = vergelijk(json.loads(vorige), json.loads(nieuw))
    if not verschil:
        raise RapportgelijkFout(opdracht.naam)
    tabellen = ", ".join(f"{naam} ({aantal})" for naam, aantal in verschil.items())
    wijziging = f"{reden} Anders dan in uitgave {uitgave - 1}: {tabellen}."[:1000]
    with delen.opslag.schrijven() as sessie:
        rij = _rij(delen, opdracht, neergelegd, uitgave)
        rij.wijziging = wijziging
        sessie.add(rij)
    return wijziging


def _archief(delen: Onderdelen) -> Path:
    return delen.instellingen.data / "rapporten"


def _leg_neer(delen: Onderdelen, opdracht: Opdracht, stap: Stap = stil) -> tuple[str, str]:
    """Build a report into a folder of the archive; give the folder's name and the hash of its rapport.json."""
    periode = Periode(opdracht.soort, opdracht.van, opdracht.tot)
    rapport = maak(delen, periode, opdracht.versie, stap)
    archief = _archief(delen)
    archief.mkdir(parents=True, exist_ok=True)
    werkmap = Path(tempfile.mkdtemp(prefix=".bouw-", dir=archief))
    try:
        schrijf(rapport, werkmap, stap, delen.stad.taal)
        vingerafdruk = hashlib.sha256((werkmap / "rapport.json").read_bytes()).hexdigest()
        naam = f"{periode.code}-{opdracht.versie}-{vingerafdruk[:12]}"
        if not (archief / naam).exists():
            werkmap.chmod(0o755)
            werkmap.rename(archief / naam)
    finally:
        shutil.rmtree(werkmap, ignore_errors=True)
    return naam, vingerafdruk


def _rij(delen: Onderdelen, opdracht: Opdracht, neergelegd: tuple[str, str], uitgave: int) -> RapportRij:
    return RapportRij(
        id=uuid4(),
        soort=opdracht.soort,
        periode=Periode(opdracht.soort, opdracht.van, opdracht.tot).code,
        versie=opdracht.versie,
        uitgave=uitgave,
        gemaakt=delen.klok(),
        voorlopig=False,
        map=neergelegd[0],
        hash=neergelegd[1],
    )


def tel_vooruit(delen: Onderdelen, tot: date, stop: Callable[[], bool] = lambda: False) -> int:
    """Count the nights before `tot` that changed since they were counted, a few a transaction; give how many."""
    gedaan = 0
    while not stop():
        with delen.opslag.schrijven() as sessie:
            nu_gedaan = nachttellingen.tel_vooruit(sessie, tot)
        if not nu_gedaan:
            break
        gedaan += nu_gedaan
    return gedaan


def maak(delen: Onderdelen, periode: Periode, versie: str, stap: Stap = stil) -> Rapport:
    """Make the report of a period; of the nights that changed since, a judgement is asked. `stap`: told how far it is.

    Raises:
        VersieFout: no such version of it.
    """
    nu = delen.klok()
    stap(Bouwstap.TELLEN)
    with delen.opslag.schrijven() as sessie:
        oordelen.vraag_oordelen(sessie, nu, max(nu - middag(periode.van), timedelta(0)))
    tel_vooruit(delen, min(periode.tot, nacht_van(nu)))
    with delen.opslag.lezen() as sessie:
        geteld = tellingen.tel(sessie, periode, nu, laad_plichten(delen.stad.map))
    stap(Bouwstap.AFSCHERMEN)
    instellingen = Rapportinstellingen(drempel=delen.stad.drempel, groepen=laad_groepen(delen.stad.map))
    return maak_rapport(geteld, periode, versie, geteld.gemaakt, instellingen)
