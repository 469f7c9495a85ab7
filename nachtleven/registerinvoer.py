"""The use case of an import: a register file read, laid beside what is known, kept, and the venue index built."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nachtleven.bestanden.soorten import RegisterSoort
from nachtleven.fouten import InvoerFout
from nachtleven.inlezen import lees_register
from nachtleven.lezen.gewoonheid import gewoonheden
from nachtleven.lezen.index import bouw_index
from nachtleven.opslag import registers
from nachtleven.opslag.invoer import Herkomst, Invoer, Verschil
from nachtleven.samenstelling import Onderdelen
from nachtleven.toezicht.plichten import laad_plichten

_HOOGSTENS_FOUTEN = 100


@dataclass(frozen=True, slots=True)
class Ingevoerd:
    """What an import changed, and what is worth saying of the file."""

    verschil: Verschil
    opmerkingen: tuple[str, ...]


def voer_in(delen: Onderdelen, soort: str, pad: Path, *, door: str, droog: bool = False) -> Ingevoerd:
    """Take a register file in, whole or not at all; `droog` only tells what it would change.

    Raises:
        InvoerFout: with every bad row; then nothing was kept.
    """
    moment = delen.klok()
    with delen.opslag.lezen() as sessie:
        bekend = registers.zaak_ids(sessie)
    codes = {plicht.code.value for plicht in laad_plichten(delen.stad.map).alle}
    gelezen = lees_register(RegisterSoort(soort), pad, moment=moment, bekende_zaken=bekend, plichten=codes)
    herkomst = Herkomst(pad.name, hashlib.sha256(pad.read_bytes()).hexdigest(), door, moment)
    with delen.opslag.schrijven() as sessie:
        verschil = Invoer(sessie, delen.opslag, soort).voer_in(gelezen.rijen, herkomst, droog=droog)
    if soort == "zaken" and not droog:
        werk_index_bij(delen)
    return Ingevoerd(verschil, gelezen.opmerkingen)


def als_regel(ingevoerd: Ingevoerd) -> dict[str, Any]:
    """Give what an import changes, or would, by name."""
    verschil = ingevoerd.verschil
    return {
        "nieuw": verschil.nieuw,
        "gewijzigd": verschil.gewijzigd,
        "gelijk": verschil.gelijk,
        "weg": verschil.weg,
        "voorbeelden": [asdict(voorbeeld) for voorbeeld in verschil.voorbeelden],
        "opmerkingen": list(ingevoerd.opmerkingen),
    }


def fouten_als_regel(fout: InvoerFout) -> dict[str, Any]:
    """Give the bad rows of a file by name: how many, and the first hundred."""
    rijen = [{"lijn": rij.lijn, "veld": rij.veld, "reden": rij.reden} for rij in fout.rijen[:_HOOGSTENS_FOUTEN]]
    return {"fouten": rijen, "aantal_fouten": len(fout.rijen)}


def werk_index_bij(delen: Onderdelen) -> bool:
    """Build the venue index of the newest import where it is not there yet; outside any lock. False: it was there."""
    with delen.opslag.lezen() as sessie:
        invoer = registers.nieuwste_zakeninvoer(sessie)
        if invoer is None or invoer == registers.nieuwste_index(sessie):
            return False
        zaken = tuple(registers.zaken(sessie).values())
    inhoud = bouw_index(zaken, gewoonheden(zaken)).naar_bytes()
    with delen.opslag.schrijven() as sessie:
        registers.bewaar_index(sessie, invoer, inhoud, delen.klok())
    return True
