"""The description of published tables: DCAT-AP 3 as JSON-LD, under the licence and publisher of the configuration.

Source: DCAT-AP 3.0 (SEMIC, European Commission); Data Catalog Vocabulary 3 (W3C).
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from nachtleven.fouten import ConfiguratieFout

BESTAND = "opendata.toml"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CSV = "http://publications.europa.eu/resource/authority/file-type/CSV"
_SCHEMA = "https://specs.frictionlessdata.io/table-schema/"
_OPEN = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_NEDERLANDS = "http://publications.europa.eu/resource/authority/language/NLD"
_SHA256 = "spdx:checksumAlgorithm_sha256"


@dataclass(frozen=True, slots=True)
class Opendata:
    """What the city says of its open data. URIs, but `contact` (a mail address) and `zonder` (tables left out)."""

    licentie: str
    uitgever: str
    uitgever_adres: str
    contact: str
    adres: str
    plaats: str
    thema: str
    frequentie: str
    zonder: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uitgave:
    """One file that is published: its table, what it is in words, and its bytes."""

    tabel: str
    titel: str
    beschrijving: str
    inhoud: bytes


def laad_opendata(map_: Path) -> Opendata:
    """Read `opendata.toml` of a folder of configuration.

    Raises:
        ConfiguratieFout: it doesn't parse, or something is missing, empty or of the wrong kind.
    """
    bestand = map_ / BESTAND
    try:
        ruw = tomllib.loads(bestand.read_text(encoding="utf-8"))
        zonder = tuple(map(str, ruw.pop("zonder")))
        gelezen = Opendata(**ruw, zonder=zonder)
    except (OSError, KeyError, TypeError, ValueError) as fout:
        raise ConfiguratieFout(str(bestand), "bestand", repr(fout)) from fout
    for naam, waarde in ruw.items():
        if not isinstance(waarde, str) or not waarde:
            raise ConfiguratieFout(str(bestand), naam, "is geen tekst")
    return gelezen


def als_dcat(uitgaven: tuple[Uitgave, ...], jaar: int, gemaakt: date, opendata: Opendata, dienst: str) -> str:
    """Describe the tables of a year as one catalogue with a dataset and a distribution a table."""
    wortel = f"{opendata.adres}/{jaar}"
    uitgever = {"@id": opendata.uitgever_adres, "@type": "foaf:Agent", "foaf:name": _nl(opendata.uitgever)}
    dataset = {
        "@id": wortel,
        "@type": "dcat:Dataset",
        "dct:identifier": wortel,
        "dct:title": _nl(f"Meldpunt nachtleven {jaar}"),
        "dct:description": _nl(
            f"Meldingen van discriminatie in het nachtleven in {jaar}, in tabellen. Kleine aantallen zijn afgeschermd. "
            "Een melding is wat iemand vertelt; meer meldingen betekent niet dat er meer gebeurt."
        ),
        "dct:publisher": {"@id": opendata.uitgever_adres},
        "dcat:contactPoint": {
            "@type": "vcard:Kind",
            "vcard:fn": dienst,
            "vcard:hasEmail": {"@id": f"mailto:{opendata.contact}"},
        },
        "dct:issued": _dag(gemaakt),
        "dct:language": {"@id": _NEDERLANDS},
        "dct:accessRights": {"@id": _OPEN},
        "dct:accrualPeriodicity": {"@id": opendata.frequentie},
        "dct:spatial": {"@id": opendata.plaats},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _dag(date(jaar, 1, 1)),
            "dcat:endDate": _dag(date(jaar + 1, 1, 1) - timedelta(days=1)),
        },
        "dcat:theme": {"@id": opendata.thema},
        "dcat:keyword": [_nl(woord) for woord in ("nachtleven", "discriminatie", "meldingen", "horeca")],
        "dcat:distribution": [_distributie(uitgave, wortel, opendata) for uitgave in uitgaven],
    }
    catalogus = {
        "@context": _CONTEXT,
        "@id": opendata.adres,
        "@type": "dcat:Catalog",
        "dct:title": _nl("Meldpunt nachtleven"),
        "dct:description": _nl("De jaarlijkse tabellen van het meldpunt nachtleven."),
        "dct:publisher": uitgever,
        "dct:license": {"@id": opendata.licentie},
        "dcat:dataset": [dataset],
    }
    return json.dumps(catalogus, ensure_ascii=False, indent=1) + "\n"


def _distributie(uitgave: Uitgave, wortel: str, opendata: Opendata) -> dict[str, Any]:
    adres = f"{wortel}/{uitgave.tabel}.csv"
    return {
        "@id": adres,
        "@type": "dcat:Distribution",
        "dct:title": _nl(uitgave.titel),
        "dct:description": _nl(uitgave.beschrijving),
        "dcat:accessURL": {"@id": adres},
        "dcat:downloadURL": {"@id": adres},
        "dct:license": {"@id": opendata.licentie},
        "dct:format": {"@id": _CSV},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
        "dct:conformsTo": {"@id": _SCHEMA},
        "foaf:page": {"@id": f"{wortel}/{uitgave.tabel}.schema.json"},
        "dcat:byteSize": {"@value": str(len(uitgave.inhoud)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": _SHA256},
            "spdx:checksumValue": {
                "@value": hashlib.sha256(uitgave.inhoud).hexdigest(),
                "@type": "xsd:hexBinary",
            },
        },
    }


def _nl(tekst: str) -> Mapping[str, str]:
    return {"@value": tekst, "@language": "nl"}


def _dag(dag: date) -> Mapping[str, str]:
    return {"@value": dag.isoformat(), "@type": "xsd:date"}
