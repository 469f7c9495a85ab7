"""The use case of a report: counted, shaped, written in a folder of its own, and kept in the archive whole or not.

A folder is filled beside its place and renamed into it, so that nobody meets half a report.
"""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import structlog
from sqlalchemy.orm import Session

from nachtleven.cijfers.groepen import laad_groepen
from nachtleven.cijfers.naleving import Naleving, tel_naleving
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.opmaak.schrijven import schrijf
from nachtleven.opslag import tellingen, toezicht, werk
from nachtleven.opslag.tabellen import RapportRij
from nachtleven.opslag.werk import Eis
from nachtleven.portier import toets
from nachtleven.rapport import Periode, Rapport, Rapportinstellingen, lees_periode, maak_rapport
from nachtleven.samenstelling import Onderdelen
from nachtleven.toezicht.gegevens import Periode as Beoordeeld
from nachtleven.toezicht.plichten import Plichten, laad_plichten

log = structlog.get_logger()


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


def maak_in(delen: Onderdelen, soort: str, periode: str, versie: str | None, map_uit: Path) -> None:
    """Build the report of a period in a folder, straight in it; a quarter or year is `deelbaar` unless said.

    Raises:
        Fout: the period can't be read, or there is no such version of it.
    """
    gelezen = lees_periode(soort, periode)
    rapport = _maak(delen, gelezen, versie or ("intern" if soort == "maand" else "deelbaar"))
    map_uit.mkdir(parents=True, exist_ok=True)
    schrijf(rapport, map_uit)


def bouw(delen: Onderdelen, opdracht: Opdracht, eis: Eis) -> bool:
    """Build a report into the archive and finish its claim in one transaction; False where the claim was lost."""
    periode = Periode(opdracht.soort, opdracht.van, opdracht.tot)
    rapport = _maak(delen, periode, opdracht.versie)
    archief = delen.instellingen.data / "rapporten"
    archief.mkdir(parents=True, exist_ok=True)
    werkmap = Path(tempfile.mkdtemp(prefix=".bouw-", dir=archief))
    try:
        schrijf(rapport, werkmap)
        vingerafdruk = hashlib.sha256((werkmap / "rapport.json").read_bytes()).hexdigest()
        naam = f"{periode.code}-{opdracht.versie}-{vingerafdruk[:12]}"
        doel = archief / naam
        if not doel.exists():
            werkmap.chmod(0o755)
            werkmap.rename(doel)
        with delen.opslag.schrijven() as sessie:
            if not werk.rond_af(sessie, eis, delen.klok()):
                return False
            sessie.add(
                RapportRij(
                    id=uuid4(),
                    soort=opdracht.soort,
                    periode=periode.code,
                    versie=opdracht.versie,
                    uitgave=1,
                    gemaakt=delen.klok(),
                    voorlopig=False,
                    map=naam,
                    hash=vingerafdruk,
                )
            )
    finally:
        shutil.rmtree(werkmap, ignore_errors=True)
    log.info("rapport_gemaakt", rapport=opdracht.naam)
    return True


def _maak(delen: Onderdelen, periode: Periode, versie: str) -> Rapport:
    with delen.opslag.lezen() as sessie:
        geteld = _met_naleving(sessie, tellingen.tel(sessie, periode, delen.klok()), periode, delen)
    instellingen = Rapportinstellingen(drempel=delen.stad.drempel, groepen=laad_groepen(delen.stad.map))
    return maak_rapport(geteld, periode, versie, geteld.gemaakt, instellingen)


def _met_naleving(sessie: Session, geteld: Tellingen, periode: Periode, delen: Onderdelen) -> Tellingen:
    """Judge the period, and its quarters, by the regulation of each of its nights."""
    plichten = laad_plichten(delen.stad.map)
    kwartalen = tuple(
        (deel, replace(van_deel, plichten=_naleving(sessie, deel, plichten))) for deel, van_deel in geteld.delen
    )
    return replace(geteld, plichten=_naleving(sessie, periode, plichten), delen=kwartalen)


def _naleving(sessie: Session, periode: Periode, plichten: Plichten) -> tuple[Naleving, ...]:
    nu, toen = Beoordeeld(periode.begin, periode.einde), Beoordeeld(periode.vorige.begin, periode.vorige.einde)
    gegevens, eerder = toezicht.gegevens(sessie, nu), toezicht.gegevens(sessie, toen)
    controles = [controle for controle in gegevens.controles if nu.heeft(controle.tijdstip)]
    return tel_naleving(toets(nu, gegevens, plichten), toets(toen, eerder, plichten), controles)
