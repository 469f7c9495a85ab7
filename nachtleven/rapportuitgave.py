"""What leaves the house of a report's figures: the yearly open data, and an export for research with its purpose.

Both hold shielded tables only, those of the shareable reports: a finer one beside them could give back what they hide.
"""

import csv
import io
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from nachtleven.fouten import Fout
from nachtleven.nacht import lokaal
from nachtleven.opmaak.catalogus import Uitgave, als_dcat, laad_opendata
from nachtleven.opmaak.gegevens import als_cel, als_csv
from nachtleven.opmaak.tabelschema import als_schema, schema
from nachtleven.opmaak.woorden import laad_woorden
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.rapport import Periode, Rapport, lees_periode
from nachtleven.rapportbouw import maak
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.audit import Auditregel

log = structlog.get_logger()

_DOOR = "opdrachtregel"


class VoorlopigFout(Fout):
    """Figures asked of a year that is not over; `jaar`."""

    def __init__(self, jaar: int) -> None:
        super().__init__(f"{jaar} is nog niet voorbij: er zijn alleen voorlopige cijfers, die niet verspreid worden")
        self.jaar = jaar


@dataclass(frozen=True, slots=True)
class Onderzoek:
    """Who asks figures for research, for what, and of which years."""

    aanvrager: str
    doel: str
    jaren: tuple[int, ...]


def schrijf_opendata(delen: Onderdelen, jaar: int, map_uit: Path) -> tuple[str, ...]:
    """Write the shareable tables of a year, each with its schema, and their catalogue; give the names of the tables.

    Raises:
        VoorlopigFout: the year is not over.
        ConfiguratieFout: `opendata.toml` is wrong.
    """
    opendata, woorden = laad_opendata(delen.stad.map), laad_woorden()
    rapport = _deelbaar(delen, lees_periode("jaar", str(jaar)))
    map_uit.mkdir(parents=True, exist_ok=True)
    uitgaven = []
    for naam, tabel in rapport.tabellen.items():
        if naam in opendata.zonder:
            continue
        uitgave = Uitgave(naam, woorden.titels[naam], schema(tabel, woorden)["description"], als_csv(tabel).encode())
        (map_uit / f"{naam}.csv").write_bytes(uitgave.inhoud)
        (map_uit / f"{naam}.schema.json").write_text(als_schema(tabel, woorden), encoding="utf-8")
        uitgaven.append(uitgave)
    beschreven = als_dcat(tuple(uitgaven), jaar, lokaal(rapport.gemaakt).date(), opendata, delen.stad.dienst)
    (map_uit / "catalogus.jsonld").write_text(beschreven, encoding="utf-8")
    _boek(delen, "opendata_gemaakt", str(jaar), opendata.licentie)
    return tuple(uitgave.tabel for uitgave in uitgaven)


def schrijf_onderzoek(delen: Onderdelen, onderzoek: Onderzoek, map_uit: Path) -> int:
    """Write the shielded tables of the quarters and years as one file, its schema, and for what; give its rows.

    The act stands in the audit log, with its purpose, before anything is written.

    Raises:
        VoorlopigFout: one of the years is not over.
        Fout: no purpose or applicant is told.
    """
    if not onderzoek.doel.strip() or not onderzoek.aanvrager.strip():
        raise Fout("zeg wie de cijfers vraagt en waarvoor")
    jaren = [lees_periode("jaar", str(jaar)) for jaar in onderzoek.jaren]
    periodes = [periode for jaar in jaren for periode in (*jaar.kwartalen, jaar)]
    rapporten = [_deelbaar(delen, periode) for periode in periodes]
    _boek(delen, "onderzoeksuitvoer", f"{onderzoek.aanvrager}: {','.join(map(str, onderzoek.jaren))}", onderzoek.doel)
    map_uit.mkdir(parents=True, exist_ok=True)
    inhoud, aantal = _lang(rapporten)
    (map_uit / "cijfers.csv").write_bytes(inhoud.encode())
    (map_uit / "cijfers.schema.json").write_text(json.dumps(_SCHEMA, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (map_uit / "doel.json").write_text(_verantwoording(onderzoek, rapporten, delen.klok()), "utf-8")
    return aantal


_SCHEMA = {
    "description": "De afgeschermde tabellen van de deelbare verslagen, een cijfer per rij.",
    "fields": [
        {"name": "periode", "type": "string", "description": "2026-K1 of 2026.", "constraints": {"required": True}},
        {"name": "tabel", "type": "string", "description": "De tabel.", "constraints": {"required": True}},
        {"name": "sleutel", "type": "string", "description": "De waarden van de sleutelkolommen, gescheiden door |."},
        {
            "name": "aantal",
            "type": "integer",
            "description": "Hoeveel. Leeg: afgeschermd.",
            "constraints": {"minimum": 0},
        },
    ],
    "primaryKey": ["periode", "tabel", "sleutel"],
    "missingValues": [""],
}


def _lang(rapporten: list[Rapport]) -> tuple[str, int]:
    uit, aantal = io.StringIO(), 0
    schrijver = csv.writer(uit, lineterminator="\r\n")
    schrijver.writerow(("periode", "tabel", "sleutel", "aantal"))
    for rapport in rapporten:
        for naam, tabel in rapport.tabellen.items():
            for rij in tabel.rijen:
                sleutel = "|".join("" if deel is None else str(deel) for deel in rij.sleutel)
                aantal_ = "" if rij.aantal is None else rij.aantal
                schrijver.writerow((rapport.periode.code, naam, als_cel(sleutel), aantal_))
                aantal += 1
    return uit.getvalue(), aantal


def _verantwoording(onderzoek: Onderzoek, rapporten: list[Rapport], nu: datetime) -> str:
    gegevens = {
        "aanvrager": onderzoek.aanvrager,
        "doel": onderzoek.doel,
        "jaren": onderzoek.jaren,
        "gemaakt": lokaal(nu).isoformat(),
        "drempel": rapporten[0].drempel if rapporten else None,
        "voorwaarden": "Alleen voor dit doel. Niet samenleggen met andere bestanden om mensen te herkennen.",
    }
    return json.dumps(gegevens, ensure_ascii=False, indent=1) + "\n"


def _deelbaar(delen: Onderdelen, periode: Periode) -> Rapport:
    if periode.is_voorlopig(delen.klok()):
        raise VoorlopigFout(periode.van.year)
    return maak(delen, periode, "deelbaar")


def _boek(delen: Onderdelen, handeling: str, voorwerp: str, doel: str) -> None:
    regel = Auditregel(0, delen.klok(), _DOOR, handeling, "rapport", voorwerp, doel)
    Auditopslag(delen.opslag).schrijf(regel)
    log.info(handeling, voorwerp=voorwerp)
