"""Register files in: a file of one of the five registers, read and checked, whole or not at all.

Comes in: the path of a CSV file (comma, semicolon or tab; UTF-8 or Windows-1252) or of an .xlsx; the content says
which, not the name. Goes out: values of `register` in file order. Nothing is stored here.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nachtleven.bestanden.rekenblad import MERK, lees_rekenblad
from nachtleven.bestanden.soorten import VORMEN, Omgeving, RegisterSoort, Rij, Vorm, Waarde
from nachtleven.bestanden.tabelbestand import Kolommen, Tabel, lees_tekstbestand
from nachtleven.fouten import FouteRij, InvoerFout

__all__ = ["Ingelezen", "RegisterSoort", "lees_register"]

MAX_BYTES = 200_000_000
_OUD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """A file without a bad row: its values in file order, and what is worth saying of it, in Dutch."""

    soort: RegisterSoort
    rijen: tuple[Waarde, ...]
    opmerkingen: tuple[str, ...]


def lees_register(
    soort: RegisterSoort, pad: Path, *, moment: datetime, bekende_zaken: Collection[str], plichten: Collection[str]
) -> Ingelezen:
    """Read a register file. `moment`: of the import, aware; a log line without `gelogd` counts as written then.

    `bekende_zaken`: the ids that inzet, incidenten and controles may name. `plichten`: the codes that controles may
    name; empty leaves them unchecked. A file with a header only is an error for zaken and portiers.

    Raises:
        InvoerFout: with every bad row, by line; then nothing was read.
    """
    vorm = VORMEN[soort]
    tabel = _tabel(pad, vorm.kolommen)
    omgeving = Omgeving(moment.astimezone(UTC), frozenset(bekende_zaken), frozenset(plichten))
    rijen = _waarden(tabel, vorm, omgeving)
    if not rijen and not tabel.fouten and not vorm.mag_leeg:
        tabel.fouten.append(FouteRij(1, "", f"er staat geen enkele rij onder de kopregel; {soort} mag niet leeg zijn"))
    if tabel.fouten:
        raise InvoerFout(pad.name, sorted(tabel.fouten, key=lambda fout: fout.lijn))
    return Ingelezen(soort, tuple(rijen), tuple(tabel.opmerkingen))


def _waarden(tabel: Tabel, vorm: Vorm, omgeving: Omgeving) -> list[Waarde]:
    rijen, eerder = list[Waarde](), dict[Hashable, int]()
    for lijn, teksten in tabel.rijen:
        rij = Rij(lijn, teksten)
        rij.bewaak_tekens()
        waarde, sleutel = vorm.lees(rij, omgeving)
        if not rij.fouten and (eerste := eerder.setdefault(sleutel, lijn)) != lijn:
            wat = vorm.sleutel or "de hele rij"
            rij.fout(vorm.sleutel, f"{wat}: lijn {lijn} is dezelfde als lijn {eerste}")
        tabel.fouten.extend(rij.fouten)
        rijen.append(waarde)
    return rijen


def _tabel(pad: Path, kolommen: Kolommen) -> Tabel:
    inhoud = _inhoud(pad)
    if inhoud.startswith(MERK):
        return lees_rekenblad(pad.name, inhoud, kolommen)
    if inhoud.startswith(_OUD_EXCEL):
        raise InvoerFout(pad.name, [FouteRij(1, "", "een oud of beveiligd Excel-bestand; bewaar het als .xlsx of CSV")])
    return lees_tekstbestand(pad.name, inhoud, kolommen)


def _inhoud(pad: Path) -> bytes:
    try:
        if pad.stat().st_size > MAX_BYTES:
            raise InvoerFout(pad.name, [FouteRij(1, "", "het bestand is veel te groot voor een register")])
        return pad.read_bytes()
    except OSError as fout:
        raise InvoerFout(pad.name, [FouteRij(1, "", f"het bestand kan niet gelezen worden: {fout.strerror}")]) from fout
